"""A claim or event in, its codes in other standards out: classes of its parties, conditions of the codebook's crosswalk."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from rasid.exports.standards import means, standard
from rasid.exports.world import World
from rasid.text import fold
from rasid.types import Claim, Entity, Event, When

_CIVILIANS, _STATE, _EXTERNAL, _MILITIA = "civilians", "state-forces", "external", "political-militia"


@dataclass(frozen=True, slots=True)
class Facts:
    """What the conditions of the crosswalk ask for."""

    actor: str = ""
    target: str = ""
    fought: bool = False
    killed: int = 0
    injured: int = 0
    suicide: bool = False
    sexual: bool = False


def class_of(id_: str, words: str, country: str, world: World) -> str:
    """The ACLED class of a party, "" where nobody knows. State forces outside their own country are external."""
    acled = standard("acled")
    who = world.who(id_) if id_ else None
    if who is None:
        return str(acled["nouns"].get(world.noun_class(words), ""))
    found = str(who.acled or acled["kinds"].get(who.kind, ""))
    abroad = who.countries and country and country not in who.countries
    return _EXTERNAL if found == _STATE and abroad else found


def chosen(crosswalk: Any, facts: Facts) -> str | None:
    """The code whose condition holds; the first one that has none otherwise."""
    if not isinstance(crosswalk, list):
        return crosswalk if crosswalk is None else str(crosswalk)
    for branch in crosswalk:
        if "if" not in branch or holds(branch["if"], facts):
            return str(branch["then"])
    return None


def holds(condition: str, facts: Facts) -> bool:
    """Atoms joined by `or` of `and`."""
    return any(all(_atom(atom.strip(), facts) for atom in part.split(" and ")) for part in condition.split(" or "))


def _atom(atom: str, facts: Facts) -> bool:
    if atom in ("fought", "suicide", "sexual", "killed", "injured"):
        return bool(getattr(facts, atom))
    role, _, klass = atom.partition(" is ")
    found = facts.actor if role == "actor" else facts.target
    return found == {"state": _STATE, "civilian": _CIVILIANS}.get(klass, klass)


def facts_of(claims: Iterable[Claim], actor: str, target: str, fought: bool) -> Facts:
    """The facts of an event's claims: the least number that any of them gives, words that decide."""
    claims = list(claims)
    words = {word for claim in claims for word in fold(f"{claim.trigger.text} {claim.weapon}").split()}
    words |= {word for claim in claims for value in claim.actor for word in fold(value.text).split()}
    return Facts(
        actor,
        target,
        fought,
        least(claims, "killed") or 0,
        least(claims, "injured") or 0,
        bool(words & means()["suicide"]),
        bool(words & means()["sexual"]),
    )


def least(claims: Iterable[Claim], what: str) -> int | None:
    """The lowest number of killed or injured that is given: what ACLED takes where reports differ."""
    found = [n for claim in claims for n in (getattr(claim, f"{what}_min"), getattr(claim, what)) if n is not None]
    return min(found, default=None)


def most(claims: Iterable[Claim], what: str) -> int | None:
    """The highest number that is given."""
    found = [n for claim in claims for n in (getattr(claim, f"{what}_max"), getattr(claim, what)) if n is not None]
    return max(found, default=None)


class Fights:
    """Where and when there was fighting, to tell a capture from a transfer."""

    def __init__(self, events: Iterable[Event]) -> None:
        self._days: dict[str, list[tuple[date, date]]] = {}
        for event in events:
            if event.type.startswith("fight.") and event.status != "denied" and (days := _days(event.when)):
                for place in _places(event.place):
                    self._days.setdefault(place, []).append(days)

    def at(self, event: Event) -> bool:
        """Whether there was a fight at the event's place within a day of it."""
        days = _days(event.when)
        if days is None:
            return False
        first, last = days[0] - timedelta(days=1), days[1] + timedelta(days=1)
        return any(start <= last and end >= first for place in _places(event.place) for start, end in self._days.get(place, ()))


def _days(when: When | None) -> tuple[date, date] | None:
    return (when.earliest, when.latest) if when and when.earliest and when.latest else None


def _places(entities: Sequence[Entity]) -> list[str]:
    return [entity.id or fold(entity.text) for entity in entities]
