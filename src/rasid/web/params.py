"""Query parameters in, the store's filters out: the same filters, names and meanings as on the command line."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field

from rasid.errors import ConfigError, NotFoundError
from rasid.store import ClaimFilter, ReportFilter
from rasid.types import EventStatus, Stance, StateKind, Status
from rasid.web.columns import Columns
from rasid.web.engine import Engine
from rasid.web.problems import Problem

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_SAME = ("source", "stance", "status", "outlet", "report", "coder", "differing", "judged")  # named alike in the store's filter
_FAR = date(9000, 1, 1)  # beyond it a day has no day after it that a database can hold


def _clean(text: str) -> str:
    if "\x00" in text or any("\ud800" <= c <= "\udfff" for c in text):
        raise ValueError("no NUL and no half characters")
    return text


def _day(value: Any) -> Any:
    if isinstance(value, date) or value is None:
        return value
    if not isinstance(value, str) or not _DAY.fullmatch(value):
        raise ValueError("a day is written YYYY-MM-DD")
    day = date.fromisoformat(value)
    if day > _FAR:
        raise ValueError("no day after 9000-01-01")
    return day


Word = Annotated[str, Field(max_length=200), AfterValidator(_clean)]
Line = Annotated[str, Field(max_length=1000), AfterValidator(_clean)]
Day = Annotated[date, BeforeValidator(_day)]
Cursor = Annotated[str, Field(pattern=r"^[0-9]{1,15}$")]


Coder = Literal["rules", "neural", "both", "person"]
Judged = Literal["none", "any", "accept", "reject", "correct", "unsure"]


class Closed(BaseModel):
    """A parameter that does not exist is an error that names it."""

    model_config = ConfigDict(extra="forbid")


class Paged(Closed):
    """One page of a list."""

    limit: Annotated[int, Field(ge=1, le=500, description="Items on a page.")] = 50
    cursor: Annotated[Cursor | None, Field(description="What the page before gave as `next`.")] = None


class Scope(Closed):
    """Filters that claims, events, states, maps and exports share."""

    type: Annotated[Word, Field(description="A codebook type, or a family such as `control`.")] = ""
    place: Annotated[Word, Field(description="In this place: an id, or a name in either script.")] = ""
    actor: Annotated[Word, Field(description="With this actor: an id, or a name in either script.")] = ""
    at: Annotated[Day | None, Field(description="What may hold on this day.")] = None
    since: Annotated[Day | None, Field(description="Not over before this day.")] = None
    until: Annotated[Day | None, Field(description="Begun by this day.")] = None
    known_by: Annotated[Day | None, Field(description="As known by the end of this day.")] = None


class ClaimScope(Scope):
    """Filters of claims."""

    source: Annotated[Word, Field(description="According to this source.")] = ""
    stance: Annotated[Stance | None, Field(description="With this stance.")] = None
    status: Annotated[Status | None, Field(description="With this status.")] = None
    outlet: Annotated[Word, Field(description="In this outlet.")] = ""
    report: Annotated[Word, Field(description="In this report.")] = ""
    withdrawn: Annotated[bool, Field(description="Also those that no longer arise.")] = False
    coder: Annotated[Coder | None, Field(description="That this coder alone made; or several together: both.")] = None
    differing: Annotated[bool, Field(description="Only those whose coders differ.")] = False
    judged: Annotated[Judged | None, Field(description="With this verdict of people, any of them, or not yet judged: none.")] = None


class EventScope(Scope):
    """Filters of events."""

    status: Annotated[EventStatus | None, Field(description="With this status.")] = None


class StateScope(Closed):
    """Filters of states."""

    kind: Annotated[StateKind | None, Field(description="One of the four kinds.")] = None
    place: Annotated[Word, Field(description="In this place: an id, or a name in either script.")] = ""
    actor: Annotated[Word, Field(description="Held, besieged, blocked, negotiated or sponsored by this actor.")] = ""
    status: Annotated[EventStatus | None, Field(description="With this status.")] = None
    at: Annotated[Day | None, Field(description="What may hold on this day; without it, on the last day known.")] = None
    known_by: Annotated[Day | None, Field(description="As known by the end of this day.")] = None
    ever: Annotated[bool, Field(description="All states, past ones too, instead of those of one day.")] = False


class ReportScope(Closed):
    """Filters of reports."""

    q: Annotated[Word, Field(description="Words of the text, in any spelling, with or without article and clitics.")] = ""
    outlet: Annotated[Word, Field(description="Of this outlet.")] = ""
    place: Annotated[Word, Field(description="With a claim about this place.")] = ""
    since: Annotated[Day | None, Field(description="Published on this day or later.")] = None
    until: Annotated[Day | None, Field(description="Published by this day.")] = None


def claim_filter(scope: Scope | StateScope, engine: Engine, columns: Columns) -> ClaimFilter:
    """The store's filter. Names become ids; a name of several is an error that lists them."""
    known = {k: v for k in _SAME if (v := getattr(scope, k, None))}
    f = ClaimFilter(at=scope.at, known_by=scope.known_by, withdrawn=getattr(scope, "withdrawn", False), **known)
    type_ = getattr(scope, "type", "")
    f = replace(f, type=type_ if "." in type_ else "", family="" if "." in type_ else type_)
    f = replace(f, since=getattr(scope, "since", None), until=getattr(scope, "until", None))
    place = entity("place", scope.place, engine, columns) if scope.place else ""
    return replace(f, place=place, actor=entity("actor", scope.actor, engine, columns) if scope.actor else "")


def entity(kind: Literal["place", "actor"], typed: str, engine: Engine, columns: Columns) -> str:
    """The id that a person means; words that nobody knows stand for themselves where claims have used them."""
    if (kind, typed) in columns.terms.numbers:
        return typed
    try:
        return engine.place_id(typed) if kind == "place" else engine.actor_id(typed)
    except ConfigError as error:
        raise Problem(422, str(error), kind) from error
    except NotFoundError as error:
        if columns.knows(kind, typed):
            return typed
        raise Problem(404, f"no {kind} has the id or name {typed!r}", kind) from error


def report_filter(scope: ReportScope) -> ReportFilter:
    """The store's filter of reports, without the words (the server's search finds clitics too)."""
    return ReportFilter(outlet=scope.outlet, since=scope.since, until=scope.until)
