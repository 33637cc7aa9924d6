"""Review through the API: who made a claim, where its coders differ, what was not yet judged; and the order of disagreement."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from ledger_samples import make_claim, make_report, noon
from rasid.records import differences_to_json
from rasid.store import ClaimFilter
from rasid.types import Judgement
from rasid.web import Services
from web_samples import get, server

Served = tuple[TestClient, Services]
RULES, NEURAL = "rules@1", "neural@2"
EVENT, ROLE = "differs event: neural 0.11", "differs actor: rules قوات الفجر (with)"
STATUS, SOURCE = "differs status: neural possible 0.61", "differs source: neural outlet 0.58"


@pytest.fixture(params=["sqlite", "postgres"])
def served(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Served]:
    with server(tmp_path, request.param, local_name="leila") as (client, services):
        report = make_report()
        kinds: list[tuple[tuple[str, ...], tuple[str, ...]]] = [
            ((RULES,), (EVENT,)),
            ((NEURAL,), ()),
            ((RULES, NEURAL), (ROLE, STATUS)),
            ((RULES, NEURAL), ("rules 0.9", ROLE, STATUS, SOURCE)),
            ((RULES,), ()),
            (("person@omar",), ()),
            ((RULES,), (STATUS,)),
        ]
        claims = [
            make_claim(f"control.t{n}", "fajr", "sy.nahr", report=report, trigger=n, by=by, features=features)
            for n, (by, features) in enumerate(kinds)
        ]
        services.store.add(report, claims, noon("2022-04-18"), "both")
        yield client, services


def types(client: TestClient, **query: Any) -> list[int]:
    """The numbers of the claims that a list shows."""
    found = get(client, "/claims", **query)
    return [int(i["type"][-1]) for i in found["items"]]


def test_claims_by_who_made_them_and_by_whether_the_coders_differ(served: Served) -> None:
    client, _ = served
    assert types(client, coder="rules") == [0, 4, 6]
    assert types(client, coder="neural") == [1]
    assert types(client, coder="both") == [2, 3]
    assert types(client, coder="person") == [5]
    assert types(client, differing=True) == [0, 2, 3, 6]
    assert types(client, differing=True, coder="both", order="newest") == [3, 2]
    assert get(client, "/claims", 422, coder="nobody")["field"] == "coder"
    assert get(client, "/geo/claims", coder="rules")["total"] == 3


def test_the_most_at_odds_come_first_and_pages_stay_when_new_claims_come(served: Served) -> None:
    client, services = served
    assert types(client, order="disagreement") == [3, 2, 6, 0, 5, 4, 1]
    first = get(client, "/claims", order="disagreement", limit=2)
    assert first["total"] == 7
    late = make_claim("control.t8", report=make_report("r2"), by=(RULES, NEURAL), features=(ROLE, STATUS, SOURCE, EVENT))
    services.store.add(make_report("r2"), [late], noon("2022-04-19"), "both")
    seen, cursor = [int(i["type"][-1]) for i in first["items"]], first["next"]
    while cursor:
        page = get(client, "/claims", order="disagreement", limit=2, cursor=cursor)
        seen += [int(i["type"][-1]) for i in page["items"]]
        cursor = page["next"]
    assert seen == [3, 2, 6, 0, 5, 4, 1]
    assert types(client, order="disagreement")[0] == 8
    assert types(client, order="disagreement", known_by="2022-04-18")[0] == 3


def test_what_nobody_has_judged_yet(served: Served) -> None:
    client, services = served
    ids = [i["id"] for i in get(client, "/claims")["items"]]
    for n, verdict in ((0, "accept"), (2, "reject")):
        assert client.post("/api/v1/judgements", json={"verdict": verdict, "claim": ids[n]}).status_code == 201
    assert types(client, judged="none") == [1, 3, 4, 5, 6]
    assert types(client, judged="any") == [0, 2]
    assert types(client, judged="accept") == [0] and types(client, judged="reject") == [2]
    assert types(client, judged="none", differing=True, order="disagreement") == [3, 6]
    services.local_name = "omar"
    said = client.post("/api/v1/judgements", json={"verdict": "reject", "claim": ids[0]}).json()
    assert types(client, judged="unsure") == [0] and types(client, judged="accept") == []
    client.delete(f"/api/v1/judgements/{said['id']}")
    assert types(client, judged="accept") == [0]
    assert types(client, judged="any", known_by="2022-04-20") == []
    assert {i["verdict"] for i in get(client, "/claims", known_by="2022-04-20")["items"]} == {None}, "nobody had said anything yet"
    assert client.post("/api/v1/judgements", json={"verdict": "same", "claim": ids[1], "other": ids[3]}).status_code == 201
    assert 1 in types(client, judged="none")
    assert get(client, "/geo/claims", judged="none")["total"] == 5


def test_exports_hold_what_the_list_shows(served: Served) -> None:
    client, _ = served
    ids = [i["id"] for i in get(client, "/claims")["items"]]
    client.post("/api/v1/judgements", json={"verdict": "accept", "claim": ids[3]})
    for query in ({"coder": "both"}, {"differing": True}, {"judged": "none", "coder": "rules"}, {"judged": "any"}):
        rows = client.get("/api/v1/export/csv", params=query).text.splitlines()[1:]
        assert len(rows) == get(client, "/claims", **query)["total"] > 0, query


def test_a_claim_says_who_made_it_and_what_each_held(served: Served) -> None:
    client, _ = served
    claim = get(client, "/claims", order="disagreement", limit=1)["items"][0]
    assert claim["coders"] == ["rules", "neural"]
    assert claim["differences"] == [
        {"text": ROLE, "about": "actor", "coder": "rules", "held": "قوات الفجر", "taken": True},
        {"text": STATUS, "about": "status", "coder": "neural", "held": "possible", "p": 0.61},
        {"text": SOURCE, "about": "source", "coder": "neural", "held": "outlet", "p": 0.58},
    ]
    tree = get(client, f"/explain/{claim['id']}")
    told = [n["record"] for n in tree["because"] if n.get("why") == "the coders differ"]
    assert told == claim["differences"]


@pytest.mark.parametrize(
    ("line", "parts"),
    [
        (EVENT, {"about": "event", "coder": "neural", "held": "", "p": 0.11}),
        ("differs type: rules control.take 1.00", {"about": "type", "coder": "rules", "held": "control.take", "p": 1.0}),
        ("differs source: rules", {"about": "source", "coder": "rules", "held": "", "p": None}),
        ("differs source: rules لجنة\nمحلية 0.40", {"about": "source", "coder": "rules", "held": "لجنة\nمحلية", "p": 0.4}),
        ("differs place: rules حي (أ) (without)", {"about": "place", "coder": "rules", "held": "حي (أ)", "taken": False}),
        ("differs place: rules", {}),
        ("differs somehow", {}),
    ],
)
def test_lines_of_differences_are_read_and_odd_ones_kept(line: str, parts: dict[str, Any]) -> None:
    assert differences_to_json(make_claim("control.take", features=("rules 0.9", line))) == [{"text": line} | parts]


def test_what_a_newer_reading_changes_is_seen_and_the_older_one_kept(served: Served) -> None:
    client, services = served
    services.columns()
    report = make_report()
    claims = [r.claim for r in services.store.claims()]
    again = [replace(claims[1], by=(RULES,)), replace(claims[4], features=(EVENT, ROLE, STATUS, SOURCE)), *claims[2:4], *claims[5:]]
    services.store.add(report, [claims[0], *again], noon("2022-04-25"), "both")
    assert types(client, coder="both") == [1, 2, 3]
    assert types(client, order="disagreement", limit=1) == [4]
    assert types(client, coder="neural", known_by="2022-04-20") == [1]
    assert types(client, order="disagreement", limit=1, known_by="2022-04-20") == [3]
    assert [r.claim.type for r in services.store.claims(ClaimFilter(coder="neural", known_by=date(2022, 4, 20)))] == ["control.t1"]


def test_judgements_on_what_the_store_does_not_hold_are_no_claims(served: Served) -> None:
    client, services = served
    services.store.judge(Judgement("j-1", "accept", "c-elsewhere", "", "x", noon("2022-04-20")))
    assert types(client, judged="any") == [] and len(types(client, judged="none")) == 7
