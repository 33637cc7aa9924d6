"""Own places, installed GeoNames data and imported rows in; one SQLite file out, cached by a hash of all that went in."""

from __future__ import annotations

import hashlib
import json
import os
import sqlite3
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from rasid.gazetteer.geonames import country_facts, data_version, has_arabic, read_geonames
from rasid.gazetteer.index import Gazetteer
from rasid.gazetteer.merge import Merger
from rasid.gazetteer.own import read_own
from rasid.gazetteer.rows import KINDS, WITHIN_TOWN, Row, Stand, precision_of
from rasid.gazetteer.words import WORDS_FILE, PlaceWords, load_words
from rasid.text import FOLD_VERSION, fold

SCHEMA_VERSION = 8
PLACES = Path("world") / "places"
LANGUAGE = Path("ar")
_SHORT = 2
_KNOWN_TO_ALL = 300_000
_SMALL = 5_000
_TABLES = """
create table places (id text primary key, kind text, ar text, en text, path text, lat real, lon real, radius real,
  precision text, pcode text, population integer, source text, capital integer) without rowid;
create table names (folded text, id text, stand text, found integer, own integer, primary key (folded, id)) without rowid;
create table meta (key text primary key, value text) without rowid;
"""


@dataclass(frozen=True, slots=True)
class BuildReport:
    """What a build made: counts, size and seconds."""

    path: Path
    places: int
    own: int
    own_with_point: int
    names: int
    merged: int
    bytes: int
    seconds: float


