"""Filters in, GeoJSON out: claims, events and states at a day, each with the precision that its point has and no more."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date
from typing import Annotated, Any, Literal

import numpy as np
from fastapi import Query, Request
from pydantic import Field
from starlette.responses import Response

from rasid.records import Json
from rasid.types import State, Where
from rasid.web import models
from rasid.web.answers import GEOJSON, GeoJson, answer
from rasid.web.auth import Served, router
from rasid.web.boxes import Bbox, Box, box
from rasid.web.columns import OPEN_FIRST, OPEN_LAST, Columns, Numbers
from rasid.web.engine import Engine
from rasid.web.holding import held
from rasid.web.located import Located
from rasid.web.params import ClaimScope, EventScope, StateScope, claim_filter
from rasid.web.services import Services

api = router("read", "maps")
_UNLOCATED = 100  # ids of rows without a point that come along; the rest is counted
_TOP = 8


class ClaimsMap(ClaimScope):
    """Which claims to draw."""

    bbox: Annotated[Bbox | None, Field(description="west,south,east,north in degrees.")] = None
    by: Annotated[Literal["place", "claim"], Field(description="A feature a place, with counts, or a feature a claim.")] = "place"
    limit: Annotated[int, Field(ge=1, le=5000, description="Features at most.")] = 5000


class EventsMap(EventScope):
    """Which events to draw."""

    bbox: Annotated[Bbox | None, Field(description="west,south,east,north in degrees.")] = None
    limit: Annotated[int, Field(ge=1, le=5000, description="Features at most.")] = 2000


class StatesMap(StateScope):
    """Which states to draw."""

    bbox: Annotated[Bbox | None, Field(description="west,south,east,north in degrees.")] = None
    limit: Annotated[int, Field(ge=1, le=5000, description="Features at most.")] = 5000


def feature(id_: str, lat: float, lon: float, properties: Json) -> Json:
    """A point, longitude first."""
    return {"type": "Feature", "id": id_, "geometry": {"type": "Point", "coordinates": [lon, lat]}, "properties": properties}


def collection(features: Iterable[Json], total: int, unlocated: Json, **more: Any) -> Json:
    """The features, and beside them how many rows the filter keeps and which of them have no point."""
    return {"type": "FeatureCollection", "features": list(features), "total": total, "unlocated": unlocated, **more}


def place_properties(where: Where, engine: Engine) -> Json:
    """What is drawn of a place: its name, and how far off its point may be."""
    name = engine.name(where.place)
    return {"place": where.place, "name": name, "precision": where.precision, "radius_km": where.radius_km}


@api.get("/geo/claims", responses=models.ok(models.Features), response_class=GeoJson)
def claims(request: Request, services: Served, query: Annotated[ClaimsMap, Query()]) -> Response:
    """Claims on the map: the same rows as /claims with the same filter. Those without a point are listed beside."""

    def make() -> Json:
        columns, located = services.columns(), services.located()
        chosen = services.select(columns, claim_filter(query, services.engine, columns))
        missing = chosen[~located.has_point[chosen]]
        at, places = located.pairs(chosen, box(query.bbox))
        draw = _by_place if query.by == "place" else _by_claim
        features = draw(columns, located, at, places, services, query.limit)
        some = services.claim_ids(columns.n[missing[:_UNLOCATED]].tolist())
        shown = len(np.unique(at)) if query.bbox else len(chosen)
        return collection(features, shown, {"count": len(missing), "ids": some})

    return answer(request, services, make, media_type=GEOJSON)


def _by_place(columns: Columns, located: Located, at: Numbers, places: Numbers, services: Services, limit: int) -> list[Json]:
    """One feature a place, the fullest first."""
    order = np.argsort(places, kind="stable")
    at, places = at[order], places[order]
    numbers, starts, counts = np.unique(places, return_index=True, return_counts=True)
    types = _types(columns, at, places)
    first, last = _days(columns, at, starts)
    features = []
    for i in np.argsort(-counts, kind="stable")[:limit].tolist():
        where = located.places[int(numbers[i])]
        said = {"count": int(counts[i]), "types": types[int(numbers[i])], "first": _iso(int(first[i])), "last": _iso(int(last[i]))}
        properties = place_properties(where, services.engine) | said
        features.append(feature(where.place, where.lat or 0.0, where.lon or 0.0, properties))
    return features


def _types(columns: Columns, at: Numbers, places: Numbers) -> dict[int, dict[str, int]]:
    """The commonest types of each place, with how many claims are of them."""
    many = len(columns.types.words) or 1
    pairs, counts = np.unique(places * many + columns.type[at], return_counts=True)
    found: dict[int, dict[str, int]] = {}
    for i in np.lexsort((-counts, pairs // many)).tolist():
        place, type_ = divmod(int(pairs[i]), many)
        top = found.setdefault(place, {})
        if len(top) < _TOP:
            top[columns.types.words[type_]] = int(counts[i])
    return found


def _days(columns: Columns, at: Numbers, starts: Numbers) -> tuple[Numbers, Numbers]:
    """The first and the last day that the claims of each place speak of; open ends do not count."""
    if not len(starts):
        return starts, starts
    first, last = columns.first[at], columns.last[at]
    known_first, known_last = np.where(first == OPEN_FIRST, OPEN_LAST, first), np.where(last == OPEN_LAST, OPEN_FIRST, last)
    return np.minimum.reduceat(known_first, starts), np.maximum.reduceat(known_last, starts)


def _iso(day: int) -> str | None:
    return date.fromordinal(day).isoformat() if OPEN_FIRST < day < OPEN_LAST else None


def _by_claim(columns: Columns, located: Located, at: Numbers, places: Numbers, services: Services, limit: int) -> list[Json]:
    """One feature a claim and place, in the order of arrival."""
    order = np.argsort(at, kind="stable")[:limit]
    at, places = at[order], places[order]
    named = {int(p): place_properties(located.places[int(p)], services.engine) for p in np.unique(places)}
    ids = services.claim_ids(columns.n[at].tolist())
    features = []
    for i, p, id_ in zip(at.tolist(), places.tolist(), ids, strict=True):
        where = located.places[p]
        said = {
            "type": columns.types.words[int(columns.type[i])],
            "stance": columns.stances.words[int(columns.stance[i])],
            "status": columns.statuses.words[int(columns.status[i])],
            "first": _iso(int(columns.first[i])),
            "last": _iso(int(columns.last[i])),
        }
        features.append(feature(id_, where.lat or 0.0, where.lon or 0.0, said | named[p]))
    return features


@api.get("/geo/events", responses=models.ok(models.Features), response_class=GeoJson)
def events(request: Request, services: Served, query: Annotated[EventsMap, Query()]) -> Response:
    """Events on the map: the same rows as /events with the same filter."""

    def make() -> Json:
        columns, table, where = services.columns(), services.derived(query.known_by).events, box(query.bbox)
        found = [table.rows[i] for i in table.select(claim_filter(query, services.engine, columns), columns.terms.inside)]
        drawn = [r for r in found if r[8] and _in(where, r[8][0], r[8][1])]
        missing = [r[1] for r in found if not r[8]]
        features = (_event(r, services.engine) for r in drawn[: query.limit])
        total = len(drawn) if query.bbox else len(found)
        return collection(features, total, {"count": len(missing), "ids": missing[:_UNLOCATED]})

    return answer(request, services, make, media_type=GEOJSON)


def _in(box: Box | None, lat: float, lon: float) -> bool:
    if box is None:
        return True
    west, south, east, north = box
    return south <= lat <= north and (west <= lon <= east if west <= east else lon >= west or lon <= east)


def _event(row: Any, engine: Engine) -> Json:
    _, id_, type_, status, first, last, places, actors, (lat, lon, precision, radius), _ = row
    place = places[0] if places else ""
    properties = {
        "type": type_, "status": status, "first": _iso(first), "last": _iso(last), "place": place,
        "name": engine.name(place.removeprefix("~")), "actors": [engine.name(a) | {"id": a} for a in actors],
        "precision": precision, "radius_km": radius,
    }  # fmt: skip
    return feature(id_, lat, lon, properties)


@api.get("/geo/states", responses=models.ok(models.Features), response_class=GeoJson)
def states(request: Request, services: Served, query: Annotated[StatesMap, Query()]) -> Response:
    """Control, sieges, blocked roads and talks on a day, as known by a day: the same rows as /states with the same filter."""

    def make() -> Json:
        (found, day), inside = held(services, query), box(query.bbox)
        looks = services.derived(query.known_by).states.looks
        drawn, missing = [], []
        for state, holds in found:
            where = services.engine.point(state.place.id) if state.place and state.place.id else None
            if where is None or where.lat is None or where.lon is None:
                missing.append(state.id)
            elif _in(inside, where.lat, where.lon):
                drawn.append((state, holds, where))
        features = (_drawn(s, h, w, looks, services.engine) for s, h, w in drawn[: query.limit])
        total = len(found) if inside is None else len(drawn)
        kinds = dict(Counter(s.kind for s, _ in found))
        at = day.isoformat() if day else None
        return collection(features, total, {"count": len(missing), "ids": missing[:_UNLOCATED]}, at=at, kinds=kinds)

    return answer(request, services, make, media_type=GEOJSON)


def _drawn(state: State, holds: str, where: Where, looks: dict[str, Json], engine: Engine) -> Json:
    """A state on a day. What the day does not change is worked out once: a slider that plays asks for thousands a second."""
    key = f"{state.id} {where.place}"  # an inherited state is drawn at another place than its own
    look = looks.get(key)
    if look is None:
        look = looks[key] = _look(state, where, engine)
    varying = {"reading": state.reading, "holds": holds}
    return feature(state.id, where.lat or 0.0, where.lon or 0.0, {**look, **varying})


def _look(state: State, where: Where, engine: Engine) -> Json:
    return place_properties(where, engine) | {
        "kind": state.kind, "status": state.status, "extent": state.extent, "goods": list(state.goods),
        "holders": [engine.name(e.id, e.text) | {"id": e.id} for e in state.holders],
        "since": state.since.edtf if state.since else None, "until": state.until.edtf if state.until else None,
        "last_support": state.last_support.isoformat() if state.last_support else None,
    }  # fmt: skip
