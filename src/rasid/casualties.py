"""The events of a sentence in, how many were killed and injured by each out.

A word of death or injury (verb, masdar, noun of the dead) gives a number: beside it, of those it governs, or of its subject before
it. The number is that event's own where the word was accepted as an event, else of the event of the sentence that caused it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from rasid.knowledge import Knowledge
from rasid.mentions import Reading, Sentence, Trigger
from rasid.numbers import Number, NumberReader

Event = tuple[Trigger, str]
Counts = dict[str, int]

_BEARERS = ("harm.kill", "harm.injure", "harm.abuse", "civic.crackdown", "civic.riot", "civic.protest")
_AHEAD = 9  # tokens between a word of death and those who died
_TOLL = 22  # tokens between the noun of a toll and its number
_BACK = 18  # tokens between a verb of death and its subject before it
_THINGS = frozenset({"weapon", "object", "goods", "place"})
_PEOPLE = frozenset({"person", "group", "head", "casualty", "nationality", "title"})


@dataclass(frozen=True, slots=True)
class _Loss:
    """A number with the word that says killed or injured."""

    kind: str
    word: int
    number: Number


def casualties(reading: Reading, sentence: Sentence, events: Sequence[Event], knowledge: Knowledge) -> dict[int, Counts]:
    """By the first token of an event's trigger: killed and injured, with their bounds."""
    bearers = [t for t, type_ in events if type_ in _BEARERS or type_.startswith("fight.")]
    if not bearers:
        return {}
    own = {k: t for t, _ in events for k in (*range(t.first, t.last), *([t.fixed] if t.fixed >= 0 else []))}
    found: dict[int, Counts] = {}
    for loss in _Counter(reading, sentence, own, knowledge).losses():
        event = _bearer(loss, bearers, own, found)
        if event is not None:
            _note(found.setdefault(event.first, {}), loss)
    return found


def _note(counts: Counts, loss: _Loss) -> None:
    number, kind = loss.number, loss.kind
    if any(key.startswith(kind) for key in counts):
        return
    if number.value is not None:
        counts[kind] = number.value
    if number.least is not None:
        counts[f"{kind}_min"] = number.least
    if number.most is not None:
        counts[f"{kind}_max"] = number.most


def _bearer(loss: _Loss, bearers: Sequence[Trigger], own: Mapping[int, Trigger], found: Mapping[int, Counts]) -> Trigger | None:
    """The event that a loss belongs to: its own word, else the nearest event without such a number, best one behind it."""
    if loss.word in own:
        return own[loss.word] if own[loss.word] in bearers else None
    free = [t for t in bearers if not any(key.startswith(loss.kind) for key in found.get(t.first, ()))]
    if loss.kind == "injured":
        free = [t for t in free if "killed" in found.get(t.first, ())] or free
    return min(free, key=lambda t: abs(t.first - loss.word) - (2 if t.first > loss.word else 0), default=None)


