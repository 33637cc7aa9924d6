"""Control states and claims in, a daily panel out: a row a place and day, our reading, and what each source last said."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import BinaryIO

from rasid.exports import cells
from rasid.exports.acled import english
from rasid.exports.material import Material
from rasid.exports.notes import Notes
from rasid.exports.world import World
from rasid.types import Claim, Entity, State, Value

EXTENSION = ".csv"
MEDIA_TYPE = "text/csv; charset=utf-8"
_FIXED = (
    "date", "place_id", "place", "place_ar", "latitude", "longitude", "status", "holder", "holder_en", "reading", "since",
    "states",
)  # fmt: skip
_SAYS = {"control.take", "control.hold"}  # whoever acts holds the place
_HANDS_OVER = "control.handover"  # whoever receives holds it
_LEAVES = {"control.lose", "move.withdraw"}  # whoever acts holds it no longer
_NOBODY = "-"
Said = dict[str, list[tuple[date, str]]]  # source -> what it said, by day


def write(material: Material, world: World, out: BinaryIO, notes: Notes) -> None:
    """Every day from the first to the last that anything is known of; a source's last word stands until its next one."""
    states = _by_place(material.states("control"), notes)
    said = _said(material, notes)
    sources = sorted({source for place in said.values() for source in place})
    days = [day for held in states.values() for state in held for day in _ends(state)]
    days += [day for place in said.values() for words in place.values() for day, _ in words]
    table = cells.Table(out, [*_FIXED, *(f"source_{source}" for source in sources)])
    for place in sorted(set(states) | set(said)):
        for day in _range(days, notes):
            row = _row(place, day, states.get(place, []), said.get(place, {}), sources, world, notes)
            if row is not None:
                table.write(row)
                notes.rows += 1
    table.close()


def _by_place(states: Iterable[State], notes: Notes) -> dict[str, list[State]]:
    found: dict[str, list[State]] = defaultdict(list)
    for state in states:
        if state.place is None or not state.place.id:
            notes.leave_out("place without an id", state.id)
        elif state.since is None and state.last_support is None:
            notes.leave_out("state without a date", state.id)
        else:
            found[state.place.id].append(state)
    return found


def _said(material: Material, notes: Notes) -> dict[str, Said]:
    """Place -> source -> (day, holder) in order, from the sources' own claims on control."""
    found: dict[str, Said] = defaultdict(lambda: defaultdict(list))
    for recorded in material.claims():
        claim = recorded.claim
        holder = _holder(claim)
        if holder is None or claim.stance == "denies" or claim.status not in ("happened", "ongoing"):
            continue
        day = claim.when.latest if claim.when and claim.when.latest else claim.published
        if day is None:
            notes.leave_out("claim without a date", claim.id)
            continue
        for value in claim.place:
            if value.id:
                found[value.id][_root(claim)].append((day, holder))
    for place in found.values():
        for words in place.values():
            words.sort()
    return found


def _holder(claim: Claim) -> str | None:
    values: Sequence[Value] = ()
    if claim.type in _SAYS:
        values = claim.actor
    elif claim.type == _HANDS_OVER:
        values = claim.target
    elif claim.type in _LEAVES and claim.actor:
        return _NOBODY
    names = [value.id or value.text for value in values]
    return "+".join(sorted(set(names))) or None


def _root(claim: Claim) -> str:
    """Whose word it is: a named source's own, else the outlet's."""
    return claim.source.id if claim.source.kind == "named" and claim.source.id else claim.outlet or "unknown"


def _ends(state: State) -> list[date]:
    ends = (
        state.since and (state.since.earliest or state.since.latest),
        state.until and state.until.latest,
        state.last_support,
    )
    return [day for day in ends if day]


def _range(days: Sequence[date], notes: Notes) -> Iterable[date]:
    """All days that anything is known of, within what the user asked for."""
    if not days:
        return []
    first, last = max(min(days), notes.since or date.min), min(max(days), notes.until or date.max)
    return (first + timedelta(days=n) for n in range((last - first).days + 1))


def holds_on(state: State, day: date) -> bool:
    """Whether a state surely holds on a day: it began by then at the latest, and did not end before at the earliest."""
    since = state.since.latest or state.since.earliest if state.since else state.last_support
    until = (state.until.earliest or state.until.latest) if state.until else None
    return since is not None and since <= day and (until is None or day < until)


def _row(
    place: str, day: date, states: Sequence[State], said: Said, sources: Sequence[str], world: World, notes: Notes
) -> list[object] | None:
    held = [state for state in states if holds_on(state, day)]
    words = {source: next((holder for when, holder in reversed(said.get(source, [])) if when <= day), "") for source in sources}
    if not held and not any(words.values()):
        return None
    spot = world.spot(place)
    holders = [holder for state in held for holder in state.holders]
    since = [d for state in held if state.since and (d := state.since.earliest or state.since.latest)]
    return [
        day.isoformat(),
        place,
        *((spot.en or spot.ar, spot.ar or spot.en, spot.lat, spot.lon) if spot else (place, place, None, None)),
        cells.join(dict.fromkeys(state.status for state in held)),
        cells.join(dict.fromkeys(h.id or _name(h, world, notes) for h in holders)),
        cells.join(dict.fromkeys(_name(h, world, notes) for h in holders)),
        _reading(held),
        max(since).isoformat() if since else "",
        cells.join(state.id for state in held),
        *(words[source] for source in sources),
    ]


def _name(holder: Entity, world: World, notes: Notes) -> str:
    return english(holder, world, notes)


def _reading(held: Sequence[State]) -> str:
    readings = list(dict.fromkeys(state.reading for state in held))
    return "divided" if len({h.id or h.text for state in held for h in state.holders}) > 1 else cells.join(readings)
