"""Row numbers of claims and reports in, the records out, each as it was read by a day of knowing."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from sqlalchemy import Engine, select

from rasid.store.codec import unpack
from rasid.store.engine import reading
from rasid.store.reader import end_of, to_report
from rasid.store.tables import claim, claim_past, judgement, report
from rasid.types import Judgement, Recorded, Report

_CHUNK = 500
_COLUMNS = (
    claim.c.n, claim.c.id, report.c.id.label("report_id"), claim.c.type, claim.c.stance, claim.c.status, claim.c.recorded,
    claim.c.withdrawn, claim.c.body,
)  # fmt: skip


def claims(engine: Engine, numbers: Sequence[int], known_by: date | None = None) -> list[Recorded]:
    """The claims of these rows, in this order."""
    found: dict[int, Recorded] = {}
    with reading(engine) as connection:
        for part in _parts(numbers):
            past: dict[int, Any] = {}
            if known_by is not None:
                later = select(claim_past).where(claim_past.c.claim_n.in_(part), claim_past.c.replaced >= end_of(known_by))
                newest_first = later.order_by(claim_past.c.replaced.desc(), claim_past.c.n.desc())
                past = {row.claim_n: row for row in connection.execute(newest_first)}
            for row in connection.execute(select(*_COLUMNS).join_from(claim, report).where(claim.c.n.in_(part))):
                said = past.get(row.n, row)
                read = unpack(row.id, row.report_id, row.type, said.stance, said.status, said.body)
                found[row.n] = Recorded(read, row.recorded, row.withdrawn)
    return [found[n] for n in numbers if n in found]


def claim_ids(engine: Engine, numbers: Sequence[int]) -> list[str]:
    """The ids of the claims of these rows, in this order."""
    found: dict[int, str] = {}
    with reading(engine) as connection:
        for part in _parts(numbers):
            found.update({row.n: row.id for row in connection.execute(select(claim.c.n, claim.c.id).where(claim.c.n.in_(part)))})
    return [found[n] for n in numbers if n in found]


def claim_numbers(engine: Engine, ids: Iterable[str]) -> dict[str, int]:
    """The rows of the claims of these ids, of those that are there."""
    found: dict[str, int] = {}
    with reading(engine) as connection:
        for part in _parts(sorted(ids)):
            found.update({row.id: row.n for row in connection.execute(select(claim.c.n, claim.c.id).where(claim.c.id.in_(part)))})
    return found


def reports(engine: Engine, ids: Iterable[str]) -> dict[str, Report]:
    """The reports of these ids."""
    found: dict[str, Report] = {}
    with reading(engine) as connection:
        for part in _parts(sorted(set(ids))):
            found.update({row.id: to_report(row) for row in connection.execute(select(report).where(report.c.id.in_(part)))})
    return found


def reports_by_number(engine: Engine, numbers: Sequence[int]) -> list[Report]:
    """The reports of these rows, in this order."""
    found: dict[int, Report] = {}
    with reading(engine) as connection:
        for part in _parts(numbers):
            found.update({row.n: to_report(row) for row in connection.execute(select(report).where(report.c.n.in_(part)))})
    return [found[n] for n in numbers]


def _parts(values: Sequence[Any]) -> Iterable[list[Any]]:
    return (list(values[i : i + _CHUNK]) for i in range(0, len(values), _CHUNK))


def judgements(engine: Engine) -> list[Judgement]:
    """All that people ever said about claims, what was retracted too, in the order in which they said it."""
    with reading(engine) as connection:
        rows = connection.execute(select(judgement).order_by(judgement.c.n)).all()
    return [Judgement(r.id, r.verdict, r.left_id, r.right_id, r.by, r.at, r.note, r.correction, r.retracted) for r in rows]
