"""The labelled first choices of all reports in, labelled second choices out: what training the second look at roles needs.

The guesses that a report's second choices see come from a model that has not seen the report, as they will later.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from maxent import Labelled
from rasid.choice import Model
from rasid.second import Guess, second_choices
from samples import RoleRows, Samples

FOLDS = 3


def second_rows(samples: Sequence[Samples], fit: Callable[[Sequence[Labelled]], Model]) -> list[Labelled]:
    """The second choices of every sentence, each fold by a model of the others."""
    found: list[Labelled] = []
    for fold in range(FOLDS):
        model = fit([row for n, s in enumerate(samples) if n % FOLDS != fold for row in s.by_model["argument"]])
        for part in samples[fold::FOLDS]:
            for rows in part.roles:
                found += _of_sentence(rows, model)
    return found


def _of_sentence(rows: RoleRows, model: Model) -> Iterator[Labelled]:
    reading, events, labelled = rows
    guesses = [[Guess(p, row.choice, model.probabilities(row.choice)) for p, row in choices] for choices in labelled]
    for choices, second in zip(labelled, second_choices(reading, events, guesses), strict=True):
        for phrase, row in choices:
            if phrase.i in second:
                yield Labelled(second[phrase.i], row.gold)
