"""Words that tell of one event and no other where they stand with another word, from YAML in, an index by lemma out.

A `Sense` is firm grammar: to LIFT the SANCTIONS is no sanction, talks that FAILED were not held in vain but failed, whatever else
speaks for another reading. What only makes a type likely stands in frames/*.yaml, whose rules still say where the roles stand.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Container, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from rasid.knowledge.files import Entry, Faults, keys_right, read_yaml, unique, words_of
from rasid.knowledge.rules import RuleBook
from rasid.text import fold

NO_EVENT = "none"
_KEYS = (
    "id",
    "verb",
    "noun",
    "near",
    "also",
    "unless",
    "under",
    "below",
    "over",
    "prep",
    "negated",
    "past",
    "clause",
    "ahead",
    "object",
    "subject",
    "indefinite",
    "opens",
    "takes",
    "examples",
)
_BARE = "bare"

Row = tuple[str, ...]  # folded words that stand one behind the other
Rows = Mapping[str, Sequence[Row]]  # by their first words


@dataclass(frozen=True, slots=True)
class Sense:
    """One group of words that are settled alike; the keys are explained in the head of the file."""

    id: str
    type: str
    verbs: frozenset[str]
    nouns: frozenset[str]
    near: Rows
    also: Rows
    unless: Rows
    under: frozenset[str]
    below: frozenset[str]
    over: frozenset[str]
    preps: frozenset[str]
    negated: bool
    past: bool
    clause: bool
    ahead: bool
    object: bool
    subject: bool
    indefinite: bool
    opens: bool
    takes: tuple[str, ...]
    examples: tuple[Entry, ...]
    file: str
    line: int


@dataclass(slots=True)
class Senses:
    """All senses by the lemma of their verb or noun, in the order of the file."""

    verbs: dict[str, list[Sense]] = field(default_factory=lambda: defaultdict(list))
    nouns: dict[str, list[Sense]] = field(default_factory=lambda: defaultdict(list))


def read_senses(path: Path, types: Container[str], rules: RuleBook, faults: Faults) -> Senses:
    """The senses of a language. Their types are those of the codebook; roles are the rules' matter, so some rule must have the word."""
    found, seen = Senses(), list[tuple[str, Path, int]]()
    content = read_yaml(path, faults)
    if not isinstance(content, Entry) or not keys_right(content, path, faults, ("families", "senses"), ("families", "senses")):
        return found
    families = {name: words_of(words) for name, words in content["families"].items()}
    for entry in content["senses"]:
        if not keys_right(entry, path, faults, _KEYS, ("id", "examples")):
            continue
        sense = _sense(entry, path, families, faults)
        seen.append((sense.id, path, sense.line))
        if sense.type != NO_EVENT and sense.type not in types:
            faults.add(path, sense.line, f"type {sense.type!r} is not in the codebook")
        _index(found, sense, rules, path, faults)
    unique(seen, faults)
    return found


def _index(found: Senses, sense: Sense, rules: RuleBook, path: Path, faults: Faults) -> None:
    """By its words. A book that has no rule of the type at all has none for the word either, and is no fault of this file."""
    ruled = any(rule.type == sense.type for rule in rules.rules.values())
    for words, table, patterns in ((sense.verbs, found.verbs, rules.verbs), (sense.nouns, found.nouns, rules.nouns)):
        for word in sorted(words):
            table[word].append(sense)
            if ruled and all(p.rule.type != sense.type for p in patterns.get(word, ())):
                faults.add(path, sense.line, f"no rule of {sense.type} has the word {word!r}; add it to frames")


def _sense(entry: Entry, path: Path, families: Mapping[str, Sequence[str]], faults: Faults) -> Sense:
    def told(key: str) -> list[Row]:
        return [tuple(fold(w).split()) for w in _spelled_out(words_of(entry.get(key)), families, path, entry.line, faults)]

    def words(key: str) -> frozenset[str]:
        return frozenset(word for row in told(key) for word in row)

    def rows(key: str) -> Rows:
        found: dict[str, list[Row]] = defaultdict(list)
        for row in told(key):
            found[row[0]].append(row)
        return dict(found)

    preps = frozenset("" if p == _BARE else fold(p) for p in words_of(entry.get("prep")))
    flags = {k: bool(entry.get(k, False)) for k in ("negated", "past", "clause", "ahead", "object", "subject", "indefinite", "opens")}
    return Sense(
        str(entry["id"]), str(entry["id"]).split("/")[0], words("verb"), words("noun"), rows("near"), rows("also"), rows("unless"),
        words("under"), words("below"), words("over"), preps, takes=tuple(words_of(entry.get("takes"))), **flags,
        examples=tuple(e for e in entry["examples"] if isinstance(e, Entry)), file=path.name, line=entry.line,
    )  # fmt: skip


def _spelled_out(words: Collection[str], families: Mapping[str, Sequence[str]], path: Path, line: int, faults: Faults) -> list[str]:
    """The words, those of a family in the place of its name."""
    for word in words:
        if word.isascii() and word not in families:
            faults.add(path, line, f"unknown family {word!r}; known: {', '.join(families)}")
    return [w for word in words for w in (families.get(word, ()) if word.isascii() else (word,))]
