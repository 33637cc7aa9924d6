"""What a construction leaves no choice about: conditions, near misses, what was averted or called off, and news that is false.

The examples of ar/unreal.yaml are the tests of the grammar; below them whole readings, and what must not be caught.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from rasid.guards.refuted import refuted
from rasid.guards.unreal import settled
from rasid.knowledge import Knowledge
from rasid.knowledge.files import Faults
from rasid.knowledge.unreal import read_unreal
from rasid.mentions import read_text
from rasid.pipeline import analyse
from rasid.text import Text
from rasid.types import Claim, Report


def standing(raw: str, word: str, knowledge: Knowledge) -> str:
    """The status that a construction gives the event of this word; happened where none does."""
    [sentence] = read_text(Text(raw), knowledge).sentences
    tokens, at = sentence.parse.tokens, raw.index(word)
    found = next(t for t in sentence.triggers if tokens[t.first].start <= at < tokens[t.last - 1].end)
    if refuted(sentence, found, knowledge) is not None:
        return "negated"
    grounds = [settled(sentence, found, type_, knowledge) for type_ in found.types]
    return next((g.status for g in grounds if g is not None), "happened")


def test_the_examples_of_the_constructions_hold(knowledge: Knowledge) -> None:
    grounds = [g for group in knowledge.unreal.values() for g in group]
    missed = [
        f"{g.file}:{e.line}: {g.id}: {e['trigger']} is {found}, not {e['status']} in {e['text']}"
        for g in grounds
        for e in g.examples
        if (found := standing(e["text"], e["trigger"], knowledge)) != e["status"]
    ]
    assert not missed
    assert all(any(e["status"] == g.status for e in g.examples) for g in grounds)


@pytest.mark.parametrize(
    ("raw", "word"),
    [
        ("قال مصدر عسكري إن قصف المدينة استمر يومين", "قصف"),
        ("وأكد المحافظ، في بيان، إن سيطرت القوات على البلدة تماما", "سيطرت"),
        ("البلاد في حالة حرب مع المسلحين", "حرب"),
        ("دعت المنظمة إلى منع تكرار هذه الهجمات", "الهجمات"),
        ("ما كادت القوات تدخل المدينة حتى اندلعت اشتباكات", "تدخل"),
        ("لم تلغ الحكومة زيارة الوفد إلى أربيل", "زيارة"),
        ("ألغى الهجوم زيارة الوفد إلى أربيل", "الهجوم"),
        ("علقت السعودية صادراتها غداة هجوم على ناقلة", "هجوم"),
        ("علق الوزير على الغارات التي استهدفت البلدة", "الغارات"),
        ("لم يوضح المتحدث ما إذا كانت الغارة استهدفت المقر", "الغارة"),
        ("كلما قصفت المدفعية الحي نزح السكان", "قصفت"),
        ("قال المتحدث إن المعلومات عن عدد القتلى في هجوم أمس غير دقيقة", "هجوم"),
        ("خبر مقتل القائد في غارة أمس صحيح", "مقتل"),
        ("عكفت تركيا على بحث الهدنة وإن كانت أنقرة تدعم المعارضة", "تدعم"),
        ("منع الجيش المهجرين من الدخول إلى جرابلس", "المهجرين"),
        ("لم تحدث الغارة أضرارا في المطار", "الغارة"),
        ("لم تقع القرية تحت سيطرة المسلحين إلا ليلة واحدة", "سيطرة"),
        ("نشرت الوكالة خبر مقتل القائد ثم نشرت صورا غير واضحة", "مقتل"),
    ],
)
def test_what_no_construction_holds(raw: str, word: str, knowledge: Knowledge) -> None:
    assert standing(raw, word, knowledge) == "happened"


def claims(raw: str, knowledge: Knowledge) -> list[Claim]:
    return analyse(Report("r", raw, outlet="sana", published=date(2024, 5, 2)), knowledge)


@pytest.mark.parametrize(
    ("raw", "word", "source", "stance"),
    [
        ("قالت وزارة الداخلية إن خبر مقتل مدير الأمن في حماة غير صحيح", "مقتل", "وزارة الداخلية", "denies"),
        ("أكد الناطق باسم الحوثيين أن الأنباء عن سقوط مدينة مأرب عارية عن الصحة", "سقوط", "الناطق باسم الحوثيين", "denies"),
        ("ما أشيع عن انسحاب الجيش السوداني من الأبيض لا أساس له من الصحة", "انسحاب", "", "reports"),
        ("نشرت صفحات أخبارا كاذبة عن مقتل قائد اللواء", "مقتل", "", "reports"),
        ("لا صحة للأنباء التي تحدثت عن مقتل قائد اللواء في تعز", "مقتل", "", "reports"),
        ("قالت الشرطة إن ما ذكرته قناة الحدث عن استهداف موكب الوزير عار عن الصحة", "استهداف", "الشرطة", "denies"),
    ],
)
def test_who_calls_the_news_false(raw: str, word: str, source: str, stance: str, knowledge: Knowledge) -> None:
    [claim] = [c for c in claims(raw, knowledge) if c.trigger.text == word]
    assert (claim.source.text, claim.stance, claim.status) == (source, stance, "negated")


@pytest.mark.parametrize(
    ("raw", "word"),
    [
        ("لم تعلن أي جهة مسؤوليتها عن تفجير مقديشو", "تفجير"),
        ("ولم تتبن أي جهة تفجير السوق، بينما هدد حزب العمال الكردستاني بقطع الهدنة مع أنقرة", "تفجير"),
    ],
)
def test_nobody_did_or_says_what_nobody_claimed(raw: str, word: str, knowledge: Knowledge) -> None:
    [claim] = [c for c in claims(raw, knowledge) if c.trigger.text == word]
    assert (claim.source.kind, claim.status, claim.actor) == ("outlet", "happened", ())


def test_who_lets_nobody_in_does_not_enter_himself(knowledge: Knowledge) -> None:
    found = claims("لم تسمح قوات النظام بدخول القوافل إلى الغوطة", knowledge)
    assert not [v for c in found if c.type.startswith("move.") for v in c.actor if "النظام" in v.text]


@pytest.mark.parametrize(
    ("entry", "fault"),
    [
        ("{id: x/a, status: odd, how: over, verb: [قال], examples: []}", "data/x.yaml:1: status 'odd'"),
        ("{id: x/a, status: negated, how: near, verb: [قال], examples: []}", "data/x.yaml:1: how 'near'"),
        ("{id: x/a, status: negated, how: over, examples: []}", "data/x.yaml:1: one of verb, noun, words"),
        ("{id: x/a, status: negated, how: over, word: [قال], examples: []}", "data/x.yaml:1: unknown key 'word'"),
    ],
)
def test_faults_name_their_line(entry: str, fault: str, tmp_path: Path) -> None:
    path = tmp_path / "data" / "x.yaml"
    path.parent.mkdir()
    path.write_text(f"- {entry}\n", "utf-8")
    found = Faults()
    read_unreal(path, found)
    assert any(f.startswith(fault) for f in found)


@pytest.mark.parametrize(
    ("raw", "status"),
    [
        ("لم تتوصل اللجنة بعد إلى ما يثبت تعذيب السجناء", "possible"),
        ("لم تعثر الشرطة على أدلة على تعذيب السجناء", "possible"),
        ("لا دليل على تعذيب السجناء في القاعدة", "possible"),
        ("وجدت اللجنة ما يثبت تعذيب السجناء", "happened"),
        ("عثرت الشرطة على أدلة تثبت تعذيب السجناء", "happened"),
    ],
)
def test_of_what_no_proof_is_found_nobody_knows(raw: str, status: str, knowledge: Knowledge) -> None:
    (claim,) = [c for c in analyse(Report("r", raw, published=date(2024, 5, 12)), knowledge) if c.type == "harm.abuse"]
    assert claim.status == status
    assert status == "happened" or not claim.actor
