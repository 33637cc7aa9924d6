"""`west,south,east,north` in, four numbers out: the part of the map that a browser shows."""

from __future__ import annotations

from typing import Annotated

from pydantic import AfterValidator, Field

Box = tuple[float, float, float, float]
_PATTERN = r"^-?\d{1,3}(\.\d{1,9})?(,-?\d{1,3}(\.\d{1,9})?){3}$"


def box(text: str | None) -> Box | None:
    """The numbers; west may lie east of east, across the line where days change."""
    if text is None:
        return None
    west, south, east, north = (float(part) for part in text.split(","))
    return west, south, east, north


def _check(text: str) -> str:
    west, south, east, north = box(text) or (0.0, 0.0, 0.0, 0.0)
    if not (abs(west) <= 180 and abs(east) <= 180 and -90 <= south <= north <= 90):
        raise ValueError("a box is west,south,east,north in degrees, south below north")
    return text


Bbox = Annotated[str, Field(pattern=_PATTERN, examples=["35.5,32,42.5,37.5"]), AfterValidator(_check)]
