"""A verb that goes on with the subject of the verb before it in, that subject out: the patrol held two men and let one of them go.

A guard, not a choice: nobody is put in where somebody acts already, where the verbs do not agree, or where the phrase right behind the
verb may be a subject of its own.
"""

from __future__ import annotations

from collections.abc import Sequence

from rasid.addressees import gender, verb_gender
from rasid.frames import can_act, verb_of
from rasid.knowledge import Knowledge
from rasid.mentions import Sentence, Trigger
from rasid.phrases import Parse, Phrase
from rasid.surroundings import Told
from rasid.types import Role

_BETWEEN = frozenset("tfqbh")  # what may stand between a verb and the first phrase behind it
Roles = dict[Role, list[Phrase]]


def with_subject_before(
    roles: Roles, sentence: Sentence, trigger: Trigger, type_: str, told: Sequence[Told], knowledge: Knowledge
) -> Roles:
    """The roles; where nobody acts, whoever is the subject of the verb that this one is joined to. `told`: the events before it."""
    parse = sentence.parse
    if roles.get("actor") or not _joined(parse, trigger) or _own_subject(parse, trigger, roles, knowledge):
        return roles
    before = [c for c in told if c.sentence is sentence and c.trigger.form == "verb" and c.trigger.last <= trigger.first]
    verb = _verb_before(parse, trigger)
    first = next((c for c in before if c.trigger.first == verb), None)
    if first is None:
        return roles
    mine = [p for p in first.roles.get("actor", []) if not p.prep and p.last <= trigger.first]
    taken = {p.i for role, phrases in roles.items() if role != "actor" for p in phrases}
    if not mine or not _agree(parse, verb, trigger.first, mine, knowledge) or any(p.i in taken for p in mine):
        return roles
    return {**roles, "actor": mine}


def _joined(parse: Parse, trigger: Trigger) -> bool:
    """An active verb of the third person behind a conjunction."""
    k = trigger.first
    if trigger.form != "verb" or parse.tag(k) != "v":
        return False
    verb = verb_of(parse, trigger)
    return verb is not None and not verb.passive_only and (bool(parse.words[k].conj) or parse.tag(k - 1) == "c")


def _verb_before(parse: Parse, trigger: Trigger) -> int:
    """The nearest verb before it that is not in a clause of its own; -1 where there is none."""
    for k in range(trigger.first - 1, parse.first - 1, -1):
        if parse.tag(k) == "v" and "auxiliary" not in parse.words[k].classes:
            clause = next((j for j in range(k - 1, max(parse.first, k - 3) - 1, -1) if parse.tag(j) in "rs"), -1)
            if clause < 0:
                return k
    return -1


def _own_subject(parse: Parse, trigger: Trigger, roles: Roles, knowledge: Knowledge) -> bool:
    """The first bare phrase behind the verb may be its subject: it can act, agrees, and is nothing else of the event."""
    phrase = next((p for p in parse.phrases if p.first >= trigger.last and p.conj_of < 0), None)
    if phrase is None or phrase.prep or any(parse.tag(k) not in _BETWEEN for k in range(trigger.last, phrase.first)):
        return False
    if any(phrase in phrases for phrases in roles.values()) or not can_act(phrase):
        return False
    own, other = verb_gender(parse, trigger.first), gender(parse, phrase, knowledge)
    return not (own and other and own != other)


def _agree(parse: Parse, verb: int, second: int, subject: Sequence[Phrase], knowledge: Knowledge) -> bool:
    """Both verbs are of one person and gender, or the second is in the plural of a subject that is one."""
    one, other = verb_gender(parse, verb), verb_gender(parse, second)
    if one and other:
        return one == other and len(subject) == 1
    readings = parse.words[second].verbs
    plural = bool(readings) and all(v.plural for v in readings if not v.first_person)
    several = len(subject) > 1 or parse.words[subject[0].head].core.endswith(knowledge.morphology.clitics.closing)
    return plural and several
