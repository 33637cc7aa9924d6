"""A report as segments: nothing of it lost, every mark where its words are, long reports in good time, corrected words as corrected."""

from __future__ import annotations

import time
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from rasid.text import Text
from rasid.web.segments import Mark, paragraphs, pieces
from web_samples import TAKE, get, post, server

TEXTS = st.text(alphabet="ابتوال ،.\n«»\u064e\u0640\u200f1aé😀", max_size=60)


@st.composite
def marked(draw: st.DrawFn) -> tuple[str, list[Mark]]:
    raw = draw(TEXTS)
    ends = st.integers(0, len(raw))
    return raw, [Mark(*sorted((draw(ends), draw(ends))), number) for number in range(draw(st.integers(0, 8)))]


@given(marked())
def test_every_letter_stands_once_under_exactly_the_marks_that_cover_it(pair: tuple[str, list[Mark]]) -> None:
    raw, marks = pair
    text = Text(raw)
    numbers = {at: n for n, span in enumerate(pieces(text)) for at in range(span.start, span.end)}
    segments = [s for p in paragraphs(text, marks, False) for s in p["segments"]]
    letters = [(s["n"], letter, frozenset(s["m"])) for s in segments for letter in s["t"]]
    lines, at = [], 0
    for line in raw.split("\n"):
        if line.strip():
            lines += range(at, at + len(line))
        at += len(line) + 1
    assert letters == [(numbers[i], raw[i], frozenset(m.number for m in marks if m.start <= i < m.end)) for i in lines]


def test_a_long_report_is_cut_in_good_time() -> None:
    for between in ("\n", " "):
        raw = between.join([TAKE] * 3000)
        marks = [Mark(at, at + 5, number) for number, at in enumerate(range(0, len(raw) - 5, 40))]
        begun = time.perf_counter()
        found = paragraphs(Text(raw), marks, False)
        assert sum(len(p["segments"]) for p in found) > len(marks)
        assert time.perf_counter() - begun < 20  # it takes about one second; it took many minutes


def test_corrected_words_are_marked_as_corrected(tmp_path: Path) -> None:
    with server(tmp_path, "sqlite", local_name="leila") as (client, _):
        added = post(client, TAKE)
        report, claim = added["report"]["id"], added["claims"][0]["id"]
        first = added["paragraphs"][0]["segments"][0]
        words = {"first": first["n"], "last": first["n"], "text": first["t"]}
        body = {"verdict": "correct", "claim": claim, "correction": {"roles": {"actor": [words | {"id": ""}]}}}
        assert client.post("/api/v1/judgements", json=body).status_code == 201
        shown = get(client, f"/reports/{report}")
        (item,) = (c for c in shown["claims"] if c["id"] == claim)
        (number,) = (m for m in item["marks"] if shown["marks"][m]["kind"] == "actor")
        under = "".join(s["t"] for p in shown["paragraphs"] for s in p["segments"] if number in s["m"])
        assert under == first["t"] == item["roles"]["actor"][0]["text"]
