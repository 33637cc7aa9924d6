"""A place that no claim of a report is likely to have is left out of all; one likely claim keeps it in every one."""

from __future__ import annotations

from rasid.coder import Coded
from rasid.knowledge import Knowledge
from rasid.mentions import Reading, read_text
from rasid.place_support import LEAST, supported
from rasid.text import Text

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
