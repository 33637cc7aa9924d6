"""The roles of what a noun tells of in, the same with whose it is set right out: arrests OF THE ARMY, a post OF THE ARMY that was hit.

`li-` names an owner. Of a campaign of arrests that is the force that carries it out; a thing that is struck only belongs to him.
"""

from __future__ import annotations

from rasid.knowledge import Knowledge
from rasid.mentions import Sentence, Trigger
from rasid.phrases import Parse, Phrase
from rasid.types import Role

Roles = dict[Role, list[Phrase]]
_FORCES = frozenset({"military", "unit", "police", "intelligence", "paramilitary", "armed-group", "government"})


def of_owner(roles: Roles, sentence: Sentence, trigger: Trigger, type_: str, knowledge: Knowledge) -> Roles:
    """The roles with both: the force acts, the owner does not."""
    parse = sentence.parse
    if trigger.form == "verb" or type_ not in ("harm.detain", "fight.attack", "fight.airstrike", "fight.shelling", "fight.explosion"):
        return roles
    owners = [p for p in parse.phrases if p.first >= trigger.last and p.prep in knowledge.prepositions["of_place"]]
    if type_ == "harm.detain":
        return _with_force(roles, owners, parse, trigger, knowledge)
    hit = roles.get("target", [])
    owned = {p.i for p in owners if any(h.last == p.first and h.first >= trigger.last and not h.prep for h in hit)}
    return {**roles, "actor": [p for p in roles.get("actor", []) if p.i not in owned]} if owned else roles


def _with_force(roles: Roles, owners: list[Phrase], parse: Parse, trigger: Trigger, knowledge: Knowledge) -> Roles:
    """Several arrests, with nobody between them and the force but an adjective: a wide campaign of arrests BY the army."""
    force = next((p for p in owners if p.first - trigger.last <= 1 and _is_force(p, parse, knowledge)), None)
    several = not knowledge.lexicon.words["arrests"].isdisjoint(parse.words[k].core for k in range(trigger.first, trigger.last))
    if force is None or not several or parse.phrase_of.get(trigger.last) not in (None, force.i):
        return roles
    if any(p is not force and p.conj_of != force.i for p in roles.get("actor", [])):
        return roles
    kept: Roles = {role: [p for p in phrases if p is not force] for role, phrases in roles.items()}
    return {**kept, "actor": [force, *(p for p in kept.get("actor", []) if p.conj_of == force.i)]}


def _is_force(phrase: Phrase, parse: Parse, knowledge: Knowledge) -> bool:
    kinds = {knowledge.actors[n.id].kind for name in phrase.names for n in name.of("actor") if not n.metonym}
    return bool(kinds & _FORCES) or parse.words[phrase.head].core in knowledge.lexicon.words["arresters"]
