"""Days, weeks, months and years in; stretches of days with their EDTF value out. Gregorian, and Hijri through hijridate."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass, replace
from datetime import date, timedelta

from hijridate import Hijri

from rasid.types import Grain


@dataclass(frozen=True, slots=True)
class Reach:
    """A stretch of days with its value; a missing end is open. `anchored`: it needed no day of publication."""

    edtf: str
    low: date | None
    high: date | None
    grain: Grain
    about: bool = False
    anchored: bool = True

    @property
    def first(self) -> str:
        """The value of its beginning, without a mark of approximation."""
        return self.edtf.split("/")[0].rstrip("~")

    @property
    def last(self) -> str:
        return self.edtf.split("/")[-1].rstrip("~")


def day_reach(day: date) -> Reach:
    return Reach(day.isoformat(), day, day, "day")


def month_reach(year: int, month: int) -> Reach:
    high = date(year, month, monthrange(year, month)[1])
    return Reach(f"{year:04d}-{month:02d}", date(year, month, 1), high, "month")


def year_reach(year: int) -> Reach:
    return Reach(f"{year:04d}", date(year, 1, 1), date(year, 12, 31), "year")


def days_reach(low: date, high: date, grain: Grain = "day") -> Reach:
    return Reach(f"{low.isoformat()}/{high.isoformat()}", low, high, grain)


def months_reach(year: int, first: int, last: int) -> Reach:
    """From one month to another; a month above 12 lies in the next year."""
    low, high = month_reach(*add_months(year, 1, first - 1)), month_reach(*add_months(year, 1, last - 1))
    if first == last:
        return low
    return Reach(f"{low.edtf}/{high.edtf}", low.low, high.high, "month")


def years_reach(first: int, last: int) -> Reach:
    return Reach(f"{first:04d}/{last:04d}", date(first, 1, 1), date(last, 12, 31), "year")


def week_reach(day: date) -> Reach:
    """The ISO week that holds a day: Monday to Sunday."""
    monday = day - timedelta(days=day.weekday())
    return days_reach(monday, monday + timedelta(days=6), "week")


def add_months(year: int, month: int, count: int) -> tuple[int, int]:
    whole = year * 12 + month - 1 + count
    return whole // 12, whole % 12 + 1


def between(start: Reach, end: Reach) -> Reach:
    grain = start.grain if start.grain == end.grain else "day"
    anchored = start.anchored and end.anchored
    return Reach(f"{start.first}/{end.last}", start.low, end.high, grain, start.about or end.about, anchored)


def approximate(reach: Reach) -> Reach:
    """Marked approximate; a plain value bears the mark, a stretch keeps its ends as they are."""
    return replace(reach, edtf=reach.edtf if "/" in reach.edtf else f"{reach.edtf}~", about=True)


def _plain(day: Hijri) -> date:
    found = day.to_gregorian()
    return date(found.year, found.month, found.day)


def hijri_day(year: int, month: int, day: int) -> Reach | None:
    try:
        return day_reach(_plain(Hijri(year, month, day)))
    except (ValueError, OverflowError):
        return None  # no such day, or beyond the years that the tables know


def hijri_stretch(year: int, month: int | None) -> Reach | None:
    """A Hijri month or year as the days it lasted."""
    try:
        last = month or 12
        low = _plain(Hijri(year, month or 1, 1))
        high = _plain(Hijri(year, last, Hijri(year, last, 1).month_length()))
    except (ValueError, OverflowError):
        return None
    return days_reach(low, high, "month" if month else "year")


_MONTHS_OF = {"begin": (0, 1), "middle": (5, 6), "end": (10, 11), "close": (11, 11)}
_MONTHS_OF_SEASON = {"begin": (0, 0), "middle": (1, 1), "end": (2, 2), "close": (2, 2)}


def part_of(reach: Reach, part: str) -> Reach | None:
    """The beginning, middle or end of a week, month, year or longer stretch."""
    if reach.low is None or reach.high is None:
        return None
    low, high = reach.low, reach.high
    length = (high - low).days + 1
    if length <= 7:
        cut = {"begin": (0, 2), "middle": (2, 4), "end": (5, 6), "close": (5, 6)}[part]
        found = days_reach(low + timedelta(days=cut[0]), low + timedelta(days=cut[1]))
    elif length <= 31:
        cut = {"begin": (0, 9), "middle": (10, 19), "end": (20, length - 1), "close": (20, length - 1)}[part]
        found = days_reach(low + timedelta(days=cut[0]), low + timedelta(days=cut[1]))
    elif length <= 366 and low.day == 1:
        months = (high.year - low.year) * 12 + high.month - low.month + 1
        first, last = _MONTHS_OF[part] if months == 12 else _MONTHS_OF_SEASON[part]
        found = months_reach(low.year, low.month + first, low.month + last)
    else:
        third = ((high.year - low.year + 1) // 3) or 1
        start = low.year + {"begin": 0, "middle": third}.get(part, 2 * third)
        found = years_reach(start, start + third - 1 if part in {"begin", "middle"} else high.year)
    return replace(found, about=True, anchored=reach.anchored)


def edge_of(reach: Reach, amount: int, unit: str, first: bool) -> Reach | None:
    """The first or last so many months of a year, or days and weeks of a month or year."""
    if reach.low is None or reach.high is None or amount < 1:
        return None
    if unit == "month" and reach.grain == "year" and amount <= 12:
        found = months_reach(reach.low.year, *((1, amount) if first else (13 - amount, 12)))
    elif unit in {"day", "week"}:
        length = timedelta(days=amount * (7 if unit == "week" else 1) - 1)
        low, high = (reach.low, reach.low + length) if first else (reach.high - length, reach.high)
        if low < reach.low or high > reach.high:
            return None
        found = days_reach(low, high) if low < high else day_reach(low)
    else:
        return None
    return replace(found, anchored=reach.anchored)


def portion_of(reach: Reach, index: int, count: int) -> Reach | None:
    """The index-th of so many equal parts of a year (in months) or a month (in days)."""
    if reach.low is None or reach.high is None:
        return None
    years = reach.high.year - reach.low.year + 1
    if reach.grain == "year" and years > 1 and reach.low.timetuple().tm_yday == 1:
        start = reach.low.year + (index - 1) * years // count
        found = years_reach(start, reach.low.year + index * years // count - 1)
    elif "/" in reach.edtf:
        return None
    elif reach.grain == "year":
        size = 12 // count
        found = months_reach(reach.low.year, (index - 1) * size + 1, index * size)
    elif reach.grain == "month":
        size = reach.high.day // count
        last = reach.high.day if index == count else index * size
        found = days_reach(reach.low.replace(day=(index - 1) * size + 1), reach.low.replace(day=last))
    else:
        return None
    return replace(found, anchored=reach.anchored)
