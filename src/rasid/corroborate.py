"""Facts in, happenings and events out: which claims tell one event, whose independent voices stand for it and against it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import groupby
from typing import Literal

from rasid.copies import copies
from rasid.facts import AGAINST, FOR, IRREAL, WIDE_DAYS, Fact, FactReader
from rasid.happening import Happening, Speaker, entity, is_interested, place_entity, status_of, type_of, when_of
from rasid.judging import Rulings, connected, rule
from rasid.records import names_hash
from rasid.types import Claim, Entity, Event, Judgement, Recorded, Value, Voice, Where
from rasid.world import PERSON, World

Sentences = Callable[[Claim], str]


# Types that may tell one happening although they differ. Complete link: every pair in an event must be allowed.
_PAIRS = frozenset(
    {
        frozenset(("control.take", "control.lose")),
        frozenset(("control.take", "control.handover")),
        frozenset(("fight.clash", "fight.attack")),
        frozenset(("talks.meet", "talks.mediate")),
    }
)


def no_sentences(claim: Claim) -> str:
    """For callers that have no texts: no copies are found then."""
    return ""


def corroborate(
    claims: Iterable[Recorded],
    judgements: Iterable[Judgement],
    world: World,
    sentences: Sentences = no_sentences,
) -> list[Event]:
    """All events of these claims, under these judgements, in a fixed order."""
    rulings = rule(judgements)
    reader = FactReader(world, rulings.same_entities())
    facts = reader.facts(rulings.apply(claims))
    return [
        h.event for block, inside in in_blocks(facts, rulings).items() for h in happenings(block, inside, rulings, reader, sentences)
    ]


def in_blocks(facts: Iterable[Fact], rulings: Rulings) -> dict[str, list[Fact]]:
    """Facts by block, each with only the places that lie there; blocks that a judgement `same` ties together are one."""
    blocks: dict[str, list[Fact]] = defaultdict(list)
    for fact in facts:
        for name, places in fact.blocks:
            blocks[name].append(fact if places == fact.places else fact._replace(places=places))
    heads = merged_blocks(blocks, rulings)
    for name in sorted(set(heads) & set(blocks)):
        if heads[name] != name:
            blocks[heads[name]].extend(blocks.pop(name))
    for name in {h for n, h in heads.items() if n != h} & set(blocks):
        blocks[name] = _joined(blocks[name])
    return {name: _in_order(blocks[name]) for name in sorted(blocks)}


def _in_order(facts: list[Fact]) -> list[Fact]:
    """Each claim once, in an order that does not depend on that of arrival."""
    return facts if len(facts) == 1 else sorted({f.claim.id: f for f in facts}.values(), key=lambda f: f.order)


def _joined(facts: Iterable[Fact]) -> list[Fact]:
    """Of one claim, one fact: its places that lay in blocks which are now one come together again."""
    found: dict[str, Fact] = {}
    for fact in facts:
        known = found.setdefault(fact.claim.id, fact)
        if known is not fact:
            places = tuple(p for p in _all_places(known) if p in known.places or p in fact.places)
            found[fact.claim.id] = known._replace(places=places)
    return list(found.values())


def _all_places(fact: Fact) -> tuple[str, ...]:
    return tuple(p for _, places in fact.blocks for p in places)


def merged_blocks(blocks: Mapping[str, Sequence[Fact]], rulings: Rulings) -> dict[str, str]:
    """Blocks that hold claims which people called the same event -> the block that takes them all."""
    groups = rulings.same_claims()
    if not groups:
        return {}
    seats: dict[str, set[str]] = defaultdict(set)
    for name, facts in blocks.items():
        for fact in facts:
            if (head := groups.get(fact.claim.id)) is not None:
                seats[head].add(name)
    return connected((min(names), name) for names in seats.values() for name in names)


# --- which facts tell one happening ----------------------------------------------------------------------------------


class _Cluster:
    """Facts that all agree with each other; facts alike are compared once."""

    __slots__ = ("alike", "claims", "facts", "forced", "hi", "lo")

    def __init__(self, facts: Sequence[Fact], forced: bool = False) -> None:
        self.forced = forced
        self.facts: list[Fact] = []
        self.claims: set[str] = set()
        self.alike: dict[tuple[object, ...], Fact] = {}
        self.lo, self.hi = facts[0].lo, facts[0].hi
        for fact in facts:
            self.add(fact)

    def add(self, fact: Fact) -> None:
        self.facts.append(fact)
        self.claims.add(fact.claim.id)
        self.alike.setdefault(_signature(fact), fact)
        self.lo, self.hi = max(self.lo, fact.lo), min(self.hi, fact.hi)


def _signature(fact: Fact) -> tuple[object, ...]:
    report = "" if _placed_in_time(fact) else fact.claim.report
    return fact.claim.type, fact.a, fact.b, fact.places, fact.lo, fact.hi, fact.loose, report


def happenings(block: str, facts: Iterable[Fact], rulings: Rulings, reader: FactReader, sentences: Sentences) -> Iterator[Happening]:
    """The happenings of one block, in order."""
    real = [f for f in facts if f.side != IRREAL]
    if len(real) == 1:
        yield _happening(block, real, reader, sentences)
        return
    for _, group in groupby(sorted(real, key=lambda f: (f.group, f.order)), key=lambda f: f.group):
        for cluster in _clusters(list(group), rulings, reader):
            yield _happening(block, cluster, reader, sentences)


def _clusters(facts: Sequence[Fact], rulings: Rulings, reader: FactReader) -> list[list[Fact]]:
    """Complete link in a fixed order: precise dates first, then what has none, then dates that span weeks, so that a vague
    claim joins the event that it fits best and never keeps two precise ones apart."""
    if len(facts) == 1:
        return [list(facts)]
    forced = _forced(facts, rulings)
    done = [_Cluster(group, forced=True) for group in forced]
    taken = {id(f) for group in forced for f in group}
    rounds: tuple[list[Fact], list[Fact], list[Fact]] = ([], [], [])
    for fact in facts:
        if id(fact) not in taken:
            rounds[0 if fact.dated and fact.hi - fact.lo <= WIDE_DAYS else 2 if fact.dated else 1].append(fact)
    for together in rounds:
        _sweep(together, done, rulings, reader)
    return [c.facts for c in done]


def _sweep(facts: Sequence[Fact], done: list[_Cluster], rulings: Rulings, reader: FactReader) -> None:
    """Goes through facts by their first day; a fact only looks at clusters whose days it can reach."""
    waiting = sorted((c for c in done if not c.forced), key=lambda c: c.lo, reverse=True)
    active = [c for c in done if c.forced]
    for fact in facts:
        while waiting and waiting[-1].lo <= fact.hi + 1:
            active.append(waiting.pop())
        active = [c for c in active if c.forced or c.hi + 1 >= fact.lo]
        _join(fact, active, done, rulings, reader)


def _forced(facts: Sequence[Fact], rulings: Rulings) -> list[list[Fact]]:
    """Facts that people called the same."""
    heads = rulings.same_claims()
    groups: dict[str, list[Fact]] = defaultdict(list)
    for fact in facts if heads else ():
        if (head := heads.get(fact.claim.id)) is not None:
            groups[head].append(fact)
    return list(groups.values())


def _join(fact: Fact, active: list[_Cluster], done: list[_Cluster], rulings: Rulings, reader: FactReader) -> None:
    signature = _signature(fact)
    takers = [
        c
        for c in active
        if not (rulings.different and _kept_apart(fact, c, rulings))
        and (signature in c.alike or all(same_happening(fact, f, reader) for f in c.alike.values()))
    ]
    if takers:
        max(takers, key=lambda c: _closeness(fact, c)).add(fact)
        return
    new = _Cluster([fact])
    active.append(new)
    done.append(new)


def _closeness(fact: Fact, cluster: _Cluster) -> tuple[bool, bool, bool, int]:
    """Of several events that a fact may tell of, the likeliest: same place, then type, then parties, then the nearest day."""
    members = cluster.alike.values()
    return (
        any(f.places == fact.places for f in members),
        any(f.claim.type == fact.claim.type for f in members),
        any(f.a == fact.a for f in members),
        -abs(cluster.hi - fact.hi),
    )


def _kept_apart(fact: Fact, cluster: _Cluster, rulings: Rulings) -> bool:
    id_ = fact.claim.id
    return any((min(id_, c), max(id_, c)) in rulings.different for c in cluster.claims)


def same_happening(f: Fact, g: Fact, reader: FactReader) -> bool:
    """Type, days, places and parties allow that two facts tell one happening."""
    if f.claim.type != g.claim.type and frozenset((f.claim.type, g.claim.type)) not in _PAIRS:
        return False
    slack = 1 if f.loose or g.loose else 0
    if f.lo - slack > g.hi or g.lo - slack > f.hi:
        return False
    if not (_placed_in_time(f) and _placed_in_time(g)) and f.claim.report != g.claim.report:
        return False
    return _places_agree(f, g, reader) and _parties_agree(f, g, reader)


def _placed_in_time(fact: Fact) -> bool:
    return fact.dated or fact.claim.published is not None


def _places_agree(f: Fact, g: Fact, reader: FactReader) -> bool:
    if f.places == g.places:
        return bool(f.places) or bool((f.a and g.a) or (f.b and g.b))
    if not f.places or not g.places:
        return f.group.startswith("talks.") or f.group == "contact"
    small, large = (f.places, g.places) if len(f.places) <= len(g.places) else (g.places, f.places)
    return all(any(_one_in_other(s, other, reader) for other in large) for s in small)


def _one_in_other(one: str, two: str, reader: FactReader) -> bool:
    if one == two:
        return True
    inside = two in reader.path_of(one) or one in reader.path_of(two)
    return inside and not (reader.wide(one) or reader.wide(two))


def _parties_agree(f: Fact, g: Fact, reader: FactReader) -> bool:
    day = min(f.hi, g.hi)
    if f.group == "battle" and f.claim.type != g.claim.type:
        return reader.agree(f.a | f.b, g.a | g.b, day)
    if not reader.agree(f.a, g.a, day):
        return False
    if f.group not in ("change", "control.hold") and (_only_words(f.b) or _only_words(g.b)):
        return True  # a bus or a hospital is not another event than the people in it
    return reader.agree(f.b, g.b, day)


def _only_words(parties: frozenset[str]) -> bool:
    return all(p.startswith("~") for p in parties)


# --- the event that they tell ----------------------------------------------------------------------------------------


def _happening(block: str, facts: Sequence[Fact], reader: FactReader, sentences: Sentences) -> Happening:
    if len(facts) == 1:
        return _told_once(block, facts[0], reader)
    speakers = _speakers(facts, reader, sentences)
    for_ = _voices(facts, FOR, speakers, reader)
    against = _voices(facts, AGAINST, speakers, reader)
    type_ = type_of(facts)
    told = [f for f in facts if f.claim.type == type_] or list(facts)
    ids = tuple(f.claim.id for f in facts)
    event = Event(
        id=names_hash("e", block, *sorted(ids)),
        type=type_,
        actor=_entities(told, "actor", reader),
        target=_entities(told, "target", reader) or _losers(facts, type_, reader),
        place=_place_entities(facts),
        goods=_entities(told, "goods", reader),
        when=when_of(facts),
        where=_wheres(facts),
        status=status_of(len(for_), len(against)),
        for_=for_,
        against=against,
        claims=ids,
    )
    return Happening(event, tuple(facts), speakers)


def _told_once(block: str, fact: Fact, reader: FactReader) -> Happening:
    """The same for the many events that one claim tells, without counting what is there once."""
    c, speaker = fact.claim, speaker_of(fact.claim, reader)
    interested = is_interested(speaker, fact.a | fact.b, fact.hi, reader)
    voices = (Voice(speaker.id, speaker.kind, interested, (c.id,)),)
    for_, against = (voices, ()) if fact.side == FOR else ((), voices)
    event = Event(
        id=names_hash("e", block, c.id),
        type=c.type,
        actor=_each_once(c.actor, reader),
        target=_each_once(c.target, reader),
        place=tuple(Entity(*place_entity(p, (fact,))) for p in fact.places),
        goods=_each_once(c.goods, reader),
        when=c.when if fact.dated else when_of((fact,)),
        where=c.where if len(c.where) == 1 and c.where[0].place else _wheres((fact,)),
        status=status_of(len(for_), len(against)),
        for_=for_,
        against=against,
        claims=(c.id,),
    )
    return Happening(event, (fact,), {c.id: speaker})


def _each_once(values: Sequence[Value], reader: FactReader) -> tuple[Entity, ...]:
    if len(values) < 2:
        return tuple(entity(reader.key(value), value.text) for value in values)
    found: dict[str, Value] = {}
    for value in values:
        found.setdefault(reader.key(value), value)
    return tuple(entity(key, value.text) for key, value in found.items())


def _losers(facts: Sequence[Fact], type_: str, reader: FactReader) -> tuple[Entity, ...]:
    if type_ != "control.take":
        return ()
    return _entities([f for f in facts if f.claim.type == "control.lose"], "actor", reader)


def _entities(facts: Sequence[Fact], role: Literal["actor", "target", "goods"], reader: FactReader) -> tuple[Entity, ...]:
    """The fillers of a role, the most often named first, each once."""
    count: Counter[str] = Counter()
    first: dict[str, Value] = {}
    for fact in facts:
        for value in fact.claim.role(role):
            key = reader.key(value)
            count[key] += 1
            first.setdefault(key, value)
    order = list(first)
    return tuple(entity(key, first[key].text) for key in sorted(order, key=lambda k: (-count[k], order.index(k))))


def _place_entities(facts: Sequence[Fact]) -> tuple[Entity, ...]:
    count: Counter[str] = Counter(p for f in facts for p in f.places)
    order = list(count)
    return tuple(Entity(*place_entity(k, facts)) for k in sorted(order, key=lambda k: (-count[k], order.index(k))))


def _wheres(facts: Sequence[Fact]) -> tuple[Where, ...]:
    """What the resolver knew of each place; of several readings of one place, the one with the smallest radius."""
    found: dict[str, Where] = {}
    for fact in facts:
        for where in fact.claim.where:
            best = found.get(where.place)
            if where.place and (best is None or (where.radius_km or 1e9) < (best.radius_km or 1e9)):
                found[where.place] = where
    return tuple(found.values())


# --- who speaks ------------------------------------------------------------------------------------------------------


def speaker_of(claim: Claim, reader: FactReader) -> Speaker:
    """The root of the source chain: a name, all anonymous sources of an outlet as one, or the outlet (or agency) itself."""
    source = claim.source
    root = source.via.partition(">")[0] or claim.outlet
    if source.kind == "anonymous":
        return Speaker(f"anonymous:{root}", "anonymous")
    if source.kind == "outlet":
        return Speaker(root or source.id or f"report:{claim.report}", "outlet")
    key = reader.alias.get(source.id, source.id) or reader.key(Entity("", source.text))
    if not key.startswith("~") and reader.world.actor_kind(key) == PERSON:
        above = reader.world.above(key, claim.published)
        return Speaker(above[0] if above else key, "named")
    return Speaker(key, "named")


def _speakers(facts: Sequence[Fact], reader: FactReader, sentences: Sentences) -> dict[str, Speaker]:
    found = {f.claim.id: speaker_of(f.claim, reader) for f in facts}
    if len(set(found.values())) > 1 and len({f.claim.report for f in facts}) > 1:
        for side in (FOR, AGAINST):
            _copies_are_one(sorted((f for f in facts if f.side == side), key=_first_published), found, sentences)
    return found


def _first_published(fact: Fact) -> tuple[date, tuple[int, int, str, int, str]]:
    return fact.claim.published or date.max, fact.order


def _copies_are_one(facts: Sequence[Fact], found: dict[str, Speaker], sentences: Sentences) -> None:
    """Of copies, the first published keeps its voice, and the others speak with it."""
    if len({found[f.claim.id] for f in facts}) < 2:
        return
    for i, j in copies([sentences(f.claim) for f in facts]):
        found[facts[j].claim.id] = found[facts[i].claim.id]


def _voices(facts: Sequence[Fact], side: int, speakers: Mapping[str, Speaker], reader: FactReader) -> tuple[Voice, ...]:
    said: dict[Speaker, list[str]] = {}
    for fact in facts:
        if fact.side == side:
            said.setdefault(speakers[fact.claim.id], []).append(fact.claim.id)
    parties = frozenset().union(*(f.a | f.b for f in facts))
    day = min(f.hi for f in facts)
    return tuple(Voice(s.id, s.kind, is_interested(s, parties, day, reader), tuple(claims)) for s, claims in sorted(said.items()))
