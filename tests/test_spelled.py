"""Words that folding makes equal to others: who is called Ali, a governor; and verbs that look like nouns or like another verb."""

from __future__ import annotations

from datetime import date

import pytest

from rasid.knowledge import Knowledge
from rasid.mentions import read_text
from rasid.pipeline import analyse
from rasid.text import Text
from rasid.types import Claim, Report


def claims(raw: str, knowledge: Knowledge) -> list[Claim]:
    return analyse(Report("r", raw, published=date(2024, 5, 12)), knowledge)


def phrases(raw: str, knowledge: Knowledge) -> list[str]:
    return [raw[p.start : p.end] for s in read_text(Text(raw), knowledge).sentences for p in s.parse.phrases]


@pytest.mark.parametrize(
    ("raw", "phrase"),
    [
        ("قتل مسلحون الناشط علي جاسم على طريق البصرة", "الناشط علي جاسم"),
        ("واعتقلت الشرطة علي حسن في بغداد على خلفية الاحتجاج", "علي حسن"),
        ("خطف مسلحون حسين وعلي جاسم على طريق البصرة", "علي جاسم"),
        ("أبلغ والي شمال دارفور الصحفيين أن الجيش انسحب", "والي شمال دارفور"),
        ("وصلت القوات إلى البلدة وإلى المطار", "المطار"),
        ("سيطرت القوات علي المدينة", "المدينة"),  # a writer who spells `on` so
    ],
)
def test_who_is_called_so_is_somebody(knowledge: Knowledge, raw: str, phrase: str) -> None:
    assert phrase in phrases(raw, knowledge)


def test_on_is_on_where_it_is_spelled_so(knowledge: Knowledge) -> None:
    raw = "هاجمت القوات على طريق البصرة قافلة"
    parse = read_text(Text(raw), knowledge).sentences[0].parse
    assert next(p for p in parse.phrases if "طريق" in raw[p.start : p.end]).prep == "علي"


def test_a_name_speaks(knowledge: Knowledge) -> None:
    (claim,) = claims("قال علي الحسيني إن القوات انسحبت من البلدة على دفعات", knowledge)
    assert claim.source.text == "علي الحسيني"


@pytest.mark.parametrize(
    ("raw", "actor"),
    [
        ("قتل جنديان في كمين نصبه مسلحون مجهولون على طريق الشويرف", "مسلحون مجهولون"),
        ("قتل جنديان في هجوم شنه مسلحون مجهولون على طريق الشويرف", "مسلحون مجهولون"),
    ],
)
def test_a_clause_without_a_relative_pronoun(knowledge: Knowledge, raw: str, actor: str) -> None:
    (claim,) = [c for c in claims(raw, knowledge) if c.type == "fight.attack"]
    assert [v.text for v in claim.actor] == [actor]


def test_who_plunders_does_not_urge(knowledge: Knowledge) -> None:
    sentence = read_text(Text("فرت الأسر بينما نهب مسلحون السوق وأحرقوا المحال"), knowledge).sentences[0]
    assert not sentence.speech


def test_gunmen_are_not_of_the_market(knowledge: Knowledge) -> None:
    found = phrases("نهب مسلحون سوق الفاشر", knowledge)
    assert "مسلحون" in found and "مسلحون سوق الفاشر" not in found


def test_two_young_men_are_no_part_of_the_patrol(knowledge: Knowledge) -> None:
    assert "دورية أمنية" in phrases("اعتقلت دورية أمنية شابين في نوى", knowledge)


def test_who_calls_for_a_truce_meanwhile_does_not_tell_the_rest(knowledge: Knowledge) -> None:
    raw = "وبينما دعت البعثة الأممية الأطراف إلى هدنة، انسحبت القوات من البلدة"
    (claim,) = [c for c in claims(raw, knowledge) if c.type == "move.withdraw"]
    assert (claim.source.kind, claim.status) == ("outlet", "happened")


def test_a_convoy_that_was_sent_was_sent(knowledge: Knowledge) -> None:
    found = claims("سيرت السلطات قافلة مساعدات إلى بلدة كاس بعد فتح الطريق", knowledge)
    assert {c.status for c in found if c.type == "access.aid"} <= {"happened", "ongoing"}
