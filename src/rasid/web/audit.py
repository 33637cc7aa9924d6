"""Who changed what and when, in; the same, newest first, out. Nothing is ever taken out of it."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Engine, func, insert, select

from rasid.records import Json
from rasid.store.engine import reading, writing
from rasid.web.tables import audit


class Audit:
    """The log of one store. Changes are written down before they are made: what cannot be logged is not done."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def write(self, at: datetime, who: str, action: str, subject: str = "", detail: str = "") -> None:
        """Appends a line. Passwords, tokens and texts of reports never stand in it."""
        with writing(self._engine) as connection:
            connection.execute(insert(audit).values(at=at, who=who, action=action, subject=subject, detail=detail))

    def lines(self, limit: int, before: int | None = None) -> tuple[list[Json], str | None, int]:
        """A page of the log, the cursor of the page after, and how many lines there are."""
        query = select(audit).order_by(audit.c.n.desc()).limit(limit + 1)
        if before is not None:
            query = query.where(audit.c.n < before)
        with reading(self._engine) as connection:
            rows = connection.execute(query).all()
            total = connection.execute(select(func.count()).select_from(audit)).scalar_one()
        items = [
            {"n": r.n, "at": r.at.isoformat(), "who": r.who, "action": r.action, "subject": r.subject, "detail": r.detail}
            for r in rows[:limit]
        ]
        return items, str(rows[limit - 1].n) if len(rows) > limit else None, total

    def close(self) -> None:
        """Lets go of the database."""
        self._engine.dispose()
