"""The command line as a person uses it: what goes to standard output, what to standard error, and the exit codes."""

from __future__ import annotations

import csv
import inspect
import json
import re
import shutil
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
import typer

from conftest import Run
from rasid import pipeline
from rasid.cli import build
from rasid.cli import reader as reader_module
from rasid.errors import ExtractorError
from rasid.knowledge import FOLDER, Knowledge
from rasid.records import claim_from_json, claim_to_json
from rasid.store import open_store
from rasid.types import Claim, Report

SAMPLES = FOLDER.parent / "samples" / "reports.jsonl"
TEXT = "سيطرت قوات الأسايش مساء الأحد على شارع القوتلي في مدينة القامشلي."
CLOSING = re.compile(r"^\d+ reports read.*, \d+ skipped, \d+ claims, \d+ refusals, \d+\.\d seconds$", re.M)


@pytest.fixture
def report(tmp_path: Path) -> Path:
    path = tmp_path / "report.txt"
    path.write_text(TEXT, "utf-8")
    return path


@pytest.fixture
def stored(rasid: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """A store with the sample reports, as the default one."""
    path = tmp_path / "stored.sqlite"
    monkeypatch.setenv("RASID_STORE", str(path))
    assert rasid("read", SAMPLES, "--recorded", "published").code == 0
    return path


def leaves(app: typer.Typer, path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], tuple[str, int]]]:
    """Every command with its help and how many flags and arguments it has."""
    for command in app.registered_commands:
        assert command.callback is not None
        yield (*path, str(command.name)), (command.help or "", len(inspect.signature(command.callback).parameters))
    for group in app.registered_groups:
        assert group.typer_instance is not None
        yield from leaves(group.typer_instance, (*path, str(group.name)))


COMMANDS = dict(leaves(build()))


# --- help ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("path", COMMANDS, ids=" ".join)
def test_every_command_has_help_and_where_there_is_a_choice_an_example(path: tuple[str, ...]) -> None:
    text, flags = COMMANDS[path]
    assert len(text.split()) >= 3
    group = " ".join(h for other, (h, _) in COMMANDS.items() if other == path or (len(path) > 1 and other[0] == path[0]))
    assert flags < 8 or re.search(rf"^ +(.*\| )?([A-Z_]+=\S+ )?rasid {path[0]}", group, re.M), "no example"


def test_help_lists_the_commands(rasid: Run) -> None:
    done = rasid("--help")
    assert done.code == 0
    for name in ("read", "claims", "knowledge", "rules", "score", "gazetteer"):
        assert re.search(rf"^  {name} ", done.out, re.M)


def test_unknown_command_and_flag(rasid: Run) -> None:
    assert rasid("reed").code == 2
    assert rasid("read", "x", "--colour").code == 2


# --- read ------------------------------------------------------------------------------------------------------------


def test_jsonl_is_claims_only_and_the_contract(rasid: Run, report: Path) -> None:
    done = rasid("read", report, "--no-store", "--format", "jsonl", "--published", "2022-04-18", "--outlet", "syriatv")
    assert done.code == 0
    assert CLOSING.search(done.err)
    claims = [json.loads(line) for line in done.lines]
    assert claims
    for claim in claims:
        assert {"id", "report", "outlet", "published", "sentence", "type", "trigger", "roles", "time", "when", "where", "source",
                "stance", "status", "extent", "by", "rule"} <= claim.keys()  # fmt: skip
        assert set(claim["roles"]) == {"actor", "target", "place", "goods"}
        for part in (claim["trigger"], *(v for values in claim["roles"].values() for v in values)):
            assert TEXT[part["start"] : part["end"]] == part["text"]
        assert claim_to_json(claim_from_json(claim)) == claim


def test_the_same_bytes_twice(rasid: Run) -> None:
    first, second = (rasid("read", "--no-store", "--format", "jsonl", SAMPLES).out for _ in range(2))
    assert first == second != ""


def test_several_processes_say_the_same_as_one(rasid: Run) -> None:
    one = rasid("read", "--no-store", "--format", "jsonl", SAMPLES)
    two = rasid("read", "--no-store", "--format", "jsonl", SAMPLES, "--jobs", "2")
    assert two.out == one.out


