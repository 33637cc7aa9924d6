"""Inputs of any size in, their claims in the store out: several processes, bounded memory, resumed where it stopped.

A journal beside the run holds one line for each part whose reports are stored. A part that was interrupted is read again, which
changes nothing: the store takes the same report once. At the end the journal goes, and the skipped inputs stand in a file.
"""

from __future__ import annotations

import json
import os
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from datetime import time as clock
from functools import partial
from itertools import chain
from pathlib import Path
from typing import Any, Protocol

from rasid.bulk.pool import Pool
from rasid.errors import ExtractorError
from rasid.ingest.options import ReadOptions, Skipped
from rasid.ingest.parts import PART_BYTES, Part, plan_parts, read_items
from rasid.types import Claim, Report

Analyse = Callable[[Report], list[Claim]]
Recorded = str | datetime  # "now", "published", or a moment
Read = list[tuple[Report, list[Claim]] | Skipped]


class Target(Protocol):
    """The part of the store that a run needs."""

    def add_many(self, items: Iterable[tuple[Report, Sequence[Claim], datetime]], extractor: str = ...) -> Iterator[Any]: ...


@dataclass(frozen=True, slots=True)
class Tally:
    """What a run came to so far, earlier attempts included; `bytes` and `seconds` are of this attempt."""

    reports: int = 0
    new: int = 0
    claims: int = 0
    skipped: int = 0
    parts: int = 0
    parts_in_all: int = 0
    bytes: int = 0
    bytes_left: int = 0
    seconds: float = 0.0

    @property
    def seconds_left(self) -> float | None:
        """At the speed so far; None before anything is done."""
        return self.seconds / self.bytes * self.bytes_left if self.bytes else None

    def line(self) -> str:
        """The closing line."""
        rate = f", {self.bytes / self.seconds / 1e6:.2f} MB/s" if self.seconds else ""
        return (
            f"{self.reports} reports read ({self.new} new), {self.skipped} skipped, {self.claims} claims, "
            f"{self.seconds:.1f} seconds{rate}"
        )


@dataclass(frozen=True, slots=True)
class Run:
    """How a run reads: what loads the reader once a process, when its reports count as known, how many processes."""

    options: ReadOptions
    load: Callable[[], Analyse]
    extractor: str = "rules"
    recorded: Recorded = "now"
    jobs: int = 1
    part_bytes: int = PART_BYTES


def read_into(store: Target, inputs: Sequence[str], run: Run, journal: Path, report: Callable[[Tally], None] | None = None) -> Tally:
    """Read everything that the journal does not hold yet. Ctrl-C leaves the journal, so that the same call goes on there."""
    planned = list(plan_parts(inputs, run.options, run.part_bytes))
    parts = [part for part in planned if isinstance(part, Part)]
    unread = [item for item in planned if isinstance(item, Skipped)]
    before = _read_journal(journal)
    todo = [part for part in parts if part.key not in before]
    tally = _sum(before[part.key] for part in parts if part.key in before)
    tally = replace(tally, skipped=tally.skipped + len(unread), parts_in_all=len(parts), bytes_left=sum(p.bytes for p in todo))
    journal.parent.mkdir(parents=True, exist_ok=True)
    started = time.perf_counter()
    pool: Pool[Part, Read] = Pool(run.load, partial(_work, run.options), run.jobs)
    with journal.open("a", encoding="utf-8") as lines:
        for part, items in pool.map(todo):
            found = _store(store, items, run)
            lines.write(json.dumps({"part": part.key, **_counts(found), "skips": _skips(items)}, ensure_ascii=False) + "\n")
            lines.flush()
            os.fsync(lines.fileno())
            tally = replace(
                _sum([_counts(tally), _counts(found)]),
                parts_in_all=len(parts),
                bytes=tally.bytes + part.bytes,
                bytes_left=tally.bytes_left - part.bytes,
                seconds=time.perf_counter() - started,
            )
            if report is not None:
                report(tally)
    _finish(journal, unread)
    return replace(tally, seconds=time.perf_counter() - started)


def skipped_file(journal: Path) -> Path:
    """Where the skipped inputs of a finished run stand, one JSON object a line."""
    return journal.with_suffix(".skipped.jsonl")


def _work(options: ReadOptions, analyse: Analyse, part: Part) -> Read:
    """Read and analyse one part. No clock and no store here."""
    found: Read = []
    for item in read_items(part, options):
        if isinstance(item, Skipped):
            found.append(item)
            continue
        try:
            found.append((item, analyse(item)))
        except ExtractorError as error:
            found.append(Skipped(item.origin or item.id, str(error)))
    return found


def known_at(report: Report, recorded: Recorded, now: datetime) -> datetime:
    """When a report became known to the user; one without a date, when it is read."""
    if isinstance(recorded, datetime):
        return recorded
    if recorded == "published" and report.published_at is not None:
        return report.published_at if report.published_at.tzinfo else report.published_at.replace(tzinfo=UTC)
    if recorded == "published" and report.published is not None:
        return datetime.combine(report.published, clock(), UTC)
    return now


def _store(store: Target, items: Read, run: Run) -> Tally:
    now = datetime.now(UTC)
    read = [item for item in items if not isinstance(item, Skipped)]
    rows = ((item, claims, known_at(item, run.recorded, now)) for item, claims in read)
    new = sum(bool(added.new) for added in store.add_many(rows, run.extractor))
    return Tally(len(read), new, sum(len(claims) for _, claims in read), len(items) - len(read), 1)


def _counts(tally: Tally) -> dict[str, int]:
    return {name: getattr(tally, name) for name in ("reports", "new", "claims", "skipped", "parts")}


def _skips(items: Read) -> list[list[str]]:
    return [[item.where, item.reason] for item in items if isinstance(item, Skipped)]


def _sum(counts: Iterable[dict[str, int]]) -> Tally:
    found = list(counts)
    return Tally(**{name: sum(c[name] for c in found) for name in ("reports", "new", "claims", "skipped", "parts")})


def _lines(journal: Path) -> Iterator[dict[str, Any]]:
    """Whole lines only: the last one may be torn."""
    if not journal.exists():
        return
    with journal.open(encoding="utf-8", errors="replace") as lines:
        for line in lines:
            try:
                yield json.loads(line)
            except json.JSONDecodeError:
                continue


def _read_journal(journal: Path) -> dict[str, dict[str, int]]:
    found = {}
    for line in _lines(journal):
        key = line.pop("part")
        line.pop("skips")
        found[key] = line
    _mend(journal)
    return found


def _mend(journal: Path) -> None:
    """A torn last line is ended, so that the next one does not hang on it."""
    if journal.exists() and (data := journal.read_bytes()) and not data.endswith(b"\n"):
        with journal.open("ab") as out:
            out.write(b"\n")


def _finish(journal: Path, unread: Sequence[Skipped]) -> None:
    """The journal becomes the list of what was skipped; nothing skipped, no list."""
    skips = chain(((s.where, s.reason) for s in unread), (pair for line in _lines(journal) for pair in line["skips"]))
    target = skipped_file(journal)
    written = 0
    with target.open("w", encoding="utf-8") as out:
        for where, reason in skips:
            out.write(json.dumps({"where": where, "reason": reason}, ensure_ascii=False) + "\n")
            written += 1
    if not written:
        target.unlink()
    journal.unlink(missing_ok=True)
