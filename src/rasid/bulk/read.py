"""A bulk folder in, its reports with their claims out, a finished part at a time."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq

from rasid import arrow
from rasid.errors import InputError
from rasid.ingest.options import Skipped
from rasid.types import Claim, Report


@dataclass(frozen=True, slots=True)
class Files:
    """The files of one finished part."""

    reports: Path
    claims: Path
    rejects: Path


def parts_of(folder: Path) -> list[Files]:
    """The parts that are marked as done, in the order of their keys."""
    marks = sorted((folder / "_done").glob("part-*.json"))
    if not marks:
        raise InputError(str(folder), "no finished part of a bulk run in it")
    names = [mark.stem + ".parquet" for mark in marks]
    return [Files(folder / "reports" / name, folder / "claims" / name, folder / "rejects" / name) for name in names]


def read_part(files: Files) -> Iterator[tuple[Report, list[Claim]]]:
    """Each report of a part with its claims in order; one without claims is there too."""
    claims: dict[str, list[Claim]] = defaultdict(list)
    for row in _rows(files.claims):
        claim = arrow.recorded_of(row).claim
        claims[claim.report].append(claim)
    for row in _rows(files.reports):
        report = arrow.report_of(row)
        yield report, claims.get(report.id, [])


def rejects(folder: Path) -> Iterator[Skipped]:
    """What a bulk run could not read, with the reasons."""
    for path in sorted((folder / "rejects").glob("*.parquet")):
        for row in _rows(path):
            yield Skipped(row["where"], row["reason"])


def _rows(path: Path) -> Iterator[dict[str, Any]]:
    try:
        with pq.ParquetFile(path) as file:
            for batch in file.iter_batches(arrow.BATCH):
                yield from batch.to_pylist()
    except OSError as error:
        raise InputError(str(path), f"part of a bulk run that cannot be read: {error}") from None
