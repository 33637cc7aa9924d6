"""Who is made to go in, his part in it out: the shelling forced HUNDREDS OF FAMILIES to flee the town.

The verb of forcing and the noun of going behind its preposition are one event, that of the noun. Whom a party drives out is the target
(GUIDE 16); whom a war or a raid makes leave goes himself.
"""

from __future__ import annotations

from typing import NamedTuple

from rasid.frames import can_act
from rasid.knowledge import Knowledge
from rasid.mentions import Sentence, Trigger
from rasid.phrases import Parse, Phrase
from rasid.types import Role

Roles = dict[Role, list[Phrase]]
_GOES = ("harm.displace", "move.withdraw")
_REACH = 14  # tokens between the verb and the noun: room for both parties
_WALLS = frozenset("vsrkc")


class Compelled(NamedTuple):
    """Who is made to go, by whom if the words name him, and the token of the verb."""

    who: Phrase
    by: Phrase | None
    verb: int


def compelled(sentence: Sentence, trigger: Trigger, knowledge: Knowledge) -> Compelled | None:
    """What the verb of forcing says: it is the event's own verb, or stands before the noun of going and its preposition."""
    parse = sentence.parse
    if trigger.form == "verb":
        verb = trigger.first if _forces(parse, trigger.first, knowledge) else -1
        end = _preposition(parse, trigger.last, knowledge) if verb >= 0 else -1
    else:
        end = trigger.first if parse.preposition(trigger.first) in knowledge.prepositions["onto"] else -1
        back = range(end - 1, max(parse.first, end - _REACH) - 1, -1)
        verb = next((k for k in back if parse.tag(k) in _WALLS), -1) if end >= 0 else -1
    if verb < 0 or end < 0 or not _forces(parse, verb, knowledge):
        return None
    return _parties(parse, verb, end, knowledge)


def _parties(parse: Parse, verb: int, end: int, knowledge: Knowledge) -> Compelled | None:
    """Who stands between the verb of forcing and the noun of going at token `end`: whoever forces, and who goes."""
    bare = [p for p in parse.phrases if verb < p.first and p.last <= end and not p.prep and p.conj_of < 0]
    if not bare:
        return None
    own = any(v.lemma in knowledge.lexicon.words["is_forced"] for v in parse.words[verb].verbs)
    by = bare[0] if len(bare) > 1 and not own and can_act(bare[0]) else None
    return Compelled(bare[-1] if by is not None or len(bare) == 1 else bare[0], by, verb)


def of_compelled(roles: Roles, sentence: Sentence, trigger: Trigger, type_: str, knowledge: Knowledge) -> Roles:
    """The roles; who is made to go goes, or is driven out by the party that makes him."""
    found = compelled(sentence, trigger, knowledge) if type_ in _GOES else None
    if found is None:
        return roles
    row = _row(sentence.parse, found.who)
    others = {role: [p for p in phrases if not any(p.overlaps(q) for q in row)] for role, phrases in roles.items()}
    by = [found.by] if found.by is not None else [p for p in others.get("actor", []) if p.last <= found.verb and can_act(p)]
    if type_ == "harm.displace" and by:
        return {**others, "actor": by, "target": row}
    return {**others, "actor": row, "target": []}


def without_forced(roles: Roles, sentence: Sentence, trigger: Trigger, type_: str, knowledge: Knowledge) -> Roles:
    """The roles of what makes somebody go, without whom it makes go: (forced) THE SHELLING hundreds of families to leave."""
    parse, verb = sentence.parse, trigger.first - 1
    if type_ in _GOES or trigger.form == "verb" or verb < parse.first or not _forces(parse, verb, knowledge):
        return roles
    end = _preposition(parse, trigger.last, knowledge)
    found = _parties(parse, verb, end, knowledge)
    closed = any(w.article or w.pronoun for w in parse.words[trigger.first : trigger.last])
    if found is None or (found.by is None and not closed):
        return roles
    row = _row(parse, found.who)
    return {role: [p for p in phrases if p not in row and (role == "place" or p.first < end)] for role, phrases in roles.items()}


def _row(parse: Parse, who: Phrase) -> list[Phrase]:
    return [who, *(p for p in parse.phrases if p.conj_of == who.i)]


def forcing(sentence: Sentence, trigger: Trigger, type_: str, knowledge: Knowledge) -> int:
    """The token of the verb that only forces what the noun tells, and is no event beside it; -1 where none does."""
    if type_ not in _GOES or trigger.form == "verb":
        return -1
    found = compelled(sentence, trigger, knowledge)
    return found.verb if found is not None else -1


def _forces(parse: Parse, k: int, knowledge: Knowledge) -> bool:
    lists = knowledge.lexicon.words
    return parse.tag(k) == "v" and any(v.lemma in lists["forces_to"] | lists["is_forced"] for v in parse.words[k].verbs)


def _preposition(parse: Parse, first: int, knowledge: Knowledge) -> int:
    """The noun behind the first preposition of forcing behind the verb, in its clause."""
    for k in range(first, min(parse.last, first + _REACH)):
        if parse.tag(k) in _WALLS:
            return -1
        apart = k not in parse.phrase_of or parse.phrase(parse.phrase_of[k]).first == k
        if parse.tag(k) == "n" and apart and parse.preposition(k) in knowledge.prepositions["onto"]:
            return k
    return -1
