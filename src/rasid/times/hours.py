"""Hours of the day: `at 3 in the morning, Damascus time`, `at half past ten`, `18:42 of Wednesday evening`."""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import replace

from rasid.times.expr import Anaphor, At, is_day
from rasid.times.reader import COMMAS, DASHES, Found, Reader
from rasid.times.words import Lex

_COLON = frozenset(":")
_OPEN, _CLOSE = frozenset("("), frozenset(")")
_ZONE_WORDS = 3  # how many words a zone may have: the summer time of X


class Hours(Reader, ABC):
    """Reads hours. The day that stands behind one is read by the grammar above."""

    @abstractmethod
    def point(self, i: int, *, conjoined: bool = False) -> Found:
        """A point of time."""

    def hour(self, i: int, lex: Lex, end: int) -> Found:
        clock = self._face(end)
        if clock is None:
            return None
        hour, minute, j = clock
        return self._finish(hour, minute, j)

    def hours(self, i: int) -> tuple[At, int] | None:
        """`between 3:25 and 3:53 in the morning`, `from nine o'clock until two`: told by the first of the two."""
        head = self.match(i, "between") or self.match(i, "from")
        if head is None:
            return None
        start = self.skip(head[1], "hour_head")
        first = self._face(start)
        if first is None:
            return None
        part, j = self._part(first[2])
        second = self._second_face(j, start > head[1], head[0].cat)
        if second is None:
            return None
        found = self._finish(first[0], first[1], second)
        if not isinstance(found, tuple) or not isinstance(found[0], At):
            return None
        named = start > head[1] or found[0].part or found[1] > second
        return (found[0] if not part else replace(found[0], part=part), found[1]) if named else None

    def _second_face(self, i: int, named: bool, head: str) -> int | None:
        if head == "between":
            apart = self.form(i) == self.words.conjunction
            if not apart:
                nth = self.ordinal(i, conjoined=True)
                return nth[1] if nth else None
            j = i + 1
        else:
            to = self.match(i, "to", conjoined=True) or self.match(i, "until", conjoined=True)
            if to is None:
                return None
            j = to[1]
        face = self._face(self.skip(j, "hour_head"))
        return face[2] if face else None

    def bare_clock(self, i: int) -> Found:
        """Digits with a colon are an hour where a part of the day or a zone stands behind them."""
        if not (self.mark(i + 1, _COLON) and self.digits(i + 2) is not None):
            return None
        clock = self._face(i)
        if clock is None:
            return None
        hour, minute, j = clock
        backed = any(self.match(j, cat) for cat in ("part_adv", "zone", "before_noon", "after_noon"))
        return self._finish(hour, minute, j) if backed else None

    def _face(self, i: int) -> tuple[int, int | None, int] | None:
        """An hour with its minutes, which may stand in brackets: `at (14:30)`, `at a quarter to five`."""
        if self.mark(i, _OPEN):
            inner = self._face(i + 1)
            return (inner[0], inner[1], inner[2] + 1) if inner and self.mark(inner[2], _CLOSE) else None
        found = self._whole_hour(i)
        if found is None or not 0 <= found[0] <= 24:
            return None
        hour, minute, j = found
        j = self.skip(j, "sharp")
        if minute is None and (fraction := self.conjoined(j, "fraction")):
            return hour, fraction[0].value, fraction[1]
        less = self.match(j, "less")
        if minute is None and less and (fraction := self.match(less[1], "fraction")):
            return (hour - 1) % 24, 60 - fraction[0].value, fraction[1]
        if minute is None and less and (minutes := self._minutes(less[1])):
            return (hour - 1) % 24, 60 - minutes[0], minutes[1]
        if minute is None and (minutes := self._minutes(j)):
            return hour, minutes[0], minutes[1]
        return hour, minute, j

    def _whole_hour(self, i: int) -> tuple[int, int | None, int] | None:
        i = i + 1 if self.match(i, "article") else i
        value = self.digits(i)
        if value is not None and len(self.forms[i]) == 4:
            return (value // 100, value % 100, i + 1) if value % 100 < 60 else None
        if value is not None:
            minute = self.digits(i + 2) if self.mark(i + 1, _COLON) else None
            return (value, minute, i + 3) if minute is not None and minute < 60 else (value, None, i + 1)
        if i < self.size and self.numeric[i]:
            parts = self.forms[i].replace(",", ".").split(".")
            short = len(parts) == 2 and max(map(len, parts)) <= 2
            return (int(parts[0]), int(parts[1]), i + 1) if short and int(parts[1]) < 60 else None
        nth = self.ordinal(i)
        return (nth[0], None, nth[1]) if nth else None

    def _minutes(self, i: int) -> tuple[int, int] | None:
        j = i + 1 if self.form(i) == self.words.conjunction else i
        total, seen = 0, False
        if (named := self.match(j, "minute_word", conjoined=True)) and (value := self.digits(named[1])) is not None and value < 60:
            return value, named[1] + 1  # and the minute 20
        while found := self.match(j, "card", conjoined=True):
            total, j, seen = total + int(found[0].value), found[1], True
        if not seen and j > i and (value := self.digits(j)) is not None:
            total, j, seen = value, j + 1, True
        word = self.match(j, "minute_word")
        return (total, word[1]) if seen and word and total < 60 else None

    def _finish(self, hour: int, minute: int | None, i: int) -> Found:
        if half := self.match(i, "before_noon") or self.match(i, "after_noon"):
            hour, i = hour % 12 + (12 if half[0].cat == "after_noon" else 0), half[1]
        j = self._zone(i)
        part, j = self._part(j)
        j = self._zone(j)
        if self.mark(j, DASHES):
            j = j if self.match(j + 1, "weekday") is None else j + 1
        k = j + 1 if self.mark(j, COMMAS) else j
        day = self.point(self.skip(self.skip(k, "from"), "in"))
        expr = day[0] if day else None
        if day and expr is not None and is_day(expr):
            inner = expr if isinstance(expr, At) else At(expr)
            part = part or inner.part
            return At(inner.of, part, _on_24(hour, part), minute), day[1]
        return At(Anaphor(), part, _on_24(hour, part), minute), j

    def _part(self, i: int) -> tuple[str, int]:
        adverb = self.match(i, "part_adv")
        # "morning" before a day belongs to that day: the grammar reads both
        of = self.match(i, "part_of")
        if adverb is None or (of and self.point(i) and (self.point(i) or (None, 0))[1] > adverb[1]):
            return "", i
        return str(adverb[0].value), adverb[1]

    def _zone(self, i: int) -> int:
        """Behind the zone, which may stand in brackets with its own hour: `at 14:30 (11:30 GMT)`."""
        j = i + 1 if self.mark(i, _OPEN) else i
        other = self._face(j) if j > i else None
        j = other[2] if other else j
        head = self.match(j, "zone")
        bare = self.match(j, "zone_word")
        if head is None:
            if bare is None or (j > i and not self.mark(bare[1], _CLOSE)):
                return i
            return bare[1] + 1 if j > i else bare[1]
        end = head[1]
        for k in range(end, min(end + _ZONE_WORDS, self.size)):
            if word := self.match(k, "zone_word"):
                end = word[1]
                if j == i:
                    return end
                return end + 1 if self.mark(end, _CLOSE) else i
        return i


def _on_24(hour: int, part: str) -> int:
    """The hour on a face of 24: parts of the afternoon and evening move it."""
    late = part in {"noon", "afternoon", "evening"} and hour < (11 if part == "noon" else 12)
    return hour + 12 if late or (part == "night" and 5 <= hour < 12) else hour % 24
