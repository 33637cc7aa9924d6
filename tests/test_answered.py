"""Demands that somebody rejects, ignores or welcomes; crimes that somebody promises to punish; consequences of what happened."""

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


@pytest.mark.parametrize(
    ("text", "type_", "source"),
    [
        ("ورفض رئيس الوزراء مطالب الحركة بالانسحاب من قطاع غزة", "move.withdraw", "الحركة"),
        ("ورفضت الحكومة دعوات المعارضة إلى سحب الجيش من المدن", "move.withdraw", "المعارضة"),
        ("ورفض الحوثيون دعوة المبعوث الأممي إلى الإفراج عن الموظفين", "power.release", "المبعوث الأممي"),
        ("ورحب الجيش بدعوة الأمم المتحدة إلى وقف إطلاق النار", "talks.agree", "الأمم المتحدة"),
        ("وتجاهل الجيش دعوة الأمم المتحدة لوقف إطلاق النار", "talks.agree", "الأمم المتحدة"),
    ],
)
def test_who_demands_what_another_answers(text: str, type_: str, source: str, read: Read) -> None:
    [claim] = [c for c in read(text) if c.type == type_]
    assert (claim.source.text, claim.stance, claim.status) == (source, "demands", "demanded")


@pytest.mark.parametrize(
    ("text", "type_", "actors"),
    [
        ("وتوعد رئيس الوزراء بملاحقة المسؤولين عن قصف حقل خورمور", "fight.shelling", []),
        ("ووعد رئيس الحكومة بمحاسبة المتورطين في قتل المتظاهرين في الناصرية", "civic.crackdown", []),
        ("وتعهد المحافظ بمحاسبة كل من تورط في قتل المدنيين", "harm.kill", []),
        ("ووعد قائد الشرطة بالقبض على منفذي الهجوم على الكنيسة", "fight.attack", []),
        ("وحذرت القاهرة من تداعيات الهجوم على سفن الشحن", "fight.attack", []),
        ("وحذرت قطر من تبعات القصف الإسرائيلي على بيروت", "", ["الإسرائيلي"]),
    ],
)
def test_what_is_presupposed_happened(text: str, type_: str, actors: list[str], read: Read) -> None:
    [claim] = [c for c in read(text) if c.type == type_ or (not type_ and c.type.startswith("fight."))]
    assert (claim.stance, claim.status) == ("reports", "happened")
    assert [v.text for v in claim.actor] == actors


@pytest.mark.parametrize(
    "text",
    [
        "وحذرت واشنطن من عواقب أي هجوم على رفح",
        "وحذرت الأمم المتحدة من تداعيات هجوم عسكري محتمل على الفاشر",
        "حذر الأردن من هجوم إسرائيلي على رفح",
    ],
)
def test_what_is_only_warned_of_did_not(text: str, read: Read) -> None:
    [claim] = [c for c in read(text) if c.type == "fight.attack"]
    assert claim.status == "possible"
