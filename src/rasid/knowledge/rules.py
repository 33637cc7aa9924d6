"""Event rules from frames/*.yaml in, an index from lemmas to the rules they may trigger out.

A rule is words with the positions of their roles and its own examples; see any file in ar/frames for the form of an entry.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

from rasid.knowledge.files import Entry, Faults, entries, unique, words_of
from rasid.text import fold
from rasid.types import ROLES, STATUSES, Role

Form = Literal["verb", "noun", "participle"]
_KEYS = ("id", "type", "words", "roles", "weak", "needs", "unless", "status", "negated", "extent", "examples", "stance", "settled")
_FORMS: tuple[Form, ...] = ("verb", "noun", "participle")
_POSITIONS = ("subject", "object", "genitive", "by", "between", "with", "apposed", "poss")


@dataclass(frozen=True, slots=True, eq=False)
class Rule:
    """One way of saying one event type."""

    id: str
    type: str
    roles: Mapping[Role, tuple[str, ...]]
    weak: bool
    needs: frozenset[str]
    unless: frozenset[str]
    status: str
    extent: str
    examples: tuple[Entry, ...]
    file: str
    line: int
    negated: bool = False  # the negator before its words belongs to the event: who did not answer has rejected
    settled: bool = False  # its words are of this type only where their company settles it (senses.yaml): nothing is weighed


@dataclass(frozen=True, slots=True)
class Pattern:
    """A trigger of a rule: its first lemma, the fixed words that must follow, and the form it stands in."""

    rule: Rule
    form: Form
    lemma: str
    rest: tuple[str, ...]


@dataclass(slots=True)
class RuleBook:
    """All rules, and their patterns by lemma."""

    rules: dict[str, Rule] = field(default_factory=dict)
    verbs: dict[str, list[Pattern]] = field(default_factory=lambda: defaultdict(list))
    nouns: dict[str, list[Pattern]] = field(default_factory=lambda: defaultdict(list))
    # what rules say of a position, by option (arguments.py): a cache of a pure function, as large as there are rules and positions
    licences: dict[Any, tuple[tuple[str, ...], ...]] = field(default_factory=dict)

    def lemmas(self) -> set[str]:
        """Folded words that the reader must know as nouns: the first words of nouns and participles."""
        return set(self.nouns)


def read_rules(folder: Path, types: Mapping[str, Any], faults: Faults) -> RuleBook:
    """Every rule of a folder; faults are noted with file and line."""
    book = RuleBook()
    seen: list[tuple[str, Path, int]] = []
    for path in sorted(folder.glob("*.yaml")):
        for entry in entries(path, faults, _KEYS, ("id", "type", "words", "roles", "examples")):
            rule = _rule(entry, path, types, faults)
            if rule is not None:
                seen.append((rule.id, path, entry.line))
                book.rules[rule.id] = rule
                _index(book, rule, entry["words"], path, faults)
    unique(seen, faults)
    return book


def _rule(entry: Entry, path: Path, types: Mapping[str, Any], faults: Faults) -> Rule | None:
    type_ = str(entry["type"])
    if type_ not in types:
        faults.add(path, entry.line, f"type {type_!r} is not in the codebook; it has: {', '.join(sorted(types))}")
        return None
    if not str(entry["id"]).startswith(f"{type_}/"):
        faults.add(path, entry.line, f"id {entry['id']!r} must begin with its type: {type_}/...")
    if not entry["examples"]:
        faults.add(path, entry.line, "a rule needs at least one example")
    if entry.get("status", "happened") not in STATUSES:
        faults.add(path, entry.line, f"status {entry['status']!r}; allowed: {', '.join(STATUSES)}")
    roles: dict[Role, tuple[str, ...]] = {}
    for role, positions in entry["roles"].items():
        if role not in ROLES:
            faults.add(path, entry.line, f"unknown role {role!r}; roles: {', '.join(ROLES)}")
            continue
        for position in words_of(positions):
            if position not in _POSITIONS and not position.startswith("prep:"):
                faults.add(path, entry.line, f"unknown position {position!r}; known: {', '.join(_POSITIONS)}, prep:X")
        roles[role] = tuple(fold(p) if p.startswith("prep:") else p for p in words_of(positions))
    return Rule(
        str(entry["id"]),
        type_,
        roles,
        bool(entry.get("weak", False)),
        frozenset(fold(w) for w in words_of(entry.get("needs"))),
        frozenset(fold(w) for w in words_of(entry.get("unless"))),
        str(entry.get("status", "")),
        str(entry.get("extent", "")),
        tuple(e for e in entry["examples"] if isinstance(e, Entry)),
        path.name,
        entry.line,
        bool(entry.get("negated", False)),
        bool(entry.get("settled", False)),
    )


def _index(book: RuleBook, rule: Rule, words: Mapping[str, Any], path: Path, faults: Faults) -> None:
    for form, values in words.items():
        if form not in _FORMS:
            faults.add(path, rule.line, f"unknown form {form!r} in words; known: {', '.join(_FORMS)}")
            continue
        table = book.verbs if form == "verb" else book.nouns
        for value in words_of(values):
            lemma, *rest = fold(value).split()
            table[lemma].append(Pattern(rule, form, lemma, tuple(rest)))


def verbs_without_forms(book: RuleBook, known: Iterable[str]) -> list[str]:
    """Verb lemmas of the rules that the conjugation table does not have."""
    return sorted(set(book.verbs) - set(known))
