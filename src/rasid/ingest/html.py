"""A saved web page in, one report out: the article's text without the page around it, title, day of publication, address."""

from __future__ import annotations

import copy
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlsplit

import lxml.html
import trafilatura

from rasid.errors import InputError
from rasid.ingest import originals
from rasid.ingest.build import make_report
from rasid.ingest.dates import Published
from rasid.ingest.dates import published as parse_published
from rasid.ingest.encodings import decode
from rasid.ingest.headdate import day_in
from rasid.ingest.options import Item, ReadOptions
from rasid.ingest.outlets import outlet_of
from rasid.ingest.source import Source
from rasid.text import fold

_CHARSET = re.compile(rb"charset\s*=\s*[\"']?\s*([\w.-]+)", re.IGNORECASE)
_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
_SAVED_FROM = re.compile(r"<!-- saved from url=\(\d+\)(\S+) -->")
_STAMPS = (
    "//meta[@property='article:published_time']/@content",
    "//meta[@itemprop='datePublished']/@content",
    "//*[@itemprop='datePublished']/@datetime",
    "//meta[@name='pubdate' or @name='publishdate' or @name='date' or @name='DC.date.issued']/@content",
    "//article//time[@pubdate]/@datetime",
    "//article//header//time/@datetime",
)
# With default settings htmldate takes dates of comments and of the text for the date of publication.
_DATES = {"extensive_search": False, "original_date": True}
_HEAD_CHARS = 400  # between heading and text: where a page prints its date
_DATE_LINE = 60  # characters of a line that may be hardly more than a date
_LAST_DAY = "2100-01-01"  # no clock here: a date is not refused because it lies ahead
_PIPES = re.compile(r"\s*\|\s*")  # what trafilatura puts between the cells of a table
# A short report is a report: with its own limits trafilatura would take all words of the page as one line.
_SETTINGS = trafilatura.settings.use_config()
_SETTINGS["DEFAULT"] = {**_SETTINGS["DEFAULT"], "min_extracted_size": "40", "min_output_size": "1"}
_FIRST_WORDS = 25  # characters of the text that find its beginning in the page


@dataclass(frozen=True, slots=True)
class Page:
    """What a page holds."""

    text: str
    title: str
    moment: Published
    url: str
    author: str
    site: str


def read(source: Source, options: ReadOptions) -> Iterator[Item]:
    """The article of one page."""
    data = source.bytes(options.limits.report_bytes)
    declared = _CHARSET.search(data[:2048])
    markup, encoding = decode(data, source.name, declared.group(1).decode() if declared else "")
    page = extract(markup, source.name, source.url)
    yield make_report(
        source.name,
        options,
        text=page.text,
        title=page.title,
        outlet=options.outlet or outlet_of(page.url, page.site),
        moment=page.moment,
        url=page.url,
        author=page.author,
        retrieved=source.retrieved,
        kind="html",
        encoding=encoding,
        tool=f"trafilatura {trafilatura.__version__}",
        sha256=originals.keep(data, ".html", options),
    )


def extract(markup: str, where: str, url: str = "") -> Page:
    """The article in a page's markup. A page without an article's text is an InputError."""
    markup = _DECLARATION.sub("", markup)
    try:
        tree = lxml.html.fromstring(markup)
    except (lxml.etree.ParserError, ValueError, RecursionError) as error:
        raise InputError(where, f"HTML that cannot be read: {error}") from None
    meta: Any = trafilatura.extract_metadata(markup, default_url=url or None, date_config=_DATES | {"max_date": _LAST_DAY})
    title = _title(tree, (meta and meta.title) or "")
    address = _url(tree, markup, url or (meta and meta.url) or "")
    moment = _marked_day(tree, meta and meta.date)
    text = _text(tree, title)
    if not text:
        raise InputError(where, "HTML without text")
    lines, printed = _without_heading(text.split("\n"), title)
    if not lines:
        raise InputError(where, "HTML without text: a heading only")
    text = "\n".join(lines)
    if moment is None:
        moment = (printed or day_in(_head(tree, title, text)), None)
    return Page(text, title, moment, address, (meta and meta.author) or "", (meta and meta.sitename) or "")


