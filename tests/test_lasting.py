"""Whether a state still holds: since a day it does, and what somebody was holding he held."""

from __future__ import annotations

from dataclasses import replace

import pytest

from rasid.attributes import attributes
from rasid.coder import Coded
from rasid.guards.lasting import done, held_once, held_since, in_its_course, lasting, not_done, sponsored, stands
from rasid.knowledge import Knowledge
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


def test_what_did_not_happen_is_nobodys_demand(knowledge: Knowledge) -> None:
    sentence = read_text(Text("وأكد المصدر أن الموظفين يواصلون عملهم، وأن القوات لم تنسحب من الشارع"), knowledge).sentences[0]
    verb = next(t for t in sentence.triggers if t.lemma == "انسحب")
    assert not_done(sentence, verb, "move.withdraw", knowledge)
    sentence = read_text(Text("طالب المجلس بأن تنسحب القوات من الشارع"), knowledge).sentences[0]
    assert not any(not_done(sentence, t, t.types[0], knowledge) for t in sentence.triggers)


def test_a_sponsor_sponsors_as_long_as_the_talks_are_held(knowledge: Knowledge) -> None:
    sentence = read_text(Text("لقاء في مطار القامشلي برعاية روسية"), knowledge).sentences[0]
    meeting, sponsor = (next(t for t in sentence.triggers if type_ in t.types) for type_ in ("talks.meet", "talks.mediate"))
    held = Coded(sentence, meeting, "talks.meet", {}, None, "reports", "happened", None)
    assert sponsored(sentence, sponsor, "talks.mediate", "planned", [held]) == "happened"
    planned = replace(held, status="planned")
    assert sponsored(sentence, sponsor, "talks.mediate", "happened", [planned]) == "planned"
    assert sponsored(sentence, sponsor, "talks.mediate", "possible", [planned]) == "possible"  # no fact either: the choice decides


@pytest.mark.parametrize(
    ("text", "lemma", "expected"),
    [
        ("وتبحث الأم عن ابنها وقد نزحت من القرية في تموز", "نزح", True),
        ("وقد تنزح العائلات من القرية", "نزح", False),
        ("وسينزح الأهالي من القرية", "نزح", False),
    ],
)
def test_a_verb_of_the_past_is_no_plan(text: str, lemma: str, expected: bool, knowledge: Knowledge) -> None:
    sentence = read_text(Text(text), knowledge).sentences[0]
    trigger = next(t for t in sentence.triggers if t.lemma == lemma)
    assert done(sentence, trigger) is expected
    status = stands(sentence, trigger, "harm.displace", ("reports", "planned"), None, [], knowledge)[1]
    assert status == ("happened" if expected else "planned")


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("وكانت قوات القيادة العامة تسيطر على عين زارة حتى منتصف 2020", "control.hold"),
        ("كان تنظيم القاعدة يسيطر على المكلا", "control.hold"),
        ("وكانت القوات قد سيطرت على البلدة في أيار", "control.take"),
        ("كانت المدينة هادئة حين سيطر الجيش على المطار", "control.take"),
        ("لتسيطر القوات على البلدة بعد معارك", "control.take"),
    ],
)
def test_who_was_controlling_a_place_held_it(knowledge: Knowledge, raw: str, expected: str) -> None:
    sentence = read_text(Text(raw), knowledge).sentences[0]
    trigger = next(t for t in sentence.triggers if t.lemma == "سيطر")
    assert held_once(sentence, trigger, "control.take", knowledge) == expected


@pytest.mark.parametrize("opener", ["ما", "إذا"])
def test_a_condition_denies_nothing(knowledge: Knowledge, opener: str) -> None:
    sentence = read_text(Text(f"هدد القائد بقصف البلدة {opener} لم تنسحب القوات منها"), knowledge).sentences[0]
    verb = next(t for t in sentence.triggers if t.lemma == "انسحب")
    assert not not_done(sentence, verb, "move.withdraw", knowledge)


@pytest.mark.parametrize(
    ("raw", "type_", "status"),
    [
        ("وقال خليل إن المفاوضات بين الجانبين لم تحقق أي نتائج بعد.", "talks.fail", "happened"),
        ("لم تسفر محادثات جنيف عن نتيجة.", "talks.fail", "happened"),
        ("لا تستجيب الفرقة لمطالب الوسطاء.", "word.reject", "happened"),
        ("لم ترفض الحكومة عرض الوسطاء.", "word.reject", "negated"),
        ("لم تفشل المفاوضات في جنيف.", "talks.fail", "negated"),
    ],
)
def test_a_negation_that_is_the_event_leaves_it_a_fact(knowledge: Knowledge, raw: str, type_: str, status: str) -> None:
    reading = read_text(Text(raw), knowledge)
    sentence = reading.sentences[0]
    trigger = next(t for t in sentence.triggers if type_ in t.types)
    assert attributes(reading, sentence, trigger, type_, (), (), knowledge).status == status


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("فتحت الجرافات الطريق المغلق منذ عشر سنوات", "access.block"),
        ("فتحت الجرافات الطريق المغلق", ""),
    ],
)
def test_a_state_with_its_beginning_is_an_event(raw: str, expected: str, knowledge: Knowledge) -> None:
    sentence = read_text(Text(raw), knowledge).sentences[0]
    trigger = next(t for t in sentence.triggers if t.form == "participle")
    assert held_since(sentence, trigger) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("اتفق الجانبان خلال اجتماع في عمان على إدخال المساعدات", True),
        ("وأعلن الوزير عقب محادثات في أنقرة فتح المعبر", True),
        ("سيوقع الطرفان الهدنة خلال اجتماع في جدة", False),
        ("يبحث الوزراء الملف خلال اجتماع في الدوحة", False),
        ("قرر الطرفان خلال محادثات تجري غدا في مسقط إعلان الهدنة", False),
    ],
)
def test_what_a_past_event_took_place_in_was(text: str, expected: bool, knowledge: Knowledge) -> None:
    sentence = read_text(Text(text), knowledge).sentences[0]
    meeting = next(t for t in sentence.triggers if "talks.meet" in t.types)
    assert in_its_course(sentence, meeting, knowledge) == expected
