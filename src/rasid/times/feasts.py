"""Named stretches: seasons, halves and quarters, decades and centuries, feasts and their days."""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import replace

from rasid.times.dates import SHIFTS
from rasid.times.expr import (
    Anaphor,
    At,
    Between,
    Century,
    Date,
    Decade,
    Edge,
    Expr,
    Feast,
    NthDay,
    Portion,
    SameDay,
    Season,
    Shift,
    Unknown,
    is_day,
)
from rasid.times.reader import JOINS, Found
from rasid.times.units import WEEKS, Units
from rasid.times.words import Lex

_TEN = 10  # days that have a name together
_DECADES = 10  # of a century, and years of a decade


class Feasts(Units, ABC):
    """Reads what is named by more than its number."""

    @abstractmethod
    def inner(self, i: int) -> Found:
        """A point behind a particle."""

    def portion(self, i: int, lex: Lex, end: int) -> Found:
        nth = self.ordinal(end)
        adj = self.match(end, "adj")
        if nth is None and adj and adj[0].value == "last":
            nth = lex.value, adj[1]
        if nth is None or nth[0] > lex.value:
            return None
        outer = self.skip(nth[1], "from")
        found = self.inner(outer) or self.whole_unit(outer)
        if found is None or not isinstance(found[0], Date | Shift | Decade | Century) or is_day(found[0]):
            return None
        return Portion(found[0], nth[0], lex.value), found[1]

    def season(self, i: int, lex: Lex, end: int) -> Found:
        if lex.cat == "season_head":
            inner = self.match(end, "season")
            return self.season(i, *inner) if inner else None
        adj = self.match(end, "adj") if lex.article else None
        if adj:
            return (Season(lex.value, None, adj[0].value), adj[1]) if adj[0].value in SHIFTS else None
        year = self.year_phrase(end)
        if year is None:
            second = self.conjoined(end, "season")
            two = self.season(i, *second) if second else None
            joined = two is not None and isinstance(two[0], Season) and two[0].of is not None
            return (Between(replace(two[0], season=lex.value), two[0]), two[1]) if two and joined else None
        over = self.year_number(year[1] + 1) if self.mark(year[1], JOINS) else None  # a winter that runs into the next year
        return Season(lex.value, year[0]), over[2] if over and year[0].year is not None and over[0] == year[0].year + 1 else year[1]

    def decade(self, i: int, lex: Lex, end: int) -> Found:
        century = self.match(self.skip(end, "from"), "century")
        if century is None:
            return None if self.match(end, "age") else (Decade(lex.value, None), end)
        found = self.century(century[1] - 1, *century)
        return (Decade(lex.value, found[0]), found[1]) if found else None

    def decade_of(self, lex: Lex, end: int) -> Found:
        """`the second decade of the present century`, `the last decade of the twentieth century`."""
        nth, adj = self.ordinal(end), self.match(end, "adj")
        n, j = nth or ((_DECADES, adj[1]) if adj and adj[0].value == "last" else (0, end))
        head = self.match(self.skip(j, "from"), "century") if lex.article and 1 <= n <= _DECADES else None
        found = self.century(head[1] - 1, *head) if head else None
        return (Decade((n - 1) * _DECADES, found[0]), found[1]) if found else None

    def century(self, i: int, lex: Lex, end: int) -> Found:
        if (adj := self.match(end, "adj")) and adj[0].value in SHIFTS:
            return Shift("century", SHIFTS[adj[0].value]), adj[1]
        nth = self.ordinal(end)
        return (Century(nth[0]), nth[1]) if nth and not self.match(nth[1], "before_era") else None

    def nth_day(self, i: int, lex: Lex, end: int) -> Found:
        """`the second day of the feast`, `the first of Ramadan`, `the first day of the year`."""
        outer = self.skip(end, "from")
        found = self.inner(outer) or self.whole_unit(outer)
        return (NthDay(lex.value, found[0]), found[1]) if found and _has_days(found[0]) else None

    def nth_week(self, i: int, lex: Lex, end: int) -> Found:
        """`the second week of March`, told by an ordinal that leads."""
        from_ = self.match(end, "from")
        found = (self.month(from_[1], None, supported=True) or self.shift_phrase(from_[1])) if from_ else None
        return (Portion(found[0], lex.value, WEEKS), found[1]) if found else None

    def eve(self, i: int, lex: Lex, end: int) -> Found:
        """`Christmas Eve`: the day before a feast."""
        found = self.inner(end)
        if found and self.form(i) in self.words.sets["day_parts.eves"] and isinstance(found[0], Date) and found[0].hijri:
            return (NthDay(0, found[0]), found[1]) if found[0].month and not found[0].day else None
        return (At(NthDay(0, found[0]), "night"), found[1]) if found and isinstance(found[0], Feast) else None

    def day_of_feast(self, i: int) -> Found:
        """`the third day of the feast`, `the first day of the year 2017`."""
        nth = self.ordinal(i)
        feast = self.inner(self.skip(nth[1], "from")) if nth else None
        return (NthDay(nth[0], feast[0]), feast[1]) if nth and feast and _has_days(feast[0]) else None

    def feast(self, i: int, lex: Lex, end: int) -> Found:
        """A feast that the calendar fixes, with its adjective or year."""
        month, day, days, hijri = lex.value
        date, j = Date(month=month, day=day, hijri=hijri), end
        if (adj := self.match(j, "adj")) and adj[0].value in SHIFTS:
            date, j = replace(date, tilt=adj[0].value), adj[1]
        elif year := self.year_phrase(j):
            date, j = replace(date, year=year[0].year, years=year[0].years), year[1]
        return Feast(date, days), j

    def same_of_year(self, i: int) -> Found:
        """`the same month of last year`: which month, the words do not say; nor is the year what is told."""
        unit = self.shift_phrase(i)
        year = self.year_phrase(unit[1]) if unit and self.match(unit[1], "from") else None
        return (
            (Unknown(), year[1]) if unit and year and unit[0] in (Anaphor(0, "month"), Anaphor(0, "week"), Anaphor(0, "day")) else None
        )

    def same_day(self, i: int, lex: Lex, end: int) -> Found:
        """`on this day last year`, `on this day three years ago`; of days like these the words do not say which."""
        found = self.year_phrase(end) if self.match(end, "from") else self._years_ago(end)
        if found is None or lex.cat == "same_days":
            return Unknown(), found[1] if found else end
        return SameDay(found[0]), found[1]

    def _years_ago(self, i: int) -> Found:
        ago = self.match(i, "ago")
        found = self.quantity(ago[1]) if ago else None
        whole = found is not None and found[0].unit == "year" and found[0].amount is not None and not found[0].amount % 1
        return (Shift("year", -int(found[0].amount or 0)), found[1]) if found and whole else None

    def tens(self, i: int, lex: Lex, end: int) -> Found:
        """`the last ten nights of Ramadan`."""
        from_ = self.match(end, "from")
        month = self.month(from_[1], None, supported=True) if from_ else None
        return (Edge(_TEN, "day", month[0], lex.value == "begin"), month[1]) if month else None


def _has_days(expr: Expr) -> bool:
    """Can the days of this be counted: of a feast, a week, a month, a year?"""
    if isinstance(expr, Shift):
        return expr.unit in {"week", "month", "year"}
    return isinstance(expr, Feast) or (isinstance(expr, Date) and expr.day is None)
