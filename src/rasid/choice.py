"""Candidates described by named features in, scores and probabilities out: a log-linear choice with readable weights.

Weights are a table of (feature, option, weight). A choice has options; features that describe the situation weigh for each option
apart, features that belong to one option (`own`) weigh under the option "*", so that what is learned of one option serves all.
An option's score is the sum of its weights; probabilities are the softmax. Nothing here makes a span: the grammar proposes.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

ANY = "*"


@dataclass(frozen=True, slots=True)
class Choice:
    """Options to choose from, what is known of the situation, and what is known of each option."""

    options: tuple[str, ...]
    features: tuple[str, ...]
    own: tuple[tuple[str, ...], ...] = ()


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
        columns = self._columns
        if columns:
            scores = self._few(choice, columns)
        else:
            rows = [row for row in map(self.weights.get, choice.features) if row is not None]
            scores = [sum([row[option] for row in rows if option in row]) for option in choice.options]
        own = self._own
        for n, features in enumerate(choice.own):
            for feature in features:
                if feature in own:
                    scores[n] += own[feature]
        return scores

    def _few(self, choice: Choice, columns: Mapping[str, int]) -> list[float]:
        rows = [row for row in map(self._rows.get, choice.features) if row is not None]
        sums = [sum(column) for column in zip(*rows, strict=True)] if rows else [0.0] * len(columns)
        return [sums[columns[option]] if option in columns else 0.0 for option in choice.options]

    @cached_property
    def _columns(self) -> Mapping[str, int]:
        """The column of each option where there are few of them, else nothing."""
        options = dict.fromkeys(o for row in self.weights.values() for o in row if o != ANY)
        return {o: n for n, o in enumerate(options)} if len(options) <= FEW else {}

    @cached_property
    def _rows(self) -> Mapping[str, tuple[float, ...]]:
        """Each feature's weights, one for each column."""
        return {f: tuple(row.get(o, 0.0) for o in self._columns) for f, row in self.weights.items() if row.keys() - {ANY}}

    @cached_property
    def _own(self) -> Mapping[str, float]:
        """The weights of features that belong to one option."""
        return {f: row[ANY] for f, row in self.weights.items() if ANY in row}

    def probabilities(self, choice: Choice) -> list[float]:
        """The probability of each option."""
        return softmax(self.scores(choice))

    def decisive(self, choice: Choice, option: str, most: int = 6) -> tuple[str, ...]:
        """The features that spoke loudest for or against an option, as `feature weight`, for explanations."""
        found = [(self.weights[f][option], f) for f in choice.features if option in self.weights.get(f, ())]
        if choice.own:
            own = choice.own[choice.options.index(option)]
            found += [(self.weights[f][ANY], f) for f in own if ANY in self.weights.get(f, ())]
        found.sort(key=lambda item: (-abs(item[0]), item[1]))
        return tuple(f"{feature} {weight:+.2f}" for weight, feature in found[:most])


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
