"""Who only judges, fears or answers an event has no part in it."""

from __future__ import annotations

import pytest

from rasid.guards.onlookers import without_onlookers
from rasid.knowledge import Knowledge
from rasid.mentions import read_text
from rasid.text import Text


@pytest.mark.parametrize(
    ("raw", "word", "type_", "chosen", "stays"),
    [
        ("ندد حزب الله بقصف عيترون", "بقصف", "fight.shelling", "حزب الله", 0),
        ("نددت فرنسا وألمانيا بقصف المستشفى", "بقصف", "fight.shelling", "ألمانيا", 0),
        ("حركة حماس ترحب بالإفراج عن الطلاب", "بالإفراج", "power.release", "حركة حماس", 0),
        ("أشادت قطر بفتح المعبر", "بفتح", "access.open", "قطر", 0),
        ("ندد الجيش بقصف المسلحين مدرسة", "بقصف", "fight.shelling", "المسلحين", 1),  # who stands behind it did it
        ("رحبت حماس بقرار إسرائيل الإفراج عن الطلاب", "الإفراج", "power.release", "قرار إسرائيل", 1),
        ("عبرت مصر عن أسفها لإغلاق المعبر", "لإغلاق", "access.block", "مصر", 0),
        ("لم تكن بغداد على علم بقصف أربيل", "بقصف", "fight.shelling", "بغداد", 0),
        ("لم يصدر أي تعليق من الجيش على قصف السوق", "قصف", "fight.shelling", "الجيش", 0),
        ("لم تعلق الحكومة على قصف المطار", "قصف", "fight.shelling", "الحكومة", 0),
        ("اعترض النواب على إقالة المحافظ", "إقالة", "power.change", "النواب", 0),
        ("أجلت تركيا رعاياها تحسبا لاندلاع اشتباكات", "اشتباكات", "fight.clash", "تركيا", 0),
        ("حظرت السلطات إقامة وقفة احتجاجية", "وقفة احتجاجية", "civic.protest", "السلطات", 0),
        ("أغلقت الشرطة الطريق بعد اختطاف تاجر", "اختطاف", "harm.abduct", "الشرطة", 0),
        ("فرضت السلطات حظر تجول في بنغازي عقب اشتباكات", "اشتباكات", "fight.clash", "السلطات", 0),
        ("انسحبت الكتيبة من سبها بعد هجوم على مقرها", "هجوم", "fight.attack", "الكتيبة", 0),
        ("سيطر الجيش على البلدة بعد معارك مع المسلحين", "معارك", "fight.clash", "الجيش", 1),  # he has fought for it
        ("دخل الجيش البلدة عقب اشتباكات", "اشتباكات", "fight.clash", "الجيش", 1),
        ("أعلنت الحكومة سيطرتها على البلدة بعد معارك", "معارك", "fight.clash", "الحكومة", 1),
        ("نجا القائد من غارة على منزله", "غارة", "fight.airstrike", "القائد", 0),
        ("شن الجيش هجوما على القرية", "هجوما", "fight.attack", "الجيش", 1),
    ],
)
def test_who_looks_on(knowledge: Knowledge, raw: str, word: str, type_: str, chosen: str, stays: int) -> None:
    [sentence] = read_text(Text(raw), knowledge).sentences
    tokens = sentence.parse.tokens
    trigger = next(t for t in sentence.triggers if raw[tokens[t.first].start : tokens[t.last - 1].end] == word)
    phrase = next(p for p in sentence.parse.phrases if raw[p.start : p.end] == chosen)
    roles = without_onlookers({"actor": [phrase], "target": []}, sentence, trigger, type_, knowledge)
    assert roles["actor"] == [phrase] * stays
