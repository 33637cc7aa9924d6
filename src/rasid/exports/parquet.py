"""Claims in, one typed Parquet file out, as DuckDB, pandas and Spark read it. Needs the extra `parquet`."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, BinaryIO

import pyarrow.parquet as pq

from rasid import arrow
from rasid.exports.material import Material
from rasid.exports.notes import Notes
from rasid.exports.persons import redacted
from rasid.exports.world import World
from rasid.types import Recorded

EXTENSION = ".parquet"
MEDIA_TYPE = "application/vnd.apache.parquet"


def write(material: Material, world: World, out: BinaryIO, notes: Notes) -> None:
    """One row a claim, in row groups of bounded size."""
    with pq.ParquetWriter(out, arrow.CLAIMS, compression="zstd") as writer:
        for batch in arrow.batches(_rows(material, world, notes), arrow.CLAIMS):
            writer.write_batch(batch)
            notes.rows += batch.num_rows


def _rows(material: Material, world: World, notes: Notes) -> Iterator[dict[str, Any]]:
    for recorded in material.claims():
        claim = recorded.claim
        if notes.redact_persons:
            yield arrow.claim_row(Recorded(redacted(claim, world), recorded.recorded, recorded.withdrawn))
            continue
        report = material.report(claim.report)
        yield arrow.claim_row(recorded, report.text[claim.sentence.start : claim.sentence.end] if report else "")


def read(path: Any) -> Iterator[Recorded]:
    """The claims of such a file."""
    with pq.ParquetFile(path) as file:
        for batch in file.iter_batches(arrow.BATCH):
            yield from arrow.recorded_in([batch])
