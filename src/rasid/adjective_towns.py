"""A town whose name is another word, too, in; whether the words beside it make it the town out: el-Obeid, al-Qusayr, Tyre.

The WHITE House, but the siege OF EL-OBEID: an adjective agrees with the noun before it, in the article and in gender. PICTURES of
children, but a car IN TYRE: a noun that has nothing of its own behind it, governed as a place is.
"""

from __future__ import annotations

from collections.abc import Sequence, Set

from rasid.knowledge import Knowledge
from rasid.morphology import Word
from rasid.names import Name


def is_town(name: Name, words: Sequence[Word], behind: Set[int], knowledge: Knowledge) -> bool:
    """Can the name only be the town's? `behind`: the tokens behind names of actors, which no adjective of one word follows."""
    word, k = words[name.first], name.first
    if word.core in knowledge.lexicon.words["noun_towns"] and not word.article and name.of("place"):
        return _is_governed(name, words, knowledge) and _is_bare(words, name.last, knowledge)
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


_FIGHT = 5  # tokens before a preposition that may also mean what somebody got: a raid ON TYRE, obtained PICTURES


def _is_governed(name: Name, words: Sequence[Word], knowledge: Knowledge) -> bool:
    """In it, near it, its people; behind what a raid is on, too, a fight must stand before: they obtained pictures."""
    before = words[name.first - 1] if name.first and not name.prep else None
    if before is None or (before.conj and not before.known):
        return False
    if before.core in knowledge.prepositions["struck"]:
        return any(_is_fight(w, knowledge) for w in words[max(0, name.first - 1 - _FIGHT) : name.first - 1])
    side = knowledge.is_direction(before) or not {"person", "group", "place"}.isdisjoint(knowledge.categories(before))
    return "preposition" in before.classes or side


def _is_fight(word: Word, knowledge: Knowledge) -> bool:
    rules = knowledge.rules
    patterns = [p for v in word.verbs for p in rules.verbs.get(v.lemma, ())] + [p for n in word.nouns for p in rules.nouns.get(n, ())]
    return any(p.rule.type.startswith("fight.") for p in patterns)


def _is_bare(words: Sequence[Word], k: int, knowledge: Knowledge) -> bool:
    """Nothing belongs to the noun before token k: a mark, a joined word, a preposition, a direction, an adjective of a land."""
    if k >= len(words):
        return True
    word = words[k]
    tied = word.conj or word.prep or "preposition" in word.classes or knowledge.is_direction(word)
    return bool(tied) or not (word.core and word.core[0].isalpha()) or (word.article and "nationality" in knowledge.categories(word))
