"""The noun of a siege or block in, the verb that ends it out: to BREAK the siege of X is no siege that whoever breaks it lays."""

from __future__ import annotations

from rasid.mentions import Sentence, Trigger

LIFTS = ("access.lift", "access.open")
LIFTED = ("access.siege", "access.block")


def lifting(sentence: Sentence, trigger: Trigger, type_: str) -> tuple[Trigger, str] | None:
    """The verb of which the noun is the fixed word, its subject perhaps between (broke, the army, the siege), and what it tells."""
    if trigger.form != "noun" or type_ not in LIFTED:
        return None
    for verb in sentence.triggers:
        types = [t for t in LIFTS if t in verb.types]
        if types and verb.fixed <= trigger.first < verb.fixed_end:
            return verb, types[0]
    return None
