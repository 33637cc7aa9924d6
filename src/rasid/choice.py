"""Candidates described by named features in, scores and probabilities out: a log-linear choice with readable weights.

Weights are a table of (feature, option, weight). A choice has options; features that describe the situation weigh for each option
apart, features that belong to one option (`own`) weigh under the option "*", so that what is learned of one option serves all.
An option's score is the sum of its weights; probabilities are the softmax. Nothing here makes a span: the grammar proposes.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

ANY = "*"


@dataclass(frozen=True, slots=True)
class Choice:
    """Options to choose from, what is known of the situation, and what is known of each option."""

    options: tuple[str, ...]
    features: tuple[str, ...]
    own: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True, slots=True)
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
        weights, options = self.weights, choice.options
        rows = [row for row in map(weights.get, choice.features) if row is not None]
        scores = [sum([row[option] for row in rows if option in row]) for option in options]
        for n, features in enumerate(choice.own):
            for feature in features:
                row = weights.get(feature)
                if row is not None:
                    scores[n] += row.get(ANY, 0.0)
        return scores

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


_THRESHOLD = "# threshold"


def read_model(name: str, lines: Iterable[str]) -> Model:
    """A weight table: `# threshold`, number and perhaps an option; then a line a feature: feature, option=weight, ... (tabs)."""
    weights: dict[str, dict[str, float]] = {}
    threshold, thresholds = 0.5, dict[str, float]()
    for line in lines:
        feature, *cells = line.rstrip("\n").split("\t")
        if feature == _THRESHOLD and len(cells) == 2:
            thresholds[cells[1]] = float(cells[0])
        elif feature == _THRESHOLD:
            threshold = float(cells[0])
        else:
            weights[feature] = {option: float(weight) for option, _, weight in (cell.rpartition("=") for cell in cells)}
    return Model(name, weights, threshold, thresholds)


def write_model(model: Model) -> str:
    """The table of a model as text; sorted, so that training twice gives the same bytes."""
    rows = [f"{_THRESHOLD}\t{model.threshold:.3f}\n"]
    rows += [f"{_THRESHOLD}\t{limit:.3f}\t{option}\n" for option, limit in sorted(model.thresholds.items())]
    for feature in sorted(model.weights):
        cells = (f"{option}={weight:.2f}" for option, weight in sorted(model.weights[feature].items()))
        rows.append("\t".join((feature, *cells)) + "\n")
    return "".join(rows)
