"""What stands behind a day: a second name of it (`yesterday, Sunday`), its hour, or a second day joined to it."""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import replace

from rasid.times.expr import At, Between, Date, DayOf, Decade, Dual, Expr, Part, Shift, Weekday, is_day
from rasid.times.feasts import Feasts
from rasid.times.hours import Hours
from rasid.times.reader import COMMAS, JOINS, Found

_OPEN, _CLOSE = frozenset("("), frozenset(")")
_APART = JOINS | {":", "|"}


class Appositions(Hours, Feasts, ABC):
    """Reads on behind a day."""

    @abstractmethod
    def _base(self, i: int, *, conjoined: bool = False) -> Found:
        """A point without anything behind it."""

    @abstractmethod
    def range(self, i: int) -> Found:
        """`between A and B`, `from A to B`."""

    def _appositions(self, expr: Expr, i: int) -> tuple[Expr, int]:
        """`yesterday (Sunday)`, `Tuesday, 22 March`, `Saturday at noon`, `Sunday at 3 o'clock`."""
        while (found := self._apposition(expr, i)) is not None:
            expr, i = found
        return expr, i

    def _apposition(self, expr: Expr, i: int) -> Found:
        if not is_day(expr):
            return self._named_again(expr, i)
        opened, apart = self.mark(i, _OPEN), self.mark(i, _APART)
        j = i + 1 if opened or apart or self.mark(i, COMMAS) else i
        on = self.match(j, "namely")
        adverb = self.match(i, "part_adv")
        if adverb and not (isinstance(expr, At) and expr.part):
            return _with_part(expr, adverb[0].value), adverb[1]
        k = on[1] if on else j
        if (hours := self.hours(self.skip(k, "at"))) and not (isinstance(expr, At) and expr.hour is not None):
            return _with_clock(expr, hours[0]), hours[1]
        if (clock := self._clock(self.skip(self.skip(k, "in"), "at"))) and not (isinstance(expr, At) and expr.hour is not None):
            return _with_clock(expr, clock[0]), clock[1]
        before, self.start = self.start, k if on else self.start  # `falling on` may be written to the day
        found = self._base(self._behind_dayword(k) if on or opened or k == i else k)
        self.start = before
        found = self._appositions(*found) if found and opened else found
        merged = _merge(expr, found[0]) if found else None
        if apart and not isinstance(merged, Date | Dual):
            return None  # only a date says the same day behind such a mark
        if found is None or merged is None or (self.mark(i, COMMAS) and not on and _another_day(expr, found[0])):
            return None
        end = found[1] + 1 if opened and self.mark(found[1], _CLOSE) else found[1]
        return (merged, end) if not opened or end > found[1] else None

    def _behind_dayword(self, i: int) -> int:
        """Behind `the day`, or `on the date` with its preposition."""
        before, self.start = self.start, i
        found = self.match(i, "dayword")
        self.start = before
        return i if found is None or found[0].clitic == self.words.conjunction else found[1]

    def _named_again(self, expr: Expr, i: int) -> Found:
        """`last month (November)`, `last year (2016)`."""
        if not (isinstance(expr, Shift) and expr.unit in {"month", "year"} and self.mark(i, _OPEN)):
            return None
        if expr.unit == "year":
            year = self.year_number(i + 1)
            return (Date(year[0]), year[2] + 1) if year and not year[1] and self.mark(year[2], _CLOSE) else None
        month = self.month_name(i + 1)
        return (expr, month[1] + 1) if month and self.mark(month[1], _CLOSE) else None

    def _clock(self, i: int) -> tuple[At, int] | None:
        head = self.match(i, "hour_head")
        found = self.hour(i, *head) if head else self.bare_clock(i)
        return (found[0], found[1]) if found and isinstance(found[0], At) else None

    def _joined_day(self, expr: Expr, i: int) -> Found:
        """Two neighbouring days joined by "and" are one stretch; others are two times."""
        if neighbour := self._neighbour(expr, i) or self._joined_part(expr, i):
            return neighbour
        if isinstance(expr, Date) and expr.day is None:
            return self._joined_month(expr, i) if expr.month is not None else self._joined_year(expr, i)
        if not isinstance(expr, Weekday):
            return expr, i
        last, j = expr.day, i
        while (second := self.conjoined(j, "weekday")) and second[0].value == (last + 1) % 7:
            last, j = second[0].value, second[1]
        return (Between(expr, Weekday(last, expr.tilt)), j) if j > i else (expr, i)

    def _joined_part(self, expr: Expr, i: int) -> Found:
        """`late September and early October`, `the seventies and eighties of the last century`."""
        late = isinstance(expr, Part) and expr.part in {"end", "close"}
        apart = self.form(i) == self.words.conjunction
        if not (late or isinstance(expr, Decade)) or not (apart or self.joined(i)):
            return None
        found = self._base(i + 1) if apart else self._base(i, conjoined=True)
        if found and isinstance(expr, Decade) and isinstance(found[0], Decade) and found[0].start == expr.start + 10:
            return Between(replace(expr, century=expr.century or found[0].century), found[0]), found[1]
        early = found is not None and isinstance(found[0], Part) and found[0].part == "begin"
        return (Between(expr, found[0]), found[1]) if found and early and late else None

    def _neighbour(self, expr: Expr, i: int) -> Found:
        """`yesterday and today`, `Sunday night and Monday at dawn`."""
        apart = self.form(i) == self.words.conjunction
        if not is_day(expr) or not (apart or self.joined(i)):
            return None
        found = self._base(i + 1) if apart else self._base(i, conjoined=True)
        if found is None:
            return None
        second, j = self._appositions(*found)
        distance = _distance(expr, second)
        if distance is None:
            return None
        return (Between(expr, second) if distance > 0 else Between(second, expr)), j

    def _joined_year(self, date: Date, i: int) -> tuple[Expr, int]:
        """`in 2019 and 2020`: years that do not follow each other are two times."""
        year = self.year_number(i + 1) if self.form(i) == self.words.conjunction else None
        follows = year is not None and date.year is not None and not year[1] and year[0] == date.year + 1 and date == Date(date.year)
        return (Between(date, Date(year[0])), year[2]) if year and follows else (date, i)

    def _joined_month(self, date: Date, i: int) -> tuple[Expr, int]:
        apart = self.form(i) == self.words.conjunction
        if not (apart or self.joined(i)) or date.hijri or date.tilt or date.years is not None:
            return date, i
        found = self.month(i + 1 if apart else i, None, supported=True, conjoined=not apart)
        if found is None or found[0].hijri or found[0].month != (date.month or 0) % 12 + 1 or found[0].day:
            return date, i
        second = found[0]
        if date.year is not None:
            follows = second.year == date.year + (second.month == 1)
            return (Between(date, second), found[1]) if follows else (date, i)
        return Between(replace(date, year=second.year, years=second.years, tilt=second.tilt), second), found[1]


