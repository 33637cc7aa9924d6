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
        # By name and by caller: neither one name from many places nor many names from one place gets far.
        self.by_name = Attempts(sizes.attempts, sizes.window)
        self.by_caller = Attempts(sizes.attempts * 4, sizes.window)

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


def same(one: str, two: str) -> bool:
    """Whether two secrets are alike, in a time that does not tell how alike."""
    return hmac.compare_digest(one.encode(), two.encode())
