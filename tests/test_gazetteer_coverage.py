"""What the default install must know without any import: governorates, seats of districts, towns above 20,000 people."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from gazetteer_built import gazetteer
from rasid.gazetteer.rows import KINDS
from rasid.text import fold

REGION = ("sy", "iq", "ye", "lb", "ps", "il", "jo", "ly", "eg", "sd", "sa", "ae", "qa", "kw", "bh", "om")
LISTS: dict[str, dict[str, list[str]]] = yaml.safe_load(
    (Path(__file__).parent / "data" / "gazetteer_seats.yaml").read_text(encoding="utf-8")
)


def kinds_of(country: str, name: str) -> set[str]:
    return {p.kind for p in gazetteer().candidates(fold(name)) if p.country == country}


@pytest.mark.parametrize("country", LISTS)
def test_governorates(country: str) -> None:
    assert not [n for n in LISTS[country]["governorates"] if "governorate" not in kinds_of(country, n)]


@pytest.mark.parametrize("country", LISTS)
def test_seats_of_districts(country: str) -> None:
    settled = {"city", "town", "village"}
    assert not [n for n in LISTS[country]["seats"] if not settled & kinds_of(country, n)]


@pytest.mark.parametrize("country", REGION)
def test_every_town_above_20000_people_has_an_arabic_name_and_a_point(country: str) -> None:
    rows = [gazetteer().get(i) for i in gazetteer().ids()]
    towns = [r for r in rows if r.country == country and r.population >= 20_000]
    assert towns
    assert not [r.id for r in towns if not r.ar]
    assert not [r.id for r in towns if r.lat is None]


def test_every_kind_is_in_use() -> None:
    used = {gazetteer().get(i).kind for i in gazetteer().ids()}
    assert set(KINDS) - used <= {"subdistrict"}


def test_all_countries_have_an_arabic_name() -> None:
    countries = [p for p in (gazetteer().get(i) for i in gazetteer().ids()) if p.kind == "country" and p.population == 0]
    assert sum(bool(p.ar) for p in countries) >= 180
