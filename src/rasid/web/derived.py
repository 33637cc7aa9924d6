"""The folded half of a store in, events as columns and states as records out, in memory; also as it was known by a day."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from sqlalchemy import Engine, select

from rasid.records import Json, event_to_json, state_from_json
from rasid.store.engine import reading
from rasid.store.tables import event, state
from rasid.types import Event, State
from rasid.web.events import Events, row_of, row_of_event
from rasid.web.jsons import loads
from rasid.web.states import States

_CHUNK = 500


@dataclass(frozen=True, slots=True)
class Derived:
    """Events and states of one store at one moment, or of what was known by one day."""

    events: Events
    states: States
    epoch: int = -1  # of the store's fold
    event_blocks: dict[int, str] = field(default_factory=dict)  # row -> block
    state_rows: dict[int, tuple[str, State]] = field(default_factory=dict)  # row -> block and state


def past(events: Iterable[Event], states: Iterable[State]) -> Derived:
    """What was folded just now, for a day of knowing."""
    found = dict(enumerate(events, 1))
    table = Events([row_of_event(n, e) for n, e in found.items()], lambda numbers: {n: event_to_json(found[n]) for n in numbers})
    for n, event_ in found.items():
        for claim in event_.claims:
            table.by_claim.setdefault(claim, []).append(n)
    return Derived(table, States(states))


def stored(engine: Engine, epoch: int) -> Derived:
    """All that the store holds."""
    with reading(engine) as connection:
        # A row at a time: the bodies of all events at once would be a gigabyte.
        events = [(block, row_of(n, body)) for n, block, body in _read(connection, event, None)]
        states = {n: (block, state_from_json(body)) for n, block, body in _read(connection, state, None)}
    table = Events([row for _, row in events], lambda numbers: _bodies(engine, numbers))
    return Derived(table, States(s for _, s in states.values()), epoch, {row[0]: block for block, row in events}, states)


def updated(engine: Engine, epoch: int, before: Derived, blocks: Collection[str]) -> Derived:
    """The same with only these blocks read again."""
    with reading(engine) as connection:
        events = list(_read(connection, event, blocks))
        states = {n: (block, state_from_json(body)) for n, block, body in _read(connection, state, blocks)}
    gone = np.array([before.event_blocks[n] in blocks for n in before.events.n.tolist()], np.bool_)
    table = before.events.replaced(gone, [row_of(n, body) for n, _, body in events])
    held = {n: pair for n, pair in before.state_rows.items() if pair[0] not in blocks} | states
    blocks_of = {n: b for n, b in before.event_blocks.items() if b not in blocks} | {n: block for n, block, _ in events}
    return Derived(table, States(s for _, s in held.values()), epoch, blocks_of, held)


def _read(connection: Any, table: Any, blocks: Collection[str] | None) -> Iterator[tuple[int, str, Json]]:
    query = select(table.c.n, table.c.block, table.c.body).order_by(table.c.n)
    names = sorted(blocks or ())
    parts = [query] if blocks is None else [query.where(table.c.block.in_(names[i : i + _CHUNK])) for i in range(0, len(names), _CHUNK)]
    found = (connection.execute(part.execution_options(yield_per=1000)) for part in parts)
    rows = ((n, block, loads(body)) for result in found for n, block, body in result)
    return rows if len(parts) < 2 else iter(sorted(rows, key=lambda row: row[0]))


def _bodies(engine: Engine, numbers: Sequence[int]) -> dict[int, Json]:
    found = {}
    with reading(engine) as connection:
        for i in range(0, len(numbers), _CHUNK):
            rows = select(event.c.n, event.c.body).where(event.c.n.in_(list(numbers[i : i + _CHUNK])))
            found.update({n: loads(body) for n, body in connection.execute(rows)})
    return found
