"""How far a denial reaches: its object is denied, what surrounds the object and what is told after another reporting word is not."""

from __future__ import annotations

import pytest

from rasid.attributes import attributes
from rasid.knowledge import Knowledge
from rasid.mentions import read_text
from rasid.speech import speakers
from rasid.text import Text
from rasid.types import Stance


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
        ("نفى الجيش سقوط البلدة ولم يؤكد انسحاب قواته منها", "انسحاب", "move.withdraw", True),
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
