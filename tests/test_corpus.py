"""Over all reports of the shared corpus: every printed span is the quotation that it claims to be, and two runs give the same bytes."""

from __future__ import annotations

import gzip
import json
import os
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from rasid.knowledge import Knowledge
from rasid.pipeline import analyse
from rasid.records import claim_from_json, claim_to_json, dumps
from rasid.types import Claim, Report

FILES = ("train.docs.jsonl", "dev.docs.jsonl", "raw/conflict.docs.jsonl.gz", "raw/other.docs.jsonl.gz")
# Of the raw reports every tenth is read, or all of them when RASID_TEST_ALL is set: ten minutes are little for 5,000 reports.
STEP = 1 if os.environ.get("RASID_TEST_ALL") else 10


def reports(path: Path) -> Iterator[Report]:
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="utf-8") as lines:  # type: ignore[operator]
        for n, line in enumerate(lines):
            if path.suffix != ".gz" or n % STEP == 0:
                row = json.loads(line)
                text = f"{row['title']}\n{row['text']}" if row.get("title") else row["text"]
                day = date.fromisoformat(row["published"][:10]) if row.get("published") else None
                yield Report(str(row["id"]), text, outlet=row.get("outlet", ""), published=day)


def spans(claim: Claim) -> Iterator[tuple[int, int, str]]:
    yield claim.trigger.start, claim.trigger.end, claim.trigger.text
    if claim.time:
        yield claim.time.start, claim.time.end, claim.time.text
    if claim.source.start is not None and claim.source.end is not None:
        yield claim.source.start, claim.source.end, claim.source.text
    for values in (claim.actor, claim.target, claim.place, claim.goods):
        yield from ((v.start, v.end, v.text) for v in values)


def check(report: Report, claims: list[Claim], knowledge: Knowledge) -> None:
    assert len({c.id for c in claims}) == len(claims)
    for claim in claims:
        for start, end, text in spans(claim):
            assert 0 <= start < end <= len(report.text)
            assert report.text[start:end] == text
            assert text == text.strip()
        assert claim.sentence.start <= claim.trigger.start < claim.trigger.end <= claim.sentence.end
        assert "\n" not in report.text[claim.sentence.start : claim.sentence.end]
        assert claim.type in knowledge.codebook
        assert claim.rule in knowledge.rules.rules
        assert len(claim.where) == len(claim.place)
        assert claim.published == report.published
        assert claim_to_json(claim_from_json(claim_to_json(claim))) == claim_to_json(claim)


@pytest.mark.parametrize("name", FILES)
def test_every_span_verifies(shared: Path, knowledge: Knowledge, name: str) -> None:
    count = 0
    for report in reports(shared / "corpus" / name):
        claims = analyse(report, knowledge)
        check(report, claims, knowledge)
        count += len(claims)
    assert count > 0


def test_the_same_bytes_twice(shared: Path, knowledge: Knowledge) -> None:
    for report in list(reports(shared / "corpus" / "dev.docs.jsonl")):
        first, second = ("\n".join(dumps(claim_to_json(c)) for c in analyse(report, knowledge)) for _ in range(2))
        assert first == second
