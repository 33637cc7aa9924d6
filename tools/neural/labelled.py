"""Coded reports in, windows with the labels of their words out."""

from __future__ import annotations

import random
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).parents[1]))
from gold import GoldClaim, GoldReport
from rasid.text import Text, Token
from rasid_neural.labels import FIRST, INSIDE, SPAN_ROLES, STANCES, STATUSES
from rasid_neural.pieces import Pieces, piece_words
from rasid_neural.windows import Window, windows

SWAPS = Path(__file__).parent / "swaps.tsv"
_PREFIXES = ("", "و", "ب", "ل", "ف", "ك", "وب", "ول")
_PROCLITIC = 3  # letters of a word that may stand before the coder's


@dataclass
class Event:
    """A trigger by its token, with all that is said of it; roles hold tokens [first, last)."""

    token: int
    type: str
    stance: str
    status: str
    roles: dict[str, list[tuple[int, int]]] = field(default_factory=dict)
    source_known: bool = True


@dataclass
class Coded:
    """A report as the model sees it."""

    id: str
    words: list[str]
    sentences: list[tuple[int, int]]
    events: list[Event]


def coded(report: GoldReport) -> Coded:
    """The words and events of a coded report."""
    text = Text(report.text)
    events: dict[int, Event] = {}
    for claim in report.claims:
        event = _event(report, claim, text.tokens, events)
        if event is not None:
            events.setdefault(event.token, event)
    return Coded(report.id, piece_words(report.text, text.tokens), [(s.first, s.last) for s in text.sentences], list(events.values()))


def uncoded(id_: str, raw: str) -> Coded:
    """A report that holds next to no claim."""
    text = Text(raw)
    return Coded(id_, piece_words(raw, text.tokens), [(s.first, s.last) for s in text.sentences], [])


def _event(report: GoldReport, claim: GoldClaim, tokens: Sequence[Token], taken: Mapping[int, Event]) -> Event | None:
    data = claim.data
    spans = _whole(claim.spans(report.text, data["trigger"]), tokens)
    around = [a for role in ("actor", "target", "place") for words in data.get(role, []) for a, _ in claim.spans(report.text, words)]
    free = [s for s in spans if s[0] not in taken or taken[s[0]].type == data["type"]]
    if not free:
        return None

    def far(span: tuple[int, int]) -> tuple[bool, int, int]:
        return span[0] in taken, sum(min(abs(tokens[span[0]].start - a), 400) for a in around), span[0]

    token = min(free, key=far)[0]
    at = tokens[token].start
    roles: dict[str, list[tuple[int, int]]] = {}
    for role in SPAN_ROLES[:5]:
        values = data.get(role, []) if role != "time" else [data.get("time") or ""]
        for words in values:
            found = _whole(claim.spans(report.text, words), tokens)
            if found:
                roles.setdefault(role, []).append(min(found, key=lambda s: abs(tokens[s[0]].start - at)))
    event = Event(token, data["type"], data["stance"], data["status"], roles)
    _source(report, claim, tokens, event)
    return event


def _source(report: GoldReport, claim: GoldClaim, tokens: Sequence[Token], event: Event) -> None:
    words = claim.data["source"]
    if words == "outlet":
        return
    spans = claim.spans(report.text, words)
    if not spans and "source_s" in claim.data:
        start = report.text.find(words)
        spans = [(start, start + len(words))] if start >= 0 else []
        while start >= 0:
            start = report.text.find(words, start + 1, claim.start)
            spans += [(start, start + len(words))] if start >= 0 else []
    found = _whole(spans, tokens)
    at = tokens[event.token].start
    event.source_known = bool(found)
    if found:
        event.roles["source"] = [min(found, key=lambda s: abs(tokens[s[0]].start - at))]


