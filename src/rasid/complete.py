"""A noun phrase under way in, whether it is complete out: an indefinite noun with its adjective takes no second term.

A LOCAL PATROL (stopped) a convoy: the noun behind the adjective is another. A weapon that hits (DRONES struck two towns) is complete
even without one: what stands behind it, a place or a thing, is what was hit.
"""

from __future__ import annotations

from collections.abc import Mapping

from rasid.names import Name
from rasid.phrases import Grammar, Parse

_THINGS = frozenset({"place", "object", "goods"})
_NO_NOUNS = frozenset({"qualifier", "nationality"})
_PERSONS = frozenset({"person", "title", "group"})


def is_complete(parse: Parse, first: int, k: int, at: Mapping[int, Name], grammar: Grammar) -> bool:
    """Is the indefinite phrase from token `first` on complete before the noun at token k, or before the place named there?"""
    if any(parse.words[j].article or parse.words[j].pronoun or j in at for j in range(first, k)):
        return False
    described = k - 1 > first and _is_adjective(parse, k - 1, grammar) and not grammar.is_superlative(parse.words[k - 1])
    if described and "title" in grammar.categories(parse.words[k - 2]):
        return False  # the director general OF
    hits = k - 1 == first and parse.tag(first - 1) == "v" and grammar.listed(parse.words[first], "strikers")
    return (described or hits) and _is_another(parse, first, k, at.get(k), described, grammar)


def _is_adjective(parse: Parse, k: int, grammar: Grammar) -> bool:
    """An indefinite adjective: by what it is, or behind an aircraft (unmanned), where it may be a noun elsewhere."""
    kinds = grammar.categories(parse.words[k])
    if grammar.is_direction(parse.words[k]) or grammar.closes(parse.words[k]):
        return False
    return kinds[:1] in (("qualifier",), ("nationality",)) or (
        grammar.listed(parse.words[k], "strikers") and grammar.listed(parse.words[k - 1], "aircraft")
    )


def _is_another(parse: Parse, first: int, k: int, name: Name | None, described: bool, grammar: Grammar) -> bool:
    """A bare noun of a place or thing, or behind a described thing of a person; a town by name."""
    word = parse.words[k]
    kinds = set(grammar.categories(word))
    unmanned = grammar.listed(word, "strikers") and any(grammar.listed(parse.words[j], "aircraft") for j in range(first, k))
    if kinds & _NO_NOUNS or unmanned or grammar.is_direction(word):
        return False
    if name is not None:
        return bool(name.of("place")) and not name.of("actor")
    if word.article or word.prep or word.conj:
        return False
    if kinds & _PERSONS:
        return described and "object" in grammar.categories(parse.words[first])
    return bool(kinds & _THINGS) and (described or "goods" not in kinds)


def is_set_apart(parse: Parse, first: int, k: int, at: Mapping[int, Name], grammar: Grammar) -> bool:
    """Does the word with the article at token k belong to no noun of this phrase? Either way it is no adjective of the last."""
    word = parse.words[k]
    if not word.article or word.prep or word.conj or k in at:
        return False
    return _of_noun_before(parse, first, k, at, grammar) or _is_refused(parse, k, grammar)


def _of_noun_before(parse: Parse, first: int, k: int, at: Mapping[int, Name], grammar: Grammar) -> bool:
    """A masculine adjective behind a town, whose name is feminine: the FIRM refusal of Egypt, which stands before the phrase."""
    name, word = at.get(first), parse.words[k]
    if name is None or not first + 1 == name.last == k or not name.of("place") or parse.tag(first - 1) != "n":
        return False
    town = parse.words[first]
    common = town.article and bool(town.nouns) and not name.of("actor")  # a place by a noun of the language: the stadium
    return not (common or grammar.listed(town, "masculine_lands") or grammar.is_feminine(word) or grammar.closes(word))


def _is_refused(parse: Parse, k: int, grammar: Grammar) -> bool:
    """A noun of speaking or acting with its preposition: the army (refused) TO SPEAK about."""
    following = parse.words[k + 1] if k + 1 < parse.last else None
    if following is None or not grammar.listed(parse.words[k], "speaking"):
        return False
    return parse.tag(k + 1) == "p" or bool(following.prep)
