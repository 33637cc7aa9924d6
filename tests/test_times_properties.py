"""What holds for any text: spans lie in it, in order, apart; values are EDTF whose days agree with them."""

from __future__ import annotations

import re
from datetime import date, timedelta
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

import rasid
from rasid.text import Text
from rasid.times import find_times, load_times, resolve_time

WORDS = load_times(Path(rasid.__file__).parent / "knowledge" / "ar" / "times.yaml")
PIECES = sorted(WORDS.lexicon)
NUMBERS = ["1", "13", "2022", "2.5", "13/3/2022", "99", "1443", "0", "123456789", "9" * 40, "1.2.3", "٣", "3:25", "24:70", "፩", "²"]
MARKS = ["/", "-", "(", ")", "،", ".", ":", "\n", "ـ"]
texts = st.lists(st.sampled_from(PIECES + NUMBERS * 20 + MARKS * 20), max_size=14).map(" ".join)
edtf = re.compile(r"(\d{4}(-\d\d(-\d\d)?)?~?|\.\.)(/(\d{4}(-\d\d(-\d\d)?)?|\.\.))?")


@settings(max_examples=300, deadline=None)
@given(texts, st.dates(date(1, 1, 1), date(9999, 12, 31)), st.booleans())
def test_any_text(raw: str, published: date, future: bool) -> None:
    text = Text(raw)
    before = 0
    for mention in find_times(text, WORDS):
        assert before <= mention.span.start < mention.span.end <= len(raw)
        assert mention.first < mention.last <= len(text.tokens)
        before = mention.span.end
        when = resolve_time(mention, published, governed_by_future=future, past_reference=published)
        if when is not None:
            assert edtf.fullmatch(when.edtf)
            assert when.earliest is None or when.latest is None or when.earliest <= when.latest


@given(st.integers(0, 365 * 40))
def test_bare_weekday_is_within_the_week_before(days: int) -> None:
    published = date(2000, 1, 1) + timedelta(days=days)
    (mention,) = find_times(Text("قتل جندي الأحد"), WORDS)
    when = resolve_time(mention, published)
    assert when is not None
    assert when.earliest is not None
    assert when.earliest.weekday() == 6
    assert 0 <= (published - when.earliest).days <= 6
