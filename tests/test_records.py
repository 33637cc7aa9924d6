"""Records -> JSON -> records loses nothing, and the JSON has the keys of the contract."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledger_samples import make_claim, make_report
from rasid import records
from rasid.errors import InputError
from rasid.store.codec import pack, unpack
from rasid.types import (
    WEEKDAYS,
    Claim,
    Entity,
    Event,
    Judgement,
    Other,
    Source,
    Span,
    State,
    Value,
    Voice,
    When,
    Where,
    Words,
)

words = st.text(st.characters(codec="utf-8", exclude_characters="\x00"), max_size=12)
ids = st.sampled_from(["", "sdf", "sy.gov", "sy.qamishli"])
days = st.none() | st.dates()
numbers = st.none() | st.integers(0, 5000)
values = st.lists(st.builds(Value, st.integers(0, 999), st.integers(0, 999), words, ids), max_size=3).map(tuple)
whens = st.builds(
    When,
    words,
    days,
    days,
    st.sampled_from(["hour", "day", "month", "unknown"]),
    st.sampled_from(["explicit", "relative", "published", "inferred"]),
    st.booleans(),
    st.sampled_from(["", *WEEKDAYS]),
)
points = st.none() | st.floats(-90, 90)
wheres = st.builds(
    Where,
    ids,
    points,
    points,
    st.sampled_from(["exact", "town", "unknown"]),
    points,
    st.lists(ids, max_size=3).map(tuple),
    st.lists(st.builds(Other, ids, words), max_size=2).map(tuple),
    ids,
    words,
    words,
    st.booleans(),
)
claims = st.builds(
    Claim,
    id=st.just("c-1"),
    report=st.just("r1"),
    outlet=ids,
    published=days,
    sentence=st.builds(Span, st.integers(0, 9), st.integers(0, 99)),
    type=st.just("control.take"),
    trigger=st.builds(Words, st.integers(0, 9), st.integers(0, 9), words),
    actor=values,
    target=values,
    place=values,
    goods=values,
    time=st.none() | st.builds(Words, st.integers(0, 9), st.integers(0, 9), words),
    when=st.none() | whens,
    where=st.lists(wheres, max_size=2).map(tuple),
    source=st.builds(Source, st.sampled_from(["outlet", "named", "anonymous"]), words, numbers, numbers, ids, st.just("a>b")),
    stance=st.sampled_from(["reports", "denies"]),
    status=st.sampled_from(["happened", "negated"]),
    extent=st.sampled_from(["whole", "part"]),
    killed=numbers,
    injured=numbers,
    killed_min=numbers,
    killed_max=numbers,
    injured_min=numbers,
    injured_max=numbers,
    weapon=words,
    by=st.lists(st.sampled_from(["rules@1", "llm:m@claims.v1"]), max_size=2).map(tuple),
    rule=words,
    features=st.lists(words, max_size=2).map(tuple),
)


@given(claims)
def test_a_claim_comes_back_as_it_was(claim: Claim) -> None:
    line = records.dumps(records.claim_to_json(claim))
    assert records.claim_from_json(json.loads(line)) == claim


@given(claims)
def test_the_stored_body_loses_nothing(claim: Claim) -> None:
    assert unpack(claim.id, claim.report, claim.type, claim.stance, claim.status, pack(claim)) == claim


def test_a_claim_has_the_keys_of_the_contract() -> None:
    claim = make_claim("control.take", "fajr", "nahr", when="2022-04-17")
    data = records.claim_to_json(claim)
    assert list(data) == [
        *("id", "report", "outlet", "published", "sentence", "type", "trigger", "roles", "time", "when", "where"),
        *("source", "stance", "status", "extent", "by", "rule"),
    ]
    assert list(data["roles"]) == ["actor", "target", "place", "goods"]
    assert data["when"] == {
        "edtf": "2022-04-17",
        "earliest": "2022-04-17",
        "latest": "2022-04-17",
        "grain": "day",
        "basis": "explicit",
    }
    assert list(data["where"][0]) == ["place", "lat", "lon", "precision", "radius_km", "path", "others"]
    assert "killed" not in data
    assert records.claim_to_json(replace(claim, killed=0))["killed"] == 0


def test_an_id_depends_on_what_is_said_and_by_whom_alone() -> None:
    claim = make_claim("control.take", "fajr", "nahr")
    assert claim.id == records.claim_id(replace(claim, by=("rules@2",), stance="denies"))
    assert claim.id != records.claim_id(replace(claim, source=Source("anonymous", "مصدر")))
    assert claim.id.startswith("c-") and len(claim.id) == 18


@pytest.mark.parametrize("data", [{}, {"id": "c-1", "roles": {}}, {"id": "c-1", "roles": None}])
def test_a_broken_claim_is_named(data: dict[str, object]) -> None:
    with pytest.raises(InputError, match=r"claim (c-1|\?)"):
        records.claim_from_json(data)


def test_a_correction_replaces_only_what_it_names() -> None:
    claim = make_claim("control.take", "fajr", "nahr", when="2022-04-17")
    corrected = records.corrected(
        claim, '{"status": "possible", "roles": {"actor": [{"start": 0, "end": 3, "text": "ليل", "id": "layl"}]}}'
    )
    assert corrected == replace(claim, status="possible", actor=(Value(0, 3, "ليل", "layl"),))
    with pytest.raises(InputError, match="unknown key 'perp'"):
        records.corrected(claim, '{"perp": 1}')


def test_judgement_report_event_and_state_come_back() -> None:
    at = datetime(2022, 4, 18, 9, 30, tzinfo=UTC)
    judgement = Judgement("j-1", "correct", "c-1", "", "lina", at, "سبب", '{"status":"possible"}', at)
    assert records.judgement_from_json(records.judgement_to_json(judgement)) == judgement
    report = replace(make_report(), title="عنوان", published_at=at, retrieved=at, url="https://example.org/1")
    assert records.report_from_json(records.report_to_json(report)) == report
    when = When("2022-04-17", date(2022, 4, 17), date(2022, 4, 17), "day", "relative")
    fajr, nahr = Entity("fajr", "قوات الفجر"), Entity("nahr", "النهر")
    voices = (Voice("sada", "outlet", False, ("c-1",)),)
    event = Event("e-1", "control.take", (fajr,), (), (nahr,), (), when, (Where("nahr"),), "reported", voices, (), ("c-1",))
    assert records.event_from_json(records.event_to_json(event)) == event
    state = State(
        *("s-1", "control", nahr, (fajr,), (), (), "held", when, None, date(2022, 4, 18)),
        *("whole", "reported", "", ("c-1",), ()),
    )
    for kind in ("control", "siege", "access", "talks"):
        one = replace(state, kind=kind, demanded=("طحين",) if kind == "access" else ())
        assert records.state_from_json(json.loads(records.dumps(records.state_to_json(one)))) == one


def test_names_and_points_come_from_the_world() -> None:
    class Known(records.Nameless):
        def name(self, id_: str) -> dict[str, str]:
            return {"ar": "النهر", "en": "Nahr"} if id_ == "nahr" else {}

        def point(self, place: str) -> Where | None:
            return Where(place, 36.5, 38.0, "town") if place == "nahr" else None

    state = State(
        *("s-1", "siege", Entity("nahr", "بلدة النهر"), (Entity("", "مسلحون"),), (), (), "besieged", None, None, None),
        *("whole", "reported", "", ("c-1",), ()),
    )
    data = records.state_to_json(state, Known())
    assert data["place"] == {
        "id": "nahr",
        "text": "بلدة النهر",
        "name": {"ar": "النهر", "en": "Nahr"},
        "lat": 36.5,
        "lon": 38.0,
        "precision": "town",
    }
    assert data["by"] == [{"id": "", "text": "مسلحون", "name": {"ar": "مسلحون", "en": "مسلحون"}}]
    assert "goods" not in data and "holder" not in data and data["inherited_from"] is None
