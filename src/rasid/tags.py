"""Tokens with their readings in, one tag a token out.

Tags: n nominal, u number, v verb, p preposition, c conjunction, s subordinator or wall, r relative pronoun, f other function
word, x negator, q quotation mark, h mark of a hashtag, b bracket, k other punctuation, t part of a time expression.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from rasid.morphology import Word
from rasid.names import Name
from rasid.text import Token

_QUOTES = frozenset('"«»“”„‟')
_BRACKETS = frozenset("()[]")
_HASHTAGS = frozenset("#_")


def is_mark(form: str) -> bool:
    """A quotation mark or the mark of a hashtag: it parts no words that belong together."""
    return form in _QUOTES or form in _HASHTAGS


def tag_tokens(
    tokens: Sequence[Token], words: Sequence[Word], first: int, last: int, times: Mapping[int, int], named: Mapping[int, Name]
) -> str:
    """One tag a token of the sentence [first, last). `times` maps tokens of time expressions, `named` tokens of names."""
    tags: list[str] = []
    for i in range(first, last):
        tags.append(_tag(tokens, words, i, first, tags, times, named))
    return "".join(tags)


def _tag(
    tokens: Sequence[Token],
    words: Sequence[Word],
    i: int,
    first: int,
    tags: Sequence[str],
    times: Mapping[int, int],
    named: Mapping[int, Name],
) -> str:
    token, word = tokens[i], words[i]
    if i in times:
        return "t"
    if token.kind == "number":
        return "u"
    if token.kind == "punct":
        return "q" if token.form in _QUOTES else "b" if token.form in _BRACKETS else "h" if token.form in _HASHTAGS else "k"
    if i in named:
        return "n"
    for name, tag in _CLASS_TAGS:
        if name in word.classes:
            return tag
    if word.classes:
        return "f"
    if word.article or (word.prep and not word.verbs):
        return "n"
    if word.verbs and not word.nouns:
        return "v"
    if word.verbs:
        return "v" if _verb_stands_here(words, i, first, tags) else "n"
    return "n"


# The class of a function word decides its tag; the order settles words of several classes.
_CLASS_TAGS = (
    ("negator", "x"),
    ("relative", "r"),
    ("wall", "s"),
    ("preposition", "p"),
    ("conjunction", "c"),
    ("quantifier", "n"),
    ("demonstrative", "n"),
    ("direction", "n"),
    ("number", "u"),
    ("auxiliary", "v"),
)


def _verb_stands_here(words: Sequence[Word], i: int, first: int, tags: Sequence[str]) -> bool:
    """A form that may be verb or noun: a verb where a clause begins, a noun behind a preposition or another noun."""
    word = words[i]
    if word.future:
        return True
    before = tags[-1] if tags else ""
    if before in ("p", "u"):
        return False
    if word.verbs[0].imperfect:
        return True
    if before == "v" and "auxiliary" not in words[i - 1].classes:
        return False  # behind a verb stands its subject
    if before in ("r", "x", "s"):
        return True
    if before == "n":
        # behind a definite noun an indefinite word is no adjective and no second term: a verb (headline order)
        return words[i - 1].article and not word.pronoun
    return before in ("", "k", "c", "q", "b", "v", "t", "f") and not word.pronoun
