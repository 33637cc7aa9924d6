"""The API over a store: what is read, stored, listed, explained and judged, and how errors look."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from rasid.web import Services
from web_samples import DENY, SIEGE, TAKE, get, post, server

Served = tuple[TestClient, Services]


@pytest.fixture(params=["sqlite", "postgres"])
def served(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Served]:
    with server(tmp_path, request.param) as pair:
        yield pair


@pytest.fixture
def filled(served: Served) -> TestClient:
    client, _ = served
    post(client, TAKE, "2022-04-18", title="خبر أول")
    post(client, DENY, "2022-04-19", "nida")
    post(client, SIEGE, "2022-04-22", "nida")
    return client


def test_a_text_is_read_on_the_spot_and_nothing_is_stored(served: Served) -> None:
    client, services = served
    answer = client.post("/api/v1/analyse", json={"text": TAKE, "published": "2022-04-18"})
    assert answer.status_code == 200
    body = answer.json()
    assert [c["type"] for c in body["claims"]] == ["control.take"]
    assert body["claims"][0]["when"]["edtf"] == "2022-04-17"
    assert "".join(s["t"] for p in body["paragraphs"] for s in p["segments"]) == TAKE
    assert list(services.store.reports()) == [] and get(client, "/claims")["total"] == 0


def test_a_file_is_stored_with_the_text_that_it_gives(served: Served) -> None:
    client, _ = served
    upload = {"file": ("a.txt", ("  " + TAKE + "\n\n\n").encode())}
    tried = client.post("/api/v1/analyse/file", files=upload, data={"published": "2022-04-18", "outlet": "enab"}).json()
    stored = client.post("/api/v1/reports/file", files=upload, data={"published": "2022-04-18", "outlet": "enab"})
    assert stored.status_code == 201 and stored.json()["new"] is True
    assert stored.json()["report"]["id"] == tried["report"]["id"]
    assert [c["id"] for c in stored.json()["claims"]] == [c["id"] for c in tried["claims"]] != []
    assert client.get("/api/v1/reports/" + tried["report"]["id"]).status_code == 200
    assert client.post("/api/v1/reports/file", files=upload, data={"published": "2022-04-18", "outlet": "enab"}).json()["new"] is False
    old = {"file": ("b.txt", (TAKE + " ثم هدأت.").encode())}
    archived = client.post("/api/v1/reports/file", files=old, data={"published": "2022-04-18", "recorded": "published"}).json()
    assert get(client, "/claims", report=archived["report"]["id"])["items"][0]["recorded"].startswith("2022-04-18")


def test_a_stored_report_comes_back_as_segments_with_its_claims(served: Served) -> None:
    client, _ = served
    added = post(client, TAKE, title="عنوان 😀 القرية")
    assert added["new"] and added["added"] == 1
    again = post(client, TAKE, title="عنوان 😀 القرية")
    assert not again["new"]
    report = get(client, f"/reports/{added['report']['id']}")
    assert [p["kind"] for p in report["paragraphs"]] == ["title", "text"]
    assert "".join(s["t"] for s in report["paragraphs"][1]["segments"]) == TAKE
    claim = report["claims"][0]
    marked = {report["marks"][m]["kind"]: "" for m in claim["marks"]}
    for segment in report["paragraphs"][1]["segments"]:
        for m in segment["m"]:
            if m in claim["marks"]:
                marked[report["marks"][m]["kind"]] += segment["t"]
    assert marked["trigger"] == "سيطرت" and marked["actor"] == "قوات الفجر"
    assert claim["names"]["fajr"] == {"ar": "قوات الفجر", "en": "Fajr"}


def test_lists_have_pages_totals_and_the_command_lines_filters(filled: TestClient) -> None:
    client = filled
    first = get(client, "/claims", limit=2)
    assert (len(first["items"]), first["total"]) == (2, 3)
    rest = get(client, "/claims", limit=2, cursor=first["next"])
    assert [i["type"] for i in rest["items"]] == ["access.siege"] and rest["next"] is None
    assert get(client, "/claims", type="control")["total"] == 2
    assert get(client, "/claims", stance="denies")["items"][0]["source"]["id"] == "layl"
    assert get(client, "/claims", place="sy.east")["total"] == 2
    assert get(client, "/claims", place="النهر")["total"] == 2
    assert get(client, "/claims", actor="Layl")["total"] == 1
    assert get(client, "/claims", at="2022-04-17")["total"] == 1
    assert get(client, "/claims", known_by="2022-04-18")["total"] == 1
    assert get(client, "/claims", order="newest")["items"][0]["type"] == "access.siege"
    assert [p["m"] for p in get(client, "/claims")["items"][0]["quotation"] if p["t"] == "سيطرت"] == [["trigger"]]


def test_states_and_events_follow_from_what_is_stored(filled: TestClient) -> None:
    client = filled
    events = get(client, "/events")
    assert {e["type"]: e["status"] for e in events["items"]} == {"control.take": "contested", "access.siege": "reported"}
    assert get(client, "/events", place="sy.nahr")["total"] == 1
    states = get(client, "/states", at="2022-04-25")
    assert {s["kind"] for s in states["items"]} == {"control", "siege"}
    held = get(client, "/states", kind="control", at="2022-04-25")["items"]
    assert held[0]["holder"][0]["name"]["en"] == "Fajr" and held[0]["status"] == "contested"
    early = get(client, "/states", kind="control", at="2022-04-25", known_by="2022-04-18")["items"]
    assert early[0]["status"] == "reported"
    assert get(client, "/states", at="2022-04-01")["total"] == 0
    assert get(client, "/states", ever=True)["total"] >= 2


def test_why_goes_down_to_the_words(filled: TestClient) -> None:
    state = get(filled, "/states", kind="siege", at="2022-04-25")["items"][0]
    node = get(filled, f"/explain/{state['id']}")
    seen, texts = [], []

    def walk(at: Any) -> None:
        seen.append(at["kind"])
        texts.extend(p["t"] for p in at.get("record", {}).get("quotation", []))
        for child in at.get("because", []):
            walk(child)

    walk(node)
    assert seen[0] == "state" and {"event", "claim", "rule", "words"} <= set(seen)
    assert get(filled, f"/explain/{state['id']}", known_by="2022-04-30")["because"][0]["kind"] == "event"
    assert "حاصرت" in texts
    assert get(filled, "/explain/s-0000000000000000", 404)["status"] == 404


def test_errors_are_problems_that_name_field_and_reason(served: Served) -> None:
    client, _ = served
    for path, query, field in (
        ("/claims", {"at": "yesterday"}, "at"),
        ("/claims", {"colour": "red"}, "colour"),
        ("/claims", {"limit": 0}, "limit"),
        ("/claims", {"cursor": "x"}, "cursor"),
        ("/claims", {"stance": "sings"}, "stance"),
        ("/geo/claims", {"bbox": "1,2"}, "bbox"),
    ):
        answer = client.get(f"/api/v1{path}", params=query)
        assert answer.status_code == 422 and answer.headers["content-type"] == "application/problem+json"
        assert answer.json()["field"] == field and answer.json()["reason"]
    assert get(client, "/claims", 404, place="nowhere")["field"] == "place"
    assert get(client, "/claims/c-0000000000000000", 404)["status"] == 404
    assert get(client, "/nothing", 404)["title"] == "Not found"
    empty = client.post("/api/v1/analyse", json={"text": "  \n"})
    assert empty.status_code == 422 and empty.json()["field"] == "text"
    assert client.post("/api/v1/analyse", json={"text": TAKE, "published": "soon"}).json()["field"] == "published"
    assert client.post("/api/v1/analyse", content=b"{").status_code == 422


def test_an_unchanged_answer_is_not_sent_twice(filled: TestClient) -> None:
    first = filled.get("/api/v1/claims")
    tag = first.headers["etag"]
    assert filled.get("/api/v1/claims", headers={"if-none-match": tag}).status_code == 304
    assert filled.get("/api/v1/claims?limit=1", headers={"if-none-match": tag}).status_code == 200
    post(filled, SIEGE, "2022-04-23", "sada")
    assert filled.get("/api/v1/claims", headers={"if-none-match": tag}).status_code == 200


def test_search_finds_spellings_articles_and_clitics_and_marks_the_raw_words(served: Served) -> None:
    client, _ = served
    post(client, "وصلت التعزيزات إلى القامِشلي وبالقامشلي سوق.", "2022-04-10")
    post(client, "لا شيء في هذا الخبر عن غيرها.", "2022-04-11")
    for q in ("القامشلي", "قامشلى", "القامشلي تعزيزات"):
        found = get(client, "/reports", q=q)
        assert found["total"] == 1, q
        marked = [s["t"] for s in found["items"][0]["snippet"] if s["m"]]
        assert "القامِشلي" in marked and "وبالقامشلي" in marked
    assert get(client, "/reports", q="حلب")["total"] == 0
    report = get(client, "/reports", q="سوق")["items"][0]
    whole = get(client, f"/reports/{report['id']}", q="سوق")
    found_mark = [i for i, m in enumerate(whole["marks"]) if m["kind"] == "found"]
    assert [s["t"] for p in whole["paragraphs"] for s in p["segments"] if set(s["m"]) & set(found_mark)] == ["سوق"]


def test_reports_are_listed_newest_first_with_a_cursor(filled: TestClient) -> None:
    page = get(filled, "/reports", limit=2)
    assert [r["published"] for r in page["items"]] == ["2022-04-22", "2022-04-19"] and page["total"] == 3
    rest = get(filled, "/reports", limit=2, cursor=page["next"])
    assert [r["title"] for r in rest["items"]] == ["خبر أول"] and rest["total"] == 3 and rest["next"] is None
    assert get(filled, "/reports", outlet="nida")["total"] == 2
    assert get(filled, "/reports", place="sy.jabal")["total"] == 1
    assert get(filled, "/reports", until="2022-04-18")["items"][0]["claims"] == 1


def test_every_endpoint_is_documented(served: Served) -> None:
    client, _ = served
    document = client.get("/api/v1/openapi.json").json()
    assert document["openapi"].startswith("3.")
    wanted = {"reports", "claims", "events", "states", "places", "actors", "explain/{id}", "export/{format}", "analyse", "judgements"}
    assert {f"/api/v1/{w}" for w in wanted} <= set(document["paths"])
    for path, operations in document["paths"].items():
        for operation in operations.values():
            assert operation["description"] and operation["tags"], path
