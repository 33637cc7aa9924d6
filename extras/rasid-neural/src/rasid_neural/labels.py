"""What the model's outputs mean: roles, tags, stances, statuses, and how far apart two words are in its terms."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from rasid.types import STANCES, STATUSES

SPAN_ROLES = ("actor", "target", "place", "time", "goods", "source")
OUTSIDE, INSIDE, FIRST = 0, 1, 2  # tags of a word in one role
TAGS = 3
NONE = "none"
FAR = 24  # words beyond which distance is one
DISTANCES = 2 * FAR + 1
APART = 5  # same sentence, the one before, earlier, the title, later

__all__ = ["APART", "DISTANCES", "FIRST", "INSIDE", "NONE", "OUTSIDE", "SPAN_ROLES", "STANCES", "STATUSES", "TAGS", "distances"]


def distances(at: Sequence[int], sentences: Sequence[int]) -> tuple[np.ndarray, np.ndarray]:
    """For triggers at these words of a window: how far each word is off, and how its sentence stands to the trigger's."""
    here = np.asarray(sentences, np.int64)
    where = np.asarray(at, np.int64)[:, None]
    words = np.arange(len(here), dtype=np.int64)[None, :]
    off = np.clip(words - where, -FAR, FAR) + FAR
    behind = here[np.asarray(at, np.int64)][:, None] - here[None, :]
    apart = np.select([behind == 0, behind < 0, here[None, :] + 0 * behind == 0, behind == 1], [0, 4, 3, 1], 2)
    return off, apart.astype(np.int64)
