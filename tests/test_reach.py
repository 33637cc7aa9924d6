"""What a negation, a plan or an unreal condition makes of an event: read whole, by the grammar alone."""

from __future__ import annotations

from datetime import date

import pytest

from rasid.guards.senses import type_with_object
from rasid.knowledge import Knowledge
from rasid.mentions import read_text
from rasid.pipeline import analyse
from rasid.text import Text
from rasid.types import Report


def status(text: str, type_: str, knowledge: Knowledge) -> str:
    """The status of the one claim of this type."""
    [found] = [c.status for c in analyse(Report("r", text, published=date(2025, 8, 13)), knowledge) if c.type == type_]
    return found


@pytest.mark.parametrize(
    ("text", "type_", "expected"),
    [
        ("لم يفرج الحوثيون إلا عن خمسة موظفين", "power.release", "happened"),
        ("لم تعتقل الشرطة سوى ثلاثة متظاهرين في الرباط", "harm.detain", "happened"),
        ("لا تسيطر قسد إلا على حيين في حلب", "control.hold", "ongoing"),
        ("لم يفرج الحوثيون عن الموظفين", "power.release", "negated"),
    ],
)
def test_an_exception_takes_the_negation_back(text: str, type_: str, expected: str, knowledge: Knowledge) -> None:
    assert status(text, type_, knowledge) == expected


@pytest.mark.parametrize(
    ("text", "type_", "expected"),
    [
        ("لم تدن واشنطن القصف المدفعي على دمشق", "fight.shelling", "happened"),
        ("لم تتضح هوية منفذي اغتيال القاضي في درعا", "harm.kill", "happened"),
        ("لم يكن الهجوم على حاجز الشحيل الأول من نوعه", "fight.attack", "happened"),
        ("لم تؤثر العقوبات على حصار المدينة", "access.siege", "ongoing"),
        ("لم يعد الحصار على البلدة قائما", "access.siege", "negated"),
        ("لم تبدأ عملية تبادل الأسرى في تعز", "power.release", "negated"),
        ("لم تنفذ القوات الانسحاب من البلدة", "move.withdraw", "negated"),
    ],
)
def test_what_a_negation_takes_for_granted(text: str, type_: str, expected: str, knowledge: Knowledge) -> None:
    assert status(text, type_, knowledge) == expected


@pytest.mark.parametrize(
    ("text", "type_", "expected"),
    [
        ("قال القائد إنه لن يفاوض من هاجم القرية", "fight.attack", "happened"),
        ("لولا الوساطة لاجتاح الجيش رفح", "move.advance", "negated"),
        ("لو لم تتدخل القاهرة لكان الجيش قد اقتحم رفح", "move.advance", "negated"),
        ("لولا القصف لما انسحبت الفصائل من حلب", "move.withdraw", "happened"),
        ("لولا وساطة الشيوخ لاندلعت اشتباكات في البصيرة", "fight.clash", "negated"),
        ("قال وزير إن الجيش كان سيقتحم المخيمات لولا اعتراض واشنطن", "move.advance", "negated"),
        ("كان يفترض أن تنسحب القوات من عين زارة الأحد لكنها بقيت", "move.withdraw", "negated"),
        ("كان مقررا أن يفرج الجيش عن الأسرى الجمعة إلا أنه لم يفعل", "power.release", "negated"),
        ("وفق الخطة، يسيطر الجيش على مدينة غزة", "control.take", "planned"),
        ("وبحسب المرصد، يسيطر الجيش على مدينة غزة", "control.take", "happened"),
    ],
)
def test_what_was_not_is_no_fact_and_what_was_is_one(text: str, type_: str, expected: str, knowledge: Knowledge) -> None:
    assert status(text, type_, knowledge) == expected


def test_an_attempt_on_a_life_is_an_attack(knowledge: Knowledge) -> None:
    claims = analyse(Report("r", "تعرض قائد الشرطة لمحاولة اغتيال في درعا", published=date(2025, 8, 13)), knowledge)
    assert {c.type for c in claims} == {"fight.attack"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("فجر مسلحون عبوة ناسفة قرب جنين", "fight.explosion"),
        ("فجرت عناصر التنظيم عبوة ناسفة بدورية للشرطة", "fight.explosion"),
        ("فجر خبراء الجيش عبوة ناسفة في بلدة الشيخ زويد", "fight.foil"),
    ],
)
def test_attackers_set_a_device_off(text: str, expected: str, knowledge: Knowledge) -> None:
    sentence = read_text(Text(text), knowledge).sentences[0]
    trigger = next(t for t in sentence.triggers if t.form == "verb")
    assert type_with_object(sentence, trigger, "fight.foil", knowledge) == expected
