"""Files of places as others publish them (GeoNames, Who's On First, OCHA, GeoJSON) in; rows, or why a row is none, out."""

from __future__ import annotations

import csv
import json
import math
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

from rasid.errors import InputError
from rasid.gazetteer.geonames import has_arabic
from rasid.gazetteer.rows import Row

_GEONAMES_COLUMNS = 19
_ALTERNATE_COLUMNS = (8, 10)
_GEONAMES_KINDS = {
    "PPLC": "city", "PPLA": "city", "PPLA2": "town", "PPLX": "quarter", "PCLI": "country", "ADM1": "governorate",
    "ADM2": "district", "ADM3": "subdistrict", "AIRP": "airport", "AIRB": "base", "INSM": "base", "DAM": "dam",
    "HSP": "hospital", "PRN": "prison", "PRT": "port", "BDG": "bridge", "MT": "mountain", "MTS": "mountain", "HLL": "mountain",
    "STM": "river", "STMI": "river", "WAD": "valley", "VAL": "valley", "ISL": "island", "CMP": "camp", "CMPRF": "camp",
    "OILF": "field", "RGN": "region", "PAL": "facility", "UNIV": "university", "BDRG": "crossing",
}  # fmt: skip
_WOF_KINDS = {
    "country": "country", "region": "governorate", "county": "district", "localadmin": "subdistrict", "locality": "town",
    "neighbourhood": "quarter", "macrohood": "quarter", "borough": "quarter", "campus": "facility",
}  # fmt: skip
_OCHA_LEVELS = ("country", "governorate", "district", "subdistrict")
_OPEN_KINDS = {
    "border_crossing": "crossing", "airport": "airport", "seaport": "port", "oil_terminal": "port", "terminal": "port",
    "rail_terminal": "facility", "road_terminal": "facility",
}  # fmt: skip
_ARABIC_KEYS = ("name:ar", "name_ar", "ar", "name_arabic", "ADM3_AR", "ADM2_AR", "ADM1_AR", "name:ara_x_preferred")
_LATIN_KEYS = ("name:en", "name_en", "name", "NAME", "NAME_2", "NAME_1", "ADM3_EN", "ADM2_EN", "ADM1_EN", "wof:name")
_PCODE_KEYS = ("ADM3_PCODE", "ADM2_PCODE", "ADM1_PCODE", "pcode", "PCODE")
_CITY_FROM = 100_000
_EARTH_KM = 111.2


class Read(NamedTuple):
    """One row of a file: where it stands, and what it says or why it says nothing."""

    line: int
    row: Row | None
    fault: str = ""
    names_of: str = ""  # the row only adds names to the place of this id


@dataclass(slots=True)
class _Raw:
    """What every source can say of a place; `row` makes it a Row or a fault."""

    ref: str
    kind: str
    names: Sequence[str]
    lat: Any = None
    lon: Any = None
    radius_km: float | None = None
    pcode: str = ""
    population: Any = 0
    country: str = ""
    parent_ref: str = ""
    admin1: str = ""
    refs: Sequence[str] = field(default_factory=tuple)

    def read(self, line: int, source: str) -> Read:
        """The row, or the first thing that is wrong with it."""
        names = [n.strip() for n in self.names if isinstance(n, str) and n.strip()]
        if not self.ref:
            return Read(line, None, "no id")
        if not names:
            return Read(line, None, "no name")
        garbled = next((n for n in names if is_garbled(n)), None)
        if garbled is not None:
            return Read(line, None, f"name in a wrong encoding: '{garbled[:20]}'")
        try:
            lat, lon = float(self.lat), float(self.lon)
        except (TypeError, ValueError):
            return Read(line, None, f"no coordinates: lat '{self.lat}', lon '{self.lon}'")
        if not (abs(lat) <= 90 and abs(lon) <= 180):
            return Read(line, None, f"coordinates outside the world: {lat}, {lon}")
        arabic = next((n for n in names if has_arabic(n)), "")
        latin = next((n for n in names if not has_arabic(n)), "")
        row = Row(
            id="",
            kind=self.kind,
            country=self.country.lower(),
            ar=arabic,
            en=latin,
            names=tuple(dict.fromkeys(n for n in names if n not in (arabic, latin))),
            lat=round(lat, 5),
            lon=round(lon, 5),
            radius_km=self.radius_km,
            pcode=self.pcode,
            population=_whole(self.population),
            source=source,
            admin1=self.admin1,
            refs=tuple(dict.fromkeys((self.ref, *self.refs))),
            parent_ref=self.parent_ref,
        )
        return Read(line, row)


