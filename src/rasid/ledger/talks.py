"""The moves between the same parties in, their talks as tenures out: running, failed, agreed, breached."""

from __future__ import annotations

from collections.abc import Sequence

from rasid.facts import Fact, FactReader
from rasid.ledger.moves import Move
from rasid.ledger.tenure import Line, Tenure, opened, turn, unknown_until

_OUTCOMES = {"agree": "agreed", "fail": "failed", "breach": "breached"}


class TalksFold(Line):
    """One line of talks between the same parties: each outcome ends what was before it."""

    def __init__(self, reader: FactReader) -> None:
        super().__init__()
        self.reader = reader

    def fold(self, moves: Sequence[Move]) -> list[Tenure]:
        for m in moves:
            if len(m.a) > 1 and m.pro:
                self._run(m) if m.effect == "run" else self._outcome(m)
            elif m.con and (now := self.current()):
                self._denied(m, now)
        return self.done

    def current(self) -> Tenure | None:
        return next(iter(self.now()), None)

    def _run(self, m: Move) -> None:
        now = self.current()
        if now is None or now.reading in ("failed", "breached"):
            self._next("running", m)
        else:  # meetings under an agreement do not undo it
            now.support(m)
        self._describe(m)

    def _outcome(self, m: Move) -> None:
        now = self.current()
        reading = _OUTCOMES[m.effect]
        if m.effect == "fail" and not m.past:  # `no result so far` tells of talks that go on
            self._run(m)
        elif now is not None and now.reading == reading:
            now.support(m)
        elif m.effect == "breach" and now is None and all(_presumed(f, m.a) for f in m.pro):
            return  # nobody tells of an agreement between these two
        else:
            self._next(reading, m)
        self._describe(m)

    def _denied(self, m: Move, now: Tenure) -> None:
        if m.effect == "run" or _OUTCOMES.get(m.effect) == now.reading:
            now.oppose(m.con, m)

    def _next(self, reading: str, m: Move) -> None:
        before = self.current()
        since = turn(m, before.known if before else 0)
        if m.effect == "fail" and reading == "running":
            since = unknown_until(m.hi)
        presumed = before is not None and m.effect == "breach" and all(_presumed(f, m.a) for f in m.pro)
        new = opened("talks", reading, "", before.holders if before and presumed else m.a, m, since)
        if before is not None:
            before.close(since, m.pro)
            new.sponsor, new.place = before.sponsor, before.place
        self.add(new)

    def _describe(self, m: Move) -> None:
        """Sponsor and place, as last told."""
        now = self.current()
        if now is None:
            return
        now.sponsor |= m.b if m.effect == "run" else frozenset()
        places = [f.places[0] for f in m.pro if f.places]
        now.place = _most_said(places) or now.place


def _presumed(fact: Fact, parties: frozenset[str]) -> bool:
    """The claim itself names fewer parties than it is counted for: the accuser is taken for one."""
    return len((*fact.claim.actor, *fact.claim.target)) < len(parties)


def _most_said(places: Sequence[str]) -> str:
    return max(dict.fromkeys(places), key=places.count, default="")
