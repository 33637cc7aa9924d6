"""The bundled sample reports: written by us, from three outlets that do not exist, one of which denies another."""

from __future__ import annotations

import json
from pathlib import Path

from rasid.knowledge import FOLDER, Knowledge
from rasid.pipeline import analyse
from rasid.text import Text
from rasid.types import Report

FILE = FOLDER.parent / "samples" / "reports.jsonl"
ROWS = [json.loads(line) for line in FILE.read_text("utf-8").splitlines()]
RUN = 7  # so many words in a row are no chance, and no row of names


def runs(text: str, length: int = RUN) -> set[tuple[str, ...]]:
    words = [t.form for t in Text(text).tokens if t.kind == "word"]
    return {tuple(words[i : i + length]) for i in range(len(words) - length + 1)}


def test_there_are_enough_and_they_are_marked() -> None:
    assert len(ROWS) >= 6
    assert len({r["id"] for r in ROWS}) == len(ROWS)
    assert all("written sample" in r["author"] for r in ROWS)
    assert "written by the makers" in (FILE.parent / "README.md").read_text("utf-8")


def test_three_invented_outlets(knowledge: Knowledge) -> None:
    outlets = {r["outlet"] for r in ROWS}
    assert len(outlets) == 3
    assert outlets & set(knowledge.outlets) == set()


def test_one_denies_another() -> None:
    denials = [r for r in ROWS if "نفى" in r["text"]]
    assert {r["outlet"] for r in denials} == {"alsaha-press"}
    assert any(r["outlet"] != "alsaha-press" and "سيطرت" in r["text"] for r in ROWS)


def test_one_event_is_one_claim(knowledge: Knowledge) -> None:
    """`Brought in reinforcements` is one deployment, though verb and object could both tell of it; two deployments stay two."""
    text = "واستقدمت قوات سوريا الديمقراطية تعزيزات عسكرية إلى محيط الشارع، وانتشرت دوريات روسية في القامشلي."
    told = [c for c in analyse(Report("r", text), knowledge) if c.type == "move.deploy"]
    assert [c.trigger.text for c in told] == ["استقدمت", "انتشرت"]


def test_a_headline_that_denies_has_its_speaker(knowledge: Knowledge) -> None:
    """`X: no truth to the loss of Y`: X denies it, and Y, which stands behind the phrase, says nothing."""
    row = next(r for r in ROWS if "لا صحة" in r["title"])
    claims = analyse(Report("r", f"{row['title']}\n{row['text']}"), knowledge)
    (lost,) = [c for c in claims if c.type == "control.lose"]
    assert (lost.source.text, lost.stance, lost.status) == ("القوات الحكومية", "denies", "negated")


def test_samples_copy_no_report(shared: Path) -> None:
    """So many words in a row of the reference report or a coded one would be a copy."""
    theirs = runs((shared / "cases" / "seed.txt").read_text("utf-8"))
    for name in ("train", "dev"):
        for line in (shared / "corpus" / f"{name}.docs.jsonl").read_text("utf-8").splitlines():
            theirs |= runs(json.loads(line)["text"])
    copied = {" ".join(run) for row in ROWS for run in runs(f"{row['title']}\n{row['text']}") & theirs}
    assert copied == set()


def test_examples_of_the_knowledge_copy_no_report(shared: Path) -> None:
    theirs = runs((shared / "cases" / "seed.txt").read_text("utf-8"), RUN + 1)
    for line in (shared / "corpus" / "train.docs.jsonl").read_text("utf-8").splitlines():
        theirs |= runs(json.loads(line)["text"], RUN + 1)
    lines = [(path.name, line) for path in (FOLDER / "ar").rglob("*.yaml") for line in path.read_text("utf-8").splitlines()]
    assert [f"{file}: {' '.join(run)}" for file, line in lines for run in runs(line, RUN + 1) & theirs] == []
