"""Tokens with their readings in, tags and noun phrases out: the one chunker that all rules share.

Tags, a letter a token: n nominal, u number, v verb, p preposition, c conjunction, s subordinator or wall, r relative pronoun,
f other function word, x negator, q quotation mark, b bracket, k other punctuation, t part of a time expression.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from rasid.morphology import Word
from rasid.names import Name
from rasid.text import Text, Token


@dataclass(slots=True)
class Phrase:
    """A noun phrase: tokens [first, last), raw [start, end), its head, what governs it, what it joins on to, what it names."""

    i: int
    first: int
    last: int
    start: int
    end: int
    head: int
    prep: str = ""
    prep_at: int = -1
    conj_of: int = -1  # the phrase this one is joined to by a conjunction
    names: tuple[Name, ...] = ()
    category: str = ""  # what its head is: from the noun lists, or "" for a word they do not know
    definite: bool = False
    nested: bool = False  # a name inside a larger phrase
    quoted: bool = False


@dataclass(slots=True)
class Parse:
    """One sentence read: token range, words, tags, names, phrases; `phrase_of` maps a token to the phrase that holds it."""

    text: Text
    first: int
    last: int
    tokens: Sequence[Token]  # the whole report's
    words: Sequence[Word]  # the whole report's, by token
    tags: str  # of this sentence, by token - first
    names: Sequence[Name]
    phrases: list[Phrase]
    phrase_of: dict[int, int] = field(default_factory=dict)

    def tag(self, i: int) -> str:
        """The tag of token i, or a space outside the sentence."""
        return self.tags[i - self.first] if self.first <= i < self.last else " "


class Grammar(Protocol):
    """What the chunker asks of the lexicon."""

    def categories(self, word: Word) -> tuple[str, ...]: ...

    def closes(self, word: Word) -> bool: ...  # an indefinite noun whose ending leaves no room for a second term


_QUOTES = frozenset('"«»“”„‟')
_BRACKETS = frozenset("()[]")


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
        return "q" if token.form in _QUOTES else "b" if token.form in _BRACKETS else "k"
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


def build_phrases(
    text: Text,
    tokens: Sequence[Token],
    words: Sequence[Word],
    first: int,
    last: int,
    tags: str,
    names: Sequence[Name],
    grammar: Grammar,
    breaks: Mapping[int, int],
) -> Parse:
    """The noun phrases of a sentence. `breaks` maps the first token of each trigger to its end: a trigger is a phrase of its own."""
    parse = Parse(text, first, last, tokens, words, tags, names, [])
    at = {n.first: n for n in names}
    i = first
    while i < last:
        if i in breaks and tags[i - first] in "nu":
            i = breaks[i]
            continue
        if tags[i - first] not in "nu":
            i += 1
            continue
        end = _extend(parse, i, at, grammar, breaks)
        _add(parse, i, end, at, grammar)
        i = end
    return parse


def _extend(parse: Parse, i: int, at: Mapping[int, Name], grammar: Grammar, breaks: Mapping[int, int]) -> int:
    """Where the noun phrase that begins at token i ends: idafa, adjectives, names; never across a preposition or conjunction."""
    words, last = parse.words, parse.last
    titled = definite = closed = False
    j = i
    while j < last:
        k = j
        if parse.tag(k) == "q" and j > i and k + 1 < last and parse.tag(k + 1) in "nu" and not closed:
            k += 1  # a quotation mark inside a phrase: organisation "name"
        if parse.tag(k) not in "nu" or (j > i and (k in breaks or words[k].conj or words[k].prep)):
            break
        name = at.get(k)
        if j > i and not _continues(words[k], name, parse.tag(k), definite, closed, titled, k > j):
            break
        if j > i and name is None and _begins_anew(words[j - 1], words[k], definite, at.get(j - 1), grammar):
            break
        titled = titled or "title" in grammar.categories(words[k])
        j = name.last if name is not None else k + 1
        definite = definite or words[k].article or name is not None
        closed = bool(words[j - 1].pronoun) and name is None
        if parse.tag(j) == "q" and _closes(parse, i, j):
            j += 1
            if not (j < last and words[j].article and parse.tag(j) == "n"):
                return j - 1
    return max(j, i + 1)


def _continues(word: Word, name: Name | None, tag: str, definite: bool, closed: bool, titled: bool, quoted: bool) -> bool:
    """May this word go on with a phrase that is definite or closed by a pronoun?"""
    if name is not None:
        if name.conj or name.prep:
            return False
        # behind a definite phrase a name is in apposition only to a title, or in quotation marks: organisation "name"
        person = titled and bool(name.of("actor"))
        return person or quoted or word.article or not (definite or closed)
    if word.article or not (definite or closed):
        return True
    # behind a title with the article, words that no list knows are the name of a person
    return not closed and (tag == "u" or (titled and not word.known))


_BODIES = frozenset({"head", "group", "person", "object", "place", "title"})


def _begins_anew(before: Word, word: Word, definite: bool, named: Name | None, grammar: Grammar) -> bool:
    """A noun that cannot belong to the one before it: behind a plural that keeps its ending, or a second body behind a definite."""
    if not definite and named is None and grammar.closes(before):
        return not grammar.closes(word) and "qualifier" not in grammar.categories(word)
    categories = grammar.categories(word)
    if definite and word.article and _BODIES & set(categories) and "nationality" not in categories:
        return before.article and ("qualifier" not in categories or grammar.closes(word))
    return False


def _closes(parse: Parse, i: int, j: int) -> bool:
    """Does the quotation mark at token j close one that was opened inside this phrase?"""
    return any(parse.tag(k) == "q" for k in range(i, j))


def _add(parse: Parse, first: int, last: int, at: Mapping[int, Name], grammar: Grammar) -> None:
    words, tokens, text = parse.words, parse.tokens, parse.text
    inside = tuple(n for n in (at[k] for k in range(first, last) if k in at))
    lead = at.get(first)
    cut = _clitic_letters(words[first], tokens[first].form) if lead is None else 0
    start = lead.start if lead is not None else text.inside(tokens[first], cut) if cut else tokens[first].start
    head = next((k for k in range(first, last) if parse.tag(k) == "n" and not _light(words[k])), first)
    prep, prep_at = _governor(parse, first, lead)
    conj = (lead.conj if lead else words[first].conj) or (parse.tag(first - 1) == "c")
    phrase = Phrase(len(parse.phrases), first, last, start, tokens[last - 1].end, head, prep, prep_at, names=inside)
    if conj and not prep and parse.phrases and _joined(parse, parse.phrases[-1].last, first):
        phrase.conj_of = parse.phrases[-1].i
    phrase.category = next(iter(grammar.categories(words[head])), "")
    phrase.definite = any(words[k].article for k in range(first, last)) or bool(inside) or bool(words[last - 1].pronoun)
    phrase.quoted = parse.tag(first - 1) == "q"
    parse.phrases.append(phrase)
    for k in range(first, last):
        parse.phrase_of[k] = phrase.i


def _light(word: Word) -> bool:
    return bool(word.classes & {"quantifier", "demonstrative", "number"})


def _clitic_letters(word: Word, form: str) -> int:
    """Letters of conjunction and preposition before the word; after li- with the article the whole word is the quotation."""
    fused = bool(word.prep) and word.article and len(form) == len(word.conj) + len(word.core) + 2
    return len(word.conj) + (0 if fused else len(word.prep))


def _joined(parse: Parse, end: int, first: int) -> bool:
    """Nothing but quotation marks, a bracket or a comma between two phrases."""
    return all(parse.tag(k) in "qbkc" for k in range(end, first)) and first - end <= 3


def _governor(parse: Parse, first: int, lead: Name | None) -> tuple[str, int]:
    """The preposition that governs the phrase: a letter on its first word, or the word(s) before it."""
    clitic = lead.prep if lead is not None else parse.words[first].prep
    if clitic:
        return clitic, first
    k = first - 1
    while k > parse.first and parse.tag(k) == "q":
        k -= 1
    if parse.tag(k) != "p":
        return "", -1
    word = parse.words[k]
    chain = [word.prep + word.core if word.prep else word.core]
    while parse.tag(k - 1) == "p" and len(chain) < 3:
        k -= 1
        chain.insert(0, parse.words[k].core)
    return " ".join(chain), k
