"""Every example of knowledge/ar/times.yaml: found where it says, with the value it says, and nothing in what says `not`."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

import rasid
from rasid.text import Text
from rasid.times import find_times, load_times, resolve_time
from rasid.times.words import Example

WORDS = load_times(Path(rasid.__file__).parent / "knowledge" / "ar" / "times.yaml")
PUBLISHED = date(2022, 4, 18)


@pytest.mark.parametrize("example", WORDS.examples, ids=lambda e: f"{e.group}:{e.line}")
def test_example(example: Example) -> None:
    found = find_times(Text(example.text), WORDS)
    if example.time is None:
        assert [example.text[m.span.start : m.span.end] for m in found] == []
        return
    (mention,) = [m for m in found if example.text[m.span.start : m.span.end] == example.time]
    when = resolve_time(mention, PUBLISHED, governed_by_future=example.future or None)
    assert (when.edtf if when else "") == example.edtf
    assert [example.text[m.span.start : m.span.end] for m in found] == [example.time]
