"""The place words of a language in; folded tables out: announcing nouns, directions, distances, common words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from rasid.errors import KnowledgeError
from rasid.gazetteer.rows import KINDS
from rasid.text import fold

_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_LISTS = (
    "distance", "near", "parts", "fillers", "territory", "capital", "missions", "everywhere", "homeland", "definite", "several",
    "rural", "joints", "ambiguous", "governed", "distinct", "prepositions", "inside", "located", "wholes", "ornaments",
    "heads", "joined",
)  # fmt: skip
_TABLES = ("directions", "direction_adjectives", "units", "numbers")
_KEYS = frozenset({"nouns", "areas", "foremost", "clitics", "article", "feminine", "construct", "many", *_LISTS, *_TABLES})
WORDS_FILE, PEOPLE_FILE = "placewords.yaml", "people.yaml"


@dataclass(frozen=True, slots=True)
class PlaceWords:
    """Folded words of one language that turn names into places and places into points."""

    nouns: Mapping[str, tuple[str, ...]]  # the kinds a noun may announce, its own first
    singular: Mapping[str, str]  # a dual or plural of such a noun -> its singular
    directions: Mapping[str, float]  # noun or adverb: "north of", degrees
    adjectives: Mapping[str, float]  # "northern"
    distance: frozenset[str]
    units: Mapping[str, float]  # in km
    near: frozenset[str]
    parts: frozenset[str]
    fillers: frozenset[str]
    prepositions: frozenset[str]  # between a noun and a name they part them
    inside: frozenset[str]  # what follows holds what stands before
    located: frozenset[str]  # participles that may stand between
    joined: frozenset[str]  # first words of names that are written together with the second one, too
    heads: frozenset[str]  # first words of names that name nothing alone
    wholes: frozenset[str]  # how much of a place, or what of it, where the place itself is meant
    ornaments: frozenset[str]  # adjectives behind a place's name that tell no place
    territory: frozenset[str]
    capital: frozenset[str]
    missions: frozenset[str]  # what belongs to one country and lies in another
    everywhere: frozenset[str]  # names of sites that many a town has
    foremost: Mapping[str, str]  # by name the id of the place that is meant where nothing speaks for another
    homeland: frozenset[str]  # the country the report is about
    definite: frozenset[str]  # "the town" that was named before
    several: frozenset[str]  # "villages of"
    rural: frozenset[str]
    joints: frozenset[str]
    numbers: Mapping[str, float]
    ambiguous: frozenset[str]  # a place only where a noun announces it
    governed: frozenset[str]  # a place only after a preposition and in its theatre, or announced
    distinct: frozenset[str]  # one-word quarters that no other thing bears
    clitics: Mapping[str, str]  # what may hang before a name -> what stands there instead once it is cut off
    article: str
    feminine: str
    adjective_country: Mapping[str, str]  # "Syrian" in its forms -> the country's id

    def is_adjective(self, form: str) -> bool:
        """Whether a common word behind an indefinite plural can be its adjective: new villages."""
        return form in self.ambiguous and form.endswith(self.feminine) and not form.startswith(self.article)


def _read(path: Path) -> Any:
    try:
        return yaml.load(path.read_text(encoding="utf-8"), Loader=_LOADER)
    except (OSError, yaml.YAMLError) as error:
        raise KnowledgeError([f"{path.name}:1: not readable as YAML: {error}"]) from error


def load_words(place: Path) -> PlaceWords:
    """Reads the place words of a language folder (or that file in it) and the nationality adjectives beside them."""
    path = place / WORDS_FILE if place.is_dir() else place
    folder = path.parent
    data = _read(path)
    if not isinstance(data, dict) or set(data) != _KEYS:
        wrong = sorted(_KEYS.symmetric_difference(data if isinstance(data, dict) else {}))
        raise KnowledgeError([f"{path.name}:1: keys are exactly {', '.join(sorted(_KEYS))}; wrong: {', '.join(wrong)}"])
    faults = [
        f"{path.name}:1: nouns: unknown kind '{kind}' at '{entry['word']}'"
        for entry in data["nouns"]
        for kind in (entry["kind"], *entry.get("also", ()))
        if kind not in KINDS
    ]
    if faults:
        raise KnowledgeError(faults)
    return _words(data, _read(folder / PEOPLE_FILE))


def _words(data: dict[str, Any], people: dict[str, Any]) -> PlaceWords:
    nouns: dict[str, tuple[str, ...]] = {}
    words = {fold(entry["word"]) for entry in data["nouns"]}
    for entry in data["nouns"]:
        for form in (entry["word"], *entry.get("forms", ())):
            kinds = (entry["kind"], *entry.get("also", ()))
            nouns[fold(form)] = tuple(dict.fromkeys((*nouns.get(fold(form), ()), *kinds)))

    def folded(key: str) -> frozenset[str]:
        return frozenset(fold(w) for w in data[key])

    def numbers(key: str) -> dict[str, float]:
        return {fold(form): float(entry["value"]) for entry in data[key] for form in entry["words"]}

    return PlaceWords(
        nouns=nouns,
        singular={form: one for form in nouns if form not in words and (one := _singular(form, nouns, data))},
        directions=numbers("directions"),
        adjectives=numbers("direction_adjectives"),
        distance=folded("distance"),
        units=numbers("units"),
        near=folded("near"),
        parts=folded("parts"),
        fillers=folded("fillers"),
        prepositions=folded("prepositions"),
        inside=folded("inside"),
        located=folded("located"),
        joined=folded("joined"),
        heads=folded("heads"),
        wholes=folded("wholes"),
        ornaments=folded("ornaments"),
        territory=folded("territory"),
        capital=folded("capital"),
        missions=folded("missions"),
        everywhere=folded("everywhere"),
        foremost={fold(str(e["name"])): str(e["id"]) for e in data["foremost"]},
        homeland=folded("homeland"),
        definite=folded("definite"),
        several=folded("several"),
        rural=folded("rural"),
        joints=folded("joints"),
        numbers=numbers("numbers"),
        ambiguous=folded("ambiguous"),
        governed=folded("governed"),
        distinct=folded("distinct"),
        clitics={fold(entry["word"]): fold(entry["gives"]) for entry in data["clitics"]},
        article=fold(data["article"]),
        feminine=fold(data["feminine"]),
        adjective_country=_adjectives(people["nationality"], fold(data["article"]), fold(data["feminine"])),
    )


def _singular(form: str, nouns: Mapping[str, object], data: dict[str, Any]) -> str:
    """The noun that a form is the dual (before a name) or the regular plural of; an empty one for none."""
    construct, feminine = fold(data["construct"]), fold(data["feminine"])
    for ending in map(fold, data["many"]):
        stem = form.removesuffix(ending)
        ones = (stem, stem.removesuffix(construct) + feminine) if stem != form else ()
        for one in ones:
            if one in nouns and len(one) > 1:
                return one
    return ""


def _adjectives(nationalities: list[dict[str, Any]], article: str, feminine: str) -> dict[str, str]:
    """Both genders, with and without article; persons in the plural are no part of a place."""
    forms: dict[str, str] = {}
    for entry in nationalities:
        for form in (fold(entry["word"]), fold(entry["word"]) + feminine):
            forms[form] = forms[article + form] = str(entry["key"])
    return forms
