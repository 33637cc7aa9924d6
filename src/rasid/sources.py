"""An accepted event and the speakers of its sentence in, the choice of its source out: the outlet or one of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rasid.choice import Choice
from rasid.frames import bucket
from rasid.knowledge import Knowledge
from rasid.mentions import Reading, Sentence, Trigger
from rasid.phrases import Parse
from rasid.scopes import joined
from rasid.source_features import CARRIED_FEATURES, OUTLET_FEATURES, SPEAKER_FEATURES, EventValues, PairValues, SpeakerValues
from rasid.speech import Speaker
from rasid.surroundings import Told, clause, open_quote, tense
from rasid.templates import Row
from rasid.types import Span

OUTLET = "outlet"
_SPEAKERS = 12  # no sentence has more speakers worth asking about
_COUNTS = tuple(str(n) for n in range(5))
_SAID = ("False", "True")


class Heard:
    """What the speakers of a sentence are, whatever the event, found once."""

    def __init__(self, reading: Reading, sentence: Sentence, who: Sequence[Speaker], knowledge: Knowledge) -> None:
        self.reading, self.sentence, self.parse, self.knowledge = reading, sentence, sentence.parse, knowledge
        self.asked = who[:_SPEAKERS]
        self.events = {t.first for t in sentence.triggers}
        self.cued = [s for s in self.asked if s.cue is not None]
        parse, words = self.parse, knowledge.lexicon.words["walls"]
        self.walls = [k for k, tag in enumerate(parse.tags, parse.first) if tag == "s" and parse.words[k].core in words]
        self.speakers = [self._carried(s) if s.side == "carried-on" else self._voiced(s) for s in self.asked]
        self.quotes = [self.quote(s.at) for s in self.asked]
        self.open = _SAID[open_quote(reading, sentence)]

    def quote(self, k: int) -> Span | None:
        """The quotation that token k stands in."""
        at = self.reading.text.tokens[k].start
        return next((q for q in self.reading.text.quotes if q.start <= at < q.end), None)

    def _carried(self, speaker: Speaker) -> tuple[str, ...]:
        parse, ago = self.parse, self.sentence.i - self.reading.text.tokens[speaker.first].sentence
        tags = f"{parse.tag(parse.first)}{parse.tag(parse.first + 1)}"
        words = _SAID[bool(self.cued)]
        return str(speaker.rank), words, tags, parse.words[parse.first].core, _COUNTS[min(ago, 4)], self._who(speaker)

    def _voiced(self, speaker: Speaker) -> SpeakerValues:
        """The reporting word and who stands by it."""
        cue, parse, stands, phrase, who = speaker.cue, self.parse, speaker.side, speaker.phrase, self._who(speaker)
        form = f"{cue.form[:2] if cue is not None else 'head'}/{stands}{speaker.rank or ''}"
        same = "+".join(sorted([s.side for s in self.cued if s.cue is cue and s is not speaker]))
        if cue is None:
            first = str(min(self.sentence.i, 1))
            return SpeakerValues(stands, stands[:7], form, "head", ":", who, first, None, None, "", None, None, None, None, "", same)
        was = event = None
        if phrase is not None:
            start = phrase.first - 1
            was = _SAID[start >= parse.first and parse.words[start].core in self.knowledge.lexicon.words["auxiliaries"]]
            event = _SAID[phrase.head in self.events]
        behind = parse.tag(cue.last)
        return SpeakerValues(
            stands=stands,
            stands7=stands[:7],
            form=form,
            group=cue.cue.id,
            lemma=cue.lemma,
            who=who,
            head=None,
            was=was,
            event=event,
            tag_before=parse.tag(cue.first - 1),
            tag_behind=behind,
            gap=bucket(abs(speaker.first - cue.first), (0, 1, 2, 4, 7)),
            next=parse.tokens[cue.last].form if behind in "skrq" and cue.last < parse.last else behind,
            person=self._person(speaker) if cue.form == "verb" else None,
            number=_number(speaker, self.reading),
            same=same,
        )

    def _person(self, speaker: Speaker) -> str:
        """Person, gender and number of the reporting verb, and whether a pronoun hangs on it."""
        cue = speaker.cue
        verb = self.reading.words[cue.first].verb(cue.lemma) if cue is not None else None
        return f"{verb.codes[0][1:]}{'+' if verb.passive_only else ''}" if verb is not None else "-"

    def _who(self, speaker: Speaker) -> str:
        phrase = speaker.phrase
        if phrase is None:
            return "?"
        if phrase.names:
            named = phrase.names[0].named[0]
            return "person" if self.knowledge.is_person(named) else f"name-{named.kind}{named.metonym or ''}"
        return phrase.category or "bare"


def told_before(sentence: Sentence, trigger: Trigger, asked: Sequence[Speaker], told: Sequence[Told]) -> list[tuple[str, ...]]:
    """For the outlet and each speaker: is the claim before, of this sentence or the last, of the same source? Who speaks, speaks on."""
    last = told[-1] if told and told[-1].sentence.i >= sentence.i - 1 else None
    if last is None:
        return [()] * (1 + len(asked[:_SPEAKERS]))
    return [tuple(_told(sentence, trigger, s, last)) for s in (None, *asked[:_SPEAKERS])]


def _told(sentence: Sentence, trigger: Trigger, speaker: Speaker | None, last: Told) -> Iterator[str]:
    before = last.speaker
    here = last.sentence.i == sentence.i
    side = "outlet" if speaker is None else speaker.side
    same = before is speaker if before is None or speaker is None else before.words == (speaker.start, speaker.end)
    yield f"told{here:d}={same:d}|{before is None:d}"
    yield f"told{here:d}={same:d}|{side}"
    if here:
        tied = joined(sentence, trigger, last.trigger)
        yield f"told={same:d}|{tied:d}|{before is None:d}{speaker is None:d}"
        crossed = speaker is not None and last.trigger.first < speaker.at <= trigger.first
        yield f"told={same:d}|{crossed:d}|{side}|{bucket(trigger.first - last.trigger.last, (0, 2, 5, 10))}"


class Sources:
    """The speakers of one event."""

    def __init__(
        self,
        reading: Reading,
        sentence: Sentence,
        trigger: Trigger,
        type_: str,
        who: Sequence[Speaker],
        knowledge: Knowledge,
        heard: Heard | None = None,
        told: Sequence[Told] = (),
    ) -> None:
        self.told = told
        self.heard = heard or Heard(reading, sentence, who, knowledge)
        self.trigger, self.parse, self.sentence = trigger, sentence.parse, sentence
        self.quote = self.heard.quote(trigger.first)
        self.before = _before(sentence.parse, trigger)
        self.values = EventValues(
            type=type_,
            family=type_.partition(".")[0],
            form1=trigger.form[0],
            tense=f"{trigger.form[0]}{tense(reading, trigger)}",
            shape=_shape(reading, trigger),
            quoted=_SAID[self.quote is not None],
            open=self.heard.open,
            first=str(min(sentence.i, 1)),
            first2=str(min(sentence.i, 2)),
        )
        self._gaps: dict[tuple[int, int], dict[str, str | None]] = {}

    def choice(self) -> Choice:
        """Whose claim is this? Options: the outlet, then the speakers by number."""
        heard = self.heard
        options = (OUTLET, *[str(n) for n in range(len(heard.asked))])
        asked = bucket(len(heard.asked), (0, 1, 2, 3, 5, 8)), self.before, clause(self.parse, self.trigger, self.parse.first)
        own = [(Row(OUTLET_FEATURES, (self.values, asked)),)]
        for speaker, values, quote in zip(heard.asked, heard.speakers, heard.quotes, strict=True):
            if isinstance(values, SpeakerValues):
                own.append((Row(SPEAKER_FEATURES, (self.values, values, self._pair(speaker, values, quote))),))
            else:
                own.append((Row(CARRIED_FEATURES, (self.values, values)),))
        before = told_before(self.sentence, self.trigger, heard.asked, self.told)
        return Choice(
            options, (), tuple([(*parts, *names) for parts, names in zip(own, before, strict=True)]) if self.told else tuple(own)
        )

    def _pair(self, speaker: Speaker, values: SpeakerValues, quote: Span | None) -> PairValues:
        trigger, cue = self.trigger, speaker.cue
        left = speaker.at <= trigger.first
        side = "<" if left else ">"
        if cue is not None and trigger.first <= cue.first < trigger.last:
            return PairValues(side, self.values.type, self.values.family)
        if left:
            low, high = max(cue.last if cue else 0, 0 if speaker.carried else speaker.last), trigger.first
        else:
            low, high = trigger.last, speaker.at
        gap = self._gaps.get((low, high))
        if gap is None:
            gap = self._gaps[low, high] = self._gap(left, low, high)
        near, far = (speaker.at, trigger.first) if left else (trigger.first, speaker.at)
        others = [s.at for s in self.heard.cued if s.cue is not cue and near < s.at < far]
        group = speaker.group
        return PairValues(
            side=side,
            other_type=self.values.type,
            value=group.value if group is not None else None,
            cue=group.id if group is not None else None,
            inside="" if not speaker.carried and speaker.first <= trigger.first < speaker.last else None,
            quotes=self._quotes(quote),
            cc=None if not left else group.id if group is not None else ":",
            nearest=_SAID[not others],
            heard=values.same,
            after_verb=values.form if not left and trigger.form == "verb" else None,
            rank=bucket(len(set(others)), (0, 1, 2, 3)),
            **gap,
        )

    def _gap(self, left: bool, low: int, high: int) -> dict[str, str | None]:
        """What lies between a reporting word and the trigger."""
        parse = self.parse
        tags = parse.tags[max(0, low - parse.first) : max(0, high - parse.first)]
        opener = _opener(parse, low, high) if left else "-"
        within = clause(parse, self.trigger, low) if left else None
        return {
            "opener": opener,
            "length": bucket(len(tags), (0, 1, 2, 4, 8, 15, 25)),
            "commas": _COUNTS[min(tags.count("k"), 3)],
            "verbs": _COUNTS[min(tags.count("v"), 2)],
            "within": within,
            "direct": _SAID[within == "-"] if left else None,
            "before": self.before if left else None,
            "walls": _COUNTS[min(tags.count("r") + tags.count("s"), 3)],
            "triggers": _COUNTS[min(sum([low <= t.first < high for t in self.sentence.triggers]), 4)],
            "wall": opener if any(low <= k < high for k in self.heard.walls) else None,
        }

    def _quotes(self, own: Span | None) -> str:
        """Neither in a quotation, the trigger alone, the reporting word alone, both in the same, each in another."""
        if self.quote is None or own is None:
            return f"{self.quote is not None:d}{own is not None:d}"
        return "same" if own == self.quote else "two"


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
