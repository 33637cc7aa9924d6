"""Parts in, the same files out as by processes, the parts spread over the workers of a Spark cluster. Needs the extra `spark`.

Workers read the input and write the output themselves, so both lie where all of them see them. What travels through Spark is
the list of parts and their counts.
"""

from __future__ import annotations

import os
import pickle
import sys
from collections.abc import Iterator, Sequence
from typing import Any

from rasid.bulk.part import BulkJob, Counts, work
from rasid.errors import ConfigError
from rasid.ingest.parts import Part

_SCHEMA = "key string, reports long, claims long, skipped long"


def run(job: BulkJob, parts: Sequence[Part], master: str) -> Iterator[tuple[Part, Counts]]:
    """Each part with its counts; a part that fails on a worker is tried again there by Spark."""
    if not parts:
        return
    session = _session(master)
    try:
        packed = [(part.key, pickle.dumps(part)) for part in parts]
        frame = session.createDataFrame(packed, "key string, part binary").repartition(len(packed))
        # Not toLocalIterator: it would run one partition after the other.
        rows = frame.mapInArrow(_mapper(pickle.dumps(job)), _SCHEMA).collect()
        by_key = {part.key: part for part in parts}
        for row in rows:
            yield by_key[row["key"]], Counts(row["reports"], row["claims"], row["skipped"])
    finally:
        session.stop()


def _session(master: str) -> Any:
    # Without it workers run the system's Python, which has no rasid.
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    os.environ.setdefault("PYSPARK_DRIVER_PYTHON", sys.executable)
    try:
        from pyspark.sql import SparkSession
    except ModuleNotFoundError:
        raise ConfigError("--engine spark needs pyspark and Java: pip install 'rasid[spark]'") from None
    builder = SparkSession.builder.master(master).appName("rasid bulk").config("spark.ui.enabled", "false")
    session = builder.config("spark.ui.showConsoleProgress", "false").getOrCreate()
    session.sparkContext.setLogLevel("ERROR")
    return session


def _mapper(job_bytes: bytes) -> Any:
    """The function that workers run on batches of parts. The knowledge is loaded once a Python worker."""

    def over(batches: Iterator[Any]) -> Iterator[Any]:
        import pyarrow as pa

        job: BulkJob = pickle.loads(job_bytes)
        analyse = _loaded(job)
        for batch in batches:
            rows = batch.to_pylist()
            counts = [work(job, analyse, pickle.loads(row["part"])) for row in rows]
            yield pa.RecordBatch.from_pydict(
                {
                    "key": [row["key"] for row in rows],
                    "reports": [c.reports for c in counts],
                    "claims": [c.claims for c in counts],
                    "skipped": [c.skipped for c in counts],
                }
            )

    return over


_LOADED: dict[str, Any] = {}


def _loaded(job: BulkJob) -> Any:
    if job.version not in _LOADED:
        _LOADED[job.version] = job.load()
    return _LOADED[job.version]