def _distance(one: Expr, two: Expr) -> int | None:
    """1 where the second day is the next one, -1 where it is the one before; None where they are no neighbours."""
    parts = isinstance(one, At) or isinstance(two, At)
    one, two = (e.of if isinstance(e, At) else e for e in (one, two))
    if isinstance(one, Shift) and isinstance(two, Shift):
        apart = two.amount - one.amount
        return apart if abs(apart) == 1 else None
    if parts and isinstance(one, Weekday) and isinstance(two, Weekday) and one.tilt == two.tilt:
        return 1 if two.day == (one.day + 1) % 7 else None
    return None


def _merge(left: Expr, right: Expr) -> Expr | None:
    """Two names of one day, or None where they cannot be one."""
    if isinstance(left, At):
        of = _merge(left.of, right)
        return replace(left, of=of) if of else None
    if isinstance(left, Weekday) and isinstance(right, Date) and right.day is not None and right.weekday is None:
        return replace(right, weekday=left.day)
    if isinstance(left, Date) and isinstance(right, Date) and left.hijri != right.hijri and left.day and right.day:
        return Dual(right, left) if left.hijri else Dual(left, right)
    if isinstance(left, Weekday) and isinstance(right, Dual):
        return right
    if isinstance(left, Weekday) and isinstance(right, DayOf):
        return right
    if isinstance(left, Date) and left.day is not None and left.weekday is None and isinstance(right, Weekday) and not right.tilt:
        return replace(left, weekday=right.day)
    if isinstance(left, Weekday) and not left.tilt and isinstance(right, Shift) and right.weekday is None:
        return replace(right, weekday=left.day)
    if isinstance(left, Shift) and isinstance(right, Weekday) and left.weekday is None:
        return replace(left, weekday=right.day)
    if isinstance(left, Shift) and isinstance(right, Date) and right.day is not None:
        return right
    return None


def _another_day(left: Expr, right: Expr) -> bool:
    """Behind a comma a weekday is the next of a list, but `yesterday, Sunday,` is one day."""
    left = left.of if isinstance(left, At) else left
    return isinstance(right, Weekday) and not (isinstance(left, Shift) and not right.tilt)


def _with_part(expr: Expr, part: str) -> At:
    return replace(expr, part=part) if isinstance(expr, At) else At(expr, part)


def _with_clock(expr: Expr, clock: At) -> At:
    day = expr if isinstance(expr, At) else At(expr)
    of = _merge(day.of, clock.of) or day.of
    return At(of, clock.part or day.part, clock.hour, clock.minute)
