"""Files that rasid wrote in, the store changed out: corrected spreadsheets become judgements, bulk results become claims."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any

from rasid.errors import InputError
from rasid.exports import table
from rasid.ingest.encodings import decode
from rasid.ingest.options import Skipped, skipped
from rasid.records import claim_to_json, dumps, judgement_id
from rasid.run import Recorded, known_at
from rasid.store import Store
from rasid.types import ROLES, STANCES, STATUSES, Claim, Judgement, Report, Value, Verdict

DECISIONS: dict[str, Verdict] = {"accept": "accept", "reject": "reject"}
_MAX_BYTES = 1 << 30
# Keys of the claim that a person may put right; the others say where the words stand and who read them.
_CORRECTABLE = (
    "type", "roles", "when", "where", "source", "stance", "status", "extent", "weapon",
    "killed", "injured", "killed_min", "killed_max", "injured_min", "injured_max",
)  # fmt: skip
_FIXED = ("report", "sentence", "trigger", "time", "by", "rule", "outlet", "published")


@dataclass(frozen=True, slots=True)
class Imported:
    """What came of a row: a judgement that is now in the store, nothing new, or the reason why not."""

    rows: int
    judgements: int
    unchanged: int
    faults: tuple[Skipped, ...]


def import_csv(store: Store, path: Path, by: str, at: datetime, types: Iterable[str] = ()) -> Imported:
    """A CSV that `rasid export csv` wrote and a person changed. A faulty row is named by its line and changes nothing."""
    known_types, faults = frozenset(types), list[Skipped]()
    rows = judged = unchanged = 0
    for where, row in _rows(path):
        rows += 1
        try:
            if isinstance(row, InputError):
                raise row
            found = list(judgements_of(row, where, store, by, at, known_types))
        except InputError as error:
            faults.append(skipped(error))
            continue
        for judgement in found:
            store.judge(judgement)
        judged += len(found)
        unchanged += not found
    return Imported(rows, judged, unchanged, tuple(faults))


def _rows(path: Path) -> Iterator[tuple[str, dict[str, str] | InputError]]:
    try:
        size = path.stat().st_size
        data = path.read_bytes() if size <= _MAX_BYTES else b""
    except OSError as error:
        raise InputError(str(path), f"not readable: {error.strerror}") from None
    if size > _MAX_BYTES:
        raise InputError(str(path), "longer than 1 GB: import it in pieces")
    text, _ = decode(data, str(path))
    first = text.partition("\n")[0]
    yield from table.read(io.StringIO(text, newline=""), str(path), max(",;\t", key=first.count))


def judgements_of(
    row: Mapping[str, str], where: str, store: Store, by: str, at: datetime, types: frozenset[str] = frozenset()
) -> Iterator[Judgement]:
    """What a row says about its claim: its decision, else what its cells change."""
    id_, decision = row.get("id", "").strip(), row.get("decision", "").strip().lower()
    note = row.get("note", "")
    stored = store.claims_by_id([id_]).get(id_)
    if stored is None:
        raise InputError(where, f"id: no claim {id_!r} in the store")
    if decision and decision not in (*DECISIONS, "correct"):
        raise InputError(where, f"decision: {decision!r}; there are {', '.join(DECISIONS)}, correct or nothing")
    if decision in DECISIONS:
        yield _judgement(DECISIONS[decision], id_, by, at, note)
        return
    changed = _grounded(table.claim_of(row, where), stored.claim, store.report(stored.claim.report), where)
    correction = changes(stored.claim, changed, where)
    if types and changed.type not in types:
        raise InputError(where, f"type: no type {changed.type!r} in the codebook")
    if correction:
        yield _judgement("correct", id_, by, at, note, dumps(correction))


def _judgement(verdict: Verdict, claim: str, by: str, at: datetime, note: str, correction: str = "") -> Judgement:
    return Judgement(judgement_id(verdict, claim, "", by, at, correction), verdict, claim, "", by, at, note, correction)


def changes(stored: Claim, changed: Claim, where: str) -> dict[str, Any]:
    """The keys of the claim that a person has put right. What no person can put right is an error."""
    before, after = claim_to_json(stored), claim_to_json(changed)
    for key in _FIXED:
        if before[key] != after[key]:
            raise InputError(where, f"{key}: not to be changed; it says what was read, and the claim's id rests on it")
    if changed.stance not in STANCES or changed.status not in STATUSES or changed.extent not in ("whole", "part"):
        raise InputError(where, f"{changed.stance}, {changed.status}, {changed.extent}: not a stance, status and extent")
    return {key: after.get(key) for key in _CORRECTABLE if before.get(key) != after.get(key)}


def _grounded(claim: Claim, stored: Claim, report: Report, where: str) -> Claim:
    """The claim with a span for each of its words: new words are looked for in the sentence, else in the report."""
    roles = {role: tuple(_value(v, stored.role(role), claim, report, role, where) for v in claim.role(role)) for role in ROLES}
    return replace(claim, actor=roles["actor"], target=roles["target"], place=roles["place"], goods=roles["goods"])


def _value(value: Value, known: tuple[Value, ...], claim: Claim, report: Report, role: str, where: str) -> Value:
    if any((value.start, value.end, value.text) == (v.start, v.end, v.text) for v in known):
        return value
    if value.start >= 0 and report.text[value.start : value.end] == value.text:
        return value
    start = report.text.find(value.text, claim.sentence.start, claim.sentence.end)
    start = report.text.find(value.text) if start < 0 else start
    if start < 0 or not value.text.strip():
        raise InputError(where, f"{role}: {value.text!r} does not stand in the report; quote its words")
    return Value(start, start + len(value.text), value.text, value.id)


# --- bulk results ----------------------------------------------------------------------------------------------------


def import_parquet(
    store: Store, folder: Path, recorded: Recorded, now: datetime, report: Callable[[int, int], None] | None = None
) -> tuple[int, int, int]:
    """The reports and claims of a bulk folder: reports, new ones, claims. The same folder again changes nothing."""
    from rasid.bulk.read import parts_of, read_part

    parts = parts_of(folder)
    reports = new = claims = 0
    for number, part in enumerate(parts, 1):
        items = [(found, said, known_at(found, recorded, now)) for found, said in read_part(part)]
        new += sum(bool(added.new) for added in store.add_many(items))
        reports += len(items)
        claims += sum(len(said) for _, said, _ in items)
        if report is not None:
            report(number, len(parts))
    return reports, new, claims
