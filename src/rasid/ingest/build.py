"""The parts of a report that a reader found in, a Report with its id out, or an InputError that names the fault."""

from __future__ import annotations

import hashlib
import re
from datetime import date, datetime

from rasid.errors import InputError
from rasid.ingest import lexicon
from rasid.ingest.dates import Published
from rasid.ingest.dates import published as parse_published
from rasid.ingest.options import ReadOptions
from rasid.types import Report

_SURROGATE = re.compile("[\ud800-\udfff]")


def report_id(outlet: str, published: date | None, text: str) -> str:
    """The id of a report that brings none: the same words of the same outlet and day are one report."""
    parts = "\0".join((outlet, published.isoformat() if published else "", text))
    return "r-" + hashlib.sha256(parts.encode()).hexdigest()[:16]


def origin(where: str, **facts: str) -> str:
    """Where a report came from and by which way: `file:line | key=value | ...`."""
    return " | ".join([where, *(f"{key}={value}" for key, value in facts.items() if value)])


def check_text(text: str, where: str, options: ReadOptions) -> None:
    """Refuse what is no readable Arabic text."""
    if not text.strip():
        raise InputError(where, "empty: no text")
    if len(text) > options.limits.report_chars:
        limit = options.limits.report_chars
        raise InputError(where, f"text of {len(text):,} characters; the limit for one report is {limit:,}")
    if "\0" in text:
        raise InputError(where, "NUL character in the text: binary, or damaged")
    if _SURROGATE.search(text):
        raise InputError(where, "half of a surrogate pair in the text: damaged")
    if reason := lexicon.fault(text):
        raise InputError(where, reason)


def day_of(value: object, where: str) -> Published:
    """A date as the input writes it."""
    try:
        return parse_published(value)
    except ValueError as error:
        raise InputError(where, f"published: {error}") from None


def make_report(
    where: str,
    options: ReadOptions,
    *,
    text: str,
    title: str = "",
    id: str = "",
    outlet: str = "",
    published: object = None,
    moment: Published | None = None,
    url: str = "",
    author: str = "",
    retrieved: datetime | None = None,
    **facts: str,
) -> Report:
    """A Report. `published` is as the input writes it; `moment` is one that the reader has already worked out."""
    whole = f"{title}\n{text}" if title.strip() else text
    check_text(whole, where, options)
    day, at = moment if moment is not None else day_of(published, where)
    day = day or options.published
    outlet = outlet or options.outlet
    return Report(
        id=id or report_id(outlet, day, whole),
        text=whole,
        title=title if title.strip() else "",
        outlet=outlet,
        published=day,
        published_at=at,
        url=url,
        author=author,
        origin=origin(where, **facts),
        retrieved=retrieved,
    )
