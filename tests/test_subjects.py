"""Who acts where the words leave no choice: the subject behind its verb, of a verb that carries a noun, of the verb joined to it."""

from __future__ import annotations

from datetime import date

import pytest

from rasid.coder import Coded
from rasid.guards.doers import goes_himself, of_goers
from rasid.guards.shared import with_shared_subject
from rasid.guards.subjects import of_object_pronoun, of_own_subject, with_speaking_subject, with_subject
from rasid.knowledge import Knowledge
from rasid.mentions import Sentence, Trigger, read_text
from rasid.pipeline import analyse
from rasid.speech import speakers
from rasid.text import Text
from rasid.types import Claim, Report


def claims(raw: str, knowledge: Knowledge) -> list[Claim]:
    return analyse(Report("r", raw, published=date(2024, 5, 12)), knowledge)


def event(raw: str, type_: str, knowledge: Knowledge) -> tuple[Sentence, Trigger]:
    sentence = read_text(Text(raw), knowledge).sentences[0]
    return sentence, next(t for t in sentence.triggers if type_ in t.types)


@pytest.mark.parametrize(
    ("raw", "type_", "actor"),
    [
        ("أعلن الوزير أن القوات اقتحمت البلدة", "move.advance", ["القوات"]),
        ("اقتحمت صباح الأحد قوات الأمن البلدة", "move.advance", ["قوات الأمن"]),
        ("قامت قوات الجيش بأسر قائد ميداني", "harm.detain", ["قوات الجيش"]),
        ("وتعهد نائب المحافظ بإطلاق سراح الموقوفين", "power.release", ["نائب المحافظ"]),
        ("اقتيد قائد ميداني إلى السجن", "harm.detain", []),  # led away, by whom nobody says
        ("قال الوزير إن البلدة اقتحمتها قوات الأمن", "move.advance", ["قوات الأمن"]),
    ],
)
def test_the_subject_acts(knowledge: Knowledge, raw: str, type_: str, actor: list[str]) -> None:
    sentence, trigger = event(raw, type_, knowledge)
    found = with_subject({"actor": [], "target": [], "place": []}, sentence, trigger, type_, knowledge)
    assert [raw[p.start : p.end] for p in found["actor"]] == actor


@pytest.mark.parametrize(
    ("raw", "type_", "chosen", "acts"),
    [
        ("قالت الصفحات إن قناصا استهدفه قرب الجسر", "fight.attack", "قناصا", True),
        ("ذكرت الشبكة أن مسلحين اعتقلوه في إدلب", "harm.detain", "مسلحين", True),
        ("ذكرت الشبكة أن رجلا اعتقله مسلحون في إدلب", "harm.detain", "رجلا", False),  # the subject stands behind
        ("ذكرت الشبكة أن مسلحين اعتقلوا في إدلب", "harm.detain", "مسلحين", False),  # they were
    ],
)
def test_whose_object_is_written_to_the_verb_acts(knowledge: Knowledge, raw: str, type_: str, chosen: str, acts: bool) -> None:
    sentence, trigger = event(raw, type_, knowledge)
    target = [p for p in sentence.parse.phrases if raw[p.start : p.end] == chosen]
    found = of_object_pronoun({"actor": [], "target": target}, sentence, trigger, type_, knowledge)
    assert (found["actor"], found["target"]) == ((target, []) if acts else ([], target))


def test_what_is_taken_for_something_else_stays_that(knowledge: Knowledge) -> None:
    raw = "اقتحمت قوات الأمن البلدة"
    sentence, trigger = event(raw, "move.advance", knowledge)
    target = [p for p in sentence.parse.phrases if raw[p.start : p.end] == "قوات الأمن"]
    assert with_subject({"actor": [], "target": target}, sentence, trigger, "move.advance", knowledge)["actor"] == []


@pytest.mark.parametrize(
    ("raw", "type_", "actor"),
    [
        ("توغلت قوة إسرائيلية في أطراف البلدة قبل أن تنسحب فجرا نحو مستوطنة المطلة", "move.withdraw", "قوة إسرائيلية"),
        ("اعتقلت دورية أمنية شابين في نوى ثم أفرجت عنهما مساء", "power.release", "دورية أمنية"),
    ],
)
def test_a_joined_verb_has_the_same_subject(knowledge: Knowledge, raw: str, type_: str, actor: str) -> None:
    (claim,) = [c for c in claims(raw, knowledge) if c.type == type_]
    assert [v.text for v in claim.actor] == [actor]


