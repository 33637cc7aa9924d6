"""The coded reports in, what the programs of this folder share out: the types, the folds, reports on other subjects."""

from __future__ import annotations

import gzip
import json
import random
from collections.abc import Sequence
from pathlib import Path

from gold import GoldReport
from labelled import Coded, uncoded
from rasid_neural.labels import NONE

OTHERS, OTHER_LENGTH = 40, 1200  # reports on other subjects that serve as counter-examples, and how many letters of each


def types_of(reports: Sequence[GoldReport]) -> dict[str, int]:
    """The types of the coded reports, none first."""
    found = sorted({claim.data["type"] for r in reports for claim in r.claims})
    return {type_: n for n, type_ in enumerate((NONE, *found))}


def fold_of(reports: Sequence[GoldReport], folds: int, held: int) -> set[str]:
    """The reports of a fold, as tools/train.py draws them."""
    order = list(range(len(reports)))
    random.Random(1).shuffle(order)
    return {reports[i].id for i in order[held::folds]}


def others(corpus: Path, count: int = OTHERS) -> list[Coded]:
    """The beginnings of reports on sports, economy, culture, technology."""
    with gzip.open(corpus / "raw" / "other.docs.jsonl.gz", "rt", encoding="utf-8") as lines:
        docs = [json.loads(line) for _, line in zip(range(count), lines, strict=False)]
    return [uncoded(d["id"], f"{d['title']}\n{d['text']}"[:OTHER_LENGTH]) for d in docs]
