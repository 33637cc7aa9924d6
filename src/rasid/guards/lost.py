"""The events of a sentence in, those without the hold on a stronghold just lost out: took X, the last stronghold OF Y (GUIDE 9).

Who held it loses it. A hold that only the pronoun of the stronghold tells is nobody's where it was given to him who enters.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol, TypeVar

from rasid.guards.agreements import Event
from rasid.guards.resumed import described
from rasid.guards.rows import from_token
from rasid.knowledge import Knowledge
from rasid.mentions import Sentence
from rasid.phrases import Phrase
from rasid.types import Role


class Held(Event, Protocol):
    """A coded event with its roles."""

    @property
    def roles(self) -> dict[Role, list[Phrase]]: ...


T = TypeVar("T", bound=Held)


def without_lost(found: Sequence[T], knowledge: Knowledge) -> list[T]:
    """The events without such holds; their holders are the targets of the loss."""
    kept: list[T] = []
    for event in found:
        taken = _taken(event, kept, knowledge)
        if taken is None:
            kept.append(event)
        elif taken.type == "control.take":
            holders = [p for p in event.roles["actor"] if not any(p.overlaps(a) for a in taken.roles["actor"])]
            taken.roles["target"] = [p for p in taken.roles["target"] if not _holds_word(p, event)] or holders
    for event in kept:
        if event.type == "control.take":
            event.roles["target"] = [_holder(p, event.sentence, knowledge) for p in event.roles["target"]]
    return kept


def _taken(event: T, told: Sequence[T], knowledge: Knowledge) -> T | None:
    """The event told before by which the stronghold changes hands, or is entered by him who seems to hold it."""
    parse, k = event.sentence.parse, event.trigger.first
    if event.type != "control.hold" or event.trigger.form != "noun" or "place" not in knowledge.categories(parse.words[k]):
        return None
    before = [t for t in told if t.sentence is event.sentence and t.type in ("control.take", "move.advance")]
    last = before[-1] if before else None
    if last is None or any(parse.tag(j) in "vsr" for j in range(last.trigger.last, k)) or parse.preposition(k):
        return None
    own = any(p.overlaps(a) for p in event.roles["actor"] for a in last.roles["actor"])
    place = described(parse, k, knowledge)
    taken = place is not None and any(p.overlaps(place) and not _holds_others(p, last, knowledge) for p in last.roles["place"])
    lost = last.type == "control.take" and taken and last.status in ("happened", "ongoing")
    return last if lost or own else None


def _holds_others(place: Phrase, taken: Held, knowledge: Knowledge) -> bool:
    """It only says where what was taken lies: new positions IN THE PROVINCE of X, the stronghold of Y."""
    inside = taken.sentence.parse.governed(place).prep in knowledge.prepositions["inside"]
    return inside and any(p.last <= place.first for p in taken.roles["place"])


def _holds_word(phrase: Phrase, event: Held) -> bool:
    return phrase.first <= event.trigger.first < phrase.last


def _holder(phrase: Phrase, sentence: Sentence, knowledge: Knowledge) -> Phrase:
    """Whose stronghold it is: the last of the strongholds OF THE MOVEMENT."""
    words, lists = sentence.parse.words, knowledge.lexicon.words
    k = next((k for k in range(phrase.first, phrase.last - 1) if words[k].core in lists["strongholds"]), -1)
    more = bool(phrase.names) and phrase.names[-1].last < phrase.last  # the LAST strongholds of the group
    return from_token(sentence.parse, phrase, k + 1, knowledge) if k >= 0 and not (words[k].article or more) else phrase
