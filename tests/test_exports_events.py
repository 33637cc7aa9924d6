"""Exports of events and states: rows by the rules of each standard, and what it cannot say is counted with its ids."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from exports_samples import (
    ALEPPO,
    CLAIMS,
    DAY,
    DENIAL,
    HELD,
    KNOWN,
    MATERIAL,
    QAMISHLI,
    REPORT,
    STRIKE,
    SUNDAY,
    TAKE,
    WORLD,
    event,
)
from rasid.errors import ConfigError
from rasid.exports import FORMATS, export, export_file, extension, media_type
from rasid.exports.acled import interaction
from rasid.exports.crosswalk import Facts, chosen, holds
from rasid.exports.dating import OPENED, PUBLISHED, dating
from rasid.exports.english import clause, sentence
from rasid.exports.material import ListMaterial
from rasid.exports.panel import holds_on
from rasid.exports.ucdp import prio_grid, where_precision
from rasid.types import Entity, Recorded, Value, When, Where

Rows = list[dict[str, str]]


def written(name: str, material: ListMaterial = MATERIAL) -> tuple[str, dict[str, object]]:
    out = io.BytesIO()
    sidecar = export(name, material, WORLD, out, query={"place": "sy"})
    return out.getvalue().decode("utf-8-sig"), sidecar


def table(name: str, material: ListMaterial = MATERIAL) -> tuple[Rows, dict[str, list[str]]]:
    text, sidecar = written(name, material)
    reasons = {entry["reason"]: entry["ids"] for key in ("left_out", "coarser") for entry in sidecar[key]}  # type: ignore[attr-defined]
    return list(csv.DictReader(io.StringIO(text, newline=""))), reasons


def test_acled_row() -> None:
    rows, reasons = table("acled")
    take, strike = rows
    assert take["event_id_cnty"] == "SYR1" and take["event_date"] == "2022-04-17" and take["time_precision"] == "1"
    assert (take["event_type"], take["sub_event_type"]) == ("Strategic developments", "Non-violent transfer of territory")
    assert (take["actor1"], take["inter1"], take["interaction"]) == ("Asayish", "Rebel group", "Rebel group only")
    assert (take["country"], take["iso"], take["region"], take["admin1"]) == ("Syria", "760", "Middle East", "Al-Hasakah")
    assert (take["location"], take["geo_precision"], take["source"], take["source_scale"]) == (
        "Security Square",
        "1",
        "Syria TV",
        "Regional",
    )
    assert take["notes"] == ("On 17 April 2022, Asayish took control of Security Square, according to Syria TV.")
    assert (strike["sub_event_type"], strike["civilian_targeting"], strike["fatalities"]) == (
        "Air/drone strike",
        "Civilians targeted",
        "2",
    )
    assert (strike["event_date"], strike["time_precision"]) == ("2022-04-12", "2"), "the middle of the days that it may be"
    assert strike["actor2"] == "Civilians (Syria)" and "Other sources deny it" in strike["notes"]
    assert reasons["denied: only denials speak of it"] == ["e-3"]


def test_acled_capture_by_force_and_by_whom() -> None:
    fight = replace(STRIKE, id="c-9", type="fight.clash", where=(QAMISHLI,), when=SUNDAY, place=TAKE.place[1:])
    by_state = replace(TAKE, id="c-8", actor=(Value(7, 19, "قوات الأسايش", "sy.gov"),))
    claims = [Recorded(c, KNOWN) for c in (TAKE, fight, by_state)]
    events = [event("e-1", TAKE), event("e-9", fight), event("e-8", by_state)]
    rows, _ = table("acled", ListMaterial(claims, events, [], [REPORT]))
    assert [row["sub_event_type"] for row in rows] == [
        "Non-state actor overtakes territory", "Armed clash", "Government regains territory"
    ]  # fmt: skip


def test_acled_leaves_out_what_it_cannot_say() -> None:
    siege = event("e-4", replace(DENIAL, stance="reports"), where=(ALEPPO,), when=SUNDAY)
    nowhere, whenever = (
        event("e-5", TAKE, where=(Where(""),)),
        event("e-6", TAKE, when=When("2022", date(2022, 1, 1), date(2022, 12, 31), "year", "explicit")),
    )
    undated = event("e-7", TAKE, when=None)
    rows, reasons = table("acled", ListMaterial(CLAIMS, [siege, nowhere, whenever, undated], [], [REPORT]))
    assert [row["event_date"] for row in rows] == ["2022-04-18"] and rows[0]["time_precision"] == "2"
    assert rows[0]["notes"].startswith("On or before 18 April 2022, ")
    assert reasons == {
        "ACLED has no type for access.siege": ["e-4"], "no place with a point": ["e-5"],
        "no date, or one wider than a month": ["e-6"], "dated by the day of publication": ["e-7"],
    }  # fmt: skip


def test_acled_several_places() -> None:
    rows, reasons = table("acled", ListMaterial(CLAIMS, [event("e-2", STRIKE, where=(ALEPPO, QAMISHLI))], [], [REPORT]))
    assert [row["event_id_cnty"] for row in rows] == ["SYR2", "SYR2-2"]
    assert [row["fatalities"] for row in rows] == ["2", "0"], "no death is counted twice"
    assert reasons["several places: one row each, deaths in the first"] == ["e-2"]


def test_state_forces_abroad_are_external() -> None:
    strike = replace(STRIKE, actor=(replace(STRIKE.actor[0], id="ru.forces"),))
    rows, _ = table("acled", ListMaterial([Recorded(strike, KNOWN)], [event("e-2", strike)], [], [REPORT]))
    assert rows[0]["inter1"] == "External/Other forces" and rows[0]["interaction"] == "External/Other forces-Civilians"


def test_interaction_does_not_depend_on_who_acts() -> None:
    assert interaction("Civilians", "State forces") == interaction("State forces", "Civilians") == "State forces-Civilians"
    assert interaction("Protesters", "") == "Protesters only"
    assert interaction("", "") == ""


def test_conditions_of_the_crosswalk() -> None:
    branches = [{"if": "fought and actor is state", "then": "a"}, {"if": "fought", "then": "b"}, {"then": "c"}]
    assert [chosen(branches, Facts(actor=a, fought=f)) for a, f in (("state-forces", True), ("rebel", True), ("rebel", False))] == [
        "a",
        "b",
        "c",
    ]
    assert holds("killed or injured", Facts(injured=1)) and not holds("killed or injured", Facts())
    assert holds("target is civilian", Facts(target="civilians"))
    assert chosen(None, Facts()) is None and chosen("x", Facts()) == "x"


def test_ucdp_row() -> None:
    rows, reasons = table("ucdp")
    (strike,) = rows
    assert (strike["type_of_violence"], strike["side_b"], strike["deaths_civilians"]) == ("3", "Civilians", "3")
    assert (strike["best"], strike["low"], strike["high"]) == ("3", "2", "4")
    assert (strike["date_start"], strike["date_end"], strike["date_prec"]) == ("2022-04-10", "2022-04-14", "2")
    assert (strike["country_id"], strike["geom_wkt"]) == ("652", "POINT (37.16 36.2)")
    assert reasons == {"no armed force": ["e-1", "e-3"]}


def test_ucdp_codes() -> None:
    assert prio_grid(-90, -180) == 1 and prio_grid(90, 180) == 360 * 720 and prio_grid(36.2, 37.16) == 252 * 720 + 434 + 1
    assert where_precision(ALEPPO) == 1 and where_precision(replace(ALEPPO, radius_km=20)) == 2
    assert where_precision(replace(ALEPPO, precision="province")) == 4
    days = [dating(When("", DAY, date(2022, 4, end), "day", "explicit")) for end in (17, 20, 23, 30)]
    assert [d and d.ucdp for d in days] == [1, 2, 3, 4] and [d and d.acled for d in days] == [1, 2, 2, 3]
    since = dating(When("2022-04-17/..", DAY, None, "day", "explicit"))
    assert since is not None and (since.day, since.acled, since.coarser) == (DAY, 1, OPENED)
    before = dating(When("../2022-04-17", None, DAY, "unknown", "published"))
    assert before is not None and (before.day, before.acled, before.ucdp, before.coarser) == (DAY, 2, 2, PUBLISHED)
    assert dating(None) is None and dating(When("", None, None, "unknown", "explicit")) is None


def test_plover_records() -> None:
    text, sidecar = written("plover")
    take, strike = map(json.loads, text.splitlines())
    assert (take["event"], take["mode"], take["quad_code"], take["event_scale"]) == (["COERCE"], ["seize"], 4, -7.0)
    assert take["actor"] == [
        {
            "code": "SYR",
            "sector": "COP",
            "entity_text": "قوات الأسايش",
            "identifier_id": "asayish",
            "identifier_text": "Asayish",
        }
    ]
    assert (take["event_loc"]["country_code"], take["event_loc"]["resolution"], take["event_loc"]["lat"]) == ("SYR", 5, 37.05)
    assert (strike["size"], strike["date"], strike["enddate"]) == ({"dead": 3, "injured": 5}, "2022-04-10", "2022-04-14")
    assert strike["recipient"] == [{"sector": "CVL", "entity_text": "مدنيين"}]
    assert strike["text"] == REPORT.text.split("\n")[1]
    assert sidecar["left_out"] == [{"reason": "a denial is no event", "count": 1, "ids": ["c-3"]}]


def test_plover_says_what_did_not_happen_with_auxiliary_modes() -> None:
    planned, feared = replace(TAKE, status="planned"), replace(TAKE, status="possible", stance="expects")
    text, _ = written("plover", ListMaterial([Recorded(planned, KNOWN), Recorded(feared, KNOWN)], [], [], [REPORT]))
    assert [json.loads(line)["mode"] for line in text.splitlines()] == [
        ["seize", "future"],
        ["seize", "hypothetical", "future"],
    ]


def test_hxl_rows() -> None:
    text, _ = written("hxl")
    head, tags, take, *_ = csv.reader(io.StringIO(text))
    assert tags[0] == "#meta+id" and len(head) == len(tags) == len(take)
    assert dict(zip(tags, take, strict=True))["#adm1+name"] == "Al-Hasakah"


def test_ftm_entities_are_valid() -> None:
    model = pytest.importorskip("followthemoney").model
    text, sidecar = written("ftm")
    entities = {}
    for line in text.splitlines():
        proxy = model.get_proxy(json.loads(line))
        proxy.schema.validate(json.loads(line))
        for name, values in json.loads(line)["properties"].items():
            assert sorted(proxy.get(name)) == sorted(values), f"{name} loses values: FollowTheMoney does not take them"
        entities[proxy.id] = proxy
    take = next(e for e in entities.values() if e.get("recordId", quiet=True) == ["e-1"])
    assert take.schema.name == "Event" and take.get("date") == ["2022-04-17"]
    for name in ("involved", "addressEntity", "proof"):
        assert take.get(name) and all(ref in entities for ref in take.get(name))
    assert entities[take.get("proof")[0]].schema.name == "Article"
    assert sidecar["rows"] == len(entities)


def test_panel() -> None:
    later = replace(TAKE, id="c-7", outlet="sana", when=When("2022-04-20", date(2022, 4, 20), date(2022, 4, 20), "day", "explicit"))
    gov = (replace(TAKE.actor[0], id="sy.gov"),)
    later = replace(later, actor=gov, source=replace(TAKE.source, id="sana"))
    rows, _ = table("panel", ListMaterial([Recorded(TAKE, KNOWN), Recorded(later, KNOWN)], [], [HELD], [REPORT]))
    square = [row for row in rows if row["place_id"] == "sy.qamishli.square"]
    assert [row["date"] for row in square] == [f"2022-04-{day}" for day in (17, 18, 19, 20)]
    assert {row["holder"] for row in square} == {"asayish"} and square[0]["status"] == "reported"
    assert [row["source_sana"] for row in square] == ["", "", "", "sy.gov"]
    assert [row["source_syriatv"] for row in square] == ["asayish"] * 4
    assert [row["holder"] for row in rows if row["place_id"] == "sy.qamishli"] == [""] * 4, "no state of ours, what sources say stands"


def test_a_state_holds_only_when_that_is_sure() -> None:
    month = When("2021-04", date(2021, 4, 1), date(2021, 4, 30), "month", "explicit")
    state = replace(HELD, since=month, until=SUNDAY)
    days = (date(2021, 4, 15), date(2021, 4, 30), date(2022, 4, 16), date(2022, 4, 17))
    assert [holds_on(state, day) for day in days] == [False, True, True, False]


def test_sentences() -> None:
    assert clause("control.take", {"actor": "A", "place": "B"}) == "A took control of B"
    assert sentence("fight.clash", {}, "1 May 2020", ["X", "Y"], "with 2 killed") == (
        "On 1 May 2020, an unnamed party clashed, with 2 killed, according to X and Y."
    )


def test_file_and_sidecar(tmp_path: Path) -> None:
    path = tmp_path / "out.csv"
    export_file("acled", MATERIAL, WORLD, path, query={"place": "sy"})
    sidecar = json.loads((tmp_path / "out.csv.meta.json").read_text("utf-8"))
    assert (sidecar["format"], sidecar["rows"], sidecar["knowledge"], sidecar["query"]) == ("acled", 2, "test", {"place": "sy"})
    assert sorted(p.name for p in tmp_path.iterdir()) == ["out.csv", "out.csv.meta.json"]


def test_a_failed_export_leaves_the_old_file(tmp_path: Path) -> None:
    path = tmp_path / "out.csv"
    path.write_text("old")
    broken = ListMaterial([Recorded(replace(TAKE, where=("nonsense",)), KNOWN)])  # type: ignore[arg-type]
    with pytest.raises(AttributeError):
        export_file("csv", broken, WORLD, path)
    assert path.read_text() == "old" and [p.name for p in tmp_path.iterdir()] == ["out.csv"]


def test_formats() -> None:
    assert all(extension(name).startswith(".") and "/" in media_type(name) for name in FORMATS)
    with pytest.raises(ConfigError, match="acled"):
        media_type("stix")


@pytest.mark.parametrize("name", FORMATS)
def test_nothing_to_export(name: str) -> None:
    out = io.BytesIO()
    assert export(name, ListMaterial(), WORLD, out)["rows"] == 0


def test_entities_without_id_keep_their_words() -> None:
    happening = event("e-1", TAKE, actor=(Entity("", "مسلحون"),))
    rows, _ = table("acled", ListMaterial(CLAIMS, [happening], [], [REPORT]))
    assert (rows[0]["actor1"], rows[0]["inter1"]) == ("مسلحون", "Political militia")
