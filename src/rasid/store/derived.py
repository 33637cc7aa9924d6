"""Events and states in, rows out, a block at a time, and back: the derived half, which can be dropped and folded again."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import groupby, pairwise
from typing import Any

from sqlalchemy import ColumnElement, Connection, and_, delete, insert, or_, select

from rasid.errors import NotFoundError, StoreError
from rasid.records import dumps, event_from_json, event_to_json, state_from_json, state_to_json
from rasid.store.blocks import BlockTables, forget_news, next_epoch
from rasid.store.engine import reading, writing
from rasid.store.filters import ALL_CLAIMS, ClaimFilter
from rasid.store.packing import number_of
from rasid.store.reader import after, subtree
from rasid.store.tables import event, event_claim, state, term
from rasid.text import fold
from rasid.types import Entity, Event, State

_CHUNK = 500


def slot(found: State) -> str:
    """Who holds, and which goods: with kind and place, what may not overlap in time."""
    holders = sorted(e.id or e.text for e in found.holders)
    return dumps([holders, sorted(found.goods)] if found.kind == "access" else [holders])


def sure_days(found: State) -> tuple[date | None, date | None] | None:
    """The days on which the state certainly holds, half open, an open end being None; None if there is no such day."""
    if found.since is None or found.since.latest is None:
        return None
    first = found.since.latest
    last = found.until.earliest if found.until else None
    if found.until and (last is None or last <= first):
        return None
    return first, last


def check_no_overlap(states: Iterable[State]) -> None:
    """The rule that PostgreSQL keeps by an exclusion constraint, kept here for every database."""
    days = [(s.kind, _place(s), slot(s), d, s.id) for s in states if (d := sure_days(s)) is not None]
    for _, same in groupby(sorted(days, key=lambda d: (*d[:3], d[3][0] or date.min)), key=lambda d: d[:3]):
        ordered = list(same)
        for one, two in pairwise(ordered):
            if one[3][1] is None or (two[3][0] or date.min) < one[3][1]:
                raise StoreError(f"states {one[4]} and {two[4]} ({one[0]} of {one[1]} by {one[2]}) hold at the same time")


def _place(found: State) -> str:
    """The place by id. Words that name nobody known may mean another town or group in each report: such a state stands alone."""
    place = "" if found.place is None else found.place.id or found.place.text
    words_only = (found.place is not None and not found.place.id) or any(not holder.id for holder in found.holders)
    return f"{place}#{found.id}" if words_only else place


class DerivedTables(BlockTables):
    """The part of the store that holds what was folded."""

    def save_derived(
        self,
        events: Mapping[str, Sequence[Event]],
        states: Mapping[str, Sequence[State]],
        blocks: Iterable[str] | None = None,
        news: Iterable[int] = (),
        epoch: int | None = None,
    ) -> bool:
        """Replaces what these blocks held (None: everything) by the events and states given, by block.

        `news` are the touched claims that are now folded in. With an `epoch`, nothing is saved and the answer is False if
        somebody else has saved since that epoch was read.
        """
        for held in states.values():
            check_no_overlap(held)
        with writing(self.engine) as connection:
            if epoch is not None and not next_epoch(connection, epoch):
                return False
            self._drop(connection, blocks)
            for block, found in events.items():
                _insert_events(connection, block, found)
            for block, held in states.items():
                _insert_states(connection, block, held)
            forget_news(connection, news)
        return True

    def _drop(self, connection: Connection, blocks: Iterable[str] | None) -> None:
        if blocks is None:
            for table in (event_claim, event, state):
                connection.execute(delete(table))
            return
        names = sorted(set(blocks))
        for i in range(0, len(names), _CHUNK):
            part = names[i : i + _CHUNK]
            numbers = select(event.c.n).where(event.c.block.in_(part))
            connection.execute(delete(event_claim).where(event_claim.c.event_n.in_(numbers)))
            connection.execute(delete(event).where(event.c.block.in_(part)))
            connection.execute(delete(state).where(state.c.block.in_(part)))

    # --- reading ---

    def events(self, f: ClaimFilter = ALL_CLAIMS) -> Iterator[Event]:
        conditions = list(_event_conditions(f))
        tree = self.inside(f.place) if f.place else None
        for row in self._rows(event, conditions, f):
            found = event_from_json(json.loads(row.body))
            if _with(f.actor, (*found.actor, *found.target)) and _inside(tree, found.place):
                yield found

    def event(self, id_: str) -> Event:
        with reading(self.engine) as connection:
            body = connection.execute(select(event.c.body).where(event.c.id == id_)).scalar()
        if body is None:
            raise NotFoundError(f"no event {id_!r} in the store")
        return event_from_json(json.loads(body))

    def events_of(self, claim_id: str) -> list[Event]:
        query = select(event.c.body).join(event_claim).where(event_claim.c.claim_key == number_of(claim_id)).order_by(event.c.n)
        with reading(self.engine) as connection:
            found = [event_from_json(json.loads(body)) for body in connection.execute(query).scalars()]
        return [e for e in found if claim_id in e.claims]

    def states(self, kind: str = "", f: ClaimFilter = ALL_CLAIMS) -> Iterator[State]:
        """All stored states, past and present, that the filter's place, actor and status keep."""
        conditions = [state.c.kind == kind] if kind else []
        tree = self.inside(f.place) if f.place else None
        conditions += [state.c.status == f.status] if f.status else []
        for row in self._rows(state, conditions, f):
            found = state_from_json(json.loads(row.body))
            places = (found.place,) if found.place else ()
            if _with(f.actor, (*found.holders, *found.sponsor)) and _inside(tree, places):
                yield found

    def state(self, id_: str) -> State:
        with reading(self.engine) as connection:
            body = connection.execute(select(state.c.body).where(state.c.id == id_)).scalar()
        if body is None:
            raise NotFoundError(f"no state {id_!r} in the store")
        return state_from_json(json.loads(body))

    def _rows(self, table: Any, conditions: Sequence[ColumnElement[bool]], f: ClaimFilter) -> Iterator[Any]:
        query = select(table.c.n, table.c.body).where(and_(True, *conditions), table.c.n > after(f.cursor)).order_by(table.c.n)
        with reading(self.engine) as connection:
            yield from connection.execute(query).all()

    def inside(self, place: str) -> set[str]:
        """The place and all that lies inside it, by the tree that stored claims have shown."""
        with reading(self.engine) as connection:
            rows = connection.execute(select(term.c.key).where(term.c.n.in_(subtree(place)))).scalars()
            return {place, *(key.removeprefix("~") for key in rows)}


