"""An event told by a noun in, its places with the one right behind that noun out: the wounded reached X after a raid ON Y.

What a raid, a shelling or an attack is on is where it is, if that is a town, a quarter or a camp. What stands before it in a clause
about what followed is the place of that: of fights behind `after` with a place of their own right behind coders leave the other out in
38 of 45 claims, and in the rest the one lies in the other. Without one of their own they share the other's (241 of 283), and keep it.
"""

from __future__ import annotations

from rasid.gazetteer.rows import SETTLED
from rasid.guards.elsewhere import holds
from rasid.knowledge import Knowledge
from rasid.mentions import Sentence, Trigger
from rasid.phrases import Parse, Phrase, in_order
from rasid.types import Role

Roles = dict[Role, list[Phrase]]
_LIVED_IN = SETTLED | {"quarter", "camp", "district", "subdistrict"}
_HELD = ("control.", "access.siege")
_ADJECTIVES = 2  # tokens between the noun and what it is on: a raid from the air on


def of_struck(roles: Roles, sentence: Sentence, trigger: Trigger, type_: str, knowledge: Knowledge) -> Roles:
    """The roles with the place that a fight is on, and without those before the word that says what it was followed by."""
    struck = struck_place(sentence, trigger, type_, knowledge)
    if struck is None:
        return roles
    places = roles.get("place", [])
    before = [p for p in places if p.last < trigger.first]
    if len(before) == len(places):
        places = in_order(places, [struck])
    if _follows(sentence.parse, trigger, knowledge):
        others = [t.last for t in sentence.triggers if t.last < trigger.first] if type_.startswith(_HELD) else []
        kept = [p for p in before if not any(k <= p.first for k in others) and holds(p, struck, sentence.parse, knowledge)]
        places = [p for p in places if p not in before or p in kept]
    return {**roles, "actor": [p for p in roles.get("actor", []) if p != struck], "place": places}


def struck_place(sentence: Sentence, trigger: Trigger, type_: str, knowledge: Knowledge) -> Phrase | None:
    """The town, quarter or camp right behind the noun of a fight: the shelling OF it, a raid ON it; what is held, taken or lost."""
    if trigger.form == "noun" and type_.startswith(_HELD):
        return _held_place(sentence.parse, trigger, knowledge)
    if not type_.startswith("fight.") or trigger.form != "noun":
        return None
    behind = next((p for p in sentence.parse.phrases if p.first >= trigger.last), None)
    if behind is None or behind.conj_of >= 0 or not _is_on(sentence.parse, trigger, behind, knowledge):
        return None
    return behind if _is_lived_in(behind, knowledge) else None


def _held_place(parse: Parse, trigger: Trigger, knowledge: Knowledge) -> Phrase | None:
    """The place behind the noun and him whose it is: the control of X OVER it, the loss of it, the siege by X OF it."""
    if "place" in knowledge.categories(parse.words[trigger.first]):  # a stronghold OF somebody
        return None
    behind = next((p for p in parse.phrases if p.first >= trigger.last and p.prep), None)
    if behind is None or not behind.is_place or behind.prep not in knowledge.prepositions["held"]:
        return None
    start = behind.prep_at if behind.prep_at >= 0 else behind.first
    return behind if all(parse.tag(k) in "nq" for k in range(trigger.last, start)) else None


def _is_on(parse: Parse, trigger: Trigger, behind: Phrase, knowledge: Knowledge) -> bool:
    """Right behind it, or with `on` behind adjectives."""
    if not behind.prep:
        return behind.first == trigger.last
    start = behind.prep_at if behind.prep_at >= 0 else behind.first
    between = range(trigger.last, start)
    return (
        behind.prep in knowledge.prepositions["struck"] and len(between) <= _ADJECTIVES and all(parse.tag(k) in "nq" for k in between)
    )


def _is_lived_in(phrase: Phrase, knowledge: Knowledge) -> bool:
    """The name of a town, a quarter or a camp and of nobody; a capital stands for those who rule from it."""
    named = [n for name in phrase.names for n in name.named]
    if not named or any(n.kind != "place" for n in named) or any(n.metonym for n in named):
        return False
    kinds = {knowledge.gazetteer.get(n.id).kind for n in named if n.id in knowledge.gazetteer}
    return bool(kinds & _LIVED_IN)


def _follows(parse: Parse, trigger: Trigger, knowledge: Knowledge) -> bool:
    """Behind `after` or `because of`."""
    lists = knowledge.lexicon.words
    return trigger.first > parse.first and parse.words[trigger.first - 1].core in lists["after_events"] | lists["because_of"]