def test_table_has_ids_first_and_arabic_last(rasid: Run, report: Path) -> None:
    done = rasid("read", report, "--no-store", "--published", "2022-04-18")
    head, row = done.lines[:2]
    assert head.split()[0] == "claim" and head.split()[-1] == "words"
    assert re.match(r"c-[0-9a-f]{16}  ", row)
    first_arabic = next(i for i, c in enumerate(row) if "\u0621" <= c <= "\u064a")
    assert not re.search("[A-Za-z]", row[first_arabic:])


def test_without_a_date_nothing_is_guessed(rasid: Run, report: Path) -> None:
    done = rasid("read", report, "--no-store", "--format", "jsonl")
    for claim in map(json.loads, done.lines):
        assert claim["published"] is None
        assert claim["when"] is None or claim["when"]["basis"] in ("explicit", "inferred")


def test_what_an_undated_report_tells_of_its_day_is_shown_as_inferred(rasid: Run, tmp_path: Path) -> None:
    text = "سيطرت قوات قسد أمس الأحد على حي طي في القامشلي، بعد خسارة النظام مدينة الحسكة في نيسان 2021 ومنذ 13 من آذار الماضي."
    (tmp_path / "a.txt").write_text(text, "utf-8")
    store = tmp_path / "s.sqlite"
    done = rasid("read", tmp_path / "a.txt", "--store", store)
    assert "a.txt: without a date; inferred: not before 2022-01-03, a Monday" in done.err
    assert "2022-01-02/.. (inferred, Sunday)" in done.out
    claims = [json.loads(line) for line in rasid("claims", "--store", store, "--format", "jsonl").lines]
    (take,) = (c for c in claims if c["type"] == "control.take")
    assert take["when"]["weekday"] == "sunday" and take["when"]["latest"] is None
    assert "2022-01-02/.. (inferred, Sunday)" in rasid("claims", "--store", store).out
    told = rasid("explain", take["id"], "--store", store).out
    assert "2022-01-02/.., inferred, a Sunday" in told and "undated (inferred: not before 2022-01-03, a Monday)" in told
    dated = rasid("read", tmp_path / "a.txt", "--no-store", "--published", "2022-04-18")
    assert "inferred" not in dated.out + dated.err


def test_reading_again_changes_nothing(rasid: Run, stored: Path) -> None:
    with open_store(str(stored)) as store:
        before = list(store.claims())
    again = rasid("read", SAMPLES)
    assert "8 reports read (8 of them stored before)" in again.err
    with open_store(str(stored)) as store:
        assert list(store.claims()) == before


def test_recorded(rasid: Run, tmp_path: Path, report: Path) -> None:
    def recorded(*flags: str) -> datetime:
        path = tmp_path / f"{len(list(tmp_path.iterdir()))}.sqlite"
        assert rasid("read", report, "--published", "2022-04-18", "--store", path, *flags).code == 0
        with open_store(str(path)) as store:
            return next(store.claims()).recorded

    assert recorded("--recorded", "published") == datetime(2022, 4, 18, tzinfo=UTC)
    assert recorded("--recorded", "2023-01-02") == datetime(2023, 1, 2, tzinfo=UTC)
    assert abs((recorded() - datetime.now(UTC)).total_seconds()) < 600


def test_corpus_form_title_and_text(rasid: Run, tmp_path: Path) -> None:
    path = tmp_path / "r.jsonl"
    row = {"id": "r1", "outlet": "syriatv", "published": "2022-04-18", "title": "خبر عاجل", "text": TEXT}
    path.write_text(json.dumps(row, ensure_ascii=False) + "\n", "utf-8")
    claims = [json.loads(line) for line in rasid("read", path, "--no-store", "--format", "jsonl").lines]
    whole = f"{row['title']}\n{TEXT}"
    assert {c["report"] for c in claims} == {"r1"}
    assert all(whole[c["trigger"]["start"] : c["trigger"]["end"]] == c["trigger"]["text"] for c in claims)


@pytest.mark.parametrize(
    ("flags", "message"),
    [
        (("--published", "yesterday"), "--published 'yesterday' is no date"),
        (("--recorded", "soon"), "is no date"),
        (("--extractor", "oracle"), "no extractor is called 'oracle'; available: "),
        (("--input-format", "vhs"), "--input-format 'vhs'; known: "),
        (("--column", "text"), "expected FIELD=COLUMN"),
        (("--jobs", "0"), "no whole number above 0"),
        (("--store", "mysql://x/y"), "a store is a SQLite file"),
    ],
)
def test_what_cannot_run_says_why(rasid: Run, report: Path, flags: tuple[str, ...], message: str) -> None:
    done = rasid("read", report, *flags)
    assert (done.code, done.out) == (2, "")
    assert message in done.err


