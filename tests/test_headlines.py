"""Short texts - headlines, alerts, notes - read whole by rules and network: who did it, to how many, and whether it was done at all."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from rasid.knowledge import Knowledge
from rasid.pipeline import Extractor
from rasid.types import Claim, Report

Read = Callable[[str], list[Claim]]


@pytest.fixture
def read(reader: Extractor, knowledge: Knowledge) -> Read:
    return lambda text: reader(Report("r", text, published=date(2025, 8, 13)), knowledge)


def one(read: Read, text: str, type_: str) -> Claim:
    [found] = [c for c in read(text) if c.type == type_]
    return found


def words(claim: Claim, role: str) -> list[str]:
    return [v.text for v in claim.role(role)]  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "type_", "actor"),
    [
        ("الجيش الأردني: إطلاق نار من سوريا على دورية حدودية", "fight.attack", []),
        ("الجيش المالي: هجوم على ثكنة في غاو", "fight.attack", []),
        ("الجيش اللبناني: غارة على موقع للجيش في مرجعيون", "fight.airstrike", []),
        ("الجيش السوداني: قصف مدفعي على أحياء أم درمان", "fight.shelling", []),
        ("قوات اليونيفيل: إطلاق نار على دورياتنا", "fight.attack", []),
        ("الشرطة العراقية: اختطاف طبيب في بغداد", "harm.abduct", []),
        ("الأمن العام: خطف تاجر في حمص", "harm.abduct", []),
        # an enemy, another land, an operation: his own deed
        ("الجيش السوداني: غارات على تجمعات الدعم السريع في نيالا", "fight.airstrike", ["الجيش السوداني"]),
        ("الجيش التركي: قصف مواقع في شمال العراق", "fight.shelling", ["الجيش التركي"]),
        ("الحوثيون: هجوم بالصواريخ على سفينة أميركية في البحر الأحمر", "fight.shelling", ["الحوثيون"]),
        ("الجيش اليمني: عملية نوعية في ميدي", "fight.attack", ["الجيش اليمني"]),
        ("الجيش الإسرائيلي: اعتقال 15 مطلوبا في الضفة", "harm.detain", ["الجيش الإسرائيلي"]),
    ],
)
def test_a_force_that_tells_of_a_blow_may_have_received_it(read: Read, text: str, type_: str, actor: list[str]) -> None:
    assert words(one(read, text, type_), "actor") == actor


@pytest.mark.parametrize(
    ("text", "type_", "killed", "injured"),
    [
        ("شهيد برصاص الاحتلال عند مدخل القرية", "harm.kill", 1, None),
        ("شهيدان بنيران الاحتلال في جنين", "harm.kill", 2, None),
        ("قتيل وأربعة جرحى برصاص ملثمين في درعا", "harm.kill", 1, 4),
        ("إصابتان برصاص قناصة في تعز", "harm.injure", None, 2),
        ("ست إصابات بالاختناق في قرية بورين", "harm.injure", None, 6),
        ("إصابة راع بالحجارة قرب نابلس", "harm.injure", None, 1),
        ("شهيد وجريحتان بغارة على عيترون", "fight.airstrike", 1, 2),
    ],
)
def test_the_dead_and_wounded_alone_are_an_event(read: Read, text: str, type_: str, killed: int | None, injured: int | None) -> None:
    found = one(read, text, type_)
    assert (found.killed, found.injured) == (killed, injured)


@pytest.mark.parametrize(
    ("text", "type_", "status"),
    [
        ("هل انسحبت القوات من البلدة؟", "move.withdraw", "possible"),
        ("ما حقيقة مقتل قائد اللواء في مأرب؟", "harm.kill", "possible"),
        ("حقيقة فيديو اعتقال ضباط في دمشق", "harm.detain", "possible"),
        ("من يقف وراء اغتيال العميد في دمشق؟", "harm.kill", "happened"),
        ("الجيش الإسرائيلي ينذر بإخلاء سبع قرى في الجنوب", "harm.displace", "planned"),
        ("الجيش الإسرائيلي يأمر بإخلاء أحياء في خان يونس", "harm.displace", "planned"),
        ("إلى سكان القرية، عليكم إخلاء منازلكم فورا", "harm.displace", "demanded"),
        ("المتحدث باسم الجيش: على سكان النبطية مغادرة منازلهم", "harm.displace", "demanded"),
        ("فك الحصار عن مدينة كادقلي", "access.lift", "happened"),
        ("الجيش السوداني يعلن كسر الحصار عن بابنوسة", "access.lift", "happened"),
        ("إنهاء حصار الدلنج بعد عامين", "access.lift", "happened"),
        ("الحكومة تسعى إلى فك الحصار عن تعز", "access.lift", "planned"),
        ("مسيرة تطالب بفك الحصار عن تعز", "access.lift", "demanded"),
        ("حماس: لا صفقة دون انسحاب كامل من القطاع", "move.withdraw", "demanded"),
        ("دخل الجيش القرية دون إغلاق المعبر", "access.block", "negated"),
    ],
)
def test_what_is_asked_ordered_or_lifted(read: Read, text: str, type_: str, status: str) -> None:
    assert one(read, text, type_).status == status


def test_who_will_not_without_it_does_not_do_it(read: Read) -> None:
    assert words(one(read, "حماس: لا صفقة دون انسحاب كامل من القطاع", "move.withdraw"), "actor") == []


def test_a_condition_lifts_no_siege(read: Read) -> None:
    assert one(read, "فك حصار تعز شرط لأي خطوة", "access.lift").status != "happened"


@pytest.mark.parametrize(
    ("text", "type_", "actor", "target"),
    [
        ("إسرائيل أبلغت واشنطن بضرب مواقع في إيران", "fight.airstrike", ["إسرائيل"], ["مواقع"]),
        ("روسيا أبلغت تركيا بانسحاب قسد", "move.withdraw", ["قسد"], []),
        ("حملة اعتقالات للأمن العسكري في درعا", "harm.detain", ["للأمن العسكري"], []),
        ("اعتقالات للاحتلال في نابلس", "harm.detain", ["للاحتلال"], []),
        ("حملة اعتقالات واسعة لقوات النظام في دوما", "harm.detain", ["قوات النظام"], []),
        ("استهداف نقطة للجيش التركي في ريف إدلب", "fight.attack", [], ["نقطة للجيش التركي"]),
        ("قصف جوي للجيش على سوق في نيالا", "fight.airstrike", ["للجيش"], ["سوق"]),
        ("إنزال جوي أمريكي في ريف الحسكة", "move.advance", ["أمريكي"], []),
    ],
)
def test_who_owns_it_and_who_is_told_of_it(read: Read, text: str, type_: str, actor: list[str], target: list[str]) -> None:
    found = one(read, text, type_)
    assert (words(found, "actor"), words(found, "target")) == (actor, target)


def test_aid_is_dropped_from_the_air(read: Read) -> None:
    assert words(one(read, "إنزال جوي لمساعدات على شمال غزة", "access.aid"), "goods") == ["مساعدات"]


@pytest.mark.parametrize(
    ("text", "type_", "actor", "target", "place"),
    [
        ("حرس الحدود يعتقل أربعة مهربين في المهرة", "harm.detain", ["حرس الحدود"], ["أربعة مهربين"], ["المهرة"]),
        ("اغتيال إمام مسجد في عدن", "harm.kill", [], ["إمام مسجد"], ["عدن"]),
        ("وفاة فتى متأثرا بجراحه في إدلب", "harm.kill", [], ["فتى"], ["إدلب"]),
        ("اعتقال عضو في البوليساريو", "harm.detain", [], ["عضو في البوليساريو"], []),
        ("مقتل راع بلغم من مخلفات تنظيم داعش في الرقة", "fight.explosion", ["تنظيم داعش"], ["راع"], ["الرقة"]),
        ("إلقاء قنبلة على مقهى في بغداد", "fight.explosion", [], ["مقهى"], ["بغداد"]),
        ("عقوبات أمريكية بحق أربعة قادة", "power.sanction", ["أمريكية"], ["أربعة قادة"], []),
        ("تنفيذ حكم الإعدام بحق خمسة مدانين في بغداد", "harm.kill", [], ["خمسة مدانين"], ["بغداد"]),
        ("القسام: أجهزنا على ثلاثة جنود في جباليا", "", ["القسام"], ["ثلاثة جنود"], ["جباليا"]),
    ],
)
def test_whom_the_words_name(read: Read, text: str, type_: str, actor: list[str], target: list[str], place: list[str]) -> None:
    [found] = [c for c in read(text) if c.type == type_ or not type_]
    assert [words(found, role) for role in ("actor", "target", "place")] == [actor, target, place]


def test_left_shells_are_no_shelling_and_a_return_is_no_flight(read: Read) -> None:
    assert [c.type for c in read("مقتل طفل بانفجار لغم من مخلفات القصف في إدلب")] == ["fight.explosion"]
    assert read("عودة آلاف النازحين إلى شمال غزة") == []
    assert [c.type for c in read("خروج الدفعة الأخيرة من مهجري دوما")] == ["harm.displace"]


def test_what_convicts_did_has_not_killed_them(read: Read) -> None:
    assert all(c.killed is None for c in read("الإعدام لأربعة متهمين بتفجير الكرادة") if c.type == "fight.explosion")


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("كابول: تفجير قرب مسجد", "outlet"),
        ("تونس: مقتل جندي بانفجار لغم", "outlet"),
        ("باماكو: مسلحون يهاجمون المطار", "outlet"),
        ("عاجل: انفجار في دمشق", "outlet"),
        ("روسيا: هجوم محتمل على معبر في إدلب", "روسيا"),
        ("موسكو: لن نسحب قواتنا من سوريا", ""),
        ("الصحة الفلسطينية: استشهاد شابين بقصف على رفح", "الصحة الفلسطينية"),
        ("مصادر فلسطينية: مقتل شاب في جنين", "مصادر فلسطينية"),
        ("تقارير إسرائيلية عن مقتل رهينتين", "تقارير إسرائيلية"),
    ],
)
def test_a_dateline_is_no_source(read: Read, text: str, source: str) -> None:
    found = read(text)[0].source
    assert not source or (found.text or found.kind) == source
