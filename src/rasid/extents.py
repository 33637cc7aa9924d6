"""A token at which a noun phrase begins in, where the phrase ends out: construct chains, adjectives, numbers, names, titles."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from rasid.anew import opens
from rasid.complete import is_complete, is_set_apart
from rasid.morphology import Word
from rasid.names import Name
from rasid.offices import is_other_party
from rasid.phrases import Grammar, Parse
from rasid.units import is_arm_behind, is_own_number

DASHES = frozenset("-–—")


def behind_adjectives(
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


def extent(parse: Parse, i: int, at: Mapping[int, Name], grammar: Grammar, breaks: Mapping[int, int]) -> int:
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
        towards = j > i and named and _leads_on(parse, i, j, at, grammar)
        if towards and k not in at:
            k += 1  # the road X - Y
        if parse.tag(k) not in "nu":
            break
        name = at.get(k)
        clitic = (name.conj or name.prep) if name is not None else (words[k].conj or words[k].prep)
        if j > i and (k in breaks or (clitic and not _goes_on(parse, i, k, at, grammar)) or attaches(parse, k, at, grammar)):
            break
        begun = j > i and _is_begun(parse, k, at, grammar)
        if j > i and k == j and not begun and opens(parse, i, k, at, grammar):
            break
        if j > i and not begun and (is_complete(parse, i, k, at, grammar) or is_set_apart(parse, i, k, at, grammar)):
            break
        if j > i and name is not None:
            if (titled and is_other_party(parse, i, name, grammar)) or _is_object_name(words, k, name, grammar):
                break
            fits = (titled and any(map(grammar.is_person, name.named))) or (placed and bool(name.of("place")))
            fits = fits or towards or (k > j and not marked)
            ended = _ends_bare(words, k, definite or titled, k - 1 > i, grammar)
            ended = ended or (grammar.closes(words[k - 1]) and not name.of("actor"))  # gunmen (plundered) the market of X
            ended = ended or (_is_row_of_names(parse, i, k, at) and not any(map(grammar.is_person, name.named)))
            if not begun and (ended or not (fits or (not named and _joins(words, k, name, definite or closed, grammar)))):
                break
        if j > i and name is None and not begun and not _takes(parse, i, k, definite, closed, titled, at, grammar):
            break
        titled = (titled and name is None) or "title" in grammar.categories(words[k])
        placed = (placed and name is None) or _is_the_place(words[k], name, grammar)
        named = name is not None
        j = name.last if name is not None else k + 1
        definite = definite or words[k].article or name is not None
        closed = name is None and grammar.is_owned(words[j - 1])
        if parse.tag(j) == "q" and _closes(parse, i, j):
            j += 1
            if not (j < last and words[j].article and parse.tag(j) == "n"):
                return j - 1
    return max(j, i + 1)


def _is_object_name(words: Sequence[Word], k: int, name: Name, grammar: Grammar) -> bool:
    """A name behind whoever does something to it, by its ending: THE OPPONENTS (accused) X, THE MINISTER (accused) the Xs."""
    before, word = words[k - 1], words[k]
    if not before.article:
        return False
    persons = all(map(grammar.is_person, name.named))
    if persons:
        return grammar.is_nominative(before)
    titled = bool({"title", "person"} & set(grammar.categories(before)))
    return titled and grammar.is_oblique(word) and not grammar.is_sound_plural(before) and name.last == name.first + 1


def _leads_on(parse: Parse, first: int, k: int, at: Mapping[int, Name], grammar: Grammar) -> bool:
    """The road from X to Y is named by both: the Aleppo-Damascus road; a dash may stand between."""
    if not grammar.is_road(parse.words[first]) or sum(first < n < k for n in at) != 1:
        return False
    k += parse.tag(k) == "k" and parse.tokens[k].form in DASHES
    return k in at and bool(at[k].of("place")) and not (at[k].conj or at[k].prep)


def _is_begun(parse: Parse, k: int, at: Mapping[int, Name], grammar: Grammar) -> bool:
    """The name of a place has only begun before token k, and it is none that is known: the village of Dayr X, near Ain Y."""
    before = parse.words[k - 1]
    known = any(name.first < k <= name.last for name in at.values())
    if known or not grammar.listed(before, "name_heads") or before.article or before.pronoun:
        return False
    word = parse.words[k]
    return parse.tag(k) == "n" and not (is_bare_direction(word, grammar) or "nationality" in grammar.categories(word))


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


def _joins(words: Sequence[Word], k: int, name: Name, definite: bool, grammar: Grammar) -> bool:
    """May a phrase go on with this name as its second term or adjective?

    Behind a word with the article a place is none, a name of several words is no adjective, nor is a body (the doctors' union,
    the government).
    """
    kinds = set(grammar.categories(words[k]))
    body = "nationality" not in kinds and not grammar.is_derived(words[k]) and bool(_BODIES & kinds)
    adjective = bool(name.of("actor")) and name.last == name.first + 1 and not body
    return not definite or (words[k].article and (not words[k - 1].article or adjective))


def is_apposed(parse: Parse, first: int, k: int, grammar: Grammar) -> bool:
    """Behind a person's name of several words his office stands in apposition, and is no part of the name."""
    if k >= parse.last or parse.tag(k) != "n" or k - 1 <= first:
        return False
    word, before = parse.words[k], parse.words[k - 1]
    return word.article and not word.prep and grammar.is_apposition(word) and not before.article and not grammar.categories(before)


