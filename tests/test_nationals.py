"""Who acts for a state has its id; people of its nationality, and what is theirs, have none."""

from __future__ import annotations

from datetime import date

import pytest

from rasid.knowledge import Knowledge
from rasid.mentions import read_text
from rasid.pipeline import analyse
from rasid.resolve import actor_id
from rasid.text import Text
from rasid.types import Report, Role


def ids(raw: str, role: Role, knowledge: Knowledge) -> dict[str, str]:
    """The id of each party of a role, by its words."""
    claims = analyse(Report("r", raw, published=date(2023, 5, 10)), knowledge)
    return {m.text: m.id for c in claims for m in c.role(role)}


@pytest.mark.parametrize(
    ("raw", "role", "words"),
    [
        ("قتل خمسة مدنيين سوريين بقصف تركي على تل رفعت.", "target", "خمسة مدنيين سوريين"),
        ("استشهد شاب فلسطيني برصاص جنود إسرائيليين في نابلس.", "target", "شاب فلسطيني"),
        ("تظاهر إيرانيون أمام مبنى البلدية في أنقرة.", "actor", "إيرانيون"),
        ("اعتقلت السلطات التركية عشرة صحفيين أكراد.", "target", "عشرة صحفيين أكراد"),
        ("هاجم حلفاء تركيا مواقع قسد.", "actor", "حلفاء تركيا"),
        ("وقتل أبو حمزة الفرنسي بغارة أمريكية في الموصل.", "target", "أبو حمزة الفرنسي"),
        ("أطلق مسلحون فلسطينيون النار على حاجز إسرائيلي قرب رام الله.", "actor", "مسلحون فلسطينيون"),
        ("اعتقل الجيش ثلاثة أتراك في الحسكة.", "target", "ثلاثة أتراك"),
    ],
)
def test_people_are_no_state(knowledge: Knowledge, raw: str, role: Role, words: str) -> None:
    assert ids(raw, role, knowledge)[words] == ""


@pytest.mark.parametrize(
    ("raw", "role", "words", "id_"),
    [
        ("قتل خمسة مدنيين سوريين بقصف تركي على تل رفعت.", "actor", "تركي", "tr"),
        ("استشهد شاب فلسطيني برصاص جنود إسرائيليين في نابلس.", "actor", "جنود إسرائيليين", "il"),
        ("قتل جنديان تركيان بانفجار في عفرين.", "target", "جنديان تركيان", "tr"),
        ("اتفق الروس والأتراك على تسيير دوريات مشتركة.", "actor", "الروس", "ru"),
        ("قصفت طائرات روسية بلدة حاس.", "actor", "طائرات روسية", "ru"),
        ("شنت الولايات المتحدة ثلاث غارات على الحديدة.", "actor", "الولايات المتحدة", "us"),
        ("قتل ثلاثة من رجال الأمن الجزائري في كمين.", "target", "ثلاثة من رجال الأمن الجزائري", "dz"),
    ],
)
def test_who_acts_for_a_state(knowledge: Knowledge, raw: str, role: Role, words: str, id_: str) -> None:
    assert ids(raw, role, knowledge)[words].split(".")[0] == id_


@pytest.mark.parametrize(
    ("words", "id_"),
    [
        ("17 داعشيا", "islamic-state"),  # and not Iceland, whose code is `is`
        ("26 حوثيا", "houthis"),
        ("قيادي حوثي", "houthis"),
        ("قوات أسدية", "sy.gov"),
        ("أخوان", ""),
        ("طلال الأردني", ""),  # what somebody is called
        ("الشيخ محمد العراقي", ""),
    ],
)
def test_whose_the_adjective_is(knowledge: Knowledge, words: str, id_: str) -> None:
    reading = read_text(Text(words), knowledge)
    assert actor_id(reading.sentences[0].parse.phrases[0], reading, knowledge) == id_


def test_activists_who_say_something_are_no_state(knowledge: Knowledge) -> None:
    raw = "قال ناشطون سوريون إن قوات النظام قصفت حي الوعر."
    [claim] = analyse(Report("r", raw, published=date(2014, 5, 10)), knowledge)
    assert (claim.source.text, claim.source.id) == ("ناشطون سوريون", "")
