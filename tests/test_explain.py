"""Why a state is there: every link of the tree has its reason, and the words at its end stand in the report."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from ledger_samples import fresh_store
from rasid.errors import NotFoundError
from rasid.explain import Explainer, Node, to_json, walk
from rasid.known import Known
from rasid.records import dumps
from rasid.types import State
from scenarios_reader import read_scenario, scenario_world


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Known:
    folder: Path = tmp_path_factory.mktemp("explain")
    stories = [read_scenario(name) for name in ("town", "siege", "talks")]
    with fresh_store("sqlite", folder) as store:
        for story in stories:
            for report in story.reports:
                said = [r for r in story.claims if r.claim.report == report.id]
                store.add(report, [r.claim for r in said], said[0].recorded)
            for judgement in story.judgements:
                store.judge(judgement)
        yield Known(store, scenario_world())  # type: ignore[misc]


def one(ledger: Known, kind: str, place: str, holder: str, since: str) -> State:
    (found,) = [
        s
        for s in ledger.all_states(kind)
        if s.place and s.place.id == place and s.holders[0].id == holder and s.since and s.since.edtf == since
    ]
    return found


def nodes(tree: Node, kind: str) -> list[Node]:
    return [n for _, n in walk(tree) if n.kind == kind]


def test_from_the_state_down_to_the_words(ledger: Known) -> None:
    state = one(ledger, "control", "nahr", "fajr", "2021-03-09")
    tree = Explainer(ledger).explain(state.id)
    assert [n.kind for _, n in walk(tree)][:4] == ["state", "event", "claim", "rule"]
    claims = nodes(tree, "claim")
    assert {n.id for n in claims} == {*state.because, *state.against}
    assert all(n.why for n in claims)  # every link says why it is one
    for node in nodes(tree, "words"):
        if node.id not in ("actor", "target", "place", "source"):  # whose words are ids in the stories
            assert any(node.text in r.text for r in ledger.store.reports())
    sides = {n.id: n.side for n in claims}
    assert {sides[c] for c in state.against} == {"against"}


def test_opening_confirming_contesting_and_ending(ledger: Known) -> None:
    state = one(ledger, "control", "nahr", "fajr", "2021-03-09")
    events = nodes(Explainer(ledger).explain(state.id), "event")
    assert [(n.side, n.why) for n in events] == [
        ("for", "it opens the state (2021-03-09)"),
        ("end", "it ends the state (2021-04-02)"),
    ]
    deniers = [n.why for n in nodes(Explainer(ledger).explain(state.id), "claim") if n.side == "against"]
    assert "voice jaysh (a named source), a party to the event" in deniers


def test_a_demand_is_shown_as_what_it_is(ledger: Known) -> None:
    state = one(ledger, "access", "jabal", "layl", "2020-01-12")
    context = [n for n in nodes(Explainer(ledger).explain(state.id), "claim") if n.side == "context"]
    assert [n.why for n in context] == ["a demand to end it shows that it goes on; it is no voice for it"]


def test_judgements_stand_at_the_claim(ledger: Known) -> None:
    rejected = next(j for j in ledger.store.judgements() if j.by == "lina")
    tree = Explainer(ledger).explain(rejected.left)
    assert [n.text for n in nodes(tree, "judgement")] == ["reject"]
    assert nodes(tree, "judgement")[0].why == "judged by lina on 2021-09-20"


def test_an_event_and_json(ledger: Known) -> None:
    event = next(e for e in ledger.store.events() if e.type == "control.handover")
    tree = Explainer(ledger).explain(event.id)
    assert tree.text == "control.handover: layl > fajr @ nahr, 2021-06-20, corroborated"
    data = json.loads(dumps(to_json(tree)))
    assert data["kind"] == "event" and data["record"]["id"] == event.id
    assert data["because"][0]["because"][0]["kind"] == "rule"


def test_what_is_no_id_is_said(ledger: Known) -> None:
    for id_ in ("x-1", "s-0000000000000000", "e-0000000000000000", "c-0000000000000000", ""):
        with pytest.raises(NotFoundError):
            Explainer(ledger).explain(id_)


def test_as_it_was_known_then(ledger: Known) -> None:
    from datetime import date

    then = Known(ledger.store, scenario_world(), known_by=date(2021, 3, 12))
    state = one(then, "control", "nahr", "fajr", "2021-03-09")
    assert state.until is None
    tree = Explainer(then, known_by=then.known_by).explain(state.id)
    assert {n.id for n in nodes(tree, "claim")} == {*state.because, *state.against}
    with pytest.raises(NotFoundError, match="was known by then"):
        then.state("s-0000000000000000")
