"""An accepted frame and the speakers of its report in; source, stance, status and time of the claim out.

Each is a choice among what the grammar proposes: the speakers of the sentence and the outlet, the codebook's stances and statuses,
the time expressions of the sentence.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rasid.choice import Choice
from rasid.frames import NONE, bucket
from rasid.knowledge import Knowledge
from rasid.mentions import Reading, Sentence, Trigger
from rasid.sources import OUTLET, Sources
from rasid.speech import Speaker
from rasid.standing import stance_choice, status_choice
from rasid.surroundings import Told
from rasid.times import TimeMention
from rasid.types import Stance, Status

__all__ = ["OUTLET", "Attributes", "Sources", "attributes", "stance_choice", "status_choice", "time_choice"]

@dataclass(slots=True)
class Attributes:
    """Everything about a claim but its type and roles."""

    speaker: Speaker | None
    stance: Stance
    status: Status
    time: TimeMention | None


def attributes(
    reading: Reading,
    sentence: Sentence,
    trigger: Trigger,
    type_: str,
    who: Sequence[Speaker],
    told: Sequence[Told],
    knowledge: Knowledge,
) -> Attributes:
    """Who says so, how, with which status, and when; `told` are the claims coded before this one."""
    speaker = _speaker(reading, sentence, trigger, type_, who, told, knowledge)
    status_ = status_choice(reading, sentence, trigger, type_, speaker, told, knowledge)
    status: Status = _pick(status_, "status", knowledge, "happened")  # type: ignore[assignment]  # the options are the statuses
    stance_ = stance_choice(reading, sentence, trigger, type_, speaker, status)
    group = speaker.group if speaker is not None else None
    default = group.value if group is not None else "reports"
    stance: Stance = _pick(stance_, "stance", knowledge, default)  # type: ignore[assignment]  # the options are the stances
    time = _time(reading, sentence, trigger, type_, who, knowledge)
    return Attributes(speaker, stance, status, time)


def _pick(choice: Choice, name: str, knowledge: Knowledge, default: str) -> str:
    """The most probable option; without weights the default."""
    model = knowledge.models[name]
    if not model.trained:
        return default
    scores = model.scores(choice)
    return choice.options[scores.index(max(scores))]


def _speaker(
    reading: Reading,
    sentence: Sentence,
    trigger: Trigger,
    type_: str,
    who: Sequence[Speaker],
    told: Sequence[Told],
    knowledge: Knowledge,
) -> Speaker | None:
    """The likeliest source: what speaks for the same words adds up, and of these the likeliest reporting word counts."""
    if not who:
        return None
    model = knowledge.models["source"]
    if not model.trained:
        before = [s for s in who if s.at < trigger.first and not s.carried]
        return None if type_.startswith("word.") else before[-1] if before else None
    choice = Sources(reading, sentence, trigger, type_, who, knowledge).choice()
    outlet, *shares = model.probabilities(choice)
    totals: dict[tuple[int, int], float] = defaultdict(float)
    for speaker, p in zip(who, shares, strict=False):
        totals[speaker.start, speaker.end] += p
    if outlet >= max(totals.values()):
        return None
    best = max(totals, key=lambda words: totals[words])
    return max(((p, -n, s) for n, (s, p) in enumerate(zip(who, shares, strict=False)) if (s.start, s.end) == best))[2]


def _time(
    reading: Reading, sentence: Sentence, trigger: Trigger, type_: str, who: Sequence[Speaker], knowledge: Knowledge
) -> TimeMention | None:
    if not sentence.times:
        return None
    choice = time_choice(reading, sentence, trigger, type_, who)
    if not knowledge.models["time"].trained:
        return min(sentence.times, key=lambda t: abs(t.first - trigger.first))
    picked = _pick(choice, "time", knowledge, NONE)
    return None if picked == NONE else sentence.times[int(picked)]


def time_choice(reading: Reading, sentence: Sentence, trigger: Trigger, type_: str, speakers: Sequence[Speaker]) -> Choice:
    """Which time expression of the sentence is the event's, if any?"""
    options = (NONE, *(str(n) for n in range(len(sentence.times))))
    family = type_.split(".")[0]
    none = ("none", f"none|{family}", f"none|{trigger.form}", f"none|{len(sentence.times)}", f"none|{bool(speakers)}")
    own = (none, *(tuple(_time_features(sentence, trigger, type_, n, t)) for n, t in enumerate(sentence.times)))
    return Choice(options, (), own)


def _time_features(sentence: Sentence, trigger: Trigger, type_: str, n: int, time: TimeMention) -> Iterator[str]:
    parse, family = sentence.parse, type_.split(".")[0]
    side = "<" if time.last <= trigger.first else ">"
    low, high = (time.last, trigger.first) if side == "<" else (trigger.last, time.first)
    tags = parse.tags[max(0, low - parse.first) : max(0, high - parse.first)]
    kind = "opens" if time.opens else time.kind
    shape = type(time.expr).__name__
    yield f"k={kind}{side}"
    yield f"sh={shape}{side}{family}"
    yield f"d={side}{bucket(len(tags), (0, 1, 2, 3, 5, 8, 12, 20))}"
    yield f"dk={kind}{side}{bucket(len(tags), (0, 2, 5, 10))}{trigger.form[0]}"
    yield f"w={side}{min(sum(t in 'rs' for t in tags), 2)}|{min(tags.count('v'), 2)}"
    yield f"k2={side}{min(tags.count('k'), 2)}{trigger.form[0]}"
    yield f"trig={side}{min(sum(1 for t in sentence.triggers if low <= t.first < high), 3)}"
    yield f"start={time.first == parse.first}{side}"
    yield f"f={trigger.form}{side}{family}"
    yield f"before={parse.tag(time.first - 1)}{shape}"
    speech = [c for c in sentence.speech if low - 1 <= c.first < high + 1]
    yield f"speech={side}{bool(speech)}{family}"
    # a day that stands next to a reporting word is the day of the announcement
    close = any(
        0 <= time.first - c.last <= 6 and not (c.first <= trigger.first < time.first and trigger.first != c.first)
        for c in sentence.speech
    )
    yield f"announced={close}{side}{shape}"
    yield f"announcedf={close}{family}{trigger.form[0]}"
    if any(c.first == trigger.first for c in sentence.speech):
        yield f"speaks={side}{family}"
