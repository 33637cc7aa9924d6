"""A source in, the kind of its content out: by the first bytes where they are certain, else by the extension."""

from __future__ import annotations

import codecs
import re
from pathlib import Path

from rasid.errors import ConfigError, InputError
from rasid.ingest.options import ReadOptions
from rasid.ingest.source import Source

KINDS = ("txt", "html", "pdf", "docx", "jsonl", "json", "csv", "xlsx", "telegram", "whatsapp", "rss", "parquet")
EXTENSIONS = {
    ".txt": "txt", ".text": "txt", ".md": "txt",
    ".html": "html", ".htm": "html", ".xhtml": "html",
    ".jsonl": "jsonl", ".ndjson": "jsonl", ".json": "json",
    ".csv": "csv", ".tsv": "csv", ".xlsx": "xlsx", ".xlsm": "xlsx",
    ".pdf": "pdf", ".docx": "docx", ".parquet": "parquet", ".rss": "rss", ".atom": "rss", ".xml": "rss",
}  # fmt: skip
_OLE = b"\xd0\xcf\x11\xe0"
_TELEGRAM = re.compile(rb'"(messages|chats)"\s*:\s*[\[{]')
_FEED = re.compile(rb"<(rss|feed|rdf:RDF)[\s>]")
_HTML = re.compile(rb"<(!doctype\s+html|html|head|body|article)[\s>]", re.IGNORECASE)
# [18/04/2022, 10:15:03] Name: ...   or   18/04/2022, 10:15 - Name: ...   in any digits, with or without direction marks
_DIGITS = "[0-9\u0660-\u0669\u06f0-\u06f9]"
_STAMP = re.compile(
    rf"^[\u200e\u200f\u202a-\u202e\ufeff]*\[?{_DIGITS}{{1,4}}[/.\-\u200f]+{_DIGITS}{{1,2}}[/.\-\u200f]+{_DIGITS}{{2,4}}"
    r"[,\u060c ]+"
    rf"{_DIGITS}{{1,2}}:{_DIGITS}{{2}}",
    re.MULTILINE,
)


def kind_of(source: Source, options: ReadOptions) -> str:
    """The kind that reads this source."""
    if options.input_format:
        if options.input_format not in KINDS:
            raise ConfigError(f"--input-format {options.input_format}: no such kind; there are {', '.join(KINDS)}")
        return options.input_format
    head = source.head()
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        head = head.decode("utf-16", "ignore").encode("utf-8")
    name = (source.path or Path(source.name)).name.removesuffix(".gz")
    extension = Path(name).suffix.lower()
    return _by_magic(head, extension, source.name) or EXTENSIONS.get(extension) or _by_content(head)


def _by_magic(head: bytes, extension: str, where: str) -> str:
    """Kinds whose first bytes leave no doubt, whatever the file is called."""
    if head.startswith(b"%PDF-"):
        return "pdf"
    if head.startswith(b"PAR1"):
        return "parquet"
    if head.startswith(_OLE):
        raise InputError(where, "old Word or Excel file (.doc, .xls): save it as .docx or .xlsx")
    if head.startswith(b"PK\x03\x04"):
        if b"xl/" in head or extension in (".xlsx", ".xlsm"):
            return "xlsx"
        if b"word/" in head or extension == ".docx":
            return "docx"
        raise InputError(where, "a ZIP archive: unpack it first")
    stripped = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    if stripped.startswith(b"{") and _TELEGRAM.search(head) and extension in ("", ".json"):
        return "telegram"
    if extension in ("", ".txt") and len(_STAMP.findall(head.decode("utf-8", "ignore"))) >= 2:
        return "whatsapp"
    if extension in (".xml", ".html", ".htm", ".txt", "") and _FEED.search(head[:1000]) and stripped.startswith(b"<"):
        return "rss"
    return "html" if extension == ".xml" and _HTML.search(head[:1000]) else ""


def _by_content(head: bytes) -> str:
    stripped = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    if stripped.startswith(b"<") and _HTML.search(head):
        return "html"
    if stripped.startswith(b"{"):
        return "jsonl"
    return "json" if stripped.startswith((b"[{", b"[\n")) else "txt"
