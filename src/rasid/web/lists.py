"""Filters in, pages of claims, events and states out."""

from __future__ import annotations

from typing import Annotated, Literal

import numpy as np
from fastapi import Query, Request
from pydantic import Field
from starlette.responses import Response

from rasid.records import Json
from rasid.store import ClaimFilter
from rasid.web import models, rows
from rasid.web.answers import answer, page
from rasid.web.auth import Served, router
from rasid.web.boxes import Bbox, Box, box
from rasid.web.columns import Columns, Numbers
from rasid.web.holding import held
from rasid.web.params import ClaimScope, EventScope, Paged, StateScope, claim_filter
from rasid.web.services import Services
from rasid.web.shape import claim_items, event_item, state_item

api = router("read", "lists")
Order = Literal["oldest", "newest", "disagreement"]
_FURTHEST = 10**11  # no store has so many claims: differences times this, and the row, are one number to page by


class ClaimsQuery(ClaimScope, Paged):
    """What to list of the claims."""

    order: Annotated[Order, Field(description="By arrival; or most differences of the coders first.")] = "oldest"
    located: Annotated[bool | None, Field(description="Only those with a point, or only those without.")] = None
    bbox: Annotated[Bbox | None, Field(description="west,south,east,north in degrees: only those with a point in it.")] = None


class EventsQuery(EventScope, Paged):
    """What to list of the events."""


class StatesQuery(StateScope, Paged):
    """What to list of the states."""


def cut_page(found: Numbers, keys: Numbers, query: Paged, falling: bool = False) -> tuple[Numbers, str | None]:
    """One page of what was found, and the cursor of the page after; `keys` rise along `found`. `falling`: the last first."""
    if falling:
        found, keys = found[::-1], keys[::-1]
    if query.cursor is not None:
        after = keys < int(query.cursor) if falling else keys > int(query.cursor)
        found, keys = found[after], keys[after]
    more = len(found) > query.limit
    return found[: query.limit], str(int(keys[query.limit - 1])) if more else None


def chosen_claims(services: Services, columns: Columns, f: ClaimFilter, located: bool | None, inside: Box | None) -> Numbers:
    """Where the claims stand that a list, a map and an export of one filter all show."""
    found = services.select(columns, f)
    return found if located is None and inside is None else services.located().within(found, located, inside)


@api.get("/claims", responses=models.ok(models.ClaimPage), response_class=Response)
def claims(request: Request, services: Served, query: Annotated[ClaimsQuery, Query()]) -> Response:
    """Claims, by arrival or by how far their coders differ, each with its quotation, names, and what people judged of it."""

    def make() -> Json:
        columns = services.columns()
        f = claim_filter(query, services.engine, columns)
        found = chosen_claims(services, columns, f, query.located, box(query.bbox))
        keys = columns.n[found]
        if query.order == "disagreement":
            keys = columns.said(query.known_by)[3][found] * _FURTHEST + keys
            rising = np.argsort(keys)
            found, keys = found[rising], keys[rising]
        part, next_ = cut_page(found, keys, query, query.order != "oldest")
        recorded = rows.claims(services.store.engine, columns.n[part].tolist(), query.known_by)
        return page(claim_items(services, recorded, query.known_by), next_, len(found))

    return answer(request, services, make)


@api.get("/claims/{claim_id}", responses=models.ok(models.ClaimDetail), response_class=Response)
def claim(request: Request, services: Served, claim_id: str) -> Response:
    """One claim, with every judgement ever made on it and the events it is part of."""

    def make() -> Json:
        recorded = services.store.claim(claim_id)
        said = services.judged().of.get(claim_id, [])
        events = [e.id for e in services.store.events_of(claim_id)]
        return claim_items(services, [recorded])[0] | {"judgements": models.judgements(said), "events": events}

    return answer(request, services, make)


@api.get("/events", responses=models.ok(models.EventPage), response_class=Response)
def events(request: Request, services: Served, query: Annotated[EventsQuery, Query()]) -> Response:
    """Events: what claims of one happening add up to, with the voices for and against."""

    def make() -> Json:
        columns, table = services.columns(), services.derived(query.known_by).events
        f = claim_filter(query, services.engine, columns)
        found = table.select(f, columns.terms.inside)
        part, next_ = cut_page(found, table.n[found], query)
        numbers = table.n[part].tolist()
        bodies = table.bodies(numbers)
        return page([event_item(bodies[n], services.engine) for n in numbers if n in bodies], next_, len(found))

    return answer(request, services, make)


@api.get("/events/{event_id}", responses=models.ok(models.Event), response_class=Response)
def event(request: Request, services: Served, event_id: str) -> Response:
    """One event."""
    from rasid.records import event_to_json

    return answer(request, services, lambda: event_item(event_to_json(services.store.event(event_id)), services.engine))


@api.get("/states", responses=models.ok(models.StatePage), response_class=Response)
def states(request: Request, services: Served, query: Annotated[StatesQuery, Query()]) -> Response:
    """States that hold on a day, surely or perhaps: who holds, besieges, blocks, talks. In a place: inherited ones and parts too."""

    def make() -> Json:
        found, day = held(services, query)
        part, next_ = cut_page(np.arange(len(found)), np.arange(1, len(found) + 1), query)
        items = [state_item(found[i][0], services.engine, found[i][1]) for i in part.tolist()]
        return page(items, next_, len(found), at=day.isoformat() if day else None)

    return answer(request, services, make)


@api.get("/states/{state_id}", responses=models.ok(models.State), response_class=Response)
def state(request: Request, services: Served, state_id: str) -> Response:
    """One state."""
    return answer(request, services, lambda: state_item(services.store.state(state_id), services.engine))


@api.get("/types", responses=models.ok(models.Types), response_class=Response)
def types(request: Request, services: Served) -> Response:
    """The codebook: every type of claim, with what it says and what it does to the ledger."""
    return answer(request, services, lambda: {"items": services.engine.types()})
