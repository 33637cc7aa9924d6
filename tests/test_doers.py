"""Who did it is only whom the words name: a passive participle has a doer only behind a preposition."""

from __future__ import annotations

import pytest

from rasid.guards.doers import of_own_pronoun, without_unnamed_doers
from rasid.knowledge import Knowledge
from rasid.mentions import read_text
from rasid.text import Text


@pytest.mark.parametrize(
    ("raw", "type_", "kept"),
    [
        ("طالب الأهالي الحكومة بفتح الطريق المغلق منذ أسبوعين", "access.block", []),
        ("زار وفد من الحكومة الحي المحاصر منذ شهر", "access.siege", []),
        ("وصلت الشاحنات إلى الحي المطوق من قبل قوات الدعم السريع والميليشيا", "access.siege", ["قوات الدعم السريع", "الميليشيا"]),
        ("طالبت النقابة بكشف مصير الصحفيين المحتجزين لدى الجماعة", "harm.detain", ["الجماعة"]),
    ],
)
def test_doers_of_passive_participles(knowledge: Knowledge, raw: str, type_: str, kept: list[str]) -> None:
    sentence = read_text(Text(raw), knowledge).sentences[0]
    trigger = next(t for t in sentence.triggers if t.form == "participle" and type_ in t.types)
    roles = without_unnamed_doers({"actor": list(sentence.parse.phrases)}, sentence.parse, trigger, type_, knowledge)
    assert [raw[p.start : p.end] for p in roles["actor"]] == kept


def test_an_active_participle_keeps_its_subject(knowledge: Knowledge) -> None:
    raw = "القوات المسيطرة على البلدة منعت الدخول"
    sentence = read_text(Text(raw), knowledge).sentences[0]
    trigger = next(t for t in sentence.triggers if t.form == "participle")
    roles = without_unnamed_doers({"actor": list(sentence.parse.phrases)}, sentence.parse, trigger, "control.hold", knowledge)
    assert roles["actor"] == list(sentence.parse.phrases)


@pytest.mark.parametrize(
    ("raw", "type_", "actor", "kept"),
    [
        ("طالب المجلس النظام بالضغط على الفرقة الرابعة لوقف حصارها للبلدة", "access.siege", "النظام", ["الفرقة الرابعة"]),
        ("دعت المنظمة الجيش إلى إنهاء حصاره للمدينة", "access.siege", "المنظمة", ["الجيش"]),
        ("دعت المنظمة الجيش إلى إنهاء حصاره للمدينة", "access.siege", "الجيش", ["الجيش"]),
    ],
)
def test_a_doer_agrees_with_the_pronoun_that_stands_for_him(
    knowledge: Knowledge, raw: str, type_: str, actor: str, kept: list[str]
) -> None:
    sentence = read_text(Text(raw), knowledge).sentences[0]
    trigger = next(t for t in sentence.triggers if t.form == "noun" and type_ in t.types)
    chosen = [p for p in sentence.parse.phrases if raw[p.start : p.end] == actor]
    assert chosen
    roles = of_own_pronoun({"actor": chosen, "target": [], "place": []}, sentence, trigger, type_, knowledge)
    assert [raw[p.start : p.end] for p in roles["actor"]] == kept
