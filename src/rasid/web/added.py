"""A claim that the reader missed and a person points out in, a claim of the store out: by that person, never by the rules."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated, Literal

from pydantic import Field
from starlette.responses import Response

from rasid.records import claim_from_json, claim_id, claim_to_json
from rasid.store import ClaimFilter
from rasid.text import Text
from rasid.types import Claim, Report, Span, Stance, Status, Words
from rasid.web import models
from rasid.web.answers import made
from rasid.web.auth import Judge, Served, router
from rasid.web.corrections import Between, Chosen, Roles, SourceIn, check_type, fillers, source_of, when_of, where_of, words
from rasid.web.engine import Engine
from rasid.web.params import Closed, Word
from rasid.web.services import Services
from rasid.web.shape import claim_items

api = router("judge", "judgements")
BY = "person"


class ClaimIn(Closed):
    """A missed claim, pointed out by segments of the report."""

    type: Word
    trigger: Chosen
    roles: Roles = Field(default_factory=Roles)
    time: Chosen | None = None
    when: Between | None = None
    source: SourceIn | None = None
    stance: Stance = "reports"
    status: Status = "happened"
    extent: Literal["whole", "part"] = "whole"
    killed: Annotated[int, Field(ge=0, le=1_000_000)] | None = None
    injured: Annotated[int, Field(ge=0, le=1_000_000)] | None = None


@api.post("/reports/{report_id}/claims", responses=models.ok(models.ClaimItem, 201), response_class=Response, status_code=201)
def add_claim(report_id: str, body: ClaimIn, services: Served, person: Judge) -> Response:
    """Adds a claim that the rules did not find. It bears its author in `by`; `reject` takes it out of the ledger again."""
    report = services.store.report(report_id)
    claim = _claim(body, report, services.engine, person.name)
    services.audit.write(services.now(), person.name, "claim.add", claim.id, report_id)
    _store(services, report, claim)
    recorded = services.store.claim(claim.id)
    return made(claim_items(services, [recorded])[0], 201)


def _claim(body: ClaimIn, report: Report, engine: Engine, who: str) -> Claim:
    text = Text(report.text)
    trigger = words(text, body.trigger, "trigger")
    sentence = text.sentence_at(trigger["start"])
    draft = Claim(
        id="",
        report=report.id,
        outlet=report.outlet,
        published=report.published,
        sentence=Span(min(sentence.start, trigger["start"]), max(sentence.end, trigger["end"])),
        type=check_type(body.type, engine, "type"),
        trigger=Words(**trigger),
        source=source_of(body.source, text, report.outlet, report.outlet, "source"),
        stance=body.stance,
        status=body.status,
        extent=body.extent,
        killed=body.killed,
        injured=body.injured,
        by=(f"{BY}@{who}",),
        rule=BY,
    )
    data = claim_to_json(draft)
    for role, found in body.roles:
        data["roles"][role] = fillers(found or [], text, f"roles.{role}")
    data["where"] = [where_of(p["id"], engine) for p in data["roles"]["place"]]
    data["time"] = words(text, body.time, "time") if body.time else None
    data["when"] = when_of(body.when) if body.when else None
    whole = claim_from_json(data)
    return replace(whole, id=claim_id(whole))


def _store(services: Services, report: Report, claim: Claim) -> None:
    """Stored beside what people added to the report before: the store withdraws what an author no longer says."""
    before = [r.claim for r in services.store.claims(ClaimFilter(report=report.id)) if any(b.startswith(BY + "@") for b in r.claim.by)]
    services.store.add(report, [*before, claim], services.now(), BY)
    services.fold()
