"""A bulk job and its inputs in, every part done once out: by processes of this machine, or by Spark."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from rasid.bulk.part import REJECTS, Analyse, BulkJob, Counts, done, work, write_table
from rasid.bulk.pool import Pool
from rasid.errors import ConfigError, InputError
from rasid.ingest.options import Skipped
from rasid.ingest.parts import PART_BYTES, Part, plan_parts


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a job is. `seconds` counts this run only, as `bytes` does."""

    parts: int
    parts_in_all: int
    counts: Counts
    bytes: int
    bytes_left: int
    seconds: float
    done_before: int

    @property
    def seconds_left(self) -> float | None:
        """At the speed so far; None before anything is done."""
        return self.seconds / self.bytes * self.bytes_left if self.bytes else None


def run_bulk(
    job: BulkJob,
    inputs: Sequence[str],
    *,
    engine: str = "process",
    jobs: int = 1,
    master: str = "",
    part_bytes: int = PART_BYTES,
    report: Callable[[Progress], None] | None = None,
) -> Progress:
    """Do all parts that are not done yet. What could not be planned at all stands in `rejects/unplanned.parquet`."""
    planned = list(plan_parts(inputs, job.options, part_bytes))
    parts = [part for part in planned if isinstance(part, Part)]
    unread = [item for item in planned if isinstance(item, Skipped)]
    if not parts:
        raise InputError(", ".join(inputs), "nothing to read: " + "; ".join(f"{s.where}: {s.reason}" for s in unread[:3]))
    _note_unread(job, unread)
    known = {part.key: counts for part in parts if (counts := done(job, part)) is not None}
    todo = [part for part in parts if part.key not in known]
    counts = sum(known.values(), Counts(skipped=len(unread)))
    progress = Progress(len(known), len(parts), counts, 0, sum(p.bytes for p in todo), 0.0, len(known))
    started = time.perf_counter()
    for part, found in _results(job, todo, engine, jobs, master):
        progress = Progress(
            progress.parts + 1,
            len(parts),
            progress.counts + found,
            progress.bytes + part.bytes,
            progress.bytes_left - part.bytes,
            time.perf_counter() - started,
            len(known),
        )
        if report is not None:
            report(progress)
    return progress


def _results(job: BulkJob, todo: Sequence[Part], engine: str, jobs: int, master: str) -> Iterator[tuple[Part, Counts]]:
    if engine == "process":
        pool: Pool[Part, Counts] = Pool(job.load, partial(_work, job), jobs)
        yield from pool.map(todo)
    elif engine == "spark":
        from rasid.bulk.spark import run

        yield from run(job, todo, master or f"local[{jobs}]")
    else:
        raise ConfigError(f"--engine {engine}: there are process and spark")


def _work(job: BulkJob, analyse: Analyse, part: Part) -> Counts:
    return work(job, analyse, part)


def _note_unread(job: BulkJob, unread: Sequence[Skipped]) -> None:
    rows = [{"where": item.where, "reason": item.reason} for item in unread]
    if rows:
        write_table(Path(job.out) / "rejects" / "unplanned.parquet", rows, REJECTS)