def _with(actor: str, entities: Iterable[Entity]) -> bool:
    return actor in ("", *(e.id or e.text for e in entities))


def _inside(tree: set[str] | None, places: Iterable[Entity]) -> bool:
    return tree is None or any((p.id or " ".join(fold(p.text).split())) in tree for p in places)


def _event_conditions(f: ClaimFilter) -> Iterator[ColumnElement[bool]]:
    if f.type:
        yield event.c.type == f.type
    if f.family:
        yield event.c.type.startswith(f.family.rstrip(".") + ".", autoescape=True)
    if f.status:
        yield event.c.status == f.status
    for first in (d for d in (f.at, f.since) if d):
        yield or_(event.c.latest.is_(None), event.c.latest >= first)
    for last in (d for d in (f.at, f.until) if d):
        yield or_(event.c.earliest.is_(None), event.c.earliest <= last)


def _insert_events(connection: Connection, block: str, found: Sequence[Event]) -> None:
    if not found:
        return
    rows = [
        {
            "id": e.id,
            "block": block,
            "type": e.type,
            "status": e.status,
            "earliest": e.when.earliest if e.when else None,
            "latest": e.when.latest if e.when else None,
            "body": dumps(event_to_json(e, None)),
        }
        for e in found
    ]
    numbers = connection.execute(insert(event).returning(event.c.n, sort_by_parameter_order=True), rows).scalars().all()
    links = [{"event_n": n, "claim_key": number_of(c)} for n, e in zip(numbers, found, strict=True) for c in e.claims]
    if links:
        connection.execute(insert(event_claim), links)


def _insert_states(connection: Connection, block: str, found: Sequence[State]) -> None:
    rows = []
    for s in found:
        days = sure_days(s)
        rows.append(
            {
                "id": s.id,
                "block": block,
                "kind": s.kind,
                "place": _place(s),
                "slot": slot(s),
                "sure": days is not None,
                "first": days[0] if days else None,
                "last": days[1] if days else None,
                "status": s.status,
                "body": dumps(state_to_json(s, None)),
            }
        )
    if rows:
        connection.execute(insert(state), rows)
