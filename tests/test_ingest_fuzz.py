"""Damaged files of every kind: each one is read or named, nothing else happens."""

from __future__ import annotations

import json
import random
from pathlib import Path

import openpyxl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from ingest_samples import BODY, page
from rasid.ingest import KINDS, ReadOptions, Skipped, read_inputs
from rasid.types import Report
from test_ingest_chats import ANDROID, FULL
from test_ingest_documents import PDF, word_file
from test_ingest_pages import ATOM, rss

ROUNDS = 12


def whole(kind: str, folder: Path) -> bytes:
    """A good file of the kind."""
    texts = {
        "txt": BODY, "html": page(), "rss": rss(), "atom": ATOM, "telegram": json.dumps(FULL), "whatsapp": ANDROID,
        "jsonl": json.dumps({"text": BODY}) * 1, "json": json.dumps([{"text": BODY}]), "csv": f'id,text\n1,"{BODY}"\n',
    }  # fmt: skip
    path = folder / f"whole.{kind}"
    if kind in texts:
        return texts[kind].encode()
    if kind == "docx":
        word_file(path, table=True)
    elif kind == "xlsx":
        book = openpyxl.Workbook()
        sheet = book.active
        assert sheet is not None
        sheet.append(("النص", "التاريخ"))
        sheet.append((BODY, "2022-04-18"))
        book.save(path)
    elif kind == "parquet":
        pq.write_table(pa.table({"text": [BODY] * 5}), path)
    return PDF.read_bytes() if kind == "pdf" else path.read_bytes()


def damaged(data: bytes, chance: random.Random) -> bytes:
    """Bytes changed, lost, doubled or put in."""
    at = chance.randrange(len(data))
    how = chance.choice(("change", "cut", "double", "insert"))
    if how == "change":
        changed = bytearray(data)
        for _ in range(chance.randint(1, 20)):
            changed[chance.randrange(len(data))] = chance.randrange(256)
        return bytes(changed)
    return {"cut": data[:at], "double": data[:at] + data, "insert": data[:at] + chance.randbytes(20) + data[at:]}[how]


@pytest.mark.parametrize("kind", [*KINDS, "atom"])
def test_damaged_files(kind: str, tmp_path: Path) -> None:
    assert any(isinstance(item, Report) for item in read(kind, whole(kind, tmp_path), tmp_path)), "the file is good before"
    chance = random.Random(kind)
    for _ in range(ROUNDS):
        for item in read(kind, damaged(whole(kind, tmp_path), chance), tmp_path):
            if isinstance(item, Skipped):
                assert item.reason and "cannot be read: " not in item.reason.split(" | ")[0].removeprefix("PDF that "), item
            else:
                assert item.text.strip()


def read(kind: str, data: bytes, folder: Path) -> list[Report | Skipped]:
    path = folder / f"x.{kind}"
    path.write_bytes(data)
    named = {"atom": "rss"}.get(kind, kind)
    return list(read_inputs([str(path)], ReadOptions(input_format=named, ocr=False)))
