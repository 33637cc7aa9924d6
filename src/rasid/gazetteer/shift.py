"""A place that words name and the words in; the point and extent that they mean out: north of it, 20 km from it, its countryside.

Also the plain `Where` of a place. A direction is half way to the rim of what the place governs; its radius is as wide.
"""

from __future__ import annotations

from dataclasses import replace

from rasid.gazetteer.index import Gazetteer
from rasid.gazetteer.phrase import Phrase
from rasid.gazetteer.rows import KINDS, SETTLED, WITHIN_TOWN, PlaceRow, moved
from rasid.types import Precision, Where

_RURAL_KM = 60.0
_DIRECTIONS = ("north", "north-east", "east", "south-east", "south", "south-west", "west", "north-west")


def shifted(where: Where, row: PlaceRow, phrase: Phrase, gazetteer: Gazetteer) -> Where:
    """The point that direction, distance, countryside or surroundings make of the place that is named."""
    if row.lat is None or row.lon is None or (phrase.bearing is None and phrase.km is None and not phrase.rural):
        return _around(where, row) if phrase.near and row.kind in SETTLED else where
    if phrase.km is not None and not phrase.rural:
        return _at_distance(where, row, phrase.km, phrase.bearing)
    if row.kind in WITHIN_TOWN:
        return where
    return _directed(where, row, phrase, gazetteer)


def _around(where: Where, row: PlaceRow) -> Where:
    radius = round((row.radius_km or 3.0) + 5.0, 1)
    return replace(where, radius_km=radius, reason=f"{where.reason}; around it, radius widened by 5 km")


def _at_distance(where: Where, row: PlaceRow, km: float, bearing: float | None) -> Where:
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


def _directed(where: Where, row: PlaceRow, phrase: Phrase, gazetteer: Gazetteer) -> Where:
    """`north of X`, `X's northern countryside`: half way to the rim of what X governs."""
    base, extent = row, row.radius_km or KINDS[row.kind].radius_km
    path = row.path
    if row.kind in SETTLED:
        area = governed_by(row, gazetteer) if phrase.rural else None
        path = area.path if area else (row.path[1:] or row.path)
        extent = min(area.radius_km or 30.0, _RURAL_KM) if area else max(20.0, 3 * extent)
    elif row.kind == "governorate":
        seat = gazetteer.seat(row)
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


def governed_by(town: PlaceRow, gazetteer: Gazetteer) -> PlaceRow | None:
    """The governorate of the town's own name, or the district."""
    above = [gazetteer.get(p) for p in town.path[1:] if p in gazetteer]
    return next((a for a in above if a.ar == town.ar), None)


def plain(row: PlaceRow, reason: str) -> Where:
    """The place itself, as the gazetteer has it."""
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
