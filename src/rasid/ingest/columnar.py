"""A Parquet file of reports in, one report a row out, columns as in JSON Lines. Needs the extra `parquet`."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from rasid.errors import ConfigError, InputError
from rasid.ingest.build import make_report
from rasid.ingest.options import Item, ReadOptions, skipped
from rasid.ingest.source import Source
from rasid.types import Report

_COLUMNS = ("id", "outlet", "published", "title", "text", "url", "author")
_BATCH = 500


def read(source: Source, options: ReadOptions) -> Iterator[Item]:
    """Row by row; a part of the file is a range of its row groups."""
    with source.open() as stream:
        file = _opened(stream, source.name)
        groups = range(file.num_row_groups)[source.start : source.end]
        number = sum(file.metadata.row_group(g).num_rows for g in range(source.start))
        columns = [column for column in _COLUMNS if column in file.schema_arrow.names]
        if "text" not in columns:
            raise InputError(source.name, "no column `text`")
        for row in _rows(file, list(groups), columns, source.name):
            number += 1
            where = f"{source.name}:{number}"
            try:
                yield _report(row, where, options)
            except InputError as error:
                yield skipped(error)


def _rows(file: Any, groups: list[int], columns: list[str], name: str) -> Iterator[dict[str, Any]]:
    try:
        for batch in file.iter_batches(_BATCH, groups, columns):
            yield from batch.to_pylist()
    except (ValueError, OSError) as error:  # pyarrow's errors and broken UTF-8 are ValueErrors
        raise InputError(name, f"Parquet file that cannot be read to its end: {error}") from None


def row_groups(source: Source) -> list[int]:
    """The sizes of the row groups in bytes."""
    with source.open() as stream:
        metadata = _opened(stream, source.name).metadata
        return [metadata.row_group(g).total_byte_size for g in range(metadata.num_row_groups)]


def _opened(stream: Any, name: str) -> Any:
    try:
        import pyarrow as pa
        import pyarrow.parquet as pq
    except ModuleNotFoundError:
        raise ConfigError("reading Parquet needs pyarrow: pip install 'rasid[parquet]'") from None
    try:
        return pq.ParquetFile(stream)
    except (pa.ArrowInvalid, OSError) as error:
        raise InputError(name, f"not a Parquet file that can be read: {error}") from None


def _report(row: dict[str, Any], where: str, options: ReadOptions) -> Report:
    words = {name: "" if row.get(name) is None else str(row[name]) for name in ("id", "outlet", "title", "text", "url", "author")}
    return make_report(
        where,
        options,
        text=words["text"],
        title=words["title"],
        id=words["id"],
        outlet=words["outlet"],
        published=row.get("published"),
        url=words["url"],
        author=words["author"],
        kind="parquet",
    )
