"""The id of a state, event or claim in, the tree of its reasons out, as `rasid explain --json` gives it, with names and quotations."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Literal

from rasid.derive import valid
from rasid.errors import NotFoundError
from rasid.explain import Explainer, Node, to_json, walk
from rasid.records import Json, event_from_json
from rasid.types import Event, Judgement, Recorded, Report, State
from rasid.web import rows
from rasid.web.derived import Derived
from rasid.web.services import Services
from rasid.web.shape import claim_item, event_item, state_item


def tree(services: Services, id_: str, known_by: date | None, lang: Literal["ar", "en"]) -> Json:
    """The tree. The record of each node is what the lists show of it."""
    shelf = _Shelf(services, known_by)
    node = Explainer(shelf, services.engine.world, known_by, lang, services.engine.knowledge.times).explain(id_)
    claims = {n.id for _, n in walk(node) if n.kind == "claim"}
    items = shelf.items(sorted(claims))
    return _told(services, shelf, node, items)


def _told(services: Services, shelf: _Shelf, node: Node, items: Mapping[str, Json]) -> Json:
    told = to_json(Node(node.kind, node.id, node.text, node.why, node.side))
    if node.kind == "claim" and node.id in items:
        told["record"] = items[node.id]
    elif node.kind == "event":
        told["record"] = event_item(node.data, services.engine)
    elif node.kind == "state":
        told["record"] = state_item(shelf.state(node.id), services.engine)
    elif node.kind == "context" and node.data:
        told["record"] = node.data
    if node.children:
        told["because"] = [_told(services, shelf, child, items) for child in node.children]
    return told


class _Shelf:
    """Where the explainer looks records up: what is folded now, or what was known by a day."""

    def __init__(self, services: Services, known_by: date | None) -> None:
        self._services, self._store, self._known_by = services, services.store, known_by
        self._derived: Derived = services.derived(known_by)

    def state(self, id_: str) -> State:
        if self._known_by is None:
            return self._store.state(id_)
        found = next((s for s in self._derived.states.all if s.id == id_), None)
        if found is None:
            raise NotFoundError(f"no state {id_!r} was known by {self._known_by}")
        return found

    def event(self, id_: str) -> Event:
        if self._known_by is None:
            return self._store.event(id_)
        found = next((r[0] for r in self._derived.events.rows if r[1] == id_), None)
        if found is None:
            raise NotFoundError(f"no event {id_!r} was known by {self._known_by}")
        return event_from_json(self._derived.events.bodies([found])[found])

    def events_of(self, claim_id: str) -> Sequence[Event]:
        if self._known_by is None:
            return self._store.events_of(claim_id)
        numbers = self._derived.events.of_claim(claim_id)
        return [event_from_json(body) for body in self._derived.events.bodies(numbers).values()]

    def claim(self, id_: str) -> Recorded:
        return self._store.claim(id_)

    def claims_by_id(self, ids: Sequence[str]) -> Mapping[str, Recorded]:
        return self._store.claims_by_id(ids)

    def report(self, id_: str) -> Report:
        return self._store.report(id_)

    def judgements(self, known_by: date | None = None) -> Iterable[Judgement]:
        return valid(self._services.judged().all, known_by)

    def items(self, ids: Sequence[str]) -> dict[str, Json]:
        """Claims as lists show them."""
        found = self._store.claims_by_id(ids)
        reports = rows.reports(self._store.engine, (r.claim.report for r in found.values()))
        return {id_: claim_item(self._services, r, reports.get(r.claim.report), self._known_by) for id_, r in found.items()}
