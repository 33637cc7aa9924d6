"""A person's correction in words and chosen segments in, the claim's keys that change out, with spans of the raw text.

A browser sends numbers of segments (and, to cut a word from its clitics, the words), never offsets: those are found here.
"""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import Field, model_validator

from rasid.errors import NotFoundError
from rasid.records import Json, claim_to_json, source_to_json, when_to_json, where_to_json
from rasid.text import Text
from rasid.types import Claim, Report, Source, Stance, Status, When, Where
from rasid.web.engine import Engine
from rasid.web.params import Closed, Day, Line, Word
from rasid.web.problems import Problem
from rasid.web.segments import chosen


class Chosen(Closed):
    """Words of the report: from segment `first` to segment `last`, and inside them `text` if only a part is meant."""

    first: Annotated[int, Field(ge=0, le=10_000_000)]
    last: Annotated[int, Field(ge=0, le=10_000_000)]
    text: Line = ""


class Filler(Chosen):
    """A filler of a role, and whom or what it names ("" for nobody that is known)."""

    id: Word = ""


class SourceIn(Closed):
    """Who says so: the outlet itself, or a source whose words the report has; `id` says whom they name, if anybody knows."""

    kind: Literal["outlet", "named", "anonymous"]
    words: Chosen | None = None
    id: Word = ""

    @model_validator(mode="after")
    def _complete(self) -> SourceIn:
        if (self.kind == "outlet") != (self.words is None):
            raise ValueError("`words` come with a named or anonymous source, and only with one")
        if self.kind != "named" and self.id:
            raise ValueError("only a named source has an `id`")
        return self


class Roles(Closed):
    """New fillers; a role that is left out stays as it is."""

    actor: Annotated[list[Filler], Field(max_length=20)] | None = None
    target: Annotated[list[Filler], Field(max_length=20)] | None = None
    place: Annotated[list[Filler], Field(max_length=20)] | None = None
    goods: Annotated[list[Filler], Field(max_length=20)] | None = None


class Point(Closed):
    """A place put right on the map, for the place role of that number."""

    number: Annotated[int, Field(ge=0, le=19)]
    place: Word = ""
    lat: Annotated[float, Field(ge=-90, le=90)] | None = None
    lon: Annotated[float, Field(ge=-180, le=180)] | None = None
    radius_km: Annotated[float, Field(gt=0, le=1000)] | None = None


class Between(Closed):
    """A time put right: one day, or two that it lies between."""

    earliest: Day
    latest: Day


class Correction(Closed):
    """What is to be put right; what is left out stays."""

    type: Word | None = None
    stance: Stance | None = None
    status: Status | None = None
    extent: Literal["whole", "part"] | None = None
    trigger: Chosen | None = None
    time: Chosen | None = None
    when: Between | None = None
    roles: Roles | None = None
    where: Annotated[list[Point], Field(max_length=20)] | None = None
    source: SourceIn | None = None
    killed: Annotated[int, Field(ge=0, le=1_000_000)] | None = None
    injured: Annotated[int, Field(ge=0, le=1_000_000)] | None = None


def words(text: Text, where: Chosen, field: str) -> Json:
    """The quotation that a person chose."""
    span = chosen(text, where.first, where.last, where.text)
    if span is None:
        raise Problem(422, "no such words in these segments of the report", field)
    return {"start": span.start, "end": span.end, "text": text.raw[span.start : span.end]}


def check_type(type_: str, engine: Engine, field: str) -> str:
    """A type of the codebook."""
    if type_ not in engine.knowledge.codebook:
        raise Problem(422, f"no type {type_!r} in the codebook", field)
    return type_


def when_of(between: Between) -> Json:
    """A time that a person stated."""
    if between.latest < between.earliest:
        raise Problem(422, "latest lies before earliest", "correction.when")
    one_day = between.earliest == between.latest
    edtf = between.earliest.isoformat() if one_day else f"{between.earliest}/{between.latest}"
    found = when_to_json(When(edtf, between.earliest, between.latest, "day" if one_day else "unknown", "explicit"))
    assert found is not None
    return found


def fillers(found: list[Filler], text: Text, field: str) -> list[Json]:
    """The fillers of one role."""
    return [words(text, f, field) | {"id": f.id} for f in found]


def source_of(source: SourceIn | None, text: Text, outlet: str, via: str, field: str) -> Source:
    """Who says so; `via` is the chain from there to the reader, the outlet last."""
    if source is None or source.words is None:
        return Source("outlet", id=outlet, via=outlet)
    said = words(text, source.words, field)
    chain = ">".join(v for v in via.split(">") if v and v != source.id)
    return Source(source.kind, said["text"], said["start"], said["end"], source.id, chain or outlet)


def where_of(id_: str, engine: Engine) -> Json:
    """Where a place of the gazetteer lies."""
    try:
        row = engine.knowledge.gazetteer.get(id_)
    except NotFoundError:
        return where_to_json(Where(id_))
    found = Where(row.id, row.lat, row.lon, row.precision, row.radius_km, row.path, pcode=row.pcode, reason="a person said so")
    return where_to_json(found)


def correction_of(body: Correction, report: Report, claim: Claim, engine: Engine) -> Json:
    """The keys of the claim's JSON that change."""
    text, now = Text(report.text), claim_to_json(claim)
    changes: Json = {k: v for k in ("stance", "status", "extent", "killed", "injured") if (v := getattr(body, k)) is not None}
    if body.type is not None:
        changes["type"] = check_type(body.type, engine, "correction.type")
    for key in ("trigger", "time"):
        if (where := getattr(body, key)) is not None:
            changes[key] = words(text, where, f"correction.{key}")
    if body.when is not None:
        changes["when"] = when_of(body.when)
    if body.source is not None:
        changes["source"] = source_to_json(source_of(body.source, text, claim.outlet, claim.source.via, "correction.source"))
    if body.roles is not None:
        changes["roles"] = {role: fillers(found, text, f"correction.roles.{role}") for role, found in body.roles if found is not None}
        if body.roles.place is not None:
            changes["where"] = _wheres(body.roles.place, now, engine)
    if body.where is not None:
        changes["where"] = _moved(body.where, changes.get("where", now["where"]), engine)
    return changes


def _wheres(places: list[Filler], now: Json, engine: Engine) -> list[Json]:
    """Where the new place fillers lie; a place that the claim had already keeps what was worked out for it."""
    known = {w["place"]: w for w in now["where"] if w["place"]}
    return [known.get(p.id) or where_of(p.id, engine) for p in places]


def _moved(points: list[Point], wheres: Any, engine: Engine) -> list[Any]:
    found = [dict(w) for w in wheres]
    for point in points:
        if point.number >= len(found):
            raise Problem(422, f"the claim has no place number {point.number}", "correction.where")
        if point.place:
            found[point.number] = where_of(point.place, engine)
        if (point.lat is None) != (point.lon is None):
            raise Problem(422, "lat and lon come together", "correction.where")
        if point.lat is not None:
            radius = point.radius_km or 1.0
            precision = "area" if radius > 0.5 else "exact"
            found[point.number] |= {"lat": point.lat, "lon": point.lon, "radius_km": radius, "precision": precision}
    return found
