"""Three stories of more than forty reports: on each day, as known by each day, exactly the ledger that a reader would draw."""

from __future__ import annotations

from datetime import date

import pytest

from rasid.derive import derive
from rasid.ledger import states_at
from scenarios_reader import CODEBOOK, EFFECTS, codebook_effects, read_scenario, scenario_world, short

NAMES = ("town", "siege", "talks")
PAIRS = [(name, at, known) for name in NAMES for at, known, _ in read_scenario(name).expect]


@pytest.mark.parametrize(("name", "at", "known_by"), PAIRS)
def test_the_ledger_is_what_a_reader_would_draw(name: str, at: date, known_by: date) -> None:
    scenario = read_scenario(name)
    expected = next(e for a, k, e in scenario.expect if (a, k) == (at, known_by))
    derived = derive(scenario.claims, scenario.judgements, scenario_world(), scenario.sentence, known_by)
    assert sorted(short(s, r) for s, r in states_at(derived.states, at)) == sorted(expected)


def test_there_are_forty_reports_and_each_claim_stands_in_its_text() -> None:
    scenarios = [read_scenario(name) for name in NAMES]
    assert sum(len(s.reports) for s in scenarios) >= 40
    for scenario in scenarios:
        for recorded in scenario.claims:
            trigger = recorded.claim.trigger
            assert scenario.texts[recorded.claim.report][trigger.start : trigger.end] == trigger.text


@pytest.mark.skipif(not CODEBOOK.exists(), reason="the shared folder is not here")
def test_the_effects_are_those_of_the_codebook() -> None:
    assert {t: e for t, e in codebook_effects().items() if t in EFFECTS} == EFFECTS
