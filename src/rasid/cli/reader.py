"""Reports and skipped inputs in, the same with their claims out, in order: in this process or in several."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from multiprocessing import get_context
from types import TracebackType
from typing import Self

from rasid.errors import ExtractorError
from rasid.ingest import Skipped
from rasid.knowledge import Knowledge
from rasid.pipeline import Extractor, extractor
from rasid.types import Claim, Report

Result = list[Claim] | ExtractorError
_WAITING = 16  # reports a process may be ahead, so that a long input is never in memory as a whole


class Reader:
    """Reads with one extractor. With `jobs` above 1 the knowledge is loaded once in each process."""

    def __init__(self, load: Callable[[], Knowledge], name: str, jobs: int = 1) -> None:
        self.name = name
        self._jobs = jobs
        self._extractor = extractor(name)
        self._pool: ProcessPoolExecutor | None = None
        self._knowledge: Knowledge | None = None
        if jobs > 1:
            # Spawned, not forked: a fork would copy open stores and locks.
            self._pool = ProcessPoolExecutor(jobs, get_context("spawn"), _prepare, (load, name))
        else:
            self._knowledge = load()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None) -> None:
        if self._pool is not None:
            self._pool.shutdown(cancel_futures=True)

    @property
    def refusals(self) -> int:
        """What the extractor refused so far because the text does not hold it; extractors that refuse count in `refused`."""
        return int(getattr(self._extractor, "refused", 0))

    def read(self, items: Iterable[Report | Skipped]) -> Iterator[tuple[Report | Skipped, Result]]:
        """Each item with its claims; skipped ones pass through in their place."""
        if self._pool is None:
            for item in items:
                assert self._knowledge is not None
                yield item, [] if isinstance(item, Skipped) else _claims(self._extractor, item, self._knowledge)
            return
        waiting: deque[tuple[Report | Skipped, Future[Result] | None]] = deque()
        for item in items:
            waiting.append((item, None if isinstance(item, Skipped) else self._pool.submit(_work, item)))
            if len(waiting) > _WAITING * self._jobs:
                yield _done(*waiting.popleft())
        while waiting:
            yield _done(*waiting.popleft())


def _done(item: Report | Skipped, future: Future[Result] | None) -> tuple[Report | Skipped, Result]:
    return item, future.result() if future is not None else []


def _claims(extractor_: Extractor, report: Report, knowledge: Knowledge) -> Result:
    try:
        return extractor_(report, knowledge)
    except ExtractorError as error:
        return error


_PROCESS: dict[str, tuple[Extractor, Knowledge]] = {}


def _prepare(load: Callable[[], Knowledge], name: str) -> None:
    _PROCESS["reader"] = (extractor(name), load())


def _work(report: Report) -> Result:
    extractor_, knowledge = _PROCESS["reader"]
    return _claims(extractor_, report, knowledge)
