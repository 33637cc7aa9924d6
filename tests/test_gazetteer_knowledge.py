"""The knowledge files of own places: every fault has its file and line, every entry is in good order."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml

from gazetteer_built import KNOWLEDGE
from rasid.errors import KnowledgeError
from rasid.gazetteer.own import entries, read_own

PLACES = KNOWLEDGE / "world" / "places"
FILES = sorted(PLACES.glob("*.yaml"))
GOOD = "- {id: sy, kind: country, name: {ar: سوريا, en: Syria}}\n"
ARABIC = re.compile("[\u0600-\u06ff]")


def faults_of(folder: Path, text: str) -> list[str]:
    (folder / "sy.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(KnowledgeError) as caught:
        read_own(folder)
    return caught.value.faults


@pytest.mark.parametrize(
    ("entry", "fault"),
    [
        ("- {id: sy.a, kind: town, name: {ar: أ, en: A}, in: sy, where: here}", "sy.yaml:2: unknown key 'where'"),
        ("- {id: sy.a, kind: hamlet, name: {ar: أ, en: A}, in: sy}", "sy.yaml:2: unknown kind 'hamlet'"),
        ("- {id: sy.a, kind: town, in: sy}", "sy.yaml:2: key 'name' is missing"),
        ("- {id: sy.a, kind: town, name: أ, in: sy}", "sy.yaml:2: name is {ar: ..., en: ...}"),
        ("- {id: sy.a, kind: town, name: {ar: أ, en: A}}", "sy.yaml:2: key 'in' is missing"),
        ("- {id: sy.a, kind: town, name: {ar: أ, en: A}, in: sy.b}", "sy.yaml:2: 'sy.b' is no place"),
        ("- {id: sy.a, kind: town, name: {ar: أ, en: A}, in: sy.a}", "sy.yaml:2: 'sy.a' lies in itself"),
        ("- {id: sy.a, kind: town, name: {ar: أ, en: A}, in: sy, at: [36]}", "sy.yaml:2: at is [lat, lon]"),
        ("- {id: sy.a, kind: town, name: {ar: أ, en: A}, in: sy, at: [96, 36]}", "sy.yaml:2: at is [lat, lon]"),
        ("- {id: sy, kind: country, name: {ar: أ, en: A}}", "sy.yaml:2: id 'sy' is already at sy.yaml:1"),
        ("- just words", "sy.yaml:2: a place is a mapping"),
        ("- {id: [}", "sy.yaml:2: not readable as YAML"),
    ],
)
def test_faults_name_file_and_line(tmp_path: Path, entry: str, fault: str) -> None:
    found = faults_of(tmp_path, GOOD + entry + "\n")
    assert any(f.startswith(fault) for f in found), found


def test_a_file_that_is_no_list(tmp_path: Path) -> None:
    assert faults_of(tmp_path, "id: sy\n") == ["sy.yaml:1: a list of places is expected"]


def test_all_faults_are_told_at_once(tmp_path: Path) -> None:
    bad = "- {id: sy.a, kind: hamlet, name: {ar: أ, en: A}, in: sy}\n"
    assert len(faults_of(tmp_path, GOOD + bad + bad)) == 2


@pytest.mark.parametrize("path", FILES, ids=lambda p: p.name)
def test_entries_are_in_good_order(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert text.startswith("# ")
    for line, entry in entries(path):
        at = f"{path.name}:{line}"
        assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*(\.[a-z0-9]+(-[a-z0-9]+)*)*", entry["id"]), at
        assert ARABIC.search(entry["name"]["ar"]), at
        assert not ARABIC.search(entry["name"]["en"]), at
        for name in entry.get("names", ()):
            assert not (ARABIC.search(name) and re.search("[A-Za-z]", name)), f"{at}: two scripts in '{name}'"
        if path.stem not in ("world", "countries"):
            assert entry["id"].split(".")[0] == path.stem, at
        assert 0 < entry.get("radius_km", 1) <= 6000, at


def test_every_file_is_plain_yaml() -> None:
    assert len(FILES) >= 20
    for path in FILES:
        assert isinstance(yaml.safe_load(path.read_text(encoding="utf-8")), list)
