"""Maps, places, actors, the overview and exports: the same rows as the lists, each with the precision that it has."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from web_samples import DENY, SIEGE, TAKE, get, post, server


@pytest.fixture
def client(tmp_path: Path) -> Iterator[TestClient]:
    with server(tmp_path) as (opened, _):
        post(opened, TAKE, "2022-04-18")
        post(opened, DENY, "2022-04-19", "nida")
        post(opened, SIEGE, "2022-04-22", "nida")
        yield opened


def test_list_and_map_show_the_same_rows(client: TestClient) -> None:
    for query in ({}, {"type": "control"}, {"at": "2022-04-17"}, {"place": "sy.jabal"}, {"known_by": "2022-04-18"}):
        drawn = get(client, "/geo/claims", by="claim", **query)
        listed = get(client, "/claims", limit=500, **query)
        ids = {f["id"] for f in drawn["features"]} | set(drawn["unlocated"]["ids"])
        assert ids == {i["id"] for i in listed["items"]} and drawn["total"] == listed["total"]
        beside = get(client, "/claims", located=False, **query)
        assert [i["id"] for i in beside["items"]] == drawn["unlocated"]["ids"]
        assert get(client, "/claims", located=True, **query)["total"] == len({f["id"] for f in drawn["features"]})


def test_places_are_drawn_with_counts_precision_and_days(client: TestClient) -> None:
    answer = client.get("/api/v1/geo/claims")
    assert answer.headers["content-type"] == "application/geo+json"
    features = {f["id"]: f for f in answer.json()["features"]}
    assert set(features) == {"sy.nahr", "sy.suq"}
    suq = features["sy.suq"]
    assert suq["geometry"] == {"type": "Point", "coordinates": [41.23, 37.06]}
    expected = {"count": 2, "types": {"control.take": 2}, "first": "2022-04-17", "last": "2022-04-18", "radius_km": 2.0}
    assert expected.items() <= suq["properties"].items() and suq["properties"]["name"]["en"] == "Suq"
    assert answer.json()["unlocated"]["count"] == 1


def test_a_box_cuts_list_and_map_alike(client: TestClient) -> None:
    box = "41.225,37.055,41.3,37.1"
    assert {f["id"] for f in get(client, "/geo/claims", bbox=box)["features"]} == {"sy.suq"}
    assert get(client, "/claims", bbox=box)["total"] == 2 == get(client, "/geo/claims", bbox=box)["total"]
    assert get(client, "/geo/claims", bbox="0,0,1,1")["features"] == []
    around = get(client, "/geo/claims", bbox="170,-10,-170,10")
    assert around["features"] == []
    assert get(client, "/geo/events", bbox="0,0,1,1")["total"] == 0


def test_events_and_states_of_a_day_are_drawn(client: TestClient) -> None:
    events = get(client, "/geo/events")
    assert events["total"] == get(client, "/events")["total"] == 2
    assert {f["properties"]["status"] for f in events["features"]} == {"contested"}
    states = get(client, "/geo/states", at="2022-04-25")
    assert (states["kinds"], states["at"]) == ({"control": 1, "siege": 1}, "2022-04-25")
    assert states["features"][0]["properties"]["holders"][0]["id"] == "fajr"
    assert states["unlocated"]["count"] == 1
    early = get(client, "/geo/states", at="2022-04-25", known_by="2022-04-18")
    assert early["kinds"] == {"control": 1} and early["features"][0]["properties"]["status"] == "reported"


def test_a_place_tells_its_life(client: TestClient) -> None:
    life = get(client, "/places/sy.nahr")
    assert life["place"]["name"]["ar"] == "النهر" and [p["id"] for p in life["parts"]] == ["sy.suq"]
    assert [s["place"]["id"] for s in life["states"]] == ["sy.suq"] and life["events_total"] == 1
    assert get(client, "/places/النهر")["place"]["id"] == "sy.nahr"
    assert get(client, "/places/nowhere", 404)["field"] == "place"
    told = get(client, "/places/sy.nahr/chronicle", lang="en")["items"]
    assert told and "Fajr" in told[0]["text"] and told[0]["claims"]
    assert "قوات الفجر" in get(client, "/places/sy.nahr/chronicle", lang="ar")["items"][0]["text"]


def test_an_actor_tells_its_life(client: TestClient) -> None:
    life = get(client, "/actors/layl")
    assert [s["kind"] for s in life["states"]] == ["siege"] and life["claims"] == 1
    assert get(client, "/actors/fajr")["actor"]["part_of"][0]["to"] == "hilf"
    assert get(client, "/actors/nobody", 404)["field"] == "actor"


def test_places_and_actors_are_found_by_name(client: TestClient) -> None:
    named = get(client, "/places")
    assert named["items"][0]["id"] == "sy.nahr" and named["items"][0]["claims"] == 2 and named["total"] == 3
    assert [i["id"] for i in get(client, "/places", q="سوق")["items"]] == ["sy.suq"]
    assert [i["id"] for i in get(client, "/places", q="jab")["items"]] == ["sy.jabal"]
    assert get(client, "/places", q="محافظه الشرق")["total"] == 0
    assert [i["id"] for i in get(client, "/places", q="محافظة الشرق", known=True)["items"]] == ["sy.east"]
    assert [i["id"] for i in get(client, "/actors", q="الحلف", known=True)["items"]] == ["hilf"]
    assert get(client, "/actors", country="iq")["total"] == 0
    page = get(client, "/places", limit=2)
    assert len(get(client, "/places", limit=2, cursor=page["next"])["items"]) == 1


def test_the_overview_says_what_is_new_disputed_and_going_on(client: TestClient) -> None:
    seen = get(client, "/overview", since="2022-04-19", at="2022-04-25")
    assert seen["totals"] == {"reports": 3, "claims": 3, "events": 2, "states": 2}
    assert seen["new"]["total"] == 2 and seen["new"]["types"] == {"access.siege": 1, "control.take": 1}
    assert seen["contested"]["states_total"] == 1 and seen["contested"]["events_total"] == 1
    assert [s["place"]["id"] for s in seen["sieges"]] == ["sy.jabal"]
    by = {s["id"]: s for s in seen["sources"]}
    assert by["sada"]["contradicted"] == 1 and by["layl"]["against"] == 1 and by["nida"]["alone"] == 1
    assert {d["family"] for d in seen["per_day"]} == {"access", "control"}


def test_an_empty_store_answers_everywhere(tmp_path: Path) -> None:
    with server(tmp_path) as (client, _):
        for path in ("claims", "events", "states", "reports", "places", "actors", "judgements", "audit"):
            assert get(client, f"/{path}")["total"] == 0, path
        for path in ("claims", "events", "states"):
            assert get(client, f"/geo/{path}")["features"] == []
        assert get(client, "/overview")["at"] is None


def test_exports_take_the_filter_of_the_view(client: TestClient) -> None:
    formats = {f["id"] for f in get(client, "/export")["items"]}
    assert {"csv", "geojson", "acled", "panel"} <= formats
    for name in sorted(formats):
        answer = client.get(f"/api/v1/export/{name}", params={"type": "control"})
        assert answer.status_code == 200, (name, answer.text)
        assert answer.headers["content-disposition"].startswith("attachment")
        assert json.loads(answer.headers["rasid-sidecar"])["format"] == name
    table = client.get("/api/v1/export/csv", params={"type": "control"}).text
    assert len(list(csv.reader(io.StringIO(table.lstrip("\ufeff"))))) == 3
    drawn: Any = client.get("/api/v1/export/geojson", params={"place": "sy.jabal"}).json()
    assert len(drawn["features"]) == 1
    assert get(client, "/export/xlsx", 404)["field"] == "format"


@pytest.mark.parametrize("name", ["csv", "acled", "hxl", "ftm", "panel"])
@pytest.mark.parametrize("known", [{}, {"known_by": "2030-01-01"}])
def test_exports_are_narrowed_by_outlet_source_and_stance(client: TestClient, name: str, known: dict[str, str]) -> None:
    def rows(**query: str) -> int:
        answer = client.get(f"/api/v1/export/{name}", params={**query, **known})
        assert answer.status_code == 200, answer.text
        return int(json.loads(answer.headers["rasid-sidecar"])["rows"])

    every = rows()
    assert every > 0
    for key, value in (("outlet", "none"), ("source", "nobody"), ("stance", "threatens")):
        assert rows(**{key: value}) == 0 < every, key


def test_exports_of_a_corrected_claim_follow_the_correction(client: TestClient) -> None:
    claims = get(client, "/claims")["items"]
    take = next(c for c in claims if c["type"] == "control.take")
    body = {"verdict": "correct", "claim": take["id"], "correction": {"type": "control.hold"}}
    answer = client.post("/api/v1/judgements", json=body)
    assert answer.status_code in (200, 201), answer.text

    def ids(type_: str) -> set[str]:
        table = client.get("/api/v1/export/csv", params={"type": type_}).text.lstrip("\ufeff")
        return {row["id"] for row in csv.DictReader(io.StringIO(table))}

    assert take["id"] in ids("control.hold") and take["id"] not in ids("control.take")


def test_exports_know_what_was_known_by_a_day(client: TestClient) -> None:
    def statuses(**query: str) -> set[str]:
        text = client.get("/api/v1/export/acled", params=query).text
        return set(text.splitlines()) - {""}

    later, early = statuses(), statuses(known_by="2022-04-18")
    assert later != early and len(early) <= len(later)
