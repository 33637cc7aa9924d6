"""A file, standard input or fetched page as one thing: a name, its bytes within a limit, its lines as a stream."""

from __future__ import annotations

import gzip
import io
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import BinaryIO, cast

from rasid.errors import InputError


@dataclass(frozen=True)
class Source:
    """`name` is what the user is shown; `path` is empty where there is no file; `start` and `end` cut out a part."""

    name: str
    opener: Callable[[], BinaryIO]
    path: Path | None = None
    size: int | None = None
    url: str = ""
    retrieved: datetime | None = None
    start: int = 0
    end: int | None = None
    first_line: int = 1
    peek: Callable[[int], bytes] | None = None  # of a stream that can be read only once

    @contextmanager
    def open(self) -> Iterator[BinaryIO]:
        """The bytes as a stream; an unreadable file is an InputError."""
        try:
            stream = self.opener()
        except OSError as error:
            raise InputError(self.name, why(error)) from None
        try:
            if self.start:
                stream.seek(self.start)
            yield stream
        except (OSError, EOFError) as error:
            raise InputError(self.name, why(error)) from None
        finally:
            stream.close()

    def head(self, size: int = 4096) -> bytes:
        """The first bytes."""
        if self.peek is not None:
            return self.peek(size)
        with self.open() as stream:
            return stream.read(size)

    def bytes(self, limit: int) -> bytes:
        """All bytes of one report; more than `limit` is an InputError."""
        if self.size is not None and self.size > limit:
            raise InputError(self.name, _too_long(self.size, limit))
        with self.open() as stream:
            data = stream.read(limit + 1)
        if len(data) > limit:
            raise InputError(self.name, _too_long(len(data), limit))
        if not data.strip():
            raise InputError(self.name, "empty file")
        return data


def why(error: Exception) -> str:
    """A reason that a person understands."""
    if isinstance(error, FileNotFoundError):
        return "no such file"
    if isinstance(error, PermissionError):
        return "not readable: permission denied"
    return f"not readable: {getattr(error, 'strerror', None) or error}"


def _too_long(size: int, limit: int) -> str:
    return f"{size:,} bytes or more; the limit for one report is {limit:,}"


def from_path(path: Path, name: str = "") -> Source:
    """A file; `.gz` is unpacked as it is read."""
    if path.suffix == ".gz":
        return Source(name or str(path), lambda: cast(BinaryIO, gzip.open(path, "rb")), path)
    try:
        size = path.stat().st_size
    except OSError:
        size = None
    return Source(name or str(path), lambda: path.open("rb"), path, size)


def from_bytes(data: bytes, name: str, url: str = "", retrieved: datetime | None = None) -> Source:
    """Bytes that are here already."""
    return Source(name, lambda: io.BytesIO(data), None, len(data), url, retrieved)


class _Once(io.BufferedReader):
    """A stream that the reader's `with` does not close, because it is not ours."""

    def close(self) -> None:
        """Leave it open."""


def from_stream(raw: io.RawIOBase, name: str) -> Source:
    """Standard input, or a pipe: its head can be looked at, then it is read once."""
    stream = _Once(raw, 64 * 1024)
    return Source(name, lambda: stream, peek=lambda size: stream.peek(size)[:size])
