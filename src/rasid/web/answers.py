"""What an endpoint found in, the response out: JSON with a tag, or 304 where the browser has it already."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from typing import Any

from fastapi import Request
from starlette.responses import JSONResponse, Response

from rasid.records import Json
from rasid.web.jsons import encode
from rasid.web.services import Services

GEOJSON = "application/geo+json"


class GeoJson(JSONResponse):
    """For the OpenAPI document: what maps answer with."""

    media_type = GEOJSON


def answer(
    request: Request,
    services: Services,
    make: Callable[[], Any],
    *,
    varies: str = "",
    media_type: str = "application/json",
) -> Response:
    """What `make` gives, unless nothing has changed since the browser asked last: then `make` is not even called."""
    seen = "\0".join((services.tag, services.engine.version, request.url.path, request.url.query, varies))
    tag = f'W/"{hashlib.blake2b(seen.encode(), digest_size=12).hexdigest()}"'
    headers = {"etag": tag, "cache-control": "private, no-cache"}
    known = {part.strip() for part in request.headers.get("if-none-match", "").split(",")}
    if tag in known:
        return Response(status_code=304, headers=headers)
    return Response(encode(make()), 200, headers, media_type)


def made(body: Any, status: int = 200, headers: Mapping[str, str] | None = None) -> Response:
    """An answer to a change: never kept."""
    return Response(encode(body), status, {"cache-control": "no-store", **(headers or {})}, "application/json")


def page(items: list[Json], next_: str | None, total: int, **more: Any) -> Json:
    """A list as the contract writes it."""
    return {"items": items, "next": next_, "total": total, **more}
