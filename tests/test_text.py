"""Folding and the way back, tokens, sentences and quotations: properties over any Unicode, and the cases that press texts bring."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rasid.text import Text, fold

MARKS = "\u064b\u064e\u0651\u0670\u0640"  # tanwin, fatha, shadda, dagger alef, tatweel
BIDI = "\u200e\u200f\u202a\u202b\u202c\u2066\u2069\u061c"
LETTERS = "ابتثجحخدذرزسشصضطظعغفقكلمنهويىةأإآؤئءٱپچگکیە"
FORMS = "ﻻﷺﷲﻋﻠﻰﭐﮤ"
NUMBERS = "0123456789٠١٢٣٤٥٦٧٨٩۱۲۳٫٬½²"
POINTS = " \n\t.,!?؟،؛:…«»\"“”„()[]-_/'’"
ODD = "😀🇸🇾é́ÅﬁＡb_\u0000\ud7ff\ufeff\u00a0\u2028"

press = st.text(st.sampled_from(LETTERS + MARKS + " .\n"), max_size=80)
mixed = st.text(st.sampled_from(LETTERS + MARKS + BIDI + FORMS + NUMBERS + POINTS + ODD), max_size=80)
anything = st.one_of(press, mixed, st.text(max_size=60))


@given(anything)
def test_folding_twice_is_folding_once(raw: str) -> None:
    assert fold(fold(raw)) == fold(raw)


@given(anything)
def test_folding_goes_character_by_character(raw: str) -> None:
    assert Text(raw).folded == fold(raw) == "".join(map(fold, raw))


@given(anything, st.data())
def test_every_folded_range_has_one_raw_span(raw: str, data: st.DataObject) -> None:
    text = Text(raw)
    start = data.draw(st.integers(0, len(text.folded)))
    end = data.draw(st.integers(start, len(text.folded)))
    span = text.raw_span(start, end)
    assert 0 <= span.start <= span.end <= len(raw)
    assert text.folded[start:end] in fold(raw[span.start : span.end])


@given(anything)
def test_raw_spans_keep_the_order(raw: str) -> None:
    text = Text(raw)
    spans = [text.raw_span(i, i + 1) for i in range(len(text.folded))]
    assert all(a.start <= b.start and a.end <= b.end for a, b in pairwise(spans))


@given(anything)
def test_tokens_are_in_order_and_found_again(raw: str) -> None:
    text = Text(raw)
    end = 0
    for i, token in enumerate(text.tokens):
        assert token.i == i
        assert token.end > token.start
        assert token.form in fold(raw[token.start : token.end])
        if token.start < end:  # one raw ligature may fold into two tokens, which then share it
            assert len(fold(raw[token.start])) > 1
        end = token.end


@given(anything)
def test_sentences_part_the_tokens(raw: str) -> None:
    text = Text(raw)
    assert [k for s in text.sentences for k in range(s.first, s.last)] == list(range(len(text.tokens)))
    for i, sentence in enumerate(text.sentences):
        assert sentence.last > sentence.first
        assert sentence.start == text.tokens[sentence.first].start
        assert sentence.end == text.tokens[sentence.last - 1].end
        assert all(t.sentence == i for t in text.tokens[sentence.first : sentence.last])


@given(anything)
def test_no_sentence_crosses_a_line(raw: str) -> None:
    assert all("\n" not in raw[s.start : s.end].rstrip("\n") for s in Text(raw).sentences)


@given(anything)
def test_quotations_lie_inside_and_do_not_cross(raw: str) -> None:
    quotes = Text(raw).quotes
    assert all(0 <= q.start <= q.end <= len(raw) for q in quotes)
    for a in quotes:
        for b in quotes:
            assert (
                a.end <= b.start
                or b.end <= a.start
                or (a.start <= b.start and b.end <= a.end)
                or (b.start <= a.start and a.end <= b.end)
            )


@given(anything)
def test_a_letter_inside_a_token_has_a_raw_offset(raw: str) -> None:
    text = Text(raw)
    for token in text.tokens:
        offsets = [text.inside(token, n) for n in range(len(token.form) + 1)]
        assert offsets == sorted(offsets)
        assert token.start <= offsets[0] and offsets[-1] <= token.end


@pytest.mark.parametrize(
    ("raw", "folded"),
    [
        ("أُحِبُّ إدلبَ", "احب ادلب"),
        ("الأشرفية", "الاشرفيه"),
        ("مستشفى", "مستشفي"),
        ("مسؤولون", "مسوولون"),
        ("طائرات", "طايرات"),
        ("قـــســد", "قسد"),
        ("\u202bقسد\u202c", "قسد"),
        ("ﻻ", "لا"),
        ("١٣ آذار ٢٠٢٢", "13 اذار 2022"),
        ("٣٫٥", "3.5"),
        ("کرکوک", "كركوك"),
        ("Reuters", "reuters"),
    ],
)
def test_folding(raw: str, folded: str) -> None:
    assert fold(raw) == folded


@pytest.mark.parametrize(
    ("raw", "tokens"),
    [
        ('نفت "الأسايش" ذلك.', ["نفت", '"', "الاسايش", '"', "ذلك", "."]),
        ("قتل 1,200 شخص", ["قتل", "1,200", "شخص"]),
        ("صاروخ3.5م", ["صاروخ", "3.5", "م"]),
        ("حلب-دمشق", ["حلب", "-", "دمشق"]),
        ("هاشتاغ_سوريا", ["هاشتاغ", "_", "سوريا"]),
    ],
)
def test_tokens(raw: str, tokens: list[str]) -> None:
    assert [t.form for t in Text(raw).tokens] == tokens


@pytest.mark.parametrize(
    ("raw", "count"),
    [
        ("سيطرت القوات. وانسحب المسلحون.", 2),
        ("عنوان بلا نقطة\nسيطرت القوات.", 2),
        ("هل انسحبوا؟ نعم!", 2),
        ("بلغت النسبة 3.5 بالمئة.", 1),
        ("قال د. أحمد ذلك.", 1),
        ('قال "انسحبوا." ثم سكت.', 2),
        ("صمت... ثم تكلم.", 1),
        ("", 0),
        (" \n \n", 0),
    ],
)
def test_sentences(raw: str, count: int) -> None:
    assert len(Text(raw).sentences) == count


@pytest.mark.parametrize(
    ("raw", "quotes"),
    [
        ('قال "انسحبوا" أمس', ["انسحبوا"]),
        ("قال «انسحبوا من “الحي” أمس»", ["انسحبوا من “الحي” أمس", "الحي"]),
        ('"لم تغلق\nقال "نعم"', ["نعم"]),
        ("قال: لا", []),
    ],
)
def test_quotations(raw: str, quotes: list[str]) -> None:
    assert [raw[q.start : q.end] for q in Text(raw).quotes] == quotes


def test_marks_belong_to_their_letter() -> None:
    raw = "قَسَدُ اليوم"
    span = Text(raw).raw_span(0, 3)
    assert raw[span.start : span.end] == "قَسَدُ"


def test_sentence_at() -> None:
    text = Text("سيطرت القوات. وانسحب المسلحون.")
    assert text.sentence_at(0).first == 0
    assert text.sentence_at(16) == text.sentences[1]
    assert text.sentence_at(10_000) == text.sentences[1]


@pytest.mark.parametrize(("raw", "feminine"), [("وحدة", True), ("وحدةً", True), ("وحده", False), ("كتاب", False)])
def test_a_ta_marbuta_is_seen_as_written(raw: str, feminine: bool) -> None:
    text = Text(raw)
    assert text.is_feminine(text.tokens[0]) is feminine
