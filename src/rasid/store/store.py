"""The store as the rest of rasid sees it: reports, claims and judgements for ever, events and states until folded again."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from itertools import islice
from types import TracebackType
from typing import Self

from sqlalchemy import Connection, Engine, insert, select, update

from rasid.errors import InputError, NotFoundError
from rasid.store import reader, writer
from rasid.store.blocks import set_notes
from rasid.store.derived import DerivedTables
from rasid.store.engine import make_engine, migrate, reading, writing
from rasid.store.filters import ALL_CLAIMS, ALL_REPORTS, ClaimFilter, Page, ReportFilter
from rasid.store.tables import claim, judgement, report
from rasid.store.writer import Added, Item
from rasid.stream import ClaimStream
from rasid.types import Claim, Judgement, Recorded, Report

BATCH = 200
STALE = "stale"  # the note that all of the derived half must be folded again


def open_store(where: str) -> Store:
    """Opens (and, if need be, makes or migrates) the store at a file's path, `sqlite:///PATH` or `postgresql://...`."""
    engine = make_engine(where)
    try:
        migrate(engine)
    except BaseException:
        engine.dispose()
        raise
    return Store(engine)


class Store(DerivedTables):
    """One open store. Safe to share between threads; each call is its own transaction."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        self._terms: dict[writer.Term, int] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        self.engine.dispose()

    # --- reports and their claims ---

    def add(self, report: Report, claims: Sequence[Claim], recorded: datetime, extractor: str = "rules") -> Added:
        """Stores a report with its claims, or nothing. When this returns, they are on the disk."""
        return self._add([(report, claims, recorded)], extractor)[0]

    def add_many(self, items: Iterable[Item], extractor: str = "rules", batch: int = BATCH) -> Iterator[Added]:
        """The same for many, `batch` reports a transaction; an `Added` is only given once its transaction has ended."""
        rest = iter(items)
        while chunk := list(islice(rest, batch)):
            yield from self._add(chunk, extractor)

    def _add(self, items: Sequence[Item], extractor: str) -> list[Added]:
        known = dict(self._terms)  # numbers made in a transaction that fails must not be remembered
        with writing(self.engine) as connection:
            done = writer.add_batch(connection, items, extractor, known)
        self._terms = known
        return done

    def has_report(self, id_: str) -> bool:
        with reading(self.engine) as connection:
            return connection.execute(select(report.c.n).where(report.c.id == id_)).first() is not None

    def report(self, id_: str) -> Report:
        with reading(self.engine) as connection:
            row = connection.execute(select(report).where(report.c.id == id_)).first()
        if row is None:
            raise NotFoundError(f"no report {id_!r} in the store")
        return reader.to_report(row)

    def reports(self, f: ReportFilter = ALL_REPORTS) -> Iterator[Report]:
        return (r for _, r in reader.report_rows(self.engine, f))

    def report_page(self, f: ReportFilter) -> Page[Report]:
        rows = list(reader.report_rows(self.engine, f))
        more = f.limit is not None and len(rows) == f.limit
        return Page(tuple(r for _, r in rows), str(rows[-1][0]) if more and rows else None, reader.count_reports(self.engine, f))

    def claim(self, id_: str) -> Recorded:
        found = reader.claims_by_id(self.engine, [id_])
        if id_ not in found:
            raise NotFoundError(f"no claim {id_!r} in the store")
        return found[id_]

    def claims_by_id(self, ids: Sequence[str]) -> dict[str, Recorded]:
        return reader.claims_by_id(self.engine, ids)

    def claims(self, f: ClaimFilter = ALL_CLAIMS) -> ClaimStream:
        """A stream in the order of arrival; it holds no lock, and claims added meanwhile may come along at its end."""
        return ClaimStream(c for _, c in reader.claim_rows(self.engine, f))

    def numbered_claims(self, f: ClaimFilter = ALL_CLAIMS) -> Iterator[tuple[int, Recorded]]:
        return reader.claim_rows(self.engine, f)

    def claim_page(self, f: ClaimFilter) -> Page[Recorded]:
        rows = list(reader.claim_rows(self.engine, f))
        more = f.limit is not None and len(rows) == f.limit
        return Page(tuple(c for _, c in rows), str(rows[-1][0]) if more and rows else None, reader.count_claims(self.engine, f))

    # --- what people said about claims ---

    def judge(self, said: Judgement) -> None:
        """Appends a judgement; the same one again changes nothing. A later one never alters an earlier one."""
        if said.verdict not in ("same", "different", "unsure", "accept", "reject", "correct"):
            raise InputError(f"judgement {said.id}", f"unknown verdict {said.verdict!r}")
        values = {
            "id": said.id,
            "verdict": said.verdict,
            "left_id": said.left,
            "right_id": said.right,
            "by": said.by,
            "at": said.at,
            "note": said.note,
            "correction": said.correction,
            "retracted": said.retracted,
        }
        with writing(self.engine) as connection:
            known = connection.execute(select(judgement.c.n).where(judgement.c.id == said.id)).first()
            if known is None:
                connection.execute(insert(judgement).values(**values))
                _news(connection, said.left, said.right)

    def retract(self, id_: str, at: datetime) -> None:
        """From `at` on the judgement counts no longer; that it was made stays written."""
        with writing(self.engine) as connection:
            about = select(judgement).where(judgement.c.id == id_, judgement.c.retracted.is_(None))
            row = connection.execute(about).first()
            if row is None:
                raise NotFoundError(f"no judgement {id_!r} in the store that still counts")
            connection.execute(update(judgement).where(judgement.c.id == id_).values(retracted=at))
            _news(connection, row.left_id, row.right_id)

    def judgements(self, known_by: date | None = None) -> Iterator[Judgement]:
        """The judgements that count: made up to the end of the day, and not retracted by then."""
        return reader.judgement_rows(self.engine, known_by)

    def outlets(self) -> list[str]:
        with reading(self.engine) as connection:
            return list(connection.execute(select(report.c.outlet).distinct().order_by(report.c.outlet)).scalars())

    def last_claim(self) -> int:
        """The row number of the newest claim, 0 in an empty store."""
        with reading(self.engine) as connection:
            return connection.execute(select(claim.c.n).order_by(claim.c.n.desc()).limit(1)).scalar() or 0


def _news(connection: Connection, *judged: str) -> None:
    """What was said about claims is news for their blocks; what was said about actors or places, for the whole ledger."""
    rows = connection.execute(select(claim.c.id, claim.c.n).where(claim.c.id.in_(judged))).all()
    writer.touch(connection, [row.n for row in rows])
    if any(id_ and id_ not in {row.id for row in rows} for id_ in judged):
        set_notes(connection, {STALE: "yes"})
