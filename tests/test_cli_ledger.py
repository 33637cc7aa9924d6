"""The commands of the ledger, run as a person runs them, on a store with claims written by us."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from ledger_samples import make_claim, make_report, noon
from rasid.store import open_store
from rasid.types import Claim

Run = Callable[..., Any]
SQUARE = "sy.qamishli.security-square"
PATHS = {
    SQUARE: (SQUARE, "sy.qamishli", "sy.hasakah", "sy"),
    "sy.qamishli": ("sy.qamishli", "sy.hasakah", "sy"),
    "sy.qamishli.tayy": ("sy.qamishli.tayy", "sy.qamishli", "sy.hasakah", "sy"),
}


@pytest.fixture
def claims(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> dict[str, Claim]:
    path = tmp_path / "store.sqlite"
    monkeypatch.setenv("RASID_STORE", str(path))
    one = make_report("r1", outlet="syriatv", published="2022-04-18", body="سيطرت الأسايش على المربع الأمني في القامشلي.")
    two = make_report("r2", outlet="enabbaladi", published="2022-05-02", body="نفت الأسايش سيطرتها على المربع الأمني.")
    three = make_report("r3", outlet="enabbaladi", published="2022-05-10", body="الحكومة تسيطر على القامشلي.")
    found = {
        "take": make_claim("control.take", "asayish=الأسايش", f"{SQUARE}=المربع_الأمني", report=one, when="2022-04-17", paths=PATHS),
        "deny": make_claim(
            *("control.take", "asayish=الأسايش", f"{SQUARE}=المربع_الأمني"),
            report=two,
            source="named:asayish",
            stance="denies",
            status="negated",
            when="2022-04-17",
            paths=PATHS,
        ),
        "hold": make_claim("control.hold", "sy.gov=الحكومة", "sy.qamishli=القامشلي", report=three, status="ongoing", paths=PATHS),
    }
    with open_store(str(path)) as store:
        for report, name in ((one, "take"), (two, "deny"), (three, "hold")):
            store.add(report, [found[name]], noon(str(report.published)))
    return found


def records(done: Any) -> list[dict[str, Any]]:
    assert done.code == 0, done.err
    return [json.loads(line) for line in done.lines]


def test_states(rasid: Run, claims: dict[str, Claim]) -> None:
    found = records(rasid("states", "--format", "jsonl"))
    assert {(s["place"]["id"], s["status"]) for s in found} == {(SQUARE, "contested"), ("sy.qamishli", "reported")}
    square = next(s for s in found if s["place"]["id"] == SQUARE)
    assert square["holder"][0]["name"]["en"] and square["place"]["lat"] == pytest.approx(37.05)
    assert (square["because"], square["against"]) == ([claims["take"].id], [claims["deny"].id])
    then = records(rasid("states", "--known-by", "2022-04-20", "--format", "jsonl"))
    assert [(s["place"]["id"], s["status"]) for s in then] == [(SQUARE, "reported")]
    assert records(rasid("states", "--at", "2022-04-16", "--known-by", "2022-04-20", "--format", "jsonl")) == []
    assert records(rasid("states", "siege", "--format", "jsonl")) == []


def test_a_place_inherits_and_shows_what_differs(rasid: Run, claims: dict[str, Claim]) -> None:
    (tayy,) = records(rasid("states", "control", "--place", "sy.qamishli.tayy", "--format", "jsonl"))
    assert (tayy["inherited_from"], tayy["holder"][0]["id"], tayy["place"]["id"]) == ("sy.qamishli", "sy.gov", "sy.qamishli.tayy")
    town = records(rasid("states", "control", "--place", "sy.qamishli", "--format", "jsonl"))
    assert [s["place"]["id"] for s in town] == ["sy.qamishli", SQUARE]


def test_tables_and_csv(rasid: Run, claims: dict[str, Claim]) -> None:
    table = rasid("states")
    assert table.code == 0 and "2 states" in table.err and "contested" in table.out
    rows = list(csv.DictReader(io.StringIO(rasid("states", "--format", "csv").out)))
    assert {r["kind"] for r in rows} == {"control"} and len(rows) == 2
    assert "asayish!" in rasid("events", "--type", "control.take").out


def test_events(rasid: Run, claims: dict[str, Claim]) -> None:
    (event,) = records(rasid("events", "--status", "contested", "--format", "jsonl"))
    assert event["against"][0] == {"voice": "asayish", "kind": "named", "interested": True, "claims": [claims["deny"].id]}
    assert len(records(rasid("events", "--place", "sy.qamishli", "--format", "jsonl"))) == 2
    assert len(records(rasid("events", "--type", "control", "--actor", "asayish", "--format", "jsonl"))) == 1
    known = records(rasid("events", "--known-by", "2022-04-20", "--place", "sy.qamishli", "--format", "jsonl"))
    assert [e["status"] for e in known] == ["reported"]


def test_explain(rasid: Run, claims: dict[str, Claim]) -> None:
    square = next(s for s in records(rasid("states", "--format", "jsonl")) if s["status"] == "contested")
    told = rasid("explain", square["id"])
    assert told.code == 0
    for part in ("state [", "event [", "claim [", "rule: control.take/test", "سيطرت الأسايش", "a party to the event"):
        assert part in told.out
    (tree,) = records(rasid("explain", square["id"], "--json"))
    assert tree["because"][0]["kind"] == "event"
    missing = rasid("explain", "s-1")
    assert missing.code == 2 and "no state 's-1'" in missing.err


def test_history(rasid: Run, claims: dict[str, Claim]) -> None:
    english = rasid("history", "sy.qamishli")
    assert english.lines[0].startswith("not after 10 May 2022: ") or english.lines[0].startswith("17 April 2022: ")
    arabic = rasid("history", "sy.qamishli", "--lang", "ar")
    assert "17 نيسان 2022: السيطرة على المربع الأمني بيد" in arabic.out
    assert len(records(rasid("history", "sy.qamishli", "--json"))) == 2
    assert "knows nothing" in rasid("history", "sy.aleppo-city").err


def test_judging(rasid: Run, claims: dict[str, Claim]) -> None:
    def status() -> list[str]:
        return [e["status"] for e in records(rasid("events", "--type", "control.take", "--format", "jsonl"))]

    made = rasid("reject", claims["deny"].id, "--by", "lina", "--note", "لا يصح")
    assert made.code == 0 and status() == ["reported"]
    assert rasid("retract", made.out.strip()).code == 0 and status() == ["contested"]
    assert rasid("judge", claims["take"].id, claims["deny"].id, "different", "--by", "lina").code == 0
    assert sorted(status()) == ["denied", "reported"]
    assert rasid("judge", claims["take"].id, claims["deny"].id, "same", "--by", "omar").code == 0
    assert status() == ["contested"]  # they disagree: nothing is overridden
    assert rasid("accept", claims["take"].id).code == 0
    assert rasid("judge", claims["take"].id, claims["take"].id, "same").code == 2
    assert rasid("reject", "c-0000000000000000").code == 2
    assert rasid("retract", "j-0").code == 2


def test_correcting(rasid: Run, claims: dict[str, Claim]) -> None:
    take = claims["take"].id
    assert rasid("correct", take, "status=possible").code == 0
    assert [e["status"] for e in records(rasid("events", "--type", "control.take", "--format", "jsonl"))] == ["denied"]
    assert rasid("correct", take, "place=sy.qamishli.tayy", "actor=sdf").code == 0
    (event,) = records(rasid("events", "--actor", "sdf", "--format", "jsonl"))
    assert event["roles"]["place"][0]["id"] == "sy.qamishli.tayy" and event["roles"]["actor"][0]["text"] == "الأسايش"
    assert rasid("correct", take, "source=outlet").code == 0
    assert rasid("correct", take, "source=sana").code == 2  # no words for it
    for wrong in ("status=maybe", "killed=many", "perp=x", "status", "goods=flour", "type=x"):
        assert rasid("correct", take, wrong).code == 2
    assert rasid("correct", take).code == 2
    assert rasid("correct", take, "--json", "{").code == 2
    assert rasid("correct", take, "--json", '{"perp": 1}').code == 2


def test_dates_and_names_that_are_none(rasid: Run, claims: dict[str, Claim]) -> None:
    assert rasid("states", "--at", "soon").code == 2
    assert rasid("states", "--place", "xyzzy").code == 2
    assert rasid("events", "--actor", "xyzzy").code == 2
