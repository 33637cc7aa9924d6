"""Names of places in, places with points out: a gazetteer built offline, and the reasoning that picks one place of several."""

from __future__ import annotations

from rasid.gazetteer.builder import BuildReport, build, ensure, load
from rasid.gazetteer.context import Context
from rasid.gazetteer.index import Gazetteer, NameRow
from rasid.gazetteer.resolve import Reach, Resolver, resolve_place
from rasid.gazetteer.rows import WITHIN_TOWN, PlaceRow
from rasid.gazetteer.words import PlaceWords

__all__ = [
    "WITHIN_TOWN",
    "BuildReport",
    "Context",
    "Gazetteer",
    "NameRow",
    "PlaceRow",
    "PlaceWords",
    "Reach",
    "Resolver",
    "build",
    "ensure",
    "load",
    "resolve_place",
]
