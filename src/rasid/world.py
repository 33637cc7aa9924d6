"""What the derived half must know of the world, as one protocol, and a plain record that fulfils it.

The knowledge package fulfils it too; corroboration and ledger never ask who answers.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Protocol

from rasid.records import Names
from rasid.types import Where

# Kinds of place that hold towns: two reports of one such place are about one happening only if they name it alike.
WIDE = frozenset(
    {"country", "governorate", "province", "district", "subdistrict", "region", "sea", "gulf", "river", "mountain", "valley"}
    | {"border", "desert", "island"}
)
PERSON = "person"


class World(Names, Protocol):
    """Places with what lies around them, actors with what they belong to, and what each event type does to the ledger."""

    def path(self, place: str) -> tuple[str, ...]:
        """The place and what lies around it, smallest first; () where it is unknown."""
        ...

    def place_kind(self, place: str) -> str: ...

    def actor_kind(self, actor: str) -> str: ...

    def above(self, actor: str, on: date | None) -> tuple[str, ...]:
        """Everything that the actor is part of or speaks for on that day, nearest first, without itself."""
        ...

    def effect(self, type_: str) -> Mapping[str, str]:
        """The codebook's `effect` of a type."""
        ...


@dataclass(frozen=True, slots=True)
class Membership:
    """The actor belongs to `to` from `since` on and before `until`; None is open."""

    to: str
    since: date | None = None
    until: date | None = None

    def holds(self, on: date | None) -> bool:
        return on is None or ((self.since is None or self.since <= on) and (self.until is None or on < self.until))


@dataclass(frozen=True, slots=True)
class PlainWorld:
    """A world of plain tables: for tests, for notebooks, and for whoever brings an own registry."""

    effects: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    parents: Mapping[str, str] = field(default_factory=dict)
    place_kinds: Mapping[str, str] = field(default_factory=dict)
    members: Mapping[str, tuple[Membership, ...]] = field(default_factory=dict)
    actor_kinds: Mapping[str, str] = field(default_factory=dict)
    names: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    points: Mapping[str, Where] = field(default_factory=dict)

    def path(self, place: str) -> tuple[str, ...]:
        path = [place] if place in self.parents or place in self.place_kinds else []
        while path and (around := self.parents.get(path[-1])) and around not in path:
            path.append(around)
        return tuple(path)

    def place_kind(self, place: str) -> str:
        return self.place_kinds.get(place, "")

    def actor_kind(self, actor: str) -> str:
        return self.actor_kinds.get(actor, "")

    def above(self, actor: str, on: date | None) -> tuple[str, ...]:
        found: list[str] = []
        queue = [actor]
        for one in queue:
            for membership in self.members.get(one, ()):
                if membership.holds(on) and membership.to not in (actor, *found):
                    found.append(membership.to)
                    queue.append(membership.to)
        return tuple(found)

    def effect(self, type_: str) -> Mapping[str, str]:
        return self.effects.get(type_, {})

    def name(self, id_: str) -> Mapping[str, str]:
        return self.names.get(id_, {})

    def point(self, place: str) -> Where | None:
        return self.points.get(place)
