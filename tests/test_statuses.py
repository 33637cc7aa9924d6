"""Own sentences of every status, from the presses of the region: what is planned, feared, demanded or denied is never told as a fact.

`tools/coded/statuses.tsv` also trains the choice of status; `data/statuses.tsv` is held out from it. A sentence in which rasid finds no
event at the given word shows nothing and is not counted; how many those may be is bounded too.
"""

from __future__ import annotations

import importlib
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from rasid.knowledge import Knowledge
from rasid.pipeline import analyse
from rasid.types import Report

REAL = frozenset({"happened", "ongoing"})
TAUGHT = Path(__file__).parents[1] / "tools" / "coded" / "statuses.tsv"
HELD_OUT = Path(__file__).parent / "data" / "statuses.tsv"


def outcomes(path: Path, knowledge: Knowledge) -> tuple[Counter[str], list[str]]:
    """How the sentences of a file come out, and those that fail."""
    counts, failed = Counter[str](), list[str]()
    for line in path.read_text("utf-8").splitlines():
        if line.startswith("#"):
            continue
        status, word, text = line.split("\t")
        claims = analyse(Report("r", text, outlet="sana", published=date(2024, 5, 2)), knowledge)
        at = text.index(word)
        found = [c for c in claims if c.trigger.start < at + len(word) and at < c.trigger.end and c.type != "fight.foil"]
        outcome = "none" if not found else outcome_of(status, found[0].status)
        counts[outcome] += 1
        if outcome in ("false fact", "lost fact"):
            failed.append(f"{outcome}: {status}, not {found[0].status}: {word} in {text}")
    return counts, failed


def outcome_of(wanted: str, found: str) -> str:
    if (wanted in REAL) == (found in REAL):
        return "right" if wanted == found else "near"
    return "false fact" if found in REAL else "lost fact"


@pytest.mark.parametrize(("path", "false", "lost", "none"), [(TAUGHT, 12, 4, 60), (HELD_OUT, 20, 4, 40)])
def test_what_is_no_fact_is_not_told_as_one(path: Path, false: int, lost: int, none: int, knowledge: Knowledge) -> None:
    counts, failed = outcomes(path, knowledge)
    shown = "\n".join(failed)
    assert counts["false fact"] <= false, shown
    assert counts["lost fact"] <= lost, shown
    assert counts["none"] <= none


def test_every_sentence_holds_its_word_and_a_status_of_the_codebook(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(TAUGHT.parents[1]))
    samples = importlib.import_module("status_samples")
    for path in (TAUGHT, HELD_OUT):
        shown = samples.read_shown(path)
        assert all(s.trigger in s.text and s.status in samples.STATUSES for s in shown)
        assert len({(s.trigger, s.text) for s in shown}) == len(shown)


def test_the_sentences_are_choices_of_status(knowledge: Knowledge, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(TAUGHT.parents[1]))
    samples = importlib.import_module("status_samples")
    shown = [samples.Shown("planned", "اقتحام", "تستعد القوات لاقتحام البلدة"), samples.Shown("planned", "سفر", "لا حدث في هذه الجملة")]
    (row,) = samples.of_statuses(knowledge, shown)
    assert row.choice.options[row.gold] == "planned"
    assert not any(f.startswith("s=") for f in row.choice.features)
