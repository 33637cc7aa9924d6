"""The words of who speaks: his office to the end of his name, and nothing of what he says."""

from __future__ import annotations

from datetime import date

import pytest

from rasid.calling import name_end, name_goes_on
from rasid.knowledge import Knowledge
from rasid.mentions import read_text
from rasid.pipeline import analyse
from rasid.text import Text
from rasid.types import Report


@pytest.mark.parametrize(
    ("raw", "words"),
    [
        ("نفى الناطق باسم القوات المسلحة اليمنية وقوع أي غارة على صنعاء", "الناطق باسم القوات المسلحة اليمنية"),
        ("أبلغ وزير الدفاع العراقي نظيره التركي أن الجيش دخل سنجار", "وزير الدفاع العراقي"),
        ("نفى مدير مكتبه خالد منصور مقتل القائد في درعا", "مدير مكتبه خالد منصور"),
        ("قال سعيد صالح إن الجيش دخل بلدة حريتان", "سعيد صالح"),
        ("قال وزير الخارجية الأميركي مايك بومبيو إن روسيا قصفت حلب", "وزير الخارجية الأميركي مايك بومبيو"),
        ("الدفاع المدني: ارتفاع عدد ضحايا القصف على سراقب", "الدفاع المدني"),
        ("وقال المتحدث باسم لجنة التحقيق إن الطائرات قصفت سراقب", "المتحدث باسم لجنة التحقيق"),
        ("وقالت قيادة العمليات في بغداد إن مسلحين هاجموا حاجزا", "قيادة العمليات"),
        ("قال مصدر إن الجيش قصف سراقب", "مصدر"),
        ("أكد رئيس الوفد ماجد فضائل استعداد وفده لقصف سراقب", "رئيس الوفد ماجد فضائل"),
        ("وثق المرصد ما لا يقل عن عشرين حالة اعتقال في سراقب", "المرصد"),
    ],
)
def test_the_words_of_a_source(knowledge: Knowledge, raw: str, words: str) -> None:
    found = {c.source.text for c in analyse(Report("r", raw, published=date(2024, 3, 1)), knowledge) if c.source.text}
    assert found == {words}


@pytest.mark.parametrize(
    ("raw", "first", "last", "end"),
    [
        ("نفى المدير العام للمشفى تعرض جرحى للضرب", 1, 5, 4),
        ("نفى المدير العام سالم رضوان الخبر", 1, 5, 5),  # a name behind the office
        ("نفى محافظ تعز علم السلطات بالهجوم", 1, 4, 3),
        ("نفى مدير وجود المراقبين في تعز", 1, 3, 3),  # a bare noun may be a further term
    ],
)
def test_where_a_name_ends(knowledge: Knowledge, raw: str, first: int, last: int, end: int) -> None:
    reading = read_text(Text(raw), knowledge)
    assert name_end(first, last + 1 if end < last else last, reading, knowledge) == end
    assert name_goes_on(first, end, reading, knowledge) == end
