"""Scores: the same figures as the corpus's scorer, floors that only rise, and the shipped knowledge at or above its floors."""

from __future__ import annotations

import importlib.util
import json
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from conftest import Run
from rasid.cli import scoring
from rasid.errors import ConfigError, InputError
from rasid.knowledge import FOLDER, Knowledge
from rasid.pipeline import analyse
from rasid.records import claim_to_json, dumps
from rasid.score import Scores, coded_form, comparer
from rasid.types import Claim, Report, Span, Words

FLOORS = Path(__file__).parent / "floors.json"
SENTENCES = ["خبر من الشمال", "سيطرت قوات الأسايش على شارع القوتلي.", "ونفى مصدر حكومي السيطرة على المطار."]
DOC = {
    "id": "d1",
    "outlet": "x",
    "published": "2022-04-18",
    "title": SENTENCES[0],
    "text": " ".join(SENTENCES[1:]),
    "sentences": SENTENCES,
}


def coded(**parts: Any) -> dict[str, Any]:
    claim = {"s": 1, "type": "control.take", "trigger": "سيطرت", "actor": ["قوات الأسايش"], "target": [], "place": ["شارع القوتلي"],
             "goods": [], "when": "", "source": "outlet", "stance": "reports", "status": "happened"}  # fmt: skip
    return {**claim, **parts}


DENIAL = coded(s=2, trigger="السيطرة", actor=[], place=["المطار"], source="مصدر حكومي", stance="denies")


def scores_of(gold: Sequence[Mapping[str, Any]], system: Sequence[Mapping[str, Any]]) -> Scores:
    return scoring.compare({"d1": list(gold)}, {"d1": list(system)}, FOLDER)


def test_right_is_one() -> None:
    scores = scores_of([coded(), DENIAL], [coded(), DENIAL])
    assert scores.figures()["claims"] == scores.figures()["record"] == scores.figures()["place"] == 1.0
    assert scores.accuracy("stance") == 1.0
    assert scores.errors == []


@pytest.mark.parametrize(
    ("system", "cause", "record"),
    [
        ([coded()], "missed", 2 / 3),
        ([coded(), DENIAL, coded(type="fight.clash")], "invented", 4 / 5),
        ([coded(actor=["الجيش"]), DENIAL], "actor", 0.5),
        ([coded(place=["شارع القوتلي", "المطار"]), DENIAL], "place", 0.5),
        ([coded(), {**DENIAL, "stance": "reports"}], "stance", 0.5),
        ([coded(), {**DENIAL, "source": "outlet"}], "source", 0.5),
        ([coded(status="possible"), DENIAL], "status", 0.5),
        ([coded(when="2022-04-17"), DENIAL], "when", 1.0),
        ([coded(goods=["طحين"]), DENIAL], "goods", 1.0),
    ],
)
def test_each_error_has_its_cause(system: list[dict[str, Any]], cause: str, record: float) -> None:
    scores = scores_of([coded(), DENIAL], system)
    assert [name for name, _, _ in scores.errors] == [cause]
    assert scores.figures()["record"] == pytest.approx(record)


def test_phrases_agree_after_folding_and_without_clitics() -> None:
    compare = comparer(FOLDER / "ar")
    assert compare.agree("الأشرفية", "بالاشرفيه")
    assert compare.agree("حي الأشرفية", "الأشرفية")
    assert not compare.agree("الأشرفية", "الشيخ مقصود")
    assert not compare.agree("", "الأشرفية")


def test_coded_form_keeps_the_words_of_the_own_sentence(knowledge: Knowledge) -> None:
    text = f"{DOC['title']}\n{DOC['text']}"
    claims = analyse(Report("d1", text), knowledge)
    rows = list(coded_form(claims, DOC))
    assert rows
    for row in rows:
        assert row["trigger"] in SENTENCES[row["s"]]
        assert all(words in SENTENCES[row["s"]] for role in ("actor", "target", "place") for words in row[role])


# --- files and the command -------------------------------------------------------------------------------------------


@pytest.fixture
def gold(tmp_path: Path) -> Path:
    (tmp_path / "x.docs.jsonl").write_text(json.dumps(DOC, ensure_ascii=False) + "\n", "utf-8")
    path = tmp_path / "x.gold.jsonl"
    path.write_text(json.dumps({"doc": "d1", "claims": [coded(), DENIAL]}, ensure_ascii=False) + "\n", "utf-8")
    return path


def test_the_command_reads_now_or_takes_a_file(rasid: Run, gold: Path, tmp_path: Path) -> None:
    now = rasid("score", gold)
    assert now.code == 0
    assert now.lines[0].startswith("claims     P ")
    printed = rasid("read", tmp_path / "x.docs.jsonl", "--no-store", "--format", "jsonl").out
    (tmp_path / "claims.jsonl").write_text(printed, "utf-8")
    assert rasid("score", gold, "--system", tmp_path / "claims.jsonl").out == now.out
    assert rasid("score", gold, "--system", gold, "--types").lines[0] == "claims     P 1.000  R 1.000  F1 1.000  gold 2"
    assert json.loads(rasid("score", gold, "--json").out).keys() >= {"claims", "record", "actor", "stance", "types"}


