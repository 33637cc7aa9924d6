"""Records in, the JSON of the claim contract out, and the same way back without loss.

Names and points of entities are no part of the records: the writers of events and states take them from a `Names`.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any, Protocol, cast

from rasid.errors import InputError
from rasid.types import (
    Claim,
    Entity,
    Event,
    Judgement,
    Other,
    Report,
    Source,
    Span,
    State,
    Value,
    Voice,
    When,
    Where,
    Words,
)

Json = dict[str, Any]
_NUMBERS = ("killed", "injured", "killed_min", "killed_max", "injured_min", "injured_max")
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


def dumps(value: Any) -> str:
    """One line of JSON, Arabic readable, no spaces."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def content_hash(prefix: str, *parts: Any) -> str:
    """`prefix-` and 16 hex digits that depend on the content alone."""
    digest = hashlib.blake2b(dumps(parts).encode(), digest_size=8).hexdigest()
    return f"{prefix}-{digest}"


def names_hash(prefix: str, *names: str) -> str:
    """The same for plain strings, several times faster; for what is derived by the hundred thousand."""
    return f"{prefix}-{hashlib.blake2b(chr(31).join(names).encode(), digest_size=8).hexdigest()}"


def claim_id(claim: Claim) -> str:
    """The id that a claim must bear: a hash of report, type, trigger span, roles and source."""
    roles = [[[v.start, v.end, v.id] for v in values] for values in (claim.actor, claim.target, claim.place, claim.goods)]
    source = [claim.source.kind, claim.source.start, claim.source.end, claim.source.id, claim.source.via]
    return content_hash("c", claim.report, claim.type, claim.trigger.start, claim.trigger.end, roles, source)


def judgement_id(verdict: str, left: str, right: str, by: str, at: datetime, correction: str = "") -> str:
    """The id of a judgement: who said what about which claims, and when."""
    return content_hash("j", verdict, left, right, by, at.isoformat(), correction)


# --- small parts -----------------------------------------------------------------------------------------------------


def _day(value: str | None) -> date | None:
    return date.fromisoformat(value) if value else None


def _iso(value: date | None) -> str | None:
    return value.isoformat() if value else None


def _moment(value: str | None) -> datetime | None:
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
        "earliest": _iso(when.earliest),
        "latest": _iso(when.latest),
        "grain": when.grain,
        "basis": when.basis,
    }
    return data | ({"approximate": True} if when.approximate else {})


def when_from_json(data: Json | None) -> When | None:
    if not data:
        return None
    # A state's dates carry three keys in the contract; grain and basis then take their neutral values.
    grain, basis = data.get("grain", "unknown"), data.get("basis", "explicit")
    return When(data["edtf"], _day(data["earliest"]), _day(data["latest"]), grain, basis, data.get("approximate", False))


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
    return data | {key: value for key, value in (("pcode", where.pcode), ("reason", where.reason)) if value}


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
    )


def _values_to_json(values: Iterable[Value]) -> list[Json]:
    return [{"start": v.start, "end": v.end, "text": v.text, "id": v.id} for v in values]


def _values_from_json(data: Iterable[Json]) -> tuple[Value, ...]:
    return tuple(Value(v["start"], v["end"], v["text"], v.get("id", "")) for v in data)


def _source_to_json(source: Source) -> Json:
    return {
        "kind": source.kind,
        "text": source.text,
        "start": source.start,
        "end": source.end,
        "id": source.id,
        "via": source.via,
    }


def _source_from_json(data: Json) -> Source:
    return Source(data["kind"], data.get("text", ""), data.get("start"), data.get("end"), data.get("id", ""), data.get("via", ""))


# --- the claim -------------------------------------------------------------------------------------------------------


def claim_to_json(claim: Claim) -> Json:
    """The claim as the contract writes it; optional keys only where they say something."""
    data: Json = {
        "id": claim.id,
        "report": claim.report,
        "outlet": claim.outlet,
        "published": _iso(claim.published),
        "sentence": {"start": claim.sentence.start, "end": claim.sentence.end},
        "type": claim.type,
        "trigger": words_to_json(claim.trigger),
        "roles": {
            "actor": _values_to_json(claim.actor),
            "target": _values_to_json(claim.target),
            "place": _values_to_json(claim.place),
            "goods": _values_to_json(claim.goods),
        },
        "time": words_to_json(claim.time),
        "when": when_to_json(claim.when),
        "where": [where_to_json(w) for w in claim.where],
        "source": _source_to_json(claim.source),
        "stance": claim.stance,
        "status": claim.status,
        "extent": claim.extent,
    }
    data |= {key: getattr(claim, key) for key in _NUMBERS if getattr(claim, key) is not None}
    if claim.weapon:
        data["weapon"] = claim.weapon
    data |= {"by": " ".join(claim.by), "rule": claim.rule}
    if claim.features:
        data["features"] = list(claim.features)
    return data


