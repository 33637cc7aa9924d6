"""Sentences in, which of them are copies of one another out: MinHash finds the candidates, the exact share decides."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from itertools import combinations
from typing import Any

from rensa import RMinHash

from rasid.text import fold

NEAR = 0.8  # Jaccard of folded character 5-grams, from which on a sentence is a copy
_CANDIDATE = 0.65  # MinHash errs by some hundredths; whatever it puts above this is looked at exactly
_GRAM = 5
_PERMUTATIONS = 128


@lru_cache(maxsize=8192)
def grams(sentence: str) -> frozenset[str]:
    folded = " ".join(fold(sentence).split())
    return frozenset(folded[i : i + _GRAM] for i in range(max(1, len(folded) - _GRAM + 1)))


@lru_cache(maxsize=8192)
def _signature(sentence: str) -> Any:
    signature = RMinHash(num_perm=_PERMUTATIONS, seed=42)
    signature.update(sorted(grams(sentence)))
    return signature


def is_copy(one: str, two: str) -> bool:
    """Whether two sentences are near-duplicates; an empty sentence is a copy of nothing."""
    if not one or not two:
        return False
    if one == two:
        return True
    if _signature(one).jaccard(_signature(two)) < _CANDIDATE:
        return False
    first, second = grams(one), grams(two)
    return len(first & second) >= NEAR * len(first | second)


def copies(sentences: Sequence[str]) -> list[tuple[int, int]]:
    """Pairs of positions whose sentences are copies."""
    return [(i, j) for i, j in combinations(range(len(sentences)), 2) if is_copy(sentences[i], sentences[j])]
