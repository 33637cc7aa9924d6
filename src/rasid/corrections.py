"""What a person writes to correct a claim in (`status=possible`, `actor=asayish`, JSON), the correction's JSON out, checked."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from rasid.errors import ConfigError, InputError
from rasid.records import Json, corrected, dumps, source_to_json, where_to_json
from rasid.types import ROLES, STANCES, STATUSES, Claim, Source, Where
from rasid.world import World

_ALLOWED = {"stance": STANCES, "status": STATUSES, "extent": ("whole", "part")}
_NUMBERS = ("killed", "injured")


def correction_of(claim: Claim, changes: Iterable[str], extra: str, world: World) -> str:
    """One JSON object with the claim's keys.

    Raises:
        ConfigError: a change cannot be made to this claim.
    """
    found: dict[str, Any] = _object(extra)
    for change in changes:
        key, equals, value = change.partition("=")
        if not equals:
            raise ConfigError(f"{change!r}: a correction is KEY=VALUE")
        _change(found, claim, key, value, world)
    if not found:
        raise ConfigError("nothing to correct: give KEY=VALUE or --json")
    correction = dumps(found)
    try:
        corrected(claim, correction)
    except InputError as fault:
        raise ConfigError(str(fault)) from fault
    return correction


def _object(extra: str) -> dict[str, Any]:
    if not extra:
        return {}
    try:
        data = json.loads(extra)
    except json.JSONDecodeError as fault:
        raise ConfigError(f"--json: {fault}") from fault
    if not isinstance(data, dict):
        raise ConfigError("--json: an object with the claim's keys")
    return data


def _change(found: dict[str, Any], claim: Claim, key: str, value: str, world: World) -> None:
    if key in _ALLOWED and value not in _ALLOWED[key]:
        raise ConfigError(f"{key}={value}; allowed: {', '.join(_ALLOWED[key])}")
    if key == "type" and not world.effect(value) and not world.name(value) and "." not in value:
        raise ConfigError(f"type={value}: a type is written family.kind, as in the codebook")
    if key in _NUMBERS:
        if not value.isdecimal():
            raise ConfigError(f"{key}={value}: a number")
        found[key] = int(value)
    elif key == "source":
        found["source"] = _new_source(claim, value)
    elif key in ROLES:
        _new_id(found, claim, key, value, world)
    elif key in ("type", *_ALLOWED):
        found[key] = value
    else:
        raise ConfigError(f"{key!r} cannot be corrected so; use --json")


def _new_source(claim: Claim, id_: str) -> Json:
    """The outlet itself, or the id of those whom the words of the claim's source name."""
    now = source_to_json(claim.source)
    if id_ == "outlet":
        return source_to_json(Source("outlet", id=claim.outlet, via=claim.outlet))
    if not now["text"]:
        raise ConfigError(f"source={id_}: the claim has no words for its source; use --json")
    return now | {"kind": "named", "id": id_}


def _new_id(found: dict[str, Any], claim: Claim, role: str, id_: str, world: World) -> None:
    """The first value of the role gets the id; its words stay."""
    values = getattr(claim, role)
    if not values:
        raise ConfigError(f"{role}={id_}: the claim has no words for {role}; use --json")
    data = [{"start": v.start, "end": v.end, "text": v.text, "id": id_ if n == 0 else v.id} for n, v in enumerate(values)]
    found.setdefault("roles", {})[role] = data
    if role == "place":
        known = world.point(id_) or Where(id_, path=world.path(id_))
        found["where"] = [where_to_json(known), *(where_to_json(w) for w in claim.where[1:])]
