"""One event told by two sources in a sentence is two claims: what the second denies or confirms without naming it again."""

from __future__ import annotations

from datetime import date

import pytest

from rasid.knowledge import Knowledge
from rasid.pipeline import analyse
from rasid.types import Claim, Report


def claims(raw: str, knowledge: Knowledge) -> list[Claim]:
    return analyse(Report("r", raw, outlet="reuters", published=date(2024, 5, 2)), knowledge)


@pytest.mark.parametrize(
    ("raw", "trigger", "source", "stance"),
    [
        ("قالت قوات الدعم السريع إنها سيطرت على مدينة النهود، وهو ما نفاه الجيش السوداني", "سيطرت", "الجيش السوداني", "denies"),
        ("أعلن الحوثيون إسقاط طائرة مسيرة فوق مأرب، الأمر الذي ينفيه التحالف", "إسقاط", "التحالف", "denies"),
        ("تحدثت مصادر محلية عن مقتل عشرة مدنيين في تعز، وهو ما أكده مدير المستشفى", "مقتل", "مدير المستشفى", "confirms"),
        ("أفاد ناشطون باعتقال ثلاثة أشخاص في الناصرية، فيما نفى قائد الشرطة ذلك", "اعتقال", "قائد الشرطة", "denies"),
        ("أعلن تنظيم الدولة سيطرته على قاعدة عسكرية، فيما نفت وزارة الدفاع صحة ذلك", "سيطرته", "وزارة الدفاع", "denies"),
        ("قال ناشطون إن الطيران الروسي قصف مشفى في كفر نبل، غير أن موسكو نفت الأمر", "قصف", "موسكو", "denies"),
        ("أعلنت كتائب القسام أسر جندي في جباليا لكن الجيش الإسرائيلي نفى ذلك جملة وتفصيلا", "أسر", "الجيش الإسرائيلي", "denies"),
        ("اتهمت كييف روسيا بقصف المحطة، لكن موسكو تنفي هذه الاتهامات", "قصف", "موسكو", "denies"),
        ("أكد قائد ميداني إسقاط مروحية قرب منغ، غير أن التلفزيون الرسمي نفى ذلك", "إسقاط", "التلفزيون الرسمي", "denies"),
        ("أعلن المرصد اعتقال صحفي في درعا خلال مظاهرة، وهو ما أكدته الشرطة", "اعتقال", "الشرطة", "confirms"),
        ("أعلنت الجماعة تفجير مقر كان ضباط يجتمعون فيه، لكن وزارة الدفاع نفت ذلك", "تفجير", "وزارة الدفاع", "denies"),
        ("وتبنى التنظيم الهجوم وقال إنه ضرب ضباطا كانوا يجتمعون هناك، لكن الحكومة نفت ذلك", "الهجوم", "الحكومة", "denies"),
        ("أعلن اللواء السيطرة على معسكر النور، غير أن مصدرا عسكريا في قوة الردع الخاصة نفى ذلك", "السيطرة", "مصدرا عسكريا", "denies"),
        ("قال سكان إن الطيران قصف المعبر الذي سيطرت عليه الفصائل، وهو ما نفته وزارة الدفاع", "قصف", "وزارة الدفاع", "denies"),
    ],
)
def test_an_answer_is_a_second_claim(raw: str, trigger: str, source: str, stance: str, knowledge: Knowledge) -> None:
    first, second = [c for c in claims(raw, knowledge) if c.trigger.text == trigger]
    assert (second.source.text, second.stance) == (source, stance)
    assert first.source != second.source and first.actor == second.actor and first.place == second.place
    assert (second.status == "negated") is (stance == "denies")
    assert not [c for c in claims(raw, knowledge) if c.type == "word.deny"]


@pytest.mark.parametrize(
    "raw",
    [
        "قالت مصادر إن قوات حفتر انسحبت من سرت، وهو ما لم يؤكده المتحدث باسمها",
        "قال المرصد إن غارة إسرائيلية استهدفت مطار حلب ولم تؤكد إسرائيل ذلك",
        "انسحبت الفصائل من سراقب، فيما نفى الجيش قصف المدينة",
        "سيطر الجيش على البلدة وأكد أن المعارك مستمرة",
        "أعلن الجيش سيطرته على البلدة وأكد الجيش ذلك في بيان",
        "نفى الوزير ذلك",
        "أحبط الجيش عملية في سيناء، وهو ما يعزز قدرة القاهرة على ضبط حدودها",
        "اتهمت المنظمة الجيش بأن حملته على المسلحين في سيناء خلقت نقصا في الدواء، وهي الاتهامات التي نفاها المتحدث باسمه",
        "قصف الجيش البلدة، لكن الصور تثبت عكس ذلك",
    ],
)
def test_what_answers_nothing(raw: str, knowledge: Knowledge) -> None:
    events = [(c.type, c.trigger.start) for c in claims(raw, knowledge)]
    assert len(events) == len(set(events))


@pytest.mark.parametrize(
    ("raw", "told"),
    [
        ("تتهم السعودية إيران بتهريب السلاح إلى الحوثيين، وتنفي طهران ذلك وتقول إن السلاح من السوق", True),
        ("لكن طهران نفت هذا الأمر، وأعقب ذلك سقوط طائرة في الصحراء", True),
        ("أصدر الفصيل بيانا تنفي فيه قيادة الفصيل هذه الاتهامات", True),
        ("قصف الجيش البلدة، لكن الوزارة نفت الأمر", False),  # an answer to it
    ],
)
def test_who_denies_what_was_told_before_has_denied_it(raw: str, told: bool, knowledge: Knowledge) -> None:
    assert ("word.deny" in [c.type for c in claims(raw, knowledge)]) is told