def is_garbled(name: str) -> bool:
    """Whether a name is UTF-8 read as Latin letters, or has characters that a decoder put for what it could not read."""
    if "\ufffd" in name:
        return True
    try:
        again = name.encode("cp1252").decode("utf-8")
    except (UnicodeEncodeError, UnicodeDecodeError):
        return False
    return again != name and has_arabic(again)


def _whole(value: Any) -> int:
    try:
        return max(0, int(float(value)))
    except (TypeError, ValueError):
        return 0


def lines_of(path: Path) -> Iterator[tuple[int, str | None]]:
    """The lines of a text file; None for one that is not UTF-8."""
    with path.open("rb") as file:
        for number, raw in enumerate(file, 1):
            try:
                yield number, raw.decode("utf-8-sig" if number == 1 else "utf-8").rstrip("\r\n")
            except UnicodeDecodeError:
                yield number, None


def read_geonames_dump(path: Path) -> Iterator[Read]:
    """A country file (19 columns) or alternateNames (8 or 10), tab separated, as GeoNames publishes them."""
    for number, line in lines_of(path):
        if line is None:
            yield Read(number, None, "not UTF-8")
            continue
        if not line.strip():
            continue
        cells = line.split("\t")
        if len(cells) in _ALTERNATE_COLUMNS:
            yield from _alternate(number, cells)
        elif len(cells) != _GEONAMES_COLUMNS:
            yield Read(number, None, f"wrong columns: {_GEONAMES_COLUMNS} expected, {len(cells)} found")
        else:
            yield _geoname(number, cells)


def _alternate(number: int, cells: Sequence[str]) -> Iterator[Read]:
    """Arabic and English names; other languages are passed over, they are no fault."""
    if not cells[1].isdecimal():
        yield Read(number, None, f"no GeoNames id: '{cells[1]}'")
    elif cells[2] in ("ar", "en") and cells[3].strip():
        if is_garbled(cells[3]):
            yield Read(number, None, f"name in a wrong encoding: '{cells[3][:20]}'")
        else:
            yield Read(number, Row("", "town", "", names=(cells[3].strip(),)), names_of=f"gn:{cells[1]}")


def _geoname(number: int, cells: Sequence[str]) -> Read:
    if not cells[0].isdecimal():
        return Read(number, None, f"no GeoNames id: '{cells[0]}'")
    population = _whole(cells[14])
    kind = _GEONAMES_KINDS.get(cells[7]) or ("village" if cells[6] == "P" else "facility")
    if cells[6] == "P" and population >= _CITY_FROM:
        kind = "city"
    elif cells[7] == "PPL" and population >= 2_000:
        kind = "town"
    names = [cells[1], *(n for n in cells[3].split(",") if has_arabic(n))]
    raw = _Raw(f"gn:{cells[0]}", kind, names, cells[4], cells[5], population=population, country=cells[8], admin1=cells[10])
    return raw.read(number, "import:geonames")


def read_wof(path: Path) -> Iterator[Read]:
    """Who's On First: JSON Lines of flattened records, or GeoJSON features with `wof:` properties."""
    if path.suffix.lower() in (".geojson", ".json"):
        yield from read_geojson(path)
        return
    for number, line in lines_of(path):
        if line is None:
            yield Read(number, None, "not UTF-8")
            continue
        if not line.strip():
            continue
        try:
            data = json.loads(line)
        except json.JSONDecodeError as error:
            yield Read(number, None, f"not JSON: {error.msg}")
            continue
        yield _wof(number, data)


