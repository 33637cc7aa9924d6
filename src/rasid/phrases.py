"""Tokens with their readings and tags in, noun phrases out: the one chunker that all rules share."""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Protocol

from rasid.morphology import Word
from rasid.names import Name, Named
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
    nested: bool = False  # part of a larger phrase and a candidate of its own
    quoted: bool = False
    kind: str = ""  # names, category or shape as one word, once somebody asked
    fits: tuple[bool, bool] | None = None  # may it fill another role, or that of a place, once somebody asked
    inside: int = -1  # nested: the phrase that holds it
    behind: int = -1  # nested: the trigger word of that phrase beside which it stands, or -1 for a name


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
    nested: list[Phrase] = field(default_factory=list)  # numbered on from the phrases

    def closes(self, k: int) -> bool:
        """Is token k the mark that ends a quotation?"""
        return self.tokens[k].start in self.text.quote_ends

    def tag(self, i: int) -> str:
        """The tag of token i, or a space outside the sentence."""
        return self.tags[i - self.first] if self.first <= i < self.last else " "

    def phrase(self, i: int) -> Phrase:
        """Phrase number i, nested ones included."""
        return self.phrases[i] if i < len(self.phrases) else self.nested[i - len(self.phrases)]


class Grammar(Protocol):
    """What the chunker asks of the lexicon."""

    def categories(self, word: Word) -> tuple[str, ...]: ...

    def closes(self, word: Word) -> bool: ...  # an indefinite noun whose ending leaves no room for a second term

    def is_direction(self, word: Word) -> bool: ...  # north, eastern ...

    def is_person(self, named: Named) -> bool: ...

    def is_feminine(self, word: Word) -> bool: ...

    def is_derived(self, word: Word) -> bool: ...  # the feminine of an adjective: armed, civilian

    def is_tie(self, word: Word) -> bool: ...  # loyal (to), located (in): nothing without what follows

    def is_partitive(self, prep: str) -> bool: ...  # the preposition between a number and those who are counted


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
    inside: Mapping[int, int] = MappingProxyType({}),
    befalls: Set[int] = frozenset(),
) -> Parse:
    """The noun phrases of a sentence. `breaks` maps the first token of each trigger to its end: a trigger is a phrase of its own.

    `inside` does so for triggers that may be part of a phrase (protesters, missiles): what stands behind them in it is nested.
    `befalls`: the triggers of what befalls persons.
    """
    parse = Parse(text, first, last, tokens, words, tags, names, [])
    at = {n.first: n for n in names}
    i = first
    while i < last:
        if i in breaks and tags[i - first] in "nu":
            i = _behind_adjectives(parse, i, breaks[i], at, grammar, breaks, i in befalls)
            continue
        if tags[i - first] not in "nu" or _attaches(parse, i, grammar):
            i += 1
            continue
        end = _extend(parse, i, at, grammar, breaks)
        _add(parse, i, end, at, grammar)
        i = end
    for phrase in parse.phrases:
        parse.nested += _nested(parse, phrase, inside, grammar)
    return parse


def _behind_adjectives(
    parse: Parse, first: int, end: int, at: Mapping[int, Name], grammar: Grammar, breaks: Mapping[int, int], persons: bool
) -> int:
    """Where the adjectives of an event noun end: they belong to it and are no phrase (a nationality is: it tells who).

    `persons`: the event befalls persons. The press conference is no conference of a journalist, but his arrest is.
    """
    definite, begun = parse.words[first].article, end
    while parse.tag(end) == "n" and end not in at and end not in breaks:
        word = parse.words[end]
        kinds = grammar.categories(word)
        if word.prep or word.pronoun or word.article != definite or "nationality" in kinds:
            break
        if word.conj and (end == begun or "qualifier" not in kinds):
            break
        if not _is_adjective(word, kinds, definite, persons, grammar):
            break
        end += 1
    return end


def _is_adjective(word: Word, kinds: Sequence[str], definite: bool, persons: bool, grammar: Grammar) -> bool:
    """May a word behind an event noun be its adjective? Some adjectives also are persons: the military, a journalist."""
    if kinds[:1] == ("qualifier",):
        return True
    if "qualifier" in kinds and not grammar.closes(word):
        return grammar.is_feminine(word) or not persons
    return definite and (grammar.is_derived(word) or not _BODIES & set(kinds))


