"""The sentences of a report in, windows of pieces that the encoder reads at once out.

A report that fits is one window; a longer one is read in parts, each with the title and the sentence before it as company, so that
every word is asked about in exactly one window and knows what was said before.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rasid_neural.pieces import BEGIN, END

LONGEST = 320  # pieces of a window
_LONGEST_UNIT = 440  # pieces of what is asked about alone where one sentence is longer than a window
_TITLE, _BEFORE = 48, 72  # pieces of the title and of the sentence before that a window repeats

Unit = tuple[int, int, int]  # tokens [first, last) of a sentence, or of a part of a very long one, and the number of the sentence


@dataclass(frozen=True, slots=True)
class Window:
    """Pieces, and for each word its token, its first and last piece, its sentence, and whether it is asked about here."""

    pieces: tuple[int, ...]
    tokens: tuple[int, ...]
    first: tuple[int, ...]
    last: tuple[int, ...]
    sentences: tuple[int, ...]
    asked: tuple[bool, ...]


def windows(words: Sequence[Sequence[int]], sentences: Sequence[tuple[int, int]]) -> list[Window]:
    """All windows of a report. `words`: pieces by token; `sentences`: tokens [first, last)."""
    units = [unit for n, (first, last) in enumerate(sentences) for unit in _units(words, first, last, n)]
    sizes = [_size(words, u) for u in units]
    found: list[Window] = []
    at = 0
    room = _room(sum(sizes))
    while at < len(units):
        company = _company(words, units, at)
        budget = room - sum(_size(words, u) for u in company)
        end = at + 1
        while end < len(units) and sum(sizes[at : end + 1]) <= budget:
            end += 1
        if sum(sizes[at:end]) > LONGEST - 1:
            company = []
        found.append(_window(words, company, units[at:end]))
        at = end
    return found


def _room(total: int) -> int:
    """Windows of about the same size: a last one of three words would know little."""
    if total < LONGEST:
        return LONGEST
    fresh = LONGEST - _TITLE - _BEFORE
    parts = 1 + -(-(total - LONGEST) // fresh)
    return min(LONGEST, total // parts + _TITLE + _BEFORE)


def _size(words: Sequence[Sequence[int]], unit: Unit) -> int:
    return sum(len(words[k]) for k in range(unit[0], unit[1])) + 1


def _units(words: Sequence[Sequence[int]], first: int, last: int, sentence: int) -> list[Unit]:
    found: list[Unit] = []
    start, size = first, 0
    for k in range(first, last):
        if size + len(words[k]) > _LONGEST_UNIT and k > start:
            found.append((start, k, sentence))
            start, size = k, 0
        size += len(words[k])
    return [*found, (start, last, sentence)]


def _company(words: Sequence[Sequence[int]], units: Sequence[Unit], at: int) -> list[Unit]:
    """The title and the sentence before, shortened: the title at its end, the other at its beginning."""
    if at == 0:
        return []
    first, last, sentence = units[at - 1]
    size = 0
    while last > first and size + len(words[last - 1]) <= _BEFORE:
        last -= 1
        size += len(words[last])
    before = (last, units[at - 1][1], sentence)
    if at == 1:
        return [before]
    first, last, sentence = units[0]
    size, end = 0, first
    while end < last and size + len(words[end]) <= _TITLE:
        size += len(words[end])
        end += 1
    return [(first, end, sentence), before]


def _window(words: Sequence[Sequence[int]], company: Sequence[Unit], units: Sequence[Unit]) -> Window:
    pieces = [BEGIN]
    tokens: list[int] = []
    first: list[int] = []
    last: list[int] = []
    sentences: list[int] = []
    asked: list[bool] = []
    for n, (a, b, sentence) in enumerate((*company, *units)):
        for k in range(a, b):
            first.append(len(pieces))
            pieces += words[k][: _LONGEST_UNIT // 2]  # a word of hundreds of pieces is no word
            last.append(len(pieces) - 1)
            tokens.append(k)
            sentences.append(sentence)
            asked.append(n >= len(company))
        pieces.append(END)
    return Window(tuple(pieces), tuple(tokens), tuple(first), tuple(last), tuple(sentences), tuple(asked))
