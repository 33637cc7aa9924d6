"""A store and a filter in, what exporters read out: claims with what people decided on them, events, states, reports."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from functools import cached_property, lru_cache
from typing import Protocol

from rasid.derive import Derived
from rasid.errors import NotFoundError
from rasid.judging import rule
from rasid.records import corrected
from rasid.store import Store
from rasid.store.filters import ALL_CLAIMS, ClaimFilter
from rasid.store.writer import days_of, terms_of, word_key
from rasid.types import Event, Recorded, Report, State


class Material(Protocol):
    """What there is to export. `claims` leaves out what a person rejected and is put right where a person corrected it."""

    def claims(self) -> Iterable[Recorded]: ...

    def claims_by_id(self, ids: Sequence[str]) -> dict[str, Recorded]: ...

    def events(self) -> Iterable[Event]: ...

    def states(self, kind: str) -> Iterable[State]: ...

    def report(self, id_: str) -> Report | None: ...


class StoreMaterial:
    """A store under a filter."""

    def __init__(self, store: Store, f: ClaimFilter = ALL_CLAIMS, derived: Derived | None = None) -> None:
        """`derived` is what was known at an earlier time; without it, events and states are those that the store holds."""
        self._store, self._filter, self._derived = store, f, derived
        self._rulings = rule(store.judgements(f.known_by))
        self._verdicts = self._rulings.verdicts()
        self.report = lru_cache(maxsize=256)(self._report)

    def claims(self) -> Iterator[Recorded]:
        """Stored claims after the judgements on them; the filter asks for what a claim says once it is corrected."""
        rulings, seen = self._rulings, set[str]()
        for recorded in filter(None, map(self._judged, self._store.claims(self._filter))):
            seen.add(recorded.claim.id)
            if recorded.claim.id not in rulings.corrections or self._passes(recorded):
                yield recorded
        others = self.claims_by_id(sorted((rulings.corrections.keys() | rulings.accepted) - seen))
        yield from (recorded for recorded in others.values() if self._stands(recorded) and self._passes(recorded))

    def _stands(self, recorded: Recorded) -> bool:
        """Whether a claim that the store's own filter left out counts: known by then, and read still or accepted."""
        known = self._filter.known_by is None or recorded.recorded.date() <= self._filter.known_by
        kept = recorded.withdrawn is None or self._filter.withdrawn or recorded.claim.id in self._rulings.accepted
        return known and kept

    def _passes(self, recorded: Recorded) -> bool:
        """Whether a claim passes the filter."""
        f, c = self._filter, recorded.claim
        terms = {(kind, key) for kind, key, _ in terms_of(c)}
        around = {("place", place) for where in c.where for place in (where.place, *where.path)}
        return (
            f.type in ("", c.type)
            and f.family.rstrip(".") in ("", c.type.split(".")[0])
            and f.keeps(c)
            and f.keeps_verdict(self._verdicts.get(c.id))
            and f.outlet in ("", c.outlet)
            and f.report in ("", c.report)
            and all(not key or {(kind, key), (kind, word_key(key))} & terms for kind, key in (("actor", f.actor), ("source", f.source)))
            and (not f.place or ("place", f.place) in terms | around)
            and _may_hold(*days_of(c), f)
        )

    def claims_by_id(self, ids: Sequence[str]) -> dict[str, Recorded]:
        """The same for some ids."""
        found = map(self._judged, self._store.claims_by_id(ids).values())
        return {recorded.claim.id: recorded for recorded in found if recorded is not None}

    def events(self) -> Iterator[Event]:
        """The events of the filter; one of a source, stance, outlet, report or coder is one that such a claim tells of."""
        found = self._store.events(self._filter) if self._derived is None else filter(self._wanted, self._derived.events)
        return (event for event in found if self.told(event.claims))

    def states(self, kind: str) -> Iterator[State]:
        """The states of one kind that the filter's place, actor and status keep, and what claims of its source tell of."""
        if self._derived is None:
            found = self._store.states(kind, self._filter)
        else:
            found = (state for state in self._derived.states if state.kind == kind and self._holds(state))
        return (state for state in found if self.told((*state.because, *state.against)))

    @cached_property
    def _claims_told(self) -> frozenset[str] | None:
        """The claims of the source, stance, outlet, report, coder and verdict that are asked for; None where none is."""
        f = self._filter
        told = ClaimFilter(source=f.source, stance=f.stance, outlet=f.outlet, report=f.report, known_by=f.known_by)
        told = replace(told, coder=f.coder, differing=f.differing, judged=f.judged)
        if told == ClaimFilter(known_by=f.known_by):
            return None
        return frozenset(recorded.claim.id for recorded in self._store.claims(told))

    @cached_property
    def _inside(self) -> set[str]:
        return self._store.inside(self._filter.place)

    def told(self, claims: Iterable[str]) -> bool:
        """Whether the source, stance, outlet or report that is asked for stands behind one of these claims."""
        return self._claims_told is None or not self._claims_told.isdisjoint(claims)

    def _wanted(self, event: Event) -> bool:
        """Whether an event that is in no table passes the filter."""
        f = self._filter
        around = {place for where in event.where for place in (where.place, *where.path)}
        actors = {entity.id or entity.text for entity in (*event.actor, *event.target)}
        return (
            f.type in ("", event.type)
            and f.family in ("", event.type.split(".")[0])
            and f.status in ("", event.status)
            and (not f.place or f.place in around)
            and (not f.actor or f.actor in actors)
            and _may_hold(*((event.when.earliest, event.when.latest) if event.when else (None, None)), f)
        )

    def _holds(self, state: State) -> bool:
        """The same for a state, of which place, actor and status are asked."""
        f = self._filter
        actors = {entity.id or entity.text for entity in (*state.holders, *state.sponsor)}
        within = not f.place or (state.place is not None and state.place.id in self._inside)
        return f.status in ("", state.status) and within and (not f.actor or f.actor in actors)

    def _report(self, id_: str) -> Report | None:
        try:
            return self._store.report(id_)
        except NotFoundError:
            return None

    def _judged(self, recorded: Recorded) -> Recorded | None:
        id_ = recorded.claim.id
        if id_ in self._rulings.rejected:
            return None
        correction = self._rulings.corrections.get(id_)
        return replace(recorded, claim=corrected(recorded.claim, correction)) if correction else recorded


