"""A store's claims in, columns of numbers out, in memory: counts, pages and maps of 200,000 claims in milliseconds.

They hold what filters look at, and nothing else; texts and bodies stay in the store. The filter means what it means in
`rasid.store.reader`, which a test compares claim by claim.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from copy import copy
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Any

import numpy as np
import numpy.typing as npt
from sqlalchemy import Engine, select

from rasid.store.engine import reading
from rasid.store.filters import BOTH, ClaimFilter
from rasid.store.reader import end_of
from rasid.store.tables import claim, claim_past, claim_term, report, term
from rasid.store.writer import word_key

Numbers = npt.NDArray[np.int64]
Mask = npt.NDArray[np.bool_]
OPEN_FIRST, OPEN_LAST = -(2**40), 2**40  # days of an interval that is open at its beginning, at its end
NEVER = 2**62  # the moment of a withdrawal that has not happened


def moment(at: datetime | None) -> int:
    """Microseconds, so that two moments compare as in the database."""
    return NEVER if at is None else int((at - datetime(1970, 1, 1, tzinfo=UTC)).total_seconds() * 1_000_000)


class Codes:
    """Words as small numbers."""

    def __init__(self) -> None:
        self.of: dict[str, int] = {}
        self.words: list[str] = []

    def add(self, word: str) -> int:
        """The number of a word, a new one for a new word."""
        found = self.of.get(word)
        if found is None:
            found = self.of[word] = len(self.words)
            self.words.append(word)
        return found

    def family(self, family: str) -> list[int]:
        """The numbers of the words below a dotted head."""
        head = family.rstrip(".") + "."
        return [n for word, n in self.of.items() if word.startswith(head)]


def _empty() -> Numbers:
    return np.empty(0, np.int64)


@dataclass(slots=True)
class Terms:
    """Actors, places and sources that claims name, and which claims name them."""

    last: int = 0
    numbers: dict[tuple[str, str], int] = field(default_factory=dict)
    keys: dict[int, tuple[str, str]] = field(default_factory=dict)
    parents: dict[str, str] = field(default_factory=dict)
    children: dict[str, set[str]] = field(default_factory=dict)

    def read(self, rows: Iterable[Any]) -> None:
        for n, kind, key, parent in rows:
            self.numbers[kind, key], self.keys[n] = n, (kind, key)
            if kind == "place" and parent and self.parents.get(key) != parent:
                self.children.get(self.parents.get(key, ""), set()).discard(key)
                self.parents[key] = parent
                self.children.setdefault(parent, set()).add(key)

    def inside(self, place: str) -> set[str]:
        """The place and everything in it, as far as stored claims tell; also by its words, where nobody knows it."""
        found = {place, word_key(place)}
        queue = list(found)
        for here in queue:
            new = self.children.get(here, set()) - found
            found |= new
            queue += sorted(new)
        return found

    def around(self, place: str) -> list[str]:
        """The place and what lies around it, innermost first."""
        path = [place]
        while (parent := self.parents.get(path[-1], "")) and parent not in path:
            path.append(parent)
        return path


class Columns:
    """What filters look at, a number a claim, in the order of arrival."""

    def __init__(self) -> None:
        self.types, self.stances, self.statuses, self.outlets, self.makers = Codes(), Codes(), Codes(), Codes(), Codes()
        self.n = self.type = self.stance = self.status = self.report = self.first = self.last = _empty()
        self.coders = self.differences = _empty()
        self.recorded = self.withdrawn = self.outlet = self.link_term = self.link_claim = _empty()
        self.past: list[Any] = []
        self.terms = Terms()
        self.report_n = self.report_day = self.report_outlet = _empty()
        self.by_report = _empty()  # the report of every claim that stands, in order
        self.report_ids: dict[str, int] = {}

    def __len__(self) -> int:
        return len(self.n)

    # --- reading ---

    def refreshed(self, engine: Engine) -> Columns:
        """The same with what is new, withdrawn or read anew since; whoever holds the old ones can go on reading them."""
        new = copy(self)
        with reading(engine) as connection:
            rows = new._newer(connection)
            new._reports(connection)  # after the claims, so that each claim's report is among them
            if rows:
                new._append(connection, rows)
            new.terms.read(connection.execute(select(term.c.n, term.c.kind, term.c.key, term.c.parent)))
            new._changes(connection)
        new.by_report = np.sort(new.report[new.withdrawn == NEVER])
        return new

    def _newer(self, connection: Any) -> Sequence[Any]:
        c, newest = claim.c, int(self.n[-1]) if len(self) else 0
        wanted = (c.n, c.type, *_SAID, c.report_n, c.earliest, c.latest, c.recorded, c.withdrawn)
        found: Sequence[Any] = connection.execute(select(*wanted).where(c.n > newest).order_by(c.n)).all()
        return found

    def _reports(self, connection: Any) -> None:
        last = int(self.report_n[-1]) if len(self.report_n) else 0
        c = report.c
        rows = connection.execute(select(c.n, c.id, c.published, c.outlet).where(c.n > last).order_by(c.n)).all()
        if rows:
            self.report_ids.update({row.id: row.n for row in rows})
            days = np.array([row.published.toordinal() if row.published else 0 for row in rows], np.int64)
            self.report_n = np.concatenate([self.report_n, np.array([row.n for row in rows], np.int64)])
            self.report_day = np.concatenate([self.report_day, days])
            outlets = np.array([self.outlets.add(row.outlet) for row in rows], np.int64)
            self.report_outlet = np.concatenate([self.report_outlet, outlets])

    def _append(self, connection: Any, rows: Sequence[Any]) -> None:
        numbers = np.array([self._row(r) for r in rows], np.int64)
        for i, name in enumerate(_NAMES):
            setattr(self, name, np.concatenate([getattr(self, name), numbers[:, i]]))
        self.outlet = self.report_outlet[np.searchsorted(self.report_n, self.report)]
        first, last = rows[0].n, rows[-1].n
        links = select(claim_term.c.term_n, claim_term.c.claim_n).where(claim_term.c.claim_n.between(first, last))
        self._link(connection.execute(links).all(), np.ones(len(self.link_claim), np.bool_))

    def _link(self, pairs: Sequence[Any], keep: Mask) -> None:
        added = np.array([tuple(p) for p in pairs], np.int64).reshape(-1, 2)
        terms = np.concatenate([self.link_term[keep], added[:, 0]])
        claims = np.concatenate([self.link_claim[keep], added[:, 1]])
        order = np.lexsort((claims, terms))
        self.link_term, self.link_claim = terms[order], claims[order]

    def _row(self, row: Any) -> Any:
        said, days = self._numbers(row), _days(row.earliest, row.latest)
        return (row.n, self.types.add(row.type), *said, row.report_n, *days, moment(row.recorded), moment(row.withdrawn))

    def _numbers(self, row: Any) -> tuple[int, int, int, int]:
        """What a newer reading may change, in the order of `_SAID`."""
        said = self.stances.add(row.stance), self.statuses.add(row.status)
        return *said, self.makers.add(row.coders), row.differences

    def _changes(self, connection: Any) -> None:
        """Old rows that changed: withdrawals made or taken back, and readings that a newer one has replaced."""
        withdrawn = np.full(len(self), NEVER, np.int64)
        for n, gone in connection.execute(select(claim.c.n, claim.c.withdrawn).where(claim.c.withdrawn.is_not(None))):
            withdrawn[self.at(n)] = moment(gone)
        self.withdrawn = withdrawn
        newest = max((row.n for row in self.past), default=0)
        c = claim_past.c
        wanted = (c.n, c.claim_n, c.stance, c.status, c.coders, c.differences, c.replaced)
        rows = connection.execute(select(*wanted).where(c.n > newest).order_by(c.n)).all()
        self.past = self.past + rows
        changed = sorted({row.claim_n for row in rows})
        for name in (*_CHANGING, "first", "last") if changed else ():
            setattr(self, name, getattr(self, name).copy())
        for i in range(0, len(changed), 500):
            self._reread(connection, changed[i : i + 500])

    def _reread(self, connection: Any, numbers: Sequence[int]) -> None:
        c = claim.c
        for row in connection.execute(select(c.n, *_SAID, c.earliest, c.latest).where(c.n.in_(numbers))):
            i = self.at(row.n)
            self.stance[i], self.status[i], self.coders[i], self.differences[i] = self._numbers(row)
            self.first[i], self.last[i] = _days(row.earliest, row.latest)
        links = select(claim_term.c.term_n, claim_term.c.claim_n).where(claim_term.c.claim_n.in_(numbers))
        self._link(connection.execute(links).all(), ~np.isin(self.link_claim, np.array(numbers)))

    def at(self, n: int) -> int:
        """Where the claim of a row number stands."""
        return int(np.searchsorted(self.n, n))

    # --- filtering ---

    def select(self, f: ClaimFilter) -> Numbers:
        """Where the claims stand that the filter keeps (verdicts, limit and cursor are not looked at)."""
        mask = self._plain(f) & self._times(f)
        stance, status, coders, differences = self.said(f.known_by)
        for column, codes, word in ((stance, self.stances, f.stance), (status, self.statuses, f.status)):
            if word:
                mask &= column == codes.of.get(word, -1)
        if f.coder:
            mask &= np.isin(coders, [n for word, n in self.makers.of.items() if f.coder == (BOTH if " " in word else word)])
        if f.differing:
            mask &= differences > 0
        for kind, key in (("actor", f.actor), ("source", f.source)):
            if key:
                mask &= self._naming([(kind, key), (kind, word_key(key))])
        if f.place:
            mask &= self._naming([("place", key) for key in self.terms.inside(f.place)])
        return np.flatnonzero(mask)

    def _plain(self, f: ClaimFilter) -> Mask:
        mask = np.ones(len(self), np.bool_)
        if f.type:
            mask &= self.type == self.types.of.get(f.type, -1)
        if f.family:
            mask &= np.isin(self.type, self.types.family(f.family))
        if f.outlet:
            mask &= self.outlet == self.outlets.of.get(f.outlet, -1)
        if f.report:
            mask &= self.report == self.report_ids.get(f.report, -1)
        return mask

    def _times(self, f: ClaimFilter) -> Mask:
        mask = np.ones(len(self), np.bool_)
        if f.known_by:
            end = moment(end_of(f.known_by))
            mask &= (self.recorded < end) & (self.withdrawn >= end)
        elif not f.withdrawn:
            mask &= self.withdrawn == NEVER
        for day in (f.at, f.since):
            if day:
                mask &= self.last >= day.toordinal()
        for day in (f.at, f.until):
            if day:
                mask &= self.first <= day.toordinal()
        return mask

    def said(self, known_by: date | None) -> tuple[Numbers, Numbers, Numbers, Numbers]:
        """Stance, status, coders and differences as they were read by then: the earliest later replacement is what held."""
        if known_by is None or not self.past:
            return self.stance, self.status, self.coders, self.differences
        stance, status, coders, differences = (getattr(self, name).copy() for name in _CHANGING)
        end = end_of(known_by)
        for row in sorted(self.past, key=lambda r: (r.replaced, r.n), reverse=True):
            if row.replaced >= end:
                i = self.at(row.claim_n)
                stance[i], status[i], coders[i], differences[i] = self._numbers(row)
        return stance, status, coders, differences

    def _naming(self, keys: Iterable[tuple[str, str]]) -> Mask:
        mask = np.zeros(len(self), np.bool_)
        for key in keys:
            n = self.terms.numbers.get(key)
            if n is not None:
                low, high = np.searchsorted(self.link_term, [n, n + 1])
                mask[np.searchsorted(self.n, self.link_claim[low:high])] = True
        return mask

    def claims_of_reports(self, numbers: Numbers) -> list[int]:
        """How many claims these reports make that were not withdrawn."""
        low, high = (np.searchsorted(self.by_report, numbers, side) for side in ("left", "right"))
        return [int(n) for n in high - low]

    def knows(self, kind: str, key: str) -> bool:
        """Whether some claim names an actor, place or source so, by id or by words."""
        return (kind, key) in self.terms.numbers or (kind, word_key(key)) in self.terms.numbers

    def counts(self, where: Numbers, kind: str) -> dict[str, int]:
        """How many of these claims name each actor, place or source."""
        chosen = np.isin(self.link_claim, self.n[where])
        numbers, counts = np.unique(self.link_term[chosen], return_counts=True)
        named = ((self.terms.keys.get(int(n), ("", "")), int(c)) for n, c in zip(numbers, counts, strict=True))
        return {key: count for (k, key), count in named if k == kind}


def _days(first: date | None, last: date | None) -> tuple[int, int]:
    return first.toordinal() if first else OPEN_FIRST, last.toordinal() if last else OPEN_LAST


_SAID = (claim.c.stance, claim.c.status, claim.c.coders, claim.c.differences)
_CHANGING = ("stance", "status", "coders", "differences")
_NAMES = ("n", "type", *_CHANGING, "report", "first", "last", "recorded", "withdrawn")
