"""An accepted event and the speakers of its sentence in, the choice of its source out: the outlet or one of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rasid.choice import Choice
from rasid.frames import bucket
from rasid.knowledge import Knowledge
from rasid.mentions import Reading, Sentence, Trigger
from rasid.phrases import Parse
from rasid.scopes import joined
from rasid.speech import Speaker
from rasid.surroundings import Told, clause, open_quote, tense

OUTLET = "outlet"
_SPEAKERS = 12  # no sentence has more speakers worth asking about


class Sources:
    """What the speakers of one event share, found once."""

    def __init__(
        self,
        reading: Reading,
        sentence: Sentence,
        trigger: Trigger,
        type_: str,
        who: Sequence[Speaker],
        knowledge: Knowledge,
        told: Sequence[Told] = (),
    ) -> None:
        self.reading, self.sentence, self.trigger, self.knowledge = reading, sentence, trigger, knowledge
        self.last = told[-1] if told and told[-1].sentence.i >= sentence.i - 1 else None
        self.type, self.family = type_, type_.split(".")[0]
        self.asked = who[:_SPEAKERS]
        self.parse = sentence.parse
        self.events = {t.first for t in sentence.triggers}
        at = reading.text.tokens[trigger.first].start
        self.quote = next((q for q in reading.text.quotes if q.start <= at < q.end), None)
        self.quoted = self.quote is not None
        self.tense = f"{trigger.form[0]}{tense(reading, trigger)}"
        self.shape = _shape(reading, trigger)
        self.before = _before(sentence.parse, trigger)
        self._gaps: dict[tuple[int, int], tuple[str, ...]] = {}
        walls = knowledge.lexicon.words["walls"]
        words = sentence.parse.words
        self._walls = [k for k in range(self.parse.first, self.parse.last) if self.parse.tag(k) == "s" and words[k].core in walls]
        self._cued = [s for s in self.asked if s.cue is not None]

    def choice(self) -> Choice:
        """Whose claim is this? Options: the outlet, then the speakers by number."""
        options = (OUTLET, *(str(n) for n in range(len(self.asked))))
        own = ((*self._outlet(), *self._told(None)), *((*self._of(s), *self._told(s)) for s in self.asked))
        return Choice(options, (), own)

    def _told(self, speaker: Speaker | None) -> Iterator[str]:
        """Whether the claim before this one, in this sentence or the last, is of the same source: who speaks, speaks on."""
        last = self.last
        if last is None:
            return
        before = last.speaker
        here = last.sentence.i == self.sentence.i
        side = "outlet" if speaker is None else speaker.side
        same = before is speaker if before is None or speaker is None else (before.start, before.end) == (speaker.start, speaker.end)
        yield f"told{here:d}={same:d}|{before is None:d}"
        yield f"told{here:d}={same:d}|{side}"
        if here:
            tied = joined(self.sentence, self.trigger, last.trigger)
            yield f"told={same:d}|{tied:d}|{before is None:d}{speaker is None:d}"
            crossed = speaker is not None and last.trigger.first < speaker.at <= self.trigger.first
            yield f"told={same:d}|{crossed:d}|{side}|{bucket(self.trigger.first - last.trigger.last, (0, 2, 5, 10))}"

    def _outlet(self) -> Iterator[str]:
        trigger, parse = self.trigger, self.parse
        yield "outlet"
        yield f"outlet|{self.family}"
        yield f"outlet|{self.type}"
        yield f"outlet|{bucket(len(self.asked), (0, 1, 2, 3, 5, 8))}"
        yield f"outlet|{self.tense}"
        yield f"outlet|s{min(self.sentence.i, 2)}"
        yield f"outlet|{self.shape}|{trigger.form[0]}"
        yield f"outlet|-1={self.before}"
        yield f"outlet|c={clause(parse, trigger, parse.first)}|{trigger.form[0]}"
        yield f"outlet|q{self.quoted}{open_quote(self.reading, self.sentence)}"

    def _of(self, speaker: Speaker) -> Iterator[str]:
        yield from self._carried(speaker) if speaker.side == "carried-on" else self._voiced(speaker)

    def _carried(self, speaker: Speaker) -> Iterator[str]:
        """Somebody before this sentence who may speak on without a word."""
        parse, rank = self.parse, speaker.rank
        ago = min(self.sentence.i - _sentence_of(self.reading, speaker), 4)
        words = bool(self._cued)
        yield f"on{rank}"
        yield f"on{rank}|{self.family}|{self.quoted}"
        yield f"on|{self.tense}|{words}"
        yield f"on|{parse.tag(parse.first)}{parse.tag(parse.first + 1)}"
        yield f"on|{parse.words[parse.first].core}"
        yield f"on{rank}|q{open_quote(self.reading, self.sentence)}{self.quoted}"
        yield f"on{rank}|ago{ago}{self.quoted}"
        yield f"on|who={self._who(speaker)}|{rank}"
        yield f"on|words{words}{rank}{ago}"

    def _voiced(self, speaker: Speaker) -> Iterator[str]:
        """Somebody with a reporting word, of his own or of the sentence."""
        trigger, cue = self.trigger, speaker.cue
        side = "<" if speaker.at <= trigger.first else ">"
        if side == "<":
            low, high = max(cue.last if cue else 0, 0 if speaker.carried else speaker.last), trigger.first
        else:
            low, high = trigger.last, speaker.at
        form = f"{cue.form[:2] if cue is not None else 'head'}/{speaker.side}{speaker.rank or ''}"
        yield from self._word(speaker, side, form)
        if cue is not None and trigger.first <= cue.first < trigger.last:
            yield f"self|{self.family}"
            yield f"self|{self.type}|{speaker.side}"
            return
        yield f"ft={form}{side}|{self.type}"
        group = speaker.group
        if group is not None:
            yield f"ct={group.value}{side}|{self.type}"
            yield f"cf={group.id}{side}|{self.family}"
            yield f"cs={group.id}{side}|{min(self.sentence.i, 2)}"
        if not speaker.carried and speaker.first <= trigger.first < speaker.last:
            yield "inside-source"
        yield from self._between(speaker, side, form, low, high)

    def _word(self, speaker: Speaker, side: str, form: str) -> Iterator[str]:
        """The reporting word and who stands by it."""
        cue, group, parse = speaker.cue, speaker.group, self.parse
        lemma = cue.lemma if cue is not None else ":"
        who = self._who(speaker)
        yield f"c={group.id if group is not None else 'head'}{side}{speaker.side}"
        yield f"l={lemma}{side}{speaker.side}"
        yield f"f={form}{side}"
        yield f"ff={form}{side}|{self.family}"
        yield f"who={who}{side}{form}"
        yield f"whol={who}|{lemma}"
        if cue is None:
            yield f"head={min(self.sentence.i, 1)}|{self.family}"
            return
        if speaker.phrase is not None:
            start = speaker.phrase.first - 1
            helper = start >= parse.first and parse.words[start].core in self.knowledge.lexicon.words["auxiliaries"]
            yield f"was={helper}|{speaker.side}|{parse.tag(cue.first - 1)}"
            yield f"event={speaker.phrase.head in self.events}|{speaker.side}"
        yield f"gap={form}{bucket(abs(speaker.first - cue.first), (0, 1, 2, 4, 7))}"
        yield f"opens={parse.tag(cue.last)}{speaker.side}|{parse.tag(cue.first - 1)}"
        after = parse.tokens[cue.last].form if parse.tag(cue.last) in "skrq" and cue.last < parse.last else parse.tag(cue.last)
        yield f"next={speaker.side}{after}"
        if cue.form == "verb":
            person = self._person(speaker)
            yield f"agree={person}|{speaker.side[:7]}|{_number(speaker, self.reading)}"
            yield f"agreew={person}|{speaker.side[:7]}|{who}"

    def _person(self, speaker: Speaker) -> str:
        """Person, gender and number of the reporting verb, and whether a pronoun hangs on it."""
        cue = speaker.cue
        verb = self.reading.words[cue.first].verb(cue.lemma) if cue is not None else None
        return f"{verb.codes[0][1:]}{'+' if verb.passive_only else ''}" if verb is not None else "-"

    def _between(self, speaker: Speaker, side: str, form: str, low: int, high: int) -> Iterator[str]:
        found = self._gaps.get((low, high))
        if found is None:
            found = self._gaps[low, high] = tuple(self._gap(side, low, high))
        opener, length, commas, verbs, shared = found[0], found[1], found[2], found[3], found[4:]
        lemma, group, quotes = ":", ":", self._quotes(speaker)
        if speaker.cue is not None:
            lemma, group = speaker.cue.lemma, speaker.cue.cue.id
        yield from shared
        yield f"d={side}{form}{length}"
        yield f"o={opener}{side}{form}"
        yield f"ol={lemma}|{opener}"
        yield f"k={side}{form}{commas}"
        yield f"v={side}{form}{verbs}"
        yield f"q={side}{quotes}|{opener}"
        yield f"q={side}{quotes}|{form}"
        if side == "<":
            yield f"cc={group}|{shared[0]}"
        yield from self._rivals(speaker, side, form, low, high, opener)

    def _gap(self, side: str, low: int, high: int) -> Iterator[str]:
        """What lies between a reporting word and the trigger: opener, length, commas, verbs, then features of their own."""
        parse, form = self.parse, self.trigger.form[0]
        tags = parse.tags[max(0, low - parse.first) : max(0, high - parse.first)]
        opener = _opener(parse, low, high) if side == "<" else "-"
        yield opener
        yield bucket(len(tags), (0, 1, 2, 4, 8, 15, 25))
        yield str(min(tags.count("k"), 3))
        yield str(min(tags.count("v"), 2))
        if side == "<":
            within = clause(parse, self.trigger, low)
            yield f"cl={within}{form}|{opener}"
            yield f"-1={self.before}|{opener}"
            yield f"x={opener}|{within}|{self.shape}{self.tense}"
            yield f"xt={opener}|{within == '-'}|{self.type}"
        triggers = sum(1 for t in self.sentence.triggers if low <= t.first < high)
        yield f"w={side}{opener}{min(tags.count('r') + tags.count('s'), 3)}"
        yield f"n={side}{opener}{min(triggers, 4)}{form}"
        yield f"tr={side}{self.tense}|{opener}"
        yield f"sh={side}{self.shape}{form}|{opener}"

    def _quotes(self, speaker: Speaker) -> str:
        """Neither in a quotation, the trigger alone, the reporting word alone, both in the same, each in another."""
        tokens, quotes = self.reading.text.tokens, self.reading.text.quotes
        cue = tokens[speaker.at].start
        own = next((q for q in quotes if q.start <= cue < q.end), None)
        if self.quote is None or own is None:
            return f"{self.quote is not None:d}{own is not None:d}"
        return "same" if own == self.quote else "two"

    def _rivals(self, speaker: Speaker, side: str, form: str, low: int, high: int, opener: str) -> Iterator[str]:
        """Who else speaks between the speaker and the trigger, or with the same word, and the walls between."""
        trigger = self.trigger
        near, far = min(speaker.at, trigger.first), max(speaker.at, trigger.first)
        cued = self._cued
        others = [s for s in cued if s.cue is not speaker.cue and near < s.at < far]
        yield f"nearest={side}{form}{not others}"
        same = [s.side for s in cued if s.cue is speaker.cue and s is not speaker]
        yield f"same={speaker.side}|{'+'.join(sorted(same))}"
        if any(low <= k < high for k in self._walls):
            yield f"wall{side}{opener}"
        if side == ">" and trigger.form == "verb":
            yield f"after-verb={form}"
        yield f"rank={side}{bucket(len({s.at for s in others}), (0, 1, 2, 3))}|{speaker.side}"

    def _who(self, speaker: Speaker) -> str:
        phrase = speaker.phrase
        if phrase is None:
            return "?"
        if phrase.names:
            named = phrase.names[0].named[0]
            return "person" if self.knowledge.is_person(named) else f"name-{named.kind}{named.metonym or ''}"
        return phrase.category or "bare"


def _sentence_of(reading: Reading, speaker: Speaker) -> int:
    return reading.text.tokens[speaker.first].sentence


def _shape(reading: Reading, trigger: Trigger) -> str:
    word = reading.words[trigger.first]
    return "d" if word.article else "+" if word.pronoun else "-"


def _before(parse: Parse, trigger: Trigger) -> str:
    """The word before the trigger: a function word by itself, others by their tag."""
    if trigger.first <= parse.first:
        return "^"
    word = parse.words[trigger.first - 1]
    prep = parse.words[trigger.first].prep
    return prep or (word.core if word.classes else parse.tag(trigger.first - 1))


def _number(speaker: Speaker, reading: Reading) -> str:
    """The end of the source's head, which tells gender and number; names of persons have none."""
    if speaker.phrase is None:
        return "?"
    head = reading.words[speaker.phrase.head]
    return head.core[-1:] if head.nouns or head.article else "name"


def _opener(parse: Parse, low: int, high: int) -> str:
    """What opens the content behind a reporting word: `that`, colon, quotation mark, or nothing (a masdar as object)."""
    for k in range(low, min(high, low + 14)):
        tag, form = parse.tag(k), parse.tokens[k].form
        if tag == "q" or form == ":":
            return ":" if form == ":" else "q"
        if tag == "s":
            return parse.words[k].core[:3]
    return "m"


def opener(parse: Parse, speaker: Speaker, trigger: Trigger) -> str:
    """What opens the content between a speaker with a reporting word and the trigger."""
    last = speaker.cue.last if speaker.cue is not None else 0
    return _opener(parse, max(last, 0 if speaker.carried else speaker.last), trigger.first)
