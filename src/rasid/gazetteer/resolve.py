"""The words of a place and what the report tells around them in; one `Where` out, with the reason and the runners-up.

Each candidate gets points for named features; the sum decides. Below a margin it is `ambiguous` and the common parent is given.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Literal

from rasid.gazetteer.anaphors import named_before
from rasid.gazetteer.apart import apart_km
from rasid.gazetteer.context import NOTHING, Context
from rasid.gazetteer.index import Gazetteer
from rasid.gazetteer.phrase import Phrase, PhraseReader
from rasid.gazetteer.rows import KINDS, LARGE, SETTLED, PlaceRow
from rasid.gazetteer.scoring import Scored, Scorer
from rasid.gazetteer.shift import governed_by, plain, shifted
from rasid.types import Other, Where

MARGIN = 0.75
PLAUSIBLE = 2.0
_SAME_PLACE_KM = 4.0
_MOST_OTHERS = 5
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


Reach = Literal["whole", "part", "beside"]


class Resolver:
    """Resolves place phrases of one gazetteer; pure, keeps nothing of a report but phrases read and places compared (bounded)."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self.gazetteer = gazetteer
        self._reader = PhraseReader(gazetteer)
        self._scorer = Scorer(gazetteer)

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
        scored = self._scorer.score(phrase.name, phrase, context)
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
        return shifted(where, scored[0].row, phrase, self.gazetteer)

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
        return self._scorer.is_settled(place)

    def holder(self, place: str, in_town: bool) -> tuple[str, ...]:
        """What a place without a known name lies in: of a mountain or a village in X, what X governs, where that bears its name."""
        if place not in self.gazetteer:
            return ()
        row = self.gazetteer.get(place)
        area = None if in_town or row.kind not in SETTLED else governed_by(row, self.gazetteer)
        return area.path if area else row.path

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
                return plain(capital, "the capital, by the country's adjective")
        return shifted(plain(row, "the country's adjective"), row, phrase, self.gazetteer)

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
                return plain(capital, "the capital of the report's theatre")
        if phrase.homeland and context.theatre:
            row = self.gazetteer.get(max(context.theatre, key=lambda c: (context.theatre[c], c)))
            return shifted(plain(row, "the country of the report's theatre"), row, phrase, self.gazetteer)
        found = named_before(phrase, context, self.gazetteer)
        if found is not None:
            row, why = found
            return shifted(plain(row, why), row, phrase, self.gazetteer)
        return Where("", reason="no known name in the words")

    def _capital(self, country: str) -> PlaceRow | None:
        place = self.gazetteer.capitals.get(country)
        return self.gazetteer.get(place) if place else None

    def _with_container(self, phrase: Phrase, context: Context) -> Context:
        """A second name in the phrase is what the first lies in: a quarter IN a town, a town in the country OF another."""
        if not phrase.containers:
            return context
        outer = self._scorer.score(phrase.containers[0], Phrase(phrase.containers[0]), context)
        return replace(context, container=outer[0].row.id) if outer else context

    def _choose(self, scored: Sequence[Scored]) -> Where:
        best = scored[0]
        others = tuple(Other(s.row.id, f"{s.points - best.points:+.2f}: {', '.join(s.why)}") for s in scored[1 : 1 + _MOST_OTHERS])
        rivals = [s for s in scored[1:] if best.points - s.points < MARGIN and not self._same(best.row, s.row)]
        if rivals:
            return self._ambiguous([best, *rivals], others)
        return replace(plain(best.row, ", ".join(best.why) or "the only one of this name"), others=others)

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
        return replace(plain(self.gazetteer.get(shared[0]), f"{reason}; their common parent"), others=tied_first)


def resolve_place(gazetteer: Gazetteer, surface: str, announced_kind: str | None, context: Context) -> Where:
    """One place phrase of one report; keep a `Resolver` to resolve many."""
    return Resolver(gazetteer).resolve(surface, announced_kind, context)
