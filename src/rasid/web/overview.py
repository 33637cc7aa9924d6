"""A day to look back to in, what an analyst wants to see first out: what is new, contested, besieged, negotiated, and who says so."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta
from typing import Annotated

import numpy as np
from fastapi import Query, Request
from pydantic import Field
from starlette.responses import Response

from rasid.ledger import states_at
from rasid.records import Json
from rasid.types import State
from rasid.web import models, rows
from rasid.web.answers import answer
from rasid.web.auth import Served, router
from rasid.web.columns import NEVER, Columns, Numbers, moment
from rasid.web.derived import Derived
from rasid.web.events import Events
from rasid.web.params import Closed, Day
from rasid.web.services import Services
from rasid.web.shape import claim_items, event_item, state_item

api = router("read", "overview")
_SHOWN = 50
_SOURCES = 30
_COUNTED = ("claims", "events", "alone", "confirmed", "contradicted", "against")


class OverviewQuery(Closed):
    """What counts as new, and the day whose ledger is shown."""

    since: Annotated[Day | None, Field(description="Recorded on this day or later; without it, in the seven days before `at`.")] = None
    at: Annotated[Day | None, Field(description="The day of the ledger; without it, the last day known.")] = None


@api.get("/overview", responses=models.ok(models.Overview), response_class=Response)
def overview(request: Request, services: Served, query: Annotated[OverviewQuery, Query()]) -> Response:
    """What is new since a day, contested, besieged and negotiated now, and how far sources agree."""

    def make() -> Json:
        columns, derived = services.columns(), services.derived()
        day = query.at or derived.states.last_day
        since = query.since or _week_before(columns)
        held = states_at(derived.states.select(None, day), day) if day else []
        return {
            "at": day.isoformat() if day else None,
            "since": since.isoformat() if since else None,
            "totals": _totals(columns, derived),
            "new": _new(services, columns, since),
            "contested": _contested(services, derived.events, held),
            "sieges": _now(services, held, "siege", ("besieged",)),
            "blocked": _now(services, held, "access", ("blocked", "partly open")),
            "talks": _now(services, held, "talks", ("running",)),
            "sources": _sources(services, derived.events),
            "per_day": _per_day(columns),
        }

    return answer(request, services, make)


def _standing(columns: Columns) -> Numbers:
    return np.flatnonzero(columns.withdrawn == NEVER)


def _week_before(columns: Columns) -> date | None:
    if not len(columns):
        return None
    newest = datetime.fromtimestamp(int(columns.recorded.max()) / 1_000_000, UTC).date()
    return newest - timedelta(days=7)


def _totals(columns: Columns, derived: Derived) -> Json:
    return {
        "reports": len(columns.report_n),
        "claims": len(_standing(columns)),
        "events": len(derived.events),
        "states": len(derived.states.all),
    }


def _new(services: Services, columns: Columns, since: date | None) -> Json:
    """The newest claims, and what is new by type."""
    if since is None:
        return {"total": 0, "types": {}, "claims": []}
    begin = moment(datetime.combine(since, time(), UTC))
    found = np.flatnonzero((columns.recorded >= begin) & (columns.withdrawn == NEVER))
    codes, counts = np.unique(columns.type[found], return_counts=True)
    types = {columns.types.words[int(c)]: int(n) for c, n in zip(codes, counts, strict=True)}
    newest = rows.claims(services.store.engine, columns.n[found[::-1][:10]].tolist())
    return {"total": len(found), "types": types, "claims": claim_items(services, newest)}


def _now(services: Services, held: Sequence[tuple[State, str]], kind: str, readings: Sequence[str]) -> list[Json]:
    """The states of a kind that read so, those heard of last first."""
    found = [(s, r) for s, r in held if s.kind == kind and s.reading in readings]
    return [state_item(s, services.engine, r) for s, r in sorted(found, key=_support, reverse=True)[:_SHOWN]]


def _support(pair: tuple[State, str]) -> tuple[date, str]:
    return pair[0].last_support or date.min, pair[0].id


def _contested(services: Services, events: Events, held: Sequence[tuple[State, str]]) -> Json:
    """States that somebody disputes now, and the newest disputed events."""
    disputed = sorted(((s, r) for s, r in held if s.status == "contested"), key=_support, reverse=True)
    found = np.flatnonzero(events.status == events.statuses.of.get("contested", -1))
    found = found[np.argsort(-events.last[found], kind="stable")]
    numbers = events.n[found[:20]].tolist()
    bodies = events.bodies(numbers)
    return {
        "states": [state_item(s, services.engine, r) for s, r in disputed[:_SHOWN]],
        "states_total": len(disputed),
        "events": [event_item(bodies[n], services.engine) for n in numbers if n in bodies],
        "events_total": len(found),
    }


def _sources(services: Services, events: Events) -> list[Json]:
    """Who speaks in how many events, and in how many he stands alone, is confirmed, is contradicted, or contradicts."""
    said = events.voices
    ranked = sorted(said, key=lambda key: (-said[key]["events"], key))[:_SOURCES]
    return [
        {"id": voice, "kind": kind, "name": services.engine.name(voice)} | {k: said[voice, kind][k] for k in _COUNTED}
        for voice, kind in ranked
    ]


def _per_day(columns: Columns) -> list[Json]:
    """How many claims speak of each of the last sixty days that have any, by family: for a small chart."""
    known = np.flatnonzero((columns.withdrawn == NEVER) & (columns.first == columns.last))
    if not len(known):
        return []
    last = int(columns.first[known].max())
    known = known[columns.first[known] > last - 60]
    pairs = Counter(zip(columns.first[known].tolist(), columns.type[known].tolist(), strict=True))
    per: dict[tuple[int, str], int] = {}
    for (day, type_), n in pairs.items():
        key = (day, columns.types.words[type_].partition(".")[0])
        per[key] = per.get(key, 0) + n
    return [{"day": date.fromordinal(d).isoformat(), "family": f, "claims": n} for (d, f), n in sorted(per.items())]
