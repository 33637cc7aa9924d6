"""One report in, its claims out; the two protocols by which other coders plug in, and the composition of what rasid knows."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from importlib.metadata import entry_points
from pathlib import Path
from typing import Protocol

from rasid import knowledge as knowledge_
from rasid.answers import with_answers
from rasid.besieged import with_besieged
from rasid.claims import make_claim
from rasid.coder import code
from rasid.errors import ConfigError
from rasid.gazetteer import load as load_gazetteer
from rasid.knowledge import Knowledge
from rasid.mentions import read_text
from rasid.place_support import supported, told_once
from rasid.places import PlaceReader
from rasid.resolve import resolve
from rasid.since import with_beginnings
from rasid.text import Text
from rasid.times import bound_undated
from rasid.types import Claim, Mention, Report

EXTRACTORS = "rasid.extractors"  # the entry points by which packages offer them
AUTO, BEST = "auto", "both"


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
    coded = with_besieged(code(reading, knowledge), reading, knowledge)
    told = with_beginnings(with_answers(coded, reading, knowledge), knowledge)
    for event in supported(told, reading, knowledge):
        once = told_once(event, places.id_of)
        claim = make_claim(report, reading, once, knowledge)
        claims.setdefault(claim.id, resolve(claim, once, report, reading, knowledge, places, bound))
    return list(claims.values())


class _Rules:
    name = "rules"

    def __call__(self, report: Report, knowledge: Knowledge) -> list[Claim]:
        return analyse(report, knowledge)


def rules_extractor() -> Extractor:
    """The first extractor, not a special case: found by its entry point as all others are."""
    return _Rules()


def chosen(name: str) -> str:
    """The extractor that `auto` stands for: `both` where a package offers it, else `rules`. Any other name is itself."""
    if name != AUTO:
        return name
    return BEST if BEST in names_of(EXTRACTORS) else "rules"


def extractor(name: str) -> Extractor:
    """The extractor of that name, or of what `auto` stands for.

    Raises:
        ConfigError: no installed package offers it (the message lists those that are there), or the package lacks something.
    """
    found = {point.name: point for point in entry_points(group=EXTRACTORS)}
    wanted = chosen(name)
    if wanted not in found:
        raise ConfigError(f"no extractor is called {name!r}; available: {', '.join((AUTO, *sorted(found)))}")
    try:
        make: Callable[[], Extractor] = found[wanted].load()
    except ImportError as error:
        raise ConfigError(f"the extractor {wanted!r} cannot be loaded ({error}); install its package again") from error
    return make()


def names_of(entry_group: str) -> Sequence[str]:
    """The names that installed packages offer in an entry-point group."""
    return sorted(point.name for point in entry_points(group=entry_group))
