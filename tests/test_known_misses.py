"""Sentences that rules were written for and the reader does not find yet: strict, so that whoever mends the cause moves them back.

They stood as examples in ar/frames and were taken out or changed there because they failed, not because they were wrong.
"""

from __future__ import annotations

from typing import Any

import pytest

from rasid.examples import try_example
from rasid.knowledge import Knowledge

MISSES = [
    ("fight.airstrike/raid", {"text": "ألقت المروحيات براميل متفجرة على مدينة داريا", "trigger": "ألقت"}, "the noun stands for it"),
    (
        "control.hold/occupied",
        {"text": "أغلقت السلطات طرق الجولان المحتل من قبل إسرائيل", "trigger": "المحتل", "actor": ["إسرائيل"], "place": ["الجولان"]},
        "the participle is taken as part of the place's name",
    ),
]


def _strict(why: str) -> pytest.MarkDecorator:
    return pytest.mark.xfail(strict=True, raises=AssertionError, reason=why)


@pytest.mark.parametrize(("rule", "example"), [pytest.param(r, e, marks=_strict(why), id=r) for r, e, why in MISSES])
def test_found(rule: str, example: dict[str, Any], knowledge: Knowledge) -> None:
    assert try_example(knowledge.rules.rules[rule], example, knowledge).fault == ""
