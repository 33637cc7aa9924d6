"""Each party on its side: who is only hit in a clash is its target, who supports a capture takes nothing."""

from __future__ import annotations

from datetime import date

import pytest

from rasid.guards.parties import sided
from rasid.knowledge import Knowledge
from rasid.mentions import read_text
from rasid.pipeline import analyse
from rasid.text import Text
from rasid.types import Report, Role


def roles(raw: str, type_: str, actors: tuple[str, ...], knowledge: Knowledge) -> dict[Role, list[str]]:
    """The roles of the last event of this type where the phrases with these words were chosen as actors."""
    sentence = read_text(Text(raw), knowledge).sentences[0]
    trigger = next(t for t in reversed(sentence.triggers) if type_ in t.types)
    chosen = [p for p in sentence.parse.phrases if raw[p.start : p.end] in actors]
    assert len(chosen) == len(actors)
    found = sided({"actor": chosen, "target": []}, trigger, type_, sentence.parse, knowledge)
    return {role: [raw[p.start : p.end] for p in phrases] for role, phrases in found.items()}


@pytest.mark.parametrize(
    ("raw", "party", "role"),
    [
        ("تكبد الحوثيون خسائر كبيرة خلال المعارك في نهم", "الحوثيون", "target"),
        ("قال المصدر إن العشرات من الحوثيين سقطوا قتلى في المعارك", "العشرات من الحوثيين", "target"),
        ("لقي ثلاثة جنود مصرعهم في اشتباكات شرقي البلدة", "ثلاثة جنود", "target"),
        ("خاض الحوثيون معارك عنيفة في نهم", "الحوثيون", "actor"),
    ],
)
def test_who_only_suffers_in_a_clash_is_hit(knowledge: Knowledge, raw: str, party: str, role: Role) -> None:
    assert roles(raw, "fight.clash", (party,), knowledge)[role] == [party]


def test_two_who_suffer_fight_each_other(knowledge: Knowledge) -> None:
    raw = "قتل جنود الحكومة ومسلحو القاعدة في اشتباكات شرقي البلدة"
    both = tuple(raw[p.start : p.end] for p in read_text(Text(raw), knowledge).sentences[0].parse.phrases[:2])
    assert roles(raw, "fight.clash", both, knowledge)["actor"] == list(both)


@pytest.mark.parametrize(
    ("raw", "type_", "kept"),
    [
        ("سيطرت القوات الحكومية بإسناد من التحالف العربي على البلدة", "control.take", ["القوات الحكومية"]),
        ("استعادت القوات الحكومية مدعومة بقوات التحالف العربي البلدة", "control.take", ["القوات الحكومية"]),
        ("شنت القوات الحكومية بإسناد من التحالف العربي هجوما على البلدة", "fight.attack", ["القوات الحكومية", "التحالف العربي"]),
        ("سيطرت القوات الحكومية والتحالف العربي على البلدة", "control.take", ["القوات الحكومية", "التحالف العربي"]),
    ],
)
def test_who_supports_a_capture_takes_nothing(knowledge: Knowledge, raw: str, type_: str, kept: list[str]) -> None:
    sentence = read_text(Text(raw), knowledge).sentences[0]
    chosen = tuple(w for w in (raw[p.start : p.end] for p in sentence.parse.phrases) if "الحكومية" in w or "التحالف" in w)
    left = roles(raw, type_, chosen, knowledge)["actor"]
    assert [w for w in left if any(k in w for k in kept)] == left and len(left) == len(kept)


def test_a_lone_supporter_stays(knowledge: Knowledge) -> None:
    raw = "تحررت البلدة بإسناد من التحالف العربي"
    phrase = next(
        raw[p.start : p.end] for p in read_text(Text(raw), knowledge).sentences[0].parse.phrases if "التحالف" in raw[p.start : p.end]
    )
    assert roles(raw, "control.take", (phrase,), knowledge)["actor"] == [phrase]


@pytest.mark.parametrize(
    ("raw", "word", "excepted", "kept"),
    [
        ("يسيطر الجيش على كامل محافظة درعا ما عدا مدينة نوى وبلدة الشيخ سعد", "سيطر", True, "محافظة درعا"),
        ("قصفت الطائرات قرى الغوطة باستثناء دوما", "قصف", True, "الغوطة"),
        ("خرج المسلحون من المدن باستثناء دوما التي قصفها الجيش", "قصف", False, "دوما"),  # of the later event it is the place
    ],
)
def test_what_is_excepted_is_no_part_of_it(knowledge: Knowledge, raw: str, word: str, excepted: bool, kept: str) -> None:
    sentence = read_text(Text(raw), knowledge).sentences[0]
    trigger = next(t for t in sentence.triggers if t.lemma == word)
    places = [p for p in sentence.parse.phrases if p.category == "place" or p.names]
    left = [raw[p.start : p.end] for p in sided({"place": places}, trigger, "fight.shelling", sentence.parse, knowledge)["place"]]
    assert (len(left) < len(places)) is excepted
    assert any(kept in words for words in left)


def test_all_but_a_town_is_part_of_a_province(knowledge: Knowledge) -> None:
    raw = "يسيطر الجيش السوري على كامل محافظة درعا ما عدا مدينة نوى"
    claims = [c for c in analyse(Report("r", raw, published=date(2022, 4, 18)), knowledge) if c.type.startswith("control.")]
    assert [(c.extent, [p.text for p in c.place]) for c in claims] == [("part", ["محافظة درعا"])]
    whole = analyse(Report("r", raw.removesuffix(" ما عدا مدينة نوى"), published=date(2022, 4, 18)), knowledge)
    assert [c.extent for c in whole if c.type.startswith("control.")] == ["whole"]


@pytest.mark.parametrize(
    ("raw", "party", "role"),
    [
        ("تحدثت مصادر عن سقوط مدينة النهود في يد الحركة الشعبية", "الحركة الشعبية", "actor"),
        ("سقطت القاعدة بأيدي الحوثيين", "الحوثيين", "actor"),
        ("سقطت القاعدة من يد الحوثيين", "الحوثيين", "target"),
        ("استعاد الجيش السوداني بلدة كانت في يد الحركة الشعبية", "الحركة الشعبية", "target"),
    ],
)
def test_in_whose_hands_a_place_falls_takes_it(knowledge: Knowledge, raw: str, party: str, role: Role) -> None:
    sentence = read_text(Text(raw), knowledge).sentences[0]
    trigger = next(t for t in sentence.triggers if "control.take" in t.types)
    (phrase,) = [p for p in sentence.parse.phrases if raw[p.start : p.end] == party]
    found = sided({"actor": [], "target": [phrase]}, trigger, "control.take", sentence.parse, knowledge)
    assert found[role] == [phrase]


def test_who_takes_it_needs_no_choice_and_the_hands_are_no_second_capture(knowledge: Knowledge) -> None:
    raw = "سقطت بلدة سنجة أمس في أيدي قوات الدعم السريع وحلفائها وانسحب الجيش"
    sentence = read_text(Text(raw), knowledge).sentences[0]
    trigger = next(t for t in sentence.triggers if "control.take" in t.types)
    found = sided({"actor": [], "target": []}, trigger, "control.take", sentence.parse, knowledge)
    assert [raw[p.start : p.end] for p in found["actor"]] == ["قوات الدعم السريع", "حلفائها"]
    taken = [c for c in analyse(Report("r", raw, published=date(2024, 7, 1)), knowledge) if c.type == "control.take"]
    assert [c.trigger.text for c in taken] == ["سقطت"]
