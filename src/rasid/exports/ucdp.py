"""Events in, a CSV file with the columns of UCDP GED out: armed force with at least one death, a place and a date.

Numbers that UCDP gives itself (conflicts, dyads, sides) stay empty: rasid names the sides and does not guess the numbers.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import BinaryIO

from rasid.exports import cells
from rasid.exports.acled import english
from rasid.exports.crosswalk import class_of, least, most
from rasid.exports.dating import Dating, dated
from rasid.exports.material import Material, supporting
from rasid.exports.notes import Notes
from rasid.exports.places import Located, innermost, located
from rasid.exports.standards import countries, region_of, standard
from rasid.exports.world import World
from rasid.types import Claim, Event, Recorded, Where

EXTENSION = ".csv"
MEDIA_TYPE = "text/csv; charset=utf-8"
_RADIUS_OF_A_KNOWN_POINT = 25.0  # where_prec 2: within some 25 km of a known point


def write(material: Material, world: World, out: BinaryIO, notes: Notes) -> None:
    """All events that UCDP's definition takes in."""
    table = cells.Table(out, standard("ucdp")["columns"])
    for event in material.events():
        found = _counted(event, material, notes)
        if found is None:
            continue
        claims, day, where = found
        row = _row(event, claims, day, located(where, world), material, world, notes)
        table.write([row.get(column) for column in standard("ucdp")["columns"]])
        notes.rows += 1
    table.close()


def _counted(event: Event, material: Material, notes: Notes) -> tuple[list[Recorded], Dating, Where] | None:
    """The event with its claims, day and place, or the reason why it is none of UCDP's."""
    force = standard("ucdp")["force"]
    if event.type not in force and event.type.split(".")[0] not in force:
        notes.leave_out("no armed force", event.id)
        return None
    if event.status == "denied":
        notes.leave_out("denied: only denials speak of it", event.id)
        return None
    claims = supporting(event, material)
    if not most([recorded.claim for recorded in claims], "killed"):
        notes.leave_out("no death that a report states", event.id)
        return None
    day = dated(event.when, claims)
    if day is None or day.ucdp is None:
        notes.leave_out("no date, or one wider than a year", event.id)
        return None
    if day.coarser:
        notes.simplify(day.coarser, event.id)
    where = next((w for w in innermost(event.where) if w.lat is not None and w.precision != "unknown"), None)
    if where is None:
        notes.leave_out("no place with a point", event.id)
        return None
    return claims, day, where


def _row(
    event: Event, claims: Sequence[Recorded], day: Dating, place: Located, material: Material, world: World, notes: Notes
) -> dict[str, object]:
    ucdp, country = standard("ucdp"), countries().get(place.country)
    side_a = english(event.actor[0], world, notes) if event.actor else "Unidentified armed group"
    target = class_of(event.target[0].id, event.target[0].text, place.country, world) if event.target else ""
    side_b = "Civilians" if target == "civilians" else english(event.target[0], world, notes) if event.target else ""
    reports = [report for recorded in claims if (report := material.report(recorded.claim.report))]
    lat, lon = place.where.lat, place.where.lon
    return {
        "id": event.id,
        "relid": event.id,
        "year": day.start.year,
        "active_year": 1,
        "code_status": "rasid",
        "type_of_violence": _violence(event, target, place.country, world),
        "conflict_name": f"{place.country.upper()}: {side_a} - {side_b}",
        "dyad_name": f"{side_a} - {side_b}",
        "side_a": side_a,
        "side_b": side_b,
        "number_of_sources": len(event.for_),
        "source_office": ";".join(dict.fromkeys(recorded.claim.outlet for recorded in claims)),
        "source_date": ";".join(dict.fromkeys(str(r.claim.published) for r in claims if r.claim.published)),
        "source_headline": "" if notes.redact_persons else ";".join(dict.fromkeys(r.title for r in reports if r.title)),
        "source_original": ";".join(dict.fromkeys(recorded.claim.source.id for recorded in claims if recorded.claim.source.id)),
        "where_prec": where_precision(place.where),
        "where_coordinates": place.name,
        "where_description": " / ".join(filter(None, (place.name, place.name_ar))),
        "adm_1": place.admin1,
        "adm_2": place.admin2,
        "latitude": lat,
        "longitude": lon,
        "geom_wkt": f"POINT ({cells.cell(lon)} {cells.cell(lat)})",
        "priogrid_gid": prio_grid(lat or 0.0, lon or 0.0),
        "country": country.name if country else place.country,
        "country_id": ucdp["gw"].get(place.country),
        "region": region_of(place.country, ucdp["regions"]),
        "event_clarity": 1 if day.ucdp == 1 else 2,
        "date_prec": day.ucdp,
        "date_start": day.start.isoformat(),
        "date_end": day.end.isoformat(),
        **_deaths([recorded.claim for recorded in claims], target, bool(event.target)),
    }


def _violence(event: Event, target: str, country: str, world: World) -> int:
    """1 with a state on one side, 3 against civilians, else 2."""
    actor = class_of(event.actor[0].id, event.actor[0].text, country, world) if event.actor else ""
    if target == "civilians":
        return 3
    return 1 if {actor, target} & {"state-forces", "external"} else 2


def _deaths(claims: Sequence[Claim], target: str, known_target: bool) -> dict[str, int]:
    """The deaths by whom they are of. `best` is the lowest number that a report states, as in ACLED's rule for conflicts."""
    low, high = least(claims, "killed") or 0, most(claims, "killed") or 0
    best = min((claim.killed for claim in claims if claim.killed is not None), default=low)
    whose = "deaths_civilians" if target == "civilians" else "deaths_b" if known_target else "deaths_unknown"
    deaths = dict.fromkeys(("deaths_a", "deaths_b", "deaths_civilians", "deaths_unknown"), 0)
    return {**deaths, whose: best, "best": best, "high": max(high, best), "low": min(low, best)}


def where_precision(where: Where) -> int:
    """UCDP's code; a point that may be some way off its place is `within 25 km of a known point`."""
    code = int(standard("ucdp")["where_prec"].get(where.precision, 6))
    wide = where.radius_km is not None and 5.0 < where.radius_km <= _RADIUS_OF_A_KNOWN_POINT
    return 2 if code == 1 and wide else code


def prio_grid(lat: float, lon: float) -> int:
    """The number of the half-degree cell, counted from the south-west corner of the world."""
    row = min(math.floor((lat + 90.0) * 2), 359)
    column = min(math.floor((lon + 180.0) * 2), 719)
    return row * 720 + column + 1
