"""Bodies of rows are stored packed, in a quarter of the room."""

from collections.abc import Callable
from typing import Any

import sqlalchemy as sa
from alembic import op

from rasid.store.packing import pack_text, unpack_text

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

_TABLES = ("claim", "claim_past", "event", "state")
_ROWS = 2000


def upgrade() -> None:
    _change(sa.LargeBinary(), b"", pack_text)


def downgrade() -> None:
    _change(sa.Text(), "", unpack_text)


def _change(kind: sa.types.TypeEngine[Any], empty: object, convert: Callable[..., object]) -> None:
    """A new column beside the old one, which then goes: no table is made anew, so what refers to its rows stays."""
    for name in _TABLES:
        default = sa.text("''") if op.get_bind().dialect.name == "postgresql" or empty == "" else sa.text("x''")
        op.add_column(name, sa.Column("packed", kind, nullable=False, server_default=default))
        _fill(sa.table(name, sa.column("n", sa.BigInteger), sa.column("body"), sa.column("packed", kind)), convert)
        op.drop_column(name, "body")
        op.alter_column(name, "packed", new_column_name="body", server_default=None) if _alters() else op.execute(
            f"ALTER TABLE {name} RENAME COLUMN packed TO body"
        )


def _alters() -> bool:
    return op.get_bind().dialect.name != "sqlite"


def _fill(table: sa.TableClause, convert: Callable[..., object]) -> None:
    connection, last = op.get_bind(), 0
    change = sa.update(table).where(table.c.n == sa.bindparam("row")).values(packed=sa.bindparam("new"))
    while rows := connection.execute(sa.select(table.c.n, table.c.body).where(table.c.n > last).order_by(table.c.n).limit(_ROWS)).all():
        last = rows[-1].n
        connection.execute(change, [{"row": row.n, "new": convert(row.body)} for row in rows])
