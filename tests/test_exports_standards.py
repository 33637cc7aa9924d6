"""The lists that exports write by equal those of the standards; every code of the codebook exists in its standard."""

from __future__ import annotations

import csv
import io
import json
from typing import Any

import pytest
import yaml

from exports_samples import CODEBOOK, MATERIAL, SHARED, WORLD
from rasid.exports import export, knowledge_world
from rasid.exports.crosswalk import class_of
from rasid.exports.english import clause
from rasid.exports.hxl import COLUMNS
from rasid.exports.standards import countries, means, phrases, standard
from rasid.knowledge import Knowledge
from rasid.text import fold

TYPES: list[dict[str, Any]] = yaml.safe_load(CODEBOOK.read_text("utf-8"))


def shared(name: str) -> dict[str, Any]:
    path = SHARED / f"{name}.json"
    if not path.exists():
        pytest.skip("the shared lists are not beside the checkout")
    found: dict[str, Any] = json.loads(path.read_text("utf-8"))
    return found


def rows(name: str) -> list[dict[str, str]]:
    out = io.BytesIO()
    export(name, MATERIAL, WORLD, out)
    return list(csv.DictReader(io.StringIO(out.getvalue().decode("utf-8-sig"))))


def test_acled_lists() -> None:
    theirs, ours = shared("acled"), standard("acled")
    assert ours["columns"] == theirs["columns"] and ours["inter"] == theirs["inter"]
    sub_events = {s: [t, d] for t, subs in theirs["event_types_in_hierarchical_order"].items() for s, d in subs.items()}
    assert ours["sub_events"] == sub_events
    assert {str(k): v for k, v in ours["interaction"].items()} == theirs["interaction"]


def test_acled_file_is_valid() -> None:
    theirs = shared("acled")
    for row in rows("acled"):
        assert list(row) == theirs["columns"]
        assert row["disorder_type"] == theirs["event_types_in_hierarchical_order"][row["event_type"]][row["sub_event_type"]]
        assert row["inter1"] in theirs["inter"] and row["inter2"] in ["", *theirs["inter"]]
        assert row["interaction"] in theirs["interaction"].values()
        assert row["time_precision"] in theirs["time_precision"] and row["geo_precision"] in theirs["geo_precision"]
        assert row["civilian_targeting"] in theirs["civilian_targeting"] and row["year"] == row["event_date"][:4]


def test_ucdp_file_is_valid() -> None:
    theirs = shared("ucdp_ged")
    assert standard("ucdp")["columns"] == theirs["columns"]
    for row in rows("ucdp"):
        assert list(row) == theirs["columns"]
        for code in ("type_of_violence", "where_prec", "date_prec"):
            assert row[code] in theirs[code]


def test_plover_lists_and_records() -> None:
    theirs, ours = shared("plover"), standard("plover")
    assert ours["fields"] == [f["name"] for f in theirs["record_fields"]]
    assert (ours["events"], ours["modes"], ours["contexts"]) == (theirs["events"], theirs["modes"], theirs["contexts"])
    out = io.BytesIO()
    export("plover", MATERIAL, WORLD, out)
    for line in out.getvalue().splitlines():
        record = json.loads(line)
        assert set(record) <= {*ours["fields"], "size"} and set(record.get("size", ())) <= set(theirs["size_info"])
        assert {f["name"] for f in theirs["record_fields"] if f["required"]} <= set(record)
        assert all(set(e) <= set(theirs["entity_fields"]) for e in (*record["actor"], *record.get("recipient", ())))
        assert set(record.get("event_loc", ())) <= set(theirs["location_fields"])
        assert set(record["cite_info"]) <= set(theirs["cite_info"]) and set(record["text_info"]) <= set(theirs["text_info"])
        assert all(m in ours["modes"].get(record["event"][0], []) or m in theirs["auxiliary_modes"] for m in record["mode"])


def test_hxl_tags() -> None:
    tags = {tag for group in shared("hxl")["hashtags"].values() for tag in group}
    assert {tag.split("+")[0] for tag in COLUMNS.values()} <= tags
    assert set(standard("hxl")["tags"]) == tags


@pytest.mark.parametrize("entry", TYPES, ids=lambda entry: entry["id"])
def test_codes_of_a_type(entry: dict[str, Any]) -> None:
    branches = entry["acled"] if isinstance(entry["acled"], list) else [{"then": entry["acled"]}]
    assert all(b["then"] is None or b["then"] in standard("acled")["sub_events"] for b in branches)
    if entry["plover"]:
        event, mode = entry["plover"]
        assert event in standard("plover")["events"] and mode in (None, *standard("plover")["modes"].get(event, ()))
        assert event in standard("plover")["quad"] and event in standard("plover")["scores"]
        assert entry["id"].split(".")[0] in standard("plover")["families"]
    named = dict.fromkeys(("actor", "target", "place", "goods"), "NAME")
    assert entry["id"] in phrases() and "{" not in clause(entry["id"], {}) + clause(entry["id"], named)


def test_regions_and_countries() -> None:
    for name in ("acled", "ucdp"):
        members = [c for region in standard(name)["regions"].values() for c in region]
        assert len(members) == len(set(members)) and set(members) <= set(countries())
    assert set(standard("ucdp")["gw"]) <= set(countries())
    assert countries()["sy"].iso3 == "SYR" and countries()["sy"].number == 760


def test_words_that_decide_are_folded_once() -> None:
    assert all(word == fold(word) and word for words in means().values() for word in words)


def test_the_shipped_knowledge_as_a_world(knowledge: Knowledge) -> None:
    world = knowledge_world(knowledge, knowledge.gazetteer)
    classes = {id_: class_of(id_, "", "sy", world) for id_ in ("sy.gov", "sdf", "ru.forces", "un")}
    assert classes == {"sy.gov": "state-forces", "sdf": "rebel", "ru.forces": "external", "un": "external"}
    persons = [a for a in knowledge.actors.values() if a.kind == "person" and a.speaks_for and a.countries == ("sy",)]
    assert persons and all(class_of(a.id, "", "sy", world) for a in persons)
    for words, klass in {
        "مدنيين": "civilians",
        "3 مدنيين": "civilians",
        "مسلحون مجهولون": "political-militia",
        "الشرطة": "state-forces",
    }.items():
        assert world.generic(words) and class_of("", words, "sy", world) == klass
    for name in ("الطبيب سمير الخطيب", "محمد علي", "المواطن أحمد العلي"):
        assert not world.generic(name), "a private person's name is no generic noun"
    qamishli = world.spot("sy.qamishli")
    assert qamishli is not None and qamishli.path[-1] == "sy" and qamishli.lat
    assert world.codes("fight.airstrike").acled == "Air/drone strike" and world.version == knowledge.version


def test_names_of_countries() -> None:
    assert set(standard("acled")["names"]) <= set(countries())
