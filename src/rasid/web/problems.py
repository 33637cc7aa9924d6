"""Errors in, problem+json (RFC 9457) out: which field is wrong and why; never a trace, never a secret."""

from __future__ import annotations

import logging
from collections.abc import Mapping, Sequence
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.responses import Response

from rasid.errors import ConfigError, ExtractorError, InputError, NotFoundError, RasidError, StoreError
from rasid.web.jsons import encode

MEDIA_TYPE = "application/problem+json"
_TITLES = {
    400: "Bad request", 401: "Log in first", 403: "Not allowed", 404: "Not found", 405: "Method not allowed", 409: "Conflict",
    413: "Too large", 415: "Unsupported media type", 421: "Wrong host", 422: "Cannot be read", 429: "Too many attempts",
    500: "The server failed", 503: "The store failed",
}  # fmt: skip
log = logging.getLogger("rasid.web")


class Problem(Exception):  # noqa: N818  # RFC 9457 calls it so
    """An answer that is an error: its status, the field at fault and the reason."""

    def __init__(self, status: int, reason: str, field: str = "", headers: Mapping[str, str] | None = None) -> None:
        super().__init__(reason)
        self.status, self.reason, self.field, self.headers = status, reason, field, dict(headers or {})


def problem(
    status: int,
    reason: str,
    field: str = "",
    errors: Sequence[Mapping[str, str]] = (),
    headers: Mapping[str, str] | None = None,
) -> Response:
    """The response."""
    body: dict[str, Any] = {"type": "about:blank", "title": _TITLES.get(status, "Error"), "status": status, "detail": reason}
    if field:
        body |= {"field": field, "reason": reason}
    if errors:
        body["errors"] = list(errors)
    return Response(encode(body), status, headers, MEDIA_TYPE)


def _of_rasid(error: RasidError) -> Response:
    if isinstance(error, NotFoundError):
        return problem(404, str(error))
    if isinstance(error, InputError):
        return problem(422, error.reason, error.where)
    if isinstance(error, ConfigError):
        return problem(422, str(error))
    if isinstance(error, ExtractorError):
        return problem(422, str(error), "text")
    log.error("%s: %s", type(error).__name__, error)
    return problem(503 if isinstance(error, StoreError) else 500, str(error) if isinstance(error, StoreError) else "see the log")


def _invalid(error: RequestValidationError) -> Response:
    faults = [{"field": ".".join(str(p) for p in e["loc"] if p not in _PLACES), "reason": str(e["msg"])} for e in error.errors()]
    first = faults[0] if faults else {"field": "", "reason": "the request cannot be read"}
    return problem(422, first["reason"], first["field"], faults)


_PLACES = ("body", "query", "path", "header", "cookie")


def install(app: FastAPI) -> None:
    """Makes every error of the app a problem."""

    async def ours(_: Request, error: Exception) -> Response:
        assert isinstance(error, Problem)
        return problem(error.status, error.reason, error.field, headers=error.headers)

    async def rasids(_: Request, error: Exception) -> Response:
        assert isinstance(error, RasidError)
        return _of_rasid(error)

    async def invalid(_: Request, error: Exception) -> Response:
        assert isinstance(error, RequestValidationError)
        return _invalid(error)

    async def http(_: Request, error: Exception) -> Response:
        assert isinstance(error, HTTPException)
        return problem(error.status_code, str(error.detail), headers=error.headers)

    async def unexpected(_: Request, error: Exception) -> Response:
        log.error("unexpected failure", exc_info=error)
        return problem(500, "an unexpected failure; the server's log has it")

    app.add_exception_handler(Problem, ours)
    app.add_exception_handler(RasidError, rasids)
    app.add_exception_handler(RequestValidationError, invalid)
    app.add_exception_handler(HTTPException, http)
    app.add_exception_handler(Exception, unexpected)
