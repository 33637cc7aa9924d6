"""A demand, an accusation or a threat that somebody denies is a speech act that is denied, and its content no fact."""

from __future__ import annotations

from datetime import date

import pytest

from rasid.knowledge import Knowledge
from rasid.pipeline import analyse
from rasid.types import Report


def told(raw: str, knowledge: Knowledge) -> list[tuple[str, list[str], str, str, str]]:
    found = analyse(Report("r", raw, published=date(2024, 5, 12)), knowledge)
    return [(c.type, [w.text for w in c.actor], c.source.text, c.stance, c.status) for c in found]


@pytest.mark.parametrize(
    ("raw", "type_", "actor", "denier"),
    [
        ("نفت الحكومة أن تكون قد دعت إلى انسحاب القوات الدولية", "word.demand", "الحكومة", "الحكومة"),
        ("نفى الوزير أن الحكومة طلبت من واشنطن فرض عقوبات على الفصائل", "word.demand", "الحكومة", "الوزير"),
        ("نفت الرئاسة أن الوزير اتهم الجيش بقصف المستشفى", "word.accuse", "الوزير", "الرئاسة"),
        ("نفى الوزير أن يكون قد هدد بقصف بيروت", "word.threaten", "الوزير", "الوزير"),
        ("نفت الحكومة دعوتها إلى انسحاب القوات الدولية", "word.demand", "الحكومة", "الحكومة"),
    ],
)
def test_a_denied_speech_act(raw: str, type_: str, actor: str, denier: str, knowledge: Knowledge) -> None:
    assert told(raw, knowledge) == [(type_, [actor], denier, "denies", "negated")]


@pytest.mark.parametrize(
    ("raw", "type_", "stance"),
    [
        ("لم تنف الحكومة أنها دعت إلى انسحاب القوات الدولية", "move.withdraw", "demands"),
        ("نفى الجيش قصف المدينة ودعا إلى وقف إطلاق النار", "talks.agree", "demands"),
        ("نفت وزارة الدفاع الاتهامات السورية بالمسؤولية عن الهجوم على القاعدة", "fight.attack", "denies"),
    ],
)
def test_what_is_no_denied_speech_act(raw: str, type_: str, stance: str, knowledge: Knowledge) -> None:
    found = told(raw, knowledge)
    assert (type_, stance) in [(t, s) for t, _, _, s, _ in found]
    assert not [t for t, *_ in found if t.startswith("word.")]


@pytest.mark.parametrize("denial", ["نافيا", "ونفى"])
def test_who_goes_on_to_deny_a_pledge_is_its_denier(denial: str, knowledge: Knowledge) -> None:
    found = told(f"قال مسؤول إن الجيش لن ينسحب، {denial} أن تكون بلاده قد تعهدت بالإفراج عن سبعة أسرى", knowledge)
    assert "power.release" not in [type_ for type_, *_ in found]
    [pledge] = [(source, stance, status) for type_, _, source, stance, status in found if type_ == "word.threaten"]
    assert pledge == ("مسؤول", "denies", "negated")
