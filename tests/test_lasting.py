"""Whether a state still holds: since a day it does, and what somebody was holding he held."""

from __future__ import annotations

import pytest

from rasid.knowledge import Knowledge
from rasid.lasting import lasting
from rasid.mentions import read_text
from rasid.text import Text


@pytest.mark.parametrize(
    ("raw", "type_", "status", "expected"),
    [
        ("تمنع الفرقة الرابعة إدخال الطحين منذ 13 آذار الماضي", "access.block", "happened", "ongoing"),
        ("حاصرت القوات المدينة منذ أيار 2024", "access.siege", "happened", "ongoing"),
        ("حاصرت القوات المدينة في أيار 2024", "access.siege", "happened", "happened"),
        ("كانت الفصائل تسيطر على البلدة منذ عام 2015", "control.hold", "ongoing", "happened"),
        ("باتت الفصائل تسيطر على البلدة", "control.hold", "ongoing", "ongoing"),
        ("قد تحاصر القوات المدينة منذ اليوم", "access.siege", "possible", "possible"),
    ],
)
def test_whether_a_state_lasts(knowledge: Knowledge, raw: str, type_: str, status: str, expected: str) -> None:
    sentence = read_text(Text(raw), knowledge).sentences[0]
    trigger = next(t for t in sentence.triggers if type_ in t.types)
    time = sentence.times[0] if sentence.times else None
    assert lasting(sentence, trigger, type_, status, time, knowledge) == expected  # type: ignore[arg-type]
