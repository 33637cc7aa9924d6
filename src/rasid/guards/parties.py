"""The roles of an event in, the same out with each party on its side: who only suffers in a clash is hit, who supports takes nothing,
in whose hands a place falls takes it.

Guards, not choices. GUIDE: when one side is only hit or killed, it is the target; of 52 supporters of captures and moves that stand in
the corpus's sentences coders name six as actors.
"""

from __future__ import annotations

from collections.abc import Sequence

from rasid.knowledge import Knowledge
from rasid.mentions import Trigger
from rasid.phrases import Parse, Phrase, in_order
from rasid.types import Role

Roles = dict[Role, list[Phrase]]
_SUPPORTED = ("control.", "move.")
_FALLS = frozenset({"control.take/fall", "control.take/fall_into"})  # the rules of words for falling
_WALLS = frozenset("vrs")  # tags that end what belongs to a fall
_NEAR = 2  # tokens between the word of support and the supporter


def sided(roles: Roles, trigger: Trigger, type_: str, parse: Parse, knowledge: Knowledge) -> Roles:
    """The roles with all guards of this module."""
    roles = _without_excepted(roles, trigger, parse, knowledge)
    roles = _with_taker(_hit(roles, trigger, type_, parse, knowledge), trigger, type_, parse, knowledge)
    return _without_supporters(roles, type_, parse, knowledge)


def _without_excepted(roles: Roles, trigger: Trigger, parse: Parse, knowledge: Knowledge) -> Roles:
    """The roles without what is excepted behind the event: all of the province BUT two towns."""
    excepting = knowledge.prepositions["except"]

    def excepted(p: Phrase) -> bool:
        first = parse.governed(p)
        return first.prep in excepting and first.first > trigger.first

    return {role: [p for p in phrases if not excepted(p)] for role, phrases in roles.items()}


def has_exception(places: Sequence[Phrase], trigger: Trigger, parse: Parse, knowledge: Knowledge) -> bool:
    """Something is excepted from the places of the event: it is about part of them."""
    behind = max((p.last for p in places), default=trigger.last)
    following = next((p for p in parse.phrases if p.first >= behind), None)
    return bool(places) and following is not None and following.prep in knowledge.prepositions["except"]


def _hit(roles: Roles, trigger: Trigger, type_: str, parse: Parse, knowledge: Knowledge) -> Roles:
    """The roles of a clash; where the only party that is named suffers losses, it is the target. Two that suffer fight each other."""
    actors = roles.get("actor", [])
    if type_ != "fight.clash" or len(actors) != 1 or not _suffers(actors[0], trigger, parse, knowledge):
        return roles
    targets = in_order(roles.get("target", []), actors)
    return {**roles, "actor": [], "target": targets}


def _with_taker(roles: Roles, trigger: Trigger, type_: str, parse: Parse, knowledge: Knowledge) -> Roles:
    """The roles of a fall; in whose hands the place falls is no loser: he took it."""
    if type_ != "control.take" or not any(r.id in _FALLS for r in trigger.rules):
        return roles
    behind = [p for p in parse.phrases if p.first >= trigger.last and _in_hands(parse.governed(p), parse, knowledge)]
    mine = [p for p in behind if not set(parse.tags[trigger.last - parse.first : p.first - parse.first]) & _WALLS]
    others = [p for p in roles.get("target", []) if all(p.first != m.first for m in mine)]
    return {**roles, "actor": mine or roles.get("actor", []), "target": others}


def _in_hands(phrase: Phrase, parse: Parse, knowledge: Knowledge) -> bool:
    """In the hands of X, not out of them."""
    hands, inside = knowledge.lexicon.words["hands"], knowledge.prepositions["inside"]
    if phrase.prep[1:] in hands and phrase.prep[:1] in inside:  # written as one word, which is a preposition
        return True
    k = phrase.first - 1
    word = parse.words[k]
    return k > parse.first and word.core in hands and parse.preposition(k) in inside


def _suffers(phrase: Phrase, trigger: Trigger, parse: Parse, knowledge: Knowledge) -> bool:
    """The subject of a verb of loss, behind it or before it; or joined to one."""
    phrase = parse.governed(phrase)
    verbs = (k for k in (phrase.first - 1, phrase.last) if parse.tag(k) == "v" and k != trigger.first)
    losses = knowledge.lexicon.words["loses"]
    return not phrase.prep and any(v.lemma in losses for k in verbs for v in parse.words[k].verbs)


def _without_supporters(roles: Roles, type_: str, parse: Parse, knowledge: Knowledge) -> Roles:
    """The roles of a capture or a move without those who only support who does it."""
    actors = roles.get("actor", [])
    if not type_.startswith(_SUPPORTED) or len(actors) < 2:
        return roles
    kept = [p for p in actors if not _supports(p, parse, knowledge)]
    return {**roles, "actor": kept} if kept and len(kept) < len(actors) else roles


def _supports(phrase: Phrase, parse: Parse, knowledge: Knowledge) -> bool:
    """With support by X, backed by X: the word of support stands before the phrase, or begins it; or before what it is joined to."""
    phrase = parse.governed(phrase)
    words = knowledge.lexicon.words["supports"]
    low = max(parse.first, phrase.first - _NEAR)
    return any(parse.words[k].core in words for k in range(low, min(phrase.first + 1, phrase.last)) if parse.tag(k) not in "v")