def attaches(parse: Parse, k: int, at: Mapping[int, Name], grammar: Grammar) -> bool:
    """A word that only ties a phrase to the preposition behind it: loyal to, backed by, located in."""
    following = parse.words[k + 1] if k + 1 < parse.last else None
    if following is None or not grammar.is_tie(parse.words[k]):
        return False
    name = at.get(k + 1)
    return parse.tag(k + 1) == "p" or bool(following.prep or (name and name.prep)) or "pronoun" in following.classes


def _takes(
    parse: Parse, first: int, k: int, definite: bool, closed: bool, titled: bool, at: Mapping[int, Name], grammar: Grammar
) -> bool:
    """May a phrase go on with this word, which is no name?"""
    word, before = parse.words[k], parse.words[k - 1]
    if grammar.listed(word, "the_other"):
        return before.article  # the OTHER side
    if k == first + 1 and _is_predicate(parse, first, grammar) and not {"qualifier", "nationality"} & set(grammar.categories(word)):
        return False
    if titled and not closed and _is_part_of_name(parse, first, k, at, grammar):
        return True
    if is_bare_direction(word, grammar) and not is_bare_direction(before, grammar):
        return not definite and not closed and "place" in grammar.categories(before)
    if is_own_number(parse, k, grammar) or is_arm_behind(parse, k, grammar):
        return not closed
    if is_arm_behind(parse, k - 1, grammar):
        return "qualifier" in grammar.categories(word)
    if parse.tag(k) == "u":  # behind a definite noun a number is its own, unless it counts what follows
        j = next(j for j in range(k + 1, parse.last + 1) if parse.tag(j) != "u")
        spelt = "cardinal" in parse.words[j - 1].classes  # thousands of THE soldiers: a number in letters is a first term
        if definite and _counts_apart(parse, k, grammar):
            return False  # the police (held) one and twenty
        counted = parse.tag(j) == "n" and j not in at and (not _is_set_off(parse.words[j]) or (spelt and parse.words[j].article))
        return not closed and not ((definite or grammar.closes(before)) and counted)
    if (
        grammar.is_counterpart(word)
        or is_apposed(parse, first, k, grammar)
        or _is_object(parse, k, grammar)
        or _is_counted_out(parse, k)
    ):
        return False
    if k - 1 > first and _is_another(parse, k, grammar):
        return False
    if (
        word.article
        and all(_is_strange(parse, j, at) for j in (k - 2, k - 1))
        and _is_no_surname(set(grammar.categories(word)), definite, first, k)
    ):
        return False
    if not word.article and (definite or closed) and (closed or not titled or word.known):
        return False
    named = next((name for name in at.values() if name.last == k), None)
    return not (_begins_anew(before, word, definite, named, grammar) or _ends_bare(parse.words, k, definite, k - 1 > first, grammar))


def _is_predicate(parse: Parse, k: int, grammar: Grammar) -> bool:
    """An indefinite adjective that `that it is` takes: aircraft thought to be RUSSIAN (struck) a market."""
    word, that = parse.words[k], parse.words[k - 1] if k > parse.first else None
    said = that is not None and parse.tag(k - 1) == "s" and (bool(that.pronoun) or grammar.listed(that, "that_they"))
    return said and not word.article and grammar.categories(word)[:1] in (("nationality",), ("qualifier",))


def _is_part_of_name(parse: Parse, first: int, k: int, at: Mapping[int, Name], grammar: Grammar) -> bool:
    """Behind a title and a name the first word of a name of two words, or its second: the journalist Shireen ABU AKLEH."""
    part = next((j for j in (k, k - 1) if j > first + 1 and grammar.listed(parse.words[j], "name_parts")), -1)
    if part < 0 or part + 1 >= parse.last or parse.words[part].prep or parse.words[part].conj:
        return False
    behind = parse.words[part + 1]
    bare = parse.tag(part + 1) == "n" and part + 1 not in at and not (behind.prep or behind.conj)
    return bare and parse.words[first].article and _is_strange(parse, part - 1, at)


