"""Somebody in his sentence in, the words that say whose he is out: forces LOYAL TO the government, gunmen BELONGING TO the group.

The grammar ends a phrase before such a word, so that whom it names is no part of the events there; but who reads `forces` wants to
know whose they are. Who belongs to a body acts for it and has its id; who is loyal to it or backed by it is somebody else.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from rasid.knowledge import Knowledge
from rasid.mentions import Reading, Sentence
from rasid.morphology import Word
from rasid.phrases import Parse, Phrase
from rasid.types import Role
from rasid.voices import holder

_SOMEBODY = frozenset({"head", "group", "person", "title"})
_NEAR = 2  # tokens between the word and whom it names: a preposition, a quotation mark

Roles = Mapping[Role, Sequence[Phrase]]


def owner(phrase: Phrase, sentence: Sentence, roles: Roles, knowledge: Knowledge) -> Phrase | None:
    """Whom a word right behind the phrase names as whose it is; nobody who has a role of his own, and no name's."""
    parse, k = sentence.parse, phrase.last
    if phrase.category not in _SOMEBODY or any(n.of("actor") for n in phrase.names) or not _ties(parse, phrase, k, knowledge):
        return None
    behind = next((p for p in parse.phrases if p.first > k), None)
    if behind is None or not behind.prep or behind.first - k > _NEAR + 1 or behind.conj_of >= 0:
        return None
    between = {parse.tag(j) for j in range(k + 1, behind.first)}
    taken = any(p.overlaps(behind) for phrases in roles.values() for p in phrases)
    return None if taken or between - set("pq") else behind


def owned_end(phrase: Phrase, sentence: Sentence, roles: Roles, reading: Reading, knowledge: Knowledge) -> int:
    """Where the words for somebody end, raw: behind whose he is, by his office and his name."""
    of = owner(phrase, sentence, roles, knowledge)
    if of is None:
        return phrase.end
    end = holder(sentence, of, reading, knowledge).end
    closing = sentence.parse.text.raw[end : end + 1]
    opened = sentence.parse.text.raw[phrase.end : end].count(closing) % 2 if closing and closing in _QUOTES else 0
    return end + opened


def belongs_to(phrase: Phrase, sentence: Sentence, roles: Roles, knowledge: Knowledge) -> Phrase | None:
    """Whom somebody belongs to, whose deeds are that body's."""
    of = owner(phrase, sentence, roles, knowledge)
    belongs = knowledge.lexicon.words["belongs"]
    return of if of is not None and sentence.parse.words[phrase.last].core in belongs else None


_QUOTES = frozenset({'"'})  # that do not tell whether they open or close


def _ties(parse: Parse, phrase: Phrase, k: int, knowledge: Knowledge) -> bool:
    """The token is such a word, and qualifies the phrase: with the article as it has, and no predicate."""
    if k >= parse.last:
        return False
    word, lists = parse.words[k], knowledge.lexicon.words
    if word.core not in lists["belongs"] | lists["loyal"] or word.conj or word.prep or knowledge.is_accusative(word):
        return False
    return word.article == _is_definite(parse.words[phrase.first : phrase.last], phrase)


def _is_definite(words: Sequence[Word], phrase: Phrase) -> bool:
    return phrase.definite or any(w.article or w.pronoun for w in words)
