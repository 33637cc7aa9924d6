"""The first schema: reports, claims, judgements; the derived tables; words to search by; no overlapping states."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

ROW = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
_TABLES = (
    "claim_term",
    "claim_past",
    "claim_block",
    "event_claim",
    "claim",
    "term",
    "state",
    "report",
    "meta",
    "judgement",
    "event",
)


def upgrade() -> None:
    _tables()
    if op.get_bind().dialect.name == "postgresql":
        _postgres()
    else:
        op.execute("CREATE VIRTUAL TABLE report_words USING fts5(words, content='', tokenize='unicode61')")


def _postgres() -> None:
    op.execute("CREATE EXTENSION IF NOT EXISTS btree_gist")
    op.create_table(
        "report_words",
        sa.Column("rowid", sa.BigInteger, sa.ForeignKey("report.n"), primary_key=True, autoincrement=False),
        sa.Column("words", sa.Text, nullable=False),
    )
    op.execute("CREATE INDEX report_words_search ON report_words USING gin (to_tsvector('simple', words))")
    # Two states of one kind for one holder and place never certainly hold on the same day.
    op.execute(
        "ALTER TABLE state ADD CONSTRAINT state_no_overlap EXCLUDE USING gist (kind WITH =, place WITH =, slot WITH =, "
        "(CASE WHEN sure THEN daterange(first, last, '[)') ELSE 'empty'::daterange END) WITH &&)"
    )


def downgrade() -> None:
    op.drop_table("report_words")
    for table in _TABLES:
        op.drop_table(table)


def _tables() -> None:
    op.create_table(
        "event",
        sa.Column("n", ROW, autoincrement=True, nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("block", sa.Text(), nullable=False),
        sa.Column("type", sa.Text(), nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("earliest", sa.Date(), nullable=True),
        sa.Column("latest", sa.Date(), nullable=True),
        sa.Column("body", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("n"),
        sa.UniqueConstraint("id"),
    )
    op.create_index("event_block", "event", ["block"], unique=False)
    op.create_table(
        "judgement",
        sa.Column("n", ROW, autoincrement=True, nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("verdict", sa.Text(), nullable=False),
        sa.Column("left_id", sa.Text(), nullable=False),
        sa.Column("right_id", sa.Text(), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("correction", sa.Text(), nullable=False),
        sa.Column("retracted", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("n"),
        sa.UniqueConstraint("id"),
    )
    op.create_table(
        "meta",
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("key"),
    )
    op.create_table(
        "report",
        sa.Column("n", ROW, autoincrement=True, nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("outlet", sa.Text(), nullable=False),
        sa.Column("published", sa.Date(), nullable=True),
        sa.Column("recorded", sa.DateTime(timezone=True), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("rest", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("n"),
        sa.UniqueConstraint("id"),
    )
    op.create_index("report_published", "report", ["published"], unique=False)
    op.create_table(
        "state",
        sa.Column("n", ROW, autoincrement=True, nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("block", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("place", sa.Text(), nullable=False),
        sa.Column("slot", sa.Text(), nullable=False),
        sa.Column("sure", sa.Boolean(), nullable=False),
        sa.Column("first", sa.Date(), nullable=True),
        sa.Column("last", sa.Date(), nullable=True),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("n"),
        sa.UniqueConstraint("id"),
    )
    op.create_index("state_block", "state", ["block"], unique=False)
    op.create_index("state_slot", "state", ["kind", "place", "slot"], unique=False)
    op.create_table(
        "term",
        sa.Column("n", ROW, autoincrement=True, nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("parent", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("n"),
        sa.UniqueConstraint("kind", "key"),
    )
    op.create_index("term_parent", "term", ["kind", "parent"], unique=False)
    op.create_table(
        "claim",
        sa.Column("n", ROW, autoincrement=True, nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("report_n", ROW, nullable=False),
        sa.Column("type", sa.Text(), nullable=False),
        sa.Column("stance", sa.Text(), nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("earliest", sa.Date(), nullable=True),
        sa.Column("latest", sa.Date(), nullable=True),
        sa.Column("recorded", sa.DateTime(timezone=True), nullable=False),
        sa.Column("withdrawn", sa.DateTime(timezone=True), nullable=True),
        sa.Column("body", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["report_n"], ["report.n"]),
        sa.PrimaryKeyConstraint("n"),
        sa.UniqueConstraint("id"),
    )
    op.create_index("claim_report", "claim", ["report_n"], unique=False)
    op.create_index("claim_type", "claim", ["type"], unique=False)
    op.create_table(
        "event_claim",
        sa.Column("event_n", ROW, autoincrement=False, nullable=False),
        sa.Column("claim_id", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["event_n"], ["event.n"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("event_n", "claim_id"),
        sqlite_with_rowid=False,
    )
    op.create_index("event_claim_claim", "event_claim", ["claim_id"], unique=False)
    op.create_table(
        "claim_block",
        sa.Column("block", sa.Text(), nullable=False),
        sa.Column("claim_n", ROW, autoincrement=False, nullable=False),
        sa.ForeignKeyConstraint(
            ["claim_n"],
            ["claim.n"],
        ),
        sa.PrimaryKeyConstraint("block", "claim_n"),
        sqlite_with_rowid=False,
    )
    op.create_index("claim_block_claim", "claim_block", ["claim_n"], unique=False)
    op.create_table(
        "claim_past",
        sa.Column("n", ROW, autoincrement=True, nullable=False),
        sa.Column("claim_n", ROW, nullable=False),
        sa.Column("stance", sa.Text(), nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("replaced", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["claim_n"],
            ["claim.n"],
        ),
        sa.PrimaryKeyConstraint("n"),
    )
    op.create_index("claim_past_claim", "claim_past", ["claim_n"], unique=False)
    op.create_table(
        "claim_term",
        sa.Column("term_n", ROW, autoincrement=False, nullable=False),
        sa.Column("claim_n", ROW, autoincrement=False, nullable=False),
        sa.ForeignKeyConstraint(
            ["claim_n"],
            ["claim.n"],
        ),
        sa.ForeignKeyConstraint(
            ["term_n"],
            ["term.n"],
        ),
        sa.PrimaryKeyConstraint("term_n", "claim_n"),
        sqlite_with_rowid=False,
    )
