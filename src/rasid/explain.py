"""An id in, the reason for what bears it out: state <- event <- claim <- rule <- words, each link with why it is one.

One tree, as JSON and as text. A node has a `kind`, a `side` (for, against, end, context), and `why` it hangs there.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Protocol

from rasid.errors import NotFoundError
from rasid.records import NAMELESS, Json, Names, claim_to_json, differences_to_json, event_to_json, state_to_json
from rasid.text import Text
from rasid.times import TimeWords, bound_of
from rasid.types import Claim, Entity, Event, Judgement, Recorded, Report, State, Voice, When


class Shelf(Protocol):
    """Where records are looked up: the store, or what was folded as it was known on a day."""

    def state(self, id_: str) -> State: ...

    def event(self, id_: str) -> Event: ...

    def events_of(self, claim_id: str) -> Sequence[Event]: ...

    def claim(self, id_: str) -> Recorded: ...

    def claims_by_id(self, ids: Sequence[str]) -> Mapping[str, Recorded]: ...

    def report(self, id_: str) -> Report: ...

    def judgements(self, known_by: date | None = None) -> Iterable[Judgement]: ...


@dataclass(frozen=True, slots=True)
class Node:
    """One step of an explanation: `text` says it, `why` is the reason of the link to its parent, `data` the record itself."""

    kind: str  # state | event | claim | rule | words | judgement | context
    id: str
    text: str
    why: str = ""
    side: str = ""
    data: Json = field(default_factory=dict)
    children: tuple[Node, ...] = ()


def to_json(node: Node) -> Json:
    """The tree as JSON; keys that say nothing are left out."""
    data: dict[str, Any] = {"kind": node.kind, "id": node.id, "text": node.text}
    data |= {k: v for k, v in (("why", node.why), ("side", node.side), ("record", node.data)) if v}
    return data | ({"because": [to_json(c) for c in node.children]} if node.children else {})


def walk(node: Node, depth: int = 0) -> Iterator[tuple[int, Node]]:
    """Every node with its depth, in the order in which a reader reads."""
    yield depth, node
    for child in node.children:
        yield from walk(child, depth + 1)


class Explainer:
    """Explains what a shelf holds."""

    def __init__(
        self, shelf: Shelf, names: Names = NAMELESS, known_by: date | None = None, lang: str = "en", times: TimeWords | None = None
    ) -> None:
        self.shelf = shelf
        self.names = names
        self.lang = lang
        self.times = times  # to say when a report without a date was written, as far as its own text tells
        self.judged: dict[str, list[Judgement]] = {}
        for said in shelf.judgements(known_by):
            for id_ in {said.left, said.right} - {""}:
                self.judged.setdefault(id_, []).append(said)

    def explain(self, id_: str) -> Node:
        """The tree of a state, an event or a claim, by its id."""
        explainers: dict[str, Callable[[str], Node]] = {
            "s": lambda i: self.state(self.shelf.state(i)),
            "e": lambda i: self.event(self.shelf.event(i)),
            "c": lambda i: self.claim(self.shelf.claim(i)),
        }
        explain = explainers.get(id_.partition("-")[0])
        if explain is None:
            raise NotFoundError(f"{id_!r} is the id of no state (s-...), event (e-...) or claim (c-...)")
        return explain(id_)

    # --- state <- event ---

    def state(self, state: State) -> Node:
        for_, against = set(state.because), set(state.against)
        events = {e.id: e for c in (*state.because, *state.against) for e in self.shelf.events_of(c)}
        loose = [c for c in state.because if not any(c in e.claims for e in events.values())]
        children = [self._event_of(state, e, for_, against) for e in self._in_time(events.values())]
        demands = self.shelf.claims_by_id(loose)
        children += [self.claim(demands[c], why=_DEMAND, side="context") for c in loose if c in demands]
        why = f"inherited from {self.name(Entity(state.inherited_from, state.inherited_from))}" if state.inherited_from else ""
        return Node("state", state.id, self.state_text(state), why, "", state_to_json(state, self.names), tuple(children))

    def _event_of(self, state: State, event: Event, for_: set[str], against: set[str]) -> Node:
        mine = [c for c in event.claims if c in for_ or c in against]
        if any(c in against for c in mine) and not any(c in for_ for c in mine):
            return self.event(event, "it speaks against the state", "against", only=mine)
        if state.until is not None and _same_day(event.when, state.until) and not _same_day(event.when, state.since):
            return self.event(event, f"it ends the state ({state.until.edtf})", "end", only=mine)
        opens = _same_day(event.when, state.since)
        why = f"it opens the state ({state.since.edtf})" if opens and state.since else "it confirms that the state holds"
        return self.event(event, why, "for", only=mine)

    @staticmethod
    def _in_time(events: Iterable[Event]) -> list[Event]:
        return sorted(events, key=lambda e: ((e.when and (e.when.earliest or e.when.latest)) or date.max, e.id))

    # --- event <- claim ---

    def event(self, event: Event, why: str = "", side: str = "", only: Sequence[str] = ()) -> Node:
        wanted = [c for c in event.claims if not only or c in only]
        claims = self.shelf.claims_by_id(wanted)
        children = []
        for name, voices in (("for", event.for_), ("against", event.against)):
            for voice in voices:
                for id_ in voice.claims:
                    if id_ in claims:
                        children.append(self.claim(claims[id_], self._voice(voice), name))
        return Node("event", event.id, self.event_text(event), why, side, event_to_json(event, self.names), tuple(children))

    def _voice(self, voice: Voice) -> str:
        told = {"outlet": "the outlet itself", "named": "a named source", "anonymous": "anonymous sources, one voice an outlet"}
        why = f"voice {self.name(Entity(voice.voice, voice.voice))} ({told[voice.kind]})"
        return why + (", a party to the event" if voice.interested else "")

    # --- claim <- rule <- words ---

    def claim(self, recorded: Recorded, why: str = "", side: str = "") -> Node:
        c = recorded.claim
        quoted = self._words(c)
        rule = Node("rule", c.rule, c.rule or "no rule", f"read by {', '.join(c.by) or 'nobody named'}", children=tuple(quoted))
        notes = [Node("context", c.id, d["text"], "the coders differ", data=d) for d in differences_to_json(c)]
        notes += [self._judgement(j) for j in self.judged.get(c.id, ())]
        if recorded.withdrawn:
            notes.append(Node("context", c.id, f"no longer read since {recorded.withdrawn.date()}", "a newer reading does not find it"))
        return Node("claim", c.id, self.claim_text(c), why, side, claim_to_json(c), (rule, *notes))

    def _words(self, c: Claim) -> Iterator[Node]:
        text = self.shelf.report(c.report).text
        sentence = text[c.sentence.start : c.sentence.end]
        yield Node("words", c.report, sentence, f"report {c.report}, {c.outlet or 'no outlet'}, {c.published or self._undated(text)}")
        yield Node("words", "trigger", c.trigger.text, f"the word of the event, at {c.trigger.start}-{c.trigger.end}")
        for role in ("actor", "target", "place", "goods"):
            for value in c.role(role):
                meant = f"{value.id}" if value.id else "names nobody that is known"
                yield Node("words", role, value.text, f"{role}: {meant}, at {value.start}-{value.end}")
        if c.time is not None:
            yield Node("words", "time", c.time.text, f"time: {_when(c.when)}, at {c.time.start}-{c.time.end}")
        if c.source.text:
            yield Node("words", "source", c.source.text, f"source: {c.source.kind}, via {c.source.via or c.outlet}")

    def _undated(self, text: str) -> str:
        """A report without a date, and what its text says of it."""
        bound = bound_of(Text(text), self.times) if self.times else None
        return f"undated ({bound})" if bound else "undated"

    @staticmethod
    def _judgement(j: Judgement) -> Node:
        other = f" {j.right}" if j.right else ""
        return Node("judgement", j.id, f"{j.verdict}{other}", f"judged by {j.by} on {j.at.date()}" + (f": {j.note}" if j.note else ""))

    # --- in words ---

    def name(self, entity: Entity) -> str:
        bare = entity.id.removeprefix("anonymous:")
        known = self.names.name(bare).get(self.lang, "") if bare else ""
        return known or entity.text or entity.id

    def all_names(self, entities: Iterable[Entity]) -> str:
        return ", ".join(map(self.name, entities)) or "?"

    def state_text(self, s: State) -> str:
        place = f" {self.name(s.place)}" if s.place else ""
        goods = f" [{', '.join(s.goods)}]" if s.goods else ""
        demanded = f", demanded [{', '.join(s.demanded)}]" if s.demanded else ""
        part = " (part)" if s.extent == "part" else ""
        until = f" until {_when(s.until)}" if s.until else ""
        sponsor = f", sponsored by {self.all_names(s.sponsor)}" if s.sponsor else ""
        who = self.all_names(s.holders)
        return f"{s.kind}{place}: {who} {s.reading}{part}{goods}{demanded}{sponsor} since {_when(s.since)}{until}, {s.status}"

    def event_text(self, e: Event) -> str:
        target = f" > {self.all_names(e.target)}" if e.target else ""
        place = f" @ {self.all_names(e.place)}" if e.place else ""
        return f"{e.type}: {self.all_names(e.actor)}{target}{place}, {_when(e.when)}, {e.status}"

    def claim_text(self, c: Claim) -> str:
        who = c.source.id or c.source.text or c.source.kind
        date_ = f" ({_when(c.when)})" if c.when else ""
        return f"{c.type}{date_}: {self.name(Entity(who, c.source.text or who))} {c.stance}, {c.status}"


_DEMAND = "a demand to end it shows that it goes on; it is no voice for it"


def _when(when: When | None) -> str:
    if when is None:
        return "unknown"
    weekday = f", a {when.weekday.title()}" if when.weekday else ""
    return when.edtf + (f", {when.basis}{weekday}" if when.basis in ("published", "inferred") else "")


def _same_day(one: When | None, two: When | None) -> bool:
    return one is not None and two is not None and (one.earliest, one.latest) == (two.earliest, two.latest)
