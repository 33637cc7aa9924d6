"""Reports with their claims in, rows out, within the caller's transaction: what is new, changed, or no longer said."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, insert, select, update
from sqlalchemy.dialects import postgresql, sqlite

from rasid.errors import InputError
from rasid.records import dumps, report_to_json
from rasid.store import words
from rasid.store.codec import pack, unpack
from rasid.store.tables import claim as claim_table
from rasid.store.tables import claim_past, claim_term, term, touched
from rasid.store.tables import report as report_table
from rasid.text import fold
from rasid.types import Claim, Report

Term = tuple[str, str, str]  # kind, key, parent
Item = tuple[Report, Sequence[Claim], datetime]
_CHUNK = 500
INSERTS: dict[str, Any] = {"sqlite": sqlite.insert, "postgresql": postgresql.insert}


@dataclass(frozen=True, slots=True)
class Added:
    """What adding changed: whether the report is new, and how many claims are."""

    new: bool
    claims: int


def add_batch(connection: Connection, items: Sequence[Item], extractor: str, known: dict[Term, int]) -> list[Added]:
    """Stores what is not yet stored, new reports all at once; claims of this extractor that no longer arise are marked
    withdrawn, never erased. `known` are the numbers of terms; new ones are put in."""
    for report, claims, _ in items:
        _check(report, claims)
    stored = _stored_reports(connection, [r.id for r, _, _ in items])
    fresh: dict[str, int] = {}
    for at, (report, _, _) in enumerate(items):
        if report.id not in stored:
            fresh.setdefault(report.id, at)
    done = dict(zip(fresh.values(), _new_reports(connection, [items[at] for at in fresh.values()], known), strict=True))
    again = [id_ for id_, times in Counter(r.id for r, _, _ in items).items() if times > 1]
    stored |= _stored_reports(connection, again)
    return [done[at] if at in done else _read_again(connection, item, stored, extractor, known) for at, item in enumerate(items)]


def _read_again(
    connection: Connection, item: Item, stored: Mapping[str, tuple[int, str]], extractor: str, known: dict[Term, int]
) -> Added:
    """A report that is there already: its claims are compared with what is stored."""
    report, claims, recorded = item
    n, text = stored[report.id]
    if text != report.text:
        raise InputError(f"report {report.id}", "another text is stored under this id")
    rows = _stored(connection, n)
    unique = {c.id: c for c in claims}
    fresh = [c for c in unique.values() if c.id not in rows]
    _new_claims(connection, [(n, c, recorded) for c in fresh], known)
    for c in unique.values():
        if c.id in rows:
            _again(connection, rows[c.id], report.id, c, recorded, known)
    _withdraw(connection, report.id, [r for i, r in rows.items() if i not in unique], claims, recorded, extractor)
    return Added(False, len(fresh))


def _stored_reports(connection: Connection, ids: Sequence[str]) -> dict[str, tuple[int, str]]:
    found: dict[str, tuple[int, str]] = {}
    for i in range(0, len(ids), _CHUNK):
        query = select(report_table.c.n, report_table.c.id, report_table.c.text).where(report_table.c.id.in_(ids[i : i + _CHUNK]))
        found |= {row.id: (row.n, row.text) for row in connection.execute(query)}
    return found


def _new_reports(connection: Connection, items: Sequence[Item], known: dict[Term, int]) -> list[Added]:
    if not items:
        return []
    rows = [_report_row(report, recorded) for report, _, recorded in items]
    make = insert(report_table).returning(report_table.c.n, sort_by_parameter_order=True)
    numbers = [int(n) for n in connection.execute(make, rows).scalars()]
    words.index(connection, [(n, r.text) for n, (r, _, _) in zip(numbers, items, strict=True)])
    unique = [{c.id: c for c in claims} for _, claims, _ in items]
    _new_claims(connection, [(n, c, at) for n, cs, (_, _, at) in zip(numbers, unique, items, strict=True) for c in cs.values()], known)
    return [Added(True, len(cs)) for cs in unique]


def _check(report: Report, claims: Iterable[Claim]) -> None:
    where = f"report {report.id}"
    if "\x00" in report.text:
        raise InputError(where, "the text holds NUL characters")
    try:
        report.text.encode()
    except UnicodeEncodeError as fault:
        raise InputError(where, f"the text is no Unicode text: {fault.reason} at {fault.start}") from fault
    for c in claims:
        if c.report != report.id:
            raise InputError(where, f"claim {c.id} is of another report: {c.report}")


def _report_row(report: Report, recorded: datetime) -> dict[str, Any]:
    rest = {k: v for k, v in report_to_json(report).items() if k not in ("id", "outlet", "published", "text") and v}
    return {
        "id": report.id,
        "outlet": report.outlet,
        "published": report.published,
        "recorded": recorded,
        "text": report.text,
        "rest": dumps(rest),
    }


def _stored(connection: Connection, report_n: int) -> dict[str, Any]:
    rows = connection.execute(select(claim_table).where(claim_table.c.report_n == report_n))
    return {row.id: row for row in rows}


def days_of(claim: Claim) -> tuple[date | None, date | None]:
    """The days that the claim may speak of, for filters; undated claims count at their publication."""
    if claim.when is None:
        return claim.published, claim.published
    return claim.when.earliest, claim.when.latest


def _new_claims(connection: Connection, claims: Sequence[tuple[int, Claim, datetime]], known: dict[Term, int]) -> None:
    """Claims that the store does not have, each with the number of its report and when it became known."""
    if not claims:
        return
    rows = []
    for report_n, c, recorded in claims:
        rows.append({"id": c.id, "report_n": report_n, "type": c.type, "recorded": recorded} | _columns(c))
    make = insert(claim_table).returning(claim_table.c.n, sort_by_parameter_order=True)
    numbers = [int(n) for n in connection.execute(make, rows).scalars()]
    _link(connection, [(n, c) for n, (_, c, _) in zip(numbers, claims, strict=True)], known)
    touch(connection, numbers)


def _columns(c: Claim) -> dict[str, Any]:
    """The columns of a claim that a newer reading may change."""
    first, last = days_of(c)
    coders = " ".join(sorted(c.coders))
    said = {"stance": c.stance, "status": c.status, "earliest": first, "latest": last, "body": pack(c)}
    return said | {"coders": coders, "differences": len(c.differences)}


def _again(connection: Connection, row: Any, report: str, c: Claim, recorded: datetime, known: dict[Term, int]) -> None:
    """The claim arises once more: revived if it was withdrawn; what it said before is kept if it now says more or else."""
    before = unpack(row.id, report, row.type, row.stance, row.status, row.body)
    now = replace(c, by=(*before.by, *(b for b in c.by if b not in before.by)))
    values: dict[str, Any] = {} if row.withdrawn is None else {"withdrawn": None}
    if now != before:
        values |= _columns(now)
    if now != replace(before, by=now.by) or set(now.coders) != set(before.coders):
        past = {key: getattr(row, key) for key in ("stance", "status", "body", "coders", "differences")}
        connection.execute(insert(claim_past).values(claim_n=row.n, replaced=recorded, **past))
        _link(connection, [(row.n, now)], known)
    if values:
        connection.execute(update(claim_table).where(claim_table.c.n == row.n).values(**values))
        touch(connection, [row.n])


def _withdraw(
    connection: Connection,
    report: str,
    missing: Iterable[Any],
    claims: Iterable[Claim],
    recorded: datetime,
    extractor: str,
) -> None:
    readers = {extractor} | {_reader(b) for c in claims for b in c.by}
    gone = []
    for row in missing:
        said_by = {_reader(b) for b in unpack(row.id, report, row.type, row.stance, row.status, row.body).by}
        if row.withdrawn is None and said_by <= readers:
            gone.append(row.n)
    if gone:
        connection.execute(update(claim_table).where(claim_table.c.n.in_(gone)).values(withdrawn=recorded))
        touch(connection, gone)


def touch(connection: Connection, claims: Iterable[int]) -> None:
    """Marks claims (by row number) as news for the next fold."""
    rows = [{"claim_n": n} for n in claims]
    if rows:
        connection.execute(INSERTS[connection.dialect.name](touched).on_conflict_do_nothing(), rows)


def _reader(by: str) -> str:
    """`rules@<knowledge hash>` was read by `rules`."""
    return by.partition("@")[0]


# --- what claims are found by ----------------------------------------------------------------------------------------


def word_key(text: str) -> str:
    """The key of words that name nobody the knowledge knows."""
    return "~" + " ".join(fold(text).split())


def terms_of(claim: Claim) -> set[Term]:
    found: set[Term] = {("actor", v.id or word_key(v.text), "") for v in (*claim.actor, *claim.target)}
    source = claim.source
    found.add(("source", source.id or (word_key(source.text) if source.text else source.kind), ""))
    paths = [w.path or (w.place,) for w in claim.where if w.place]
    found |= {("place", here, around) for p in paths for here, around in zip(p, (*p[1:], ""), strict=True) if here == p[0]}
    found |= {("place", v.id, "") for v in claim.place if v.id and not any(p[0] == v.id for p in paths)}
    return found | {("place", word_key(v.text), _around(claim, i)) for i, v in enumerate(claim.place) if not v.id}


def _around(claim: Claim, i: int) -> str:
    return claim.where[i].place if i < len(claim.where) else ""


def _parents(claim: Claim) -> set[Term]:
    """The places around, which the claim does not name but a filter on a subtree must climb through."""
    paths = [w.path for w in claim.where if w.path]
    return {("place", here, around) for p in paths for here, around in zip(p, (*p[1:], ""), strict=True)}


def _link(connection: Connection, claims: Iterable[tuple[int, Claim]], known: dict[Term, int]) -> None:
    """Ties claims to their terms; terms that the store does not know yet are made."""
    pairs = [(n, t) for n, c in claims for t in sorted(terms_of(c))]
    wanted = {t for _, t in pairs} | {t for _, c in claims for t in _parents(c)}
    _make_terms(connection, sorted(wanted - known.keys()), known)
    rows = {(known[t], n) for n, t in pairs}
    if rows:
        statement = INSERTS[connection.dialect.name](claim_term).on_conflict_do_nothing()
        connection.execute(statement, [{"term_n": t, "claim_n": n} for t, n in sorted(rows)])


def _make_terms(connection: Connection, terms: Sequence[Term], known: dict[Term, int]) -> None:
    if not terms:
        return
    make = INSERTS[connection.dialect.name](term)
    # A place that was first seen without its surroundings gets them now.
    make = make.on_conflict_do_update(
        index_elements=["kind", "key"], set_={"parent": make.excluded.parent}, where=make.excluded.parent != ""
    )
    connection.execute(make, [{"kind": kind, "key": key, "parent": parent} for kind, key, parent in terms])
    keys = {key for _, key, _ in terms}
    for kind in {kind for kind, _, _ in terms}:
        numbers = _term_numbers(connection, kind, sorted(keys))
        known.update({t: numbers[t[1]] for t in terms if t[0] == kind})


def _term_numbers(connection: Connection, kind: str, keys: Sequence[str]) -> dict[str, int]:
    found: dict[str, int] = {}
    for i in range(0, len(keys), _CHUNK):
        query = select(term.c.n, term.c.key).where(term.c.kind == kind, term.c.key.in_(keys[i : i + _CHUNK]))
        found |= {row.key: row.n for row in connection.execute(query)}
    return found
