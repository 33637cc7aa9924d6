"""An accepted event and the time expressions of its sentence in, the choice of the event's own time out, or none.

A date belongs to the verb or event that it stands with; one that stands with a reporting word dates the announcement.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rasid.choice import Choice
from rasid.frames import NONE, bucket
from rasid.mentions import Reading, Sentence, Trigger
from rasid.scopes import Clause, joined
from rasid.speech import Speaker
from rasid.surroundings import Told, tense
from rasid.times import Anaphor, TimeMention

_HOLD = 12  # tokens to the left within which a time looks for what it stands with
_CLAUSE = 20  # and within which it looks for the verb of its clause
_SPEECH = "speech"


class Dating:
    """What the time expressions of one event share, found once."""

    def __init__(
        self,
        reading: Reading,
        sentence: Sentence,
        trigger: Trigger,
        type_: str,
        speaker: Speaker | None,
        status: str,
        told: Sequence[Told],
    ) -> None:
        self.reading, self.sentence, self.trigger, self.parse = reading, sentence, trigger, sentence.parse
        self.type, self.family, self.status, self.speaker = type_, type_.split(".")[0], status, speaker
        self.form = trigger.form[0] + tense(reading, trigger)
        last = told[-1] if told and told[-1].sentence.i == sentence.i else None
        self.last = last
        self.tied = last is not None and last.trigger.last <= trigger.first and joined(sentence, trigger, last.trigger)
        self.events = {k for t in sentence.triggers for k in range(t.first, t.last)}
        self.speech = {c.first: c for c in sentence.speech if c.form != "noun"}
        self.clause = Clause(self.parse, trigger)
        word = self.parse.words[trigger.first]  # with the article it is known, and may have been dated before
        self.shape = trigger.form[0] + ("a" if word.article else "s" if word.pronoun else "")

    def choice(self) -> Choice:
        """Which time expression of the sentence is the event's, if any?"""
        times = self.sentence.times
        options = (NONE, *(str(n) for n in range(len(times))))
        return Choice(options, (), (tuple(self._none()), *(tuple(self._of(t)) for t in times)))

    def _none(self) -> Iterator[str]:
        yield "none"
        yield f"none|{self.family}"
        yield f"none|{self.type}"
        yield f"none|{self.form}|{self.status}"
        yield f"none|{min(len(self.sentence.times), 3)}"
        yield f"none|{self.speaker is not None}"
        yield f"none|{min(self.sentence.i, 1)}|{self.form}"
        if self.last is not None:
            yield f"none|last={self.last.time is not None}|{self.tied}"
        yield from self._undated()

    def _undated(self) -> Iterator[str]:
        """What ties the event to its sentence, and its word: an event noun behind `after` has no date in its sentence."""
        yield f"none|j={self.clause.joint}|{self.shape}"
        yield f"none|sh={self.shape}|{self.family}"
        yield f"none|n={self.clause.noun.split('<')[-1]}"
        yield f"none|gv={self._lemma(self.clause.verb)}"
        yield f"none|lem={self.trigger.lemma}"

    def _of(self, time: TimeMention) -> Iterator[str]:
        trigger, parse = self.trigger, self.parse
        side = "<" if time.last <= trigger.first else ">"
        low, high = self._gap(time, side)
        tags = parse.tags[max(0, low - parse.first) : max(0, high - parse.first)]
        kind, shape = "opens" if time.opens else time.kind, type(time.expr).__name__
        yield f"k={kind}{side}"
        yield f"kst={kind}{side}{self.status}"
        yield f"sh={shape}{side}{self.family}"
        yield f"shs={shape}{self.status}"
        yield f"ty={self.type}{side}"
        yield f"d={side}{bucket(len(tags), (0, 1, 2, 3, 5, 8, 12, 20))}"
        yield f"dk={kind}{side}{bucket(len(tags), (0, 2, 5, 10))}{trigger.form[0]}"
        yield from self._between(side, tags, low, high)
        yield from self._held(time, side)
        yield from self._place(time, side, shape)
        yield from self._clauses(time, side)
        yield from self._near(time, side)
        if self.last is not None:
            yield f"last={self.last.time is time}|{self.tied}|{side}"
            yield f"lastd={self.last.time is time}|{side}{bucket(trigger.first - self.last.trigger.last, (0, 2, 5, 9))}"

    def _between(self, side: str, tags: str, low: int, high: int) -> Iterator[str]:
        form = self.trigger.form[0]
        walls = f"{min(tags.count('s'), 1)}{min(tags.count('r'), 1)}"
        triggers = sum(1 for t in self.sentence.triggers if low <= t.first < high)
        speech = any(low - 1 <= c < high + 1 for c in self.speech)
        yield f"w={side}{walls}|{min(tags.count('v'), 2)}|{form}"
        yield f"k2={side}{min(tags.count('k'), 2)}{form}"
        yield f"trig={side}{min(triggers, 3)}"
        yield f"trigw={side}{min(triggers, 2)}{walls}{speech:d}{form}"
        yield f"speech={side}{speech}{self.family}"
        yield f"conj={side}{any(self.parse.words[k].conj for k in range(low, high))}{min(triggers, 1)}"
        if len(tags) <= 3:
            yield f"tags={side}{tags}{form}"

    def _held(self, time: TimeMention, side: str) -> Iterator[str]:
        """What the time stands with: going left, the first verb, event or reporting word."""
        holder, gap, walls = self._holder(time)
        yield f"h={holder}{side}|{walls}"
        yield f"hg={holder}|{bucket(gap, (0, 1, 2, 4, 7))}"
        yield f"hf={holder}{side}|{self.form}"
        yield f"hfam={holder}|{self.family}"
        yield f"hs={holder}{side}|{self.status}"
        yield f"hsent={holder}{side}|{min(self.sentence.i, 2)}|{self.trigger.form[0]}"
        yield f"hty={holder}{side}|{self.type}"
        group = self.speaker.group if self.speaker is not None else None
        yield f"hg={holder}{side}|{group.id if group else '-'}|{self.trigger.form[0]}"
        yield f"ho={holder}{side}|{self.order(time)}"
        rivals = sorted(self.sentence.triggers, key=lambda t: min(abs(t.first - time.last), abs(time.first - t.last)))
        yield f"rank={side}{min(rivals.index(self.trigger), 4)}|{self.trigger.form[0]}"
        cue = self.speaker.cue if self.speaker is not None else None
        if cue is not None:
            near = 0 <= time.first - cue.last <= 6
            yield f"cue={near}{side}|{cue.first < self.trigger.first}"

    def order(self, time: TimeMention) -> str:
        """How many events stand before the time, after the reporting word or all, up to the trigger: its place among them."""
        nearer = [
            t for t in self.sentence.triggers if t is not self.trigger and self._distance(t, time) < self._distance(self.trigger, time)
        ]
        same = [t for t in nearer if (t.first < time.first) == (self.trigger.first < time.first)]
        return f"{min(len(same), 3)}{min(len(nearer) - len(same), 2)}"

    @staticmethod
    def _distance(trigger: Trigger, time: TimeMention) -> int:
        return time.first - trigger.last if trigger.first < time.first else trigger.first - time.last

    def _holder(self, time: TimeMention) -> tuple[str, int, int]:
        parse, trigger, walls = self.parse, self.trigger, 0
        for k in range(time.first - 1, max(parse.first, time.first - _HOLD) - 1, -1):
            if trigger.first <= k < trigger.last:
                return "self", time.first - k, walls
            if k in self.speech:
                return "speech", time.first - k, walls
            if k in self.events:
                return "event", time.first - k, walls
            tag = parse.tag(k)
            if tag == "v":
                return "verb", time.first - k, walls
            walls += tag in "rs"
        return ("start" if time.first - parse.first < _HOLD else "far"), 0, walls

    def _clauses(self, time: TimeMention, side: str) -> Iterator[str]:
        """The clause of the time against that of the event: a time belongs to the verb whose clause it stands in."""
        clause, form = self.clause, self.trigger.form[0]
        verb, opener = self._up(time.first)
        same = self._same(verb, opener)
        own = self._lemma(clause.verb)
        where = "".join("-" if k < 0 else "b" if time.first < k else "a" for k in (clause.verb, clause.opener, clause.above))
        yield f"cj={clause.joint}{side}|{self.shape}"
        yield f"csh={self.shape}{side}|{time.kind}"
        yield f"same={same}{side}|{form}"
        yield f"samej={same}{side}|{clause.joint}"
        yield f"where={where}{side}|{form}"
        yield f"wheres={where}{side}|{same}|{own == _SPEECH}"
        yield f"gv={own}|{side}{same}"
        yield f"tv={self._lemma(verb)}|{same}{side}"
        joins = self._joins(time, side)
        yield f"joins={joins}|{form}"
        yield f"joinw={joins}|{same}"

    def _up(self, first: int) -> tuple[int, int]:
        """The nearest verb to the left, or the subordinator or relative that is met before it (-1: none)."""
        parse = self.parse
        for k in range(first - 1, max(parse.first, first - _CLAUSE) - 1, -1):
            tag = parse.tag(k)
            if tag == "v" and parse.words[k].verbs:
                return k, -1
            if tag in "sr":
                return -1, k
        return -1, -1

    def _same(self, verb: int, opener: int) -> str:
        """What of the event's clause the verb or opener of the time's clause is."""
        clause = self.clause
        if verb >= 0:
            names = {clause.above: "above", clause.verb: "verb", self.trigger.first: "self"}
            return names.get(verb, "-")
        return "open" if opener >= 0 and opener == clause.opener else "-"

    def _lemma(self, k: int) -> str:
        """The verb at a token: that it reports is more telling than which it is."""
        return "-" if k < 0 else _SPEECH if k in self.speech else self.parse.words[k].verbs[0].lemma

    def _joins(self, time: TimeMention, side: str) -> str:
        """Verbs joined by `and` between event and time: the second of two verbs has a time of its own."""
        low, high = self._gap(time, side)
        joins = sum(1 for k in range(low, high) if self.parse.tag(k) == "v" and self.parse.words[k].conj)
        return f"{min(joins, 2)}{side}{side == '<' and bool(self.parse.words[self.trigger.first].conj):d}"

    def _gap(self, time: TimeMention, side: str) -> tuple[int, int]:
        return (time.last, self.trigger.first) if side == "<" else (self.trigger.last, time.first)

    def _near(self, time: TimeMention, side: str) -> Iterator[str]:
        """The word before the time and the mark behind it, its rank among the times, and what it counts from."""
        parse, times = self.parse, self.sentence.times
        after = parse.tag(time.last + 1) if parse.tag(time.last) == "k" else parse.tag(time.last)
        yield f"aft={after}{side}{self.trigger.form[0]}"
        nearest = sorted(times, key=lambda t: self._distance(self.trigger, t))
        yield f"trank={min(nearest.index(time), 3)}|{min(len(times), 3)}{side}"
        if time.first > parse.first:
            yield f"pw={parse.words[time.first - 1].core}|{time.opens:d}{side}"
        if isinstance(time.expr, Anaphor):
            low, high = self._gap(time, side)
            yield f"ev={time.expr.event:d}{side}{bucket(high - low, (0, 1, 2, 3, 6))}"
        if time.wide is not None:
            yield f"wide={self.trigger.last <= time.wide.first}{side}{self.trigger.first < time.first}"

    def _place(self, time: TimeMention, side: str, shape: str) -> Iterator[str]:
        """First of the sentence, between commas, last of it; the word before."""
        parse = self.parse
        before, after = parse.tag(time.first - 1), parse.tag(time.last)
        yield f"start={time.first == parse.first}{side}{self.form}"
        yield f"marks={before == 'k'}{after == 'k'}{side}"
        yield f"before={before}{shape}"
        yield f"after={after}{side}"
        if time.first > parse.first and before in "spfcx":
            yield f"word={parse.tokens[time.first - 1].form}{side}"
        yield f"end={after in ' k' and time.last >= parse.last - 1}{side}"
        yield f"title={self.sentence.i == 0}{side}"
        any_ = min((t.first for t in self.sentence.times), default=0) == time.first
        yield f"first={any_}|{min(len(self.sentence.times), 3)}{side}"
