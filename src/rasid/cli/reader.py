"""Reports and skipped inputs in, each with its claims out, in order: in this process or in several."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import partial

from rasid.bulk.pool import Pool
from rasid.cli.common import load_knowledge
from rasid.errors import ExtractorError
from rasid.ingest import Item, Skipped
from rasid.knowledge import Knowledge
from rasid.pipeline import Extractor, extractor
from rasid.text import Text
from rasid.times import bound_of
from rasid.types import Claim, Report


@dataclass(frozen=True, slots=True)
class Read:
    """What an extractor made of one item: claims or its fault, how much it refused, what an undated report tells of its day."""

    claims: tuple[Claim, ...] = ()
    error: str = ""
    refused: int = 0
    day: str = ""


_Tool = tuple[Extractor, Knowledge]


def read_all(items: Iterable[Item], name: str, jobs: int) -> Iterator[tuple[Item, Read]]:
    """Each item with what was read; skipped ones pass through in their place."""
    extractor(name)  # an unknown name is said before a process starts
    return Pool(partial(_prepare, name), _read, jobs).map(items)


def _prepare(name: str) -> _Tool:
    return extractor(name), load_knowledge()


def _read(tool: _Tool, item: Item) -> Read:
    """An extractor that refuses what the text does not hold counts that in its attribute `refused`."""
    if isinstance(item, Skipped):
        return Read()
    reader, knowledge = tool
    before = int(getattr(reader, "refused", 0))
    try:
        claims = tuple(reader(item, knowledge))
    except ExtractorError as error:
        return Read(error=str(error))
    return Read(claims, refused=int(getattr(reader, "refused", 0)) - before, day=_day(item, knowledge))


def _day(report: Report, knowledge: Knowledge) -> str:
    """For a report without a date: as much of it as its text tells."""
    bound = bound_of(Text(report.text), knowledge.times) if report.published is None else None
    return str(bound) if bound else ""
