"""The moves at one place in, its sieges, and what was let in or kept out of it, as tenures out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rasid.facts import Fact, FactReader
from rasid.ledger.moves import Move
from rasid.ledger.tenure import Line, Tenure, between, followed, opened, turn


class SiegeFold(Line):
    """besieged -> lifted -> besieged ...; several besiegers of one place stand side by side."""

    def __init__(self, place: str, reader: FactReader) -> None:
        super().__init__()
        self.place = place
        self.reader = reader

    def fold(self, moves: Sequence[Move], demands: Iterable[Fact]) -> list[Tenure]:
        for m in moves:
            if m.effect == "begin":
                self._begin(m)
            elif m.effect == "end":
                self._end(m)
        for demand in demands:
            _confirm(self.done, "besieged", demand, self.reader)
        return self.done

    def _open(self, reading: str) -> list[Tenure]:
        return [t for t in self.now() if t.reading == reading]

    def _begin(self, m: Move) -> None:
        mine = next((t for t in self._open("besieged") if self.reader.agree(m.a, t.holders, m.at)), None)
        if mine is not None and m.pro:
            mine.support(m)
            mine.holders = mine.holders or m.a
        elif mine is not None:
            mine.oppose(m.con, m)
        elif m.pro:
            lifted = [t for t in self._open("lifted") if self.reader.agree(m.a, t.holders, m.at)]
            known = max((t.known for t in lifted), default=0)
            since = between(known, m.at) if m.standing and lifted else turn(m, known)
            for t in lifted:
                t.close(since, m.pro)
            self.add(opened("siege", "besieged", self.place, m.a, m, since))

    def _end(self, m: Move) -> None:
        for t in self._open("besieged"):
            if not m.pro:
                t.goes_on(m.con)  # who denies that it was lifted says that it goes on
            elif m.con:
                t.oppose(m.pro, m)
            elif not m.part:
                self.add(followed(t, "lifted", m, turn(m, t.known)))


class AccessFold(Line):
    """blocked -> open or partly open -> blocked ...; for each blocker and the goods that it names (none: passage as such)."""

    def __init__(self, place: str, reader: FactReader) -> None:
        super().__init__()
        self.place = place
        self.reader = reader

    def fold(self, moves: Sequence[Move], demands: Iterable[Fact]) -> list[Tenure]:
        for m in moves:
            if m.effect == "block":
                self._block(m)
            elif m.effect == "open":
                self._let_in(m)
        for demand in demands:
            _confirm(self.done, "blocked", demand, self.reader)
        return self.done

    def _open(self, *readings: str) -> list[Tenure]:
        return [t for t in self.now() if t.reading in readings]

    def _block(self, m: Move) -> None:
        theirs = [t for t in self._open("blocked") if self.reader.agree(m.a, t.holders, m.at)]
        mine = [t for t in theirs if t.goods == m.goods or (m.goods and t.goods & m.goods)]
        for t in mine:
            if m.pro:
                t.support(m)
                t.holders = t.holders or m.a
            else:
                t.oppose(m.con, m)
        covered = frozenset().union(*(t.goods for t in mine))
        if m.pro and (not mine or m.goods - covered):
            self._block_anew(m, m.goods - covered)

    def _block_anew(self, m: Move, goods: frozenset[str]) -> None:
        opened_before = [
            t
            for t in self._open("open", "partly open")
            if self.reader.agree(m.a, t.holders, m.at) and (t.goods == goods or t.goods & goods)
        ]
        known = max((t.known for t in opened_before), default=0)
        since = between(known, m.at) if m.standing and opened_before else turn(m, known)
        new = opened("access", "blocked", self.place, m.a, m, since)
        new.goods = goods
        for t in opened_before:
            t.close(since, m.pro)
            if t.reading == "partly open":  # the rest was never let in
                new.goods |= t.goods
                new.named += [*t.named, *t.pro]
        self.add(new)

    def _let_in(self, m: Move) -> None:
        for t in self._open("blocked", "partly open"):
            reading = self._after(t, m)
            if reading is None:
                continue
            if not m.pro:
                t.goes_on(m.con)
            elif m.con:
                t.oppose(m.pro, m)
            elif reading == t.reading:
                t.support(m)
            else:
                self.add(followed(t, reading, m, turn(m, t.known)))

    @staticmethod
    def _after(t: Tenure, m: Move) -> str | None:
        """What the passage is after something was let in; None: these goods have nothing to do with it."""
        if t.goods and m.goods and not t.goods & m.goods:
            return None
        all_of_it = m.type != "access.aid" if not m.goods else bool(t.goods) and t.goods <= m.goods
        return "open" if all_of_it and not m.part else "partly open"


def _confirm(tenures: Iterable[Tenure], reading: str, demand: Fact, reader: FactReader) -> None:
    """A demand to end what holds on that day shows that it goes on; it opens nothing, and it is no voice for anything."""
    for t in tenures:
        ended = t.until.earliest.toordinal() if t.until and t.until.earliest else None
        if t.reading == reading and demand.hi >= t.lo and (not t.closed or (ended is not None and demand.hi <= ended)):
            t.demands.append(demand)
            t.goes_on([demand])
