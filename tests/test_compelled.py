"""Who is made to go: forced by a party he is the target, driven by a war or a raid he goes himself; the verb is no event beside it."""

from __future__ import annotations

from datetime import date

import pytest

from rasid.knowledge import Knowledge
from rasid.pipeline import analyse
from rasid.types import Claim, Report


def going(raw: str, knowledge: Knowledge) -> list[Claim]:
    claims = analyse(Report("r", raw, published=date(2023, 5, 10)), knowledge)
    return [c for c in claims if c.type in ("harm.displace", "move.withdraw")]


@pytest.mark.parametrize(
    ("raw", "actor", "target"),
    [
        ("أجبر القصف مئات العائلات على النزوح من بلدة سراقب.", ["مئات العائلات"], []),
        ("وأسفرت الحرب عن مقتل الآلاف ودفعت نحو 4 ملايين إلى الفرار من منازلهم.", ["نحو 4 ملايين"], []),
        ("أجبرت قوات الدعم السريع الأهالي على إخلاء منازلهم في الجنينة.", ["قوات الدعم السريع"], ["الأهالي"]),
        ("اضطر 300 شخص إلى النزوح من قرية الزعفرانة بسبب القصف.", ["300 شخص"], []),
        ("أطلق الجيش عملية عسكرية أجبرت الميليشيات على الانسحاب من مدينة حيس.", ["الميليشيات"], []),
    ],
)
def test_who_is_made_to_go(knowledge: Knowledge, raw: str, actor: list[str], target: list[str]) -> None:
    [claim] = going(raw, knowledge)
    assert ([m.text for m in claim.actor], [m.text for m in claim.target]) == (actor, target)


def test_what_is_paid_makes_nobody_go(knowledge: Knowledge) -> None:
    assert going("دفعت الحكومة رواتب الموظفين إلى المصارف.", knowledge) == []


@pytest.mark.parametrize(
    ("raw", "trigger"),
    [
        ("وأجبر القصف آلاف العائلات على ترك منازلها في مأرب.", "أجبر"),
        ("وأجبر القصف آلاف العائلات على مغادرة منازلها في مأرب.", "مغادرة"),
    ],
)
def test_whom_a_raid_drives_out_did_not_raid(knowledge: Knowledge, raw: str, trigger: str) -> None:
    claims = analyse(Report("r", raw, published=date(2021, 2, 22)), knowledge)
    told = {c.type: (c.trigger.text, [v.text for v in c.actor], [v.text for v in c.target]) for c in claims}
    assert told["harm.displace"] == (trigger, ["آلاف العائلات"], [])
    assert told["fight.shelling"] == ("القصف", [], [])
