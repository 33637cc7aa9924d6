"""A subject joined by `and` to the clause before: who speaks and acts in its own clause, and nothing of the one before."""

from __future__ import annotations

from datetime import date

import pytest

from rasid.guards.clauses import verb_of_joined, verb_of_speaker
from rasid.guards.joined import of_own_clause
from rasid.knowledge import Knowledge
from rasid.mentions import read_text
from rasid.pipeline import analyse
from rasid.text import Text
from rasid.types import Report


@pytest.mark.parametrize(
    ("raw", "subject"),
    [
        ("الجيش يدخل بلدة النعيمة وحركة الفجر تنفي انسحابها", "حركة الفجر"),
        ("الأمم المتحدة تحذر من مجاعة في الحديدة والجيش اليمني يعلن التقدم", "الجيش اليمني"),
        ("إسرائيل تقصف صيدا وحزب الله يهدد بالرد", "حزب الله"),
        ("الجيش يدخل بلدة النعيمة وموسكو تنفي مشاركتها", "موسكو"),
        ("تنسحب القوات من منبج والطبقة وتسلم السد إلى الحكومة", ""),  # the verb is joined itself
        ("تنسحب القوات من منبج والطبقة تنفيذا للاتفاق", ""),
        ("وزير الخارجية والسفير يعلن الاتفاق", ""),  # nothing before that could hold the first of the two
        ("انطلقت المفاوضات بين الحكومة والجماعة تحت رعاية قطر", ""),
        ("تأجلت المفاوضات بين الحكومة والجماعة تستأنفها الأمم المتحدة", ""),
        ("قصف الطيران سرمين وقرية معربليت تقع قربها", ""),  # a place that lies somewhere
        ("قصف الطيران مستودعا وحافلات تقل نازحين", ""),  # a clause about it
        ("قال إن فرنسا وألمانيا تدعو إلى هدنة", ""),  # both are the subject
        ("دعت روسيا وبريطانيا وألمانيا تطلب جلسة", ""),
        ("الجيش يدخل بلدة النعيمة وحركة الفجر ينفي انسحابها", ""),  # does not agree
    ],
)
def test_a_subject_joined_to_the_clause_before(knowledge: Knowledge, raw: str, subject: str) -> None:
    parse = read_text(Text(raw), knowledge).sentences[0].parse
    found = [raw[p.start : p.end] for p in parse.phrases if verb_of_joined(parse, p, knowledge) >= 0]
    assert found == ([subject] if subject else [])


@pytest.mark.parametrize(
    ("raw", "subject"),
    [
        ("هجوم على قاعدة في الحسكة وواشنطن تتوعد بالرد", "واشنطن"),
        ("غارات على صنعاء وطهران تستنكر", "طهران"),
        ("انفجار قرب السفارة في كابل وحركة طالبان تتهم إسرائيل", "حركة طالبان"),
        ("غارات على صنعاء وطهران تهدد الملاحة", ""),  # the raids may threaten it
        ("غارات على صنعاء وطهران تستمر", ""),
        ("محادثات بين دمشق وأنقرة تنفي الخلاف", ""),  # between the two
        ("هجوم على كوباني وعفرين تندد به الأحزاب", ""),  # no capital, two places
        ("بيان دمشق وموسكو تدين الهجوم", ""),  # of both
    ],
)
def test_who_speaks_behind_a_headline_without_a_verb(knowledge: Knowledge, raw: str, subject: str) -> None:
    sentence = read_text(Text(raw), knowledge).sentences[0]
    found = [raw[p.start : p.end] for p in sentence.parse.phrases if verb_of_speaker(sentence, p, knowledge) >= 0]
    assert found == ([subject] if subject else [])


@pytest.mark.parametrize(
    ("raw", "trigger", "source"),
    [
        ("الجيش يدخل بلدة النعيمة وحركة الفجر تنفي انسحابها منها", "انسحابها", "حركة الفجر"),
        ("الأمم المتحدة تحذر من مجاعة في الحديدة والجيش اليمني يعلن إسقاط طائرة", "إسقاط", "الجيش اليمني"),
        ("تركيا تقصف ريف عفرين وقوات سوريا الديمقراطية تعلن مقتل اثنين من مقاتليها", "مقتل", "قوات سوريا الديمقراطية"),
        ("تركيا تقصف ريف عفرين وقوات سوريا الديمقراطية تعلن مقتل اثنين من مقاتليها", "تقصف", ""),
    ],
)
def test_it_speaks_in_its_own_clause(knowledge: Knowledge, raw: str, trigger: str, source: str) -> None:
    claims = [c for c in analyse(Report("r", raw, published=date(2024, 3, 1)), knowledge) if c.trigger.text == trigger]
    assert [c.source.text for c in claims] == [source]


def test_it_has_no_part_in_the_clause_before_and_nobody_there_acts_in_its_own(knowledge: Knowledge) -> None:
    raw = "الجيش يدخل بلدة النعيمة وحركة الفجر تعلن السيطرة على تل الحارة"
    sentence = read_text(Text(raw), knowledge).sentences[0]
    phrases = [p for p in sentence.parse.phrases if p.first or not p.prep]
    entry, capture = (next(t for t in sentence.triggers if t.first == k) for k in _tokens(raw, ("يدخل", "السيطرة"), knowledge))
    before = of_own_clause({"actor": phrases[:1], "place": phrases[1:3]}, sentence, entry, "move.advance", knowledge)
    assert [raw[p.start : p.end] for p in before["place"]] == ["بلدة النعيمة"]
    behind = of_own_clause({"actor": phrases[:1], "target": [], "place": phrases[1:2]}, sentence, capture, "control.take", knowledge)
    assert [raw[p.start : p.end] for p in behind["actor"]] == ["حركة الفجر"]
    assert not behind["place"]


def _tokens(raw: str, words: tuple[str, ...], knowledge: Knowledge) -> list[int]:
    tokens = read_text(Text(raw), knowledge).text.tokens
    return [next(n for n, t in enumerate(tokens) if raw[t.start : t.end] == w) for w in words]
