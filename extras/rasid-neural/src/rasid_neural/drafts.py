"""A text and a network in, drafts out: which words it takes for events, of which types, with which words in which role.

A draft holds tokens, never text: what it says stands in the report by construction.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

import numpy as np

from rasid.text import Text
from rasid_neural.labels import FIRST, INSIDE, OUTSIDE, SPAN_ROLES, STANCES, STATUSES, distances
from rasid_neural.pieces import Pieces, piece_words
from rasid_neural.windows import Window, windows

LOWEST = 0.08  # a word less likely to be an event is no draft
KEPT = 0.05  # types of a draft that are less likely are left out
FAINT = 0.2  # words less likely in a role are not kept

Array = np.ndarray


class Net(Protocol):
    """The two halves of the network, whatever runs them."""

    def words(self, window: Window) -> tuple[Array, Array]:
        """The state of each word, and the scores of its types."""
        ...

    def frames(self, words: Array, at: Array, of: Array, off: Array, apart: Array) -> tuple[Array, Array, Array]:
        """The scores of tags (trigger, word, role, tag), stances and statuses."""
        ...


@dataclass(frozen=True, slots=True)
class Found:
    """Words of a role: tokens [first, last) and how likely they are."""

    first: int
    last: int
    p: float


@dataclass(frozen=True, slots=True)
class Draft:
    """An event as the network sees it. `types` and the like hold probabilities; those of types leave room for none."""

    token: int
    types: Mapping[str, float]
    roles: Mapping[str, tuple[Found, ...]]
    stances: Mapping[str, float]
    statuses: Mapping[str, float]
    sure: float = field(default=0.0)  # that it is an event at all

    @property
    def type(self) -> str:
        """The likeliest type."""
        return max(self.types, key=lambda t: self.types[t])


def drafts(text: Text, pieces: Pieces, types: Sequence[str], net: Net, lowest: float = LOWEST) -> list[Draft]:
    """The drafts of a report in the order of the text."""
    cut = [pieces.of_word(w) for w in piece_words(text.raw, text.tokens)]
    found: list[Draft] = []
    for window in windows(cut, [(s.first, s.last) for s in text.sentences]):
        found += _of_window(window, text, types, net, lowest)
    return found


def _of_window(window: Window, text: Text, types: Sequence[str], net: Net, lowest: float) -> Iterator[Draft]:
    if not window.tokens:
        return
    states, scores = net.words(window)
    odds = softmax(scores)
    wordlike = np.array([text.tokens[k].kind == "word" for k in window.tokens])
    at = np.flatnonzero(np.array(window.asked) & wordlike & (1 - odds[:, 0] >= lowest))
    if not len(at):
        return
    of = odds[at, 1:].argmax(1) + 1
    off, apart = distances(at.tolist(), window.sentences)
    tags, stances, statuses = net.frames(states, at, of, off, apart)
    tags, stances, statuses = softmax(tags), softmax(stances), softmax(statuses)
    for n, k in enumerate(at):
        likely = {types[t]: float(odds[k, t]) for t in range(1, len(types)) if odds[k, t] >= KEPT or t == of[n]}
        roles = {role: tuple(_spans(tags[n, :, r], window, int(k), role, text)) for r, role in enumerate(SPAN_ROLES)}
        yield Draft(
            window.tokens[k],
            likely,
            {role: spans for role, spans in roles.items() if spans},
            dict(zip(STANCES, map(float, stances[n]), strict=True)),
            dict(zip(STATUSES, map(float, statuses[n]), strict=True)),
            float(1 - odds[k, 0]),
        )


def _spans(odds: Array, window: Window, at: int, role: str, text: Text) -> Iterator[Found]:
    """Runs of words that are rather in the role than not, begun anew at each first word. Marks at the ends are left out."""
    here = window.sentences[at]
    inside = 1 - odds[:, OUTSIDE]
    k, end = 0, len(inside)
    while k < end:
        fits = window.asked[k] and window.sentences[k] == here if role != "source" else window.sentences[k] <= here
        if not fits or inside[k] < FAINT or (odds[k, FIRST] < odds[k, INSIDE] and inside[k] < 2 * FAINT):
            k += 1
            continue
        stop = k + 1
        while stop < end and window.sentences[stop] == window.sentences[k] and _goes_on(odds[stop], inside[k]):
            stop += 1
        first, last = _trimmed(window, k, stop, text)
        if first < last:
            yield Found(first, last, float(inside[k:stop].mean()))
        k = stop


def _goes_on(odds: Array, begun: float) -> bool:
    """The run goes on: the word is rather inside than not, measured by how sure its beginning was."""
    likely = float(odds[INSIDE])
    return likely > odds[FIRST] and likely >= 0.5 * min(1.0, 2 * begun)


def _trimmed(window: Window, k: int, stop: int, text: Text) -> tuple[int, int]:
    tokens = text.tokens
    first, last = window.tokens[k], window.tokens[stop - 1] + 1
    while first < last and tokens[first].kind == "punct":
        first += 1
    while last > first and tokens[last - 1].kind == "punct" and text.tokens[last - 1].start not in text.quote_ends:
        last -= 1
    return first, last


def softmax(scores: Array) -> Array:
    """Probabilities along the last axis."""
    exps = np.exp(scores - scores.max(-1, keepdims=True))
    odds: Array = exps / exps.sum(-1, keepdims=True)
    return odds
