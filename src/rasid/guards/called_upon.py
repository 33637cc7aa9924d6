"""A demanded event whose verb of demanding has a pronoun in, who shall do it and who asks for it out: a resolution calls on THEM to."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from rasid.frames import can_act
from rasid.guards.charge import speaks
from rasid.guards.doers import may_be, meant_by
from rasid.guards.subjects import Acted, Roles
from rasid.knowledge import Knowledge
from rasid.knowledge.cues import CueHit
from rasid.mentions import Sentence, Trigger
from rasid.phrases import Phrase
from rasid.speech import Speaker
from rasid.types import Role, Status

_WORDS = ("word.", "talks.")  # whose parties are told otherwise


def with_called_upon(
    roles: Roles,
    sentence: Sentence,
    trigger: Trigger,
    type_: str,
    status: Status,
    told: Sequence[Acted],
    knowledge: Knowledge,
) -> Roles:
    """The roles of a demanded event; whom the verb of demanding means by its pronoun shall do it: a resolution calls on IT to lift.

    `told`: the claims before. The last who acted before that verb and whom the pronoun can mean, else the last who can.
    """
    parse = sentence.parse
    if roles.get("actor") or status != "demanded" or type_.startswith(_WORDS):
        return roles
    hit = _demand(sentence, trigger)
    gender = meant_by(parse.words[hit.first].pronoun, knowledge) if hit is not None else ""
    if hit is None or not gender or set("vsr") & {parse.tag(k) for k in range(hit.last, trigger.first)}:
        return roles
    at = hit.first
    asked = [p for e in told if e.sentence.i == sentence.i and e.trigger.first == at for p in e.roles.get("target", [])]
    acted = [p for e in told if e.sentence.i == sentence.i and e.trigger.first < at for p in e.roles.get("actor", [])]
    can = [p for p in parse.phrases if can_act(p)]
    before = [p for p in (*can, *acted) if p.last <= at - 1 and may_be(p, gender, parse, knowledge)]
    if hit.form != "verb":
        before = []  # what may be their demand
    taken = [p for phrases in roles.values() for p in phrases]
    return {**roles, "actor": [p for p in asked or before[-1:] if not any(p.overlaps(t) for t in taken)]}


def not_asked(speaker: Speaker | None, roles: Mapping[Role, Sequence[Phrase]], sentence: Sentence, trigger: Trigger) -> Speaker | None:
    """Who demands; whom a pronoun of the verb of demanding means does not ask himself, but who stands right before that verb."""
    hit = _demand(sentence, trigger)
    if speaker is None or speaker.phrase is None or hit is None or hit.form != "verb" or not sentence.parse.words[hit.first].pronoun:
        return speaker
    if not any(p.overlaps(speaker.phrase) for p in roles.get("actor", [])):
        return speaker
    before = next((p for p in sentence.parse.phrases if p.last == hit.first and can_act(p)), None)
    return None if before is None else speaks(before, sentence, hit)


def _demand(sentence: Sentence, trigger: Trigger) -> CueHit | None:
    """The last word of demanding before the event."""
    return next((h for h in reversed(sentence.speech) if h.cue.value == "demands" and h.last <= trigger.first), None)
