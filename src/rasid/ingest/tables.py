"""CSV, TSV or an Excel sheet in, one report a row out; what each column is is guessed, said, and can be set."""

from __future__ import annotations

import codecs
import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, time
from functools import lru_cache
from importlib.resources import files

import yaml

from rasid.errors import ConfigError, InputError
from rasid.ingest.build import make_report
from rasid.ingest.encodings import decode
from rasid.ingest.lexicon import ARABIC
from rasid.ingest.options import Item, ReadOptions, skipped
from rasid.ingest.originals import digest_of
from rasid.ingest.outlets import known_outlet
from rasid.ingest.source import Source
from rasid.text import fold

FIELDS = ("text", "title", "published", "outlet", "url", "author", "id")
_HEAD = 256 * 1024
_SAMPLE_ROWS = 50
Row = Sequence[object]


@lru_cache(maxsize=1)
def _heads() -> dict[str, str]:
    """Folded column head -> report field."""
    names = yaml.safe_load((files("rasid") / "knowledge" / "ar" / "columns.yaml").read_text("utf-8"))
    return {fold(name): field for field, heads in names.items() for name in [field, *heads]}


def guess_mapping(head: Row, sample: Sequence[Row], given: Mapping[str, str]) -> dict[str, int]:
    """Report field -> column number: as given, else by the column's head, else the longest Arabic column is the text."""
    names = [str(cell or "").strip() for cell in head]
    mapping: dict[str, int] = {}
    for field, column in given.items():
        if field not in FIELDS:
            raise ConfigError(f"--column {field}=...: no such field; there are {', '.join(FIELDS)}")
        if column not in names:
            raise ConfigError(f"--column {field}={column}: no such column; there are {', '.join(filter(None, names))}")
        mapping[field] = names.index(column)
    for number, name in enumerate(names):
        known = _heads().get(fold(name).replace("_", " ").strip())
        if known and known not in mapping and number not in mapping.values():
            mapping[known] = number
    if "text" not in mapping:
        free = [number for number in range(len(names)) if number not in mapping.values()]
        letters = {number: sum(len(ARABIC.findall(str(row[number]))) for row in sample if number < len(row)) for number in free}
        if letters and max(letters.values()) > 0:
            mapping["text"] = max(letters, key=letters.__getitem__)
    return mapping


def read_csv(source: Source, options: ReadOptions) -> Iterator[Item]:
    """Row by row, in bounded memory."""
    head = source.head(_HEAD)
    if not head.strip():
        raise InputError(source.name, "empty file")
    text, encoding = decode(_whole_lines(head), source.name)
    delimiter = _delimiter(text)
    with source.open() as stream:
        lines = io.TextIOWrapper(stream, encoding=encoding, errors="surrogateescape", newline="")
        yield from _rows(numbered(lines, delimiter, source.name), source, options)


def _whole_lines(head: bytes) -> bytes:
    """The head of a file without the line that it cuts in two."""
    if len(head) < _HEAD:
        return head
    end = head.rfind(b"\n") + 1
    return head[: end + 1 if head.startswith(codecs.BOM_UTF16_LE) else end] or head


def _delimiter(text: str) -> str:
    first = text.splitlines()[0]
    return max(",;\t|", key=first.count)


def numbered(lines: Iterator[str], delimiter: str, name: str) -> Iterator[tuple[str, Row | InputError]]:
    """`file:line` of each row with its cells; the line is the one where the row begins."""
    reader, start = csv.reader(lines, delimiter=delimiter, strict=True), 1
    while True:
        start = reader.line_num + 1
        try:
            row = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            yield f"{name}:{start}", InputError(f"{name}:{start}", f"broken CSV: {error}")
            continue
        yield f"{name}:{start}", row


def read_xlsx(source: Source, options: ReadOptions) -> Iterator[Item]:
    """Every sheet of a workbook that has a column of Arabic text."""
    import openpyxl

    data = source.bytes(options.limits.report_bytes * 10)
    try:
        book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True)
    except Exception as error:  # noqa: BLE001 - a damaged file raises whatever the zip and XML readers raise
        raise InputError(source.name, f"not an Excel file that can be read: {error}") from None
    found = False
    for sheet in book.worksheets:
        rows = ((f"{source.name}[{sheet.title}]:{n}", row) for n, row in enumerate(sheet.iter_rows(values_only=True), 1))
        try:
            for item in _rows(rows, source, options, digest_of(data)):
                found = True
                yield item
        except InputError as error:
            options.say(str(error))
    if not found:
        raise InputError(source.name, "no sheet with a column of Arabic text")


def _rows(rows: Iterator[tuple[str, Row | InputError]], source: Source, options: ReadOptions, digest: str = "") -> Iterator[Item]:
    """The head, a sample to guess by, and then all rows."""
    where, head = next(rows, (source.name, ()))
    if isinstance(head, InputError):
        raise head
    held = [row for _, row in zip(range(_SAMPLE_ROWS), rows, strict=False)]
    mapping = guess_mapping(head, [row for _, row in held if not isinstance(row, InputError)], options.mapping)
    if "text" not in mapping:
        raise InputError(where, "no column of Arabic text; name it with --column text=COLUMN")
    options.say(f"{where}: " + ", ".join(f"{field} = column {head[n]!s}" for field, n in mapping.items()))
    for chunk in (held, rows):
        for place, row in chunk:
            try:
                if isinstance(row, InputError):
                    raise row
                if any(cell not in (None, "") for cell in row):
                    yield _report(row, mapping, place, options, digest)
            except InputError as error:
                yield skipped(error)


def _report(row: Row, mapping: Mapping[str, int], where: str, options: ReadOptions, digest: str) -> Item:
    cells = {field: row[number] if number < len(row) else None for field, number in mapping.items()}
    published = cells.pop("published", None)
    words = {field: "" if cell is None else str(cell) for field, cell in cells.items()}
    if any("\ud800" <= char <= "\udfff" for word in words.values() for char in word):
        raise InputError(where, "bytes that are not in the file's encoding")
    if isinstance(published, datetime) and published.time() == time.min:
        published = published.date()  # Excel has no cells that are days only
    return make_report(
        where,
        options,
        text=words.get("text", ""),
        title=words.get("title", ""),
        id=words.get("id", ""),
        outlet=known_outlet(words.get("outlet", "")),
        published=published,
        url=words.get("url", ""),
        author=words.get("author", ""),
        kind="table",
        sha256=digest,
    )
