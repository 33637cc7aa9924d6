"""Labelled choices in, a log-linear model out: conditional logit with L2 prior, fitted by L-BFGS. Deterministic.

A development program (scipy); at run time the weights are a table and the scoring is plain Python (rasid.choice).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

from rasid.choice import ANY, Choice, Model

ROUNDING = 0.02  # weights are written with two digits; what rounds to next to nothing is left out


class Labelled(NamedTuple):
    """A choice and the number of its right option."""

    choice: Choice
    gold: int
    weight: float = 1.0


def columns(choice: Choice, n: int) -> Iterator[tuple[str, str]]:
    """The (feature, option) pairs of option number n."""
    option = choice.options[n]
    for feature in choice.features:
        yield feature, option
    if choice.own:
        for feature in choice.own[n]:
            yield feature, ANY


def fit(
    name: str,
    samples: Sequence[Labelled],
    l2: float,
    least: int = 2,
    keep: float = 0.02,
    iterations: int = 120,
    threshold: float = 0.5,
) -> Model:
    """Fit the weights. Features seen in fewer than `least` choices are left out, weights below `keep` dropped."""
    seen: Counter[str] = Counter()
    for sample in samples:
        seen.update(set(sample.choice.features).union(*sample.choice.own))
    index: dict[tuple[str, str], int] = {}
    indices: list[int] = []
    pointers = [0]
    groups: list[int] = []
    gold_rows: list[int] = []
    weights: list[float] = []
    for s, sample in enumerate(samples):
        gold_rows.append(len(groups) + sample.gold)
        weights.append(sample.weight)
        for n in range(len(sample.choice.options)):
            indices.extend(index.setdefault(c, len(index)) for c in columns(sample.choice, n) if seen[c[0]] >= least)
            pointers.append(len(indices))
            groups.append(s)
    matrix = csr_matrix((np.ones(len(indices)), indices, pointers), shape=(len(groups), len(index)))
    transposed = matrix.T.tocsr()
    group = np.array(groups)
    starts = np.flatnonzero(np.r_[True, group[1:] != group[:-1]])
    right = np.zeros(len(groups))
    right[gold_rows] = 1.0
    weight = np.array(weights)
    row_weight = weight[group]

    def loss(w: np.ndarray) -> tuple[float, np.ndarray]:
        scores = matrix @ w
        top = np.maximum.reduceat(scores, starts)[group]
        exps = np.exp(scores - top)
        total = np.add.reduceat(exps, starts)[group]
        log_p = scores - top - np.log(total)
        gradient = transposed @ (row_weight * (exps / total - right)) + 2 * l2 * w
        return float(-(row_weight * log_p * right).sum() + l2 * (w @ w)), gradient

    found = minimize(loss, np.zeros(len(index)), jac=True, method="L-BFGS-B", options={"maxiter": iterations, "maxcor": 10}).x
    # the weak weights are dropped and the rest fitted again: a table of a third the size, and as good
    strong = np.abs(found) >= keep
    matrix = matrix[:, strong]
    transposed = matrix.T.tocsr()
    again = minimize(loss, found[strong], jac=True, method="L-BFGS-B", options={"maxiter": iterations, "maxcor": 10}).x
    found = np.zeros(len(index))
    found[strong] = again
    table: dict[str, dict[str, float]] = {}
    for (feature, option), column in index.items():
        if abs(found[column]) >= ROUNDING:
            table.setdefault(feature, {})[option] = round(float(found[column]), 2)
    return Model(name, table, threshold)
