"""Rows of several sources in, one row a place out: own places keep their ids, others lend them points, names and numbers."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace

from rasid.gazetteer.geonames import has_arabic, latin_id
from rasid.gazetteer.rows import KINDS, SETTLED, Row, distance_km
from rasid.text import fold

_SETTLED_LIKE = SETTLED | {"camp", "quarter"}
_SITES = frozenset({"airport", "base", "port", "crossing", "facility", "field", "prison", "hospital", "dam"})
_ADMIN = frozenset({"governorate", "district", "subdistrict"})
_NEAR_KM = 6.0
_SAME_KM = 3.0


def _compatible(a: str, b: str) -> bool:
    if a == b or (a in _SITES and b in _SITES):
        return True
    return (a in SETTLED and b in _SETTLED_LIKE) or (b in SETTLED and a in _SETTLED_LIKE)


def _key(name: str) -> str:
    """What two spellings of a name share: folded Arabic, Latin letters without marks and article."""
    return fold(name) if has_arabic(name) else latin_id(name)


class Merger:
    """All rows so far, by country and folded name, so that a new row finds the place it is."""

    def __init__(self, own: Iterable[Row]) -> None:
        self.rows: dict[str, Row] = {}
        self._by_name: dict[tuple[str, str], list[str]] = defaultdict(list)
        self._by_ref: dict[str, str] = {}
        self._governorate: dict[tuple[str, str], str] = {}
        for row in own:
            self._put(row)
        self.merged = 0

    def _put(self, row: Row) -> None:
        self.rows[row.id] = row
        self._by_ref.update(dict.fromkeys(row.refs, row.id))
        for name in row.all_names():
            ids = self._by_name[row.country, _key(name)]
            if row.id not in ids:
                ids.append(row.id)
        if row.admin1 and row.source == "own":
            self._governorate[row.country, row.admin1] = row.id

    def governorate(self, country: str, admin1: str) -> str:
        """The id of a governorate by the code that GeoNames has for it, else the country."""
        return self._governorate.get((country, admin1), country)

    def path_of(self, row: Row) -> tuple[str, ...]:
        """Ids from the row up to its country."""
        path = [row.id]
        parent = self._parent(row)
        while parent and parent not in path:
            path.append(parent)
            above = self.rows.get(parent)
            if above is None:
                break
            parent = self._parent(above)
        return tuple(path)

    def _parent(self, row: Row) -> str:
        """The id it lies in; "" for a country and for what is larger than one."""
        if row.parent or row.id == row.country:
            return row.parent
        return self.governorate(row.country, row.admin1)

    def add(self, row: Row) -> str:
        """Takes a row in: into the place it names, or as a place of its own. The id it has now."""
        match = self._match(row)
        if match is not None:
            self.merged += 1
            parent = self._by_ref.get(row.parent_ref, "")
            if match.parent in ("", match.country) and match.kind != "country" and parent not in ("", match.id):
                match = replace(match, parent=parent)
            self._put(_joined(match, row))
            return match.id
        if row.id in self.rows:
            row = replace(row, id=f"{row.id}-{row.refs[0].partition(':')[2].lower()}" if row.refs else f"{row.id}-2")
        if not row.parent:
            parent = self._by_ref.get(row.parent_ref) or self.governorate(row.country, row.admin1)
            row = replace(row, parent=parent if parent != row.id else row.country)
        self._put(row)
        return row.id

    def add_names(self, ref: str, names: tuple[str, ...]) -> bool:
        """Further names of a place that a source has under this id; False where no place has it."""
        place = self._by_ref.get(ref)
        if place is None:
            return False
        row = self.rows[place]
        self._put(replace(row, ar=row.ar or next(filter(has_arabic, names), ""), names=tuple(dict.fromkeys((*row.names, *names)))))
        return True

    def _match(self, row: Row) -> Row | None:
        for ref in row.refs:
            if ref in self._by_ref and _compatible(self.rows[self._by_ref[ref]].kind, row.kind):
                return self.rows[self._by_ref[ref]]
        best: tuple[float, Row] | None = None
        for name in row.all_names():
            for place in self._by_name.get((row.country, _key(name)), ()):
                known = self.rows[place]
                gap = self._gap(known, row)
                if gap is not None and (best is None or gap < best[0]):
                    best = (gap, known)
        return best[1] if best else None

    def _gap(self, known: Row, row: Row) -> float | None:
        """Distance in km between a known place and a new row of the same name, None if they are two places."""
        if not _compatible(known.kind, row.kind):
            return None
        if known.kind in _ADMIN:
            return 0.0
        if row.lat is None or row.lon is None:
            return None
        if known.lat is None or known.lon is None:
            if known.parent == known.country:  # a city of the world: the largest one of that name comes first
                return 50.0 if known.kind == "city" and known.population == 0 and row.kind in SETTLED else None
            inside = row.admin1 and self.governorate(row.country, row.admin1) in self.path_of(known)
            return 50.0 if inside else None
        gap = distance_km(known.lat, known.lon, row.lat, row.lon)
        limit = max(_NEAR_KM, (known.radius_km or KINDS[known.kind].radius_km) + _SAME_KM)
        return gap if gap <= limit else None


def _joined(known: Row, row: Row) -> Row:
    """The known place with what the new row adds. A settlement takes the measured point for its remembered one."""
    better_point = known.source == "own" and row.lat is not None and known.kind in SETTLED and row.kind in SETTLED
    take = better_point or known.lat is None
    radius = known.radius_km
    if take and known.kind in SETTLED:
        radius = KINDS[known.kind].radius_km
    return replace(
        known,
        ar=known.ar or row.ar,
        en=known.en or row.en,
        names=tuple(n for n in dict.fromkeys((*known.names, *row.all_names())) if n not in (known.ar, known.en, *known.never)),
        lat=row.lat if take else known.lat,
        lon=row.lon if take else known.lon,
        radius_km=radius,
        pcode=known.pcode or row.pcode,
        population=max(known.population, row.population),
        source=known.source if row.source in known.source else f"{known.source}+{row.source}",
        capital=known.capital or row.capital,
        refs=tuple(dict.fromkeys((*known.refs, *row.refs))),
    )
