"""A coded report (the corpus's form, one claim a dict) in, Claim records out, with the ids that a test gives by hand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from ledger_samples import day_when
from rasid.records import claim_id
from rasid.types import Claim, Source, Span, Value, Where, Words

Ids = Mapping[str, str | tuple[str, ...]]


def gold_claims(
    report: str,
    outlet: str,
    published: str | None,
    sentences: Sequence[str],
    coded: Sequence[Mapping[str, Any]],
    ids: Ids,
    paths: Mapping[str, tuple[str, ...]],
    part: Sequence[int] = (),
    around: Mapping[str, str] | None = None,
) -> list[Claim]:
    """`ids`: the words of a role -> the id (or ids, where one phrase names several); `part`: claims that tell of a part;
    `around`: words that name no known place -> the known place that the resolver puts them in."""
    starts = [0]
    for sentence in sentences:
        starts.append(starts[-1] + len(sentence) + 1)
    text = "\n".join(sentences)
    day = date.fromisoformat(published) if published else None
    return [
        _claim(report, outlet, day, text, starts, one, ids, paths, "part" if i in part else "whole", around or {})
        for i, one in enumerate(coded)
    ]


def _claim(
    report: str,
    outlet: str,
    published: date | None,
    text: str,
    starts: Sequence[int],
    coded: Mapping[str, Any],
    ids: Ids,
    paths: Mapping[str, tuple[str, ...]],
    extent: Any,
    around: Mapping[str, str],
) -> Claim:
    first, end = starts[coded["s"]], starts[coded["s"] + 1] - 1

    def words(quotation: str) -> Words:
        at = text.index(quotation, first, end)
        return Words(at, at + len(quotation), quotation)

    def values(role: str) -> tuple[Value, ...]:
        found = []
        for quotation in coded.get(role, ()):
            known = ids.get(quotation, "")
            at = words(quotation)
            found += [Value(at.start, at.end, quotation, id_) for id_ in ((known,) if isinstance(known, str) else known)]
        return tuple(found)

    places = values("place")
    claim = Claim(
        id="",
        report=report,
        outlet=outlet,
        published=published,
        sentence=Span(first, end),
        type=coded["type"],
        trigger=words(coded["trigger"]),
        actor=values("actor"),
        target=values("target"),
        place=places,
        goods=values("goods"),
        time=words(coded["time"]) if coded["time"] else None,
        when=day_when(coded["when"], "relative") if coded["when"] else None,
        where=tuple(Where(known := p.id or around.get(p.text, ""), path=paths.get(known, ())) for p in places),
        source=_source(coded["source"], outlet, ids),
        stance=coded["stance"],
        status=coded["status"],
        extent=extent,
        by=("coder",),
    )
    return replace(claim, id=claim_id(claim))


def _source(words: str, outlet: str, ids: Ids) -> Source:
    if words == "outlet":
        return Source("outlet", "", None, None, outlet, outlet)
    known = ids.get(words, "")
    return Source("named" if known else "anonymous", words, None, None, str(known), outlet)
