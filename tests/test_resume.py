"""Long runs: killed at any moment and started again, they end with the same store as a run that nobody disturbed."""

from __future__ import annotations

import io
import json
import os
import random
import signal
import sqlite3
import subprocess
import sys
import time
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from ingest_samples import BODY, SHORT
from rasid.errors import ConfigError
from rasid.ingest import ReadOptions
from rasid.ingest.parts import Part, plan_parts, read_items
from rasid.run import Run, Tally, known_at, read_into, skipped_file
from rasid.store import open_store
from rasid.types import Report
from resume_worker import RECORDED, load

KILLS = int(os.environ.get("RASID_TEST_KILLS", "8"))  # 50 in .ci/run
WORKER = Path(__file__).with_name("resume_worker.py")
Content = dict[str, list[tuple[object, ...]]]
Undisturbed = tuple[Path, Content, Tally]
RUN = Run(ReadOptions(), load, recorded=RECORDED, part_bytes=20_000)


def corpus(path: Path, rows: int = 600) -> Path:
    with path.open("w", encoding="utf-8") as out:
        for n in range(rows):
            text = "فشل متعمد في القراءة" if n % 97 == 5 else f"{BODY} {SHORT} {n}"
            out.write(json.dumps({"id": f"r{n}", "outlet": "x", "published": "2022-04-18", "text": text}) + "\n")
            if n % 50 == 7:
                out.write("{broken\n")
    return path


def content(store: Path) -> Content:
    base = sqlite3.connect(store)
    try:
        reports = base.execute("select id, text, outlet, published from report order by id").fetchall()
        claims = base.execute("select id, body from claim order by id").fetchall()
    finally:
        base.close()
    return {"reports": reports, "claims": claims}


@pytest.fixture(scope="module")
def undisturbed(tmp_path_factory: pytest.TempPathFactory) -> Undisturbed:
    folder = tmp_path_factory.mktemp("undisturbed")
    source = corpus(folder / "in.jsonl")
    with open_store(str(folder / "s.sqlite")) as store:
        tally = read_into(store, [str(source)], RUN, folder / "journal")
    return source, content(folder / "s.sqlite"), tally


def start(source: Path, folder: Path, jobs: int) -> subprocess.Popen[bytes]:
    command = [sys.executable, str(WORKER), str(source), str(folder / "s.sqlite"), str(folder / "journal"), str(jobs)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True)


def test_killed_and_resumed(undisturbed: Undisturbed, tmp_path: Path) -> None:
    source, expected, tally = undisturbed
    moments = random.Random(7)
    kills = 0
    for attempt in range(400):
        process = start(source, tmp_path, 1 + attempt % 2)
        time.sleep(moments.uniform(0.3, 1.2))
        if kills < KILLS and process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
            process.communicate()
            kills += 1
            if kills % 5 == 0 and (tmp_path / "s.sqlite").exists():
                for file in tmp_path.iterdir():  # from the start, or late kills would find everything done
                    file.unlink()
            continue
        out, errors = process.communicate(timeout=60)
        assert process.returncode == 0, errors.decode()
        assert json.loads(out) == {"reports": tally.reports, "skipped": tally.skipped, "parts": tally.parts}
        assert content(tmp_path / "s.sqlite") == expected
        if kills >= KILLS:
            break
        for file in tmp_path.iterdir():
            file.unlink()
    assert kills >= KILLS


def test_counts_and_skipped_file(undisturbed: Undisturbed) -> None:
    source, expected, tally = undisturbed
    assert tally.reports == len(expected["reports"]) == 600 - 7 and tally.skipped == 12 + 7
    assert tally.new == tally.reports and tally.claims == len(expected["claims"]) and tally.parts == tally.parts_in_all > 10
    skips = [json.loads(line) for line in skipped_file(source.parent / "journal").read_text("utf-8").splitlines()]
    assert len(skips) == 19 and sum("broken JSON" in s["reason"] for s in skips) == 12
    assert not (source.parent / "journal").exists()
    assert "600" not in tally.line() and "593 reports read (593 new), 19 skipped" in tally.line()


def test_interruption_by_the_user_leaves_the_journal(tmp_path: Path) -> None:
    source, journal = corpus(tmp_path / "in.jsonl"), tmp_path / "journal"
    seen: list[int] = []

    def stop(tally: Tally) -> None:
        seen.append(tally.parts)
        if len(seen) == 4:
            raise KeyboardInterrupt

    with open_store(str(tmp_path / "s.sqlite")) as store:
        with pytest.raises(KeyboardInterrupt):
            read_into(store, [str(source)], RUN, journal, stop)
        assert len(journal.read_text("utf-8").splitlines()) == 4
        tally = read_into(store, [str(source)], RUN, journal, lambda t: seen.append(t.parts))
    assert seen == [1, 2, 3, 4, *range(5, tally.parts + 1)], "it goes on with the fifth part"
    assert tally.bytes_left == 0 and tally.seconds_left == 0.0


def test_torn_journal_line(tmp_path: Path) -> None:
    source, journal = corpus(tmp_path / "in.jsonl", 100), tmp_path / "journal"
    journal.write_text('{"part": "x", "repo', "utf-8")
    with open_store(str(tmp_path / "s.sqlite")) as store:
        assert read_into(store, [str(source)], RUN, journal).reports == 99


def test_a_changed_file_is_another_part(tmp_path: Path) -> None:
    source = corpus(tmp_path / "in.jsonl", 30)
    (before,) = plan_parts([str(source)], ReadOptions())
    source.write_text(source.read_text("utf-8") + json.dumps({"text": BODY}), "utf-8")
    (after,) = plan_parts([str(source)], ReadOptions())
    assert isinstance(before, Part) and isinstance(after, Part) and before.key != after.key


def test_small_files_share_a_part(tmp_path: Path) -> None:
    for n in range(450):
        (tmp_path / f"{n:03}.txt").write_text(f"{SHORT} {n}", "utf-8")
    parts = list(plan_parts([str(tmp_path), str(tmp_path / "none")], ReadOptions()))
    kinds = [len(part.pieces) if isinstance(part, Part) else part.reason for part in parts]
    assert kinds == [200, 200, "no such file", 50]
    items = [item for part in parts if isinstance(part, Part) for item in read_items(part, ReadOptions())]
    assert len(items) == 450 and all(isinstance(item, Report) for item in items)


def test_standard_input_has_no_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"x")))
    with pytest.raises(ConfigError, match="save it as a file"):
        list(plan_parts(["-"], ReadOptions()))


def test_two_processes_store_what_one_stores(undisturbed: Undisturbed, tmp_path: Path) -> None:
    source, expected, _ = undisturbed
    process = start(source, tmp_path, 2)
    _, errors = process.communicate(timeout=120)
    assert process.returncode == 0, errors.decode()
    assert content(tmp_path / "s.sqlite") == expected


def test_when_a_report_became_known() -> None:
    now, day = datetime(2024, 1, 1, tzinfo=UTC), datetime(2022, 4, 18, tzinfo=UTC)
    plain, dated = Report("r", "x"), Report("r", "x", published=date(2022, 4, 18))
    exact = Report("r", "x", published=date(2022, 4, 18), published_at=datetime(2022, 4, 18, 9, 30, tzinfo=UTC))
    assert [known_at(r, "published", now) for r in (plain, dated, exact)] == [now, day, exact.published_at]
    assert known_at(dated, "now", now) == now and known_at(dated, day, now) == day
