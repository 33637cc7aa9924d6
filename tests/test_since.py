"""A beginning that no event of its sentence took goes to the likeliest state."""

from __future__ import annotations

import pytest

from rasid.coder import Coded, code
from rasid.knowledge import Knowledge
from rasid.mentions import read_text
from rasid.since import with_beginnings
from rasid.text import Text

RAW = "تحاصر القوات الحي منذ الثالث من أيار."


@pytest.fixture
def coded(knowledge: Knowledge) -> list[Coded]:
    return code(read_text(Text(RAW), knowledge), knowledge)


def test_a_state_takes_an_unused_beginning(coded: list[Coded], knowledge: Knowledge) -> None:
    (siege,) = coded
    time, siege.time = siege.time, None
    assert time is not None and time.opens
    siege.times = {"0": 0.1}
    assert with_beginnings(coded, knowledge)[0].time is time


def test_what_is_hardly_likely_stays_without(coded: list[Coded], knowledge: Knowledge) -> None:
    coded[0].time, coded[0].times = None, {"0": 0.01}
    assert with_beginnings(coded, knowledge)[0].time is None


def test_an_event_that_makes_no_state_takes_none(coded: list[Coded], knowledge: Knowledge) -> None:
    coded[0].type, coded[0].time, coded[0].times = "word.condemn", None, {"0": 0.3}
    assert with_beginnings(coded, knowledge)[0].time is None
