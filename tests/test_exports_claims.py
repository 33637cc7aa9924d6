"""Exports of claims: what a file claims to keep comes back from it, and nothing in it runs in a spreadsheet."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import fields, replace
from datetime import UTC, date, datetime

import duckdb
import pandas
import pytest
from hypothesis import given
from hypothesis import strategies as st

from exports_samples import CLAIMS, DENIAL, MATERIAL, REPORT, STRIKE, TAKE, TEXT, WORLD
from rasid import arrow
from rasid.errors import InputError
from rasid.exports import cells, export, geojson, parquet, table
from rasid.exports.material import ListMaterial
from rasid.stream import ClaimStream
from rasid.types import Claim, Other, Recorded, Source, Span, Value, When, Where, Words

NEVER = datetime(2022, 1, 1, tzinfo=UTC)
ANY_TEXT = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0\r"), max_size=12)
SOME_TEXT = st.one_of(
    ANY_TEXT, st.sampled_from(["=1+1", "'", "'=x", "-", "a | b", "\\", "\\|", "|", "\n", " x ", "قسد", "\u200f", '"', "@"])
)
NUMBERS = st.none() | st.integers(0, 10**6)
SPANS = st.tuples(st.integers(0, 99), st.integers(100, 200))
VALUES = st.lists(st.builds(lambda s, t, i: Value(*s, t, i), SPANS, SOME_TEXT, SOME_TEXT), max_size=3).map(tuple)
DAYS = st.dates(date(1900, 1, 1), date(2100, 1, 1))
WHENS = st.none() | st.builds(
    When, ANY_TEXT.filter(bool), st.none() | DAYS, st.none() | DAYS, st.sampled_from(["hour", "day", "unknown"]),
    st.sampled_from(["explicit", "inferred"]), st.booleans(),
)  # fmt: skip
DEGREES = st.none() | st.floats(-90, 90, allow_nan=False)
WHERES = st.lists(
    st.builds(
        Where, ANY_TEXT, DEGREES, DEGREES, st.sampled_from(["area", "unknown"]), st.none() | st.floats(0, 900),
        st.lists(ANY_TEXT, max_size=3).map(tuple), st.lists(st.builds(Other, ANY_TEXT, ANY_TEXT), max_size=2).map(tuple),
        ANY_TEXT, ANY_TEXT,
    ),
    max_size=2,
).map(tuple)  # fmt: skip
SOURCES = st.builds(Source, st.sampled_from(["outlet", "named"]), SOME_TEXT, NUMBERS, NUMBERS, SOME_TEXT, SOME_TEXT)
LISTS = st.lists(SOME_TEXT.filter(bool), max_size=3).map(tuple)
ANY_CLAIM = st.builds(
    Claim, st.just("c-1"), SOME_TEXT, SOME_TEXT, st.none() | DAYS, st.builds(lambda s: Span(*s), SPANS),
    st.just("control.take"), st.builds(lambda s, t: Words(*s, t), SPANS, SOME_TEXT), VALUES, VALUES, VALUES, VALUES,
    st.none() | st.builds(lambda s, t: Words(*s, t), SPANS, SOME_TEXT), WHENS, WHERES, SOURCES,
    st.sampled_from(["reports", "denies"]), st.sampled_from(["happened", "planned"]), st.sampled_from(["whole", "part"]),
    NUMBERS, NUMBERS, NUMBERS, NUMBERS, NUMBERS, NUMBERS,
    SOME_TEXT, LISTS, SOME_TEXT, LISTS,
)  # fmt: skip


def written(name: str, material: ListMaterial = MATERIAL, **options: bool) -> tuple[bytes, dict[str, object]]:
    out = io.BytesIO()
    sidecar = export(name, material, WORLD, out, **options)
    return out.getvalue(), sidecar


def rows_of(data: bytes) -> list[dict[str, str]]:
    assert data.startswith(b"\xef\xbb\xbf"), "Excel shows Arabic only with the mark"
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline="")))


def test_samples_use_every_field() -> None:
    used = {f.name for f in fields(Claim) for claim in (TAKE, STRIKE, DENIAL) if getattr(claim, f.name)}
    assert used >= {f.name for f in fields(Claim)} - {"goods", "injured_min", "injured_max"}


def test_csv_row_for_a_reader() -> None:
    take, strike, denial = rows_of(written("csv")[0])
    assert take["quotation"] == TEXT.split("\n")[0] and take["after"].strip().startswith("=قصفت")
    assert (take["actor"], take["actor_ids"], take["place"]) == ("قوات الأسايش", "asayish", "المربع الأمني | القامشلي")
    assert (take["type_ar"], take["lat"], take["lon"], take["precision"]) == ("سيطرة", "37.05", "41.22", "area")
    assert (strike["killed"], strike["withdrawn"][:10], denial["lat"]) == ("3", "2022-05-01", "")


def test_no_cell_is_a_formula() -> None:
    data = written("csv")[0]
    for row in csv.reader(io.StringIO(data.decode("utf-8-sig"))):
        assert not any(cell.startswith(("=", "+", "@", "\t", "\r")) for cell in row)
    assert rows_of(data)[1]["weapon"].startswith("'=cmd")
    assert rows_of(data)[1]["quotation"].startswith("'=")


@given(claim=ANY_CLAIM)
def test_csv_round_trip(claim: Claim) -> None:
    (row,) = rows_of(written("csv", ListMaterial([Recorded(claim, NEVER)]))[0])
    assert table.claim_of(row, "f:2") == claim


@given(claim=ANY_CLAIM)
def test_parquet_round_trip(claim: Claim) -> None:
    recorded = Recorded(claim, NEVER)
    (back,) = arrow.recorded_in(arrow.to_arrow([recorded]))
    assert back == recorded


@given(claim=ANY_CLAIM)
def test_geojson_round_trip(claim: Claim) -> None:
    claim = replace(claim, by=tuple(word for word in claim.by if word.split() == [word]))
    data, _ = written("geojson", ListMaterial([Recorded(claim, NEVER)]))
    assert list(geojson.read(data.decode(), "f")) == [claim]


@given(st.lists(SOME_TEXT.filter(bool), max_size=5))
def test_lists_in_cells(items: list[str]) -> None:
    assert cells.split(cells.join(items)) == items


@given(SOME_TEXT)
def test_safe_cells(text: str) -> None:
    assert cells.unsafe(cells.safe(text)) == text
    assert not cells.safe(text).startswith(("=", "+", "-", "@", "\t", "\r", "\n"))


@pytest.mark.parametrize(
    "column, text",
    [("trigger_start", "x"), ("actor_spans", "1-2"), ("actor_ids", "a | b | c"), ("published", "soon"), ("where", "{")],
)
def test_nonsense_in_a_cell_is_named(column: str, text: str) -> None:
    row = rows_of(written("csv")[0])[0] | {column: text}
    with pytest.raises(InputError, match=column) as error:
        table.claim_of(row, "f.csv:7")
    assert error.value.where == "f.csv:7"


def test_geojson_is_rfc_7946() -> None:
    data, sidecar = written("geojson")
    collection = json.loads(data)
    assert collection["type"] == "FeatureCollection" and [f["id"] for f in collection["features"]] == ["c-1", "c-2", "c-3"]
    take, _, denial = collection["features"]
    assert take["geometry"] == {"type": "Point", "coordinates": [41.22, 37.05]}, "longitude first; the town is not a second point"
    assert (take["properties"]["precision"], take["properties"]["radius_km"]) == ("area", 0.6)
    assert denial["geometry"] is None and denial["properties"]["precision"] == "unknown"
    assert sidecar["coarser"] == [{"reason": "no point: geometry null", "count": 1, "ids": ["c-3"]}]
    assert json.loads(written("geojson", ListMaterial())[0]) == {"type": "FeatureCollection", "features": []}


def test_parquet_in_duckdb_and_pandas(tmp_path: object) -> None:
    path = f"{tmp_path}/claims.parquet"
    data, sidecar = written("parquet")
    with open(path, "wb") as out:  # noqa: PTH123
        out.write(data)
    assert sidecar["rows"] == 3 and list(parquet.read(path)) == CLAIMS
    query = f"select type, actor[1].id, trigger.text, lat, killed, year(published) from '{path}' order by id"
    assert duckdb.sql(query).fetchall()[0] == ("control.take", "asayish", "سيطرت", 37.05, None, 2022)
    frame = pandas.read_parquet(path)
    assert frame["stance"].tolist() == ["reports", "reports", "denies"]
    assert arrow.to_pandas(CLAIMS).shape == frame.shape


def test_stream_of_claims() -> None:
    stream = ClaimStream(iter(CLAIMS))
    assert next(stream) == CLAIMS[0]
    assert stream.to_arrow().num_rows == 2 and ClaimStream(CLAIMS).to_pandas()["type"].tolist()[0] == "control.take"


@given(st.datetimes(timezones=st.sampled_from([UTC])))
def test_report_rows(moment: datetime) -> None:
    report = replace(REPORT, published_at=moment, retrieved=None)
    assert arrow.report_of(arrow.report_row(report)) == report


@pytest.mark.parametrize("name", ["csv", "geojson", "plover", "parquet", "acled", "ucdp", "hxl", "ftm", "panel"])
def test_private_persons_are_redacted(name: str) -> None:
    data = written(name, redact_persons=True)[0]
    text = str(list(parquet_cells(data))) if name == "parquet" else data.decode("utf-8-sig")
    assert "سمير" not in text and "الخطيب" not in text
    if name in ("csv", "geojson", "plover"):
        assert "sy.gov" in text or "asayish" in text, "public actors stay"


def parquet_cells(data: bytes) -> list[object]:
    return [recorded.claim for recorded in parquet.read(io.BytesIO(data))]
