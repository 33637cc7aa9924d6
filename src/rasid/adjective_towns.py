"""A town whose name is an adjective, too, in; whether the words beside it make it the town out: el-Obeid, al-Qusayr.

The WHITE House, but the siege OF EL-OBEID: an adjective agrees with the noun before it, in the article and in gender.
"""

from __future__ import annotations

from collections.abc import Sequence, Set

from rasid.knowledge import Knowledge
from rasid.morphology import Word
from rasid.names import Name


def is_town(name: Name, words: Sequence[Word], behind: Set[int], knowledge: Knowledge) -> bool:
    """Can the name only be the town's? `behind`: the tokens behind names of actors, which no adjective of one word follows."""
    word, k = words[name.first], name.first
    if word.core not in knowledge.lexicon.words["adjective_towns"] or not word.article or not name.of("place"):
        return False
    if _goes_on(words, name.last, knowledge):
        return False
    if name.prep or k in behind:
        return True
    before = words[k - 1] if k else None
    if before is None or before.pronoun:
        return False
    if "preposition" in before.classes or knowledge.is_known_verb(before):
        return True
    if before.article:
        return knowledge.is_feminine(before) or knowledge.closes(before)
    return knowledge.is_event_noun(before)


def _goes_on(words: Sequence[Word], k: int, knowledge: Knowledge) -> bool:
    """The white Mediterranean, he who is in charge OF: the word is no name of its own."""
    if k >= len(words):
        return False
    word = words[k]
    qualified = word.article and not word.prep and "qualifier" in knowledge.categories(word)
    return qualified or word.prep in knowledge.prepositions["charge"]
