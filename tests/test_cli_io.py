"""The commands export, import, bulk and watch, and long reads: files, exit codes, what goes to which stream."""

from __future__ import annotations

import csv
import hashlib
import io
import json
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from conftest import Done
from ingest_samples import BODY, SHORT
from rasid import cli_bulk
from rasid.errors import ConfigError
from rasid.exports.standards import standard
from rasid.ingest import ReadOptions
from rasid.run import Tally

Run = Callable[..., Done]
ROWS = [
    {"id": "a", "outlet": "syriatv", "published": "2022-04-18", "text": "سيطرت قوات الأسايش مساء الأحد على مدينة القامشلي."},
    {
        "id": "b",
        "outlet": "skynews",
        "published": "2022-04-18",
        "text": "قصفت طائرات حربية مدينة إدلب الأحد، ما أدى إلى مقتل 3 مدنيين.",
    },
]


@pytest.fixture
def store(rasid: Run, tmp_path: Path) -> Path:
    source = tmp_path / "in.jsonl"
    source.write_text("\n".join(json.dumps(row) for row in ROWS), "utf-8")
    done = rasid("read", source, "--store", tmp_path / "s.sqlite", "--recorded", "published")
    assert done.code == 0, done.err
    return tmp_path / "s.sqlite"


def test_export_to_a_file_with_its_sidecar(rasid: Run, store: Path, tmp_path: Path) -> None:
    done = rasid("export", "csv", "-o", tmp_path / "c.csv", "--store", store, "--place", "sy.qamishli")
    assert done.code == 0 and done.out == "" and "rows to" in done.err
    with (tmp_path / "c.csv").open(encoding="utf-8-sig") as lines:
        rows = list(csv.DictReader(lines))
    assert {row["report"] for row in rows} == {"a"} and "control.take" in {row["type"] for row in rows}
    sidecar = json.loads((tmp_path / "c.csv.meta.json").read_text("utf-8"))
    assert sidecar["query"] == {"place": "sy.qamishli"} and sidecar["rows"] == len(rows)


@pytest.mark.parametrize("format_", ["acled", "ucdp", "plover", "geojson", "hxl", "ftm", "panel"])
def test_export_to_standard_output(rasid: Run, store: Path, format_: str) -> None:
    done = rasid("export", format_, "--store", store)
    assert done.code == 0 and done.out.strip() and "rows to standard output" in done.err
    if format_ == "acled":
        rows = list(csv.DictReader(io.StringIO(done.out.removeprefix("\ufeff"))))
        assert {row["country"] for row in rows} == {"Syria"} and list(rows[0]) == standard("acled")["columns"]
    if format_ == "geojson":
        assert any(f["geometry"] for f in json.loads(done.out)["features"])


def test_export_as_it_was_known(rasid: Run, store: Path) -> None:
    before, after = (rasid("export", "hxl", "--store", store, "--known-by", day) for day in ("2022-04-17", "2022-04-18"))
    assert len(before.lines) == 2 < len(after.lines)


def test_export_that_cannot_be(rasid: Run, store: Path, tmp_path: Path) -> None:
    assert "no export format 'stix'" in rasid("export", "stix", "--store", store).err
    assert rasid("export", "csv", "--store", tmp_path / "none.sqlite").code == 2
    assert rasid("export", "csv", "--store", store, "--since", "soon").code == 2
    assert "allowed: none, any" in rasid("export", "csv", "--store", store, "--judged", "perhaps").err
    assert rasid("export", "csv", "--store", store, "--differing").code == 0


