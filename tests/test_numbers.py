"""Numbers of persons, what they count, and the event they belong to."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rasid.casualties import casualties
from rasid.knowledge import Knowledge
from rasid.mentions import Reading, read_text
from rasid.numbers import Number, NumberReader
from rasid.text import Text


def read(raw: str, knowledge: Knowledge) -> Reading:
    return read_text(Text(raw), knowledge)


def number(raw: str, knowledge: Knowledge) -> Number | None:
    reading = read(raw, knowledge)
    tokens = reading.text.tokens
    return NumberReader(tokens, reading.words, knowledge.counts, knowledge.times.conjunction).number(0, len(tokens))


@pytest.mark.parametrize(
    ("raw", "value"),
    [
        ("ثلاثة جنود", 3),
        ("خمسة وعشرين مدنيا", 25),
        ("خمسة عشر عنصرا", 15),
        ("ثلاثمئة نازح", 300),
        ("63,360 قتيلا", 63360),
        ("10 آلاف شخص", 10000),
        ("نحو ٤٠ مقاتلا", 40),
        ("1.5 مليون نازح", 1_500_000),
        ("عشرات القتلى", None),
        ("القتلى", None),
    ],
)
def test_value(knowledge: Knowledge, raw: str, value: int | None) -> None:
    found = number(raw, knowledge)
    assert (found.value if found else None) == value


@pytest.mark.parametrize(
    ("raw", "bounds"),
    [
        ("ما لا يقل عن 12 مدنيا", (12, 12, None)),
        ("12 مدنيا", (12, None, None)),
        ("أقل من 9 جنود", (9, None, 9)),
        ("بين 10 و15 قتيلا", (None, 10, 15)),
        ("10 إلى 15 قتيلا", (None, 10, 15)),
    ],
)
def test_bounds(knowledge: Knowledge, raw: str, bounds: tuple[int | None, int | None, int | None]) -> None:
    found = number(raw, knowledge)
    assert found is not None
    assert (found.value, found.least, found.most) == bounds


def counted(raw: str, knowledge: Knowledge) -> dict[str, dict[str, int]]:
    """By trigger word: every candidate of the sentence counts as an event of its first type that can bear numbers."""
    reading = read(raw, knowledge)
    sentence = reading.sentences[0]
    events = []
    for trigger in sentence.triggers:
        type_ = next((t for t in trigger.types if t.startswith(("fight.", "harm."))), "")
        harm = any(t.startswith("harm.") for t in trigger.types)
        if type_ and not harm:
            events.append((trigger, type_))
    found = casualties(reading, sentence, events, knowledge)
    return {reading.text.tokens[first].form: counts for first, counts in found.items()}


@pytest.mark.parametrize(
    ("raw", "counts"),
    [
        ("قتل 16 مدنيا وأصيب 20 آخرون في غارة على السوق", {"killed": 16, "injured": 20}),
        ("أوقعت غارة على القرية عشرة قتلى و7 جرحى", {"killed": 10, "injured": 7}),
        ("مقتل ضابط وثلاثة جنود في غارة ليلية", {"killed": 4}),
        ("مقتل جنديين بغارة جوية", {"killed": 2}),
        ("قال المصدر إن 5 مسلحين قتلوا في غارة", {"killed": 5}),
        ("لقي 12 شخصا مصرعهم في غارة على المخيم", {"killed": 12}),
        ("مقتل قائد الفصيل في غارة على مقره", {"killed": 1}),
        ("قتل 9 مدنيين بينهم 3 أطفال في غارة", {"killed": 9}),
        ("سقط بين 10 و15 قتيلا في غارة على السد", {"killed_min": 10, "killed_max": 15}),
        ("سقط عشرات القتلى في غارة على الميناء", {}),
        ("أطلقت الطائرة 4 صواريخ في غارة على المطار", {}),
    ],
)
def test_an_event_bears_what_it_caused(knowledge: Knowledge, raw: str, counts: dict[str, int]) -> None:
    found = {key: value for numbers in counted(raw, knowledge).values() for key, value in numbers.items()}
    assert found == counts


def test_an_accepted_killing_keeps_its_own_number(knowledge: Knowledge) -> None:
    reading = read("قتل 70 من المسلحين و11 من الجنود، وقتل 4 مدنيين في غارة", knowledge)
    sentence = reading.sentences[0]
    kills = [t for t in sentence.triggers if "harm.kill" in t.types]
    raid = next(t for t in sentence.triggers if "fight.airstrike" in t.types)
    found = casualties(reading, sentence, [(kills[0], "harm.kill"), (raid, "fight.airstrike")], knowledge)
    assert found[raid.first] == {"killed": 4}
    assert found[kills[0].first]["killed"] >= 70


@given(st.integers(2, 99_999))
def test_figures_are_read_as_they_stand(knowledge: Knowledge, n: int) -> None:
    found = number(f"{n} مدنيا", knowledge)
    assert found is not None and found.value == n