def _extend(parse: Parse, i: int, at: Mapping[int, Name], grammar: Grammar, breaks: Mapping[int, int]) -> int:
    """Where the noun phrase that begins at token i ends: idafa, adjectives, names; never across a preposition or conjunction."""
    words, last = parse.words, parse.last
    titled = definite = closed = named = False
    placed = False
    j = i
    while j < last:
        k = j
        while j > i and parse.tag(k) == "h":
            k += 1
        marked = k > j
        if parse.tag(k) == "q" and j > i and k + 1 < last and parse.tag(k + 1) in "nu" and not closed and not parse.closes(k):
            k += 1  # a quotation mark inside a phrase: organisation "name"
        if parse.tag(k) not in "nu":
            break
        name = at.get(k)
        clitic = (name.conj or name.prep) if name is not None else (words[k].conj or words[k].prep)
        if j > i and (k in breaks or (clitic and not _goes_on(parse, i, k, at, grammar)) or _attaches(parse, k, grammar)):
            break
        if j > i and name is not None:
            fits = (titled and any(map(grammar.is_person, name.named))) or (placed and bool(name.of("place")))
            ended = _ends_bare(words[k - 1], words[k], definite or titled, k - 1 > i, grammar)
            if ended or not (fits or (k > j and not marked) or (not named and _joins(words, k, name, definite or closed))):
                break
        if j > i and name is None and not _takes(parse, i, k, definite, closed, titled, at, grammar):
            break
        titled = (titled and name is None) or "title" in grammar.categories(words[k])
        placed = (placed and name is None) or _is_the_place(words[k], name, grammar)
        named = name is not None
        j = name.last if name is not None else k + 1
        definite = definite or words[k].article or name is not None
        closed = bool(words[j - 1].pronoun) and name is None
        if parse.tag(j) == "q" and _closes(parse, i, j):
            j += 1
            if not (j < last and words[j].article and parse.tag(j) == "n"):
                return j - 1
    return max(j, i + 1)


def _goes_on(parse: Parse, first: int, k: int, at: Mapping[int, Name], grammar: Grammar) -> bool:
    """A word that a conjunction joins to one word of a phrase, not to the whole: a hundred and twenty, heavy and light weapons."""
    word, before = parse.words[k], parse.words[k - 1]
    if not word.conj or word.prep:
        return False
    if parse.tag(k) == parse.tag(k - 1) == "u":
        return True
    adjectives = all("qualifier" in grammar.categories(w) and not grammar.closes(w) for w in (before, word))
    return adjectives and k - 1 > first and k not in at and k - 1 not in at and word.article == before.article


def _is_the_place(word: Word, name: Name | None, grammar: Grammar) -> bool:
    """The capital, the port: a place with its article, behind which its name may stand (streets of the capital X)."""
    return word.article and "place" in grammar.categories(word) and not (name is not None and name.of("actor"))


def _joins(words: Sequence[Word], k: int, name: Name, definite: bool) -> bool:
    """May a phrase go on with this name as its second term or adjective? A place is none behind a word with the article."""
    return not definite or (words[k].article and (not words[k - 1].article or bool(name.of("actor"))))


def _attaches(parse: Parse, k: int, grammar: Grammar) -> bool:
    """A word that only ties a phrase to the preposition behind it: loyal to, backed by, located in."""
    following = parse.words[k + 1] if k + 1 < parse.last else None
    return following is not None and (parse.tag(k + 1) == "p" or bool(following.prep)) and grammar.is_tie(parse.words[k])


def _takes(
    parse: Parse, first: int, k: int, definite: bool, closed: bool, titled: bool, at: Mapping[int, Name], grammar: Grammar
) -> bool:
    """May a phrase go on with this word, which is no name?"""
    word, before = parse.words[k], parse.words[k - 1]
    if _is_direction(word, grammar) and not _is_direction(before, grammar):
        return not definite and not closed and "place" in grammar.categories(before)
    if parse.tag(k) == "u":  # behind a definite noun a number is its own, unless it counts what follows
        j = next(j for j in range(k + 1, parse.last + 1) if parse.tag(j) != "u")
        spelt = "cardinal" in parse.words[j - 1].classes  # thousands of THE soldiers: a number in letters is a first term
        counted = parse.tag(j) == "n" and j not in at and (not _is_set_off(parse.words[j]) or (spelt and parse.words[j].article))
        return not closed and not ((definite or grammar.closes(before)) and counted)
    # behind a title with the article, words that no list knows are the name of a person
    if not word.article and (definite or closed) and (closed or not titled or word.known):
        return False
    return not (
        _begins_anew(before, word, definite, at.get(k - 1), grammar) or _ends_bare(before, word, definite, k - 1 > first, grammar)
    )


def _is_set_off(word: Word) -> bool:
    return bool(word.article or word.prep or word.conj)


def _is_direction(word: Word, grammar: Grammar) -> bool:
    return not word.article and grammar.is_direction(word)


_BODIES = frozenset({"head", "group", "person", "object", "place", "title"})


