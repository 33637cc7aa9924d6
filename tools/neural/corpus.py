"""The coded reports in, what the programs of this folder share out: the types, the folds, reports on other subjects."""

from __future__ import annotations

import gzip
import json
import random
import re
from collections.abc import Iterable, Sequence
from pathlib import Path

from coded import read_coded, read_written
from gold import GoldReport, read_gold
from labelled import Coded, uncoded
from rasid_neural.labels import NONE

OTHERS, OTHER_LENGTH = 40, 1200  # reports on other subjects that serve as counter-examples, and how many letters of each
SAME = 0.08  # two texts that share more of their six-word sequences tell the same in the same words
_SEQUENCE = 6


def types_of(reports: Sequence[GoldReport]) -> dict[str, int]:
    """The types of the coded reports, none first."""
    found = sorted({claim.data["type"] for r in reports for claim in r.claims})
    return {type_: n for n, type_ in enumerate((NONE, *found))}


def fold_of(reports: Sequence[GoldReport], folds: int, held: int) -> set[str]:
    """The reports of a fold, as tools/train.py draws them."""
    order = list(range(len(reports)))
    random.Random(1).shuffle(order)
    return {reports[i].id for i in order[held::folds]}


def dev_texts(corpus: Path) -> list[str]:
    """What nothing is ever trained on."""
    return [r.text for r in read_gold(corpus / "dev.docs.jsonl", corpus / "dev.gold.jsonl")]


def others(corpus: Path, count: int = OTHERS) -> list[Coded]:
    """The beginnings of reports on sports, economy, culture, technology."""
    with gzip.open(corpus / "raw" / "other.docs.jsonl.gz", "rt", encoding="utf-8") as lines:
        docs = [json.loads(line) for _, line in zip(range(count), lines, strict=False)]
    return [uncoded(d["id"], f"{d['title']}\n{d['text']}"[:OTHER_LENGTH]) for d in docs]


def sequences(text: str) -> set[tuple[str, ...]]:
    """The six-word sequences of a text."""
    words = re.findall(r"\w+", text)
    return {tuple(words[i : i + _SEQUENCE]) for i in range(len(words) - _SEQUENCE + 1)}


class Elsewhere:
    """What texts that must not be learned from say, so that what repeats them can be left out."""

    def __init__(self, texts: Iterable[str]) -> None:
        self._known: set[tuple[str, ...]] = set()
        for text in texts:
            self._known |= sequences(text)

    def has(self, text: str) -> bool:
        """More than a chance quotation of this text stands there."""
        own = sequences(text)
        return bool(own) and len(own & self._known) > SAME * len(own)


def our_codings(corpus: Path, reports: Sequence[GoldReport], held: set[str], every: int = 1, skipped: int = 0) -> list[GoldReport]:
    """What we coded and wrote; nothing that repeats a report of dev or one that is held out.

    `every`: of what we coded, not of what we wrote, each second, third or so only, from number `skipped` on.
    """
    known = {r.id for r in reports}
    elsewhere = Elsewhere([*dev_texts(corpus), *(r.text for r in reports if r.id in held)])
    ours = [*[*read_coded(corpus)][skipped::every], *read_written()]
    return [r for r in ours if r.id not in known and not elsewhere.has(r.text)]
