"""A plain text file in, one report out."""

from __future__ import annotations

from collections.abc import Iterator

from rasid.ingest import originals
from rasid.ingest.build import make_report
from rasid.ingest.encodings import decode
from rasid.ingest.options import Item, ReadOptions
from rasid.ingest.source import Source


def read(source: Source, options: ReadOptions) -> Iterator[Item]:
    """The whole text, its lines ended by a line feed only."""
    data = source.bytes(options.limits.report_bytes)
    text, encoding = decode(data, source.name)
    yield make_report(
        source.name,
        options,
        text=text.replace("\r\n", "\n"),
        url=source.url,
        retrieved=source.retrieved,
        kind="txt",
        encoding=encoding,
        sha256=originals.keep(data, ".txt", options),
    )
