"""Somebody or something in its sentence in, the words that say whose it is out: forces LOYAL TO the government, positions OF the group.

The grammar ends a phrase before such a word, so that whom it names is no part of the events there; but who reads `forces` wants to
know whose they are. Who belongs to a body acts for it and has its id; who is loyal to it or backed by it is somebody else. What was
hit and belongs to somebody (a patrol OF the police) is his: 69 of 84 such targets of the corpus's coders have his name.
"""

from __future__ import annotations

from collections.abc import Sequence

from rasid.coder import Coded
from rasid.knowledge import Knowledge
from rasid.mentions import Reading
from rasid.morphology import Word
from rasid.phrases import Parse, Phrase
from rasid.voices import holder

_SOMEBODY = frozenset({"head", "group", "person", "title"})
_THINGS = frozenset({"object", "place", "weapon"})
_BODIES = frozenset({"head", "group"})
_HIT = ("fight.", "harm.property")  # events whose targets are often things
_NEAR = 2  # tokens between the word and whom it names: a preposition, a quotation mark


def owner(phrase: Phrase, coded: Coded, knowledge: Knowledge) -> Phrase | None:
    """Whom the words right behind the phrase name as whose it is; nobody who has a role of his own, and no name's."""
    if any(n.of("actor") for n in phrase.names):
        return None
    parse = coded.sentence.parse
    behind = _behind_tie(phrase, parse, knowledge) or _behind_of(phrase, coded, knowledge) or _behind_in(phrase, parse, knowledge)
    taken = behind is not None and any(p.overlaps(behind) for phrases in coded.roles.values() for p in phrases)
    return None if taken else behind


def _behind_tie(phrase: Phrase, parse: Parse, knowledge: Knowledge) -> Phrase | None:
    """Whom a word of belonging or loyalty governs by its preposition."""
    k = phrase.last
    if phrase.category not in _SOMEBODY | _THINGS or not _ties(parse, phrase, k, knowledge):
        return None
    if phrase.category in _THINGS and parse.words[k].core not in knowledge.lexicon.words["belongs"]:
        return None
    behind = next((p for p in parse.phrases if p.first > k), None)
    if behind is None or not behind.prep or behind.first - k > _NEAR + 1 or behind.conj_of >= 0:
        return None
    return None if {parse.tag(j) for j in range(k + 1, behind.first)} - set("pq") else behind


def _behind_of(phrase: Phrase, coded: Coded, knowledge: Knowledge) -> Phrase | None:
    """Whose is what was hit, where it is indefinite: positions OF the group."""
    parse, head = coded.sentence.parse, coded.sentence.parse.words[phrase.head]
    bare = not (phrase.definite or head.article or head.pronoun or phrase.names)
    if not coded.type.startswith(_HIT) or phrase.category not in _THINGS | _BODIES or not bare:
        return None
    of = next((p for p in parse.phrases if p.first >= phrase.last), None)
    if of is None or of.prep not in knowledge.prepositions["of_place"] or of.conj_of >= 0:
        return None
    if {parse.tag(k) for k in range(phrase.last, of.first)} - set("pq") or of.first - phrase.last > _NEAR:
        return None
    return of if any(n.of("actor") for n in of.names) or of.category in _SOMEBODY else None


def _behind_in(phrase: Phrase, parse: Parse, knowledge: Knowledge) -> Phrase | None:
    """The body of which somebody is one: a leader IN the party, employees IN the agency; no town and no land."""
    ends = {w.core for w in (parse.words[phrase.head], parse.words[phrase.last - 1])}
    if ends.isdisjoint(knowledge.lexicon.words["members"]):
        return None
    body = next((p for p in parse.phrases if p.first == phrase.last + 1), None)
    if body is None or parse.preposition(body.first) not in knowledge.prepositions["inside"] or body.names_place or body.conj_of >= 0:
        return None
    named = any(not n.metonym for m in body.names for n in m.of("actor"))
    return body if named or (body.category == "head" and body.definite) else None


def owned_end(phrase: Phrase, coded: Coded, reading: Reading, knowledge: Knowledge) -> int:
    """Where the words for somebody or something end, raw: behind whose it is, by his office and his name."""
    of, raw = owner(phrase, coded, knowledge), reading.text.raw
    if of is None:
        return phrase.end
    end = holder(coded.sentence, of, reading, knowledge).end
    closing = raw[end : end + 1]
    opened = raw[phrase.end : end].count(closing) % 2 if closing and closing in _QUOTES else 0
    return end + opened


def belongs_to(phrase: Phrase, coded: Coded, knowledge: Knowledge) -> Phrase | None:
    """Whose somebody or something is, not whom he only follows: the deeds and losses are that body's."""
    of, parse = owner(phrase, coded, knowledge), coded.sentence.parse
    joined = next((p for p in parse.phrases if p.first == phrase.last and p.conj_of == phrase.i), None)
    if of is None and joined is not None and parse.words[phrase.head].core in knowledge.lexicon.words["positions"]:
        return belongs_to(joined, coded, knowledge)  # POSITIONS and gatherings of the group
    return None if of is None or parse.words[phrase.last].core in knowledge.lexicon.words["loyal"] else of


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
