"""Values in, spreadsheet cells out, and back without loss: no cell is taken for a formula, lists keep their items apart."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Sequence
from typing import BinaryIO

SEPARATOR = " | "
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "'", "\uff1d", "\uff0b", "\uff0d", "\uff20")
_ESCAPED = re.compile(r"\\(.)", re.DOTALL)


def safe(text: str) -> str:
    """Text that no spreadsheet runs: an apostrophe goes before anything that may begin a formula."""
    return "'" + text if text.startswith(_FORMULA) else text


def unsafe(cell: str) -> str:
    """The text that `safe` was given; cells that a person typed pass unchanged."""
    return cell[1:] if cell.startswith("'") and cell[1:].startswith(_FORMULA) else cell


def join(items: Iterable[str]) -> str:
    """Items in one cell."""
    return SEPARATOR.join(item.replace("\\", "\\\\").replace("|", "\\|") for item in items)


def split(cell: str, count: int | None = None) -> list[str]:
    """The items of a cell. One empty item and no item look alike, so `count` decides where it is known."""
    if not cell and not count:
        return []
    return [_ESCAPED.sub(r"\1", item) for item in cell.split(SEPARATOR)]


def cell(value: object) -> str:
    """One value as a cell: numbers bare, text made safe, nothing for None."""
    if value is None:
        return ""
    if isinstance(value, str):
        return safe(value)
    return f"{value:.6f}".rstrip("0").rstrip(".") if isinstance(value, float) else str(value)


class Table:
    """A CSV file in the making: UTF-8 with a byte order mark, so that Excel shows Arabic."""

    def __init__(self, out: BinaryIO, columns: Sequence[str], *more: Sequence[str]) -> None:
        self._text = io.TextIOWrapper(out, "utf-8-sig", newline="", write_through=True)
        self._writer = csv.writer(self._text)
        for row in (columns, *more):
            self._writer.writerow(row)

    def write(self, row: Iterable[object]) -> None:
        """One row."""
        self._writer.writerow([cell(value) for value in row])

    def close(self) -> None:
        """Leave the stream open for its owner."""
        self._text.flush()
        self._text.detach()
