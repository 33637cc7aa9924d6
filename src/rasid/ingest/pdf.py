"""A PDF in, one report out: its own text where that is Arabic, else what tesseract reads from its pages, marked as OCR.

Many PDFs hold Arabic in visual order or without a map to letters; the share of known words tells them from readable ones.
"""

from __future__ import annotations

import io
import logging
import re
import shutil
import subprocess
import tempfile
import unicodedata
from collections.abc import Iterator
from pathlib import Path

import pypdf
from pypdf.errors import PyPdfError

from rasid.errors import InputError
from rasid.ingest import lexicon, originals
from rasid.ingest.build import make_report
from rasid.ingest.headdate import day_on_own_line
from rasid.ingest.options import Item, ReadOptions
from rasid.ingest.source import Source

_DPI = "200"
_SECONDS_A_PAGE = 60

FULL = 0.75  # of the longest line
ENDS = (".", "!", "?", "\u061f", ":", "\u2026")
_SPACES = re.compile(r"[ \t\u00a0]+")


def read(source: Source, options: ReadOptions) -> Iterator[Item]:
    """The whole document, pages joined by line feeds."""
    data = source.bytes(options.limits.report_bytes * 5)
    text, how = _own_text(data, source.name, options), "pypdf"
    if fault := _fault(text):
        text, how = _ocr(data, source.name, fault, options), "OCR tesseract"
    yield make_report(
        source.name,
        options,
        text=text,
        moment=(day_on_own_line(text), None),
        kind="pdf",
        tool=how,
        sha256=originals.keep(data, ".pdf", options),
    )


def _fault(text: str) -> str:
    """Why the words are no Arabic ones. Stricter than for other kinds: a PDF's letters may be right and its words wrong."""
    share, words = lexicon.known_share(text)
    if words and share < lexicon.THRESHOLD:
        return f"only {share:.0%} of its {words} words are common Arabic words"
    return lexicon.fault(text)


def _own_text(data: bytes, where: str, options: ReadOptions) -> str:
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # what it would warn of is judged by the words
    try:
        pdf = pypdf.PdfReader(io.BytesIO(data))
        if len(pdf.pages) > options.limits.pages:
            raise InputError(where, f"{len(pdf.pages)} pages; the limit for one report is {options.limits.pages}")
        pages = [page.extract_text() for page in pdf.pages]
    except InputError:
        raise
    except PyPdfError as error:
        raise InputError(where, f"not a PDF that can be read: {error}") from None
    except Exception as error:  # noqa: BLE001 - damaged fonts and streams raise anything
        raise InputError(where, f"PDF that cannot be read: {type(error).__name__} {error}") from None
    return _tidy("\n".join(pages))


def _tidy(text: str) -> str:
    """Presentation forms as letters (NFKC), spaces single, empty lines gone, wrapped lines joined."""
    lines = (_SPACES.sub(" ", line).strip() for line in unicodedata.normalize("NFKC", text).split("\n"))
    return unwrap(list(filter(None, lines)))


def unwrap(lines: list[str]) -> str:
    """Lines that end only because the page does go on in the next one: they are nearly full and end no sentence."""
    full = FULL * max(map(len, lines), default=0)
    out = ""
    for line in lines:
        out += line + ("\n" if len(line) < full or line.endswith(ENDS) else " ")
    return out.strip()


def _ocr(data: bytes, where: str, fault: str, options: ReadOptions) -> str:
    """The pages as pictures, read by tesseract."""
    tools = ("pdftoppm", "tesseract")
    missing = [tool for tool in tools if shutil.which(tool) is None]
    if missing or not options.ocr:
        why = f"{' and '.join(missing)} not installed" if options.ocr else "OCR is off"
        raise InputError(where, f"PDF whose text cannot be used ({fault}); {why}")
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "in.pdf").write_bytes(data)
        _run(["pdftoppm", "-r", _DPI, "-gray", "-png", "in.pdf", "page"], folder, where, _SECONDS_A_PAGE * 5)
        pages = sorted(Path(folder).glob("page*.png"))
        texts = [_run(["tesseract", page.name, "-", "-l", "ara"], folder, where, _SECONDS_A_PAGE) for page in pages]
    text = _tidy("\n".join(texts))
    if reason := _fault(text):
        raise InputError(where, f"PDF whose text cannot be used, neither its own ({fault}) nor by OCR ({reason})")
    return text


def _run(command: list[str], folder: str, where: str, seconds: int) -> str:
    try:
        done = subprocess.run(command, cwd=folder, capture_output=True, timeout=seconds, check=True)
    except subprocess.TimeoutExpired:
        raise InputError(where, f"{command[0]}: not finished within {seconds} seconds") from None
    except (OSError, subprocess.CalledProcessError) as error:
        raise InputError(where, f"{command[0]} failed: {error}") from None
    return done.stdout.decode("utf-8", "replace")
