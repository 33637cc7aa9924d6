"""Raw text in, a folded view with the way back out: folding, tokens, sentences, quotations.

Folding works code point by code point, so every folded range has exactly one raw span. It is code and not data because it is
a property of the script, not of a lexicon; whoever changes it raises FOLD_VERSION, and what was indexed is indexed again.
"""

from __future__ import annotations

import re
import unicodedata
from array import array
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Literal, NamedTuple

from rasid.types import Span, Words

FOLD_VERSION = 1

# Letters that the press writes in several ways: alef forms and wasla -> alef, alef maqsura and Persian ye -> ya,
# ta marbuta and Persian he -> ha, hamza seats -> their carrier, Persian kaf -> kaf; decimal and thousands marks -> ASCII.
_LETTERS = {
    "\u0622": "\u0627", "\u0623": "\u0627", "\u0625": "\u0627", "\u0671": "\u0627",
    "\u0649": "\u064a", "\u06cc": "\u064a", "\u0626": "\u064a", "\u0624": "\u0648",
    "\u0629": "\u0647", "\u06c1": "\u0647", "\u06d5": "\u0647", "\u06be": "\u0647", "\u06a9": "\u0643",
    "\u066b": ".", "\u066c": ",", "\u0640": "",
}  # fmt: skip
_TA_MARBUTA = "\u0629"
_DROPPED = frozenset({"Mn", "Me", "Cf"})  # marks, enclosing marks, format characters (bidi controls, joiners)


def _fold_char(char: str) -> str:
    """One code point folded; applied until it stands still, so that folding twice is folding once."""
    out = char
    for _ in range(8):
        step = "".join(_LETTERS.get(c, c) for c in unicodedata.normalize("NFKC", out).lower())
        step = "".join(c if not c.isdecimal() else str(unicodedata.digit(c)) for c in step if unicodedata.category(c) not in _DROPPED)
        if step == out:
            break
        out = step
    return out


class _FoldTable(dict[str, str]):
    """Fills itself: each code point is folded once a process. A cache of a pure function, not state."""

    def __missing__(self, char: str) -> str:
        folded = self[char] = _fold_char(char)
        return folded


_TABLE = _FoldTable()


def fold(text: str) -> str:
    """The folded form of a text: what names and words are compared by."""
    return "".join(map(_TABLE.__getitem__, text))


Kind = Literal["word", "number", "punct"]


class Token(NamedTuple):
    """A word, number or mark: `form` is folded, `start` and `end` are raw code points."""

    i: int
    start: int
    end: int
    form: str
    kind: Kind
    sentence: int


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence in raw code points, with the range of its tokens (half open)."""

    start: int
    end: int
    first: int
    last: int


_TOKEN = re.compile(r"(?P<word>[^\W\d_]+)|(?P<number>\d+(?:[.,]\d+)*)|(?P<punct>[^\w\s]|_)")
_STOPS = frozenset(".!?\u061f\u2026\u06d4")
_CLOSERS = frozenset("\"'\u00bb\u201d\u2019)]\u203a")
_HEADLINE = 120  # code points; of 491 titles in the coded corpus 490 are shorter
_BRACKETS = frozenset(")]")
_OPENERS = {"\u00ab": "\u00bb", "\u201c": "\u201d", "\u201e": "\u201d", "\u2039": "\u203a"}
_STRAIGHT = frozenset('"\u201d\u201f')


class Text:
    """A report's text, read once: raw, folded, and the way from one to the other."""

    def __init__(self, raw: str) -> None:
        self.raw = raw
        pieces = list(map(_TABLE.__getitem__, raw))
        self.folded = "".join(pieces)
        self._back: array[int] | None = None
        if len(self.folded) != len(raw) or "" in pieces:
            self._back = array("I", (i for i, piece in enumerate(pieces) for _ in piece))

    def raw_span(self, start: int, end: int) -> Span:
        """The raw span of a folded range; marks that hang on its last letter belong to it."""
        if start >= end:
            at = self._raw_index(start)
            return Span(at, at)
        return Span(self._raw_index(start), self._behind(self._raw_index(end - 1)))

    def _behind(self, at: int) -> int:
        """The raw offset behind a letter and the marks that hang on it."""
        at += 1
        while at < len(self.raw) and unicodedata.combining(self.raw[at]):
            at += 1
        return at

    def _raw_index(self, at: int) -> int:
        if self._back is None:
            return min(at, len(self.raw))
        return self._back[at] if at < len(self._back) else len(self.raw)

    def inside(self, token: Token, letters: int) -> int:
        """The raw offset of a token's folded letter number `letters`: where a word begins once its clitics are cut off."""
        at = token.start
        while at < token.end and letters > 0:
            letters -= len(_TABLE[self.raw[at]])
            at += 1
        while at < token.end and not _TABLE[self.raw[at]]:
            at += 1
        return at

    def is_feminine(self, token: Token) -> bool:
        """Is the last letter of a word a ta marbuta as written? Folding makes it a ha, which may be a pronoun; this is none."""
        if token.form[-1] != _TABLE[_TA_MARBUTA]:
            return False
        at = token.end - 1
        while at > token.start and not _TABLE[self.raw[at]]:
            at -= 1
        return self.raw[at] == _TA_MARBUTA

    def words(self, start: int, end: int) -> Words:
        """The quotation of a raw span."""
        return Words(start, end, self.raw[start:end])

    @cached_property
    def _parsed(self) -> tuple[tuple[Token, ...], tuple[Sentence, ...]]:
        return _parse(self)

    @cached_property
    def tokens(self) -> tuple[Token, ...]:
        """All tokens in order."""
        return self._parsed[0]

    @cached_property
    def sentences(self) -> tuple[Sentence, ...]:
        """Sentences in order; lines always end a sentence."""
        return self._parsed[1]

    def sentence_at(self, offset: int) -> Sentence:
        """The sentence that holds a raw offset (or the last one that begins before it)."""
        starts = [s.start for s in self.sentences]
        return self.sentences[max(0, bisect_right(starts, offset) - 1)]

    @cached_property
    def quotes(self) -> tuple[Span, ...]:
        """What stands between quotation marks, marks excluded. Straight marks pair off within a line, in turn."""
        found: list[Span] = []
        stack: list[tuple[str, int]] = []
        for token in self.tokens:
            mark = self.raw[token.start] if token.kind == "punct" else ""
            if stack and (mark == stack[-1][0] or (mark in _STRAIGHT and stack[-1][0] in _STRAIGHT)):
                found.append(Span(stack.pop()[1], token.start))
            elif mark in _OPENERS:
                stack.append((_OPENERS[mark], token.end))
            elif mark in _STRAIGHT:
                stack.append((mark, token.end))
            if stack and "\n" in self.raw[stack[0][1] : token.start]:
                stack.clear()
        return tuple(sorted(found, key=lambda s: (s.start, -s.end)))

    @cached_property
    def quote_ends(self) -> frozenset[int]:
        """The raw offsets of the marks that end quotations."""
        return frozenset(q.end for q in self.quotes)


