"""A path or URL in, a ready engine out: SQLite pragmas, one writer at a time, the schema at its newest revision."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, Engine, create_engine, event, inspect, text
from sqlalchemy.exc import ArgumentError, SQLAlchemyError
from sqlalchemy.pool import StaticPool

from rasid.errors import ConfigError, StoreError

if TYPE_CHECKING:
    from alembic.config import Config

HEAD = "0005"
BUSY_MS = 60_000
_WRITER_LOCK = 0x7261736964  # one number that all writers of a PostgreSQL store agree on


def store_url(where: str) -> str:
    """A URL of SQLAlchemy from what a person writes: a file's path, `sqlite:///...` or `postgresql://...`."""
    if "://" not in where:
        return f"sqlite:///{where}"
    return re.sub(r"^postgres(ql)?://", "postgresql+psycopg://", where)


def make_engine(where: str) -> Engine:
    url = store_url(where)
    if not url.startswith(("sqlite:", "postgresql+psycopg:")):
        raise ConfigError(f"store {where!r}: a store is a SQLite file, sqlite:///PATH or postgresql://...")
    try:
        return _sqlite(url) if url.startswith("sqlite:") else _postgres(url)
    except ArgumentError as fault:
        raise ConfigError(f"store {where!r}: {fault}") from fault
    except ModuleNotFoundError as fault:
        raise ConfigError("a PostgreSQL store needs the extra: pip install 'rasid[postgres]'") from fault


def _sqlite(url: str) -> Engine:
    path = url.removeprefix("sqlite:///").removeprefix("sqlite://")
    if path in ("", ":memory:"):
        engine = create_engine("sqlite://", poolclass=StaticPool, connect_args={"check_same_thread": False})
    else:
        Path(path).parent.mkdir(parents=True, exist_ok=True)
        engine = create_engine(url, connect_args={"timeout": BUSY_MS / 1000})
    event.listen(engine, "connect", _pragmas)
    event.listen(engine, "begin", _begin)
    return engine


def _pragmas(connection: Any, _record: Any) -> None:
    # The driver must not begin transactions by itself, or a reader would later fail where a writer should wait.
    connection.isolation_level = None
    cursor = connection.cursor()
    for pragma in (f"busy_timeout={BUSY_MS}", "journal_mode=WAL", "foreign_keys=ON", "synchronous=FULL"):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _begin(connection: Connection) -> None:
    writes = connection.get_execution_options().get("rasid_write", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def _postgres(url: str) -> Engine:
    return create_engine(url, pool_pre_ping=True)


@contextmanager
def reading(engine: Engine) -> Iterator[Connection]:
    with stored_or_said(), engine.connect() as connection:
        yield connection


@contextmanager
def writing(engine: Engine) -> Iterator[Connection]:
    """One transaction: all of it or nothing. A second writer waits its turn instead of failing or deadlocking."""
    with stored_or_said(), engine.connect() as plain:
        connection = plain.execution_options(rasid_write=True)
        with connection.begin():
            if connection.dialect.name == "postgresql":
                connection.execute(text("SELECT pg_advisory_xact_lock(:n)"), {"n": _WRITER_LOCK})
            yield connection


@contextmanager
def stored_or_said() -> Iterator[None]:
    """What the database says becomes a `StoreError` in one line."""
    try:
        yield
    except SQLAlchemyError as fault:
        reason = str(getattr(fault, "orig", None) or fault).strip().splitlines()[0]
        raise StoreError(f"the store failed: {reason}") from fault


def migrate(engine: Engine) -> None:
    """Brings the schema to its newest revision; alembic is only loaded when there is something to do."""
    with reading(engine) as connection:
        if _revision(connection) == HEAD:
            return
    with writing(engine) as connection:
        revision = _revision(connection)  # somebody else may have done it while this process waited
        if revision == HEAD:
            return
        from alembic import command
        from alembic.util import CommandError

        try:
            command.upgrade(migrations(connection), "head")
        except CommandError as fault:
            raise StoreError(f"the store is at revision {revision}, this rasid knows {HEAD}: update rasid") from fault


def migrations(connection: Connection) -> Config:
    """What alembic is told: where the revisions are, and the connection with its transaction."""
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    return config


def _revision(connection: Connection) -> str | None:
    if not inspect(connection).has_table("alembic_version"):
        return None
    return connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
