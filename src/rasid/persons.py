"""Tokens of a sentence in, the persons counted there out: a number of them, one or two, those who are joined on."""

from __future__ import annotations

from rasid.loss_words import LossWords
from rasid.numbers import Number
from rasid.units import is_own_number

_TWO = 2
_STEM = 3  # letters of a noun with the ending of the dual before a pronoun; his father and his brother have fewer
_MORE = 7  # tokens within which more of them are joined on
_THINGS = frozenset({"weapon", "object", "goods", "place"})
_PEOPLE = frozenset({"person", "group", "head", "casualty", "nationality", "title"})


class Persons:
    """Counts persons in a sentence whose words of death and injury are known."""

    def __init__(self, told: LossWords) -> None:
        self.told, self.words, self.parse, self.reader = told, told.words, told.parse, told.reader
        self.knowledge, self.counts = told.knowledge, told.counts
        self.first, self.last = told.first, told.last

    def single(self, i: int) -> int | None:
        """One for a person in the singular, two for the dual; also with a pronoun (his wife)."""
        word, persons = self.words[i], self.counts.persons
        if word.core in persons or not word.pronoun:
            return persons.get(word.core)
        base = word.core.removesuffix(word.pronoun)
        if len(base) > _STEM and persons.get(base + self.knowledge.morphology.clitics.closing[0][-1]) == _TWO:
            return _TWO  # his two sons
        return next((persons[noun] for noun in word.nouns if noun in persons), None)

    def person(self, i: int) -> Number | None:
        """One person or two at token i: a noun in the singular or dual, or a person's name; joined ones add up."""
        name = next((n for n in self.parse.names if n.first == i), None)
        if name is not None:
            if not any(self.knowledge.is_person(n) for n in name.named):
                return None
            return self.with_more(Number(i, name.last, 1), name.last)
        word = self.words[i]
        if self._is_another(i):
            return self.with_more(Number(i, i + 1, 1), i + 1)
        value = self.counts.persons.get(word.core)
        opens = self.parse.tag(i) == "c" and i > self.first and self.parse.tag(i - 1) == "v" and i + 1 < self.last
        mother = opens and bool(self.words[i + 1].conj)  # behind a verb, with somebody joined on, no `or`
        if value is None or word.pronoun or not (mother or self.parse.tag(i) in "nv"):
            return None
        return self.with_more(Number(i, i + 1, value), i + 1)

    def _is_another(self, i: int) -> bool:
        """An ordinal right behind a verb, without what it would count: two soldiers were killed and A THIRD wounded."""
        counts = i + 1 < self.last and self.parse.tag(i + 1) in "nut" and not self.words[i + 1].prep
        opens = i > self.first and self.parse.tag(i - 1) == "v" and not counts
        return opens and self.counts.match("another", self.reader.forms(i, i + 1)) > 0

    def with_more(self, number: Number, at: int) -> Number:
        """Those who are joined on: an officer and three soldiers, 14 rebels and two of their leaders, 26 besides 9 of its allies."""
        if number.value is None:
            return number
        for i in range(at, min(self.last, at + _MORE)):
            if self.parse.tag(i) in "vrs" or i in self.told.kinds or self.among(i):
                return number
            if self.counts.match("as_follows", self.reader.forms(i, self.last)):
                return number
            besides = self.counts.match("besides", self.reader.forms(i, self.last))
            if not besides and not self.words[i].conj and self.words[i].form != self.knowledge.times.conjunction:
                continue
            more = self._joined(i, at, besides)
            if more is None:
                if besides or not self.titled(i):
                    return number
                continue
            if any(self._is_another_loss(k, more) for k in range(more.last, min(self.last, more.last + 2))):
                return number
            return self.with_more(number.plus(more), more.last)
        return number

    def _is_another_loss(self, k: int, more: Number) -> bool:
        """What is joined on are dead or wounded themselves (and five WOUNDED); not three soldiers AND the wounding of."""
        return k in self.told.kinds and self.parse.tag(k) != "v" and (k == more.last or not self.words[k].conj)

    def _joined(self, i: int, start: int, besides: int) -> Number | None:
        """The persons that the conjunction at token i (or the words for `besides` there) adds: a number of them, one, or two.

        Not those of another side: 37 of these and 16 of those. `start`: where the words behind the first ones begin.
        """
        bare = self.words[i].form == self.knowledge.times.conjunction
        at = i + (besides or bare)
        if at >= self.last:
            return None
        more = self.reader.number(at, self.last)
        if more is None and not besides and not any(w.prep for w in self.words[start:i]):
            several = self._counted_behind(at)
            if several is not None:
                return several
            value = self.single(at)
            known = not self.words[at].article or self.titled(at)
            more = Number(at, at + 1, value) if value is not None and known else None
        if more is None or more.value is None or self.names_something(more) or self.of_things(more.last):
            return None
        sides = "p" in [self.parse.tag(k) for k in range(start, i)] and self._of_side(more.last)
        return None if sides and not besides else more

    def _counted_behind(self, i: int) -> Number | None:
        """His FOUR children, where the number stands behind the noun, with the article."""
        number = self.reader.number(i + 1, self.last) if self.words[i].pronoun and i + 1 < self.last else None
        return Number(i, number.last, number.value) if number is not None and self.words[i + 1].article else None

    def _of_side(self, i: int) -> bool:
        """Of those counted it is said at once of whom they are."""
        return any(self.parse.tag(k) == "p" and not self.words[k + 1].pronoun for k in range(i, min(self.last - 1, i + 2)))

    def titled(self, i: int) -> bool:
        """A rank or title with article, before a name: the colonel N."""
        kinds = {c.kind for c in self.knowledge.lexicon.categories(self.words[i])}
        return self.words[i].article and "title" in kinds

    def of_people(self, number: Number) -> bool:
        """What is counted are persons: soldiers, the dead, some of its fighters."""
        for i in range(number.last, min(self.last, number.last + 2)):
            kinds = {c.kind for c in self.knowledge.lexicon.categories(self.words[i])}
            if i == number.last and self.words[i].article:
                return False
            if self.words[i].core in self.counts.persons or kinds & {"person", "casualty", "head"} or self.told.is_dead(i):
                return True
            if self.parse.tag(i) not in "pn":
                break
        return False

    def is_adjective(self, i: int) -> bool:
        """Right behind a noun: what kind of thing it is, no person of its own (Turkish shelling)."""
        return i > self.first and bool(self.words[i - 1].nouns) and self.words[i - 1].core not in self.counts.persons

    def among(self, i: int) -> bool:
        """A word that opens a part of what was counted: among them."""
        return self.counts.match("among", self.reader.forms(i, self.last)) > 0

    def names_something(self, number: Number) -> bool:
        """The number counts nothing: it belongs to a date or a span of time, or names a unit (division 16)."""
        own = [self.parse.tag(k) == "t" or is_own_number(self.parse, k, self.knowledge) for k in range(number.first, number.last)]
        return any(own)

    def of_things(self, i: int) -> bool:
        """What is counted at token i is no person."""
        if i >= self.last or self.words[i].core in self.counts.persons:
            return False
        kinds = {c.kind for c in self.knowledge.lexicon.categories(self.words[i])}
        return bool(kinds & _THINGS) and not kinds & _PEOPLE
