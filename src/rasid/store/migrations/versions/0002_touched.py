"""Which claims came or changed since the last fold, so that a new report costs only what it touches."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "touched",
        sa.Column("claim_n", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=False, nullable=False),
        sa.ForeignKeyConstraint(["claim_n"], ["claim.n"]),
        sa.PrimaryKeyConstraint("claim_n"),
    )


def downgrade() -> None:
    op.drop_table("touched")
