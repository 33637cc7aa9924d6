"""The chronicle of a place in Arabic and English, and its sentences, which are data."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
import yaml

from rasid.derive import derive
from rasid.errors import ConfigError, KnowledgeError
from rasid.history import LANGS, Chronicle, load_phrases
from rasid.records import NAMELESS
from rasid.types import State, When
from scenarios_reader import read_scenario, scenario_world


def life(name: str, lang: str) -> list[str]:
    scenario = read_scenario(name)
    states = derive(scenario.claims, scenario.judgements, scenario_world(), scenario.sentence).states
    return [f"{line.when}: {line.text}" for line in Chronicle(NAMELESS, lang).lines(states)]


def test_a_town_in_english() -> None:
    told = life("town", "en")
    assert told[:3] == [
        "not after 1 March 2021: jaysh takes or holds nahr (disputed).",
        "5 March 2021: fajr takes or holds nahr.suq (one source).",
        "9 March 2021: fajr takes or holds nahr (disputed).",
    ]
    assert "1 August 2021: fajr leaves nahr; nobody is said to hold it (one source)." in told
    assert "10 May 2021: layl holds nahr in part beside others (one source)." in told


def test_a_siege_and_talks_in_arabic() -> None:
    assert "1 كانون الثاني 2020: jabal تحت حصار layl (موضع خلاف)." in life("siege", "ar")
    assert "25 حزيران 2019: اتفاق بين council وlayl برعاية mission (عدة مصادر مستقلة)." in life("talks", "ar")


def test_an_end_is_told_by_what_begins_then() -> None:
    told = life("town", "en")
    assert not any("no longer holds" in line and "20 June 2021" in line for line in told)


@pytest.mark.parametrize(
    ("when", "told"),
    [
        (None, "unknown date"),
        (When("2021-04", date(2021, 4, 1), date(2021, 4, 30), "month", "explicit"), "April 2021"),
        (When("2012", date(2012, 1, 1), date(2012, 12, 31), "year", "explicit"), "2012"),
        (When("2012/2013", date(2012, 1, 1), date(2013, 12, 31), "year", "explicit"), "between 2012 and 2013"),
        (When("../2021-04-02", None, date(2021, 4, 2), "unknown", "published"), "not after 2 April 2021"),
        (When("2021-04-02/..", date(2021, 4, 2), None, "day", "explicit"), "since 2 April 2021"),
        (When("2021-04-02/2021-05-03", date(2021, 4, 2), date(2021, 5, 3), "day", "inferred"), "between 2 April 2021 and 3 May 2021"),
    ],
)
def test_dates_stay_intervals(when: When | None, told: str) -> None:
    assert Chronicle(NAMELESS, "en").told(when) == told


@pytest.mark.parametrize("lang", LANGS)
def test_the_sentences_are_whole(lang: str) -> None:
    phrases = load_phrases(lang)
    assert len(phrases.months) == 12 and set(phrases.blanks) >= {"who", "place", "status"}


def test_a_faulty_file_is_named(tmp_path: Path) -> None:
    folder = tmp_path / "en"
    folder.mkdir()
    source = Path(__file__).parents[1] / "src" / "rasid" / "knowledge" / "en" / "chronicle.yaml"
    data = yaml.safe_load(source.read_text("utf-8"))
    del data["opens"]["talks.failed"]
    data["closes"]["control.held"] = "{whom} leaves"
    data["words"]["more"] = "x"
    data["months"] = data["months"][:11]
    (folder / "chronicle.yaml").write_text(yaml.safe_dump(data), "utf-8")
    with pytest.raises(KnowledgeError) as fault:
        load_phrases("en", tmp_path)
    assert len(fault.value.faults) == 4
    assert any("opens.talks.failed is missing" in f for f in fault.value.faults)
    assert any("unknown blank {whom}" in f for f in fault.value.faults)
    with pytest.raises(ConfigError, match="ar or en"):
        load_phrases("fr")


def test_lines_name_their_state_and_claims() -> None:
    scenario = read_scenario("siege")
    states: tuple[State, ...] = derive(scenario.claims, (), scenario_world()).states
    for line in Chronicle(NAMELESS, "en").lines(states):
        state = next(s for s in states if s.id == line.state)
        assert line.claims == (*state.because, *state.against)
