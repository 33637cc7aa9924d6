"""Candidates described by named features in, scores and probabilities out: a log-linear choice with readable weights.

Weights are a table of (feature, option, weight). A choice has options; features that describe the situation weigh for each option
apart, features that belong to one option (`own`) weigh under the option "*", so that what is learned of one option serves all.
An option's score is the sum of its weights; probabilities are the softmax. Nothing here makes a span: the grammar proposes.

Features come in parts, a part being a function and the few words and numbers that its features are made of: `(_shape, "noun", "-")`.
Equal parts weigh the same, so a model remembers their sums and makes the names only of parts that it has not met; who trains or
explains asks for the names.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from heapq import nsmallest
from typing import Any, NamedTuple

ANY = "*"

Part = str | tuple[Any, ...]  # one feature by name, or a pure function and what it is called with: the features that it yields


class Choice(NamedTuple):
    """Options to choose from, what is known of the situation, and what is known of each option."""

    options: tuple[str, ...]
    parts: tuple[Part, ...]
    own_parts: tuple[tuple[Part, ...], ...] = ()

    @property
    def features(self) -> tuple[str, ...]:
        """The features of the situation by name."""
        return tuple(names(self.parts))

    @property
    def own(self) -> tuple[tuple[str, ...], ...]:
        """The features of each option by name."""
        return tuple(tuple(names(parts)) for parts in self.own_parts)


def names(parts: Iterable[Part]) -> Iterator[str]:
    """The features of all parts by name."""
    for part in parts:
        if isinstance(part, str):
            yield part
        else:
            yield from part[0](*part[1:])


# The weights of a feature or part for all options are one whole number, a lane of bits for each option: adding two adds all lanes, and
# exactly, in whatever order. Weights are written with two digits; a lane holds ten-thousandths up to 200,000 in either direction.
_UNIT, _LANE = 10_000, 32
_HALF, _MASK = 1 << (_LANE - 1), (1 << _LANE) - 1
_MOST = 100_000  # parts whose sums a model remembers


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
        total, sums = self._middle, self._sums
        for part in choice.parts:
            weight = sums.get(part)
            total += self._sum(part) if weight is None else weight
        lanes, none = self._lanes, len(self._lanes) * _LANE
        scores = [((total >> lanes.get(option, none)) & _MASK) - _HALF for option in choice.options]
        own = self._own_sums
        for n, parts in enumerate(choice.own_parts):
            for part in parts:
                weight = own.get(part)
                scores[n] += self._own_sum(part) if weight is None else weight
        return [score / _UNIT for score in scores]

    def _sum(self, part: Part) -> int:
        """What a part weighs for every option, each in its lane; remembered."""
        if len(self._sums) >= _MOST:
            self._sums.clear()
        lanes = self._lanes
        rows = (row for feature in names((part,)) if (row := self.weights.get(feature)))
        weight = sum(round(w * _UNIT) << lanes[option] for row in rows for option, w in row.items() if option != ANY)
        self._sums[part] = weight
        return weight

    def _own_sum(self, part: Part) -> int:
        """What a part weighs for the option that it belongs to; remembered."""
        if len(self._own_sums) >= _MOST:
            self._own_sums.clear()
        rows = (row for feature in names((part,)) if (row := self.weights.get(feature)))
        weight = self._own_sums[part] = sum(round(row[ANY] * _UNIT) for row in rows if ANY in row)
        return weight

    @cached_property
    def _lanes(self) -> Mapping[str, int]:
        """Where the lane of each option begins."""
        options = dict.fromkeys(o for row in self.weights.values() for o in row if o != ANY)
        return {option: n * _LANE for n, option in enumerate(options)}

    @cached_property
    def _middle(self) -> int:
        """Nothing in every lane, so high that no sum falls below the lane; the lane behind the last is that of unknown options."""
        return sum(_HALF << (n * _LANE) for n in range(len(self._lanes) + 1))

    @cached_property
    def _sums(self) -> dict[Part, int]:
        """The parts met before, a cache of a pure function."""
        return {}

    @cached_property
    def _own_sums(self) -> dict[Part, int]:
        """The same of parts that belong to one option."""
        return {}

    @cached_property
    def _voices(self) -> dict[tuple[Part, str], tuple[_Voice, ...]]:
        """The same of what the features of a part say of an option."""
        return {}

    def probabilities(self, choice: Choice) -> list[float]:
        """The probability of each option."""
        return softmax(self.scores(choice))

    def decisive(self, choice: Choice, option: str, most: int = 6) -> tuple[str, ...]:
        """The features that spoke loudest for or against an option, as `feature weight`, for explanations."""
        found = [voice for part in choice.parts for voice in self._said(part, option)]
        if choice.own_parts:
            found += [voice for part in choice.own_parts[choice.options.index(option)] for voice in self._said(part, ANY)]
        return tuple(f"{feature} {weight:+.2f}" for _, feature, weight in nsmallest(most, found))

    def _said(self, part: Part, option: str) -> tuple[_Voice, ...]:
        """What the features of a part say of an option; remembered."""
        voices = self._voices.get((part, option))
        if voices is None:
            if len(self._voices) >= _MOST:
                self._voices.clear()
            said = ((feature, self.weights.get(feature, {}).get(option)) for feature in names((part,)))
            voices = self._voices[part, option] = tuple((-abs(w), feature, w) for feature, w in said if w is not None)
        return voices


_Voice = tuple[float, str, float]  # the louder the smaller, feature, weight


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
