"""A format and a filter in, a file out: every view's rows as rasid's exporters write them."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterator
from typing import Annotated, Any

from fastapi import Query
from pydantic import Field
from starlette.responses import Response, StreamingResponse

from rasid import exports
from rasid.errors import ConfigError
from rasid.records import Json, event_from_json
from rasid.store import ClaimFilter
from rasid.types import Event, State
from rasid.web import models
from rasid.web.answers import made
from rasid.web.auth import Served, router
from rasid.web.holding import states_ever
from rasid.web.params import ClaimScope, claim_filter
from rasid.web.problems import Problem
from rasid.web.services import Services
from rasid.web.states import holders_of

api = router("export", "exports")
_CHUNK = 1 << 16
_IN_MEMORY = 8 << 20


class ExportQuery(ClaimScope):
    """What to export."""

    redact_persons: Annotated[bool, Field(description="Leave out the names of private persons.")] = False


@api.get("/export", responses=models.ok(models.Types), response_class=Response)
def formats() -> Response:
    """The formats that there are."""
    items = [{"id": name, "extension": exports.extension(name), "derived": name in exports.DERIVED} for name in _there()]
    return made({"items": items})


def _there() -> Iterator[str]:
    for name in exports.FORMATS:
        try:
            exports.extension(name)
        except ConfigError:
            continue
        yield name


@api.get("/export/{format}", responses=models.file(), response_class=StreamingResponse)
def export(format: str, services: Served, query: Annotated[ExportQuery, Query()]) -> Response:
    """The rows of the filter in a format. What the format cannot say stands in the header `rasid-sidecar`, as JSON."""
    if format not in exports.FORMATS:
        raise Problem(404, f"no export format {format!r}; there are {', '.join(exports.FORMATS)}", "format")
    f = claim_filter(query, services.engine, services.columns())
    asked = {k: str(v) for k, v in query.model_dump(exclude_none=True).items() if v not in ("", False)}
    material = Material(services, f)
    out: Any = tempfile.SpooledTemporaryFile(_IN_MEMORY)  # noqa: SIM115  # closed once sent
    try:
        sidecar = exports.export(
            format, material, services.engine.export_world(), out, redact_persons=query.redact_persons, query=asked
        )
    except BaseException:
        out.close()
        raise
    out.seek(0)
    headers = {
        "content-disposition": f'attachment; filename="rasid-{format}.{exports.extension(format).lstrip(".")}"',
        "rasid-sidecar": json.dumps(_short(sidecar)),
        "cache-control": "private, no-store",
    }
    return StreamingResponse(_chunks(out), 200, headers, exports.media_type(format))


class Material(exports.StoreMaterial):
    """What there is to export; events and states, too, as they were known by the day that is asked for."""

    def __init__(self, services: Services, f: ClaimFilter) -> None:
        super().__init__(services.store, f)
        self._services, self._asked = services, f

    def events(self) -> Iterator[Event]:
        """The events that the filter keeps."""
        table = self._services.derived(self._asked.known_by).events
        found = table.n[table.select(self._asked, self._services.columns().terms.inside)].tolist()
        for i in range(0, len(found), 500):
            events = map(event_from_json, table.bodies(found[i : i + 500]).values())
            yield from (event for event in events if self.told(event.claims))

    def states(self, kind: str) -> Iterator[State]:
        """Every stretch of the states that the filter keeps."""
        f = self._asked
        found = states_ever(self._services, f.place, kind, f.known_by)
        wanted = (s for s in found if f.status in ("", s.status) and (not f.actor or f.actor in holders_of(s)))
        return (s for s in wanted if self.told((*s.because, *s.against)))


def _short(sidecar: Json) -> Json:
    """The sidecar without the ids, which would not fit into a header."""
    counted = {side: {r["reason"]: r["count"] for r in sidecar[side]} for side in ("left_out", "coarser")}
    return sidecar | counted


def _chunks(out: Any) -> Iterator[bytes]:
    with out:
        while chunk := out.read(_CHUNK):
            yield chunk