def test_a_singular_behind_a_plural_is_a_passive(knowledge: Knowledge) -> None:
    raw = "هاجم المسلحون البلدة واعتقل عشرون شابا"
    sentence, trigger = event(raw, "harm.detain", knowledge)
    attack = next(t for t in sentence.triggers if "fight.attack" in t.types)
    actor = [p for p in sentence.parse.phrases if raw[p.start : p.end] == "المسلحون"]
    told = [Coded(sentence, attack, "fight.attack", {"actor": actor}, None, "reports", "happened", None)]
    assert with_shared_subject({"actor": []}, sentence, trigger, "harm.detain", told, knowledge)["actor"] == []


@pytest.mark.parametrize(
    ("raw", "type_", "goes"),
    [
        ("نزحت مئات العائلات من البلدة", "harm.displace", True),
        ("هجرت القوات مئات العائلات من البلدة", "harm.displace", False),
    ],
)
def test_who_flees_goes_himself(knowledge: Knowledge, raw: str, type_: str, goes: bool) -> None:
    sentence, trigger = event(raw, type_, knowledge)
    assert goes_himself(trigger, type_, knowledge) is goes
    people = [p for p in sentence.parse.phrases if "العائلات" in raw[p.start : p.end]]
    roles = of_goers({"actor": [], "target": people}, trigger, type_, knowledge)
    assert (roles["actor"], roles["target"]) == ((people, []) if goes else ([], people))


@pytest.mark.parametrize(
    ("raw", "type_", "actor"),
    [
        ("وقالت بعثة الأمم المتحدة إنها أجلت ستة جرحى إلى مستشفى سيفاري", "harm.displace", ["بعثة الأمم المتحدة"]),
        ("وقالت السلطات إنهم هاجموا حاجزا في تلكلخ", "fight.attack", []),  # they are others
    ],
)
def test_who_says_that_he_did_it_did_it(knowledge: Knowledge, raw: str, type_: str, actor: list[str]) -> None:
    reading = read_text(Text(raw), knowledge)
    sentence, trigger = event(raw, type_, knowledge)
    speaker = next(s for s in speakers(reading, knowledge)[0] if not s.carried)
    found = with_speaking_subject({"actor": []}, sentence, trigger, type_, speaker, knowledge)
    assert [raw[p.start : p.end] for p in found["actor"]] == actor


def test_the_subject_behind_a_verb_acts_alone(knowledge: Knowledge) -> None:
    raw = "أبرم الطرفان اتفاقا في درعا ثم نقضته الميليشيات بعد يومين"
    sentence, trigger = event(raw, "talks.breach", knowledge)
    actors = [p for p in sentence.parse.phrases if raw[p.start : p.end] in ("الطرفان", "الميليشيات")]
    found = of_own_subject({"actor": actors}, sentence, trigger, "talks.breach", knowledge)
    assert [raw[p.start : p.end] for p in found["actor"]] == ["الميليشيات"]
    assert of_own_subject({"actor": actors[:1]}, sentence, trigger, "talks.breach", knowledge)["actor"] == actors[:1]


@pytest.mark.parametrize(
    ("raw", "type_", "actor", "target"),
    [
        ("وأوقفت القوى الأمنية 15 ناشطا أطلق سراح معظمهم لاحقا.", "power.release", [], ["15 ناشطا"]),
        ("ثلاثة مسلحين اقتحموا مخفر الشرطة في البلدة.", "move.advance", ["ثلاثة مسلحين"], []),
    ],
)
def test_several_before_a_verb_in_the_singular_did_not_do_it(
    knowledge: Knowledge, raw: str, type_: str, actor: list[str], target: list[str]
) -> None:
    claims = analyse(Report("r", raw, published=date(2015, 9, 2)), knowledge)
    (claim,) = [c for c in claims if c.type == type_]
    assert ([v.text for v in claim.actor], [v.text for v in claim.target]) == (actor, target)
