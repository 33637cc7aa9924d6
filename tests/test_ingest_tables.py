"""CSV and Excel: the mapping of columns is guessed, said and can be set; rows that cannot be read are named by their line."""

from __future__ import annotations

import csv
from datetime import date, datetime
from pathlib import Path

import openpyxl
import pytest

from ingest_samples import BODY, LEGACY, SHORT, TITLE, UNICODE
from rasid.errors import ConfigError
from rasid.ingest import ReadOptions, Skipped, read_inputs
from rasid.types import Report
from test_ingest import one, reasons

ARABIC_HEAD = ("رقم", "تاريخ النشر", "المصدر", "العنوان", "نص الخبر", "الرابط")
ENGLISH_HEAD = ("Report ID", "Pub_Date", "Publisher", "Headline", "Body", "Link")
ROW = ("7", "2022-04-18", "syriatv", TITLE, BODY, "https://x.org/7")


def table(path: Path, rows: list[tuple[str, ...]], encoding: str = "utf-8", delimiter: str = ",") -> Path:
    with path.open("w", encoding=encoding, newline="") as out:
        csv.writer(out, delimiter=delimiter).writerows(rows)
    return path


@pytest.mark.parametrize("encoding", [*UNICODE, *LEGACY])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("head", [ARABIC_HEAD, ENGLISH_HEAD])
def test_csv(tmp_path: Path, encoding: str, delimiter: str, head: tuple[str, ...]) -> None:
    said: list[str] = []
    report = one(table(tmp_path / "a.csv", [head, ROW], encoding, delimiter), notice=said.append)
    assert (report.id, report.published, report.outlet, report.title) == ("7", date(2022, 4, 18), "syriatv", TITLE)
    assert report.text == f"{TITLE}\n{BODY}" and report.url == "https://x.org/7"
    assert f"text = column {head[4]}" in said[0]


def test_text_is_the_longest_arabic_column(tmp_path: Path) -> None:
    assert one(table(tmp_path / "a.csv", [("a", "b", "c"), ("x", SHORT, BODY)])).text == BODY


def test_mapping_overrides_the_guess(tmp_path: Path) -> None:
    path = table(tmp_path / "a.csv", [ENGLISH_HEAD, ROW])
    assert one(path, mapping={"text": "Headline", "title": "Publisher"}).text == f"syriatv\n{TITLE}"
    with pytest.raises(ConfigError, match="Body"):
        reasons(path, mapping={"text": "Nothing"})
    with pytest.raises(ConfigError, match="published"):
        reasons(path, mapping={"words": "Body"})


def test_rows_with_faults_are_named_by_line(tmp_path: Path) -> None:
    rows = [
        ENGLISH_HEAD,
        ROW,
        ("8", "30/02/2022", "", "", SHORT, ""),
        ("9", "", "", "", " ", ""),
        ("", "", "", "", "", ""),
        ("10",),
        ROW,
    ]
    path = table(tmp_path / "a.csv", rows)
    items = list(read_inputs([str(path)], ReadOptions()))
    assert [type(item) for item in items] == [Report, Skipped, Skipped, Skipped, Report]
    skips = [item for item in items if isinstance(item, Skipped)]
    assert [skip.where for skip in skips] == [f"{path}:{n}" for n in (5, 6, 8)], "the first text takes lines 2 to 4"
    assert "is no date" in skips[0].reason and "empty" in skips[1].reason


def test_bytes_of_another_encoding_far_down(tmp_path: Path) -> None:
    path = table(tmp_path / "a.csv", [ENGLISH_HEAD, *[ROW] * 900])
    path.write_bytes(path.read_bytes() + b"1,2022-04-18,,," + SHORT.encode("cp1256") + b",\r\n")
    (bad,) = reasons(path)
    assert bad.reason == "bytes that are not in the file's encoding"


def test_table_without_text(tmp_path: Path) -> None:
    (bad,) = reasons(table(tmp_path / "a.csv", [("a", "b"), ("1", "2")]))
    assert "no column of Arabic text" in bad.reason


def test_quote_that_is_never_closed(tmp_path: Path) -> None:
    path = table(tmp_path / "a.csv", [ENGLISH_HEAD, ROW])
    with path.open("a", encoding="utf-8") as out:
        out.write('8,2022-04-18,,,"' + SHORT)
    (bad,) = reasons(path)
    assert "broken CSV" in bad.reason and bad.where == f"{path}:5"


def test_excel(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "أخبار"
    sheet.append(ARABIC_HEAD)
    sheet.append((7, datetime(2022, 4, 18), *ROW[2:]))
    sheet.append((8, "لا تاريخ", "", "", SHORT, ""))
    book.create_sheet("ملاحظات").append(("x", "y"))
    path = tmp_path / "a.xlsx"
    book.save(path)
    report, bad = read_inputs([str(path)], ReadOptions())
    assert isinstance(report, Report) and isinstance(bad, Skipped)
    assert (report.id, report.published, report.published_at) == ("7", date(2022, 4, 18), None)
    assert report.text == f"{TITLE}\n{BODY}"
    assert bad.where == f"{path}[أخبار]:3"


def test_broken_excel(tmp_path: Path) -> None:
    (tmp_path / "a.xlsx").write_bytes(b"PK\x03\x04xl/ nothing")
    (bad,) = reasons(tmp_path / "a.xlsx")
    assert "Excel" in bad.reason
