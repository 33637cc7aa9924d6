"""Files of other gazetteers: good ones are taken in, broken rows are refused one by one with the reason."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from gazetteer_built import KNOWLEDGE, SHARED, about, gazetteer
from rasid.errors import ConfigError, InputError
from rasid.gazetteer import Gazetteer, Resolver, load
from rasid.gazetteer.imports import ImportReport, import_file
from rasid.gazetteer.sources import is_garbled


def taken(path: Path, kind: str, country: str = "") -> ImportReport:
    return import_file(path, kind, path.parent / "imports", gazetteer(), country)


def with_imports(folder: Path) -> Gazetteer:
    return load(folder / "cache", KNOWLEDGE, folder / "imports")


def geoname(**cells: str) -> str:
    """One line of a GeoNames country file."""
    known = {
        "id": "900001", "name": "Khirbat al Mithal", "ascii": "", "alternates": "خربة المثال,Khirbat", "lat": "36.5", "lon": "40.5",
        "class": "P", "code": "PPL", "country": "SY", "cc2": "", "admin1": "01", "admin2": "", "admin3": "", "admin4": "",
        "population": "3000", "elevation": "", "dem": "300", "zone": "Asia/Damascus", "changed": "2024-01-01",
    }  # fmt: skip
    return "\t".join({**known, **cells}.values())


def wof(**keys: Any) -> dict[str, Any]:
    known = {"id": 5001, "t": "locality", "name": "Khirbat al Mithal", "ar": ["خربة المثال"], "lat": 36.5, "lon": 40.5}
    return {**known, **keys}


def written(folder: Path, name: str, *lines: str) -> Path:
    path = folder / name
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def test_geonames_dump_and_its_alternate_names(tmp_path: Path) -> None:
    dump = written(
        tmp_path, "SY.txt", geoname(), geoname(id="900002", name="Qamishli", alternates="القامشلي", lat="37.05", lon="41.23"),
    )  # fmt: skip
    names = written(tmp_path, "alternateNamesV2.txt", "1\t900001\tar\tخربة العرض\t\t\t\t\t\t", "2\t900001\tru\tХирба\t\t\t\t\t\t")
    first, second = taken(dump, "geonames"), taken(names, "geonames")
    assert (first.accepted, first.refused, first.country) == (2, (), "sy")
    assert (second.accepted, second.names, second.refused) == (0, 1, ())
    places = with_imports(tmp_path)
    row = places.get("sy.khirbat-al-mithal")
    assert (row.kind, row.path, row.source) == ("town", ("sy.khirbat-al-mithal", "sy.hasakah", "sy"), "import:geonames")
    assert [p.id for p in places.find("خربة العرض")] == [row.id]
    assert len([p for p in places.find("القامشلي") if p.kind == "city"]) == 1
    assert places.get("sy.qamishli").source == "own+geonames+import:geonames"


def test_whosonfirst_rows_keep_their_hierarchy(tmp_path: Path) -> None:
    region = wof(id=1, t="region", name="Al Hasakah", ar=["الحسكة"], lat=36.5, lon=40.7)
    county = wof(id=2, t="county", name="Al Mithal District", ar=["منطقة المثال"], region=1, county=2)
    town = wof(region=1, county=2, pop=2500)
    path = written(tmp_path, "sy.jsonl", *(json.dumps(r, ensure_ascii=False) for r in (town, county, region)))
    assert taken(path, "wof").accepted == 3
    row = with_imports(tmp_path).get("sy.khirbat-al-mithal")
    assert row.path == ("sy.khirbat-al-mithal", "sy.mithal-district", "sy.hasakah", "sy")


def test_ocha_table_gives_pcodes(tmp_path: Path) -> None:
    path = written(
        tmp_path,
        "syr_admin.csv",
        "ADM1_EN,ADM1_AR,ADM1_PCODE,ADM2_EN,ADM2_AR,ADM2_PCODE,lat,lon",
        "Al-Hasakeh,الحسكة,SY08,Quamishli,القامشلي,SY0802,36.9,41.3",
        "Al-Hasakeh,الحسكة,SY08,,,,36.5,40.8",
    )
    assert taken(path, "ocha").accepted == 2
    places = with_imports(tmp_path)
    assert places.get("sy.hasakah").pcode == "SY08"
    assert places.get("sy.qamishli-district").pcode == "SY0802"


def test_geojson_points_and_polygons(tmp_path: Path) -> None:
    ring = [[40.0, 36.0], [40.4, 36.0], [40.4, 36.4], [40.0, 36.4], [40.0, 36.0]]
    features = [
        {"type": "Feature", "properties": {"id": "a", "name:ar": "حقل المثال", "name": "Mithal Field", "kind": "field"},
         "geometry": {"type": "Polygon", "coordinates": [ring]}},
        {"type": "Feature", "id": "b", "properties": {"name_ar": "حاجز المثال", "name_en": "Mithal Post"},
         "geometry": {"type": "Point", "coordinates": [41.0, 36.9]}},
    ]  # fmt: skip
    path = written(tmp_path, "own.geojson", json.dumps({"type": "FeatureCollection", "features": features}, ensure_ascii=False))
    assert taken(path, "geojson").accepted == 2
    places = with_imports(tmp_path)
    field = places.get("sy.mithal-field")
    assert (field.lat, field.lon, field.kind) == (36.2, 40.2, "field")
    assert field.radius_km == pytest.approx(22.2, abs=0.5)
    assert places.get("sy.mithal-post").kind == "facility"


BROKEN_GEONAMES = {
    "wrong columns": "900003\tonly\tthree",
    "wrong columns ": geoname(id="900003") + "\textra",
    "coordinates swapped": geoname(id="900004", lat="36.3", lon="33.5"),
    "coordinates outside": geoname(id="900005", lat="10", lon="10"),
    "coordinates outside the world": geoname(id="900006", lat="99", lon="40"),
    "no coordinates": geoname(id="900007", lat="", lon="40"),
    "duplicate id": geoname(),
    "no GeoNames id": geoname(id="SY01"),
    "no name": geoname(id="900008", name="", alternates=""),
    "name in a wrong encoding": geoname(id="900009", name="Ø­Ù„Ø¨"),
}


@pytest.mark.parametrize(("reason", "line"), BROKEN_GEONAMES.items())
def test_broken_geonames_rows_are_refused_with_reason(tmp_path: Path, reason: str, line: str) -> None:
    path = written(tmp_path, "SY.txt", geoname(), line, geoname(id="900010", name="Good", alternates="جيد المثال"))
    report = taken(path, "geonames")
    assert report.accepted == 2
    assert [r.line for r in report.refused] == [2]
    assert reason.strip() in report.refused[0].reason


BROKEN_WOF: dict[str, Any] = {
    "wrong columns": {"id": 7, "name": "x"},
    "unknown placetype": wof(id=8, t="planet"),
    "no coordinates": wof(id=9, lat="north"),
    "coordinates outside": wof(id=10, lat=0.25, lon=0.78),
    "duplicate id": wof(),
    "a JSON object": [1, 2],
}


@pytest.mark.parametrize(("reason", "row"), BROKEN_WOF.items())
def test_broken_whosonfirst_rows_are_refused_with_reason(tmp_path: Path, reason: str, row: Any) -> None:
    path = written(tmp_path, "sy.jsonl", json.dumps(wof()), json.dumps(row))
    report = taken(path, "wof", "sy")
    assert (report.accepted, len(report.refused)) == (1, 1)
    assert report.refused[0].reason.startswith(reason)


def test_swapped_coordinates_inside_the_country_are_seen_by_their_parent(tmp_path: Path) -> None:
    region = wof(id=1, t="region", name="Aleppo", ar=["حلب"], lat=36.2, lon=37.6)
    far = wof(id=2, region=1, name="Far", ar=["بعيد المثال"], lat=42.0, lon=36.2)
    path = written(tmp_path, "sy.jsonl", *(json.dumps(r, ensure_ascii=False) for r in (region, wof(region=1), far)))
    report = taken(path, "wof", "sy")
    assert [r.reason.partition(":")[0] for r in report.refused] == ["coordinates swapped"]


def test_lines_in_another_encoding_are_refused_and_the_rest_is_taken(tmp_path: Path) -> None:
    path = tmp_path / "SY.txt"
    path.write_bytes(geoname().encode() + b"\n" + geoname(id="900011", name="حلب").encode("cp1256") + b"\n")
    report = taken(path, "geonames")
    assert report.accepted == 1
    assert report.by_reason() == {"not UTF-8": 1}


@pytest.mark.parametrize(
    ("kind", "name", "content", "reason"),
    [
        ("geojson", "a.geojson", b"{not json", "not JSON"),
        ("geojson", "a.geojson", b"[]", "FeatureCollection"),
        ("geojson", "a.geojson", '{"features": "حلب"}'.encode("utf-16"), "not UTF-8"),
        ("ocha", "a.json", b"{}", "list of places"),
        ("geonames", "a.txt", b"", "no rows"),
    ],
)
def test_files_that_are_none_of_the_kind(tmp_path: Path, kind: str, name: str, content: bytes, reason: str) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(InputError, match=reason) as caught:
        taken(path, kind)
    assert name in str(caught.value)


def test_a_file_of_another_kind_has_every_row_refused_and_nothing_stored(tmp_path: Path) -> None:
    path = written(tmp_path, "sy.jsonl", json.dumps(wof()), json.dumps(wof(id=2)))
    report = taken(path, "geonames")
    assert (report.accepted, len(report.refused), report.stored) == (0, 2, None)


def test_unknown_kind_and_missing_file() -> None:
    with pytest.raises(ConfigError, match="geonames, wof, ocha, geojson"):
        taken(Path("x.txt"), "shapefile")
    with pytest.raises(InputError, match="no such file"):
        taken(Path("nowhere.txt"), "wof")


def test_the_same_file_twice_is_one_import(tmp_path: Path) -> None:
    path = written(tmp_path, "SY.txt", geoname())
    assert taken(path, "geonames").stored == taken(path, "geonames").stored
    assert len(list((tmp_path / "imports").glob("*.jsonl"))) == 1


def test_names_read_in_the_wrong_encoding_are_seen() -> None:
    assert is_garbled("Ø­Ù„Ø¨")
    assert is_garbled("حلب\ufffd")
    assert not is_garbled("حلب")
    assert not is_garbled("Ḩalab")


@pytest.mark.skipif(not SHARED.is_dir(), reason="the files to import are not there")
def test_the_syrian_file_of_each_kind_and_the_names_still_resolve(tmp_path: Path) -> None:
    store = tmp_path / "imports"
    files = [
        ("opensyria/governorates.json", "ocha", 14), ("opensyria/districts.json", "ocha", 62),
        ("opensyria/subdistricts.json", "ocha", 272), ("opensyria/transport.json", "ocha", 90),
        ("sy.polygons.geojson", "geojson", 78), ("sy.places.jsonl", "wof", 10_422),
    ]  # fmt: skip
    for name, kind, rows in files:
        report = import_file(SHARED / name, kind, store, gazetteer())
        assert (report.accepted, report.refused, report.country) == (rows, (), "sy")
    places = with_imports(tmp_path)
    assert len(places) > len(gazetteer()) + 8_000
    assert places.get("sy.qamishli-district").pcode == "SY0802"
    resolver = Resolver(places)
    for name, place in {"الأشرفية": "sy.aleppo-city.ashrafiyah", "عفرين": "sy.afrin", "رأس العين": "sy.ras-al-ayn"}.items():
        assert resolver.resolve(name, None, about("sy")).place == place
    shared = resolver.resolve("قرية الصالحية", None, about("sy"))
    assert shared.reason.startswith("ambiguous")
    assert len(shared.others) > 2
