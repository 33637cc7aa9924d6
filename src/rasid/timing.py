"""A coded event with its time expression and its report in, the value of that time out.

The words alone give most values (rasid.times); here is what hangs on the event and the text around: whether the future governs the
time, since when a state holds, and the time told before on which words such as `the same day` lean.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from rasid.coder import Coded
from rasid.mentions import Reading
from rasid.times import Ago, Anaphor, Bound, Part, Since, TimeMention, opened, resolve_time
from rasid.types import Report, When

_AHEAD = frozenset({"planned", "possible", "demanded"})
BEGIN = "ongoing/begin"  # the group of status.yaml whose words begin something
_NEAR = 8  # tokens between such a word and the time it began
_BEHIND = 3  # tokens between `two days after` and the event that it counts from


def when(coded: Coded, report: Report, reading: Reading, bound: Bound | None) -> When | None:
    """The value of the event's time relative to the report's day; what began then and goes on is open."""
    time = coded.time
    if time is None:
        return None
    hour = report.published_at.hour if report.published_at is not None else None
    if time.wide is not None and not time.wide.first <= coded.trigger.first < time.first:
        time = time.wide  # told of all that happened since
    if time.kind == "anaphor":
        return _leaning(coded, time, report, reading)
    value = resolve_time(time, report.published, hour, governed_by_future=coded.status in _AHEAD, bound=bound)
    begun = coded.status == "ongoing" and (time is not coded.time or time.wide is not None or _begun(coded, time))
    if value is None or not begun or not _past(value, report.published):
        return value
    if isinstance(time.expr, Part):
        return resolve_time(Since(time.expr), report.published)
    return opened(value) if time.kind == "point" else value


def _past(value: When, published: date | None) -> bool:
    return published is not None and value.latest is not None and value.latest < published


def _begun(coded: Coded, time: TimeMention) -> bool:
    """The time stands behind a word of beginning."""
    return any(hit.cue.id == BEGIN and 0 <= time.first - hit.last <= _NEAR for hit in coded.sentence.cues)


def _leaning(coded: Coded, time: TimeMention, report: Report, reading: Reading) -> When | None:
    """The value of what leans on the time told before: the nearest that is exact enough gives it one, else there is none."""
    expr = time.expr
    if isinstance(expr, Anaphor) and expr.event:
        return _counted_back(coded, time, expr, report)
    ahead = coded.status in _AHEAD
    for told in (None, *_told_before(time, report.published, reading)):
        value = resolve_time(time, report.published, governed_by_future=ahead, past_reference=told)
        if value is not None:
            return value
    return None


def _told_before(time: TimeMention, published: date | None, reading: Reading) -> Iterator[When]:
    """The values of the times that stand before this one in the text, the nearest first."""
    for sentence in reversed(reading.sentences):
        for other in reversed(sentence.times):
            if other.last <= time.first:
                value = resolve_time(other, published)
                if value is not None:
                    yield value


def _counted_back(coded: Coded, time: TimeMention, expr: Anaphor, report: Report) -> When | None:
    """`X came two days after Y`: Y lies so long before the day of X, which its sentence names; without a name it is the report's."""
    soon = expr.unit in {"hour", "minute"}  # so soon that it is the same day
    if (expr.amount is None and not soon) or not 0 <= coded.trigger.first - time.last <= _BEHIND or coded.status in _AHEAD:
        return None
    days = (resolve_time(t, report.published) for t in coded.sentence.times if t.last <= time.first)
    told = [v.earliest for v in days if v is not None and v.earliest is not None and v.earliest == v.latest]
    value = resolve_time(Ago(expr.amount, expr.unit), told[-1] if told else report.published)
    if value is None:
        return None
    value = opened(value) if coded.status == "ongoing" and _past(value, report.published) else value
    return replace(value, basis="inferred")