def _counts_apart(parse: Parse, k: int, grammar: Grammar) -> bool:
    """A number in letters, which has no article, is none of the definite noun before it: no ordinal, no name of a unit."""
    word, before = parse.words[k], parse.words[k - 1]
    if parse.tokens[k].kind == "number" or _is_set_off(word) or parse.tag(k - 1) == "u":
        return False
    return not (grammar.is_ordinal(word) or grammar.is_numbered(before))


def _is_strange(parse: Parse, k: int, at: Mapping[int, Name]) -> bool:
    """A bare word that no list knows."""
    word = parse.words[k]
    return parse.tag(k) == "n" and k not in at and not (word.known or word.article or word.prep or word.pronoun)


def _is_no_surname(kinds: set[str], definite: bool, first: int, k: int) -> bool:
    """Behind a title with its article two words that no list knows are the name of a person, and a body is none of it; without a title
    in the phrase only what is nobody's calling (the army, but not the judge) is none.
    """
    return bool(_FORCES & kinds) if definite else first <= k - _FULL and "head" in kinds and not {"person", "title"} & kinds


def _is_row_of_names(parse: Parse, first: int, k: int, at: Mapping[int, Name]) -> bool:
    """All words from the first on are of a person's name, as many as a name has: the governor of X (accused) Y."""
    return k - first >= _FULL and all(_is_strange(parse, j, at) for j in range(first, k))


def _is_object(parse: Parse, k: int, grammar: Grammar) -> bool:
    """Somebody in the accusative behind a word that is not, and counts nobody: the local group held AN OFFICER."""
    word, before = parse.words[k], parse.words[k - 1]
    if word.article or word.pronoun or parse.tag(k - 1) == "u" or not grammar.is_accusative(word):
        return False
    if before.core[-1:] == word.core[-1:]:
        return False
    return bool(_BODIES & set(grammar.categories(word)))


def _is_another(parse: Parse, k: int, grammar: Grammar) -> bool:
    """Persons in the dual or plural behind an indefinite adjective, which they are not: an armed patrol held TWO YOUNG MEN."""
    word, before = parse.words[k], parse.words[k - 1]
    kinds = grammar.categories(word)
    if word.article or before.article or not grammar.closes(word) or grammar.categories(before)[:1] != ("qualifier",):
        return False
    return bool(_BODIES & set(kinds)) and "qualifier" not in kinds and not grammar.closes(before)


def _is_counted_out(parse: Parse, k: int) -> bool:
    """Behind a counted noun, which is indefinite, a noun that a definite one follows: 400 settlers entered THE YARDS OF the mosque."""
    if k + 1 >= parse.last or parse.tokens[k - 2].kind != "number" or parse.words[k - 1].article or parse.tag(k - 1) != "n":
        return False
    following = parse.words[k + 1]
    return not parse.words[k].article and parse.tag(k + 1) == "n" and following.article and not (following.prep or following.conj)


def _is_set_off(word: Word) -> bool:
    return bool(word.article or word.prep or word.conj)


def is_bare_direction(word: Word, grammar: Grammar) -> bool:
    return not word.article and grammar.is_direction(word)


_FULL = 2  # words of a full name: given and family name
_FORCES = frozenset({"head", "group"})
_BODIES = frozenset({"head", "group", "person", "object", "place", "title"})


def _begins_anew(before: Word, word: Word, definite: bool, named: Name | None, grammar: Grammar) -> bool:
    """A noun that cannot belong to the one before it: behind a plural that keeps its ending, or a second body behind a definite."""
    if not definite and named is None and grammar.closes(before):
        described = {"qualifier", "nationality"} & set(grammar.categories(word)) or grammar.listed(word, "broken_adjectives")
        return not (grammar.closes(word) or described)
    categories = grammar.categories(word)
    if before.article and named is None and word.article and grammar.is_derived(word):
        return False
    if definite and word.article and _BODIES & set(categories) and "nationality" not in categories:
        agrees = grammar.closes(before) and grammar.closes(word)  # a sound plural behind another is its adjective
        return (before.article or named is not None) and not agrees and ("qualifier" not in categories or grammar.closes(word))
    return False


def _ends_bare(words: Sequence[Word], k: int, definite: bool, inner: bool, grammar: Grammar) -> bool:
    """An indefinite adjective ends its phrase: local gunmen besieged, and the army behind them is another; but not south-west OF."""
    before, word = words[k - 1], words[k]
    if not inner or before.article or not word.article:
        return False
    if is_bare_direction(before, grammar) and is_bare_direction(words[k - 2], grammar):
        return False
    kinds = grammar.categories(before)
    adjective = "qualifier" in kinds and (kinds[0] == "qualifier" or grammar.is_feminine(before))
    return "nationality" in kinds or (adjective and not definite)


def _closes(parse: Parse, i: int, j: int) -> bool:
    """Does the quotation mark at token j close one that was opened inside this phrase?"""
    return any(parse.tag(k) == "q" for k in range(i, j))
