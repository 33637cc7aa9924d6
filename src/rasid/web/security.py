"""Requests in; refused are those for another host, from another origin, or too large; every answer gets strict headers.

A page of another site can make a browser call this server, and a name of another site can be made to lead to it (DNS
rebinding). Both give themselves away: the one by Origin or Sec-Fetch-Site, the other by Host.
"""

from __future__ import annotations

from collections.abc import Iterable
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from rasid.web.limits import Limits
from rasid.web.problems import problem

LOCAL = frozenset({"localhost", "127.0.0.1", "::1"})
CSP = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "style-src-attr 'unsafe-inline'",  # MapLibre and charts place things by style attributes; no text of a report becomes one
        "img-src 'self' data: blob:",
        "font-src 'self'",
        "connect-src 'self'",
        "worker-src 'self' blob:",  # MapLibre draws in workers
        "manifest-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)
# Answers of the API are data: even opened as a page, nothing in them runs.
API_CSP = "default-src 'none'; frame-ancestors 'none'; sandbox"
_HEADERS = {
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "no-referrer",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "geolocation=(), camera=(), microphone=(), payment=(), usb=()",
}
_SAFE = frozenset({"GET", "HEAD", "OPTIONS"})


def hostname(host: str) -> str:
    """The name in a Host header, without its port."""
    try:
        return (urlsplit(f"//{host}").hostname or "").rstrip(".")
    except ValueError:
        return ""


class Guard:
    """The outermost layer of the app."""

    def __init__(self, app: ASGIApp, hosts: Iterable[str], limits: Limits) -> None:
        self.app, self.limits = app, limits
        self.hosts = frozenset(h.lower() for h in hosts) or LOCAL

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            if scope["type"] != "websocket":
                await self.app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        refusal = self._refusal(scope, headers)
        sender = _with_headers(scope, send)
        if refusal is not None:
            status, reason, field = refusal
            await problem(status, reason, field)(scope, receive, sender)
            return
        limit = self.limits.upload if headers.get("content-type", "").startswith("multipart/") else self.limits.body
        await self.app(scope, _bounded(receive, limit), sender)

    def _refusal(self, scope: Scope, headers: Headers) -> tuple[int, str, str] | None:
        host = headers.get("host", "")
        if hostname(host) not in self.hosts:
            return 421, "this server does not answer under that name", "host"
        origin = headers.get("origin")
        if origin is not None and not _same_origin(origin, host):
            return 403, "requests from pages of another origin are refused", "origin"
        if headers.get("sec-fetch-site", "same-origin") not in ("same-origin", "none") and _reads_data(scope):
            return 403, "requests from pages of another site are refused", "sec-fetch-site"
        length = headers.get("content-length", "0")
        if not length.isdecimal() or int(length) > self.limits.upload:
            return 413, f"at most {self.limits.upload} bytes", "content-length"
        return None


def _same_origin(origin: str, host: str) -> bool:
    try:
        parts = urlsplit(origin)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and parts.netloc.lower() == host.lower()


def _reads_data(scope: Scope) -> bool:
    """A link from elsewhere may open the app's pages, never the API, and never change anything."""
    return scope["method"] not in _SAFE or scope["path"].startswith("/api/")


def _bounded(receive: Receive, limit: int) -> Receive:
    """The same body, cut off by an error once it grows too large: a length that the sender states is not believed."""
    size = 0

    async def take() -> Message:
        nonlocal size
        message = await receive()
        size += len(message.get("body", b""))
        if size > limit:
            raise HTTPException(413, f"at most {limit} bytes")
        return message

    return take


def _with_headers(scope: Scope, send: Send) -> Send:
    csp = API_CSP if scope["path"].startswith("/api/") else CSP

    async def put(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            for name, value in _HEADERS.items():
                headers[name] = value
            headers["content-security-policy"] = csp
            if scope["path"].startswith("/api/"):
                headers.setdefault("cache-control", "private, no-cache")
        await send(message)

    return put
