"""One stretch of a state while it is folded: who, since when, on whose word; and the State that it becomes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from rasid.facts import FIRST, LAST, Fact, FactReader, words_key
from rasid.happening import Speaker, place_entity, status_of
from rasid.ledger.moves import Move
from rasid.records import names_hash
from rasid.types import Entity, State, StateKind, When


@dataclass(slots=True, eq=False)
class Tenure:
    """Open until `close`. `known` is the last day on which it is known to have held."""

    kind: StateKind
    reading: str
    place: str
    holders: frozenset[str]
    since: When | None
    lo: int
    known: int
    part: bool = False
    goods: frozenset[str] = frozenset()
    sponsor: frozenset[str] = frozenset()
    until: When | None = None
    closed: bool = False
    pro: list[Fact] = field(default_factory=list)
    con: list[Fact] = field(default_factory=list)
    demands: list[Fact] = field(default_factory=list)
    presumed: list[Fact] = field(default_factory=list)
    ended: list[Fact] = field(default_factory=list)
    speakers: dict[str, Speaker] = field(default_factory=dict)
    named: list[Fact] = field(default_factory=list)  # of a tenure that follows another: facts that name what it takes over

    def support(self, move: Move) -> None:
        """The move says the same: it confirms the tenure, and its deniers are against it."""
        self.speakers |= move.speakers
        self.pro += move.pro
        self.con += move.con
        if move.pro and not move.past:
            self.known = max(self.known, move.at)

    def goes_on(self, facts: Sequence[Fact]) -> None:
        """A demand to end it, or a denial that it ended, shows that it goes on; neither is a voice for it."""
        self.presumed += facts
        self.known = max((self.known, *(f.hi for f in facts)))

    def oppose(self, facts: Iterable[Fact], move: Move) -> None:
        self.speakers |= move.speakers
        self.con += facts

    def close(self, until: When | None, facts: Iterable[Fact]) -> None:
        self.until, self.closed = until, True
        self.ended += facts

    def voices(self) -> set[Speaker]:
        return {self.speakers[f.claim.id] for f in self.pro}

    def contested(self) -> bool:
        return bool(self.con)


class Line:
    """The tenures of one place (or one set of parties) in the making; only the open ones are looked at again."""

    def __init__(self) -> None:
        self.done: list[Tenure] = []
        self._now: list[Tenure] = []

    def add(self, tenure: Tenure) -> None:
        self.done.append(tenure)
        self._now.append(tenure)

    def now(self) -> list[Tenure]:
        """What has not ended."""
        if any(t.closed for t in self._now):
            self._now = [t for t in self._now if not t.closed]
        return self._now


def opened(kind: StateKind, reading: str, place: str, holders: frozenset[str], move: Move, since: When | None) -> Tenure:
    """A tenure that begins with a move."""
    lo = since.earliest.toordinal() if since and since.earliest else FIRST
    tenure = Tenure(kind, reading, place, holders, since, lo, move.at, part=move.part)
    if kind == "access":
        tenure.goods = move.goods
    tenure.support(move)
    return tenure


def followed(before: Tenure, reading: str, move: Move, since: When | None) -> Tenure:
    """What a tenure turns into by a move: the same place, holders and goods under another reading."""
    after = opened(before.kind, reading, before.place, before.holders, move, since)
    after.goods, after.sponsor = before.goods, before.sponsor
    after.named = [*before.named, *before.pro]
    before.close(since, move.pro)
    return after


def unknown_until(day: int) -> When | None:
    """Begun at an unknown time, not after the day."""
    return When(f"../{(d := date.fromordinal(day))}", None, d, "unknown", "published") if FIRST < day < LAST else None


def between(first: int, last: int) -> When | None:
    """At an unknown day from the first to the last."""
    if not FIRST < first < last:
        return unknown_until(last)
    one, two = date.fromordinal(first), date.fromordinal(last)
    return When(f"{one}/{two}", one, two, "unknown", "inferred")


def turn(move: Move, known: int) -> When | None:
    """When a move ended what was known to hold on a day: its own date, or some day between."""
    undated = move.when is None or move.when.earliest is None
    return between(known, move.at) if undated else move.when


def to_state(tenure: Tenure, reader: FactReader) -> State:
    """The tenure as a State, its claims in a fixed order and each once."""
    if len(tenure.pro) == 1 and not (tenure.con or tenure.ended or tenure.presumed or tenure.named):
        return _told_once(tenure, reader)
    because = _ids([*tenure.pro, *tenure.ended, *tenure.presumed])
    against = tuple(c for c in _ids(tenure.con) if c not in because) if tenure.con else ()
    for_, opposing = tenure.voices(), {tenure.speakers[f.claim.id] for f in tenure.con}
    told = [*tenure.pro, *tenure.con, *tenure.named, *tenure.ended]
    return State(
        id=_state_id(tenure),
        kind=tenure.kind,
        place=Entity(*place_entity(tenure.place, told)) if tenure.place else None,
        holders=_entities(tenure.holders, told, reader),
        sponsor=_entities(tenure.sponsor, told, reader),
        goods=goods_texts(told, tenure.goods) if tenure.goods else (),
        reading=tenure.reading,
        since=tenure.since,
        until=tenure.until,
        last_support=_last_support(tenure),
        extent="part" if tenure.part else "whole",
        status=status_of(len(for_), len(opposing)),
        inherited_from="",
        because=because,
        against=against,
        demanded=goods_texts(tenure.demands) if tenure.demands and tenure.kind == "access" else (),
    )


def _told_once(t: Tenure, reader: FactReader) -> State:
    """The same for the many tenures that one claim tells and nothing ends."""
    (fact,) = told = t.pro
    return State(
        _state_id(t),
        t.kind,
        Entity(*place_entity(t.place, told)) if t.place else None,
        _entities(t.holders, told, reader),
        _entities(t.sponsor, told, reader) if t.sponsor else (),
        goods_texts(told, t.goods) if t.goods else (),
        t.reading,
        t.since,
        t.until,
        fact.claim.published or _last_support(t),
        "part" if t.part else "whole",
        "reported",
        "",
        (fact.claim.id,),
        (),
    )


def _state_id(tenure: Tenure) -> str:
    since = tenure.since.edtf if tenure.since else ""
    who, goods = chr(30).join(sorted(tenure.holders)), chr(30).join(sorted(tenure.goods))
    return names_hash("s", tenure.kind, tenure.reading, tenure.place, who, goods, since)


def _ids(facts: Sequence[Fact]) -> tuple[str, ...]:
    if len(facts) == 1:
        return (facts[0].claim.id,)
    return tuple(dict.fromkeys(f.claim.id for f in sorted(facts, key=_told_order)))


def _told_order(fact: Fact) -> tuple[date, tuple[int, int, str, int, str]]:
    return fact.claim.published or date.max, fact.order


def _last_support(tenure: Tenure) -> date | None:
    days = [f.claim.published for f in (*tenure.pro, *tenure.presumed) if f.claim.published]
    days += [f.claim.when.latest for f in tenure.pro if not f.claim.published and f.claim.when and f.claim.when.latest]
    return max(days, default=None)


def _entities(keys: frozenset[str], facts: Sequence[Fact], reader: FactReader) -> tuple[Entity, ...]:
    """Each key with the words that first named it; words without an id keep no id."""
    if not keys:
        return ()
    words: dict[str, str] = {}
    for fact in facts:
        for value in (*fact.claim.actor, *fact.claim.target):
            if (key := reader.key(value)) in keys:
                words.setdefault(key, value.text)
        if len(words) == len(keys):
            break
    return tuple(Entity("" if key.startswith("~") else key, words.get(key, key.removeprefix("~"))) for key in sorted(keys))


def goods_texts(facts: Iterable[Fact], keys: frozenset[str] | None = None) -> tuple[str, ...]:
    """The words for each of the goods, as first written; `keys` keeps only some."""
    found: dict[str, str] = {}
    for fact in facts:
        for value in fact.claim.goods:
            found.setdefault(value.id or words_key(value.text), value.text)
    return tuple(text for key, text in found.items() if keys is None or key in keys)
