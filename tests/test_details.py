"""What no event can say: somebody as his own target, the lorries as the place of a closed road, fuel as something burnt."""

from __future__ import annotations

import pytest

from rasid.guards.details import (
    hands_paper,
    holds_assembly,
    with_admitted,
    with_first_victim,
    with_let_in,
    with_shared_owner,
    without_bare_directions,
    without_selves,
)
from rasid.knowledge import Knowledge
from rasid.mentions import read_text
from rasid.phrases import Phrase
from rasid.text import Text
from rasid.types import Role

RAW = "هاجمت قسد بلدة عين عيسى، وقالت قوات سوريا الديمقراطية إن الجيش التركي انسحب."


def _phrases(knowledge: Knowledge) -> dict[str, Phrase]:
    parse = read_text(Text(RAW), knowledge).sentences[0].parse
    return {RAW[p.start : p.end]: p for p in (*parse.phrases, *parse.nested)}


def test_a_second_name_of_the_actor_is_no_target(knowledge: Knowledge) -> None:
    found = _phrases(knowledge)
    actor, same = found["قسد"], next(p for words, p in found.items() if words.startswith("قوات سوريا الديمقراطية"))
    assert without_selves({"actor": [actor], "target": [same]})["target"] == []


def test_another_stays_a_target(knowledge: Knowledge) -> None:
    found = _phrases(knowledge)
    actor, other = found["قسد"], next(p for words, p in found.items() if "الجيش التركي" in words)
    assert without_selves({"actor": [actor], "target": [other]})["target"] == [other]


def test_who_is_both_stays(knowledge: Knowledge) -> None:
    one = _phrases(knowledge)["قسد"]
    assert without_selves({"actor": [one], "target": [one]})["target"] == [one]


@pytest.mark.parametrize(
    ("raw", "role"),
    [
        ("أغلق مسلحون الطريق الساحلي أمام صهاريج الوقود", "goods"),
        ("فتحت السلطات المعبر أمام المسافرين", "target"),
        ("أغلق محتجون الطريق أمام مطار عدن", "place"),
    ],
)
def test_for_whom_a_way_is_closed_is_no_place_of_it(knowledge: Knowledge, raw: str, role: Role) -> None:
    sentence = read_text(Text(raw), knowledge).sentences[0]
    last = sentence.parse.phrases[-1]
    roles = with_admitted({"place": list(sentence.parse.phrases)}, "access.block", knowledge)
    assert [r for r in ("place", "goods", "target") if last in roles[r]] == [role]
    assert with_admitted({"place": [last]}, "fight.clash", knowledge) == {"place": [last]}


def test_a_thing_that_looks_like_a_participle_is_no_event(knowledge: Knowledge) -> None:
    (fuel,) = read_text(Text("تشهد العاصمة أزمة محروقات منذ أيام"), knowledge).sentences
    assert not any("harm.property" in t.types for t in fuel.triggers)
    (burnt,) = read_text(Text("عثر الأهالي على سيارة محروقة"), knowledge).sentences
    assert any("harm.property" in t.types for t in burnt.triggers)


@pytest.mark.parametrize(
    ("raw", "event"),
    [
        ("التقى حاكم الشارقة وفدا", False),
        ("وقال حاكم الإقليم إن الطريق مفتوح", False),
        ("حاكم القضاء العسكري ثلاثة ضباط", True),
        ("حاكمت محكمة في بنغازي ثلاثة ضباط", True),
    ],
)
def test_the_ruler_of_a_province_is_no_trial(knowledge: Knowledge, raw: str, event: bool) -> None:
    (sentence,) = read_text(Text(raw), knowledge).sentences
    assert any({"harm.detain", "control.hold"} & set(t.types) for t in sentence.triggers) == event


@pytest.mark.parametrize(
    ("raw", "type_", "paper"),
    [
        ("سلم السفير أوراق اعتماده إلى الرئيس", "harm.detain", True),
        ("سلم المبعوث رسالة من الحكومة إلى الوجهاء", "harm.detain", True),
        ("تسلم الوزير تقريرا عن المعتقلين", "control.handover", True),
        ("سلمت الشرطة المتهم إلى النيابة", "harm.detain", False),
        ("سلم الجيش القاعدة إلى الشرطة وقدم تقريرا عنها", "control.handover", False),
    ],
)
def test_who_hands_over_a_letter_detains_nobody(knowledge: Knowledge, raw: str, type_: str, paper: bool) -> None:
    sentence = read_text(Text(raw), knowledge).sentences[0]
    trigger = next(t for t in sentence.triggers if t.lemma in ("سلم", "تسلم"))
    assert hands_paper(sentence, trigger, type_, knowledge) is paper


