"""The shapes of the API's answers, for its OpenAPI document; answers are written straight from records, not through these."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from rasid.records import Json, judgement_to_json


class Open(BaseModel):
    """Further keys may come."""

    model_config = ConfigDict(extra="allow", populate_by_name=True)


class Problem(Open):
    """An error (RFC 9457)."""

    type: str
    title: str
    status: int
    detail: str
    field: str | None = None
    reason: str | None = None
    errors: list[dict[str, str]] | None = None


class Name(BaseModel):
    """A display name in both languages."""

    ar: str
    en: str


class Words(BaseModel):
    """A quotation; the offsets are code points of the report's text, for programs that have the text."""

    start: int
    end: int
    text: str


class Value(Words):
    """One filler of a role; `id` is empty where the words name nobody that is known."""

    id: str


class When(Open):
    """A time as an interval of days."""

    edtf: str
    earliest: str | None
    latest: str | None
    grain: str
    basis: str


class Where(Open):
    """A place; no point, no lat and lon."""

    place: str
    lat: float | None
    lon: float | None
    precision: str
    radius_km: float | None
    path: list[str]
    others: list[dict[str, str]]


class Source(BaseModel):
    """Who says so."""

    kind: Literal["outlet", "named", "anonymous"]
    text: str
    start: int | None
    end: int | None
    id: str
    via: str


class Piece(BaseModel):
    """A piece of a sentence, and what it is in the claim: trigger, actor, target, place, goods, time, source."""

    t: str
    m: list[str]


class Claim(Open):
    """One claim, as `rasid claims --format jsonl` prints it."""

    id: str
    report: str
    outlet: str
    published: str | None
    sentence: dict[str, int]
    type: str
    trigger: Words
    roles: dict[str, list[Value]]
    time: Words | None
    when: When | None
    where: list[Where]
    source: Source
    stance: str
    status: str
    extent: str
    by: str
    rule: str


class Difference(Open):
    """Where the coders of a claim differ: about event, type, source, stance, status or a role, and what one of them held."""

    text: str
    about: str | None = None
    coder: str | None = None
    held: str | None = None
    taken: bool | None = None
    p: float | None = None


class ClaimItem(Claim):
    """A claim in a list: after people's corrections, with its sentence and names, who made it, and where those differ."""

    coders: list[str]
    differences: list[Difference]
    verdict: Literal["accept", "reject", "correct", "unsure"] | None
    judged_by: list[str]
    original: Claim | None = None
    names: dict[str, Name]
    recorded: str
    withdrawn: str | None
    title: str
    quotation: list[Piece]


class Judgement(Open):
    """What a person said about one claim or two, and when; taken back from `retracted` on."""

    id: str
    verdict: str
    left: str
    right: str
    by: str
    at: str
    note: str
    retracted: str | None


class ClaimDetail(ClaimItem):
    """One claim with its history."""

    judgements: list[Judgement]
    events: list[str]


class Entity(Open):
    """An actor or place with its name."""

    id: str
    text: str
    name: Name


class Voice(BaseModel):
    """An independent source, with the claims it stands on."""

    voice: str
    kind: str
    interested: bool
    claims: list[str]


class Event(Open):
    """Claims about one happening."""

    id: str
    type: str
    roles: dict[str, list[Entity]]
    when: When | None
    where: list[Where]
    status: str
    for_: list[Voice] = Field(alias="for")
    against: list[Voice]
    claims: list[str]
    names: dict[str, Name]


class State(Open):
    """What events add up to over time; `holder`, `by` or `parties` by its kind."""

    id: str
    kind: Literal["control", "siege", "access", "talks"]
    place: Entity | None
    reading: str
    since: When | None
    until: When | None
    last_support: str | None
    extent: str
    status: str
    inherited_from: str | None
    because: list[str]
    against: list[str]
    holds: Literal["yes", "perhaps", "no"] | None = None
    path: list[str]
    names: dict[str, Name]


class Paged(Open):
    """A page of a list."""

    next: str | None
    total: int


