"""Bulk: parts are done once, in whatever engine, with the same bytes; bad rows are rejects; the store takes the result once."""

from __future__ import annotations

import json
import shutil
import time
from datetime import UTC, datetime
from functools import partial
from importlib.util import find_spec
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from ingest_samples import BODY, SHORT
from rasid import arrow
from rasid.bulk.engines import Progress, run_bulk
from rasid.bulk.part import BulkJob, Counts
from rasid.bulk.pool import Pool
from rasid.bulk.read import parts_of, read_part, rejects
from rasid.errors import ConfigError, InputError
from rasid.imports import import_parquet
from rasid.ingest import ReadOptions, read_inputs
from rasid.run import Run, read_into
from rasid.store import open_store
from rasid.types import Report
from resume_worker import RECORDED, analyse, load
from test_resume import content, corpus


def job(out: Path, version: str = "v1") -> BulkJob:
    return BulkJob(str(out), ReadOptions(), load, version)


def files(out: Path) -> dict[str, bytes]:
    return {str(p.relative_to(out)): p.read_bytes() for p in sorted(out.rglob("*.*"))}


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return corpus(tmp_path_factory.mktemp("bulk") / "in.jsonl", 400)


@pytest.fixture(scope="module")
def alone(source: Path) -> Path:
    out = source.parent / "alone"
    run_bulk(job(out), [str(source)], part_bytes=20_000)
    return out


def test_counts_and_tables(source: Path, alone: Path) -> None:
    progress = run_bulk(job(alone), [str(source)], part_bytes=20_000)
    assert (progress.counts.reports, progress.counts.skipped) == (400 - 5, 8 + 5)
    claims = pq.read_table(alone / "claims", schema=arrow.CLAIMS)
    assert claims.num_rows == progress.counts.claims and set(claims["type"].to_pylist()) == {"control.take"}
    assert pq.read_table(alone / "reports").num_rows == 395
    reasons = [item.reason for item in rejects(alone)]
    assert sum("broken JSON" in r for r in reasons) == 8 and sum("this extractor fails" in r for r in reasons) == 5


def test_several_processes_write_the_same_bytes(source: Path, alone: Path, tmp_path: Path) -> None:
    seen: list[Progress] = []
    progress = run_bulk(job(tmp_path), [str(source)], jobs=2, part_bytes=20_000, report=seen.append)
    assert files(tmp_path) == files(alone)
    assert seen[-1] == progress and progress.bytes_left == 0 and progress.seconds_left == 0.0
    assert [p.parts for p in seen] == list(range(1, progress.parts_in_all + 1))


