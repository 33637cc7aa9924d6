"""Import of a spreadsheet: what a person changed becomes a judgement with author and date, anything else stays as it was."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from exports_samples import CLAIMS, KNOWN, REPORT, TEXT, WORLD
from rasid.errors import InputError
from rasid.exports import StoreMaterial, export_file
from rasid.imports import import_csv
from rasid.judging import rule
from rasid.store import ClaimFilter, Store, open_store
from rasid.types import Judgement, Recorded, Value

AT = datetime(2024, 1, 1, tzinfo=UTC)
IDS = {recorded.claim.id for recorded in CLAIMS}


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with open_store(str(tmp_path / "s.sqlite")) as opened:
        claims = [replace(r.claim, source=replace(r.claim.source, start=None, end=None)) for r in CLAIMS]
        opened.add(REPORT, claims, KNOWN)
        yield opened


def exported(store: Store, tmp_path: Path) -> tuple[Path, list[dict[str, str]]]:
    path = tmp_path / "claims.csv"
    export_file("csv", StoreMaterial(store), WORLD, path)
    with path.open(encoding="utf-8-sig", newline="") as lines:
        return path, list(csv.DictReader(lines))


def saved(path: Path, rows: list[dict[str, str]], encoding: str = "utf-8-sig", delimiter: str = ",") -> Path:
    with path.open("w", encoding=encoding, newline="") as out:
        writer = csv.DictWriter(out, list(rows[0]), delimiter=delimiter)
        writer.writeheader()
        writer.writerows(rows)
    return path


def by_id(store: Store) -> dict[str, Recorded]:
    return {recorded.claim.id: recorded for recorded in rule(store.judgements()).apply(store.claims())}


@pytest.mark.parametrize("encoding, delimiter", [("utf-8-sig", ","), ("utf-16", "\t"), ("utf-8", ";")])
def test_an_unchanged_file_changes_nothing(store: Store, tmp_path: Path, encoding: str, delimiter: str) -> None:
    path, rows = exported(store, tmp_path)
    result = import_csv(store, saved(path, rows, encoding, delimiter), "amal", AT)
    assert (result.rows, result.judgements, result.unchanged, result.faults) == (3, 0, 3, ())
    assert not list(store.judgements())


def test_decisions(store: Store, tmp_path: Path) -> None:
    path, rows = exported(store, tmp_path)
    rows[0] |= {"decision": "Accept"}
    rows[1] |= {"decision": "reject", "note": "دعاية"}
    assert import_csv(store, saved(path, rows), "amal", AT).judgements == 2
    said = {j.left: (j.verdict, j.by, j.at, j.note) for j in store.judgements()}
    assert said[rows[1]["id"]] == ("reject", "amal", AT, "دعاية") and said[rows[0]["id"]][0] == "accept"
    _, again = exported(store, tmp_path)
    assert rows[1]["id"] not in {row["id"] for row in again}, "a rejected claim is exported no longer"
    assert import_csv(store, path, "amal", AT).faults == ()


def test_corrections(store: Store, tmp_path: Path) -> None:
    path, rows = exported(store, tmp_path)
    take = next(row for row in rows if row["id"] == "c-1")
    take |= {
        "stance": "confirms",
        "actor": "الأسايش",
        "killed": "2.0",
        "place": "المربع الأمني",
        "place_ids": "sy.qamishli.square",
        "where": take["where"],
    }
    take["place_spans"] = take["place_spans"].split(" | ")[0]
    result = import_csv(store, saved(path, rows), "amal", AT, ["control.take", "fight.airstrike", "access.siege"])
    assert result.faults == () and result.judgements == 1
    claim = by_id(store)["c-1"].claim
    start = TEXT.index("الأسايش")
    assert claim.stance == "confirms" and claim.killed == 2
    assert claim.actor == (Value(start, start + 7, "الأسايش", "asayish"),), "new words get their place in the sentence"
    assert [v.id for v in claim.place] == ["sy.qamishli.square"]
    _, again = exported(store, tmp_path)
    assert next(row for row in again if row["id"] == "c-1")["stance"] == "confirms"


def test_filters_ask_for_what_a_claim_says_once_it_is_corrected(store: Store, tmp_path: Path) -> None:
    def found(**wanted: Any) -> set[str]:
        return {recorded.claim.id for recorded in StoreMaterial(store, ClaimFilter(**wanted)).claims()}

    before = {
        "type": found(type="control.take"),
        "place": found(place="sy.qamishli"),
        "actor": found(actor="asayish"),
        "stance": found(stance="reports"),
    }
    assert all("c-1" in ids for ids in before.values())
    path, rows = exported(store, tmp_path)
    take = next(row for row in rows if row["id"] == "c-1")
    take |= {"type": "control.hold", "stance": "confirms", "actor": "", "actor_ids": "", "actor_spans": ""}
    assert import_csv(store, saved(path, rows), "amal", AT).faults == ()
    assert found(type="control.take") == before["type"] - {"c-1"} and "c-1" in found(type="control.hold")
    assert "c-1" in found(family="control") and "c-1" in found(place="sy.qamishli") and "c-1" in found(stance="confirms")
    assert "c-1" not in found(actor="asayish") | found(stance="reports")
    assert "c-1" in found(type="control.hold", at=date(2022, 4, 17))
    assert "c-1" not in found(type="control.hold", until=date(2020, 1, 1)) | found(type="control.hold", known_by=date(2000, 1, 1))
    store.judge(Judgement("j-1", "accept", "c-2", "", "amal", AT))
    store.add(REPORT, [], AT)  # a newer reading finds nothing
    gone = {r.claim.id for r in store.claims(ClaimFilter(withdrawn=True)) if r.withdrawn}
    assert len(gone) > 1 and found() == (IDS - gone) | {"c-2"}, "what a person accepted stays"


@pytest.mark.parametrize(
    "cells, reason",
    [
        ({"id": "c-none"}, "no claim 'c-none'"),
        ({"decision": "maybe"}, "decision"),
        ({"stance": "shouts"}, "not a stance"),
        ({"type": "control.fly"}, "codebook"),
        ({"killed": "many"}, "killed: 'many' is no whole number"),
        ({"actor": "كلمات ليست في الخبر"}, "does not stand in the report"),
        ({"trigger": "x"}, "trigger: not to be changed"),
        ({"rule": "x"}, "rule: not to be changed"),
    ],
)
def test_faulty_rows_are_named_by_line(store: Store, tmp_path: Path, cells: dict[str, str], reason: str) -> None:
    path, rows = exported(store, tmp_path)
    rows[1] |= cells
    result = import_csv(store, saved(path, rows), "amal", AT, ["control.take", "fight.airstrike", "access.siege"])
    (fault,) = result.faults
    assert fault.where.startswith(f"{path}:") and reason in fault.reason
    assert result.judgements == 0 and result.unchanged == 2


def test_what_is_no_export(store: Store, tmp_path: Path) -> None:
    (tmp_path / "x.csv").write_text("a,b\n1,2\n", "utf-8")
    with pytest.raises(InputError, match="no column `id`"):
        import_csv(store, tmp_path / "x.csv", "amal", AT)
    with pytest.raises(InputError, match="not readable"):
        import_csv(store, tmp_path / "none.csv", "amal", AT)
