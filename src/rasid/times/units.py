"""Stretches counted in units up to publication or from it on: the middle of the grammar."""

from __future__ import annotations

from rasid.times.dates import Dates
from rasid.times.expr import Edge, Expr, Last, Part, Portion, Shift, Streak, Unit
from rasid.times.reader import Found
from rasid.times.words import Lex

_LATELY = frozenset({"week", "month", "year", "decade"})  # the last year is the twelve months up to now, last year is not
WEEKS = 4  # of a month: the fourth runs to its end


class Units(Dates):
    """Reads `the last three days`, `for the third day running`, and a unit that stands for the present one."""

    def streak(self, i: int, lex: Lex, end: int) -> Found:
        unit, number = lex.value
        nth = self._nth(end) if lex.article and number == "one" else None
        if nth is None:
            return None
        behind = self.match(nth[1], "streak")
        if behind is None and lex.clitic not in self.words.sets["clitics.lasting"]:
            return None
        return Streak(nth[0], unit), behind[1] if behind else nth[1]

    def _nth(self, i: int) -> tuple[int, int] | None:
        """An ordinal in words, or in digits where a word for a streak stands behind them."""
        j = self.skip(i, "article")
        value = self.digits(j)
        return (value, j + 1) if value and self.match(j + 1, "streak") else self.ordinal(i)

    def whole_unit(self, i: int) -> Found:
        """`the month`, `the year`: the present one, behind a word for a part of it."""
        unit = self.match(i, "unit")
        if unit is None or not unit[0].article or unit[0].value[1] != "one" or self._of_its_own(unit[1]):
            return None
        return (Shift(unit[0].value[0], 0, tacit=True), unit[1]) if unit[0].value[0] in {"week", "month", "year"} else None

    def _of_its_own(self, i: int) -> bool:
        """The school year, the financial year: not that of the calendar."""
        return self.form(i) in self.words.sets["units.not_before"]

    def rolling(self, i: int) -> Found:
        """`the last three days`, `the past 24 hours`, `the two coming weeks`, `the last days`."""
        if (last := self.match(i, "last")) and (found := self.quantity(last[1])):
            quantity, j = found
            return Last(quantity.amount, quantity.unit), j
        j, amount = i, None
        if before := self._definite_number(i) or self._number_of_known(i):
            amount, j = before
        unit = self.match(j, "unit")
        if unit is None or not (unit[0].article or amount is not None):
            return None
        if amount is not None and unit[0].article and unit[0].value[1] == "one" and not self.numeric[j - 1]:
            return None  # ten per hundred last week
        (name, number), j = unit[0].value, unit[1]
        if amount is None:
            amount, j = self._amount_behind(number, j)
        if vague := self.match(j, "vague_behind"):
            j = vague[1]
        if amount is None and number == "many" and (part := self._side(j)):
            return part
        if amount is not None and (edge := self._edge(int(amount), name, j)):
            return edge
        adj = self.match(j, "adj")
        if adj is None or adj[0].value not in {"past", "last", "next"}:
            return None
        if number == "one" and amount is None:
            if adj[0].value != "last" or name not in _LATELY:
                return None
            amount = 1
        return Last(amount, name, adj[0].value == "next"), adj[1]

    def _side(self, i: int) -> Found:
        """`the last days of September`: how many, the words do not say."""
        side = self._end_of(i)
        return (Part(side[1], "begin" if side[0] else "end"), side[2]) if side else None

    def _edge(self, amount: int, unit: Unit, i: int) -> Found:
        """`the first three months of the year`, `the last ten days of March`."""
        side = self._end_of(i)
        return (Edge(amount, unit, side[1], side[0]), side[2]) if side else None

    def _end_of(self, i: int) -> tuple[bool, Expr, int] | None:
        """`first of March`, `last of the year`: is it the first, and of what?"""
        adj, nth = self.match(i, "adj"), self.ordinal(i)
        first = nth is not None and nth[0] == 1
        if not first and (adj is None or adj[0].value != "last"):
            return None
        from_ = self.match(nth[1] if nth and first else adj[1] if adj else i, "from")
        outer = (self.month(from_[1], None, supported=True) or self._year(from_[1])) if from_ else None
        return (first, *outer) if outer else None

    def some_of(self, part: str, i: int) -> Found:
        """`first three days of March`, `last week of the year`, behind the word for first or last."""
        found = self.quantity(i) if part in {"begin", "end"} else None
        from_ = self.match(found[1], "from") if found else None
        outer = (self.month(from_[1], None, supported=True) or self._year(from_[1])) if from_ else None
        if found is None or outer is None or found[0].amount is None or found[0].amount % 1:
            return None
        amount, unit, first = int(found[0].amount), found[0].unit, part == "begin"
        if (amount, unit) == (1, "week"):
            return Portion(outer[0], 1 if first else WEEKS, WEEKS), outer[1]
        return Edge(amount, unit, outer[0], first), outer[1]

    def _year(self, i: int) -> Found:
        return self.year_phrase(i) or self.shift_phrase(i) or self.whole_unit(i)

    def _definite_number(self, i: int) -> tuple[float, int] | None:
        """A number with the article before its unit."""
        digits, word = self.match(i, "article"), self.match(i, "card")
        return self.number(i) if digits or (word and word[0].article) else None

    def _number_of_known(self, i: int) -> tuple[float, int] | None:
        """A number in construct with a definite unit: `three of the past years`, told without a preposition."""
        found = self.number(i) if self.match(i, "card") else None
        unit = self.match(found[1], "unit") if found else None
        return (found[0], found[1]) if found and unit and unit[0].article and unit[0].value[1] == "many" else None

    def _amount_behind(self, number: str, i: int) -> tuple[float | None, int]:
        if number == "two":
            return 2, i
        if number == "one":
            return None, i
        found = self.number(i)
        return (found[0], found[1]) if found else (None, i)
