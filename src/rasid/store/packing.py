"""The JSON body of a row, or an id, in, a few bytes out, and bodies back: deflate with a dictionary of what such bodies are made of.

The first byte says with which dictionary a body was packed. `bodies.1.txt` is therefore never changed: a better dictionary is
another file with another number.
"""

from __future__ import annotations

import hashlib
import re
import zlib
from functools import cache
from importlib.resources import files
from typing import Any

from sqlalchemy import Dialect, LargeBinary
from sqlalchemy.types import TypeDecorator

from rasid.errors import StoreError

_NEWEST = 1
_HASH = re.compile("[0-9a-f]{16}")
_RAW = -15  # deflate without head and checksum, which would weigh as much as a short body


def pack_text(text: str) -> bytes:
    """The bytes of a body."""
    packer = _packer(_NEWEST).copy()
    packed: bytes = packer.compress(text.encode()) + packer.flush()
    return bytes([_NEWEST]) + packed


def unpack_text(data: bytes) -> str:
    """The body of the bytes.

    Raises:
        StoreError: a newer rasid packed them, or they are damaged.
    """
    try:
        unpacker = _unpacker(data[0]).copy()
        body: bytes = unpacker.decompress(data[1:])
        if not unpacker.eof:
            raise StoreError("a row of the store is damaged: cut short")
        return body.decode()
    except FileNotFoundError:
        raise StoreError(f"a row is packed with dictionary {data[0]}, which this rasid does not have: update rasid") from None
    except (zlib.error, UnicodeDecodeError, IndexError) as error:
        raise StoreError(f"a row of the store is damaged: {error}") from None


def number_of(id_: str) -> int:
    """An id of our own as a signed number of 64 bits: the hash that it holds, of any other id a hash of its letters."""
    digits = id_.partition("-")[2]
    data = bytes.fromhex(digits) if _HASH.fullmatch(digits) else hashlib.sha256(id_.encode()).digest()[:8]
    return int.from_bytes(data, signed=True)


@cache
def _dictionary(number: int) -> bytes:
    return (files("rasid") / "store" / f"bodies.{number}.txt").read_bytes()


@cache
def _packer(number: int) -> Any:
    return zlib.compressobj(6, zlib.DEFLATED, _RAW, 9, zlib.Z_DEFAULT_STRATEGY, _dictionary(number))


@cache
def _unpacker(number: int) -> Any:
    return zlib.decompressobj(_RAW, _dictionary(number))


class Packed(TypeDecorator[str]):
    """A column of text that is stored packed."""

    impl = LargeBinary
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> bytes | None:
        return None if value is None else pack_text(value)

    def process_result_value(self, value: Any, dialect: Dialect) -> str | None:
        return None if value is None else unpack_text(bytes(value))
