"""How much a request may bring, and how often somebody may try a password: numbers in, a refusal out."""

from __future__ import annotations

from collections import OrderedDict, deque
from dataclasses import dataclass
from threading import Lock

_REMEMBERED = 10_000  # callers; the oldest are forgotten first, so that many addresses cannot fill the memory


@dataclass(frozen=True, slots=True)
class Limits:
    """Sizes in bytes, counts, seconds."""

    body: int = 4 << 20
    upload: int = 12 << 20
    attempts: int = 5
    window: float = 300.0


class Attempts:
    """Failed attempts by caller: after so many within the window the next must wait."""

    def __init__(self, limit: int, window: float) -> None:
        self._limit, self._window = limit, window
        self._failed: OrderedDict[str, deque[float]] = OrderedDict()
        self._lock = Lock()

    def wait(self, who: str, now: float) -> float:
        """Seconds until `who` may try again; 0 for at once."""
        with self._lock:
            failed = self._failed.get(who)
            while failed and failed[0] <= now - self._window:
                failed.popleft()
            return failed[0] + self._window - now if failed and len(failed) >= self._limit else 0.0

    def fail(self, who: str, now: float) -> None:
        """Counts a failed attempt."""
        with self._lock:
            self._failed.setdefault(who, deque(maxlen=self._limit + 1)).append(now)
            self._failed.move_to_end(who)
            while len(self._failed) > _REMEMBERED:
                self._failed.popitem(last=False)

    def forgive(self, who: str) -> None:
        """Takes back the last attempt that was counted."""
        with self._lock:
            if failed := self._failed.get(who):
                failed.pop()

    def clear(self, who: str) -> None:
        """Forgets the failures of somebody who got it right."""
        with self._lock:
            self._failed.pop(who, None)
