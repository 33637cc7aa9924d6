"""A filter of states in, those that hold on a day out, each surely or perhaps; of a place also what it inherits and contains."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from rasid.facts import FactReader
from rasid.ledger import states_at, states_of_place
from rasid.types import State
from rasid.web.params import StateScope, claim_filter
from rasid.web.services import Services
from rasid.web.states import States, holders_of, place_of


def held(services: Services, query: StateScope) -> tuple[list[tuple[State, str]], date | None]:
    """The states that the filter keeps, each with whether it holds on the day, and the day."""
    ledger = services.derived(query.known_by).states
    f = claim_filter(query, services.engine, services.columns())
    day = None if query.ever else query.at or ledger.last_day
    found: Sequence[tuple[State, str]]
    if day is None:
        found = [(s, "") for s in states_ever(services, f.place, query.kind, query.known_by)]
    elif f.place:
        near = _near(services, ledger, f.place, query.kind, day)
        found = states_of_place(near, f.place, lambda p: _path(services, p), lambda s: _around(services, ledger, s), day)
    else:
        found = states_at(ledger.select(query.kind, day), day)
    return [(s, r) for s, r in found if f.status in ("", s.status) and (not f.actor or f.actor in holders_of(s))], day


def states_ever(services: Services, place: str, kind: str | None, known_by: date | None) -> list[State]:
    """Every stretch of every state, or of those at a place and inside it."""
    ledger = services.derived(known_by).states
    if not place:
        return ledger.select(kind, None)
    near = _near(services, ledger, place, kind, None)
    return [s for s in near if place == place_of(s) or place in _around(services, ledger, s)]


def _near(services: Services, ledger: States, place: str, kind: str | None, day: date | None) -> list[State]:
    """States in the place, around it, or at places that only words name and that may lie in it."""
    return ledger.select(kind, day, {*services.columns().terms.inside(place), *_path(services, place), *ledger.worded})


def _path(services: Services, place: str) -> tuple[str, ...]:
    return services.engine.world.path(place) or tuple(services.columns().terms.around(place))


def _around(services: Services, ledger: States, state: State) -> tuple[str, ...]:
    """What lies around the place of a state; of a place that only words name, what its claims put around it."""
    if state.place is None:
        return ()
    if state.place.id:
        return _path(services, state.place.id)[1:]
    if not ledger.looked_around:
        _look_around(services, ledger)
        ledger.looked_around = True
    return ledger.around.get(state.id, ())


def _look_around(services: Services, ledger: States) -> None:
    """Looks at the first claim of every state whose place only words name, all at once."""
    reader = FactReader(services.engine.world)
    states = [s for s in ledger.select(None, None, ledger.worded) if s.because]
    claims = services.store.claims_by_id([s.because[0] for s in states])
    for state in states:
        recorded, words = claims.get(state.because[0]), state.place.text if state.place else ""
        if recorded and any(v.text == words and not v.id for v in recorded.claim.place):
            keys = reader.fact(recorded.claim).places
            ledger.around[state.id] = next((tuple(reader.path_of(k)[1:]) for k in keys if k.startswith("~")), ())
