"""The places of a claim or event in, the ones to write out: most exact first, with the names of what lies around them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rasid.exports.world import World
from rasid.types import Where

_ADMIN = {"governorate": 1, "district": 2, "subdistrict": 3}


@dataclass(frozen=True, slots=True)
class Located:
    """A place with the names that tables of events have columns for."""

    where: Where
    country: str
    name: str
    name_ar: str
    admin1: str = ""
    admin2: str = ""
    admin3: str = ""


def innermost(where: Sequence[Where]) -> list[Where]:
    """The places without those that another one lies in: a quarter and its town are one location."""
    around = {place for w in where for place in w.path[1:]}
    found: dict[str, Where] = {}
    for w in where:
        if w.place not in around or not w.place:
            found.setdefault(w.place or f"{w.lat},{w.lon}", w)
    return list(found.values())


def located(where: Where, world: World) -> Located:
    """The names around a place. The country is the last of its path."""
    path = where.path or ((where.place,) if where.place else ())
    spots = [(place, world.spot(place)) for place in path]
    admins = {_ADMIN[spot.kind]: spot.en or spot.ar for _, spot in spots if spot and spot.kind in _ADMIN}
    first = spots[0][1] if spots else None
    country = path[-1].split(".")[0] if path else ""
    fallback = where.place
    return Located(
        where,
        country,
        (first.en or first.ar) if first else fallback,
        (first.ar or first.en) if first else fallback,
        admins.get(1, ""),
        admins.get(2, ""),
        admins.get(3, ""),
    )
