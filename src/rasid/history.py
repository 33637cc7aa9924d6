"""States of a place in, its life as a chronicle out, in Arabic or English: one line for each turn, each with its claims.

The sentences are data (`knowledge/<lang>/chronicle.yaml`); this module only fills them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from string import Formatter
from typing import Any

from rasid.errors import ConfigError, KnowledgeError
from rasid.records import Names
from rasid.types import Entity, State, When

_FOLDER = Path(__file__).parent / "knowledge"
LANGS = ("ar", "en")


@dataclass(frozen=True, slots=True)
class Line:
    """One turn in a place's life."""

    day: date | None
    when: str
    text: str
    state: str
    claims: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Phrases:
    """The sentences of one language: for each kind and reading of a state, how its beginning and its end are told."""

    opens: Mapping[str, str]
    closes: Mapping[str, str]
    status: Mapping[str, str]
    words: Mapping[str, str]
    months: Sequence[str]
    blanks: Mapping[str, str]

    def fill(self, sentence: str, **values: str) -> str:
        """The sentence with its blanks filled, which each language names in its own script."""
        return " ".join(sentence.format(**{self.blanks[name]: value for name, value in values.items()}).split())


def load_phrases(lang: str, folder: Path = _FOLDER) -> Phrases:
    """The chronicle's sentences; a missing key or an unknown blank is named with its file."""
    import yaml

    if lang not in LANGS:
        raise ConfigError(f"--lang {lang!r}: a chronicle is told in {' or '.join(LANGS)}")
    path = folder / lang / "chronicle.yaml"
    data = yaml.safe_load(path.read_text("utf-8"))
    faults = list(_faults(data, path))
    if faults:
        raise KnowledgeError(faults)
    return Phrases(data["opens"], data["closes"], data["status"], data["words"], data["months"], data["blanks"])


_READINGS = {
    "blanks": ("who", "place", "goods", "status", "sponsor", "part", "one", "two", "date"),
    "opens": (
        *("control.held", "control.divided", "control.vacated", "control.lost", "siege.besieged", "siege.lifted"),
        *("access.blocked", "access.partly open", "access.open"),
        *("talks.running", "talks.agreed", "talks.failed", "talks.breached"),
    ),
    "closes": ("control.held", "control.divided"),
    "status": ("reported", "corroborated", "contested", "denied"),
    "words": ("and", "unknown", "before", "between", "since", "nobody", "passage", "sponsor", "part", "demanded", "stale"),
}


def _faults(data: Any, path: Path) -> Iterator[str]:
    for section, keys in _READINGS.items():
        said = data.get(section, {})
        yield from (f"{path}:1: {section}.{key} is missing" for key in keys if key not in said)
        yield from (f"{path}:1: unknown key {section}.{key}" for key in said if key not in keys)
        for key, sentence in said.items():
            unknown = {name for _, name, _, _ in Formatter().parse(sentence) if name} - set(data.get("blanks", {}).values())
            yield from (f"{path}:1: {section}.{key}: unknown blank {{{name}}}" for name in sorted(unknown))
    if len(data.get("months", ())) != 12:
        yield f"{path}:1: months must be twelve"


class Chronicle:
    """Tells states in one language."""

    def __init__(self, names: Names, lang: str, phrases: Phrases | None = None) -> None:
        self.names = names
        self.lang = lang
        self.phrases = phrases or load_phrases(lang)

    def lines(self, states: Iterable[State]) -> list[Line]:
        """Every turn, in the order of the days; what begins at an unknown time stands where it is first known to hold."""
        known = list(states)
        turns = {(s.kind, s.place, s.since) for s in known}
        told = [line for state in known for line in self._turns(state, followed=(state.kind, state.place, state.until) in turns)]
        return sorted(told, key=lambda line: (line.day or date.max, line.state, line.text))

    def _turns(self, state: State, followed: bool) -> Iterator[Line]:
        """Its beginning; and its end, unless that is told by what begins then."""
        yield self._line(state, state.since, self.phrases.opens[f"{state.kind}.{state.reading}"])
        closing = self.phrases.closes.get(f"{state.kind}.{state.reading}")
        if closing and state.until is not None and not followed:
            yield self._line(state, state.until, closing)

    def _line(self, state: State, when: When | None, sentence: str) -> Line:
        words = self.phrases.words
        goods = self._list(state.goods) if state.goods else words["passage"]
        demanded = self._said("demanded", goods=self._list(state.demanded)) if state.demanded else ""
        text = self.phrases.fill(
            sentence,
            who=self._list(map(self.name, state.holders)) or words["nobody"],
            place=self.name(state.place) if state.place else "",
            goods=f"{goods} {demanded}",
            status=self.phrases.status[state.status],
            sponsor=self._said("sponsor", who=self._list(map(self.name, state.sponsor))) if state.sponsor else "",
            part=words["part"] if state.extent == "part" else "",
        )
        claims = (*state.because, *state.against)
        return Line(_first_known(when), self.told(when), text, state.id, claims)

    def _said(self, word: str, **values: str) -> str:
        return self.phrases.fill(self.phrases.words[word], **values)

    def name(self, entity: Entity) -> str:
        return self.names.name(entity.id).get(self.lang, "") or entity.text

    def _list(self, items: Iterable[str]) -> str:
        found = list(items)
        separator = self.phrases.words["and"]
        return separator.join(found)

    # --- dates ---

    def told(self, when: When | None) -> str:
        """A date as the language says it; an interval stays one."""
        words = self.phrases.words
        if when is None or (when.earliest is None and when.latest is None):
            return words["unknown"]
        if when.earliest is None:
            return self._said("before", date=self._day(when.latest))
        if when.latest is None:
            return self._said("since", date=self._day(when.earliest))
        if when.earliest == when.latest:
            return self._day(when.latest)
        if _whole_month(when.earliest, when.latest):
            return f"{self.phrases.months[when.earliest.month - 1]} {when.earliest.year}"
        if (when.earliest.month, when.earliest.day, when.latest.month, when.latest.day) == (1, 1, 12, 31):
            one, two = str(when.earliest.year), str(when.latest.year)
            return one if one == two else self._said("between", one=one, two=two)
        return self._said("between", one=self._day(when.earliest), two=self._day(when.latest))

    def _day(self, day: date | None) -> str:
        return f"{day.day} {self.phrases.months[day.month - 1]} {day.year}" if day else "?"


def _first_known(when: When | None) -> date | None:
    return None if when is None else when.earliest or when.latest


def _whole_month(first: date, last: date) -> bool:
    following = date.fromordinal(last.toordinal() + 1)
    return first.day == 1 and following.day == 1 and (first.year, first.month) == (last.year, last.month)
