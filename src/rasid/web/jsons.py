"""Plain values in, the bytes of their JSON out, and back, fast: an answer of a map is a megabyte."""

from __future__ import annotations

from typing import Any

import orjson

from rasid.records import dumps

loads = orjson.loads


def encode(value: Any) -> bytes:
    """UTF-8, Arabic readable. Half characters, which came in with a request and cannot go out, become question marks."""
    try:
        return orjson.dumps(value)
    except TypeError:
        return dumps(value).encode(errors="replace")