def _wof(number: int, data: Any) -> Read:
    if not isinstance(data, dict):
        return Read(number, None, "a JSON object is expected")
    missing = [k for k in ("id", "t", "name", "lat", "lon") if k not in data]
    if missing:
        return Read(number, None, f"wrong columns: no {', '.join(missing)}")
    kind = _WOF_KINDS.get(str(data["t"]))
    if kind is None:
        return Read(number, None, f"unknown placetype '{data['t']}'")
    population = _whole(data.get("pop"))
    if kind == "town":
        kind = "city" if population >= _CITY_FROM else "town" if population >= 2_000 else "village"
    county, region = data.get("county"), data.get("region")
    above = next((f"wof:{p}" for p in (county, region) if p and p != data["id"]), "")
    refs = [f"gn:{data['gn']}"] if data.get("gn") else []
    arabic = [n for n in data.get("ar") or [] if isinstance(n, str) and has_arabic(n)]
    raw = _Raw(
        f"wof:{data['id']}", kind, [*arabic, str(data["name"]), *(data.get("en") or [])[:3]], data["lat"], data["lon"],
        population=population, parent_ref=above, refs=refs,
    )  # fmt: skip
    return raw.read(number, "import:wof")


def _json(path: Path) -> Any:
    try:
        return json.loads(path.read_text(encoding="utf-8-sig"))
    except UnicodeDecodeError as error:
        raise InputError(path.name, f"not UTF-8 at byte {error.start}") from error
    except json.JSONDecodeError as error:
        raise InputError(f"{path.name}:{error.lineno}", f"not JSON: {error.msg}") from error


def read_ocha(path: Path) -> Iterator[Read]:
    """P-code tables: CSV with ADMn_EN, ADMn_AR, ADMn_PCODE and a point, or JSON records with `ochaPcode`."""
    if path.suffix.lower() == ".json":
        data = _json(path)
        if not isinstance(data, list):
            raise InputError(path.name, "a JSON list of places is expected")
        for number, record in enumerate(data, 1):
            yield _open_record(number, record)
        return
    good = [(number, line) for number, line in lines_of(path) if line is not None]
    for number, line in lines_of(path):
        if line is None:
            yield Read(number, None, "not UTF-8")
    if not good:
        return
    separator = ";" if good[0][1].count(";") > good[0][1].count(",") else ","
    head = [h.strip().lower() for h in next(csv.reader([good[0][1]], delimiter=separator))]
    for number, line in good[1:]:
        cells = next(csv.reader([line], delimiter=separator), [])
        if len(cells) != len(head):
            yield Read(number, None, f"wrong columns: {len(head)} expected, {len(cells)} found")
        else:
            yield _ocha_row(number, dict(zip(head, cells, strict=True)))


def _ocha_row(number: int, cells: dict[str, str]) -> Read:
    """The deepest level that a line fills is the place, the one above it what it lies in."""

    def cell(level: int, what: str) -> str:
        keys = (f"adm{level}_{what}", f"admin{level}name_{what}", f"admin{level}{what}", f"admin{level}_{what}")
        return next((cells[k].strip() for k in keys if cells.get(k, "").strip()), "")

    level = next((n for n in (3, 2, 1) if cell(n, "pcode")), 0)
    if not level:
        return Read(number, None, "wrong columns: no P-code (ADM1_PCODE, ADM2_PCODE, ADM3_PCODE)")
    lat = next((cells[k] for k in ("lat", "latitude", "y", "center_lat") if k in cells), None)
    lon = next((cells[k] for k in ("lon", "long", "longitude", "x", "center_lon") if k in cells), None)
    pcode = cell(level, "pcode")
    above = cell(level - 1, "pcode") if level > 1 else ""
    raw = _Raw(
        f"ocha:{pcode}", _OCHA_LEVELS[level], [cell(level, "ar"), cell(level, "en")], lat, lon, pcode=pcode,
        parent_ref=f"ocha:{above}" if above else "", country=pcode[:2] if pcode[:2].isalpha() else "",
    )  # fmt: skip
    return raw.read(number, "import:ocha")


