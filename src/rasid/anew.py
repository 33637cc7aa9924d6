"""A noun phrase under way in, whether the noun at token k opens another one out: who did it ends, and what was done to begins.

The verb comes first in a report, so its subject and its object stand side by side, and only the grammar of their words parts them. A
sound plural that keeps its ending takes no second term (ACTIVISTS accused | the forces); behind a definite noun or a whole name a
definite noun that is no adjective is another phrase (the army fired | THE BULLETS); the adjective of an indefinite noun ends it (an
American delegation visited | DAMASCUS).
"""

from __future__ import annotations

from collections.abc import Mapping

from rasid.morphology import Word
from rasid.names import Name
from rasid.phrases import Grammar, Parse

_ADJECTIVES = frozenset({"qualifier", "nationality"})
_DESCRIBES = _ADJECTIVES | {"group", "person", "title"}  # what may be an adjective of persons: his abducted son
_THINGS = frozenset({"head", "object", "place"})
_COUNTED = frozenset({"head", "group", "person", "casualty", "title", "nationality"})


def opens(parse: Parse, first: int, k: int, at: Mapping[int, Name], grammar: Grammar) -> bool:
    """Does token k begin another phrase than the one from token `first` on?"""
    if at.get(k) is None and (parse.words[k].conj or parse.words[k].prep):
        return False  # and the other: others decide
    return (
        _ends_sound(parse, first, k, at, grammar)
        or _ends_described(parse, first, k, at, grammar)
        or _is_thing(parse, k, at, grammar)
        or _is_other(parse, k, grammar)
        or _is_called(parse, first, k, at, grammar)
        or _are_others(parse, first, k, at, grammar)
        or _are_no_residents(parse, first, k, grammar)
        or _ends_paper(parse, first, k, at, grammar)
        or _counts_some(parse, k, at, grammar)
    )


def _ends_sound(parse: Parse, first: int, k: int, at: Mapping[int, Name], grammar: Grammar) -> bool:
    """Behind an indefinite sound plural, which keeps its ending, stand its adjectives only, and behind these nothing else."""
    words, named = parse.words, _named(at, first, k)
    sound = [j for j in range(first, k) if parse.tag(j) == "n" and j not in named and _is_sound(words[j], grammar)]
    if not sound or any(not _is_adjective(parse, j, at, grammar) for j in range(sound[0] + 1, k)):
        return False
    person = k in at and any(map(grammar.is_person, at[k].named))
    if parse.tag(k) != "n" or (person and grammar.is_oblique(words[k - 1])):
        return False  # Martin, and no passers-by
    if grammar.is_sound_plural(words[k]) and _is_bare(words[k]):
        return grammar.is_oblique(words[k]) != grammar.is_oblique(words[sound[0]])  # gunmen (killed) TWO OFFICERS
    return (words[k].known or k in at) and not _is_adjective(parse, k, at, grammar)


def _is_sound(word: Word, grammar: Grammar) -> bool:
    """A sound plural of persons, also one that is an adjective elsewhere, if it stands as a subject: terrorists."""
    subject = grammar.is_sound_plural(word) and not grammar.is_oblique(word) and "qualifier" in grammar.categories(word)
    return _is_bare(word) and (grammar.closes(word) or subject)


def _named(at: Mapping[int, Name], first: int, k: int) -> set[int]:
    """The tokens [first, k) that belong to names."""
    return {j for name in at.values() for j in range(max(first, name.first), min(k, name.last))}


def _is_adjective(parse: Parse, k: int, at: Mapping[int, Name], grammar: Grammar) -> bool:
    """An indefinite adjective of persons: in the sound plural, a nationality, a plural of its own (senior, foreign), the others."""
    word, name = parse.words[k], at.get(k)
    if not _is_bare(word) or (name is not None and (name.of("place") or name.last > k + 1)):
        return False
    kinds = grammar.categories(word)
    ending = grammar.is_sound_plural(word)
    return ending or bool(_ADJECTIVES & set(kinds)) or "quantifier" in word.classes or grammar.listed(word, "broken_adjectives")


def _is_bare(word: Word) -> bool:
    return not (word.article or word.pronoun)


def _ends_described(parse: Parse, first: int, k: int, at: Mapping[int, Name], grammar: Grammar) -> bool:
    """Behind an indefinite noun with its adjective a name or other persons: an American delegation (visited) Damascus."""
    word, name, before = parse.words[k], at.get(k), parse.words[k - 1]
    if k - 1 <= first or any(not _is_bare(parse.words[j]) for j in range(first, k)):
        return False
    kinds, told = grammar.categories(before), set(grammar.categories(word))
    described = kinds[:1] in (("qualifier",), ("nationality",)) or ("qualifier" in kinds and grammar.is_derived(before))
    if not described or grammar.is_direction(before) or grammar.is_superlative(before):
        return False
    if k - 1 in _named(at, first, k) or (not _is_bare(word) and name is None):
        return False
    foreign = kinds[:1] == ("nationality",)
    if name is not None:
        if grammar.is_direction(word):
            return False  # wide areas north of
        no_adjective = not _ADJECTIVES & told or (bool(name.of("place")) and not grammar.is_derived(word))
        return no_adjective and (foreign or "title" not in grammar.categories(parse.words[k - 2]))
    others = grammar.is_sound_plural(word) or (foreign and "person" in told and not grammar.is_derived(word))
    return grammar.is_feminine(before) and others and not _ADJECTIVES & told