class _Counter:
    """Finds the words of death and injury in a sentence and the number of those whom each is about."""

    def __init__(self, reading: Reading, sentence: Sentence, own: Mapping[int, Trigger], knowledge: Knowledge) -> None:
        self.words, self.parse, self.own, self.knowledge = reading.words, sentence.parse, own, knowledge
        self.counts = knowledge.counts
        self.reader = NumberReader(reading.text.tokens, reading.words, knowledge.counts, knowledge.times.conjunction)
        self.first, self.last = sentence.parse.first, sentence.parse.last
        self.kinds = {i: kind for i in range(self.first, self.last) if (kind := self._kind(i))}

    def losses(self) -> Iterator[_Loss]:
        """All numbers of the sentence, in the order of their words."""
        told: dict[str, set[int]] = {"killed": set(), "injured": set()}
        for i, kind in sorted(self.kinds.items(), key=lambda item: (item[0] not in self.own, item[0])):
            number = self._of(i)
            if number is None or number.value == 0:
                continue
            tokens = set(range(number.first, number.last))
            if not tokens & told[kind]:
                yield _Loss(kind, i, number)
            told[kind] |= tokens

    def _kind(self, i: int) -> str:
        """Does the word say killed or injured?"""
        word, rows = self.words[i], self.counts.rows
        if self.parse.tag(i) == "v":
            lemmas = {v.lemma for v in word.verbs}
        elif self._is_dead(i):
            return "injured" if word.core in rows["hurt"] else "killed" if self._dead_noun(i) else ""
        else:
            lemmas = set(word.nouns)
        if lemmas & rows["dying"].keys():
            return "killed"
        return "injured" if lemmas & rows["wounding"].keys() else ""

    def _dead_noun(self, i: int) -> bool:
        details = {c.detail for c in self.knowledge.lexicon.categories(self.words[i]) if c.kind == "casualty"}
        return "dead" in details or "both" in details

    def _of(self, i: int) -> Number | None:
        """The number of the word at token i."""
        if self._is_dead(i):
            fell = i > self.first and self.parse.tag(i - 1) == "v" and not self.words[i].article
            return self._beside(i) or (self._behind(i - 1) if fell else None) or self._toll(i)
        after = self._ahead(i + 1, i)
        if self.parse.tag(i) != "v" and not self.words[i].verbs:
            return after or self._by_pronoun(i)
        verbs = self.words[i].verbs
        if verbs and verbs[0].plural and not self.words[i].pronoun:
            return self._behind(i) or after
        if after is None and self.words[i].pronoun:
            return Number(i, i + 1, 1) if len(self.words[i].pronoun) == 1 else None
        return self._behind(i) if after is None and self.parse.tag(i + 1) != "n" else after

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
        single = self.counts.persons.get(word.core)
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
            if self._among(i) or (i in self.kinds and not self._is_dead(i)) or (number is None and self.parse.tag(i) in "rsv"):
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

    def _person(self, i: int) -> Number | None:
        """One person or two at token i: a noun in the singular or dual, or a person's name; joined ones add up."""
        name = next((n for n in self.parse.names if n.first == i), None)
        if name is not None:
            if not any(self.knowledge.is_person(n) for n in name.named):
                return None
            return self._with_more(Number(i, name.last, 1), name.last)
        word = self.words[i]
        value = self.counts.persons.get(word.core)
        if value is None or word.pronoun or self.parse.tag(i) != "n":
            return None
        return self._with_more(Number(i, i + 1, value), i + 1)

    def _with_more(self, number: Number, at: int) -> Number:
        """Those who are joined on: an officer and three soldiers, 14 rebels and two of their leaders."""
        if number.value is None:
            return number
        for i in range(at, min(self.last, at + 7)):
            if self.parse.tag(i) in "vrs" or i in self.kinds or self._among(i):
                return number
            if not self.words[i].conj or i == at == number.first:
                continue
            more = self.reader.number(i, self.last)
            if more is None and i + 1 < self.last and self.words[i].form == self.knowledge.times.conjunction:
                more = self.reader.number(i + 1, self.last)
            if more is None:
                value = self.counts.persons.get(self.words[i].core)
                more = Number(i, i + 1, value) if value is not None and not self.words[i].article else None
            if more is None or more.value is None or self._in_time(more) or self._of_things(more.last):
                return number
            if any(k in self.kinds for k in range(more.last, min(self.last, more.last + 2))):
                return number
            return self._with_more(number.plus(more), more.last)
        return number

    def _behind(self, word: int) -> Number | None:
        """The subject before a verb: 43 gunmen were killed."""
        start = max(self.first, word - _BACK)
        for i in range(word - 1, start - 1, -1):
            wall = self.parse.tag(i) in "sv" and self.reader.number(i, word) is None
            if wall or (i in self.kinds and not self._is_dead(i)):
                start = i + 1
                break
        single: Number | None = None
        for i in range(start, word):
            if self._among(i):
                break
            number = self.reader.number(i, word)
            if number is not None and not self._in_time(number) and not self._of_things(number.last):
                return self._with_more(number, number.last)
            if single is None and self.parse.tag(i) == "n" and not self.words[i].prep:
                single = self._person(i)
        return single

    def _by_pronoun(self, word: int) -> Number | None:
        """His death: one; their death: the number of those before it."""
        pronoun = self.words[word].pronoun
        if not pronoun:
            return None
        back = self._subject(word)
        return Number(word, word + 1, 1) if back is None and len(pronoun) == 1 else back

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
