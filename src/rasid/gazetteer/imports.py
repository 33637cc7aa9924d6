"""A file of places in; its good rows kept for every later build, its bad rows refused one by one with the reason."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from rasid.errors import ConfigError, InputError
from rasid.gazetteer.geonames import latin_id
from rasid.gazetteer.index import Gazetteer
from rasid.gazetteer.rows import KINDS, Row, distance_km
from rasid.gazetteer.sources import READERS, Read

_BOX_MARGIN = 1.2  # degrees around a country's known settlements: deserts and seas have none
_SAMPLE = 400
_FAR = 2.5  # times the parent's radius
_DEPTH = {"country": 0, "governorate": 1, "district": 2, "subdistrict": 3}


@dataclass(frozen=True, slots=True)
class Refused:
    """A row that was not taken."""

    line: int
    reason: str


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What became of a file. `stored` is the file that later builds read, None where nothing was taken."""

    path: Path
    kind: str
    country: str
    accepted: int
    names: int
    refused: tuple[Refused, ...]
    stored: Path | None

    def by_reason(self) -> dict[str, int]:
        """How many rows each kind of reason refused."""
        return dict(Counter(r.reason.partition(":")[0] for r in self.refused).most_common())


class Boxes:
    """Where a country is: the box around its known settlements."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self._boxes: dict[str, tuple[float, float, float, float]] = {}
        for place in gazetteer.ids():
            row = gazetteer.get(place)
            if row.lat is not None and row.lon is not None and row.precision == "town":
                south, west, north, east = self._boxes.get(row.country, (90.0, 180.0, -90.0, -180.0))
                self._boxes[row.country] = (
                    min(south, row.lat), min(west, row.lon), max(north, row.lat), max(east, row.lon)
                )  # fmt: skip

    def holds(self, country: str, lat: float, lon: float) -> bool:
        """Whether a point may lie in a country; an unknown country holds every point."""
        box = self._boxes.get(country)
        if box is None:
            return True
        south, west, north, east = box
        return south - _BOX_MARGIN <= lat <= north + _BOX_MARGIN and west - _BOX_MARGIN <= lon <= east + _BOX_MARGIN

    def vote(self, points: Sequence[tuple[float, float]]) -> str:
        """The country that holds most of the points, the smallest one of those that hold equally many."""
        counts = {c: sum(self.holds(c, *p) for p in points) for c in self._boxes}
        most = max(counts.values(), default=0)
        near = [c for c, n in counts.items() if n >= 0.97 * most > 0]
        return min(near, key=lambda c: (self._area(c), c), default="")

    def _area(self, country: str) -> float:
        south, west, north, east = self._boxes[country]
        return (north - south) * (east - west)


def import_file(path: Path, kind: str, store: Path, gazetteer: Gazetteer, country: str = "") -> ImportReport:
    """Reads a file of one of the READERS' kinds and keeps its good rows in the folder `store`.

    The country is the rows' own, else the given one, else the one where most of the points lie.
    """
    if kind not in READERS:
        raise ConfigError(f"unknown kind '{kind}' of gazetteer file (known: {', '.join(READERS)})")
    if not path.is_file():
        raise InputError(str(path), "no such file")
    reads = list(READERS[kind](path))
    if not reads:
        raise InputError(path.name, "the file has no rows")
    boxes = Boxes(gazetteer)
    checked = list(_checked(reads, boxes, country.lower() or _country_of(reads, boxes)))
    good = [r for r in checked if r.row is not None]
    refused = tuple(Refused(r.line, r.fault) for r in checked if r.row is None)
    stored = _keep(good, kind, store, path.read_bytes()) if good else None
    return ImportReport(
        path=path,
        kind=kind,
        country=_most(r.row.country for r in good if r.row and r.row.country),
        accepted=sum(not r.names_of for r in good),
        names=sum(bool(r.names_of) for r in good),
        refused=refused,
        stored=stored,
    )


def _most(countries: Iterable[str]) -> str:
    return next((country for country, _ in Counter(countries).most_common(1)), "")


def _country_of(reads: Sequence[Read], boxes: Boxes) -> str:
    points = [(r.row.lat, r.row.lon) for r in reads if r.row and not r.row.country and r.row.lat is not None]
    step = max(1, len(points) // _SAMPLE)
    return boxes.vote([(lat, lon) for lat, lon in points[::step] if lat is not None and lon is not None])


def _checked(reads: Sequence[Read], boxes: Boxes, country: str) -> Iterator[Read]:
    """Each row with its country and id, or with the fault that only the whole file shows."""
    first: dict[str, int] = {}
    by_ref = {ref: r.row for r in reads if r.row and not r.names_of for ref in r.row.refs[:1]}
    for read in reads:
        row = read.row
        if row is None or read.names_of:
            yield read
            continue
        row = replace(row, country=row.country or country)
        fault = _fault(row, boxes, by_ref.get(row.parent_ref))
        if not fault and row.refs[0] in first:
            fault = f"duplicate id: {row.refs[0]} is already on line {first[row.refs[0]]}"
        if fault:
            yield Read(read.line, None, fault)
            continue
        first[row.refs[0]] = read.line
        slug = latin_id(row.en) or row.refs[0].partition(":")[2].lower()
        yield Read(read.line, replace(row, id=row.country if row.kind == "country" else f"{row.country}.{slug}"))


def _fault(row: Row, boxes: Boxes, parent: Row | None) -> str:
    if not row.country:
        return "unknown country: name it"
    if row.kind not in KINDS:
        return f"unknown kind: '{row.kind}'"
    if row.lat is None or row.lon is None:
        return "no coordinates"
    if not boxes.holds(row.country, row.lat, row.lon):
        if boxes.holds(row.country, row.lon, row.lat):
            return f"coordinates swapped: {row.lat}, {row.lon} is outside {row.country}, turned round it is inside"
        return f"coordinates outside: {row.lat}, {row.lon} is not in {row.country}"
    if parent is not None and parent.lat is not None and parent.lon is not None:
        reach = _FAR * (parent.radius_km or KINDS[parent.kind].radius_km) + 100.0
        straight = distance_km(row.lat, row.lon, parent.lat, parent.lon)
        turned = distance_km(row.lon, row.lat, parent.lat, parent.lon) if abs(row.lon) <= 90 else straight
        if straight > reach and turned < straight / 3:
            return f"coordinates swapped: {row.lat}, {row.lon} is {straight:.0f} km from its parent, turned round {turned:.0f}"
    return ""


def _keep(good: Sequence[Read], kind: str, store: Path, content: bytes) -> Path:
    """One file an import, outer places first; the same file again replaces itself."""
    store.mkdir(parents=True, exist_ok=True)
    out = store / f"{kind}-{hashlib.sha256(content).hexdigest()[:12]}.jsonl"
    ordered = sorted(good, key=lambda r: (_DEPTH.get(r.row.kind, 4) if r.row and not r.names_of else 5, r.line))
    part = out.with_suffix(".part")
    with part.open("w", encoding="utf-8") as file:
        for read in ordered:
            if read.row is None:
                continue
            if read.names_of:
                data: dict[str, object] = {"add_names": read.names_of, "names": list(read.row.names)}
            else:
                data = asdict(read.row)
            file.write(json.dumps(data, ensure_ascii=False) + "\n")
    part.replace(out)
    return out
