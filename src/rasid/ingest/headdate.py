"""The head of a page or document in, the one full date that it prints out; none or several: no date."""

from __future__ import annotations

import re
from datetime import date

from rasid.text import fold

_NUMERIC = re.compile(r"(?<![\d/.-])(?:(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})|(\d{1,2})[-/.](\d{1,2})[-/.](\d{4}))(?![\d/-])")


def _numeric(text: str) -> set[date]:
    found = set()
    for year, month, day, day_first, month_second, year_last in _NUMERIC.findall(fold(text)):
        try:
            found.add(date(int(year or year_last), int(month or month_second), int(day or day_first)))
        except ValueError:
            continue
    return found


def day_in(text: str, *, whole: bool = False) -> date | None:
    """The only full date in `text`; with `whole`, only where the text is hardly more than that date."""
    days = _numeric(text)
    if len(days) != 1 or (whole and len(text.split()) > 8):
        return None
    return days.pop()
