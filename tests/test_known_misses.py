"""Sentences that rules were written for and the reader does not find yet: strict, so that whoever mends the cause moves them back.

They stood as examples in ar/frames and were taken out or changed there because they failed, not because they were wrong.
"""

from __future__ import annotations

from typing import Any

import pytest

from rasid.examples import try_example
from rasid.knowledge import Knowledge

NOUN = "behind verb and subject the masdar is read as the noun it is; it stands for the event now, no longer the light verb"

MISSES = [
    ("fight.airstrike/raid", {"text": "ألقت المروحيات براميل متفجرة على مدينة داريا", "trigger": "ألقت"}, "the noun stands for it"),
    (
        "control.hold/occupied",
        {"text": "أغلقت السلطات طرق الجولان المحتل من قبل إسرائيل", "trigger": "المحتل", "actor": ["إسرائيل"], "place": ["الجولان"]},
        "the participle is taken as part of the place's name",
    ),
    (
        "access.block/prevent",
        {
            "text": "فرضت قيادة عمليات البصرة حظر تجول في أقضية المحافظة الشمالية حتى إشعار آخر",
            "trigger": "فرضت",
            "actor": ["قيادة عمليات البصرة"],
        },
        NOUN,
    ),
    (
        "access.open/open",
        {"text": "أعادت الأردن فتح معبر جابر أمام حركة المسافرين والبضائع", "trigger": "أعادت"},
        NOUN,
    ),
    (
        "harm.kill/finish-off",
        {"text": "نفذت السلطات السعودية حكم الإعدام بحق مدان بالإرهاب", "trigger": "نفذت"},
        NOUN,
    ),
    (
        "harm.detain/arrest",
        {"text": "أودعت النيابة الجزائرية الروائي سجن القليعة", "trigger": "أودعت"},
        NOUN,
    ),
    (
        "move.deploy/send",
        {"text": "فرضت الشرطة طوقا أمنيا حول السفارة في بغداد", "trigger": "فرضت"},
        NOUN,
    ),
    (
        "power.release/pardon",
        {"text": "أصدر الملك عفوا عن مئة سجين بمناسبة العيد", "trigger": "أصدر", "actor": ["الملك"], "target": ["مئة سجين"]},
        NOUN,
    ),
    (
        "word.reject/vote",
        {"text": "أعلن مجلس العشائر رفضه أي وجود أجنبي في المحافظة", "trigger": "أعلن", "actor": ["مجلس العشائر"]},
        NOUN,
    ),
    (
        "word.reject/vote",
        {"text": "وجدد الأردن رفضه مشاريع الوطن البديل", "trigger": "جدد", "actor": ["الأردن"]},
        NOUN,
    ),
    (
        "word.reject/vote",
        {"text": "وأكد شيخ قبيلة الجحادر رفضه تجنيد أبناء القبيلة", "trigger": "أكد", "actor": ["شيخ قبيلة"]},
        NOUN,
    ),
    (
        "word.reject/met-with-refusal",
        {"text": "لقي اقتراح تقاسم الموانئ رفضا من حكومة الدبيبة", "trigger": "لقي"},
        NOUN,
    ),
    (
        "word.reject/met-with-refusal",
        {"text": "واجه مقترح تأجيل الانتخابات رفضا من الأحزاب الكردية", "trigger": "واجه", "actor": ["الأحزاب الكردية"]},
        NOUN,
    ),
    (
        "word.reject/met-with-refusal",
        {"text": "لاقت دعوة ترحيل الغزيين رفضا من القاهرة وعمان", "trigger": "لاقت"},
        NOUN,
    ),
]


def _strict(why: str) -> pytest.MarkDecorator:
    return pytest.mark.xfail(strict=True, raises=AssertionError, reason=why)


@pytest.mark.parametrize(("rule", "example"), [pytest.param(r, e, marks=_strict(why), id=r) for r, e, why in MISSES])
def test_found(rule: str, example: dict[str, Any], knowledge: Knowledge) -> None:
    assert try_example(knowledge.rules.rules[rule], example, knowledge).fault == ""
