"""JSON Lines (one report a line), or one JSON array or object in, reports out; a broken line is skipped, the next is read."""

from __future__ import annotations

import codecs
import json
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any, BinaryIO

from rasid.errors import InputError
from rasid.ingest import telegram
from rasid.ingest.build import make_report
from rasid.ingest.encodings import decode
from rasid.ingest.options import Item, ReadOptions, Skipped, skipped
from rasid.ingest.originals import digest_of
from rasid.ingest.source import Source, from_bytes
from rasid.types import Report


def read(source: Source, options: ReadOptions) -> Iterator[Item]:
    """Line by line, in bounded memory; blank lines are passed over."""
    seen = False
    if is_utf16(source):
        # Lines of such a file do not end at a byte; it is rewritten as a whole, within a limit.
        text, _ = decode(source.bytes(options.limits.report_bytes * 10), source.name)
        source = replace(from_bytes(text.encode("utf-8", "surrogatepass"), source.name), path=source.path)
    with source.open() as stream:
        for number, line in lines(stream, source, options.limits.report_bytes):
            seen = True
            where = f"{source.name}:{number}"
            if line is None:
                yield Skipped(where, f"line longer than {options.limits.report_bytes:,} bytes")
                continue
            try:
                yield report(parse(line, where), where, options, digest_of(line.strip()))
            except InputError as error:
                yield skipped(error)
    if not seen and source.end is None:
        raise InputError(source.name, "empty file")


def is_utf16(source: Source) -> bool:
    """Whether the file begins with the mark of UTF-16."""
    return source.start == 0 and source.head(2) in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


def lines(stream: BinaryIO, source: Source, limit: int) -> Iterator[tuple[int, bytes | None]]:
    """Numbered lines up to the part's end; a line beyond the limit is None and is not held in memory."""
    number, at = source.first_line, source.start
    while source.end is None or at < source.end:
        line = stream.readline(limit + 1)
        if not line:
            return
        at += len(line)
        whole: bytes | None = line
        while not line.endswith(b"\n"):
            line = stream.readline(limit + 1)
            if not line:
                break
            at, whole = at + len(line), None
        if whole is not None and len(whole) > limit + 1:
            whole = None
        if whole is None or whole.strip():
            yield number, whole
        number += 1


def parse(line: bytes, where: str) -> Mapping[str, Any]:
    """One line as a JSON object."""
    try:
        text = line.decode("utf-8-sig")
    except UnicodeDecodeError:
        text, _ = decode(line, where)
    try:
        row = json.loads(text)
    except (json.JSONDecodeError, RecursionError) as error:
        what = f"{error.msg} at character {error.pos + 1}" if isinstance(error, json.JSONDecodeError) else "nested too deep"
        raise InputError(where, f"broken JSON: {what}") from None
    if not isinstance(row, dict):
        raise InputError(where, "not a JSON object")
    return row


def report(row: Mapping[str, Any], where: str, options: ReadOptions, digest: str = "") -> Report:
    """One row of the contract: only `text` is required. `digest` is the hash of what it was read from."""
    text = row.get("text")
    if not isinstance(text, str):
        raise InputError(where, "no `text`" if text is None else "`text` is not a string")
    given = row.get("id")
    if given is not None and (isinstance(given, bool) or not isinstance(given, str | int)):
        raise InputError(where, "`id` is not a string")
    id = "" if given is None else str(given)
    return make_report(
        where,
        options,
        text=text,
        title=_string(row, "title", where),
        id=id,
        outlet=_string(row, "outlet", where),
        published=row.get("published"),
        url=_string(row, "url", where),
        author=_string(row, "author", where),
        kind="jsonl",
        sha256=digest,
    )


def _string(row: Mapping[str, Any], name: str, where: str) -> str:
    value = row.get(name)
    if value is not None and not isinstance(value, str):
        raise InputError(where, f"`{name}` is not a string")
    return value or ""


def read_document(source: Source, options: ReadOptions) -> Iterator[Item]:
    """A `.json` file: an array of reports, one report, JSON Lines under the wrong name, or a Telegram export."""
    head = source.head(options.limits.report_bytes).lstrip()
    first = head.partition(b"\n")[0]
    if first.startswith(b"{") and first.rstrip().endswith(b"}"):
        yield from read(source, options)
        return
    data = source.bytes(options.limits.report_bytes * 10)
    text, _ = decode(data, source.name)
    try:
        document = json.loads(text)
    except (json.JSONDecodeError, RecursionError) as error:
        line = getattr(error, "lineno", 1)
        raise InputError(f"{source.name}:{line}", f"broken JSON: {getattr(error, 'msg', 'nested too deep')}") from None
    if isinstance(document, dict) and ("messages" in document or "chats" in document):
        yield from telegram.read(source, options)
        return
    rows = document if isinstance(document, list) else [document]
    for number, row in enumerate(rows, 1):
        where = f"{source.name}[{number}]" if isinstance(document, list) else source.name
        try:
            if not isinstance(row, dict):
                raise InputError(where, "not a JSON object")
            yield report(row, where, options, digest_of(data))
        except InputError as error:
            yield skipped(error)