def test_import_of_corrections(rasid: Run, store: Path, tmp_path: Path) -> None:
    path = tmp_path / "c.csv"
    rasid("export", "csv", "-o", path, "--store", store)
    text = path.read_text("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text)))
    rows[0]["decision"] = "reject"
    with path.open("w", encoding="utf-8-sig", newline="") as out:
        writer = csv.DictWriter(out, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
    done = rasid("import", "csv", path, "--by", "amal", "--store", store)
    assert done.code == 0 and "1 judgements" in done.err
    assert rows[0]["id"] not in rasid("export", "csv", "--store", store).out
    path.write_text(text.replace(",reports,", ",shouts,"), "utf-8")
    assert rasid("import", "csv", path, "--by", "amal", "--store", store).code == 1
    assert "--by" in rasid("import", "csv", path, "--store", store).err
    assert rasid("import", "xlsx", path, "--store", store).code == 2


def test_bulk_and_its_import(rasid: Run, store: Path, tmp_path: Path) -> None:
    source = tmp_path / "in.jsonl"
    done = rasid("bulk", source, tmp_path / "out")
    assert done.code == 0 and "2 reports read, 0 skipped" in done.err
    assert "1 parts done before" in rasid("bulk", source, tmp_path / "out").err
    again = tmp_path / "again.sqlite"
    done = rasid("import", "parquet", tmp_path / "out", "--recorded", "published", "--store", again)
    assert "2 reports (2 new)" in done.err
    claims = [rasid("claims", "--store", s, "--format", "jsonl").out for s in (store, again)]
    assert claims[0] == claims[1] != ""
    assert rasid("bulk", source).code == 2
    assert rasid("bulk", source, tmp_path / "out2", "--engine", "ray").code == 2


def test_watch_for_some_rounds(rasid: Run, tmp_path: Path) -> None:
    (tmp_path / "inbox").mkdir()
    (tmp_path / "inbox/1.txt").write_text(BODY, "utf-8")
    (tmp_path / "inbox/2.txt").write_bytes(b"")
    done = rasid("watch", tmp_path / "inbox", "--every", "0.1", "--rounds", "3", "--store", tmp_path / "s.sqlite")
    assert done.code == 1 and "2.txt: empty file" in done.err and "1 reports read, 1 skipped" in done.err


def test_long_read_goes_on_where_it_stopped(
    rasid: Run, store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for n in range(5):
        (tmp_path / f"{n}.txt").write_text(f"{SHORT} {n}" if n else "", "utf-8")
    inputs, options = [str(tmp_path / f"{n}.txt") for n in range(5)], ReadOptions(published=date(2022, 4, 18))
    shown: list[Tally] = []

    def stop(tally: Tally) -> tuple[int, int, str]:
        shown.append(tally)
        raise KeyboardInterrupt

    where = str(tmp_path / "long.sqlite")
    with monkeypatch.context() as patched:
        patched.setattr(cli_bulk, "_read_so_far", stop)
        assert cli_bulk.read_long(inputs, options, where, "rules", "now", 1) == 130
    assert cli_bulk.read_long(inputs, options, where, "rules", "now", 1) == 1
    said = capsys.readouterr().err
    assert "going on where the last run stopped" in said and "4 reports read (4 new), 1 skipped" in said
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(b"x")))
    with pytest.raises(ConfigError, match="save it as a file"):
        cli_bulk.read_long(["-"], options, where, "rules", "now", 1)


def test_originals_are_kept_by_every_way_of_reading(rasid: Run, tmp_path: Path) -> None:
    data = BODY.encode("cp1256")
    (tmp_path / "in").mkdir()
    (tmp_path / "in/1.txt").write_bytes(data)
    ways: dict[str, list[str | Path]] = {
        "read": ["read", tmp_path / "in", "--store", tmp_path / "a.sqlite"],
        "quiet": ["read", tmp_path / "in", "--quiet", "--jobs", "2", "--store", tmp_path / "b.sqlite"],
        "bulk": ["bulk", tmp_path / "in", tmp_path / "out"],
        "watch": ["watch", tmp_path / "in", "--every", "0.1", "--rounds", "2", "--store", tmp_path / "c.sqlite"],
    }
    for name, command in ways.items():
        kept = tmp_path / f"kept-{name}"
        assert rasid(*command, "--keep-originals", kept).code == 0
        (file,) = (path for path in kept.rglob("*") if path.is_file())
        assert file.read_bytes() == data and file.suffix == ".txt", name
        assert file.stem == hashlib.sha256(data).hexdigest() and file.parent.name == file.stem[:2]


VILLAGE = {
    "type": "Feature",
    "properties": {"id": "x1", "name:ar": "كفرزبطانة", "name": "Kafr Zabtana", "kind": "village", "country": "sy"},
    "geometry": {"type": "Point", "coordinates": [36.8, 35.9]},
}


def test_imported_places_are_seen_by_every_way_of_reading(rasid: Run, tmp_path: Path) -> None:
    row = {
        "id": "a",
        "outlet": "syriatv",
        "published": "2022-04-18",
        "text": "سيطرت قوات النظام أمس الأحد على قرية كفرزبطانة في ريف إدلب.",
    }
    source = tmp_path / "in.jsonl"
    source.write_text(json.dumps(row), "utf-8")

    def places(*command: str | Path) -> set[str]:
        """The ids of the places that this way of reading finds."""
        store = tmp_path / f"{len(list(tmp_path.glob('*.sqlite')))}.sqlite"
        out = command[-1] if command[0] == "bulk" else None
        done = rasid(*command) if out else rasid(*command, "--store", store)
        assert done.code == 0, done.err
        if out:
            assert rasid("import", "parquet", out, "--store", store).code == 0
        claims = [json.loads(line) for line in rasid("claims", "--store", store, "--format", "jsonl").lines]
        return {place["id"] for claim in claims for place in claim["roles"]["place"]}

    ways: tuple[tuple[str | Path, ...], ...] = (
        ("read", source),
        ("read", source, "--quiet"),
        ("read", source, "--quiet", "--jobs", "2"),
        ("bulk", source, tmp_path / "out"),
        ("bulk", source, "--jobs", "2", tmp_path / "out"),
        ("watch", tmp_path / "inbox", "--every", "0.1", "--rounds", "2"),
    )
    (tmp_path / "inbox").mkdir()
    (tmp_path / "inbox/in.jsonl").write_text(json.dumps(row), "utf-8")
    before = [places(*way) for way in ways]
    (tmp_path / "villages.geojson").write_text(json.dumps({"type": "FeatureCollection", "features": [VILLAGE]}), "utf-8")
    done = rasid("gazetteer", "import", tmp_path / "villages.geojson", "--kind", "geojson")
    assert done.code == 0, done.err
    (new,) = {tuple(sorted(places(*way) - old)) for way, old in zip(ways, before, strict=True)}
    assert new == ("sy.kafr-zabtana",), "every way finds the imported village, and only now"


@pytest.mark.parametrize("format_", ["csv", "acled", "plover", "geojson", "hxl", "ftm", "panel"])
@pytest.mark.parametrize("known", [[], ["--known-by", "2022-04-20"]])
def test_every_filter_narrows_every_export(rasid: Run, store: Path, tmp_path: Path, format_: str, known: list[str]) -> None:
    def rows(*flags: str) -> int:
        out = tmp_path / "out"
        done = rasid("export", format_, "-o", out, "--store", store, *flags, *known)
        assert done.code == 0, done.err
        sidecar = json.loads(out.with_name("out.meta.json").read_text("utf-8"))
        assert len(sidecar["query"]) == (len(flags) + len(known)) // 2
        return int(sidecar["rows"])

    every = rows()
    assert every > 0
    for flag, kept, none in (
        ("--outlet", "syriatv", "sana"),
        ("--source", "syriatv", "sana"),
        ("--place", "sy.qamishli", "sy.homs-city"),
        ("--actor", "asayish", "iq.pmf"),
        ("--stance", "reports", "demands"),
        ("--coder", "rules", "neural"),
        ("--judged", "none", "accept"),
    ):
        assert 0 < rows(flag, kept) <= every, (flag, kept)
        assert rows(flag, none) == 0, (flag, none)
    if format_ != "panel":  # which is made of control alone, and asks for states of a day
        assert 0 < rows("--type", "control") <= every and rows("--type", "civic") == 0
        assert 0 < rows("--at", "2022-04-17") <= every and rows("--until", "2022-03-01") == 0
