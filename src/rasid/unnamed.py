"""A place phrase that no known name explains in; what it stands for, and what lies around it, out.

A mere noun with its article (the quarter, the headquarters of the division) stands for the place named before whose words begin so,
where the nearest sentence that names such a place names one and no second. Other words lie in what the report puts around them.
"""

from __future__ import annotations

from collections.abc import Iterator

from rasid.gazetteer import WITHIN_TOWN, PlaceWords
from rasid.knowledge import Knowledge
from rasid.mentions import Reading, Sentence
from rasid.phrases import Parse, Phrase

FAR = 4  # sentences back within which a place is still meant
_IN_TOWN = WITHIN_TOWN | {"facility", "university", "hospital", "prison"}

Placed = tuple[Phrase, Sentence]


def stands_for(phrase: Phrase, sentence: Sentence, reading: Reading, knowledge: Knowledge) -> Placed | None:
    """The place phrase before that a definite description repeats in short."""
    words = knowledge.gazetteer.words
    own = _cores(phrase, sentence.parse, words)
    form = sentence.parse.words[phrase.last - 1]
    first = sentence.parse.words[phrase.first]
    is_place = bool(own) and (own[0] in words.nouns or "place" in knowledge.categories(first))
    if not is_place or not (form.article or form.core != own[-1]):
        return None
    for at in range(sentence.i, max(-1, sentence.i - FAR - 1), -1):
        near = reading.sentences[at]
        cores = {_cores(p, near.parse, words): (p, near) for p in near.parse.phrases if p.last <= phrase.first}
        told = {c: placed for c, placed in cores.items() if len(c) > len(own) and c[: len(own)] == own}
        if told:
            return next(iter(told.values())) if len(told) == 1 else None
    return None


def same_words(phrase: Phrase, sentence: Sentence, reading: Reading, words: PlaceWords) -> Iterator[Placed]:
    """Other phrases of the report in the same words, of which one may tell where the place lies."""
    own = _cores(phrase, sentence.parse, words)
    for other in reading.sentences:
        yield from ((p, other) for p in other.parse.phrases if p.first != phrase.first and _cores(p, other.parse, words) == own)


def is_in_town(noun: str, words: PlaceWords) -> bool:
    """Quarters, streets, buildings: south of a town they lie in it."""
    return words.nouns.get(noun, ("",))[0] in _IN_TOWN


def head_noun(phrase: Phrase, parse: Parse) -> str:
    """The first word of a phrase without clitics."""
    return parse.words[phrase.first].core


def _cores(phrase: Phrase, parse: Parse, words: PlaceWords) -> tuple[str, ...]:
    """The words of a phrase without clitics; short nouns of places keep their article, where other words look alike (the quarter)."""
    cores = (parse.words[k].core for k in range(phrase.first, phrase.last))
    return tuple(bare if (bare := core.removeprefix(words.article)) in words.nouns else core for core in cores)
