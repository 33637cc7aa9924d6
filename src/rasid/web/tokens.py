"""API tokens: for programs, in the name of an account, for some of its rights and for a while. Only their hashes are kept."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import Engine, insert, select, update

from rasid.errors import ConfigError, NotFoundError
from rasid.records import Json
from rasid.store.engine import reading, writing
from rasid.web.accounts import RIGHTS, Right, rights
from rasid.web.tables import account, token

PREFIX = "rasid_"
MAX_DAYS = 366


def digest(secret: str) -> str:
    """What is kept of a secret: it is long and random, so a plain hash cannot be turned back."""
    return hashlib.sha256(secret.encode()).hexdigest()


class Tokens:
    """The tokens in one database."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def make(self, owner: str, label: str, scopes: Sequence[str], days: int, now: datetime) -> Json:
        """A new token. It can be seen in what this gives back and never again."""
        unknown = sorted(set(scopes) - set(RIGHTS))
        if unknown or not scopes:
            raise ConfigError(f"no scope {unknown[0]!r}; there are {', '.join(RIGHTS)}" if unknown else "a token needs a scope")
        if not 1 <= days <= MAX_DAYS:
            raise ConfigError(f"days: {days}; from 1 to {MAX_DAYS}")
        secret, id_ = PREFIX + secrets.token_urlsafe(32), "t-" + secrets.token_hex(8)
        expires, joined = now + timedelta(days=days), " ".join(sorted(set(scopes)))
        with writing(self._engine) as connection:
            connection.execute(
                insert(token).values(
                    id=id_, secret=digest(secret), account=owner, label=label, scopes=joined, created=now, expires=expires
                )
            )
        return {"id": id_, "token": secret, "label": label, "scopes": joined.split(), "expires": expires.isoformat()}

    def owner(self, secret: str, now: datetime) -> tuple[str, str, frozenset[Right]] | None:
        """Whose token it is, his role, and what it allows: what it was made for, and the owner may still do."""
        query = (
            select(token.c.scopes, account.c.name, account.c.role)
            .join(account, account.c.name == token.c.account)
            .where(token.c.secret == digest(secret), token.c.revoked.is_(None), token.c.expires > now, account.c.disabled.is_(False))
        )
        with reading(self._engine) as connection:
            row = connection.execute(query).first()
        if row is None:
            return None
        return row.name, row.role, frozenset(r for r in rights(row.role) if r in row.scopes.split())

    def of(self, owner: str) -> list[Json]:
        """The tokens of an account, without their secrets."""
        with reading(self._engine) as connection:
            rows = connection.execute(select(token).where(token.c.account == owner).order_by(token.c.created)).all()
        return [
            {
                "id": r.id,
                "label": r.label,
                "scopes": r.scopes.split(),
                "created": r.created.isoformat(),
                "expires": r.expires.isoformat(),
                "revoked": r.revoked.isoformat() if r.revoked else None,
            }
            for r in rows
        ]

    def revoke(self, id_: str, owner: str, now: datetime) -> None:
        """From now on it opens nothing."""
        mine = update(token).where(token.c.id == id_, token.c.account == owner, token.c.revoked.is_(None))
        with writing(self._engine) as connection:
            if connection.execute(mine.values(revoked=now)).rowcount == 0:
                raise NotFoundError(f"no token {id_!r} of yours that still opens anything")
