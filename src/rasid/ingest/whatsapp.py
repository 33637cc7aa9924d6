"""A WhatsApp text export in, one report a message with Arabic text out.

Who wrote a message is a private person, so names and telephone numbers are not kept. Messages of the app itself, pictures and
messages without an Arabic letter are no reports: passed over, not skipped.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from rasid.errors import InputError
from rasid.ingest.build import make_report
from rasid.ingest.encodings import decode
from rasid.ingest.lexicon import ARABIC
from rasid.ingest.options import MIB, Item, ReadOptions, skipped
from rasid.ingest.originals import digest_of
from rasid.ingest.source import Source
from rasid.text import fold

_HEAD = re.compile(
    r"\[?(\d{1,4})[/.\-](\d{1,2})[/.\-](\d{2,4})[,\u060c ]+(\d{1,2}):(\d{2})(?::(\d{2}))?\s*([ap]\.?m\.?|\u0635|\u0645)?\]?"
    r"\s*(?:-\s*)?(.*)"
)
_EVENING = ("p", "\u0645")
_SENDER = re.compile(r"[^:\n]{1,80}: ")
_LIMIT = 200 * MIB


@dataclass(frozen=True, slots=True)
class _Message:
    line: int
    stamp: tuple[str | None, ...]
    text: str


def read(source: Source, options: ReadOptions) -> Iterator[Item]:
    """The messages in their order; a line without a stamp belongs to the message above it."""
    data = source.bytes(_LIMIT)
    text, encoding = decode(data, source.name)
    digest = digest_of(data)
    messages = list(_messages(text))
    if not messages:
        raise InputError(source.name, "no line with a date and a sender: not a WhatsApp export")
    order = _order(messages, source.name, options)
    for message in messages:
        if not ARABIC.search(message.text):
            continue
        where = f"{source.name}:{message.line}"
        try:
            moment = _moment(message.stamp, order, where)
            days = moment.date(), moment
            yield make_report(where, options, text=message.text, moment=days, kind="whatsapp", encoding=encoding, sha256=digest)
        except InputError as error:
            yield skipped(error)


def _messages(text: str) -> Iterator[_Message]:
    """Messages of people: those with a sender before a colon."""
    line, stamp, held = 0, None, list[str]()
    for number, raw in enumerate(text.replace("\r\n", "\n").split("\n"), 1):
        head = _HEAD.fullmatch(fold(raw).strip())
        if head is None:
            held.append(raw)
            continue
        if stamp is not None:
            yield _Message(line, stamp, "\n".join(held).strip())
        sender = _SENDER.search(_after_stamp(raw))
        line, stamp = number, head.groups()[:7]
        held = [_after_stamp(raw)[sender.end() :]] if sender else []
        if sender is None:
            stamp = None
    if stamp is not None:
        yield _Message(line, stamp, "\n".join(held).strip())


def _after_stamp(raw: str) -> str:
    """The raw line behind its stamp: after `] ` (telephones of one maker) or ` - ` (of all others)."""
    for mark in ("] ", " - "):
        before, found, after = raw.partition(mark)
        if found and len(before) < 45:
            return after
    return raw


def _order(messages: list[_Message], name: str, options: ReadOptions) -> tuple[int, int, int]:
    """Positions of year, month and day: told by a number above 12 anywhere in the file; else the day comes first."""
    firsts = [int(message.stamp[0] or 0) for message in messages]
    seconds = [int(message.stamp[1] or 0) for message in messages]
    if max(firsts) > 31:
        return 0, 1, 2
    if max(seconds) > 12:
        return 2, 0, 1
    if max(firsts) <= 12:
        options.say(f"{name}: no day above 12 in this chat, so its dates are read with the day first")
    return 2, 1, 0


def _moment(stamp: tuple[str | None, ...], order: tuple[int, int, int], where: str) -> datetime:
    """The telephone's own clock: a moment without a time zone."""
    year, month, day = (int(stamp[i] or 0) for i in order)
    hour = int(stamp[3] or 0)
    if stamp[6]:
        hour = hour % 12 + (12 if stamp[6].startswith(_EVENING) else 0)
    try:
        return datetime(year + 2000 if year < 100 else year, month, day, hour, int(stamp[4] or 0), int(stamp[5] or 0))
    except ValueError as error:
        raise InputError(where, f"impossible date: {error}") from None
