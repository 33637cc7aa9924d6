"""Facts in, answers out that corroboration and ledger share; and the event with its facts that the one hands to the other."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import lru_cache
from typing import Literal, NamedTuple

from rasid.facts import Fact, FactReader, words_key
from rasid.types import Entity, Event, EventStatus, When

Kind = Literal["outlet", "named", "anonymous"]

# On a tie, the fuller telling names the event.
_TOLD_AS = ("control.handover", "control.take", "control.lose", "talks.meet", "fight.clash")


class Speaker(NamedTuple):
    """A voice before it is known what it speaks about."""

    id: str
    kind: Kind


class Happening(NamedTuple):
    """An event with the facts it stands on, as the ledger needs them: who speaks in each, copies already made one voice."""

    event: Event
    facts: tuple[Fact, ...]
    speakers: Mapping[str, Speaker]  # claim id -> voice


def status_of(for_: int, against: int) -> EventStatus:
    """The four words for how an event or state stands, from the number of independent voices."""
    if against:
        return "contested" if for_ else "denied"
    return "corroborated" if for_ > 1 else "reported"


def type_of(facts: Sequence[Fact]) -> str:
    if len(facts) == 1:
        return facts[0].claim.type
    counts = Counter(f.claim.type for f in facts)
    rank = {t: -i for i, t in enumerate(_TOLD_AS)}
    # What is only told from the loser's side stays that; with a taker named, it is a taking.
    if counts.keys() >= {"control.take", "control.lose"}:
        del counts["control.lose"]
    return max(sorted(counts), key=lambda t: (counts[t], rank.get(t, -len(rank))))


@lru_cache(maxsize=4096)
def not_after(day: date | None) -> When | None:
    """At an unknown time, but not after the day on which it was told."""
    return When(f"../{day}", None, day, "unknown", "published") if day else None


def when_of(facts: Sequence[Fact]) -> When | None:
    """The days that all dated claims allow; without a dated one, not after the first publication."""
    dated = [f for f in facts if f.dated and f.claim.when is not None]
    if not dated:
        return not_after(min((f.claim.published for f in facts if f.claim.published), default=None))
    best = min(dated, key=lambda f: (f.hi - f.lo, f.claim.when is not None and f.claim.when.basis != "explicit", f.order))
    lo, hi = max(f.lo for f in dated), min(f.hi for f in dated)
    if lo > hi or (best.lo, best.hi) == (lo, hi):
        return best.claim.when
    first, last = date.fromordinal(lo), date.fromordinal(hi)
    edtf = str(first) if lo == hi else f"{first}/{last}"
    return When(edtf, first, last, "day", "inferred")


def entity(key: str, text: str) -> Entity:
    return Entity("", text) if key.startswith("~") else Entity(key, text)


def place_entity(key: str, facts: Iterable[Fact]) -> tuple[str, str]:
    """Id and words of a place key, the words as the first fact has them."""
    for fact in facts:
        for value in fact.claim.place:
            if value.id == key or (not value.id and key.startswith("~") and words_key(value.text) == key.partition("@")[0]):
                return value.id, value.text
    for fact in facts:
        for where in fact.claim.where:
            if where.words and words_key(where.words) == key.partition("@")[0]:
                return "", where.words
    return ("", key[1:].partition("@")[0]) if key.startswith("~") else (key, key)


def is_interested(speaker: Speaker, parties: Iterable[str], day: int, reader: FactReader) -> bool:
    """The voice is a party to the event, belongs to one, or one belongs to it."""
    return speaker.kind != "anonymous" and any(reader.related(speaker.id, p, day) for p in parties)
