"""An office and the name of a person right behind it in, whether he is another party out: the president received | KHALIL X.

Behind most offices stands who holds them. The name is another's where office and person are of different countries, and where the verb
takes two parties (received, met, appointed), of whom no other stands there, unless he is known to hold the office.
"""

from __future__ import annotations

from collections.abc import Sequence

from rasid.names import Name
from rasid.phrases import Grammar, Parse, Phrase

_SOMEBODY = frozenset({"title", "person", "head", "group"})


def is_anothers(parse: Parse, office: Phrase, follow: Phrase, grammar: Grammar) -> bool:
    """Does the phrase behind an office begin with the name of somebody else? Behind a subject's plural it does: THE OPPONENTS | X."""
    if grammar.is_nominative(parse.words[follow.first - 1]):
        return True
    return any(n.first == follow.first and is_other_party(parse, office.first, n, grammar) for n in follow.names)


def is_other_party(parse: Parse, first: int, name: Name, grammar: Grammar) -> bool:
    """Is the person of this name not he who holds the office that begins at token `first`?"""
    persons = [n for n in name.named if grammar.is_person(n)]
    if not persons or name.prep or parse.words[first].prep:
        return False
    offices = [n for n in parse.names if first <= n.first < name.first]
    if any(grammar.serves(person, offices) for person in persons):
        return False
    named = [n for office in offices for n in office.named if not n.countries]  # THE government may be any country's
    lands = {land for n in named for land in grammar.countries_of(n)}
    lands |= {land for k in range(first, name.first) for land in grammar.lands(parse.words[k])}
    own = {land for person in persons for land in grammar.countries_of(person)}
    if lands and own and not lands & own:
        return True
    return _lacks_other(parse, first, name, offices, grammar)


def _lacks_other(parse: Parse, first: int, name: Name, offices: Sequence[Name], grammar: Grammar) -> bool:
    """The verb before the office takes two parties, and beside these two words there is none: they are both."""
    verb = parse.words[first - 1] if parse.tag(first - 1) == "v" else None
    if verb is None or verb.pronoun or not (grammar.says(verb, "receives") or grammar.says(verb, "appoints")):
        return False
    end = next((k for k in range(name.last, parse.last) if parse.tag(k) in "vsr"), parse.last)
    return not any(_is_other(parse, k, name.last, bool(offices), grammar) for k in range(name.last, end))


def _is_other(parse: Parse, k: int, last: int, known: bool, grammar: Grammar) -> bool:
    """The other party: right behind the name; anywhere, if it is in the accusative or his counterpart.

    X, whose office is `known`, appointed Y (as) MINISTER: the last is no third person.
    """
    word = parse.words[k]
    if parse.tag(k) != "n" or word.conj:
        return False
    if word.prep or grammar.is_counterpart(word):
        somebody = bool(_SOMEBODY & set(grammar.categories(word)))
        return grammar.is_counterpart(word) or (somebody and grammar.is_meeting(word.prep))
    if grammar.is_accusative(word):
        return not (known and "title" in grammar.categories(word))
    return all(parse.tag(j) in "tkqhf" for j in range(last, k))
