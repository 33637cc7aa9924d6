"""Constructions that settle a status, from YAML in, an index by how they hold an event out.

A `Ground` is firm grammar: where it holds an event, the event is no fact (or is one), whatever else speaks for it. What only makes
a status likely stands in status.yaml.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from rasid.knowledge.files import Entry, Faults, entries, unique, words_of
from rasid.text import fold
from rasid.types import STATUSES, Status

HOWS = ("before", "upon", "over", "under", "after", "predicate", "opens", "itself", "duty", "refused", "teller", "verdict")
_KEYS = (
    "id", "status", "how", "verb", "noun", "words", "prep", "through", "types", "unless", "negated", "object", "hamza", "form", "tense",
    "behind", "silent", "soft", "firm", "means", "article", "examples",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Ground:
    """One group of words that hold an event alike; the keys are explained in the head of the file."""

    id: str
    status: Status
    how: str
    verbs: frozenset[str]
    nouns: frozenset[str]
    words: tuple[tuple[str, ...], ...]  # rows of words, the longest first
    preps: frozenset[str]
    through: frozenset[str]
    unless: frozenset[str]
    types: tuple[str, ...]
    negated: bool
    object: bool
    hamza: str
    form: str
    tense: str
    behind: bool
    silent: bool
    soft: bool
    firm: bool
    means: bool
    article: bool
    examples: tuple[Entry, ...]
    file: str
    line: int
    heads: frozenset[str] = field(init=False)  # the first words of the rows: what may be asked first

    def __post_init__(self) -> None:
        object.__setattr__(self, "heads", frozenset(row[0] for row in self.words if row))


Grounds = Mapping[str, Sequence[Ground]]  # by how they hold an event


def read_unreal(path: Path, faults: Faults) -> Grounds:
    """The constructions of a language, in the order of the file: the last that holds an event counts."""
    found: dict[str, list[Ground]] = defaultdict(list)
    for entry in entries(path, faults, _KEYS, ("id", "status", "how", "examples")):
        ground = _ground(entry, path)
        if ground.status not in STATUSES:
            faults.add(path, entry.line, f"status {ground.status!r}; allowed: {', '.join(STATUSES)}")
        if ground.how not in HOWS:
            faults.add(path, entry.line, f"how {ground.how!r}; allowed: {', '.join(HOWS)}")
        if not (ground.verbs or ground.nouns or ground.words):
            faults.add(path, entry.line, "one of verb, noun, words is missing")
        found[ground.how].append(ground)
    unique(((g.id, path, g.line) for grounds in found.values() for g in grounds), faults)
    return dict(found)


def _ground(entry: Entry, path: Path) -> Ground:
    rows = (tuple(fold(w).split()) for w in words_of(entry.get("words")))
    return Ground(
        str(entry["id"]), str(entry["status"]), str(entry["how"]), _folded(entry, "verb"), _folded(entry, "noun"),  # type: ignore[arg-type]  # checked above
        tuple(sorted(rows, key=len, reverse=True)), _folded(entry, "prep"), _folded(entry, "through"),
        _folded(entry, "unless"), tuple(words_of(entry.get("types"))),
        bool(entry.get("negated", False)), bool(entry.get("object", False)),
        str(entry.get("hamza", "")), str(entry.get("form", "")), str(entry.get("tense", "")),
        bool(entry.get("behind", False)), bool(entry.get("silent", False)), bool(entry.get("soft", False)),
        bool(entry.get("firm", False)), bool(entry.get("means", False)),
        bool(entry.get("article", False)),
        tuple(e for e in entry["examples"] if isinstance(e, Entry)), path.name, entry.line,
    )  # fmt: skip


def _folded(entry: Entry, key: str) -> frozenset[str]:
    return frozenset(fold(w) for w in words_of(entry.get(key)))
