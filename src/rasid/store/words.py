"""Text in, the words that a search compares out: folded as everywhere in rasid, so that any spelling finds any other."""

from __future__ import annotations

import re
from collections.abc import Iterable

from sqlalchemy import Connection, text

from rasid.text import fold

_WORD = re.compile(r"\w+")
_INSERT = text("INSERT INTO report_words(rowid, words) VALUES (:n, :words)")
_SEARCH = {
    "sqlite": "report.n IN (SELECT rowid FROM report_words WHERE report_words MATCH :words)",
    "postgresql": ("report.n IN (SELECT rowid FROM report_words WHERE to_tsvector('simple', words) @@ to_tsquery('simple', :words))"),
}


def index(connection: Connection, texts: Iterable[tuple[int, str]]) -> None:
    """Makes reports, by row number, findable by their words."""
    connection.execute(_INSERT, [{"n": n, "words": " ".join(_WORD.findall(fold(raw)))} for n, raw in texts])


def condition(dialect: str, query: str) -> tuple[str, str] | None:
    """SQL and its `words` for the reports that hold every word of the query (as a beginning); None for no words."""
    words = _WORD.findall(fold(query).replace("_", " "))
    if not words:
        return None
    if dialect == "sqlite":
        return _SEARCH[dialect], " ".join(f'"{word}"*' for word in words)
    return _SEARCH[dialect], " & ".join(f"'{word}':*" for word in words)
