"""Claims in, facts out: what corroboration and ledger look at, with one key for each party and place and one interval of days.

A fact is for, against, or irreal. It lies in blocks: no event and no state ever spans two of them, so that a new report
touches only its own blocks, and a block is derived from its own facts and nothing else.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from functools import cache
from typing import NamedTuple

from rasid.text import fold
from rasid.types import Claim, Entity, Recorded, Value, Where
from rasid.world import PERSON, WIDE, World

FOR, AGAINST, IRREAL = 1, -1, 0
LAYERS = frozenset(("control", "siege", "access", "talks"))  # of the codebook's effects, those that make states
NEWS_WINDOW = 7  # days that an undated claim may reach back before its publication, when it is compared with others
FIRST, LAST = date.min.toordinal(), date.max.toordinal()
WIDE_DAYS = 31

_IRREAL_STATUS = frozenset(("possible", "planned", "demanded"))
_IRREAL_STANCE = frozenset(("demands", "threatens", "expects"))
_GROUPS = {
    "control.take": "change",
    "control.lose": "change",
    "control.handover": "change",
    "fight.clash": "battle",
    "fight.attack": "battle",
    "talks.meet": "contact",
    "talks.mediate": "contact",
}
_NO_PARTY = frozenset(("alliance", "igo", "community", "union"))
_ARTICLE = "\u0627\u0644"  # alef lam, the article, which does not make another place of the same words
_EDTF_START = re.compile(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?")

Blocks = tuple[tuple[str, tuple[str, ...]], ...]  # block -> the fact's places that lie in it


class Fact(NamedTuple):
    """One claim as the derived half sees it. Parties are canonical: `a` wins, acts or talks; `b` loses, suffers or sponsors."""

    claim: Claim
    group: str
    side: int
    a: frozenset[str]
    b: frozenset[str]
    places: tuple[str, ...]
    lo: int
    hi: int
    dated: bool
    loose: bool  # a relative or missing date: one day of tolerance
    blocks: Blocks

    @property
    def order(self) -> tuple[int, int, str, int, str]:
        """The same for the same facts, in whatever order they arrived."""
        c = self.claim
        return (self.lo, self.hi, c.report, c.trigger.start, c.id)


def words_key(text: str) -> str:
    """The key of words that name nobody the knowledge knows: folded, without articles."""
    words = (w.removeprefix(_ARTICLE) if len(w) > 4 else w for w in re.findall(r"\w+", fold(text)))
    return "~" + " ".join(words)


def goods_keys(claim: Claim) -> frozenset[str]:
    """One key for each of the claim's goods."""
    return frozenset(v.id or words_key(v.text) for v in claim.goods)


def is_irreal(claim: Claim) -> bool:
    return claim.status in _IRREAL_STATUS or claim.stance in _IRREAL_STANCE


def side_of(claim: Claim) -> int:
    """A negated claim speaks against the event as much as a denial does."""
    if is_irreal(claim):
        return IRREAL
    return AGAINST if claim.stance == "denies" or claim.status == "negated" else FOR


