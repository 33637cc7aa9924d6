"""Dates of news: texts in, time expressions out (`find_times`); with the day of publication, their values (`resolve_time`)."""

from rasid.times.bound import bound_of, bound_undated
from rasid.times.expr import Ago, Anaphor, At, Between, Expr, Last, Now, Part, Shift, Since, TimeMention, is_day
from rasid.times.find import find_times
from rasid.times.resolve import disagreement, resolve_time
from rasid.times.undated import Bound, opened
from rasid.times.words import TimeWords, load_times

__all__ = [
    "Ago",
    "Anaphor",
    "At",
    "Between",
    "Bound",
    "Expr",
    "Last",
    "Now",
    "Part",
    "Shift",
    "Since",
    "TimeMention",
    "TimeWords",
    "bound_of",
    "bound_undated",
    "disagreement",
    "find_times",
    "is_day",
    "load_times",
    "opened",
    "resolve_time",
]