def test_errors_are_listed_by_cause(rasid: Run, gold: Path, tmp_path: Path) -> None:
    system = tmp_path / "s.jsonl"
    system.write_text(json.dumps({"doc": "d1", "claims": [coded(actor=["الجيش"])]}, ensure_ascii=False) + "\n", "utf-8")
    done = rasid("score", gold, "--system", system, "--errors", "actor")
    assert done.lines[0].startswith("actor     d1:1 control.take")
    assert "found instead" in done.lines[1]
    assert SENTENCES[1] in done.lines[2]
    assert done.lines[-1] == "1 missed, 1 actor"
    assert rasid("score", gold, "--system", system, "--errors", "weather").code == 2


def test_files_that_are_no_gold(rasid: Run, tmp_path: Path, gold: Path) -> None:
    (tmp_path / "broken.gold.jsonl").write_text("{\n", "utf-8")
    (tmp_path / "other.gold.jsonl").write_text('{"text": ""}\n', "utf-8")
    assert rasid("score", tmp_path / "none.jsonl", "--docs", gold).code == 2
    assert "broken.gold.jsonl:1: broken JSON" in rasid("score", tmp_path / "broken.gold.jsonl", "--docs", gold).err
    assert rasid("score", tmp_path / "other.gold.jsonl", "--docs", gold).code == 2


def test_floors_only_rise(gold: Path, tmp_path: Path) -> None:
    floors = tmp_path / "floors.json"
    good, worse = scores_of([coded(), DENIAL], [coded(), DENIAL]), scores_of([coded(), DENIAL], [coded()])
    assert scoring.gate(worse, floors, gold, update=True)[0] == []
    below, raised = scoring.gate(good, floors, gold, update=True)
    assert (below, len(raised) > 0) == ([], True)
    below, raised = scoring.gate(worse, floors, gold, update=True)
    assert any(line.startswith("claims 0.6667 is below its floor 1.0000") for line in below)
    assert json.loads(floors.read_text())[gold.name]["floors"]["claims"] == 1.0
    gold.write_text(gold.read_text("utf-8").replace("happened", "possible", 1), "utf-8")
    with pytest.raises(ConfigError, match="about another file"):
        scoring.gate(good, floors, gold, update=False)


# --- against the shared corpus ---------------------------------------------------------------------------------------


def _corpus_scorer(shared: Path) -> Any:
    spec = importlib.util.spec_from_file_location("corpus_score", shared / "corpus" / "score.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def dev(shared: Path, knowledge: Knowledge) -> tuple[Path, dict[str, list[Claim]]]:
    """The claims of the visible coded reports that nobody learns from."""
    docs = scoring.read_docs(shared / "corpus" / "dev.docs.jsonl")
    found = {}
    for id_, doc in docs.items():
        text = (doc["title"] + "\n" if doc.get("title") else "") + doc["text"]
        found[id_] = analyse(Report(id_, text, outlet=doc["outlet"], published=date.fromisoformat(doc["published"][:10])), knowledge)
    return shared / "corpus" / "dev.gold.jsonl", found


def test_the_corpus_scorer_says_the_same(shared: Path, dev: tuple[Path, dict[str, list[Claim]]], tmp_path: Path) -> None:
    gold, claims = dev
    system = tmp_path / "claims.jsonl"
    system.write_text("".join(dumps(claim_to_json(c)) + "\n" for found in claims.values() for c in found), "utf-8")
    docs = gold.with_name("dev.docs.jsonl")
    corpus = _corpus_scorer(shared)
    theirs = corpus.score(corpus.load(gold), corpus.load(system, docs))
    ours = scoring.as_json(scoring.compare(scoring.read_gold(gold), scoring.read_system(system, scoring.read_docs(docs)), FOLDER))
    assert ours.keys() == theirs.keys()
    for name, row in (theirs.pop("types") | theirs).items():
        assert (ours["types"] | ours)[name] == pytest.approx(row), name


@pytest.mark.skipif(not FLOORS.exists(), reason="no floors are set yet")
def test_dev_reports_are_at_or_above_the_floors(shared: Path, dev: tuple[Path, dict[str, list[Claim]]]) -> None:
    gold, claims = dev
    docs = scoring.read_docs(gold.with_name("dev.docs.jsonl"))
    system = {doc: list(coded_form(found, docs[doc])) for doc, found in claims.items()}
    below, _ = scoring.gate(scoring.compare(scoring.read_gold(gold), system, FOLDER), FLOORS, gold, update=False)
    assert below == []


@pytest.mark.skipif(not FLOORS.exists(), reason="no floors are set yet")
def test_the_reference_report_is_at_or_above_the_floors(shared: Path, knowledge: Knowledge) -> None:
    gold, docs = shared / "cases" / "seed.gold.jsonl", scoring.read_docs(shared / "cases" / "seed.docs.jsonl")
    scores = scoring.compare(scoring.read_gold(gold), scoring.read_now(docs, "rules", knowledge), FOLDER)
    assert scoring.gate(scores, FLOORS, gold, update=False)[0] == []


def test_a_span_that_does_not_verify_is_refused() -> None:
    wrong = Claim("c-1", "d1", "x", None, Span(0, 5), "control.take", Words(0, 5, "غير ذلك"))
    with pytest.raises(InputError, match="is not"):
        coded_form([wrong], DOC)
