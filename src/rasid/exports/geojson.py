"""Claims in, a GeoJSON FeatureCollection (RFC 7946) out: a point a located place, precision and uncertainty as properties.

A claim whose place has no point is a feature with `geometry: null`; the properties hold the whole claim: the file reads back.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import Any, BinaryIO

from rasid.errors import InputError
from rasid.exports.material import Material
from rasid.exports.notes import Notes
from rasid.exports.persons import redacted
from rasid.exports.places import innermost
from rasid.exports.world import World
from rasid.records import claim_from_json, claim_to_json, dumps
from rasid.types import Claim, Report, Where

EXTENSION = ".geojson"
MEDIA_TYPE = "application/geo+json"
_COARSE = ["unknown", "country", "province", "district", "town", "area", "exact"]


def write(material: Material, world: World, out: BinaryIO, notes: Notes) -> None:
    """One feature a claim, written one a line."""
    out.write(b'{"type":"FeatureCollection","features":[')
    for recorded in material.claims():
        claim = redacted(recorded.claim, world) if notes.redact_persons else recorded.claim
        report = None if notes.redact_persons else material.report(claim.report)
        mark = ",\n" if notes.rows else "\n"
        out.write(f"{mark}{dumps(feature(claim, report, world))}".encode())
        notes.rows += 1
        if not any(w.lat is not None for w in claim.where):
            notes.simplify("no point: geometry null", claim.id)
    out.write(b"\n]}\n")


def feature(claim: Claim, report: Report | None, world: World) -> dict[str, Any]:
    """One claim. The precision beside the geometry is the coarsest of its points: nobody zooms in too far."""
    points = [w for w in innermost(claim.where) if w.lat is not None and w.lon is not None]
    radii = [w.radius_km for w in points if w.radius_km is not None]
    names = [(spot.en or spot.ar) if (spot := world.spot(w.place)) else w.place for w in claim.where]
    seen = {
        "type_ar": world.codes(claim.type).ar,
        "place_names": names,
        "precision": min((w.precision for w in points), key=_COARSE.index) if points else "unknown",
        "radius_km": max(radii) if radii else None,
        "quotation": report.text[claim.sentence.start : claim.sentence.end] if report else "",
    }
    return {
        "type": "Feature",
        "id": claim.id,
        "geometry": _geometry(points),
        "properties": {**seen, "claim": claim_to_json(claim)},
    }


def _geometry(points: Sequence[Where]) -> dict[str, Any] | None:
    """Longitude first, as RFC 7946 wants it."""
    coordinates = [[w.lon, w.lat] for w in points]
    if not coordinates:
        return None
    if len(coordinates) == 1:
        return {"type": "Point", "coordinates": coordinates[0]}
    return {"type": "MultiPoint", "coordinates": coordinates}


def read(text: str, name: str) -> Iterator[Claim]:
    """The claims of such a file."""
    try:
        features = json.loads(text)["features"]
    except (ValueError, KeyError, TypeError):
        raise InputError(name, "not a GeoJSON FeatureCollection") from None
    for found in features:
        yield claim_from_json(found["properties"]["claim"])
