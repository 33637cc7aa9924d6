"""What a kind of place means (precision, usual extent, rank) and the rows that carry places from a source to the index."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Literal, NamedTuple

from rasid.types import Precision

Stand = Literal["alone", "governed", "announced"]


class KindFact(NamedTuple):
    """`radius_km` is the usual extent of one such place, `prior` its share where a name names several kinds."""

    precision: Precision
    radius_km: float
    prior: float


KINDS: dict[str, KindFact] = {
    "country": KindFact("country", 300.0, 6.0),
    "governorate": KindFact("province", 50.0, 3.0),
    "district": KindFact("district", 15.0, 1.5),
    "subdistrict": KindFact("district", 10.0, 1.0),
    "region": KindFact("district", 20.0, 2.5),
    "city": KindFact("town", 5.0, 4.5),
    "town": KindFact("town", 3.0, 3.0),
    "village": KindFact("town", 2.0, 1.5),
    "quarter": KindFact("area", 1.0, 1.5),
    "camp": KindFact("area", 1.0, 1.0),
    "street": KindFact("area", 1.0, 0.0),
    "square": KindFact("exact", 0.3, 0.0),
    "roundabout": KindFact("exact", 0.3, 0.0),
    "road": KindFact("area", 10.0, 0.0),
    "bridge": KindFact("exact", 0.5, 0.0),
    "airport": KindFact("exact", 2.0, 0.5),
    "crossing": KindFact("exact", 1.0, 0.5),
    "dam": KindFact("exact", 1.0, 0.0),
    "base": KindFact("exact", 2.0, 0.5),
    "prison": KindFact("exact", 0.7, 0.0),
    "hospital": KindFact("exact", 0.5, 0.0),
    "university": KindFact("exact", 1.0, 0.0),
    "facility": KindFact("exact", 1.0, 0.0),
    "port": KindFact("exact", 2.0, 0.0),
    "field": KindFact("area", 6.0, 0.0),
    "mountain": KindFact("area", 6.0, 0.5),
    "river": KindFact("province", 80.0, 1.0),
    "valley": KindFact("area", 8.0, 0.5),
    "island": KindFact("area", 6.0, 0.5),
    "sea": KindFact("province", 300.0, 1.0),
    "border": KindFact("province", 100.0, 0.5),
}
SETTLED = frozenset({"city", "town", "village"})
LARGE = SETTLED | {"country", "governorate", "district", "subdistrict", "region", "quarter"}  # in which other places lie
WITHIN_TOWN = frozenset({"quarter", "street", "square", "roundabout"})
_SITES = frozenset({"road", "bridge", "airport", "port", "base", "camp", "hospital", "prison", "university", "facility"})
OF_TOWN = (WITHIN_TOWN | _SITES) - {"quarter"}  # what a town has, and another one of its own


def precision_of(kind: str, radius_km: float) -> Precision:
    """The precision that a point of this kind has, given how far off it may be."""
    fact = KINDS[kind].precision
    if fact in ("country", "province", "town"):
        return fact if radius_km <= 12.0 or fact != "town" else "district"
    if radius_km > 60.0:
        return "province"
    if radius_km > 12.0 or fact == "district":
        return "district"
    return "area" if radius_km > 3.0 else fact


@dataclass(slots=True)
class Row:
    """A place on its way into the index, as its source tells it. `parent` is an id or "" (then `admin1` decides)."""

    id: str
    kind: str
    country: str
    ar: str = ""
    en: str = ""
    names: tuple[str, ...] = ()
    parent: str = ""
    admin1: str = ""
    lat: float | None = None
    lon: float | None = None
    radius_km: float | None = None
    precision: Precision | None = None
    pcode: str = ""
    population: int = 0
    source: str = "own"
    capital: bool = False
    known: tuple[str, ...] = ()  # the names that the own places give it
    never: tuple[str, ...] = ()  # names that other sources give it and the press uses for something else
    refs: tuple[str, ...] = ()  # ids that sources have for it (gn:1234, wof:56, ocha:SY08): equal ids are one place
    parent_ref: str = ""  # such an id of the place it lies in, where the source says so

    def all_names(self) -> tuple[str, ...]:
        """Every name once, the display names first."""
        return tuple(dict.fromkeys(n for n in (self.ar, self.en, *self.names) if n))


class PlaceRow(NamedTuple):
    """A place as the reading half sees it. `path` begins with its own id and ends with the country.

    A tuple and no dataclass, for it is made ten thousand times when names are looked up first.
    """

    id: str
    kind: str
    ar: str
    en: str
    path: tuple[str, ...]
    lat: float | None
    lon: float | None
    radius_km: float | None
    precision: Precision
    pcode: str = ""
    population: int = 0
    source: str = "own"

    @property
    def country(self) -> str:
        """The id of the country it lies in."""
        return self.path[-1]

    @property
    def weight(self) -> float:
        """How likely a bare name means it rather than another place of that name, by kind and population."""
        return KINDS[self.kind].prior + self.fame

    @property
    def fame(self) -> float:
        """What its population adds to that."""
        return 0.5 * math.log10(self.population) if self.population else 0.0

    @property
    def parent(self) -> str:
        """The id of the place it lies in, "" for a country."""
        return self.path[1] if len(self.path) > 1 else ""


def distance_km(lat1: float, lon1: float, lat2: float, lon2: float) -> float:
    """Great-circle distance between two points in degrees."""
    phi1, phi2 = math.radians(lat1), math.radians(lat2)
    half = math.sin((phi2 - phi1) / 2) ** 2
    half += math.cos(phi1) * math.cos(phi2) * math.sin(math.radians(lon2 - lon1) / 2) ** 2
    return 12742.0 * math.asin(min(1.0, math.sqrt(half)))


def moved(lat: float, lon: float, bearing: float, km: float) -> tuple[float, float]:
    """The point `km` away in the direction `bearing` (degrees clockwise from north), rounded as its use deserves."""
    north = km * math.cos(math.radians(bearing)) / 111.2
    east = km * math.sin(math.radians(bearing)) / (111.2 * max(0.2, math.cos(math.radians(lat))))
    return round(lat + north, 4), round(lon + east, 4)
