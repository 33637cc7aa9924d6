"""Columns of claims and the gazetteer in, which claim lies at which point out: what maps are drawn from."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from sqlalchemy import Engine

from rasid.types import Where
from rasid.web import rows
from rasid.web.boxes import Box
from rasid.web.columns import Columns, Mask, Numbers

Degrees = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Located:
    """Pairs of a claim (where it stands in the columns) and a place (where it stands in `places`) that has a point."""

    claims: Numbers
    places_of: Numbers
    places: tuple[Where, ...]
    lat: Degrees  # of `places`
    lon: Degrees
    has_point: Mask  # of every claim

    def pairs(self, chosen: Numbers, box: Box | None) -> tuple[Numbers, Numbers]:
        """The pairs of these claims, of places inside the box only."""
        keep = np.zeros(len(self.has_point), np.bool_)
        keep[chosen] = True
        mask = keep[self.claims]
        if box is not None:
            mask &= self._inside(box)[self.places_of]
        return self.claims[mask], self.places_of[mask]

    def _inside(self, box: Box) -> Mask:
        west, south, east, north = box
        wide = (self.lon >= west) & (self.lon <= east) if west <= east else (self.lon >= west) | (self.lon <= east)
        found: Mask = wide & (self.lat >= south) & (self.lat <= north)
        return found

    def within(self, chosen: Numbers, located: bool | None, box: Box | None) -> Numbers:
        """Those of the claims that have a point (in the box), or that have none."""
        if box is not None:
            return np.unique(self.pairs(chosen, box)[0])
        return chosen if located is None else chosen[self.has_point[chosen] == located]


def locate(columns: Columns, point: Callable[[str], Where | None], engine: Engine) -> Located:
    """Points from the gazetteer; of a place that it does not know, the point that a claim brings along."""
    keys = {n: key for n, (kind, key) in columns.terms.keys.items() if kind == "place"}
    points = {n: found for n, key in keys.items() if (found := point(key)) is not None and found.lat is not None}
    unknown = [n for n, key in keys.items() if n not in points and not key.startswith("~")]
    points |= _brought(columns, {n: keys[n] for n in unknown}, engine)
    number = {n: i for i, n in enumerate(points)}
    table = np.full(max(columns.terms.keys, default=0) + 1, -1, np.int64)
    for n, i in number.items():
        table[n] = i
    place = table[columns.link_term]
    mask = place >= 0
    claims = np.searchsorted(columns.n, columns.link_claim[mask])
    has = np.zeros(len(columns), np.bool_)
    has[claims] = True
    places = tuple(points.values())
    lat, lon = np.array([p.lat for p in places], float), np.array([p.lon for p in places], float)
    return Located(claims, place[mask], places, lat, lon, has)


def _brought(columns: Columns, keys: dict[int, str], engine: Engine) -> dict[int, Where]:
    first: dict[int, int] = {}
    for n in keys:
        at = int(np.searchsorted(columns.link_term, n))
        if at < len(columns.link_term) and columns.link_term[at] == n:
            first[n] = int(columns.link_claim[at])
    samples: Sequence[int] = sorted(set(first.values()))
    wheres = {w.place: w for r in rows.claims(engine, samples) for w in r.claim.where if w.lat is not None}
    return {n: wheres[key] for n, key in keys.items() if key in wheres}