class _Failing:
    name = "failing"
    refused = 0

    def __call__(self, report: Report, knowledge: Knowledge) -> list[Claim]:
        self.refused += 2
        if report.id == "sample-2":
            raise ExtractorError("no answer")
        return pipeline.analyse(report, knowledge)


def test_a_failing_extractor_is_off_for_that_report(rasid: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    failing = _Failing()
    monkeypatch.setattr(reader_module, "extractor", lambda name: failing)
    done = rasid("read", SAMPLES, "--no-store", "--format", "jsonl")
    assert done.code == 1
    assert re.search(r"skipped .*: no answer", done.err)
    assert "7 reports read, 1 skipped" in done.err
    assert "14 refusals" in done.err
    assert {json.loads(line)["report"] for line in done.lines} >= {"sample-1", "sample-4"}


def test_broken_knowledge_stops_everything(rasid: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, report: Path) -> None:
    folder = shutil.copytree(FOLDER, tmp_path / "k")
    (folder / "world" / "outlets.yaml").write_text("- {id: x, colour: red}\n", "utf-8")
    monkeypatch.setenv("RASID_KNOWLEDGE", str(folder))
    done = rasid("read", report, "--no-store")
    assert done.code == 2
    assert "world/outlets.yaml:1: unknown key 'colour'" in done.err
    done = rasid("knowledge", "check")
    assert done.code == 1
    assert done.lines[0].startswith("world/outlets.yaml:1: ")
    monkeypatch.setenv("RASID_KNOWLEDGE", str(tmp_path / "none"))
    assert rasid("knowledge", "check").code == 2


# --- claims ----------------------------------------------------------------------------------------------------------


def ids(rasid: Run, *flags: str) -> list[str]:
    done = rasid("claims", "--format", "jsonl", *flags)
    assert done.code == 0, done.err
    return [json.loads(line)["id"] for line in done.lines]


def test_claims_are_those_that_read_printed(rasid: Run, stored: Path) -> None:
    printed = rasid("read", SAMPLES, "--no-store", "--format", "jsonl").out
    assert rasid("claims", "--format", "jsonl").out == printed


def test_filters_narrow(rasid: Run, stored: Path) -> None:
    everything = [json.loads(line) for line in rasid("claims", "--format", "jsonl").lines]

    def those(test: object) -> list[str]:
        return [c["id"] for c in everything if test(c)]  # type: ignore[operator]

    assert ids(rasid, "--type", "control.take") == those(lambda c: c["type"] == "control.take") != []
    assert ids(rasid, "--type", "access") == those(lambda c: c["type"].startswith("access.")) != []
    assert ids(rasid, "--outlet", "alsaha-press") == those(lambda c: c["outlet"] == "alsaha-press")
    assert ids(rasid, "--report", "sample-4") == those(lambda c: c["report"] == "sample-4") != []
    assert ids(rasid, "--limit", "3") == [c["id"] for c in everything[:3]]
    taken = ids(rasid, "--place", "sy.qamishli", "--actor", "asayish")
    assert 0 < len(taken) < len(everything)
    assert ids(rasid, "--known-by", "2022-04-14") == []
    assert set(ids(rasid, "--known-by", "2022-04-15")) == set(those(lambda c: c["published"] == "2022-04-15"))


def test_an_actor_by_name_in_either_script(rasid: Run, stored: Path) -> None:
    assert ids(rasid, "--actor", "قسد") == ids(rasid, "--actor", "sdf") == ids(rasid, "--actor", "Syrian Democratic Forces")


@pytest.mark.parametrize(
    ("flags", "message"),
    [
        (("--place", "حلب"), "places are called 'حلب'; name one by its id:\n  sy.aleppo"),
        (("--place", "Atlantis"), "no place is called 'Atlantis'"),
        (("--actor", "nobody at all"), "no actor is called"),
        (("--stance", "sings"), "--stance 'sings'; allowed: reports"),
        (("--since", "May"), "--since 'May' is no date"),
        (("--store", "none.sqlite"), "no store at none.sqlite"),
    ],
)
def test_filters_that_cannot_be_meant(rasid: Run, stored: Path, flags: tuple[str, ...], message: str) -> None:
    done = rasid("claims", *flags)
    assert (done.code, done.out) == (2, "")
    assert message in done.err


def test_claims_as_csv_and_table(rasid: Run, stored: Path) -> None:
    done = rasid("claims", "--format", "csv")
    rows = list(csv.DictReader(done.out.splitlines()))
    assert len(rows) == len(ids(rasid))
    assert rows[0]["type"]
    table = rasid("claims")
    assert table.err.strip() == f"{len(rows)} claims"


# --- knowledge, rules, gazetteer -------------------------------------------------------------------------------------


def test_knowledge_check(rasid: Run) -> None:
    done = rasid("knowledge", "check")
    assert done.code == 0
    assert re.match(r"no faults: 47 event types, \d+ rules with \d+ examples, \d+ actors, \d+ outlets, \d+ places", done.out)


@pytest.mark.parametrize(
    ("words", "kind", "id_"),
    [
        ("asayish", "actor", "asayish"),
        ("القامشلي", "place", "sy.qamishli"),
        ("control.take", "type", "control.take"),
        ("سيطر", "rule", "control"),
    ],
)
def test_knowledge_search(rasid: Run, words: str, kind: str, id_: str) -> None:
    found = [json.loads(line) for line in rasid("knowledge", "search", words, "--json").lines]
    assert any(row["kind"] == kind and row["id"].startswith(id_) for row in found)
    assert rasid("knowledge", "search", words).code == 0


def test_knowledge_search_finds_nothing(rasid: Run) -> None:
    assert rasid("knowledge", "search", "qqqqq").code == 1


@pytest.fixture
def own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A knowledge folder of one's own."""
    folder = shutil.copytree(FOLDER, tmp_path / "own")
    monkeypatch.setenv("RASID_KNOWLEDGE", str(folder))
    return folder


def test_knowledge_add(rasid: Run, own: Path) -> None:
    words = ("--kind", "party", "--ar", "حزب الاختبار", "--en", "Test Party", "--name", "الاختباريون", "--part-of", "sy.gov")
    done = rasid("knowledge", "add", "actor", "sy.test-party", "--file", "sy", *words)
    assert done.code == 0, done.err
    path, number, entry = done.out.rstrip().split(":", 2)
    assert Path(path).read_text("utf-8").splitlines()[int(number) - 1] == entry.strip()
    done = rasid("knowledge", "add", "outlet", "test-post", "--ar", "بريد الاختبار", "--en", "Test Post", "--domain", "post.example")
    assert done.code == 0, done.err
    words = ("--kind", "street", "--ar", "شارع الاختبار", "--en", "Test Street", "--in", "sy.qamishli", "--at", "37.05,41.22")
    done = rasid("knowledge", "add", "place", "sy.qamishli.test-street", *words)
    assert done.code == 0, done.err
    found = [json.loads(line)["id"] for line in rasid("knowledge", "search", "الاختبار", "--json").lines]
    assert {"sy.test-party", "test-post"} <= set(found)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("actor", "x.y", "--file", "sy", "--kind", "gang", "--ar", "س ص", "--en", "X"), "unknown kind 'gang'; known: "),
        (("actor", "asayish", "--file", "sy", "--kind", "party", "--ar", "س ص", "--en", "X"), "id 'asayish' is taken"),
        (
            ("actor", "x.y", "--file", "sy", "--kind", "party", "--ar", "س ص", "--en", "X", "--part-of", "nobody"),
            "no actor has the id 'nobody'",
        ),
        (("actor", "x.y", "--file", "moon", "--kind", "party", "--ar", "س ص", "--en", "X"), "no file world/actors/moon.yaml"),
        (("place", "sy.x.y", "--kind", "street", "--ar", "س ص", "--en", "X", "--in", "sy.nowhere"), "sy.nowhere"),
        (("place", "sy.x.y", "--kind", "street", "--ar", "س ص", "--en", "X", "--in", "sy", "--at", "north"), "expected LAT,LON"),
    ],
)
def test_knowledge_add_takes_a_faulty_entry_back(rasid: Run, own: Path, arguments: tuple[str, ...], message: str) -> None:
    before = {path: path.read_bytes() for path in (own / "world").rglob("*.yaml")}
    done = rasid("knowledge", "add", *arguments)
    assert done.code == 2
    assert message in done.err
    assert {path: path.read_bytes() for path in (own / "world").rglob("*.yaml")} == before


