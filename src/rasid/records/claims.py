"""Claims, judgements and reports <-> their JSON, as the claim contract writes it, without loss."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import datetime
from typing import cast

from rasid.errors import InputError
from rasid.records.ids import Json, dumps
from rasid.records.parts import (
    day,
    iso,
    moment,
    when_from_json,
    when_to_json,
    where_from_json,
    where_to_json,
    words_from_json,
    words_to_json,
)
from rasid.types import Claim, Judgement, Report, Source, Span, Value, Words

_NUMBERS = ("killed", "injured", "killed_min", "killed_max", "injured_min", "injured_max")


def _values_to_json(values: Iterable[Value]) -> list[Json]:
    return [{"start": v.start, "end": v.end, "text": v.text, "id": v.id} for v in values]


def _values_from_json(data: Iterable[Json]) -> tuple[Value, ...]:
    return tuple(Value(v["start"], v["end"], v["text"], v.get("id", "")) for v in data)


def source_to_json(source: Source) -> Json:
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


def claim_to_json(claim: Claim) -> Json:
    """The claim as the contract writes it; optional keys only where they say something."""
    data: Json = {
        "id": claim.id,
        "report": claim.report,
        "outlet": claim.outlet,
        "published": iso(claim.published),
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
        "source": source_to_json(claim.source),
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
        published=day(data["published"]),
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
        retracted=moment(data.get("retracted")),
    )


def report_to_json(report: Report) -> Json:
    return {
        "id": report.id,
        "outlet": report.outlet,
        "published": iso(report.published),
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
        published=day(data["published"]),
        published_at=moment(data["published_at"]),
        url=data["url"],
        author=data["author"],
        origin=data["origin"],
        lang=data["lang"],
        retrieved=moment(data["retrieved"]),
    )
