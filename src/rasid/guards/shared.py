"""A joined verb without a subject in, the same with that of the verb it goes on from out: X entered the town AND CLOSED the road.

What only describes somebody or something between the two is no part of it: came from areas (that) Y HOLDS, and attacked.
"""

from __future__ import annotations

from collections.abc import Sequence

from rasid.addressees import verb_gender
from rasid.guards.subjects import Acted, Roles, carrier_of, continues, has_doer
from rasid.knowledge import Knowledge
from rasid.mentions import Sentence, Trigger
from rasid.phrases import Parse


def with_shared_subject(
    roles: Roles, sentence: Sentence, trigger: Trigger, type_: str, told: Sequence[Acted], knowledge: Knowledge
) -> Roles:
    """The roles; a verb that is joined to the one before it, and that nobody stands behind, has its subject: X entered, BEFORE IT LEFT.

    `told`: the events before. The verb must agree with that subject: a singular behind a plural is a passive.
    """
    parse, here = sentence.parse, [t for t in told if t.sentence is sentence]
    roles = _without_holders(roles, trigger, here, parse)
    mine = (t for t in reversed(here) if t.trigger.form != "participle" and not _describes(parse, t.trigger.first))
    last = next(mine, None)
    if roles.get("actor") or trigger.form != "verb" or last is None or not has_doer(trigger, type_):
        return roles
    actors = last.roles.get("actor", [])
    own = [p for p in actors if p.conj_of < 0 and parse.first <= p.first < trigger.first]
    other = any(parse.tag(k) == "v" and not _describes(parse, k) for k in range(last.trigger.last, trigger.first))
    if len(own) != 1 or last.trigger.first >= trigger.first or other or not _is_joined(parse, trigger.first, knowledge):
        return roles
    if last.trigger.form == "verb":
        goes_on = continues(parse, trigger.first, own[0], knowledge)
    else:  # by bulldozers that CARRIED OUT the opening of, AND REMOVED: whoever sent them did both
        carrier = carrier_of(parse, last.trigger, knowledge)
        goes_on = carrier >= 0 and verb_gender(parse, carrier) == verb_gender(parse, trigger.first)
    if not goes_on or any(p in actors for ps in roles.values() for p in ps):
        return roles
    return {**roles, "actor": list(actors)}


def _describes(parse: Parse, k: int) -> bool:
    """The verb only tells of a noun before it, behind `which` or right behind an indefinite one: from areas (THAT) X HOLDS."""
    if parse.tag(k) != "v" or parse.words[k].conj:
        return False
    if parse.tag(k - 1) == "r":
        return True
    of = next((p for p in parse.phrases if p.last == k), None)
    return of is not None and not of.definite and any(parse.tag(j) == "v" for j in range(parse.first, of.first))


def _without_holders(roles: Roles, trigger: Trigger, here: Sequence[Acted], parse: Parse) -> Roles:
    """The roles of a joined verb; who only holds a place that is named before it is not its subject: from X, HELD BY Y, and clashed."""
    if trigger.form != "verb" or not parse.words[trigger.first].conj:
        return roles
    held = [e for e in here if e.trigger.form == "participle" and e.trigger.last <= trigger.first]
    holders = [p for e in held for p in e.roles.get("actor", []) if e.trigger.last <= p.first < p.last <= trigger.first]
    return {**roles, "actor": [p for p in roles.get("actor", []) if p not in holders]} if holders else roles


def _is_joined(parse: Parse, at: int, knowledge: Knowledge) -> bool:
    """Behind `and`, `then`, or `before` with its complementizer."""
    before = parse.words[at - 1].core
    return (
        bool(parse.words[at].conj)
        or before in knowledge.lexicon.words["then"]
        or (parse.tag(at - 1) == "s" and parse.words[at - 2].core in knowledge.prepositions["before"])
    )
