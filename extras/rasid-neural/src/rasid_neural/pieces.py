"""A text's tokens in, the numbers of their word pieces out.

A word is normalised before it is cut up, as the vocabulary expects it: compatibility forms unfolded, marks, tatweel and format
characters dropped, digits in one script. Letters stay as written. Words keep their own offsets, so pieces need none.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from pathlib import Path

from tokenizers import Tokenizer

from rasid.text import Token

BEGIN, PAD, END, UNKNOWN = 0, 1, 2, 3
_SPACE = "\u2581"
_TATWEEL = "\u0640"
_DROPPED = frozenset({"Mn", "Me", "Cf"})


def normal(word: str) -> str:
    """A word as the vocabulary writes it."""
    flat = unicodedata.normalize("NFKC", word)
    return "".join(c for c in flat if c != _TATWEEL and unicodedata.category(c) not in _DROPPED)


class Pieces:
    """Cuts words up; each distinct word once."""

    def __init__(self, tokenizer: Tokenizer) -> None:
        self._model = tokenizer.model
        self._known: dict[str, tuple[int, ...]] = {}

    @classmethod
    def load(cls, path: Path) -> Pieces:
        """From a tokenizer file."""
        return cls(Tokenizer.from_file(str(path)))

    def of_word(self, word: str) -> tuple[int, ...]:
        """The pieces of one normalised word, with the mark of a space before it where it has one; never none."""
        found = self._known.get(word)
        if found is None:
            found = tuple(piece.id for piece in self._model.tokenize(word)) or (UNKNOWN,)
            self._known[word] = found
        return found


def piece_words(raw: str, tokens: Sequence[Token]) -> list[str]:
    """Each token as it is cut up: digits folded, and a mark in front where it does not touch the token before it."""
    words = []
    before = -1
    for token in tokens:
        word = token.form if token.kind == "number" else normal(raw[token.start : token.end])
        words.append(word if token.start == before else _SPACE + word)
        before = token.end
    return words
