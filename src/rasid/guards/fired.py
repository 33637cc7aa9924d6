"""The roles of a fight in, the same without what was fired out: DRONES that somebody launched at a port are neither hit nor acting.

And who struck put in where it is a drone: the targeting by A DRONE of a car.
"""

from __future__ import annotations

from rasid.knowledge import Knowledge
from rasid.mentions import Sentence, Trigger
from rasid.phrases import Parse, Phrase
from rasid.types import Role

Roles = dict[Role, list[Phrase]]
_OTHERS = frozenset({"fight.foil", "fight.clash"})  # what is shot down there is the target


def without_fired(roles: Roles, sentence: Sentence, trigger: Trigger, type_: str, knowledge: Knowledge) -> Roles:
    """The roles of a verb of firing, or its masdar, without the drones and missiles that are its object, and those joined to them.

    Behind the verb they may act as well: PLANES fired missiles.
    """
    fires = trigger.lemma in knowledge.lexicon.words["fires"]
    if not fires or not type_.startswith("fight.") or type_ in _OTHERS:
        return roles
    fired = {
        p.i
        for p in sentence.parse.phrases
        if _is_object(sentence.parse, p, trigger, knowledge) and _is_fired(sentence.parse, p, knowledge)
    }
    fired |= {p.i for p in sentence.parse.phrases if p.conj_of in fired and _is_fired(sentence.parse, p, knowledge)}
    held = ("target", "actor") if trigger.form == "noun" else ("target",)
    return {role: [p for p in row if role not in held or p.i not in fired] for role, row in roles.items()}


def with_striker(roles: Roles, sentence: Sentence, trigger: Trigger, type_: str, knowledge: Knowledge) -> Roles:
    """The roles; a drone right behind the noun of a strike that has its object behind it struck: the targeting by A DRONE OF a car."""
    if (
        not type_.startswith("fight.")
        or type_ in _OTHERS
        or trigger.form != "noun"
        or trigger.lemma in knowledge.lexicon.words["fires"]
    ):
        return roles
    parse, targets = sentence.parse, roles.get("target", [])
    mine = next((p for p in targets if p.first == trigger.last and not p.prep and _is_fired(parse, p, knowledge)), None)
    if mine is None or not any(p.first == mine.last and p.prep in knowledge.prepositions["of_place"] for p in parse.phrases):
        return roles
    return {**roles, "actor": [mine], "target": [p for p in targets if p is not mine]}


def _is_object(parse: Parse, phrase: Phrase, trigger: Trigger, knowledge: Knowledge) -> bool:
    """Behind the word in its clause; what they are fired AT has another preposition than that of an object."""
    own = not phrase.prep or phrase.prep in knowledge.prepositions["of_object"]
    return own and phrase.first >= trigger.last and not any(parse.tag(k) in "vsrk" for k in range(trigger.last, phrase.first))


def _is_fired(parse: Parse, phrase: Phrase, knowledge: Knowledge) -> bool:
    """A weapon; of aircraft one without a crew."""
    lists, words = knowledge.lexicon.words, [parse.words[k] for k in range(phrase.first, phrase.last) if parse.tag(k) != "u"]
    weapons = [w for w in words if not lists["strikers"].isdisjoint((w.core, *w.nouns))]
    manned = weapons[:1] == words[:1] and len(weapons) == 1 and not lists["aircraft"].isdisjoint((words[0].core, *words[0].nouns))
    return bool(weapons) and weapons[0] is words[0] and not manned
