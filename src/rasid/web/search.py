"""Words of a person in, the reports that hold them out, and the same words marked in a raw text: any spelling, any clitics.

The store's index holds folded words as they stand. Here each wanted word is also looked for without its article, and with
the article and the clitics that may stand before it; what follows it (plural, pronoun) is found because beginnings count.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Engine, text

from rasid.morphology import Clitics
from rasid.records import Json
from rasid.store.engine import reading
from rasid.text import Text, fold
from rasid.web.segments import Mark, cut

_WORD = re.compile(r"[^\W_]+")
_SQL = {
    "sqlite": text("SELECT rowid FROM report_words WHERE report_words MATCH :words"),
    "postgresql": text("SELECT rowid FROM report_words WHERE to_tsvector('simple', words) @@ to_tsquery('simple', :words)"),
}
_AROUND = 90  # code points of a snippet on each side of the first word found


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is looked for: for each word, the beginnings that count as the word."""

    words: tuple[frozenset[str], ...]


def wanted(query: str, clitics: Clitics) -> Wanted:
    """What a person's words mean."""
    return Wanted(tuple(_beginnings(word, clitics) for word in _WORD.findall(fold(query))[:12]))


def _beginnings(word: str, clitics: Clitics) -> frozenset[str]:
    bare = word.removeprefix(clitics.article)
    bare = bare if len(bare) > 2 else word
    # li- and the article melt into one; the other prepositions stand before the article or before the bare word.
    after = {"", *clitics.prepositions, clitics.article, clitics.fused, *(p + clitics.article for p in clitics.prepositions)}
    if len(bare) < 3:  # too short to be told from other words once letters stand before it
        return frozenset({word, bare})
    return frozenset(c + a + bare for c in ("", *clitics.conjunctions) for a in after) | {word}


def numbers(engine: Engine, looked_for: Wanted) -> list[int]:
    """The row numbers of the reports that hold all the words."""
    if engine.dialect.name == "sqlite":
        parts = ["(" + " OR ".join(f'"{b}"*' for b in sorted(ways)) + ")" for ways in looked_for.words]
        expression = " AND ".join(parts)
    else:
        expression = " & ".join("(" + " | ".join(f"'{b}':*" for b in sorted(ways)) + ")" for ways in looked_for.words)
    with reading(engine) as connection:
        return sorted(connection.execute(_SQL[engine.dialect.name], {"words": expression}).scalars())


def found_in(raw: Text, looked_for: Wanted) -> list[Mark]:
    """Where the words stand in the raw text."""
    ways = tuple({b for word in looked_for.words for b in word})
    return [Mark(t.start, t.end, 0) for t in raw.tokens if t.form.startswith(ways)] if ways else []


def snippet(raw: Text, looked_for: Wanted) -> list[Json]:
    """The text around the first word found (or its beginning), the words marked: {"t": words, "m": [0] if found}."""
    marks = found_in(raw, looked_for)
    middle = marks[0].start if marks else 0
    first, last = _whole_words(raw, max(0, middle - _AROUND), min(len(raw.raw), middle + 2 * _AROUND), marks)
    return cut(raw.raw, marks, first, last)


def _whole_words(raw: Text, first: int, last: int, marks: Sequence[Mark]) -> tuple[int, int]:
    starts = [t.start for t in raw.tokens if t.start >= first]
    ends = [t.end for t in raw.tokens if t.end <= last]
    return (starts[0] if starts and first else 0), (max(ends) if ends and last < len(raw.raw) else len(raw.raw))
