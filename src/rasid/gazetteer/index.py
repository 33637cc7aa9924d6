"""The built gazetteer in, look-ups out: by id, by folded name, and the names worth finding in running text."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from pathlib import Path
from sys import intern
from typing import Any, NamedTuple, get_args

from rasid.errors import NotFoundError, StoreError
from rasid.gazetteer.rows import SETTLED, PlaceRow, Stand
from rasid.gazetteer.words import PlaceWords
from rasid.text import fold


class NameRow(NamedTuple):
    """A name to look for: folded, the place it names and how it may stand."""

    folded: str
    place: str
    stand: Stand


class Gazetteer:
    """Read only. Everything lies in memory after `open`, so that the reading half touches no disk."""

    def __init__(self, places: dict[str, tuple[Any, ...]], names: list[tuple[str, str, Stand, int, int]], words: PlaceWords):
        self.words = words
        self._raw = places
        self._rows: dict[str, PlaceRow] = {}
        self._names: dict[str, list[str]] = {}
        self._candidates: dict[str, tuple[PlaceRow, ...]] = {}
        self._found: list[NameRow] = []
        self.capitals: dict[str, str] = {raw[4].split()[-1]: place for place, raw in places.items() if raw[12]}
        self._own: set[tuple[str, str]] = set()
        for folded, place, stand, found, own in names:
            if own:
                self._own.add((folded, place))
            self._names.setdefault(folded, []).append(place)
            if found:
                self._found.append(NameRow(folded, place, stand))

    @classmethod
    def open(cls, path: Path, words: PlaceWords) -> Gazetteer:
        """Reads the whole file once; nothing is kept open."""
        try:
            base = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
            try:
                places = {row[0]: row for row in base.execute("select * from places")}
                ids = {place: place for place in places}  # the names' ids are the same strings, not equal ones
                stands: dict[str, Stand] = {stand: stand for stand in get_args(Stand)}
                asked = base.execute("select folded, id, stand, found, own from names order by folded, id")
                names = [(intern(folded), ids.get(id_, id_), stands[stand], found, own) for folded, id_, stand, found, own in asked]
            finally:
                base.close()
        except sqlite3.Error as error:
            raise StoreError(f"{path}: no gazetteer: {error}") from error
        return cls(places, names, words)

    def __len__(self) -> int:
        return len(self._raw)

    def __contains__(self, place: object) -> bool:
        return place in self._raw

    def names(self) -> Iterator[NameRow]:
        """The names to look for in running text."""
        return iter(self._found)

    def ids(self) -> Iterator[str]:
        """All ids."""
        return iter(self._raw)

    def candidates(self, folded: str) -> Sequence[PlaceRow]:
        """The places that bear a folded name, in either script; without guess or nearness."""
        rows = self._candidates.get(folded)
        if rows is None:
            ids = self._names.get(folded)
            if ids is None:
                return ()
            rows = self._candidates[folded] = tuple(self.get(i) for i in ids)
        return rows

    def is_own(self, folded: str, place: str) -> bool:
        """Whether the own places give the place this name, so that the news uses it."""
        return (folded, place) in self._own

    def find(self, name: str) -> Sequence[PlaceRow]:
        """The places of an id, or of a name as a person types it."""
        return [self.get(name)] if name in self._raw else self.candidates(fold(name))

    def get(self, place: str) -> PlaceRow:
        """The place of an id; NotFoundError where there is none."""
        row = self._rows.get(place)
        if row is None:
            raw = self._raw.get(place)
            if raw is None:
                raise NotFoundError(f"no place has the id '{place}'")
            row = PlaceRow(raw[0], raw[1], raw[2], raw[3], tuple(raw[4].split()), *raw[5:12])
            self._rows[place] = row
        return row

    def seat(self, governorate: PlaceRow) -> PlaceRow | None:
        """The city that the governorate is named after."""
        rows = self.find(governorate.ar)
        return next((r for r in rows if r.kind in SETTLED and governorate.id in r.path), None)

    def name_of(self, place: str) -> tuple[str, str]:
        """Arabic and English display name; the id where a script is missing."""
        row = self.get(place)
        return row.ar or row.en or row.id, row.en or row.ar or row.id

    def path_names(self, place: str) -> tuple[tuple[str, str], ...]:
        """The display names of a place and all it lies in, innermost first."""
        return tuple(self.name_of(i) for i in self.get(place).path if i in self._raw)
