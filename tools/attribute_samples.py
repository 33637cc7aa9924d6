"""One gold claim tied to a trigger in; the labelled choices of its source, status, stance and time out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING

from gold import GoldClaim, GoldReport
from maxent import Labelled
from rasid.attributes import OUTLET, Dating, Sources, stance_choice, status_choice
from rasid.coder import Coded
from rasid.frames import NONE
from rasid.knowledge import Knowledge
from rasid.mentions import Reading, Sentence, Trigger
from rasid.speech import Speaker
from rasid.text import fold
from rasid.times import resolve_time

if TYPE_CHECKING:
    from samples import Samples


def attribute_rows(
    report: GoldReport,
    reading: Reading,
    sentence: Sentence,
    trigger: Trigger,
    claim: GoldClaim,
    who: Sequence[Speaker],
    knowledge: Knowledge,
    samples: Samples,
) -> None:
    """The choices that decide everything about a claim but its roles."""
    type_ = claim.data["type"]
    speaker = _gold_speaker(report, claim, who, samples)
    if who and speaker is not False:
        choice = Sources(reading, sentence, trigger, type_, who, knowledge, told=samples.told).choice()
        option = OUTLET if speaker is None else str(who.index(speaker))
        if option in choice.options:
            samples.by_model["source"].append(Labelled(choice, choice.options.index(option)))
    known = speaker if isinstance(speaker, Speaker) else None
    status, stance = claim.data["status"], claim.data["stance"]
    choice = status_choice(reading, sentence, trigger, type_, known, samples.told, knowledge)
    samples.by_model["status"].append(Labelled(choice, choice.options.index(status)))
    choice = stance_choice(reading, sentence, trigger, type_, known, status)
    samples.by_model["stance"].append(Labelled(choice, choice.options.index(stance)))
    time = None
    if sentence.times:
        choice = Dating(reading, sentence, trigger, type_, known, status, samples.told).choice()
        label = _gold_time(report, sentence, claim)
        time = sentence.times[int(label)] if label != NONE else None
        samples.by_model["time"].append(Labelled(choice, choice.options.index(label)))
    samples.told.append(Coded(sentence, trigger, type_, {}, known, stance, status, time))


def _gold_speaker(report: GoldReport, claim: GoldClaim, who: Sequence[Speaker], samples: Samples) -> Speaker | bool | None:
    """The speaker that the coder means, by his own words where they stand nearest; None: the outlet, False: no proposal."""
    words = claim.data["source"]
    if words == OUTLET:
        return None
    fitting = [s for s in who if agree(words, report.text[s.start : s.end])]
    samples.lost[f"source {'found' if fitting else 'lost'}"] += 1
    if not fitting:
        return False
    at = report.text.find(claim.data["trigger"], claim.start, claim.end)
    return min(fitting, key=lambda s: (s.carried, s.start > at, abs(s.end - at)))


def _gold_time(report: GoldReport, sentence: Sentence, claim: GoldClaim) -> str:
    words = claim.data.get("time") or ""
    spans = claim.spans(report.text, words)
    for n, time in enumerate(sentence.times):
        if any(time.span.start < b and a < time.span.end for a, b in spans):
            return str(n)
    if not words and claim.data.get("when"):
        for n, time in enumerate(sentence.times):
            value = resolve_time(time, report.published)
            if value is not None and value.edtf == claim.data["when"]:
                return str(n)
    return NONE


def agree(a: str, b: str) -> bool:
    """One phrase holds the other after folding, or they share half of their words."""
    x, y = fold(a).split(), fold(b).split()
    if not x or not y:
        return False
    if " ".join(x) in " ".join(y) or " ".join(y) in " ".join(x):
        return True
    common = sum((Counter(x) & Counter(y)).values())
    return 2 * common >= max(len(x), len(y))
