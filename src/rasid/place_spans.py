"""A place phrase in, the span of the words that name the place out: without who lives there, how much of it, and ornaments.

Coders write `Harasta` of `the towns of Harasta and Douma`, `Douma` of `the whole of Douma`, `the city of Manbij` of `the strategic city
of Manbij`: so that one place bears one string in a report. What the phrase says beyond that stays with the phrase, which resolves.
"""

from __future__ import annotations

from collections.abc import Sequence

from rasid.knowledge import Knowledge
from rasid.names import Name
from rasid.phrases import Parse, Phrase

_LISTED = frozenset({"city", "town", "village", "quarter", "governorate", "district", "subdistrict", "region"})
_PEOPLE = frozenset({"group", "person", "casualty", "title"})


def place_span(phrase: Phrase, parse: Parse, knowledge: Knowledge) -> tuple[int, int]:
    """Raw start and end of what names the place; the whole phrase where it holds no place's name or counts (four villages of X)."""
    names = [n for n in phrase.names if n.of("place")]
    unsure = bool(names) and knowledge.gazetteer.words.is_adjective(names[0].key)  # new areas are no place called New
    if not names or unsure or any(parse.tag(k) == "u" for k in range(phrase.first, names[0].first)):
        return phrase.start, phrase.end
    first = _begin(phrase, names[0], parse, knowledge)
    last = phrase.last
    while last > names[-1].last and parse.words[last - 1].form in knowledge.gazetteer.words.ornaments:
        last -= 1
    begin = names[0].start if first == names[0].first else parse.tokens[first].start
    quoted = any(parse.tag(k) == "q" for k in range(phrase.first, first))
    whole = last == phrase.last and not quoted
    return phrase.start if first == phrase.first else begin, phrase.end if whole else parse.tokens[last - 1].end


def belonging(phrase: Phrase, parse: Parse, knowledge: Knowledge, places: Sequence[Phrase]) -> Phrase | None:
    """The named place right behind a place without a name that says of what it is: the eastern edge OF Raju, the border WITH Jordan.

    Not where it is a place of the event itself.
    """
    if phrase.nested or phrase.names_place:
        return None
    behind = next((p for p in parse.phrases if p.first >= phrase.last), None)
    if behind is None or behind.first - phrase.last > 1 or behind in places or not behind.names_place:
        return None
    border = parse.words[phrase.head].core in knowledge.lexicon.words["borders"]
    ties = knowledge.prepositions["of_place"] | (knowledge.prepositions["with_place"] if border else frozenset[str]())
    return behind if behind.prep in ties else None


def _begin(phrase: Phrase, name: Name, parse: Parse, knowledge: Knowledge) -> int:
    """The first word that belongs to the place; a mark before the name belongs to it."""
    k = phrase.first
    while k < name.first and _is_beside(k, name, phrase, parse, knowledge):
        k += 1
    return k


def _is_beside(k: int, name: Name, phrase: Phrase, parse: Parse, knowledge: Knowledge) -> bool:
    """A word before the name that tells of people, of an amount, or that several places follow; or what stands behind such a word."""
    word, words = parse.words[k], knowledge.gazetteer.words
    if word.classes & {"quantifier", "demonstrative"} or word.core in words.wholes:
        return True
    if k > phrase.first and parse.tag(k) in "pqh":
        return True
    kinds = set(knowledge.categories(word))
    if kinds & _PEOPLE and not kinds & {"place", "object"}:
        return True
    if word.core in words.rural or not (word.core in words.singular or word.core in words.several):
        return False
    beyond = next(i for i in range(k + 1, name.first + 1) if parse.tag(i) not in "qh")
    listed = words.nouns.get(word.core, ("",))[0] in _LISTED or any(p.conj_of == phrase.i for p in parse.phrases)
    return listed and (beyond == name.first or knowledge.is_direction(parse.words[beyond]))