def _parse(text: Text) -> tuple[tuple[Token, ...], tuple[Sentence, ...]]:
    tokens: list[Token] = []
    sentences: list[Sentence] = []
    first, previous_end = 0, 0
    marks: list[tuple[int, int, str, Kind]] = []
    back = text._back
    for match in _TOKEN.finditer(text.folded):
        kind: Kind = match.lastgroup  # type: ignore[assignment]  # the pattern's groups are the kinds
        start, end = match.span()
        if back is not None:
            start, end = back[start], text._behind(back[end - 1])
        marks.append((start, end, match.group(), kind))
    for i, (start, end, form, kind) in enumerate(marks):
        if i > first and ("\n" in text.raw[previous_end:start] or _ends_sentence(text.raw, marks, i, first)):
            sentences.append(Sentence(marks[first][0], marks[i - 1][1], first, i))
            first = i
        tokens.append(Token(i, start, end, form, kind, len(sentences)))
        previous_end = end
    if marks:
        sentences.append(Sentence(marks[first][0], marks[-1][1], first, len(marks)))
    return tuple(tokens), tuple(sentences)


def _line_length(raw: str, at: int) -> int:
    stop = raw.find("\n", at)
    return (len(raw) if stop < 0 else stop) - raw.rfind("\n", 0, at) - 1


def _ends_sentence(raw: str, marks: Sequence[tuple[int, int, str, Kind]], i: int, first: int) -> bool:
    """Does a sentence end before mark i? After a stop (and closers behind it), unless it is an abbreviation or a number."""
    j = i - 1
    while j > first and raw[marks[j][0]] in _CLOSERS:
        j -= 1
    if raw[marks[j][0]] not in _STOPS or j == first:
        return False
    here = raw[marks[i][0]]
    if here in _STOPS or (here in _CLOSERS and marks[i][0] == marks[i - 1][1]):
        return False
    if raw[marks[j][0]] != ".":
        return True
    before = marks[j - 1]
    if raw[before[0]] == ".":  # dots part the halves of a headline, which is one sentence; in a longer line they end one
        return here not in _BRACKETS and _line_length(raw, marks[j][0]) > _HEADLINE
    glued = marks[i][0] == marks[i - 1][1]
    if glued and before[3] != "punct" and (before[3] == marks[i][3] == "number" or len(before[2]) < 4):
        return False
    return not (before[3] == "word" and (len(before[2]) == 1 or (glued and before[2].isascii())))
