"""Tokens and the count words of a language in; the numbers that stand there out, with their bounds: digits, words, ranges."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rasid.knowledge.counting import CountWords
from rasid.morphology import Word
from rasid.text import Token

_DIGITS = 9  # no number of persons is longer
_DASHES = frozenset({"-", "\u2013", "\u2014", "/"})
_GROUP = 3  # digits behind a mark that groups thousands


@dataclass(frozen=True, slots=True)
class Number:
    """A number at tokens [first, last): its value, or the bounds that the words give."""

    first: int
    last: int
    value: int | None
    least: int | None = None
    most: int | None = None

    def plus(self, other: Number) -> Number:
        """Both together: two officers and three soldiers."""
        values = [n.value for n in (self, other)]
        return Number(self.first, other.last, sum(v for v in values if v is not None) if None not in values else None)


class NumberReader:
    """Reads numbers at a token of a report."""

    def __init__(self, tokens: Sequence[Token], words: Sequence[Word], counts: CountWords, conjunction: str) -> None:
        self.tokens, self.words, self.counts, self.conjunction = tokens, words, counts, conjunction

    def number(self, i: int, last: int) -> Number | None:
        """The number whose words begin at token i, with what bounds it before and behind; None where none begins."""
        bound, at = self._bound(i, last)
        found = self._range(at, last) or self._plain(at, last)
        if found is None:
            return None
        after, end = self._bound(found.last, last)
        bound = bound or (after if after != "about" else "")
        if found.value is None:
            return Number(i, found.last, None, found.least, found.most)
        least = found.value if bound == "least" else None
        most = found.value if bound == "most" else None
        return Number(i, end if after else found.last, found.value, least, most)

    def ending_at(self, end: int, first: int) -> Number | None:
        """The number whose words end right before token `end`."""
        for i in range(max(first, end - 8), end):
            found = self.number(i, end)
            if found is not None and found.last == end:
                return found
        return None

    def forms(self, i: int, last: int) -> tuple[str, ...]:
        """The words from token i on, the first without its conjunction."""
        if i >= last:
            return ()
        first = self.words[i].unjoined
        return (first, *(t.form for t in self.tokens[i + 1 : min(last, i + 5)]))

    def _bound(self, i: int, last: int) -> tuple[str, int]:
        """least, most or about, and the token behind these words."""
        forms = self.forms(i, last)
        for name in ("least", "most", "about"):
            length = self.counts.match(name, forms)
            if length:
                more, end = self._bound(i + length, last) if name == "about" else ("", i + length)
                return more or name, end
        return "", i

    def _plain(self, i: int, last: int) -> Number | None:
        found = self._digits(i, last) or self._words(i, last)
        if found is None:
            return None
        value, end = found
        scale = self.counts.scales.get(self.tokens[end].form) if end < last else None
        if scale is not None and value < scale:
            value, end = value * scale, end + 1
        return Number(i, end, round(value)) if value == round(value) else None

    def _digits(self, i: int, last: int) -> tuple[float, int] | None:
        if i < last and self.words[i].prep and not self.tokens[i].form[0].isdecimal() and i + 1 < last:
            i += not self.words[i].core  # a preposition that the figures part from it
        if i >= last or self.tokens[i].kind != "number":
            return None
        parts = [p for p in self._split(self.tokens[i].form) if p]
        if not all(p.isdecimal() for p in parts) or len("".join(parts)) > _DIGITS:
            return None
        grouped = all(len(p) == _GROUP for p in parts[1:])
        return (float("".join(parts)) if grouped else float(".".join(parts[:2])), i + 1)

    @staticmethod
    def _split(form: str) -> list[str]:
        for mark in ",\u066b\u066c":
            form = form.replace(mark, ".")
        return form.split(".")

    def _words(self, i: int, last: int) -> tuple[float, int] | None:
        first = self._cardinal(i, last)
        if first is None:
            return None
        total, j = first
        part = total
        while j < last and (more := self._more(j, last, part)) is not None:
            part, j = more
            total += part
        return total, j

    def _cardinal(self, i: int, last: int, conjoined: bool = False) -> tuple[int, int] | None:
        if i >= last:
            return None
        value = self._value(i, conjoined)
        if value is None:
            return None
        j = i + 1
        if j < last and value < 10:
            if self.tokens[j].form in self.counts.teen:
                return value + 10, j + 1
            following = self.counts.cardinals.get(self.tokens[j].form)
            if following == 100:
                return value * 100, j + 1
        return value, j

    def _value(self, i: int, conjoined: bool) -> int | None:
        word, cardinals = self.words[i], self.counts.cardinals
        behind = word.unjoined
        if conjoined:
            joined = word.form.startswith(self.conjunction)
            return cardinals.get(word.form[len(self.conjunction) :]) if joined else None
        asked = (word.form, behind, behind[len(word.prep) :], word.core)
        return next((cardinals[f] for f in asked if f in cardinals), None)

    def _more(self, i: int, last: int, before: int) -> tuple[int, int] | None:
        """`and twenty`: tens behind units, anything smaller behind hundreds; twenty AND THIRTY are two numbers."""
        found = self._cardinal(i, last, conjoined=True)
        if found is None or not (20 <= found[0] < 100 if before < 10 else before >= 100 and found[0] < before):
            return None
        return found

    def _range(self, i: int, last: int) -> Number | None:
        """Between ten and fifteen, 10 to 15, 10-15."""
        opened = self.counts.match("between", self.forms(i, last))
        low = self._plain(i + opened, last)
        if low is None or low.value is None or low.last >= last:
            return None
        j = low.last
        if self.tokens[j].form in _DASHES or self.counts.match("to", self.forms(j, last)):
            high = self._plain(j + 1, last)
        elif opened and self.words[j].conj:
            high = self._plain(j, last)
        elif opened and self.tokens[j].form == self.conjunction:
            high = self._plain(j + 1, last)
        else:
            return None
        if high is None or high.value is None or high.value <= low.value:
            return None
        return Number(i, high.last, None, low.value, high.value)
