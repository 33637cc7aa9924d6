"""The knowledge in, the World that corroboration, ledger and writers ask out: actors, outlets, places and the codebook."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import lru_cache

from rasid.errors import NotFoundError
from rasid.gazetteer import PlaceRow
from rasid.knowledge import Knowledge
from rasid.types import Where

_NOTHING: Mapping[str, str] = {}


class Registry:
    """A `World` made of the knowledge; what is in no file is unknown, never an error."""

    def __init__(self, knowledge: Knowledge) -> None:
        self.knowledge = knowledge
        self.above = lru_cache(maxsize=65536)(self._above)

    def _row(self, place: str) -> PlaceRow | None:
        try:
            return self.knowledge.gazetteer.get(place)
        except NotFoundError:
            return None

    def path(self, place: str) -> tuple[str, ...]:
        row = self._row(place)
        return row.path if row else ()

    def place_kind(self, place: str) -> str:
        row = self._row(place)
        return row.kind if row else ""

    def actor_kind(self, actor: str) -> str:
        found = self.knowledge.actors.get(actor)
        return found.kind if found else ""

    def _above(self, actor: str, on: date | None) -> tuple[str, ...]:
        found: list[str] = []
        queue = [actor]
        for one in queue:
            entry = self.knowledge.actors.get(one)
            around = [*entry.speaks_for, *(a.to for a in entry.part_of if a.holds(on))] if entry else []
            new = [a for a in dict.fromkeys(around) if a != actor and a not in found]
            found += new
            queue += new
        return tuple(found)

    def effect(self, type_: str) -> Mapping[str, str]:
        found = self.knowledge.codebook.get(type_)
        return found.effect if found else _NOTHING

    def name(self, id_: str) -> Mapping[str, str]:
        known = self.knowledge.actors.get(id_) or self.knowledge.outlets.get(id_) or self._row(id_)
        return {"ar": known.ar, "en": known.en} if known else _NOTHING

    def point(self, place: str) -> Where | None:
        row = self._row(place)
        if row is None:
            return None
        return Where(row.id, row.lat, row.lon, row.precision, row.radius_km, row.path, pcode=row.pcode)
