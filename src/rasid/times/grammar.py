"""Whole time expressions: what the particles before a time make of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from rasid.times.expr import (
    Ago,
    Anaphor,
    At,
    Between,
    Date,
    DayOf,
    Expr,
    Feast,
    Last,
    Offset,
    Part,
    Shift,
    Since,
    Unknown,
    Until,
    Weekday,
    is_day,
)
from rasid.times.points import POINTS, Points
from rasid.times.reader import COMMAS, DASHES, Found, Quantity
from rasid.times.words import Lex

Handler = Callable[["Grammar", int, Lex, int], Found]


class Grammar(Points):
    """Reads the longest time expression that begins at a token."""

    def expression(self, i: int) -> Found:
        """The longest time expression that begins at token i."""
        self.start, self.supported = i, self.after(i, "particles.support")
        best = self._reaching(self.point(i))
        for lex, end in self.readings(i):
            handler = _STARTS.get(lex.cat)
            found = handler(self, i, lex, end) if handler else None
            if found and (best is None or found[1] > best[1]):
                best = found
        duration = self._duration(i) if self.may(i, _DURATIONS) else None
        return duration if duration and (best is None or duration[1] > best[1]) else best

    def _reaching(self, found: Found) -> Found:
        """`Saturday night and until Sunday at dawn`."""
        if found is None or not isinstance(found[0], At) or not is_day(found[0]):
            return found  # only a part of a day: what is put off from one day to another names days alone
        ended = self.ended(*found)
        return ended if ended and is_day(ended[0].end if isinstance(ended[0], Between) else ended[0]) else found

    def _duration(self, i: int) -> Found:
        """A bare number of units: a duration, which is no point of time."""
        lasting = self.match(i, "lasting")
        found = self.quantity(lasting[1] if lasting else i)
        if found is None or (found[0].bare and not lasting and found[0].amount != 2):
            return None
        return Unknown("duration"), found[1]

    def since(self, i: int, lex: Lex, end: int) -> Found:
        found = self.inner(self.skip(end, "in")) or self.range(end)
        quantity = self.quantity(end)
        if quantity and (found is None or quantity[1] > found[1]):
            found = Ago(quantity[0].amount, quantity[0].unit, quantity[0].about), quantity[1]
        if found is None:
            return None
        expr, j = found
        if isinstance(expr, Since | Until):
            return None
        return self.ended(expr, j) or (Since(expr), j)

    def ended(self, start: Expr, i: int) -> Found:
        """A stretch that has begun, where "until" follows."""
        until = self.match(i + 1 if self.mark(i, COMMAS) else i, "until", conjoined=True)
        last = self.inner(until[1]) if until else None
        return (Between(start, last[0]), last[1]) if last else None

    def until(self, i: int, lex: Lex, end: int) -> Found:
        found = self.inner(end)
        return (Until(_at_hand(found[0])), found[1]) if found and not isinstance(found[0], Anaphor | Unknown) else None

    def ago(self, i: int, lex: Lex, end: int) -> Found:
        quantity = self.quantity(end)
        found = self.inner(end)
        if quantity and (found is None or quantity[1] >= found[1]):
            amount, j = quantity
            from_ = self.match(j, "from")
            now = self._present(from_[1]) if from_ else None
            if now:
                return Ago(amount.amount, amount.unit, amount.about), now
            if offset := self._from_day(quantity, -1):
                return offset
            if from_ and self.form(from_[1]) not in self.words.sets["particles.places"]:
                return Anaphor(-amount.amount if amount.amount is not None else None, amount.unit), j
            return Ago(amount.amount, amount.unit, amount.about), j
        if offset := self._by_so_much(found, -1):
            return offset
        return (Until(_at_hand(found[0])), found[1]) if found and _bounds(found[0]) else None

    def _from_day(self, quantity: tuple[Quantity, int], sign: int) -> Found:
        """`two days before Eid`, told as `before two days from Eid`: counted from a day that is named."""
        amount, j = quantity
        head = self.match(j, "from") or self.match(j, "counted")
        day = self.inner(self.skip(head[1], "dayword")) if head and amount.amount is not None else None
        return self._offset(day, amount, sign) if day else None

    def _by_so_much(self, found: Found, sign: int) -> Found:
        """`before Eid by two days`."""
        if found is None or not self.joined_by(found[1]):
            return None
        before, self.start = self.start, found[1]  # the preposition is written to the number
        quantity = self.quantity(found[1])
        self.start = before
        offset = self._offset(found, quantity[0], sign) if quantity else None
        return (offset[0], quantity[1]) if offset and quantity else None

    @staticmethod
    def _offset(day: tuple[Expr, int], amount: Quantity, sign: int) -> Found:
        if amount.amount is None or amount.unit in {"minute", "hour"} or not (is_day(day[0]) or isinstance(day[0], Feast | Date)):
            return None
        return Offset(day[0], sign * amount.amount, amount.unit), day[1]

    def _present(self, i: int) -> int | None:
        """The index behind `now` or `today`."""
        if now := self.match(i, "now"):
            return now[1]
        today = self.match(i, "deictic")
        return today[1] if today and today[0].value == 0 else None

    def after_(self, i: int, lex: Lex, end: int) -> Found:
        quantity = self.quantity(end)
        found = self.inner(end)
        if quantity is None and i > 0 and self.match(i - 1, "counted"):
            return None  # at a distance of so many steps: the same letters
        if quantity and (found is None or quantity[1] >= found[1]):
            amount, j = quantity
            from_ = self.match(j, "from")
            now = self._present(from_[1]) if from_ else None
            if now:
                return Ago(amount.amount, amount.unit, amount.about, ahead=True), now
            if offset := self._from_day(quantity, 1):
                return offset
            return Anaphor(amount.amount, amount.unit, event=bool(from_ or self.match(j, "counted"))), j
        if offset := self._by_so_much(found, 1):
            return offset
        return (Since(found[0]), found[1]) if found and isinstance(found[0], Date | DayOf | Weekday) else None

    def morrow(self, i: int, lex: Lex, end: int) -> Found:
        """The day after an event that is named behind it, or after a date; before a weekday it is a morning."""
        found = self.inner(end)
        if found and isinstance(found[0], Date | DayOf | Feast) and (isinstance(found[0], Feast) or is_day(found[0])):
            return Offset(found[0], 1, "day"), found[1]
        return None if found else (Anaphor(1, "day", event=True), end)

    def within(self, i: int, lex: Lex, end: int) -> Found:
        best = self.rolling(end)
        for found in (self.inner(end), self.range(end), self.whole_unit(end)):
            if found and (best is None or found[1] > best[1]):
                best = found
        quantity = self.quantity(end)
        if quantity and (best is None or quantity[1] > best[1]):
            return Last(quantity[0].amount, quantity[0].unit, None), quantity[1]
        past_day = best is not None and best[0] == Anaphor(-1)  # within the past day: up to publication, as the past 24 hours
        return (Last(1, "day"), best[1]) if best and past_day else best

    def by(self, i: int, lex: Lex, end: int) -> Found:
        found = self.inner(end)  # the day itself: so coders read it, five times of seven, in the future too
        return (_at_hand(found[0]), found[1]) if found else None

    def between(self, i: int, lex: Lex, end: int) -> Found:
        hours, range_ = self.hours(i), self.range(i)
        return hours if hours and (range_ is None or hours[1] >= range_[1]) else range_

    def range(self, i: int) -> Found:
        """`between A and B`, `from A to B`."""
        head = self.match(i, "between") or self.match(i, "from")
        if head is None:
            return None
        first = self.pair(head[1]) or self.inner(head[1])
        if first is None:
            return None
        start, j = first
        if isinstance(start, Between):
            return start, j
        second = self._far_end(j, head[0].cat) or self._far_year(start, j)
        if second is None:
            return None
        return Between(_complete(start, second[0]), _continued(start, second[0])), second[1]

    def _far_year(self, start: Expr, i: int) -> Found:
        """`between 2014 - 2017`."""
        if not (isinstance(start, Date) and start.year is not None and start.month is None and self.mark(i, DASHES)):
            return None
        year = self.year_number(i + 1)
        return (Date(year[0], hijri=year[1]), year[2]) if year else None

    def _far_end(self, i: int, head: str) -> Found:
        before, self.supported = self.supported, True
        try:
            if head == "between":
                apart = self.form(i) == self.words.conjunction
                return self._conjoined_point(i + 1 if apart else i, conjoined=not apart)
            j = i + 1 if self.mark(i, COMMAS) else i
            to = self.match(j, "to", conjoined=True) or self.match(j, "until", conjoined=True)
            return self.point(to[1]) if to else None
        finally:
            self.supported = before

    def _conjoined_point(self, i: int, *, conjoined: bool) -> Found:
        return None if conjoined and not self.joined(i) else self.point(i, conjoined=conjoined)


def _complete(start: Expr, end: Expr) -> Expr:
    """The beginning of a stretch takes month and year from its end where it names none itself."""
    outer = end.of if isinstance(end, Part) else end
    if isinstance(start, Date) and isinstance(outer, Date) and start.year is None and start.years is None and not start.tilt:
        ordered = start.month is None or outer.month is None or start.month <= outer.month
        return replace(start, year=outer.year, years=outer.years, tilt=outer.tilt) if ordered else start
    return start


def _continued(start: Expr, end: Expr) -> Expr:
    """The end of a stretch lies in the month of its beginning where it says so: from the first of April to the tenth of it."""
    if isinstance(end, Date) and end.tilt == "same" and isinstance(start, Date) and (start.year, start.years) != (None, None):
        return replace(end, tilt="", year=start.year, years=start.years)
    if isinstance(end, DayOf) and isinstance(end.month, Anaphor) and isinstance(start, DayOf):
        return replace(end, month=start.month)
    if isinstance(end, DayOf) and isinstance(end.month, Anaphor) and isinstance(start, Date) and start.day is not None:
        return replace(start, day=end.day, weekday=None)
    return end


def _at_hand(expr: Expr) -> Expr:
    """Up to the end of the week: of this one, since what has an end in view looks ahead."""
    if isinstance(expr, Part) and isinstance(expr.of, Shift) and expr.of.tacit:
        return replace(expr, of=replace(expr.of, tacit=False))
    return expr


def _bounds(expr: Expr) -> bool:
    """Can something end before this time?"""
    return isinstance(expr, Date | DayOf | Weekday | Shift) or (isinstance(expr, Part) and expr.part == "close")


_STARTS: dict[str, Handler] = {
    "since": Grammar.since,
    "until": Grammar.until,
    "ago": Grammar.ago,
    "after": Grammar.after_,
    "morrow": Grammar.morrow,
    "within": Grammar.within,
    "by": Grammar.by,
    "between": Grammar.between,
    "from": Grammar.between,
}
_DURATIONS = frozenset({"article", "card", "vague_number", "about", "unit", "lasting"})
STARTERS = frozenset(POINTS) | frozenset(_STARTS) | {"ord", "vague_number", "about", "lasting"}
