"""Judging through the API: verdicts, corrections by chosen words, missed claims, same and different, and taking back."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from rasid.text import Text
from rasid.web import Services
from rasid.web.segments import chosen, pieces
from web_samples import SIEGE, TAKE, get, post, server

Served = tuple[TestClient, Services]


@pytest.fixture(params=["sqlite", "postgres"])
def served(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Served]:
    with server(tmp_path, request.param, local_name="leila") as pair:
        yield pair


def judge(client: TestClient, status: int = 201, **body: Any) -> Any:
    answer = client.post("/api/v1/judgements", json=body)
    assert answer.status_code == status, answer.text
    return answer.json()


def numbers(text: str, words: str) -> dict[str, int]:
    """The segments that hold these words, as a browser knows them."""
    at = text.index(words)
    held = [i for i, s in enumerate(pieces(Text(text))) if s.start < at + len(words) and s.end > at]
    return {"first": held[0], "last": held[-1]}


def test_a_rejected_claim_leaves_the_ledger_and_comes_back_when_that_is_taken_back(served: Served) -> None:
    client, _ = served
    claim = post(client, TAKE)["claims"][0]["id"]
    assert get(client, "/states")["total"] == 1
    said = judge(client, verdict="reject", claim=claim, note="a feint")
    assert (said["by"], said["note"], said["retracted"]) == ("leila", "a feint", None)
    assert get(client, "/states")["total"] == 0
    item = get(client, f"/claims/{claim}")
    assert item["verdict"] == "reject" and item["judged_by"] == ["leila"]
    undone = client.delete(f"/api/v1/judgements/{said['id']}").json()
    assert undone["retracted"] and get(client, "/states")["total"] == 1
    history = get(client, f"/claims/{claim}")
    assert history["verdict"] is None and [j["verdict"] for j in history["judgements"]] == ["reject"]
    assert client.delete(f"/api/v1/judgements/{said['id']}").status_code == 404
    assert get(client, "/judgements", claim=claim)["total"] == 1
    actions = [line["action"] for line in get(client, "/audit")["items"]]
    assert actions == ["judge.retract", "judge.reject", "report.add"]


def test_a_correction_by_chosen_words_changes_what_follows(served: Served) -> None:
    client, services = served
    added = post(client, TAKE)
    claim = added["claims"][0]
    text = services.store.report(claim["report"]).text
    correction = {
        "type": "control.lose",
        "status": "possible",
        "when": {"earliest": "2022-04-16", "latest": "2022-04-17"},
        "roles": {"place": [{**numbers(text, "النهر"), "id": "sy.nahr"}], "actor": [{**numbers(text, "قوات الفجر"), "id": "layl"}]},
    }
    said = judge(client, verdict="correct", claim=claim["id"], correction=correction)
    assert said["correction"]["roles"]["place"][0]["text"] == "النهر"
    item = get(client, f"/claims/{claim['id']}")
    assert (item["verdict"], item["type"], item["status"]) == ("correct", "control.lose", "possible")
    assert item["roles"]["actor"][0] == {"start": 6, "end": 16, "text": "قوات الفجر", "id": "layl"}
    assert item["when"]["edtf"] == "2022-04-16/2022-04-17" and item["where"][0]["place"] == "sy.nahr"
    assert item["original"]["type"] == "control.take"
    assert get(client, "/states")["total"] == 0
    moved = {"where": [{"number": 0, "lat": 36.5, "lon": 40.5, "radius_km": 3}]}
    judge(client, verdict="correct", claim=claim["id"], correction=moved)
    item = get(client, f"/claims/{claim['id']}")
    assert (item["where"][0]["lat"], item["where"][0]["lon"], item["type"]) == (36.5, 40.5, "control.take")


def test_a_source_is_put_right_and_the_ledger_and_exports_follow(served: Served) -> None:
    client, services = served
    text = "نفت قوات الليل دخول قوات الفجر إلى السوق، بحسب شهود."
    claim = post(client, text)["claims"][0]
    assert (claim["source"]["kind"], claim["source"]["id"]) == ("named", "layl")

    def correct(**source: Any) -> Any:
        judge(client, verdict="correct", claim=claim["id"], correction={"source": source})
        return get(client, f"/claims/{claim['id']}")["source"]

    outlet = {"kind": "outlet", "text": "", "start": None, "end": None, "id": "sada", "via": "sada"}
    assert correct(kind="outlet") == outlet
    assert [v["voice"] for e in get(client, "/events")["items"] for v in (*e["for"], *e["against"])] == ["sada"]
    said = correct(kind="anonymous", words=numbers(text, "شهود"))
    assert said == {"kind": "anonymous", "text": "شهود", "start": text.index("شهود"), "end": len(text) - 1, "id": "", "via": "sada"}
    said = correct(kind="named", words=numbers(text, "قوات الفجر"), id="fajr")
    assert (said["text"], said["id"], said["via"]) == ("قوات الفجر", "fajr", "sada")
    assert [v["voice"] for e in get(client, "/events")["items"] for v in (*e["for"], *e["against"])] == ["fajr"]
    marks = get(client, f"/reports/{claim['report']}")["marks"]
    assert [m["id"] for m in marks if m["kind"] == "source"] == ["fajr"]
    (row,) = csv.DictReader(client.get("/api/v1/export/csv").text.splitlines())
    assert (row["source"], row["source_id"]) == ("قوات الفجر", "fajr")
    assert len(client.get("/api/v1/export/csv", params={"source": "fajr"}).text.splitlines()) == 2
    assert len(client.get("/api/v1/export/csv", params={"source": "layl"}).text.splitlines()) == 1
    assert services.store.claim(claim["id"]).claim.source.id == "layl"


def test_a_word_is_cut_from_its_clitics(served: Served) -> None:
    client, services = served
    text = "سيطرت قوات الفجر بالنهر على السوق."
    claim = post(client, text)["claims"][0]
    where = {**numbers(text, "بالنهر"), "text": "النهر", "id": "sy.nahr"}
    said = judge(client, verdict="correct", claim=claim["id"], correction={"roles": {"place": [where]}})
    found = said["correction"]["roles"]["place"][0]
    assert services.store.report(claim["report"]).text[found["start"] : found["end"]] == "النهر"


def test_corrections_that_make_no_sense_are_refused_with_their_field(served: Served) -> None:
    client, _ = served
    claim = post(client, TAKE)["claims"][0]["id"]
    for correction, field in (
        ({"type": "control.dance"}, "correction.type"),
        ({"trigger": {"first": 9000, "last": 9000}}, "correction.trigger"),
        ({"trigger": {"first": 0, "last": 2, "text": "ليس هنا"}}, "correction.trigger"),
        ({"when": {"earliest": "2022-04-17", "latest": "2022-04-16"}}, "correction.when"),
        ({"where": [{"number": 9, "lat": 1, "lon": 1}]}, "correction.where"),
        ({"source": {"kind": "named"}}, "correction.source"),
        ({"source": {"kind": "outlet", "words": {"first": 0, "last": 0}}}, "correction.source"),
        ({"source": {"kind": "anonymous", "words": {"first": 0, "last": 0}, "id": "fajr"}}, "correction.source"),
        ({"source": {"kind": "named", "words": {"first": 9000, "last": 9000}}}, "correction.source"),
        ({"where": [{"number": 0, "lat": 1}]}, "correction.where"),
        ({}, "correction"),
        ({"colour": "red"}, "correction.colour"),
    ):
        assert judge(client, 422, verdict="correct", claim=claim, correction=correction)["field"] == field
    assert judge(client, 422, verdict="correct", claim=claim)
    assert judge(client, 422, verdict="same", claim=claim)
    assert judge(client, 422, verdict="same", claim=claim, other=claim)
    assert judge(client, 422, verdict="accept", claim=claim, other="c-1")
    assert judge(client, 404, verdict="accept", claim="c-none")["field"] == "claim"
    assert judge(client, 404, verdict="same", claim=claim, other="c-none")["field"] == "other"
    assert get(client, "/judgements")["total"] == 0


def test_two_claims_are_said_to_be_the_same_or_different(served: Served) -> None:
    client, _ = served
    one = post(client, TAKE, "2022-04-18", "sada")["claims"][0]["id"]
    two = post(client, TAKE + " ثم هدأت.", "2022-04-18", "nida")["claims"][0]["id"]
    assert [e["claims"] for e in get(client, "/events")["items"]] in ([[one, two]], [[two, one]])
    said = judge(client, verdict="different", claim=one, other=two)
    assert get(client, "/events")["total"] == 2
    client.delete(f"/api/v1/judgements/{said['id']}")
    assert get(client, "/events")["total"] == 1


def test_people_who_disagree_leave_it_open(served: Served) -> None:
    client, services = served
    claim = post(client, TAKE)["claims"][0]["id"]
    judge(client, verdict="accept", claim=claim)
    services.local_name = "omar"
    judge(client, verdict="reject", claim=claim)
    item = get(client, f"/claims/{claim}")
    assert item["verdict"] == "unsure" and item["judged_by"] == ["leila", "omar"]


def test_a_missed_claim_is_added_by_a_person_and_stays_when_the_report_is_read_again(served: Served) -> None:
    client, _ = served
    text = SIEGE + " ووصل وفد من الحلف إلى النهر."
    added = post(client, text)
    report = added["report"]["id"]
    body = {
        "type": "move.deploy",
        "trigger": numbers(text, "ووصل"),
        "roles": {
            "actor": [{**numbers(text, "الحلف"), "id": "hilf"}],
            "place": [{**numbers(text, "النهر"), "id": "sy.nahr"}],
        },
        "when": {"earliest": "2022-04-17", "latest": "2022-04-17"},
    }
    types = {t["id"] for t in get(client, "/types")["items"]}
    body["type"] = "move.deploy" if "move.deploy" in types else sorted(types)[0]
    made = client.post(f"/api/v1/reports/{report}/claims", json=body)
    assert made.status_code == 201, made.text
    item = made.json()
    assert item["by"] == "person@leila" and item["where"][0]["lat"] == 37.05
    assert item["trigger"]["text"] == "ووصل" and item["quotation"]
    second = client.post(f"/api/v1/reports/{report}/claims", json=body | {"trigger": numbers(text, "وفد")}).json()
    post(client, text)
    ids = {c["id"] for c in get(client, f"/reports/{report}")["claims"]}
    assert {item["id"], second["id"]} < ids and len(ids) == 3
    assert client.post("/api/v1/reports/r-none/claims", json=body).status_code == 404
    assert client.post(f"/api/v1/reports/{report}/claims", json=body | {"type": "x.y"}).json()["field"] == "type"


def test_chosen_words_are_whole_and_inside_the_text() -> None:
    text = Text("سيطرت 😀 القوات،\nثم هدأت")
    spans = pieces(text)
    assert "".join(text.raw[s.start : s.end] for s in spans) == text.raw
    assert chosen(text, 0, len(spans)) is None and chosen(text, -1, 0) is None and chosen(text, 2, 1) is None
    everything = chosen(text, 0, len(spans) - 1)
    assert everything is not None and (everything.start, everything.end) == (0, len(text.raw))
    assert chosen(text, 1, 1) is None or text.raw[1:2].strip()
