"""The names of a report in, those of them that a spokesman claims for his side out.

The armed forces of a country are its army, but not where their spokesman is named and speaks for others who call themselves so.
"""

from __future__ import annotations

from itertools import pairwise

from rasid.knowledge import Knowledge
from rasid.mentions import Reading
from rasid.names import Name

_OFFICE = 2  # tokens before the body within which he is called its spokesman
_RANK = 1  # tokens between the body and the name of who speaks for it


def claimed(name: Name, reading: Reading, knowledge: Knowledge) -> str:
    """The id of the side whose spokesman stands right behind this name in the report; "" where it means whom it always does."""
    own = [n.id for n in name.of("actor") if n.countries]
    if not own:
        return ""
    for body, person in pairwise(reading.names):
        if body.key == name.key and 0 <= person.first - body.last <= _RANK and _has_spokesman(body, reading, knowledge):
            for side in _speaks_for(person, knowledge):
                return "" if any(side in _around(id_, knowledge) for id_ in own) else side
    return ""


def _has_spokesman(body: Name, reading: Reading, knowledge: Knowledge) -> bool:
    """The spokesman of the body, not its head: who leads a council may speak for an army beside it."""
    before = reading.words[max(0, body.first - _OFFICE) : body.first]
    return any(w.core in knowledge.lexicon.words["spokesmen"] for w in before)


def _speaks_for(person: Name, knowledge: Knowledge) -> tuple[str, ...]:
    who = [knowledge.actors[n.id] for n in person.of("actor")]
    return next((a.speaks_for[:1] for a in who if a.kind == "person"), ())


def _around(actor: str, knowledge: Knowledge) -> set[str]:
    """The actor and all that it ever belonged to."""
    found, waiting = {actor}, [actor]
    while waiting:
        above = {a.to for a in knowledge.actors[waiting.pop()].part_of} - found
        found |= above
        waiting += above
    return found
