"""A sentence in, the losses that it tells of out: so many killed, so many injured, each with the word that says so.

A word of death or injury (verb, masdar, noun of the dead) gives a number: beside it, of those it governs, or of its subject before it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from rasid.killers import is_person, killing
from rasid.knowledge import Knowledge
from rasid.loss_words import LossWords
from rasid.mentions import Reading, Sentence, Trigger
from rasid.numbers import Number
from rasid.persons import Persons

_AHEAD = 9  # tokens between a word of death and those who died
_TOLL = 22  # tokens between the noun of a toll and its number
_BACK = 18  # tokens between a verb of death and its subject before it


@dataclass(frozen=True, slots=True)
class Loss:
    """A number with the word that says killed or injured."""

    kind: str
    word: int
    number: Number


class Losses:
    """Finds the words of death and injury in a sentence and the number of those whom each is about."""

    def __init__(self, reading: Reading, sentence: Sentence, own: Mapping[int, Trigger], knowledge: Knowledge) -> None:
        self.own, self.told = own, LossWords(reading, sentence, knowledge)
        self.persons = Persons(self.told)
        self.words, self.parse, self.kinds, self.reader = self.told.words, self.told.parse, self.told.kinds, self.told.reader
        self.knowledge, self.counts = knowledge, knowledge.counts
        self.events = {t.first for t in sentence.triggers}
        self.first, self.last = self.told.first, self.told.last

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
        """The killing and wounding of 37, more than thirty were killed and wounded: nobody says how many of each."""
        for one, other in ((i, i + 1), (i - 1, i)):
            joined = self.kinds.get(one) and self.kinds.get(other) and self.kinds[one] != self.kinds[other]
            if joined and not self.told.is_dead(one) and self.words[other].conj and self._share(one, other):
                return True
        return False

    def _share(self, one: int, other: int) -> bool:
        """Two nouns, unless the first says whose it is (HIS death and the wounding of); of two verbs the first opens its clause: not
        `a man was killed, and another wounded`, nor `they were killed`.
        """
        if self.parse.tag(one) != "v" and self._pronoun(one):
            return False
        if "v" not in (self.parse.tag(one), self.parse.tag(other)):
            return True
        verbs = [bool(self.words[k].verbs) for k in (one, other)]
        subject = self.parse.tag(one - 1) in "nutq" or any(v.plural or v.dual for v in self.words[one].verbs[:1])
        return all(verbs) and not subject and not self.counts.match("others", self.reader.forms(other + 1, self.last))

    def _died_of_it(self, i: int) -> bool:
        """His wound, in a sentence that says that he died."""
        wound = self.kinds[i] == "injured" and self.parse.tag(i) != "v" and len(self._pronoun(i)) == 1
        return wound and "killed" in self.kinds.values()

    def _of(self, i: int) -> Number | None:
        """The number of the word at token i."""
        if self.told.is_dead(i):
            return self._of_dead(i)
        victim = self._victim_of(i)
        if victim >= 0:
            single = self.persons.single(victim) if self.words[victim].pronoun else None
            return Number(victim, victim + 1, single) if single is not None else self._ahead(victim, i)
        after = self._ahead(i + 1, i)
        if after is not None and after.first == i + 1 and self._went_missing(i):
            return None
        if self.told.is_loss(i):
            counted = after is not None and self.reader.number(after.first, self.last) is not None and self.persons.of_people(after)
            return after if counted else None
        if self.parse.tag(i) != "v" and not self.words[i].verbs:
            return after or self._by_pronoun(i) or self._cases(i)
        verbs = self.words[i].verbs
        if verbs and verbs[0].plural and not self.words[i].pronoun:
            return self._behind(i) or after
        if after is None and self.words[i].pronoun:
            return Number(i, i + 1, 1) if len(self.words[i].pronoun) == 1 else None
        return self._behind(i) if after is None and self.parse.tag(i + 1) != "n" else after

    def _victim_of(self, i: int) -> int:
        """The token of whom an active verb kills or injures: behind its subject, or right behind `they killed`; -1 where none tells."""
        if self.parse.tag(i) != "v" or self.told.is_loss(i):
            return -1
        found = killing(self.parse, i, self.knowledge)
        if found is not None:
            return found.victim.first
        k, verbs = i + 1, self.words[i].verbs
        phrase = next((p for p in self.parse.phrases if p.first == k), None)
        if not verbs or not verbs[0].plural or self.words[i].pronoun or phrase is None or phrase.prep or phrase.conj_of >= 0:
            return -1
        own = bool(self.words[k].pronoun) and self.persons.single(k) is not None
        counted = self.reader.number(k, self.last) is not None and phrase.head > k
        return k if own or counted or is_person(self.parse, k, self.knowledge) else -1

    def has_victim(self, i: int) -> bool:
        """The verb at token i says who killed or injured whom."""
        return self.parse.tag(i) == "v" and killing(self.parse, i, self.knowledge) is not None

    def _went_missing(self, i: int) -> bool:
        """A verb of losing that opens its clause, with persons right behind it, whom nobody has lost: five fishermen WENT MISSING."""
        lost = any(v.lemma in self.counts.rows["missing"] for v in self.words[i].verbs) and self.parse.tag(i) == "v"
        return lost and self.parse.tag(i - 1) not in "nu" and not any(v.plural for v in self.words[i].verbs)

    def _of_dead(self, i: int) -> Number | None:
        """17 dead; fell dead; the number of the dead rose to 52."""
        verb = self._perishing(i)
        if verb >= 0:
            return self._victims(i, verb)
        before = self.reader.forms(i - 1, self.last) if i > self.first else ()
        if self.counts.match("between", before) and self.words[i].article and i not in self.own:
            return None  # among the dead: some of them
        after_verb = i > self.first and self.parse.tag(i - 1) == "v" and not self.words[i].article
        return self._beside(i) or (self._behind(i - 1) if after_verb else None) or self._toll(i)

    def _perishing(self, i: int) -> int:
        """The verb before the noun at token i with which it tells of death (went as victims), or -1."""
        word, rows = self.words[i], self.counts.rows
        if word.core not in rows["victims"] or word.article or word.pronoun:
            return -1
        for k in range(i - 1, max(self.first, i - _BACK) - 1, -1):
            if self.parse.tag(k) in "rs":
                break
            if any(v.lemma in rows["perishing"] for v in self.words[k].verbs) and self.parse.tag(k) == "v":
                return k
        return -1

    def _victims(self, noun: int, verb: int) -> Number | None:
        """Who went as victims: between verb and noun, else behind the cause, which stands behind the noun; of `they went` before it."""
        if verb < noun - 1:
            return self._ahead(verb + 1, noun)
        return self._ahead(noun + 1, noun) or self._behind(verb)

    def _cases(self, i: int) -> Number | None:
        """20 cases of suffocation."""
        if i <= self.first or not self.counts.match("cases", self.reader.forms(i - 1, i)):
            return None
        return self.reader.ending_at(i - 1, self.first)

    def _beside(self, i: int) -> Number | None:
        """28 dead, two dead, one dead."""
        number = self.reader.ending_at(i, self.first)
        if number is not None and number.value != 1 and not self.persons.names_something(number):
            return self.persons.with_more(number, i + 1)
        word = self.words[i]
        single = self.persons.single(i)
        if single is None or word.pronoun or (word.article and i not in self.own):
            return None
        if self._is_of_both(i) or any(self.counts.match("between", self.reader.forms(k, self.last)) for k in range(max(0, i - 3), i)):
            return None  # between dead and wounded: so many of both
        return self.persons.with_more(Number(i, i + 1, single), i + 1)

    def _is_of_both(self, i: int) -> bool:
        """Joined to another such noun that a number counts as one: 14 DEAD AND WOUNDED; not one dead and two wounded."""
        if not self.words[i].conj or i - 1 not in self.kinds:
            return bool(self.words[i].conj)
        number = self.reader.ending_at(i - 1, self.first)
        one = self.persons.single(i - 1) == 1
        return one and self.persons.single(i) == 1 and (number is None or number.value != 1)

    def _toll(self, i: int) -> Number | None:
        """The number of the dead rose to 52: behind a noun of a total, or behind the dead with article."""
        counted = i > self.first and self.counts.match("toll", self.reader.forms(i - 1, i)) > 0
        if not counted and not self.words[i].article:
            return None
        for k in range(i + 1, min(self.last, i + (_TOLL if counted else _AHEAD))):
            if k in self.kinds or self.persons.among(k):
                return None
            number = self.reader.number(k, self.last)
            if number is not None and not self.persons.names_something(number) and not self.persons.of_things(number.last):
                return number
        return None

    def _ahead(self, start: int, word: int) -> Number | None:
        """Those behind the word: a number, one person, two, or persons by name."""
        single: Number | None = None
        for i in range(start, min(self.last, start + _AHEAD)):
            number = self.reader.number(i, self.last)
            if self.persons.among(i) or (i in self.kinds and not self.told.is_dead(i)) or (number is None and self._wall(i)):
                break
            if number is not None and not self.persons.names_something(number):
                if single is not None and number.first < single.last:
                    return single  # his four children: behind the noun, with the others
                if self.persons.of_things(number.last) or (single is not None and self.words[i].conj):
                    break
                return self.persons.with_more(number, number.last)
            if single is None and i - start <= 3 and not self._is_of_cause(start, i, word):
                single = self.persons.person(i) or self._relative(i, word)
                if single is not None and self.parse.tag(word) != "v":
                    break
            if self.parse.tag(i) == "k" and i > start:
                break
        return single

    def _relative(self, i: int, word: int) -> Number | None:
        """Right behind a word of death or injury one person by whose he is, without a name: the wounding of HIS DRIVER."""
        if i != word + 1 or self.words[i].prep or self.words[i].article:
            return None
        named = i + 1 < self.last and self.parse.tag(i + 1) == "n" and not (self.words[i + 1].conj or self.words[i + 1].prep)
        own = () if named or not self._pronoun(i) else self.words[i].nouns
        value = next((self.counts.persons[noun] for noun in own if noun in self.counts.persons), None)
        return self.persons.with_more(Number(i, i + 1, value), i + 1) if value is not None else None

    def _is_of_cause(self, start: int, i: int, word: int) -> bool:
        """Behind a preposition, and behind those who died or a noun of death: the killing of civilians BY A SNIPER."""
        to = self.knowledge.morphology.clitics.purpose
        governed = [k for k in range(start, i + 1) if self.parse.preposition(k) not in ("", to)]
        if not governed:
            return False
        victims = any(is_person(self.parse, k, self.knowledge) for k in range(start, governed[0]))
        return victims or self.parse.tag(word) != "v"

    def _wall(self, i: int) -> bool:
        """A clause of its own, or another event joined on: the death of dozens and the displacement of 20."""
        other = i in self.events and i not in self.kinds and bool(self.words[i].conj)
        return self.parse.tag(i) in "rsv" or other

    def _behind(self, word: int) -> Number | None:
        """The subject before a verb: 43 gunmen were killed."""
        start = max(self.first, word - _BACK)
        for i in range(word - 1, start - 1, -1):
            wall = self.parse.tag(i) in "sv" and self.reader.number(i, word) is None and self.persons.single(i) is None
            if wall or (i in self.kinds and not self.told.is_dead(i)):
                start = i + 1
                break
        single: Number | None = None
        for i in range(start, word):
            if self.persons.among(i):
                break
            number = self.reader.number(i, word)
            if number is not None and not self.persons.names_something(number) and not self.persons.of_things(number.last):
                added = single is not None and number.first < single.last
                return single if added else self.persons.with_more(number, number.last)
            if single is None and self.parse.tag(i) in "nv" and not self.words[i].prep and not self.persons.is_adjective(i):
                single = self.persons.person(i)
        return single

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
