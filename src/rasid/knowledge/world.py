"""The codebook, the actors and the outlets as files in, typed records and their names out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from rasid.gazetteer import Gazetteer, PlaceRow
from rasid.knowledge.files import Entry, Faults, entries, keys_right, unique, words_of
from rasid.names import Named, NameTree
from rasid.text import fold

_EVENT_KEYS = ("id", "ar", "says", "roles", "effect", "acled", "plover", "cameo", "access")
_ACTOR_KEYS = (
    "id", "kind", "name", "names", "latin", "scoped", "part_of", "speaks_for", "country", "qid", "metonym", "adjective", "acled",
)  # fmt: skip
_OUTLET_KEYS = ("id", "name", "names", "latin", "domains", "telegram", "country")
_STANDS = ("alone", "governed", "announced")
ACTOR_KINDS = (
    "state", "government", "ministry", "parliament", "court", "party", "council", "military", "unit", "police", "intelligence",
    "paramilitary", "armed-group", "alliance", "igo", "ngo", "monitor", "agency", "outlet", "company", "community", "union",
    "person", "religious",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class EventType:
    """One type of the codebook, with what it does to the ledger and its codes in other standards (None: they cannot say it)."""

    id: str
    ar: str
    says: str
    roles: tuple[str, ...]
    effect: Mapping[str, str]
    acled: Any
    plover: Any
    cameo: str | None
    access: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Affiliation:
    """What an actor belongs to, from when to when (None: open)."""

    to: str
    since: date | None = None
    until: date | None = None

    def holds(self, day: date | None) -> bool:
        """On this day (an unknown day: whenever)."""
        return day is None or ((self.since is None or self.since <= day) and (self.until is None or day <= self.until))


@dataclass(frozen=True, slots=True)
class Actor:
    """An organisation, state or public figure, under a neutral name."""

    id: str
    kind: str
    ar: str
    en: str
    names: tuple[str, ...]
    latin: tuple[str, ...]
    scoped: tuple[tuple[str, frozenset[str]], ...]
    part_of: tuple[Affiliation, ...]
    speaks_for: tuple[str, ...]
    countries: tuple[str, ...]
    metonyms: tuple[str, ...]
    adjectives: tuple[str, ...]
    acled: str
    qid: str


@dataclass(frozen=True, slots=True)
class Outlet:
    """A newspaper, channel, agency or site that reports."""

    id: str
    ar: str
    en: str
    names: tuple[str, ...]
    latin: tuple[str, ...]
    domains: tuple[str, ...]
    telegram: tuple[str, ...]
    country: str


def read_codebook(path: Path, faults: Faults) -> dict[str, EventType]:
    """The event types by id."""
    found: dict[str, EventType] = {}
    for e in entries(path, faults, _EVENT_KEYS, ("id", "ar", "says", "roles", "effect", "acled", "plover", "cameo")):
        found[e["id"]] = EventType(
            e["id"],
            e["ar"],
            e["says"],
            tuple(e["roles"]),
            dict(e["effect"]),
            e["acled"],
            e["plover"],
            e["cameo"],
            tuple(e.get("access", ())),
        )
    return found


def read_actors(folder: Path, faults: Faults) -> dict[str, Actor]:
    """The actors of all theatres by id; ids that `part_of` and `speaks_for` name must exist."""
    found: dict[str, Actor] = {}
    seen: list[tuple[str, Path, int]] = []
    links: list[tuple[str, Path, int]] = []
    for path in sorted(folder.glob("*.yaml")):
        for entry in entries(path, faults, _ACTOR_KEYS, ("id", "kind", "name")):
            actor = _actor(entry, path, faults)
            found[actor.id] = actor
            seen.append((actor.id, path, entry.line))
            links += [(to, path, entry.line) for to in (*(a.to for a in actor.part_of), *actor.speaks_for)]
    unique(seen, faults)
    for to, path, line in links:
        if to not in found:
            faults.add(path, line, f"no actor has the id {to!r}")
    _no_twins(found, seen, faults)
    return found


def _actor(entry: Entry, path: Path, faults: Faults) -> Actor:
    if entry["kind"] not in ACTOR_KINDS:
        faults.add(path, entry.line, f"unknown kind {entry['kind']!r}; known: {', '.join(ACTOR_KINDS)}")
    affiliations = []
    for link in entry.get("part_of") or ():
        if isinstance(link, Entry) and keys_right(link, path, faults, ("to", "since", "until"), ("to",)):
            affiliations.append(Affiliation(str(link["to"]), _day(link, "since", path, faults), _day(link, "until", path, faults)))
    scoped = tuple((str(s["name"]), frozenset(words_of(s["in"]))) for s in entry.get("scoped") or ())
    return Actor(
        str(entry["id"]), str(entry["kind"]), str(entry["name"]["ar"]), str(entry["name"]["en"]),
        tuple(words_of(entry.get("names"))), tuple(words_of(entry.get("latin"))), scoped, tuple(affiliations),
        tuple(words_of(entry.get("speaks_for"))), tuple(words_of(entry.get("country"))), tuple(words_of(entry.get("metonym"))),
        tuple(words_of(entry.get("adjective"))), str(entry.get("acled", "")), str(entry.get("qid", "")),
    )  # fmt: skip


def _day(link: Mapping[str, Any], key: str, path: Path, faults: Faults) -> date | None:
    """A day, or a year or month, whose first day counts for `since` and whose last day for `until`."""
    value = link.get(key)
    if value is None or isinstance(value, date):
        return value
    year, month = [*str(value).split("-"), "01" if key == "since" else "12"][:2]
    try:
        day = date(int(year), int(month), 1)
    except ValueError:
        faults.add(path, getattr(link, "line", 0), f"{key}: {value!r} is no ISO date, month or year")
        return None
    return day if key == "since" else (day + timedelta(days=31)).replace(day=1) - timedelta(days=1)


def _no_twins(actors: Mapping[str, Actor], seen: Sequence[tuple[str, Path, int]], faults: Faults) -> None:
    """One folded name for two actors of one theatre is a fault: nobody could tell whom it names."""
    owner: dict[tuple[str, str], str] = {}
    for id_, path, line in seen:
        for name in {fold(n) for n in (actors[id_].ar, *actors[id_].names)}:
            other = owner.setdefault((path.name, name), id_)
            if other != id_:
                faults.add(path, line, f"the name {name!r} of {id_} is also {other}'s; scope one of them or leave it out")


def read_outlets(path: Path, faults: Faults) -> dict[str, Outlet]:
    """The outlets by id."""
    found: dict[str, Outlet] = {}
    for e in entries(path, faults, _OUTLET_KEYS, ("id", "name")):
        found[str(e["id"])] = Outlet(
            str(e["id"]), str(e["name"]["ar"]), str(e["name"]["en"]), tuple(words_of(e.get("names"))), tuple(words_of(e.get("latin"))),
            tuple(words_of(e.get("domains"))), tuple(words_of(e.get("telegram"))), str(e.get("country", "")),
        )  # fmt: skip
    return found


_RIVAL = 4.0  # of the weight of places: less than a large city differs from a village


def name_actors(tree: NameTree, actors: Mapping[str, Actor], outlets: Mapping[str, Outlet], cases: Sequence[tuple[str, str]]) -> None:
    """Put every name of actors and outlets into the tree. `cases` are endings that change with the grammatical case."""
    for actor in actors.values():
        kind = Named("actor", actor.id)
        for name in (actor.ar, *actor.names, *actor.latin):
            _add(tree, name, kind, cases)
        for name, countries in actor.scoped:
            _add(tree, name, Named("actor", actor.id, countries), cases)
        for name in actor.metonyms:
            _add(tree, name, Named("actor", actor.id, metonym=True), cases)
    for outlet in outlets.values():
        for name in (outlet.ar, *outlet.names, *outlet.latin):
            _add(tree, name, Named("outlet", outlet.id), cases)


def name_places(tree: NameTree, gazetteer: Gazetteer) -> None:
    """Put the names of places into the tree, each once, with the freest way it may stand: for one in the country best known by it,
    a town before a quarter.

    Countries that have one of about its weight are its rivals: the name alone does not tell of which of them a report is.
    """
    bearers: dict[str, list[tuple[int, PlaceRow]]] = defaultdict(list)
    for name in gazetteer.names():
        bearers[name.folded].append((_STANDS.index(name.stand), gazetteer.get(name.place)))
    for folded, rows in bearers.items():
        free = min(rank for rank, _ in rows)
        heavy: dict[str, float] = defaultdict(float)
        for _, row in (r for r in rows if r[0] == free):
            heavy[row.country] = max(heavy[row.country], row.weight)
        foremost = gazetteer.words.foremost
        place = min((row.id not in foremost, -heavy[row.country], row.kind == "quarter", row.id) for rank, row in rows if rank == free)[
            -1
        ]
        own = gazetteer.get(place).country
        near = frozenset(row.country for _, row in rows if heavy[own] - row.weight <= _RIVAL) - {own}
        tree.add(folded.replace("-", " ").split(), Named("place", place, stand=_STANDS[free], rivals=near))


def _add(tree: NameTree, name: str, named: Named, cases: Sequence[tuple[str, str]]) -> None:
    for words in _variants(fold(name).replace("-", " ").replace(".", " ").split(), tree.article, cases):
        tree.add(words, named)


def _variants(words: list[str], article: str, cases: Sequence[tuple[str, str]]) -> Iterator[list[str]]:
    """A name as written, without the article of its first word, and with its first word in the other cases."""
    yield words
    if len(words) > 1 and words[0].startswith(article):
        yield [words[0][len(article) :], *words[1:]]
    for ending, other in cases:
        sound = len(words) > 1 or len(ending) > 1  # alone, a short ending says nothing: Peru is no plural
        if words and sound and words[0].endswith(ending) and len(words[0]) > len(ending) + 2:
            yield [words[0][: -len(ending)] + other, *words[1:]]