def _begins_anew(before: Word, word: Word, definite: bool, named: Name | None, grammar: Grammar) -> bool:
    """A noun that cannot belong to the one before it: behind a plural that keeps its ending, or a second body behind a definite."""
    if not definite and named is None and grammar.closes(before):
        return not grammar.closes(word) and "qualifier" not in grammar.categories(word)
    categories = grammar.categories(word)
    if before.article and named is None and word.article and grammar.is_derived(word):
        return False
    if definite and word.article and _BODIES & set(categories) and "nationality" not in categories:
        agrees = grammar.closes(before) and grammar.closes(word)  # a sound plural behind another is its adjective
        return (before.article or named is not None) and not agrees and ("qualifier" not in categories or grammar.closes(word))
    return False


def _ends_bare(before: Word, word: Word, definite: bool, inner: bool, grammar: Grammar) -> bool:
    """An indefinite adjective ends its phrase: local gunmen besieged, and the army behind them is another."""
    if not inner or before.article or not word.article:
        return False
    kinds = grammar.categories(before)
    adjective = "qualifier" in kinds and (kinds[0] == "qualifier" or grammar.is_feminine(before))
    return "nationality" in kinds or (adjective and not definite)


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
    if prep and parse.phrases and parse.phrases[-1].last == prep_at == first - 1 and grammar.is_partitive(prep):
        named = inside[0] if inside and inside[0].first <= head < inside[0].last else None
        if _counts(parse, parse.phrases[-1], words[head], named, grammar):
            _take_in(parse, parse.phrases[-1], first, last, head, inside, grammar)
            return
    if conj and not prep and parse.phrases and _shares(parse, parse.phrases[-1], first, last, inside, grammar):
        _lengthen(parse, parse.phrases[-1], last, inside)
        parse.phrases[-1].definite, parse.phrases[-1].category = True, "place"
        return
    phrase = Phrase(len(parse.phrases), first, last, start, _end(parse, first, last), head, prep, prep_at, names=inside)
    if conj and not prep and parse.phrases and _joined(parse, parse.phrases[-1].last, first):
        phrase.conj_of = parse.phrases[-1].i
    phrase.category = _category(head, words[head], inside, grammar)
    phrase.definite = any(words[k].article for k in range(first, last)) or bool(inside) or bool(words[last - 1].pronoun)
    phrase.quoted = parse.tag(first - 1) == "q"
    parse.phrases.append(phrase)
    for k in range(first, last):
        parse.phrase_of[k] = phrase.i


def _category(head: int, word: Word, names: Sequence[Name], grammar: Grammar) -> str:
    """What a head is; one that may announce a place does where a place's name follows: the centre of a city is no organisation."""
    first = names[0] if names and names[0].of("place") else None
    if first is not None and first.first == head and first.last == head + 1:
        return ""  # a place's own name, whatever else the word may be
    kinds = grammar.categories(word)
    if _is_direction(word, grammar):
        return "place"
    if first is not None and "place" in kinds and (not first.of("actor") or _is_direction(word, grammar)):
        return "place"
    return next(iter(kinds), "")


def _end(parse: Parse, first: int, last: int) -> int:
    """Where a phrase ends in the raw text: with the mark that closes a quotation opened in it."""
    opened = sum(parse.tag(k) == "q" for k in range(first, last)) % 2
    return parse.tokens[last if opened and parse.tag(last) == "q" else last - 1].end


_COUNTED = frozenset({"head", "group", "person", "casualty"})


def _counts(parse: Parse, phrase: Phrase, word: Word, named: Name | None, grammar: Grammar) -> bool:
    """Is the phrase a number, or some, of those whom the next one stands for? `word` and `named`: its head."""
    kinds = set(grammar.categories(word))
    place = not named.of("actor") if named is not None else "place" in kinds
    last = parse.words[phrase.last - 1]
    if all(_is_quantity(parse, k, grammar) for k in range(phrase.first, phrase.last)):
        return not place or ("quantifier" in last.classes and parse.tag(phrase.last - 1) == "n")
    quantity = _is_quantity(parse, phrase.first, grammar)
    if place or phrase.category == "place" or ((phrase.definite or phrase.names) and not quantity):
        return False
    return (quantity or phrase.category in _COUNTED) and bool(kinds & _COUNTED or named is not None)


def _is_quantity(parse: Parse, k: int, grammar: Grammar) -> bool:
    return parse.tag(k) == "u" or _light(parse.words[k]) or grammar.categories(parse.words[k])[:1] == ("casualty",)


