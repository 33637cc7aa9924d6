"""The roles of what somebody met with in, the same out without those who stand between him and it: they own, run or accompany him.

X of THE UN AND THE RED CRESCENT met with shelling: whoever stands behind `met with` and before the event did not do it, unless he
stands behind a preposition of the doer.
"""

from __future__ import annotations

from rasid.knowledge import Knowledge
from rasid.mentions import Trigger
from rasid.phrases import Parse, Phrase
from rasid.types import Role

Roles = dict[Role, list[Phrase]]


def without_owners(roles: Roles, trigger: Trigger, parse: Parse, knowledge: Knowledge) -> Roles:
    """The roles of an event that is the object of `met with`."""
    verb = _met(parse, trigger, knowledge)
    if verb < 0 or not roles.get("actor"):
        return roles
    by = knowledge.lexicon.words["by"]
    kept = [p for p in roles["actor"] if not verb < p.first < trigger.first or parse.governed(p).prep in by]
    return {**roles, "actor": kept}


def _met(parse: Parse, trigger: Trigger, knowledge: Knowledge) -> int:
    """The verb of meeting with it, in whose clause the event stands behind `to`; -1 for none. What its subject is may stand between."""
    if trigger.form != "noun" or parse.preposition(trigger.first) not in knowledge.prepositions["undergone"]:
        return -1
    for k in range(trigger.first - 1, parse.first - 1, -1):
        word = parse.words[k]
        if parse.tag(k) == "v" and knowledge.says(word, "undergoes"):
            return k
        if parse.tag(k) == "s" or (parse.tag(k) == "v" and word.conj):
            return -1
    return -1
