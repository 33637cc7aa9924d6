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
        ("الجيش يعلن السيطرة على الكرمك والمليشيا تكذب", "السيطرة", "المليشيا", "denies"),
        ("حكومة الوحدة تعلن السيطرة على زوارة وقوات حفتر تنفي", "السيطرة", "قوات حفتر", "denies"),
        ("أعلنت كييف إسقاط مروحية روسية، وتنفي موسكو", "إسقاط", "موسكو", "denies"),
        ("أعلنت الحكومة استعادة الكرمك، لكن الدعم السريع تنفي", "استعادة", "الدعم السريع", "denies"),
        ("الحكومة تتهم الدعم السريع بقصف مستشفى الفاشر والأخيرة تنفي", "قصف", "الدعم السريع", "denies"),
        ("اتهمت دمشق قسد بقصف قرية، وهو ما نفته الأخيرة", "قصف", "قسد", "denies"),
        ("اتهمت دمشق قسد بقصف قرية، لكن الأخيرة نفت ذلك", "قصف", "قسد", "denies"),
        ("اتهم الوزير رئيس الحزب بخطف متظاهرين، وهو ما نفاه الأخير", "خطف", "رئيس الحزب", "denies"),
        ("قالت مصادر إن الشرطة قتلت متظاهرا في البصرة، وهو ما سارعت الوزارة إلى نفيه", "قتلت", "الوزارة", "denies"),
        ("قالت مصادر إن الشرطة قتلت متظاهرا في البصرة، وهو ما بادرت الوزارة إلى تكذيبه", "قتلت", "الوزارة", "denies"),
        ("اتهمت المنظمة الحركة بتجنيد أطفال، وهي تهمة تنفيها الحركة", "تجنيد", "الحركة", "denies"),
        ("تبادلت الحكومة والحوثيون اتهامات بخطف موظفين في صنعاء", "خطف", "الحكومة", "accuses"),
        ("قال سكان إن الطيران قصف المعبر الذي سيطرت عليه الفصائل، وهو ما نفته وزارة الدفاع", "قصف", "وزارة الدفاع", "denies"),
    ],
)
def test_an_answer_is_a_second_claim(raw: str, trigger: str, source: str, stance: str, knowledge: Knowledge) -> None:
    first, second = [c for c in claims(raw, knowledge) if c.trigger.text == trigger]
    assert (second.source.text, second.stance) == (source, stance)
    assert first.source != second.source and first.place == second.place
    assert (first.actor == second.actor) is (stance != "accuses")  # each of two sides says that the other did it
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
        "أعلن الحوثيون إسقاط طائرة مسيرة فوق مأرب، وهو ما لم تسارع واشنطن إلى نفيه",
        "غارات تستهدف مطار حمص وواشنطن تنفي تنفيذها",
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


@pytest.mark.parametrize(
    ("raw", "denier"),
    [
        ("اختطف مسلحون سائقا في الكفرة وقال أقاربه إنه نقل إلى تشاد، وهو ما نفته نجامينا", "نجامينا"),
        ("قصف الجيش مستودعا في نيالا قال إنه يحوي أسلحة إماراتية، وهو ما نفته أبوظبي", "أبوظبي"),
        ("اعتقلت الشرطة ناشطا بتهمة التحريض، وهو ما نفاه محاميه", "محاميه"),
        ("أقالت الحكومة المحافظ بعد اتهامه بالفساد، الأمر الذي ينفيه المحافظ", "المحافظ"),
    ],
)
def test_a_side_claim_is_answered_itself(raw: str, denier: str, knowledge: Knowledge) -> None:
    deed, denial = claims(raw, knowledge)
    assert (deed.stance, deed.status) == ("reports", "happened")
    assert (denial.type, [w.text for w in denial.actor], denial.status) == ("word.deny", [denier], "happened")


def test_a_charge_that_is_an_event_is_answered(knowledge: Knowledge) -> None:
    found = claims("اعتقلت الشرطة ناشطا بتهمة قتل جندي، وهو ما نفاه محاميه", knowledge)
    assert [(c.type, c.status) for c in found if c.source.text == "محاميه"] == [("harm.kill", "negated")]
    assert [c.status for c in found if c.type == "harm.detain"] == ["happened"]
