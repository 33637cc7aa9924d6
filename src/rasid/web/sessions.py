"""Log-ins in, sessions out: a cookie that scripts cannot read, and beside it a word that only the app's own pages know."""

from __future__ import annotations

import hmac
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Engine, delete, insert, select

from rasid.store.engine import reading, writing
from rasid.web.accounts import Account, Accounts
from rasid.web.limits import Attempts, Limits
from rasid.web.tables import account, session
from rasid.web.tokens import Tokens, digest

LIFE = timedelta(hours=12)


@dataclass(frozen=True, slots=True)
class Session:
    """Who is logged in, and the word that must come with every change."""

    name: str
    role: str
    csrf: str


class Access:
    """Accounts, sessions and tokens of one server, and the brake on guessing."""

    def __init__(self, engine: Engine, limits: Limits | None = None) -> None:
        sizes = limits or Limits()
        self.engine = engine
        self.accounts, self.tokens = Accounts(engine), Tokens(engine)
        # One name from one place, one name from many places, many names from one place: none gets far, and a stranger who
        # guesses does not keep the owner of the name out.
        self._brakes = [Attempts(sizes.attempts * times, sizes.window) for times in (1, 10, 4)]

    def attempt(self, name: str, caller: str, now: float) -> float:
        """Counts an attempt before it is made, so that many at once count too; seconds to wait if it must not be made."""
        keys = _keys(name, caller)
        wait = max(brake.wait(key, now) for brake, key in zip(self._brakes, keys, strict=True))
        if not wait:
            for brake, key in zip(self._brakes, keys, strict=True):
                brake.fail(key, now)
        return wait

    def passed(self, name: str, caller: str) -> None:
        """The attempt was right, so it counts no longer; nor do earlier ones of this name from this place."""
        pair, anywhere, place = self._brakes
        keys = _keys(name, caller)
        pair.clear(keys[0])
        anywhere.forgive(keys[1])
        place.forgive(keys[2])

    def open(self, found: Account, now: datetime) -> tuple[str, Session]:
        """A new session: the secret for the cookie, and the session."""
        secret, csrf = secrets.token_urlsafe(32), secrets.token_urlsafe(24)
        with writing(self.engine) as connection:
            connection.execute(delete(session).where(session.c.expires <= now))
            connection.execute(insert(session).values(secret=digest(secret), account=found.name, csrf=csrf, expires=now + LIFE))
        return secret, Session(found.name, found.role, csrf)

    def session(self, secret: str, now: datetime) -> Session | None:
        """The session of a cookie, if it is open still and the account is."""
        query = (
            select(session.c.csrf, account.c.name, account.c.role)
            .join(account, account.c.name == session.c.account)
            .where(session.c.secret == digest(secret), session.c.expires > now, account.c.disabled.is_(False))
        )
        with reading(self.engine) as connection:
            row = connection.execute(query).first()
        return Session(row.name, row.role, row.csrf) if row else None

    def close_session(self, secret: str) -> None:
        """Ends a session."""
        with writing(self.engine) as connection:
            connection.execute(delete(session).where(session.c.secret == digest(secret)))


def _keys(name: str, caller: str) -> tuple[str, str, str]:
    return f"{name}\0{caller}", name, caller


def same(one: str, two: str) -> bool:
    """Whether two secrets are alike, in a time that does not tell how alike."""
    return hmac.compare_digest(one.encode(), two.encode())
