"""A phrase that names an actor by a mere noun (the movement, fighters of the division) in, the actor meant out: who was named before.

Only an actor one of whose names begins with that noun is meant, and only where the nearest sentence before names one such actor
and no second: what the text leaves open stays open.
"""

from __future__ import annotations

from collections.abc import Iterator

from rasid.knowledge import Knowledge
from rasid.mentions import Reading
from rasid.phrases import Phrase

_MEMBERS = frozenset({"head", "group", "person", "casualty"})
FAR = 4  # sentences back within which a body is still meant


def described_id(phrase: Phrase, reading: Reading, knowledge: Knowledge) -> str:
    """The id of the actor that a definite description means; "" where it is none, or open."""
    noun = _noun(phrase, reading, knowledge)
    if not noun:
        return ""
    for named in _before(phrase.first, reading, knowledge):
        found = {id_ for id_ in named if noun in knowledge.bodies_of(id_)}
        if found:
            return found.pop() if len(found) == 1 else ""
    return ""


def _noun(phrase: Phrase, reading: Reading, knowledge: Knowledge) -> str:
    """The noun with its article at the end of the phrase, its members perhaps before it, an adjective behind."""
    words = reading.words[phrase.first : phrase.last]
    means = knowledge.lexicon.words["described"]
    bodies = [k for k, w in enumerate(words) if w.article and not w.pronoun and w.core in means]
    if phrase.names or not bodies:
        return ""
    at = bodies[0]
    members = all(set(knowledge.categories(w)) & _MEMBERS or w.classes for w in words[:at])
    described = all(w.article and "qualifier" in knowledge.categories(w) for w in words[at + 1 :])
    return words[at].core if members and described else ""


def _before(first: int, reading: Reading, knowledge: Knowledge) -> Iterator[list[str]]:
    """The actors named before a token, sentence by sentence, the nearest first; persons are no bodies."""
    here = next((s.i for s in reading.sentences if s.parse.first <= first < s.parse.last), 0)
    for sentence in reversed(reading.sentences[max(0, here - FAR) : here + 1]):
        names = (n for n in sentence.parse.names if n.last <= first)
        yield [a.id for n in names for a in n.of("actor")[:1] if knowledge.actors[a.id].kind != "person"]
