"""A sentence in, the losses that it tells of out: so many killed, so many injured, each with the word that says so.

A word of death or injury (verb, masdar, noun of the dead) gives a number: beside it, of those it governs, or of its subject before it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from rasid.knowledge import Knowledge
from rasid.mentions import Reading, Sentence, Trigger
from rasid.numbers import Number, NumberReader

_AHEAD = 9  # tokens between a word of death and those who died
_TOLL = 22  # tokens between the noun of a toll and its number
_MORE = 7  # tokens within which more of them are joined on
_BACK = 18  # tokens between a verb of death and its subject before it
_THINGS = frozenset({"weapon", "object", "goods", "place"})
_PEOPLE = frozenset({"person", "group", "head", "casualty", "nationality", "title"})


@dataclass(frozen=True, slots=True)
class Loss:
    """A number with the word that says killed or injured."""

    kind: str
    word: int
    number: Number


class Losses:
    """Finds the words of death and injury in a sentence and the number of those whom each is about."""

    def __init__(self, reading: Reading, sentence: Sentence, own: Mapping[int, Trigger], knowledge: Knowledge) -> None:
        self.words, self.parse, self.own, self.knowledge = reading.words, sentence.parse, own, knowledge
        self.counts = knowledge.counts
        self.reader = NumberReader(reading.text.tokens, reading.words, knowledge.counts, knowledge.times.conjunction)
        self.events = {t.first for t in sentence.triggers}
        self.first, self.last = sentence.parse.first, sentence.parse.last
        self.kinds = {i: kind for i in range(self.first, self.last) if (kind := self._kind(i))}

    def losses(self) -> Iterator[Loss]:
        """All numbers of the sentence, in the order of their words."""
        told: dict[str, set[int]] = {"killed": set(), "injured": set()}
        for i, kind in sorted(self.kinds.items(), key=lambda item: (item[0] not in self.own, item[0])):
            number = None if self._of_both(i) or self._died_of_it(i) else self._of(i)
            if number is None or number.value == 0:
                continue
            tokens = set(range(number.first, number.last))
            if not tokens & told[kind]:
                yield Loss(kind, i, number)
            told[kind] |= tokens

    def _of_both(self, i: int) -> bool:
        """The killing and wounding of 37: nobody says how many of each."""
        for one, other in ((i, i + 1), (i - 1, i)):
            joined = self.kinds.get(one) and self.kinds.get(other) and self.kinds[one] != self.kinds[other]
            if joined and self.words[other].conj and not self._is_dead(one) and "v" not in (self.parse.tag(one), self.parse.tag(other)):
                return True
        return False

    def _died_of_it(self, i: int) -> bool:
        """His wound, in a sentence that says that he died."""
        wound = self.kinds[i] == "injured" and self.parse.tag(i) != "v" and len(self._pronoun(i)) == 1
        return wound and "killed" in self.kinds.values()

    def _kind(self, i: int) -> str:
        """Does the word say killed or injured?"""
        word, rows = self.words[i], self.counts.rows
        if self.parse.tag(i) == "v":
            lemmas = {v.lemma for v in word.verbs}
        elif self._is_dead(i):
            return "injured" if word.core in rows["hurt"] else "killed" if self._dead_noun(i) else ""
        else:
            lemmas = set(word.nouns)
            if word.pronoun and i > self.first and self.parse.tag(i - 1) == "v" and self._dead_noun(i):
                return "killed"  # whose victims were twelve
        if lemmas & rows["dying"].keys() or self._is_loss(i):
            return "killed"
        return "injured" if lemmas & rows["wounding"].keys() else ""

    def _dead_noun(self, i: int) -> bool:
        details = {c.detail for c in self.knowledge.lexicon.categories(self.words[i]) if c.kind == "casualty"}
        return "dead" in details or "both" in details

    def _of(self, i: int) -> Number | None:
        """The number of the word at token i."""
        if self._is_dead(i):
            return self._of_dead(i)
        after = self._ahead(i + 1, i)
        if self._is_loss(i):
            counted = after is not None and self.reader.number(after.first, self.last) is not None and self._of_people(after)
            return after if counted else None
        if self.parse.tag(i) != "v" and not self.words[i].verbs:
            return after or self._by_pronoun(i) or self._cases(i)
        verbs = self.words[i].verbs
        if verbs and verbs[0].plural and not self.words[i].pronoun:
            return self._behind(i) or after
        if after is None and self.words[i].pronoun:
            return Number(i, i + 1, 1) if len(self.words[i].pronoun) == 1 else None
        return self._behind(i) if after is None and self.parse.tag(i + 1) != "n" else after

    def _of_dead(self, i: int) -> Number | None:
        """17 dead; fell dead; the number of the dead rose to 52."""
        before = self.reader.forms(i - 1, self.last) if i > self.first else ()
        if self.counts.match("between", before) and self.words[i].article and i not in self.own:
            return None  # among the dead: some of them
        after_verb = i > self.first and self.parse.tag(i - 1) == "v" and not self.words[i].article
        return self._beside(i) or (self._behind(i - 1) if after_verb else None) or self._toll(i)

    def _is_loss(self, i: int) -> bool:
        """A word for losing or doing away with something: with men only where it counts them."""
        lemmas = {v.lemma for v in self.words[i].verbs} | set(self.words[i].nouns)
        rows = self.counts.rows
        removed = self.counts.match("removing", self.reader.forms(i, self.last)) > 0
        return removed or (bool(lemmas & rows["losing"].keys()) and not lemmas & rows["dying"].keys())

    def _of_people(self, number: Number) -> bool:
        """What is counted are persons: soldiers, the dead, some of its fighters."""
        for i in range(number.last, min(self.last, number.last + 2)):
            kinds = {c.kind for c in self.knowledge.lexicon.categories(self.words[i])}
            if i == number.last and self.words[i].article:
                return False
            if self.words[i].core in self.counts.persons or kinds & {"person", "casualty", "head"} or self._is_dead(i):
                return True
            if self.parse.tag(i) not in "pn":
                break
        return False

    def _cases(self, i: int) -> Number | None:
        """20 cases of suffocation."""
        if i <= self.first or not self.counts.match("cases", self.reader.forms(i - 1, i)):
            return None
        return self.reader.ending_at(i - 1, self.first)

    def _is_dead(self, i: int) -> bool:
        """A noun of persons, dead or wounded among them, not of dying."""
        core = self.words[i].core
        return self.parse.tag(i) != "v" and (core in self.counts.persons or core in self.counts.rows["bodies"])

    def _beside(self, i: int) -> Number | None:
        """28 dead, two dead, one dead."""
        number = self.reader.ending_at(i, self.first)
        if number is not None and number.value != 1 and not self._in_time(number):
            return self._with_more(number, i + 1)
        word = self.words[i]
        single = self._single(i)
        if single is None or word.pronoun or (word.article and i not in self.own):
            return None
        if word.conj or any(self.counts.match("between", self.reader.forms(k, self.last)) for k in range(max(0, i - 3), i)):
            return None  # between dead and wounded: so many of both
        return self._with_more(Number(i, i + 1, single), i + 1)

    def _toll(self, i: int) -> Number | None:
        """The number of the dead rose to 52: behind a noun of a total, or behind the dead with article."""
        counted = i > self.first and self.counts.match("toll", self.reader.forms(i - 1, i)) > 0
        if not counted and not self.words[i].article:
            return None
        for k in range(i + 1, min(self.last, i + (_TOLL if counted else _AHEAD))):
            if k in self.kinds or self._among(k):
                return None
            number = self.reader.number(k, self.last)
            if number is not None and not self._in_time(number) and not self._of_things(number.last):
                return number
        return None

    def _ahead(self, start: int, word: int) -> Number | None:
        """Those behind the word: a number, one person, two, or persons by name."""
        single: Number | None = None
        for i in range(start, min(self.last, start + _AHEAD)):
            number = self.reader.number(i, self.last)
            if self._among(i) or (i in self.kinds and not self._is_dead(i)) or (number is None and self._wall(i)):
                break
            if number is not None and not self._in_time(number):
                if self._of_things(number.last) or (single is not None and self.words[i].conj):
                    break
                return self._with_more(number, number.last)
            if single is None and i - start <= 3:
                single = self._person(i)
                if single is not None and self.parse.tag(word) != "v":
                    break
            if self.parse.tag(i) == "k" and i > start:
                break
        return single

    def _wall(self, i: int) -> bool:
        """A clause of its own, or another event joined on: the death of dozens and the displacement of 20."""
        other = i in self.events and i not in self.kinds and bool(self.words[i].conj)
        return self.parse.tag(i) in "rsv" or other

    def _single(self, i: int) -> int | None:
        """One for a person in the singular, two for the dual; also with a pronoun (his wife)."""
        word, persons = self.words[i], self.counts.persons
        if word.core in persons or not word.pronoun:
            return persons.get(word.core)
        return next((persons[noun] for noun in word.nouns if noun in persons), None)

    def _person(self, i: int) -> Number | None:
        """One person or two at token i: a noun in the singular or dual, or a person's name; joined ones add up."""
        name = next((n for n in self.parse.names if n.first == i), None)
        if name is not None:
            if not any(self.knowledge.is_person(n) for n in name.named):
                return None
            return self._with_more(Number(i, name.last, 1), name.last)
        word = self.words[i]
        value = self.counts.persons.get(word.core)
        if value is None or word.pronoun or self.parse.tag(i) not in "nv":
            return None
        return self._with_more(Number(i, i + 1, value), i + 1)

    def _with_more(self, number: Number, at: int) -> Number:
        """Those who are joined on: an officer and three soldiers, 14 rebels and two of their leaders, 26 besides 9 of its allies."""
        if number.value is None:
            return number
        for i in range(at, min(self.last, at + _MORE)):
            if self.parse.tag(i) in "vrs" or i in self.kinds or self._among(i):
                return number
            besides = self.counts.match("besides", self.reader.forms(i, self.last))
            if not besides and not self.words[i].conj and self.words[i].form != self.knowledge.times.conjunction:
                continue
            more = self._joined(i, at, besides)
            if more is None:
                if besides or not self._titled(i):
                    return number
                continue
            if any(k in self.kinds and self.parse.tag(k) != "v" for k in range(more.last, min(self.last, more.last + 2))):
                return number
            return self._with_more(number.plus(more), more.last)
        return number

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
            value = self._single(at)
            known = not self.words[at].article or self._titled(at)
            more = Number(at, at + 1, value) if value is not None and known else None
        if more is None or more.value is None or self._in_time(more) or self._of_things(more.last):
            return None
        sides = "p" in [self.parse.tag(k) for k in range(start, i)] and self._of_side(more.last)
        return None if sides and not besides else more

    def _of_side(self, i: int) -> bool:
        """Of those counted it is said at once of whom they are."""
        return any(self.parse.tag(k) == "p" and not self.words[k + 1].pronoun for k in range(i, min(self.last - 1, i + 2)))

    def _titled(self, i: int) -> bool:
        """A rank or title with article, before a name: the colonel N."""
        kinds = {c.kind for c in self.knowledge.lexicon.categories(self.words[i])}
        return self.words[i].article and "title" in kinds

    def _behind(self, word: int) -> Number | None:
        """The subject before a verb: 43 gunmen were killed."""
        start = max(self.first, word - _BACK)
        for i in range(word - 1, start - 1, -1):
            wall = self.parse.tag(i) in "sv" and self.reader.number(i, word) is None and self._single(i) is None
            if wall or (i in self.kinds and not self._is_dead(i)):
                start = i + 1
                break
        single: Number | None = None
        for i in range(start, word):
            if self._among(i):
                break
            number = self.reader.number(i, word)
            if number is not None and not self._in_time(number) and not self._of_things(number.last):
                added = single is not None and number.first < single.last
                return single if added else self._with_more(number, number.last)
            if single is None and self.parse.tag(i) in "nv" and not self.words[i].prep and not self._adjective(i):
                single = self._person(i)
        return single

    def _adjective(self, i: int) -> bool:
        """Right behind a noun: what kind of thing it is, no person of its own (Turkish shelling)."""
        return i > self.first and bool(self.words[i - 1].nouns) and self.words[i - 1].core not in self.counts.persons

    def _by_pronoun(self, word: int) -> Number | None:
        """His death: one; their death: the number of those before it."""
        pronoun = self._pronoun(word)
        if not pronoun:
            return None
        back = self._subject(word)
        return Number(word, word + 1, 1) if back is None and len(pronoun) == 1 else back

    def _pronoun(self, i: int) -> str:
        """The pronoun on a word, also where its letter could as well be an ending (his death)."""
        word, clitics = self.words[i], self.knowledge.morphology.clitics
        if word.pronoun or word.core in word.nouns:
            return word.pronoun
        rest = (word.core[len(noun) :] for noun in word.nouns if word.core.startswith(noun))
        return next((r for r in rest if r in clitics.pronouns), "")

    def _subject(self, word: int) -> Number | None:
        """Of a light verb (met their death): those between the verb and the noun."""
        for i in range(word - 1, max(self.first, word - _BACK) - 1, -1):
            if self.parse.tag(i) == "v" and i in self.kinds:
                return self._ahead(i + 1, i)
        return None

    def _among(self, i: int) -> bool:
        return self.counts.match("among", self.reader.forms(i, self.last)) > 0

    def _in_time(self, number: Number) -> bool:
        return any(self.parse.tag(k) == "t" for k in range(number.first, number.last))

    def _of_things(self, i: int) -> bool:
        """What is counted at token i is no person."""
        if i >= self.last or self.words[i].core in self.counts.persons:
            return False
        kinds = {c.kind for c in self.knowledge.lexicon.categories(self.words[i])}
        return bool(kinds & _THINGS) and not kinds & _PEOPLE
