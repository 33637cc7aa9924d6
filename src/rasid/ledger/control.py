"""The moves at one place in, its tenures of control out: who held it when, all of it or a part, and who contests that."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from rasid.facts import FIRST, NEWS_WINDOW, FactReader
from rasid.ledger.moves import Move
from rasid.ledger.tenure import Line, Tenure, between, opened, turn, unknown_until

AROUND = "around"  # the effect of a gain on what lies inside the place that was gained
_EMPTY = ("vacated", "lost")  # nobody is said to hold the place; the tenure names who left it


def fold_control(by_place: Mapping[str, Sequence[Move]], reader: FactReader) -> list[Tenure]:
    """The tenures at all places of a block. What is said of all of a town reaches the places in it that have own tenures."""
    done: list[Tenure] = []
    for place, own in by_place.items():
        larger = [m for around in reader.path_of(place)[1:] for m in by_place.get(around, ()) if _takes_all(m)]
        moves = sorted([*own, *(m._replace(effect=AROUND) for m in larger)], key=lambda m: m.order) if larger else own
        done += ControlFold(place, reader).fold(moves)
    return done


def _takes_all(m: Move) -> bool:
    return m.effect in ("gain", "transfer") and bool(m.a and m.pro) and not (m.con or m.part)


class ControlFold(Line):
    """Takes the moves at one place in their order."""

    def __init__(self, place: str, reader: FactReader) -> None:
        super().__init__()
        self.place = place
        self.reader = reader
        self.denied: list[Move] = []
        self.past: list[Move] = []

    def fold(self, moves: Sequence[Move]) -> list[Tenure]:
        self.denied = [m for m in moves if m.effect in ("gain", "transfer") and m.con]
        for move in moves:
            self._take(move)
        for move in self.past:
            self._held_once(move)
        return self.done

    def _take(self, m: Move) -> None:
        if m.effect in ("gain", "transfer"):
            self._gain(m) if m.pro else self._denied_gain(m)
        elif m.effect == "hold":
            self._hold(m)
        elif m.effect == AROUND:
            self._taken_around(m)
        elif m.effect == "loss" and m.pro:
            self._leave(m, m.b, "lost")
        elif m.effect == "may_end" and m.pro:
            self._leave(m, m.a, "vacated")

    # --- who holds now ---

    @property
    def holding(self) -> list[Tenure]:
        return [t for t in self.now() if t.reading not in _EMPTY]

    def _same(self, who: frozenset[str], m: Move) -> Tenure | None:
        """The open tenure of these holders, or of those that they are part of."""
        holding = self.holding
        exactly = next((t for t in holding if t.holders == who), None)
        if exactly is not None or not who:
            return exactly
        return next((t for t in holding if self.reader.agree(who, t.holders, m.at)), None)

    def _open(self, m: Move, who: frozenset[str], reading: str = "held", known: int = FIRST) -> Tenure:
        since = turn(m, known) if m.effect != "hold" or m.when is None else m.when
        tenure = opened("control", reading, self.place, who, m, since)
        if reading not in _EMPTY:
            self._fill(m)
        self.add(tenure)
        return tenure

    def _fill(self, m: Move) -> None:
        """Somebody is said to hold the place: it is no longer vacated or lost."""
        for t in self.now():
            if t.reading in _EMPTY:
                t.close(turn(m, t.known), m.pro)
                if _for_no_time(t):
                    self.done.remove(t)

    # --- gaining ---

    def _gain(self, m: Move) -> None:
        if not m.a:
            self._leave(m, m.b, "lost")
            return
        mine = self._same(m.a, m)
        others = [t for t in self.holding if t is not mine]
        if m.con:
            self._contested_gain(m, mine, others)
        elif m.part:
            self._gain_part(m, mine)
        else:
            self._gain_whole(m, mine, others)

    def _gain_part(self, m: Move, mine: Tenure | None) -> None:
        if mine is not None:
            mine.support(m)
            return
        self._presume_rest(m)
        self._open(m, m.a)

    def _presume_rest(self, m: Move) -> None:
        """Who loses a part keeps the rest, and where the loss is denied all of it."""
        if m.b and self._same(m.b, m) is None and not self.reader.agree(m.a, m.b, m.at):
            before = opened("control", "held", self.place, m.b, m, unknown_until(m.hi))
            before.part = False
            self.add(before)

    def _gain_whole(self, m: Move, mine: Tenure | None, others: Sequence[Tenure]) -> None:
        rivals = [t for t in others if not self._gives_way(t, m)]
        for t in others:
            if t not in rivals:
                t.close(turn(m, t.known), m.pro)
        if mine is not None and not mine.part and (rivals or not mine.contested() or m.lo <= mine.known):
            mine.support(m)
        elif mine is not None:  # all of it now, or again after a dispute: a new stretch
            mine.close(turn(m, mine.known), m.pro)
            mine = self._open(m, m.a if mine.holders < m.a else mine.holders, known=mine.known)
        else:
            mine = self._open(m, m.a, known=max((t.known for t in others), default=FIRST))
        for t in rivals:
            _contest(t, mine, m)

    @staticmethod
    def _gives_way(t: Tenure, m: Move) -> bool:
        """A taking ends what held before it. Of two takings at one time, only a voice that tells both can tell the order."""
        if t.voices() & m.voices(m.pro):
            return True
        stated = bool(t.pro) and all(f.claim.type == "control.hold" for f in t.pro)
        return m.at >= t.known if stated else m.lo > _latest(t)

    def _contested_gain(self, m: Move, mine: Tenure | None, others: Sequence[Tenure]) -> None:
        """Said and denied: nobody is taken out of the ledger, and everybody's hold on the place is in dispute."""
        if mine is not None:
            mine.support(m)
        else:
            if m.part:
                self._presume_rest(m)
            mine = self._open(m, m.a)
        for t in others:
            if not m.part:
                t.oppose(m.pro, m)

    def _denied_gain(self, m: Move) -> None:
        mine = self._same(m.a, m) or self._only_taken(m)
        if mine is not None and m.hi >= mine.lo:
            mine.oppose(m.con, m)

    def _only_taken(self, m: Move) -> Tenure | None:
        """The one holder of the time, where who is denied to have taken the place is called by words that name nobody known."""
        holding = self.holding
        unnamed = bool(m.a) and all(who.startswith("~") for who in m.a)
        taken = [t for t in holding if m.lo <= t.known and any(f.group == "change" for f in t.pro)]
        return taken[0] if unnamed and len(holding) == len(taken) == 1 else None

    def _taken_around(self, m: Move) -> None:
        """All of a larger place was taken: who else held this part of it holds it no longer, and the part inherits."""
        for t in self.now():
            if self.reader.agree(m.a, t.holders, m.at):
                continue
            if t.reading in _EMPTY or self._gives_way(t, m):
                t.close(turn(m, t.known), m.pro)

    # --- holding ---

    def _hold(self, m: Move) -> None:
        if m.past:
            self.past.append(m)
            return
        mine = self._same(m.a, m)
        if not m.pro:
            if mine is not None:
                mine.oppose(m.con, m)
        elif mine is not None:
            mine.support(m)
        elif m.a:
            self._hold_anew(m)

    def _hold_anew(self, m: Move) -> None:
        rivals = [t for t in self.holding if not (m.part or t.part)]
        told_before = [t for t in rivals if t.voices() & m.voices(m.pro)]
        for t in told_before:  # a voice that now names another holder tells of a change, at an unknown time between
            t.close(between(t.known, m.at), m.pro)
        ended = [t for t in self.done if t.closed and t.holders == m.a and t.reading not in _EMPTY] if m.standing else []
        new = self._open(m, m.a)
        if ended or m.when is None or m.when.earliest is None or m.when.latest is None:
            known = max((*(t.known for t in told_before), *map(_end, ended)), default=FIRST)
            new.since = between(known, m.at)
        else:
            new.since = m.when if m.standing or m.when.basis == "published" else unknown_until(m.hi)
        for t in rivals:
            if t not in told_before:
                _contest(t, new, m)

    def _held_once(self, m: Move) -> None:
        """`X was a stronghold of A`: A held it at some time before; a loss that is told of A or its side ends that."""
        if not m.pro:
            return
        known = next((t for t in self.done if self.reader.agree(m.a, t.holders, m.at) and t.reading == "held"), None)
        if known is not None:
            known.support(m)
            return
        tenure = opened("control", "held", self.place, m.a, m, None)
        end = next((t for t in self.done if t.reading in _EMPTY and self.reader.agree(m.a, t.holders, m.at)), None)
        if end is not None:
            tenure.close(end.since, end.pro)
            tenure.speakers |= end.speakers
        else:
            tenure.close(unknown_until(m.at), ())
        self.add(tenure)

    # --- losing ---

    def _leave(self, m: Move, who: frozenset[str], reading: str) -> None:
        if m.part or not who:
            return
        mine = self._same(who, m)
        if mine is not None and m.con:
            mine.oppose(m.pro, m)
            return
        if mine is not None:
            mine.close(turn(m, mine.known), m.pro)
        elif reading == "vacated" and not self._denials(m, who):
            return  # forces that leave are no holder who leaves, unless somebody tells that it was theirs
        left = next((t for t in self.now() if t.reading in _EMPTY and self.reader.agree(who, t.holders, m.at)), None)
        if left is not None:
            left.support(m)
        elif not self.holding:
            empty = self._open(m, who, reading, mine.known if mine else FIRST)
            for denial in self._denials(m, who):
                empty.oppose(denial.con, denial)

    def _denials(self, m: Move, who: frozenset[str]) -> list[Move]:
        """Denials that the place was taken from them: they say that it is theirs, and that they did not lose it."""
        return [
            d
            for d in self.denied
            if d.b and self.reader.agree(who, d.b, m.at) and d.lo - NEWS_WINDOW <= m.hi and m.lo <= d.hi + NEWS_WINDOW
        ]


def _for_no_time(t: Tenure) -> bool:
    """Left and handed over on one day: it lay empty on none."""
    since, until = t.since, t.until
    return t.reading in _EMPTY and t.closed and since is not None and since == until and since.earliest == since.latest


def _latest(t: Tenure) -> int:
    return t.since.latest.toordinal() if t.since and t.since.latest else t.known


def _end(t: Tenure) -> int:
    return t.until.latest.toordinal() if t.until and t.until.latest else t.known


def _contest(one: Tenure, two: Tenure, m: Move) -> None:
    """Two holders of all of one place on the word of different voices: the claims for each are against the other."""
    one_pro, two_pro = list(one.pro), list(two.pro)
    one.speakers |= two.speakers
    two.speakers |= one.speakers
    one.con += two_pro
    two.con += one_pro
