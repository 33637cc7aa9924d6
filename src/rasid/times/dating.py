"""A date by its parts and the day of publication in; its stretch of days out: which year a date without one means."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

from hijridate import Gregorian

from rasid.times import calendar
from rasid.times.calendar import Reach
from rasid.times.expr import Date, Season

_AHEAD = timedelta(days=31)  # a date so close ahead is the coming one: writers name the year of one eleven months back
_SKEW = timedelta(days=1)  # what has been done may be dated a day ahead of a report that is dated a day early, not farther
_LATER = timedelta(days=183)  # what the future governs may be half a year off; farther, the date told is the past one
_NEXT = timedelta(days=300)  # but where a word next to it says so, the coming one, unless the past one is not two months old
_HIJRI = 1500  # the latest year that is read as one of the Hijra
_SEASONS = {"spring": 3, "summer": 6, "autumn": 9, "winter": 12}


def resolve_date(expr: Date, published: date | None, future: bool, done: bool = False, sure: bool = False) -> Reach | None:
    """The stretch of a date; without a year in the words, the one that its adjective or the habit of news means.

    `future`: the future governs it, `sure`: as a word next to it says; `done`: what is dated has been done, so that no day farther
    ahead than tomorrow is meant.
    """
    if expr.year is not None:
        return _common_year(expr, expr.year) if expr.hijri and expr.year > _HIJRI else _stretch(expr, expr.year)
    if published is None:
        return None
    year = Gregorian.fromdate(published).to_hijri().year if expr.hijri and _in_tables(published) else published.year
    if expr.years is not None:
        found = _stretch(expr, year + expr.years)
    elif expr.month is None:
        found = None
    else:
        near = _SKEW if done else _NEXT if sure else _LATER if future else _AHEAD
        found = _pick(expr, [r for r in _candidates(expr, year) if r], published, near)
    return replace(found, anchored=False) if found else None


def _common_year(expr: Date, year: int) -> Reach | None:
    """A Hijri date of a Gregorian year: Ramadan 2021. Where the year holds two, the first."""
    first = Gregorian(year, 1, 1).to_hijri().year
    found = (_stretch(expr, first + shift) for shift in (0, 1)) if _in_tables(date(year, 1, 1)) else ()
    return next((r for r in found if r is not None and r.low is not None and r.low.year == year), None)


def _in_tables(day: date) -> bool:
    return date(1924, 8, 1) <= day <= date(2077, 11, 16)


def _candidates(expr: Date, year: int) -> Iterator[Reach | None]:
    return (_stretch(expr, year + shift) for shift in (-8, -4, -2, -1, 0, 1, 2, 4) if expr.day == 29 or abs(shift) < 3)


def _stretch(expr: Date, year: int) -> Reach | None:
    if not 1 <= year <= 9998:
        return None
    if expr.hijri:
        if expr.month is not None and expr.day is not None:
            return calendar.hijri_day(year, expr.month, expr.day)
        return calendar.hijri_stretch(year, expr.month)
    if expr.month is None:
        return calendar.year_reach(year)
    if expr.day is None:
        return calendar.month_reach(year, expr.month)
    try:
        return calendar.day_reach(date(year, expr.month, expr.day))
    except ValueError:
        return None  # no such day in that year


def _pick(expr: Date, reaches: list[Reach], published: date, near: timedelta) -> Reach | None:
    """The one that is meant among the same date of several years: one ahead where it is not farther off than `near`."""
    found = [(r.low, r.high, r) for r in reaches if r.low is not None and r.high is not None]
    if expr.weekday is not None and expr.day is not None:
        close = [f for f in found if abs(f[0].year - published.year) <= 1]
        found = [f for f in close if f[0].weekday() == expr.weekday] or found
    before = [r for _, high, r in found if high < published]
    behind = [r for low, _, r in found if low > published]
    now = [r for low, high, r in found if low <= published <= high]
    if expr.tilt in {"past", "last", "before-last"}:
        steps = 2 if expr.tilt == "before-last" else 1
        return before[-steps] if len(before) >= steps else None
    if expr.tilt in {"next", "after-next"}:
        return behind[0] if behind else None
    if now:
        return now[0]
    if expr.tilt == "this":  # this year's, whichever side of publication it lies on
        return next((r for low, _, r in found if low.year == published.year), None)
    if (expr.day is not None or near >= _LATER) and behind and behind[0].low is not None and behind[0].low - published <= near:
        return behind[0]
    return before[-1] if before else None


def resolve_season(expr: Season, year: Reach | None, published: date) -> Reach | None:
    """The three months of a season; winter runs into the next year."""
    first = _SEASONS.get(expr.season)
    if first is None:
        return None
    if year is not None:
        if year.low is None or year.grain != "year":
            return None
        return calendar.months_reach(year.low.year, first, first + 2)
    years = [calendar.months_reach(published.year + shift, first, first + 2) for shift in (-2, -1, 0, 1)]
    if expr.tilt == "next":
        return next((r for r in years if r.low and r.low > published), None)
    if expr.tilt == "this":
        return years[2]
    past = [r for r in years if r.high and r.high < published]
    return past[-1] if past else None