def _text(tree: Any, title: str) -> str:
    """The article's text, without the heading and the marked dates, which stand elsewhere in the report."""
    body = copy.deepcopy(tree)
    for element in body.xpath("//h1 | //header//time | //time[not(ancestor::p)]"):
        if element.tag != "h1" or _words(element) == title:
            element.drop_tree()
    found: Any = trafilatura.bare_extraction(body, include_comments=False, include_tables=True, config=_SETTINGS)
    lines = (_PIPES.sub(" ", line.strip().strip("|")).strip() for line in ((found and found.text) or "").split("\n"))
    return "\n".join(filter(None, lines))


def _words(element: Any) -> str:
    return " ".join(element.text_content().split())


def _title(tree: Any, guess: str) -> str:
    """The one heading of the page or of its article; else what the page's head says."""
    headings = [words for h1 in tree.xpath("//h1") if (words := _words(h1))]
    inside = [words for h1 in tree.xpath("//article//h1 | //main//h1") if (words := _words(h1))]
    if len(headings) == 1:
        return headings[0]
    if len(inside) == 1:
        return inside[0]
    named = [words for words in headings if guess and (words in guess or guess in words)]
    og = tree.xpath("//meta[@property='og:title']/@content")
    return named[0] if named else " ".join((og[0] if og else guess).split())


def _without_heading(lines: list[str], title: str) -> tuple[list[str], date | None]:
    """The lines without the heading and the line of the date under it, and that date."""
    printed = None
    for _ in range(2):
        if lines and fold(lines[0]).strip() == fold(title).strip():
            lines = lines[1:]
        elif lines and len(lines[0]) < _DATE_LINE and (day := day_in(lines[0], whole=True)):
            lines, printed = lines[1:], day
    return lines, printed


def _marked_day(tree: Any, guess: str | None) -> Published | None:
    """Dates that the page marks as its own, then the one that trafilatura is sure of."""
    stamps = [stamp for path in _STAMPS for stamp in tree.xpath(path)]
    for stamp in [*stamps[:1], *_json_ld(tree), *stamps[1:]]:
        try:
            if (moment := parse_published(str(stamp).strip()))[0]:
                return moment
        except ValueError:
            continue
    return parse_published(guess) if guess else None


def _json_ld(tree: Any) -> Iterator[str]:
    for script in tree.xpath("//script[@type='application/ld+json']/text()"):
        try:
            queue = [json.loads(script)]
        except (json.JSONDecodeError, RecursionError):
            continue
        while queue:
            node = queue.pop()
            if isinstance(node, list):
                queue.extend(node)
            elif isinstance(node, dict):
                if isinstance(node.get("datePublished"), str):
                    yield node["datePublished"]
                queue.extend(value for key, value in node.items() if key in ("@graph", "mainEntity"))


def _head(tree: Any, title: str, text: str) -> str:
    """What the page prints just above its text: below its heading, or, where it has none, at its top."""
    for junk in tree.xpath("//head | //script | //style | //nav | //noscript | //footer | //aside"):
        junk.drop_tree()
    body = " ".join(" ".join(tree.itertext()).split())
    end = body.find(" ".join(text.split())[:_FIRST_WORDS])
    start = body.rfind(title, 0, max(end, 0)) if title else -1
    return body[max(start, end - _HEAD_CHARS, 0) : end] if end > 0 else ""


def _url(tree: Any, markup: str, known: str) -> str:
    links = [*tree.xpath("//link[@rel='canonical']/@href"), *tree.xpath("//meta[@property='og:url']/@content")]
    saved = _SAVED_FROM.search(markup[:4096])
    for link in [known, *links, saved.group(1) if saved else ""]:
        if urlsplit(link).scheme in ("http", "https"):
            return str(link)
    return ""
