"""Losses that are announced, denied or doubted, with what they were suffered from: read whole, by the rules and by both."""

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
    return lambda text: reader(Report("r", text, outlet="sana", published=date(2024, 3, 12)), knowledge)


def fight(claims: list[Claim]) -> Claim:
    [found] = [c for c in claims if c.type.startswith("fight.")]
    return found


def loss(claims: list[Claim]) -> Claim:
    [found] = [c for c in claims if c.type in ("harm.kill", "harm.injure")]
    return found


@pytest.mark.parametrize(
    "text",
    [
        "أعلن الجيش المالي مقتل ثلاثة من جنوده في كمين قرب تساليت",
        "وأعلنت شرطة البصرة مقتل أربعة من عناصرها في هجوم غربي المدينة",
        "أكدت الحركة مقتل قائدها في غارة على خان يونس",
        "أعلن الجيش اللبناني إصابة جنديين في قصف على ثكنة في مرجعيون",
        "أعلنت وزارة الدفاع التركية مقتل جندي تركي في هجوم بالعراق",
        "نفى الجيش مقتل جنود في كمين بدارفور",
        "نفى المتحدث باسم حركة الشباب مقتل نائب زعيمها في غارة على بلدة جلب",
    ],
)
def test_who_tells_of_his_own_losses_did_not_cause_them(text: str, read: Read) -> None:
    assert not fight(read(text)).actor


@pytest.mark.parametrize(
    ("text", "actor"),
    [
        ("أعلن الجيش الإسرائيلي مقتل قائد في حماس في غارة على غزة", "الجيش الإسرائيلي"),
        ("وأعلن الجيش السوداني مقتل عشرات المتمردين في كمين غرب أم درمان", "الجيش السوداني"),
        ("أعلنت كتائب القسام مقتل جنود إسرائيليين في كمين شرق رفح", "كتائب القسام"),
    ],
)
def test_who_tells_of_the_losses_of_others_may_have_caused_them(text: str, actor: str, read: Read) -> None:
    assert [v.text for v in fight(read(text)).actor] == [actor]


@pytest.mark.parametrize(
    ("text", "source", "victim"),
    [
        ("نفى المتحدث باسم حركة الشباب مقتل نائب زعيمها في غارة على بلدة جلب", "المتحدث باسم حركة الشباب", "نائب زعيمها"),
        ("نفت إيران مقتل مستشارين لها في القصف الإسرائيلي على حلب", "إيران", "مستشارين"),
        ("ونفى الحوثيون مقتل قائد بارز في ضربة أميركية على صنعاء", "الحوثيون", "قائد بارز"),
        ("ونفى حزب الله إصابة أي من عناصره في القصف على بلدة الخيام", "حزب الله", "أي من عناصره"),
        ("ونفت الوزارة مقتل مدنيين في غاراتها على الرقة", "الوزارة", "مدنيين"),
    ],
)
def test_a_denied_loss_stands_beside_the_raid(text: str, source: str, victim: str, read: Read) -> None:
    claims = read(text)
    denied, raid = loss(claims), fight(claims)
    assert (denied.source.text, denied.stance, denied.status) == (source, "denies", "negated")
    assert [v.text for v in denied.target] == [victim]
    assert not denied.actor
    assert raid.status == "happened"
    assert victim not in [v.text for v in raid.target]
    assert raid.killed is None


@pytest.mark.parametrize(
    ("text", "killed", "raid"),
    [
        ("ولم يتأكد مقتل زعيم الحركة في الغارة على كسلا", "possible", "happened"),
        ("وقالت الحركة إنه لم يقتل أي من قادتها في الغارة على كسلا", "negated", "happened"),
    ],
)
def test_a_loss_that_is_not_sure_leaves_the_raid_a_fact(text: str, killed: str, raid: str, read: Read) -> None:
    claims = read(text)
    assert (loss(claims).status, fight(claims).status) == (killed, raid)


@pytest.mark.parametrize(
    "text",
    [
        "وراجت شائعات عن مقتل القائد في غارة على نيالا",
        "وتضاربت الأنباء حول مقتل قائد الفصيل في قصف على جرابلس",
        "وسط أنباء غير مؤكدة عن مقتل القيادي في غارة أميركية على إدلب",
    ],
)
def test_rumours_of_a_death_in_a_raid_are_rumours_of_the_raid(text: str, read: Read) -> None:
    assert {c.status for c in read(text)} == {"possible"}


def test_no_word_of_negation_no_denial(read: Read) -> None:
    [claim] = read("وتداول ناشطون أنباء عن سيطرة المعارضة على معبر نصيب")
    assert (claim.stance, claim.status) == ("reports", "possible")


@pytest.mark.parametrize(
    ("text", "victim"),
    [
        ("قتل سائق كان في طريقه إلى عدن برصاص مسلحين في لحج", "سائق"),
        ("وقتلت ممرضة كانت عائدة من عملها برصاص مسلحين", "ممرضة"),
        ("وأصيب شاب كان يقود دراجته برصاص الجيش في جنين", "شاب"),
        ("أصيب رجل بجروح متوسطة جراء سقوط شظايا صاروخ في حيفا", "رجل"),
    ],
)
def test_a_loss_on_several_words_is_told(text: str, victim: str, read: Read) -> None:
    [claim] = read(text)
    assert [v.text for v in claim.target] == [victim]
    assert claim.killed == 1 or claim.injured == 1


@pytest.mark.parametrize(
    ("text", "actors"),
    [
        ("أعلن الجيش استعادة القوات الحكومية السيطرة على المنطقة", ["القوات الحكومية"]),
        ("جاء ذلك بعد استعادة الجيش السوداني السيطرة على مدينة ود مدني", ["الجيش السوداني"]),
        ("منذ فرض الحوثيين حصارا على مدينة تعز", ["الحوثيين"]),
        ("جاء ذلك عقب فرض قوات الدعم السريع سيطرتها على مدينة الفولة", ["قوات الدعم السريع"]),
    ],
)
def test_a_masdar_and_its_object_are_one_event(text: str, actors: list[str], read: Read) -> None:
    [claim] = read(text)
    assert [v.text for v in claim.actor] == actors


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("تقدم الجيش نحو مدينة بحري بعد فقدان الدعم السريع لمنطقة الصالحة", "منطقة الصالحة"),
        ("تسعى واشنطن إلى منع سيطرة التنظيم على مناطق جديدة في الرمادي والفلوجة بعد خسارته لحي الملعب", "حي الملعب"),
    ],
)
def test_what_is_lost_behind_after_has_its_own_place(text: str, place: str, read: Read) -> None:
    [lost] = [c for c in read(text) if c.type == "control.lose"]
    assert [v.text for v in lost.place] == [place]
