"""One part of a bulk job in, its Parquet files out: reports, claims and rejected rows, then the mark that it is done.

Files are written under another name and renamed, the mark last, so a part that was interrupted is simply not done.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from rasid import arrow
from rasid.errors import ExtractorError
from rasid.ingest.options import ReadOptions, Skipped
from rasid.ingest.parts import Part, read_items
from rasid.types import Claim, Recorded, Report

Analyse = Callable[[Report], list[Claim]]
REJECTS = pa.schema({"where": pa.string(), "reason": pa.string()})
TABLES = ("reports", "claims", "rejects")
_ROW_GROUP = 5000
_NEVER = datetime(1970, 1, 1, tzinfo=UTC)  # no clock in a part: the same input gives the same bytes; the import says when


@dataclass(frozen=True, slots=True)
class BulkJob:
    """What every part of a job shares. `load` is called once a process; `version` says with what it reads."""

    out: str
    options: ReadOptions
    load: Callable[[], Analyse]
    version: str


@dataclass(frozen=True, slots=True)
class Counts:
    """What a part, or a job, came to."""

    reports: int = 0
    claims: int = 0
    skipped: int = 0

    def __add__(self, other: Counts) -> Counts:
        return Counts(self.reports + other.reports, self.claims + other.claims, self.skipped + other.skipped)


def mark(job: BulkJob, part: Part) -> Path:
    """The file that says that a part is done."""
    return Path(job.out) / "_done" / f"part-{part.key}.json"


def done(job: BulkJob, part: Part) -> Counts | None:
    """The counts of a part that is done with the same knowledge, else None."""
    try:
        found = json.loads(mark(job, part).read_text("utf-8"))
    except (OSError, json.JSONDecodeError):
        return None
    if found.pop("version", None) != job.version:
        return None
    return Counts(**found)


def work(job: BulkJob, analyse: Analyse, part: Part) -> Counts:
    """Read, analyse and write one part. A report on which the extractor fails is a rejected row, never a failed part."""
    reports: list[dict[str, Any]] = []
    claims: list[dict[str, Any]] = []
    rejects: list[dict[str, Any]] = []
    for item in read_items(part, job.options):
        if isinstance(item, Skipped):
            rejects.append({"where": item.where, "reason": item.reason})
            continue
        try:
            found = analyse(item)
        except ExtractorError as error:
            rejects.append({"where": item.origin or item.id, "reason": str(error)})
            continue
        reports.append(arrow.report_row(item))
        claims.extend(_claim_rows(item, found))
    for name, rows, schema in zip(TABLES, (reports, claims, rejects), (arrow.REPORTS, arrow.CLAIMS, REJECTS), strict=True):
        write_table(Path(job.out) / name / f"part-{part.key}.parquet", rows, schema)
    counts = Counts(len(reports), len(claims), len(rejects))
    _replace(mark(job, part), json.dumps({"version": job.version, **asdict(counts)}).encode())
    return counts


def _claim_rows(report: Report, claims: Iterable[Claim]) -> Iterable[dict[str, Any]]:
    for claim in claims:
        quotation = report.text[claim.sentence.start : claim.sentence.end]
        yield arrow.claim_row(Recorded(claim, _NEVER), quotation)


def write_table(path: Path, rows: list[dict[str, Any]], schema: pa.Schema) -> None:
    sink = pa.BufferOutputStream()
    with pq.ParquetWriter(sink, schema, compression="zstd") as writer:
        for batch in arrow.batches(rows, schema, _ROW_GROUP):
            writer.write_batch(batch)
    _replace(path, sink.getvalue().to_pybytes())


def _replace(path: Path, data: bytes) -> None:
    """The file is there as a whole or not at all, and on the disk when this returns."""
    path.parent.mkdir(parents=True, exist_ok=True)
    partial = path.with_name(path.name + ".partial")
    with partial.open("wb") as out:
        out.write(data)
        out.flush()
        os.fsync(out.fileno())
    partial.replace(path)
