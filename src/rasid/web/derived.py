"""The folded half of a store in, events as columns and states as records out, in memory; also as it was known by a day."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, TypeVar

import numpy as np
from sqlalchemy import Engine, select

from rasid.records import Json, event_to_json, state_from_json
from rasid.store.engine import reading
from rasid.store.filters import ClaimFilter
from rasid.store.tables import event, state
from rasid.store.writer import word_key
from rasid.types import Event, State
from rasid.web.columns import OPEN_FIRST, OPEN_LAST, Codes, Numbers
from rasid.web.jsons import loads
from rasid.web.states import States

Row = tuple[int, str, str, str, int, int, tuple[str, ...], tuple[str, ...], tuple[Any, ...], tuple[Any, Any]]
_CHUNK = 500
T = TypeVar("T")


def row_of(n: int, body: Json) -> Row:
    """What filters and maps look at in an event."""
    roles, when = body["roles"], body["when"] or {}
    places = tuple(v["id"] or word_key(v["text"]) for v in roles["place"])
    actors = tuple(v["id"] or v["text"] for v in (*roles["actor"], *roles["target"]))
    points = [w for w in body["where"] if w["lat"] is not None]
    point = (points[0]["lat"], points[0]["lon"], points[0]["precision"], points[0]["radius_km"]) if points else ()
    return (
        n, body["id"], body["type"], body["status"], _day(when.get("earliest"), OPEN_FIRST), _day(when.get("latest"), OPEN_LAST),
        places, actors, point, (_voices(body["for"]), _voices(body["against"])),
    )  # fmt: skip


def _voices(found: Iterable[Json]) -> tuple[tuple[str, str, int], ...]:
    return tuple((v["voice"], v["kind"], len(v["claims"])) for v in found)


def _day(iso: str | None, missing: int) -> int:
    return date.fromisoformat(iso).toordinal() if iso else missing


class Events:
    """Events as columns; `bodies` gives the contract's JSON of some of them."""

    def __init__(self, rows: Sequence[Row], bodies: Callable[[Sequence[int]], dict[int, Json]]) -> None:
        self.rows, self.bodies = rows, bodies
        self.by_claim: dict[str, list[int]] = {}
        self.types, self.statuses, self.keys = Codes(), Codes(), Codes()
        self.type = np.array([self.types.add(r[2]) for r in rows], np.int64)
        self.status = np.array([self.statuses.add(r[3]) for r in rows], np.int64)
        self.first = np.array([r[4] for r in rows], np.int64)
        self.last = np.array([r[5] for r in rows], np.int64)
        self.places = self._links(r[6] for r in rows)
        self.actors = self._links(r[7] for r in rows)

    def __len__(self) -> int:
        return len(self.rows)

    def of_claim(self, claim: str) -> list[int]:
        """The rows of the events that a claim is part of, of what was folded for a day of knowing."""
        return self.by_claim.get(claim, [])

    def _links(self, keys: Iterable[tuple[str, ...]]) -> tuple[Numbers, Numbers]:
        pairs = np.array([(self.keys.add(k), i) for i, ks in enumerate(keys) for k in ks], np.int64).reshape(-1, 2)
        return pairs[:, 0], pairs[:, 1]

    def select(self, f: ClaimFilter, inside: Callable[[str], Iterable[str]]) -> Numbers:
        """Where the events stand that the filter keeps; its limit and cursor are not looked at."""
        mask = np.ones(len(self), np.bool_)
        if f.type:
            mask &= self.type == self.types.of.get(f.type, -1)
        if f.family:
            mask &= np.isin(self.type, self.types.family(f.family))
        if f.status:
            mask &= self.status == self.statuses.of.get(f.status, -1)
        for day in (f.at, f.since):
            mask &= self.last >= (day.toordinal() if day else OPEN_FIRST)
        for day in (f.at, f.until):
            mask &= self.first <= (day.toordinal() if day else OPEN_LAST)
        for links, keys in ((self.actors, [f.actor] if f.actor else None), (self.places, inside(f.place) if f.place else None)):
            if keys is not None:
                mask &= self._with(links, [self.keys.of[k] for k in keys if k in self.keys.of])
        return np.flatnonzero(mask)

    def _with(self, links: tuple[Numbers, Numbers], keys: Sequence[int]) -> Any:
        mask = np.zeros(len(self), np.bool_)
        mask[links[1][np.isin(links[0], np.array(keys, np.int64))]] = True
        return mask


@dataclass(frozen=True, slots=True)
class Derived:
    """Events and states of one store at one moment, or of what was known by one day."""

    events: Events
    states: States
    # Row -> hash of its body and what was read from it: only bodies that changed are decoded again.
    seen_events: dict[int, tuple[int, Row]] = field(default_factory=dict)
    seen_states: dict[int, tuple[int, State]] = field(default_factory=dict)


def past(events: Iterable[Event], states: Iterable[State]) -> Derived:
    """What was folded just now, for a day of knowing."""
    bodies = {n: event_to_json(e) for n, e in enumerate(events, 1)}
    table = Events([row_of(n, b) for n, b in bodies.items()], lambda numbers: {n: bodies[n] for n in numbers})
    for n, body in bodies.items():
        for claim in body["claims"]:
            table.by_claim.setdefault(claim, []).append(n)
    return Derived(table, States(states))


def stored(engine: Engine, before: Derived | None) -> Derived:
    """What the store holds now; `before` spares reading what has not changed."""
    with reading(engine) as connection:
        events = _seen(connection, event, before.seen_events if before else {}, row_of)
        states = _seen(connection, state, before.seen_states if before else {}, lambda _, body: state_from_json(body))
    table = Events([row for _, row in events.values()], lambda numbers: _bodies(engine, numbers))
    return Derived(table, States(held for _, held in states.values()), events, states)


def _seen(connection: Any, table: Any, before: dict[int, tuple[int, T]], make: Callable[[int, Json], T]) -> dict[int, tuple[int, T]]:
    found = {}
    for n, body in connection.execute(select(table.c.n, table.c.body).order_by(table.c.n)):
        mark, old = hash(body), before.get(n)
        found[n] = old if old is not None and old[0] == mark else (mark, make(n, loads(body)))
    return found


def _bodies(engine: Engine, numbers: Sequence[int]) -> dict[int, Json]:
    found = {}
    with reading(engine) as connection:
        for i in range(0, len(numbers), _CHUNK):
            rows = select(event.c.n, event.c.body).where(event.c.n.in_(list(numbers[i : i + _CHUNK])))
            found.update({n: loads(body) for n, body in connection.execute(rows)})
    return found
