"""States in, the few that a question is about out, by columns: most questions are about one day, place or actor."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from datetime import date

import numpy as np

from rasid.ledger import last_day
from rasid.records import Json
from rasid.store.writer import word_key
from rasid.types import State
from rasid.web.columns import OPEN_FIRST, OPEN_LAST, Codes, Numbers


def place_of(state: State) -> str:
    """The place of a state by its id, else by its words as the store's terms have them, "" for none."""
    return "" if state.place is None else state.place.id or word_key(state.place.text)


def holders_of(state: State) -> set[str]:
    """Everybody whose state it is, sponsors too."""
    return {e.id or e.text for e in (*state.holders, *state.sponsor)}


class States:
    """All states of one ledger."""

    def __init__(self, states: Iterable[State]) -> None:
        self.all = tuple(states)
        self.kinds = Codes()
        self.kind = np.array([self.kinds.add(s.kind) for s in self.all], np.int64)
        self.begin = np.array([_day(s.since.earliest if s.since else None, OPEN_FIRST) for s in self.all], np.int64)
        self.over = np.array([_day(s.until.latest if s.until else None, OPEN_LAST) for s in self.all], np.int64)
        self.by_place = _index([place_of(s)] for s in self.all)
        self.by_holder = _index(holders_of(s) for s in self.all)
        self.last_day = last_day(self.all)
        self.worded = tuple(p for p in self.by_place if p.startswith("~"))
        # What lies around the places that only words name, by state, once somebody asks.
        self.around: dict[str, tuple[str, ...]] = {}
        self.looked_around = False
        self.looks: dict[str, Json] = {}  # how maps draw a state, once they have

    def select(self, kind: str | None, day: date | None, places: Collection[str] | None = None) -> list[State]:
        """Those that may hold on the day, of the kind, in one of the places."""
        chosen: Numbers = np.arange(len(self.all))
        if places is not None:
            chosen = np.array(sorted(i for p in places for i in self.by_place.get(p, ())), np.int64)
        mask = np.ones(len(chosen), np.bool_)
        if kind is not None:
            mask &= self.kind[chosen] == self.kinds.of.get(kind, -1)
        if day is not None:
            mask &= (self.begin[chosen] <= day.toordinal()) & (self.over[chosen] > day.toordinal())
        return [self.all[i] for i in chosen[mask].tolist()]

    def of_actor(self, actor: str) -> list[State]:
        """Those that an actor holds or sponsors."""
        return [self.all[i] for i in self.by_holder.get(actor, ())]


def _day(day: date | None, missing: int) -> int:
    return day.toordinal() if day else missing


def _index(keys: Iterable[Iterable[str]]) -> dict[str, Sequence[int]]:
    found: dict[str, list[int]] = {}
    for i, some in enumerate(keys):
        for key in some:
            found.setdefault(key, []).append(i)
    return dict(found)
