"""Types that the company of a word leaves no choice of, read whole, by the rules and by the default: neither may differ."""

from __future__ import annotations

from datetime import date

import pytest

from rasid.knowledge import Knowledge
from rasid.pipeline import Extractor
from rasid.types import Claim, Report


def claims(raw: str, reader: Extractor, knowledge: Knowledge) -> list[Claim]:
    return reader(Report("r", f"{raw}.", published=date(2024, 10, 15)), knowledge)


CASES = [
    # who seizes power has taken no country
    ("استولى ضباط على السلطة في نيامي", {"power.change"}),
    ("سيطر العسكريون على الحكم في باماكو", {"power.change"}),
    ("انتزع الجنرالات السلطة في ليبرفيل", {"power.change"}),
    ("عاد المنفيون بعد سقوط نظام القذافي", {"power.change"}),
    ("سيطر المسلحون على مقر الحكم المحلي في سيئون", {"control.take"}),
    ("استولى المسلحون على معسكر في عمران", {"control.take"}),
    # who ends a closure opens, who ends a siege lifts it
    ("أنهى سائقون إغلاق طريق المرفأ في صور", {"access.open"}),
    ("أعلن العراق انتهاء إغلاق معبر ربيعة", {"access.open"}),
    ("ألغت السلطات حظر التجول في كركوك", {"access.open"}),
    ("توقف قطع الطريق بين السويداء ودمشق", {"access.open"}),
    ("تمكنت الفصائل من إنهاء حصار داريا", {"access.lift"}),
    ("مدد المجلس إغلاق معبر ربيعة", {"access.block"}),
    # what is still besieged is not relieved
    ("لا تزال مدينة كادقلي تحت حصار الحركة", {"access.siege"}),
    ("ما تزال غزة تحت حصار إسرائيلي", {"access.siege"}),
    ("لا يزال الحصار مفروضا على تعز", {"access.siege"}),
    ("أزالت القوات الحصار عن المدينة", {"access.lift"}),
    # who hinders a delivery has delivered nothing
    ("عرقلت الجماعة إيصال المساعدات إلى تعز", {"access.block"}),
    ("أوقفت مصر إدخال شاحنات الوقود إلى القطاع", {"access.block"}),
    ("تعثر وصول المساعدات إلى كادقلي", {"access.block"}),
    ("علق برنامج الأغذية العالمي مساعداته في صنعاء", {"access.block"}),
    ("واصلت مصر إدخال المساعدات إلى غزة", {"access.aid"}),
    ("طالبت القاهرة بوقف الحرب وإدخال المساعدات إلى القطاع", {"word.demand", "access.aid"}),
    # who refuses entry, or leave to enter, blocks
    ("رفضت السلطات السماح لشاحنات الوقود بالدخول إلى نيالا", {"access.block"}),
    ("رفضت الحكومة دخول القافلة الأممية", {"access.block"}),
    ("رفض الرئيس السماح لنائبه بالحديث", {"word.reject"}),
    # what is opened again, comes back into service or goes on is open
    ("أعادت السلطات افتتاح معبر جابر", {"access.open"}),
    ("أعلنت الهيئة إعادة تشغيل مطار حلب", {"access.open"}),
    ("عاد معبر ذهيبة إلى الخدمة", {"access.open"}),
    ("عادت الحركة إلى معبر نصيب", {"access.open"}),
    ("استؤنفت حركة القطارات بين بغداد والبصرة", {"access.open"}),
    ("استأنفت الخطوط القطرية رحلاتها إلى دمشق", {"access.open"}),
    ("عاد عمال الميناء إلى العمل", set[str]()),
    # who passes the control on takes nothing
    ("انتقلت السيطرة على معبر نصيب إلى الشرطة العسكرية", {"control.handover"}),
    ("نقل التحالف السيطرة على القاعدة إلى الجيش العراقي", {"control.handover"}),
    ("سلمت قسد السيطرة على سد تشرين إلى الحكومة", {"control.handover"}),
    # an exchange that was carried out is one
    ("أتمت الحكومة والحوثيون صفقة تبادل شملت 900 أسير", {"power.release"}),
    ("جرت صفقة تبادل بين قسد والجيش الوطني", {"power.release"}),
    ("وقعت الحكومة صفقة تبادل مع الجماعة", {"talks.agree"}),
    # what is under somebody's authority is held by him
    ("تخضع مدينة الحديدة لسلطة الحوثيين", {"control.hold"}),
    ("تخضع رأس العين لنفوذ فصائل موالية لتركيا", {"control.hold"}),
    ("يخضع القاضي لسلطة الوزارة", set[str]()),
    # outages and standstills
    ("توقفت الملاحة في مطار بيروت", {"access.block"}),
    ("خرج مطار الخرطوم عن الخدمة", {"access.block"}),
    ("انقطعت الكهرباء عن كادقلي", {"access.block"}),
    ("أوقفت إيران ضخ الغاز إلى العراق", {"access.block"}),
    ("تعطلت حركة المرور بسبب حادث سير", set[str]()),
    ("عبرت 60 شاحنة أممية من تركيا إلى إدلب", {"access.aid"}),
]


