"""Words, dates and places <-> their JSON: the parts that claims, events and states share."""

from __future__ import annotations

from datetime import date, datetime

from rasid.records.ids import Json
from rasid.types import Other, When, Where, Words


def day(value: str | None) -> date | None:
    return date.fromisoformat(value) if value else None


def iso(value: date | None) -> str | None:
    return value.isoformat() if value else None


def moment(value: str | None) -> datetime | None:
    return datetime.fromisoformat(value) if value else None


def words_to_json(words: Words | None) -> Json | None:
    return {"start": words.start, "end": words.end, "text": words.text} if words else None


def words_from_json(data: Json | None) -> Words | None:
    return Words(data["start"], data["end"], data["text"]) if data else None


def when_to_json(when: When | None) -> Json | None:
    if when is None:
        return None
    data = {
        "edtf": when.edtf,
        "earliest": iso(when.earliest),
        "latest": iso(when.latest),
        "grain": when.grain,
        "basis": when.basis,
    }
    return data | ({"approximate": True} if when.approximate else {}) | ({"weekday": when.weekday} if when.weekday else {})


def when_from_json(data: Json | None) -> When | None:
    if not data:
        return None
    # A state's dates carry three keys in the contract; grain and basis then take their neutral values.
    grain, basis = data.get("grain", "unknown"), data.get("basis", "explicit")
    about, weekday = data.get("approximate", False), data.get("weekday", "")
    return When(data["edtf"], day(data["earliest"]), day(data["latest"]), grain, basis, about, weekday)


def where_to_json(where: Where) -> Json:
    data: Json = {
        "place": where.place,
        "lat": where.lat,
        "lon": where.lon,
        "precision": where.precision,
        "radius_km": where.radius_km,
        "path": list(where.path),
        "others": [{"place": o.place, "reason": o.reason} for o in where.others],
    }
    return data | {key: value for key in ("pcode", "reason", "words", "landmark") if (value := getattr(where, key))}


def where_from_json(data: Json) -> Where:
    return Where(
        place=data["place"],
        lat=data.get("lat"),
        lon=data.get("lon"),
        precision=data["precision"],
        radius_km=data.get("radius_km"),
        path=tuple(data.get("path", ())),
        others=tuple(Other(o["place"], o["reason"]) for o in data.get("others", ())),
        pcode=data.get("pcode", ""),
        reason=data.get("reason", ""),
        words=data.get("words", ""),
        landmark=data.get("landmark", False),
    )
