"""Who killed whom where killed and was killed are written alike: the victim's ending tells."""

from __future__ import annotations

from datetime import date

import pytest

from rasid.knowledge import Knowledge
from rasid.pipeline import analyse
from rasid.types import Claim, Report


def killing(text: str, knowledge: Knowledge) -> Claim:
    (claim,) = [c for c in analyse(Report("r", text, published=date(2024, 5, 2)), knowledge) if c.type in ("harm.kill", "harm.injure")]
    return claim


@pytest.mark.parametrize(
    ("text", "actor", "target"),
    [
        ("قتل عنصران من اللواء الثامن مدنيا في بصرى", "عنصران من اللواء الثامن", "مدنيا"),
        ("ذبح عناصر داعش راعيا في البادية", "عناصر داعش", "راعيا"),
        ("قتل جنود أتراك شابا في عفرين", "جنود أتراك", "شابا"),
        ("قتل مسلحون مجهولون ثلاثة مدنيين في درعا", "مسلحون مجهولون", "ثلاثة مدنيين"),
        ("اغتال ثلاثة ملثمين ضابطا في الصنمين", "ثلاثة ملثمين", "ضابطا"),
        ("قتل رجل زوجته في حلب", "رجل", "زوجته"),
        ("قتلت امرأة زوجها في حلب", "امرأة", "زوجها"),
    ],
)
def test_who_killed_whom(text: str, actor: str, target: str, knowledge: Knowledge) -> None:
    claim = killing(text, knowledge)
    assert [v.text for v in claim.actor] == [actor]
    assert [v.text for v in claim.target] == [target]


@pytest.mark.parametrize(
    ("text", "target"),
    [
        ("قتل ثلاثة مدنيين في درعا", "ثلاثة مدنيين"),
        ("قتل عشرون جنديا مصريا في سيناء", "عشرون جنديا مصريا"),
        ("قتل القائد أسيرا في السجن", "القائد"),
        ("قتل قائد قواته في حلب", "قائد قواته"),
        ("قتل مدنيان رميا بالرصاص", "مدنيان"),
        ("قتل شاب وشقيقه في حلب", "شاب"),
    ],
)
def test_who_only_was_killed(text: str, target: str, knowledge: Knowledge) -> None:
    claim = killing(text, knowledge)
    assert claim.actor == ()
    assert claim.target[0].text == target
