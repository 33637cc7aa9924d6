"""Which claims belong to which blocks, which are news, and what the derived half was folded with: the notes of a refresh."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from sqlalchemy import Connection, Engine, delete, func, insert, select

from rasid.store.engine import reading, writing
from rasid.store.reader import CLAIM_COLUMNS, recorded_of
from rasid.store.tables import claim, claim_block, meta, report, touched
from rasid.store.writer import INSERTS
from rasid.types import Recorded

_CHUNK = 500
_EPOCH = "epoch"


class BlockTables:
    """The part of the store that a refresh keeps its books in."""

    engine: Engine

    def set_blocks(self, blocks: Mapping[int, Iterable[str]], keep: bool = False) -> None:
        """Notes to which blocks claims (by row number) belong. What was noted for them before is forgotten, or kept too."""
        numbers = sorted(blocks)
        rows = [{"block": b, "claim_n": n} for n in numbers for b in sorted(set(blocks[n]))]
        with writing(self.engine) as connection:
            for i in range(0, 0 if keep else len(numbers), _CHUNK):
                connection.execute(delete(claim_block).where(claim_block.c.claim_n.in_(numbers[i : i + _CHUNK])))
            add = INSERTS[connection.dialect.name](claim_block).on_conflict_do_nothing()
            for i in range(0, len(rows), _CHUNK * 10):
                connection.execute(add, rows[i : i + _CHUNK * 10])

    def forget_blocks(self) -> None:
        with writing(self.engine) as connection:
            connection.execute(delete(claim_block))

    def blocks_of(self, numbers: Sequence[int]) -> set[str]:
        found: set[str] = set()
        with reading(self.engine) as connection:
            for i in range(0, len(numbers), _CHUNK):
                part = select(claim_block.c.block).where(claim_block.c.claim_n.in_(numbers[i : i + _CHUNK]))
                found.update(connection.execute(part.distinct()).scalars())
        return found

    def all_blocks(self) -> list[str]:
        with reading(self.engine) as connection:
            return list(connection.execute(select(claim_block.c.block).distinct().order_by(claim_block.c.block)).scalars())

    def claims_in(self, blocks: Sequence[str]) -> Iterator[Recorded]:
        """The claims of these blocks, each once, withdrawn ones too."""
        for i in range(0, len(blocks), _CHUNK):
            inside = select(claim_block.c.claim_n).where(claim_block.c.block.in_(blocks[i : i + _CHUNK]))
            query = select(*CLAIM_COLUMNS).select_from(claim.join(report, claim.c.report_n == report.c.n))
            with reading(self.engine) as connection:
                rows = connection.execute(query.where(claim.c.n.in_(inside)).order_by(claim.c.n)).all()
            yield from (recorded_of(row, row) for row in rows)

    def claims_numbered(self, numbers: Sequence[int]) -> Iterator[tuple[int, Recorded]]:
        """The claims in these rows, withdrawn ones too."""
        for i in range(0, len(numbers), _CHUNK):
            query = select(*CLAIM_COLUMNS).select_from(claim.join(report, claim.c.report_n == report.c.n))
            with reading(self.engine) as connection:
                rows = connection.execute(query.where(claim.c.n.in_(numbers[i : i + _CHUNK])).order_by(claim.c.n)).all()
            yield from ((row.n, recorded_of(row, row)) for row in rows)

    def row_numbers(self, ids: Sequence[str]) -> dict[str, int]:
        found: dict[str, int] = {}
        with reading(self.engine) as connection:
            for i in range(0, len(ids), _CHUNK):
                query = select(claim.c.id, claim.c.n).where(claim.c.id.in_(ids[i : i + _CHUNK]))
                found.update({row.id: row.n for row in connection.execute(query)})
        return found

    # --- what is news ---

    def news(self) -> list[int]:
        """The claims (by row number) that came or changed, or were judged, since the last fold."""
        with reading(self.engine) as connection:
            return list(connection.execute(select(touched.c.claim_n).order_by(touched.c.claim_n)).scalars())

    def count_claims(self) -> int:
        with reading(self.engine) as connection:
            return int(connection.execute(select(func.count()).select_from(claim)).scalar_one())

    # --- what it was folded with ---

    def note(self, key: str) -> str | None:
        with reading(self.engine) as connection:
            return connection.execute(select(meta.c.value).where(meta.c.key == key)).scalar()

    def set_notes(self, **notes: str) -> None:
        with writing(self.engine) as connection:
            set_notes(connection, notes)

    def drop_note(self, key: str) -> None:
        with writing(self.engine) as connection:
            connection.execute(delete(meta).where(meta.c.key == key))

    def epoch(self) -> int:
        """Counts the saves of the derived half, so that two refreshes at once cannot overwrite each other unseen."""
        return int(self.note(_EPOCH) or 0)


def set_notes(connection: Connection, notes: Mapping[str, str]) -> None:
    for key, value in notes.items():
        connection.execute(delete(meta).where(meta.c.key == key))
        connection.execute(insert(meta).values(key=key, value=value))


def next_epoch(connection: Connection, expected: int) -> bool:
    """Moves on from the expected epoch; False if it is another one by now."""
    now = int(connection.execute(select(meta.c.value).where(meta.c.key == _EPOCH)).scalar() or 0)
    if now != expected:
        return False
    set_notes(connection, {_EPOCH: str(now + 1)})
    return True


def forget_news(connection: Connection, numbers: Iterable[int]) -> None:
    rows = sorted(numbers)
    for i in range(0, len(rows), _CHUNK):
        connection.execute(delete(touched).where(touched.c.claim_n.in_(rows[i : i + _CHUNK])))
