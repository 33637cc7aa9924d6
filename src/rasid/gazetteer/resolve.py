"""The words of a place and what the report tells around them in; one `Where` out, with the reason and the runners-up.

Each candidate gets points for named features; the sum decides. Below a margin it is `ambiguous` and the common parent is given.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from rasid.gazetteer.anaphors import named_before
from rasid.gazetteer.apart import apart_km, is_apart
from rasid.gazetteer.context import NOTHING, Context
from rasid.gazetteer.index import Gazetteer
from rasid.gazetteer.phrase import Phrase, PhraseReader
from rasid.gazetteer.rows import KINDS, LARGE, SETTLED, WITHIN_TOWN, PlaceRow, distance_km, moved
from rasid.types import Other, Precision, Where

MARGIN = 0.75
PLAUSIBLE = 2.0
_KIND_RIGHT, _KIND_ALSO, _KIND_WRONG = 4.0, 2.0, -4.0
_CONTAINER, _NOT_CONTAINER = 6.0, -3.0
_ADJECTIVE, _THEATRE, _ACTOR = 5.0, 8.0, 1.0
_SAME_TOWN, _SAME_ADMIN, _NEAR = 2.5, 1.5, 1.0
_ELSEWHERE, _COMMON = -2.0, -4.0
_OTHER_TOWN = -12.0
_OF_HERE = 2.0  # in Nablus they entered THE OLD CITY
_BESIDE, _BESIDE_KM = 3.0, 20.0
_STREETS = WITHIN_TOWN - {"quarter"}  # whose names every town has
_NEAR_KM = 60.0
_OWN = 1.0
_SAME_PLACE_KM = 4.0
_MOST_OTHERS = 5
_MOST_NEAR = 50_000  # pairs of places that are remembered
_WORDS_AWAY = 40.0
_RURAL_KM = 60.0
# What else a noun of this kind may announce, where the caller knows the kind only.
_ALSO = {
    "city": ("city", "town"),
    "town": ("town", "village", "city"),
    "village": ("village", "town"),
    "district": ("district", "subdistrict", "town", "city"),
    "subdistrict": ("subdistrict", "district", "town", "village"),
    "street": ("street", "road"),
    "square": ("square", "roundabout"),
    "base": ("base", "airport", "camp"),
}
_DIRECTIONS = ("north", "north-east", "east", "south-east", "south", "south-west", "west", "north-west")


Reach = Literal["whole", "part", "beside"]


@dataclass(frozen=True, slots=True)
class Scored:
    """A candidate with the features that spoke for and against it."""

    row: PlaceRow
    points: float
    why: tuple[str, ...]


class Resolver:
    """Resolves place phrases of one gazetteer; pure, keeps nothing of a report but phrases read and places compared (bounded)."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self.gazetteer = gazetteer
        self._reader = PhraseReader(gazetteer)
        self._near: dict[tuple[str, str], float] = {}

    def resolve(self, surface: str, announced: str | None = None, context: Context = NOTHING, noun: str = "") -> Where:
        """Where the words lie; `announced` is the kind that a noun outside of them tells, `noun` that noun.

        Words that name no known place give a `Where` without place and point.
        """
        phrase = self._reader.read(surface)
        if announced and not phrase.kinds:
            phrase = replace(phrase, kinds=_ALSO.get(announced, (announced,)), noun=noun)
        if not phrase.name:
            return self._nameless(phrase, context)
        context = self._with_container(phrase, context)
        scored = self.score(phrase.name, phrase, context)
        if not scored:
            return Where("", reason="unknown name")
        if scored[0].points < PLAUSIBLE:
            others = tuple(Other(s.row.id, f"{s.points:+.2f}: {', '.join(s.why)}") for s in scored[:_MOST_OTHERS])
            return Where("", others=others, reason=f"no place of this name is plausible here (below {PLAUSIBLE:g} points)")
        if scored[0].row.kind == "country" and self._is_mission(phrase):
            return Where("", reason="a mission of the country, and not in it")
        where = self._choose(scored)
        if where.precision == "unknown" or where.reason.startswith("ambiguous"):
            return where
        return self._shifted(where, scored[0].row, phrase)

    def reach(self, surface: str, where: Where) -> Reach:
        """How much of the resolved place the words mean: a part (the north of X), or what is by it or in it (around X, its prison)."""
        phrase = self._reader.read(surface)
        if where.place not in self.gazetteer:
            return "whole"
        row, kind = self.gazetteer.get(where.place), phrase.kinds[0] if phrase.kinds else ""
        site = kind in KINDS and kind not in LARGE and row.kind in LARGE
        if phrase.near or phrase.km is not None or site:
            return "beside"
        if not (phrase.rural or phrase.border) and phrase.bearing is None:
            return "whole"
        # the south of a town may lie outside of it: then the place is what lies around the town
        named = any(r.id == row.id for r in self.gazetteer.candidates(phrase.name)) if phrase.name else row.kind in phrase.kinds
        return "part" if named else "beside"

    def is_settled(self, place: str) -> bool:
        """A city, town or village."""
        return place in self.gazetteer and self.gazetteer.get(place).kind in SETTLED

    def holder(self, place: str, in_town: bool) -> tuple[str, ...]:
        """What a place without a known name lies in: of a mountain or a village in X, what X governs, where that bears its name."""
        if place not in self.gazetteer:
            return ()
        row = self.gazetteer.get(place)
        area = None if in_town or row.kind not in SETTLED else self._governed_by(row)
        return area.path if area else row.path

    def _without_noun(self, name: str, phrase: Phrase) -> tuple[tuple[str, ...], Sequence[PlaceRow]]:
        """The kinds that the noun at the beginning of a name announces, and the places of these kinds that the rest of it names."""
        noun, _, rest = name.partition(" ")
        kinds = self.gazetteer.words.nouns.get(noun, ()) if rest and not phrase.kinds else ()
        return kinds, [row for row in self.gazetteer.candidates(rest) if row.kind in kinds] if kinds else []

    def score(self, name: str, phrase: Phrase, context: Context) -> list[Scored]:
        """All candidates of a folded name, best first; ties by id, so that the same report always reads the same."""
        rows = self.gazetteer.candidates(name)
        if phrase.noun and not any(row.kind == phrase.kinds[0] for row in rows):
            rows = (*rows, *self.gazetteer.candidates(f"{phrase.noun} {name}"))  # what is known with its noun only
        kinds, bare = self._without_noun(name, phrase)
        others = [row for row in bare if row not in rows]
        if others:  # a quarter called `quarter X` in one town, and X in another
            rows, phrase = (*rows, *others), replace(phrase, kinds=kinds)
        if context.container and not any(self._inside(row, context.container) for row in rows):
            # it holds none of them: it was not said of this place, or the place of that name in it is not known
            context = replace(context, container="", outside=context.container)
        scored = [self._score(row, phrase, context) for row in rows]
        return sorted(scored, key=lambda s: (-s.points, s.row.id))

    def _nameless(self, phrase: Phrase, context: Context) -> Where:
        """A country by its adjective (the Syrian capital, Syrian territory), or what was named before (the town)."""
        countries = [c for c in phrase.countries if c in self.gazetteer]
        if countries and self._is_abroad(countries[0], phrase, context):
            return Where("", reason="of the country by its adjective, and not in it")
        if not countries:
            return self._named_before(phrase, context)
        row = self.gazetteer.get(countries[0])
        if phrase.capital:
            capital = self._capital(row.id)
            if capital is not None:
                return _where(capital, "the capital, by the country's adjective")
        return self._shifted(_where(row, "the country's adjective"), row, phrase)

    def _is_abroad(self, country: str, phrase: Phrase, context: Context) -> bool:
        """The French EMBASSY; the French base IN N'Djamena: what belongs to a country and lies in another."""
        held = self.gazetteer.get(context.container).country if context.container in self.gazetteer else country
        return held != country or self._is_mission(phrase)

    def _is_mission(self, phrase: Phrase) -> bool:
        return any(word in self.gazetteer.words.missions for word in phrase.rest)

    def _named_before(self, phrase: Phrase, context: Context) -> Where:
        """`the town`, `the airport`: the nearest place of that kind before it, else the nearest behind it (a headline's)."""
        if phrase.capital and context.theatre:
            capital = self._capital(max(context.theatre, key=lambda c: (context.theatre[c], c)))
            if capital is not None:
                return _where(capital, "the capital of the report's theatre")
        if phrase.homeland and context.theatre:
            row = self.gazetteer.get(max(context.theatre, key=lambda c: (context.theatre[c], c)))
            return self._shifted(_where(row, "the country of the report's theatre"), row, phrase)
        found = named_before(phrase, context, self.gazetteer)
        if found is not None:
            row, why = found
            return self._shifted(_where(row, why), row, phrase)
        return Where("", reason="no known name in the words")

    def _capital(self, country: str) -> PlaceRow | None:
        place = self.gazetteer.capitals.get(country)
        return self.gazetteer.get(place) if place else None

    def _with_container(self, phrase: Phrase, context: Context) -> Context:
        """A second name in the phrase is what the first lies in: a quarter IN a town, a town in the country OF another."""
        if not phrase.containers:
            return context
        outer = self.score(phrase.containers[0], Phrase(phrase.containers[0]), context)
        return replace(context, container=outer[0].row.id) if outer else context

    def _score(self, row: PlaceRow, phrase: Phrase, context: Context) -> Scored:
        features = [*self._of_itself(row, phrase), *self._of_report(row, phrase, context)]
        features = [(name, round(points, 2)) for name, points in features if points]
        return Scored(row, sum(p for _, p in features), tuple(f"{name} {points:+g}" for name, points in features))

    def _of_itself(self, row: PlaceRow, phrase: Phrase) -> Iterable[tuple[str, float]]:
        kinds = () if phrase.border else phrase.kinds
        if phrase.rural and not kinds:
            kinds = ("governorate", "city")
        if kinds:
            yield f"kind {row.kind}", self._of_kind(row, kinds, phrase.name)
        if phrase.name in self.gazetteer.words.ambiguous and row.kind not in kinds:
            yield "common word", _COMMON * (2 if kinds else 1)
        yield "usual kind", KINDS[row.kind].prior * (0.25 if kinds else 1.0)
        if row.population:
            yield "population", 0.5 * math.log10(row.population)
        if self.gazetteer.is_own(phrase.name, row.id):
            yield "known from the news", _OWN

    def _of_kind(self, row: PlaceRow, kinds: Sequence[str], name: str) -> float:
        """What the announcing noun says; of a name that only other sources give, the wrong kind says that it is another word."""
        if row.kind == kinds[0]:
            return _KIND_RIGHT
        if row.kind in kinds:
            return _KIND_ALSO
        return _KIND_WRONG if self.gazetteer.is_own(name, row.id) else 3 * _KIND_WRONG

    def _of_report(self, row: PlaceRow, phrase: Phrase, context: Context) -> Iterable[tuple[str, float]]:
        if context.container:
            points = _CONTAINER if self._inside(row, context.container) else _NOT_CONTAINER
            yield f"lies in {context.container}", points
        if context.outside and self._is_of_another(row, phrase, context.outside):
            yield f"lies far from {context.outside}", _OTHER_TOWN
        if context.beside:
            yield f"lies by {context.beside}", self._by(row, context.beside)
        if phrase.countries:
            yield "adjective of its country", _ADJECTIVE if row.country in phrase.countries else -_ADJECTIVE
        if context.theatre:
            weight = context.theatre.get(row.country, 0.0)
            far = _ELSEWHERE if len(row.path) > 1 and row.kind != "sea" else 0.0
            yield "theatre", _THEATRE * weight if weight else far
        if row.country in context.actors:
            yield "actors of its country", _ACTOR
        near = [self._nearness(row, p) * (1.0 / (1.0 + words / _WORDS_AWAY)) for p, words in context.places if p != row.id]
        best = max(near, default=0.0)
        yield "other places of the report", best
        if row.kind in WITHIN_TOWN and any(town in row.path for town in context.here):
            yield "of a town named before", _OF_HERE
        if row.kind in _STREETS and self._is_elsewhere(row, context):
            yield "a street of a town not told of", _OTHER_TOWN

    def _is_of_another(self, row: PlaceRow, phrase: Phrase, outside: str) -> bool:
        """What is said to lie in a place that holds none of the name: a quarter or street of another town, a site far off."""
        if row.kind in WITHIN_TOWN and self.is_settled(outside):
            return True
        other = (
            outside in self.gazetteer
            and self.gazetteer.get(outside).country != row.country
            and row.kind in LARGE
            and row.kind != "country"
        )
        return (other or phrase.name in self.gazetteer.words.everywhere) and is_apart(row.id, (outside,), self.gazetteer)

    def _by(self, row: PlaceRow, beside: str) -> float:
        """What the side of another place says (Q WEST OF C, T IN THE SOUTH of the land L): it lies there, or in no other country."""
        if beside == row.id or beside not in self.gazetteer:
            return 0.0
        if self._inside(row, beside):
            return _BESIDE
        other = self.gazetteer.get(beside)
        if other.country != row.country and is_apart(row.id, (beside,), self.gazetteer):
            return _OTHER_TOWN
        return _BESIDE * math.exp(-apart_km(row, other) / _BESIDE_KM)

    def _inside(self, row: PlaceRow, container: str) -> bool:
        return container in row.path or self._named_like(container, row) or self._around_region(container, row)

    def _named_like(self, container: str, row: PlaceRow) -> bool:
        """A town said for the governorate that bears its name holds all the governorate's places."""
        if container not in self.gazetteer:
            return False
        outer = self.gazetteer.get(container)
        above = (self.gazetteer.get(p) for p in row.path[1:] if p in self.gazetteer)
        return any(a.ar == outer.ar and outer.country == row.country for a in above)

    def _around_region(self, container: str, row: PlaceRow) -> bool:
        """A region without borders of its own holds what lies within its radius."""
        outer = self.gazetteer.get(container) if container in self.gazetteer else None
        if outer is None or outer.kind != "region" or outer.lat is None or outer.lon is None or row.lat is None or row.lon is None:
            return False
        return distance_km(outer.lat, outer.lon, row.lat, row.lon) <= (outer.radius_km or 0.0)

    def _nearness(self, row: PlaceRow, place: str) -> float:
        """How much another place of the report, said in the same breath, speaks for this one."""
        found = self._near.get((row.id, place))
        if found is None:
            if len(self._near) > _MOST_NEAR:
                self._near.clear()
            found = self._near[row.id, place] = self._beside(row, self.gazetteer.get(place)) if place in self.gazetteer else 0.0
        return found

    def _is_elsewhere(self, row: PlaceRow, context: Context) -> bool:
        """Whether the report names towns, and none in the governorate of the place."""
        named = [p for p, _ in context.places if p != row.id]
        return any(map(self.is_settled, named)) and all(self._nearness(row, p) < _SAME_ADMIN for p in named)

    def _beside(self, row: PlaceRow, other: PlaceRow) -> float:
        shared = [p for p in row.path if p in other.path]
        depth = len(row.path) - row.path.index(shared[0]) if shared else 0
        points = _SAME_TOWN if depth > 2 else _SAME_ADMIN if depth == 2 else 0.0
        if row.lat is not None and row.lon is not None and other.lat is not None and other.lon is not None:
            points += _NEAR * math.exp(-distance_km(row.lat, row.lon, other.lat, other.lon) / _NEAR_KM)
        return points

    def _choose(self, scored: Sequence[Scored]) -> Where:
        best = scored[0]
        others = tuple(Other(s.row.id, f"{s.points - best.points:+.2f}: {', '.join(s.why)}") for s in scored[1 : 1 + _MOST_OTHERS])
        rivals = [s for s in scored[1:] if best.points - s.points < MARGIN and not self._same(best.row, s.row)]
        if rivals:
            return self._ambiguous([best, *rivals], others)
        return replace(_where(best.row, ", ".join(best.why) or "the only one of this name"), others=others)

    def _same(self, a: PlaceRow, b: PlaceRow) -> bool:
        """Two rows that a reader would call one place: one in the other and of one name, or on one spot."""
        if a.id in b.path or b.id in a.path:
            return True
        if a.kind in SETTLED and b.kind in ("district", "subdistrict") and a.country == b.country:
            return a.path[1:] == b.path[1:] or (a.ar == b.ar and apart_km(a, b) <= (b.radius_km or 0.0))
        if b.kind in SETTLED and a.kind in ("district", "subdistrict"):
            return self._same(b, a)
        return apart_km(a, b) <= _SAME_PLACE_KM

    def _ambiguous(self, tied: Sequence[Scored], others: tuple[Other, ...]) -> Where:
        """The place that holds all that are tied, with its point and precision; nothing where they share none."""
        shared = [p for p in tied[0].row.path if all(p in s.row.path for s in tied[1:])]
        tied_first = (Other(tied[0].row.id, f"tied at {tied[0].points:.2f}: {', '.join(tied[0].why)}"), *others)
        reason = f"ambiguous: {len(tied)} places within {MARGIN} points"
        if not shared or shared[0] not in self.gazetteer:
            return Where("", others=tied_first, reason=f"{reason}, in no common place")
        return replace(_where(self.gazetteer.get(shared[0]), f"{reason}; their common parent"), others=tied_first)

    def _shifted(self, where: Where, row: PlaceRow, phrase: Phrase) -> Where:
        """The point that direction, distance, countryside or surroundings make of the place that is named."""
        if row.lat is None or row.lon is None or (phrase.bearing is None and phrase.km is None and not phrase.rural):
            return self._around(where, row) if phrase.near and row.kind in SETTLED else where
        if phrase.km is not None and not phrase.rural:
            return self._at_distance(where, row, phrase.km, phrase.bearing)
        if row.kind in WITHIN_TOWN:
            return where
        return self._directed(where, row, phrase)

    def _around(self, where: Where, row: PlaceRow) -> Where:
        radius = round((row.radius_km or 3.0) + 5.0, 1)
        return replace(where, radius_km=radius, reason=f"{where.reason}; around it, radius widened by 5 km")

    def _at_distance(self, where: Where, row: PlaceRow, km: float, bearing: float | None) -> Where:
        if row.lat is None or row.lon is None:
            return where
        known = row.radius_km or 3.0
        path = row.path[1:] or row.path
        if bearing is None:
            reason = f"{where.reason}; {km:g} km from {row.id}, no direction said"
            return replace(_inside(where, path), radius_km=round(km + known, 1), precision=_of_radius(km), reason=reason)
        lat, lon = moved(row.lat, row.lon, bearing, km)
        radius = round(max(3.0, 0.25 * km + known), 1)
        reason = f"{where.reason}; computed {km:g} km {_DIRECTIONS[round(bearing / 45) % 8]} of {row.id}"
        return replace(_inside(where, path), lat=lat, lon=lon, radius_km=radius, precision=_of_radius(radius), reason=reason)

    def _directed(self, where: Where, row: PlaceRow, phrase: Phrase) -> Where:
        """`north of X`, `X's northern countryside`: half way to the rim of what X governs."""
        base, extent = row, row.radius_km or KINDS[row.kind].radius_km
        path = row.path
        if row.kind in SETTLED:
            area = self._governed_by(row) if phrase.rural else None
            path = area.path if area else (row.path[1:] or row.path)
            extent = min(area.radius_km or 30.0, _RURAL_KM) if area else max(20.0, 3 * extent)
        elif row.kind == "governorate":
            seat = self.gazetteer.seat(row)
            base, extent = (seat or row), min(extent, _RURAL_KM)
        if phrase.bearing is None:
            reason = f"{where.reason}; the countryside around it"
            return replace(_inside(where, path), radius_km=round(extent, 1), precision=_of_radius(extent), reason=reason)
        if base.lat is None or base.lon is None:
            return where
        lat, lon = moved(base.lat, base.lon, phrase.bearing, extent / 2)
        reason = f"{where.reason}; the {_DIRECTIONS[round(phrase.bearing / 45) % 8]} of {row.id}, computed"
        precision: Precision = "country" if row.kind == "country" and extent > 400 else _of_radius(extent / 2)
        return replace(_inside(where, path), lat=lat, lon=lon, radius_km=round(extent / 2, 1), precision=precision, reason=reason)

    def _governed_by(self, town: PlaceRow) -> PlaceRow | None:
        """The governorate of the town's own name, or the district."""
        above = [self.gazetteer.get(p) for p in town.path[1:] if p in self.gazetteer]
        return next((a for a in above if a.ar == town.ar), None)


def resolve_place(gazetteer: Gazetteer, surface: str, announced_kind: str | None, context: Context) -> Where:
    """One place phrase of one report; keep a `Resolver` to resolve many."""
    return Resolver(gazetteer).resolve(surface, announced_kind, context)


def _where(row: PlaceRow, reason: str) -> Where:
    return Where(
        row.id,
        lat=row.lat,
        lon=row.lon,
        precision=row.precision,
        radius_km=row.radius_km,
        path=row.path,
        pcode=row.pcode,
        reason=reason,
    )


def _inside(where: Where, path: tuple[str, ...]) -> Where:
    """The same where, said of the place that holds it instead of the one it is measured from."""
    return replace(where, place=path[0], path=path, pcode=where.pcode if path[0] == where.place else "")


def _of_radius(radius: float) -> Precision:
    if radius <= 5.0:
        return "town"
    return "district" if radius <= 30.0 else "province"
