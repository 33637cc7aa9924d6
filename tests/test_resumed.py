"""A place that a pronoun resumes: what X holds is the quarter, not the town around it."""

from __future__ import annotations

import pytest

from rasid.guards.resumed import holds_areas, resumed_place, with_left
from rasid.guards.roles import guarded
from rasid.knowledge import Knowledge
from rasid.mentions import read_text
from rasid.text import Text


@pytest.mark.parametrize(
    ("raw", "place"),
    [
        ("وصل الوفد إلى بلدة في ريف إدلب تسيطر عليها هيئة تحرير الشام", "بلدة"),
        ("قصفت الطائرات قريتين في محافظة حماة تسيطر عليهما الفصائل", "قريتين"),
        ("عاد السكان إلى حي في مدينة تعز يسيطر عليه الحوثيون", "حي"),
        ("قصفت الطائرات البلدة التي تسيطر عليها المعارضة", "البلدة"),
        ("فر السكان من مناطق يسيطر عليها الدعم السريع", "مناطق"),
        ("وصل وفد من الحكومة وأعلن أن المعارضة تسيطر عليها", ""),  # of what, the sentence does not say
        ("غادر الوفد المدينة بعد أن سيطر عليها الجيش", ""),  # another clause: the choice of roles decides
    ],
)
def test_the_place_that_a_pronoun_resumes(knowledge: Knowledge, raw: str, place: str) -> None:
    sentence = read_text(Text(raw), knowledge).sentences[0]
    trigger = next(t for t in sentence.triggers if t.form == "verb" and t.lemma == "سيطر")
    found = resumed_place(trigger, sentence.parse, knowledge)
    assert (raw[found.start : found.end] if found else "") == place


@pytest.mark.parametrize(
    ("raw", "word", "place"),
    [
        ("خسر الجيش حي طي في نيسان 2021 والذي كان يعد معقل الدفاع الوطني", "معقل", "حي طي"),
        ("قصفت الطائرات بلدة كفرنبل التي تعتبر معقل الفصائل", "معقل", "بلدة كفرنبل"),
        ("وصلت المساعدات إلى بلدة تحاصرها القوات منذ شهر", "حاصر", "بلدة"),
        ("قال الوزير الذي كان في معقل الفصائل إن القتال مستمر", "معقل", ""),
    ],
)
def test_what_a_relative_clause_says_of_a_place(knowledge: Knowledge, raw: str, word: str, place: str) -> None:
    sentence = read_text(Text(raw), knowledge).sentences[0]
    trigger = next(t for t in sentence.triggers if t.lemma == word)
    found = resumed_place(trigger, sentence.parse, knowledge)
    assert (raw[found.start : found.end] if found else "") == place


def test_it_comes_first_and_what_lies_around_it_stays(knowledge: Knowledge) -> None:
    raw = "وصل الوفد إلى بلدة في ريف إدلب تسيطر عليها هيئة تحرير الشام"
    sentence = read_text(Text(raw), knowledge).sentences[0]
    trigger = next(t for t in sentence.triggers if t.lemma == "سيطر")
    around = next(p for p in sentence.parse.phrases if "إدلب" in raw[p.start : p.end])
    roles = guarded({"place": [around]}, sentence, trigger, "control.hold", knowledge)
    assert [raw[p.start : p.end] for p in roles["place"]] == ["بلدة", "ريف إدلب"]


@pytest.mark.parametrize(
    ("raw", "word", "place"),
    [
        ("قتل قياديان في محافظة صعدة المعقل الرئيس للحوثيين", "معقل", "محافظة صعدة"),
        ("تستعد القوات لاستعادة محافظة إدلب آخر معقل للمعارضة", "معقل", "محافظة إدلب"),
        ("شن الجيش هجوما على سرت، أحد أبرز معاقل التنظيم", "معقل", "سرت"),
        ("وإدلب هي آخر محافظة تسيطر عليها المعارضة", "سيطر", "إدلب"),
        ("قصفت الطائرات معقل الفصائل في ريف حماة", "معقل", ""),
        ("قال سكان في إدلب إن آخر مدينة تسيطر عليها الفصائل هادئة", "سيطر", "آخر مدينة"),
    ],
)
def test_what_a_place_is_said_to_be_stands_for_it(knowledge: Knowledge, raw: str, word: str, place: str) -> None:
    sentence = read_text(Text(raw), knowledge).sentences[0]
    trigger = next(t for t in sentence.triggers if t.lemma in (word, "معاقل"))
    found = resumed_place(trigger, sentence.parse, knowledge)
    assert (raw[found.start : found.end] if found else "") == place


@pytest.mark.parametrize(
    ("raw", "places", "part"),
    [
        ("فر السكان من المناطق التي تسيطر عليها المعارضة في مدينة درعا", ["مدينة درعا"], True),
        ("تدور معارك في مناطق واسعة في شمال العراق يسيطر عليها التنظيم", ["شمال العراق"], True),
        ("وصل الوفد إلى بلدة في ريف إدلب تسيطر عليها الهيئة", ["بلدة", "ريف إدلب"], False),
        ("فر السكان من مناطق يسيطر عليها التنظيم", ["مناطق"], False),
    ],
)
def test_areas_held_in_a_place_are_part_of_it(knowledge: Knowledge, raw: str, places: list[str], part: bool) -> None:
    sentence = read_text(Text(raw), knowledge).sentences[0]
    trigger = next(t for t in sentence.triggers if t.lemma == "سيطر")
    around = [p for p in sentence.parse.phrases if any(n.of("place") for n in p.names)]
    roles = guarded({"place": around}, sentence, trigger, "control.hold", knowledge)
    assert [raw[p.start : p.end] for p in roles["place"]] == places
    assert holds_areas(roles["place"], trigger, "control.hold", sentence.parse, knowledge) is part


@pytest.mark.parametrize(
    ("raw", "type_", "places"),
    [
        ("سيطر المقاتلون على معسكر التكبالي قبل أن ينسحبوا منه بوساطة أعيان من سوق الجمعة", "move.withdraw", ["معسكر التكبالي"]),
        ("دخلت القوات مدينة الرقة وأعلنت طرد التنظيم منها بدعم من التحالف", "control.take", ["مدينة الرقة"]),
        ("انتشر الجيش في حيي الشيخ مقصود والأشرفية بعد انسحاب قسد منهما", "move.withdraw", ["حيي الشيخ مقصود", "الأشرفية"]),
        ("دخل الجيش مدينة منبج بعد انسحاب المقاتلين من الباب", "move.withdraw", []),
        ("دخل الجيش مدينة منبج بعد انسحاب المقاتلين وأعلن المجلس البراءة منها", "move.withdraw", []),
    ],
)
def test_who_withdraws_from_it_leaves_the_place_before(knowledge: Knowledge, raw: str, type_: str, places: list[str]) -> None:
    sentence = read_text(Text(raw), knowledge).sentences[0]
    trigger = [t for t in sentence.triggers if type_ in t.types][-1]
    found = with_left({"actor": [], "place": []}, trigger, type_, sentence.parse, knowledge)
    assert [raw[p.start : p.end] for p in found["place"]] == places
