"""A request in, the person behind it out, and whether he may do what he asks: checked on every endpoint, by its router."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Depends, Request

from rasid.web.accounts import RIGHTS, Right, rights
from rasid.web.problems import Problem
from rasid.web.services import Services
from rasid.web.sessions import same

COOKIE = "rasid_session"
CSRF_HEADER = "x-csrf-token"
_SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
_LOCAL: frozenset[Right] = frozenset(RIGHTS) - {"admin"}  # there are no accounts to administer


@dataclass(frozen=True, slots=True)
class Person:
    """Who asks, and what he may do. `csrf` is of his session, "" where there is none."""

    name: str
    role: str
    rights: frozenset[Right]
    csrf: str = ""


def services_of(request: Request) -> Services:
    """The server's services."""
    found: Services = request.app.state.services
    return found


Served = Annotated[Services, Depends(services_of)]


def person_of(request: Request, services: Served) -> Person | None:
    """Who asks: by token, by session, or, on a server for one, the one in front of it."""
    if services.access is None:
        return Person(services.local_name, "local", _LOCAL)
    header = request.headers.get("authorization", "")
    if header:
        scheme, _, secret = header.partition(" ")
        owner = services.access.tokens.owner(secret.strip(), services.now()) if scheme.lower() == "bearer" else None
        return Person(owner[0], owner[1], owner[2]) if owner else None
    secret = request.cookies.get(COOKIE, "")
    session = services.access.session(secret, services.now()) if secret else None
    if session is None:
        return None
    if request.method not in _SAFE and not same(request.headers.get(CSRF_HEADER, ""), session.csrf):
        raise Problem(403, f"the header {CSRF_HEADER} must hold the session's word", CSRF_HEADER)
    return Person(session.name, session.role, rights(session.role), session.csrf)


def allowed(right: Right) -> Callable[..., Person]:
    """A dependency: the person, if he has the right; a refusal else."""

    def check(person: Annotated[Person | None, Depends(person_of)]) -> Person:
        if person is None:
            raise Problem(401, "this server asks for a log-in or a token", headers={"WWW-Authenticate": "Bearer"})
        if right not in person.rights:
            raise Problem(403, f"the right {right!r} is not among yours", right)
        return person

    check.right = right  # type: ignore[attr-defined]  # read by the test that looks for unguarded endpoints
    return check


def router(right: Right, tag: str) -> APIRouter:
    """A router whose every endpoint asks for the right."""
    return APIRouter(prefix="/api/v1", tags=[tag], dependencies=[Depends(allowed(right))])


Reader = Annotated[Person, Depends(allowed("read"))]
Judge = Annotated[Person, Depends(allowed("judge"))]
Adder = Annotated[Person, Depends(allowed("add"))]
Admin = Annotated[Person, Depends(allowed("admin"))]
