"""Candidates described by named features in, scores and probabilities out: a log-linear choice with readable weights.

Weights are a table of (feature, option, weight). A choice has options; features that describe the situation weigh for each option
apart, features that belong to one option (`own`) weigh under the option "*", so that what is learned of one option serves all.
An option's score is the sum of its weights; probabilities are the softmax. Nothing here makes a span: the grammar proposes.

Features are named, or rows of values that templates make names of. One choice is scored by its features' names; many choices at once
are scored from their rows, with the same sums in the same order.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

import numpy as np

from rasid.templates import Array, Row, Table, Templates, Values, Words, names_of

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
        own = self._own
        for n, features in enumerate(choice.own if choice.own_parts else ()):
            for feature in features:
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
    def _own(self) -> Mapping[str, float]:
        """The weights of features that belong to one option."""
        return {f: row[ANY] for f, row in self.weights.items() if ANY in row}

    def sums(self, templates: Templates, rows: Sequence[Values]) -> Array:
        """What the features of each row weigh for the option of each column."""
        numbers = self._table.find(templates.hashes(rows, self._words))
        return self._table.weights[numbers].sum(axis=0)

    def own_sums(self, templates: Templates, rows: Sequence[Values]) -> Array:
        """What the features of each row weigh for the one option that they belong to."""
        numbers = self._own_table.find(templates.hashes(rows, self._words))
        return self._own_table.weights[numbers, 0].sum(axis=0)

    @cached_property
    def _table(self) -> Table:
        shared = {f: row for f, row in self.weights.items() if row.keys() - {ANY}}
        cells = [(n, self.columns[o], w) for n, row in enumerate(shared.values()) for o, w in row.items() if o != ANY]
        return Table(tuple(shared), cells, len(self.columns))

    @cached_property
    def _own_table(self) -> Table:
        return Table(tuple(self._own), [(n, 0, weight) for n, weight in enumerate(self._own.values())], 1)

    @property
    def _named(self) -> Mapping[str, int]:
        """The row of each feature in the table."""
        return self._table.at

    @cached_property
    def _words(self) -> Words:
        return Words()

    def probabilities(self, choice: Choice) -> list[float]:
        """The probability of each option."""
        return softmax(self.scores(choice))

    def all_scores(self, choices: Sequence[Choice]) -> list[list[float]]:
        """The scores of many choices; where parts are rows, all rows at once."""
        columns, shared = self.columns, self._shared(choices)
        scores = [[row[columns[o]] if o in columns else 0.0 for o in c.options] for c, row in zip(choices, shared, strict=True)]
        self._add_own(choices, scores)
        return scores

    def all_probabilities(self, choices: Sequence[Choice]) -> list[list[float]]:
        """The probabilities of many choices."""
        return [softmax(scores) for scores in self.all_scores(choices)]

    def _shared(self, choices: Sequence[Choice]) -> list[list[float]]:
        """What the situation of each choice weighs for the option of each column: first its rows, then what is added by name."""
        totals = np.zeros((len(choices), len(self.columns)))
        for templates, at in _rows_of([c.parts for c in choices]).items():
            np.add.at(totals, [n for n, _ in at], self.sums(templates, [values for _, values in at]))
        for n, c in enumerate(choices):
            for part in c.parts[1:]:
                if type(part) is str and part in self._named:
                    totals[n] += self._table.weights[self._named[part]]
        found: list[list[float]] = totals.tolist()
        return found

    def _add_own(self, choices: Sequence[Choice], scores: list[list[float]]) -> None:
        """Add what the features of each option weigh. Options that share their features by name are looked up once."""
        own, known = self._own, dict[int, list[tuple[int, float]]]()
        flat = [(n, k) for n, c in enumerate(choices) for k in range(len(c.own_parts))]
        rows = _rows_of([choices[n].own_parts[k] for n, k in flat])
        for templates, at in rows.items():
            sums = self.own_sums(templates, [values for _, values in at]).tolist()
            for (m, _), weight in zip(at, sums, strict=True):
                n, k = flat[m]
                scores[n][k] += weight
        for n, c in enumerate(choices):
            weights = known.get(id(c.own_parts))
            if weights is None:
                weights = [(k, own[f]) for k, fs in enumerate(c.own_parts) for f in fs if type(f) is str and f in own]
                known[id(c.own_parts)] = weights
            for k, weight in weights:
                scores[n][k] += weight

    def added(
        self, scores: Sequence[float], options: Sequence[str], features: Sequence[str], own: Sequence[Sequence[str]]
    ) -> list[float]:
        """The scores with further features, of the situation and of each option."""
        rows = [row for row in map(self.weights.get, features) if row is not None]
        found = [score + sum([row[o] for row in rows if o in row]) for score, o in zip(scores, options, strict=True)]
        for n, names in enumerate(own):
            found[n] += sum([self._own[f] for f in names if f in self._own])
        return found

    def decisive(self, choice: Choice, option: str, most: int = 6) -> tuple[str, ...]:
        """The features that spoke loudest for or against an option, as `feature weight`, for explanations."""
        found = [(self.weights[f][option], f) for f in choice.features if option in self.weights.get(f, ())]
        if choice.own:
            own = choice.own[choice.options.index(option)]
            found += [(self.weights[f][ANY], f) for f in own if ANY in self.weights.get(f, ())]
        found.sort(key=lambda item: (-abs(item[0]), item[1]))
        return tuple(f"{feature} {weight:+.2f}" for weight, feature in found[:most])


def _rows_of(parts: Sequence[Sequence[Part]]) -> dict[Templates, list[tuple[int, Values]]]:
    """The rows among parts by their templates, each with its number."""
    found: dict[Templates, list[tuple[int, Values]]] = {}
    for n, inside in enumerate(parts):
        for part in inside:
            if not isinstance(part, str):
                found.setdefault(part.templates, []).append((n, part.values))
    return found


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
    weights: dict[str, dict[str, float]] = {}
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
            weights[feature] = {options[n]: float(weight) for n, _, weight in (cell.partition("=") for cell in cells)}
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
