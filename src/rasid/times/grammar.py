"""The upper half of the grammar: points of time, stretches, and what particles make of them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from rasid.times.dates import SHIFTS, Dates
from rasid.times.expr import (
    Ago,
    Anaphor,
    At,
    Between,
    Century,
    Date,
    DayOf,
    Decade,
    Dual,
    Expr,
    Last,
    Night,
    Now,
    Part,
    Portion,
    Season,
    Shift,
    Since,
    Streak,
    Tilt,
    Unknown,
    Until,
    Weekday,
    is_day,
)
from rasid.times.hours import Hours
from rasid.times.reader import COMMAS, JOINS, Found
from rasid.times.words import Lex

_OPEN, _CLOSE = frozenset("("), frozenset(")")
Handler = Callable[["Grammar", int, Lex, int], Found]


class Grammar(Hours, Dates):
    """Reads whole time expressions."""

    supported = False  # does a word stand before that lets a bare year or a doubtful month name be one?

    def expression(self, i: int) -> Found:
        """The longest time expression that begins at token i."""
        self.start, self.supported = i, self.after(i, "particles.support")
        best = self.point(i)
        for lex, end in self.readings(i):
            handler = _STARTS.get(lex.cat)
            found = handler(self, i, lex, end) if handler else None
            if found and (best is None or found[1] > best[1]):
                best = found
        duration = self._duration(i) if self.may(i, _DURATIONS) else None
        return duration if duration and (best is None or duration[1] > best[1]) else best

    def _inner(self, i: int) -> Found:
        """A point behind a particle, which lets a bare year or month name be read."""
        before, self.supported = self.supported, True
        found = self.point(i)
        self.supported = before
        return found

    # Points -----------------------------------------------------------------------------------------------------------

    def point(self, i: int, *, conjoined: bool = False) -> Found:
        """A point of time with what stands in apposition to it, and a second day joined to it."""
        found = self._base(i, conjoined=conjoined)
        if found is None:
            return None
        expr, j = self._appositions(*found)
        return self._joined_day(expr, j)

    def _base(self, i: int, *, conjoined: bool = False) -> Found:
        if i >= self.size:
            return None
        best: Found = None
        if self.may(i, _DAY_NUMBERS):
            best = self._number_led(i, conjoined=conjoined)
        for lex, end in self.readings(i, conjoined=conjoined):
            handler = _POINTS.get(lex.cat)
            found = handler(self, i, lex, end) if handler else None
            if found and (best is None or found[1] > best[1]):
                best = found
        return best

    def _number_led(self, i: int, *, conjoined: bool) -> Found:
        found = self.day_month(i, conjoined=conjoined)
        if found is None and self.numeric[i]:
            found = self.numeric_date(i) or self.bare_clock(i)
            if found is None and self.supported and (year := self.year_number(i)):
                found = self._bare_year(i, year)
        return found

    def _bare_year(self, i: int, year: tuple[int, bool, int]) -> Found:
        value, hijri, end = year
        rounded = value % 100 == 0 and end < self.size and self.forms[end][0].isalpha()
        known = hijri or 1900 <= value <= 2050
        if not known or rounded or self.match(end, "unit"):
            return None
        return Date(value, hijri=hijri), end

    def month_led(self, i: int, lex: Lex, end: int) -> Found:
        found = self.month(i, None, supported=self.supported, conjoined=bool(lex.clitic))
        if found is None:
            return None
        date, j = found
        behind = self.digits(j)  # "January 5": only where no noun follows that the number could count
        if date.year is None and behind and behind <= 31 and (j + 1 >= self.size or not self.forms[j + 1][0].isalpha()):
            date, j = replace(date, day=behind), j + 1
            if year := self.year_phrase(j):
                date, j = replace(date, year=year[0].year, years=year[0].years), year[1]
        return date, j

    def unit_led(self, i: int, lex: Lex, end: int) -> Found:
        unit, number = lex.value
        if unit == "year" and number == "one":
            if year := self.year_number(end):
                return Date(year[0], hijri=year[1] or year[0] <= 1500), year[2]
            if lex.article and self.after(i, "units.not_after"):
                return None
        if unit == "month" and (found := self.month_led(i, lex, end)):
            return found
        found = self._week_of(lex, end) if unit == "week" else None
        return found or self.shift_phrase(i) or self.pair(i) or self.rolling(i) or self._streak(i, lex, end)

    def _week_of(self, lex: Lex, end: int) -> Found:
        """`the second week of March`: weeks of a month are counted from its first day."""
        nth = self.ordinal(end) if lex.article else None
        from_ = self.match(nth[1], "from") if nth else None
        found = self._inner(from_[1]) if from_ else None
        if nth is None or found is None or nth[0] > _WEEKS or not isinstance(found[0], Date | Shift) or is_day(found[0]):
            return None
        return Portion(found[0], nth[0], _WEEKS), found[1]

    def _streak(self, i: int, lex: Lex, end: int) -> Found:
        unit, number = lex.value
        nth = self.ordinal(end) if lex.article and number == "one" else None
        if nth is None:
            return None
        behind = self.match(nth[1], "streak")
        if behind is None and lex.clitic not in self.words.sets["clitics.lasting"]:
            return None
        return Streak(nth[0], unit), behind[1] if behind else nth[1]

    def deictic(self, i: int, lex: Lex, end: int) -> Found:
        weekday = self.match(end + 1 if self.mark(end, _OPEN) else end, "weekday")
        today = lex.value == 0 and not lex.rest
        if weekday is None and self.after(i, "days.not_after"):
            return None
        if today and weekday is None and self.form(end) in self.words.sets["days.not_before"]:
            return None
        if today and (unit := self.shift_phrase(i)):
            return unit
        return Shift("day", lex.value), end

    def weekday(self, i: int, lex: Lex, end: int) -> Found:
        if self.after(i, "weekdays.not_after"):
            return None
        adj = self.match(end, "adj")
        if adj and adj[0].value != "following":
            return Weekday(lex.value, adj[0].value), adj[1]
        return Weekday(lex.value), end

    def day_word(self, i: int, lex: Lex, end: int) -> Found:
        found = self._base(end)
        if found is None or not (is_day(found[0]) or _are_days(found[0])):
            return None
        expr, j = found
        if isinstance(expr, Weekday) and (second := self.conjoined(j, "weekday")):
            adj = self.match(second[1], "adj")
            tilt: Tilt = adj[0].value if adj else ""
            return Between(Weekday(expr.day, tilt), Weekday(second[0].value, tilt)), adj[1] if adj else second[1]
        return found

    def now(self, i: int, lex: Lex, end: int) -> Found:
        return Now(), end

    def night(self, i: int, lex: Lex, end: int) -> Found:
        return At(Shift("day", -1 if lex.cat == "last_night" else 0), "night"), end

    def this_part(self, i: int, lex: Lex, end: int) -> Found:
        return At(Shift("day", 0), ""), end

    def part_adverb(self, i: int, lex: Lex, end: int) -> Found:
        return At(Anaphor(), lex.value), end

    def part_of_day(self, i: int, lex: Lex, end: int) -> Found:
        if lex.article:
            return None
        day = self.skip(end, "dayword")
        if two := self._two_nights(day, lex.value):
            return two
        found = self._base(day)
        if found is None or not (is_day(found[0]) or _are_days(found[0]) or isinstance(found[0], Anaphor)):
            return None
        expr, j = found
        if isinstance(expr, At):
            return At(expr.of, lex.value), j
        return At(expr, lex.value), j

    def _two_nights(self, i: int, part: str) -> Found:
        first = self.match(i, "weekday") if part in {"night", "midnight", "after-midnight"} else None
        if first is None:
            return None
        j = first[1] + 1 if self.mark(first[1], JOINS) else first[1]
        second = self.match(j, "weekday")
        if second is None or second[0].value != (first[0].value + 1) % 7:
            return None
        adj = self.match(second[1], "adj")
        night = Night(first[0].value, second[0].value, part != "night", adj[0].value if adj else "")
        return At(night, part), adj[1] if adj else second[1]

    def lead(self, i: int, lex: Lex, end: int) -> Found:
        """What stands before a day or longer unit: "late on Sunday", "earlier this month"."""
        j = self.skip(end, "from")
        found = self.point(j)
        if found and isinstance(found[0], Date) and not is_day(found[0]):
            return None
        return found or (self._whole_unit(j) if j > end else None)

    def _whole_unit(self, i: int) -> Found:
        """`the month`, `the year`: the present one, behind a word for a part of it."""
        unit = self.match(i, "unit")
        if unit is None or not unit[0].article or unit[0].value[1] != "one":
            return None
        return (Shift(unit[0].value[0], 0), unit[1]) if unit[0].value[0] in {"week", "month", "year"} else None

    def portion_of(self, i: int, lex: Lex, end: int) -> Found:
        found = self._inner(end) or self._whole_unit(end)
        if found is None:
            return None
        expr, j = found
        whole = isinstance(expr, Decade | Century | Season) or (isinstance(expr, Shift) and expr.unit != "day")
        if whole or (isinstance(expr, Date) and expr.day is None):
            return Part(expr, lex.value), j
        return (expr, j) if isinstance(expr, Anaphor) else None

    def portion(self, i: int, lex: Lex, end: int) -> Found:
        nth = self.ordinal(end)
        adj = self.match(end, "adj")
        if nth is None and adj and adj[0].value == "last":
            nth = lex.value, adj[1]
        if nth is None or nth[0] > lex.value:
            return None
        found = self._inner(self.skip(nth[1], "from"))
        if found is None or not isinstance(found[0], Date | Shift) or is_day(found[0]):
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
        return (Season(lex.value, year[0]), year[1]) if year else None

    def decade(self, i: int, lex: Lex, end: int) -> Found:
        century = self.match(self.skip(end, "from"), "century")
        if century is None:
            return None if self.match(end, "age") else (Decade(lex.value, None), end)
        found = self.century(century[1] - 1, *century)
        return (Decade(lex.value, found[0]), found[1]) if found else None

    def century(self, i: int, lex: Lex, end: int) -> Found:
        if (adj := self.match(end, "adj")) and adj[0].value in SHIFTS:
            return Shift("century", SHIFTS[adj[0].value]), adj[1]
        nth = self.ordinal(end)
        return (Century(nth[0]), nth[1]) if nth and not self.match(nth[1], "before_era") else None

    def demonstrative(self, i: int, lex: Lex, end: int) -> Found:
        if found := self.shift_phrase(i):
            return found
        season = self.match(end, "season") if lex.cat == "this" else None
        if season and season[0].article:
            return Season(season[0].value, None, "this"), season[1]
        adverb = self.match(end, "part_adv") or self.match(end, "night")
        if adverb is None:
            return None
        part = adverb[0].value or "night"
        return At(Anaphor() if lex.cat == "that" else Shift("day", 0), part), adverb[1]

    def rolling_last(self, i: int, lex: Lex, end: int) -> Found:
        return self.rolling(i)

    def fasting(self, i: int, lex: Lex, end: int) -> Found:
        return Date(month=9, hijri=True), end

    def unknown(self, i: int, lex: Lex, end: int) -> Found:
        if lex.cat == "anaphor":
            led = self.lead(i, lex, end) if lex.rest else None
            return led if led and not isinstance(led[0], At) else (Anaphor(None), end)
        return Unknown("feast" if lex.cat == "feast" else "vague"), end

    # Appositions ------------------------------------------------------------------------------------------------------

    def _appositions(self, expr: Expr, i: int) -> tuple[Expr, int]:
        """`yesterday (Sunday)`, `Tuesday, 22 March`, `Saturday at noon`, `Sunday at 3 o'clock`."""
        while (found := self._apposition(expr, i)) is not None:
            expr, i = found
        return expr, i

    def _apposition(self, expr: Expr, i: int) -> Found:
        if not is_day(expr):
            return None
        opened = self.mark(i, _OPEN)
        j = i + 1 if opened or self.mark(i, COMMAS) else i
        on = self.match(j, "namely")
        adverb = self.match(i, "part_adv")
        if adverb and not (isinstance(expr, At) and expr.part):
            return _with_part(expr, adverb[0].value), adverb[1]
        k = on[1] if on else j
        if (hours := self.hours(k)) and not (isinstance(expr, At) and expr.hour is not None):
            return _with_clock(expr, hours[0]), hours[1]
        if (clock := self._clock(self.skip(k, "in"))) and not (isinstance(expr, At) and expr.hour is not None):
            return _with_clock(expr, clock[0]), clock[1]
        found = self._base(self.skip(k, "dayword") if on or opened or k == i else k)
        merged = _merge(expr, found[0]) if found else None
        if found is None or merged is None or (self.mark(i, COMMAS) and not on and isinstance(found[0], Weekday)):
            return None
        end = found[1] + 1 if opened and self.mark(found[1], _CLOSE) else found[1]
        return (merged, end) if not opened or end > found[1] else None

    def _clock(self, i: int) -> tuple[At, int] | None:
        head = self.match(i, "hour_head")
        found = self.hour(i, *head) if head else self.bare_clock(i)
        return (found[0], found[1]) if found and isinstance(found[0], At) else None

    def _joined_day(self, expr: Expr, i: int) -> Found:
        """Two neighbouring days joined by "and" are one stretch; others are two times."""
        if not isinstance(expr, Weekday):
            return expr, i
        second = self.conjoined(i, "weekday")
        if second is None or second[0].value != (expr.day + 1) % 7:
            return expr, i
        return Between(expr, Weekday(second[0].value, expr.tilt)), second[1]

    # Stretches --------------------------------------------------------------------------------------------------------

    def rolling(self, i: int) -> Found:
        """`the last three days`, `the past 24 hours`, `the two coming weeks`, `the last days`."""
        if (last := self.match(i, "last")) and (found := self.quantity(last[1])):
            quantity, j = found
            return Last(quantity.amount, quantity.unit), j
        j, amount = i, None
        if before := self._definite_number(i):
            amount, j = before
        unit = self.match(j, "unit")
        if unit is None or not (unit[0].article or amount is not None):
            return None
        (name, number), j = unit[0].value, unit[1]
        if amount is None:
            amount, j = self._amount_behind(number, j)
        if vague := self.match(j, "vague_behind"):
            j = vague[1]
        adj = self.match(j, "adj")
        if adj is None or adj[0].value not in {"past", "last", "next"} or (number == "one" and amount is None):
            return None
        return Last(amount, name, adj[0].value == "next"), adj[1]

    def _definite_number(self, i: int) -> tuple[float, int] | None:
        """A number with the article before its unit."""
        digits, word = self.match(i, "article"), self.match(i, "card")
        return self.number(i) if digits or (word and word[0].article) else None

    def _amount_behind(self, number: str, i: int) -> tuple[float | None, int]:
        if number == "two":
            return 2, i
        if number == "one":
            return None, i
        found = self.number(i)
        return (found[0], found[1]) if found else (None, i)

    def _duration(self, i: int) -> Found:
        """A bare number of units: a duration, which is no point of time."""
        lasting = self.match(i, "lasting")
        found = self.quantity(lasting[1] if lasting else i)
        if found is None or (found[0].bare and not lasting and found[0].amount != 2):
            return None
        return Unknown("duration"), found[1]

    # Particles --------------------------------------------------------------------------------------------------------

    def since(self, i: int, lex: Lex, end: int) -> Found:
        found = self._inner(self.skip(end, "in")) or self._range(end)
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
        last = self._inner(until[1]) if until else None
        return (Between(start, last[0]), last[1]) if last else None

    def until(self, i: int, lex: Lex, end: int) -> Found:
        found = self._inner(end)
        return (Until(found[0]), found[1]) if found and not isinstance(found[0], Anaphor | Unknown) else None

    def ago(self, i: int, lex: Lex, end: int) -> Found:
        quantity = self.quantity(end)
        found = self._inner(end)
        if quantity and (found is None or quantity[1] >= found[1]):
            amount, j = quantity
            from_ = self.match(j, "from")
            if from_ and not self.match(from_[1], "now"):
                return Anaphor(-amount.amount if amount.amount is not None else None, amount.unit), j
            return Ago(amount.amount, amount.unit, amount.about), j
        return (Until(found[0]), found[1]) if found and isinstance(found[0], Date | DayOf | Weekday | Shift) else None

    def after_(self, i: int, lex: Lex, end: int) -> Found:
        quantity = self.quantity(end)
        found = self._inner(end)
        if quantity and (found is None or quantity[1] >= found[1]):
            amount, j = quantity
            from_ = self.match(j, "from")
            now = self.match(from_[1], "now") if from_ else None
            if now:
                return Ago(amount.amount, amount.unit, amount.about, ahead=True), now[1]
            return Anaphor(amount.amount, amount.unit), j
        return (Since(found[0]), found[1]) if found and isinstance(found[0], Date | DayOf | Weekday) else None

    def within(self, i: int, lex: Lex, end: int) -> Found:
        best = self.rolling(end)
        for found in (self._inner(end), self._range(end), self._whole_unit(end)):
            if found and (best is None or found[1] > best[1]):
                best = found
        quantity = self.quantity(end)
        if quantity and (best is None or quantity[1] > best[1]):
            return Last(quantity[0].amount, quantity[0].unit, None), quantity[1]
        return best

    def by(self, i: int, lex: Lex, end: int) -> Found:
        return self._inner(end)

    def between(self, i: int, lex: Lex, end: int) -> Found:
        return self._range(i) or self.hours(i)

    def _range(self, i: int) -> Found:
        """`between A and B`, `from A to B`."""
        head = self.match(i, "between") or self.match(i, "from")
        if head is None:
            return None
        first = self.pair(head[1]) or self._inner(head[1])
        if first is None:
            return None
        start, j = first
        if isinstance(start, Between):
            return start, j
        second = self._far_end(j, head[0].cat)
        return (Between(_complete(start, second[0]), second[0]), second[1]) if second else None

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


def _are_days(expr: Expr) -> bool:
    """Two days that one word for day or night stands before."""
    return isinstance(expr, Between) and is_day(expr.start) and is_day(expr.end)


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
    if isinstance(left, Shift) and isinstance(right, Weekday) and left.weekday is None:
        return replace(left, weekday=right.day)
    if isinstance(left, Shift) and isinstance(right, Date) and right.day is not None:
        return right
    return None


def _with_part(expr: Expr, part: str) -> At:
    return replace(expr, part=part) if isinstance(expr, At) else At(expr, part)


def _with_clock(expr: Expr, clock: At) -> At:
    day = expr if isinstance(expr, At) else At(expr)
    of = _merge(day.of, clock.of) or day.of
    return At(of, clock.part or day.part, clock.hour, clock.minute)


def _complete(start: Expr, end: Expr) -> Expr:
    """The beginning of a stretch takes month and year from its end where it names none itself."""
    outer = end.of if isinstance(end, Part) else end
    if isinstance(start, Date) and isinstance(outer, Date) and start.year is None and start.years is None and not start.tilt:
        ordered = start.month is None or outer.month is None or start.month <= outer.month
        return replace(start, year=outer.year, years=outer.years, tilt=outer.tilt) if ordered else start
    return start


_WEEKS = 4  # the fourth runs to the end of the month
_POINTS: dict[str, Handler] = {
    "month": Grammar.month_led,
    "hijri": Grammar.month_led,
    "unit": Grammar.unit_led,
    "card": Grammar.rolling_last,
    "article": Grammar.rolling_last,
    "last": Grammar.rolling_last,
    "pair": lambda self, i, _lex, _end: self.pair(i),
    "deictic": Grammar.deictic,
    "weekday": Grammar.weekday,
    "dayword": Grammar.day_word,
    "now": Grammar.now,
    "night": Grammar.night,
    "last_night": Grammar.night,
    "this_part": Grammar.this_part,
    "part_adv": Grammar.part_adverb,
    "part_of": Grammar.part_of_day,
    "lead": Grammar.lead,
    "portion_of": Grammar.portion_of,
    "portion": Grammar.portion,
    "season": Grammar.season,
    "season_head": Grammar.season,
    "decade": Grammar.decade,
    "century": Grammar.century,
    "this": Grammar.demonstrative,
    "that": Grammar.demonstrative,
    "fasting": Grammar.fasting,
    "hour_head": Grammar.hour,
    "anaphor": Grammar.unknown,
    "vague": Grammar.unknown,
    "feast": Grammar.unknown,
}
_STARTS: dict[str, Handler] = {
    "since": Grammar.since,
    "until": Grammar.until,
    "ago": Grammar.ago,
    "after": Grammar.after_,
    "within": Grammar.within,
    "by": Grammar.by,
    "between": Grammar.between,
    "from": Grammar.between,
}
_DAY_NUMBERS = frozenset({"article", "ord"})
_DURATIONS = frozenset({"article", "card", "vague_number", "about", "unit", "lasting"})
STARTERS = frozenset(_POINTS) | frozenset(_STARTS) | {"ord", "vague_number", "about", "lasting"}
