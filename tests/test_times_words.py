"""knowledge/ar/times.yaml is checked as it is loaded: every fault by file and line."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import rasid
from rasid.errors import KnowledgeError
from rasid.text import Text
from rasid.times import find_times, load_times

SOURCE = (Path(rasid.__file__).parent / "knowledge" / "ar" / "times.yaml").read_text(encoding="utf-8")


def fault(tmp_path: Path, text: str) -> list[str]:
    path = tmp_path / "times.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(KnowledgeError) as caught:
        load_times(path)
    return caught.value.faults


def line_of(text: str, part: str) -> int:
    return text[: text.index(part)].count("\n") + 1


def test_unknown_key(tmp_path: Path) -> None:
    text = SOURCE.replace("{number: 2, names: [صفر]}", "{number: 2, name: [صفر]}")
    faults = fault(tmp_path, text)
    line = line_of(text, "name: [صفر]")
    assert [f.split(";")[0] for f in faults] == [
        f"times.yaml:{line}: unknown key 'name' in 'hijri_months'",
        f"times.yaml:{line}: key 'names' is missing in 'hijri_months'",
    ]


def test_unknown_and_missing_group(tmp_path: Path) -> None:
    faults = fault(tmp_path, SOURCE.replace("\nseasons:", "\nseason:"))
    assert any("unknown group 'season'" in f for f in faults)
    assert any("group 'seasons' is missing" in f for f in faults)


def test_wrong_type(tmp_path: Path) -> None:
    text = SOURCE.replace("{number: 7, names: [رجب]}", "{number: seven, names: رجب}")
    assert [f.partition(": ")[2] for f in fault(tmp_path, text)] == [
        "'number' must be of type int",
        "'names' must be a list of words",
    ]


def test_an_example_is_of_one_kind(tmp_path: Path) -> None:
    text = SOURCE.replace("- {not: ظهر القائد في تسجيل مصور}", "- {text: ظهر القائد في تسجيل مصور}")
    assert [f.partition(": ")[2] for f in fault(tmp_path, text)] == ["an example with 'text' says its 'time' and 'edtf'"]


def test_a_group_has_examples(tmp_path: Path) -> None:
    head, _, tail = SOURCE.partition("streaks:\n")
    tail = tail[tail.index("feasts:") :]
    text = f"{head}streaks:\n  behind: [على التوالي]\n  examples: []\n{tail}"
    assert [f.partition(": ")[2] for f in fault(tmp_path, text)] == ["group 'streaks' needs at least one example"]


@pytest.mark.parametrize("text", ["", "a: [", "- a list"])
def test_what_is_no_mapping(tmp_path: Path, text: str) -> None:
    assert re.match(r"times\.yaml:\d+: \w", fault(tmp_path, text)[0])


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(KnowledgeError, match=r"times\.yaml:1: cannot be read"):
        load_times(tmp_path / "times.yaml")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("قرب مضيق باب المندب", 0),
        ("وصلوا باب المدينة", 0),
        ("تجمعوا في باب السلسلة", 0),
        ("قتل في آب", 1),
        ("بآب 2014", 1),
    ],
)
def test_a_gate_is_no_month(text: str, found: int) -> None:
    words = load_times(Path(rasid.__file__).parent / "knowledge" / "ar" / "times.yaml")
    assert len(find_times(Text(text), words)) == found
