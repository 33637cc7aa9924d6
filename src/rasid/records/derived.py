"""Events and states <-> their JSON. Names and points of entities are no part of the records: a `Names` gives them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Protocol

from rasid.records.ids import Json
from rasid.records.parts import day, iso, when_from_json, when_to_json, where_from_json, where_to_json
from rasid.types import Entity, Event, State, Voice, When, Where

_HOLDERS = {"control": "holder", "siege": "by", "access": "by", "talks": "parties"}


class Names(Protocol):
    """What a writer must know of the world: display names and points of actors and places."""

    def name(self, id_: str) -> Mapping[str, str]: ...

    def point(self, place: str) -> Where | None: ...


class Nameless:
    """Knows no name and no point; the words of the report then stand for both languages."""

    def name(self, id_: str) -> Mapping[str, str]:
        return {}

    def point(self, place: str) -> Where | None:
        return None


NAMELESS = Nameless()


def _entity_to_json(entity: Entity, names: Names | None) -> Json:
    if names is None:
        return {"id": entity.id, "text": entity.text}
    name = names.name(entity.id) if entity.id else {}
    both = {"ar": name.get("ar") or entity.text, "en": name.get("en") or entity.text}
    return {"id": entity.id, "text": entity.text, "name": both}


def _entities_from_json(data: Iterable[Json]) -> tuple[Entity, ...]:
    return tuple(Entity(e["id"], e["text"]) for e in data)


def _voice_to_json(voice: Voice) -> Json:
    return {"voice": voice.voice, "kind": voice.kind, "interested": voice.interested, "claims": list(voice.claims)}


def _voices_from_json(data: Iterable[Json]) -> tuple[Voice, ...]:
    return tuple(Voice(v["voice"], v["kind"], v["interested"], tuple(v["claims"])) for v in data)


def event_to_json(event: Event, names: Names | None = NAMELESS) -> Json:
    """The event as the contract writes it. `names` None leaves display names out: for storing, where they would only age."""
    roles = {role: [_entity_to_json(e, names) for e in getattr(event, role)] for role in ("actor", "target", "place", "goods")}
    return {
        "id": event.id,
        "type": event.type,
        "roles": roles,
        "when": when_to_json(event.when),
        "where": [where_to_json(w) for w in event.where],
        "status": event.status,
        "for": [_voice_to_json(v) for v in event.for_],
        "against": [_voice_to_json(v) for v in event.against],
        "claims": list(event.claims),
    }


def event_from_json(data: Json) -> Event:
    roles = {role: _entities_from_json(data["roles"][role]) for role in ("actor", "target", "place", "goods")}
    return Event(
        id=data["id"],
        type=data["type"],
        **roles,
        when=when_from_json(data["when"]),
        where=tuple(where_from_json(w) for w in data["where"]),
        status=data["status"],
        for_=_voices_from_json(data["for"]),
        against=_voices_from_json(data["against"]),
        claims=tuple(data["claims"]),
    )


def _state_when(when: When | None) -> Json | None:
    """Grain and basis stand beside the three contract keys, so that the way back loses nothing."""
    return when_to_json(when)


def _state_place(place: Entity | None, names: Names | None) -> Json | None:
    if place is None:
        return None
    if names is None:
        return _entity_to_json(place, None)
    point = names.point(place.id) if place.id else None
    lat, lon, precision = (point.lat, point.lon, point.precision) if point else (None, None, "unknown")
    return _entity_to_json(place, names) | {"lat": lat, "lon": lon, "precision": precision}


def state_to_json(state: State, names: Names | None = NAMELESS) -> Json:
    """The state as the contract writes it: `holder`, `by` or `parties` by its kind; keys that do not apply are absent."""
    data: Json = {
        "id": state.id,
        "kind": state.kind,
        "place": _state_place(state.place, names),
        _HOLDERS[state.kind]: [_entity_to_json(e, names) for e in state.holders],
    }
    if state.kind == "talks":
        data["sponsor"] = [_entity_to_json(e, names) for e in state.sponsor]
    if state.kind == "access":
        data["goods"] = list(state.goods)
        data |= {"demanded": list(state.demanded)} if state.demanded else {}
    return data | {
        "reading": state.reading,
        "since": _state_when(state.since),
        "until": _state_when(state.until),
        "last_support": iso(state.last_support),
        "extent": state.extent,
        "status": state.status,
        "inherited_from": state.inherited_from or None,
        "because": list(state.because),
        "against": list(state.against),
    }


def state_from_json(data: Json) -> State:
    place = data["place"]
    return State(
        id=data["id"],
        kind=data["kind"],
        place=Entity(place["id"], place["text"]) if place else None,
        holders=_entities_from_json(data[_HOLDERS[data["kind"]]]),
        sponsor=_entities_from_json(data.get("sponsor", ())),
        goods=tuple(data.get("goods", ())),
        demanded=tuple(data.get("demanded", ())),
        reading=data["reading"],
        since=when_from_json(data["since"]),
        until=when_from_json(data["until"]),
        last_support=day(data["last_support"]),
        extent=data["extent"],
        status=data["status"],
        inherited_from=data["inherited_from"] or "",
        because=tuple(data["because"]),
        against=tuple(data["against"]),
    )
