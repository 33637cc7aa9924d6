"""An RSS or Atom feed in, one report an entry out: heading, text without markup, moment, address, author."""

from __future__ import annotations

import re
import time
from calendar import timegm
from collections.abc import Iterator, Mapping
from typing import Any

import feedparser
import lxml.html

from rasid.errors import InputError
from rasid.ingest import lexicon, originals
from rasid.ingest.build import make_report
from rasid.ingest.dates import Published, from_unix
from rasid.ingest.dates import published as parse_published
from rasid.ingest.encodings import decode
from rasid.ingest.options import Item, ReadOptions, skipped
from rasid.ingest.outlets import outlet_of
from rasid.ingest.source import Source
from rasid.types import Report

_DECLARED = re.compile(rb"""<\?xml[^>]*encoding\s*=\s*["']([\w.-]+)["']""")
_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
_BLOCKS = "//p | //br | //div | //li | //h1 | //h2 | //h3 | //h4 | //tr | //blockquote"


def read(source: Source, options: ReadOptions) -> Iterator[Item]:
    """All entries in the order of the feed. The declared encoding is believed only where the words agree."""
    data = source.bytes(options.limits.report_bytes)
    declared = _DECLARED.search(data[:200])
    markup, encoding = decode(data, source.name, declared.group(1).decode() if declared else "")
    feed = feedparser.parse(_DECLARATION.sub("", markup).encode("utf-8"), response_headers={"content-type": "text/xml; charset=utf-8"})
    if not feed.entries:
        fault = feed.get("bozo_exception")
        raise InputError(source.name, f"not a feed with entries{f': {fault}' if fault else ''}")
    digest = originals.keep(data, ".xml", options)
    site = str(feed.feed.get("title", ""))
    home = str(feed.feed.get("link", ""))
    for number, entry in enumerate(feed.entries, 1):
        where = f"{source.name}[{number}]"
        try:
            yield _report(entry, where, site, home, encoding, digest, source, options)
        except InputError as error:
            yield skipped(error)


def _report(
    entry: Mapping[str, Any], where: str, site: str, home: str, encoding: str, digest: str, source: Source, options: ReadOptions
) -> Report:
    title = plain(str(entry.get("title", "")))
    text = max((plain(markup) for markup in _bodies(entry)), key=len, default="")
    if not text.strip() and title:
        title, text = "", title
    link = str(entry.get("link", ""))
    return make_report(
        where,
        options,
        text=text,
        title=title,
        outlet=options.outlet or outlet_of(link or home or source.url, site),
        moment=_moment(entry, where, options),
        url=link if link.startswith(("http://", "https://")) else "",
        author=str(entry.get("author", "")),
        retrieved=source.retrieved,
        kind="rss",
        encoding=encoding,
        guid=str(entry.get("id", "")),
        sha256=digest,
    )


def _bodies(entry: Mapping[str, Any]) -> Iterator[str]:
    for content in entry.get("content", []):
        yield str(content.get("value", ""))
    yield str(entry.get("summary", ""))


def plain(markup: str) -> str:
    """The words of a piece of HTML, one line a block."""
    if "<" not in markup and "&" not in markup:
        return _lines(markup)
    try:
        tree = lxml.html.fragment_fromstring(markup.replace("\n", " "), create_parent="div")
    except (lxml.etree.ParserError, ValueError):
        return ""
    for junk in tree.xpath("//script | //style"):
        junk.drop_tree()
    for block in tree.xpath(_BLOCKS):
        block.tail = "\n" + (block.tail or "")
        if block.tag != "br":
            block.text = "\n" + (block.text or "")
    return _lines(tree.text_content())


def _lines(text: str) -> str:
    return "\n".join(filter(None, (" ".join(line.split()) for line in text.split("\n"))))


def _moment(entry: Mapping[str, Any], where: str, options: ReadOptions) -> Published:
    """The day as the feed's own clock has it; a date in words is read by the Arabic date grammar; none stays none."""
    own = dict(entry)  # feedparser's own mapping answers a question for one key with the value of another
    written = str(own.get("published") or own.get("updated") or "")
    try:
        if (moment := parse_published(written))[0]:
            return moment
    except ValueError:
        pass
    stamp: time.struct_time | None = own.get("published_parsed") or own.get("updated_parsed")
    if stamp is not None:
        return from_unix(timegm(stamp), options.zone)
    if written and lexicon.ARABIC.search(written):
        from rasid.ingest.headdate import day_in

        return day_in(written), None
    if written:
        raise InputError(where, f"published: {written[:40]!r} is no date")
    return None, None