class ClaimPage(Paged):
    """Claims."""

    items: list[ClaimItem]


class EventPage(Paged):
    """Events."""

    items: list[Event]


class StatePage(Paged):
    """States, and the day on which they hold."""

    items: list[State]
    at: str | None


class Items(Paged):
    """A page of something."""

    items: list[dict[str, Any]]


class Life(Open):
    """States and events of a place or actor, in order; of many the latest."""

    claims: int
    states: list[State]
    states_total: int
    events: list[Event]
    events_total: int


class Overview(Open):
    """What an analyst wants to see first."""

    at: str | None
    since: str | None
    totals: dict[str, int]
    new: dict[str, Any]
    contested: dict[str, Any]
    sieges: list[State]
    blocked: list[State]
    talks: list[State]
    sources: list[dict[str, Any]]
    per_day: list[dict[str, Any]]


class Session(Open):
    """Who asks and what he may do; `login`: whether this server has accounts."""

    name: str | None
    role: str | None
    rights: list[str]
    csrf: str
    login: bool


class Token(Open):
    """A new token; it is never shown again."""

    id: str
    token: str
    label: str
    scopes: list[str]
    expires: str


class Tree(Open):
    """A node: a state, event, claim, rule, words, judgement or context, why it hangs there, and what it rests on."""

    kind: str
    id: str
    text: str
    why: str | None = None
    side: Literal["for", "against", "end", "context"] | None = None
    record: dict[str, Any] | None = None
    because: list[Tree] | None = None


class Types(Open):
    """The codebook."""

    items: list[dict[str, Any]]


class Segment(BaseModel):
    """A piece of the text: `n` counts words and gaps, `m` are numbers in the list of marks."""

    n: int
    t: str
    m: list[int]


class Paragraph(BaseModel):
    """A line of the report."""

    kind: Literal["title", "text"]
    segments: list[Segment]


class MarkOf(BaseModel):
    """What a stretch of the text is, in which claims, and whom it names."""

    kind: str
    id: str
    name: Name | None
    claims: list[str]


class Report(Open):
    """One report as segments, its claims in order, and what people judged."""

    id: str
    outlet: str
    published: str | None
    title: str
    url: str | None
    paragraphs: list[Paragraph]
    marks: list[MarkOf]
    claims: list[ClaimItem]
    judgements: list[Judgement]


class Analysis(Open):
    """What a text says; nothing of it is stored."""

    paragraphs: list[Paragraph]
    marks: list[MarkOf]
    claims: list[Claim]


class Features(Open):
    """A GeoJSON FeatureCollection, with how many rows have no point beside it."""

    type: Literal["FeatureCollection"]
    features: list[dict[str, Any]]
    total: int
    unlocated: dict[str, Any]


def ok(model: type[BaseModel], status: int = 200) -> dict[int | str, dict[str, Any]]:
    """The documented answers of an endpoint."""
    return {status: {"model": model, "description": "The answer."}} | _problems()


def file() -> dict[int | str, dict[str, Any]]:
    """The documented answers of an endpoint that gives a file."""
    return {200: {"description": "The file.", "content": {"*/*": {}}}} | _problems()


def lines() -> dict[int | str, dict[str, Any]]:
    """The documented answers of an endpoint that tells line by line how far it is."""
    return {200: {"description": "Lines of JSON.", "content": {"application/x-ndjson": {}}}} | _problems()


def _problems() -> dict[int | str, dict[str, Any]]:
    content: Mapping[str, Any] = {"application/problem+json": {"schema": Problem.model_json_schema()}}
    return {
        str(code): {"description": text, "content": content}
        for code, text in (
            (400, "The body is no JSON or form."), (401, "Nobody is logged in."), (403, "Not allowed."), (404, "Not found."),
            (413, "Too large."), (421, "Wrong host."), (422, "The request cannot be read."), (429, "Too many attempts."),
            (503, "The store failed."),
        )
    }  # fmt: skip


def judgements(found: Iterable[Any]) -> list[Json]:
    """Judgements as JSON."""
    return [judgement_to_json(j) for j in found]
