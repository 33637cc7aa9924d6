"""Parts and a function in, results in the order of the parts out, from several processes that are never far ahead."""

from __future__ import annotations

import os
import signal
import threading
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import get_context
from typing import Any, Generic, TypeVar

from rasid.errors import ExtractorError

P = TypeVar("P")
R = TypeVar("R")
_WAITING = 2  # parts beyond one a process: enough to keep all at work, little enough to hold in memory
_TOOLS: dict[str, Any] = {}


class Pool(Generic[P, R]):
    """`load` is called once in each process; `work(tool, part)` gives one result. One job: no other process at all."""

    def __init__(self, load: Callable[[], Any], work: Callable[[Any, P], R], jobs: int) -> None:
        self._load, self._work, self._jobs = load, work, jobs

    def map(self, parts: Iterable[P]) -> Iterator[tuple[P, R]]:
        """Each part with its result."""
        if self._jobs <= 1:
            tool = self._load()
            for part in parts:
                yield part, self._work(tool, part)
            return
        # Spawned, not forked: a fork would copy open stores and locks.
        with ProcessPoolExecutor(self._jobs, get_context("spawn"), _prepare, (self._load,)) as pool:
            waiting: deque[tuple[P, Future[R]]] = deque()
            try:
                for part in parts:
                    waiting.append((part, pool.submit(_call, self._work, part)))
                    if len(waiting) >= self._jobs + _WAITING:
                        yield _taken(waiting)
                while waiting:
                    yield _taken(waiting)
            except (KeyboardInterrupt, GeneratorExit):
                _end(pool)
                raise
            except BaseException:
                for _, future in waiting:
                    future.cancel()
                raise


def _end(pool: ProcessPoolExecutor) -> None:
    """A part may take minutes, and nobody waits for its result any more; a part that is cut off is simply not done."""
    for process in list((pool._processes or {}).values()):
        process.terminate()


def _taken(waiting: deque[tuple[P, Future[R]]]) -> tuple[P, R]:
    part, future = waiting.popleft()
    try:
        return part, future.result()
    except BrokenProcessPool:
        raise ExtractorError(f"a process died while it read {part}: out of memory?") from None


def _prepare(load: Callable[[], Any]) -> None:
    # Ctrl-C goes to the whole group; the parent alone decides how to stop.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, args=(os.getppid(),), daemon=True).start()
    _TOOLS["tool"] = load()


def _end_with_parent(parent: int) -> None:
    """A parent that was killed cannot tell its children; they see that they have another one."""
    while os.getppid() == parent:
        time.sleep(1.0)
    os._exit(1)


def _call(work: Callable[[Any, P], R], part: P) -> R:
    return work(_TOOLS["tool"], part)
