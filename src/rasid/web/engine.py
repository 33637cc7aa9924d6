"""What the server needs of the reading half: one object that reads reports and knows the names of the world."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import lru_cache
from typing import Any

from rasid import lookup
from rasid.exports import World as ExportWorld
from rasid.exports import knowledge_world
from rasid.knowledge import Knowledge
from rasid.pipeline import analyse
from rasid.records import Json
from rasid.registry import Registry
from rasid.types import Claim, Report

_UNNAMED = "anonymous:"


class Engine:
    """The knowledge, loaded once, with what the server asks of it. Safe to share between threads: nothing in it changes."""

    def __init__(
        self, knowledge: Knowledge, reader: Callable[[Report, Knowledge], list[Claim]] = analyse, extractor: str = "rules"
    ) -> None:
        """`extractor` is the name of `reader`, under which the store keeps what it read."""
        self.knowledge = knowledge
        self.extractor = extractor
        self.world = Registry(knowledge)
        self.version = knowledge.version
        self._reader = reader
        self.point = lru_cache(maxsize=100_000)(self.world.point)
        self._known = lru_cache(maxsize=100_000)(self._look_up)

    def analyse(self, report: Report) -> list[Claim]:
        """The claims of one report; nothing is stored."""
        return self._reader(report, self.knowledge)

    def export_world(self) -> ExportWorld:
        """The world as the exporters ask for it."""
        return knowledge_world(self.knowledge, self.knowledge.gazetteer)

    def place_id(self, typed: str) -> str:
        """The id of a place from an id or a name in either script."""
        return lookup.place_id(typed, self.knowledge.gazetteer)

    def actor_id(self, typed: str) -> str:
        """The id of an actor from an id or a name in either script."""
        return lookup.actor_id(typed, self.knowledge.actors)

    def outlet_id(self, typed: str) -> str:
        """The id of an outlet from what people call it; an unknown one keeps its own name."""
        return self.knowledge.outlet_id(typed)

    def name(self, id_: str, words: str = "") -> Json:
        """The display name in both languages; of what nobody knows, the words of the report or the id."""
        ar, en = self._known(id_) if id_ else ("", "")
        return {"ar": ar or words or id_, "en": en or words or id_}

    def _look_up(self, id_: str) -> tuple[str, str]:
        # The voice of an outlet's unnamed sources is called by the outlet.
        known = self.world.name(id_.removeprefix(_UNNAMED))
        return known.get("ar", ""), known.get("en", "")

    def names(self, ids: Iterable[str]) -> dict[str, Json]:
        """The display names of several."""
        return {i: self.name(i) for i in dict.fromkeys(ids) if i}

    def types(self) -> list[Json]:
        """The codebook: every type with what it says, its roles and what it does to the ledger."""
        found: list[Any] = list(self.knowledge.codebook.values())
        return [{"id": t.id, "ar": t.ar, "says": t.says, "roles": list(t.roles), "effect": dict(t.effect)} for t in found]