def start_days(edtf: str) -> tuple[int, int] | None:
    """First and last day of the (first) date of an EDTF value: of `2012/..` all of 2012."""
    found = _EDTF_START.match(edtf)
    if not found:
        return None
    year, month, day = (int(g) if g else 0 for g in found.groups())
    try:
        if day:
            return (date(year, month, day).toordinal(),) * 2
        if month:
            following = date(year + month // 12, month % 12 + 1, 1)
            return date(year, month, 1).toordinal(), following.toordinal() - 1
        return date(year, 1, 1).toordinal(), date(year, 12, 31).toordinal()
    except ValueError:
        return None


def days_of(claim: Claim) -> tuple[int, int, bool, bool]:
    """The days between which the claim's happening (or, of a lasting one, its beginning) lies; dated? loose?"""
    when, published = claim.when, claim.published
    if when is not None and (when.earliest or when.latest):
        if when.latest is None and (start := start_days(when.edtf)):
            return *start, True, when.basis == "relative"
        lo = when.earliest.toordinal() if when.earliest else FIRST
        hi = when.latest.toordinal() if when.latest else published.toordinal() if published else LAST
        return lo, max(lo, hi), True, when.basis != "explicit"
    if published is None:
        return FIRST, LAST, False, True
    day = published.toordinal()
    return day - NEWS_WINDOW, day, False, True


_GIVES = "control.handover/give"  # the rule of words for giving a place away


class FactReader:
    """Turns claims into facts in one world; what it looks up, it looks up once."""

    def __init__(self, world: World, same_entity: Mapping[str, str] | None = None) -> None:
        self.world = world
        self.alias = dict(same_entity or {})
        self.path = cache(self._path)
        self.root = cache(self._root)
        self.kin = cache(self._kin)
        self.ever = cache(self._ever)
        self.wide: Callable[[str], bool] = cache(lambda place: world.place_kind(place) in WIDE)
        self.layers: Callable[[str], frozenset[str]] = cache(lambda type_: frozenset(world.effect(type_)) & LAYERS)
        self._effect: Callable[[str], Mapping[str, str]] = cache(world.effect)
        self._words: Callable[[str], str] = cache(words_key)
        self._paths: dict[str, tuple[str, ...]] = {}

    def facts(self, recorded: Iterable[Recorded]) -> Iterator[Fact]:
        return (self.fact(r.claim) for r in recorded)

    def fact(self, claim: Claim) -> Fact:
        lo, hi, dated, loose = days_of(claim)
        a, b = (self._closest(side, hi) for side in self._parties(claim))
        if claim.type == "talks.breach" and len(a) == 1:
            a |= self._accuser(claim, hi)
        places = self._places(claim)
        group = _GROUPS.get(claim.type, claim.type)
        blocks = self._blocks(claim, group, a, b, places)
        return Fact(claim, group, side_of(claim), a, b, places, lo, hi, dated, loose, blocks)

    # --- parties ---

    def key(self, value: Value | Entity) -> str:
        return self.alias.get(value.id, value.id) if value.id else self._words(value.text)

    def keys(self, values: Iterable[Value]) -> frozenset[str]:
        return frozenset(map(self.key, values))

    def _parties(self, claim: Claim) -> tuple[frozenset[str], frozenset[str]]:
        actor, target = self.keys(claim.actor), self.keys(claim.target)
        kind = claim.type
        if kind == "control.lose":
            return frozenset(), actor
        if kind == "control.handover":  # the actor gives and the target gets; named alone, the actor got it, but not if he gives
            gives = not target and claim.rule == _GIVES
            return (target, actor) if target or gives else (actor, target)
        if kind == "talks.mediate":
            return target, actor
        if kind.startswith("talks."):
            return actor | target, frozenset()
        return actor, target

    def _accuser(self, claim: Claim, day: int) -> frozenset[str]:
        """Who accuses the only party that is named of a breach speaks as the other party; a person for whom he belongs to."""
        said = self.alias.get(claim.source.id, claim.source.id)
        if claim.source.kind != "named" or claim.stance != "accuses" or not said:
            return frozenset()
        bodies = [p for p in (said, *self.kin(said, day)) if self.world.actor_kind(p) not in (PERSON, *_NO_PARTY)]
        return frozenset(bodies[:1])

    def _closest(self, parties: frozenset[str], day: int) -> frozenset[str]:
        """`The Fourth Division of the army`: who is meant is the part, not also the whole that it belongs to.

        A person is no part of a body that holds or fights: of a spokesman and his forces, it is the forces.
        """
        if len(parties) < 2:
            return parties
        persons = {p for p in parties if self.world.actor_kind(p) == PERSON and any(q in self.kin(p, day) for q in parties if q != p)}
        parties -= persons
        wholes = {q for p in parties for q in self.ever(p) if q in parties and q in self.kin(p, day)}
        return parties - wholes or parties

    def _kin(self, actor: str, day: int) -> frozenset[str]:
        """The actor and all that it belongs to on that day."""
        on = None if day in (FIRST, LAST) else date.fromordinal(day)
        return frozenset((actor, *(() if actor.startswith("~") else self.world.above(actor, on))))

    def _ever(self, actor: str) -> frozenset[str]:
        """All that the actor belonged to at any time: most belong to nothing, and need not be asked about each day."""
        return frozenset(() if actor.startswith("~") else self.world.above(actor, None))

    def related(self, one: str, two: str, day: int) -> bool:
        """Equal, or one part of the other on that day."""
        if one == two:
            return True
        up, down = two in self.ever(one), one in self.ever(two)
        return (up and two in self.kin(one, day)) or (down and one in self.kin(two, day))

    def agree(self, one: frozenset[str], two: frozenset[str], day: int) -> bool:
        """No contradiction: equal, part of one another, or missing."""
        if not one or not two or one == two:
            return True
        small, large = (one, two) if len(one) <= len(two) else (two, one)
        return all(any(self.related(s, g, day) for g in large) for s in small)

    def top(self, party: str, on: date | None) -> str:
        """The widest body that the party speaks for at a table; an alliance is none, and a state stands for itself."""
        if party.startswith("~") or self.world.actor_kind(party) == "state":
            return party
        bodies = [p for p in self.world.above(party, on) if self.world.actor_kind(p) not in _NO_PARTY]
        return next((p for p in bodies if self.world.actor_kind(p) == "state"), bodies[-1] if bodies else party)

    # --- places ---

    def _places(self, claim: Claim) -> tuple[str, ...]:
        """The smallest places that the claim names, each with one key; what lies around another of them is left out."""
        if not claim.place:
            return ()
        found: dict[str, tuple[str, ...]] = {}
        for i, value in enumerate(claim.place):
            where = claim.where[i] if i < len(claim.where) else None
            if where is not None and where.landmark:
                continue  # it tells where another place lies
            if value.id:
                key = self.alias.get(value.id, value.id)
                found[key] = where.path if where and where.path[:1] == (key,) else self.path(key)
        nearest = max(found.values(), key=len, default=())
        # `New areas in the square`, told as a part: the words name the part, and the place is the square.
        parts_named = claim.extent == "part" and bool(found)
        for i, value in enumerate(claim.place):
            if not value.id and not parts_named:
                where = claim.where[i] if i < len(claim.where) else None
                around = self._around(where) or nearest
                words = (where.words if where else "") or value.text
                key = f"{self._words(words)}@{around[0] if around else claim.report}"
                found[key] = (key, *around)
        self._paths.update(found)
        inside = {around for path in found.values() for around in path[1:]}
        smallest = [key for key in found if key not in inside] or list(found)[:1]
        # A region or province beside a town says where the town is, also where the place tree does not tie the two.
        narrow = [key for key in smallest if not self.wide(key)] if len(smallest) > 1 else []
        return tuple(narrow or smallest)

    def _around(self, where: Where | None) -> tuple[str, ...]:
        """What the resolver put around words that name no known place."""
        if where is None:
            return ()
        return where.path or (self.path(where.place) if where.place else ())

    def _path(self, place: str) -> tuple[str, ...]:
        return self.world.path(place) or (place,)

    def path_of(self, place: str) -> tuple[str, ...]:
        """The place and what lies around it, as the claims or the world tell."""
        return self._paths.get(place) or self.path(place)

    def _root(self, path: tuple[str, ...]) -> str:
        """The town (or the like) that the place belongs to, or the place itself if it is larger than that or stands alone."""
        root = path[0]
        for around in path[1:]:
            if not self.world.place_kind(around) or self.wide(around):
                break
            root = around
        return path[0] if self.wide(path[0]) else root

    # --- blocks ---

    def _blocks(self, claim: Claim, group: str, a: frozenset[str], b: frozenset[str], places: tuple[str, ...]) -> Blocks:
        effect = self._effect(claim.type)
        if "talks" in effect:
            return ((self._talks_block(claim, a), places),)
        domain = "control" if "control" in effect else "access" if "access" in effect or "siege" in effect else group
        if not places:
            who = ",".join(sorted(a)) or ",".join(sorted(b))
            return ((f"{domain}|-|{who or claim.report}", ()),)
        by_root: dict[str, list[str]] = {}
        for place in places:
            by_root.setdefault(self.root(self._paths[place]), []).append(place)
        return tuple((f"{domain}|{root}", tuple(inside)) for root, inside in by_root.items())

    def _talks_block(self, claim: Claim, parties: frozenset[str]) -> str:
        """Talks belong together by their parties, each taken at the top of what it belongs to."""
        _, hi, _, _ = days_of(claim)
        on = None if hi in (FIRST, LAST) else date.fromordinal(hi)
        tops = {self.top(p, on) for p in parties}
        return "talks|" + (",".join(sorted(tops)) or claim.report)
