"""Coded frames in, claims out: words with offsets, a source with its chain, and an id made of the content."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

from rasid.allegiance import owned_end
from rasid.coder import Coded
from rasid.knowledge import Knowledge
from rasid.mentions import Reading
from rasid.phrases import Parse, Phrase
from rasid.place_spans import belonging, place_span
from rasid.speech import Speaker
from rasid.types import ROLES, Claim, Report, Role, Source, Span, Value, Words


def make_claim(report: Report, reading: Reading, coded: Coded, knowledge: Knowledge) -> Claim:
    """The claim of a coded frame; ids, dates and points are the work of `resolve`."""
    tokens, parse = reading.text.tokens, coded.sentence.parse
    raw = reading.text.raw
    trigger = _trigger_words(reading, coded)
    roles = {role: tuple(_value(role, p, coded, reading, knowledge) for p in coded.roles.get(role, ())) for role in ROLES}
    source = _source(coded.speaker, report, raw, knowledge)
    time = coded.time
    return Claim(
        id=claim_id(report.id, coded.type, trigger, roles, source),
        report=report.id,
        outlet=report.outlet,
        published=report.published,
        sentence=Span(tokens[parse.first].start, tokens[parse.last - 1].end),
        type=coded.type,
        trigger=trigger,
        actor=roles["actor"],
        target=roles["target"],
        place=roles["place"],
        goods=roles["goods"],
        time=Words(time.span.start, time.span.end, raw[time.span.start : time.span.end]) if time is not None else None,
        source=source,
        stance=coded.stance,
        status=coded.status,
        extent="part" if "part" in (coded.extent, coded.rule.extent) else "whole",
        killed=coded.numbers.get("killed"),
        injured=coded.numbers.get("injured"),
        killed_min=coded.numbers.get("killed_min"),
        killed_max=coded.numbers.get("killed_max"),
        injured_min=coded.numbers.get("injured_min"),
        injured_max=coded.numbers.get("injured_max"),
        weapon=coded.weapon.text if coded.weapon is not None else "",
        by=(f"rules@{knowledge.version}",),
        rule=coded.rule.id,
        features=coded.why,
    )


def _trigger_words(reading: Reading, coded: Coded) -> Words:
    """The trigger without the conjunction and preposition on its first word."""
    text, trigger = reading.text, coded.trigger
    first, word = text.tokens[trigger.first], reading.words[trigger.first]
    fused = bool(word.prep) and word.article and len(first.form) == len(word.conj) + len(word.core) + 2
    cut = len(word.conj) + (0 if fused else len(word.prep))
    start = text.inside(first, cut) if cut else first.start
    end = text.tokens[trigger.last - 1].end
    return Words(start, end, text.raw[start:end])


def _value(role: Role, phrase: Phrase, coded: Coded, reading: Reading, knowledge: Knowledge) -> Value:
    parse, raw = coded.sentence.parse, reading.text.raw
    if role == "place":
        start, end = place_span(phrase, parse, knowledge)
        whole = belonging(phrase, parse, knowledge, coded.roles["place"])
        end = whole.end if whole is not None else end
    else:
        start, end = _actor_start(phrase, parse, knowledge), owned_end(phrase, coded, reading, knowledge)
    return Value(start, end, raw[start:end])


def _actor_start(phrase: Phrase, parse: Parse, knowledge: Knowledge) -> int:
    """Where the words for somebody begin: behind a masdar that only tells that he does something (the taking part OF X)."""
    k, words = phrase.first, knowledge.lexicon.words["doings"]
    while k < phrase.last - 1 and parse.words[k].core in words and not parse.words[k].article:
        k += 1
    named = next((n.start for n in phrase.names if n.first == k), -1)
    if k == phrase.first or (named < 0 and not parse.words[k].article):
        return phrase.start
    return named if named >= 0 else parse.tokens[k].start


def _source(speaker: Speaker | None, report: Report, raw: str, knowledge: Knowledge) -> Source:
    """The one closest to the fact; the outlet ends every chain."""
    outlet = knowledge.outlet_id(report.outlet)
    if speaker is None:
        return Source("outlet", id=outlet, via=outlet)
    anonymous = speaker.phrase is not None and not speaker.phrase.names and speaker.phrase.category == "source"
    kind = "anonymous" if anonymous else "named"
    return Source(kind, raw[speaker.start : speaker.end], speaker.start, speaker.end, "", outlet)  # type: ignore[arg-type]


def claim_id(report: str, type_: str, trigger: Words, roles: dict[Role, tuple[Value, ...]], source: Source) -> str:
    """`c-` and 16 hex digits of the content: the same claim has the same id whenever it is read again."""
    parts: Sequence[str] = (
        report,
        type_,
        f"{trigger.start}-{trigger.end}",
        *(f"{role}:{v.start}-{v.end}" for role in ROLES for v in roles[role]),
        f"{source.kind}:{source.start}-{source.end}",
    )
    return "c-" + hashlib.sha256("|".join(parts).encode()).hexdigest()[:16]
