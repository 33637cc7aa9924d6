"""The roles of what somebody does whom another leads, supports or holds in, the same without that other out.

The forces THAT X LEADS struck the town: who struck are the forces. X stands in a clause that only says which forces these are.
"""

from __future__ import annotations

from rasid.addressees import gender, verb_gender
from rasid.frames import can_act
from rasid.knowledge import Knowledge
from rasid.mentions import Sentence, Trigger
from rasid.phrases import Parse, Phrase, in_order
from rasid.types import Role

Roles = dict[Role, list[Phrase]]
_WALLS = frozenset("srx")
_MARKS = frozenset("kqh")


def of_led(roles: Roles, sentence: Sentence, trigger: Trigger, knowledge: Knowledge) -> Roles:
    """The roles with whom a clause is about in the place of who leads, supports or holds him there."""
    actors, parse = roles.get("actor", []), sentence.parse
    for leader in actors:
        if leader.conj_of >= 0 or leader.prep or leader.last > trigger.first or parse.tag(leader.first - 1) != "v":
            continue
        row = [leader, *(p for p in parse.phrases if p.conj_of == leader.i and p.last <= trigger.first)]
        led = _led(parse, leader.first - 1)
        verb = _main_verb(parse, row[-1].last, trigger)
        if led is None or verb < 0 or not can_act(led) or _differ(parse, verb, led, knowledge):
            continue
        kept = [p for p in actors if p not in row and p is not led]
        others = {role: [p for p in phrases if p is not led] for role, phrases in roles.items()}
        return {**others, "actor": in_order([led], kept)}
    return roles


def _led(parse: Parse, verb: int) -> Phrase | None:
    """Whom the clause of a verb is about: the phrase before `which`, or the indefinite one right before the verb."""
    k = verb - 1
    while k >= parse.first and "auxiliary" in parse.words[k].classes:
        k -= 1
    bare = parse.tag(k) != "r"
    if not bare:
        k -= 1
        while k >= parse.first and parse.tag(k) in _MARKS:
            k -= 1
    led = next((p for p in parse.phrases if p.last == k + 1), None)
    if led is None or (bare and (led.definite or not parse.words[verb].verbs or not parse.words[verb].reading.imperfect)):
        return None
    return led


def _main_verb(parse: Parse, end: int, trigger: Trigger) -> int:
    """The verb behind that clause which tells the event or carries its noun; -1 where it is joined, or another clause between."""
    for k in range(end, trigger.first + 1):
        if parse.tag(k) == "v" or (k == trigger.first and _is_past(parse, k)):
            return -1 if parse.words[k].conj else k
        if parse.tag(k) in _WALLS or parse.tokens[k].form == ":":
            return -1
    return -1


def _is_past(parse: Parse, k: int) -> bool:
    """What looks like a noun of doing may be a verb of the past."""
    word = parse.words[k]
    return not (word.article or word.prep) and any(not v.imperfect and not v.first_person for v in word.verbs)


def _differ(parse: Parse, verb: int, phrase: Phrase, knowledge: Knowledge) -> bool:
    """The verb is not of the gender of who shall be its subject."""
    own, other = verb_gender(parse, verb), gender(parse, phrase, knowledge)
    return own in ("m", "f") and bool(other) and own != other
