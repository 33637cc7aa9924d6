"""Rows of values in, the named features of each row out, or what they weigh: all rows at once, without making a name.

A template is a name with columns in it (`pos={form}|{place}`); a row gives every column a word, or None, and then what is made of that
column is no feature of the row. The hash of a name is a polynomial of its characters, so the hash of a joined name follows from the
hashes of its pieces: numpy joins those of all rows and templates and looks them up in a table of the features that have a weight.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import chain
from operator import itemgetter
from typing import Any, NamedTuple

import numpy as np

Array = np.ndarray[Any, Any]
Values = Sequence[str | None]

_BASE = 0x9E3779B97F4A7C15  # odd, bits well mixed
_BITS = (1 << 64) - 1
_MIX = np.uint64(0xBF58476D1CE4E5B9)  # odd
_SOME = 2000  # names that are hashed at a time
_NOTHING = 0xD1B54A32D192ED03  # in place of the hash of a value that is None: no name has it
_MOST = 100_000  # values whose hashes are remembered


def hash_of(name: str) -> int:
    """The hash of one name; see hashes_of."""
    found = 0
    for char in name:
        found = found * _BASE + ord(char)
    return found & _BITS


def hashes_of(names: Sequence[str]) -> Array:
    """The hashes of many names, some at a time: as a square of letters all of them take much memory."""
    return np.concatenate([_hashes_of(names[n : n + _SOME]) for n in range(0, len(names), _SOME)])


def _hashes_of(names: Sequence[str]) -> Array:
    letters = np.array(names, dtype=np.str_).view(np.uint32).reshape(len(names), -1)
    found = np.zeros(len(names), dtype=np.uint64)
    for column in letters.T:
        found = np.where(column != 0, found * np.uint64(_BASE) + column, found)
    return found


@cache
def _power(n: int) -> int:
    return pow(_BASE, n, 1 << 64)


class Row(NamedTuple):
    """The values of one thing in the order of the templates' columns, in pieces that rows may share."""

    templates: Templates
    pieces: tuple[Values, ...]

    def names(self) -> Iterator[str]:
        """Its features by name."""
        return self.templates.names(tuple(chain.from_iterable(self.pieces)))


class Templates:
    """The templates of one kind of row, one a line, and the columns that they are made of."""

    def __init__(self, columns: Sequence[str], lines: str) -> None:
        self.columns = tuple(columns)
        pieces = [re.split(r"\{(\w+)\}", line.strip()) for line in lines.strip().splitlines()]
        at = {name: n for n, name in enumerate(self.columns)}
        self._made = [[p if n % 2 == 0 else at[p] for n, p in enumerate(parts)] for parts in pieces]
        longest = np.array(sorted(range(len(pieces)), key=lambda n: -len(pieces[n])))  # each step is one of fewer templates
        self._back = np.argsort(longest)
        made = [self._made[n] for n in longest]
        self._first = np.array([[hash_of(str(parts[0]))] for parts in made], dtype=np.uint64)
        most = len(made[0])
        self._steps = [_step([(parts[n], str(parts[n + 1])) for parts in made if n < len(parts)]) for n in range(1, most, 2)]

    def names(self, values: Values) -> Iterator[str]:
        """The features of one row by name."""
        for parts in self._made:
            words = [p if isinstance(p, str) else values[p] for p in parts]
            if None not in words:
                yield "".join(words)  # type: ignore[arg-type]  # none of them is None

    def hashes(self, rows: Sequence[Row], words: Words) -> Array:
        """The hash of each template's name (first axis) in each row."""
        hashes, powers = words.of(rows, len(self.columns))
        found = np.repeat(self._first, len(rows), axis=1)
        for column, power, constant in self._steps:
            longer = found[: len(column)]
            longer *= powers[column]
            longer += hashes[column]
            longer *= power
            longer += constant
        return found[self._back]


def _step(pieces: Sequence[tuple[Any, str]]) -> tuple[Array, Array, Array]:
    """For each template a column, and the letters behind it as what the hash is multiplied by and what is added."""
    power = np.array([[_power(len(text))] for _, text in pieces], dtype=np.uint64)
    constant = np.array([[hash_of(text)] for _, text in pieces], dtype=np.uint64)
    return np.array([column for column, _ in pieces]), power, constant


