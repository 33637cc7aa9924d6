"""Folders and feeds in, their new reports out as they come: a file once it has stopped growing, a feed at its own pace.

Only feeds that the user names are fetched, only over http(s), within limits of size and time, never oftener than every minute.
"""

from __future__ import annotations

import hashlib
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from rasid.errors import ConfigError
from rasid.ingest.inputs import read_inputs
from rasid.ingest.options import Item, ReadOptions, Skipped

SHORTEST = 60.0  # seconds between two visits of a feed
_LONGEST = 3600.0  # a feed that fails is asked less and less often, up to this
_WEB = ("http://", "https://")


@dataclass
class _Feed:
    url: str
    next: float = 0.0
    faults: int = 0
    seen: set[str] = field(default_factory=set)

    def visit(self, options: ReadOptions, now: float, every: float) -> Iterator[Item]:
        """The entries that were not there last time."""
        items = list(read_inputs([self.url], options))
        failed = len(items) == 1 and isinstance(items[0], Skipped) and items[0].where == self.url
        self.faults = self.faults + 1 if failed else 0
        self.next = now + min(max(every, SHORTEST) * 2**self.faults, _LONGEST)
        now_there = {_key(item): item for item in items}
        yield from (item for key, item in now_there.items() if failed or key not in self.seen)
        if not failed:
            self.seen = set(now_there)


@dataclass
class _Folder:
    path: Path
    read: dict[Path, tuple[int, int]] = field(default_factory=dict)
    sizes: dict[Path, tuple[int, int]] = field(default_factory=dict)

    def visit(self, options: ReadOptions) -> Iterator[Item]:
        """Files that are new or changed, and as they were a visit ago: one that still grows is left to the next visit."""
        before, self.sizes = self.sizes, dict(self._files())
        for path, stamp in self.sizes.items():
            if self.read.get(path) != stamp and before.get(path) == stamp:
                self.read[path] = stamp
                yield from read_inputs([str(path)], options)

    def _files(self) -> Iterator[tuple[Path, tuple[int, int]]]:
        for path in sorted(self.path.rglob("*")):
            try:
                status = path.stat()
            except OSError:
                continue  # gone meanwhile
            hidden = any(part.startswith(".") for part in path.relative_to(self.path).parts)
            if path.is_file() and not hidden and not path.name.endswith((".partial", ".part", ".crdownload", ".tmp")):
                yield path, (status.st_size, status.st_mtime_ns)


def _key(item: Item) -> str:
    text = f"{item.where}\0{item.reason}" if isinstance(item, Skipped) else item.id
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def watch(
    names: Sequence[str],
    options: ReadOptions,
    every: float,
    rounds: int | None = None,
    clock: Callable[[], float] = time.monotonic,
    sleep: Callable[[float], None] = time.sleep,
) -> Iterator[Item]:
    """New reports for ever, or for so many rounds. A folder is looked into every `every` seconds."""
    feeds = [_Feed(name) for name in names if name.startswith(_WEB)]
    folders = [_Folder(Path(name)) for name in names if not name.startswith(_WEB)]
    for folder in folders:
        if not folder.path.is_dir():
            raise ConfigError(f"{folder.path}: not a folder, and not the address of a feed")
    online = replace(options, network=True)
    done = 0
    while rounds is None or done < rounds:
        for folder in folders:
            yield from folder.visit(options)
        for feed in feeds:
            if clock() >= feed.next:
                yield from feed.visit(replace(online, input_format="rss"), clock(), every)
        done += 1
        if rounds is None or done < rounds:
            sleep(every)
