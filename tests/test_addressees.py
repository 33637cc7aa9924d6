"""Whom a verb of calling or accusing speaks to does not speak: and (she) called on the parties to stop."""

from __future__ import annotations

from datetime import date

import pytest

from rasid.addressees import is_addressed, with_addressee
from rasid.knowledge import Knowledge
from rasid.mentions import read_text
from rasid.pipeline import analyse
from rasid.text import Text, fold
from rasid.types import Report


@pytest.mark.parametrize(
    ("raw", "word", "phrase", "addressed"),
    [
        # the verb does not agree with what stands behind it
        ("قال المتحدث إن المسلحين انسحبوا، واتهم طهران بتسليحهم", "واتهم", "طهران", True),
        ("وحذر ميليشيات الحشد من دخول المدينة", "وحذر", "ميليشيات الحشد", True),
        ("وطالبت المجلس بفتح تحقيق", "وطالبت", "المجلس", True),
        ("واتهمت المسلحين بقصف المشفى", "واتهمت", "المسلحين", True),
        # it goes on, and has its subject before
        ("أدانت الحركة الهجوم، وطالبت المنظمات الدولية بفتح تحقيق", "وطالبت", "المنظمات الدولية", True),
        ("أعلنت الهيئة وقف القتال ودعت السلطات إلى فتح المعبر", "ودعت", "السلطات", True),
        # they call on nobody themselves
        ("وناشد المجتمع الدولي وقف القصف", "وناشد", "المجتمع الدولي", True),
        ("وطالبت كافة الأطراف بوقف القتال", "وطالبت", "كافة الأطراف", True),
        ("وندعو روسيا إلى سحب قواتها", "وندعو", "روسيا", True),
        # a subject
        ("وطالبت الحكومة بالإفراج عن الرهائن", "وطالبت", "الحكومة", False),
        ("ودعا المجلس إلى وقف القتال", "ودعا", "المجلس", False),
        ("أدانت الحركة الهجوم، وطالبت المنظمة الحكومة بفتح تحقيق", "وطالبت", "المنظمة", False),
        ("حذر الوزير من هجوم، ودعت روسيا إلى جلسة طارئة", "ودعت", "روسيا", False),
        ("انسحب الوفد من القاعة، ودعا المبعوث إلى التهدئة", "ودعا", "المبعوث", False),
        ("وحذر أسامة حمدان من هجوم جديد", "وحذر", "أسامة حمدان", False),
    ],
)
def test_who_is_addressed(knowledge: Knowledge, raw: str, word: str, phrase: str, addressed: bool) -> None:
    parse = read_text(Text(raw), knowledge).sentences[0].parse
    verb = next(k for k in range(parse.first, parse.last) if parse.tokens[k].form == fold(word))
    lemma = next(v.lemma for v in parse.words[verb].verbs if v.lemma in knowledge.lexicon.words["addresses"])
    found = next(p for p in parse.phrases if raw[p.start : p.end].startswith(phrase))
    assert is_addressed(parse, verb, lemma, found, knowledge) is addressed


@pytest.mark.parametrize(
    ("raw", "chosen", "actor", "target"),
    [
        ("قال المتحدث إن المسلحين انسحبوا، واتهم طهران بتسليحهم", "طهران", ["المتحدث"], ["طهران"]),
        ("أكد الوزير أن القوات انسحبت وناشد المجتمع الدولي وقف القصف", "القوات", ["الوزير"], ["المجتمع الدولي"]),
        ("وطالبت كافة الأطراف بوقف القتال", "كافة الأطراف", [], ["كافة الأطراف"]),
        ("وطالبت الحكومة بالإفراج عن الرهائن", "الحكومة", ["الحكومة"], []),
    ],
)
def test_whom_it_addresses_is_its_target(knowledge: Knowledge, raw: str, chosen: str, actor: list[str], target: list[str]) -> None:
    sentence = read_text(Text(raw), knowledge).sentences[0]
    trigger = next(t for t in reversed(sentence.triggers) if t.form == "verb" and any(x.startswith("word.") for x in t.types))
    actors = [p for p in sentence.parse.phrases if raw[p.start : p.end] == chosen]
    roles = with_addressee({"actor": actors}, sentence, trigger, "word.demand", knowledge)
    assert [raw[p.start : p.end] for p in roles["actor"]] == actor
    assert [raw[p.start : p.end] for p in roles.get("target", [])] == target


def test_whom_one_calls_on_does_not_demand(knowledge: Knowledge) -> None:
    raw = "قالت المفوضية إن آلاف المدنيين فروا من المدينة. وطالبت كافة الأطراف بفتح المعابر."
    claims = [c for c in analyse(Report("r", raw, published=date(2022, 4, 18)), knowledge) if c.stance == "demands"]
    assert claims and {c.source.text for c in claims} == {"المفوضية"}


@pytest.mark.parametrize(
    ("raw", "type_", "actor"),
    [
        ("هاجم مسلحون القرية وطالبت دمشق بوقف الهجوم", "word.demand", ["دمشق"]),
        ("قصف الطيران الحي وهددت قسد بالرد", "word.threaten", ["قسد"]),
    ],
)
def test_a_verb_that_agrees_with_nobody_before_has_its_subject_behind(
    raw: str, type_: str, actor: list[str], knowledge: Knowledge
) -> None:
    (claim,) = [c for c in analyse(Report("r", raw, published=date(2024, 5, 2)), knowledge) if c.type == type_]
    assert [v.text for v in claim.actor] == actor
    assert not set(actor) & {v.text for v in claim.target}
