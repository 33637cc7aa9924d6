"""A pasted report in, its claims out: read on the spot, or stored with them."""

from __future__ import annotations

from datetime import UTC, datetime, time
from typing import Annotated, Literal

from pydantic import Field
from starlette.responses import Response

from rasid.errors import InputError
from rasid.ingest import ReadOptions
from rasid.ingest.build import make_report
from rasid.records import Json
from rasid.types import Claim, Report
from rasid.web import models
from rasid.web.answers import made
from rasid.web.auth import Adder, Served, router
from rasid.web.params import Closed, Day, Line, Word
from rasid.web.problems import Problem
from rasid.web.reports import analysis
from rasid.web.services import Services

reads = router("analyse", "reading")
adds = router("add", "reading")
MAX_TEXT = 200_000


class ReportIn(Closed):
    """A report as a person pastes it. Only the text is required; without a date, relative times stay unresolved."""

    text: Annotated[str, Field(min_length=1, max_length=MAX_TEXT)]
    title: Line = ""
    outlet: Word = ""
    published: Day | None = None
    url: Line = ""


class StoredIn(ReportIn):
    """A report to store; `recorded` is when it became known: now, or, for an archive, when it was published."""

    recorded: Literal["now", "published"] = "now"


def _report(body: ReportIn, services: Services) -> Report:
    options = ReadOptions()
    try:
        return make_report(
            "text",
            options,
            text=body.text,
            title=body.title,
            outlet=services.engine.outlet_id(body.outlet) if body.outlet else "",
            published=body.published.isoformat() if body.published else None,
            url=body.url,
            retrieved=services.now(),
        )
    except InputError as error:
        raise Problem(422, error.reason, "published" if error.reason.startswith("published") else "text") from error


@reads.post("/analyse", responses=models.ok(models.Analysis), response_class=Response)
def analyse(body: ReportIn, services: Served) -> Response:
    """The claims of a text. Nothing is stored."""
    report = _report(body, services)
    return made(analysis(report, services.engine.analyse(report), services.engine))


@adds.post("/reports", responses=models.ok(models.Analysis, 201), response_class=Response, status_code=201)
def add(body: StoredIn, services: Served, person: Adder) -> Response:
    """Reads a report and stores it with its claims, in one transaction; the same report again changes nothing."""
    report = _report(body, services)
    claims = services.engine.analyse(report)
    stored = store(services, report, claims, body.recorded, person.name)
    services.fold()
    return made(stored, 201, {"location": f"/api/v1/reports/{report.id}"})


def store(services: Services, report: Report, claims: list[Claim], recorded: str, who: str) -> Json:
    """Stores what was read; folding it is left to the caller, who may have more."""
    at = services.now()
    if recorded == "published" and (report.published_at or report.published):
        at = report.published_at or datetime.combine(report.published or at.date(), time(), UTC)
    services.audit.write(services.now(), who, "report.add", report.id, f"claims={len(claims)}")
    added = services.store.add(report, claims, at, services.engine.extractor)
    return analysis(report, claims, services.engine) | {"new": added.new, "added": added.claims}
