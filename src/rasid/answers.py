"""Coded events of a report in, the same with what others answered to them in the same sentence out.

`X shelled the market, which the army denied`: one event told by two sources is two claims (GUIDE). The clause of the answer names no
event of its own; its verb, one that denies or confirms, has a pronoun or a word such as `that` for the event before it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from rasid.coder import Coded
from rasid.guards.proforms import OBJECT, stands, stands_for_event
from rasid.knowledge import Knowledge
from rasid.knowledge.cues import CueHit
from rasid.mentions import Reading, Sentence
from rasid.phrases import Parse
from rasid.speech import Speaker, speakers
from rasid.types import Stance
from rasid.voices import able

_ANSWERS: frozenset[str] = frozenset({"denies", "confirms"})
_OPENER = 12  # tokens between what opens the clause of an answer and its verb: a name with the office
_TOLD = frozenset({"happened", "ongoing", "planned"})


def with_answers(found: Sequence[Coded], reading: Reading, knowledge: Knowledge) -> Sequence[Coded]:
    """The events and, behind each, what somebody else denies or confirms of it; such an answer is no denial of its own."""
    answers = [(s, hit, first) for s in reading.sentences for hit in s.speech if (first := _answers(s, hit, knowledge)) >= 0]
    who = speakers(reading, knowledge) if answers else []
    kept = list(found)
    for sentence, hit, opener in answers:
        event = _event(kept, sentence, hit, opener, knowledge)
        speaker = _speaker(hit, who[sentence.i], reading, knowledge)
        if event is None or speaker is None or _says_so(event, speaker, reading.text.raw):
            continue
        kept = [c for c in kept if not (c.sentence is sentence and c.trigger.first == hit.first and c.type.startswith("word."))]
        if not _negated(sentence.parse, hit):
            kept.insert(kept.index(event) + 1, _answer(event, speaker, hit.cue.value))
    return kept


def _answer(event: Coded, speaker: Speaker, value: str) -> Coded:
    stance: Stance = "denies" if value == "denies" else "confirms"
    numbers = {} if stance == "denies" else dict(event.numbers)
    return replace(event, speaker=speaker, stance=stance, status="negated" if stance == "denies" else event.status, numbers=numbers)


def _negated(parse: Parse, hit: CueHit) -> bool:
    return parse.tag(hit.first - 1) == "x"


def _says_so(event: Coded, speaker: Speaker, raw: str) -> bool:
    """He told it himself: he adds nothing."""
    own = event.speaker
    return own is not None and raw[own.start : own.end] == raw[speaker.start : speaker.end]


def _answers(sentence: Sentence, hit: CueHit, knowledge: Knowledge) -> int:
    """Where the clause of an answer begins; -1 where the verb has a content of its own."""
    if hit.form != "verb" or hit.cue.value not in _ANSWERS:
        return -1
    parse, words = sentence.parse, knowledge.lexicon.words
    k = hit.first - 1 - _negated(parse, hit)
    refers = hit.cue.value == "denies" or bool(parse.words[hit.first].pronoun)  # which strengthens the power of X answers nothing
    for row in (r.split() for r in words["answers"] if refers):
        first = k - len(row) + 1
        if first > parse.first and stands(parse, first, row):
            return first
    opener = next((j for j in _subject(parse, hit) if _opens(parse, j, hit)), -1)
    return opener if opener > parse.first and stands_for_event(sentence, hit, knowledge) else -1


def _subject(parse: Parse, hit: CueHit) -> Iterator[int]:
    """The tokens from the verb of an answer back over its subject: but a source IN THE FORCE OF DETERRENCE denied that."""
    for k in range(hit.first, max(parse.first, hit.first - _OPENER), -1):
        yield k
        if k < hit.first - 1 and parse.tag(k) in "vr":
            return


def _opens(parse: Parse, k: int, hit: CueHit) -> bool:
    """A clause begins: a subordinator, a conjunction, or `and` written to the verb."""
    return parse.tag(k) in "sc" or (k == hit.first - _negated(parse, hit) and bool(parse.words[k].conj))


def _speaker(hit: CueHit, who: Sequence[Speaker], reading: Reading, knowledge: Knowledge) -> Speaker | None:
    """Who answers: the subject behind the verb, or before it."""
    own = [s for s in who if s.cue == hit and not s.carried and able(s.phrase, reading, knowledge)]
    return next((s for side in ("after", "before") for s in own if s.side == side), None)


def _event(found: Sequence[Coded], sentence: Sentence, hit: CueHit, opener: int, knowledge: Knowledge) -> Coded | None:
    """The last event before the answer; not one that only surrounds another (was killed during clashes).

    Who denies the accusations denies a deed that somebody is accused of.
    """
    told = [c for c in found if c.sentence is sentence and c.trigger.last <= opener and not _is_answer(c, hit)]
    words = sentence.parse.words[opener : min(sentence.parse.last, hit.last + OBJECT)]
    charge = any(cue.value == "accuses" for w in words for n in w.nouns for _, cue, _ in knowledge.attribution.by_noun.get(n, ()))
    events = [c for c in told if not c.type.startswith("word.") and c.status in _TOLD and (not charge or c.stance == "accuses")]
    for n in range(len(events) - 1, -1, -1):
        if n == 0 or not _surrounds(sentence.parse, events[n], events[n - 1], knowledge):
            return events[n]
    return None


def _is_answer(event: Coded, hit: CueHit) -> bool:
    """What somebody denies nobody answers; what he confirms another may deny."""
    return event.stance == "denies" or (event.stance == "confirms" and hit.cue.value != "denies")


def _surrounds(parse: Parse, event: Coded, before: Coded, knowledge: Knowledge) -> bool:
    """The event only tells of the one before it: in what circumstance, or of whom (struck officers WHO WERE MEETING there)."""
    first = event.trigger.first
    prep = parse.words[first].prep or (parse.words[first - 1].core if parse.tag(first - 1) == "p" else "")
    between = {parse.tag(k) for k in range(before.trigger.last, first)}
    return _is_attribute(parse, event) or (prep in knowledge.prepositions["circumstance"] and not set("vrs") & between)


def _is_attribute(parse: Parse, event: Coded) -> bool:
    """The verb of a relative clause: behind its pronoun, or behind an indefinite noun that another verb governs."""
    first = event.trigger.first
    if event.trigger.form != "verb" or parse.words[first].conj:
        return False
    for k in range(first - 1, parse.first - 1, -1):
        helps = "auxiliary" in parse.words[k].classes and not parse.words[k].conj
        if parse.tag(k) in "rv" and not helps:
            return True
        if parse.tag(k) not in "nutpqh" and not helps:
            return False
    return False
