"""How far a denial reaches: its object is denied, what surrounds the object and what is told after another reporting word is not."""

from __future__ import annotations

from datetime import date

import pytest

from rasid.attributes import attributes
from rasid.knowledge import Knowledge
from rasid.mentions import read_text
from rasid.pipeline import analyse
from rasid.speech import speakers
from rasid.text import Text
from rasid.types import Report, Stance


@pytest.mark.parametrize(
    ("raw", "word", "type_", "denied"),
    [
        ("نفى مصدر في الحزب مقتل أي قيادي في الغارة على الضاحية", "مقتل", "harm.kill", True),
        ("نفى مصدر في الحزب مقتل أي قيادي في الغارة على الضاحية", "الغارة", "fight.airstrike", False),
        ("نفت البلدية سقوط ضحايا جراء القصف", "القصف", "fight.shelling", False),
        ("نفى الناطق باسم الجيش سقوط المقر، مؤكدا أن قواته صدت هجوما واسعا", "صدت", "fight.foil", False),
        ("نفى الجيش قصف السوق، مشيرا إلى أن المسلحين أحرقوا المحال", "أحرقوا", "harm.property", False),
        ("نفى الجيش قصف السوق، مشيرا إلى أن المسلحين أحرقوا المحال", "قصف", "fight.shelling", True),
        ("نفت الحكومة قصف المدينة", "قصف", "fight.shelling", True),
        ("نفت الشرطة اعتقال أي متظاهر خلال الاحتجاجات في المدينة", "الاحتجاجات", "civic.protest", False),
        ("نفت إيران ضلوعها في الهجوم على السفينة", "الهجوم", "fight.attack", True),
        ("لم ينف الوزير قصف السوق", "قصف", "fight.shelling", False),
        ("الجيش السوداني ينفي سقوط الفرقة السادسة والدعم السريع يعلن دخول مقرها", "سقوط", "control.take", True),
        ("الجيش السوداني ينفي سقوط الفرقة السادسة والدعم السريع يعلن دخول مقرها", "دخول", "move.advance", False),
        ("نفى الجيش انسحابه من البلدة وأكدت الفصائل السيطرة على مدخلها", "السيطرة", "control.take", False),
        ("نفت الحركة قصف المدينة وأعلنت إطلاق سراح ثلاثة أسرى", "إطلاق", "power.release", False),
        ("لكن طهران نفت هذا الأمر، وأعقب ذلك سقوط طائرة بنيران أرضية", "سقوط", "fight.foil", False),
        ("نفى الجيش ذلك، وقصف البلدة مجددا", "وقصف", "fight.shelling", False),
        ("تبنى التنظيم هجوما في البلدة، لكن الناطق نفى ذلك وأكد أن جميع القتلى مدنيون", "القتلى", "harm.kill", False),
        ("نفى الوزير ذلك وقال إن ثلاثة جنود قتلوا في حادث", "قتلوا", "harm.kill", False),
        ("نفى الجيش سقوط البلدة ولم يؤكد انسحاب قواته منها", "انسحاب", "move.withdraw", False),
    ],
)
def test_what_a_denial_reaches(knowledge: Knowledge, raw: str, word: str, type_: str, denied: bool) -> None:
    reading = read_text(Text(raw), knowledge)
    [sentence] = reading.sentences
    tokens = reading.text.tokens
    trigger = next(t for t in sentence.triggers if raw[tokens[t.first].start : tokens[t.first].end] == word)
    found = attributes(reading, sentence, trigger, type_, speakers(reading, knowledge)[0], [], knowledge)
    not_so: tuple[Stance, str] = ("denies", "negated")
    assert ((found.stance, found.status) == not_so) is denied
    assert denied or (found.stance != "denies" and found.status != "negated")


@pytest.mark.parametrize(
    ("raw", "type_"),
    [
        ("نفت الحكومة قصف المدينة في حين انتشر الجيش في الحي", "move.deploy"),
        ("نفت الحكومة قصف المدينة بينما انتشر الجيش في الحي", "move.deploy"),
        ("نفى الجيش سيطرة المسلحين على القاعدة لكن قواته انسحبت من البلدة", "move.withdraw"),
        ("نفت الحكومة قصف المدينة إلا أن الجيش انتشر في الحي", "move.deploy"),
        ("حذرت المنظمة من نزوح الآلاف بينما هاجم المسلحون القاعدة", "fight.attack"),
        ("قد تنسحب القوات من المدينة بينما هاجم المسلحون القاعدة", "fight.attack"),
    ],
)
def test_what_stands_behind_a_wall_is_told(knowledge: Knowledge, raw: str, type_: str) -> None:
    (claim,) = [c for c in analyse(Report("r", raw, published=date(2024, 5, 12)), knowledge) if c.type == type_]
    assert (claim.stance, claim.status) == ("reports", "happened")


@pytest.mark.parametrize(
    ("raw", "type_"),
    [
        ("نفى الجيش قصف القاعدة، لكنه نفى أيضا أن قواته انسحبت", "move.withdraw"),
        ("نفى الجيش قصف القاعدة، فيما نفت الحكومة انسحاب القوات", "move.withdraw"),
    ],
)
def test_a_second_denial_behind_a_wall_is_one(knowledge: Knowledge, raw: str, type_: str) -> None:
    (claim,) = [c for c in analyse(Report("r", raw, published=date(2024, 5, 12)), knowledge) if c.type == type_]
    assert (claim.stance, claim.status) == ("denies", "negated")


@pytest.mark.parametrize(
    ("raw", "type_", "denier", "actor"),
    [
        ("نفى مصدر أن يكون وفد الحركة قد اجتمع مع وزير الدفاع في دمشق", "talks.meet", "مصدر", "وفد الحركة"),
        ("نفت الناطقة أن يكون قائد الفصيل قد زار بغداد", "talks.meet", "الناطقة", "قائد الفصيل"),
        ("نفى مسؤول أن تكون قوات الجيش قد انسحبت من البلدة", "move.withdraw", "مسؤول", "قوات الجيش"),
        ("نفى بقائي أن تكون طهران حددت تاريخا للمفاوضات مع واشنطن", "talks.meet", "بقائي", "طهران"),
    ],
)
def test_what_somebody_denies_should_have_been(knowledge: Knowledge, raw: str, type_: str, denier: str, actor: str) -> None:
    (claim,) = [c for c in analyse(Report("r", raw, published=date(2024, 5, 12)), knowledge) if c.type == type_]
    assert (claim.stance, claim.status, claim.source.text) == ("denies", "negated", denier)
    assert actor in [v.text for v in claim.actor]


@pytest.mark.parametrize(
    ("raw", "type_"),
    [
        ("نفى الوزير أن يكون القائد قد غادر حلب، وقال إن الجيش قصف القرية", "fight.shelling"),
        ("نفى الوزير أن يكون القائد قد غادر حلب بعد قصف المطار", "fight.shelling"),
        ("لم ينف الوزير أن يكون القائد قد غادر حلب", "move.withdraw"),
    ],
)
def test_what_is_no_part_of_the_denied_clause(knowledge: Knowledge, raw: str, type_: str) -> None:
    (claim,) = [c for c in analyse(Report("r", raw, published=date(2024, 5, 12)), knowledge) if c.type == type_]
    assert claim.status != "negated"
