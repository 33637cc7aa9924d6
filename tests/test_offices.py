"""The name behind an office is its holder's, or another party's: who received whom, who appointed whom, who accused whom."""

from __future__ import annotations

from datetime import date

import pytest

from rasid.knowledge import Knowledge
from rasid.mentions import read_text
from rasid.pipeline import analyse
from rasid.text import Text
from rasid.types import Report


def phrases(raw: str, knowledge: Knowledge) -> list[str]:
    reading = read_text(Text(raw), knowledge)
    return [raw[p.start : p.end] for s in reading.sentences for p in s.parse.phrases]


@pytest.mark.parametrize(
    ("raw", "office", "other"),
    [
        ("استقبل أمير قطر خليل الحية في الدوحة", "أمير قطر", "خليل الحية"),
        ("التقى المبعوث الأمريكي مظلوم عبدي في أربيل", "المبعوث الأمريكي", "مظلوم عبدي"),
        ("انتقد وزير الدفاع الإسرائيلي إيمانويل ماكرون", "وزير الدفاع الإسرائيلي", "إيمانويل ماكرون"),
        ("كلف رئيس الجمهورية نواف سلام بتشكيل حكومة", "رئيس الجمهورية", "نواف سلام"),
        ("كلف الرئيس العراقي محمد شياع السوداني بتشكيل الحكومة", "الرئيس العراقي", "محمد شياع السوداني"),
    ],
)
def test_the_name_of_another_party_ends_an_office(raw: str, office: str, other: str, knowledge: Knowledge) -> None:
    assert phrases(raw, knowledge)[:2] == [office, other]


@pytest.mark.parametrize(
    ("raw", "whole"),
    [
        ("استقبل الرئيس الفرنسي إيمانويل ماكرون، اليوم، نظيره المصري", "الرئيس الفرنسي إيمانويل ماكرون"),
        ("التقى وزير الخارجية بدر عبد العاطي في القاهرة بالمبعوث الأممي", "وزير الخارجية بدر عبد العاطي"),
        ("عين الرئيس أحمد الشرع محافظا جديدا لحلب", "الرئيس أحمد الشرع"),
        ("دعا المبعوث الأممي مارتن كوبلر البرلمان إلى التصويت", "المبعوث الأممي مارتن كوبلر"),  # the UN is no country
        ("كلف الرئيس عبد المجيد تبون سيفي غريب بتشكيل الحكومة", "الرئيس عبد المجيد تبون"),
        ("قال وزير الخارجية الأمريكي السابق مايك بومبيو إن المحادثات فشلت", "وزير الخارجية الأمريكي السابق مايك بومبيو"),
        ("استقبل رئيس الوزراء العراقي محمد شياع السوداني في بغداد وفدا", "رئيس الوزراء العراقي محمد شياع السوداني"),
    ],
)
def test_who_holds_an_office_is_one_with_it(raw: str, whole: str, knowledge: Knowledge) -> None:
    assert phrases(raw, knowledge)[0] == whole


@pytest.mark.parametrize(
    ("raw", "type_", "actors", "targets"),
    [
        ("استقبل أمير قطر خليل الحية في الدوحة", "talks.meet", ["أمير قطر", "خليل الحية"], []),
        ("استقبل رئيس الحكومة هاكان فيدان في بغداد", "talks.meet", ["رئيس الحكومة", "هاكان فيدان"], []),
        ("عين رئيس المجلس الرئاسي سالم بن بريك رئيسا للوزراء", "power.change", ["رئيس المجلس الرئاسي"], ["سالم بن بريك"]),
        ("اتهم وزير الخارجية الإيراني نتنياهو بقصف المنشآت", "fight.shelling", ["نتنياهو"], ["المنشآت"]),
    ],
)
def test_both_parties_play_their_parts(raw: str, type_: str, actors: list[str], targets: list[str], knowledge: Knowledge) -> None:
    [claim] = [c for c in analyse(Report("r", raw, published=date(2025, 8, 13)), knowledge) if c.type == type_]
    assert [v.text for v in claim.role("actor")] == actors
    assert [v.text for v in claim.role("target")] == targets
