"""Two places in, how far apart they are out: may the one be the airport, the palace or the road of the other?"""

from __future__ import annotations

import math
from collections.abc import Iterable

from rasid.gazetteer.index import Gazetteer
from rasid.gazetteer.rows import PlaceRow, distance_km

_OF_TOWN_KM = 40.0  # from the rim of a town to what is called its airport, its port, its prison


def apart_km(a: PlaceRow, b: PlaceRow) -> float:
    """How far two places are apart; without the point of both as far as can be."""
    if a.lat is None or a.lon is None or b.lat is None or b.lon is None:
        return math.inf
    return distance_km(a.lat, a.lon, b.lat, b.lon)


def is_apart(place: str, towns: Iterable[str], gazetteer: Gazetteer) -> bool:
    """It lies in none of these towns and by none: the airport of another one."""
    if place not in gazetteer:
        return False
    row, found = gazetteer.get(place), [gazetteer.get(t) for t in towns if t in gazetteer]
    return bool(found) and all(t.id not in row.path and row.id not in t.path and _is_far(row, t) for t in found)


def _is_far(site: PlaceRow, town: PlaceRow) -> bool:
    apart = apart_km(site, town)
    return apart > _OF_TOWN_KM + (town.radius_km or 0.0) if apart < math.inf else site.country != town.country
