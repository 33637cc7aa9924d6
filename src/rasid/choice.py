"""Candidates described by named features in, scores and probabilities out: a log-linear choice with readable weights.

Weights are a table of (feature, option, weight). A choice has options; features that describe the situation weigh for each option
apart, features that belong to one option (`own`) weigh under the option "*", so that what is learned of one option serves all.
An option's score is the sum of its weights; probabilities are the softmax. Nothing here makes a span: the grammar proposes.

Features are named, or rows of values that templates make names of. One choice is scored by its features' names; many choices at once
are scored from their rows, with the same sums in the same order.
"""

from __future__ import annotations

import math
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import accumulate, pairwise
from typing import NamedTuple, TypeVar

import numpy as np

from rasid.templates import Array, Row, Table, Templates, Words, names_of

ANY = "*"
Part = str | Row  # one feature by name, or the features that templates make of a row


class Choice(NamedTuple):
    """Options to choose from, what is known of the situation, and what is known of each option."""

    options: tuple[str, ...]
    parts: tuple[Part, ...]
    own_parts: tuple[tuple[Part, ...], ...] = ()

    @property
    def features(self) -> tuple[str, ...]:
        """The features of the situation by name."""
        return tuple(names_of(self.parts))

    @property
    def own(self) -> tuple[tuple[str, ...], ...]:
        """The features of each option by name."""
        return tuple(tuple(names_of(parts)) for parts in self.own_parts)


MOST_TOLD = 6  # features that an explanation names
FEW = 8  # options up to which a model's weights are also kept as rows of equal length: rows add up faster than tables


@dataclass(frozen=True)
class Model:
    """One learned choice: feature -> option -> weight; `threshold` is what an accepted option's probability must reach."""

    name: str
    weights: Mapping[str, Mapping[str, float]] = field(default_factory=dict)
    threshold: float = 0.5
    thresholds: Mapping[str, float] = field(default_factory=dict)  # of options that have one of their own

    def limit(self, option: str) -> float:
        """The probability of "not none" at which this option is accepted."""
        return self.thresholds.get(option, self.threshold)

    @property
    def trained(self) -> bool:
        """There are weights at all; without them the grammar's own order decides."""
        return bool(self.weights)

    def scores(self, choice: Choice) -> list[float]:
        """The score of each option."""
        columns = self._few_columns
        features = choice.parts if all(type(p) is str for p in choice.parts) else choice.features
        if columns:
            scores = self._few(choice.options, features, columns)  # type: ignore[arg-type]  # all of them are names
        else:
            rows = [row for row in map(self.weights.get, features) if row is not None]  # type: ignore[arg-type]
            scores = [sum([row[option] for row in rows if option in row]) for option in choice.options]
        own = self.own
        for n, parts in enumerate(choice.own_parts):
            for part in parts:
                if type(part) is str:
                    if part in own:
                        scores[n] += own[part]
                else:
                    for feature in part.names():  # type: ignore[union-attr]  # what is no name is a row
                        if feature in own:
                            scores[n] += own[feature]
        return scores

    def _few(self, options: Sequence[str], features: Sequence[str], columns: Mapping[str, int]) -> list[float]:
        rows = [row for row in map(self._rows.get, features) if row is not None]
        sums = [sum(column) for column in zip(*rows, strict=True)] if rows else [0.0] * len(columns)
        return [sums[columns[option]] if option in columns else 0.0 for option in options]

    @cached_property
    def columns(self) -> Mapping[str, int]:
        """The column of each option."""
        options = dict.fromkeys(o for row in self.weights.values() for o in row if o != ANY)
        return {o: n for n, o in enumerate(options)}

    @property
    def _few_columns(self) -> Mapping[str, int]:
        """The same where there are few of them, else nothing."""
        return self.columns if len(self.columns) <= FEW else {}

    @cached_property
    def _rows(self) -> Mapping[str, tuple[float, ...]]:
        """Each feature's weights, one for each column."""
        return {f: tuple(row.get(o, 0.0) for o in self.columns) for f, row in self.weights.items() if row.keys() - {ANY}}

    @cached_property
    def own(self) -> Mapping[str, float]:
        """The weights of features that belong to one option."""
        return {f: row[ANY] for f, row in self.weights.items() if ANY in row}

    @cached_property
    def table(self) -> Table:
        """The weights for each option, to weigh many choices at once."""
        shared = {f: row for f, row in self.weights.items() if row.keys() - {ANY}}
        cells = ((n, self.columns[o], w) for n, row in enumerate(shared.values()) for o, w in row.items() if o != ANY)
        return Table(tuple(shared), cells, len(self.columns))

    @cached_property
    def own_table(self) -> Table:
        """The same of features that belong to one option."""
        return Table(tuple(self.own), ((n, 0, weight) for n, weight in enumerate(self.own.values())), 1)

    @cached_property
    def met(self) -> dict[int, tuple[tuple[tuple[Part, ...], ...], list[tuple[int, float]]]]:
        """What options weighed that choices share, by the id of their features, which are kept so that the id stays theirs."""
        return {}

    @cached_property
    def words(self) -> Words:
        """The values that rows had before."""
        return Words()

    def probabilities(self, choice: Choice) -> list[float]:
        """The probability of each option."""
        return softmax(self.scores(choice))

    def all_probabilities(self, choices: Sequence[Choice]) -> list[list[float]]:
        """The probabilities of many choices."""
        return [softmax(scores) for scores in Weighed(self, choices).scores]

    def added(
        self, scores: Sequence[float], options: Sequence[str], features: Sequence[str], own: Sequence[Sequence[str]]
    ) -> list[float]:
        """The scores with further features, of the situation and of each option."""
        rows = [row for row in map(self.weights.get, features) if row is not None]
        found = [*scores]
        if rows:
            found = [score + sum([row[o] for row in rows if o in row]) for score, o in zip(scores, options, strict=True)]
        for n, names in enumerate(own):
            if names:
                found[n] += sum([self.own[f] for f in names if f in self.own])
        return found

    def decisive(self, choice: Choice, option: str) -> tuple[str, ...]:
        """The features that spoke loudest for or against an option, as `feature weight`, for explanations."""
        return self.loudest(option, choice.features, choice.own[choice.options.index(option)] if choice.own_parts else ())

    def loudest(self, option: str, features: Iterable[str], own: Iterable[str], most: int = MOST_TOLD) -> tuple[str, ...]:
        """Of these features those that spoke loudest for or against an option."""
        found = [(weight, f) for f in features if (weight := self.weights.get(f, _NO_WEIGHTS).get(option)) is not None]
        found += [(self.own[f], f) for f in own if f in self.own]
        return _written(found, most)