def _may_hold(first: date | None, last: date | None, f: ClaimFilter) -> bool:
    """Whether an interval overlaps the days that are asked for; an end that is not known may be any day."""
    return all(last is None or last >= day for day in (f.at, f.since) if day) and all(
        first is None or first <= day for day in (f.at, f.until) if day
    )


def supporting(event: Event, material: Material) -> list[Recorded]:
    """The claims for an event that no person has rejected, in the order of their ids."""
    ids = [claim for voice in event.for_ for claim in voice.claims] or list(event.claims)
    return sorted(material.claims_by_id(ids).values(), key=lambda recorded: recorded.claim.id)


class ListMaterial:
    """Records that are here already, for tests and for what is not in a store."""

    def __init__(
        self,
        claims: Sequence[Recorded] = (),
        events: Sequence[Event] = (),
        states: Sequence[State] = (),
        reports: Sequence[Report] = (),
    ) -> None:
        self._claims, self._events, self._states = claims, events, states
        self._reports = {report.id: report for report in reports}

    def claims(self) -> Iterable[Recorded]:
        """The claims as they are."""
        return self._claims

    def claims_by_id(self, ids: Sequence[str]) -> dict[str, Recorded]:
        """Some of them."""
        return {recorded.claim.id: recorded for recorded in self._claims if recorded.claim.id in ids}

    def events(self) -> Iterable[Event]:
        """The events."""
        return self._events

    def states(self, kind: str) -> Iterable[State]:
        """The states of one kind."""
        return [state for state in self._states if state.kind == kind]

    def report(self, id_: str) -> Report | None:
        """A report by its id."""
        return self._reports.get(id_)
