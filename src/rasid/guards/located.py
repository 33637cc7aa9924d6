"""The places of an event in, with those that lie right around them and those joined to them out: the quarter Q east of the city C.

Who names a place and right behind it what it lies in tells one place in two steps, and an event is in both or in neither. What follows
at once upon a place of coders of the train set with `in` is a place of the same event in 168 of 172 claims, with a direction in 103 of
115, joined to it in 206 of 213.
"""

from __future__ import annotations

from rasid.knowledge import Knowledge
from rasid.mentions import Sentence, Trigger
from rasid.phrases import Parse, Phrase, in_order
from rasid.types import Role

_GLOSS = 6  # tokens of a gloss in brackets between a place and what it lies in, the brackets with it
Roles = dict[Role, list[Phrase]]


def with_surroundings(roles: Roles, sentence: Sentence, trigger: Trigger, knowledge: Knowledge) -> Roles:
    """The roles; a place is followed by what it lies in, and by the places that are joined to it."""
    parse = sentence.parse
    taken = [p for role, phrases in roles.items() if role != "place" for p in phrases]
    found = list(roles.get("place", []))
    for place in found:  # grows while it is gone through
        for other in (_around(place, parse, knowledge), *_joined(place, parse)):
            free = other is not None and not any(_overlap(other, p) for p in (*found, *taken))
            if other is not None and free and not _holds(other, trigger):
                found.append(other)
    return {**roles, "place": in_order(found)} if len(found) > len(roles.get("place", [])) else roles


def _around(place: Phrase, parse: Parse, knowledge: Knowledge) -> Phrase | None:
    """The named place right behind a place, behind `in` or as the side of something: IN the governorate G, EAST of the city C."""
    end = _behind_gloss(place.last, parse)
    behind = next((p for p in parse.phrases if p.first >= end), None)
    if behind is None or not behind.names_place or behind.conj_of >= 0:
        return None
    between = range(end, behind.first)
    if len(between) > 2 or any(parse.tag(k) not in "pqh" for k in between):
        return None
    side = knowledge.is_direction(parse.words[behind.first]) and behind.names[0].first > behind.first
    held = behind.prep in knowledge.prepositions["inside"] or (side and not behind.prep)
    return behind if held or (parse.tag(behind.first - 1) == "p" and knowledge.is_direction(parse.words[behind.first - 1])) else None


def _behind_gloss(k: int, parse: Parse) -> int:
    """The token behind a few words in brackets at token k; k where there are none."""
    if parse.tag(k) != "b":
        return k
    return next((j + 1 for j in range(k + 1, min(parse.last, k + _GLOSS)) if parse.tag(j) == "b"), k)


def _joined(place: Phrase, parse: Parse) -> list[Phrase]:
    """The named places joined to a place, and the one that it is joined to."""
    if not parse.has(place):
        return []
    row = [p for p in parse.phrases if p.conj_of == place.i and p.names_place]
    head = [parse.phrase(place.conj_of)] if place.conj_of >= 0 else []
    return [*row, *(p for p in head if p.names_place)]


def _overlap(a: Phrase, b: Phrase) -> bool:
    return a.first < b.last and b.first < a.last


def _holds(phrase: Phrase, trigger: Trigger) -> bool:
    return phrase.first <= trigger.first < phrase.last
