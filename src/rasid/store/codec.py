"""A claim in, a short JSON array out, and back: the body of a claim row, without what the row's own columns hold.

Positions instead of keys keep a million claims well under a gigabyte; the first value is the version of the layout.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from rasid.errors import StoreError
from rasid.records import dumps
from rasid.types import Claim, Other, Source, Span, Value, When, Where, Words

LAYOUT = 1
_OPTIONAL = ("killed", "injured", "killed_min", "killed_max", "injured_min", "injured_max", "weapon", "features")


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _values(values: Iterable[Value]) -> list[list[Any]]:
    return [[v.start, v.end, v.text, v.id] for v in values]


def _when(when: When) -> list[Any]:
    full = [when.edtf, _iso(when.earliest), _iso(when.latest), when.grain, when.basis]
    return [*full, int(when.approximate), when.weekday] if when.weekday else [*full, 1] if when.approximate else full


def _when_back(data: Sequence[Any]) -> When:
    edtf, earliest, latest, grain, basis, *rest = data
    about, weekday = (*rest, 0, "")[:2] if len(rest) != 1 else (rest[0], "")
    return When(edtf, _day(earliest), _day(latest), grain, basis, bool(about), weekday)


def _where(where: Where) -> list[Any]:
    path = where.path[1:] if where.path[:1] == (where.place,) else [None, *where.path]
    others = [[o.place, o.reason] for o in where.others]
    full = [
        where.place,
        list(path),
        where.precision,
        where.lat,
        where.lon,
        where.radius_km,
        others,
        where.pcode,
        where.reason,
        where.words,
        1 if where.landmark else None,
    ]
    while full[-1] in (None, "", []):
        full.pop()
    return full


def _where_back(data: Sequence[Any]) -> Where:
    missing: tuple[Any, ...] = ("", [], "unknown", None, None, None, [], "", "", "", None)
    place, path, precision, lat, lon, radius, others, pcode, reason, words, landmark = (*data, *missing[len(data) :])
    full = tuple(path[1:]) if path and path[0] is None else (place, *path)
    return Where(place, lat, lon, precision, radius, full, tuple(Other(*o) for o in others), pcode, reason, words, bool(landmark))


def pack(claim: Claim) -> str:
    """The body of the claim's row."""
    when, time, source = claim.when, claim.time, claim.source
    extra = {key: getattr(claim, key) for key in _OPTIONAL if getattr(claim, key) not in (None, "", ())}
    return dumps(
        [
            LAYOUT,
            claim.outlet,
            _iso(claim.published),
            [claim.sentence.start, claim.sentence.end],
            [claim.trigger.start, claim.trigger.end, claim.trigger.text],
            _values(claim.actor),
            _values(claim.target),
            _values(claim.place),
            _values(claim.goods),
            [time.start, time.end, time.text] if time else 0,
            _when(when) if when else 0,
            [_where(w) for w in claim.where],
            [source.kind, source.text, source.start, source.end, source.id, source.via],
            claim.extent,
            list(claim.by),
            claim.rule,
            extra,
        ]
    )


def unpack(id_: str, report: str, type_: str, stance: Any, status: Any, body: str) -> Claim:
    """The claim of a row."""
    data = json.loads(body)
    if data[0] != LAYOUT:
        raise StoreError(f"claim {id_} is stored in layout {data[0]}, this rasid reads {LAYOUT}: update rasid")
    (
        _,
        outlet,
        published,
        sentence,
        trigger,
        actor,
        target,
        place,
        goods,
        time,
        when,
        where,
        source,
        extent,
        by,
        rule,
        extra,
    ) = data
    return Claim(
        id=id_,
        report=report,
        outlet=outlet,
        published=_day(published),
        sentence=Span(*sentence),
        type=type_,
        trigger=Words(*trigger),
        actor=tuple(Value(*v) for v in actor),
        target=tuple(Value(*v) for v in target),
        place=tuple(Value(*v) for v in place),
        goods=tuple(Value(*v) for v in goods),
        time=Words(*time) if time else None,
        when=_when_back(when) if when else None,
        where=tuple(_where_back(w) for w in where),
        source=Source(*source),
        stance=stance,
        status=status,
        extent=extent,
        by=tuple(by),
        rule=rule,
        **(extra | ({"features": tuple(extra["features"])} if "features" in extra else {})),
    )
