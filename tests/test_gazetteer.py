"""Building, merging and looking up places; the hard names of conflict news."""

from __future__ import annotations

import shutil
import sqlite3
from pathlib import Path

import pytest

from gazetteer_built import KNOWLEDGE, about, gazetteer, resolver
from rasid.errors import NotFoundError, StoreError
from rasid.gazetteer import Gazetteer, build, ensure
from rasid.gazetteer.rows import KINDS, distance_km
from rasid.text import fold

# Name, the place it must be in a report about Syria.
HARD_NAMES = {
    "القامشلي": "sy.qamishli", "الحسكة": "sy.hasakah-city", "حي طي": "sy.qamishli.tayy", "الأشرفية": "sy.aleppo-city.ashrafiyah",
    "الشيخ مقصود": "sy.aleppo-city.sheikh-maqsoud", "حلب": "sy.aleppo-city", "شارع القوتلي": "sy.qamishli.quwatli-street",
    "منبج": "sy.manbij", "عين عيسى": "sy.ain-issa", "تل رفعت": "sy.tal-rifaat", "كوباني (عين العرب)": "sy.kobani",
    "عين العرب": "sy.kobani", "معبر باب الهوى": "sy.bab-al-hawa-crossing", "سراقب": "sy.saraqib",
    "جبل الزاوية": "sy.jabal-al-zawiya", "درعا البلد": "sy.daraa-city.daraa-al-balad", "طفس": "sy.tafas",
    "السويداء": "sy.suwayda-city", "دير الزور": "sy.deir-ez-zor-city", "البوكمال": "sy.bukamal", "الميادين": "sy.mayadin",
    "الرستن": "sy.rastan", "تلبيسة": "sy.talbiseh", "مخيم اليرموك": "sy.damascus-city.yarmouk-camp", "داريا": "sy.darayya",
    "عفرين": "sy.afrin", "رأس العين": "sy.ras-al-ayn", "تل أبيض": "sy.tal-abyad", "تل تمر": "sy.tal-tamr",
    "مطار القامشلي": "sy.qamishli-airport",
}  # fmt: skip
REFERENCE_REPORT = {
    "المربع الأمني في مدينة القامشلي": "sy.qamishli.security-square", "شارع الكورنيش": "sy.qamishli.corniche-street",
    "دوار السبع بحرات": "sy.qamishli.sabaa-bahrat-roundabout", "شارع المركز الثقافي": "sy.qamishli.cultural-centre-street",
    "حيي الشيخ مقصود والأشرفية": "sy.aleppo-city.sheikh-maqsoud", "شمال شرقي سوريا": "sy.north-east-syria",
}  # fmt: skip


@pytest.mark.parametrize(("name", "place"), {**HARD_NAMES, **REFERENCE_REPORT}.items())
def test_hard_names_resolve(name: str, place: str) -> None:
    where = resolver().resolve(name, None, about("sy"))
    assert where.place == place
    assert where.lat is not None
    assert where.path[0] == place
    assert where.path[-1] == "sy"


def test_the_contracts_example_has_the_contracts_path() -> None:
    row = gazetteer().get("sy.qamishli.security-square")
    assert row.path == ("sy.qamishli.security-square", "sy.qamishli", "sy.hasakah", "sy")
    assert (row.precision, row.radius_km) == ("area", 0.6)
    names = gazetteer().path_names(row.id)
    assert names[1] == ("القامشلي", "Qamishli")


def test_names_in_either_script_and_ids_find_places() -> None:
    places = gazetteer()
    assert {"sy.aleppo", "sy.aleppo-city"} <= {p.id for p in places.find("حلب")}
    assert "sy.kobani" in {p.id for p in places.find("Kobani")}
    assert [p.id for p in places.find("sy.kobani")] == ["sy.kobani"]
    assert not places.find("لا مكان بهذا الاسم")
    with pytest.raises(NotFoundError, match="no place has the id"):
        places.get("sy.nowhere")