def test_rules_test(rasid: Run) -> None:
    done = rasid("rules", "test", "control.take/")
    assert re.search(r"^\d+ of \d+ examples hold, of \d+ rules$", done.out, re.M)
    assert done.code == (0 if len(done.lines) == 1 else 1)
    unknown = rasid("rules", "test", "control.eat")
    assert unknown.code == 2
    assert "control.yaml" in unknown.err


def test_rules_trace(rasid: Run, report: Path) -> None:
    done = rasid("rules", "trace", report, "--published", "2022-04-18")
    assert done.code == 0
    for part in ("actor asayish", "place sy.qamishli", "control.take", "rule      control.take/", "subject", "سيطرت/v"):
        assert part in done.out
    data = json.loads(rasid("rules", "trace", "--text", TEXT, "--json").lines[0])
    trigger = data["triggers"][0]
    assert TEXT[trigger["start"] : trigger["end"]] == trigger["text"] == "سيطرت"
    assert all(TEXT[p["start"] : p["end"]] == p["text"] for p in data["phrases"])


def test_rules_trace_one_sentence(rasid: Run) -> None:
    done = rasid("rules", "trace", "--text", f"{TEXT}\n{TEXT}", "--sentence", "1", "--json")
    assert [json.loads(line)["i"] for line in done.lines] == [1]


