"""A coded event with its time expression and its report in, the value of that time out.

The words alone give most values (rasid.times); here is what hangs on the event and the text around: whether the future governs the
time, since when a state holds, and the time told before on which words such as `the same day` lean.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from rasid.coder import Coded
from rasid.mentions import Reading, Sentence
from rasid.times import Ago, Anaphor, At, Between, Bound, Last, Now, Part, Shift, Since, TimeMention, is_day, opened, resolve_time
from rasid.types import Report, When

_AHEAD = frozenset({"planned", "possible", "demanded"})
BEGIN = "ongoing/begin"  # the group of status.yaml whose words begin something
CONDITION = "possible/condition"  # the one behind which a verb of the past is none
_NEAR = 8  # tokens between such a word and the time it began
_CLAUSE = 10  # tokens between a reporting verb and its date
_LEAD = 2  # and between a date and the reporting verb that follows it
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
    day = _spoken_on(coded, time, report.published, reading) or report.published
    done = coded.status == "happened"
    value = resolve_time(time, day, hour, governed_by_future=_ahead(coded, time), done=done, bound=bound)
    begun = coded.status == "ongoing" and (time is not coded.time or time.wide is not None or _begun(coded, time))
    if value is None or not begun or not _past(value, report.published):
        return value
    if isinstance(time.expr, Part):
        return resolve_time(Since(time.expr), report.published)
    return opened(value) if time.kind == "point" else value


def _ahead(coded: Coded, time: TimeMention) -> bool:
    """Does the future govern the time? Not where it stands with a verb of the past: the court ruled on Wednesday that he be shot."""
    return bool(time.ahead) or (coded.status in _AHEAD and not _with_past_verb(coded.sentence, time))


def _with_past_verb(sentence: Sentence, time: TimeMention) -> bool:
    """Going left, nothing but its subject parts the time from a verb of the past without a condition before it."""
    parse, events = sentence.parse, {t.first: t for t in sentence.triggers}
    # `in a time` is also a conjunction (while), and is tagged as one even where it begins the time expression
    first = time.first - (parse.tag(time.first) == "s")
    for k in range(first - 1, max(parse.first, time.first - _NEAR) - 1, -1):
        word, tag = parse.words[k], parse.tag(k)
        if tag == "v" and word.verbs:
            return not (word.reading.imperfect or word.future) and not _conditional(sentence, k)
        if tag in "vsrx" or (k in events and events[k].form != "verb"):
            return False
    return False


def _conditional(sentence: Sentence, k: int) -> bool:
    """Some word before the verb makes it unreal: if they storm the camp on Sunday."""
    return any(hit.cue.id == CONDITION and hit.last <= k and k - hit.first <= _NEAR for hit in sentence.cues)


def _spoken_on(coded: Coded, time: TimeMention, published: date | None, reading: Reading) -> date | None:
    """The day from which `now` counts in what somebody said on a day before publication, and `today` in his very words.

    A stretch of which the words do not say when it was counts from the day told before it: on Monday ... WITHIN 48 HOURS (5 of 5).
    """
    expr = time.expr.of if isinstance(time.expr, At) else time.expr
    if published is not None and isinstance(expr, Last) and expr.ahead is None:
        return _day_before(coded, time, published)
    quoted = isinstance(expr, Shift) and expr.unit == "day" and expr.weekday is None and _quoted(time, reading)
    if published is None or not (isinstance(expr, Now) or quoted):
        return None
    for other in coded.sentence.times:
        if other.last <= time.first and is_day(other.expr) and _dates_speech(coded, other):
            value = resolve_time(other, published)
            return value.earliest if value is not None and _past(value, published) else None
    return None


def _day_before(coded: Coded, time: TimeMention, published: date) -> date | None:
    """The day before publication that is told nearest before this time in its sentence."""
    days = [resolve_time(t, published) for t in coded.sentence.times if t.last <= time.first and is_day(t.expr)]
    return next((v.earliest for v in reversed(days) if v is not None and _past(v, published)), None)


def _quoted(time: TimeMention, reading: Reading) -> bool:
    return any(q.start <= time.span.start < q.end for q in reading.text.quotes)


def _dates_speech(coded: Coded, time: TimeMention) -> bool:
    """The time stands with the verb that reports the event: behind it in its clause, or right before it."""
    cue, parse = coded.speaker.cue if coded.speaker is not None else None, coded.sentence.parse
    if cue is None or cue.form != "verb":
        return False
    between = parse.tags[cue.last - parse.first : time.first - parse.first]
    behind = cue.last <= time.first and len(between) <= _CLAUSE and not set(between) & set("vsrq")
    return behind or 0 <= cue.first - time.last <= _LEAD


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
    if isinstance(expr, Anaphor) and expr.amount is not None and expr.amount < 0 and _from_place(coded, time):
        return resolve_time(Ago(-expr.amount, expr.unit), report.published)
    ahead = _ahead(coded, time)
    for told in (None, *_told_before(time, report.published, reading)):
        value = resolve_time(time, report.published, governed_by_future=ahead, past_reference=told)
        if value is not None:
            return _last_night(report.published) if not ahead and _by_night(time) and value.earliest == report.published else value
    return None


def _from_place(coded: Coded, time: TimeMention) -> bool:
    """What stands behind `before two days FROM` is a place that the event left, not what it came before: withdrew ... from the town."""
    parse = coded.sentence.parse
    left = next((p for p in parse.phrases if p.prep and time.last <= p.first <= time.last + 1), None)
    return left is not None and (left.category == "place" or (bool(left.names) and bool(left.names[0].of("place"))))


def _by_night(time: TimeMention) -> bool:
    return isinstance(time.expr, At) and time.expr.part == "night" and time.expr.hour is None


def _last_night(published: date | None) -> When | None:
    """What is told as done at night on the day of publication was done in the night before (so coders: 4 of 5)."""
    value = resolve_time(Between(Shift("day", -1), Shift("day", 0)), published)
    return replace(value, basis="inferred") if value is not None else None


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
