"""The roles of an event in, the same without a doer whom the words do not name out.

The closed road, the besieged town, the fall of the base, he died: such words say to whom something was done. Who did it is only whom
the rules' own prepositions name (closed by X, held with X, fell to X); the government that is asked to open the road has not closed it.
"""

from __future__ import annotations

from collections.abc import Sequence

from rasid.frames import fits, prepositional
from rasid.knowledge import Knowledge
from rasid.knowledge.rules import Rule
from rasid.mentions import Trigger
from rasid.phrases import Parse, Phrase
from rasid.types import Role

_PATIENTS: tuple[Role, ...] = ("target", "place")
_OF_PREPOSITIONS = ("by", "with", "between", "prep:")


def without_unnamed_doers(
    roles: dict[Role, list[Phrase]], parse: Parse, trigger: Trigger, type_: str, knowledge: Knowledge
) -> dict[Role, list[Phrase]]:
    """The roles; where no rule of the type lets a bare phrase be the actor, with those actors that stand behind its prepositions."""
    rules = [r for r in trigger.rules if r.type == type_]
    if not rules or not _name_by_preposition(rules, trigger):
        return roles
    wanted = {"by"}.union(*(r.roles.get("actor", ()) for r in rules))
    named = [p for p in roles.get("actor", []) if any(fits(w, _position(p, parse, knowledge)) for w in wanted)]
    return {**roles, "actor": named}


def _name_by_preposition(rules: Sequence[Rule], trigger: Trigger) -> bool:
    """Speech acts have speakers whatever their rules list; a participle must qualify its target or place to be a passive one."""
    if rules[0].type.startswith("word.") or any(not p.startswith(_OF_PREPOSITIONS) for r in rules for p in r.roles.get("actor", ())):
        return False
    return trigger.form != "participle" or any("apposed" in r.roles.get(role, ()) for r in rules for role in _PATIENTS)


def _position(phrase: Phrase, parse: Parse, knowledge: Knowledge) -> str:
    """The position that the preposition of a phrase gives it, or that of the phrase it is joined to; "" for a bare one."""
    while phrase.conj_of >= 0 and not phrase.prep:
        phrase = parse.phrase(phrase.conj_of)
    return prepositional(phrase.prep, knowledge) if phrase.prep else ""