@pytest.mark.parametrize(("raw", "expected"), CASES)
def test_what_is_told(raw: str, expected: set[str], reader: Extractor, knowledge: Knowledge) -> None:
    assert {c.type for c in claims(raw, reader, knowledge)} == expected


@pytest.mark.parametrize(
    ("raw", "type_", "expected"),
    [
        ("رحبت واشنطن باتفاق على انسحاب القوات الإريترية من تيغراي", "move.withdraw", "planned"),
        ("رحبت مصر بالاتفاق القاضي بسحب القوات من جنوب لبنان", "move.withdraw", {"planned", "demanded"}),
        ("أثنى المبعوث على اتفاق الطرفين على فتح طريق تعز", "access.open", "planned"),
        ("رحبت واشنطن بانسحاب القوات من تيغراي", "move.withdraw", "happened"),
    ],
)
def test_what_a_praised_deal_is_about(raw: str, type_: str, expected: str | set[str], reader: Extractor, knowledge: Knowledge) -> None:
    """Praise takes for granted what was done, not what was agreed on."""
    [status] = [c.status for c in claims(raw, reader, knowledge) if c.type == type_]
    assert status in expected


def test_who_seizes_power_has_no_target(reader: Extractor, knowledge: Knowledge) -> None:
    [claim] = claims("جاء ذلك بعد استيلاء العسكر على السلطة في الخرطوم", reader, knowledge)
    assert [a.text for a in claim.role("actor")] == ["العسكر"]
    assert not claim.role("target")
    assert [p.text for p in claim.role("place")] == ["الخرطوم"]


@pytest.mark.parametrize(
    ("raw", "actor"),
    [
        ("فرض الاتحاد عقوبات على نيامي بعد استيلاء الجيش على السلطة", "الجيش"),
        ("أدان الاتحاد الأفريقي استيلاء ضباط على السلطة في باماكو", "ضباط"),
        ("اتهمت المعارضة قيس سعيد بالاستيلاء على السلطة", "قيس سعيد"),
    ],
)
def test_who_seizes_power_stands_at_its_noun(raw: str, actor: str, reader: Extractor, knowledge: Knowledge) -> None:
    [claim] = [c for c in claims(raw, reader, knowledge) if c.type == "power.change"]
    assert [a.text for a in claim.role("actor")] == [actor]


@pytest.mark.parametrize(
    ("raw", "type_"),
    [
        ("توقفت حركة الطيران في مطار معيتيقة", "access.block"),
        ("انقطع التيار الكهربائي في عطبرة", "access.block"),
    ],
)
def test_traffic_stops_nothing(raw: str, type_: str, reader: Extractor, knowledge: Knowledge) -> None:
    [claim] = [c for c in claims(raw, reader, knowledge) if c.type == type_]
    assert not claim.role("actor")


def test_manoeuvres_are_not_made_by_their_name(reader: Extractor, knowledge: Knowledge) -> None:
    [claim] = claims("انطلقت مناورات الأسد الأفريقي في أكادير", reader, knowledge)
    assert not claim.role("actor") and not claim.role("target")


def test_who_welcomes_a_deal_is_no_party_to_it(reader: Extractor, knowledge: Knowledge) -> None:
    found = claims("رحبت واشنطن باتفاق على انسحاب القوات الإريترية من تيغراي", reader, knowledge)
    assert all(not c.role("actor") for c in found if c.type == "talks.agree")


def test_who_refuses_leave_has_blocked(reader: Extractor, knowledge: Knowledge) -> None:
    [claim] = claims("رفضت السلطات السماح لشاحنات الوقود بالدخول إلى نيالا", reader, knowledge)
    assert claim.status in ("happened", "ongoing")


def test_traffic_that_stops_is_no_doer(reader: Extractor, knowledge: Knowledge) -> None:
    [claim] = claims("استؤنفت حركة القطارات بين بغداد والبصرة", reader, knowledge)
    assert not claim.role("actor")