@pytest.mark.skipif(find_spec("pyspark") is None or not shutil.which("java"), reason="Spark or Java is not installed")
@pytest.mark.filterwarnings("ignore")  # of py4j and of the JVM's start
def test_spark_writes_the_same_bytes(source: Path, alone: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONPATH", str(Path(__file__).parent))  # the stand-in reader lies beside the tests
    run_bulk(job(tmp_path), [str(source)], engine="spark", master="local[2]", part_bytes=20_000)
    assert files(tmp_path) == files(alone)


def test_a_part_that_is_done_is_not_done_again(source: Path, alone: Path, tmp_path: Path) -> None:
    out = shutil.copytree(alone, tmp_path / "out")
    marks = sorted((out / "_done").iterdir())
    marks[3].unlink()
    marks[5].write_text("{torn", "utf-8")
    seen: list[Progress] = []
    progress = run_bulk(job(out), [str(source)], part_bytes=20_000, report=seen.append)
    assert progress.done_before == len(marks) - 2 and len(seen) == 2
    assert files(out) == files(alone)
    assert run_bulk(job(out, "v2"), [str(source)], part_bytes=20_000).done_before == 0, "other knowledge, another reading"


def test_parquet_in(source: Path, alone: Path, tmp_path: Path) -> None:
    table = pq.read_table(alone / "reports")
    pq.write_table(table, tmp_path / "in.parquet", row_group_size=40)
    whole = list(read_inputs([str(tmp_path / "in.parquet")], ReadOptions()))
    assert len(whole) == 395 and all(isinstance(item, Report) for item in whole)
    progress = run_bulk(job(tmp_path / "out"), [str(tmp_path / "in.parquet")], part_bytes=1)
    assert progress.parts == 10 and progress.counts.reports == 395
    back = [report.id for part in parts_of(tmp_path / "out") for report, _ in read_part(part)]
    assert sorted(back) == sorted(item.id for item in whole if isinstance(item, Report))


def test_bad_parquet_rows_and_files(tmp_path: Path) -> None:
    import pyarrow as pa

    pq.write_table(pa.table({"text": [BODY, None, SHORT], "published": ["2022-04-18", None, "2022-02-30"]}), tmp_path / "a.parquet")
    pq.write_table(pa.table({"words": [BODY]}), tmp_path / "b.parquet")
    (tmp_path / "c.parquet").write_bytes(b"PAR1 and nothing")
    items = list(read_inputs([str(tmp_path)], ReadOptions()))
    assert [getattr(item, "reason", "") for item in items][1:3] == [
        "empty: no text",
        "published: '2022-02-30' is no date (YYYY-MM-DD, or a full timestamp)",
    ]
    assert "no column `text`" in items[3].reason and "not a Parquet file" in items[4].reason  # type: ignore[union-attr]


def test_import_gives_the_store_of_a_read(source: Path, alone: Path, tmp_path: Path) -> None:
    with open_store(str(tmp_path / "read.sqlite")) as store:
        read_into(store, [str(source)], Run(ReadOptions(), load, recorded=RECORDED, part_bytes=20_000), tmp_path / "journal")
    now = datetime(2024, 1, 1, tzinfo=UTC)
    with open_store(str(tmp_path / "bulk.sqlite")) as store:
        reports, new, claims = import_parquet(store, alone, RECORDED, now)
        assert (reports, new) == (395, 395) and claims > 1000
        assert import_parquet(store, alone, "now", now)[:2] == (395, 0), "the same again changes nothing"
    assert content(tmp_path / "bulk.sqlite") == content(tmp_path / "read.sqlite")


def test_nothing_to_do_and_unknown_engine(source: Path, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no such file"):
        run_bulk(job(tmp_path), [str(tmp_path / "none.jsonl")])
    with pytest.raises(ConfigError, match="process and spark"):
        run_bulk(job(tmp_path), [str(source)], engine="ray")
    with pytest.raises(InputError, match="no finished part"):
        parts_of(tmp_path / "nowhere")


def test_unplanned_inputs_are_rejects(source: Path, tmp_path: Path) -> None:
    progress = run_bulk(job(tmp_path), [str(source), str(tmp_path / "none.jsonl")])
    assert progress.counts.skipped == 14
    assert any(item.reason == "no such file" for item in rejects(tmp_path))


def _die(tool: object, part: int) -> int:
    import os

    os._exit(3)


def _twice(tool: object, part: int) -> int:
    return 2 * part


def test_pool_keeps_order_and_names_a_dead_process() -> None:
    pool: Pool[int, int] = Pool(partial(list), _twice, 2)
    assert [result for _, result in pool.map(range(50))] == list(range(0, 100, 2))
    dead: Pool[int, int] = Pool(partial(list), _die, 2)
    with pytest.raises(Exception, match="a process died"):
        list(dead.map(range(3)))


def _slow(tool: object, part: int) -> int:
    time.sleep(120 * part)
    return part


def test_a_pool_that_nobody_reads_any_more_ends_at_once() -> None:
    results = Pool(partial(list), _slow, 2).map(range(3))
    assert next(results) == (0, 0)
    started = time.perf_counter()
    results.close()  # type: ignore[attr-defined]  # as Ctrl-C does
    assert time.perf_counter() - started < 60, "parts that take minutes are not waited for"


def test_counts_add_up() -> None:
    assert sum([Counts(1, 2, 3), Counts(1, 1, 1)], Counts()) == Counts(2, 3, 4)
    assert analyse(Report("r", SHORT)) == analyse(Report("r", SHORT))
    assert json.dumps(RECORDED.isoformat())