def content_key(knowledge_dir: Path, imports: Sequence[Path] = ()) -> str:
    """A hash of all that a build reads, so that an unchanged gazetteer is never built twice."""
    digest = hashlib.sha256(f"{SCHEMA_VERSION}/{FOLD_VERSION}/{data_version()}".encode())
    for path in (*sorted((knowledge_dir / PLACES).glob("*.yaml")), knowledge_dir / LANGUAGE / WORDS_FILE, *sorted(imports)):
        digest.update(path.name.encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


def ensure(cache_dir: Path, knowledge_dir: Path, imports_dir: Path | None = None) -> Path:
    """The path of the gazetteer that belongs to the knowledge and the imports, built now if it is not there yet."""
    imports = sorted(imports_dir.glob("*.jsonl")) if imports_dir and imports_dir.is_dir() else []
    path = cache_dir / f"gazetteer-{content_key(knowledge_dir, imports)}.sqlite"
    if not path.exists():
        cache_dir.mkdir(parents=True, exist_ok=True)
        build(path, knowledge_dir, imports)
    return path


def load(cache_dir: Path, knowledge_dir: Path, imports_dir: Path | None = None) -> Gazetteer:
    """The gazetteer in memory, built first where it must be."""
    return Gazetteer.open(ensure(cache_dir, knowledge_dir, imports_dir), load_words(knowledge_dir / LANGUAGE))


def build(out: Path, knowledge_dir: Path, imports: Sequence[Path] = ()) -> BuildReport:
    """Writes the gazetteer; a file of that name is replaced only when the new one is whole."""
    started = time.perf_counter()
    words = load_words(knowledge_dir / LANGUAGE)
    own = read_own(knowledge_dir / PLACES)
    merger = Merger(own)
    # A country whose governorates we know takes all its settlements in, any other one only the large ones.
    region = {row.country for row in own if row.admin1}
    wanted = {(row.country, fold(name)) for row in own if row.lat is None for name in row.all_names()}
    for row in read_geonames(region, wanted):
        merger.add(row)
    late = [named for path in imports for named in _take_import(path, merger)]
    for ref, more in late:  # a file of names may stand before the file of places it belongs to
        merger.add_names(ref, more)
    _complete_countries(merger)
    part = out.with_name(f"{out.name}.{os.getpid()}.part")
    names = _write(part, merger, words, content_key(knowledge_dir, imports), region)
    size = part.stat().st_size
    part.replace(out)
    return BuildReport(
        path=out,
        places=len(merger.rows),
        own=len(own),
        own_with_point=sum(r.lat is not None for r in own),
        names=names,
        merged=merger.merged,
        bytes=size,
        seconds=time.perf_counter() - started,
    )


def _take_import(path: Path, merger: Merger) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Takes in the places of an import as `rasid.gazetteer.imports` kept them, outer ones first; yields names for known ones."""
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            data: dict[str, Any] = json.loads(line)
            if "add_names" in data:
                yield data["add_names"], tuple(data["names"])
            else:
                for key in ("names", "refs", "never", "known"):
                    data[key] = tuple(data[key])
                merger.add(Row(**data))


def _complete_countries(merger: Merger) -> None:
    """A country without a point of its own gets the middle of its settlements and the radius of its area."""
    sums: dict[str, list[float]] = {}
    for row in merger.rows.values():
        if row.source.startswith("geonames") and row.lat is not None and row.lon is not None:
            total = sums.setdefault(row.country, [0.0, 0.0, 0.0])
            for i, value in enumerate((row.lat, row.lon, 1.0)):
                total[i] += value
    facts = country_facts()
    for country in sorted(set(sums) - set(merger.rows)):
        merger.add(Row(country, "country", country, en=facts[country][0] if country in facts else country.upper()))
    for row in [r for r in merger.rows.values() if r.kind == "country"]:
        lat, lon = row.lat, row.lon
        if lat is None and row.id in sums:
            count = sums[row.id][2]
            lat, lon = round(sums[row.id][0] / count, 2), round(sums[row.id][1] / count, 2)
        radius = row.radius_km or round((facts[row.id][2] / 3.14) ** 0.5 if row.id in facts else 300.0)
        merger.rows[row.id] = replace(row, lat=lat, lon=lon, radius_km=max(1.0, radius))


def _stand(row: Row, name: str, words: PlaceWords) -> Stand:
    """Whether a name may be taken for a place alone, after a preposition, or only where a noun announces it."""
    folded = fold(name)
    parts = folded.split()
    single = len(parts) == 1
    if folded in words.ambiguous or len(folded) <= _SHORT:
        return "announced"
    if folded in words.governed:
        return "governed"
    if row.kind in ("country", "governorate"):
        return "alone"
    if row.source.startswith("own"):
        return "alone" if not single or row.kind not in WITHIN_TOWN or folded in words.distinct else "announced"
    if row.source.startswith("geonames"):
        if row.population >= _KNOWN_TO_ALL:
            return "alone"
        return "governed" if row.population >= _SMALL and len(folded) > _SHORT + 1 else "announced"
    return "announced" if single else "governed"


def _found(row: Row, region: set[str]) -> bool:
    """Whether the name finder should look for the place in running text at all."""
    return row.country in region or row.population >= _KNOWN_TO_ALL or row.kind == "country" or row.source != "geonames"


def _names_of(row: Row, words: PlaceWords) -> Iterator[str]:
    """Its names, but for those of other sources that only put an announcing noun before another one.

    Our own keep theirs where the rest is a common word, which names the place with its noun only: Sadr City.
    """
    folded, own = {fold(name) for name in row.all_names()}, {fold(name) for name in row.known}
    for name in row.all_names():
        noun, _, rest = fold(name).partition(" ")
        kept = row.source == "own" or (fold(name) in own and rest in words.ambiguous)
        if fold(name) and (kept or not (noun in words.nouns and rest in folded)):
            yield name
        if fold(name) in own and noun in words.joined and rest and " " not in rest:
            yield noun + rest  # Kafr Batna, Kafrbatna


def _write(path: Path, merger: Merger, words: PlaceWords, key: str, region: set[str]) -> int:
    path.unlink(missing_ok=True)
    base = sqlite3.connect(path)
    try:
        base.executescript(_TABLES)
        base.executemany("insert into places values (?,?,?,?,?,?,?,?,?,?,?,?,?)", _place_rows(merger))
        names: dict[tuple[str, str], tuple[Stand, int, int]] = {}
        for row in merger.rows.values():
            own = {fold(name) for name in row.known}
            for name in _names_of(row, words):
                found = int(has_arabic(name) and _found(row, region))
                names[fold(name), row.id] = (_stand(row, name, words), found, int(fold(name) in own))
        base.executemany("insert into names values (?,?,?,?,?)", ((f, i, *v) for (f, i), v in sorted(names.items())))
        base.executemany("insert into meta values (?,?)", [("key", key), ("schema", str(SCHEMA_VERSION))])
        base.commit()
        return len(names)
    finally:
        base.close()


def _place_rows(merger: Merger) -> Iterator[tuple[object, ...]]:
    for row in merger.rows.values():
        path = merger.path_of(row)
        lat, lon, radius, precision = row.lat, row.lon, row.radius_km, row.precision
        if lat is None:
            above = next((merger.rows[p] for p in path[1:] if p in merger.rows and merger.rows[p].lat is not None), None)
            if above is not None:
                lat, lon = above.lat, above.lon
                radius = above.radius_km or KINDS[above.kind].radius_km
                precision = above.precision or precision_of(above.kind, radius)
        radius = radius or (KINDS[row.kind].radius_km if lat is not None else None)
        precision = precision or (precision_of(row.kind, radius) if radius is not None else "unknown")
        yield (
            row.id, row.kind, row.ar, row.en, " ".join(path), lat, lon, radius, precision, row.pcode, row.population,
            row.source, int(row.capital),
        )  # fmt: skip
