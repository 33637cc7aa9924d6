"""A store, a world and perhaps a day of knowing in, the ledger as it was known by then out: states, events, and what they rest on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import cached_property
from typing import TypeVar

from rasid.derive import Derived, derive, known, valid
from rasid.errors import NotFoundError
from rasid.facts import FactReader
from rasid.ledger import Reading, last_day, states_at, states_of_place
from rasid.refresh import refresh, sentences_of
from rasid.store import ClaimFilter, Store
from rasid.types import Event, Judgement, Recorded, Report, State
from rasid.world import World

T = TypeVar("T", State, Event)


class Known:
    """The derived half of a store: what is stored, brought up to date; or, for an earlier day of knowing, folded for it."""

    def __init__(self, store: Store, world: World, version: str = "", known_by: date | None = None) -> None:
        self.store = store
        self.world = world
        self.known_by = known_by
        self.reader = FactReader(world)
        if known_by is None:
            refresh(store, world, version)

    @cached_property
    def _past(self) -> Derived:
        everything = self.store.claims(ClaimFilter(known_by=self.known_by, withdrawn=True))
        judged = self.store.judgements(self.known_by)
        return derive(everything, judged, self.world, sentences_of(self.store))

    # --- what holds ---

    def all_states(self, kind: str = "") -> list[State]:
        """Every stretch of every state, past ones too."""
        if self.known_by is None:
            return list(self.store.states(kind))
        return [s for s in self._past.states if kind in ("", s.kind)]

    def states(
        self, kind: str = "", place: str = "", actor: str = "", status: str = "", at: date | None = None
    ) -> list[tuple[State, Reading]]:
        """What holds on a day, by default the last that the ledger knows; of a place, with what it inherits and contains."""
        found = self.all_states(kind)
        day = at or last_day(self.all_states())
        if day is None:
            return []
        held = states_of_place(found, place, self.path, self.around, day) if place else states_at(found, day)
        return [
            (s, r) for s, r in held if status in ("", s.status) and actor in ("", *(e.id or e.text for e in (*s.holders, *s.sponsor)))
        ]

    def path(self, place: str) -> Sequence[str]:
        return self.world.path(place) or (place,)

    def around(self, state: State) -> tuple[str, ...]:
        """What lies around the place of a state; of a place that only words name, what its claims put around it."""
        if state.place is None:
            return ()
        if state.place.id:
            return tuple(self.path(state.place.id)[1:])
        for recorded in self.store.claims_by_id(state.because[:1]).values():
            for key in self.reader.fact(recorded.claim).places:
                if key.startswith("~") and any(v.text == state.place.text and not v.id for v in recorded.claim.place):
                    return self.reader.path_of(key)[1:]
        return ()

    def history(self, place: str) -> list[State]:
        """All stretches at the place and inside it."""
        return [s for s in self.all_states() if s.place and place in (s.place.id or s.place.text, *self.around(s))]

    # --- events ---

    def events(self, f: ClaimFilter) -> Iterator[Event]:
        if self.known_by is None:
            yield from self.store.events(replace(f, known_by=None))
            return
        yield from (e for e in self._past.events if self._wanted(e, f))

    def _wanted(self, e: Event, f: ClaimFilter) -> bool:
        places = {p for w in e.place for p in (w.id or w.text, *self.path(w.id or w.text))}
        first, last = (e.when.earliest, e.when.latest) if e.when else (None, None)
        return (
            f.type in ("", e.type)
            and (not f.family or e.type.startswith(f.family.rstrip(".") + "."))
            and f.status in ("", e.status)
            and f.actor in ("", *(a.id or a.text for a in (*e.actor, *e.target)))
            and (not f.place or f.place in places)
            and all(last is None or last >= day for day in (f.at, f.since) if day)
            and all(first is None or first <= day for day in (f.at, f.until) if day)
        )

    # --- looking up, as `explain` asks ---

    def state(self, id_: str) -> State:
        if self.known_by is None:
            return self.store.state(id_)
        return _found(self._past.states, id_, "state")

    def event(self, id_: str) -> Event:
        if self.known_by is None:
            return self.store.event(id_)
        return _found(self._past.events, id_, "event")

    @cached_property
    def _by_claim(self) -> Mapping[str, list[Event]]:
        found: dict[str, list[Event]] = {}
        for event in self._past.events:
            for claim in event.claims:
                found.setdefault(claim, []).append(event)
        return found

    def events_of(self, claim_id: str) -> Sequence[Event]:
        return self.store.events_of(claim_id) if self.known_by is None else self._by_claim.get(claim_id, [])

    def claim(self, id_: str) -> Recorded:
        return next(known([self.store.claim(id_)], self.known_by))

    def claims_by_id(self, ids: Sequence[str]) -> Mapping[str, Recorded]:
        return self.store.claims_by_id(ids)

    def report(self, id_: str) -> Report:
        return self.store.report(id_)

    def judgements(self, known_by: date | None = None) -> Iterable[Judgement]:
        return valid(self.store.judgements(known_by), known_by)


def _found(records: Iterable[T], id_: str, kind: str) -> T:
    for record in records:
        if record.id == id_:
            return record
    raise NotFoundError(f"no {kind} {id_!r} was known by then")
