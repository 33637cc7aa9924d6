"""The tables, once for both databases: what is kept for ever, and what can be dropped and derived again."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Date,
    DateTime,
    Dialect,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    Table,
    Text,
    UniqueConstraint,
    text,
)
from sqlalchemy.types import TypeDecorator

from rasid.store.packing import Packed


class Moment(TypeDecorator[datetime]):
    """A point in time, always UTC: SQLite knows no zones, so it is stored without and given back with one."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        aware = value if value.tzinfo else value.replace(tzinfo=UTC)
        utc = aware.astimezone(UTC)
        return utc.replace(tzinfo=None) if dialect.name == "sqlite" else utc

    def process_result_value(self, value: Any, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        moment: datetime = value
        return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(UTC)


# The row number doubles as arrival order and cursor; SQLite needs a plain INTEGER for that, PostgreSQL a wide one.
Row = BigInteger().with_variant(Integer, "sqlite")

metadata = MetaData()

report = Table(
    "report",
    metadata,
    Column("n", Row, primary_key=True, autoincrement=True),
    Column("id", Text, nullable=False, unique=True),
    Column("outlet", Text, nullable=False),
    Column("published", Date),
    Column("recorded", Moment, nullable=False),
    Column("text", Text, nullable=False),
    Column("rest", Text, nullable=False),  # JSON: title, url, author, origin, lang, published_at, retrieved
)
Index("report_published", report.c.published)

claim = Table(
    "claim",
    metadata,
    Column("n", Row, primary_key=True, autoincrement=True),
    Column("id", Text, nullable=False, unique=True),
    Column("report_n", Row, ForeignKey("report.n"), nullable=False),
    Column("type", Text, nullable=False),
    Column("stance", Text, nullable=False),
    Column("status", Text, nullable=False),
    Column("earliest", Date),
    Column("latest", Date),
    Column("recorded", Moment, nullable=False),
    Column("withdrawn", Moment),
    Column("body", Packed, nullable=False),  # the rest of the claim, packed by `codec`
    Column("coders", Text, nullable=False, server_default=text("''")),  # who made it, in order of the alphabet
    Column("differences", Integer, nullable=False, server_default=text("0")),  # in how many respects they differ
)
Index("claim_report", claim.c.report_n)
Index("claim_type", claim.c.type)

# What a claim said before a newer reading changed it under the same id: `body` held from `recorded` until `replaced`.
claim_past = Table(
    "claim_past",
    metadata,
    Column("n", Row, primary_key=True, autoincrement=True),
    Column("claim_n", Row, ForeignKey("claim.n"), nullable=False),
    Column("stance", Text, nullable=False),
    Column("status", Text, nullable=False),
    Column("body", Packed, nullable=False),
    Column("replaced", Moment, nullable=False),
    Column("coders", Text, nullable=False, server_default=text("''")),
    Column("differences", Integer, nullable=False, server_default=text("0")),
)
Index("claim_past_claim", claim_past.c.claim_n)

# Every actor, place and source that a claim names, as a small number. Of places `parent` is the place around it.
term = Table(
    "term",
    metadata,
    Column("n", Row, primary_key=True, autoincrement=True),
    Column("kind", Text, nullable=False),  # actor | place | source
    Column("key", Text, nullable=False),
    Column("parent", Text, nullable=False, default=""),
    UniqueConstraint("kind", "key"),
)
Index("term_parent", term.c.kind, term.c.parent)

claim_term = Table(
    "claim_term",
    metadata,
    Column("term_n", Row, ForeignKey("term.n"), primary_key=True, autoincrement=False),
    Column("claim_n", Row, ForeignKey("claim.n"), primary_key=True, autoincrement=False),
    sqlite_with_rowid=False,
)

judgement = Table(
    "judgement",
    metadata,
    Column("n", Row, primary_key=True, autoincrement=True),
    Column("id", Text, nullable=False, unique=True),
    Column("verdict", Text, nullable=False),
    Column("left_id", Text, nullable=False),
    Column("right_id", Text, nullable=False),
    Column("by", Text, nullable=False),
    Column("at", Moment, nullable=False),
    Column("note", Text, nullable=False),
    Column("correction", Text, nullable=False),
    Column("retracted", Moment),
)

# --- derived: may be dropped and folded again at any time ------------------------------------------------------------

# Which blocks of the derived half a claim belongs to; a block is derived from its own claims and nothing else.
claim_block = Table(
    "claim_block",
    metadata,
    Column("block", Text, primary_key=True),
    Column("claim_n", Row, ForeignKey("claim.n"), primary_key=True, autoincrement=False),
    sqlite_with_rowid=False,
)
Index("claim_block_claim", claim_block.c.claim_n)

# Claims (and what people said about them) that came or changed since the derived half was last folded.
touched = Table(
    "touched",
    metadata,
    Column("claim_n", Row, ForeignKey("claim.n"), primary_key=True, autoincrement=False),
)

event = Table(
    "event",
    metadata,
    Column("n", Row, primary_key=True, autoincrement=True),
    Column("id", Text, nullable=False, unique=True),
    Column("block", Text, nullable=False),
    Column("type", Text, nullable=False),
    Column("status", Text, nullable=False),
    Column("earliest", Date),
    Column("latest", Date),
    Column("body", Packed, nullable=False),
)
Index("event_block", event.c.block)

event_claim = Table(
    "event_claim",
    metadata,
    Column("event_n", Row, ForeignKey("event.n", ondelete="CASCADE"), primary_key=True, autoincrement=False),
    Column("claim_key", Row, primary_key=True, autoincrement=False),  # `number_of` the claim's id
    sqlite_with_rowid=False,
)
Index("event_claim_claim", event_claim.c.claim_key)

state = Table(
    "state",
    metadata,
    Column("n", Row, primary_key=True, autoincrement=True),
    Column("id", Text, nullable=False, unique=True),
    Column("block", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("place", Text, nullable=False),
    Column("slot", Text, nullable=False),  # who (and which goods): with kind and place, what may not overlap
    Column("sure", Boolean, nullable=False),  # there are days on which it certainly holds: from `first` to before `last`
    Column("first", Date),
    Column("last", Date),
    Column("status", Text, nullable=False),
    Column("body", Packed, nullable=False),
)
Index("state_block", state.c.block)
Index("state_slot", state.c.kind, state.c.place, state.c.slot)

# What the derived half was made with, and up to where: key, value.
meta = Table("meta", metadata, Column("key", Text, primary_key=True), Column("value", Text, nullable=False))
