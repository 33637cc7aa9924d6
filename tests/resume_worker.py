"""Stand-in readers for the tests of long runs, and a program that does one run and may be killed at any moment."""

from __future__ import annotations

import json
import sys
import time
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from rasid.errors import ExtractorError
from rasid.ingest import ReadOptions
from rasid.records import claim_id
from rasid.run import Analyse, Run, read_into
from rasid.store import open_store
from rasid.types import Claim, Report, Source, Span, Value, Words

RECORDED = datetime(2022, 4, 18, tzinfo=UTC)


def analyse(report: Report) -> list[Claim]:
    """A claim for each long word: nonsense, but always the same."""
    if "فشل" in report.text:
        raise ExtractorError("this extractor fails on it")
    claims, at = {}, 0
    for word in report.text.split():
        at = report.text.index(word, at)
        span = Words(at, at + len(word), word)
        at += len(word)
        if len(word) > 6:
            claim = Claim(
                "", report.id, report.outlet, report.published, Span(0, len(report.text)), "control.take", span,
                (Value(span.start, span.end, word),), source=Source("outlet", id=report.outlet), by=("stand-in",),
            )  # fmt: skip
            claims[span.start] = claim
    return [_with_id(claim) for claim in claims.values()]


def _with_id(claim: Claim) -> Claim:
    return replace(claim, id=claim_id(claim))


def load() -> Analyse:
    """The stand-in reader."""
    return analyse


def slow() -> Analyse:
    """The same, so slow that a kill finds it at work."""

    def work(report: Report) -> list[Claim]:
        time.sleep(0.002)
        return analyse(report)

    return work


def main() -> None:
    """INPUT STORE JOURNAL JOBS."""
    source, target, journal, jobs = sys.argv[1:]
    run = Run(ReadOptions(), slow, recorded=RECORDED, jobs=int(jobs), part_bytes=20_000)
    with open_store(target) as store:
        tally = read_into(store, [source], run, Path(journal))
    sys.stdout.write(json.dumps({"reports": tally.reports, "skipped": tally.skipped, "parts": tally.parts}))


if __name__ == "__main__":
    main()
