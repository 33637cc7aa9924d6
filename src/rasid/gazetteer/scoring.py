"""A folded name, the words around it and its report in, the places of that name out, each with what speaks for and against it.

Each candidate gets points for named features; the sum ranks them. What is chosen of them, or nothing, is the resolver's matter.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from rasid.gazetteer.apart import apart_km, is_apart
from rasid.gazetteer.context import Context
from rasid.gazetteer.index import Gazetteer
from rasid.gazetteer.phrase import Phrase
from rasid.gazetteer.rows import KINDS, LARGE, SETTLED, WITHIN_TOWN, PlaceRow

_KIND_RIGHT, _KIND_ALSO, _KIND_WRONG = 4.0, 2.0, -4.0
_CONTAINER, _NOT_CONTAINER = 6.0, -3.0
_ADJECTIVE, _THEATRE, _ACTOR = 5.0, 8.0, 1.0
_SAME_TOWN, _SAME_ADMIN, _NEAR = 2.5, 1.5, 1.0
_ELSEWHERE, _COMMON, _LIKE_COUNTRY = -2.0, -4.0, -2.0
_OTHER_TOWN = -12.0
_OF_HERE = 2.0  # in Nablus they entered THE OLD CITY
_BESIDE, _BESIDE_KM = 3.0, 20.0
_STREETS = WITHIN_TOWN - {"quarter"}  # whose names every town has
_NEAR_KM = 60.0
_OWN = 1.0
_FOREMOST = 3.5  # less than what the theatre of a report says
_SCENE = 0.25  # share of a report from which on a land is a scene of it
_MOST_NEAR = 50_000  # pairs of places that are remembered
_WORDS_AWAY = 40.0


@dataclass(frozen=True, slots=True)
class Scored:
    """A candidate with the features that spoke for and against it."""

    row: PlaceRow
    points: float
    why: tuple[str, ...]


class Scorer:
    """Ranks the places of a name; keeps nothing of a report but which places were compared (bounded)."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self.gazetteer = gazetteer
        self._near: dict[tuple[str, str], float] = {}

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

    def _without_noun(self, name: str, phrase: Phrase) -> tuple[tuple[str, ...], Sequence[PlaceRow]]:
        """The kinds that the noun at the beginning of a name announces, and the places of these kinds that the rest of it names."""
        noun, _, rest = name.partition(" ")
        kinds = self.gazetteer.words.nouns.get(noun, ()) if rest and not phrase.kinds else ()
        return kinds, [row for row in self.gazetteer.candidates(rest) if row.kind in kinds] if kinds else []

    def is_settled(self, place: str) -> bool:
        """A city, town or village."""
        return place in self.gazetteer and self.gazetteer.get(place).kind in SETTLED

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
        if phrase.name in self.gazetteer.words.ambiguous and row.kind not in kinds and phrase.bearing is None:
            yield "common word", _COMMON * (2 if kinds else 1)
        yield "usual kind", KINDS[row.kind].prior * (0.25 if kinds else 1.0)
        yield "population", row.fame
        if self.gazetteer.is_own(phrase.name, row.id):
            yield "known from the news", _OWN
        if self.gazetteer.words.foremost.get(phrase.name) == row.id:
            yield "foremost in the news", _FOREMOST

    def _is_called_like_country(self, row: PlaceRow, phrase: Phrase) -> bool:
        """A capital whose country bears its name, which is meant where nothing says the city: protests in Tunis, in Tunisia."""
        of_city = phrase.kinds or phrase.capital or phrase.part or phrase.near or phrase.bearing is not None
        if row.kind == "country" or (of_city and not phrase.border):
            return False
        return any(r.kind == "country" and r.id == row.country for r in self.gazetteer.candidates(phrase.name))

    def _of_kind(self, row: PlaceRow, kinds: Sequence[str], name: str) -> float:
        """What the announcing noun says; of a name that only other sources give, the wrong kind says that it is another word."""
        if row.kind == kinds[0]:
            return _KIND_RIGHT
        if row.kind in kinds:
            return _KIND_ALSO
        return _KIND_WRONG if self.gazetteer.is_own(name, row.id) else 3 * _KIND_WRONG

    def _of_report(self, row: PlaceRow, phrase: Phrase, context: Context) -> Iterable[tuple[str, float]]:
        if self._is_called_like_country(row, phrase) and not context.in_row:
            yield "called like its country", _LIKE_COUNTRY
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
        foreign = bool(context.theatre) and context.theatre.get(row.country, 0.0) < _SCENE  # a name of its own speaks for a land, too
        if row.kind in WITHIN_TOWN and (foreign or row.kind in _STREETS) and self._is_elsewhere(row, context):
            yield "a part of a town not told of", _OTHER_TOWN

    def _is_of_another(self, row: PlaceRow, phrase: Phrase, outside: str) -> bool:
        """What is said to lie in a place that holds none of the name: a quarter or street of another town, a site far off."""
        if row.kind in WITHIN_TOWN and self.is_settled(outside):
            return True
        there = self.gazetteer.get(outside).country if outside in self.gazetteer else row.country
        other = there != row.country and row.kind in LARGE and row.kind != "country"
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
        return outer is not None and outer.kind == "region" and apart_km(outer, row) <= (outer.radius_km or 0.0)

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
        return points + _NEAR * math.exp(-apart_km(row, other) / _NEAR_KM)
