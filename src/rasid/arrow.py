"""Claims and reports in, typed Arrow tables out, and back without loss. Needs the extra `parquet`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime
from itertools import islice
from typing import Any

import pyarrow as pa

from rasid.types import Claim, Other, Recorded, Report, Source, Span, Value, When, Where, Words

BATCH = 2000
_TEXT, _LIST = pa.string(), pa.list_(pa.string())


def _struct(**fields: pa.DataType) -> pa.DataType:
    return pa.struct(list(fields.items()))


_SPAN = {"start": pa.int32(), "end": pa.int32()}
_WORDS = _struct(**_SPAN, text=_TEXT)
_VALUES = pa.list_(_struct(**_SPAN, text=_TEXT, id=_TEXT))
_DAYS = {"earliest": pa.date32(), "latest": pa.date32()}
_WHEN = _struct(edtf=_TEXT, **_DAYS, grain=_TEXT, basis=_TEXT, approximate=pa.bool_(), weekday=_TEXT)
_OTHERS = pa.list_(_struct(place=_TEXT, reason=_TEXT))
_POINT = {"lat": pa.float64(), "lon": pa.float64(), "precision": _TEXT}
_PLACE = {
    "place": _TEXT,
    **_POINT,
    "radius_km": pa.float64(),
    "path": _LIST,
    "others": _OTHERS,
    "pcode": _TEXT,
    "reason": _TEXT,
    "words": _TEXT,
    "landmark": pa.bool_(),
}
_WHERE = pa.list_(_struct(**_PLACE))
_SOURCE = _struct(kind=_TEXT, text=_TEXT, **_SPAN, id=_TEXT, via=_TEXT)
_MOMENT = pa.timestamp("us", "UTC")
_NUMBERS = ("killed", "injured", "killed_min", "killed_max", "injured_min", "injured_max")

_PLAIN = ("id", "report", "outlet", "published", "type", "stance", "status", "extent", "weapon", "rule", *_NUMBERS)

CLAIMS = pa.schema(
    {
        "id": _TEXT,
        "report": _TEXT,
        "outlet": _TEXT,
        "published": pa.date32(),
        "sentence": _struct(**_SPAN),
        "family": _TEXT,
        "type": _TEXT,
        "trigger": _WORDS,
        "actor": _VALUES,
        "target": _VALUES,
        "place": _VALUES,
        "goods": _VALUES,
        "time": _WORDS,
        "when": _WHEN,
        "where": _WHERE,
        **_POINT,
        "source": _SOURCE,
        "stance": _TEXT,
        "status": _TEXT,
        "extent": _TEXT,
        **{name: pa.int32() for name in _NUMBERS},
        "weapon": _TEXT,
        "by": _LIST,
        "rule": _TEXT,
        "features": _LIST,
        "quotation": _TEXT,
        "recorded": _MOMENT,
        "withdrawn": _MOMENT,
    }
)

REPORTS = pa.schema(
    {
        "id": _TEXT,
        "outlet": _TEXT,
        "published": pa.date32(),
        "published_at": _TEXT,
        "title": _TEXT,
        "text": _TEXT,
        "url": _TEXT,
        "author": _TEXT,
        "origin": _TEXT,
        "lang": _TEXT,
        "retrieved": _TEXT,
    }
)


def claim_row(recorded: Recorded, quotation: str = "") -> dict[str, Any]:
    """One claim as a row of CLAIMS."""
    claim = recorded.claim
    point = next((w for w in claim.where if w.lat is not None), None)
    row: dict[str, Any] = {name: getattr(claim, name) for name in CLAIMS.names if hasattr(claim, name)}
    return row | {
        "sentence": _span(claim.sentence),
        "family": claim.type.split(".")[0],
        "trigger": _words(claim.trigger),
        "time": _words(claim.time),
        **{role: [{**_words(v), "id": v.id} for v in getattr(claim, role)] for role in ("actor", "target", "place", "goods")},
        "when": {name: getattr(claim.when, name) for name in _names(_WHEN)} if claim.when else None,
        "where": [_where(w) for w in claim.where],
        "lat": point.lat if point else None,
        "lon": point.lon if point else None,
        "precision": point.precision if point else None,
        "source": {name: getattr(claim.source, name) for name in _names(_SOURCE)},
        "by": list(claim.by),
        "features": list(claim.features),
        "quotation": quotation,
        "recorded": recorded.recorded,
        "withdrawn": recorded.withdrawn,
    }


def _names(struct: pa.StructType) -> list[str]:
    return [struct.field(i).name for i in range(struct.num_fields)]


def _span(span: Span) -> dict[str, int]:
    return {"start": span.start, "end": span.end}


def _words(words: Words | Value | None) -> Any:
    return {"start": words.start, "end": words.end, "text": words.text} if words else None


def _where(where: Where) -> dict[str, Any]:
    others = [{"place": o.place, "reason": o.reason} for o in where.others]
    row = {name: getattr(where, name) for name in _names(_WHERE.value_type)}
    return row | {"path": list(where.path), "others": others}


def recorded_of(row: dict[str, Any]) -> Recorded:
    """The claim of a row, exactly as it was."""
    fields: dict[str, Any] = {name: row[name] for name in _PLAIN}
    fields |= {role: tuple(Value(**v) for v in row[role]) for role in ("actor", "target", "place", "goods")}
    claim = Claim(
        sentence=Span(**row["sentence"]),
        trigger=Words(**row["trigger"]),
        time=Words(**row["time"]) if row["time"] else None,
        when=When(**row["when"]) if row["when"] else None,
        where=tuple(map(_where_of, row["where"])),
        source=Source(**row["source"]),
        by=tuple(row["by"]),
        features=tuple(row["features"]),
        **fields,
    )
    return Recorded(claim, _utc(row["recorded"]) or datetime.min.replace(tzinfo=UTC), _utc(row["withdrawn"]))


def _where_of(row: dict[str, Any]) -> Where:
    return Where(**{**row, "path": tuple(row["path"]), "others": tuple(Other(**other) for other in row["others"])})


def _utc(moment: datetime | None) -> datetime | None:
    return moment.astimezone(UTC) if moment else None


def report_row(report: Report) -> dict[str, Any]:
    """One report as a row of REPORTS; moments as text, because they keep the outlet's own time zone."""
    row = {name: getattr(report, name) for name in REPORTS.names}
    moments = ("published_at", "retrieved")
    return row | {name: row[name].isoformat() if row[name] else None for name in moments}


def report_of(row: dict[str, Any]) -> Report:
    """The report of a row."""
    moments = ("published_at", "retrieved")
    return Report(**{**row, **{name: datetime.fromisoformat(row[name]) if row[name] else None for name in moments}})


def batches(rows: Iterable[dict[str, Any]], schema: pa.Schema, size: int = BATCH) -> Iterator[pa.RecordBatch]:
    """Rows in record batches."""
    rows = iter(rows)
    while part := list(islice(rows, size)):
        yield pa.RecordBatch.from_pylist(part, schema)


def to_arrow(claims: Iterable[Recorded]) -> pa.Table:
    """Claims as one Arrow table."""
    return pa.Table.from_batches(batches(map(claim_row, claims), CLAIMS), CLAIMS)


def to_pandas(claims: Iterable[Recorded]) -> Any:
    """Claims as a pandas data frame."""
    return to_arrow(claims).to_pandas()


def recorded_in(table: pa.Table | Sequence[pa.RecordBatch]) -> Iterator[Recorded]:
    """The claims of a table or of batches."""
    for batch in table.to_batches() if isinstance(table, pa.Table) else table:
        for row in batch.to_pylist():
            yield recorded_of(row)