T = TypeVar("T")
_Groups = dict[Templates, tuple[list[T], list[Row]]]  # what each row of a kind is of, and the rows


def _written(found: list[tuple[float, str]], most: int) -> tuple[str, ...]:
    found.sort(key=lambda item: (-abs(item[0]), item[1]))
    return tuple([f"{feature} {weight:+.2f}" for weight, feature in found[:most]])


_MOST = 20_000  # options whose weights are remembered
_NO_WEIGHTS: Mapping[str, float] = {}


class Weighed:
    """Many choices weighed at once: their scores, and which features had a weight."""

    def __init__(self, model: Model, choices: Sequence[Choice]) -> None:
        self.model, self.choices = model, choices
        self._rows: list[tuple[list[int], Array]] = []  # for each kind of row the choices it is of, and the numbers of its features
        self._own_rows: list[tuple[list[tuple[int, int]], Array]] = []  # the same of single options
        columns, shared = model.columns, self._shared().tolist() if choices else []
        self.scores: list[list[float]] = [
            [row[columns[o]] if o in columns else 0.0 for o in c.options] for c, row in zip(choices, shared, strict=True)
        ]
        self._add_own()

    def _shared(self) -> Array:
        """What the situation of each choice weighs for the option of each column: first its rows, then what is added by name."""
        table, totals = self.model.table, np.zeros((len(self.choices), len(self.model.columns)))
        groups: _Groups[int] = defaultdict(lambda: ([], []))
        named = []
        for n, choice in enumerate(self.choices):
            for part in choice.parts:
                if type(part) is Row:
                    numbers, rows = groups[part.templates]
                    numbers.append(n)
                    rows.append(part)
                elif part in table.at:
                    named.append((n, table.at[part]))
        self._rows = self._found(table, groups)
        for of, found in self._rows:
            starts = [k for k, n in enumerate(of) if not k or n != of[k - 1]]
            sums = table.rows(found).sum(axis=0)
            totals[[of[k] for k in starts]] += np.add.reduceat(sums, starts) if len(starts) < len(of) else sums
        for n, at in named:
            totals[n] += table.rows(at)
        return totals

    def _found(self, table: Table, groups: _Groups[T]) -> list[tuple[list[T], Array]]:
        """For each kind of row the choices it is of and the numbers of its features, looked up together."""
        hashes = [templates.hashes(rows, self.model.words) for templates, (_, rows) in groups.items()]
        numbers = table.find(np.concatenate([h.ravel() for h in hashes])) if hashes else np.zeros(0, dtype=np.int32)
        ends = [0, *accumulate(h.size for h in hashes)]
        return [
            (of, numbers[first:last].reshape(h.shape))
            for (of, _), h, (first, last) in zip(groups.values(), hashes, pairwise(ends), strict=True)
        ]

    def _add_own(self) -> None:
        """Add what the features of each option weigh; options that share their features are looked at once."""
        own, known = self.model.own, self.model.met
        if len(known) > _MOST:
            known.clear()
        groups: _Groups[tuple[int, int]] = defaultdict(lambda: ([], []))
        for n, choice in enumerate(self.choices):
            scores = self.scores[n]
            met = known.get(id(choice.own_parts))
            if met is not None:
                for k, weight in met[1]:
                    scores[k] += weight
                continue
            names, rows = [], 0
            for k, parts in enumerate(choice.own_parts):
                for part in parts:
                    if type(part) is str:
                        if part in own:
                            names.append((k, own[part]))
                        continue
                    of, inside = groups[part.templates]  # type: ignore[union-attr]  # what is no name is a row
                    of.append((n, k))
                    inside.append(part)  # type: ignore[arg-type]
                    rows += 1
            for k, weight in names:
                scores[k] += weight
            if not rows:
                known[id(choice.own_parts)] = choice.own_parts, names
        if groups:
            self._own_rows = self._found(self.model.own_table, groups)
        for of, found in self._own_rows:
            for (n, k), weight in zip(of, self.model.own_table.rows(found)[..., 0].sum(axis=0).tolist(), strict=True):
                self.scores[n][k] += weight

    def loudest(self, n: int, option: int, features: Sequence[str] = (), own: Sequence[str] = ()) -> tuple[str, ...]:
        """What spoke loudest for or against an option of a choice, further features among it; see Model.loudest."""
        model, name = self.model, self.choices[n].options[option]
        found = [(row[name], f) for f in (*self._named(n), *features) if name in (row := model.weights.get(f, _NO_WEIGHTS))]
        found += [(model.own[f], f) for f in (*self.own(n, option), *own) if f in model.own]
        numbers = self._numbers(n)
        weights = model.table.rows(numbers)[:, model.columns[name]]
        told = np.flatnonzero(weights)
        found += zip(weights[told].tolist(), [model.table.names[k] for k in numbers[told].tolist()], strict=True)
        if len(found) < MOST_TOLD:  # then a weight of naught is named, too
            return model.loudest(name, (*self.features(n), *features), (*self.own(n, option), *own))
        return _written(found, MOST_TOLD)

    def features(self, n: int) -> Iterator[str]:
        """The features of a choice's situation that had a weight."""
        table = self.model.table
        yield from (table.names[number] for number in self._numbers(n).tolist() if number != table.unknown)
        yield from self._named(n)

    def _numbers(self, n: int) -> Array:
        """The numbers of the features of a choice's rows."""
        rows = [found[:, bisect_left(of, n) : bisect_right(of, n)].ravel() for of, found in self._rows]
        return np.concatenate(rows) if rows else np.zeros(0, dtype=np.int32)

    def _named(self, n: int) -> list[str]:
        return [part for part in self.choices[n].parts if type(part) is str]

    def own(self, n: int, option: int) -> Iterator[str]:
        """The features of one option of a choice that had a weight."""
        table = self.model.own_table
        for of, found in self._own_rows:
            at = bisect_left(of, (n, option))
            if at < len(of) and of[at] == (n, option):
                yield from (table.names[number] for number in found[:, at].tolist() if number != table.unknown)
        yield from (part for part in self.choices[n].own_parts[option] if type(part) is str)


