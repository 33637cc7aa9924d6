"""Reports out as lists and as segments with their claims; a pasted report in, its claims out, stored or not."""

from __future__ import annotations

from typing import Annotated, Any

import numpy as np
from fastapi import Query, Request
from starlette.responses import Response

from rasid.records import Json, claim_to_json
from rasid.store import ClaimFilter
from rasid.text import Text
from rasid.types import Claim, Report
from rasid.web import models, rows, search
from rasid.web.answers import answer, page
from rasid.web.auth import Served, router
from rasid.web.columns import Columns, Numbers
from rasid.web.engine import Engine
from rasid.web.params import Paged, ReportScope, entity
from rasid.web.segments import Mark, paragraphs
from rasid.web.services import Services
from rasid.web.shape import claim_items, ids_of, judged, made, report_item, words_of

api = router("read", "reports")


class ReportsQuery(ReportScope, Paged):
    """What to list of the reports."""


def _chosen(services: Services, columns: Columns, query: ReportsQuery, looked_for: search.Wanted) -> Numbers:
    """Where the reports stand that the filter keeps, newest publication first, undated ones last."""
    mask = np.ones(len(columns.report_n), np.bool_)
    if query.outlet:
        mask &= columns.report_outlet == columns.outlets.of.get(services.engine.outlet_id(query.outlet), -1)
    if query.since:
        mask &= columns.report_day >= query.since.toordinal()
    if query.until:
        mask &= (columns.report_day <= query.until.toordinal()) & (columns.report_day > 0)
    if query.place:
        place = entity("place", query.place, services.engine, columns)
        mask &= np.isin(columns.report_n, columns.report[columns.select(ClaimFilter(place=place))])
    if looked_for.words:
        mask &= np.isin(columns.report_n, np.array(search.numbers(services.store.engine, looked_for), np.int64))
    found = np.flatnonzero(mask)
    return found[np.lexsort((-columns.report_n[found], -columns.report_day[found]))]


@api.get("/reports", responses=models.ok(models.Items), response_class=Response)
def reports(request: Request, services: Served, query: Annotated[ReportsQuery, Query()]) -> Response:
    """Reports, the newest first, each with how many claims it makes and, in a search, the words found."""

    def make() -> Json:
        columns = services.columns()
        looked_for = search.wanted(query.q, services.engine.knowledge.morphology.clitics)
        found = _chosen(services, columns, query, looked_for)
        # One number that falls along the list: the day, then the row, so that new reports do not shift a page.
        keys = columns.report_day[found] * 10**9 + columns.report_n[found]
        if query.cursor is not None:
            found, keys = found[keys < int(query.cursor)], keys[keys < int(query.cursor)]
        total = len(_chosen(services, columns, query, looked_for)) if query.cursor is not None else len(found)
        part = found[: query.limit]
        next_ = str(int(keys[query.limit - 1])) if len(found) > query.limit else None
        return page(_items(services, columns, part, looked_for), next_, total)

    return answer(request, services, make)


def _items(services: Services, columns: Columns, part: Numbers, looked_for: search.Wanted) -> list[Json]:
    stored = rows.reports_by_number(services.store.engine, columns.report_n[part].tolist())
    counts = columns.claims_of_reports(columns.report_n[part])
    return [
        report_item(r, services.engine) | {"claims": count, "snippet": search.snippet(Text(r.text[:20_000]), looked_for)}
        for r, count in zip(stored, counts, strict=True)
    ]


@api.get("/reports/{report_id}", responses=models.ok(models.Report), response_class=Response)
def report(request: Request, services: Served, report_id: str, q: Annotated[str, Query(max_length=200)] = "") -> Response:
    """One report as segments, with its claims in order. `q`: words to mark in it."""

    def make() -> Json:
        stored = services.store.report(report_id)
        accepted = services.judged().rulings.accepted
        every = services.store.claims(ClaimFilter(report=report_id, withdrawn=True))
        recorded = [r for r in every if r.withdrawn is None or r.claim.id in accepted]
        items = claim_items(services, recorded)
        said = [j for i in items for j in services.judged().of.get(i["id"], ())]
        looked_for = search.wanted(q, services.engine.knowledge.morphology.clitics)
        found = reading(stored, [judged(services, r, None)[0] for r in recorded], services.engine, looked_for)
        for item in items:
            item["marks"] = found["of"][item["id"]]
        once = list({j.id: j for j in said}.values())
        body = report_item(stored, services.engine) | {"paragraphs": found["paragraphs"], "marks": found["marks"]}
        return body | {"claims": items, "judgements": models.judgements(once)}

    return answer(request, services, make)


def reading(report: Report, claims: list[Claim], engine: Engine, looked_for: search.Wanted | None = None) -> Json:
    """A report as paragraphs of segments, the marks that they name by number, and each claim's marks."""
    text = Text(report.text)
    places: dict[tuple[str, int, int, str], int] = {}
    of: dict[str, list[int]] = {}
    for claim in claims:
        for said in words_of(claim):
            number = places.setdefault(said, len(places))
            of.setdefault(claim.id, []).append(number)
    marks = [Mark(start, end, number) for (_, start, end, _), number in places.items()]
    listed: list[Json] = [
        {"kind": kind, "id": id_, "name": engine.name(id_) if id_ else None, "claims": []} for kind, _, _, id_ in places
    ]
    for id_, numbers in of.items():
        for number in dict.fromkeys(numbers):
            listed[number]["claims"].append(id_)
    for hit in search.found_in(text, looked_for) if looked_for and looked_for.words else ():
        marks.append(Mark(hit.start, hit.end, len(listed)))
        listed.append({"kind": "found", "id": "", "name": None, "claims": []})
    return {"paragraphs": paragraphs(text, marks, bool(report.title)), "marks": listed, "of": of}


def analysis(report: Report, claims: list[Claim], engine: Engine) -> Json:
    """What reading a report gave, before or without storing it."""
    found = reading(report, claims, engine)
    names = engine.names(i for c in claims for i in ids_of(c))
    items: list[dict[str, Any]] = [claim_to_json(c) | made(c) | {"marks": found["of"][c.id]} for c in claims]
    body = {"report": report_item(report, engine), "paragraphs": found["paragraphs"], "marks": found["marks"]}
    return body | {"claims": items, "names": names}