def _is_thing(parse: Parse, k: int, at: Mapping[int, Name], grammar: Grammar) -> bool:
    """A definite noun of a thing behind a definite noun, a name or a noun with its pronoun: the police fired THE BULLETS."""
    word, before = parse.words[k], parse.words[k - 1]
    if not word.article or k in at:
        return False
    kinds = set(grammar.categories(word))
    adjective = bool(_DESCRIBES & kinds) or grammar.is_derived(word) or grammar.is_sound_plural(word)
    own = grammar.listed(word, "own_nouns")
    if grammar.is_owned(before) and k - 1 not in at:  # its forces entered THE TOWN
        return own or (bool(_THINGS & kinds) and not adjective)
    if not own or grammar.listed(before, "improper"):
        return False
    return before.article or any(n.last == k for n in at.values()) or _is_subject_name(parse, k - 1, grammar)


def _is_subject_name(parse: Parse, k: int, grammar: Grammar) -> bool:
    """A word that no list knows, alone behind a verb of calling on somebody, is a name: Turk called on THE TWO SIDES."""
    word = parse.words[k]
    called_on = parse.tag(k - 1) == "v" and grammar.says(parse.words[k - 1], "addresses")
    return called_on and _is_bare(word) and not (word.known or word.prep)


def _is_other(parse: Parse, k: int, grammar: Grammar) -> bool:
    """The other behind an indefinite noun: each side (accused) THE OTHER."""
    return grammar.listed(parse.words[k], "the_other") and _is_bare(parse.words[k - 1])


def _is_called(parse: Parse, first: int, k: int, at: Mapping[int, Name], grammar: Grammar) -> bool:
    """A woman's calling before her name, behind a verb and a body, whose adjective it might be: the police held THE LAWYER X."""
    word, following = parse.words[k], parse.words[k + 1] if k + 1 < parse.last else None
    if following is None or parse.tag(first - 1) != "v" or not grammar.listed(word, "callings_of_women") or not word.article:
        return False
    somebody = any("title" in grammar.categories(parse.words[j]) for j in range(first, k))
    set_off = following.article or following.prep or following.conj or bool(grammar.categories(following)[1:])
    return not somebody and parse.tag(k + 1) == "n" and (k + 1 in at or not set_off)


def _are_others(parse: Parse, first: int, k: int, at: Mapping[int, Name], grammar: Grammar) -> bool:
    """Persons in the oblique plural behind one subject, or behind the people of a place: the UN called on THE DONORS."""
    word, before = parse.words[k], parse.words[k - 1]
    if not word.article or (k in at and at[k].last > k + 1) or not grammar.is_oblique(word) or grammar.is_sound_plural(before):
        return False
    if parse.tag(first - 1) != "v" or parse.words[first].prep:
        return False
    if grammar.listed(parse.words[first], "residents"):
        return k - 1 > first and before.article
    body = "head" in grammar.categories(before) and "person" not in grammar.categories(before)
    return (first in at and at[first].last == k) or (k - 1 == first and before.article and body)


def _are_no_residents(parse: Parse, first: int, k: int, grammar: Grammar) -> bool:
    """A force right behind residents, who are none of its own: residents (accused) THE ARMY."""
    before = parse.words[first]
    residents = k == first + 1 and _is_bare(before) and grammar.listed(before, "residents")
    return residents and grammar.listed(parse.words[k], "forces")


def _ends_paper(parse: Parse, first: int, k: int, at: Mapping[int, Name], grammar: Grammar) -> bool:
    """Whom a verb accuses or calls on, behind the paper in which somebody does: X accused in a statement THE FORCES of it."""
    bare = all(_is_bare(parse.words[j]) and j not in at for j in range(first, k))
    if not (bare and grammar.listed(parse.words[first], "statements") and grammar.is_inside(parse.preposition(first))):
        return False
    if (k - 1 > first and "qualifier" not in grammar.categories(parse.words[k - 1])) or _is_adjective(parse, k, at, grammar):
        return False
    verb = next((j for j in range(first - 1, parse.first - 1, -1) if parse.tag(j) in "vs"), -1)
    if verb < 0 or parse.words[verb].pronoun or not grammar.says(parse.words[verb], "addresses"):
        return False
    told = [p for p in parse.phrases if p.first > verb and not p.prep and p.conj_of < 0]
    name = at.get(k)
    issuer = name is not None and name.last in at and not (at[name.last].prep or at[name.last].conj)  # and who is accused behind it
    return len(told) <= 1 and not issuer and _is_governed_on(parse, k, grammar)


def _is_governed_on(parse: Parse, k: int, grammar: Grammar) -> bool:
    """Nouns only from token k on to a preposition, behind which stands what of, or what to do, or to the blame that is laid on them."""
    ends = (j for j in range(k, parse.last) if parse.tag(j) != "n" or parse.words[j].prep or grammar.listed(parse.words[j], "blame"))
    end = next(ends, parse.last)
    return k < end < parse.last and (parse.tag(end) in "pn")


def _counts_some(parse: Parse, k: int, at: Mapping[int, Name], grammar: Grammar) -> bool:
    """A number of those behind a preposition is none of the definite noun before it: the army held TEN OF the fighters."""
    word, before = parse.words[k], parse.words[k - 1]
    if k + 2 >= parse.last or parse.tag(k + 1) != "p" or not grammar.is_partitive(parse.words[k + 1].core):
        return False
    if word.article and grammar.listed(word, "some_of"):
        return (before.article and not before.classes) or any(n.last == k for n in at.values())
    if parse.tag(k) != "u" or word.article or grammar.listed(before, "mostly_numbered") or parse.tag(k - 1) == "u":
        return False
    counted = parse.words[k + 2]
    kinds = grammar.categories(counted)
    return bool(counted.pronoun) or (bool(_COUNTED & set(kinds)) and kinds[0] != "place")
