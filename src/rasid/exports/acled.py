"""Events in, a CSV file with ACLED's 31 columns out: one row an event and place, types and parties by the crosswalk.

A denial is no event; what ACLED has no type for (a siege, blocked goods, talks) is left out and counted, never forced into one.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import BinaryIO

from rasid.exports import cells
from rasid.exports.crosswalk import Fights, chosen, class_of, facts_of, least
from rasid.exports.dating import PUBLISHED, Dating, dated
from rasid.exports.english import day_in_words, sentence
from rasid.exports.material import Material, supporting
from rasid.exports.notes import Notes
from rasid.exports.persons import REDACTED
from rasid.exports.places import Located, innermost, located
from rasid.exports.standards import countries, region_of, standard
from rasid.exports.world import World
from rasid.types import Entity, Event, Recorded

EXTENSION = ".csv"
MEDIA_TYPE = "text/csv; charset=utf-8"
_GEO = {"exact": 1, "area": 1, "town": 1, "district": 2, "province": 3, "country": 3}
_STATUS = {"contested": " Other sources deny it.", "corroborated": " Independent sources agree."}
_ARMED, _CIVILIANS = "political-militia", "civilians"


@dataclass(frozen=True, slots=True)
class Party:
    """One side of an event: its first actor, the others beside it, and what ACLED calls it."""

    name: str
    beside: str
    inter: str
    klass: str


@dataclass(frozen=True, slots=True)
class _Happening:
    """An event with the claims for it and the day it is filed under."""

    event: Event
    claims: list[Recorded]
    day: Dating


def write(material: Material, world: World, out: BinaryIO, notes: Notes) -> None:
    """All events that ACLED can say."""
    fights = Fights(material.events())
    table = cells.Table(out, standard("acled")["columns"])
    for event in material.events():
        happening = _happening(event, material, notes)
        if happening is None:
            continue
        places = [w for w in innermost(event.where) if w.lat is not None and w.precision in _GEO]
        if not places:
            notes.leave_out("no place with a point", event.id)
            continue
        for number, where in enumerate(places):
            row = _row(happening, located(where, world), number, fights, material, world, notes)
            if row is not None:
                table.write([row[column] for column in standard("acled")["columns"]])
                notes.rows += 1
    table.close()


def _happening(event: Event, material: Material, notes: Notes) -> _Happening | None:
    """The event with its claims and day, or the reason why ACLED cannot say it."""
    if event.status == "denied":
        notes.leave_out("denied: only denials speak of it", event.id)
        return None
    claims = supporting(event, material)
    if not claims:
        notes.leave_out("no claim for it that a person has not rejected", event.id)
        return None
    day = dated(event.when, claims)
    if day is None or day.acled is None:
        notes.leave_out("no date, or one wider than a month", event.id)
        return None
    if day.coarser:
        notes.simplify(day.coarser, event.id)
    return _Happening(event, claims, day)


def _row(
    happening: _Happening, place: Located, number: int, fights: Fights, material: Material, world: World, notes: Notes
) -> dict[str, object] | None:
    event, acled = happening.event, standard("acled")
    claims = [recorded.claim for recorded in happening.claims]
    country = countries().get(place.country)
    classes = [class_of(e.id, e.text, place.country, world) for e in (*event.actor[:1], *event.target[:1])]
    actor_class = classes[0] if event.actor else ""
    target_class = classes[-1] if event.target else ""
    facts = facts_of(claims, actor_class, target_class, fights.at(event) or any(c.killed or c.injured for c in claims))
    sub_event = chosen(world.codes(event.type).acled, facts)
    if sub_event is None:
        notes.leave_out(f"ACLED has no type for {event.type}", event.id)
        return None
    event_type, disorder = acled["sub_events"][sub_event]
    name = acled["names"].get(place.country) or (country.name if country else place.country)
    first = _party(event.actor, event_type, place.country, name, world, notes)
    second = _party(event.target, "", place.country, name, world, notes) if event.target else Party("", "", "", "")
    if number:
        notes.simplify("several places: one row each, deaths in the first", event.id)
    if event.status == "contested":
        notes.simplify("contested: exported with the note's word that it is denied", event.id)
    return {
        "event_id_cnty": f"{country.iso3 if country else ''}{event.id.removeprefix('e-')}{f'-{number + 1}' if number else ''}",
        "event_date": happening.day.day.isoformat(),
        "year": happening.day.day.year,
        "time_precision": happening.day.acled,
        "disorder_type": disorder,
        "event_type": event_type,
        "sub_event_type": sub_event,
        "actor1": first.name,
        "assoc_actor_1": first.beside,
        "inter1": first.inter,
        "actor2": second.name,
        "assoc_actor_2": second.beside,
        "inter2": second.inter,
        "interaction": interaction(first.inter, second.inter),
        "civilian_targeting": "Civilians targeted" if second.klass == _CIVILIANS and disorder.startswith("Political") else "",
        "iso": country.number if country else "",
        "region": region_of(place.country, acled["regions"]),
        "country": name,
        "admin1": place.admin1,
        "admin2": place.admin2,
        "admin3": place.admin3,
        "location": place.name,
        "latitude": place.where.lat,
        "longitude": place.where.lon,
        "geo_precision": _GEO[place.where.precision],
        "source": "; ".join(_outlets(happening.claims, world)),
        "source_scale": _scale(happening.claims, place.country, world),
        "notes": _note(happening, place, first, second, world, notes),
        "fatalities": 0 if number else (least(claims, "killed") or 0),
        "tags": f"rasid={event.status}",
        "timestamp": int(max(recorded.recorded for recorded in happening.claims).timestamp()),
    }


def _party(entities: Sequence[Entity], event_type: str, country: str, country_name: str, world: World, notes: Notes) -> Party:
    """A side as ACLED names it; one that no report names is `Unidentified Armed Group (Syria)` and the like."""
    acled = standard("acled")
    if not entities:
        unnamed = acled["unnamed"].get(event_type, acled["unnamed"]["armed"])
        inter = event_type if event_type in ("Protests", "Riots") else ""
        found = {"Protests": "Protesters", "Riots": "Rioters"}.get(inter, acled["classes"][_ARMED])
        return Party(f"{unnamed} ({country_name})", "", found, _ARMED)
    klass = class_of(entities[0].id, entities[0].text, country, world) or _ARMED
    name = english(entities[0], world, notes)
    if event_type in ("Protests", "Riots") and klass == _CIVILIANS:
        inter = acled["unnamed"][event_type]
        return Party(f"{inter} ({country_name})", "; ".join(english(e, world, notes) for e in entities), inter, klass)
    if klass == _CIVILIANS and not world.who(entities[0].id):
        beside = "; ".join(english(e, world, notes) for e in entities)
        return Party(f"{acled['unnamed'][_CIVILIANS]} ({country_name})", beside, acled["classes"][klass], klass)
    return Party(name, "; ".join(english(e, world, notes) for e in entities[1:]), acled["classes"][klass], klass)


def english(entity: Entity, world: World, notes: Notes) -> str:
    """The English display name; an entity that the registry does not know keeps its words."""
    who = world.who(entity.id) if entity.id else None
    spot = world.spot(entity.id) if entity.id and who is None else None
    if who is not None or spot is not None:
        known = who or spot
        return str(getattr(known, "en", "") or getattr(known, "ar", ""))
    return REDACTED if notes.redact_persons and not world.generic(entity.text) else entity.text


def interaction(first: str, second: str) -> str:
    """The pair as ACLED writes it: by the order of its list, whoever acted."""
    acled = standard("acled")
    numbers = sorted(acled["inter"].index(inter) + 1 for inter in (first, second) if inter)
    if not numbers:
        return ""
    code = numbers[0] * 10 + (numbers[1] if len(numbers) > 1 else 0)
    return str(acled["interaction"][code])


def _outlets(claims: Iterable[Recorded], world: World) -> list[str]:
    ids = dict.fromkeys(recorded.claim.outlet for recorded in claims if recorded.claim.outlet)
    return [who.en if (who := world.who(id_)) else id_ for id_ in ids]


def _scale(claims: Iterable[Recorded], country: str, world: World) -> str:
    """How far the sources are: of the country, of its region, or of anywhere else."""
    regions = standard("acled")["regions"]
    scales = set()
    for outlet in {recorded.claim.outlet for recorded in claims}:
        who = world.who(outlet)
        home = who.countries[0] if who and who.countries else ""
        near = bool(home) and region_of(home, regions) == region_of(country, regions) != ""
        scales.add("National" if home == country and home else "Regional" if near else "International" if home else "Other")
    return "-".join(scale for scale in ("National", "Regional", "International") if scale in scales) or "Other"


def _note(happening: _Happening, place: Located, first: Party, second: Party, world: World, notes: Notes) -> str:
    event = happening.event
    killed = least([recorded.claim for recorded in happening.claims], "killed")
    injured = least([recorded.claim for recorded in happening.claims], "injured")
    numbers = [f"{n} {what}" for n, what in ((killed, "killed"), (injured, "wounded")) if n is not None]
    roles = {
        "actor": first.name if event.actor else "",
        "target": second.name,
        "place": place.name if place.where.precision not in ("province", "country") else f"{place.name} (larger area)",
        "goods": ", ".join(english(e, world, notes) for e in event.goods),
    }
    when = _when(happening.day)
    more = "with " + " and ".join(numbers) if numbers else ""
    said = sentence(event.type, roles, when, _outlets(happening.claims, world), more)
    return said + _STATUS.get(event.status, "")


def _when(day: Dating) -> str:
    """How a note says the date; a day of publication is never passed off as that of the event."""
    if day.coarser == PUBLISHED:
        return f"or before {day_in_words(day.end)}"
    if day.days == 1:
        return day_in_words(day.day)
    return f"some day from {day_in_words(day.start)} to {day_in_words(day.end)}"
