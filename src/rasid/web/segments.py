"""A raw text and marks on it in, numbered segments out: a browser gets pieces of text, never offsets.

A segment is one word, or what stands between two words, cut further where a mark begins or ends within it. Its number counts
words and gaps of the raw text alone, so that numbers a browser sends back mean the same whatever claims have arisen meanwhile.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from rasid.records import Json
from rasid.text import Text
from rasid.types import Span


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch of the raw text that something is said of; `number` is its place in the list that the browser gets too."""

    start: int
    end: int
    number: int


def pieces(text: Text, first: int = 0, last: int | None = None) -> list[Span]:
    """Words and gaps in order; together they are the whole text."""
    found, at = [], 0
    for token in text.tokens:
        if token.start > at:
            found.append(Span(at, token.start))
        if token.end > max(at, token.start):
            found.append(Span(max(at, token.start), token.end))
        at = max(at, token.end)
    if at < len(text.raw):
        found.append(Span(at, len(text.raw)))
    stop = len(text.raw) if last is None else last
    return [s for s in found if s.end > first and s.start < stop]


def segments(text: Text, marks: Iterable[Mark], first: int = 0, last: int | None = None, spans: Sequence[Span] = ()) -> list[Json]:
    """The segments of a range: {"n": number, "t": words, "m": numbers of marks}; line breaks are segments of their own.

    `spans` are the text's pieces, for a caller that asks for many ranges of one text."""
    stop = len(text.raw) if last is None else last
    every = spans or pieces(text)
    waiting = sorted((m for m in marks if m.start < m.end and m.end > first and m.start < stop), key=lambda m: (m.start, m.end))[::-1]
    found: list[Json] = []
    over: list[Mark] = []
    for number in range(bisect_right(every, first, key=lambda s: s.end), len(every)):
        span = every[number]
        if span.start >= stop:
            break
        low, high = max(span.start, first), min(span.end, stop)
        over = [m for m in over if m.end > low]
        while waiting and waiting[-1].start < high:
            over.append(waiting.pop())
        cuts = sorted({low, high, *(m.start for m in over if low < m.start), *(m.end for m in over if m.end < high)})
        for a, b in pairwise(cuts):
            found.append({"n": number, "t": text.raw[a:b], "m": [m.number for m in over if m.start <= a and b <= m.end]})
    return found


def paragraphs(text: Text, marks: Sequence[Mark], title: bool) -> list[Json]:
    """The segments of a whole report, a paragraph at a time; line breaks lie between paragraphs and are in none."""
    found, start, spans = [], 0, pieces(text)
    waiting = sorted(marks, key=lambda m: m.start, reverse=True)
    here: list[Mark] = []
    for line in text.raw.split("\n"):
        end = start + len(line)
        here = [m for m in here if m.end > start]
        while waiting and waiting[-1].start < end:
            here.append(waiting.pop())
        if line.strip():
            kind = "title" if title and start == 0 else "text"
            found.append({"kind": kind, "segments": segments(text, here, start, end, spans)})
        start = end + 1
    return found


def chosen(text: Text, first: int, last: int, words: str = "") -> Span | None:
    """The raw span of the words that a person chose: from segment to segment, and inside them those words if any are given."""
    spans = pieces(text)
    if not 0 <= first <= last < len(spans):
        return None
    low, high = spans[first].start, spans[last].end
    if words:
        at = text.raw.find(words, low, high)
        return Span(at, at + len(words)) if at >= 0 else None
    while low < high and text.raw[low].isspace():
        low += 1
    while high > low and text.raw[high - 1].isspace():
        high -= 1
    return Span(low, high) if low < high else None


def cut(raw: str, marks: Sequence[Mark], first: int, last: int) -> list[Json]:
    """A quotation in as few pieces as its marks allow, without numbers: for rows of a list."""
    here = [m for m in marks if m.start < m.end and m.end > first and m.start < last]
    cuts = sorted({first, last, *(c for m in here for c in (m.start, m.end) if first < c < last)})
    return [{"t": raw[a:b], "m": [m.number for m in here if m.start <= a and b <= m.end]} for a, b in pairwise(cuts)]
