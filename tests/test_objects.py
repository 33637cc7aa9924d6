"""What an event is with its object: a lorry is stopped, not detained; an attack that is repelled is no second event."""

from __future__ import annotations

from datetime import date

import pytest

from rasid.guards.objects import leaves_nothing, stopped_things
from rasid.guards.senses import only_events
from rasid.knowledge import Knowledge
from rasid.mentions import read_text
from rasid.pipeline import analyse
from rasid.text import Text
from rasid.types import Claim, Report


def claims(raw: str, knowledge: Knowledge) -> list[Claim]:
    return analyse(Report("r", raw, published=date(2024, 5, 12)), knowledge)


@pytest.mark.parametrize(
    ("raw", "word", "type_", "found"),
    [
        ("احتجز الحوثيون عشرين سفينة محملة بالوقود", "احتجز", "harm.detain", "access.block"),
        ("أعلنت الوزارة احتجاز شاحنات الطحين عند المعبر", "احتجاز", "harm.detain", "access.block"),
        ("احتجز الحوثيون ست شاحنات محملة بالقمح", "احتجز", "harm.property", "access.block"),
        ("احتجز الحوثيون عشرين موظفا", "احتجز", "harm.detain", "harm.detain"),
        ("احتجز الحوثيون حافلة على متنها ركاب", "احتجز", "harm.detain", "harm.detain"),
        ("احتجزها المسلحون مع شاحنة وقود", "احتجز", "harm.detain", "harm.detain"),
        ("اعترضت البحرية سفينة متجهة إلى القطاع", "اعترض", "fight.foil", "access.block"),
        ("اعترض محتجون دورية لقوات اليونيفيل", "اعترض", "fight.foil", "access.block"),
        ("اعترضت الدفاعات الجوية صاروخا فوق الرياض", "اعترض", "fight.foil", "fight.foil"),
        ("اعترضت الدفاعات الجوية طائرة مسيرة فوق الرياض", "اعترض", "fight.foil", "fight.foil"),
    ],
)
def test_what_is_stopped_on_its_way(knowledge: Knowledge, raw: str, word: str, type_: str, found: str) -> None:
    sentence = read_text(Text(raw), knowledge).sentences[0]
    trigger = next(t for t in sentence.triggers if t.lemma == word)
    assert stopped_things(sentence, trigger, type_, knowledge) == found


@pytest.mark.parametrize(
    ("raw", "left"),
    [
        ("دعا الوزير الأطراف إلى الخروج من دائرة الصمت", True),
        ("دعا الوزير القوات إلى الخروج من المدينة", False),
        ("دعا الوزير القوات إلى الخروج من مدينة تعيش أزمة", False),
    ],
)
def test_out_of_a_crisis_nobody_withdraws(knowledge: Knowledge, raw: str, left: bool) -> None:
    sentence = read_text(Text(raw), knowledge).sentences[0]
    trigger = next(t for t in sentence.triggers if "move.withdraw" in t.types)
    assert leaves_nothing(sentence, trigger, "move.withdraw", knowledge) is left


@pytest.mark.parametrize(
    ("raw", "attacks"),
    [
        ("أعلن الجيش أنه صد هجوما للمسلحين على مواقعه في نهم", 0),
        ("أحبطت القوات محاولة تسلل للمسلحين نحو مواقعها في نهم", 0),
        ("أفشل الجيش هجوما نفذه مسلحون على قاعدة جوية", 1),
        ("صدت القوات هجوما في نهم، ثم شنت هجوما على مواقع المسلحين في صرواح", 1),
    ],
)
def test_a_repelled_attack_is_one_event(knowledge: Knowledge, raw: str, attacks: int) -> None:
    found = [c.type for c in claims(raw, knowledge)]
    assert found.count("fight.attack") + found.count("move.advance") == attacks
    assert "fight.foil" in found


def test_who_hands_over_power_gives_up_no_place(knowledge: Knowledge) -> None:
    found = {c.type for c in claims("طالب المتظاهرون في الخرطوم بتسليم السلطة إلى المدنيين", knowledge)}
    assert not found & {"control.handover", "move.surrender"}
    assert only_events([], knowledge) == []


@pytest.mark.parametrize(
    ("raw", "type_", "status"),
    [
        ("انتهت جولة المفاوضات بين الوفدين في مسقط من دون التوصل إلى هدنة", "talks.fail", "happened"),
        ("غادر المبعوث صنعاء دون التوصل إلى اتفاق بين الطرفين", "talks.fail", "happened"),
        ("لم يصمد وقف إطلاق النار بين الطرفين في طرابلس أكثر من يومين", "talks.breach", "happened"),
    ],
)
def test_an_agreement_that_was_not_reached_or_did_not_hold(knowledge: Knowledge, raw: str, type_: str, status: str) -> None:
    found = claims(raw, knowledge)
    assert (type_, status) in {(c.type, c.status) for c in found}
    assert not [c for c in found if c.type == "talks.agree"]


@pytest.mark.parametrize(
    "raw",
    [
        "قد لا يتوصل الطرفان إلى هدنة قبل الجمعة",
        "قال الوسيط إن الطرفين قد لا يوقعان الهدنة في جدة",
        "ربما لا يصمد وقف إطلاق النار في طرابلس",
    ],
)
def test_what_may_not_be_is_no_fact(knowledge: Knowledge, raw: str) -> None:
    assert all(c.status not in ("happened", "ongoing", "negated") for c in claims(raw, knowledge))


@pytest.mark.parametrize(
    ("raw", "broken"),
    [
        ("وقع الطرفان هدنة في الأبيض، لكنها لم تصمد سوى ساعات", True),
        ("توصل الجانبان إلى هدنة لم تدم طويلا في طرابلس", True),
        ("وأعلن الوسيط اتفاقا في درعا إلا أنه لم يصمد يوما", True),
        ("لم يصمد الجيش أمام المهاجمين رغم الهدنة", False),
        ("لم تصمد بلدة الباب رغم الاتفاق سوى يومين", False),
        ("صمدت الهدنة في الأبيض أسبوعا", False),
    ],
)
def test_a_truce_that_did_not_hold_was_broken(knowledge: Knowledge, raw: str, broken: bool) -> None:
    assert ("talks.breach" in {c.type for c in claims(raw, knowledge)}) == broken
