"""The id of a state, event or claim in, a tree of nodes out: each with what it is, why it is there, and what it rests on."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rasid.errors import NotFoundError
from rasid.records import Json, event_to_json
from rasid.types import Event, State
from rasid.web.services import Services
from rasid.web.shape import claim_items, event_item, state_item


def tree(services: Services, id_: str) -> Json:
    """The node of the id."""
    makers = {"s": _of_state, "e": _of_event, "c": _of_claim}
    make = makers.get(id_.partition("-")[0])
    if make is None:
        raise NotFoundError(f"{id_!r} is no id of a state (s-...), event (e-...) or claim (c-...)")
    return make(services, id_)


def _node(kind: str, id_: str, why: str, item: Json, children: Sequence[Json] = ()) -> Json:
    return {"kind": kind, "id": id_, "why": why, "item": item, "children": list(children)}


def _of_state(services: Services, id_: str) -> Json:
    state = services.store.state(id_)
    events: dict[str, Event] = {}
    for claim in (*state.because, *state.against):
        events |= {e.id: e for e in services.store.events_of(claim)}
    ordered = sorted(events.values(), key=lambda e: (str(e.when.earliest if e.when else ""), e.id))
    children = [_event(services, e, _why_event(e, state)) for e in ordered]
    loose = [c for c in (*state.because, *state.against) if not any(c in e.claims for e in ordered)]
    return _node("state", id_, "", state_item(state, services.engine), [*children, *_claims(services, loose, {})])


def _why_event(event: Event, state: State) -> str:
    return "against" if set(event.claims) <= set(state.against) else "because"


def _of_event(services: Services, id_: str) -> Json:
    return _event(services, services.store.event(id_), "")


def _event(services: Services, event: Event, why: str) -> Json:
    side = {c: word for word, voices in (("for", event.for_), ("against", event.against)) for v in voices for c in v.claims}
    return _node("event", event.id, why, event_item(event_to_json(event), services.engine), _claims(services, event.claims, side))


def _of_claim(services: Services, id_: str) -> Json:
    services.store.claim(id_)
    return _claims(services, [id_], {})[0]


def _claims(services: Services, ids: Iterable[str], side: dict[str, str]) -> list[Json]:
    wanted = list(ids)
    found = services.store.claims_by_id(wanted)
    items = claim_items(services, [found[i] for i in wanted if i in found])
    return [_node("claim", i["id"], side.get(i["id"], "mentioned"), i, [_rule(i)]) for i in items]


def _rule(item: Json) -> Json:
    words = _node("words", item["report"], item["trigger"]["text"], {"quotation": item["quotation"], "report": item["report"]})
    rule = {"rule": item["rule"], "by": item["by"], "features": item.get("features", [])}
    return _node("rule", item["rule"], item["by"], rule, [words])
