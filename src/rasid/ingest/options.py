"""What a reader of inputs is told and what it gives back: options, limits, and the skipped input with its reason."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from rasid.errors import InputError
from rasid.types import Report

MIB = 1 << 20


@dataclass(frozen=True, slots=True)
class Limits:
    """Sizes above which an input is no report but a mistake."""

    report_bytes: int = 10 * MIB  # one text, page, document, or one line of JSON Lines
    report_chars: int = 2_000_000  # the text of one report
    pages: int = 300  # of a PDF
    seconds: float = 30.0  # of one page or feed from the network
    redirects: int = 5


@dataclass(frozen=True, slots=True)
class Skipped:
    """An input that was not read: where (file, and line or row where there is one), and why."""

    where: str
    reason: str


Item = Report | Skipped


def skipped(error: InputError) -> Skipped:
    """The record of an input error."""
    return Skipped(error.where, error.reason)


@dataclass(frozen=True, slots=True)
class ReadOptions:
    """How inputs are read. `published` and `outlet` are for inputs that have none of their own."""

    published: date | None = None
    outlet: str = ""
    input_format: str = ""  # "" = by extension and content
    mapping: Mapping[str, str] = field(default_factory=dict)  # report field -> column, overrides the guess
    limits: Limits = field(default_factory=Limits)
    zone: str = "UTC"  # of Telegram's and feeds' moments, to say which day they fell on
    ocr: bool = True  # where a PDF's own text is no Arabic, and tesseract is installed
    keep_originals: Path | None = None
    network: bool = False  # URLs among the inputs are fetched
    private_addresses: bool = False
    notice: Callable[[str], None] | None = None  # remarks for the user, such as a guessed column mapping

    def say(self, remark: str) -> None:
        """Pass a remark on."""
        if self.notice is not None:
            self.notice(remark)
