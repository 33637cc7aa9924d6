"""Who may be the source of a claim: where speakers stand, how far their words go, and who is meant when nobody is named."""

from __future__ import annotations

import pytest

from rasid.knowledge import Knowledge
from rasid.mentions import read_text
from rasid.speech import Speaker, closest, speakers
from rasid.text import Text


def who(raw: str, knowledge: Knowledge) -> list[tuple[Speaker, ...]]:
    return speakers(read_text(Text(raw), knowledge), knowledge)


@pytest.mark.parametrize(
    ("raw", "words", "side"),
    [
        ("قال مصدر عسكري إن القوات قصفت البلدة", "مصدر عسكري", "after"),
        ("قتل عشرة جنود وفق مصدر طبي", "مصدر طبي", "after"),
        ("وبحسب المصدر، فإن المسلحين اختطفوا الناشط", "المصدر", "after"),
        ("نقلت الوكالة، وهي مقربة من الحكومة، عن مسؤول أمني قوله إن الانفجار وقع ليلا", "مسؤول أمني", "nested"),
        ("وكان المرصد السوري قد ذكر أن الهجوم أوقع قتلى", "المرصد السوري", "before"),
        ("أثار الأمر غضب ستافان دي ميستورا، الذي حذر من معركة شاملة", "ستافان دي ميستورا", "relative"),
        ("الوزير: انسحاب القوات من الميناء", "الوزير", "headline"),
    ],
)
def test_where_speakers_stand(knowledge: Knowledge, raw: str, words: str, side: str) -> None:
    assert (words, side) in [(raw[s.start : s.end], s.side) for s in who(raw, knowledge)[0]]


def test_an_office_is_told_with_the_name_of_its_holder(knowledge: Knowledge) -> None:
    raw = "أكد المبعوث الخاص للرئيس الروسي إلى سوريا، ألكسندر لافرينتييف، انسحاب القوات"
    speaker = who(raw, knowledge)[0][0]
    assert raw[speaker.start : speaker.end].endswith("ألكسندر لافرينتييف")


def test_a_phrase_of_another_clause_adds_nothing_to_a_source(knowledge: Knowledge) -> None:
    raw = "قال المتحدث إن القائد محمد صالح انسحب"
    speaker = who(raw, knowledge)[0][0]
    assert raw[speaker.start : speaker.end] == "المتحدث"


def test_who_spoke_last_is_carried_on(knowledge: Knowledge) -> None:
    raw = "قال وزير الدفاع إن القوات انسحبت.\nوأضاف أن المعارك توقفت."
    second = who(raw, knowledge)[1]
    carried = [s for s in second if s.carried]
    assert {raw[s.start : s.end] for s in carried} == {"وزير الدفاع"}
    assert {s.side for s in carried} == {"carried", "carried-on"}


def test_several_who_spoke_are_remembered_the_last_first(knowledge: Knowledge) -> None:
    raw = "قال وزير الدفاع إن القوات انسحبت.\nوأعلن الجيش أن المعارك توقفت.\nوأكد أن الطريق فتح."
    on = [raw[s.start : s.end] for s in who(raw, knowledge)[2] if s.side == "carried-on"]
    assert on == ["الجيش", "وزير الدفاع"]


def test_things_do_not_speak_on(knowledge: Knowledge) -> None:
    raw = "أعلنت حالة طوارئ في المدينة.\nوأضاف أن المعارك توقفت."
    assert not [s for s in who(raw, knowledge)[1] if s.carried]


def test_the_examples_of_the_reporting_words_hold(knowledge: Knowledge) -> None:
    missed = []
    for cue in knowledge.attribution.cues.values():
        for example in cue.examples:
            if "source" in example:
                found = [example["text"][s.start : s.end] for s in who(example["text"], knowledge)[0]]
                if not any(example["source"] in words for words in found):
                    missed.append(f"{cue.file}:{example.line}: {example['source']} is not among {found}")
    assert not missed


@pytest.mark.parametrize(
    ("raw", "words"),
    [
        ("قال محمد البخيتي القيادي في جماعة الحوثي إن الجماعة قصفت السفينة", "محمد البخيتي"),
        ("قال يحيى سريع المتحدث العسكري باسم الحوثيين إن الجماعة استهدفت إيلات", "يحيى سريع"),
        ("وقال ياسر دلوان رئيس المكتب السياسي لجيش الإسلام إن المدنيين غادروا", "ياسر دلوان"),
        ("قال المتحدث باسم الجيش السوداني نبيل عبد الله إن قواته سيطرت على مدني", "المتحدث باسم الجيش السوداني نبيل عبد الله"),
        ("وأفاد بيان مكتب رئيس الوزراء أحمد داود أوغلو أن الشرطة أوقفت مئة شخص", "بيان مكتب رئيس الوزراء أحمد داود أوغلو"),
        ("أعلنت وزارة الدفاع على لسان المتحدث باسمها حسن عبد الغني أن الجيش دخل السويداء", "وزارة الدفاع"),
    ],
)
def test_a_name_is_told_without_what_its_bearer_is(knowledge: Knowledge, raw: str, words: str) -> None:
    assert words in {raw[s.start : s.end] for s in who(raw, knowledge)[0] if s.side == "after"}


@pytest.mark.parametrize(
    ("raw", "chosen", "source"),
    [
        ("أعلنت وزارة الدفاع على لسان الناطق باسمها أن الجيش دخل السويداء", "وزارة الدفاع", "الناطق"),
        ("قتل ثلاثة جنود في مأرب وفق ما نقلت وكالة رويترز عن مسؤول محلي", "وكالة رويترز", "مسؤول محلي"),
        ("قتل ثلاثة جنود في مأرب حسبما ذكر ضابط لم يكشف عن اسمه", "ضابط", "ضابط"),
        ("قالت وزارة الدفاع بحسب وكالة سانا إن الجيش دخل السويداء", "وزارة الدفاع", "وزارة الدفاع"),
    ],
)
def test_the_closest_to_the_fact(knowledge: Knowledge, raw: str, chosen: str, source: str) -> None:
    reading = read_text(Text(raw), knowledge)
    [sentence] = reading.sentences
    [everybody] = speakers(reading, knowledge)
    speaker = next(s for s in everybody if raw[s.start : s.end] == chosen)
    found = closest(speaker, everybody, sentence, reading, knowledge)
    assert raw[found.start : found.end] == source
