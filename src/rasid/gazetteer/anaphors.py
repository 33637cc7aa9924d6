"""A noun alone with its article (the town) and the places of its report in; the place that it means, with the reason, out.

What the report itself calls a place counts before what the gazetteer says of it: a village that it calls one is not `the city`.
"""

from __future__ import annotations

from collections.abc import Iterator, Set

from rasid.gazetteer.apart import is_apart
from rasid.gazetteer.context import Context
from rasid.gazetteer.index import Gazetteer
from rasid.gazetteer.phrase import Phrase
from rasid.gazetteer.rows import LARGE, OF_TOWN, SETTLED, PlaceRow

_FAR = 120.0  # words away from which on a better fit counts no more than a nearer place
_UNLIKE = {"city": frozenset({"village"}), "village": frozenset({"city"})}  # what is called the one is not the other
_AREAS = LARGE - SETTLED - {"quarter"}
_NAMED, _SEAT, _OTHERWISE = range(3)


def named_before(phrase: Phrase, context: Context, gazetteer: Gazetteer) -> tuple[PlaceRow, str] | None:
    """The nearest place of the noun's kind: those before it, else those behind it (a headline's), far off or of another country.

    Of those before it the ones that the report calls so come first, or just names, for a city; then the seat of the governorate that
    it names, for a city; then what it calls otherwise, or only names the surroundings of (the countryside of X).
    """
    if not phrase.definite or phrase.rest or not phrase.kinds:
        return None
    found = sorted(_ranked(phrase, context, gazetteer), key=lambda f: (*f[:3], f[3].id))
    if not found:
        return None
    _, _, words, row, why = found[0]
    return row, f"{why}, {words:g} words away"


def _ranked(phrase: Phrase, context: Context, gazetteer: Gazetteer) -> Iterator[tuple[bool, int, float, PlaceRow, str]]:
    """The candidates: whether out of sight, how ill the noun fits, words away, the place and the reason."""
    kind = phrase.kinds[0]
    kinds = phrase.kinds if kind in SETTLED else phrase.kinds[:1]
    for place, words in context.places:
        if place not in gazetteer or (place in context.aside and place in context.behind):
            continue
        row = gazetteer.get(place)
        hidden = place in context.behind or words > _FAR or bool(context.theatre and row.country not in context.theatre)
        fit = _fit(kind, context.called.get(place, frozenset()))
        if row.kind in OF_TOWN and is_apart(place, context.here, gazetteer):
            continue  # in this town the shell fell by the airport of another one?
        if row.kind in kinds and fit is not None:
            yield hidden, fit * (not hidden), words, row, "named before"
        seat = gazetteer.seat(row) if row.kind == "governorate" and kind == "city" else None
        if seat is not None:
            yield hidden, _SEAT, words, seat, f"the seat of {row.id}, named before"


def _fit(kind: str, called: Set[str]) -> int | None:
    """How well a noun fits what the report calls a place: so, or a city just by its name; otherwise; not at all (None)."""
    settled = called & SETTLED
    bare = not called or (not settled and not called <= _AREAS)
    if kind in called or (bare and kind == "city"):
        return _NAMED
    return None if settled and settled <= _UNLIKE.get(kind, frozenset()) else _OTHERWISE
