"""Claims that two coders made together and differ about: explain says so, and they can be listed with the most at odds first."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from rasid import analyse, open_store
from rasid.explain import Explainer, walk
from rasid.knowledge import Knowledge
from rasid.types import Report

RAW = "سيطرت القوات على البلدة، وقصفت الطائرات القرية، وانسحب المقاتلون من التلة."
ONE, TWO = "differs actor: neural القوات (with)", "differs status: rules possible 0.61"


def test_differing_claims_are_listed_and_explained(rasid: Callable[..., object], knowledge: Knowledge, tmp_path: Path) -> None:
    report = Report("r", RAW, outlet="syriatv")
    first, second, third = analyse(report, knowledge)[:3]
    claims = [
        replace(first, features=("rules 0.9", ONE)),
        replace(second, features=(ONE, TWO)),
        replace(third, features=("rules 0.8",)),
    ]
    url = f"sqlite:///{tmp_path / 's.sqlite'}"
    with open_store(url) as store:
        store.add(report, claims, datetime(2022, 4, 18, tzinfo=UTC))
        texts = [node.text for _, node in walk(Explainer(store).claim(store.claim(second.id)))]
    assert {ONE, TWO} <= set(texts)
    done = rasid("claims", "--differing", "--store", url, "--format", "jsonl")
    assert [json.loads(line)["id"] for line in done.lines] == [second.id, first.id]  # type: ignore[attr-defined]
    done = rasid("claims", "--differing", "--limit", "1", "--store", url, "--format", "jsonl")
    assert len(done.lines) == 1  # type: ignore[attr-defined]
    done = rasid("claims", "--coder", "rules", "--judged", "none", "--store", url, "--format", "jsonl")
    assert len(done.lines) == 3  # type: ignore[attr-defined]
    assert rasid("claims", "--coder", "both", "--store", url, "--format", "jsonl").lines == []  # type: ignore[attr-defined]
    assert rasid("claims", "--judged", "perhaps", "--store", url).code == 2  # type: ignore[attr-defined]
