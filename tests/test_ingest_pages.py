"""Saved pages, feeds and addresses: text without the page around it, the right day or none, limits on the network."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from datetime import UTC, date, datetime
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest

from ingest_samples import BODY, LEGACY, SHORT, TITLE, UNICODE, page
from rasid.ingest import Limits, ReadOptions, Skipped, read_inputs
from rasid.ingest.feeds import plain
from rasid.types import Report
from test_ingest import one, reasons

PUBLISHED = '<meta property="article:published_time" content="2022-04-18T00:30:00+03:00">'
JSON_LD = '<script type="application/ld+json">{"@graph": [{"@type": "NewsArticle", "datePublished": "2022-04-18"}]}</script>'


@pytest.mark.parametrize("encoding", [*UNICODE, *LEGACY])
def test_page(tmp_path: Path, encoding: str) -> None:
    (tmp_path / "a.html").write_bytes(page(charset=encoding, head=PUBLISHED).encode(encoding))
    report = one(tmp_path / "a.html")
    assert report.text == f"{TITLE}\n{BODY}" and report.title == TITLE
    assert report.published == date(2022, 4, 18), "the day on the outlet's own clock"
    assert report.published_at == datetime(2022, 4, 17, 21, 30, tzinfo=UTC)


def test_page_that_lies_about_its_encoding(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_bytes(page(charset="iso-8859-1").encode("cp1256"))
    assert one(tmp_path / "a.html").text == f"{TITLE}\n{BODY}"


@pytest.mark.parametrize(
    "head, line, day",
    [
        (JSON_LD, "", date(2022, 4, 18)),
        ("", "18/04/2022", date(2022, 4, 18)),
        ("", "نشر في 2022-04-18 10:30", date(2022, 4, 18)),
        ("", "الاثنين 18 نيسان 2022 - 10:30 صباحا", date(2022, 4, 18)),
        ("", "تاريخ النشر: ١٨ أبريل/نيسان ٢٠٢٢", date(2022, 4, 18)),
        ("", "17 رمضان 1443هـ الموافق 18 أبريل 2022م", date(2022, 4, 18)),
        ("", "منذ 3 ساعات", None),
        ("", "", None),
        ("", "18/04/2022 - آخر تحديث 19/04/2022", date(2022, 4, 18)),
        ("", "3/4/2022", date(2022, 4, 3)),
    ],
)
def test_day_of_a_page(tmp_path: Path, head: str, line: str, day: date | None) -> None:
    (tmp_path / "a.html").write_text(page(head=head, date_line=line), "utf-8")
    assert one(tmp_path / "a.html").published == day


def test_address_and_outlet_of_a_page(tmp_path: Path) -> None:
    head = '<link rel="canonical" href="https://www.unknown-news.example/a/1">'
    (tmp_path / "a.html").write_text(page(head=head), "utf-8")
    report = one(tmp_path / "a.html")
    assert (report.url, report.outlet) == ("https://www.unknown-news.example/a/1", "unknown-news.example")
    assert one(tmp_path / "a.html", outlet="enab").outlet == "enab"


def test_layout_by_tables(tmp_path: Path) -> None:
    rows = f"<tr><td><b>{TITLE}</b></td></tr><tr><td>18/4/2022</td></tr><tr><td><p>{BODY}</p></td></tr>"
    (tmp_path / "a.html").write_bytes(
        f"<html><head><title>{TITLE}</title></head><body><table>{rows}</table></body></html>".encode("cp1256")
    )
    report = one(tmp_path / "a.html")
    assert report.published == date(2022, 4, 18) and "|" not in report.text
    assert report.text == f"{TITLE}\n" + BODY.replace("\n", " ")


@pytest.mark.parametrize(
    "body, text",
    [
        (SHORT, SHORT),
        (f"<p>{SHORT}</p>", SHORT),
        (f"<article><header><h1>{TITLE}</h1><time>18 نيسان</time></header><p>{SHORT}</p></article>", f"{TITLE}\n{SHORT}"),
        (f"<div class='post'><h1>{TITLE}</h1><p>{SHORT}</p><h2>عنوان فرعي</h2><p>{BODY}</p></div>", f"{TITLE}\n{SHORT}\nعنوان فرعي"),
    ],
)
def test_short_pages_keep_their_lines(tmp_path: Path, body: str, text: str) -> None:
    (tmp_path / "a.html").write_text(f"<html><body>{body}</body></html>", "utf-8")
    assert one(tmp_path / "a.html").text.startswith(text)


def test_original_is_kept_under_its_hash(tmp_path: Path) -> None:
    data = page().encode()
    (tmp_path / "a.html").write_bytes(data)
    report = one(tmp_path / "a.html", keep_originals=tmp_path / "kept")
    (kept,) = (tmp_path / "kept").rglob("*.html")
    assert kept.read_bytes() == data and f"sha256={kept.stem}" in report.origin


def test_page_with_a_heading_only(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text(f"<html><body><h1>{TITLE}</h1></body></html>", "utf-8")
    (bad,) = reasons(tmp_path / "a.html")
    assert "HTML without text" in bad.reason


def rss(date_line: str = "Mon, 18 Apr 2022 00:30:00 +0300", charset: str = "utf-8", body: str = BODY) -> str:
    return f"""<?xml version="1.0" encoding="{charset}"?><rss version="2.0"><channel><title>موقع الخبر</title>
