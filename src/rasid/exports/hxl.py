"""Events in, a CSV file with HXL hashtags out, as humanitarian data platforms read it."""

from __future__ import annotations

from typing import BinaryIO

from rasid.exports import cells
from rasid.exports.acled import english
from rasid.exports.crosswalk import least
from rasid.exports.material import Material
from rasid.exports.notes import Notes
from rasid.exports.places import innermost, located
from rasid.exports.standards import countries
from rasid.exports.world import World
from rasid.types import Event, Where

EXTENSION = ".csv"
MEDIA_TYPE = "text/csv; charset=utf-8"
COLUMNS = {
    "Event id": "#meta+id",
    "Type": "#event+code",
    "Type (Arabic)": "#event+name+i_ar",
    "From": "#date+occurred+start",
    "To": "#date+occurred+end",
    "Country": "#country+code+v_iso3",
    "Governorate": "#adm1+name",
    "District": "#adm2+name",
    "Subdistrict": "#adm3+name",
    "Place code": "#loc+code",
    "Place": "#loc+name+i_en",
    "Place (Arabic)": "#loc+name+i_ar",
    "Latitude": "#geo+lat",
    "Longitude": "#geo+lon",
    "Precision": "#geo+precision",
    "Uncertainty in km": "#geo+radius",
    "Actor": "#group+name",
    "Actor id": "#group+code",
    "Against": "#group+name+target",
    "Goods": "#item+name",
    "Killed": "#affected+killed",
    "Injured": "#affected+injured",
    "Status": "#status",
    "Sources for": "#indicator+num+for",
    "Sources against": "#indicator+num+against",
    "Outlets": "#meta+source",
}


def write(material: Material, world: World, out: BinaryIO, notes: Notes) -> None:
    """One row an event and place; an event without a place keeps its row."""
    table = cells.Table(out, list(COLUMNS), list(COLUMNS.values()))
    for event in material.events():
        places: list[Where | None] = list(innermost(event.where))
        if not any(w and w.lat is not None for w in places):
            notes.simplify("no place with a point", event.id)
        for where in places or [None]:
            table.write(_row(event, where, material, world, notes))
            notes.rows += 1
    table.close()


def _row(event: Event, where: Where | None, material: Material, world: World, notes: Notes) -> list[object]:
    claims = [recorded.claim for recorded in material.claims_by_id(event.claims).values()]
    when = event.when
    return [
        event.id,
        event.type,
        world.codes(event.type).ar,
        when.earliest if when else None,
        when.latest if when else None,
        *(_place(where, world) if where else [None] * 11),
        cells.join(english(e, world, notes) for e in event.actor),
        cells.join(e.id for e in event.actor if e.id),
        cells.join(english(e, world, notes) for e in event.target),
        cells.join(e.text for e in event.goods),
        least(claims, "killed"),
        least(claims, "injured"),
        event.status,
        len(event.for_),
        len(event.against),
        cells.join(dict.fromkeys(claim.outlet for claim in claims if claim.outlet)),
    ]


def _place(where: Where, world: World) -> list[object]:
    place = located(where, world)
    country = countries().get(place.country)
    admins = (place.admin1, place.admin2, place.admin3)
    names = (where.pcode or where.place, place.name, place.name_ar)
    return [country.iso3 if country else "", *admins, *names, where.lat, where.lon, where.precision, where.radius_km]
