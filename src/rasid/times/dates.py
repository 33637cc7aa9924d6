"""Months, days of months and years: the calendar part of the grammar."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from rasid.times.expr import Anaphor, Between, Date, DayOf, Expr, Shift, Tilt
from rasid.times.reader import COMMAS, DASHES, JOINS, SLASHES, Found, Reader
from rasid.times.words import Lex

# What an adjective on a calendar unit counts from the present one.
SHIFTS = {"past": -1, "next": 1, "this": 0, "before-last": -2, "after-next": 2}
_OPEN, _CLOSE = frozenset("("), frozenset(")")


@dataclass(frozen=True, slots=True)
class MonthName:
    """A month as written; `sure` where nothing but a month can be meant."""

    number: int
    hijri: bool
    sure: bool


_FRACTION = 9  # no larger number is the upper one of a fraction in news
_SEPARATORS = JOINS | {"_", "|"}
_NINETEENTH = 39  # two digits above are a year of the last century
_MODERN, _FAR = 1900, 2100  # years of news
_SHORT = 2  # letters of a month's name that are too few to tell it from another word; digits of a year cut short


class Dates(Reader):
    """Reads dates with a month or year."""

    def month_name(self, i: int, *, conjoined: bool = False) -> tuple[MonthName, int] | None:
        """A month, perhaps with its second name: `A/B`, `A (B)`, `A - B`, `A B`."""
        if found := self.match(i, "hijri", conjoined=conjoined):
            return MonthName(found[0].value, True, False), found[1]
        found = self.match(i, "month", conjoined=conjoined)
        if found is None:
            return None
        lex, j = found
        again = self._same_month(j, lex.value)
        # two letters behind a preposition are as likely another word (`gate` for `in August`)
        governed = bool(lex.clitic and lex.clitic != self.words.conjunction and len(self.forms[i]) - len(lex.clitic) > _SHORT)
        sure = again is not None or not lex.weak or governed
        return MonthName(lex.value, False, sure), again or j

    def _same_month(self, i: int, number: int) -> int | None:
        opened = self.mark(i, _OPEN)
        j = i + 1 if opened or self.mark(i, JOINS) else i
        other = self.match(j, "month")
        if other is None or other[0].value != number:
            return None
        return other[1] + 1 if opened and self.mark(other[1], _CLOSE) else other[1]

    def year_number(self, i: int) -> tuple[int, bool, int] | None:
        """Four digits that can be a year, whether they are Hijri, and the index behind the era."""
        value = self.digits(i)
        if value is None or len(self.forms[i]) != 4 or not 1300 <= value <= 2100:
            return None
        if era := self.match(i + 1, "hijri_era"):
            return value, True, era[1]
        common = self.match(i + 1, "common_era")
        return value, False, common[1] if common else i + 1

    def year_words(self, i: int) -> tuple[int, bool, int] | None:
        """A year in words, behind the word for one: `two thousand and eleven`; or its last two digits: `of 67`."""
        value = self.digits(i)
        if value is not None and value > _NINETEENTH and len(self.forms[i]) == _SHORT:
            era = any(self.match(i + 1, cat) for cat in ("hijri_era", "common_era", "before_era"))  # which century then?
            return (1900 + value, False, i + 1) if self._boundary(i + 1) and not era else None
        found = self.number(i) if self.match(i, "card") else None
        return (int(found[0]), False, found[1]) if found and _MODERN <= found[0] <= _FAR else None

    def _whole_year_words(self, i: int) -> tuple[int, bool, int] | None:
        """A year in words without the word for one, where no noun follows that the number could count."""
        year = self.year_words(i) if i < self.size and not self.numeric[i] else None
        return year if year and year[0] % 100 and self._boundary(year[2]) else None

    def year_phrase(self, i: int) -> tuple[Date, int] | None:
        """A year after a month or season: `2014`, `year 2014`, `of last year`, `of this year`."""
        j = i + 1 if self.mark(i, COMMAS | JOINS) else i
        if j == i:
            j = self.skip(j, "from")
        if found := self._of_year(j) or self._years_before(j):
            return found
        this = self.match(j, "this") or self.match(j, "that")
        unit = self.match(this[1] if this else j, "unit")
        if unit and unit[0].value == ("year", "one"):
            if this:
                return (Date(years=0) if this[0].cat == "this" else Date(tilt="same")), unit[1]
            if year := self.year_number(unit[1]) or self.year_words(unit[1]):
                return Date(year=year[0], hijri=year[1]), year[2]
            adj = self.match(unit[1], "adj") if unit[0].article else None
            if adj and adj[0].value == "same":
                return Date(tilt="same"), adj[1]
            if adj and adj[0].value in SHIFTS:
                return Date(years=SHIFTS[adj[0].value]), adj[1]
            return None
        year = self.year_number(j) or self._whole_year_words(j)
        return (Date(year=year[0], hijri=year[1]), year[2]) if year else None

    def _years_before(self, i: int) -> tuple[Date, int] | None:
        """`on 21 September three years ago`."""
        ago = self.match(i, "ago")
        found = self.quantity(ago[1]) if ago else None
        if found is None or found[0].unit != "year" or not found[0].amount or found[0].amount % 1 or found[0].about:
            return None
        return (Date(years=-int(found[0].amount)), found[1]) if not self.match(found[1], "from") else None

    def _of_year(self, i: int) -> tuple[Date, int] | None:
        """`December for the year 2016`: the preposition runs together with the article."""
        before, self.start = self.start, i
        unit = self.match(i, "unit")
        self.start = before
        if unit is None or unit[0].value != ("year", "one") or unit[0].clitic not in self.words.sets["clitics.lasting"]:
            return None
        year = self.year_number(unit[1])
        return (Date(year=year[0], hijri=year[1]), year[2]) if year else None

    def month(self, i: int, day: int | None, *, supported: bool, conjoined: bool = False) -> tuple[Date, int] | None:
        """A month with its adjective and year; `day` and `supported` say whether a doubtful name may be trusted."""
        head = self.match(i, "unit", conjoined=conjoined)
        named = bool(head and head[0].value == ("month", "one") and not head[0].article)
        name = self.month_name(head[1] if head and named else i, conjoined=conjoined and not named)
        if name is None:
            return None
        month, j = name
        tilt, years, year, hijri = "", None, None, month.hijri
        if (adj := self.match(j, "adj")) and adj[0].value in {*SHIFTS, "last"}:
            tilt, j = adj[0].value, adj[1]
        if phrase := self.year_phrase(j):
            year, years, hijri, j = phrase[0].year, phrase[0].years, hijri or phrase[0].hijri, phrase[1]
            tilt = phrase[0].tilt or tilt
        backed = named or tilt or years is not None or year is not None or supported
        if not (month.sure or backed or (day is not None and self._day_suffices(i))):
            return None
        return Date(year, month.number, day, None, tilt, years, hijri), j  # type: ignore[arg-type]  # tilt is of the data

    def _day_suffices(self, i: int) -> bool:
        return self.forms[i] not in self.words.sets["hijri_months.weak"]

    def day_month(self, i: int, *, conjoined: bool = False) -> Found:
        """A day of a month, or two days of one: `13 of March`, `3 and 6 April`, `12 of the current month`."""
        first = self.day_number(i, conjoined=conjoined)
        if first is None:
            return None
        day = first[0]
        last = first
        while (more := self._second_day(last[1])) is not None:
            last = more
        found = self._of_month(*last) or self._of_current(*last)
        if found is None:
            return None
        end, k = found
        if last == first:
            return end, k
        start = replace(end, day=day) if isinstance(end, Date | DayOf) else end
        return Between(start, end), k

    def _second_day(self, i: int) -> tuple[int, int] | None:
        if self.mark(i, JOINS):
            return self.day_number(i + 1)
        if to := self.match(i, "to", conjoined=True):
            return self.day_number(to[1])
        if self.form(i) == self.words.conjunction:
            return self.day_number(i + 1)
        found = self.day_number(i, conjoined=True)
        return found if found and self.joined(i) else None

    def _of_month(self, day: int, i: int) -> Found:
        joined = self.mark(i, JOINS)
        j = i + 1 if joined else self.skip(i, "from")
        if found := self.month(j, day, supported=j != i and not joined):  # a dash may be that of a score
            return found
        if unit := self.shift_phrase(j):
            expr, k = unit
            if isinstance(expr, Shift | Anaphor) and expr.unit == "month":
                return DayOf(day, expr), k
        return None

    def _of_current(self, day: int, i: int) -> Found:
        """`the 14th of the current one`: the month itself goes without saying."""
        if of_it := self.match(i, "of_it"):
            return DayOf(day, Anaphor(0, "month")), of_it[1]
        adj = self.match(self.skip(i, "from"), "adj")
        return (DayOf(day, Shift("month", 0)), adj[1]) if adj and adj[0].value == "this" and not adj[0].rest else None

    def numeric_date(self, i: int) -> Found:
        """`13/3/2022` (day first), `2022-03-13`, `13.3.2022`."""
        parts, j = [self.digits(i)], i + 1
        while len(parts) < 3 and self.mark(j, _SEPARATORS) and self.digits(j + 1) is not None:
            parts.append(self.digits(j + 1))
            j += 2
        if len(parts) == 1 and self.forms[i].count(".") == 2:
            pieces = self.forms[i].split(".")
            parts = [int(piece) for piece in pieces if piece.isdecimal() and len(piece) <= 4]
        if len(parts) == 2:
            return self._day_and_month(i, parts)
        if len(parts) != 3 or None in parts:
            return None
        day, month, year = [p or 0 for p in (reversed(parts) if (parts[0] or 0) > 31 else parts)]
        if year < 50 and self._short_year(i, j):
            year += 2000
        if not (1 <= day <= 31 and 1 <= month <= 12 and (1300 <= year <= 2100)):
            return None
        hijri = year <= 1500
        era = self.match(j, "hijri_era") or self.match(j, "common_era")
        return Date(year, month, day, hijri=hijri), era[1] if era else j

    def _short_year(self, i: int, end: int) -> bool:
        """Two digits of a year: behind slashes or dots, and behind dashes where a word before it promises a date."""
        if len(self.forms[end - 1].rsplit(".", 1)[-1]) != _SHORT:
            return False
        dated = self.after(i, "particles.dated") or (i > 0 and "dayword" in self.hits[i - 1])
        return end == i + 1 or self.mark(i + 1, SLASHES) or (self.mark(i + 1, DASHES) and dated)

    def _day_and_month(self, i: int, parts: Sequence[int | None]) -> Found:
        """`13/3`, where a word before it promises a date; a proper fraction is one only behind a name of a day or date."""
        day, month = parts[0] or 0, parts[1] or 0
        named = self.after(i, "particles.dated")
        dashed = self.mark(i + 1, DASHES) and i > 0 and "dayword" in self.hits[i - 1]  # behind a weekday it may be a score
        if not ((dashed or self.mark(i + 1, SLASHES)) and 1 <= day <= 31 and 1 <= month <= 12):
            return None
        if not (named or (self.after(i, "particles.support") and (day > month or day > _FRACTION))):
            return None
        return Date(None, month, day), i + 3

    def numeric_month(self, i: int) -> Found:
        """`3/2018`, behind a preposition or the word for month."""
        month, year = self.digits(i), self.year_number(i + 2) if self.mark(i + 1, SLASHES) else None
        if month is None or year is None or year[1] or not (1 <= month <= 12 and year[0] >= _MODERN and len(self.forms[i]) <= _SHORT):
            return None
        return Date(year[0], month), year[2]

    def numbered_month(self, lex: Lex, i: int) -> Found:
        """`the third month of 2018`, `month 3 of last year`, `month 3/2018`: a year stands behind it."""
        if lex.value[1] != "one":
            return None
        if not lex.article and (found := self.numeric_month(i)):
            return found
        value = self.digits(i)
        nth = self.ordinal(i) if lex.article else (value, i + 1) if value is not None else None
        if nth is None or not 1 <= nth[0] <= 12:
            return None
        adj = None if lex.article else self.match(nth[1], "adj")
        if adj and adj[0].value in SHIFTS:
            return Date(month=nth[0], tilt=adj[0].value), adj[1]
        year = self.year_phrase(nth[1])
        return (replace(year[0], month=nth[0]), year[1]) if year else None

    def years(self, i: int) -> Found:
        """`2011-2015`, `2011 - 2015`, `2013/2014`."""
        first = self.year_number(i)
        second = self.year_number(first[2] + 1) if first and self.mark(first[2], JOINS) else None
        if first is None or second is None or not _MODERN <= first[0] < second[0] or self.mark(second[2], JOINS):
            return None
        if self.mark(first[2], SLASHES) and second[0] != first[0] + 1:
            return None
        return Between(Date(first[0]), Date(second[0])), second[2]

    def shift_phrase(self, i: int) -> Found:
        """`last month`, `this week`, `the following day`, `that year`: a unit with the article and what it is counted by."""
        demonstrative = self.match(i, "this") or self.match(i, "that")
        j = demonstrative[1] if demonstrative else i
        unit = self.match(j, "unit")
        if unit is None or not unit[0].article or unit[0].value[1] != "one":
            return None
        name, k = unit[0].value[0], unit[1]
        if demonstrative:
            return (Shift(name, 0), k) if demonstrative[0].cat == "this" else (Anaphor(0, name), k)
        adj = self.match(k, "adj")
        if adj is None or (name == "year" and self.after(i, "units.not_after")):
            return None
        return self._tilted(name, adj[0].value, adj[1])

    def _tilted(self, name: str, tilt: Tilt, end: int) -> Found:
        expr: Expr
        if tilt in {"same", "following"}:
            expr = Anaphor(int(tilt == "following"), name)  # type: ignore[arg-type]  # units are those of the data
        elif tilt == "last" or name in {"hour", "minute"}:
            return None
        elif name == "day":
            return (Anaphor(-1), end) if tilt == "past" else None
        else:
            expr = Shift(name, SHIFTS[tilt])  # type: ignore[arg-type]
        return expr, end

    def pair(self, i: int) -> Found:
        """`the years 2011 and 2014`, `the months of March and April`."""
        head = self.match(i, "pair")
        if head is None:
            return None
        j = head[1]
        if head[0].value == "year":
            first, second = self.year_number(j), None
            if first:
                k = first[2]
                while (self.form(k) == self.words.conjunction or self.mark(k, DASHES | COMMAS)) and (more := self.year_number(k + 1)):
                    second, k = more, more[2]
            return (Between(Date(first[0]), Date(second[0])), second[2]) if first and second else None
        one = self.month_name(j)
        if one is None:
            return None
        last, k = None, one[1]
        while next_ := self.month(k + 1 if self.form(k) == self.words.conjunction else k, None, supported=True, conjoined=True):
            last, k = next_
        return (Between(replace(last, month=one[0].number), last), k) if last else None
