"""Happenings in, states out: control, siege, access and talks, folded from claims alone; and what holds on a given day."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from rasid.facts import IRREAL, Fact, FactReader
from rasid.happening import Happening
from rasid.ledger.control import fold_control
from rasid.ledger.moves import moves
from rasid.ledger.passage import AccessFold, SiegeFold
from rasid.ledger.talks import TalksFold
from rasid.ledger.tenure import Tenure, to_state
from rasid.ledger.view import Reading, divided, holds_on, last_day, states_at, states_of_place
from rasid.records import names_hash
from rasid.types import State

__all__ = ["Reading", "fold", "holds_on", "last_day", "states_at", "states_of_place"]


def fold(happened: Sequence[Happening], facts: Iterable[Fact], reader: FactReader) -> list[State]:
    """The states of one block, from its happenings and its facts (of which only demands are looked at here)."""
    layers = frozenset().union(*(reader.layers(h.event.type) for h in happened))
    if not layers:
        return []
    tenures: list[Tenure] = []
    if "control" in layers:
        tenures += fold_control(moves(happened, "control", reader.world), reader)
    if layers & {"siege", "access"}:
        tenures += _passage(happened, _demands(facts, reader), reader)
    if "talks" in layers:
        for found in moves(happened, "talks", reader.world).values():
            tenures += TalksFold(reader).fold(found)
    return divided(_each_once([to_state(t, reader) for t in tenures])) if tenures else []


def _passage(happened: Sequence[Happening], demands: Mapping[tuple[str, str], list[Fact]], reader: FactReader) -> Iterator[Tenure]:
    for place, found in moves(happened, "siege", reader.world).items():
        yield from SiegeFold(place, reader).fold(found, demands["siege", place])
    for place, found in moves(happened, "access", reader.world).items():
        yield from AccessFold(place, reader).fold(found, demands["access", place])


def _demands(facts: Iterable[Fact], reader: FactReader) -> Mapping[tuple[str, str], list[Fact]]:
    """Demands to lift or open, by layer and place, in order."""
    found: dict[tuple[str, str], list[Fact]] = defaultdict(list)
    for fact in facts:
        claim = fact.claim
        if fact.side == IRREAL and (claim.stance == "demands" or claim.status == "demanded"):
            for layer, effect in reader.world.effect(claim.type).items():
                if effect in ("end", "open"):
                    for place in fact.places:
                        found[layer, place].append(fact)
    return found


def _each_once(states: Iterable[State]) -> list[State]:
    """Two stretches alike in everything that makes the id (a place that changes hands twice on a day) get two ids."""
    seen: dict[str, int] = defaultdict(int)
    found = []
    for state in states:
        seen[state.id] += 1
        again = seen[state.id]
        found.append(state if again == 1 else replace(state, id=names_hash("s", state.id, str(again))))
    return found