def test_rules_trace_wants_one_input(rasid: Run, report: Path) -> None:
    assert rasid("rules", "trace").code == rasid("rules", "trace", report, "--text", TEXT).code == 2
    assert rasid("rules", "trace", "none.txt").code == 1


def test_rules_diff(rasid: Run, report: Path, tmp_path: Path) -> None:
    same = rasid("rules", "diff", "--over", report, "--old", FOLDER)
    assert (same.code, same.out) == (0, "")
    old = shutil.copytree(FOLDER, tmp_path / "old")
    for path in (old / "ar" / "frames").glob("*.yaml"):
        path.write_text("[]\n", "utf-8")
    done = rasid("rules", "diff", "--over", report, "--old", old)
    assert done.code == 1
    assert all(line.startswith("gained") for line in done.lines)
    assert re.search(r"1 reports: \d+ gained, \d+ lost, \d+ changed", done.err)
    row = json.loads(rasid("rules", "diff", "--over", report, "--old", old, "--json").lines[0])
    assert row["kind"] == "gained"
    assert TEXT[row["claim"]["trigger"]["start"] : row["claim"]["trigger"]["end"]] == row["claim"]["trigger"]["text"]
    assert rasid("rules", "diff", "--over", report, "--old", tmp_path / "none").code == 2


def test_gazetteer_build(rasid: Run, tmp_path: Path) -> None:
    done = rasid("gazetteer", "build", "--out", tmp_path / "places.sqlite")
    assert done.code == 0
    assert (tmp_path / "places.sqlite").stat().st_size > 100_000
    assert re.search(r"\d+ places \(\d+ own", done.out)


def test_gazetteer_import(rasid: Run, tmp_path: Path) -> None:
    point = {"type": "Point", "coordinates": [41.23, 37.06]}
    rows = [
        {
            "type": "Feature",
            "geometry": point,
            "properties": {"id": 1, "name": "Qariyat Ikhtibar", "name:ar": "قرية الاختبار", "kind": "village"},
        },
        {"type": "Feature", "geometry": None, "properties": {"name": "Nowhere"}},
    ]
    path = tmp_path / "places.geojson"
    path.write_text(json.dumps({"type": "FeatureCollection", "features": rows}), "utf-8")
    done = rasid("gazetteer", "import", path, "--kind", "geojson", "--country", "sy")
    assert (done.code, done.out.split(" and ")[0]) == (1, "1 places")
    assert "refused places.geojson:" in done.err
    found = [json.loads(line) for line in rasid("knowledge", "search", "قرية الاختبار", "--json").lines]
    assert [row["kind"] for row in found] == ["place"]
    assert rasid("gazetteer", "import", path, "--kind", "map").code == 2
    assert rasid("gazetteer", "import", tmp_path / "none", "--kind", "wof").code == 2
