"""Two states of the knowledge over one report: what is gained, lost and changed, and nothing where nothing is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from rasid import rulediff
from rasid.knowledge import Knowledge
from rasid.types import Claim, Report, Span, Value, Words

REPORT = Report("r", "سيطر الجيش على البلدة وانسحب المسلحون")
TAKE = Claim("c-1", "r", "", None, Span(0, 37), "control.take", Words(0, 4, "سيطر"), actor=(Value(5, 10, "الجيش", "sy.army"),))
LEAVE = Claim("c-2", "r", "", None, Span(0, 37), "move.withdraw", Words(23, 27, "انسحب"))


def kinds(old: Sequence[Claim], new: Sequence[Claim], knowledge: Knowledge, monkeypatch: pytest.MonkeyPatch) -> list[rulediff.Change]:
    answers = iter([list(old), list(new)])
    monkeypatch.setattr(rulediff, "analyse", lambda report, known: next(answers))
    return list(rulediff.compare(REPORT, knowledge, knowledge))


def test_the_same_is_no_change(knowledge: Knowledge, monkeypatch: pytest.MonkeyPatch) -> None:
    other_rule = replace(TAKE, rule="control.take/other", by=("rules@1",), id="c-9", features=("b +1.00",))
    assert kinds([TAKE, LEAVE], [LEAVE, other_rule], knowledge, monkeypatch) == []


def test_gained_and_lost(knowledge: Knowledge, monkeypatch: pytest.MonkeyPatch) -> None:
    found = kinds([TAKE], [LEAVE], knowledge, monkeypatch)
    assert [(c.kind, c.claim.type) for c in found] == [("lost", "control.take"), ("gained", "move.withdraw")]
    assert str(found[0]).startswith("lost     r[0:4] control.take")


def test_changed_says_what(knowledge: Knowledge, monkeypatch: pytest.MonkeyPatch) -> None:
    (change,) = kinds([TAKE], [replace(TAKE, actor=(), stance="denies", killed=3)], knowledge, monkeypatch)
    assert change.kind == "changed"
    assert [key for key, _, _ in change.parts] == ["killed", "roles", "stance"]
    assert change.parts[0] == ("killed", "-", "3")
    assert '"denies"' in str(change)
