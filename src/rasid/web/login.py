"""Name and password in, a session out; who one is, one's tokens; for admins the accounts, for reviewers the audit log."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Query, Request
from pydantic import Field
from starlette.responses import Response

from rasid.records import Json
from rasid.web import models
from rasid.web.accounts import MIN_PASSWORD, RIGHTS, ROLES, Right, Role, rights
from rasid.web.answers import made, page
from rasid.web.auth import COOKIE, Admin, Person, Reader, Served, person_of, router
from rasid.web.params import Closed, Paged, Word
from rasid.web.problems import Problem
from rasid.web.services import Services
from rasid.web.sessions import LIFE, Access

# The one router without a right: whoever wants to log in has none yet.
door = APIRouter(prefix="/api/v1", tags=["access"])
own = router("read", "access")
admins = router("admin", "access")
history = router("history", "access")
Password = Annotated[str, Field(min_length=1, max_length=1024)]
NewPassword = Annotated[str, Field(min_length=MIN_PASSWORD, max_length=1024)]


class LoginIn(Closed):
    """Name and password."""

    name: Word
    password: Password


class TokenIn(Closed):
    """What a token is for, what it may do, and for how many days."""

    label: Word = ""
    scopes: Annotated[list[Right], Field(min_length=1, max_length=len(RIGHTS))]
    days: Annotated[int, Field(ge=1, le=366)] = 90


class AccountIn(Closed):
    """A new account."""

    name: Annotated[str, Field(pattern=r"^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$")]
    password: NewPassword
    role: Role


class AccountChange(Closed):
    """What changes of an account."""

    password: NewPassword | None = None
    role: Role | None = None
    disabled: bool | None = None


class PasswordIn(Closed):
    """One's own new password."""

    old: Password
    new: NewPassword


def access_of(services: Services) -> Access:
    """The accounts, on a server that has them."""
    if services.access is None:
        raise Problem(404, "this server answers to this machine only and has no accounts")
    return services.access


def _who(person: Person | None, services: Services) -> Json:
    if person is None:
        return {"name": None, "role": None, "rights": [], "csrf": "", "login": True}
    may = [r for r in RIGHTS if r in person.rights]
    return {"name": person.name, "role": person.role, "rights": may, "csrf": person.csrf, "login": services.access is not None}


@door.get("/session", responses=models.ok(models.Session), response_class=Response)
def session(services: Served, person: Annotated[Person | None, Depends(person_of)]) -> Response:
    """Who is asking, what he may do, and the word for the header X-CSRF-Token."""
    return made(_who(person, services))


@door.post("/session", responses=models.ok(models.Session, 201), response_class=Response, status_code=201)
def login(body: LoginIn, request: Request, services: Served) -> Response:
    """Logs in."""
    access, now = access_of(services), services.now()
    caller = request.client.host if request.client else ""
    _brake(access, body.name, caller, now.timestamp())
    found = access.accounts.right_password(body.name, body.password)
    if found is None:
        services.audit.write(now, body.name, "login.refused", detail=caller)
        raise Problem(401, "name or password is wrong", "password")
    access.passed(body.name, caller)
    secret, opened = access.open(found, now)
    services.audit.write(now, found.name, "login", detail=caller)
    person = Person(opened.name, opened.role, rights(found.role), opened.csrf)
    response = made(_who(person, services), 201)
    secure = request.url.scheme == "https"
    life = int(LIFE.total_seconds())
    response.set_cookie(COOKIE, secret, max_age=life, path="/", secure=secure, httponly=True, samesite="strict")
    return response


def _brake(access: Access, name: str, caller: str, now: float) -> None:
    wait = access.attempt(name, caller, now)
    if wait:
        raise Problem(429, f"too many attempts; the next in {int(wait) + 1} seconds", headers={"Retry-After": str(int(wait) + 1)})


@own.delete("/session", responses=models.ok(models.Session), response_class=Response)
def logout(request: Request, services: Served, person: Reader) -> Response:
    """Logs out."""
    access = access_of(services)
    access.close_session(request.cookies.get(COOKIE, ""))
    services.audit.write(services.now(), person.name, "logout")
    response = made(_who(None, services))
    response.delete_cookie(COOKIE, path="/")
    return response


