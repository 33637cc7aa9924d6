"""A Word document (.docx) in, one report out: its title, paragraphs and tables in their order."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

import docx
from docx.table import Table

from rasid.errors import InputError
from rasid.ingest import originals
from rasid.ingest.build import make_report
from rasid.ingest.headdate import day_on_own_line
from rasid.ingest.options import Item, ReadOptions
from rasid.ingest.source import Source

_TITLES = ("Title", "Heading 1")


def read(source: Source, options: ReadOptions) -> Iterator[Item]:
    """The whole document. Its day is the one full date at its head: the file's own dates say when it was typed."""
    data = source.bytes(options.limits.report_bytes)
    try:
        document: Any = docx.Document(io.BytesIO(data))
    except Exception as error:  # noqa: BLE001 - a damaged file raises whatever the zip and XML readers raise
        raise InputError(source.name, f"not a Word document that can be read: {error}") from None
    title, lines = "", list[str]()
    for block in document.iter_inner_content():
        if isinstance(block, Table):
            lines += [" ".join(cell.text.strip() for cell in row.cells) for row in block.rows]
            continue
        words = block.text.strip()
        if not title and not lines and words and block.style is not None and block.style.name in _TITLES:
            title = words
        elif words:
            lines.append(words)
    text = "\n".join(lines)
    yield make_report(
        source.name,
        options,
        text=text or title,
        title=title if text else "",
        moment=(day_on_own_line(f"{title}\n{text}"), None),
        author=str(document.core_properties.author or ""),
        kind="docx",
        sha256=originals.keep(data, ".docx", options),
    )
