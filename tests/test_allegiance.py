"""Whose somebody or something is: his words say it, and he has the id of the body that he belongs to, not of whom he follows."""

from __future__ import annotations

from datetime import date

import pytest

from rasid.knowledge import Knowledge
from rasid.pipeline import analyse
from rasid.types import Report, Role


def parties(raw: str, role: Role, knowledge: Knowledge) -> list[tuple[str, str]]:
    """Words and ids of all claims in a role."""
    claims = analyse(Report("r", raw, published=date(2023, 5, 10)), knowledge)
    found = [(m.text, m.id) for c in claims for m in c.role(role)]
    assert all(raw[m.start : m.end] == m.text for c in claims for m in c.role(role))
    return list(dict.fromkeys(found))


@pytest.mark.parametrize(
    ("raw", "words", "id_"),
    [
        ("ودخلت قوات موالية للنظام السوري إلى عفرين.", "قوات موالية للنظام السوري", ""),
        ("دخلت القوات الموالية لخليفة حفتر مطار طرابلس.", "القوات الموالية لخليفة حفتر", ""),
        ("سيطرت فصائل مدعومة من تركيا على مدينة تل رفعت.", "فصائل مدعومة من تركيا", ""),
        ("هاجمت قوات تابعة لداعش نقطة للجيش في حوض اليرموك.", "قوات تابعة لداعش", "islamic-state"),
        ("اقتحمت مجموعة مسلحة تابعة للواء الثامن منزلا في بصرى الشام.", "مجموعة مسلحة تابعة للواء الثامن", "sy.army.8th-brigade"),
        ("قالت الوزارة إن القوات تابعة لإيران وإنها هاجمت القاعدة.", "القوات", ""),  # said of them, not what they are called
    ],
)
def test_whose_somebody_is(knowledge: Knowledge, raw: str, words: str, id_: str) -> None:
    found = parties(raw, "actor", knowledge)
    assert (words, id_) in found or (words == "القوات" and all("تابعة" not in w for w, _ in found))


@pytest.mark.parametrize(
    ("raw", "words", "id_"),
    [
        ("هاجم مسلحون نقطة للجيش العراقي قرب الرطبة.", "نقطة للجيش العراقي", "iq.army"),
        ('قصفت المدفعية مواقع لـ"قسد" في ريف منبج.', 'مواقع لـ"قسد"', "sdf"),
        ("قصفت طائرات التحالف مواقع وتجمعات للحوثيين في ميدي.", "تجمعات للحوثيين", "houthis"),
        ("قصفت طائرات التحالف مواقع وتجمعات للحوثيين في ميدي.", "مواقع", "houthis"),
        ("قصف الجيش منازل ومواقع للحوثيين في ميدي.", "منازل", ""),  # whose they are nobody says
        ("قصف الجيش مخيما للنازحين شمال إدلب.", "مخيما للنازحين", ""),
        ("دمرت مسيرة آلية تابعة للجيش السوداني في بارا.", "آلية تابعة للجيش السوداني", "sd.army"),
    ],
)
def test_whose_is_what_was_hit(knowledge: Knowledge, raw: str, words: str, id_: str) -> None:
    assert (words, id_) in parties(raw, "target", knowledge)


@pytest.mark.parametrize(
    ("raw", "words", "id_"),
    [
        ("اعتقلت الشرطة عضوا في حزب العمال الكردستاني في إسطنبول.", "عضوا في حزب العمال الكردستاني", "pkk"),
        ("قتل ثلاثة موظفين في الأونروا بغارة على النصيرات.", "ثلاثة موظفين في الأونروا", "un.unrwa"),
        ("اعتقل الجيش مسلحين في دير الزور.", "مسلحين", ""),
        ("قتلت الشرطة ضابطا في دمشق.", "ضابطا", ""),
    ],
)
def test_of_which_body_somebody_is(knowledge: Knowledge, raw: str, words: str, id_: str) -> None:
    assert (words, id_) in parties(raw, "target", knowledge)
