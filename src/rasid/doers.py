"""The roles of an event in, the same without a doer whom the words do not name out.

The closed road, the besieged town: a passive participle says to whom something was done. Who did it is only whom the rule's own
prepositions name (closed by X, held with X); the government that is asked to open the road has not closed it.
"""

from __future__ import annotations

from rasid.frames import fits, prepositional
from rasid.knowledge import Knowledge
from rasid.knowledge.rules import Rule
from rasid.mentions import Trigger
from rasid.phrases import Parse, Phrase
from rasid.types import Role

_OF_PREPOSITIONS = ("by", "with", "between", "prep:")


def without_unnamed_doers(
    roles: dict[Role, list[Phrase]], parse: Parse, trigger: Trigger, type_: str, knowledge: Knowledge
) -> dict[Role, list[Phrase]]:
    """The roles with those actors of a passive participle that stand behind a preposition its rule expects."""
    rule = next((r for r in trigger.rules if r.type == type_), None)
    if trigger.form != "participle" or rule is None or not _is_passive(rule):
        return roles
    wanted = {"by", *rule.roles.get("actor", ())}
    named = [p for p in roles.get("actor", []) if any(fits(w, _position(p, parse, knowledge)) for w in wanted)]
    return {**roles, "actor": named}


def _is_passive(rule: Rule) -> bool:
    """What the participle stands with is its target or place, and no bare phrase may be its actor."""
    patient = any("apposed" in rule.roles.get(role, ()) for role in ("target", "place"))
    return patient and all(p.startswith(_OF_PREPOSITIONS) for p in rule.roles.get("actor", ()))


def _position(phrase: Phrase, parse: Parse, knowledge: Knowledge) -> str:
    """The position that the preposition of a phrase gives it, or that of the phrase it is joined to; "" for a bare one."""
    while phrase.conj_of >= 0 and not phrase.prep:
        phrase = parse.phrase(phrase.conj_of)
    return prepositional(phrase.prep, knowledge) if phrase.prep else ""
