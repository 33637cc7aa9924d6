"""The server as a process of its own: it starts, answers many at once while others write, and stops."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from ledger_samples import make_claim, make_report, noon
from rasid.store import open_store
from web_samples import SIEGE, TAKE, get, post, server


def test_many_ask_while_some_write(tmp_path: Path) -> None:
    with server(tmp_path) as (client, services):
        post(client, TAKE)

        def write(i: int) -> int:
            text = f"{TAKE if i % 2 else SIEGE} {i}"
            return int(client.post("/api/v1/reports", json={"text": text, "published": "2022-04-18", "outlet": f"o{i}"}).status_code)

        def ask(i: int) -> int:
            paths = (
                "/claims",
                "/events",
                "/states",
                "/geo/claims",
                "/geo/events",
                "/overview",
                "/reports?q=سيطرت",
                "/states?known_by=2022-04-30",
            )
            return int(client.get(f"/api/v1{paths[i % len(paths)]}").status_code)

        with ThreadPoolExecutor(8) as pool:
            written = [pool.submit(write, i) for i in range(10)]
            asked = [pool.submit(ask, i) for i in range(80)]
            assert {f.result() for f in written} == {201}
            assert {f.result() for f in asked} == {200}
        assert get(client, "/claims")["total"] == 11 == get(client, "/geo/claims", by="claim")["total"]
        assert services.store.news() == []


@pytest.fixture(scope="module")
def running(cache: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, Path]]:
    """The command, on a port that is free, and its store."""
    store = tmp_path_factory.mktemp("served") / "s.sqlite"
    command = [sys.executable, "-m", "rasid", "serve", "--port", "0", "--store", str(store)]
    environment = os.environ | {"RASID_CACHE": str(cache), "PYTHONUNBUFFERED": "1"}
    process = subprocess.Popen(command, stderr=subprocess.PIPE, stdout=subprocess.DEVNULL, text=True, env=environment)
    assert process.stderr is not None
    killer = threading.Timer(120, process.kill)
    killer.start()
    address = ""
    for line in process.stderr:
        if found := re.search(r"http://127\.0\.0\.1:\d+", line):
            address = found.group()
            break
    killer.cancel()
    assert address, "the server said no address"
    try:
        yield address, store
    finally:
        process.send_signal(signal.SIGINT)
        assert process.wait(timeout=30) in (0, -signal.SIGINT, 130)
        process.stderr.close()


def ask(address: str, path: str, body: Any = None) -> Any:
    data = None if body is None else json.dumps(body).encode()
    request = urllib.request.Request(f"{address}/api/v1{path}", data, {"content-type": "application/json"})
    for _ in range(50):
        try:
            with urllib.request.urlopen(request, timeout=60) as answer:
                return json.load(answer)
        except urllib.error.HTTPError:
            raise
        except urllib.error.URLError:  # said its address, not yet listening
            time.sleep(0.2)
    raise AssertionError("the server does not answer")


def test_the_command_serves_with_the_real_knowledge(running: tuple[str, Path]) -> None:
    address, _ = running
    assert ask(address, "/session")["login"] is False
    assert len(ask(address, "/types")["items"]) > 30
    text = "سيطرت قوات الأمن الداخلي على حي الطي في مدينة القامشلي يوم الأحد."
    read = ask(address, "/analyse", {"text": text, "published": "2022-04-18"})
    assert "".join(s["t"] for p in read["paragraphs"] for s in p["segments"]) == text
    stored = ask(address, "/reports", {"text": text, "published": "2022-04-18", "outlet": "sample"})
    assert ask(address, f"/reports/{stored['report']['id']}")["claims"] is not None


def test_what_another_program_writes_is_seen_and_folded(running: tuple[str, Path]) -> None:
    address, path = running
    before = ask(address, "/claims")["total"]
    report = make_report("outside", "nida", "2022-04-19")
    with open_store(str(path)) as store:
        store.add(report, [make_claim("access.siege", "sdf", "sy.qamishli", report=report, when="2022-04-18")], noon("2022-04-19"))
    assert ask(address, "/claims")["total"] == before + 1
    assert any(s["kind"] == "siege" for s in ask(address, "/states?at=2022-04-20")["items"])
