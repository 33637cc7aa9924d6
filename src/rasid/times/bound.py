"""The times of a report without a date in; what they say of its day of publication out: an interval and a weekday."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from rasid.text import Text
from rasid.times.expr import At, Between, Date, Expr, Part, Portion, Season, Shift, Since, TimeMention
from rasid.times.find import find_times
from rasid.times.resolve import resolve_time
from rasid.times.undated import Bound
from rasid.times.words import TimeWords


def bound_of(text: Text, words: TimeWords) -> Bound | None:
    """What a text without a date says of its own day."""
    return bound_undated(find_times(text, words))


def bound_undated(mentions: Iterable[TimeMention]) -> Bound | None:
    """The bound, or None where the times bound nothing. Leave out times that the future governs: they lie behind the report."""
    dates = [date_ for mention in mentions for date_ in _dates(mention.expr)]
    mentioned = [expr for mention in mentions for expr in _walk(mention.expr)]
    weekdays = {
        (expr.weekday - expr.amount) % 7
        for expr in mentioned
        if isinstance(expr, Shift) and expr.unit == "day" and expr.weekday is not None
    }
    # Who leaves the year out at one date names it at another because that is not the current one.
    contrast = any(d.year is None and d.years is None and d.tilt == "past" for d in dates)
    lows = [low for d in dates if d.year is not None and (low := _after(d, contrast)) is not None]
    weekday = weekdays.pop() if len(weekdays) == 1 else None
    return Bound(max(lows, default=None), weekday) if lows or weekday is not None else None


def _after(expr: Date, contrast: bool) -> date | None:
    """The first day on which a report can look back on this date."""
    when = resolve_time(expr, None)
    if when is None or when.earliest is None:
        return None
    if expr.day is not None:
        return when.earliest
    return date(when.earliest.year + 1, 1, 1) if contrast and not expr.hijri else when.earliest


def _dates(expr: Expr) -> Iterator[Date]:
    return (e for e in _walk(expr) if isinstance(e, Date))


def _walk(expr: Expr) -> Iterator[Expr]:
    """The expression and those inside it that lie before the report: the far end of "until" does not."""
    yield expr
    if isinstance(expr, At | Part | Portion | Season):
        inner = expr.of
        if inner is not None:
            yield from _walk(inner)
    elif isinstance(expr, Since | Between):
        yield from _walk(expr.start)
