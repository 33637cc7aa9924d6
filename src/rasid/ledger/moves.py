"""Happenings in, moves out: what each says of one place, one effect at one time, with those who say so and those who deny."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Literal, NamedTuple

from rasid.facts import AGAINST, FIRST, FOR, LAST, Fact, goods_keys, start_days
from rasid.happening import Happening, Speaker, type_of, when_of
from rasid.types import When
from rasid.world import World

_LASTING = frozenset(("gain", "transfer", "hold", "begin", "block", "run"))
_NO_ONE: frozenset[str] = frozenset()


_ENDS = frozenset({"end", "open"})  # of a siege, of a block


class Move(NamedTuple):
    """One effect on one place: `pro` say that it came about between the days `lo` and `hi`, `con` that it did not.

    `at` is the day at which it takes its turn in the fold. A lasting thing takes two turns: when it began (`standing`
    False) and when it was last said to go on (`standing` True).
    """

    effect: str
    type: str
    a: frozenset[str]
    b: frozenset[str]
    goods: frozenset[str]
    lo: int
    hi: int
    at: int
    standing: bool
    when: When | None
    part: bool
    past: bool
    pro: tuple[Fact, ...]
    con: tuple[Fact, ...]
    speakers: Mapping[str, Speaker]

    @property
    def order(self) -> tuple[object, ...]:
        """Denials come first on a day: they say what was so before it. What is told to stand comes last, but before what ends it."""
        first = self.pro or self.con
        last = 2 if self.effect in _ENDS else int(self.standing)
        return (self.at, bool(self.pro), last, self.lo, self.hi, _told(first), first[0].order)

    def voices(self, facts: Iterable[Fact]) -> set[Speaker]:
        return {self.speakers[f.claim.id] for f in facts}

    @property
    def last_told(self) -> int:
        return _told(self.pro)


def _told(facts: Sequence[Fact]) -> int:
    """The day on which it was last said."""
    return _published(facts[0]) if len(facts) == 1 else max((_published(f) for f in facts), default=FIRST)


def _published(fact: Fact) -> int:
    published = fact.claim.published
    return published.toordinal() if published else (fact.hi if fact.dated and fact.hi < LAST else FIRST)


def moves(happened: Iterable[Happening], layer: str, world: World) -> dict[str, list[Move]]:
    """The moves in one layer (control, siege, access, talks) by place ("" for talks), each list in its order."""
    found: dict[str, list[Move]] = defaultdict(list)
    for h in happened:
        if layer in world.effect(h.event.type):
            for place, facts in _by_place(h, layer).items():
                found[place] += _moves(h, layer, facts, world)
    return {place: _in_order(found[place]) for place in sorted(found)}


def _in_order(found: list[Move]) -> list[Move]:
    return found if len(found) == 1 else sorted(found, key=lambda m: m.order)


def _by_place(h: Happening, layer: str) -> Mapping[str, Sequence[Fact]]:
    if layer == "talks":
        return {"": h.facts}
    if len(h.facts) == 1:
        return dict.fromkeys(h.facts[0].places, h.facts)
    found: dict[str, list[Fact]] = defaultdict(list)
    for fact in h.facts:
        for place in fact.places:
            found[place].append(fact)
    return found


def _moves(h: Happening, layer: str, facts: Sequence[Fact], world: World) -> Iterable[Move]:
    """One move, or two where a lasting thing began before it was last said to go on."""
    return _told_once(h, layer, facts[0], world) if len(facts) == 1 else _told_often(h, layer, facts, world)


def _told_once(h: Happening, layer: str, f: Fact, world: World) -> Iterable[Move]:
    """What most happenings are, without counting what is there once."""
    c, goods = f.claim, _NO_ONE
    if layer == "access" and c.goods:
        goods = goods_keys(c)
    pro: tuple[Fact, ...] = (f,) if f.side == FOR else ()
    con: tuple[Fact, ...] = () if pro else (f,)
    lasts = bool(pro) and c.status == "ongoing"
    when = since_of(c.when if f.dated else when_of((f,)))
    at = f.hi if f.hi < LAST else _published(f)
    effect, part = world.effect(c.type).get(layer, ""), c.extent == "part"
    past = bool(pro) and not lasts
    move = Move(effect, c.type, f.a, f.b, goods, f.lo, f.hi, at, lasts, when, part, past, pro, con, h.speakers)
    return _turns(move, layer, pro) if lasts else (move,)


def _told_often(h: Happening, layer: str, facts: Sequence[Fact], world: World) -> Iterable[Move]:
    pro = tuple([f for f in facts if f.side == FOR])
    con = tuple([f for f in facts if f.side == AGAINST])
    said = pro or con
    type_ = type_of(said)
    lo, hi, when = _days(said)
    lasting = tuple(f for f in pro if f.claim.status == "ongoing")
    move = Move(
        world.effect(type_).get(layer, ""),
        type_,
        _most_said(said, "a"),
        _most_said(said, "b"),
        frozenset().union(*(goods_keys(f.claim) for f in said)) if layer == "access" else _NO_ONE,
        lo,
        hi,
        hi if hi < LAST else _told(said),
        bool(lasting),
        when,
        2 * sum(f.claim.extent == "part" for f in said) >= len(said),
        bool(pro) and not lasting,
        pro,
        con,
        h.speakers,
    )
    return _turns(move, layer, lasting) if lasting else (move,)


def _turns(move: Move, layer: str, lasting: tuple[Fact, ...]) -> tuple[Move, ...]:
    told = _told(lasting)
    if told <= move.at or move.effect not in _LASTING:
        return (move,)
    again = "hold" if layer == "control" else move.effect
    return move._replace(standing=False), move._replace(effect=again, at=told, pro=lasting, con=())


def _days(facts: Sequence[Fact]) -> tuple[int, int, When | None]:
    dated = [f for f in facts if f.dated] or list(facts)
    lo, hi = max(f.lo for f in dated), min(f.hi for f in dated)
    return min(lo, hi), max(lo, hi), since_of(when_of(facts))


def since_of(when: When | None) -> When | None:
    """The beginning of what a When tells: of `2022-03-13/..` the 13th, of `2012/..` some day of 2012."""
    if when is None or when.latest is not None or not (start := start_days(when.edtf)):
        return when
    first, last = date.fromordinal(start[0]), date.fromordinal(start[1])
    return When(when.edtf.partition("/")[0], first, last, when.grain, when.basis)


def _most_said(facts: Sequence[Fact], side: Literal["a", "b"]) -> frozenset[str]:
    counts = Counter(getattr(f, side) for f in facts if getattr(f, side))
    return max(counts, key=lambda s: (counts[s], sorted(s))) if counts else _NO_ONE