@pytest.mark.parametrize(
    ("raw", "word", "held"),
    [
        ("قال المحافظ في مؤتمر صحفي عقده قرب المعبر إن الجيش دخل البلدة", "عقده", True),
        ("عقد الطرفان اتفاقا في مسقط", "عقد", False),
        ("عقد جلسة في الرباط", "عقد", True),
    ],
)
def test_an_assembly_is_no_deal(knowledge: Knowledge, raw: str, word: str, held: bool) -> None:
    sentence = read_text(Text(raw), knowledge).sentences[0]
    tokens = sentence.parse.tokens
    found = [t for t in sentence.triggers if raw[tokens[t.first].start : tokens[t.first].end] == word]
    assert all(holds_assembly(sentence, t, "talks.agree", knowledge) == held for t in found)


@pytest.mark.parametrize(
    ("raw", "type_", "goods"),
    [
        ("سمح الحاجز بدخول صهاريج المازوت إلى البلدة", "access.open", ["صهاريج المازوت"]),
        ("منعت الشرطة إدخال الأدوية إلى المخيم", "access.block", ["الأدوية"]),
        ("سمح الحاجز بدخول المدنيين إلى البلدة", "access.open", []),  # people are no goods
        ("سمح الحاجز لهم بالعودة وقال إن دخول الأدوية ممنوع", "access.open", []),  # another clause
    ],
)
def test_what_is_let_in_is_goods(knowledge: Knowledge, raw: str, type_: str, goods: list[str]) -> None:
    sentence = read_text(Text(raw), knowledge).sentences[0]
    trigger = next(t for t in sentence.triggers if type_ in t.types)
    found = with_let_in({"goods": []}, sentence.parse, trigger, type_, knowledge)
    assert [raw[p.start : p.end] for p in found["goods"]] == goods


def test_roads_are_no_goods(knowledge: Knowledge) -> None:
    raw = "فتحت السلطات الطرق الفرعية"
    sentence = read_text(Text(raw), knowledge).sentences[0]
    trigger = next(t for t in sentence.triggers if "access.open" in t.types)
    roads = [p for p in sentence.parse.phrases if raw[p.start : p.end].startswith("الطرق")]
    assert roads and with_let_in({"goods": roads}, sentence.parse, trigger, "access.open", knowledge)["goods"] == []


@pytest.mark.parametrize(
    ("raw", "targets"),
    [
        ("قصفت الطائرات مواقع وتجمعات ميليشيات الحوثي", ["مواقع وتجمعات ميليشيات الحوثي"]),
        ("قصفت الطائرات مواقع ومخازن أسلحة", ["مواقع", "مخازن أسلحة"]),
        ("قصفت الطائرات تجمعات الحوثيين ومواقع تنظيم القاعدة", ["تجمعات الحوثيين", "مواقع تنظيم القاعدة"]),
    ],
)
def test_things_that_one_genitive_owns_are_one_target(knowledge: Knowledge, raw: str, targets: list[str]) -> None:
    parse = read_text(Text(raw), knowledge).sentences[0].parse
    found = with_shared_owner({"actor": [], "target": parse.phrases[1:]}, parse)
    assert [raw[p.start : p.end] for p in found["target"]] == targets


@pytest.mark.parametrize(
    ("raw", "places"),
    [
        ("استعاد الجيش مواقع في محافظة تعز في الجنوب الغربي", ["مواقع", "محافظة تعز"]),
        ("نزح السكان إلى الشمال", ["الشمال"]),
        ("نزح السكان من مدينة تعز إلى شمال اليمن", ["مدينة تعز", "شمال اليمن"]),
    ],
)
def test_a_mere_direction_is_no_place_beside_a_named_one(knowledge: Knowledge, raw: str, places: list[str]) -> None:
    parse = read_text(Text(raw), knowledge).sentences[0].parse
    found = without_bare_directions({"place": parse.phrases[1:]}, parse, knowledge)
    assert [raw[p.start : p.end] for p in found["place"]] == places


def test_the_first_of_two_victims_is_one(knowledge: Knowledge) -> None:
    raw = "خطف مسلحون عمدة بلدة ديفا ونجله"
    parse = read_text(Text(raw), knowledge).sentences[0].parse
    actor, mayor, son = parse.phrases[:3]
    roles = with_first_victim({"actor": [actor], "target": [son]}, parse, "harm.abduct")
    assert roles["target"] == [mayor, son]
    assert with_first_victim({"actor": [mayor], "target": [son]}, parse, "harm.abduct")["target"] == [son]
    assert with_first_victim({"target": [son]}, parse, "talks.meet")["target"] == [son]
