"""A report in; how each of its sentences is read out: words, names, phrases, speakers, and why each word is an event or not."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from rasid.coder import accept
from rasid.features import Past, trigger_choice
from rasid.frames import NONE, candidates, positions
from rasid.knowledge import Knowledge
from rasid.mentions import Reading, Sentence, Trigger, read_text
from rasid.pipeline import analyse
from rasid.place_spans import place_span
from rasid.speech import Speaker, speakers
from rasid.text import Text
from rasid.types import Claim, Report

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class TracedSentence:
    """One sentence with all that was found in it, as plain data."""

    report: str
    i: int
    start: int
    end: int
    text: str
    words: tuple[Json, ...]
    names: tuple[Json, ...]
    times: tuple[str, ...]
    phrases: tuple[Json, ...]
    speakers: tuple[Json, ...]
    cues: tuple[Json, ...]
    triggers: tuple[Json, ...]

    def as_json(self) -> Json:
        """The trace as JSON."""
        return {name: getattr(self, name) for name in self.__slots__}

    def lines(self) -> Iterator[str]:
        """The trace for a terminal: labels and ids first, Arabic last."""
        yield f"== {self.report} sentence {self.i} [{self.start}:{self.end}]  {self.text}"
        yield "words     " + "  ".join(f"{w['form']}/{w['tag']}" for w in self.words)
        yield "kinds     " + "  ".join(f"{w['form']}:{'+'.join(w['kinds'])}" for w in self.words if w["kinds"])
        for name in self.names:
            yield f"name      [{name['start']}:{name['end']}] {', '.join(name['ids'])}  {name['text']}"
        for time in self.times:
            yield f"time      {time}"
        for phrase in self.phrases:
            yield f"phrase {phrase['i']:<3}[{phrase['start']}:{phrase['end']}] {phrase['what']}  {phrase['text']}"
        for cue in self.cues:
            yield f"status    {cue['id']} {cue['form']}  {cue['text']}"
        for speaker in self.speakers:
            yield f"speaker   {speaker['how']}  {speaker['text']}"
        for trigger in self.triggers:
            yield from _trigger_lines(trigger)


def _trigger_lines(trigger: Json) -> Iterator[str]:
    verdict = trigger["type"] or "no event"
    yield f"trigger   [{trigger['start']}:{trigger['end']}] {trigger['form']} -> {verdict}  {trigger['text']}"
    for rule in trigger["rules"]:
        yield f"    rule      {rule['id']} at {rule['at']}" + (f": {rule['held_back']}" if rule["held_back"] else "")
    for option in trigger["options"]:
        why = "; ".join(option["why"])
        yield f"    {option['p']:.3f}     {option['type']}" + (f"  because {why}" if why else "")
    for phrase in trigger["positions"]:
        yield f"    phrase {phrase['i']:<3}{phrase['position'] or 'nowhere'} = {phrase['role'] or 'no role'}  {phrase['text']}"
    for claim in trigger["claims"]:
        yield f"    claim     {claim}"


def trace(report: Report, knowledge: Knowledge, only: int | None = None) -> Iterator[TracedSentence]:
    """The sentences of a report, or one of them, as they are read."""
    reading = read_text(Text(report.text), knowledge)
    who = speakers(reading, knowledge)
    claims = analyse(report, knowledge)
    past = Past()
    for sentence in reading.sentences:
        past.begin()
        traced = _Tracer(report, reading, sentence, knowledge, claims, past).traced(who[sentence.i])
        if only is None or sentence.i == only:
            yield traced


@dataclass(frozen=True, slots=True)
class _Tracer:
    report: Report
    reading: Reading
    sentence: Sentence
    knowledge: Knowledge
    claims: list[Claim]
    past: Past  # what was accepted before, which later choices look at

    def _quote(self, first: int, last: int) -> Json:
        tokens = self.reading.text.tokens
        start, end = tokens[first].start, tokens[last - 1].end
        return {"start": start, "end": end, "text": self.report.text[start:end]}

    def traced(self, who: tuple[Speaker, ...]) -> TracedSentence:
        parse, text = self.sentence.parse, self.report.text
        whole = self._quote(parse.first, parse.last)
        names = tuple(
            {"start": n.start, "end": n.end, "ids": [f"{x.kind} {x.id}" for x in n.named], "text": text[n.start : n.end]}
            for n in parse.names
        )
        phrases = tuple(
            {"i": p.i, "start": p.start, "end": p.end, "what": self._what(p.i), "text": text[p.start : p.end]} for p in parse.phrases
        )
        return TracedSentence(
            self.report.id,
            self.sentence.i,
            whole["start"],
            whole["end"],
            whole["text"],
            tuple(self._words()),
            names,
            tuple(text[t.span.start : t.span.end] for t in self.sentence.times),
            phrases,
            tuple(self._speaker(s) for s in who),
            tuple({"id": c.cue.id, "form": c.form, **self._quote(c.first, c.last)} for c in self.sentence.cues),
            tuple(self._trigger(n, t) for n, t in enumerate(self.sentence.triggers)),
        )

    def _words(self) -> Iterator[Json]:
        parse = self.sentence.parse
        for k in range(parse.first, parse.last):
            word = self.reading.words[k]
            kinds = [f"{c.kind}={c.detail}" if c.detail else c.kind for c in self.knowledge.lexicon.categories(word)]
            yield {
                "form": parse.tokens[k].form,
                "tag": parse.tag(k),
                "lemma": word.lemma,
                "verbs": [v.lemma for v in word.verbs],
                "kinds": kinds,
                "classes": sorted(word.classes),
            }

    def _what(self, i: int) -> str:
        phrase = self.sentence.parse.phrases[i]
        # The Latin words stand last, so that a preposition and the quotation behind it are not shown as one Arabic row.
        parts = [f"prep {phrase.prep}"] if phrase.prep else []
        parts.append(phrase.category or "unknown head")
        if phrase.conj_of >= 0:
            parts.append(f"joined to {phrase.conj_of}")
        return ", ".join(parts)

    def _speaker(self, speaker: Speaker) -> Json:
        how = "headline" if speaker.cue is None else f"{speaker.cue.cue.id} {speaker.cue.form}"
        text = self.report.text[speaker.start : speaker.end]
        return {"how": f"{how}, carried on" if speaker.carried else how, "text": text}

    def _trigger(self, n: int, trigger: Trigger) -> Json:
        options = self._options(n, trigger)
        accepted = accept(self.reading, self.sentence, n, self.past, self.knowledge)
        if accepted:
            self.past.add(trigger, accepted[0])
        quote = self._quote(trigger.first, trigger.last)
        made = [c for c in self.claims if quote["start"] <= c.trigger.start < quote["end"]]
        return {
            **quote,
            "form": trigger.form,
            "type": accepted[0] if accepted else "",
            "rules": [self._rule(rule) for rule in trigger.rules],
            "options": options,
            "positions": list(self._positions(trigger, made)),
            "claims": [f"{c.id} {c.type} {c.stance} {c.status}" for c in made],
        }

    def _rule(self, rule: Any) -> Json:
        """The rule, and what holds it back where no weights decide."""
        content = self.sentence.content
        held = ["its word alone does not decide"] if rule.weak else []
        if rule.unless & content:
            held.append(f"unless {', '.join(sorted(rule.unless & content))}")
        if rule.needs and not rule.needs & content:
            held.append("none of the words it needs")
        return {"id": rule.id, "at": f"frames/{rule.file}:{rule.line}", "held_back": "; ".join(held)}

    def _options(self, n: int, trigger: Trigger) -> list[Json]:
        model = self.knowledge.models["trigger"]
        if not model.trained:
            return []
        choice = trigger_choice(self.reading, self.sentence, n, self.past, self.knowledge)
        pairs = zip(choice.options, model.probabilities(choice), strict=True)
        return [
            {"type": "no event" if option == NONE else option, "p": p, "why": list(model.decisive(choice, option))}
            for option, p in sorted(pairs, key=lambda pair: -pair[1])
        ]

    def _positions(self, trigger: Trigger, made: list[Claim]) -> Iterator[Json]:
        asked = candidates(self.sentence, trigger)
        places = positions(self.sentence.parse, trigger, asked, self.knowledge)
        for phrase in asked:
            starts = {phrase.start, place_span(phrase, self.sentence.parse, self.knowledge)[0]}  # a place's value is what names it
            roles = {r for c in made for r in ("actor", "target", "place", "goods") for v in getattr(c, r) if v.start in starts}
            yield {
                "i": phrase.i,
                "position": places[phrase.i],
                "role": ", ".join(sorted(roles)),
                "text": self.report.text[phrase.start : phrase.end],
            }