def _take_in(parse: Parse, phrase: Phrase, first: int, last: int, head: int, names: tuple[Name, ...], grammar: Grammar) -> None:
    """Enlarge a phrase that counts by those whom it counts; a mere number has its head among them."""
    if all(_is_quantity(parse, k, grammar) for k in range(phrase.first, phrase.last)):
        phrase.head = head
        phrase.category = next(iter(grammar.categories(parse.words[head])), "")
    _lengthen(parse, phrase, last, names)


def _lengthen(parse: Parse, phrase: Phrase, last: int, names: tuple[Name, ...]) -> None:
    phrase.last, phrase.end = last, _end(parse, phrase.first, last)
    phrase.names += names
    for k in range(phrase.first, last):
        parse.phrase_of[k] = phrase.i


def _shares(parse: Parse, before: Phrase, first: int, last: int, names: tuple[Name, ...], grammar: Grammar) -> bool:
    """Bare nouns of places that share what follows the second: the city and port of X, north and east of X, are one phrase."""
    words = parse.words
    bare = not before.names and not any(words[k].article or words[k].pronoun for k in range(before.first, before.last))
    if not bare or before.last != first or last - first < 2 or not (names or words[last - 1].article):
        return False
    if any(n.first == first and n.last == first + 1 for n in names):
        return False
    return all("place" in grammar.categories(words[k]) for k in range(before.first, first + 1))


_PEOPLED = frozenset({"head", "group", "person", "title", "casualty", "object", "weapon", "nationality"})


def _nested(parse: Parse, phrase: Phrase, inside: Mapping[int, int], grammar: Grammar) -> list[Phrase]:
    """What else a phrase holds that may fill a role: what stands beside a trigger in it, and the places that persons are of."""
    found: list[Phrase] = []
    number = len(parse.phrases) + len(parse.nested)
    for k in range(phrase.first, phrase.last):
        end = inside.get(k, 0)
        while end and parse.tag(end) == "q":
            end += 1
        if 0 < end < phrase.last:
            found.append(_part(parse, phrase, end, phrase.last, number + len(found), k, grammar))
        if end and not all(parse.tag(j) == "u" for j in range(phrase.first, k)):
            found.append(_part(parse, phrase, phrase.first, k, number + len(found), k, grammar))
    if phrase.category in _PEOPLED:
        for name in phrase.names:
            if name.first > phrase.first and name.of("place"):
                found.append(_part(parse, phrase, name.first, name.last, number + len(found), -1, grammar))
    return found


def _part(parse: Parse, phrase: Phrase, first: int, last: int, i: int, behind: int, grammar: Grammar) -> Phrase:
    names = tuple(n for n in phrase.names if first <= n.first and n.last <= last)
    head = next((k for k in range(first, last) if parse.tag(k) == "n" and not _light(parse.words[k])), first)
    kind = _category(head, parse.words[head], names, grammar)
    definite = bool(names) or any(parse.words[k].article for k in range(first, last))
    start, end = phrase.start if first == phrase.first else parse.tokens[first].start, parse.tokens[last - 1].end
    return Phrase(i, first, last, start, end, head, names=names, category=kind, definite=definite, nested=True,
                  inside=phrase.i, behind=behind)  # fmt: skip


def _light(word: Word) -> bool:
    return bool(word.classes & {"quantifier", "demonstrative", "number", "cardinal"})


def _clitic_letters(word: Word, form: str) -> int:
    """Letters of conjunction and preposition before the word; after li- with the article the whole word is the quotation."""
    fused = bool(word.prep) and word.article and len(form) == len(word.conj) + len(word.core) + 2
    return len(word.conj) + (0 if fused else len(word.prep))


_STOPS = frozenset({".", "\u2026", ":", "!", "\u061f", "|"})  # and the ellipsis and the Arabic question mark


def _joined(parse: Parse, end: int, first: int) -> bool:
    """Nothing but quotation marks, a bracket or a comma between two phrases."""
    between = range(end, first)
    return first - end <= 3 and all(parse.tag(k) in "qbkch" and parse.tokens[k].form not in _STOPS for k in between)


def _governor(parse: Parse, first: int, lead: Name | None) -> tuple[str, int]:
    """The preposition that governs the phrase: a letter on its first word, or the word(s) before it."""
    clitic = lead.prep if lead is not None else parse.words[first].prep
    if clitic:
        return clitic, first
    k = first - 1
    while k > parse.first and parse.tag(k) in "qh":
        k -= 1
    if parse.tag(k) != "p":
        return "", -1
    word = parse.words[k]
    chain = [word.prep + word.core if word.prep else word.core]
    while parse.tag(k - 1) == "p" and len(chain) < 3:
        k -= 1
        chain.insert(0, parse.words[k].core)
    return " ".join(chain), k
