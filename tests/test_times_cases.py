"""Dates as agencies, channels, reports and communiques write them: each alone and in a sentence, on other days of publication."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

import rasid
from rasid.text import Text
from rasid.times import TimeMention, find_times, load_times, resolve_time

WORDS = load_times(Path(rasid.__file__).parent / "knowledge" / "ar" / "times.yaml")
LINES = (Path(__file__).parent / "data" / "date_cases.tsv").read_text("utf-8").splitlines()
ROWS = [(*line.split("\t"), "")[:4] for line in LINES if line and not line.startswith("#")]
CASES = [row for row in ROWS if row[2] != "-"]
SENTENCES = (
    "{}",
    "أفادت مصادر محلية بأن الطيران استهدف السوق {} ما أدى إلى مقتل مدنيين",
    "وقال شهود إن القصف وقع {}، وأضافوا أن منازل تضررت",
)


def found(text: str, published: str) -> list[tuple[TimeMention, str]]:
    values = [(mention, resolve_time(mention, date.fromisoformat(published))) for mention in find_times(Text(text), WORDS)]
    return [(mention, when.edtf if when else "") for mention, when in values]


@pytest.mark.parametrize(("published", "words", "edtf", "part"), CASES, ids=[f"{row[0]} {row[2]} {i}" for i, row in enumerate(CASES)])
def test_alone_and_in_a_sentence(published: str, words: str, edtf: str, part: str) -> None:
    for sentence in SENTENCES:
        times = found(sentence.format(words), published)
        if not edtf:
            assert [value for _, value in times if value] == []
            continue
        ((mention, value),) = times
        assert value == edtf
        assert not part or (mention.clock is not None and mention.clock.part == part)


@pytest.mark.parametrize("text", [row[1] for row in ROWS if row[2] == "-"])
def test_no_times(text: str) -> None:
    assert found(text, "2018-03-01") == []


@pytest.mark.parametrize(
    ("words", "hour", "future", "edtf"),
    [
        ("خلال الساعات الست الماضية", 20, False, "2022-04-11"),
        ("خلال الساعات الست الماضية", 3, False, "2022-04-10/2022-04-11"),
        ("خلال الساعات الـ24 الماضية", 20, False, "2022-04-10/2022-04-11"),
        ("خلال 48 ساعة", 20, True, "2022-04-11/2022-04-13"),
        ("بعد ثلاث ساعات", 22, True, "2022-04-12"),
        ("قبل نصف ساعة", 0, False, "2022-04-10"),
        ("منذ خمس ساعات", 3, False, "2022-04-10/.."),
    ],
)
def test_hours_counted_from_the_hour_of_publication(words: str, hour: int, future: bool, edtf: str) -> None:
    (mention,) = find_times(Text(words), WORDS)
    when = resolve_time(mention, date(2022, 4, 11), hour, governed_by_future=future)
    assert when is not None and when.edtf == edtf
