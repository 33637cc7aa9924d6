"""One report in, its claims out; the two protocols by which other coders plug in, and the composition of what rasid knows."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from importlib.metadata import entry_points
from pathlib import Path
from typing import Protocol

from rasid import knowledge as knowledge_
from rasid.answers import with_answers
from rasid.claims import make_claim
from rasid.coder import code
from rasid.errors import ConfigError
from rasid.gazetteer import load as load_gazetteer
from rasid.knowledge import Knowledge
from rasid.mentions import read_text
from rasid.place_support import supported
from rasid.places import PlaceReader
from rasid.resolve import resolve
from rasid.since import with_beginnings
from rasid.text import Text
from rasid.times import bound_undated
from rasid.types import Claim, Mention, Report


class Finder(Protocol):
    """Finds names that the knowledge does not have, for example a neural tagger."""

    name: str

    def __call__(self, text: Text, knowledge: Knowledge) -> list[Mention]: ...


class Extractor(Protocol):
    """Makes claims of a report: the rules, a model, a remote service."""

    name: str

    def __call__(self, report: Report, knowledge: Knowledge) -> list[Claim]: ...


def load(cache: Path, folder: Path = knowledge_.FOLDER, lang: str = "ar", imports: Path | None = None) -> Knowledge:
    """All that rasid knows, places included. `cache` is where the built gazetteer is kept, `imports` where imported places are.

    Raises:
        KnowledgeError: a knowledge file is wrong.
    """
    return knowledge_.load(folder, lang, load_gazetteer(cache, folder, imports))


def analyse(report: Report, knowledge: Knowledge) -> list[Claim]:
    """The claims of one report by the rules. Pure: no clock, disk, network or state; same input, same bytes."""
    reading = read_text(Text(report.text), knowledge)
    bound = None
    if report.published is None:
        bound = bound_undated([t for s in reading.sentences for t in s.times])
    places = PlaceReader(reading, knowledge)
    claims: dict[str, Claim] = {}
    told = with_beginnings(with_answers(code(reading, knowledge), reading, knowledge), knowledge)
    for coded in supported(told, reading, knowledge):
        claim = make_claim(report, reading, coded, knowledge)
        claims.setdefault(claim.id, resolve(claim, coded, report, reading, knowledge, places, bound))
    return list(claims.values())


class _Rules:
    name = "rules"

    def __call__(self, report: Report, knowledge: Knowledge) -> list[Claim]:
        return analyse(report, knowledge)


def rules_extractor() -> Extractor:
    """The first extractor, not a special case: found by its entry point as all others are."""
    return _Rules()


def extractor(name: str) -> Extractor:
    """The extractor of that name.

    Raises:
        ConfigError: no installed package offers it; the message lists those that are there.
    """
    found = {point.name: point for point in entry_points(group="rasid.extractors")}
    if name not in found:
        raise ConfigError(f"no extractor is called {name!r}; available: {', '.join(sorted(found))}")
    make: Callable[[], Extractor] = found[name].load()
    return make()


def names_of(entry_group: str) -> Sequence[str]:
    """The names that installed packages offer in an entry-point group."""
    return sorted(point.name for point in entry_points(group=entry_group))
