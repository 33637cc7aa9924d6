"""A Telegram Desktop export (one chat or all of them) in, one report a message with Arabic text out.

Service messages, pictures without words and messages without an Arabic letter are no reports: passed over, not skipped.
"""

from __future__ import annotations

import codecs
import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from rasid.errors import InputError
from rasid.ingest.build import day_of, make_report
from rasid.ingest.dates import Published, from_unix
from rasid.ingest.encodings import decode
from rasid.ingest.lexicon import ARABIC
from rasid.ingest.options import Item, ReadOptions, skipped
from rasid.ingest.outlets import known_outlet
from rasid.ingest.source import Source
from rasid.types import Report

_AT_ONCE = 64 << 20
_BLOCK = 4 << 20
_LONGEST = 16 << 20  # of one message
_MESSAGES = re.compile(r'"messages"\s*:\s*\[')
_TYPE = re.compile(r'"type"\s*:\s*"(\w+)"')
# The name of such a chat is that of a private person, and is not kept.
_PRIVATE = frozenset({"personal_chat", "saved_messages", "replies", "verification_codes"})
_NAME = re.compile(r'"name"\s*:\s*("(?:[^"\\]|\\.)*")')
_BLANK = re.compile(r"[\s,]*")
Chat = tuple[str, Iterator[Any]]


def read(source: Source, options: ReadOptions) -> Iterator[Item]:
    """All chats, messages in their order."""
    found = False
    for name, messages in _chats(source):
        found = True
        for number, message in enumerate(messages, 1):
            if not isinstance(message, dict):
                continue
            where = f"{source.name}#{message.get('id', number)}"
            text = message_text(message.get("text"))
            if message.get("type", "message") != "message" or not ARABIC.search(text):
                continue
            try:
                yield _report(message, text, name, where, options)
            except InputError as error:
                yield skipped(error)
    if not found:
        raise InputError(source.name, "no `messages` list: not a Telegram export")


def _chats(source: Source) -> Iterator[Chat]:
    if source.size is None or source.size > _AT_ONCE:
        yield from _streamed(source)
        return
    text, _ = decode(source.bytes(_AT_ONCE), source.name)
    try:
        document = json.loads(text)
    except (json.JSONDecodeError, RecursionError) as error:
        line = getattr(error, "lineno", 1)
        raise InputError(f"{source.name}:{line}", f"broken JSON: {getattr(error, 'msg', 'nested too deep')}") from None
    groups = [document, *(document.get(key) for key in ("chats", "left_chats"))] if isinstance(document, dict) else []
    for group in groups:
        if isinstance(group, dict):
            for chat in [group, *(group.get("list") or [])]:
                if isinstance(chat, dict) and isinstance(chat.get("messages"), list):
                    private = chat.get("type") in _PRIVATE
                    yield "" if private else str(chat.get("name") or ""), iter(chat["messages"])


def _streamed(source: Source) -> Iterator[Chat]:
    """A large export, message by message: what stands between two lists of messages is only the head of a chat."""
    with source.open() as raw:
        text = _Window(raw, source.name)
        while match := text.search(_MESSAGES):
            names, types = _NAME.findall(match), _TYPE.findall(match)
            private = not types or types[-1] in _PRIVATE
            yield (json.loads(names[-1]) if names and not private else ""), text.items()


class _Window:
    """A stretch of a long JSON text that moves forward."""

    def __init__(self, stream: Any, name: str) -> None:
        self._stream, self._name, self._text, self._at = codecs.getreader("utf-8-sig")(stream), name, "", 0
        self._decoder = json.JSONDecoder()

    def _more(self) -> bool:
        try:
            block = self._stream.read(_BLOCK)
        except UnicodeDecodeError:
            raise InputError(self._name, "not UTF-8, as Telegram exports are") from None
        self._text, self._at = self._text[self._at :] + block, 0
        return bool(block)

    def search(self, pattern: re.Pattern[str]) -> str:
        """The text up to and with the next match, or "" at the end."""
        while True:
            if match := pattern.search(self._text, self._at):
                passed, self._at = self._text[self._at : match.end()], match.end()
                return passed
            self._at = max(self._at, len(self._text) - 10_000)
            if not self._more():
                return ""

    def items(self) -> Iterator[Any]:
        """The items of the array that begins here."""
        while True:
            blank = _BLANK.match(self._text, self._at)
            self._at = blank.end() if blank else self._at
            if self._text.startswith("]", self._at):
                return
            try:
                item, self._at = self._decoder.raw_decode(self._text, self._at)
            except json.JSONDecodeError as error:
                if len(self._text) - self._at > _LONGEST or not self._more():
                    raise InputError(self._name, f"broken JSON in a message: {error.msg}") from None
                continue
            yield item


def message_text(text: object) -> str:
    """Telegram writes text as one string, or as a list of strings and of marked pieces."""
    if isinstance(text, str):
        return text
    if isinstance(text, list):
        return "".join(piece if isinstance(piece, str) else str(piece.get("text") or "") for piece in text if piece)
    return ""


def _report(message: Mapping[str, Any], text: str, chat: str, where: str, options: ReadOptions) -> Report:
    return make_report(
        where,
        options,
        text=text,
        outlet=options.outlet or known_outlet(chat),
        moment=_moment(message, where, options),
        author=str(message.get("author") or ""),
        kind="telegram",
        chat=chat,
        forwarded_from=str(message.get("forwarded_from") or ""),
        edited=str(message.get("edited") or ""),
        reply_to=str(message.get("reply_to_message_id") or ""),
    )


def _moment(message: Mapping[str, Any], where: str, options: ReadOptions) -> Published:
    """`date_unixtime` is UTC; `date` is the exporter's own clock, so it gives a day and no moment."""
    unix = message.get("date_unixtime")
    if unix is not None:
        try:
            return from_unix(float(unix), options.zone)
        except (ValueError, TypeError, OverflowError, OSError):
            raise InputError(where, f"published: {str(unix)[:40]!r} is no date_unixtime") from None
    day, _ = day_of(message.get("date"), where)
    return day, None
