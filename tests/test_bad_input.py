"""What people feed in by accident: each bad input is named with its place and reason, skipped and counted, and the rest is read."""

from __future__ import annotations

import io
import json
import re
from pathlib import Path

import pytest

from conftest import Run
from rasid.store import open_store

GOOD = "سيطرت قوات الأسايش مساء الأحد على شارع القوتلي في مدينة القامشلي."
LONG = 20 * 1024 * 1024


def _jsonl(*texts: str) -> bytes:
    return b"".join(json.dumps({"text": t}, ensure_ascii=False).encode() + b"\n" for t in texts)


BAD = {
    "empty.txt": (b"", "empty"),
    "blank.txt": (b" \n\t\n", "empty"),
    "binary.txt": (bytes(range(256)) * 40, ""),
    "zeros.txt": (b"\0" * 5000, ""),
    "picture.txt": (b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 10, ""),
    "broken.jsonl": (_jsonl(GOOD) + b'{"text": "half\n' + _jsonl(GOOD), "broken.jsonl:2"),
    "array.jsonl": (b"[1, 2]\n", "array.jsonl:1"),
    "no-text.jsonl": (b'{"title": "x"}\n', "no-text.jsonl:1"),
    "date.jsonl": (json.dumps({"text": GOOD, "published": "2022-02-31"}).encode() + b"\n", "date.jsonl:1"),
    "page.html": (b"<html><head><title>x</title></head><body><script>var a = 1</script></body></html>", "page.html"),
    "long.txt": (b"", "limit"),
}


@pytest.mark.parametrize("name", BAD)
def test_bad_input_is_named_skipped_and_counted(rasid: Run, tmp_path: Path, name: str) -> None:
    content, reason = BAD[name]
    bad = tmp_path / name
    bad.write_bytes("ب".encode() * (LONG // 2) if name == "long.txt" else content)
    good = tmp_path / "zz-good.txt"
    good.write_text(GOOD, "utf-8")
    done = rasid("read", bad, good, "--no-store", "--format", "jsonl")
    assert done.code == 1
    skipped = [line for line in done.err.splitlines() if line.startswith("skipped ")]
    assert len(skipped) == 1
    assert name in skipped[0]
    assert reason in skipped[0]
    assert len(skipped[0].partition(name)[2]) > 5, "no reason"
    read = 3 if name == "broken.jsonl" else 1
    assert re.search(rf"^{read} reports read, 1 skipped, ", done.err, re.M)
    assert done.lines, "the good report was not read"


def test_windows_1256_is_read_right(rasid: Run, tmp_path: Path) -> None:
    (tmp_path / "old.txt").write_bytes(GOOD.encode("cp1256"))
    (tmp_path / "new.txt").write_text(GOOD, "utf-8")
    old, new = (rasid("read", tmp_path / n, "--no-store", "--format", "jsonl") for n in ("old.txt", "new.txt"))
    assert old.code == 0
    assert old.out == new.out != ""


def test_a_missing_file_and_an_empty_folder(rasid: Run, tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    done = rasid("read", tmp_path / "nothing.txt", tmp_path / "folder", "--no-store")
    assert done.code == 1
    assert "nothing.txt: no such file" in done.err
    assert "folder: a folder without files" in done.err
    assert "0 reports read, 2 skipped" in done.err


def test_what_was_stored_before_stays_stored(rasid: Run, tmp_path: Path) -> None:
    path = tmp_path / "mixed.jsonl"
    path.write_bytes(_jsonl(GOOD) + b"{\n" + _jsonl(f"{GOOD} وانسحبت قوات النظام."))
    done = rasid("read", path, "--store", tmp_path / "s.sqlite")
    assert done.code == 1
    with open_store(str(tmp_path / "s.sqlite")) as store:
        assert len(list(store.reports())) == 2


def test_one_id_with_two_texts_is_refused(rasid: Run, tmp_path: Path) -> None:
    path = tmp_path / "r.jsonl"
    rows = [{"id": "a", "text": GOOD}, {"id": "a", "text": GOOD.replace("الأحد", "السبت")}]
    path.write_text("".join(json.dumps(r, ensure_ascii=False) + "\n" for r in rows), "utf-8")
    done = rasid("read", path, "--store", tmp_path / "s.sqlite")
    assert done.code == 1
    assert "another text is stored under this id" in done.err


def test_standard_input_needs_no_file(rasid: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    class _Stdin:
        buffer = io.BytesIO(GOOD.encode())

    monkeypatch.setattr("sys.stdin", _Stdin())
    done = rasid("read", "-", "--no-store", "--format", "jsonl", "--published", "2022-04-18")
    assert done.code == 0
    assert done.lines