def _whole(spans: Sequence[tuple[int, int]], tokens: Sequence[Token]) -> list[tuple[int, int]]:
    """Raw spans as tokens; those that begin or end within a word only where none does otherwise."""
    found: list[tuple[bool, tuple[int, int]]] = []
    for a, b in spans:
        inside = [t for t in tokens if t.start < b and a < t.end]
        if inside:
            torn = a - inside[0].start > _PROCLITIC or b < inside[-1].end
            found.append((torn, (inside[0].i, inside[-1].i + 1)))
    good = [s for torn, s in found if not torn]
    return good or [s for _, s in found]


@dataclass
class Sample:
    """One window with its labels, as arrays."""

    window: Window
    types: np.ndarray  # by word; -1: not asked
    at: np.ndarray  # words of the triggers
    of: np.ndarray  # their types
    tags: np.ndarray  # trigger, word, role; -1: not asked
    stances: np.ndarray
    statuses: np.ndarray
    report: str


def samples(report: Coded, pieces: Pieces, types: Mapping[str, int], words: Sequence[str] | None = None) -> Iterator[Sample]:
    """The windows of a report; `words` stand in for its own."""
    cut = [pieces.of_word(w) for w in words or report.words]
    for window in windows(cut, report.sentences):
        yield _sample(report, window, types)


def _sample(report: Coded, window: Window, types: Mapping[str, int]) -> Sample:
    asked = np.array(window.asked)
    place = {token: k for k, (token, here) in enumerate(zip(window.tokens, window.asked, strict=True)) if here}
    anywhere = {token: k for k, token in enumerate(window.tokens)}
    events = [e for e in report.events if e.token in place]
    by_word = np.where(asked, 0, -1)
    tags = np.full((len(events), len(window.tokens), len(SPAN_ROLES)), -1)
    sentences = np.array(window.sentences)
    for n, event in enumerate(events):
        at = place[event.token]
        by_word[at] = types[event.type]
        here = asked & (sentences == sentences[at])
        tags[n, here, :5] = 0
        reached = all(first in anywhere for first, _ in event.roles.get("source", ()))
        if event.source_known and reached:
            tags[n, sentences <= sentences[at], 5] = 0
        for r, role in enumerate(SPAN_ROLES):
            if role == "source" and not reached:
                continue
            for first, last in event.roles.get(role, ()):
                for k in range(first, last):
                    if k in anywhere:
                        tags[n, anywhere[k], r] = FIRST if k == first else INSIDE
    return Sample(
        window,
        by_word,
        np.array([place[e.token] for e in events], np.int64),
        np.array([types[e.type] for e in events], np.int64),
        tags,
        np.array([STANCES.index(e.stance) for e in events], np.int64),
        np.array([STATUSES.index(e.status) for e in events], np.int64),
        report.id,
    )  # fmt: skip


def read_swaps() -> dict[str, tuple[str, ...]]:
    """Words that outlets use for the same thing: word -> those that may stand in its place."""
    found = {}
    for line in SWAPS.read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            group = line.split("\t")
            found.update({word: tuple(w for w in group if w != word) for word in group})
    return found


def varied(words: Sequence[str], chance: random.Random, swaps: Mapping[str, Sequence[str]]) -> list[str]:
    """The words with the labels that another outlet would use, or with the hamzas that many leave out, or as they are."""
    out = list(words)
    if chance.random() < 0.35:
        out = [_swapped(w, chance, swaps) for w in out]
    if chance.random() < 0.15:
        out = [w.translate(_BARE) for w in out]
    return out


_BARE = str.maketrans("أإآ", "ااا")


def _swapped(word: str, chance: random.Random, swaps: Mapping[str, Sequence[str]]) -> str:
    space, bare = ("\u2581", word[1:]) if word.startswith("\u2581") else ("", word)
    for prefix in _PREFIXES:
        if bare.startswith(prefix):
            rest = bare[len(prefix) :]
            if rest in swaps:
                return space + prefix + chance.choice(swaps[rest])
            if rest.startswith("ل") and prefix in ("ل", "ول") and "ا" + rest in swaps:
                return space + prefix + chance.choice(swaps["ا" + rest])[1:]
    return word
