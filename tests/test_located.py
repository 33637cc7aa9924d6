"""Places that hold together: a quarter and the city right behind it, joined towns; and names that are no other word."""

from __future__ import annotations

import pytest

from rasid.guards.located import of_this_side, with_surroundings, without_hit_towns
from rasid.knowledge import Knowledge
from rasid.mentions import read_text
from rasid.text import Text


@pytest.mark.parametrize(
    ("raw", "word", "given", "found"),
    [
        ("قصفت الطائرات قرية المجدل في محافظة درعا", "قصف", ["قرية المجدل"], ["قرية المجدل", "محافظة درعا"]),
        ("قصفت الطائرات حي الزهور غربي حلب", "قصف", ["حي الزهور"], ["حي الزهور", "غربي حلب"]),
        ("قصفت الطائرات محور التل (المعروف بالبرج) شمال كركوك", "قصف", ["محور التل"], ["محور التل", "شمال كركوك"]),
        ("قصفت الطائرات سراقب وكفرنبل", "قصف", ["سراقب"], ["سراقب", "كفرنبل"]),
        ("قصفت الطائرات سراقب وكفرنبل", "قصف", ["كفرنبل"], ["سراقب", "كفرنبل"]),
        ("قصفت الطائرات سراقب ثم انسحبت القوات إلى حلب", "قصف", ["سراقب"], ["سراقب"]),
        ("قصفت الطائرات سراقب بأوامر من دمشق", "قصف", ["سراقب"], ["سراقب"]),
    ],
)
def test_what_lies_right_behind_a_place_is_one_with_it(
    knowledge: Knowledge, raw: str, word: str, given: list[str], found: list[str]
) -> None:
    sentence = read_text(Text(raw), knowledge).sentences[0]
    trigger = next(t for t in sentence.triggers if t.lemma == word)
    places = [p for p in sentence.parse.phrases if raw[p.start : p.end] in given]
    assert len(places) == len(given)
    roles = with_surroundings({"place": places, "actor": []}, sentence, trigger, knowledge)
    assert [raw[p.start : p.end] for p in roles["place"]] == found


def test_nobody_is_taken_from_another_role(knowledge: Knowledge) -> None:
    raw = "هاجمت القوات سراقب في سوريا"
    sentence = read_text(Text(raw), knowledge).sentences[0]
    city, country = (p for p in sentence.parse.phrases if p.names_place)
    roles = with_surroundings({"place": [city], "target": [country]}, sentence, sentence.triggers[0], knowledge)
    assert roles["place"] == [city]


@pytest.mark.parametrize(
    ("raw", "phrase"),
    [
        ("سيطر المسلحون على منطقة البو عيثة شمال الرمادي", "منطقة البو عيثة"),
        ("تسيطر الفصائل على رأس العين منذ أعوام", "رأس العين"),
        ("وصل النائب كريم العبودي إلى بغداد", "النائب كريم العبودي"),
        ("انتشرت وحدات من الجيش في القصرين وغاربة وسوسة", "سوسة"),
    ],
)
def test_names_are_whole(knowledge: Knowledge, raw: str, phrase: str) -> None:
    parse = read_text(Text(raw), knowledge).sentences[0].parse
    assert phrase in [raw[p.start : p.end] for p in parse.phrases]


def test_a_town_joined_over_an_unknown_one_is_a_town(knowledge: Knowledge) -> None:
    raw = "انتشرت وحدات من الجيش في القصرين وغاربة وسوسة"
    names = read_text(Text(raw), knowledge).names
    assert "سوسة" in [raw[n.start : n.end] for n in names if n.of("place")]


def test_like_a_town_is_still_the_town(knowledge: Knowledge) -> None:
    raw = "وصلت المساعدات إلى مدن كحلب وحماة"
    assert [raw[n.start : n.end] for n in read_text(Text(raw), knowledge).names if n.of("place")] == ["حلب", "حماة"]


@pytest.mark.parametrize(
    ("raw", "word", "target"),
    [
        ("قصفت الطائرات مدينة خان يونس", "مدينة خان يونس", False),
        ("قصفت الطائرات خان يونس", "خان يونس", False),
        ("قصفت الطائرات مطار الشعيرات", "مطار الشعيرات", True),
        ("قصفت الطائرات مواقع المسلحين", "مواقع المسلحين", True),
    ],
)
def test_a_town_is_where_the_shells_fall_and_no_target(knowledge: Knowledge, raw: str, word: str, target: bool) -> None:
    sentence = read_text(Text(raw), knowledge).sentences[0]
    phrase = next(p for p in sentence.parse.phrases if raw[p.start : p.end] == word)
    roles = without_hit_towns({"target": [phrase], "place": []}, sentence.parse, "fight.airstrike", knowledge)
    assert (phrase in roles["target"], phrase in roles["place"]) == (target, not target)
    assert without_hit_towns({"target": [phrase]}, sentence.parse, "control.take", knowledge) == {"target": [phrase]}


def test_a_place_beyond_a_wall_is_not_the_events(knowledge: Knowledge) -> None:
    raw = "نفى الجيش دخول القامشلي في حين انتشرت قواته في كامل الشارع"
    sentence = read_text(Text(raw), knowledge).sentences[0]
    trigger = next(t for t in sentence.triggers if t.lemma == "انتشر")
    far, own = (next(p for p in sentence.parse.phrases if w in raw[p.start : p.end]) for w in ("القامشلي", "الشارع"))
    assert of_this_side({"place": [far]}, sentence, trigger, knowledge)["place"] == [own]
    assert of_this_side({"place": [own]}, sentence, trigger, knowledge)["place"] == [own]
