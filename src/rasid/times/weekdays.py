"""Days of the week: bare, of a week, of a month (`the first Friday of November`), or several of them behind a word for day."""

from __future__ import annotations

from abc import ABC
from dataclasses import replace

from rasid.times.appositions import Appositions
from rasid.times.expr import Between, DayIn, Expr, NthWeekday, Shift, Tilt, Unknown, Weekday, is_day
from rasid.times.reader import Found
from rasid.times.words import Lex

_LAST = -1
_MOST = 5  # no month has more of one weekday


class Weekdays(Appositions, ABC):
    """Reads days of the week."""

    def weekday(self, i: int, lex: Lex, end: int) -> Found:
        if self.after(i, "weekdays.not_after"):
            return None
        nth = self._nth_of(lex.value, end)
        if nth:
            return nth
        adj = self.match(end, "adj")
        if adj and adj[0].value != "following":
            return Weekday(lex.value, adj[0].value), adj[1]
        week = self.shift_phrase(self.skip(end, "from"))
        if week and isinstance(week[0], Shift) and week[0].unit == "week":
            return DayIn(lex.value, week[0]), week[1]
        return Weekday(lex.value), end

    def day_word(self, i: int, lex: Lex, end: int) -> Found:
        found = self._base(end)
        if found is None or not (is_day(found[0]) or are_days(found[0])):
            return None
        expr, j = found
        if not isinstance(expr, Weekday):
            return found
        last, k = expr, j
        while second := self.conjoined(k, "weekday"):
            last, k = Weekday(second[0].value), second[1]
        if k == j:
            return found if self.forms[i] not in self.words.sets["weekdays.many"] else (Unknown(), j)
        if (dates := self.day_month(k)) and are_days(dates[0]):
            return dates
        adj = self.match(k, "adj")
        tilt: Tilt = adj[0].value if adj else ""
        return Between(replace(expr, tilt=tilt), replace(last, tilt=tilt)), adj[1] if adj else k

    def _nth_of(self, weekday: int, i: int) -> Found:
        """`Sunday the third of March`, `the last Friday of March`: what the ordinal counts, the calendar decides."""
        nth, adj = self.ordinal(i), self.match(i, "adj")
        n, j = nth or ((_LAST, adj[1]) if adj and adj[0].value == "last" else (0, i))
        return self._nth_weekday(n, weekday, j)

    def leading_nth(self, i: int, lex: Lex, end: int) -> Found:
        """`first Friday of March`, told by an ordinal that leads."""
        day = self.match(self.skip(end, "unit"), "bare_weekday")
        return self._nth_weekday(lex.value, day[0].value, day[1]) if day else None

    def _nth_weekday(self, n: int, weekday: int, i: int) -> Found:
        from_ = self.match(i, "from")
        if from_ is None or not (n == _LAST or 1 <= n <= _MOST):
            return None
        month = self.month(from_[1], None, supported=True) or self.shift_phrase(from_[1])
        if month is None or (isinstance(month[0], Shift) and month[0].unit != "month"):
            return None
        return NthWeekday(n, weekday, month[0]), month[1]


def are_days(expr: Expr) -> bool:
    """Two days that one word for day or night stands before."""
    return isinstance(expr, Between) and is_day(expr.start) and is_day(expr.end)
