"""Records in, the JSON of lists and pages out: the contract's keys, and beside them names, quotations and what people judged."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from urllib.parse import urlsplit

from rasid.derive import valid
from rasid.records import Json, claim_to_json, corrected, differences_to_json, state_to_json
from rasid.types import ROLES, Claim, Recorded, Report, State
from rasid.web import rows
from rasid.web.engine import Engine
from rasid.web.segments import Mark, cut
from rasid.web.services import Services


def link(url: str) -> str | None:
    """A report's address, if a click on it can only open a page."""
    try:
        return url if urlsplit(url).scheme in ("http", "https") else None
    except ValueError:
        return None


def words_of(claim: Claim) -> Iterator[tuple[str, int, int, str]]:
    """What a claim points at in its report: the kind, the raw span, and the id of whom or what it names."""
    yield "trigger", claim.trigger.start, claim.trigger.end, ""
    for role in ROLES:
        for value in claim.role(role):
            yield role, value.start, value.end, value.id
    if claim.time is not None:
        yield "time", claim.time.start, claim.time.end, ""
    source = claim.source
    if source.start is not None and source.end is not None:
        yield "source", source.start, source.end, source.id


def ids_of(claim: Claim) -> Iterator[str]:
    """Everything that a claim names by id."""
    for role in ROLES:
        yield from (v.id for v in claim.role(role))
    for where in claim.where:
        yield from (where.place, *where.path, *(o.place for o in where.others))
    yield from (claim.source.id, *claim.source.via.split(">"), claim.outlet)


def quotation(claim: Claim, report: Report | None) -> list[Json]:
    """The sentence of a claim, its words marked by their kinds."""
    if report is None:
        return []
    said = list(words_of(claim))
    marks = [Mark(start, end, number) for number, (_, start, end, _) in enumerate(said)]
    found = cut(report.text, marks, claim.sentence.start, claim.sentence.end)
    return [{"t": piece["t"], "m": [said[n][0] for n in piece["m"]]} for piece in found]


def judged(services: Services, recorded: Recorded, known_by: date | None) -> tuple[Claim, Json]:
    """The claim as people put it right, and what they said of it."""
    claim, rulings = recorded.claim, services.rulings(known_by)
    ruled = (("reject", rulings.rejected), ("correct", rulings.corrections), ("accept", rulings.accepted))
    verdict = next((v for v, ids in ruled if claim.id in ids), None)
    said = [j for j in valid(services.judged().of.get(claim.id, ()), known_by) if j.verdict in ("accept", "reject", "correct")]
    if verdict is None and said:
        verdict = "unsure"  # people disagree
    found: Json = {"verdict": verdict, "judged_by": sorted({j.by for j in said})}
    correction = rulings.corrections.get(claim.id)
    if correction:
        return corrected(claim, correction), found | {"original": claim_to_json(claim)}
    return claim, found


def made(claim: Claim) -> Json:
    """Who made a claim, and what each of them would have said otherwise."""
    return {"coders": list(claim.coders), "differences": differences_to_json(claim)}


def claim_item(services: Services, recorded: Recorded, report: Report | None, known_by: date | None) -> Json:
    """One claim as lists and pages show it."""
    claim, verdict = judged(services, recorded, known_by)
    return {
        **claim_to_json(claim),
        **made(claim),
        **verdict,
        "names": services.engine.names(ids_of(claim)),
        "recorded": recorded.recorded.isoformat(),
        "withdrawn": recorded.withdrawn.isoformat() if recorded.withdrawn else None,
        "title": report.title if report else "",
        "quotation": quotation(claim, report),
    }


def claim_items(services: Services, found: Sequence[Recorded], known_by: date | None = None) -> list[Json]:
    """The same for several."""
    reports = rows.reports(services.store.engine, (r.claim.report for r in found))
    return [claim_item(services, r, reports.get(r.claim.report), known_by) for r in found]


def event_item(body: Json, engine: Engine) -> Json:
    """An event of the store with the names of those in it."""
    roles = {role: [v | {"name": engine.name(v["id"], v["text"])} for v in values] for role, values in body["roles"].items()}
    voices = [v["voice"] for side in ("for", "against") for v in body[side]]
    places = [id_ for w in body["where"] for id_ in (w["place"], *w["path"])]
    return body | {"roles": roles, "names": engine.names((*voices, *places))}


def state_item(state: State, engine: Engine, holds: str = "") -> Json:
    """A state, with whether it surely holds on the day that was asked for."""
    around = engine.world.path(state.place.id) if state.place and state.place.id else ()
    more: Json = {"holds": holds} if holds else {}
    return state_to_json(state, engine.world) | more | {"path": list(around), "names": engine.names((*around, state.inherited_from))}


def report_item(report: Report, engine: Engine) -> Json:
    """What a list shows of a report: everything but its text."""
    return {
        "id": report.id,
        "outlet": report.outlet,
        "outlet_name": engine.name(report.outlet),
        "published": report.published.isoformat() if report.published else None,
        "published_at": report.published_at.isoformat() if report.published_at else None,
        "title": report.title,
        "url": link(report.url),
        "author": report.author,
        "origin": report.origin,
        "lang": report.lang,
        "retrieved": report.retrieved.isoformat() if report.retrieved else None,
    }
