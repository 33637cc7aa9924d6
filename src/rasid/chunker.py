"""Tokens with their readings and tags in, noun phrases out: the one chunker that all rules share."""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set
from types import MappingProxyType

from rasid.extents import attaches, behind_adjectives, extent, is_apposed, is_bare_direction
from rasid.morphology import Word
from rasid.names import Name
from rasid.phrases import Grammar, Parse, Phrase
from rasid.text import Text, Token


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
            i = behind_adjectives(parse, i, breaks[i], at, grammar, breaks, i in befalls)
            continue
        if tags[i - first] not in "nu" or attaches(parse, i, at, grammar):
            i += 1
            continue
        end = extent(parse, i, at, grammar, breaks)
        _add(parse, i, end, at, grammar)
        i = end
    for phrase in parse.phrases:
        parse.nested += _nested(parse, phrase, inside, grammar)
    return parse


def _add(parse: Parse, first: int, last: int, at: Mapping[int, Name], grammar: Grammar) -> None:
    words, tokens, text = parse.words, parse.tokens, parse.text
    inside = tuple(n for n in (at[k] for k in range(first, last) if k in at))
    lead = at.get(first)
    cut = _clitic_letters(words[first], tokens[first].form) if lead is None else 0
    start = lead.start if lead is not None else text.inside(tokens[first], cut) if cut else tokens[first].start
    head = next((k for k in range(first, last) if parse.tag(k) == "n" and not _light(words[k])), first)
    prep, prep_at = _governor(parse, first, lead)
    conj = (lead.conj if lead else words[first].conj) or (parse.tag(first - 1) == "c")
    if (
        prep
        and parse.phrases
        and parse.phrases[-1].last == prep_at == first - 1
        and _may_count(parse, parse.phrases[-1], prep, grammar)
    ):
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
    apposed = not inside and is_apposed(parse, first, last, grammar)
    phrase.category = "person" if apposed else _category(head, words[head], inside, grammar)
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
    if names and names[0].first == head and any(map(grammar.is_person, names[0].named)):
        return ""  # so is a person's
    kinds = grammar.categories(word)
    if grammar.listed(word, "the_other") and not word.conj:
        return "group"  # by itself: each side accused THE OTHER
    if is_bare_direction(word, grammar):
        return "place"
    if first is not None and "place" in kinds and (not first.of("actor") or is_bare_direction(word, grammar)):
        return "place"
    return next(iter(kinds), "")


def _end(parse: Parse, first: int, last: int) -> int:
    """Where a phrase ends in the raw text: with the mark that closes a quotation opened in it."""
    opened = sum(parse.tag(k) == "q" for k in range(first, last)) % 2
    return parse.tokens[last if opened and parse.tag(last) == "q" else last - 1].end


def _may_count(parse: Parse, phrase: Phrase, prep: str, grammar: Grammar) -> bool:
    """Behind the preposition of a number, and the first such: 500 of its citizens FROM X."""
    return grammar.is_partitive(prep) and not any(parse.tag(k) == "p" for k in range(phrase.first, phrase.last))


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
