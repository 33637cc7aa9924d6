"""What a time expression says, as symbols: nothing here knows the day of publication."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from rasid.types import Span

LAST = -1  # of a month or a longer stretch: its last day

Unit = Literal["minute", "hour", "day", "week", "month", "year", "decade", "century"]
Tilt = Literal["", "past", "last", "next", "this", "same", "following", "before-last", "after-next"]
Ahead = Literal["", "close", "sure"]
TimeKind = Literal["point", "interval", "open", "anaphor", "vague", "feast", "duration"]


@dataclass(frozen=True, slots=True)
class Date:
    """A date by its parts; a missing year is read from `tilt`, or counted from publication by `years`."""

    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    tilt: Tilt = ""
    years: int | None = None
    hijri: bool = False


@dataclass(frozen=True, slots=True)
class Dual:
    """One day by both calendars, the Gregorian first: it counts, since a moon is sighted a day sooner or later."""

    date: Date
    hijri: Date


@dataclass(frozen=True, slots=True)
class DayOf:
    """A day of a month that is itself counted from publication: the twelfth of the current month."""

    day: int
    month: Expr


@dataclass(frozen=True, slots=True)
class Weekday:
    """A day of the week, Monday 0."""

    day: int
    tilt: Tilt = ""


@dataclass(frozen=True, slots=True)
class Shift:
    """A calendar unit counted from the one that holds publication: yesterday, last month, this week."""

    unit: Unit
    amount: int
    weekday: int | None = None
    tacit: bool = False  # which one is meant goes without saying: the end of the week


@dataclass(frozen=True, slots=True)
class Ago:
    """So many units before publication (or after it, where `ahead`). No amount: a few."""

    amount: float | None
    unit: Unit
    about: bool = False
    ahead: bool = False


@dataclass(frozen=True, slots=True)
class Last:
    """The stretch of so many units up to publication; `ahead` from it on; None where the words do not say which."""

    amount: float | None
    unit: Unit
    ahead: bool | None = False


@dataclass(frozen=True, slots=True)
class Part:
    """The beginning, middle or end of a month, year, week; `close` is its very end."""

    of: Expr
    part: Literal["begin", "middle", "end", "close"]


@dataclass(frozen=True, slots=True)
class About:
    """Around a year."""

    of: Expr


@dataclass(frozen=True, slots=True)
class Portion:
    """The `index`th of `count` equal parts of a year or month."""

    of: Expr
    index: int
    count: int


@dataclass(frozen=True, slots=True)
class Season:
    """A season of a year."""

    season: str
    of: Expr | None
    tilt: Tilt = ""


@dataclass(frozen=True, slots=True)
class Decade:
    """The decade that begins with this year of its century; `century` is the first year of that, or a shift."""

    start: int
    century: Expr | None


@dataclass(frozen=True, slots=True)
class Century:
    """A century by its ordinal."""

    ordinal: int


@dataclass(frozen=True, slots=True)
class NthDay:
    """The nth day of a month, week or feast (0: its eve, -1: its last)."""

    n: int
    of: Expr


@dataclass(frozen=True, slots=True)
class Edge:
    """The first or last so many units of a month or year."""

    amount: int
    unit: Unit
    of: Expr
    first: bool


@dataclass(frozen=True, slots=True)
class DayIn:
    """A day of the week in a week counted from publication: Tuesday of last week."""

    weekday: int
    week: Shift


@dataclass(frozen=True, slots=True)
class NthWeekday:
    """The nth such day of a month (-1: the last), or the nth day of the month where that is such a day."""

    n: int
    weekday: int
    of: Expr


@dataclass(frozen=True, slots=True)
class Feast:
    """A feast that the calendar fixes: its first day and how many it lasts."""

    date: Date
    days: int


@dataclass(frozen=True, slots=True)
class Between:
    """From one to the other, both included."""

    start: Expr
    end: Expr


@dataclass(frozen=True, slots=True)
class Night:
    """The night between two days of the week; `late`: its second half, which falls on the second day."""

    first: int
    second: int
    late: bool = False
    tilt: Tilt = ""


@dataclass(frozen=True, slots=True)
class Since:
    """Begins then, has no end."""

    start: Expr


@dataclass(frozen=True, slots=True)
class Until:
    """Ends then, has no beginning."""

    end: Expr


@dataclass(frozen=True, slots=True)
class Offset:
    """So many units after a day that the words name, or before it (negative): two days before the feast."""

    of: Expr
    amount: float
    unit: Unit


@dataclass(frozen=True, slots=True)
class SameDay:
    """The day of publication in another year: on this day last year."""

    year: Expr


@dataclass(frozen=True, slots=True)
class Streak:
    """The nth day (week, month) running at publication."""

    n: int
    unit: Unit


@dataclass(frozen=True, slots=True)
class At:
    """A part of a day or an hour of it."""

    of: Expr
    part: str = ""
    hour: int | None = None
    minute: int | None = None


@dataclass(frozen=True, slots=True)
class Now:
    """The present of the report."""


@dataclass(frozen=True, slots=True)
class Anaphor:
    """Leans on the time before it in the text, moved by so many units (None: it only lies near it).

    `event`: the event it is counted from is named behind it (two days after the attack).
    """

    amount: float | None = 0
    unit: Unit = "day"
    event: bool = False


@dataclass(frozen=True, slots=True)
class Then:
    """The time told before, whatever its extent."""


@dataclass(frozen=True, slots=True)
class Named:
    """A date by which something is called (a street, a movement): no time at all, found so that no part of it is read as one."""


@dataclass(frozen=True, slots=True)
class Unknown:
    """Words of time without a value: recently, a feast, a duration."""

    kind: Literal["vague", "feast", "duration"] = "vague"


Expr = (
    Date
    | Dual
    | DayOf
    | Weekday
    | Shift
    | Ago
    | Last
    | Part
    | About
    | Portion
    | Season
    | Decade
    | Century
    | NthDay
    | Edge
    | DayIn
    | NthWeekday
    | Feast
    | Between
    | Night
    | Since
    | Until
    | Offset
    | SameDay
    | Streak
    | At
    | Now
    | Anaphor
    | Then
    | Named
    | Unknown
)


def leans(expr: Expr) -> bool:
    """Does the expression have no value without the time before it?"""
    if isinstance(expr, At):
        return leans(expr.of)
    if isinstance(expr, Since):
        return leans(expr.start)
    if isinstance(expr, DayOf):
        return leans(expr.month)
    return isinstance(expr, Anaphor | Then) or (isinstance(expr, Date) and expr.tilt == "same")


def is_day(expr: Expr) -> bool:
    """Does the expression name a single day (or a part of one)?"""
    if isinstance(expr, At):
        return is_day(expr.of)
    if isinstance(expr, Date):
        return expr.day is not None
    return isinstance(expr, Weekday | DayOf | DayIn | NthDay | NthWeekday | Dual | SameDay) or (
        isinstance(expr, Shift) and expr.unit == "day"
    )


@dataclass(frozen=True, slots=True)
class TimeMention:
    """A time expression found in a text. `first` and `last` are its tokens, half open.

    `wide` is the mention from a "since" on that stands farther before the date, with its event between them: a state that
    holds since then takes that, while the event itself takes the date alone.
    `ahead`: a word of the future near it governs it (sure), or it is an end in view (close).
    """

    span: Span
    first: int
    last: int
    expr: Expr
    wide: TimeMention | None = None
    ahead: Ahead = ""

    @property
    def opens(self) -> bool:
        return isinstance(self.expr, Since | Streak)

    @property
    def closes(self) -> bool:
        return isinstance(self.expr, Until)

    @property
    def clock(self) -> At | None:
        """The part of the day and the hour that the words name."""
        expr: Expr = self.expr.start if isinstance(self.expr, Since | Between) else self.expr
        expr = expr.end if isinstance(expr, Until) else expr
        return expr if isinstance(expr, At) else None

    @property
    def kind(self) -> TimeKind:
        expr = self.expr.of if isinstance(self.expr, At) else self.expr
        if isinstance(expr, Unknown):
            return expr.kind
        if leans(expr):
            return "anaphor"
        if isinstance(expr, Since | Until | Streak):
            return "open"
        if isinstance(expr, Ago | Last) and expr.amount is None and expr.unit != "hour":
            return "vague"
        if isinstance(expr, Feast):
            return "interval" if expr.days > 1 else "point"
        return "interval" if isinstance(expr, Between | Last | Part | Portion | Edge | Season | Decade | Century) else "point"
