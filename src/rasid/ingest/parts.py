"""Names of inputs in, parts of even size out: what one process reads at once, and what is done or not done as a whole."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from rasid.errors import ConfigError, InputError
from rasid.ingest.inputs import plan, read_part
from rasid.ingest.options import MIB, Item, ReadOptions, Skipped, skipped
from rasid.ingest.source import Source, from_path, why

PART_BYTES = MIB
_FILES = 200  # at most, however small they are


@dataclass(frozen=True, slots=True)
class Piece:
    """A file or a stretch of one; `stamp` is its size and time of change, so that a changed file is another piece."""

    path: str
    start: int
    end: int | None
    first_line: int
    stamp: str

    def source(self) -> Source:
        """The piece, ready to be read."""
        return replace(from_path(Path(self.path)), start=self.start, end=self.end, first_line=self.first_line)


@dataclass(frozen=True, slots=True)
class Part:
    """Pieces that are read together. The key depends on what is read, not on how many processes read it."""

    key: str
    pieces: tuple[Piece, ...]
    bytes: int


def read_items(part: Part, options: ReadOptions) -> Iterator[Item]:
    """The reports of a part."""
    for piece in part.pieces:
        yield from read_part(piece.source(), options)


def plan_parts(inputs: Sequence[str], options: ReadOptions, size: int = PART_BYTES) -> Iterator[Part | Skipped]:
    """The parts in the order of the inputs. A long JSON Lines or Parquet file gives several, many small files give one."""
    held: list[Piece] = []
    held_bytes = 0
    for source in plan(inputs, options, size):
        if isinstance(source, Skipped):
            yield source
            continue
        try:
            piece, length = _piece(source)
        except InputError as error:
            yield skipped(error)
            continue
        if held and (held_bytes + length > size or len(held) >= _FILES):
            yield _part(held, held_bytes)
            held, held_bytes = [], 0
        held.append(piece)
        held_bytes += length
    if held:
        yield _part(held, held_bytes)


def _piece(source: Source) -> tuple[Piece, int]:
    if source.path is None:
        raise ConfigError(f"{source.name}: only files and folders can be read in parts; save it as a file first")
    try:
        status = source.path.stat()
    except OSError as error:
        raise InputError(source.name, why(error)) from None
    length = (source.end - source.start) if source.end is not None else status.st_size
    if source.name.endswith(".parquet"):
        length = max(status.st_size // max(source.end or 1, 1), 1)
    stamp = f"{status.st_size}.{status.st_mtime_ns}"
    return Piece(str(source.path.absolute()), source.start, source.end, source.first_line, stamp), length


def _part(pieces: Sequence[Piece], size: int) -> Part:
    text = "\n".join(f"{p.path}\0{p.start}\0{p.end}\0{p.stamp}" for p in pieces)
    return Part(hashlib.sha256(text.encode("utf-8", "surrogateescape")).hexdigest()[:16], tuple(pieces), size)