def _logged_in(person: Person) -> None:
    """A token must not make tokens, nor change a password: it would outlive its own end."""
    if not person.csrf:
        raise Problem(403, "log in with name and password for this; a token does not do")


@own.put("/password", responses=models.ok(models.Session), response_class=Response)
def password(body: PasswordIn, request: Request, services: Served, person: Reader) -> Response:
    """Changes one's own password; all one's sessions end."""
    access = access_of(services)
    _logged_in(person)
    now, caller = services.now(), request.client.host if request.client else ""
    _brake(access, person.name, caller, now.timestamp())
    if access.accounts.right_password(person.name, body.old) is None:
        raise Problem(403, "the old password is wrong", "old")
    access.passed(person.name, caller)
    services.audit.write(now, person.name, "account.password", person.name)
    access.accounts.change(person.name, password=body.new)
    return made(_who(None, services))


@own.get("/tokens", responses=models.ok(models.Types), response_class=Response)
def tokens(services: Served, person: Reader) -> Response:
    """One's own tokens, without their secrets."""
    return made({"items": access_of(services).tokens.of(person.name)})


@own.post("/tokens", responses=models.ok(models.Token, 201), response_class=Response, status_code=201)
def make_token(body: TokenIn, services: Served, person: Reader) -> Response:
    """A new token for one's own account, for rights that one has. It is shown once."""
    access = access_of(services)
    _logged_in(person)
    beyond = [s for s in body.scopes if s not in person.rights]
    if beyond:
        raise Problem(403, f"the right {beyond[0]!r} is not among yours", "scopes")
    token = access.tokens.make(person.name, body.label, body.scopes, body.days, services.now())
    services.audit.write(services.now(), person.name, "token.make", token["id"], " ".join(token["scopes"]))
    return made(token, 201)


@own.delete("/tokens/{token_id}", responses=models.ok(models.Types), response_class=Response)
def revoke_token(token_id: str, services: Served, person: Reader) -> Response:
    """Makes a token of one's own useless."""
    access = access_of(services)
    access.tokens.revoke(token_id, person.name, services.now())
    services.audit.write(services.now(), person.name, "token.revoke", token_id)
    return made({"items": access.tokens.of(person.name)})


def _accounts(access: Access) -> Json:
    found = access.accounts.all()
    items = [{"name": a.name, "role": a.role, "created": a.created.isoformat(), "disabled": a.disabled} for a in found]
    return {"items": items, "roles": list(ROLES)}


@admins.get("/accounts", responses=models.ok(models.Types), response_class=Response)
def accounts(services: Served) -> Response:
    """All accounts."""
    return made(_accounts(access_of(services)))


@admins.post("/accounts", responses=models.ok(models.Types, 201), response_class=Response, status_code=201)
def add_account(body: AccountIn, services: Served, person: Admin) -> Response:
    """A new account."""
    access = access_of(services)
    services.audit.write(services.now(), person.name, "account.add", body.name, body.role)
    access.accounts.add(body.name, body.password, body.role, services.now())
    return made(_accounts(access), 201)


@admins.patch("/accounts/{name}", responses=models.ok(models.Types), response_class=Response)
def change_account(name: str, body: AccountChange, services: Served, person: Admin) -> Response:
    """Another password or role, or closed; its sessions end. One's own role and state only another admin changes."""
    access = access_of(services)
    if name == person.name and (body.role is not None or body.disabled):
        raise Problem(409, "another admin must do this to your account", "name")
    services.audit.write(services.now(), person.name, "account.change", name, _changed(body))
    access.accounts.change(name, body.password, body.role, body.disabled)
    return made(_accounts(access))


def _changed(body: AccountChange) -> str:
    """What changes, without the password."""
    said = body.model_dump(exclude_none=True)
    return " ".join(key if key == "password" else f"{key}={value}" for key, value in said.items())


@history.get("/audit", responses=models.ok(models.Items), response_class=Response)
def audit(services: Served, query: Annotated[Paged, Query()]) -> Response:
    """Who changed what and when, newest first."""
    items, next_, total = services.audit.lines(query.limit, int(query.cursor) if query.cursor else None)
    return made(page(items, next_, total))
