"""knowledge/ar/times.yaml in; the compiled words of dates out: each folded first word with what may begin there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from rasid.errors import KnowledgeError
from rasid.text import Text, fold
from rasid.times.source import Place, Plain, read_lines

STRINGS = "strings"  # the shape of a list of words


@dataclass(frozen=True, slots=True)
class Lex:
    """One reading of a word: its category and value, the words that must follow, and what is written to its front."""

    cat: str
    value: Any
    rest: tuple[str, ...] = ()
    clitic: str = ""
    strip: int = 0  # folded letters of the clitic that a quotation leaves out
    article: bool = False
    weak: bool = False


Readings = Mapping[str, tuple[Lex, ...]]


@dataclass(frozen=True, slots=True)
class Example:
    """A text with the time that must be found in it (`time` None: none may be), and its value."""

    group: str
    line: int
    text: str
    time: str | None
    edtf: str = ""
    future: bool = False


@dataclass(frozen=True, slots=True)
class TimeWords:
    """All words of dates of one language: `lexicon` maps a folded first word to its readings by category, longest first."""

    lexicon: Mapping[str, Readings]
    sets: Mapping[str, frozenset[str]]
    article: str
    conjunction: str
    examples: tuple[Example, ...]
    exact: Mapping[str, str]  # months that are such only as spelled, where they stand alone: folded -> as written


_FUTURE = (
    "conjunctions", "prefixes", "no_verbs", "words", "scheduled", "past", "joints", "not_before", "put_off", "not_behind", "up_to",
    "behind", "never", "stops",
)  # fmt: skip
_EXAMPLE = {"text": str, "time": str, "edtf": str, "future": bool, "not": str}
_NAMES = {"names": STRINGS}
_SHAPES: dict[str, dict[str, Any]] = {
    "clitics": {"article": str, "before": STRINGS, "lam": STRINGS, "contracted": str, "and": str, "lasting": STRINGS},
    "months": {
        "entries": {"number": int, "levantine": STRINGS, "arabic": STRINGS, "maghrebi": STRINGS},
        "weak": STRINGS,
        "exact": STRINGS,
    },
    "hijri_months": {"entries": {"number": int, **_NAMES}, "weak": STRINGS, "fasting": STRINGS},
    "weekdays": {"entries": {"number": int, **_NAMES}, "not_after": STRINGS, "days": STRINGS, "many": STRINGS},
    "days": {"entries": {"shift": int, **_NAMES}, "now": STRINGS, "not_after": STRINGS, "not_before": STRINGS},
    "day_parts": {
        "entries": {"part": str, "of": STRINGS, "adverb": STRINGS},
        "night": STRINGS,
        "last_night": STRINGS,
        "night_before": STRINGS,
        "night_between": STRINGS,
        "this": STRINGS,
        "eves": STRINGS,
        "lead": STRINGS,
        "onto": STRINGS,
        "surnames": STRINGS,
        "governors": STRINGS,
    },
    "hours": {
        "head": STRINGS,
        "fractions": {"minutes": int, **_NAMES},
        "less": STRINGS,
        "sharp": STRINGS,
        "minutes": STRINGS,
        "zone": STRINGS,
        "zone_words": STRINGS,
        "before_noon": STRINGS,
        "after_noon": STRINGS,
    },
    "units": {
        "entries": {"unit": str, "one": STRINGS, "two": STRINGS, "many": STRINGS},
        "weak": STRINGS,
        "pairs": {"unit": str, **_NAMES},
        "not_after": STRINGS,
        "not_before": STRINGS,
        "measures": STRINGS,
    },
    "numbers": {
        "cardinals": {"value": int, **_NAMES},
        "teen": STRINGS,
        "ordinals": {"value": int, **_NAMES},
        "vague": STRINGS,
        "vague_behind": STRINGS,
        "about": STRINGS,
        "about_behind": STRINGS,
        "last": STRINGS,
        "half": STRINGS,
        "quarter": STRINGS,
    },
    "adjectives": {"entries": {"tilt": str, **_NAMES}, "this": STRINGS, "that": STRINGS},
    "particles": {
        "entries": {"role": str, **_NAMES},
        "support": STRINGS,
        "places": STRINGS,
        "called": STRINGS,
        "known": {"month": int, "day": int, **_NAMES},
        "dated": STRINGS,
    },
    "parts": {"entries": {"part": str, **_NAMES}, "portions": {"of": int, **_NAMES}, "tens": {"part": str, **_NAMES}},
    "seasons": {"entries": {"season": str, **_NAMES}, "head": STRINGS},
    "decades": {"entries": {"start": int, **_NAMES}, "century": STRINGS, "not_before": STRINGS},
    "eras": {"hijri": STRINGS, "common": STRINGS, "before": STRINGS},
    "streaks": {"behind": STRINGS},
    "feasts": {
        "entries": {"month": int, "day": int, "days": int, "hijri": bool, **_NAMES},
        **_NAMES,
        "nth": {"value": int, **_NAMES},
        "nth_week": {"value": int, **_NAMES},
        "leading": {"value": int, **_NAMES},
        "eve": STRINGS,
    },
    "unresolved": {
        "beyond": {"sign": int, **_NAMES},
        "then": STRINGS,
        "anaphors": STRINGS,
        "vague": STRINGS,
        "yearly": STRINGS,
        "same_day": STRINGS,
        "same_days": STRINGS,
    },
    "future": dict.fromkeys(_FUTURE, STRINGS),
}
# Lists that are looked up by form, not read as words of a date.
_SETS = {
    ("weekdays", "not_after"), ("weekdays", "many"), ("day_parts", "surnames"), ("day_parts", "governors"), ("day_parts", "eves"),
    ("days", "not_after"), ("days", "not_before"), ("units", "not_after"), ("units", "not_before"), ("units", "measures"),
    ("particles", "support"), ("particles", "places"), ("particles", "called"), ("particles", "dated"), ("clitics", "lasting"),
    ("months", "weak"), ("hijri_months", "weak"), ("units", "weak"), *(("future", key) for key in _FUTURE),
}  # fmt: skip
# Lists whose words are also looked up with what is written to their front.
_CLITICIZED = {"support", "called", "not_after", "governors", "put_off", "stops", "eves", "never"}
# Words that take the article as well as not.
_ARTICLE = {"unit", "card", "season", "pair", "part_of"}


def load_times(path: Path) -> TimeWords:
    """The words of dates in a file; raises KnowledgeError with every fault as file:line."""
    data, lines = read_lines(path)
    faults = list(_faults(data, lines))
    if faults:
        raise KnowledgeError([f"{path.name}:{fault}" for fault in faults])
    assert isinstance(data, dict)
    groups: dict[str, Any] = data
    clitics = groups["clitics"]
    lexicon: dict[str, dict[str, list[Lex]]] = {}
    for lex, first in _readings(groups):
        for form, made in _forms(first, lex, clitics):
            lexicon.setdefault(form, {}).setdefault(lex.cat, []).append(made)
    sets = {f"{group}.{key}": frozenset(_spelled(groups[group][key], clitics if key in _CLITICIZED else None)) for group, key in _SETS}
    frozen = {
        form: {cat: tuple(sorted(found, key=lambda lex: -len(lex.rest))) for cat, found in by_cat.items()}
        for form, by_cat in lexicon.items()
    }
    exact = {fold(word): word for word in groups["months"]["exact"]}
    return TimeWords(frozen, sets, fold(clitics["article"]), fold(clitics["and"]), tuple(_examples(groups, lines)), exact)


def _faults(data: Plain, lines: dict[Place, int]) -> Iterator[str]:
    if not isinstance(data, dict):
        yield "1: must be a mapping of groups"
        return
    for name in data.keys() - _SHAPES.keys():
        yield f"{lines[name,]}: unknown group '{name}'; groups are {', '.join(_SHAPES)}"
    for name, shape in _SHAPES.items():
        group = data.get(name)
        if not isinstance(group, dict):
            yield f"{lines.get((name,), 1)}: group '{name}' is missing or no mapping"
            continue
        wanted = {**shape, "examples": _EXAMPLE}
        yield from _mapping_faults(group, wanted, (name,), lines, required=True)
        if not group.get("examples"):
            yield f"{lines[name,]}: group '{name}' needs at least one example"


def _mapping_faults(
    found: dict[str, Plain], shape: dict[str, Any], at: Place, lines: dict[Place, int], *, required: bool
) -> Iterator[str]:
    for key in found.keys() - shape.keys():
        yield f"{lines[(*at, key)]}: unknown key '{key}' in '{at[0]}'; keys are {', '.join(shape)}"
    for key, kind in shape.items():
        if key not in found:
            if required:
                yield f"{lines[at]}: key '{key}' is missing in '{at[0]}'"
            continue
        yield from _value_faults(found[key], kind, (*at, key), lines)


def _value_faults(value: Plain, kind: Any, at: Place, lines: dict[Place, int]) -> Iterator[str]:
    if kind is STRINGS:
        if not isinstance(value, list) or not all(isinstance(word, str) and fold(word).strip() for word in value):
            yield f"{lines[at]}: '{at[-1]}' must be a list of words"
    elif isinstance(kind, dict):
        if not isinstance(value, list):
            yield f"{lines[at]}: '{at[-1]}' must be a list of mappings"
            return
        for i, item in enumerate(value):
            if not isinstance(item, dict):
                yield f"{lines[(*at, i)]}: an item of '{at[-1]}' must be a mapping"
                continue
            if kind is _EXAMPLE:
                yield from _example_faults(item, (*at, i), lines)
            yield from _mapping_faults(item, kind, (*at, i), lines, required=kind is not _EXAMPLE)
    elif not isinstance(value, kind) or (kind is int and isinstance(value, bool)):
        yield f"{lines[at]}: '{at[-1]}' must be of type {kind.__name__}"


def _example_faults(item: dict[str, Plain], at: Place, lines: dict[Place, int]) -> Iterator[str]:
    if ("not" in item) == ("text" in item):
        yield f"{lines[at]}: an example has either 'text' or 'not'"
    elif "text" in item and ("time" not in item or "edtf" not in item):
        yield f"{lines[at]}: an example with 'text' says its 'time' and 'edtf'"


def _examples(groups: dict[str, Any], lines: dict[Place, int]) -> Iterator[Example]:
    for name, group in groups.items():
        for i, item in enumerate(group["examples"]):
            line = lines[name, "examples", i]
            if "not" in item:
                yield Example(name, line, item["not"], None)
            else:
                yield Example(name, line, item["text"], item["time"], item["edtf"], item.get("future", False))


def _split(phrase: str) -> list[str]:
    """The words of a phrase, parted as the tokens of a text are."""
    return [token.form for token in Text(phrase).tokens]


def _spelled(names: list[str], clitics: Any) -> Iterator[str]:
    for name in names:
        form = fold(name)
        yield form
        if clitics:
            yield from (fold(before) + form for before in clitics["before"])


def _readings(groups: dict[str, Any]) -> Iterator[tuple[Lex, str]]:
    """Each phrase of the file as a reading, with its first word (which is spelled out with its clitics later)."""
    article = groups["clitics"]["article"]
    for cat, value, names in _phrases(groups):
        for name in names:
            words = _split(name)
            # as written: once folded, a thousand begins like a word with the article
            defined = cat in _ARTICLE and name.startswith(article)
            yield Lex(cat, value, tuple(words[1:]), article=defined, weak=_is_weak(groups, cat, name)), words[0]


def _is_weak(groups: dict[str, Any], cat: str, name: str) -> bool:
    if cat == "unit":
        return name in groups["units"]["weak"]
    return (cat == "month" and name in groups["months"]["weak"]) or cat == "hijri"


def _phrases(groups: dict[str, Any]) -> Iterator[tuple[str, Any, list[str]]]:
    for entry in groups["months"]["entries"]:
        yield "month", entry["number"], entry["levantine"] + entry["arabic"] + entry["maghrebi"]
    for group, list_, key, cat in _KEYED:
        for entry in groups[group][list_]:
            yield cat, entry[key], entry["names"]
    article = len(fold(groups["clitics"]["article"]))
    for entry in groups["weekdays"]["entries"]:
        yield "bare_weekday", entry["number"], [fold(name)[article:] for name in entry["names"]]
    for entry in groups["day_parts"]["entries"]:
        yield "part_of", entry["part"], entry["of"]
        yield "part_adv", entry["part"], entry["adverb"]
    for entry in groups["feasts"]["entries"]:
        yield "feast", (entry["month"], entry["day"], entry["days"], entry["hijri"]), entry["names"]
    for entry in groups["units"]["entries"]:
        for number in ("one", "two", "many"):
            yield "unit", (entry["unit"], number), entry[number]
    for entry in groups["particles"]["known"]:
        yield "known", (entry["month"], entry["day"]), entry["names"]
    for entry in groups["particles"]["entries"]:
        yield entry["role"], None, entry["names"]
    for group, key, cat in _PLAIN:
        yield cat, None, groups[group][key]
    yield "article", None, [groups["clitics"]["article"]]


_KEYED = (
    ("hijri_months", "entries", "number", "hijri"),
    ("weekdays", "entries", "number", "weekday"),
    ("days", "entries", "shift", "deictic"),
    ("hours", "fractions", "minutes", "fraction"),
    ("units", "pairs", "unit", "pair"),
    ("numbers", "cardinals", "value", "card"),
    ("numbers", "ordinals", "value", "ord"),
    ("adjectives", "entries", "tilt", "adj"),
    ("parts", "entries", "part", "portion_of"),
    ("parts", "portions", "of", "portion"),
    ("parts", "tens", "part", "tens"),
    ("seasons", "entries", "season", "season"),
    ("decades", "entries", "start", "decade"),
    ("feasts", "nth", "value", "nth_day"),
    ("feasts", "nth_week", "value", "nth_week"),
    ("feasts", "leading", "value", "leading"),
    ("unresolved", "beyond", "sign", "beyond"),
)
_PLAIN = (
    ("hijri_months", "fasting", "fasting"),
    ("weekdays", "days", "dayword"),
    ("days", "now", "now"),
    ("day_parts", "night", "night"),
    ("day_parts", "last_night", "last_night"),
    ("day_parts", "night_before", "night_before"),
    ("day_parts", "night_between", "night_between"),
    ("day_parts", "this", "this_part"),
    ("day_parts", "lead", "lead"),
    ("day_parts", "onto", "onto"),
    ("hours", "head", "hour_head"),
    ("hours", "less", "less"),
    ("hours", "sharp", "sharp"),
    ("hours", "minutes", "minute_word"),
    ("hours", "zone", "zone"),
    ("hours", "zone_words", "zone_word"),
    ("hours", "before_noon", "before_noon"),
    ("hours", "after_noon", "after_noon"),
    ("numbers", "teen", "teen"),
    ("numbers", "vague", "vague_number"),
    ("numbers", "vague_behind", "vague_behind"),
    ("numbers", "about", "about"),
    ("numbers", "about_behind", "about_behind"),
    ("numbers", "last", "last"),
    ("numbers", "half", "half"),
    ("numbers", "quarter", "quarter"),
    ("adjectives", "this", "this"),
    ("adjectives", "that", "that"),
    ("seasons", "head", "season_head"),
    ("decades", "century", "century"),
    ("decades", "not_before", "age"),
    ("eras", "hijri", "hijri_era"),
    ("eras", "common", "common_era"),
    ("eras", "before", "before_era"),
    ("streaks", "behind", "streak"),
    ("feasts", "names", "movable"),
    ("feasts", "eve", "eve"),
    ("unresolved", "then", "then"),
    ("unresolved", "anaphors", "anaphor"),
    ("unresolved", "vague", "vague"),
    ("unresolved", "yearly", "yearly"),
    ("unresolved", "same_day", "same_day"),
    ("unresolved", "same_days", "same_days"),
)


def _forms(word: str, lex: Lex, clitics: Any) -> Iterable[tuple[str, Lex]]:
    """A first word as texts write it: with conjunctions and prepositions in front, and with the article where it takes one."""
    article = fold(clitics["article"])
    bases = [(word, lex.article)]
    if lex.cat in _ARTICLE and not bases[0][1]:
        bases.append((article + word, True))
    for base, defined in bases:
        yield base, _with(lex, "", 0, defined)
        for clitic in map(fold, clitics["before"]):
            yield clitic + base, _with(lex, clitic, len(clitic), defined)
        if base.startswith(article):
            for clitic in map(fold, clitics["lam"]):
                joined = clitic[:-1] + fold(clitics["contracted"]) + base[len(article) :]
                # the letters run together: a quotation keeps the whole word but for a conjunction before it
                yield joined, _with(lex, clitic, len(clitic) - 1, defined)


def _with(lex: Lex, clitic: str, strip: int, article: bool) -> Lex:
    return Lex(lex.cat, lex.value, lex.rest, clitic, strip, article, lex.weak)
