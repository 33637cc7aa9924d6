"""Points of time: days, months and years, the parts of them, and what stands in apposition to a day."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from rasid.times.expr import (
    About,
    Anaphor,
    At,
    Between,
    Century,
    Date,
    Decade,
    Edge,
    Expr,
    Feast,
    Named,
    Night,
    Now,
    NthDay,
    Part,
    Portion,
    Season,
    Shift,
    Then,
    Unknown,
    Until,
    is_day,
)
from rasid.times.reader import DASHES, JOINS, Found
from rasid.times.units import WEEKS
from rasid.times.weekdays import Weekdays, are_days
from rasid.times.words import Lex

_OPEN, _CLOSE = frozenset("("), frozenset(")")
Handler = Callable[["Points", int, Lex, int], Found]


class Points(Weekdays):
    """Reads a point of time by the categories of its first word."""

    supported = False  # does a word stand before that lets a bare year or a doubtful month name be one?

    def inner(self, i: int) -> Found:
        """A point behind a particle, which lets a bare year or month name be read."""
        before, self.supported = self.supported, True
        found = self.point(i)
        self.supported = before
        return found

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
            handler = POINTS.get(lex.cat)
            found = handler(self, i, lex, end) if handler else None
            if found and (best is None or found[1] > best[1]):
                best = found
        return best

    def _number_led(self, i: int, *, conjoined: bool) -> Found:
        found = self.day_month(i, conjoined=conjoined)
        if found and (yearly := self.match(found[1], "yearly")):
            return Unknown(), yearly[1]
        if found and self._names(i, found[0]):
            return Named(), found[1]
        if found is None and self.numeric[i]:
            found = self.numeric_date(i) or self.bare_clock(i) or self.years(i)
            if found is None and self.supported:
                found = self.numeric_month(i)
            year = self.year_number(i) if found is None else None
            # the era tells it from other numbers
            if year and (self.supported or year[2] > i + 1 or self._stands_alone(i, year[2])):
                found = self._bare_year(i, year)
        return found

    def _stands_alone(self, i: int, end: int) -> bool:
        """Does a number stand where only a year does: in brackets, or before the line of a chronology?"""
        if self.mark(i - 1, _OPEN) and self.mark(end, _CLOSE):
            return i > 1 and not self.numeric[i - 2]  # else of a numbered resolution
        bullet = i > 0 and self.mark(i - 1, DASHES) and self.sentence[i - 1] == self.sentence[i]
        first = i - 1 if bullet else i
        leads = first == 0 or self.sentence[first - 1] != self.sentence[i]
        return leads and self.mark(end, DASHES | {":"}) and end + 1 < self.size and self.forms[end + 1][0].isalpha()

    def _names(self, i: int, expr: Expr) -> bool:
        """Is this what the word before it is called by: the street of the 17th of July?"""
        date = expr.end if isinstance(expr, Between) else expr
        dated = isinstance(date, Date) and (date.year is not None or date.years is not None or date.tilt)
        return isinstance(date, Date) and not dated and (self.after(i, "particles.called") or self._known(i, date))

    def _known(self, i: int, date: Date) -> bool:
        """Does the word before it make it the name of what all know by its day: the attacks of 11 September?"""
        heads = self.hits[i - 1].get("known", ()) if i > 0 else ()
        return any(lex.value == (date.month, date.day) for lex in heads)

    def _bare_year(self, i: int, year: tuple[int, bool, int]) -> Found:
        value, hijri, end = year
        rounded = value % 100 == 0 and end < self.size and self.forms[end][0].isalpha()
        known = hijri or 1900 <= value <= 2050
        if not known or rounded or self.match(end, "unit") or self.form(end) in self.words.sets["units.measures"]:
            return None
        return Date(value, hijri=hijri), end

    def month_led(self, i: int, lex: Lex, end: int) -> Found:
        found = self.month(i, None, supported=self.supported, conjoined=bool(lex.clitic))
        if found is None:
            return None
        date, j = found
        if yearly := self.match(j, "yearly"):
            return Unknown(), yearly[1]
        if self._names(i, date):
            return Named(), j
        behind = self.digits(j)  # "January 5": only where no noun follows that the number could count
        if date.year is None and behind and behind <= 31 and (j + 1 >= self.size or not self.forms[j + 1][0].isalpha()):
            date, j = replace(date, day=behind), j + 1
            if year := self.year_phrase(j):
                date, j = replace(date, year=year[0].year, years=year[0].years), year[1]
        return date, j

    def unit_led(self, i: int, lex: Lex, end: int) -> Found:
        unit, number = lex.value
        if unit == "year" and number == "one":
            era = self.match(end, "hijri_era")
            if year := self.year_number(era[1] if era else end) or self.year_words(end):
                return Date(year[0], hijri=year[1] or bool(era) or year[0] <= 1500), year[2]
            if lex.article and self.after(i, "units.not_after"):
                return None
        if unit == "month" and (found := self.month_led(i, lex, end) or self.numbered_month(lex, end)):
            return found
        if unit == "decade" and number == "one" and (found := self.decade_of(lex, end) or self._named_decade(end)):
            return found
        if same := self.same_of_year(i):
            return same
        found = self._week_of(lex, end) if (unit, number) == ("week", "one") else None
        if unit == "day" and lex.article and number == "one":
            found = self.day_of_feast(end) or self.day_month(end)
        return found or self.shift_phrase(i) or self.pair(i) or self.rolling(i) or self.streak(i, lex, end)

    def _named_decade(self, i: int) -> Found:
        """`the decade of the nineties`."""
        found = self.match(i, "decade")
        return self.decade(i, *found) if found else None

    def _week_of(self, lex: Lex, end: int) -> Found:
        """`the second week of March`: weeks of a month are counted from its first day."""
        nth = self.ordinal(end) if lex.article else None
        adj = self.match(end, "adj") if lex.article and nth is None else None
        if adj and adj[0].value == "last":
            nth = WEEKS, adj[1]
        last = adj is not None
        from_ = self.match(nth[1], "from") if nth else None
        found = self.inner(from_[1]) if from_ else None
        if nth is None or found is None or nth[0] > WEEKS or not isinstance(found[0], Date | Shift) or is_day(found[0]):
            return None
        if _is_year(found[0]):  # only its first and last week are told so
            return (Edge(1, "week", found[0], not last), found[1]) if last or nth[0] == 1 else None
        return Portion(found[0], nth[0], WEEKS), found[1]

    def deictic(self, i: int, lex: Lex, end: int) -> Found:
        weekday = self.match(end + 1 if self.mark(end, _OPEN) else end, "weekday")
        today = lex.value == 0 and not lex.rest
        if weekday is None and self.after(i, "days.not_after"):
            return None
        if today and weekday is None and self._is_counted(end):
            return None
        if today and (unit := self.shift_phrase(i)):
            return unit
        return Shift("day", lex.value), end

    def _is_counted(self, i: int) -> bool:
        """The day that has a number or a name: the 222nd day of the war, the day of promise."""
        article = self.match(i, "article")
        return self.form(i) in self.words.sets["days.not_before"] or (article is not None and self.digits(article[1]) is not None)

    def now(self, i: int, lex: Lex, end: int) -> Found:
        return Now(), end

    def night(self, i: int, lex: Lex, end: int) -> Found:
        same = self.match(end, "adj")
        if same and same[0].value == "same":
            return At(Anaphor(), "night"), same[1]
        return At(Shift("day", _NIGHTS[lex.cat]), "night"), end

    def this_part(self, i: int, lex: Lex, end: int) -> Found:
        return At(Shift("day", 0), ""), end

    def part_adverb(self, i: int, lex: Lex, end: int) -> Found:
        named = self.form(i) in self.words.sets["day_parts.surnames"] and not self.after(i, "day_parts.governors")
        if named or self.after(i, "days.not_after"):
            return None
        day = self._base(self.skip(self.skip(self._zone(end), "from"), "dayword"))
        if day and is_day(day[0]) and not isinstance(day[0], At):
            return At(day[0], lex.value), day[1]
        return At(Anaphor(), lex.value), end

    def part_of_day(self, i: int, lex: Lex, end: int) -> Found:
        if lex.article:
            return None
        day = self.skip(self.skip(end, "from") if lex.rest else end, "dayword")
        if two := self._two_nights(day, lex.value):
            return two
        found = self._base(day)
        if found and isinstance(found[0], Feast):
            if eve := self.match(i, "eve"):
                return self.eve(i, *eve)
            return At(NthDay(1, found[0]), lex.value), found[1]
        if found is None or not (is_day(found[0]) or are_days(found[0]) or isinstance(found[0], Anaphor)):
            return None
        expr, j = found
        if isinstance(expr, Date) and day == end and self.form(i) in self.words.sets["day_parts.eves"]:
            return NthDay(0, expr), j
        if isinstance(expr, At):
            return At(expr.of, lex.value), j
        return At(expr, lex.value), j

    def _two_nights(self, i: int, part: str) -> Found:
        first = self.match(i, "weekday") if part in {"night", "midnight", "after-midnight"} else None
        if first is None:
            return None
        j = first[1] + 1 if self.mark(first[1], JOINS) else self.skip(first[1], "onto")
        second = self.match(j, "weekday")
        if second is None or second[0].value != (first[0].value + 1) % 7:
            return None
        dates = self.day_month(second[1])
        if dates and are_days(dates[0]):
            return At(dates[0], part), dates[1]
        adj = self.match(second[1], "adj")
        night = Night(first[0].value, second[0].value, part != "night", adj[0].value if adj else "")
        return At(night, part), adj[1] if adj else second[1]

    def lead(self, i: int, lex: Lex, end: int) -> Found:
        """What stands before a day or longer unit: "late on Sunday", "earlier this month"."""
        j = self.skip(end, "from")
        before, self.start = self.start, j if j == end else self.start  # "for" may be written to what follows
        found = self.point(j)
        self.start = before
        if found and isinstance(found[0], Date) and not is_day(found[0]):
            return None
        return found or (self.whole_unit(j) if j > end else None)

    def portion_of(self, i: int, lex: Lex, end: int) -> Found:
        found = self.inner(end) or self.whole_unit(end) or self.some_of(lex.value, end)
        if found is None:
            return None
        expr, j = found
        if isinstance(expr, Edge | Portion):
            return found
        whole = isinstance(expr, Decade | Century | Season) or (isinstance(expr, Shift) and expr.unit != "day")
        if whole or (isinstance(expr, Date) and expr.day is None):
            return Part(expr, lex.value), j
        return (expr, j) if isinstance(expr, Anaphor) else None

    def demonstrative(self, i: int, lex: Lex, end: int) -> Found:
        if self.after(i, "days.not_after"):
            return None
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

    def about(self, i: int, lex: Lex, end: int) -> Found:
        """`around the year 2010`."""
        found = self.inner(end)
        year = isinstance(found[0], Date) and found[0].year is not None and found[0].month is None if found else False
        return (About(found[0]), found[1]) if found and year else None

    def night_between(self, i: int, lex: Lex, end: int) -> Found:
        """`the night that parts Saturday from Sunday`."""
        found = self.range(end)
        return (At(found[0], "night"), found[1]) if found and are_days(found[0]) else None

    def until_now(self, i: int, lex: Lex, end: int) -> Found:
        return Until(Now()), end

    def rolling_last(self, i: int, lex: Lex, end: int) -> Found:
        return self.rolling(i)

    def fasting(self, i: int, lex: Lex, end: int) -> Found:
        return Date(month=9, hijri=True), end

    def then(self, i: int, lex: Lex, end: int) -> Found:
        return Then(), end

    def after_then(self, i: int, lex: Lex, end: int) -> Found:
        """`after that by two days`, `hours before it`: counted from the time told before; without a count it only lies near it."""
        before, self.start = self.start, end  # the preposition may be written to the number
        found = self.quantity(end)
        self.start = before
        if found is None or not self.joined_by(end):
            return self.unknown(i, lex, end)
        amount, unit = found[0].amount, found[0].unit
        if unit in {"minute", "hour"}:
            return Anaphor(), found[1]
        return Anaphor(lex.value * amount if amount is not None else None, unit), found[1]

    def unknown(self, i: int, lex: Lex, end: int) -> Found:
        if lex.cat in {"anaphor", "beyond"}:
            led = self.lead(i, lex, end) if lex.rest else None
            return led if led and not isinstance(led[0], At) else (Anaphor(None), end)
        return Unknown("feast" if lex.cat == "movable" else "vague"), end


def _is_year(expr: Expr) -> bool:
    return (isinstance(expr, Shift) and expr.unit == "year") or (isinstance(expr, Date) and expr.month is None)


_NIGHTS = {"night": 0, "last_night": -1, "night_before": -2}
_DAY_NUMBERS = frozenset({"article", "ord"})
POINTS: dict[str, Handler] = {
    "month": Points.month_led,
    "hijri": Points.month_led,
    "unit": Points.unit_led,
    "about": Points.about,
    "night_between": Points.night_between,
    "until_now": Points.until_now,
    "card": Points.rolling_last,
    "article": Points.rolling_last,
    "last": Points.rolling_last,
    "pair": lambda self, i, _lex, _end: self.pair(i),
    "deictic": Points.deictic,
    "weekday": Points.weekday,
    "dayword": Points.day_word,
    "now": Points.now,
    "night": Points.night,
    "last_night": Points.night,
    "night_before": Points.night,
    "this_part": Points.this_part,
    "part_adv": Points.part_adverb,
    "part_of": Points.part_of_day,
    "lead": Points.lead,
    "portion_of": Points.portion_of,
    "portion": Points.portion,
    "season": Points.season,
    "season_head": Points.season,
    "decade": Points.decade,
    "century": Points.century,
    "this": Points.demonstrative,
    "that": Points.demonstrative,
    "fasting": Points.fasting,
    "same_day": Points.same_day,
    "same_days": Points.same_day,
    "tens": Points.tens,
    "hour_head": Points.hour,
    "then": Points.then,
    "anaphor": Points.unknown,
    "beyond": Points.after_then,
    "vague": Points.unknown,
    "movable": Points.unknown,
    "feast": Points.feast,
    "eve": Points.eve,
    "nth_day": Points.nth_day,
    "nth_week": Points.nth_week,
    "leading": Points.leading_nth,
}
