"""Claims and judgements in, the whole derived half out: events and states, a block at a time. Pure."""

from __future__ import annotations

import gc
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from rasid.corroborate import Sentences, happenings, in_blocks, no_sentences
from rasid.facts import Fact, FactReader
from rasid.judging import Rulings, rule
from rasid.ledger import fold
from rasid.types import Event, Judgement, Recorded, State
from rasid.world import World


@dataclass(frozen=True, slots=True)
class Derived:
    """What the claims of one block, or of all blocks, add up to."""

    events: tuple[Event, ...]
    states: tuple[State, ...]


def known(claims: Iterable[Recorded], known_by: date | None) -> Iterator[Recorded]:
    """The claims as they were known at the end of the day: later ones unknown, later withdrawals not yet made."""
    if known_by is None:
        yield from claims
        return
    end = datetime.combine(known_by + timedelta(days=1), time(), tzinfo=UTC)
    for r in claims:
        if r.recorded < end:
            yield r if r.withdrawn is None or r.withdrawn < end else Recorded(r.claim, r.recorded)


def valid(judgements: Iterable[Judgement], known_by: date | None) -> Iterator[Judgement]:
    """The judgements that counted at the end of the day."""
    if known_by is None:
        yield from (j for j in judgements if j.retracted is None)
        return
    end = datetime.combine(known_by + timedelta(days=1), time(), tzinfo=UTC)
    yield from (j for j in judgements if j.at < end and (j.retracted is None or j.retracted >= end))


def derive(
    claims: Iterable[Recorded],
    judgements: Iterable[Judgement],
    world: World,
    sentences: Sentences = no_sentences,
    known_by: date | None = None,
) -> Derived:
    """A pure function of claims, judgements and the day of knowing: independent of the order in which they arrive."""
    with collector_off():
        return _derive(known(claims, known_by), rule(valid(judgements, known_by)), world, sentences)


@contextmanager
def collector_off() -> Iterator[None]:
    """Hundreds of thousands of records are made here, none in a cycle and none thrown away: looking for garbage among them
    takes half of the time and finds nothing."""
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collecting:
            gc.enable()


def _derive(claims: Iterable[Recorded], rulings: Rulings, world: World, sentences: Sentences) -> Derived:
    reader = FactReader(world, rulings.same_entities())
    facts = reader.facts(rulings.apply(claims))
    events: list[Event] = []
    states: list[State] = []
    for block, inside in in_blocks(facts, rulings).items():
        derived = derive_block(block, inside, rulings, reader, sentences)
        events += derived.events
        states += derived.states
    return Derived(tuple(events), tuple(states))


def derive_block(
    block: str, facts: Sequence[Fact], rulings: Rulings, reader: FactReader, sentences: Sentences = no_sentences
) -> Derived:
    """Events and states of one block, which rest on the facts of the block alone."""
    happened = list(happenings(block, facts, rulings, reader, sentences))
    return Derived(tuple(h.event for h in happened), tuple(fold(happened, facts, reader)))
