"""Coded reports in, each with its gold claims tied to raw offsets out: what training and measuring share."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any


@dataclass(frozen=True)
class GoldClaim:
    """One coder's claim, with the raw span of its sentence."""

    start: int
    end: int
    data: dict[str, Any]

    def spans(self, text: str, words: str) -> list[tuple[int, int]]:
        """Where these words stand in the claim's sentence."""
        found, at = [], text.find(words, self.start, self.end) if words else -1
        while at >= 0:
            found.append((at, at + len(words)))
            at = text.find(words, at + 1, self.end)
        return found


@dataclass(frozen=True)
class GoldReport:
    """A report as rasid reads it (title, newline, text), with its claims."""

    id: str
    outlet: str
    published: date | None
    text: str
    sentences: tuple[str, ...]
    claims: tuple[GoldClaim, ...]


def read_gold(docs: Path, gold: Path) -> Iterator[GoldReport]:
    """The reports of a docs file with the claims of its gold file."""
    coded = {row["doc"]: row["claims"] for row in map(json.loads, gold.read_text("utf-8").splitlines()) if row}
    for line in docs.read_text("utf-8").splitlines():
        doc = json.loads(line)
        text = (doc["title"] + "\n" if doc.get("title") else "") + doc["text"]
        spans, at = [], 0
        for sentence in doc["sentences"]:
            at = text.index(sentence, at)
            spans.append((at, at + len(sentence)))
            at += len(sentence)
        claims = tuple(GoldClaim(*spans[c["s"]], c) for c in coded.get(doc["id"], []))
        yield GoldReport(doc["id"], doc["outlet"], date.fromisoformat(doc["published"][:10]), text, tuple(doc["sentences"]), claims)