class Words:
    """The hashes of values met before, by number: a cache of a pure function, bounded. Number 0 is None, 1 the empty word."""

    def __init__(self) -> None:
        self._at: dict[str | None, int] = {}
        self._hashes = np.zeros(1024, dtype=np.uint64)
        self._powers = np.ones(1024, dtype=np.uint64)
        self._begin()

    def _begin(self) -> None:
        self._at.clear()
        self._at[None], self._at[""] = 0, 1
        self._hashes[0], self._powers[0] = _NOTHING, 1

    def _add(self, value: str) -> None:
        number = self._at[value] = len(self._at)
        if number >= len(self._hashes):
            self._hashes, self._powers = np.resize(self._hashes, 2 * number), np.resize(self._powers, 2 * number)
        self._hashes[number], self._powers[number] = hash_of(value), _power(len(value))

    def of(self, rows: Sequence[Row], width: int) -> tuple[Array, Array]:
        """Of each column (first axis) in each row, hashes and powers of the base."""
        if len(self._at) > _MOST:
            self._begin()
        numbers = np.empty((width, len(rows)), dtype=np.intp)
        first = 0
        for n in range(len(rows[0].pieces)):
            last = first + len(rows[0].pieces[n])
            numbers[first:last] = self._numbers([row.pieces[n] for row in rows])
            first = last
        return self._hashes[numbers], self._powers[numbers]

    def _numbers(self, pieces: Sequence[Values]) -> Array:
        """The numbers of the values (first axis) of each piece; a piece that rows share is looked up once."""
        distinct = {id(piece): piece for piece in pieces}
        width = len(pieces[0])
        table = self._look_up(list(chain.from_iterable(distinct.values()))).reshape(len(distinct), width)
        if len(distinct) < len(pieces):
            at = {key: n for n, key in enumerate(distinct)}
            table = table[[at[id(piece)] for piece in pieces]]
        return table.T

    def _look_up(self, values: Sequence[str | None]) -> Array:
        try:
            return np.array(itemgetter(*values)(self._at), dtype=np.intp)  # faster than one after the other
        except KeyError:
            for value in values:
                if value is not None and value not in self._at:
                    self._add(value)
            return self._look_up(values)


_HUNDRED, _MOST_SHORT = 100.0, 2**15
_CELL = np.dtype([("feature", np.int32), ("column", np.int32), ("weight", np.float64)])


class Table:
    """Weights by the hash of a feature's name; the last row, of naught, is that of all unknown names."""

    def __init__(self, features: Sequence[str], cells: Iterable[tuple[int, int, float]], width: int) -> None:
        """`cells`: number of the feature, column, weight."""
        hashes = hashes_of(features) if features else np.zeros(0, dtype=np.uint64)
        order = np.argsort(hashes * _MIX)
        row = np.empty_like(order)
        row[order] = np.arange(len(order))
        found = np.fromiter(cells, dtype=_CELL)
        hundredths = np.rint(found["weight"] * _HUNDRED)
        short = bool(np.array_equal(hundredths / _HUNDRED, found["weight"])) and bool((np.abs(hundredths) < _MOST_SHORT).all())
        # tables are written with two digits: a quarter of the memory
        self._exact, kept = short, hundredths.astype(np.int16) if short else found["weight"]
        self._weights = np.zeros((len(features) + 1, width), dtype=kept.dtype)
        self._weights[row[found["feature"]], found["column"]] = kept
        self.at = dict(zip(features, row.tolist(), strict=True))
        self.names = [features[n] for n in order]
        bits = max(8, (8 * len(features)).bit_length())
        self._shift = np.uint64(64 - bits)
        self._hashes = np.append(hashes[order], np.zeros(1, dtype=np.uint64))
        drawers = self._drawers(hashes[order])
        self._starts = np.full(1 << bits, -1, dtype=np.int32)
        self._starts[drawers[::-1]] = np.arange(len(features) - 1, -1, -1)
        self._shared = np.append(drawers[1:] == drawers[:-1], [False, False])  # the next name is in the same drawer

    def _drawers(self, hashes: Array) -> Array:
        """A drawer holds the names whose mixed hashes begin alike; unmixed, names that differ in their last letter would share one."""
        return ((hashes * _MIX) >> self._shift).view(np.int64)

    @property
    def unknown(self) -> int:
        """The number of what has no weight."""
        return len(self.names)

    def rows(self, numbers: Array | int) -> Array:
        """The weights of these features, as exact as they were given."""
        found: Array = self._weights[numbers]
        return found / _HUNDRED if self._exact else found

    def find(self, hashes: Array) -> Array:
        """The number of each name's row."""
        asked = hashes.ravel()
        starts = self._starts[self._drawers(asked)]
        filled = np.flatnonzero(starts >= 0)
        at, wanted = starts[filled], asked[filled]
        numbers = np.full(len(asked), self.unknown, dtype=np.int32)
        while len(filled):
            here = self._hashes[at] == wanted
            numbers[filled[here]] = at[here]
            deeper = np.flatnonzero(~here & self._shared[at])
            filled, at, wanted = filled[deeper], at[deeper] + 1, wanted[deeper]
        return numbers.reshape(hashes.shape)


def names_of(parts: Iterable[str | Row]) -> Iterator[str]:
    """The features of all parts by name."""
    for part in parts:
        if isinstance(part, str):
            yield part
        else:
            yield from part.names()
