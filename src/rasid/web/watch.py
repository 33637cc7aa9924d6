"""A store in, a short word out that changes whenever anybody has written to its database: what ETags and caches stand on."""

from __future__ import annotations

import secrets
import sqlite3
from collections.abc import Callable
from threading import Lock
from typing import Any

from sqlalchemy import Engine, text

from rasid.store.engine import reading


class Watch:
    """Tells, in microseconds, whether the store is still what it was. Safe to share between threads."""

    def __init__(self, engine: Engine) -> None:
        # Two runs of the server must never give one tag to two contents, whatever the databases' own counters say.
        self._run = secrets.token_hex(4)
        self._lock = Lock()
        self._connection: sqlite3.Connection | None = None
        self._count = self._counter(engine)

    def _counter(self, engine: Engine) -> Callable[[], Any]:
        if engine.dialect.name == "postgresql":
            return lambda: _snapshot(engine)
        if engine.url.database in (None, "", ":memory:"):
            return lambda: _changes(engine)
        # The number changes for this connection whenever another one commits, and this one never does.
        self._connection = sqlite3.connect(str(engine.url.database), check_same_thread=False)
        return self._data_version

    def _data_version(self) -> int:
        assert self._connection is not None
        with self._lock:
            return int(self._connection.execute("PRAGMA data_version").fetchone()[0])

    @property
    def tag(self) -> str:
        """The word."""
        return f"{self._run}.{self._count()}"

    def close(self) -> None:
        """Lets go of the connection."""
        if self._connection is not None:
            self._connection.close()


def _snapshot(engine: Engine) -> str:
    with reading(engine) as connection:
        return str(connection.execute(text("SELECT pg_current_snapshot()::text")).scalar_one())


def _changes(engine: Engine) -> int:
    raw = engine.raw_connection()
    try:
        found: int = raw.driver_connection.total_changes  # type: ignore[union-attr]
        return found
    finally:
        raw.close()
