"""Bytes in, text and the name of its encoding out: never silently wrong, an InputError where no reading is Arabic."""

from __future__ import annotations

import codecs

from charset_normalizer import from_bytes

from rasid.errors import InputError
from rasid.ingest.lexicon import THRESHOLD, known_share

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# What Arabic text was written in before UTF-8. ISO 8859-6 goes first: it has few letters, so it fails where it is not meant.
_LEGACY = ("iso8859_6", "cp1256", "mac_arabic", "cp720")
_HEAD = 64 * 1024
_CONTROLS = frozenset(range(32)) - {9, 10, 12, 13, 27}


def looks_binary(data: bytes) -> bool:
    """Whether the head holds control characters that no text has. NULs are looked at apart: UTF-16 has them."""
    head = data[:_HEAD]
    return sum(byte in _CONTROLS for byte in head) > len(head) // 200


def decode(data: bytes, where: str, declared: str = "") -> tuple[str, str]:
    """The text of `data`. `declared` is what the file itself claims; it is believed only where the words agree."""
    for mark, name in _MARKS:
        if data.startswith(mark):
            return _strictly(data, name, where), name
    if b"\0" in data[:_HEAD]:
        return _utf16_without_mark(data, where)
    if looks_binary(data):
        raise InputError(where, "binary, not text")
    try:
        return data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError as error:
        return _legacy(data, where, declared, error.start)


def _strictly(data: bytes, name: str, where: str) -> str:
    try:
        return data.decode(name)
    except UnicodeDecodeError as error:
        raise InputError(where, f"begins as {name.upper()} but byte {error.start:,} is not") from None


def _utf16_without_mark(data: bytes, where: str) -> tuple[str, str]:
    """UTF-16 that lacks its mark, told by its words; everything else with a NUL is binary."""
    for name in ("utf-16-le", "utf-16-be"):
        try:
            text = data.decode(name)
        except UnicodeDecodeError:
            continue
        if known_share(text)[0] >= THRESHOLD:
            return text, name
    raise InputError(where, "NUL bytes: binary, not text")


def _legacy(data: bytes, where: str, declared: str, bad: int) -> tuple[str, str]:
    """The old encoding in which most words are Arabic ones; none: refused."""
    guesses = from_bytes(data[:_HEAD], cp_isolation=list(_LEGACY)).best()
    names = [declared, *([guesses.encoding] if guesses else []), *_LEGACY]
    best, best_share, best_text = "", 0.0, ""
    for name in dict.fromkeys(filter(None, names)):
        try:
            text = data.decode(name)
        except (UnicodeDecodeError, LookupError):
            continue
        if any(0x80 <= ord(char) < 0xA0 for char in text):
            continue  # control characters: bytes that the encoding does not use
        share, words = known_share(text)
        if words and share > best_share:
            best, best_share, best_text = name, share, text
    if best_share < THRESHOLD:
        tried = ", ".join(_LEGACY)
        raise InputError(where, f"wrong encoding: not UTF-8 (byte {bad:,}), and no Arabic words as {tried}")
    return best_text, best
