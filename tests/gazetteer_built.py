"""The gazetteer of the default install, built once a test run."""

from __future__ import annotations

import tempfile
from functools import cache
from pathlib import Path

import rasid
from rasid.gazetteer import Context, Gazetteer, Resolver, load

KNOWLEDGE = Path(rasid.__file__).parent / "knowledge"
SHARED = Path(__file__).parents[2] / "shared" / "gazetteer"


@cache
def gazetteer() -> Gazetteer:
    """Everything without any import."""
    with tempfile.TemporaryDirectory() as folder:
        return load(Path(folder), KNOWLEDGE)


@cache
def resolver() -> Resolver:
    """Resolves in it."""
    return Resolver(gazetteer())


def about(*countries: str, **more: object) -> Context:
    """The context of a report about these countries, the first one most."""
    weights = {c: 1.0 / 2**i for i, c in enumerate(countries)}
    return Context(theatre=weights, **more)  # type: ignore[arg-type]  # the tests' own keywords
