"""Events in, FollowTheMoney entities as JSON Lines out: events, their actors and places, and the reports as their proof."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from typing import Any, BinaryIO

from rasid.exports.acled import english
from rasid.exports.english import listed, sentence
from rasid.exports.material import Material
from rasid.exports.notes import Notes
from rasid.exports.persons import REDACTED
from rasid.exports.places import innermost, located
from rasid.exports.world import Who, World
from rasid.records import dumps
from rasid.types import Entity, Event, Report, When

EXTENSION = ".ftm.json"
MEDIA_TYPE = "application/jsonl; charset=utf-8"
# Kind of an actor -> schema; every one of them is a LegalEntity, as `involved` asks for.
_SCHEMATA = {
    "person": "Person", "company": "Company", "state": "PublicBody", "government": "PublicBody", "ministry": "PublicBody",
    "parliament": "PublicBody", "court": "PublicBody", "police": "PublicBody", "intelligence": "PublicBody",
}  # fmt: skip
Properties = dict[str, list[str]]


def write(material: Material, world: World, out: BinaryIO, notes: Notes) -> None:
    """Each entity once, before the first event that points to it."""
    written: set[str] = set()
    for event in material.events():
        if event.status == "denied":
            notes.leave_out("denied: only denials speak of it", event.id)
            continue
        for entity in _entities(event, material, world, notes):
            if entity["id"] not in written:
                written.add(entity["id"])
                out.write(f"{dumps(entity)}\n".encode())
                notes.rows += 1


def _entities(event: Event, material: Material, world: World, notes: Notes) -> Iterator[dict[str, Any]]:
    involved, addresses, proof = [], [], []
    for party in (*event.actor, *event.target):
        if actor := _actor(party, world, notes):
            involved.append(actor["id"])
            yield actor
        elif not world.generic(party.text):
            notes.simplify("a party that the registry does not know is in the summary only", event.id)
    for where in innermost(event.where):
        if where.place:
            place = located(where, world)
            addresses.append(_id("place", where.place))
            yield _entity(
                "Address",
                addresses[-1],
                full=[", ".join(dict.fromkeys(filter(None, (place.name, place.admin2, place.admin1))))],
                country=[place.country],
                latitude=_text(where.lat),
                longitude=_text(where.lon),
                remarks=[f"precision {where.precision}" + (f", within {where.radius_km:g} km" if where.radius_km else "")],
            )
    reports = {r.claim.report for r in material.claims_by_id(event.claims).values()}
    for report in filter(None, map(material.report, sorted(reports))):
        proof.append(_id("report", report.id))
        yield _article(report, world, notes)
    yield _event(event, involved, addresses, proof, world, notes)


def _event(event: Event, involved: list[str], addresses: list[str], proof: list[str], world: World, notes: Notes) -> dict[str, Any]:
    names = {role: listed([english(e, world, notes) for e in getattr(event, role)]) for role in ("actor", "target", "place", "goods")}
    places = [located(w, world) for w in innermost(event.where)]
    return _entity(
        "Event",
        _id("event", event.id),
        name=[sentence(event.type, names).rstrip(".")],
        summary=[world.codes(event.type).ar],
        notes=[f"status {event.status}; sources for {len(event.for_)}, against {len(event.against)}"],
        keywords=[event.type, event.status],
        recordId=[event.id],
        **_dates(event.when),
        country=list(dict.fromkeys(p.country for p in places if p.country)),
        location=[names["place"]],
        addressEntity=addresses,
        involved=involved,
        proof=proof,
    )


def _dates(when: When | None) -> Properties:
    """One day, or the two ends of an interval; FollowTheMoney has no ranges of its own."""
    if when is None:
        return {}
    if when.earliest and when.earliest == when.latest:
        return {"date": [when.earliest.isoformat()]}
    ends = (("startDate", when.earliest), ("endDate", when.latest))
    return {name: [day.isoformat()] for name, day in ends if day}


def _actor(party: Entity, world: World, notes: Notes) -> dict[str, Any] | None:
    """Only whom the registry knows: nobody becomes an entity by being named in a report."""
    who = world.who(party.id) if party.id else None
    if who is None:
        return None
    return _entity(
        _SCHEMATA.get(who.kind, "Organization"),
        _id("actor", who.id),
        name=[who.en, who.ar],
        country=list(who.countries),
        keywords=[who.kind],
    )


def _article(report: Report, world: World, notes: Notes) -> dict[str, Any]:
    outlet: Who | None = world.who(report.outlet)
    title = REDACTED if notes.redact_persons else report.title
    return _entity(
        "Article",
        _id("report", report.id),
        fileName=[report.id],
        title=[title],
        name=[title or report.id],
        publisher=[outlet.en if outlet else report.outlet],
        publishedAt=[report.published.isoformat()] if report.published else [],
        sourceUrl=[report.url],
        language=["ara"],
    )


def _id(kind: str, key: str) -> str:
    return "rasid-" + hashlib.sha256(f"{kind}\0{key}".encode()).hexdigest()[:32]


def _text(value: float | None) -> list[str]:
    return [] if value is None else [f"{value:g}"]


def _entity(schema: str, id_: str, **properties: Iterable[str]) -> dict[str, Any]:
    said = {name: list(dict.fromkeys(v for v in values if v)) for name, values in properties.items()}
    return {"id": id_, "schema": schema, "properties": {name: values for name, values in said.items() if values}}