def softmax(scores: Sequence[float]) -> list[float]:
    """Scores as probabilities."""
    top = max(scores)
    exps = [math.exp(s - top) for s in scores]
    total = sum(exps)
    return [e / total for e in exps]


_THRESHOLD, _OPTION = "# threshold", "# option"


def read_model(name: str, lines: Iterable[str]) -> Model:
    """A weight table; columns are parted by tabs.

    `# threshold`, number and perhaps an option; `# option`, number and name; then a line a feature: feature, number=weight, ...
    """
    weights: dict[str, Mapping[str, float]] = {}
    rows: dict[tuple[str, ...], Mapping[str, float]] = {}  # features that weigh alike share a row, alike cells a number
    numbers: dict[str, float] = {}
    options: dict[str, str] = {}
    threshold, thresholds = 0.5, dict[str, float]()
    for line in lines:
        feature, *cells = line.rstrip("\n").split("\t")
        if feature == _THRESHOLD and len(cells) == 2:
            thresholds[cells[1]] = float(cells[0])
        elif feature == _THRESHOLD:
            threshold = float(cells[0])
        elif feature == _OPTION:
            options[cells[0]] = cells[1]
        else:
            key = tuple(cells)
            if key not in rows:
                pairs = [cell.split("=") for cell in cells]
                rows[key] = {options[n]: numbers.setdefault(weight, float(weight)) for n, weight in pairs}
            weights[feature] = rows[key]
    return Model(name, weights, threshold, thresholds)


def write_model(model: Model) -> str:
    """The table of a model as text; sorted, so that training twice gives the same bytes."""
    options = {o: str(n) for n, o in enumerate(sorted({o for row in model.weights.values() for o in row}))}
    rows = [f"{_THRESHOLD}\t{model.threshold:.3f}\n"]
    rows += [f"{_THRESHOLD}\t{limit:.3f}\t{option}\n" for option, limit in sorted(model.thresholds.items())]
    rows += [f"{_OPTION}\t{n}\t{option}\n" for option, n in options.items()]
    for feature in sorted(model.weights):
        cells = (f"{options[option]}={_short(weight)}" for option, weight in sorted(model.weights[feature].items()))
        rows.append("\t".join((feature, *cells)) + "\n")
    return "".join(rows)


def _short(weight: float) -> str:
    """Two digits without the nought before the point."""
    return f"{weight:.2f}".replace("0.", ".", 1) if abs(weight) < 1 else f"{weight:.2f}"