def _open_record(number: int, data: Any) -> Read:
    """A record of the Open-Syria collections: administrative units with P-codes, transport places."""
    if not isinstance(data, dict) or not isinstance(data.get("name"), dict):
        return Read(number, None, "wrong columns: no name")
    outer = data.get("externalIds") or {}
    point = data.get("centroid") or data.get("coordinates") or {}
    pcode = str(outer.get("ochaPcode", ""))
    types = data.get("locationTypes") or []
    kind = _OPEN_KINDS.get(types[0], "facility") if types else _OCHA_LEVELS[min(3, max(1, (len(pcode) - 2) // 2))]
    if not types and not pcode:
        return Read(number, None, "no P-code (externalIds.ochaPcode)")
    aliases = [a.get("value") for a in data.get("aliases") or [] if a.get("language") in ("ar", "en")]
    refs = [f"gn:{outer['geonames']}"] if outer.get("geonames") else []
    area = (data.get("area") or {}).get("value")
    raw = _Raw(
        f"ocha:{pcode}" if pcode else f"open:{data.get('id', '')}", kind,
        [str(data["name"].get("ar") or ""), str(data["name"].get("en") or ""), *aliases],
        point.get("latitude"), point.get("longitude"), radius_km=round(math.sqrt(area / math.pi), 1) if area else None,
        pcode=pcode, country=pcode[:2] if pcode[:2].isalpha() else "",
        parent_ref=f"ocha:{pcode[:-2]}" if len(pcode) > 4 else "", refs=refs,
    )  # fmt: skip
    return raw.read(number, "import:ocha")


def read_geojson(path: Path) -> Iterator[Read]:
    """A FeatureCollection whose features have a name; polygons give their middle and extent."""
    data = _json(path)
    if not isinstance(data, dict) or not isinstance(data.get("features"), list):
        raise InputError(path.name, "a GeoJSON FeatureCollection is expected")
    for number, feature in enumerate(data["features"], 1):
        yield _feature(number, feature)


def _feature(number: int, feature: Any) -> Read:
    told = (feature or {}).get("properties") if isinstance(feature, dict) else None
    if not isinstance(told, dict):
        return Read(number, None, "wrong columns: no properties")
    points = list(_points((feature.get("geometry") or {}).get("coordinates")))
    if not points:
        return Read(number, None, "no geometry")
    kind = _WOF_KINDS.get(str(told.get("placetype") or told.get("wof:placetype"))) or str(told.get("kind") or "facility")
    lats, lons = [p[1] for p in points], [p[0] for p in points]
    lat, lon = (min(lats) + max(lats)) / 2, (min(lons) + max(lons)) / 2
    radius = None
    if len(points) > 1:
        radius = round(max(max(lats) - min(lats), (max(lons) - min(lons)) * 0.83) * _EARTH_KM / 2, 1)
    id_ = told.get("id") or told.get("wof:id") or feature.get("id") or ""
    pcode = next((str(told[k]) for k in _PCODE_KEYS if told.get(k)), "")
    raw = _Raw(
        f"geo:{id_}" if id_ or not pcode else f"ocha:{pcode}", kind,
        [*_values(told, _ARABIC_KEYS), *_values(told, _LATIN_KEYS)], lat, lon, radius_km=radius, pcode=pcode,
        population=told.get("population", 0), refs=[f"wof:{id_}"] if id_ and "placetype" in told else [],
    )  # fmt: skip
    return raw.read(number, "import:geojson") if id_ or pcode else Read(number, None, "no id")


def _points(coordinates: Any) -> Iterator[tuple[float, float]]:
    if not isinstance(coordinates, list) or not coordinates:
        return
    if isinstance(coordinates[0], int | float):
        if len(coordinates) >= 2 and isinstance(coordinates[1], int | float):
            yield float(coordinates[0]), float(coordinates[1])
        return
    for part in coordinates:
        yield from _points(part)


def _values(told: dict[str, Any], keys: Iterable[str]) -> list[str]:
    found: list[str] = []
    for key in keys:
        value = told.get(key)
        found += [v for v in (value if isinstance(value, list) else [value]) if isinstance(v, str)]
    return found


READERS: dict[str, Callable[[Path], Iterator[Read]]] = {
    "geonames": read_geonames_dump,
    "wof": read_wof,
    "ocha": read_ocha,
    "geojson": read_geojson,
}