def claim_from_json(data: Json) -> Claim:
    """The claim that `claim_to_json` wrote; a missing or impossible key is an `InputError` that names it."""
    try:
        return _claim(data)
    except (KeyError, TypeError, ValueError, AttributeError) as fault:
        who = data.get("id", "?") if isinstance(data, dict) else "?"
        raise InputError(f"claim {who}", f"{type(fault).__name__}: {fault}") from fault


def _claim(data: Json) -> Claim:
    roles = data["roles"]
    return Claim(
        id=data["id"],
        report=data["report"],
        outlet=data["outlet"],
        published=_day(data["published"]),
        sentence=Span(data["sentence"]["start"], data["sentence"]["end"]),
        type=data["type"],
        trigger=cast(Words, words_from_json(data["trigger"])),
        actor=_values_from_json(roles["actor"]),
        target=_values_from_json(roles["target"]),
        place=_values_from_json(roles["place"]),
        goods=_values_from_json(roles["goods"]),
        time=words_from_json(data["time"]),
        when=when_from_json(data["when"]),
        where=tuple(where_from_json(w) for w in data["where"]),
        source=_source_from_json(data["source"]),
        stance=data["stance"],
        status=data["status"],
        extent=data["extent"],
        **{key: data[key] for key in _NUMBERS if key in data},
        weapon=data.get("weapon", ""),
        by=tuple(data["by"].split()),
        rule=data["rule"],
        features=tuple(data.get("features", ())),
    )


def corrected(claim: Claim, correction: str) -> Claim:
    """The claim with the keys of a correction (a JSON object in the claim's own shape) put in; its id stays."""
    changes = json.loads(correction)
    if not isinstance(changes, dict):
        raise InputError(f"correction of {claim.id}", "a correction is a JSON object with the claim's keys")
    data = claim_to_json(claim)
    unknown = sorted(set(changes) - set(data) - set(_NUMBERS) - {"weapon"})
    if unknown:
        raise InputError(f"correction of {claim.id}", f"unknown key {unknown[0]!r}")
    roles = data["roles"] | changes.get("roles", {})
    return claim_from_json(data | changes | {"roles": roles, "id": claim.id, "report": claim.report})


# --- judgements and reports ------------------------------------------------------------------------------------------


def judgement_to_json(judgement: Judgement) -> Json:
    data = {
        "id": judgement.id,
        "verdict": judgement.verdict,
        "left": judgement.left,
        "right": judgement.right,
        "by": judgement.by,
        "at": judgement.at.isoformat(),
        "note": judgement.note,
        "retracted": judgement.retracted.isoformat() if judgement.retracted else None,
    }
    return data | ({"correction": json.loads(judgement.correction)} if judgement.correction else {})


def judgement_from_json(data: Json) -> Judgement:
    return Judgement(
        id=data["id"],
        verdict=data["verdict"],
        left=data["left"],
        right=data["right"],
        by=data["by"],
        at=datetime.fromisoformat(data["at"]),
        note=data.get("note", ""),
        correction=dumps(data["correction"]) if "correction" in data else "",
        retracted=_moment(data.get("retracted")),
    )


def report_to_json(report: Report) -> Json:
    return {
        "id": report.id,
        "outlet": report.outlet,
        "published": _iso(report.published),
        "published_at": report.published_at.isoformat() if report.published_at else None,
        "title": report.title,
        "text": report.text,
        "url": report.url,
        "author": report.author,
        "origin": report.origin,
        "lang": report.lang,
        "retrieved": report.retrieved.isoformat() if report.retrieved else None,
    }


def report_from_json(data: Json) -> Report:
    return Report(
        id=data["id"],
        text=data["text"],
        title=data["title"],
        outlet=data["outlet"],
        published=_day(data["published"]),
        published_at=_moment(data["published_at"]),
        url=data["url"],
        author=data["author"],
        origin=data["origin"],
        lang=data["lang"],
        retrieved=_moment(data["retrieved"]),
    )


# --- events and states -----------------------------------------------------------------------------------------------


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
        "last_support": _iso(state.last_support),
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
        last_support=_day(data["last_support"]),
        extent=data["extent"],
        status=data["status"],
        inherited_from=data["inherited_from"] or "",
        because=tuple(data["because"]),
        against=tuple(data["against"]),
    )
