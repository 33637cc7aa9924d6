"""Watching: a file is read once it has stopped growing, a feed's entry once; faults are named and the watch goes on."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from ingest_samples import BODY, SHORT
from rasid.errors import ConfigError
from rasid.ingest import ReadOptions, Skipped
from rasid.types import Report
from rasid.watch import watch


class Clock:
    """A clock that moves when somebody sleeps, and does something then."""

    def __init__(self, *steps: object) -> None:
        self.now, self.steps = 0.0, list(steps)

    def __call__(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        self.now += seconds
        step = self.steps.pop(0) if self.steps else None
        if callable(step):
            step()


def watched(names: list[str], clock: Clock, rounds: int, every: float = 10.0) -> Iterator[Report | Skipped]:
    return watch(names, ReadOptions(), every, rounds, clock, clock.sleep)


def test_new_and_changed_files(tmp_path: Path) -> None:
    one, two = tmp_path / "1.txt", tmp_path / "sub/2.txt"
    two.parent.mkdir()
    one.write_text(BODY, "utf-8")
    (tmp_path / "3.txt.part").write_text(BODY, "utf-8")
    (tmp_path / ".4.txt").write_text(BODY, "utf-8")
    steps = (
        lambda: two.write_text(SHORT, "utf-8"),
        lambda: two.write_text(f"{SHORT} {SHORT}", "utf-8"),  # still growing
        None,
        lambda: one.write_text(f"{BODY} {SHORT}", "utf-8"),
        None,
    )
    texts = [item.text for item in watched([str(tmp_path)], Clock(*steps), 7) if isinstance(item, Report)]
    assert texts == [BODY, f"{SHORT} {SHORT}", f"{BODY} {SHORT}"]


def test_faulty_file_is_named_once(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"")
    items = list(watched([str(tmp_path)], Clock(), 5))
    assert [item.reason for item in items if isinstance(item, Skipped)] == ["empty file"]


def test_only_folders_and_feeds(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="not a folder"):
        list(watched([str(tmp_path / "none")], Clock(), 1))


def test_feed_is_asked_seldom_and_its_entries_come_once(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[float] = []
    clock = Clock()
    entries = [Report("a", SHORT)]

    def read(inputs: list[str], options: ReadOptions) -> Iterator[Report | Skipped]:
        assert options.network and options.input_format == "rss"
        asked.append(clock.now)
        if len(asked) == 2:
            entries.append(Report("b", BODY))
        if len(asked) == 3:
            return iter([Skipped(inputs[0], "not fetched: 503")])
        return iter(list(entries))

    monkeypatch.setattr("rasid.watch.read_inputs", read)
    items = list(watched(["https://x.example/feed"], clock, 60))
    assert [item.id if isinstance(item, Report) else item.reason for item in items] == ["a", "b", "not fetched: 503"]
    assert asked == [0.0, 60.0, 120.0, 240.0, 300.0, 360.0, 420.0, 480.0, 540.0], "every minute, and later after a fault"
