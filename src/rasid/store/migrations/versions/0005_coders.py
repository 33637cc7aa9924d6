"""Who made a claim and in how many respects they differ stand in columns, so that review can filter and sort by them."""

import json

import sqlalchemy as sa
from alembic import op

from rasid.store.packing import unpack_text

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

_TABLES = ("claim", "claim_past")
_ROWS = 2000


def upgrade() -> None:
    for name in _TABLES:
        op.add_column(name, sa.Column("coders", sa.Text(), nullable=False, server_default=sa.text("''")))
        op.add_column(name, sa.Column("differences", sa.Integer(), nullable=False, server_default=sa.text("0")))
        _fill(sa.table(name, *map(sa.column, ("n", "body", "coders", "differences"))))


def downgrade() -> None:
    for name in _TABLES:
        op.drop_column(name, "differences")
        op.drop_column(name, "coders")


def _fill(table: sa.TableClause) -> None:
    connection, last = op.get_bind(), 0
    values = {"coders": sa.bindparam("who", type_=sa.Text()), "differences": sa.bindparam("count", type_=sa.Integer())}
    change = sa.update(table).where(table.c.n == sa.bindparam("row", type_=sa.BigInteger())).values(values)
    while rows := connection.execute(sa.select(table.c.n, table.c.body).where(table.c.n > last).order_by(table.c.n).limit(_ROWS)).all():
        last = rows[-1].n
        connection.execute(change, [{"row": row.n} | _of(unpack_text(bytes(row.body))) for row in rows])


def _of(body: str) -> dict[str, object]:
    """What the layout of the body says, as it was when this was written."""
    *_, by, _rule, extra = json.loads(body)
    who = sorted({b.partition("@")[0] for b in by})
    return {"who": " ".join(who), "count": sum(f.startswith("differs ") for f in extra.get("features", ()))}
