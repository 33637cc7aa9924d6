"""Claims in, PLOVER records as JSON Lines out: actor, recipient, date, location, size, and the sentence that was coded.

A denial is no event. Plans, demands and possibilities bear PLOVER's auxiliary modes, so no reader takes them for events.
"""

from __future__ import annotations

from datetime import date
from typing import Any, BinaryIO

from rasid.exports.acled import english
from rasid.exports.material import Material
from rasid.exports.notes import Notes
from rasid.exports.places import innermost, located
from rasid.exports.standards import countries, standard
from rasid.exports.world import World
from rasid.records import dumps
from rasid.types import Claim, Entity, Recorded, Report, Value, Where

EXTENSION = ".jsonl"
MEDIA_TYPE = "application/jsonl; charset=utf-8"
_UNSAID = {"demands": "hypothetical", "threatens": "future", "expects": "future"}


def write(material: Material, world: World, out: BinaryIO, notes: Notes) -> None:
    """One record a claim."""
    for recorded in material.claims():
        record = _record(recorded, material.report(recorded.claim.report), world, notes)
        if record is not None:
            out.write(f"{dumps(record)}\n".encode())
            notes.rows += 1


def _record(recorded: Recorded, report: Report | None, world: World, notes: Notes) -> dict[str, Any] | None:
    claim, plover = recorded.claim, standard("plover")
    codes = world.codes(claim.type).plover
    if codes is None:
        notes.leave_out(f"PLOVER has no event for {claim.type}", claim.id)
        return None
    if claim.stance == "denies":
        notes.leave_out("a denial is no event", claim.id)
        return None
    start, end = _days(claim)
    if start is None:
        notes.leave_out("no date", claim.id)
        return None
    if claim.when is None or claim.when.earliest is None:
        notes.simplify("dated by the day of publication", claim.id)
    event, mode = codes
    where = next((w for w in innermost(claim.where) if w.place), None)
    country = where.path[-1].split(".")[0] if where and where.path else ""
    modes = [m for m in (mode, plover["statuses"].get(claim.status), _UNSAID.get(claim.stance)) if m]
    record: dict[str, Any] = {
        "id": claim.id,
        "has_event": True,
        "date": start.isoformat(),
        "enddate": end.isoformat() if end and end != start else None,
        "actor": [_entity(v, country, world, notes) for v in claim.actor] or [{"sector": "UNK"}],
        "recipient": [_entity(v, country, world, notes) for v in claim.target] or None,
        "event": [event],
        "event_loc": _location(where, claim, world) if where else None,
        "quad_code": plover["quad"][event],
        "event_scale": _scale(event, mode),
        "mode": list(dict.fromkeys(modes)),
        "context": plover["families"].get(claim.type.split(".")[0], []),
        "size": {k: v for k, v in (("dead", claim.killed), ("injured", claim.injured)) if v is not None} or None,
        "link": report.url if report else None,
        "text": _text(claim, report, notes),
        "text_info": {"start": claim.sentence.start, "end": claim.sentence.end},
        "cite_info": _cite(claim, report, world, notes),
        "coder": " ".join(claim.by),
        "coded_date": recorded.recorded.date().isoformat(),
        "comment": f"stance={claim.stance} status={claim.status} source={claim.source.kind}:{claim.source.id}",
    }
    return {key: value for key, value in record.items() if value is not None and value != ""}


def _days(claim: Claim) -> tuple[date | None, date | None]:
    """First and last day; an open interval has its known end only, and no time at all falls back on publication."""
    when = claim.when
    if when is not None and (when.earliest or when.latest):
        return when.earliest or when.latest, when.latest
    return claim.published, None


def _entity(value: Value, country: str, world: World, notes: Notes) -> dict[str, Any]:
    plover, who = standard("plover"), world.who(value.id) if value.id else None
    text = english(Entity("", value.text), world, notes)
    if who is None:
        noun = plover["nouns"].get(world.noun_class(value.text))
        return {"sector": noun or "UNK", "entity_text": text}
    home = countries().get(who.countries[0]) if who.countries else None
    code = plover["international"].get(who.kind) if not home else home.iso3
    found = {"code": code, "sector": plover["sectors"].get(who.kind), "entity_text": value.text}
    found |= {"identifier_id": who.id, "identifier_text": who.en}
    return {key: said for key, said in found.items() if said}


def _location(where: Where, claim: Claim, world: World) -> dict[str, Any]:
    place = located(where, world)
    country = countries().get(place.country)
    words = [value.text for value, w in zip(claim.place, claim.where, strict=False) if w == where]
    found = {
        "extracted_place": words[0] if words else None,
        "resolved_place": place.name,
        "lat": where.lat,
        "lon": where.lon,
        "city": place.name if where.precision == "town" else None,
        "district": place.admin2,
        "province": place.admin1,
        "country": country.name if country else None,
        "country_code": country.iso3 if country else None,
        "resolution": standard("plover")["resolution"].get(where.precision),
    }
    return {key: said for key, said in found.items() if said not in (None, "")}


def _scale(event: str, mode: str | None) -> float:
    scores = standard("plover")["scores"]
    return float(scores.get(f"{event}: {(mode or '').capitalize()}", scores[event]))


def _text(claim: Claim, report: Report | None, notes: Notes) -> str:
    return "" if report is None or notes.redact_persons else report.text[claim.sentence.start : claim.sentence.end]


def _cite(claim: Claim, report: Report | None, world: World, notes: Notes) -> dict[str, str]:
    who = world.who(claim.outlet)
    found = {
        "citation": claim.report,
        "url": report.url if report else "",
        "title": report.title if report and not notes.redact_persons else "",
        "language": report.lang if report else "ar",
        "publication": who.en if who else claim.outlet,
    }
    return {key: said for key, said in found.items() if said}
