"""Services in, the app out: routers, error answers, the guard around all of it."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from importlib.metadata import version
from pathlib import Path

from fastapi import FastAPI, Request
from starlette.responses import JSONResponse, Response

from rasid.web import (
    added,
    entities,
    explain,
    exports,
    files,
    geo,
    judgements,
    lists,
    login,
    overview,
    problems,
    reading,
    reports,
    static,
)
from rasid.web.auth import router
from rasid.web.security import Guard
from rasid.web.services import Services

ROUTERS = (
    lists.api, reports.api, reading.reads, reading.adds, files.reads, files.adds, added.api, judgements.reads, judgements.judges,
    explain.api, geo.api, entities.api, overview.api, exports.api, login.door, login.own, login.admins, login.history,
)  # fmt: skip
_ABOUT = """Claims, events and states that rasid has read out of reports, and the judgements of people on them.

Lists answer `{"items": [...], "next": cursor or null, "total": n}`; errors are problem+json (RFC 9457). Answers to GET bear an
ETag. On a server with accounts send a token (`Authorization: Bearer rasid_...`), or log in and send the session's word in
`X-CSRF-Token` with every change."""


def create_app(services: Services, folder: Path = static.FOLDER) -> FastAPI:
    """The app over these services. It closes them when it ends."""

    @asynccontextmanager
    async def life(_: FastAPI) -> AsyncIterator[None]:
        yield
        services.close()

    app = FastAPI(
        title="rasid", version=version("rasid"), description=_ABOUT, openapi_url=None, docs_url=None, redoc_url=None, lifespan=life
    )
    app.state.services = services
    problems.install(app)
    document = router("read", "document")

    @document.get("/openapi.json", include_in_schema=False)
    def openapi(request: Request) -> Response:
        return JSONResponse(request.app.openapi())

    for found in (document, *ROUTERS):
        app.include_router(found)
    static.mount(app, folder)
    app.add_middleware(Guard, hosts=services.hosts, limits=services.limits)
    return app
