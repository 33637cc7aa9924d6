"""The interface's words: the same keys in every language, none empty, all that data and views need; built files of these sources."""

from __future__ import annotations

import importlib.util
import json
import re
from pathlib import Path
from typing import get_args

import pytest

from rasid.knowledge import Knowledge
from rasid.types import EventStatus, Stance, StateKind, Status

ROOT = Path(__file__).parents[1]
FRONT = ROOT / "frontend" / "src"
TABLES = {p.stem: json.loads(p.read_text(encoding="utf-8")) for p in sorted((FRONT / "strings").glob("*.json"))}


def test_there_are_arabic_and_english() -> None:
    assert set(TABLES) >= {"ar", "en"}


@pytest.mark.parametrize("lang", TABLES)
def test_every_language_has_every_text(lang: str) -> None:
    table, other = TABLES[lang], TABLES["ar"]
    assert sorted(set(other) ^ set(table)) == []
    assert [k for k, v in table.items() if not v.strip()] == []
    places = {k: (set(re.findall(r"{\w+}", v)), set(re.findall(r"{\w+}", other[k]))) for k, v in table.items()}
    assert {k: v for k, v in places.items() if v[0] != v[1]} == {}


def test_arabic_texts_are_arabic_and_use_the_digits_that_the_numbers_use() -> None:
    own_name = {"app.other_language"}
    without = {k: re.sub(r"{\w+}", "", v) for k, v in TABLES["ar"].items() if k not in own_name}
    assert [k for k, v in without.items() if re.search(r"[A-Za-z]{3}", v) and not re.search(r"[\u0600-\u06ff]", v)] == []
    assert [k for table in TABLES.values() for k, v in table.items() if re.search(r"[\u0660-\u0669\u06f0-\u06f9]", v)] == []


def test_every_code_of_the_data_has_a_name(knowledge: Knowledge) -> None:
    needed = [f"type.{t}" for t in knowledge.codebook]
    needed += [f"family.{t.partition('.')[0]}" for t in knowledge.codebook]
    for group, codes in (("stance", Stance), ("status", Status), ("event", EventStatus), ("kind", StateKind)):
        needed += [f"{group}.{code}" for code in get_args(codes)]
    assert sorted(set(needed) - set(TABLES["en"])) == []


def test_every_key_in_the_sources_exists() -> None:
    used = {key for path in FRONT.rglob("*.ts*") for key in re.findall(r'\bt\(\s*"([^"]+)"', path.read_text(encoding="utf-8"))}
    assert used and sorted(used - set(TABLES["en"])) == []


def test_no_text_of_the_interface_stands_in_the_sources() -> None:
    """Words for people are in the string files; Arabic letters elsewhere are patterns, or a name shown in its own script."""
    allowed = re.compile(r"//|/\*|^\s*\*|document\.fonts\.load")
    found = [
        f"{path.relative_to(FRONT)}:{n}"
        for path in sorted(FRONT.rglob("*.ts*"))
        for n, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if re.search(r"[\u0620-\u064a]{2}", line) and not allowed.search(line)
    ]
    assert found == []


def test_the_built_app_is_built_from_these_sources() -> None:
    spec = importlib.util.spec_from_file_location("frontend_digest", ROOT / "tools" / "frontend_digest.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    assert module.WRITTEN.read_text().strip() == module.digest(), "run tools/build_frontend.sh and commit what it built"


def test_the_page_itself_holds_no_script_and_no_style() -> None:
    page = (ROOT / "src" / "rasid" / "web" / "static" / "index.html").read_text(encoding="utf-8")
    assert re.findall(r"<script(?![^>]*\bsrc=)[^>]*>|<style|\sstyle=|\son\w+=|https?://", page) == []
