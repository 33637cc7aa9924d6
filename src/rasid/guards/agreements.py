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

_AGREED, _FAILED, _BROKEN = "talks.agree", "talks.fail", "talks.breach"
_REACH = 6  # tokens between a verb of reaching and the agreement: room for its subject


class Event(Told, Protocol):
    """A claim as it is coded, of which a guard may change what it is."""

    type: str
    status: Status


T = TypeVar("T", bound=Event)


def with_failures(found: Sequence[T], knowledge: Knowledge) -> list[T]:
    """The events; of an agreement not reached is told once in a sentence, as of talks that failed."""
    kept: list[T] = []
    for event in found:
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
            return _FAILED if lemmas & lists["arrives"] else _BROKEN if lemmas & lists["endures"] else ""
        if k < trigger.first and parse.tag(k) in "vsrk":
            return ""
    return ""
