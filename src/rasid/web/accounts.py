"""Accounts with roles and hashed passwords: who may use a server that more than one person reaches."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from threading import BoundedSemaphore
from typing import Any, Literal, get_args

from argon2 import PasswordHasher
from argon2.exceptions import Argon2Error, InvalidHashError
from sqlalchemy import Engine, delete, insert, select, update

from rasid.errors import ConfigError, NotFoundError
from rasid.store.engine import reading, writing
from rasid.web.tables import account, session

Role = Literal["reader", "coder", "reviewer", "admin"]
Right = Literal["read", "export", "analyse", "add", "judge", "history", "review", "admin"]
ROLES: tuple[Role, ...] = get_args(Role)
RIGHTS: tuple[Right, ...] = get_args(Right)
# Each role has what the one before has; `review` takes back other people's judgements, `history` reads the audit log.
_ADDS: dict[Role, frozenset[Right]] = {
    "reader": frozenset({"read", "export", "analyse"}),
    "coder": frozenset({"add", "judge"}),
    "reviewer": frozenset({"history", "review"}),
    "admin": frozenset({"admin"}),
}
MIN_PASSWORD = 12
_AT_ONCE = 4
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,63}")
_HASHER = PasswordHasher()


def rights(role: str) -> frozenset[Right]:
    """What a role may do."""
    if role not in ROLES:
        return frozenset()
    return frozenset().union(*(_ADDS[r] for r in ROLES[: ROLES.index(role) + 1]))


@dataclass(frozen=True, slots=True)
class Account:
    """One person."""

    name: str
    role: Role
    created: datetime
    disabled: bool


class Accounts:
    """The accounts in one database."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        # Compared with when nobody bears the name, so that the time it takes does not tell.
        self._nobody = _HASHER.hash("nobody has this password")
        # A comparison takes 64 MB on purpose; many log-ins at once must not take all that there is.
        self._comparing = BoundedSemaphore(_AT_ONCE)

    def add(self, name: str, password: str, role: str, now: datetime) -> None:
        """A new account."""
        if not _NAME.fullmatch(name):
            raise ConfigError(f"name {name!r}: up to 64 letters, digits, dots, dashes, underscores, a letter or digit first")
        values = {"name": name, "password": _hash(password), "role": _role(role), "created": now, "disabled": False}
        with writing(self.engine) as connection:
            if connection.execute(select(account.c.name).where(account.c.name == name)).first():
                raise ConfigError(f"there is an account {name!r} already")
            connection.execute(insert(account).values(**values))

    def change(self, name: str, password: str | None = None, role: str | None = None, disabled: bool | None = None) -> None:
        """Other values for an account; whoever is logged in with it must log in again."""
        values: dict[str, Any] = {} if password is None else {"password": _hash(password)}
        values |= {} if role is None else {"role": _role(role)}
        values |= {} if disabled is None else {"disabled": disabled}
        with writing(self.engine) as connection:
            if not values or connection.execute(update(account).where(account.c.name == name).values(**values)).rowcount == 0:
                raise NotFoundError(f"no account {name!r}")
            connection.execute(delete(session).where(session.c.account == name))

    def all(self) -> Iterator[Account]:
        """All accounts, by name."""
        with reading(self.engine) as connection:
            rows = connection.execute(select(account).order_by(account.c.name)).all()
        return (Account(r.name, r.role, r.created, r.disabled) for r in rows)

    def get(self, name: str) -> Account | None:
        """The account of a name."""
        return next((a for a in self.all() if a.name == name), None)

    def right_password(self, name: str, password: str) -> Account | None:
        """The account, if it is open and the password is right. It takes as long when it is not."""
        with reading(self.engine) as connection:
            row = connection.execute(select(account).where(account.c.name == name)).first()
        try:
            with self._comparing:
                _HASHER.verify(row.password if row else self._nobody, password)
        except (Argon2Error, InvalidHashError):
            return None
        if row is None or row.disabled:
            return None
        if _HASHER.check_needs_rehash(row.password):
            with writing(self.engine) as connection:
                connection.execute(update(account).where(account.c.name == name).values(password=_HASHER.hash(password)))
        return Account(row.name, row.role, row.created, row.disabled)


def _hash(password: str) -> str:
    if len(password) < MIN_PASSWORD:
        raise ConfigError(f"a password has at least {MIN_PASSWORD} characters")
    if len(password) > 1024:
        raise ConfigError("a password has at most 1024 characters")
    return _HASHER.hash(password)


def _role(role: str) -> str:
    if role not in ROLES:
        raise ConfigError(f"no role {role!r}; there are {', '.join(ROLES)}")
    return role
