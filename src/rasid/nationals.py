"""A phrase that a state's name or nationality qualifies in, whether people of it are meant and not the state out.

Turkish forces and a Turkish envoy act for Turkey. Turkish protesters, a Syrian child, the Iranian opposition and Russia's allies do
not: they have no id. What class of people a noun is of stands in ar/people.yaml.
"""

from __future__ import annotations

from rasid.knowledge import Knowledge
from rasid.mentions import Reading
from rasid.morphology import Word
from rasid.phrases import Phrase
from rasid.types import Role

_OFFICIAL = frozenset({"military", "police", "state", "diplomatic", "judicial"})
_OTHERS = frozenset(
    {"civilian", "crowd", "detainee", "victim", "medical", "media", "aid", "religious", "tribal", "political", "armed"}
)  # classes of people who do not act for their state
_PEOPLE = frozenset({"head", "group", "person", "casualty"})
_SUFFERS = ("harm.", "fight.", "civic.", "access.")  # whose targets are people
_MARCHES = ("civic.", "harm.displace")  # whose actors are, and of fights and harm where the words are indefinite


def of_state(id_: str, knowledge: Knowledge) -> bool:
    """The id is that of a state."""
    return id_ in knowledge.actors and knowledge.actors[id_].kind == "state"


def are_people(phrase: Phrase, role: Role | None, type_: str, reading: Reading, knowledge: Knowledge) -> bool:
    """People of the state, or something of theirs, not the state; without a role: who says something."""
    words, lists = reading.words[phrase.first : phrase.last], knowledge.lexicon.words
    counted = [w for w in words if not _counts(w)]
    if not counted or _is_named_state(phrase, phrase.first + words.index(counted[0]), knowledge):
        return False
    head = counted[0]
    if head.core in knowledge.given_names or head.core in lists["name_parts"]:
        return len(words) > 1  # who is called after where he comes from
    classes = [{c.detail for c in knowledge.lexicon.categories(w) if c.kind in _PEOPLE} for w in counted]
    if any(c & _OFFICIAL for c in classes) or not lists["states_own"].isdisjoint((head.core, *head.nouns)):
        return False
    if not lists["not_the_state"].isdisjoint((head.core, *head.nouns)):
        return True
    if "nationality" in knowledge.categories(head):
        return _are_nationals(head, len(words) > 1, role, type_, knowledge)
    return bool(classes[0] & _OTHERS)


def _counts(word: Word) -> bool:
    """A number, or a word for how many."""
    return bool({"cardinal", "ordinal", "quantifier"} & set(word.classes)) or not (word.nouns or word.verbs)


def _is_named_state(phrase: Phrase, k: int, knowledge: Knowledge) -> bool:
    """The phrase begins with the state's own name, which may be of several words."""
    return any(n.first <= k < n.last and any(of_state(m.id, knowledge) for m in n.of("actor")) for n in phrase.names)


def _are_nationals(head: Word, counted: bool, role: Role | None, type_: str, knowledge: Knowledge) -> bool:
    """A Turk, five Syrians, the Palestinians who march or are hit; but the Turkish (raid), and the Russians who agree to something."""
    several = head.core.endswith(knowledge.morphology.clitics.closing) or counted or knowledge.is_accusative(head)
    suffers = role == "target" and type_.startswith(_SUFFERS)
    marches = role == "actor" and several and type_.startswith(_MARCHES if head.article else _SUFFERS)
    return suffers or marches
