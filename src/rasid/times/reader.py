"""Tokens and the words of dates in; readings of single tokens and numbers out. The lower half of the grammar."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from rasid.text import Token
from rasid.times.expr import Expr, Unit
from rasid.times.words import Lex, Readings, TimeWords

Found = tuple[Expr, int] | None  # an expression and the token behind it
COMMAS = frozenset({",", "\u060c"})
DASHES = frozenset({"-", "\u2013", "\u2014"})
SLASHES = frozenset({"/", "\\"})
JOINS = DASHES | SLASHES
_DIGITS = 9  # no number of a date is longer
_NONE: Readings = {}
_NUMERALS = frozenset({"card", "article"})
_QUANTITY = _NUMERALS | {"about", "vague_number", "unit", "half", "quarter"}


@dataclass(frozen=True, slots=True)
class Quantity:
    """So many units, as the words say; no amount: a few. `bare`: one unit without a number before it."""

    amount: float | None
    unit: Unit
    about: bool
    bare: bool


class Reader:
    """The tokens of a text with their readings. All methods take a token index and give the index behind what they read."""

    def __init__(self, tokens: tuple[Token, ...], words: TimeWords) -> None:
        self.words = words
        self.forms = [token.form for token in tokens]
        self.numeric = [token.kind == "number" for token in tokens]
        self.sentence = [token.sentence for token in tokens]
        lexicon = words.lexicon
        self.hits: list[Readings] = [lexicon.get(form, _NONE) for form in self.forms]
        self.size = len(tokens)
        self.start = -1  # where the expression begins: only there may a clitic be written to a word

    def form(self, i: int) -> str:
        return self.forms[i] if 0 <= i < self.size else ""

    def readings(self, i: int, *, conjoined: bool = False) -> Iterator[tuple[Lex, int]]:
        """The longest reading of token i in each of its categories, with the index behind it."""
        if i < self.size:
            for cat in self.hits[i]:
                if found := self.match(i, cat, conjoined=conjoined):
                    yield found

    def match(self, i: int, cat: str, *, conjoined: bool = False) -> tuple[Lex, int] | None:
        """The longest reading of token i in a category whose further words follow."""
        found = self.hits[i].get(cat) if i < self.size else None
        if found is None:
            return None
        for lex in found:
            if lex.clitic and i != self.start and not (conjoined and lex.clitic == self.words.conjunction):
                continue
            if not lex.rest:
                return lex, i + 1
            end = i + 1 + len(lex.rest)  # the next word alone rules most out, and no other method is called as often
            if end <= self.size and self.forms[i + 1] == lex.rest[0] and tuple(self.forms[i + 1 : end]) == lex.rest:
                return lex, end
        return None

    def may(self, i: int, cats: frozenset[str]) -> bool:
        """Can token i be read in one of these categories, or is it a number?"""
        return i < self.size and (self.numeric[i] or not cats.isdisjoint(self.hits[i]))

    def skip(self, i: int, cat: str) -> int:
        """The index behind a word of this category, or i itself."""
        found = self.match(i, cat)
        return found[1] if found else i

    def mark(self, i: int, marks: frozenset[str]) -> bool:
        return i < self.size and self.forms[i] in marks

    def conjoined(self, i: int, cat: str) -> tuple[Lex, int] | None:
        """A word of this category with "and" before it, written to it or apart."""
        if self.form(i) == self.words.conjunction:
            return self.match(i + 1, cat)
        for lex in self.hits[i].get(cat, ()) if i < self.size else ():
            end = i + 1 + len(lex.rest)
            if lex.clitic == self.words.conjunction and end <= self.size and tuple(self.forms[i + 1 : end]) == lex.rest:
                return lex, end
        return None

    def joined(self, i: int) -> bool:
        """Is "and" written to token i?"""
        return i < self.size and any(lex.clitic == self.words.conjunction for found in self.hits[i].values() for lex in found)

    def joined_by(self, i: int) -> bool:
        """Is a preposition written to token i, which is a number or unit?"""
        found = [lex for cat in _QUANTITY & self.hits[i].keys() for lex in self.hits[i][cat]] if i < self.size else []
        return bool(found) and all(lex.clitic and lex.clitic != self.words.conjunction for lex in found)

    def after(self, i: int, name: str) -> bool:
        """Does the word before token i stand in this list?"""
        return i > 0 and self.forms[i - 1] in self.words.sets[name] and self.sentence[i - 1] == self.sentence[i]

    def digits(self, i: int) -> int | None:
        """The whole number that token i is."""
        if i >= self.size or not self.numeric[i]:
            return None
        form = self.forms[i]
        return int(form) if form.isdecimal() and len(form) <= _DIGITS else None

    def number(self, i: int) -> tuple[float, int] | None:
        """A cardinal: digits (with or without the article), or number words joined by "and"."""
        if not self.may(i, _NUMERALS):
            return None
        if self.match(i, "article") and i + 1 < self.size and self.numeric[i + 1]:
            i += 1
        if i < self.size and self.numeric[i]:
            parts = self.forms[i].replace(",", ".").split(".")
            return (float(".".join(parts)), i + 1) if len(parts) <= 2 and len(parts[0]) <= _DIGITS else None
        first = self._number_word(i)
        if first is None:
            return None
        total, j = first
        while (more := self._more_number(j)) is not None:
            total, j = total + more[0], more[1]
        return total, j

    def _number_word(self, i: int) -> tuple[float, int] | None:
        found = self.match(i, "card")
        if found is None:
            return None
        value, j = int(found[0].value), found[1]
        if value < 10 and (teen := self.match(j, "teen")):
            return value + 10, teen[1]
        hundred = self.match(j, "card") if value < 10 else None
        return (value * 100, hundred[1]) if hundred and hundred[0].value == 100 else (value, j)

    def _more_number(self, i: int) -> tuple[float, int] | None:
        found = self.conjoined(i, "card")
        if found is None or not (found[0].value >= 20 or found[0].value < 10):
            return None
        value, j = int(found[0].value), found[1]
        teen = self.match(j, "teen") if value < 10 else None
        return (value + 10, teen[1]) if teen else (value, j)

    def ordinal(self, i: int, *, conjoined: bool = False) -> tuple[int, int] | None:
        found = self.match(i, "ord", conjoined=conjoined)
        if found is None:
            return None
        value, j = int(found[0].value), found[1]
        if teen := self.match(j, "teen"):
            return value + 10, teen[1]
        tens = self.conjoined(j, "ord") if value < 10 else None
        return (value + tens[0].value, tens[1]) if tens and tens[0].value >= 20 else (value, j)

    def day_number(self, i: int, *, conjoined: bool = False) -> tuple[int, int] | None:
        """The number of a day in its month: digits, article and digits, or an ordinal."""
        if self.match(i, "article", conjoined=conjoined):
            i += 1
        value = self.digits(i)
        found = (value, i + 1) if value is not None else self.ordinal(i, conjoined=conjoined)
        return found if found and 1 <= found[0] <= 31 else None

    def quantity(self, i: int) -> tuple[Quantity, int] | None:
        """A number of units: "about two weeks", "a few days", "a year and a half"."""
        if not self.may(i, _QUANTITY):
            return None
        about, j = self._about(i)
        amount, j, counted = self._amount(j)
        unit = self.match(j, "unit")
        if unit is None or (unit[0].article and not counted and not about):
            return None
        (name, number), k = unit[0].value, unit[1]
        if number == "one" and counted and self._counts_another(i, amount, defined=unit[0].article):
            return None
        if not counted:
            amount = {"one": 1, "two": 2, "many": None}[number]
            if (number == "one" or name == "hour") and self._names_another(k, name):
                return None
        if unit[0].weak and number == "one" and not counted and not (self._boundary(k) or self._counts_back(i, about)):
            return None
        half = self.conjoined(k, "half")
        if half and amount is not None:
            amount, k = amount + 0.5, half[1]
            again = self.match(k, "unit")  # a year and half a year
            k = again[1] if again and again[0].value == (name, "one") else k
        if (one := self.match(k, "card")) and number == "one" and one[0].value == 1:
            k = one[1]
        if vague := self.match(k, "vague_behind"):
            amount, k = (amount if counted else None), vague[1]
        if behind := self.match(k, "about_behind"):
            about, k = True, behind[1]
        return Quantity(amount, name, about, not counted), k

    def _counts_another(self, i: int, amount: float | None, *, defined: bool) -> bool:
        """A number before one unit counts what stood before it: seventy thousand last month; on Sunday (the one) a day of protest."""
        return (defined and (amount is None or amount >= 1)) or (amount == 1 and "weekday" in self.hits[i])

    def _counts_back(self, i: int, about: bool) -> bool:
        """`before about a decade`: with both words before it the unit is one, and not what is held or signed."""
        return about and i > 0 and not {"ago", "since"}.isdisjoint(self.hits[i - 1])

    def _about(self, i: int) -> tuple[bool, int]:
        j = i
        while found := self.match(j, "about"):
            j = found[1]
        return j > i, j

    def _amount(self, i: int) -> tuple[float | None, int, bool]:
        if found := self.match(i, "vague_number"):
            return None, found[1], True
        for cat, part in (("half", 0.5), ("quarter", 0.25)):
            if (found := self.match(i, cat)) and (unit := self.match(found[1], "unit")) and unit[0].value[1] == "one":
                return part, found[1], True
        number = self.number(i)
        return (number[0], number[1], True) if number else (None, i, False)

    def _names_another(self, i: int, unit: str) -> bool:
        """Is a lone word for a unit the head of a name: month of May, year 2011, day of Sunday?"""
        if unit == "hour":  # the hours of the night
            return bool(self.match(i, "part_adv") or self.match(i, "part_of"))
        if unit == "month":
            return bool(self.match(i, "month") or self.match(i, "hijri"))
        if unit == "year":
            return self.digits(i) is not None
        return unit == "day" and bool(self.match(i, "weekday") or self.match(i, "deictic") or self.day_number(i))

    def _boundary(self, i: int) -> bool:
        return i >= self.size or not (self.forms[i][0].isalpha()) or bool(self.hits[i])
