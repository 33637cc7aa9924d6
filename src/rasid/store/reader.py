"""A filter in, claims or reports out, in the order of their arrival and a chunk at a time, so that no read blocks a write."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Connection, Engine, Select, and_, func, or_, select, text

from rasid.errors import ConfigError
from rasid.judging import rule
from rasid.records import report_from_json
from rasid.store import words
from rasid.store.codec import unpack
from rasid.store.engine import reading
from rasid.store.filters import BOTH, ClaimFilter, ReportFilter
from rasid.store.tables import claim, claim_past, claim_term, judgement, report, term
from rasid.store.writer import word_key
from rasid.types import Judgement, Recorded, Report

CHUNK = 2000
CLAIM_COLUMNS = (
    claim.c.n,
    claim.c.id,
    report.c.id.label("report_id"),
    claim.c.type,
    claim.c.stance,
    claim.c.status,
    claim.c.recorded,
    claim.c.withdrawn,
    claim.c.body,
)


def end_of(day: date) -> datetime:
    """The first moment that no longer belongs to the day: `known by` a day takes all of it."""
    return datetime.combine(day + timedelta(days=1), time(), tzinfo=UTC)


def after(cursor: str) -> int:
    if cursor and not cursor.isdecimal():
        raise ConfigError(f"cursor {cursor!r}: a cursor is what the page before gave as `next`")
    return int(cursor or 0)


def claim_rows(engine: Engine, f: ClaimFilter) -> Iterator[tuple[int, Recorded]]:
    """The claims that the filter keeps, each with its row number."""
    last, left = after(f.cursor), f.limit
    verdicts = rule(judgement_rows(engine, f.known_by)).verdicts() if f.judged else {}
    while left is None or left > 0:
        with reading(engine) as connection:
            rows = connection.execute(claim_query(connection, f).where(claim.c.n > last).order_by(claim.c.n).limit(CHUNK)).all()
            past = _past(connection, rows, f.known_by)
        for row in rows:
            if not f.keeps_verdict(verdicts.get(row.id)):
                continue
            recorded = _as_of(recorded_of(past.get(row.n, row), row), f.known_by)
            if f.keeps(recorded.claim):
                yield row.n, recorded
                left = None if left is None else left - 1
                if left == 0:
                    return
        if len(rows) < CHUNK:
            return
        last = rows[-1].n


def count_claims(engine: Engine, f: ClaimFilter) -> int:
    whole = replace(f, limit=None, cursor="")
    if f.judged or (f.known_by and (f.stance or f.status or f.coder or f.differing)):
        return sum(1 for _ in claim_rows(engine, whole))
    with reading(engine) as connection:
        query = claim_query(connection, whole).with_only_columns(func.count())
        return int(connection.execute(query).scalar_one())


def claims_by_id(engine: Engine, ids: Sequence[str]) -> dict[str, Recorded]:
    """The claims with these ids, as they are now."""
    found = {}
    for i in range(0, len(ids), CHUNK // 4):
        query = select(*CLAIM_COLUMNS).join(report).where(claim.c.id.in_(ids[i : i + CHUNK // 4]))
        with reading(engine) as connection:
            found.update({row.id: recorded_of(row, row) for row in connection.execute(query)})
    return found


def claim_query(connection: Connection, f: ClaimFilter) -> Select[Any]:
    query = select(*CLAIM_COLUMNS).select_from(claim.join(report, claim.c.report_n == report.c.n))
    return query.where(and_(True, *_claim_conditions(f)))


def _claim_conditions(f: ClaimFilter) -> Iterator[ColumnElement[bool]]:
    if f.type:
        yield claim.c.type == f.type
    if f.family:
        yield claim.c.type.startswith(f.family.rstrip(".") + ".", autoescape=True)
    if f.outlet:
        yield report.c.outlet == f.outlet
    if f.report:
        yield report.c.id == f.report
    yield from _time_conditions(f)
    # What a claim said at an earlier time may differ from what its row says now; that is looked at row by row.
    if f.stance and not f.known_by:
        yield claim.c.stance == f.stance
    if f.status and not f.known_by:
        yield claim.c.status == f.status
    if f.coder and not f.known_by:
        yield claim.c.coders.contains(" ") if f.coder == BOTH else claim.c.coders == f.coder
    if f.differing and not f.known_by:
        yield claim.c.differences > 0
    for kind, key in (("actor", f.actor), ("source", f.source)):
        if key:
            yield _has_term(select(term.c.n).where(term.c.kind == kind, term.c.key.in_([key, word_key(key)])))
    if f.place:
        yield _has_term(subtree(f.place))


def _time_conditions(f: ClaimFilter) -> Iterator[ColumnElement[bool]]:
    if f.known_by:
        end = end_of(f.known_by)
        yield claim.c.recorded < end
        if not f.withdrawn:
            yield or_(claim.c.withdrawn.is_(None), claim.c.withdrawn >= end)
    elif not f.withdrawn:
        yield claim.c.withdrawn.is_(None)
    for first in (d for d in (f.at, f.since) if d):
        yield or_(claim.c.latest.is_(None), claim.c.latest >= first)
    for last in (d for d in (f.at, f.until) if d):
        yield or_(claim.c.earliest.is_(None), claim.c.earliest <= last)


def _has_term(terms: Select[Any]) -> ColumnElement[bool]:
    return claim.c.n.in_(select(claim_term.c.claim_n).where(claim_term.c.term_n.in_(terms)))


def subtree(place: str) -> Select[Any]:
    """The terms of a place and of all places inside it, as far as stored claims tell."""
    tree = (
        select(term.c.n, term.c.key).where(term.c.kind == "place", term.c.key.in_([place, word_key(place)])).cte("tree", recursive=True)
    )
    inner = term.alias("inner_term")
    tree = tree.union(select(inner.c.n, inner.c.key).join(tree, and_(inner.c.kind == "place", inner.c.parent == tree.c.key)))
    return select(tree.c.n)


def _past(connection: Connection, rows: Sequence[Any], known_by: date | None) -> dict[int, Any]:
    """For claims that were read otherwise by then: what they said. The earliest later replacement is what held."""
    if known_by is None or not rows:
        return {}
    query = (
        select(claim_past)
        .where(claim_past.c.claim_n.between(rows[0].n, rows[-1].n), claim_past.c.replaced >= end_of(known_by))
        .order_by(claim_past.c.replaced.desc(), claim_past.c.n.desc())
    )
    return {row.claim_n: row for row in connection.execute(query)}


def recorded_of(said: Any, row: Any) -> Recorded:
    found = unpack(row.id, row.report_id, row.type, said.stance, said.status, said.body)
    return Recorded(found, row.recorded, row.withdrawn)


def _as_of(recorded: Recorded, known_by: date | None) -> Recorded:
    """A withdrawal that was not yet made by then is none."""
    if known_by is None or recorded.withdrawn is None or recorded.withdrawn < end_of(known_by):
        return recorded
    return replace(recorded, withdrawn=None)


# --- what people said of claims --------------------------------------------------------------------------------------


def judgement_rows(engine: Engine, known_by: date | None) -> Iterator[Judgement]:
    """The judgements that count: made up to the end of the day, and not retracted by then."""
    query = select(judgement).order_by(judgement.c.n)
    if known_by is None:
        query = query.where(judgement.c.retracted.is_(None))
    else:
        end = end_of(known_by)
        query = query.where(judgement.c.at < end, or_(judgement.c.retracted.is_(None), judgement.c.retracted >= end))
    with reading(engine) as connection:
        rows = connection.execute(query).all()
    for row in rows:
        yield Judgement(row.id, row.verdict, row.left_id, row.right_id, row.by, row.at, row.note, row.correction, row.retracted)


# --- reports ---------------------------------------------------------------------------------------------------------


def report_rows(engine: Engine, f: ReportFilter) -> Iterator[tuple[int, Report]]:
    last, left = after(f.cursor), f.limit
    while left is None or left > 0:
        size = CHUNK if left is None else min(CHUNK, left)
        with reading(engine) as connection:
            query = report_query(select(report), connection.dialect.name, f).where(report.c.n > last)
            rows = connection.execute(query.order_by(report.c.n).limit(size)).all()
        for row in rows:
            yield row.n, to_report(row)
        if len(rows) < size:
            return
        last, left = rows[-1].n, None if left is None else left - len(rows)


def count_reports(engine: Engine, f: ReportFilter) -> int:
    with reading(engine) as connection:
        query = report_query(select(func.count()).select_from(report), connection.dialect.name, f)
        return int(connection.execute(query).scalar_one())


def report_query(query: Select[Any], dialect: str, f: ReportFilter) -> Select[Any]:
    if f.outlet:
        query = query.where(report.c.outlet == f.outlet)
    if f.since:
        query = query.where(report.c.published >= f.since)
    if f.until:
        query = query.where(report.c.published <= f.until)
    found = words.condition(dialect, f.query)
    return query if found is None else query.where(text(found[0]).bindparams(words=found[1]))


def to_report(row: Any) -> Report:
    blank = dict.fromkeys(("title", "url", "author", "origin", "lang"), "") | {"published_at": None, "retrieved": None}
    data = blank | json.loads(row.rest) | {"id": row.id, "outlet": row.outlet, "text": row.text, "published": None}
    return replace(report_from_json(data), published=row.published)