<link>https://khabar.example/</link><item><title>{TITLE}</title><link>https://khabar.example/1</link><guid>1</guid>
<pubDate>{date_line}</pubDate><description><![CDATA[<p>{body}</p><p>تابعونا</p>]]></description></item>
<item><title>{SHORT}</title><link>https://khabar.example/2</link></item>
<item><title>English only</title></item></channel></rss>"""


ATOM = f"""<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><title>x</title><entry><title>{TITLE}</title>
<link href="https://a.example/1"/><updated>2022-04-18T10:00:00Z</updated><id>u:1</id><author><name>ع. ن.</name></author>
<summary>موجز</summary><content type="html">&lt;p&gt;{BODY}&lt;/p&gt;</content></entry></feed>"""


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", *LEGACY])
@pytest.mark.parametrize("name", ["feed.xml", "feed.rss", "saved.html"])
def test_rss(tmp_path: Path, encoding: str, name: str) -> None:
    (tmp_path / name).write_bytes(rss(charset="utf-8" if encoding == "cp1256" else encoding).encode(encoding))
    first, second, bad = read_inputs([str(tmp_path / name)], ReadOptions())
    assert isinstance(first, Report) and isinstance(second, Report) and isinstance(bad, Skipped)
    one_line = BODY.replace("\n", " ")  # a line feed in HTML is a space
    assert first.text == f"{TITLE}\n{one_line}\nتابعونا"
    assert (first.published, first.url, first.outlet) == (date(2022, 4, 18), "https://khabar.example/1", "khabar.example")
    assert (second.text, second.title, second.published) == (SHORT, "", None)
    assert bad.where.endswith("[3]")


def test_atom(tmp_path: Path) -> None:
    (tmp_path / "a.atom").write_text(ATOM, "utf-8")
    report = one(tmp_path / "a.atom")
    assert report.title == TITLE and BODY.split("\n")[0] in report.text
    assert report.published_at == datetime(2022, 4, 18, 10, tzinfo=UTC)
    assert report.author == "ع. ن."


def test_feed_with_an_impossible_date_and_without_entries(tmp_path: Path) -> None:
    (tmp_path / "a.rss").write_text(rss("yesterday"), "utf-8")
    assert "is no date" in reasons(tmp_path / "a.rss")[0].reason
    (tmp_path / "b.rss").write_text("<rss><channel><title>x</title></channel></rss>", "utf-8")
    (bad,) = reasons(tmp_path / "b.rss")
    assert "not a feed" in bad.reason


def test_markup_of_an_entry() -> None:
    assert plain("<div>أ<br>ب<script>x()</script></div><p>ج &amp; د</p>") == "أ\nب\nج & د"


class _Site(BaseHTTPRequestHandler):
    """/page, /loop, /long, /slow, /out."""

    def do_GET(self) -> None:
        moves = {"/loop": "/loop", "/moved": "/page", "/out": "ftp://x.example/"}
        if self.path in moves:
            self.send_response(302)
            self.send_header("Location", moves[self.path])
            self.end_headers()
            return
        self.send_response(200 if self.path != "/none" else 404)
        self.end_headers()
        body = page(head=PUBLISHED).encode()
        try:
            for _ in range(400 if self.path in ("/long", "/slow") else 1):
                self.wfile.write(body)
                time.sleep(0.05 if self.path == "/slow" else 0)
        except OSError:
            return  # the reader had enough

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


@pytest.fixture(scope="module")
def site() -> Iterator[str]:
    server = HTTPServer(("127.0.0.1", 0), _Site)
    thread = threading.Thread(target=server.serve_forever, args=(0.01,))
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


ALLOWED = ReadOptions(network=True, private_addresses=True, limits=Limits(report_bytes=100_000, seconds=0.6))


@pytest.mark.parametrize("path", ["/page", "/moved"])
def test_address(site: str, path: str) -> None:
    (report,) = read_inputs([site + path], ALLOWED)
    assert isinstance(report, Report) and report.text == f"{TITLE}\n{BODY}"
    assert report.url == f"{site}/page" and report.retrieved is not None


@pytest.mark.parametrize(
    "path, reason",
    [("/none", "404"), ("/loop", "redirects"), ("/long", "longer than"), ("/slow", "within"), ("/out", "only http")],
)
def test_address_that_is_refused(site: str, path: str, reason: str) -> None:
    (bad,) = read_inputs([site + path], ALLOWED)
    assert isinstance(bad, Skipped) and reason in bad.reason


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "[::1]", "10.0.0.7", "169.254.169.254", "0.0.0.0"])
def test_private_address_is_refused(host: str) -> None:
    (bad,) = read_inputs([f"http://{host}:1/"], ReadOptions(network=True))
    assert isinstance(bad, Skipped) and ("private address" in bad.reason or "no such host" in bad.reason)
