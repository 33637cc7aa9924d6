"""What the choices are trained on besides the corpus's coded reports: our codings (offsets only) and the rules' own examples."""

from __future__ import annotations

import gzip
import importlib
import json
import re
import sys
from pathlib import Path
from types import ModuleType

import pytest

from rasid.knowledge import Knowledge

TOOLS = Path(__file__).parents[1] / "tools"
DOC = {
    "id": "d1",
    "outlet": "sana",
    "published": "2024-05-02",
    "title": "هدوء في البلدة",
    "text": "قصفت قوات البلدة. وسيطر الجيش على التل.",
}
SAID = {"source": "outlet", "stance": "reports", "status": "happened", "time": "", "when": ""}
CODED = {
    "doc": "d1",
    "claims": [
        {"s": 1, "type": "fight.shelling", "trigger": "قصفت", "actor": ["قوات"], "target": [], "place": ["البلدة"], **SAID},
        {"s": 2, "type": "control.take", "trigger": "سيطر", "actor": ["الجيش"], "place": ["التل"], "killed": 2, **SAID},
        {"s": 2, "type": "control.take", "trigger": "انسحب", **SAID},
    ],
}


@pytest.fixture
def coded(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    monkeypatch.syspath_prepend(str(TOOLS))
    return importlib.import_module("coded")


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    (tmp_path / "raw").mkdir()
    with gzip.open(tmp_path / "raw" / "conflict.docs.jsonl.gz", "wt", encoding="utf-8") as out:
        out.write(json.dumps(DOC, ensure_ascii=False) + "\n")
    (tmp_path / "h.coded.jsonl").write_text(json.dumps(CODED, ensure_ascii=False) + "\n", "utf-8")
    return tmp_path


def test_codings_come_back_from_their_offsets(coded: ModuleType, corpus: Path) -> None:
    out = corpus / "packed" / "reports.jsonl.gz"
    assert coded.pack(corpus, corpus, out) == (1, 2)  # the claim whose trigger stands nowhere is left out
    (report,) = coded.read_coded(corpus, out)
    first, second = report.claims
    assert report.text[first.start : first.end] == "قصفت قوات البلدة."
    assert first.data["actor"] == ["قوات"]
    assert second.data["place"] == ["التل"]
    assert second.data["killed"] == 2
    assert second.data["source"] == "outlet"
    assert "killed" not in first.data


def test_the_same_codings_give_the_same_bytes(coded: ModuleType, corpus: Path) -> None:
    a, b = corpus / "a.gz", corpus / "b.gz"
    coded.pack(corpus, corpus, a)
    coded.pack(corpus, corpus, b)
    assert a.read_bytes() == b.read_bytes()


def test_what_we_wrote_comes_back_with_its_claims(coded: ModuleType, tmp_path: Path) -> None:
    sentences = ["قصف على البلدة", "قصفت قوات البلدة صباح الأحد.", "ونفت القوات ذلك."]
    said = {"s": 1, "type": "fight.shelling", "trigger": "قصفت", "actor": ["قوات"], "when": "2021-11-21", "target": []}
    lost = {"s": 0, "type": "fight.clash", "trigger": "اشتباك"}
    row = {"id": "w:1", "outlet": "x", "published": "2021-11-23", "sentences": sentences, "claims": [said, lost]}
    (tmp_path / "w.jsonl").write_text(json.dumps(row, ensure_ascii=False) + "\n", "utf-8")
    assert coded.write(tmp_path, tmp_path / "out.gz") == (1, 1)  # a word that its sentence does not hold is no claim
    (report,) = coded.read_written(tmp_path / "out.gz")
    (claim,) = report.claims
    assert report.text[claim.start : claim.end] == sentences[1]
    assert claim.data["source"] == "outlet"
    assert claim.data["status"] == "happened"
    assert claim.data["target"] == []


def test_the_committed_reports_of_ours_are_whole(coded: ModuleType, knowledge: Knowledge) -> None:
    reports = list(coded.read_written())
    assert len(reports) > 200
    for report in reports:
        assert report.id.startswith(("w:", "v:"))
        for claim in report.claims:
            assert claim.data["type"] in knowledge.codebook
            assert claim.data["trigger"] in report.text[claim.start : claim.end]


def test_what_was_written_later_teaches_the_network_alone(coded: ModuleType, shared: Path) -> None:
    first = {r.id for r in coded.for_rules(shared / "corpus") if r.id.startswith("w:")}
    written = {r.id for r in coded.read_written()}
    assert first == {id_ for id_ in written if id_.startswith("w:")} < written


def test_the_committed_codings_hold_no_word_of_a_report(coded: ModuleType) -> None:
    body = gzip.decompress(coded.CODED.read_bytes()).decode()
    assert len(body.splitlines()) > 1000
    assert not re.search(r"[؀-ۿ]", body)


def test_the_committed_codings_fit_the_corpus(coded: ModuleType, shared: Path, knowledge: Knowledge) -> None:
    types = set(knowledge.codebook)
    for report in coded.read_coded(shared / "corpus"):
        for claim in report.claims:
            assert claim.data["type"] in types
            assert claim.data["trigger"]
            assert claim.data["trigger"] in report.text[claim.start : claim.end]


def test_examples_teach_their_own_type(knowledge: Knowledge, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(TOOLS))
    if "scipy" not in sys.modules:
        pytest.importorskip("scipy", reason="training needs scipy")
    rows = list(importlib.import_module("example_samples").of_examples(knowledge))
    assert {row.choice.options[row.gold] for row in rows if row.gold} == {r.type for r in knowledge.rules.rules.values()}
    assert not any(f.startswith("dens=") for row in rows for f in row.choice.features)
