"""What the ids of a claim's places say: nobody leaves the place that he withdraws to."""

from __future__ import annotations

from datetime import date

import pytest

from rasid.knowledge import Knowledge
from rasid.mentions import read_text
from rasid.pipeline import analyse
from rasid.resolve import goods_id
from rasid.text import Text
from rasid.types import Report


@pytest.mark.parametrize(
    ("raw", "left", "reached"),
    [
        ("انسحبت هيئة تحرير الشام من سراقب إلى إدلب", {"sy.saraqib"}, {"إدلب"}),
        ("انسحبت الفصائل من مدينة سراقب باتجاه مدينة إدلب", {"sy.saraqib"}, {"مدينة إدلب"}),
        ("انسحبت الفصائل من سراقب في ريف إدلب", {"sy.saraqib", "sy.idlib"}, set()),
    ],
)
def test_where_those_who_withdraw_go_is_not_left(knowledge: Knowledge, raw: str, left: set[str], reached: set[str]) -> None:
    (claim,) = [c for c in analyse(Report("r", raw, published=date(2022, 4, 18)), knowledge) if c.type == "move.withdraw"]
    assert {p.id for p in claim.place if p.id} <= left and claim.place[0].id in left
    assert {p.text for p in claim.place if not p.id} == reached
    assert all(w.place for w in claim.where)  # and still has a point


@pytest.mark.parametrize(
    ("words", "id_"),
    [("المواد الغذائية", "food"), ("شاحنات الطحين", "flour"), ("الشاحنات", "trucks"), ("الوقود", "fuel"), ("السجاد", "")],
)
def test_which_good_the_words_name(knowledge: Knowledge, words: str, id_: str) -> None:
    raw = f"منع الحاجز دخول {words} أمس"
    reading = read_text(Text(raw), knowledge)
    phrase = next(p for s in reading.sentences for p in s.parse.phrases if raw[p.start : p.end] == words)
    assert goods_id(phrase, reading, knowledge) == id_


@pytest.mark.parametrize(
    ("raw", "kept", "gone"),
    [
        ("نفى المحافظ رفع الحصار عن مدينة دير الزور", "access.lift", "access.siege"),
        ("رفعت الفصائل الحصار عن مدينة دير الزور", "access.lift", "access.siege"),
        ("اتهم الجيش السوداني قوات الدعم السريع بخرق اتفاق الهدنة في الخرطوم", "talks.breach", "talks.agree"),
        ("أغلقت المجموعات الطريق الساحلي، ما أوقف دخول شاحنات الوقود إلى الزاوية", "access.block", "access.open"),
    ],
)
def test_what_is_undone_is_not_done(knowledge: Knowledge, raw: str, kept: str, gone: str) -> None:
    types = [c.type for c in analyse(Report("r", raw, published=date(2022, 4, 18)), knowledge)]
    assert kept in types and gone not in types


def test_a_siege_told_apart_from_its_end_stays(knowledge: Knowledge) -> None:
    raw = "رفع الجيش الحصار عن مدينة دير الزور بعد أن حاصر تنظيم الدولة المدينة ثلاث سنوات"
    types = [c.type for c in analyse(Report("r", raw, published=date(2022, 4, 18)), knowledge)]
    assert "access.lift" in types and "access.siege" in types


def test_a_road_that_two_towns_name_is_neither_of_them(knowledge: Knowledge) -> None:
    raw = "أدخل الهلال الأحمر شاحنات إلى المدينة عبر طريق دمشق السويداء المغلق منذ منتصف تموز"
    (blocked,) = [c for c in analyse(Report("r", raw, published=date(2025, 11, 2)), knowledge) if c.type == "access.block"]
    assert [(v.text, v.id) for v in blocked.place] == [("طريق دمشق السويداء", "")]
    assert [(w.place, w.words, w.path) for w in blocked.where] == [("", "طريق دمشق السويداء", ("sy",))]


@pytest.mark.parametrize(
    ("raw", "army"),
    [
        ("الأردن: الجيش يقصف مستودعات مهربين دخلوا من سوريا", "jo.army"),
        ("تركيا | الجيش يقصف مواقع مسلحين شمالي العراق", "tr.army"),
        ("عاجل | مصر: الجيش يقصف سيارات دخلت من ليبيا", "eg.army"),
        ("تشاد.. الجيش يقصف موقعا قرب الحدود مع ليبيا", "td.army"),
        ("عمّان: الجيش يقصف مستودعا لمهربين من سوريا", "jo.army"),
        ("بيروت: قصف الجيش مواقع في درعا وأعلنت سوريا هدنة في حلب", "sy.army"),  # agencies sit in Beirut
        ("سوريا: الجيش يقصف موقعا قرب الحدود مع العراق", "sy.army"),
        ("في العراق، الجيش يقصف مواقع لمسلحين جاؤوا من سوريا ومن حلب", "sy.army"),  # no dateline
        ("الأردن: الجيش السوري يقصف موقعا قرب الحدود", "sy.army"),
    ],
)
def test_the_army_is_that_of_the_dateline(knowledge: Knowledge, raw: str, army: str) -> None:
    claims = analyse(Report("r", raw, published=date(2022, 4, 18)), knowledge)
    assert {a.id for c in claims for a in c.actor if a.text.startswith("الجيش")} == {army}


@pytest.mark.parametrize(
    ("raw", "ids"),
    [
        ("تقدمت قوات حفتر جنوبا. وقال المتحدث إن قواته استعادت معسكر اليرموك من قوات حفتر.", {""}),
        ("قصفت قوات حفتر مطار طرابلس، ثم هاجمت قواته معسكر اليرموك.", {"ly.lna"}),
    ],
)
def test_nobody_takes_what_he_holds_from_himself(knowledge: Knowledge, raw: str, ids: set[str]) -> None:
    claims = analyse(Report("r", raw, published=date(2019, 7, 14)), knowledge)
    targets = [{v.id for v in c.target if v.id} & {v.id for v in c.actor} for c in claims]
    assert not any(targets)
    assert {v.id for c in claims for v in c.actor if v.text == "قواته"} == ids
