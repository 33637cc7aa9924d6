"""Reports are hostile input: what looks like script, markup or a formula comes back as the text it is, and stays text."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from rasid.web.shape import link
from web_samples import TAKE, get, post, server

ATTACKS = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "</script><svg/onload=alert(1)>",
    "javascript:alert(1)",
    "{{7*7}}${7*7}<%= 7*7 %>",
    '=HYPERLINK("http://evil.example","x")',
    "+1+cmd|' /C calc'!A0",
    "-2+3+cmd|' /C calc'!A0",
    "@SUM(1+1)*cmd|' /C calc'!A0",
    "\u202egnp.exe\u202c",
    "'; DROP TABLE claim; --",
    '" OR words MATCH "a*',
    "\r\nSet-Cookie: x=1",
    "../../etc/passwd",
    "😀\u0000\u200f",
)


@pytest.fixture
def client(tmp_path: Path) -> Iterator[TestClient]:
    with server(tmp_path) as (opened, _):
        yield opened


def attack(client: TestClient, text: str) -> Any:
    """A report that has it in every field."""
    clean = text.replace("\x00", "")
    return post(client, f"{clean} {TAKE} {clean}", title=clean.replace("\r\n", " "), outlet=clean[:200], url=clean)


@pytest.mark.parametrize("text", ATTACKS)
def test_it_comes_back_as_the_text_it_is(client: TestClient, text: str) -> None:
    added = attack(client, text)
    report = get(client, f"/reports/{added['report']['id']}")
    clean = text.replace("\x00", "")
    shown = "".join(s["t"] for p in report["paragraphs"] for s in p["segments"])
    assert clean.replace("\r\n", "\r") in shown.replace("\n", "") or clean.strip() in shown
    assert report["outlet"] == clean[:200]
    assert report["url"] is None
    for path in (
        f"/reports/{report['id']}",
        "/reports",
        "/claims",
        "/events",
        "/states",
        "/geo/claims",
        "/overview",
        "/places",
        "/judgements",
    ):
        answer = client.get(f"/api/v1{path}")
        assert answer.status_code == 200
        assert answer.headers["content-type"] in ("application/json", "application/geo+json")
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert "sandbox" in answer.headers["content-security-policy"]
        assert "set-cookie" not in answer.headers


@pytest.mark.parametrize("text", ATTACKS)
def test_questions_that_hold_it_are_answered_or_refused(client: TestClient, text: str) -> None:
    attack(client, text)
    for path, name in (("/reports", "q"), ("/claims", "place"), ("/claims", "actor"), ("/claims", "source"), ("/claims", "outlet"),
                       ("/places", "q"), ("/actors", "q"), ("/judgements", "claim"), ("/claims", "type")):  # fmt: skip
        answer = client.get(f"/api/v1{path}", params={name: text})
        assert answer.status_code in (200, 404, 422), (path, name, answer.text)
    assert client.get("/api/v1/reports", params={"q": "سيطرت"}).json()["total"] == 1
    for path in ("/explain/", "/reports/", "/claims/", "/places/", "/export/", "/states/"):
        assert client.get(f"/api/v1{path}" + text.replace("/", "%2F").replace("\r\n", "%0D%0A").replace("\x00", "%00")).status_code in (
            404,
            422,
        )


def test_notes_of_judgements_stay_text(client: TestClient) -> None:
    claim = post(client, TAKE)["claims"][0]["id"]
    for text in ATTACKS:
        answer = client.post("/api/v1/judgements", json={"verdict": "accept", "claim": claim, "note": text})
        if "\x00" in text:
            assert answer.status_code == 422 and answer.json()["field"] == "note"
        else:
            assert answer.json()["note"] == text
    assert get(client, f"/claims/{claim}")["judgements"][0]["note"] == ATTACKS[0]


def test_tables_hold_no_formula(client: TestClient) -> None:
    for text in ATTACKS:
        attack(client, text)
    for name in ("csv", "acled", "ucdp", "hxl", "panel"):
        rows = list(csv.reader(io.StringIO(client.get(f"/api/v1/export/{name}").text.lstrip("\ufeff"))))
        assert len(rows) > 1 or name in ("acled", "ucdp", "panel")
        live = [cell for row in rows for cell in row if cell[:1] in ("=", "+", "@", "\t", "\r") or (cell[:1] == "-" and "cmd" in cell)]
        assert live == [], name


def test_only_web_addresses_become_links() -> None:
    for bad in (
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        " javascript:alert(1)",
        "data:text/html,x",
        "file:///etc/passwd",
        "",
        "//x",
        "http:",
    ):
        assert link(bad) in (None, "http:"), bad
    assert link("https://example.org/a?b=1") == "https://example.org/a?b=1"
    assert link("http://[::1") is None


def test_bodies_that_are_no_request_are_refused(client: TestClient) -> None:
    for body in (
        b"[" * 100_000,
        b"{",
        b"",
        b"null",
        b"\xff\xfe",
        b'{"text": 1e999}',
        b'{"text": "\\ud800"}',
        b'{"text": "a", "text": 1}',
    ):
        answer = client.post("/api/v1/analyse", content=body, headers={"content-type": "application/json"})
        assert answer.status_code in (400, 422), body[:20]
        assert answer.headers["content-type"] == "application/problem+json"


def test_hostile_uploads_are_read_or_refused(client: TestClient) -> None:
    page = f"<html><body><article><p>{TAKE}</p><script>alert(1)</script></article></body></html>"
    for name, data, status in (
        ("report.txt", TAKE.encode(), 200),
        ("../../x.txt", TAKE.encode(), 200),
        ("x.jsonl", json.dumps({"text": TAKE}, ensure_ascii=False).encode(), 200),
        ("x.txt", b"\x00\x01\x02\xff" * 50, 422),
        ("x.pdf", b"%PDF-1.4 broken", 422),
        ("x.docx", b"PK\x03\x04 broken", 422),
        ("", TAKE.encode(), 422),
        ("x.txt", b"", 422),
    ):
        answer = client.post("/api/v1/analyse/file", files={"file": (name, data)}, data={"published": "2022-04-18"})
        assert answer.status_code == status, (name, answer.text)
        if status == 200:
            assert [c["type"] for c in answer.json()["claims"]] == ["control.take"]
    read = client.post("/api/v1/analyse/file", files={"file": ("x.html", page.encode())})
    assert "alert" not in read.text
    assert get(client, "/reports")["total"] == 0
