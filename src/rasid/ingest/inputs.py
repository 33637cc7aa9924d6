"""Names of inputs in, their reports out: folders are walked in order, each file goes to its reader, faults become Skipped."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from importlib import import_module
from pathlib import Path
from typing import BinaryIO, cast

from rasid.errors import InputError, RasidError
from rasid.ingest.jsonl import is_utf16
from rasid.ingest.options import Item, ReadOptions, Skipped, skipped
from rasid.ingest.sniff import kind_of
from rasid.ingest.source import Source, from_path, from_stream

Reader = Callable[[Source, ReadOptions], Iterator[Item]]
# Readers of kinds that bring a large library are imported when the first such file comes.
_READERS = {
    "txt": "text:read", "html": "html:read", "pdf": "pdf:read", "docx": "office:read", "csv": "tables:read_csv",
    "xlsx": "tables:read_xlsx", "telegram": "telegram:read", "whatsapp": "whatsapp:read", "rss": "feeds:read",
    "json": "jsonl:read_document", "jsonl": "jsonl:read", "parquet": "columnar:read",
}  # fmt: skip
_BLOCK = 1 << 20


def read_inputs(inputs: Sequence[str], options: ReadOptions) -> Iterator[Item]:
    """All reports of all inputs, in order. One bad input never ends the run: it is yielded as Skipped."""
    for part in plan(inputs, options):
        if isinstance(part, Skipped):
            yield part
        else:
            yield from read_part(part, options)


def plan(inputs: Sequence[str], options: ReadOptions, split: int | None = None) -> Iterator[Source | Skipped]:
    """The sources to read, in order. With `split`, long JSON Lines files come in parts of about so many bytes."""
    for name in inputs:
        try:
            if name == "-":
                yield from_stream(_standard_input(), "<stdin>")
            elif name.startswith(("http://", "https://")):
                yield _fetched(name, options)
            else:
                for source in _files(Path(name)):
                    yield from _split(source, options, split)
        except InputError as error:
            yield skipped(error)


def _standard_input() -> io.RawIOBase:
    buffer = sys.stdin.buffer
    return buffer.raw if isinstance(buffer, io.BufferedReader) else cast(io.RawIOBase, buffer)


def read_part(source: Source, options: ReadOptions) -> Iterator[Item]:
    """The reports of one source."""
    try:
        yield from _reader(kind_of(source, options))(source, options)
    except InputError as error:
        yield skipped(error)
    except RasidError:
        raise
    except Exception as error:  # noqa: BLE001 - one odd file must not end a run over 100,000 others
        yield Skipped(source.name, f"cannot be read: {type(error).__name__}: {error}")


def _reader(kind: str) -> Reader:
    module, _, function = _READERS[kind].partition(":")
    reader: Reader = getattr(import_module(f"rasid.ingest.{module}"), function)
    return reader


def _fetched(url: str, options: ReadOptions) -> Source:
    from rasid.ingest.fetch import fetch

    if not options.network:
        raise InputError(url, "an address: the network is off here; save the page and give the file")
    return fetch(url, options)


def _files(path: Path) -> Iterator[Source]:
    """A file, or the files of a folder and the folders in it, in the order of their names; hidden ones are left out."""
    if path.is_dir():
        found = False
        for folder, folders, names in os.walk(path):
            folders[:] = sorted(name for name in folders if not name.startswith("."))
            for name in sorted(name for name in names if not name.startswith(".")):
                found = True
                yield from_path(Path(folder) / name)
        if not found:
            raise InputError(str(path), "a folder without files")
    elif path.exists() and not path.is_file():
        yield from_stream(path.open("rb", buffering=0), str(path))
    else:
        yield from_path(path)


def _split(source: Source, options: ReadOptions, split: int | None) -> Iterator[Source]:
    """Parts of a long file of rows: stretches that end at line ends, or row groups; every other kind is read in one go."""
    long = split and source.size and source.size > split and source.path and source.path.suffix != ".gz"
    kind = kind_of(source, options) if long else ""
    if split and kind == "jsonl" and not is_utf16(source):
        yield from _by_lines(source, split)
    elif split and kind == "parquet":
        yield from _by_row_groups(source, split)
    else:
        yield source


def _by_lines(source: Source, split: int) -> Iterator[Source]:
    with source.open() as stream:
        start, line = 0, 1
        while stream.read(split):
            while (rest := stream.readline(_BLOCK)) and not rest.endswith(b"\n"):
                pass  # to the end of the line, however long it is
            end = stream.tell()
            yield replace(source, start=start, end=end, first_line=line)
            stream.seek(start)
            line += _newlines(stream, end - start)
            start = end


def _by_row_groups(source: Source, split: int) -> Iterator[Source]:
    from rasid.ingest.columnar import row_groups

    start, held = 0, 0
    sizes = row_groups(source)
    for group, size in enumerate(sizes):
        held += size
        if held >= split or group == len(sizes) - 1:
            yield replace(source, start=start, end=group + 1)
            start, held = group + 1, 0


def _newlines(stream: BinaryIO, size: int) -> int:
    count = 0
    while size > 0 and (block := stream.read(min(size, _BLOCK))):
        count, size = count + block.count(b"\n"), size - len(block)
    return count
