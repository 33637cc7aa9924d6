"""What goes into `rasid read`: files, folders, JSON Lines and standard input, good ones read and bad ones named."""

from __future__ import annotations

import gzip
import hashlib
import io
import json
import sys
import tracemalloc
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest_samples import BODY, LEGACY, SHORT, TITLE, UNICODE
from rasid.errors import ConfigError
from rasid.ingest import Limits, ReadOptions, Skipped, plan, read_inputs, read_part
from rasid.ingest.dates import published
from rasid.types import Report


def one(path: Path, **options: object) -> Report:
    items = list(read_inputs([str(path)], ReadOptions(**options)))  # type: ignore[arg-type]
    assert len(items) == 1 and isinstance(items[0], Report), items
    return items[0]


def reasons(*paths: Path, **options: object) -> list[Skipped]:
    items = list(read_inputs([str(path) for path in paths], ReadOptions(**options)))  # type: ignore[arg-type]
    return [item for item in items if isinstance(item, Skipped)]


@pytest.mark.parametrize("encoding", [*UNICODE, *LEGACY])
def test_plain_text(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "خبر.txt"
    path.write_bytes(BODY.encode(encoding))
    report = one(path, published=date(2022, 4, 18), outlet="syriatv")
    assert report.text == BODY
    assert (report.published, report.outlet, report.title) == (date(2022, 4, 18), "syriatv", "")
    assert report.id.startswith("r-") and len(report.id) == 18


def test_id_depends_on_outlet_day_and_text_only(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(BODY, "utf-8")
    (tmp_path / "b.txt").write_bytes(BODY.encode("cp1256"))
    first, again = one(tmp_path / "a.txt"), one(tmp_path / "b.txt")
    assert first.id == again.id
    assert len({first.id, one(tmp_path / "a.txt", outlet="x").id, one(tmp_path / "a.txt", published=date(2022, 1, 1)).id}) == 3


def test_jsonl_row_as_it_is(tmp_path: Path) -> None:
    row = {
        "id": "ant:1",
        "outlet": "syriatv",
        "published": "2022-04-18T09:30:00+03:00",
        "title": TITLE,
        "text": f"  {BODY}\r\n",
        "url": "https://x.org/1",
    }
    path = tmp_path / "in.jsonl"
    path.write_text(json.dumps(row) + "\n\n" + json.dumps({"text": SHORT}, ensure_ascii=False), "utf-8")
    first, second = read_inputs([str(path)], ReadOptions(published=date(2020, 1, 1)))
    assert isinstance(first, Report) and isinstance(second, Report)
    assert (first.id, first.outlet, first.url, first.title) == ("ant:1", "syriatv", "https://x.org/1", TITLE)
    assert first.text == f"{TITLE}\n  {BODY}\r\n", "offsets count from the title's first character; the text is not touched"
    assert first.published == date(2022, 4, 18)
    assert first.published_at == datetime(2022, 4, 18, 6, 30, tzinfo=UTC)
    assert second.published == date(2020, 1, 1), "--published is for inputs without a date of their own"


@pytest.mark.parametrize("encoding", [*UNICODE, *LEGACY])
def test_jsonl_in_other_encodings(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "in.jsonl"
    rows = [{"text": BODY, "id": "1"}, {"text": SHORT, "id": "2"}]
    path.write_bytes("\n".join(json.dumps(row, ensure_ascii=False) for row in rows).encode(encoding))
    items = [item for part in plan([str(path)], ReadOptions(), 100) for item in read_part(part, ReadOptions())]  # type: ignore[arg-type]
    assert [item.text for item in items if isinstance(item, Report)] == [BODY, SHORT]


BAD_ROWS = [
    ('{"text": "' + SHORT, "broken JSON"),
    ("[1, 2]", "not a JSON object"),
    ("nonsense", "broken JSON"),
    ('{"title": "x"}', "no `text`"),
    ('{"text": 3}', "`text` is not a string"),
    ('{"text": "   "}', "empty"),
    (json.dumps({"text": SHORT, "published": "2022-02-30"}), "is no date"),
    (json.dumps({"text": SHORT, "published": "أمس"}), "is no date"),
    (json.dumps({"text": SHORT, "published": 20220418}), "is no date"),
    (json.dumps({"text": SHORT, "title": ["x"]}), "`title` is not a string"),
    (json.dumps({"text": SHORT, "id": {}}), "`id` is not a string"),
    (json.dumps({"text": SHORT + "\0"}), "NUL"),
    ('{"text": "' + SHORT + '\\ud800"}', "surrogate"),
    (json.dumps({"text": "Only English here."}), "no Arabic letters"),
    ("[" * 100_000, "broken JSON"),
]


@pytest.mark.parametrize("line, reason", BAD_ROWS)
def test_bad_row_is_named_and_the_next_is_read(tmp_path: Path, line: str, reason: str) -> None:
    path = tmp_path / "in.jsonl"
    path.write_text(json.dumps({"text": BODY}) + "\n" + line + "\n" + json.dumps({"text": SHORT}) + "\n", "utf-8")
    before, bad, after = read_inputs([str(path)], ReadOptions())
    assert isinstance(before, Report) and isinstance(after, Report)
    assert isinstance(bad, Skipped)
    assert bad.where == f"{path}:2" and reason in bad.reason


def test_bad_row_in_old_encoding_is_read(tmp_path: Path) -> None:
    path = tmp_path / "in.jsonl"
    path.write_bytes(json.dumps({"text": BODY}, ensure_ascii=False).encode("cp1256"))
    assert one(path).text == BODY


def test_long_line_is_passed_without_holding_it(tmp_path: Path) -> None:
    path = tmp_path / "in.jsonl"
    with path.open("wb") as out:
        out.write(b'{"text": "')
        for _ in range(40):
            out.write(b"x" * (1 << 20))
        out.write(b'"}\n' + json.dumps({"text": SHORT}).encode())
    tracemalloc.start()
    bad, good = read_inputs([str(path)], ReadOptions(limits=Limits(report_bytes=1 << 20)))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert isinstance(bad, Skipped) and "longer than" in bad.reason
    assert isinstance(good, Report) and good.origin.startswith(f"{path}:2")
    assert peak < 8 << 20


@pytest.mark.parametrize("size", [20, 50])
def test_megabytes_without_a_newline(tmp_path: Path, size: int) -> None:
    for name in ("big.txt", "big.html", "big.jsonl"):
        path = tmp_path / name
        path.write_bytes(("قال " * (size << 17)).encode())
        (bad,) = reasons(path)
        assert "limit" in bad.reason or "longer" in bad.reason


@pytest.mark.parametrize(
    "name, data, reason",
    [
        ("empty.txt", b"", "empty"),
        ("blank.txt", b" \n\t\n", "empty"),
        ("empty.jsonl", b"", "empty"),
        ("empty.csv", b"", "empty"),
        ("empty.html", b"", "empty"),
        ("image.txt", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" * 30, "NUL bytes"),
        ("thing.bin", bytes(range(1, 32)) * 40, "binary"),
        ("nul.txt", BODY.encode() + b"\0" + BODY.encode(), "NUL bytes"),
        ("page.html", b"<html><body><script>var a=1</script></body></html>", "HTML without text"),
        ("page.html", b"<html></html>", "HTML"),
        ("old.doc", b"\xd0\xcf\x11\xe0" + b"\0" * 500, "save it as .docx"),
        ("a.zip", b"PK\x03\x04" + b"\0" * 500, "ZIP"),
        ("wrong.gz", b"not gzip at all", "not readable"),
    ],
)
def test_bad_files_are_named(tmp_path: Path, name: str, data: bytes, reason: str) -> None:
    (tmp_path / name).write_bytes(data)
    (bad,) = reasons(tmp_path / name)
    assert bad.where == str(tmp_path / name) and reason in bad.reason


def test_folder_is_read_in_order_and_its_faults_are_named(tmp_path: Path) -> None:
    for name in ("b/2.txt", "a/1.txt", "a/.hidden.txt", ".git/x.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(f"{BODY} {name}", "utf-8")
    (tmp_path / "a/0.txt").write_bytes(b"")
    with gzip.open(tmp_path / "c.jsonl.gz", "wt", encoding="utf-8") as out:
        out.write(json.dumps({"text": SHORT}))
    items = list(read_inputs([str(tmp_path)], ReadOptions()))
    names = [item.where if isinstance(item, Skipped) else item.origin.split(" | ")[0] for item in items]
    assert names == [str(tmp_path / n) for n in ("c.jsonl.gz:1", "a/0.txt", "a/1.txt", "b/2.txt")]


def test_missing_file_and_empty_folder(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    missing, empty = reasons(tmp_path / "none.txt", tmp_path / "empty")
    assert missing.reason == "no such file"
    assert empty.reason == "a folder without files"


def test_unknown_format_cannot_run(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(BODY, "utf-8")
    with pytest.raises(ConfigError, match=r"telegraph.*telegram"):
        list(read_inputs([str(tmp_path)], ReadOptions(input_format="telegraph")))


def test_address_is_refused_while_the_network_is_off() -> None:
    (bad,) = read_inputs(["https://example.org/x"], ReadOptions())
    assert isinstance(bad, Skipped) and "network is off" in bad.reason


@pytest.mark.parametrize("content", [BODY, json.dumps({"text": BODY})])
def test_standard_input(monkeypatch: pytest.MonkeyPatch, content: str) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(content.encode()), "utf-8"))
    (report,) = read_inputs(["-"], ReadOptions())
    assert isinstance(report, Report) and report.text == BODY and report.origin.startswith("<stdin>")


@pytest.mark.parametrize("indent", [None, 2])
@pytest.mark.parametrize("many", [True, False])
def test_json_document(tmp_path: Path, indent: int | None, many: bool) -> None:
    rows = [{"text": BODY, "id": "1"}, {"text": ""}, {"text": SHORT, "id": "2"}]
    path = tmp_path / "in.json"
    path.write_text(json.dumps(rows if many else rows[0], indent=indent), "utf-8")
    items = list(read_inputs([str(path)], ReadOptions()))
    assert [item.id for item in items if isinstance(item, Report)] == (["1", "2"] if many else ["1"])
    assert [item.where for item in items if isinstance(item, Skipped)] == ([f"{path}[2]"] if many else [])


def parts_of(path: Path, split: int) -> Iterator[Report | Skipped]:
    for part in plan([str(path)], ReadOptions(), split):
        assert not isinstance(part, Skipped)
        yield from read_part(part, ReadOptions())


@given(lengths=st.lists(st.integers(0, 300), min_size=1, max_size=30), split=st.integers(1, 900), last=st.booleans())
def test_parts_together_are_the_whole(tmp_path_factory: pytest.TempPathFactory, lengths: list[int], split: int, last: bool) -> None:
    path = tmp_path_factory.mktemp("parts") / "in.jsonl"
    lines = [json.dumps({"id": str(n), "text": SHORT + " x" * length}) if length else "" for n, length in enumerate(lengths)]
    path.write_text("\n".join(lines) + ("\n" if last else "") + json.dumps({"text": BODY}), "utf-8")
    assert list(parts_of(path, split)) == list(read_inputs([str(path)], ReadOptions()))


@pytest.mark.parametrize(
    "value, day",
    [
        ("2022-04-18", date(2022, 4, 18)),
        ("2022-04-18T23:59:00Z", date(2022, 4, 18)),
        ("2022-04-18 23:59", date(2022, 4, 18)),
        ("20220418", date(2022, 4, 18)),
        ("18/04/2022", date(2022, 4, 18)),
        ("٣/٤/٢٠٢٢", date(2022, 4, 3)),
        ("2022/4/18 10:30", date(2022, 4, 18)),
        ("Mon, 18 Apr 2022 10:00:00 +0300", date(2022, 4, 18)),
        ("", None),
        (None, None),
    ],
)
def test_dates(value: object, day: date | None) -> None:
    assert published(value)[0] == day


@pytest.mark.parametrize(
    "value", ["2022-13-01", "31/04/2022", "18 April", "2022", "نيسان", "0000-00-00", True, 5.0, [], "2022-04-18Tnoon"]
)
def test_what_is_no_date(value: object) -> None:
    with pytest.raises(ValueError, match="is no date"):
        published(value)


def test_every_origin_of_a_whole_file_or_line_names_its_hash(tmp_path: Path) -> None:
    line = json.dumps({"id": "a", "text": BODY}, ensure_ascii=False)
    chat = f"18/04/2022, 10:30 - x: {BODY}"
    for name, data, hashed in (
        ("a.txt", BODY, BODY),
        ("a.jsonl", f"{line}\n{line}\n", line),
        ("a.json", f"[{line}]", f"[{line}]"),
        ("a.whatsapp.txt", chat, chat),
    ):
        (tmp_path / name).write_text(data, "utf-8")
        found = list(read_inputs([str(tmp_path / name)], ReadOptions(input_format="whatsapp" if "whatsapp" in name else "")))
        assert found and all(f"sha256={hashlib.sha256(hashed.encode()).hexdigest()}" in r.origin for r in found), name  # type: ignore[union-attr]
