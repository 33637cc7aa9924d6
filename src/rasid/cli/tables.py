"""Claims in, tables out that a terminal shows right: ids and numbers first, Arabic in the last column, nothing around it."""

from __future__ import annotations

import csv
import sys
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, islice
from typing import TypeVar

from rasid.records import claim_to_json, dumps
from rasid.types import ROLES, Claim, When

T = TypeVar("T")
BATCH = 500  # rows of one table: its columns are as wide as these rows need, and no run holds more
_WIDE = 180  # columns where the output is no terminal

CLAIM_COLUMNS = ("claim", "when", "type", "stance", "status", "source", "actor > target @ place", "words")


def when_text(when: When | None) -> str:
    """A date as EDTF, with a star where it was taken from the report's own date, and what else is known of an inferred one."""
    if when is None:
        return "-"
    weekday = f", {when.weekday.title()}" if when.weekday else ""
    return when.edtf + {"published": "*", "inferred": f" (inferred{weekday})"}.get(when.basis, "")


def ledger_when(when: When | None) -> str:
    """The same in the narrow columns of the ledger, where most edges are inferred: EDTF's question mark says so."""
    return f"{when.edtf}?" if when is not None and when.basis == "inferred" else when_text(when)


def claim_row(claim: Claim) -> tuple[str, ...]:
    """One claim as the cells of a table."""
    who = f"{_ids(claim.actor)} > {_ids(claim.target)} @ {_ids(claim.place)}"
    source = claim.source.id or claim.source.kind
    words = [claim.trigger.text, *(v.text for role in ROLES for v in claim.role(role))]
    cells = (claim.id, when_text(claim.when), claim.type, claim.stance, claim.status, source, who)
    return (*cells, " · ".join(" ".join(w.split()) for w in words))


def _ids(values: Iterable[object]) -> str:
    return ", ".join(getattr(v, "id", "") or "?" for v in values) or "-"


def print_table(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """Rows as tables of at most BATCH rows. The last column holds Arabic and is never cut."""
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    console = Console(file=sys.stdout, width=None if sys.stdout.isatty() else _WIDE, highlight=False, markup=False, soft_wrap=False)
    for part in batches(rows, BATCH):
        table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="bold")
        for n, name in enumerate(columns):
            table.add_column(name, overflow="fold", no_wrap=n == 0)
        for row in part:
            table.add_row(*(Text(cell) for cell in row))
        console.print(table)


def print_claims(claims: Iterable[Claim], format_: str) -> int:
    """Claims in one of the formats; how many there were."""
    count = 0

    def counted() -> Iterator[Claim]:
        nonlocal count
        for claim in claims:
            count += 1
            yield claim

    if format_ == "jsonl":
        for claim in counted():
            sys.stdout.write(dumps(claim_to_json(claim)) + "\n")
    elif format_ == "csv":
        writer = csv.writer(sys.stdout, lineterminator="\n")
        writer.writerow(("report", "outlet", "published", *CLAIM_COLUMNS))
        for claim in counted():
            published = claim.published.isoformat() if claim.published else ""
            writer.writerow((claim.report, claim.outlet, published, *claim_row(claim)))
    else:
        print_table(CLAIM_COLUMNS, map(claim_row, counted()))
    return count


def batches(items: Iterable[T], size: int) -> Iterator[Iterable[T]]:
    """Items in groups of at most `size`, none of them empty."""
    rest = iter(items)
    for first in rest:
        yield chain((first,), islice(rest, size - 1))
