"""The names found in a report in, the same out without persons whose last name somebody else bears.

Many bear one last name: Doctor AHMAD Burhan is not the general whom everybody calls Burhan, and a private person never gets an id. A
given name right before a name of a person must be the bearer's own, and a calling of private persons (the citizen, the pupil) is none
of a public figure's. Titles and offices (the general, the president) say nothing against it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from difflib import SequenceMatcher
from itertools import pairwise

from rasid.knowledge import Knowledge
from rasid.morphology import Word
from rasid.names import Name, Named
from rasid.text import fold

_ROW = 4  # given names in a row before a last name: his own, his father's, his grandfather's
_OFFICE = 3  # tokens before a word that no list knows within which a title makes it a given name (the minister of defence X Y)
_ALIKE, _LONG = 0.75, 5  # of two spellings of one foreign name, of so many letters: short names differ by one letter (Ahmad, Muhammad)
_RARELY = 10  # so many times rarer with the article than without is a word that is a name, not a noun


def without_other_bearers(names: Sequence[Name], words: Sequence[Word], knowledge: Knowledge) -> list[Name]:
    """The names; of one before which somebody else's given name or calling stands, what it names beside persons."""
    taken = {k for name in names for k in range(name.first, name.last)}
    found = []
    for name in names:
        persons = [n for n in name.named if knowledge.is_person(n)]
        other = [n for n in persons if _is_anothers(name, n, words, taken, knowledge)]
        left = tuple(n for n in name.named if n not in other)
        if left:
            found.append(replace(name, named=left) if other else name)
    return found


def _is_anothers(name: Name, named: Named, words: Sequence[Word], taken: set[int], knowledge: Knowledge) -> bool:
    """Somebody else bears the name: the words right before it say so."""
    if name.last == name.first + 1 and name.last not in taken and _goes_on(name, named, words, knowledge):
        return True
    if name.conj or name.prep or name.first == 0:
        return False
    if name.last == name.first + 1 and _is_private(words[name.first - 1], knowledge):
        return True
    row = _given_before(name, words, taken, knowledge)
    own = _words_of(named, knowledge)
    return bool(row) and not _is_own(row[-1], own)  # the first of them is the bearer's, the others his fathers'


def _goes_on(name: Name, named: Named, words: Sequence[Word], knowledge: Knowledge) -> bool:
    """Behind a last name stands no given name: HADI son of Ali is another, whose own name is Hadi."""
    if name.last >= len(words) or words[name.first].article:
        return False
    word = words[name.last]
    if word.conj or word.prep or word.article or word.classes or word.pronoun:
        return False
    son = word.core in knowledge.lexicon.words["name_parts"] and not word.verbs
    given = word.core in knowledge.given_names and not (word.nouns or word.verbs)
    return (son or given) and not _is_own(word.core, _words_of(named, knowledge))


def _is_private(word: Word, knowledge: Knowledge) -> bool:
    """A calling of somebody who holds no office."""
    return word.article and word.core in knowledge.lexicon.words["private_callings"]


def _given_before(name: Name, words: Sequence[Word], taken: set[int], knowledge: Knowledge) -> list[str]:
    """The given names right before a name, the nearest first; nothing before a title, which its bearer's own office is."""
    if words[name.first].article and name.last > name.first + 1:
        return []
    row: list[str] = []
    for k in range(name.first - 1, max(-1, name.first - 1 - _ROW), -1):
        part = _is_part(words[k], knowledge) and bool(row)
        compound = k > 0 and not words[k].prep and _is_part(words[k - 1], knowledge)
        if k in taken or not (part or compound or _is_given(k, name, words, knowledge)):
            break
        if not part:
            row.append(words[k].form if compound else words[k].core)
        if words[k].conj or words[k].prep:
            break
    return row


def _is_part(word: Word, knowledge: Knowledge) -> bool:
    """Servant (of), father (of), son (of): the word behind it completes the name."""
    return word.core in knowledge.lexicon.words["name_parts"] and not word.pronoun


def _is_given(k: int, name: Name, words: Sequence[Word], knowledge: Knowledge) -> bool:
    """A given name that is no noun of the language; what no list knows, and a preposition (Ali), only behind a title."""
    word, lists = words[k], knowledge.lexicon.words
    if word.article or word.form in lists["in_name_of"] or not word.core.isalpha() or _is_for_sake(k, words, knowledge):
        return False
    listed = word.core in knowledge.given_names
    if not word.classes and listed:
        return True
    if word.classes - {"preposition"}:
        return False
    single = name.last == name.first + 1
    strange = not (word.known or word.prep or word.conj) and _is_no_noun(word.core, knowledge)
    return single and (listed or strange) and _is_announced(k, words, knowledge)


def _is_for_sake(k: int, words: Sequence[Word], knowledge: Knowledge) -> bool:
    """In favour of X: a noun behind a bare preposition, though persons are called so."""
    return k > 0 and words[k - 1].core in knowledge.prepositions["inside"] and not words[k].prep


def _is_no_noun(core: str, knowledge: Knowledge) -> bool:
    """A word that the press writes without the article only is a name, though no list has it."""
    seen, article = knowledge.morphology.frequencies, knowledge.morphology.clitics.article
    return seen.get(article + core, 0) * _RARELY <= seen.get(core, 0)


def _is_announced(k: int, words: Sequence[Word], knowledge: Knowledge) -> bool:
    """A title or a noun of persons stands before token k, nothing but nouns between them."""
    for before in reversed(words[max(0, k - _OFFICE) : k]):
        if before.core in knowledge.given_names and not before.classes:
            continue  # his first name
        if not before.nouns or (before.classes and not before.article):
            return False
        if {"title", "person"} & set(knowledge.categories(before)):
            return True
        if before.prep:
            return False
    return False


def _words_of(named: Named, knowledge: Knowledge) -> frozenset[str]:
    """All words by which a person is called."""
    actor = knowledge.actors[named.id]
    rows = [fold(name).split() for name in (actor.ar, *actor.names, *(n for n, _ in actor.scoped))]
    joined = {a + b for row in rows for a, b in pairwise(row) if a in knowledge.lexicon.words["name_parts"]}  # Abu Bakr in one word
    return frozenset(word for row in rows for word in row) | joined


def _is_own(given: str, own: frozenset[str]) -> bool:
    """One of the words of a person's names, in whatever spelling."""
    alike = [word for word in own if min(len(given), len(word)) >= _LONG]
    return given in own or any(SequenceMatcher(None, given, word).ratio() >= _ALIKE for word in alike)
