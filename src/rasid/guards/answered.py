"""A demand that somebody answers in its sentence in, whose demand it is out: X rejected THE DEMAND OF Y for a withdrawal.

A guard, not a choice. Behind a verb of rejecting, ignoring or welcoming, a noun of demanding is the object and Y its subject; the
speaker of what is demanded is Y and not X, and Y has demanded it of somebody, perhaps of X.
"""

from __future__ import annotations

from collections.abc import Sequence

from rasid.guards.charge import able_party, speaks
from rasid.knowledge import Knowledge
from rasid.knowledge.cues import CueHit
from rasid.mentions import Sentence, Trigger
from rasid.phrases import Phrase
from rasid.speech import Speaker
from rasid.types import Role

Roles = dict[Role, list[Phrase]]
_VERB = 10  # tokens between the verb of answering and the noun of demanding
_WALLS = frozenset("vsrk")


def of_answered(
    speaker: Speaker | None, sentence: Sentence, trigger: Trigger, who: Sequence[Speaker], knowledge: Knowledge
) -> Speaker | None:
    """Who speaks: whose demand somebody answers, where the event is what is demanded."""
    if speaker is None:
        return speaker
    for hit in sentence.speech:
        demander = _demander(sentence, hit, knowledge) if hit.last <= trigger.first else None
        if demander is not None and not _parted(sentence, demander.last, trigger.first):
            own = (s for s in who if s.cue == hit and s.phrase is not None and s.phrase.first == demander.first)
            return next(own, None) or speaks(demander, sentence, hit)
    return speaker


def of_answered_demand(roles: Roles, sentence: Sentence, trigger: Trigger, type_: str, knowledge: Knowledge) -> Roles:
    """The roles of the noun of demanding itself: whose demand it is has made it, and not who answers it."""
    if type_ != "word.demand" or trigger.form == "verb":
        return roles
    hit = next((h for h in sentence.speech if h.first == trigger.first), None)
    demander = _demander(sentence, hit, knowledge) if hit is not None else None
    if demander is None:
        return roles
    targets = [p for p in roles.get("target", []) if not p.overlaps(demander)]
    return {**roles, "actor": [demander], "target": targets}


def _demander(sentence: Sentence, hit: CueHit, knowledge: Knowledge) -> Phrase | None:
    """The party right behind a noun of demanding that is the object of a verb of answering."""
    parse = sentence.parse
    if hit.cue.value != "demands" or hit.form not in ("noun", "participle") or parse.words[hit.first].article:
        return None
    verb = next((k for k in range(hit.first - 1, max(parse.first, hit.first - _VERB) - 1, -1) if parse.tag(k) in _WALLS), -1)
    if (
        verb < 0
        or parse.tag(verb) != "v"
        or not any(v.lemma in knowledge.lexicon.words["answers_demands"] for v in parse.words[verb].verbs)
    ):
        return None
    subject = any(p.first == verb + 1 or p.last == verb for p in parse.phrases)
    behind = next((p for p in parse.phrases if p.first == hit.last and not p.prep), None)
    return behind if subject and behind is not None and able_party(behind) else None


def _parted(sentence: Sentence, low: int, high: int) -> bool:
    return any(sentence.parse.tag(k) in _WALLS for k in range(low, high))
