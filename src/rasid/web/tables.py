"""Accounts, sessions, tokens and the audit log: the tables, and the database in which they stand.

Beside a SQLite store they are a file of their own, `NAME.access.sqlite`: a store may be handed on, password hashes may not.
On PostgreSQL they are tables of the same database.
"""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import BigInteger, Boolean, Column, Engine, ForeignKey, Integer, MetaData, Table, Text

from rasid.store.engine import make_engine, writing
from rasid.store.tables import Moment

metadata = MetaData()
_Row = BigInteger().with_variant(Integer, "sqlite")

account = Table(
    "web_account",
    metadata,
    Column("name", Text, primary_key=True),
    Column("password", Text, nullable=False),  # argon2id, with its parameters and salt
    Column("role", Text, nullable=False),
    Column("created", Moment, nullable=False),
    Column("disabled", Boolean, nullable=False, default=False),
)

session = Table(
    "web_session",
    metadata,
    Column("secret", Text, primary_key=True),  # SHA-256 of what the cookie holds
    Column("account", Text, ForeignKey("web_account.name", ondelete="CASCADE"), nullable=False),
    Column("csrf", Text, nullable=False),
    Column("expires", Moment, nullable=False),
)

token = Table(
    "web_token",
    metadata,
    Column("id", Text, primary_key=True),
    Column("secret", Text, nullable=False, unique=True),  # SHA-256 of the token
    Column("account", Text, ForeignKey("web_account.name", ondelete="CASCADE"), nullable=False),
    Column("label", Text, nullable=False),
    Column("scopes", Text, nullable=False),  # blank between them
    Column("created", Moment, nullable=False),
    Column("expires", Moment, nullable=False),
    Column("revoked", Moment),
)

audit = Table(
    "web_audit",
    metadata,
    Column("n", _Row, primary_key=True, autoincrement=True),
    Column("at", Moment, nullable=False),
    Column("who", Text, nullable=False),
    Column("action", Text, nullable=False),
    Column("subject", Text, nullable=False),
    Column("detail", Text, nullable=False),
)


def open_access(store: Engine) -> Engine:
    """The database of accounts that belongs to a store; its tables are made where they are not yet."""
    if store.dialect.name == "postgresql":
        engine = make_engine(store.url.render_as_string(hide_password=False))
    elif store.url.database in (None, "", ":memory:"):
        engine = make_engine(":memory:")
    else:
        path = Path(str(store.url.database))
        beside = path.with_name(f"{path.stem}.access.sqlite")
        beside.touch(mode=0o600)
        engine = make_engine(str(beside))
    with writing(engine) as connection:
        metadata.create_all(connection)
    return engine
