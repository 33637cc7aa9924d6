"""What every request works with: the store, the engine, the accounts, and what is kept in memory of the store as it now is."""

from __future__ import annotations

import gc
from collections import OrderedDict, defaultdict
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from threading import RLock
from typing import Any, TypeVar

import numpy as np

from rasid.derive import derive, valid
from rasid.judging import Rulings, rule
from rasid.refresh import refresh, sentences_of
from rasid.store import ClaimFilter, Store
from rasid.types import Judgement
from rasid.web import derived, rows
from rasid.web.audit import Audit
from rasid.web.columns import Columns, Numbers
from rasid.web.derived import Derived
from rasid.web.engine import Engine
from rasid.web.limits import Limits
from rasid.web.located import Located, locate
from rasid.web.sessions import Access
from rasid.web.watch import Watch

T = TypeVar("T")
# Days of knowing whose ledger is kept folded: a slider that plays needs many, a large store has room for few.
_PAST_DAYS = 60
_PAST_EVENTS = 250_000


@contextmanager
def _many_records() -> Iterator[None]:
    """For making some hundred thousand records that stay: the collector would look through all of them again and again."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        if was_on:
            gc.enable()


@dataclass(frozen=True, slots=True)
class Judged:
    """What people said: everything, in order, and what of it counts now."""

    all: tuple[Judgement, ...]
    of: dict[str, list[Judgement]]
    rulings: Rulings


@dataclass
class Services:
    """One for each server. `access` is None where nobody needs to log in."""

    store: Store
    engine: Engine
    audit: Audit
    access: Access | None = None
    local_name: str = "local"
    hosts: frozenset[str] = frozenset()  # names under which the server answers; empty: those of this machine
    limits: Limits = field(default_factory=Limits)
    now: Callable[[], datetime] = lambda: datetime.now(UTC)

    def __post_init__(self) -> None:
        self._watch = Watch(self.store.engine)
        self._locks: dict[str, RLock] = defaultdict(RLock)
        self._kept: dict[str, tuple[str, Any]] = {}
        self._past_rulings: tuple[Judged | None, dict[date, Rulings]] = None, {}  # of what was judged as it now is
        self._claim_numbers: dict[str, int] = {}  # of judged claims; an id keeps its row
        self._past: OrderedDict[tuple[str, date], Derived] = OrderedDict()

    @property
    def tag(self) -> str:
        """Changes whenever anybody has written to the store."""
        return self._watch.tag

    def _current(self, name: str, make: Callable[[Any], T]) -> T:
        """What is kept under the name, made anew (from the old one) where the store has changed since."""
        with self._locks[name]:
            tag = self.tag
            kept_tag, value = self._kept.get(name, ("", None))
            if kept_tag != tag:
                value = make(value)
                self._kept[name] = (tag, value)
            found: T = value
            return found

    def columns(self) -> Columns:
        """The claims as columns."""
        return self._current("columns", lambda old: (old or Columns()).refreshed(self.store.engine))

    def located(self) -> Located:
        """Which claim lies at which point."""
        return self._current("located", lambda _: locate(self.columns(), self.engine.point, self.store.engine))

    def claim_ids(self, numbers: Sequence[int]) -> list[str]:
        """The ids of these rows."""
        return rows.claim_ids(self.store.engine, numbers)

    def judged(self) -> Judged:
        """What people said about claims."""
        return self._current("judged", lambda _: self._read_judgements())

    def _read_judgements(self) -> Judged:
        found = tuple(rows.judgements(self.store.engine))
        of: dict[str, list[Judgement]] = {}
        for said in found:
            for id_ in dict.fromkeys(i for i in (said.left, said.right) if i):
                of.setdefault(id_, []).append(said)
        return Judged(found, of, rule(valid(found, None)))

    def rulings(self, known_by: date | None) -> Rulings:
        """What counts of it at the end of a day."""
        judged = self.judged()
        if known_by is None:
            return judged.rulings
        with self._locks["past rulings"]:
            if self._past_rulings[0] is not judged:
                self._past_rulings = judged, {}
            days = self._past_rulings[1]
            if known_by not in days:
                if len(days) >= _PAST_DAYS:
                    days.pop(next(iter(days)))
                days[known_by] = rule(valid(judged.all, known_by))
            return days[known_by]

    def select(self, columns: Columns, f: ClaimFilter) -> Numbers:
        """Where the claims stand that the filter keeps, also by what people said of them."""
        found = columns.select(f)
        if not f.judged:
            return found
        unjudged = f.keeps_verdict(None)
        said = self.rulings(f.known_by).verdicts().items()
        rows_ = self._rows_of([id_ for id_, verdict in said if f.keeps_verdict(verdict) != unjudged])
        return found[np.isin(columns.n[found], rows_, invert=unjudged)]

    def _rows_of(self, ids: Sequence[str]) -> list[int]:
        new = [id_ for id_ in ids if id_ not in self._claim_numbers]
        self._claim_numbers |= rows.claim_numbers(self.store.engine, new) if new else {}
        return [n for n in map(self._claim_numbers.get, ids) if n is not None]

    def derived(self, known_by: date | None = None) -> Derived:
        """Events and states: folded as far as the store has come, or folded anew from what was known at the end of a day."""
        return self.fold() if known_by is None else self._known(known_by)

    def fold(self) -> Derived:
        """Brings events and states up to date with what this server or anybody else has written to the store."""
        with self._locks["derived"]:
            tag, found = self._kept.get("derived", ("", None))
            if found is None or tag != self.tag:
                with _many_records():
                    tag, found = self._refolded(found)
                self._kept["derived"] = (tag, found)
            folded: Derived = found
            return folded

    def _refolded(self, before: Derived | None) -> tuple[str, Derived]:
        """Folds what is new, and reads it; the tag is from before reading, so that what comes later is seen as news."""
        store = self.store
        news, first = store.news(), store.epoch()
        blocks = store.blocks_of(news)
        done = refresh(store, self.engine.world, self.engine.version)
        tag, last = self.tag, store.epoch()
        if store.news():  # somebody wrote while this was folded
            return self._refolded(None)
        if before is not None and before.epoch == first == last:
            return tag, before
        blocks |= store.blocks_of(news)
        mine = not done.full and last == first + 1 and done.blocks == len(blocks)
        if before is not None and before.epoch == first and mine:
            # Nobody else has folded meanwhile: only the blocks in which the news lay are read again.
            return tag, derived.updated(store.engine, last, before, blocks)
        return tag, derived.stored(store.engine, last)

    def _known(self, known_by: date) -> Derived:
        """What was known by the end of a day, kept for a while: folding it anew costs seconds in a large store."""
        with self._locks["past"]:
            key = (self.tag, known_by)
            if key not in self._past:
                with _many_records():
                    claims = self.store.claims(ClaimFilter(known_by=known_by))
                    said = derive(claims, self.judged().all, self.engine.world, sentences_of(self.store), known_by)
                    self._past[key] = derived.past(said.events, said.states)
                while len(self._past) > 1 and self._past_is_large():
                    self._past.popitem(last=False)
            self._past.move_to_end(key)
            return self._past[key]

    def _past_is_large(self) -> bool:
        return len(self._past) > _PAST_DAYS or sum(len(d.events) for d in self._past.values()) > _PAST_EVENTS

    def kept(self, name: str, make: Callable[[], T]) -> T:
        """Something else that depends on the store alone, kept until it changes."""
        return self._current("kept " + name, lambda _: make())

    def warm(self) -> None:
        """Reads what the first request would otherwise wait for."""
        self.columns()
        self.judged()
        self.located()
        dict(self.derived().events.voices)

    def close(self) -> None:
        """Lets go of the store and the accounts."""
        self._watch.close()
        self.store.close()
        self.audit.close()
