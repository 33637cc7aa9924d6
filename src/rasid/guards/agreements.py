"""The events of a report in, the same with agreements that were not reached, or did not hold, as what they are out.

Talks that ended WITHOUT REACHING an agreement failed, and a truce that DID NOT HOLD was broken: neither is an agreement not made.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol, TypeVar

from rasid.guards.unreal import settled
from rasid.knowledge import Knowledge
from rasid.mentions import Sentence, Trigger
from rasid.surroundings import Told
from rasid.types import Status

BROKEN = "talks.breach"
_AGREED, _FAILED = "talks.agree", "talks.fail"
_REACH = 6  # tokens between a verb of reaching and the agreement: room for its subject


class Event(Told, Protocol):
    """A claim as it is coded, of which a guard may change what it is."""

    type: str
    status: Status


T = TypeVar("T", bound=Event)


def with_failures(found: Sequence[T], knowledge: Knowledge) -> list[T]:
    """The events; of an agreement not reached is told once in a sentence, as of talks that failed."""
    kept: list[T] = []
    endures = knowledge.lexicon.words["endures"]
    for event in found:
        if event.type == BROKEN and event.trigger.lemma in endures and not did_not_hold(event.sentence, event.trigger, knowledge):
            continue  # something else did not hold
        unmade = event.type == _AGREED and event.status == "negated" and event.stance != "denies"
        if unmade and any(e.type == _FAILED and e.sentence is event.sentence for e in kept):
            continue
        type_ = _what_failed(event.sentence, event.trigger, knowledge) if unmade else ""
        if type_:
            event.type, event.status = type_, "happened"
        kept.append(event)
    return kept


def _what_failed(sentence: Sentence, trigger: Trigger, knowledge: Knowledge) -> str:
    """Talks that failed where no agreement was REACHED, a truce that was broken where it did not HOLD; else nothing.

    Only what was not done: what may not be reached, or unless it is, has not failed.
    """
    parse, lists = sentence.parse, knowledge.lexicon.words
    ground = settled(sentence, trigger, _AGREED, knowledge)
    if ground is not None and ground.status != "negated":
        return ""
    for k in range(trigger.first, max(parse.first, trigger.first - _REACH) - 1, -1):
        verb = parse.tag(k) == "v"
        lemmas = {v.lemma for v in parse.words[k].verbs} if verb else {parse.words[k].core}
        if parse.words[k - 1].core in lists["past_negators" if verb else "without"]:
            return _FAILED if lemmas & lists["arrives"] else BROKEN if lemmas & lists["endures"] else ""
        if k < trigger.first and parse.tag(k) in "vsrk":
            return ""
    return ""


def did_not_hold(sentence: Sentence, trigger: Trigger, knowledge: Knowledge) -> bool:
    """The verb tells of a truce named before it that it did not hold: but IT held only hours, a truce THAT did not last."""
    parse, lists, at = sentence.parse, knowledge.lexicon.words, trigger.first
    verb = parse.words[at].verb(trigger.lemma)
    if (
        trigger.form != "verb"
        or verb is None
        or verb.lemma not in lists["endures"]
        or parse.words[at - 1].core not in lists["past_negators"]
    ):
        return False
    if any(p.first == trigger.last and p.definite and not p.prep for p in parse.phrases):
        return False  # something else did not hold
    truces = lists["deals"] | lists["truces"]
    named = next(
        (k for k in range(at - 2, parse.first - 1, -1) if not truces.isdisjoint((parse.words[k].core, *parse.words[k].nouns))), -1
    )
    gender = "f" if named >= 0 and parse.text.is_feminine(parse.tokens[named]) else "m"
    return named >= 0 and any(code[2] == gender for code in verb.codes)
