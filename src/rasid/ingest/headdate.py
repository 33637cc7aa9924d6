"""The head of a page or document in, the one full date that it prints out; none or several: no date."""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from importlib.resources import as_file, files

from rasid.text import Text
from rasid.times import TimeWords, find_times, load_times, resolve_time

_LINES = 8  # of a document: its head
_WORDS = 8  # of a line: more is a sentence, and its date is that of an event


@lru_cache(maxsize=1)
def _words() -> TimeWords:
    with as_file(files("rasid") / "knowledge" / "ar" / "times.yaml") as path:
        return load_times(path)


def day_in(text: str, *, whole: bool = False) -> date | None:
    """The only full date in `text`, in any calendar and script; with `whole`, only where the text is hardly more than it."""
    if whole and len(text.split()) > _WORDS:
        return None
    values = [resolve_time(mention, None) for mention in find_times(Text(text), _words())]
    days = {when.earliest for when in values if when and when.grain in ("day", "hour") and when.earliest == when.latest}
    return days.pop() if len(days) == 1 else None


def day_on_own_line(text: str) -> date | None:
    """The date that stands on a line of its own at the head of a document."""
    days = (day_in(line, whole=True) for line in text.split("\n")[:_LINES])
    return next(filter(None, days), None)
