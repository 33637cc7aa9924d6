"""Claims in, a CSV file out: one row a claim, every field, the sentence quoted in its surroundings; and the same file back."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any, BinaryIO

from rasid.errors import InputError
from rasid.exports import cells
from rasid.exports.material import Material
from rasid.exports.notes import Notes
from rasid.exports.persons import redacted
from rasid.exports.world import World
from rasid.ingest.dates import published as parse_day
from rasid.records import dumps, where_from_json, where_to_json
from rasid.types import ROLES, Claim, Recorded, Report, Source, Span, Value, When, Words

EXTENSION = ".csv"
MEDIA_TYPE = "text/csv; charset=utf-8"
_AROUND = 30
_NUMBERS = ("killed", "injured", "killed_min", "killed_max", "injured_min", "injured_max")
_PLAIN = ("id", "report", "outlet", "type", "stance", "status", "extent", "weapon", "rule", *_NUMBERS)
DECISIONS = ("decision", "note")  # what a person fills in; empty in an export
_ROLE_COLUMNS = tuple(column for role in ROLES for column in (role, f"{role}_ids", f"{role}_spans"))
_WHEN = ("when", "when_earliest", "when_latest", "when_grain", "when_basis", "when_approximate", "when_weekday")
_SOURCE = ("source_kind", "source", "source_start", "source_end", "source_id", "source_via")
_TRIGGER, _TIME = ("trigger", "trigger_start", "trigger_end"), ("time", "time_start", "time_end")
# The columns that hold the claim without loss; all others stand for reading along, and an import passes them over.
KEPT = (
    *("id", "report", "outlet", "published", "sentence_start", "sentence_end", "type", *_TRIGGER, *_ROLE_COLUMNS),
    *(*_TIME, *_WHEN, "where", *_SOURCE, "stance", "status", "extent", *_NUMBERS, "weapon", "by", "rule", "features"),
)
_FIRST = (
    *("id", *DECISIONS, "published", "outlet", "type", "type_ar", "stance", "status", "extent", "quotation", *ROLES),
    *("time", "when", "source", *_NUMBERS, "weapon", "lat", "lon", "precision", "radius_km", "before", "after"),
    *("title", "url", "recorded", "withdrawn"),
)
COLUMNS = (*_FIRST, *(column for column in KEPT if column not in _FIRST))


def write(material: Material, world: World, out: BinaryIO, notes: Notes) -> None:
    """One row a claim."""
    table = cells.Table(out, COLUMNS)
    for recorded in material.claims():
        report = material.report(recorded.claim.report)
        row = reading_cells(recorded, report, world)
        if notes.redact_persons:
            row = dict.fromkeys(row, None) | {"recorded": row["recorded"], "type_ar": row["type_ar"]} | _points(recorded.claim)
        claim = redacted(recorded.claim, world) if notes.redact_persons else recorded.claim
        row |= kept_cells(claim)
        table.write([row.get(column) for column in COLUMNS])
        notes.rows += 1
    table.close()


def kept_cells(claim: Claim) -> dict[str, Any]:
    """The cells that hold the claim without loss."""
    row: dict[str, Any] = {name: getattr(claim, name) for name in _PLAIN}
    row |= {"published": _iso(claim.published), "sentence_start": claim.sentence.start, "sentence_end": claim.sentence.end}
    row |= {**_words("trigger", claim.trigger), **_words("time", claim.time)}
    row |= {"where": dumps([where_to_json(w) for w in claim.where]) if claim.where else ""}
    row |= {f"source_{name}": getattr(claim.source, name) for name in ("kind", "start", "end", "id", "via")}
    row |= {"source": claim.source.text, "by": cells.join(claim.by), "features": cells.join(claim.features)}
    for role in ROLES:
        values = claim.role(role)
        row[role] = cells.join(v.text for v in values)
        row[f"{role}_ids"] = cells.join(v.id for v in values) if any(v.id for v in values) else ""
        row[f"{role}_spans"] = cells.join(f"{v.start}:{v.end}" for v in values)
    when = claim.when
    row |= {"when": when.edtf if when else "", "when_earliest": _iso(when.earliest) if when else ""}
    row |= {"when_latest": _iso(when.latest) if when else "", "when_grain": when.grain if when else ""}
    row |= {"when_basis": when.basis if when else "", "when_approximate": "yes" if when and when.approximate else ""}
    return row | {"when_weekday": when.weekday if when else ""}


def reading_cells(recorded: Recorded, report: Report | None, world: World) -> dict[str, Any]:
    """The cells beside the claim that help to read it."""
    claim, text = recorded.claim, report.text if report else ""
    start, end = claim.sentence.start, claim.sentence.end
    return {
        "recorded": recorded.recorded.isoformat(),
        "withdrawn": recorded.withdrawn.isoformat() if recorded.withdrawn else "",
        "title": report.title if report else "",
        "url": report.url if report else "",
        "type_ar": world.codes(claim.type).ar,
        "before": text[max(start - _AROUND, 0) : start].replace("\n", " "),
        "quotation": text[start:end],
        "after": text[end : end + _AROUND].replace("\n", " "),
        **_points(claim),
    }


def _points(claim: Claim) -> dict[str, Any]:
    first = next((w for w in claim.where if w.lat is not None), claim.where[0] if claim.where else None)
    keys = ("lat", "lon", "precision", "radius_km")
    return {key: getattr(first, key) if first else None for key in keys}


def _iso(day: date | None) -> str:
    return day.isoformat() if day else ""


def _words(name: str, words: Words | None) -> dict[str, Any]:
    if words is None:
        return {name: "", f"{name}_start": None, f"{name}_end": None}
    return {name: words.text, f"{name}_start": words.start, f"{name}_end": words.end}


# --- the way back ----------------------------------------------------------------------------------------------------


def claim_of(row: Mapping[str, str], where: str) -> Claim:
    """The claim of a row, exactly as it was exported. A cell that holds nonsense is an InputError that names it."""
    reader = _Cells(row, where)
    trigger = reader.words("trigger")
    if trigger is None:
        raise InputError(where, "trigger: empty")
    fields: dict[str, Any] = {name: reader.text(name) for name in _PLAIN if name not in _NUMBERS}
    fields |= {name: reader.number(name) for name in _NUMBERS}
    fields |= {role: reader.values(role) for role in ROLES}
    return Claim(
        published=reader.day("published"),
        sentence=Span(reader.number("sentence_start") or 0, reader.number("sentence_end") or 0),
        trigger=trigger,
        time=reader.words("time"),
        when=reader.when(),
        where=reader.where(),
        source=reader.source(),
        by=tuple(cells.split(reader.text("by"))),
        features=tuple(cells.split(reader.text("features"))),
        **fields,
    )


class _Cells:
    """One row, cell by cell, with the row's place in the file for errors."""

    def __init__(self, row: Mapping[str, str], where: str) -> None:
        self._row, self._where = row, where

    def text(self, name: str) -> str:
        """A cell as it was before it was made safe."""
        return cells.unsafe(self._row.get(name) or "")

    def fault(self, name: str, reason: str) -> InputError:
        """An error that names the column."""
        return InputError(self._where, f"{name}: {reason}")

    def number(self, name: str) -> int | None:
        """A whole number; spreadsheets write some as 3.0."""
        text = self.text(name).strip().removesuffix(".0")
        if not text:
            return None
        try:
            return int(text)
        except ValueError:
            raise self.fault(name, f"{text!r} is no whole number") from None

    def day(self, name: str) -> date | None:
        """A day, as ISO 8601 or as a spreadsheet has rewritten it (day first)."""
        try:
            return parse_day(self.text(name))[0]
        except ValueError as error:
            raise self.fault(name, str(error)) from None

    def words(self, name: str) -> Words | None:
        """A quotation with its span."""
        start, end = self.number(f"{name}_start"), self.number(f"{name}_end")
        return None if start is None or end is None else Words(start, end, self.text(name))

    def values(self, role: str) -> tuple[Value, ...]:
        """The values of a role: words, ids and spans side by side."""
        spans = cells.split(self.text(f"{role}_spans"))
        texts = cells.split(self.text(role), len(spans))
        ids = cells.split(self.text(f"{role}_ids"), len(spans)) if self.text(f"{role}_ids") else [""] * len(texts)
        if len(ids) != len(texts):
            raise self.fault(f"{role}_ids", f"{len(ids)} ids for {len(texts)} words")
        return tuple(Value(*self._span(role, spans, i), text, ids[i]) for i, text in enumerate(texts))

    def _span(self, role: str, spans: Sequence[str], i: int) -> tuple[int, int]:
        """A span; words that a person has added have none yet, which -1 says."""
        if i >= len(spans):
            return -1, -1
        start, _, end = spans[i].partition(":")
        try:
            return int(start), int(end)
        except ValueError:
            raise self.fault(f"{role}_spans", f"{spans[i]!r} is no start:end") from None

    def source(self) -> Source:
        """Who says so."""
        start, end = self.number("source_start"), self.number("source_end")
        kind: Any = self.text("source_kind")
        return Source(kind, self.text("source"), start, end, self.text("source_id"), self.text("source_via"))

    def when(self) -> When | None:
        """The resolved time."""
        if not (edtf := self.text("when")):
            return None
        grain, basis = self.text("when_grain") or "day", self.text("when_basis") or "explicit"
        about = self.text("when_approximate") == "yes"
        first, last, weekday = self.day("when_earliest"), self.day("when_latest"), self.text("when_weekday")
        return When(edtf, first, last, grain, basis, about, weekday)  # type: ignore[arg-type]

    def where(self) -> tuple[Any, ...]:
        """The resolved places."""
        if not (text := self.text("where")):
            return ()
        try:
            return tuple(where_from_json(item) for item in json.loads(text))
        except (ValueError, KeyError, TypeError, AttributeError):
            raise self.fault("where", "not the JSON that the export wrote") from None


def read(lines: Iterator[str], name: str, delimiter: str = ",") -> Iterator[tuple[str, dict[str, str] | InputError]]:
    """`file:line` of each row with its cells by column; a file that is no such export is an InputError."""
    from rasid.ingest.tables import numbered

    rows = numbered(lines, delimiter, name)
    where, head = next(rows, (name, ()))
    if isinstance(head, InputError):
        raise head
    names = [str(column).strip() for column in head]
    if "id" not in names:
        raise InputError(where, "no column `id`: not an export of rasid")
    for place, row in rows:
        yield place, row if isinstance(row, InputError) else dict(zip(names, map(str, row), strict=False))
