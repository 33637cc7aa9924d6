"""The words by which persons are counted (`counts.yaml`, number words of `times.yaml`) in, tables by folded word out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from rasid.knowledge.files import Entry, Faults, read_yaml, words_of
from rasid.text import fold

_LISTS = ("bodies", "dying", "wounding", "hurt", "among", "least", "most", "about", "between", "to", "toll", "others", "lives", "parts",
          "losing", "removing", "besides", "cases", "many", "perishing", "victims", "killers", "missing", "as_follows",
          "pairs", "another")  # fmt: skip
_KEYS = ("broken", "sound", "endings", "scales", *_LISTS)
_ENDINGS = ("nominative", "oblique", "feminine", "construct", "accusative")

_MANY, _TENS, _HUNDRED = 3, 20, 100

Rows = Mapping[str, tuple[tuple[str, ...], ...]]  # first word -> further words, the longest first


@dataclass(frozen=True, slots=True)
class CountWords:
    """Number words, persons in the singular and dual, and the words around numbers."""

    cardinals: Mapping[str, int]
    teen: frozenset[str]
    scales: Mapping[str, int]
    persons: Mapping[str, int]  # a word that stands for one person or two
    rows: Mapping[str, Rows]  # list -> its fixed words

    @property
    def number_words(self) -> frozenset[str]:
        """The words that count what follows them. One and two are left out: they stand behind, and look like other words."""
        return frozenset(word for word, value in self.cardinals.items() if value > 2) | self.scales.keys()

    def of_teen(self, form: str, following: str) -> bool:
        """Is this the first word of a number from eleven to nineteen?"""
        return following in self.teen and form in self.cardinals

    def of_compound(self, form: str, following: str, conjunction: str) -> bool:
        """Is this one or two before tens: two and sixty?"""
        tens = self.cardinals.get(following.removeprefix(conjunction), 0) if following.startswith(conjunction) else 0
        return self.cardinals.get(form, _MANY) < _MANY and _TENS <= tens < _HUNDRED

    def bound(self, forms: tuple[str, ...]) -> int:
        """How many of these words, which stand before a number, say that it is a bound or about right."""
        return max(self.match(name, forms) for name in ("least", "most", "about"))

    def match(self, name: str, forms: tuple[str, ...]) -> int:
        """How many of these words a row of the list takes up."""
        if not forms:
            return 0
        for rest in self.rows[name].get(forms[0], ()):
            if forms[1 : 1 + len(rest)] == rest:
                return 1 + len(rest)
        return 0


def read_counts(folder: Path, faults: Faults) -> CountWords:
    """The count words of a language folder."""
    path = folder / "counts.yaml"
    content = read_yaml(path, faults)
    if not isinstance(content, Entry):
        return CountWords({}, frozenset(), {}, {}, {name: {} for name in _LISTS})
    for key in content:
        if key not in _KEYS:
            faults.add(path, content.line, f"unknown key {key!r}; known: {', '.join(_KEYS)}")
    missing = [key for key in _KEYS if key not in content] + [e for e in _ENDINGS if e not in content.get("endings", {})]
    if missing:
        faults.add(path, content.line, f"key {missing[0]!r} is missing")
        return CountWords({}, frozenset(), {}, {}, {name: {} for name in _LISTS})
    numbers = read_yaml(folder / "times.yaml", Faults())["numbers"]
    many = set(map(fold, words_of(content["many"])))
    cardinals = {fold(name): int(entry["value"]) for entry in numbers["cardinals"] for name in entry["names"] if fold(name) not in many}
    scales = {fold(word): int(entry["value"]) for entry in content["scales"] for word in entry["words"]}
    teen = frozenset(fold(word) for word in numbers["teen"])
    return CountWords(cardinals, teen, scales, _persons(content), {name: _rows(words_of(content[name])) for name in _LISTS})


def _persons(content: Entry) -> dict[str, int]:
    ends = {name: fold(str(ending)) for name, ending in content["endings"].items()}
    found: dict[str, int] = {}
    for key in ("broken", "sound"):
        for word in map(fold, words_of(content[key])):
            stem = word[:-1] + ends["construct"] if word.endswith(ends["feminine"]) else word
            found[word] = 1
            if stem == word:
                found.setdefault(word + ends["accusative"], 1)
            found.setdefault(stem + ends["nominative"], 2)
            if key == "broken" or stem != word:
                found.setdefault(stem + ends["oblique"], 2)
    found.update(dict.fromkeys(map(fold, words_of(content["pairs"])), 2))
    return found


def _rows(phrases: Iterable[str]) -> Rows:
    rows: dict[str, list[tuple[str, ...]]] = {}
    for phrase in phrases:
        first, *rest = fold(phrase).split()
        rows.setdefault(first, []).append(tuple(rest))
    return {first: tuple(sorted(found, key=len, reverse=True)) for first, found in rows.items()}
