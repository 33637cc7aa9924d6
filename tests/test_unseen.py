"""How well reports are read that nothing was trained on: other countries and years than the corpus's (tools/coded/unseen.jsonl.gz),
and blind ones, of which nobody who works on rasid reads what it makes of them, one by one (blind.jsonl.gz)."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from rasid.cli import scoring
from rasid.knowledge import FOLDER, Knowledge

TOOLS = Path(__file__).parents[1] / "tools"
FLOORS = Path(__file__).parent / "floors.json"
ROUNDED = 0.01  # processors round the network differently


@pytest.fixture(scope="module", params=["unseen", "blind"])
def gold(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The reports and their claims as files."""
    before, known = list(sys.path), set(sys.modules)
    sys.path[:0] = [str(TOOLS)]
    import coded

    folder = tmp_path_factory.mktemp(request.param)
    coded.write_unseen(folder, {"unseen": coded.UNSEEN, "blind": coded.BLIND}[request.param])
    yield folder / f"{request.param}.gold.jsonl"
    sys.path[:] = before
    for name in set(sys.modules) - known:
        if str(TOOLS) in (getattr(sys.modules[name], "__file__", None) or ""):
            del sys.modules[name]


def below(gold: Path, extractor: str, slack: float, knowledge: Knowledge) -> list[str]:
    docs = scoring.read_docs(gold.with_name(gold.name.replace("gold", "docs")))
    scores = scoring.compare(scoring.read_gold(gold), scoring.read_now(docs, extractor, knowledge), FOLDER)
    return scoring.gate(scores, FLOORS, gold, False, extractor, slack)[0]


def test_rules_are_at_or_above_their_floors(gold: Path, knowledge: Knowledge) -> None:
    assert below(gold, "rules", 0.0, knowledge) == []


def test_both_are_at_or_above_their_floors(gold: Path, knowledge: Knowledge) -> None:
    pytest.importorskip("rasid_neural", reason="rasid-neural is not installed")
    assert below(gold, "both", ROUNDED, knowledge) == []
