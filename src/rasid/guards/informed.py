"""The roles of what somebody told another of in, the same without that other out: A informed B OF THE STRIKE on C.

B only hears of it. Where nobody else acts, who gives notice of his own blow or leaving is its doer.
"""

from __future__ import annotations

from rasid.frames import can_act
from rasid.knowledge import Knowledge
from rasid.mentions import Sentence, Trigger
from rasid.phrases import Parse, Phrase
from rasid.types import Role

Roles = dict[Role, list[Phrase]]
_REACH = 10  # tokens between the verb of informing and the noun of what it is about
_HIS = ("fight.", "move.", "harm.detain", "harm.displace", "power.sanction")


def without_informed(roles: Roles, sentence: Sentence, trigger: Trigger, type_: str, knowledge: Knowledge) -> Roles:
    """The roles without whom the verb informs; its subject acts where nobody is left who does."""
    parse = sentence.parse
    verb = _verb(parse, trigger, knowledge)
    between = [p for p in parse.phrases if verb < p.first < trigger.first and not p.prep and p.conj_of < 0] if verb >= 0 else []
    if not between:
        return roles
    ahead = [p for p in parse.phrases if p.last == verb and not p.prep and can_act(p)]
    if len(between) < (1 if ahead else 2):
        return roles
    told, teller = between[-1], (ahead or between)[0]
    mine = {told.i, *(p.i for p in parse.phrases if p.conj_of == told.i)}
    kept: Roles = {role: [p for p in phrases if p.i not in mine] for role, phrases in roles.items()}
    own = trigger.first == _noun(parse, trigger) and type_.startswith(_HIS)
    behind = [p for p in kept.get("actor", []) if p.first >= trigger.last]
    if behind or not own or not can_act(teller):
        return {**kept, "actor": behind}
    suffers = any("genitive" in r.roles.get("actor", ()) for r in trigger.rules if r.type == type_) and _has_own(parse, trigger)
    return kept if suffers else {**kept, "actor": [teller]}


def _has_own(parse: Parse, trigger: Trigger) -> bool:
    """Somebody stands right behind the noun who may have done it: the withdrawal OF THE FACTIONS."""
    behind = next((p for p in parse.phrases if p.first == trigger.last and not p.prep), None)
    return behind is not None and can_act(behind) and not behind.is_place


def _noun(parse: Parse, trigger: Trigger) -> int:
    """The token that carries the preposition, the noun itself or one before it in its row (of the PRESENCE of a mine)."""
    k = trigger.first
    while k > parse.first and not parse.words[k].prep and parse.tag(k - 1) == "n":
        k -= 1
    return k


def _verb(parse: Parse, trigger: Trigger, knowledge: Knowledge) -> int:
    """The verb of informing over the noun, or -1."""
    if trigger.form == "verb" or parse.words[_noun(parse, trigger)].prep not in knowledge.prepositions["charge"]:
        return -1
    for k in range(_noun(parse, trigger) - 1, max(parse.first, trigger.first - _REACH) - 1, -1):
        if parse.tag(k) == "v":
            return k if any(v.lemma in knowledge.lexicon.words["informs"] for v in parse.words[k].verbs) else -1
        if parse.tag(k) in "srxk":
            return -1
    return -1
