"""States and a day in, what holds on that day out: surely, perhaps or not; divided; inherited down the place tree.

Three-valued reading: dates are intervals, so a state `since 2021-04` neither surely holds on 2021-04-15 nor surely does
not. It holds `perhaps`, is listed, and is marked so.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import date
from typing import Literal

from rasid.types import Entity, State, When

Reading = Literal["yes", "perhaps", "no"]
Path = Callable[[str], Sequence[str]]
_NOBODY = ("vacated", "lost")


def holds_on(state: State, day: date) -> Reading:
    """Whether the state holds on the day. It begins on its first day and no longer holds on the day that ends it."""
    since, until = state.since, state.until
    if since is not None and since.earliest is not None and day < since.earliest:
        return "no"
    if until is not None and until.latest is not None and day >= until.latest:
        return "no"
    begun = since is not None and since.latest is not None and day >= since.latest
    not_ended = until is None or (until.earliest is not None and day < until.earliest)
    return "yes" if begun and not_ended else "perhaps"


def last_day(states: Iterable[State]) -> date | None:
    """The last day that the ledger knows of."""
    days = [d for s in states for d in (s.last_support, s.since and s.since.latest, s.until and s.until.latest) if d]
    return max(days, default=None)


def states_at(states: Iterable[State], day: date) -> list[tuple[State, Reading]]:
    """The states that hold on the day, surely or perhaps, read as of that day."""
    found = [(s, r) for s in states if (r := holds_on(s, day)) != "no"]
    read = divided([s for s, _ in found])
    return list(zip(read, (r for _, r in found), strict=True))


def divided(states: Sequence[State]) -> list[State]:
    """Control of one place by several, where one holds a part, reads `divided`: side by side now, or up to the same turn."""
    by_place: dict[tuple[str, When | None], list[State]] = defaultdict(list)
    for s in states:
        if s.kind == "control" and s.place is not None and s.reading not in _NOBODY:
            by_place[_key(s), s.until].append(s)
    split = {s.id for same in by_place.values() if len(same) > 1 and any(s.extent == "part" for s in same) for s in same}
    return [_read(s, "divided" if s.id in split else "held") for s in states]


def _read(state: State, reading: str) -> State:
    if state.kind != "control" or state.reading in (*_NOBODY, reading):
        return state
    return replace(state, reading=reading)


def _key(state: State) -> str:
    return "" if state.place is None else state.place.id or state.place.text


def states_of_place(
    states: Sequence[State], place: str, path: Path, around: Callable[[State], Sequence[str]], day: date
) -> list[tuple[State, Reading]]:
    """What holds in a place: its own states, else control inherited from the smallest place around; and parts that differ."""
    now = states_at(states, day)
    own = [(s, r) for s, r in now if _key(s) == place]
    control = [(s, r) for s, r in own if s.kind == "control"]
    inherited = [] if control else _inherited(now, place, path(place)[1:])
    held = {e.id or e.text for s, _ in (*control, *inherited) for e in s.holders}
    inside = [(s, r) for s, r in now if _key(s) != place and place in around(s)]
    differ = [(s, r) for s, r in inside if s.kind != "control" or not {e.id or e.text for e in s.holders} <= held]
    return [*own, *inherited, *differ]


def _inherited(now: Sequence[tuple[State, Reading]], place: str, around: Sequence[str]) -> list[tuple[State, Reading]]:
    for outer in around:
        theirs = [(s, r) for s, r in now if s.kind == "control" and _key(s) == outer]
        if theirs:
            return [(replace(s, place=Entity(place, place), inherited_from=outer), r) for s, r in theirs]
    return []
