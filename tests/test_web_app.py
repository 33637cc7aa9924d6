"""The web app in a real browser, against a real server; skipped where Chromium, Node.js or the browser's driver is absent."""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import subprocess
import sys
import threading
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from rasid import open_store
from rasid.store import ClaimFilter

HERE = Path(__file__).parent / "web_app"
ROOT = Path(__file__).parents[1]
SAMPLES = ROOT / "src" / "rasid" / "samples" / "reports.jsonl"
REFERENCE = ROOT.parent / "shared" / "cases" / "seed.txt"
CHROMIUM = os.environ.get("RASID_CHROMIUM") or shutil.which("chromium") or ""
NODE = shutil.which("node") or ""


def _node_version() -> int:
    if not NODE:
        return 0
    found = re.match(r"v(\d+)", subprocess.run([NODE, "--version"], capture_output=True, text=True).stdout)
    return int(found.group(1)) if found else 0


needs_browser = pytest.mark.skipif(
    not (_node_version() >= 20 and CHROMIUM and (HERE / "node_modules" / "playwright-core").is_dir()),
    reason="needs Node.js 20, chromium, and `npm ci` in tests/web_app",
)


@contextmanager
def serving(cache: Path, store: Path) -> Iterator[str]:
    """The address of a server over that store."""
    command = [sys.executable, "-m", "rasid", "serve", "--port", "0", "--store", str(store)]
    environment = os.environ | {"RASID_CACHE": str(cache), "PYTHONUNBUFFERED": "1"}
    process = subprocess.Popen(command, stderr=subprocess.PIPE, stdout=subprocess.DEVNULL, text=True, env=environment)
    assert process.stderr is not None
    killer = threading.Timer(180, process.kill)
    killer.start()
    address = next((found.group() for line in process.stderr if (found := re.search(r"http://127\.0\.0\.1:\d+", line))), "")
    killer.cancel()
    assert address, "the server said no address"
    drain = threading.Thread(target=process.stderr.read, daemon=True)  # a full pipe would stop it
    drain.start()
    _wait(address)
    try:
        yield address
    finally:
        process.send_signal(signal.SIGINT)
        process.wait(timeout=30)
        drain.join(timeout=5)
        process.stderr.close()


def _wait(address: str) -> None:
    for _ in range(100):
        try:
            with urllib.request.urlopen(f"{address}/api/v1/session", timeout=10):
                return
        except OSError:
            time.sleep(0.2)
    raise AssertionError("the server does not answer")


def fill(cache: Path, store: Path) -> None:
    """The bundled samples, as known when they were published."""
    command = [sys.executable, "-m", "rasid", "read", str(SAMPLES), "--recorded", "published", "--store", str(store)]
    subprocess.run(command, check=True, capture_output=True, env=os.environ | {"RASID_CACHE": str(cache)}, timeout=300)


def node(script: str, *arguments: str, timeout: int = 300) -> str:
    """What a script of the browser tests says; its faults are the test's."""
    environment = os.environ | {"RASID_CHROMIUM": CHROMIUM}
    done = subprocess.run([NODE, script, *arguments], cwd=HERE, capture_output=True, text=True, timeout=timeout, env=environment)
    assert done.returncode == 0, f"{done.stdout}\n{done.stderr}"
    return done.stdout


@pytest.fixture(scope="module")
def samples(cache: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    store = tmp_path_factory.mktemp("web") / "samples.sqlite"
    fill(cache, store)
    return store


@pytest.fixture
def served(cache: Path, samples: Path, tmp_path: Path) -> Iterator[str]:
    """A server over a copy of the samples, so that a test may change them."""
    for part in samples.parent.glob("samples.sqlite*"):
        shutil.copy(part, tmp_path / part.name)
    with serving(cache, tmp_path / "samples.sqlite") as address:
        yield address


@needs_browser
@pytest.mark.parametrize("lang", ["ar", "en"])
def test_a_coders_morning(served: str, tmp_path: Path, lang: str) -> None:
    """Paste the reference report (or a sample), see its claims, correct one, judge two as same, move the map, ask why, export."""
    text = tmp_path / "report.txt"
    if REFERENCE.is_file():
        text.write_bytes(REFERENCE.read_bytes())
    else:
        text.write_text(json.loads(SAMPLES.read_text(encoding="utf-8").splitlines()[3])["text"] + "\nخبر أخير.", encoding="utf-8")
    said = node("morning.mjs", served, lang, str(text))
    assert "opened why" in said


@needs_browser
def test_every_view_is_accessible_and_fits_a_narrow_screen(served: str) -> None:
    assert "ok" in node("views.mjs", served)


@needs_browser
def test_hostile_words_stay_words(served: str) -> None:
    assert "no view runs any of it" in node("hostile.mjs", served)


@needs_browser
def test_a_server_with_accounts_offers_what_a_role_may_do(cache: Path, samples: Path, tmp_path: Path) -> None:
    store, password = tmp_path / "samples.sqlite", "correct horse battery"
    for part in samples.parent.glob("samples.sqlite*"):
        shutil.copy(part, tmp_path / part.name)
    for name, role in (("leila", "admin"), ("omar", "reader")):
        command = [sys.executable, "-m", "rasid", "users", "add", name, "--role", role, "--store", str(store), "--password-stdin"]
        subprocess.run(command, input=password, text=True, check=True, capture_output=True)
    with serving(cache, store) as address:
        assert "logs in again" in node("access.mjs", address, password)


@needs_browser
def test_map_pages_and_ledger(served: str, tmp_path: Path) -> None:
    """List and map hold the same rows; layers, days of knowledge, a base of one's own, timelines, and why down to the words."""
    ring = [[36.0, 35.0], [38.0, 35.0], [38.0, 37.0], [36.0, 35.0]]
    shape = {"type": "Feature", "properties": {}, "geometry": {"type": "Polygon", "coordinates": [ring]}}
    base = tmp_path / "own.geojson"
    base.write_text(json.dumps({"type": "FeatureCollection", "features": [shape]}), encoding="utf-8")
    assert "without WebGL the list still works" in node("map.mjs", served, str(base))


def differ(store: Path) -> None:
    """Lets two coders have read the samples, so that the second need not be installed."""
    lines = (
        *("differs event: neural 0.11", "differs type: neural fight.clash 0.61", "differs status: neural possible 0.58"),
        *("differs actor: rules قوات الفجر (with)", "differs place: neural الحي (without)", "differs source: rules outlet 0.70"),
    )
    with open_store(str(store)) as opened:
        for report in list(opened.reports()):
            claims = [r.claim for r in opened.claims(ClaimFilter(report=report.id))]
            read = [replace(c, by=BY[n % 3], features=lines[: (n * 5) % 7]) for n, c in enumerate(claims)]
            opened.add(report, read, datetime(2022, 5, 1, tzinfo=UTC), "both")


BY = (("rules@1",), ("neural@1",), ("rules@1", "neural@1"))


@needs_browser
def test_review_of_two_coders_and_files_of_many_reports(cache: Path, samples: Path, tmp_path: Path) -> None:
    store = tmp_path / "samples.sqlite"
    for part in samples.parent.glob("samples.sqlite*"):
        shutil.copy(part, tmp_path / part.name)
    differ(store)
    with serving(cache, store) as address:
        assert "read and stored" in node("review.mjs", address)


@needs_browser
def test_files_points_links_languages_and_paper(served: str) -> None:
    assert "a report prints" in node("reading.mjs", served)
