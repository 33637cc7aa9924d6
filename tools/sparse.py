"""Labelled choices among the same few options in, a small log-linear model out: fitted whole, cut to its strong weights, fitted again.

The same model as maxent.fit, faster where the options are few (roles): features by options is one dense table. Deterministic.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence

import numpy as np
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

from maxent import Labelled
from rasid.choice import ANY, Model

Vector = np.ndarray
Loss = Callable[[Vector], tuple[float, Vector]]
ITERATIONS = 60
IMPOSSIBLE = -1e9


class Table:
    """The samples as matrices: shared features (samples x features) and features of single options ((samples x options) x features)."""

    def __init__(self, samples: Sequence[Labelled], least: int) -> None:
        self.options = tuple(dict.fromkeys(o for s in samples for o in s.choice.options))
        seen: Counter[str] = Counter()
        for s in samples:
            seen.update(set(s.choice.features).union(*s.choice.own))
        self.shared: dict[str, int] = {}
        self.own: dict[str, int] = {}
        shape = (len(samples), len(self.options))
        self.mask = np.full(shape, IMPOSSIBLE)
        self.gold = np.array([self.options.index(s.choice.options[s.gold]) for s in samples])
        indices: list[int] = []
        pointers = [0]
        own_indices: list[int] = []
        own_pointers = [0]
        for n, s in enumerate(samples):
            indices.extend(self.shared.setdefault(f, len(self.shared)) for f in s.choice.features if seen[f] >= least)
            pointers.append(len(indices))
            at = {o: k for k, o in enumerate(s.choice.options)}
            for k, option in enumerate(self.options):
                if option in at:
                    self.mask[n, k] = 0.0
                    features = s.choice.own[at[option]] if s.choice.own else ()
                    own_indices.extend(self.own.setdefault(f, len(self.own)) for f in features if seen[f] >= least)
                own_pointers.append(len(own_indices))
        self.x = _matrix(indices, pointers, len(self.shared))
        self.y = _matrix(own_indices, own_pointers, len(self.own))

    @property
    def size(self) -> int:
        """How many weights there are."""
        return len(self.shared) * len(self.options) + self.y.shape[1]

    def loss(self, l2: float) -> Loss:
        """The penalised loss and its gradient."""
        x_back, y_back = self.x.T.tocsr(), self.y.T.tocsr()
        cut, shape, rows = len(self.shared) * len(self.options), self.mask.shape, np.arange(len(self.gold))

        def value(w: Vector) -> tuple[float, Vector]:
            scores = self.x @ w[:cut].reshape(-1, shape[1]) + (self.y @ w[cut:]).reshape(shape) + self.mask
            scores -= scores.max(axis=1, keepdims=True)
            p = np.exp(scores)
            totals = p.sum(axis=1)
            p /= totals[:, None]
            loss = float(np.log(totals).sum() - scores[rows, self.gold].sum() + l2 * (w @ w))
            p[rows, self.gold] -= 1.0
            return loss, np.concatenate([(x_back @ p).ravel(), y_back @ p.ravel()]) + 2 * l2 * w

        return value

    def model(self, name: str, w: Vector, threshold: float) -> Model:
        """The weights that are not naught, as a table."""
        table: dict[str, dict[str, float]] = {}
        width = len(self.options)
        for feature, i in self.shared.items():
            row = {o: round(float(w[i * width + k]), 2) for k, o in enumerate(self.options) if abs(w[i * width + k]) >= 0.01}
            if row:
                table[feature] = row
        cut = len(self.shared) * width
        for feature, i in self.own.items():
            if abs(w[cut + i]) >= 0.01:
                table.setdefault(feature, {})[ANY] = round(float(w[cut + i]), 2)
        return Model(name, table, threshold)


def _matrix(indices: Sequence[int], pointers: Sequence[int], width: int) -> csr_matrix:
    return csr_matrix((np.ones(len(indices)), indices, pointers), shape=(len(pointers) - 1, max(1, width)))


def fit_roles(name: str, samples: Sequence[Labelled], l2: float, least: int, keep: float = 0.0, threshold: float = 0.5) -> Model:
    """Fit; with `keep`, cut what is weaker and fit the rest again."""
    table = Table(samples, least)
    loss = table.loss(l2)
    w = _minimum(loss, np.zeros(table.size))
    if keep:
        strong = np.abs(w) >= keep

        def kept(v: Vector) -> tuple[float, Vector]:
            value, gradient = loss(v * strong)
            return value, gradient * strong

        w = _minimum(kept, w * strong) * strong
    return table.model(name, w, threshold)


def _minimum(loss: Loss, start: Vector) -> Vector:
    found: Vector = minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": ITERATIONS, "maxcor": 10}).x
    return found
