"""What a particle or a firm cue denies, puts off, demands or leaves open never becomes a fact, whatever the learned choices say."""

from __future__ import annotations

from datetime import date

import pytest

from rasid.guards.agreed import agreed
from rasid.knowledge import Knowledge
from rasid.mentions import read_text
from rasid.pipeline import analyse
from rasid.text import Text
from rasid.types import Report

CASES = [
    ("لم تقصف الطائرات الروسية مدينة إدلب أمس", "تقصف", "negated"),
    ("لم يسيطر الجيش على بلدة سراقب", "يسيطر", "negated"),
    ("لن تنسحب القوات التركية من مدينة عفرين", "تنسحب", "negated"),
    ("قد تقصف الطائرات الروسية مدينة إدلب", "تقصف", "possible"),
    ("قال الوزير إن الجيش قد ينسحب من مدينة عفرين", "ينسحب", "possible"),
    ("سيقصف الجيش مدينة إدلب", "سيقصف", "planned"),
    ("تستعد الفصائل لاقتحام مدينة إدلب", "اقتحام", "planned"),
    ("طالبت بغداد بانسحاب القوات التركية من بعشيقة", "انسحاب", "demanded"),
    ("عجزت قوات النظام عن اقتحام مدينة إدلب", "اقتحام", "negated"),
    ("نزح سكان إدلب خشية غارات روسية", "غارات", "possible"),
    ("تضاربت الأنباء حول سيطرة الجيش على مدينة إدلب", "سيطرة", "possible"),
    ("أرجأت القيادة الهجوم على مدينة الرمادي", "الهجوم", "planned"),
]


def statuses(text: str, trigger: str, knowledge: Knowledge) -> list[str]:
    report = Report("r", text, outlet="sana", published=date(2024, 5, 2))
    return [c.status for c in analyse(report, knowledge) if c.trigger.text == trigger]


@pytest.mark.parametrize(("text", "trigger", "status"), CASES)
def test_no_fact(text: str, trigger: str, status: str, knowledge: Knowledge) -> None:
    assert statuses(text, trigger, knowledge) == [status]


def test_before_a_perfect_the_particle_of_possibility_says_already(knowledge: Knowledge) -> None:
    assert statuses("كانت الطائرات الروسية قد قصفت مدينة إدلب أمس", "قصفت", knowledge) == ["happened"]


def test_who_does_not_let_in_blocks(knowledge: Knowledge) -> None:
    assert "negated" not in statuses("لم تسمح قوات النظام بدخول المساعدات إلى مدينة دوما", "تسمح", knowledge)


@pytest.mark.parametrize(
    ("text", "trigger", "status"),
    [
        ("بموجب التفاهم تنسحب القوات التركية من مدينة تل أبيض", "تنسحب", "planned"),
        ("وبموجب الاتفاق، ينسحب المسلحون من حي الوعر ويسلمون معبر نصيب", "ينسحب", "planned"),
        ("بموجب الاتفاق انسحبت القوات التركية من مدينة تل أبيض", "انسحبت", "happened"),
        ("خرج المقاتلون بموجب الاتفاق بينما تقصف الطائرات الروسية مدينة إدلب", "تقصف", "happened"),
        ("هدد الزعيم بقصف القاعدة ما لم تنسحب القوات من حي الوعر", "تنسحب", "demanded"),
    ],
)
def test_what_a_deal_says_is_not_done_and_unless_is_no_denial(text: str, trigger: str, status: str, knowledge: Knowledge) -> None:
    [found] = statuses(text, trigger, knowledge)
    assert found == status or {found, status} <= {"demanded", "possible"} or {found, status} <= {"happened", "ongoing"}


@pytest.mark.parametrize(
    ("text", "type_", "planned"),
    [
        ("توصل الوفدان إلى اتفاق لتبادل المحتجزين في السويداء", "power.release", True),
        ("أعلن الوسيط التوصل إلى تفاهم بشأن فتح معبر نصيب", "access.open", True),
        ("وقع الجانبان اتفاقا على إجلاء المقاتلين من المخيم", "move.withdraw", True),
        ("خرج المقاتلون وتبادل الطرفان الأسرى في تعز", "power.release", False),
    ],
)
def test_what_is_agreed_on_is_not_done(text: str, type_: str, planned: bool, knowledge: Knowledge) -> None:
    sentence = read_text(Text(text), knowledge).sentences[0]
    found = next(t for t in sentence.triggers if type_ in t.types)
    assert agreed(sentence, found, type_, knowledge) == planned


def test_a_deal_that_is_carried_out_is_no_plan(knowledge: Knowledge) -> None:
    for text in ("نفذ الطرفان اتفاقا لتبادل الأسرى في تعز", "بدأ تنفيذ اتفاق على تبادل الأسرى في تعز"):
        sentence = read_text(Text(text), knowledge).sentences[0]
        found = next(t for t in sentence.triggers if "power.release" in t.types)
        assert not agreed(sentence, found, "power.release", knowledge)
