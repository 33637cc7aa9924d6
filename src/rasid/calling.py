"""The words of somebody who speaks or acts in, the same out from his office to the end of his name: no less, and not what he denies.

A phrase may run on into the object of the verb before it (the spokesman of the army denied the HAPPENING of any ...), and break off
within a name (the spokesman in the name of | the mission). Guards of spans; nothing is chosen here.
"""

from __future__ import annotations

from rasid.knowledge import Knowledge
from rasid.mentions import Reading

_BOUND = 5  # tokens that the words before a number may take up
_HEADS = frozenset({"head", "group", "source"})


def name_end(first: int, last: int, reading: Reading, knowledge: Knowledge) -> int:
    """Where a name that tokens [first, last) hold ends: before a colon, and before a noun of its own that is no further term of it."""
    inside = {k for s in reading.sentences for n in s.parse.names for k in range(n.first, n.last)}
    for k in range(first + 1, last):
        if reading.text.tokens[k].form == ":":
            return k
        if k not in inside and _opens_content(k, reading, knowledge):
            return k
        if k not in inside and _is_closed(k - 1, reading, knowledge) and _is_object(k, reading, knowledge):
            return k
    return last


def _opens_content(k: int, reading: Reading, knowledge: Knowledge) -> bool:
    """What is said begins here, whatever stands before: the readiness of, the likelihood of, no fewer than twenty."""
    word = reading.words[k]
    if word.article or word.prep or word.conj:
        return False
    bound = knowledge.counts.bound(tuple(w.form for w in reading.words[k : k + _BOUND])) > 1
    return bound or word.core in knowledge.lexicon.words["tells_that"]


def _is_closed(k: int, reading: Reading, knowledge: Knowledge) -> bool:
    """Behind this word no further term of the same row can stand: it has the article, or is no noun (a person's name)."""
    word = reading.words[k]
    return word.article or not word.nouns or word.core in knowledge.morphology.given_names


def _is_object(k: int, reading: Reading, knowledge: Knowledge) -> bool:
    """A bare noun with a pronoun (his clients, her forces), or one that only carries an event (the happening of)."""
    word, lists = reading.words[k], knowledge.lexicon.words
    carriers = lists["happenings"] | lists["involvement"]
    if word.form in carriers:
        return True
    if word.article or word.prep or word.conj or not word.nouns:
        return False
    return word.core in carriers or _has_pronoun(k, reading, knowledge)


def _has_pronoun(k: int, reading: Reading, knowledge: Knowledge) -> bool:
    """A pronoun of the third person, also where its letter folds to the same as the feminine ending."""
    token, word, final = reading.text.tokens[k], reading.words[k], knowledge.morphology.clitics.final
    if word.pronoun:
        return word.pronoun.startswith(final)
    return reading.text.raw[token.start : token.end].endswith(final) and word.core.endswith(final)


def name_goes_on(first: int, last: int, reading: Reading, knowledge: Knowledge) -> int:
    """Where a name ends that breaks off: behind `in the name of` stands who is spoken for, behind a bare head what it heads."""
    parse = next(s.parse for s in reading.sentences if s.parse.first <= first < s.parse.last)
    if last >= parse.last:
        return last
    word, before = reading.words[last], reading.words[last - 1]
    if before.form in knowledge.lexicon.words["in_name_of"]:
        phrase = next((p for p in parse.phrases if p.first == last), None)
        return phrase.last if phrase is not None and not phrase.prep else last
    bare = last - first == 1 and not (before.article or before.pronoun) and bool(_HEADS & set(knowledge.categories(before)))
    head_of = word.article and not (word.prep or word.conj) and parse.tag(last) == "n" and last not in parse.phrase_of
    return last + 1 if bare and head_of else last
