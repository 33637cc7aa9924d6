"""Coded events of a report in, the same with each demand, accusation or threat that somebody denies told as one that was denied out.

`X denied that Y had called for the withdrawal`: nobody says so, so what was demanded or alleged is no demand of Y's and no fact. The
demand itself is the event (word.demand), and X denies it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from rasid.coder import Coded
from rasid.guards.charge import able_party, speaks
from rasid.knowledge.cues import CueHit
from rasid.mentions import Sentence, Trigger
from rasid.phrases import Parse, Phrase
from rasid.speech import Speaker
from rasid.types import Role

ACTS: Mapping[str, str] = {"demands": "word.demand", "accuses": "word.accuse", "threatens": "word.threaten"}


def without_unsaid(found: Sequence[Coded], who: Sequence[Sequence[Speaker]]) -> Iterator[Coded]:
    """The events, those that somebody only denies to have demanded or alleged given up for the speech act that is denied."""
    told: set[int] = set()
    for event in found:
        denied = denied_act(event.sentence, event.trigger)
        if denied is None or event.trigger.first == denied[0].first:
            if event.type != "word.deny" or not _has_act(event.sentence, event.trigger):
                yield event
            continue
        denial, act = denied
        trigger = next((t for t in event.sentence.triggers if t.first == act.first), None)
        if trigger is not None and act.first not in told:
            told.add(act.first)
            yield _unsaid(event, trigger, denial, act, who[event.sentence.i])


def denied_act(sentence: Sentence, trigger: Trigger) -> tuple[CueHit, CueHit] | None:
    """The denial and the word of demanding, accusing or threatening under it that holds the event, or is it."""
    acts = [h for h in sentence.speech if h.first <= trigger.first and (h.last <= trigger.first or h.first == trigger.first)]
    act = acts[-1] if acts else None
    if act is None or act.cue.value not in ACTS or not _is_act(act):
        return None
    parse = sentence.parse
    denials = [h for h in acts[:-1] if h.cue.value == "denies" and h.form in ("verb", "participle") and parse.tag(h.first - 1) != "x"]
    if not denials or not _governs(parse, denials[-1], act) or set("vsr") & {parse.tag(k) for k in range(act.last, trigger.first)}:
        return None
    return denials[-1], act


def _is_act(hit: CueHit) -> bool:
    """A verb or a noun of doing; who denies the accusations denies the deed, not that somebody made them."""
    return hit.form == "verb" or (hit.form == "noun" and hit.cue.value != "accuses")


def _governs(parse: Parse, denial: CueHit, act: CueHit) -> bool:
    """The verb of the clause that is denied (denied THAT the government CALLED for it), or its object (denied THE CALL for it)."""
    between = [k for k in range(denial.last, act.first) if "auxiliary" not in parse.words[k].classes]
    tags = "".join(parse.tag(k) for k in between)
    if set("vrx") & set(tags) or parse.words[act.first].conj or (act.form == "noun" and "k" in tags):
        return False
    return tags.count("s") == 1 if act.form == "verb" else "s" not in tags and "p" not in tags


def _has_act(sentence: Sentence, trigger: Trigger) -> bool:
    """The word of denial has a demand or an accusation under it."""
    denial = next((h for h in sentence.speech if h.first == trigger.first), None)
    acts = (h for h in sentence.speech if denial is not None and h.first >= denial.last and h.cue.value in ACTS)
    return denial is not None and any(_is_act(a) and _governs(sentence.parse, denial, a) for a in acts)


def _unsaid(event: Coded, trigger: Trigger, denial: CueHit, act: CueHit, who: Sequence[Speaker]) -> Coded:
    sentence, parse = event.sentence, event.sentence.parse
    own = [s for s in who if s.cue == denial and not s.carried and s.phrase is not None and s.last <= act.first]
    denier = next((s for side in ("after", "before") for s in own if s.side == side), None)
    bare = [p for p in parse.phrases if denial.last <= p.first < event.trigger.first and able_party(p)]
    addressed = [p for p in bare if p.first >= act.first and (p.prep or act.cue.value == "accuses" or parse.tag(act.first - 1) != "s")]
    subject = next((p for p in bare if p.last == act.first and p.first >= denial.last and not p.prep), None)
    doer = subject or (denier.phrase if denier is not None else None)
    roles: dict[Role, list[Phrase]] = {
        "actor": [doer] if doer is not None else [],
        "target": [p for p in addressed[:1] if p is not doer],
        "place": [],
        "goods": [],
    }
    carried = next((s for s in who if s.cue == denial), event.speaker)  # who went on to deny: said that X, DENYING that
    said = denier or (speaks(doer, sentence, denial) if doer is not None else carried)
    told = replace(event, trigger=trigger, type=ACTS[act.cue.value], roles=roles, numbers={}, time=None)
    return replace(told, speaker=said, stance="denies", status="negated")