def test_every_place_is_well_formed() -> None:
    places = gazetteer()
    for place in places.ids():
        row = places.get(place)
        assert row.kind in KINDS
        assert row.path[0] == row.id
        assert len(set(row.path)) == len(row.path)
        assert all(p in places for p in row.path)
        assert (row.lat is None) == (row.lon is None)
        assert row.lat is None or row.radius_km is not None
        assert row.lat is None or (abs(row.lat) <= 90 and abs(row.lon or 0) <= 180)


def test_a_place_without_a_point_takes_its_parents() -> None:
    child = gazetteer().get("ye.ajradi")
    parent = gazetteer().get(child.parent)
    assert (child.lat, child.lon, child.precision) == (parent.lat, parent.lon, parent.precision)


def test_parents_lie_round_their_children() -> None:
    """A town is no further from the middle of its governorate than the governorate reaches, with half as much again."""
    places = gazetteer()
    far = []
    for place in places.ids():
        row = places.get(place)
        if row.source == "geonames" or not row.parent or row.kind in ("sea", "river", "border", "region", "road"):
            continue
        outer = places.get(row.parent)
        if None in (row.lat, row.lon, outer.lat, outer.lon) or outer.kind != "governorate":
            continue
        gap = distance_km(row.lat, row.lon, outer.lat, outer.lon)  # type: ignore[arg-type]  # none is None here
        if gap > 1.5 * (outer.radius_km or 0) + 25:
            far.append((place, round(gap), outer.id))
    assert not far


def test_the_installed_data_lends_points_to_own_places() -> None:
    row = gazetteer().get("sy.manbij")
    assert row.source == "own+geonames"
    assert row.population > 50_000
    assert gazetteer().capitals["sy"] == "sy.damascus-city"
    assert gazetteer().capitals["us"] == "us.washington"


def test_names_carry_how_they_may_stand() -> None:
    stands = {(n.folded, n.place): n.stand for n in gazetteer().names()}
    assert stands[fold("القامشلي"), "sy.qamishli"] == "alone"
    assert stands[fold("الباب"), "sy.bab"] == "announced"
    assert stands[fold("نوى"), "sy.nawa"] == "announced"
    assert stands[fold("دوما"), "sy.duma"] == "governed"  # also: always
    assert stands[fold("الشيخ مقصود"), "sy.aleppo-city.sheikh-maqsoud"] == "alone"
    assert stands[fold("الزهور"), "sy.hasakah-city.zuhur"] == "announced"
    assert not any(n.folded.isascii() for n in gazetteer().names())


def test_own_places_are_many_and_have_points(tmp_path: Path) -> None:
    made = build(tmp_path / "g.sqlite", KNOWLEDGE)
    assert made.own >= 3000
    assert made.own_with_point >= 1200
    assert made.places > made.own
    assert made.bytes < 20_000_000
    with sqlite3.connect(tmp_path / "g.sqlite") as base:
        assert base.execute("select count(*) from places").fetchone()[0] == made.places
    base.close()


def test_a_build_is_cached_until_its_sources_change(tmp_path: Path) -> None:
    knowledge = tmp_path / "knowledge"
    for folder in ("world/places", "ar"):
        (knowledge / folder).mkdir(parents=True)
    for name in ("placewords.yaml", "people.yaml"):
        shutil.copy(KNOWLEDGE / "ar" / name, knowledge / "ar" / name)
    places = knowledge / "world" / "places" / "countries.yaml"
    places.write_text("- {id: sy, kind: country, name: {ar: سوريا, en: Syria}}\n", encoding="utf-8")
    first = ensure(tmp_path / "cache", knowledge)
    written = first.stat().st_mtime_ns
    assert ensure(tmp_path / "cache", knowledge) == first
    assert first.stat().st_mtime_ns == written
    places.write_text("- {id: sy, kind: country, name: {ar: سورية, en: Syria}}\n", encoding="utf-8")
    assert ensure(tmp_path / "cache", knowledge) != first


def test_a_file_that_is_no_gazetteer_is_named(tmp_path: Path) -> None:
    bad = tmp_path / "bad.sqlite"
    bad.write_bytes(b"this is no database at all" * 100)
    with pytest.raises(StoreError, match=r"bad\.sqlite"):
        Gazetteer.open(bad, gazetteer().words)
