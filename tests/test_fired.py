"""What was fired is neither hit nor acting, drones are no march: by the grammar, and by rules and network together."""

from __future__ import annotations

from datetime import date

import pytest

from rasid.knowledge import Knowledge
from rasid.pipeline import Extractor
from rasid.types import Claim, Report


def told(reader: Extractor, raw: str, knowledge: Knowledge) -> list[Claim]:
    return reader(Report("r", raw, published=date(2024, 10, 15)), knowledge)


@pytest.mark.parametrize(
    ("raw", "types"),
    [
        ("مسيرات تستهدف خزانات الوقود في ميناء عدن.", ["fight.airstrike"]),
        ("قال ضابط إن مسيرات انطلقت من الصحراء استهدفت مطار صنعاء.", ["fight.airstrike"]),
        ("أطلق المتمردون مسيرة على مطار نيالا.", ["fight.airstrike"]),
        ("تعرض سد مروي لهجوم بالمسيرات.", ["fight.airstrike"]),
        ("تصدت الدفاعات الجوية لمسيرات أطلقها المتمردون على مروي.", ["fight.foil"]),
        ("اعترضت المقاتلات مسيرات قادمة من البحر.", ["fight.foil"]),
        ("تصدت قوات الأمن لمسيرة الطلاب في سوسة.", ["civic.crackdown"]),
        ("خرجت مسيرات حاشدة في عطبرة.", ["civic.protest"]),
        ("نظمت النقابات مسيرات في الدار البيضاء.", ["civic.protest"]),
        ("أطلق الجيش صاروخا على طائرة مسيرة وأسقطها قرب عدن.", ["fight.foil"]),
    ],
)
def test_drones_are_no_march(reader: Extractor, raw: str, types: list[str], knowledge: Knowledge) -> None:
    assert {"fight.foil", *types} >= {c.type for c in told(reader, raw, knowledge) if c.type != "fight.shelling"} >= set(types)


@pytest.mark.parametrize(
    ("raw", "targets"),
    [
        ("أطلق المتمردون عشرين طائرة مسيرة باتجاه كسلا.", []),
        ("أطلق المتمردون صواريخ ومسيرات على كسلا.", []),
        ("أطلق المتمردون عشر طائرات مسيرة على قواعد عسكرية في كسلا.", ["قواعد عسكرية"]),
    ],
)
def test_what_was_fired_is_not_hit(reader: Extractor, raw: str, targets: list[str], knowledge: Knowledge) -> None:
    [claim] = told(reader, raw, knowledge)
    assert [v.text for v in claim.target] == targets
    assert [v.text for v in claim.actor] == ["المتمردون"]


@pytest.mark.parametrize(
    ("raw", "types"),
    [
        ("دمرت البحرية الفرنسية ثلاث مسيرات فوق خليج عدن.", {"fight.foil"}),
        ("دمر الدفاع الجوي صاروخا باليستيا فوق جازان.", {"fight.foil"}),
        ("أعلنت البحرية تدمير زورقين مسيرين في خليج عدن.", {"fight.foil"}),
        ("دمر الجيش آليتين للمسلحين في سرت.", {"harm.property"}),
    ],
)
def test_what_is_destroyed_in_flight_is_foiled(reader: Extractor, raw: str, types: set[str], knowledge: Knowledge) -> None:
    assert {c.type for c in told(reader, raw, knowledge)} == types


def test_a_drone_that_strikes_acts(reader: Extractor, knowledge: Knowledge) -> None:
    claims = told(reader, "قتل رجلان في استهداف مسيرة إسرائيلية لسيارة قرب صيدا.", knowledge)
    [raid] = [c for c in claims if c.type == "fight.airstrike"]
    assert "مسيرة إسرائيلية" in [v.text for v in raid.actor]
    assert "مسيرة إسرائيلية" not in [v.text for v in raid.target]


def test_what_the_parties_come_to_is_one_deal(reader: Extractor, knowledge: Knowledge) -> None:
    claims = told(reader, "توصلت اللجنة الأمنية ووجهاء مدينة طفس إلى اتفاق يقضي بوقف الحملة.", knowledge)
    assert len([c for c in claims if c.type == "talks.agree"]) == 1


def test_who_is_driven_is_not_dismissed(reader: Extractor, knowledge: Knowledge) -> None:
    raw = "استهدف مجهولون بعبوة ناسفة سيارة تقل رئيس بلدية المزيريب، ما أدى إلى مقتله."
    (claim,) = told(reader, raw, knowledge)
    assert (claim.type, claim.killed) == ("fight.explosion", 1)


def test_where_the_head_of_a_hospital_was_taken_is_named_without_him(reader: Extractor, knowledge: Knowledge) -> None:
    (claim,) = told(reader, "خطف مسلحون مدير مستشفى ترهونة أمس.", knowledge)
    assert [v.text for v in claim.target] == ["مدير مستشفى ترهونة"]
    assert claim.place and not any(v.text.startswith("مدير") for v in claim.place)
