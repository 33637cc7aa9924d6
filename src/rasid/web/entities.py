"""Names in, places and actors out, with how often claims name them; and the life of one: its states and events."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Annotated, Any, Literal

from fastapi import Query, Request
from pydantic import Field
from starlette.responses import Response

from rasid.errors import NotFoundError
from rasid.records import Json
from rasid.store import ClaimFilter
from rasid.text import fold
from rasid.types import State
from rasid.web import models
from rasid.web.answers import answer, page
from rasid.web.auth import Served, router
from rasid.web.columns import Columns
from rasid.web.engine import Engine
from rasid.web.holding import states_ever
from rasid.web.params import Closed, Day, Paged, Word, entity
from rasid.web.services import Services
from rasid.web.shape import event_item, state_item

api = router("read", "entities")
Kind = Literal["place", "actor"]


class EntitiesQuery(Paged):
    """Which places or actors to list."""

    q: Annotated[Word, Field(description="A name or the beginning of one of its words, in either script, or an id.")] = ""
    known: Annotated[bool, Field(description="Also those that no stored claim names.")] = False
    country: Annotated[Word, Field(description="Of this country, by its id.")] = ""


class LifeQuery(Closed):
    """As known when."""

    known_by: Annotated[Day | None, Field(description="As known by the end of this day.")] = None
    limit: Annotated[int, Field(ge=1, le=2000, description="States and events at most, the latest of each.")] = 300


def _place(engine: Engine, id_: str) -> Json:
    found: Json = {"id": id_, "name": engine.name(id_.removeprefix("~")), "kind": "", "path": [], "lat": None, "lon": None}
    found |= {"precision": "unknown", "radius_km": None, "known": False}
    try:
        row = engine.knowledge.gazetteer.get(id_)
    except NotFoundError:
        return found
    return found | {
        "kind": row.kind, "path": list(row.path), "lat": row.lat, "lon": row.lon, "precision": row.precision,
        "radius_km": row.radius_km, "known": True,
    }  # fmt: skip


def _actor(engine: Engine, id_: str) -> Json:
    found: Json = {"id": id_, "name": engine.name(id_.removeprefix("~")), "kind": "", "countries": [], "part_of": [], "known": False}
    actor = engine.knowledge.actors.get(id_)
    if actor is None:
        return found
    part_of = [{"to": a.to, "since": _iso(a.since), "until": _iso(a.until)} for a in actor.part_of]
    return found | {"kind": actor.kind, "countries": list(actor.countries), "part_of": part_of, "known": True}


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _matches(words: Iterable[str], name: str) -> bool:
    """Every wanted word begins some word of the name."""
    parts = name.split()
    return all(any(part.startswith(w) or part.endswith(w) for part in parts) for w in words)


def _named(services: Services, columns: Columns, kind: Kind, query: EntitiesQuery) -> list[tuple[str, int]]:
    """Ids with the number of claims that name them, the most named first."""
    counts = services.kept(f"counts {kind}", lambda: columns.counts(columns.select(ClaimFilter()), kind))
    found = dict(counts)
    if query.known and query.q:
        found |= {i: counts.get(i, 0) for i in _search(services.engine, kind, query.q)}
    wanted = fold(query.q).split()
    keep = ((i, n) for i, n in found.items() if not wanted or i == query.q or _matches(wanted, _names(services.engine, kind, i)))
    if query.country:
        keep = ((i, n) for i, n in keep if query.country in _countries(services.engine, kind, i))
    return sorted(keep, key=lambda pair: (-pair[1], pair[0]))


def _names(engine: Engine, kind: Kind, id_: str) -> str:
    """All names of an entity, folded, one after the other."""
    if id_.startswith("~"):
        return id_[1:]
    name = engine.name(id_)
    actor = engine.knowledge.actors.get(id_) if kind == "actor" else None
    more: tuple[str, ...] = (*actor.names, *actor.latin) if actor else ()
    return fold(" ".join((name["ar"], name["en"], *more)))


def _countries(engine: Engine, kind: Kind, id_: str) -> tuple[str, ...]:
    if kind == "place":
        return engine.world.path(id_)[-1:]
    actor = engine.knowledge.actors.get(id_)
    return actor.countries if actor else ()


def _search(engine: Engine, kind: Kind, q: str) -> list[str]:
    """Those of the knowledge that a name means, stored or not."""
    if kind == "place":
        return [row.id for row in engine.knowledge.gazetteer.find(q)]
    wanted = fold(q).split()
    return [a for a in engine.knowledge.actors if a == q or _matches(wanted, _names(engine, kind, a))]


def _listing(request: Request, services: Services, kind: Kind, query: EntitiesQuery) -> Response:
    def make() -> Json:
        found = _named(services, services.columns(), kind, query)
        start = int(query.cursor or 0)
        describe = _place if kind == "place" else _actor
        items = [describe(services.engine, i) | {"claims": n} for i, n in found[start : start + query.limit]]
        names = services.engine.names(i for item in items for i in item.get("path", ()))
        more = start + query.limit < len(found)
        return page(items, str(start + query.limit) if more else None, len(found), names=names)

    return answer(request, services, make)


@api.get("/places", responses=models.ok(models.Items), response_class=Response)
def places(request: Request, services: Served, query: Annotated[EntitiesQuery, Query()]) -> Response:
    """Places that claims name, the most named first; with `known`, also those of the gazetteer that bear the name."""
    return _listing(request, services, "place", query)


@api.get("/actors", responses=models.ok(models.Items), response_class=Response)
def actors(request: Request, services: Served, query: Annotated[EntitiesQuery, Query()]) -> Response:
    """Actors that claims name, the most named first; with `known`, also those of the registry that bear the name."""
    return _listing(request, services, "actor", query)


@api.get("/places/{place_id}", responses=models.ok(models.Life), response_class=Response)
def place(request: Request, services: Served, place_id: str, query: Annotated[LifeQuery, Query()]) -> Response:
    """The life of a place: every state it and the places inside it were ever in, and their events."""

    def make() -> Json:
        columns = services.columns()
        id_ = entity("place", place_id, services.engine, columns)
        found = states_ever(services, id_, None, query.known_by)
        head = _place(services.engine, id_)
        parts = [_place(services.engine, p) for p in sorted(columns.terms.children.get(id_, ()))]
        names = services.engine.names(head["path"])
        return {"place": head, "parts": parts, "names": names} | _life(services, ClaimFilter(place=id_), found, query)

    return answer(request, services, make)


@api.get("/actors/{actor_id}", responses=models.ok(models.Life), response_class=Response)
def actor(request: Request, services: Served, actor_id: str, query: Annotated[LifeQuery, Query()]) -> Response:
    """The life of an actor: what it ever held, besieged, blocked or negotiated, and its events."""

    def make() -> Json:
        id_ = entity("actor", actor_id, services.engine, services.columns())
        found = services.derived(query.known_by).states.of_actor(id_)
        head = _actor(services.engine, id_)
        names = services.engine.names(a["to"] for a in head["part_of"])
        return {"actor": head, "names": names} | _life(services, ClaimFilter(actor=id_), found, query)

    return answer(request, services, make)


def _life(services: Services, f: ClaimFilter, states: list[State], query: LifeQuery) -> Json:
    table, columns = services.derived(query.known_by).events, services.columns()
    found = table.select(f, columns.terms.inside)
    found = found[table.first[found].argsort(kind="stable")]
    numbers = table.n[found[-query.limit :]].tolist()
    bodies: dict[int, Any] = table.bodies(numbers)
    return {
        "claims": len(columns.select(ClaimFilter(place=f.place, actor=f.actor, known_by=query.known_by))),
        "states": [state_item(s, services.engine) for s in sorted(states, key=_since)[-query.limit :]],
        "states_total": len(states),
        "events": [event_item(bodies[n], services.engine) for n in numbers if n in bodies],
        "events_total": len(found),
    }


def _since(state: State) -> tuple[date, str]:
    return (state.since.earliest if state.since and state.since.earliest else date.min), state.id
