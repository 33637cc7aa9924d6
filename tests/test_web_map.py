"""The map's own data agrees with what rasid knows of places; in a browser, list and map hold the same rows."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from rasid.knowledge import Knowledge

BASE = Path(__file__).parents[1] / "frontend" / "public" / "map" / "base.json"


@pytest.fixture(scope="module")
def base() -> dict[str, object]:
    loaded: dict[str, object] = json.loads(BASE.read_text(encoding="utf-8"))
    return loaded


def test_the_base_map_is_small() -> None:
    assert BASE.stat().st_size < 1_000_000


def test_its_shapes_bear_ids_and_names_of_ours(base: dict[str, object], knowledge: Knowledge) -> None:
    shapes = base["governorates"]["objects"]["governorates"]["geometries"]  # type: ignore[index]
    named = [s["properties"] for s in shapes if s["properties"]["id"]]
    assert len(named) > 150
    assert len({p["id"] for p in named}) == len(named), "a place has one shape"
    places = {p["id"]: knowledge.gazetteer.get(p["id"]) for p in named}
    wrong = [p["id"] for p in named if (p["ar"], p["en"]) != (places[p["id"]].ar, places[p["id"]].en)]
    assert wrong == [], "run `npm run map` in frontend/"


def test_its_names_are_fit_for_a_map(base: dict[str, object]) -> None:
    rows = base["labels"]
    assert isinstance(rows, list)
    assert len(rows) > 1000
    assert [r[1] for r in rows if "(" in r[2] or not r[2]] == [], "brackets are not mirrored on a map"
    assert [r[1] for r in rows if not (-180 <= r[4] <= 180 and -90 <= r[5] <= 90)] == []
