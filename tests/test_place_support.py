"""A place that no claim of a report is likely to have is left out of all, and one that is told twice stays once."""

from __future__ import annotations

from rasid.coder import Coded
from rasid.knowledge import Knowledge
from rasid.mentions import Reading, read_text
from rasid.phrases import Phrase
from rasid.place_support import LEAST, supported, told_once
from rasid.places import PlaceReader
from rasid.text import Text
from rasid.types import Role

RAW = "قصفت الطائرات مدينة منبج. وقتل ثلاثة مدنيين في منبج."


def events(reading: Reading, *sure: float) -> list[Coded]:
    """An event of each sentence with its place, as sure as given."""
    found = []
    for sentence, surety in zip(reading.sentences, sure, strict=True):
        phrase = next(p for p in sentence.parse.phrases if p.names)
        trigger = sentence.triggers[0]
        coded = Coded(sentence, trigger, trigger.types[0], {"place": [phrase]}, None, "reports", "happened", None)
        coded.surety, coded.odds = surety, {phrase.i: 0.8}
        found.append(coded)
    return found


def kept(knowledge: Knowledge, raw: str, *sure: float) -> list[int]:
    reading = read_text(Text(raw), knowledge)
    return [len(c.roles["place"]) for c in supported(events(reading, *sure), reading, knowledge)]


def test_one_likely_claim_supports_the_place_of_the_others(knowledge: Knowledge) -> None:
    raw = RAW.replace("مدينة ", "")
    assert kept(knowledge, raw, 0.9, 0.1) == [1, 1]
    assert kept(knowledge, raw, 0.2, 0.1) == [0, 0]


def test_each_place_needs_support_of_its_own(knowledge: Knowledge) -> None:
    assert kept(knowledge, RAW.replace("في منبج", "في حلب"), 0.9, 0.1) == [1, 0]


def test_what_no_choice_weighed_stays(knowledge: Knowledge) -> None:
    reading = read_text(Text(RAW), knowledge)
    found = events(reading, 1.0, 1.0)
    for coded in found:
        coded.odds = {}
    assert supported(found, reading, knowledge) == found
    assert 0 < LEAST < 1


def places(knowledge: Knowledge, raw: str) -> list[str]:
    """The places that an event has to which each place phrase of a sentence was given."""
    reading = read_text(Text(raw), knowledge)
    sentence = reading.sentences[0]
    trigger = sentence.triggers[0]
    roles: dict[Role, list[Phrase]] = {"place": [p for p in sentence.parse.phrases if p.is_place]}
    coded = Coded(sentence, trigger, trigger.types[0], roles, None, "reports", "happened", None)
    return [raw[p.start : p.end] for p in told_once(coded, PlaceReader(reading, knowledge).id_of).roles["place"]]


def test_a_mere_noun_goes_where_its_name_stands_beside_it(knowledge: Knowledge) -> None:
    assert places(knowledge, "دخل الجيش مدينة منبج ثم انسحب من المدينة إلى الرقة.") == ["مدينة منبج", "الرقة"]
    assert places(knowledge, "قصفت الطائرات المدينة والبلدة.") == ["المدينة", "البلدة"]


def test_the_same_name_is_told_once_but_not_a_town_and_its_province(knowledge: Knowledge) -> None:
    assert places(knowledge, "دارت معارك في منبج ونزح سكان منبج.") == ["منبج"]
    assert places(knowledge, "قصفت الطائرات مدينة حلب وبلدات في محافظة حلب.") == ["مدينة حلب", "بلدات", "محافظة حلب"]


def test_the_two_quarters_are_those_that_are_named(knowledge: Knowledge) -> None:
    quarters = ["حيي الشيخ مقصود", "الأشرفية"]
    assert places(knowledge, "حاصرت القوات حيي الشيخ مقصود والأشرفية ومنعت الدخول إلى الحيين.") == quarters
    assert places(knowledge, "حاصرت القوات مدينة حلب ومنعت الدخول إلى الحيين.") == ["مدينة حلب", "الحيين"]
