"""Files with many reports through the API: read or stored report by report, told of line by line, within a limit that is said."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from rasid.errors import ExtractorError
from rasid.types import Claim, Report
from rasid.web import Services, files
from rasid.web.limits import Limits
from web_samples import DENY, SIEGE, TAKE, get, server

Served = tuple[TestClient, Services]
DATES = {"published": "2022-04-18", "outlet": "sada"}


@pytest.fixture(params=["sqlite", "postgres"])
def served(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Served]:
    with server(tmp_path, request.param) as pair:
        yield pair


def jsonl(*texts: str) -> bytes:
    return b"".join(json.dumps({"id": f"r{n}", "text": t, "title": f"خبر {n}"}).encode() + b"\n" for n, t in enumerate(texts))


def send(client: TestClient, path: str, data: bytes, name: str = "many.jsonl", **form: Any) -> list[Any]:
    answer = client.post(f"/api/v1{path}", files={"file": (name, data)}, data=form)
    assert answer.status_code == 200, answer.text
    assert answer.headers["content-type"] == "application/x-ndjson"
    return [json.loads(line) for line in answer.text.splitlines()]


def test_all_reports_of_a_file_are_read_a_line_each_and_nothing_is_stored(served: Served) -> None:
    client, services = served
    head, *told, end = send(client, "/analyse/file/all", jsonl(TAKE, DENY, SIEGE), **DATES)
    assert head == {"in_file": 3, "reading": 3, "left_out": 0} and end == {"done": True}
    assert [(t["n"], [c["type"] for c in t["claims"]]) for t in told] == [
        (1, ["control.take"]),
        (2, ["control.take"]),
        (3, ["access.siege"]),
    ]
    assert told[0]["claims"][0]["coders"] == ["rules"] and told[0]["claims"][0]["differences"] == []
    one = client.post("/api/v1/analyse/file", files={"file": ("many.jsonl", jsonl(TAKE, DENY))}, data=DATES | {"number": 2}).json()
    assert one["report"]["id"] == told[1]["report"]["id"] and one["claims"] == told[1]["claims"]
    assert list(services.store.reports()) == []


def test_a_table_is_read_row_by_row(served: Served) -> None:
    client, _ = served
    table = f"title,text,date\nأول,{TAKE},2022-04-18\nثان,{SIEGE},2022-04-19\n".encode()
    _, *told, _ = send(client, "/analyse/file/all", table, "many.csv")
    assert [(t["report"]["title"], t["report"]["published"], len(t["claims"])) for t in told] == [
        ("أول", "2022-04-18", 1),
        ("ثان", "2022-04-19", 1),
    ]


def test_all_reports_of_a_file_are_stored_once_and_folded(served: Served) -> None:
    client, services = served
    head, *told, end = send(client, "/reports/file/all", jsonl(TAKE, SIEGE), recorded="published", **DATES)
    assert head["reading"] == 2 and end == {"done": True}
    assert [(t["new"], t["added"], t["claims"]) for t in told] == [(True, 1, 1), (True, 1, 1)]
    assert get(client, "/states")["total"] == 2
    assert get(client, "/claims")["items"][0]["recorded"].startswith("2022-04-18")
    again = send(client, "/reports/file/all", jsonl(TAKE, SIEGE), **DATES)[1:-1]
    assert [t["new"] for t in again] == [False, False]
    assert [line["action"] for line in get(client, "/audit")["items"]] == ["report.add"] * 4
    third = {"file": ("m.jsonl", jsonl(TAKE, SIEGE, DENY))}
    stored = client.post("/api/v1/reports/file", files=third, data=DATES | {"number": 3})
    assert stored.status_code == 201 and stored.json()["new"] and len(list(services.store.reports())) == 3
    other = send(client, "/reports/file/all", jsonl(DENY, SIEGE), **DATES)[1:-1]
    assert "another text" in other[0]["skipped"] and other[1]["new"] is False


def test_what_cannot_be_read_is_said_in_its_place(served: Served, monkeypatch: pytest.MonkeyPatch) -> None:
    client, services = served
    data = jsonl(TAKE) + b"{broken\n" + jsonl(DENY.replace("نفت", "كسر"), SIEGE) + jsonl("طويل " * 50_000)
    analyse = services.engine.analyse

    def some(report: Report) -> list[Claim]:
        if "كسر" in report.text:
            raise ExtractorError("it broke")
        if "حاصرت" in report.text:
            raise ZeroDivisionError
        return analyse(report)

    monkeypatch.setattr(services.engine, "analyse", some)
    head, *told, end = send(client, "/analyse/file/all", data, **DATES)
    assert head["in_file"] == 5 and end == {"done": True}
    reasons = [t.get("skipped", "") for t in told]
    assert reasons[0] == "" and "many.jsonl" in reasons[1] and reasons[2] == "it broke"
    assert "server's log" in reasons[3] and "200000" in reasons[4]


def test_the_limit_is_said_and_an_empty_file_is_refused(served: Served, monkeypatch: pytest.MonkeyPatch) -> None:
    client, _ = served
    monkeypatch.setattr(files, "MAX_REPORTS", 2)
    head, *told, end = send(client, "/analyse/file/all", jsonl(TAKE, DENY, SIEGE), **DATES)
    assert head == {"in_file": 3, "reading": 2, "left_out": 1} and len(told) == 2 and end == {"done": True}
    empty = client.post("/api/v1/analyse/file/all", files={"file": ("a.jsonl", b"\n\n")})
    assert (empty.status_code, empty.json()["field"]) == (422, "file")
    missing = client.post("/api/v1/analyse/file", files={"file": ("m.jsonl", jsonl(TAKE))}, data={"number": 2})
    assert (missing.status_code, missing.json()["field"]) == (422, "file")


def test_a_file_that_is_too_large_is_refused(tmp_path: Path) -> None:
    with server(tmp_path, limits=Limits(upload=3000)) as (client, _):
        assert client.post("/api/v1/analyse/file/all", files={"file": ("a.txt", b"x" * 4000)}).status_code == 413
