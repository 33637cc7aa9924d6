"""What the words of an event cannot say: guards of roles, of events told twice, and of what only looks told."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import pytest

from rasid.guards.repeats import brings_aid, repeats
from rasid.guards.roles import guarded
from rasid.knowledge import Knowledge
from rasid.mentions import Sentence, Trigger, read_text
from rasid.phrases import Phrase
from rasid.pipeline import analyse
from rasid.text import Text
from rasid.types import Claim, Report


def _event(raw: str, word: str, knowledge: Knowledge) -> tuple[Sentence, Trigger]:
    [sentence] = read_text(Text(raw), knowledge).sentences
    tokens = sentence.parse.tokens
    return sentence, next(t for t in sentence.triggers if raw[tokens[t.first].start : tokens[t.first].end] == word)


def _words(raw: str, phrases: Sequence[Phrase]) -> list[str]:
    return [raw[p.start : p.end] for p in phrases]


@pytest.mark.parametrize(
    ("raw", "word", "type_", "kept"),
    [
        ("حاكمت المحكمة ضابطا بتهمة قتل متظاهر", "قتل", "harm.kill", ["ضابطا"]),
        ("أوقفت الشرطة شخصين متهمين بخطف صحفي", "بخطف", "harm.abduct", ["شخصين متهمين"]),
        ("نفى الجيش السوداني سيطرة الدعم السريع على بابنوسة", "سيطرة", "control.take", ["الدعم السريع"]),
        ("طالبت اللجنة النظام برفع الحصار عن الحيين", "الحصار", "access.siege", []),
        ("نفت الحكومة قصف المدينة", "قصف", "fight.shelling", ["الحكومة", "المدينة"]),
        ("انسحبت الفصائل من سراقب وأغلق الطريق الدولي", "وأغلق", "access.block", ["الطريق الدولي"]),
        ("انسحبت الفصائل من سراقب وأغلقت الطريق الدولي", "وأغلقت", "access.block", ["الفصائل", "الطريق الدولي"]),
    ],
)
def test_who_may_be_the_doer(knowledge: Knowledge, raw: str, word: str, type_: str, kept: list[str]) -> None:
    sentence, trigger = _event(raw, word, knowledge)
    bare = [p for p in sentence.parse.phrases if not p.prep and not p.first <= trigger.first < p.last]
    roles = guarded({"actor": bare, "target": [], "place": []}, sentence, trigger, type_, knowledge)
    found = _words(raw, roles["actor"])
    assert [w for w in found if w in kept] == kept
    assert set(found) - set(kept) <= {"متظاهر", "صحفي"}  # what stands behind the event is for the choices


@pytest.mark.parametrize(
    ("raw", "word", "kept"),
    [
        ("نزح مئات المدنيين من مناطق سيطرة الحوثيين إلى مأرب", "مناطق", []),
        ("تقع بلدة حريب في مناطق سيطرة الحكومة", "مناطق", ["بلدة حريب"]),
        ("قصف الطيران مناطق سيطرة الحوثيين في صعدة", "مناطق", ["صعدة"]),
    ],
)
def test_areas_that_somebody_holds_are_named_by_him_alone(knowledge: Knowledge, raw: str, word: str, kept: list[str]) -> None:
    sentence, trigger = _event(raw, word, knowledge)
    places = [p for p in sentence.parse.phrases if p.category == "place" or any(n.of("place") for n in p.names)]
    places = [p for p in places if not p.first <= trigger.first < p.last and "الحوثيين" not in raw[p.start : p.end]]
    roles = guarded({"actor": [], "target": [], "place": places}, sentence, trigger, "control.hold", knowledge)
    assert [w for w in _words(raw, roles["place"]) if w != "الحكومة"] == kept


def _claims(raw: str, knowledge: Knowledge) -> list[Claim]:
    return analyse(Report("r", raw, published=date(2024, 6, 12)), knowledge)


@pytest.mark.parametrize(
    "raw",
    [
        "رفعت قوات الدعم السريع الحصار عن مدينة الأبيض",
        "فك الجيش الحصار عن البلدة بعد معارك",
    ],
)
def test_who_lifts_a_siege_lays_none(raw: str, knowledge: Knowledge) -> None:
    types = [c.type for c in _claims(raw, knowledge)]
    assert "access.lift" in types and "access.siege" not in types


def test_since_when_a_road_was_closed_is_not_since_when_it_is_open(knowledge: Knowledge) -> None:
    found = _claims("أعاد الجيش السوري فتح معبر نصيب المغلق منذ 2015", knowledge)
    assert not [c for c in found if c.type == "access.open" and c.when is not None]


@pytest.mark.parametrize(
    "raw",
    [
        "لا تزال مدينة السويداء خارج سيطرة الحكومة",
        "انتهت الجولة الثالثة في جنيف دون التوصل إلى اتفاق",
        "لا دليل على أن الجيش قصف المستشفى",
        "ظهر القائد في تسجيل متوعدا بقصف المطار",
        "لم ينف الوزير أن الجيش قصف السوق",
        "لن تنسحب الفصائل من البلدة قبل إطلاق سراح الأسرى",
    ],
)
def test_no_fact(raw: str, knowledge: Knowledge) -> None:
    real = [c for c in _claims(raw, knowledge) if c.status in ("happened", "ongoing") and c.type != "talks.fail"]
    assert not [c for c in real if not c.type.startswith("word.")]


def test_who_merely_claims_is_the_source(knowledge: Knowledge) -> None:
    [claim] = [c for c in _claims("زعم القائد سيطرة قواته على المقر", knowledge) if c.type.startswith("control.")]
    assert claim.source.text == "القائد"


def test_killed_in_one_breath_are_one_killing(knowledge: Knowledge) -> None:
    found = _claims("أعلنت وزارة الصحة سقوط 12 قتيلا في المدينة", knowledge)
    assert len([c for c in found if c.type == "harm.kill"]) == 1


@pytest.mark.parametrize(
    ("raw", "told"),
    [
        ("وتطالب المنظمة الحكومة بالسماح بإدخال الطحين والوقود إلى الحي", ["access.open"]),
        ("وأعلنت المنظمة أن الحكومة منعت دخول قافلة مساعدات إلى المدينة", ["access.block"]),
    ],
)
def test_who_lets_goods_in_opens_the_way_once(raw: str, told: list[str], knowledge: Knowledge) -> None:
    assert [c.type for c in _claims(raw, knowledge) if c.type.startswith("access.")] == told


def test_what_is_let_in_is_aid(knowledge: Knowledge) -> None:
    sentence = read_text(Text("وسمحت الحكومة بدخول قافلة مساعدات إلى المدينة"), knowledge).sentences[0]
    lets, entry = (next(t for t in sentence.triggers if t.lemma == lemma) for lemma in ("سمح", "دخول"))
    before = (lets, "access.open")
    assert brings_aid(sentence, entry, "access.aid", before, knowledge)
    assert not repeats(sentence, entry, "access.aid", before, knowledge)
    assert repeats(sentence, entry, "access.open", before, knowledge)


@pytest.mark.parametrize(
    ("raw", "once"),
    [
        ("انتزعت القوات في كانون الثاني السيطرة على المبنى", True),
        ("انتزعت القوات المبنى وأحكمت السيطرة على الحي", False),
        ("انتزعت القوات المبنى والسيطرة على الحي", False),
    ],
)
def test_the_hold_that_is_taken_is_no_second_capture(knowledge: Knowledge, raw: str, once: bool) -> None:
    (sentence, took), (_, hold) = (_event(raw, word, knowledge) for word in ("انتزعت", next(w for w in raw.split() if "السيطرة" in w)))
    assert repeats(sentence, hold, "control.take", (took, "control.take"), knowledge) is once
