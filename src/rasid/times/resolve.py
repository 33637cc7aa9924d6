"""A time expression and the day of publication in; its EDTF value with the days it allows out. Nothing is guessed."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from rasid.times import calendar
from rasid.times.calendar import Reach
from rasid.times.counting import ago, last, shift, streak
from rasid.times.dating import resolve_date, resolve_season
from rasid.times.expr import (
    LAST,
    About,
    Ago,
    Anaphor,
    At,
    Between,
    Century,
    Date,
    DayIn,
    DayOf,
    Decade,
    Dual,
    Edge,
    Expr,
    Feast,
    Last,
    Night,
    Now,
    NthDay,
    NthWeekday,
    Offset,
    Part,
    Portion,
    SameDay,
    Season,
    Shift,
    Since,
    Streak,
    Then,
    TimeMention,
    Until,
    Weekday,
    leans,
)
from rasid.times.undated import Bound, open_from
from rasid.types import Basis, Grain, When

_DAY = timedelta(days=1)
_PARTS = ("after-midnight", "dawn", "morning", "noon", "afternoon", "evening", "night", "midnight")  # of a day, in turn


def resolve_time(
    time: TimeMention | Expr,
    published: date | None,
    hour: int | None = None,
    *,
    governed_by_future: bool | None = None,
    done: bool = False,
    past_reference: date | When | None = None,
    bound: Bound | None = None,
) -> When | None:
    """The value of a time in a report of that day (and hour), or None where the words do not fix one.

    `governed_by_future`: a verb or noun of the future governs the time; None: as the words near the mention say. `done`: what it
    dates has been done, so that a date without a year is none close ahead. `past_reference`: the day or time told before, on which
    words such as "the same day" lean. `bound`: for a report without a date, what `bound_undated` made of it.
    """
    expr = time.expr if isinstance(time, TimeMention) else time
    told = past_reference
    if isinstance(told, date):
        told = When(told.isoformat(), told, told, "day", "explicit")
    ahead = time.ahead if isinstance(time, TimeMention) else ""
    future = governed_by_future if governed_by_future is not None else bool(ahead)
    reach = _Resolver(published, hour, future, told, done, sure=future and ahead == "sure").value(expr)
    if reach is None and published is None and bound is not None and bound.first is not None:
        return _bounded(expr, bound.first, bound.weekday is not None)
    if reach is None:
        return None
    basis: Basis = "explicit" if reach.anchored else "relative"
    if (published is None and not reach.anchored) or leans(expr):
        basis = "inferred"
    clock = time.clock if isinstance(time, TimeMention) else expr if isinstance(expr, At) else None
    grain = "hour" if reach.grain == "day" and clock is not None and clock.hour is not None else reach.grain
    return When(reach.edtf, reach.low, reach.high, grain, basis, reach.about)


def disagreement(time: TimeMention | Expr, published: date | None = None) -> tuple[When, When] | None:
    """The two values of a day told by both calendars where they lie more than a day apart: one of them is an error."""
    expr = time.expr if isinstance(time, TimeMention) else time
    expr = expr.of if isinstance(expr, At) else expr
    if not isinstance(expr, Dual):
        return None
    one, two = resolve_time(expr.date, published), resolve_time(expr.hijri, published)
    if one is None or two is None or one.earliest is None or two.earliest is None:
        return None
    return (one, two) if abs((one.earliest - two.earliest).days) > 1 else None


def _whole(expr: Expr, part: str) -> Expr:
    """As an edge of a stretch, the end of a month is the month, as is the beginning of one on the other side."""
    return expr.of if isinstance(expr, Part) and expr.part in (part, "close" if part == "end" else part) else expr


def _bounded(expr: Expr, earliest: date, weekday: bool) -> When | None:
    """A relative time in a report that only bounds its own day: the earliest that it can be, with an open end.

    Where the report's weekday is known, so is that of a day told by its distance from it.
    """
    reach = _Resolver(earliest, None, False, None).value(expr)
    if reach is None or reach.low is None:
        return None
    return open_from(reach.low, reach.low == reach.high and _tells_weekday(expr, weekday))


def _tells_weekday(expr: Expr, of_report: bool) -> bool:
    """Whether the weekday of a time is known: it is named, or the report's own is and the time is told from it by days."""
    inner = expr.of if isinstance(expr, At) else expr
    return isinstance(inner, Weekday) or (of_report and (isinstance(inner, Now) or (isinstance(inner, Shift) and inner.unit == "day")))


class _Resolver:
    def __init__(
        self, published: date | None, hour: int | None, future: bool, reference: When | None, done: bool = False, *, sure: bool = False
    ) -> None:
        self.published = published
        self.hour = hour
        self.future = future
        self.reference = reference
        self.done = done
        self.sure = sure

    def value(self, expr: Expr) -> Reach | None:
        try:
            return self.reach(expr)
        except (OverflowError, ValueError):
            return None  # beyond the years that calendars have

    def reach(self, expr: Expr) -> Reach | None:
        """The stretch of an expression; None without a value."""
        if isinstance(expr, Date):
            return self._date(expr)
        if isinstance(expr, At):
            return self.reach(expr.of)
        if isinstance(expr, Dual):
            return self.reach(expr.date)
        if isinstance(expr, Part | Portion | Decade | Century):
            return self._inside(expr)
        if isinstance(expr, About):
            around = self.reach(expr.of)
            return calendar.approximate(around) if around else None
        if isinstance(expr, Feast):
            return self._feast(expr)
        if isinstance(expr, NthDay):
            return self._nth_day(expr)
        if isinstance(expr, NthWeekday):
            return self._nth_weekday(expr)
        if isinstance(expr, Edge):
            outer = self.reach(expr.of)
            return calendar.edge_of(outer, expr.amount, expr.unit, expr.first) if outer is not None else None
        if isinstance(expr, Offset):
            return self._offset(expr)
        if isinstance(expr, Since | Until | Between):
            return self._open(expr)
        if isinstance(expr, Anaphor):
            return self._anaphor(expr)
        if isinstance(expr, Then):
            return self._then()
        if self.published is None:
            return None
        found = self._relative(expr, self.published)
        return replace(found, anchored=False) if found else None

    def _date(self, expr: Date) -> Reach | None:
        if expr.tilt != "same":
            return resolve_date(expr, self.published, self.future, self.done, self.sure)
        told = self._told("year")
        if told is None:
            return None  # of the year of an event told before
        found = resolve_date(replace(expr, year=told.year), None, False)
        return replace(found, anchored=False) if found else None

    def _feast(self, expr: Feast) -> Reach | None:
        first = self._date(expr.date)
        if first is None or first.low is None or expr.days == 1:
            return first
        return replace(calendar.days_reach(first.low, first.low + timedelta(days=expr.days - 1)), anchored=first.anchored)

    def _offset(self, expr: Offset) -> Reach | None:
        of = expr.of
        if isinstance(of, Date) and of.month is not None and of.day is None and expr.amount < 0:
            of = replace(of, day=1)  # which may be close ahead, as a date of a day may
        outer = self.reach(of)
        base = None if outer is None else outer.high if expr.amount > 0 else outer.low
        found = ago(Ago(abs(expr.amount), expr.unit, ahead=expr.amount > 0), base) if base is not None else None
        return replace(found, anchored=outer.anchored) if found and outer else None

    def _nth_day(self, expr: NthDay) -> Reach | None:
        if isinstance(expr.of, Date) and expr.of.month is not None and expr.n > 0:
            return self._date(replace(expr.of, day=expr.n))  # which may be close ahead, as a date of a day may
        outer = self.reach(expr.of)
        if outer is None or outer.low is None or outer.high is None:
            return None
        day = outer.high if expr.n == LAST else outer.low + timedelta(days=expr.n - 1)
        return replace(calendar.day_reach(day), anchored=outer.anchored) if day <= outer.high else None

    def _nth_weekday(self, expr: NthWeekday) -> Reach | None:
        if isinstance(expr.of, Date) and expr.n > 0:
            told = self._date(replace(expr.of, day=expr.n, weekday=expr.weekday))
            if told is not None and told.low is not None and told.low.weekday() == expr.weekday:
                return told
        month = self.reach(expr.of)
        if month is None or month.low is None or month.high is None:
            return None
        first = month.low + timedelta(days=(expr.weekday - month.low.weekday()) % 7)
        days = [first + timedelta(days=7 * k) for k in range(5) if first + timedelta(days=7 * k) <= month.high]
        if expr.n > len(days):
            return None
        return replace(calendar.day_reach(days[expr.n - 1 if expr.n > 0 else expr.n]), anchored=month.anchored)

    def _relative(self, expr: Expr, day: date) -> Reach | None:
        match expr:
            case Now():
                return calendar.day_reach(day)
            case Weekday():
                return calendar.day_reach(self.weekday(expr, day))
            case DayIn():
                week = shift(expr.week, day)
                return calendar.day_reach(week.low + timedelta(days=expr.weekday)) if week and week.low else None
            case Shift():
                return shift(expr, day)
            case Ago():
                return ago(expr, day, self.hour)
            case Last():
                return last(expr, day, self.future, self.hour)
            case Night():
                return self._night(expr, day)
            case Streak():
                return streak(expr, day)
            case SameDay():
                year = self.reach(expr.year)
                return calendar.day_reach(day.replace(year=year.low.year)) if year and year.low else None
            case Season():
                return resolve_season(expr, self.reach(expr.of) if expr.of else None, day)
            case DayOf():
                month = self.reach(expr.month)
                return resolve_date(Date(month.low.year, month.low.month, expr.day), day, False) if month and month.low else None
        return None

    def weekday(self, expr: Weekday, day: date) -> date:
        """News looks back: the last such day, publication's own included where no adjective excludes it."""
        back, ahead = (day.weekday() - expr.day) % 7, (expr.day - day.weekday()) % 7
        if expr.tilt in {"next", "after-next"}:
            return day + timedelta(days=(ahead or 7) + (7 if expr.tilt == "after-next" else 0))
        if expr.tilt in {"past", "last", "before-last"}:
            return day - timedelta(days=(back or 7) + (7 if expr.tilt == "before-last" else 0))
        if expr.tilt == "this":  # of the current week
            return day - timedelta(days=day.weekday()) + timedelta(days=expr.day)
        return day + timedelta(days=ahead) if self.future else day - timedelta(days=back)

    def _night(self, expr: Night, day: date) -> Reach:
        over = self.future and not expr.tilt and day.weekday() == expr.second  # its second half is this very day
        first = day - _DAY if over else self.weekday(Weekday(expr.first, expr.tilt), day)
        return calendar.day_reach(first + _DAY) if expr.late else calendar.days_reach(first, first + _DAY)

    def _inside(self, expr: Part | Portion | Decade | Century) -> Reach | None:
        if isinstance(expr, Century):
            start = (expr.ordinal - 1) * 100
            return calendar.years_reach(start, start + 99) if 1 < expr.ordinal < 100 else None
        if isinstance(expr, Decade):
            return self._decade(expr)
        outer = self.reach(expr.of)
        if outer is None:
            return None
        if isinstance(expr, Part):
            return self._part(expr, outer)
        return calendar.portion_of(outer, expr.index, expr.count)

    def _part(self, expr: Part, outer: Reach) -> Reach | None:
        """News looks back: the end of the week that goes without saying which is the last one; under the future, the next."""
        found, day = calendar.part_of(outer, expr.part), self.published
        tacit = isinstance(expr.of, Shift) and expr.of.tacit and expr.of.unit == "week"
        if not tacit or found is None or found.low is None or found.high is None or day is None:
            return found
        over, ahead = self.future and found.high < day, not self.future and found.low > day
        if not over and not ahead:
            return found
        return calendar.part_of(replace(calendar.week_reach(day + _DAY * (7 if over else -7)), anchored=outer.anchored), expr.part)

    def _decade(self, expr: Decade) -> Reach | None:
        if expr.century is not None:
            century = self.reach(expr.century)
            if century is None or century.low is None:
                return None
            start = century.low.year + expr.start
            return replace(calendar.years_reach(start, start + 9), anchored=century.anchored)
        if self.published is None:
            return None
        start = self.published.year // 100 * 100 + expr.start
        start -= 100 if start > self.published.year else 0
        return replace(calendar.years_reach(start, start + 9), anchored=False)

    def _open(self, expr: Since | Until | Between) -> Reach | None:
        if isinstance(expr, Between):
            return self._between(expr)
        if isinstance(expr, Since):
            return self._since(expr)
        end = self.reach(expr.end)
        if end is None:
            return None
        inner = expr.end
        last = end.high.isoformat() if isinstance(inner, Part) and end.high else end.last
        return Reach(f"../{last}", None, end.high, end.grain, end.about, end.anchored)

    def _since(self, expr: Since) -> Reach | None:
        start = self.reach(expr.start)
        if start is None:
            return None
        first = start.first
        if isinstance(expr.start, Part) and start.low is not None and not isinstance(expr.start.of, Decade | Century):
            # "since the beginning of the year" is its first day; the middle and end of a month are that month
            whole = start.low.isoformat()
            first = whole if expr.start.part == "begin" else whole[:7] if self._is_month(expr.start.of) else start.first
        return Reach(f"{first}/..", start.low, None, start.grain, start.about, start.anchored)

    def _is_month(self, expr: Expr) -> bool:
        outer = self.reach(expr)
        return outer is not None and outer.grain == "month"

    def _between(self, expr: Between) -> Reach | None:
        start = self.reach(_whole(expr.start, "begin"))
        end = self.reach(_whole(expr.end, "end")) or self._hours_after(expr.start, expr.end, start)
        if end is None or start is None:
            return None
        if isinstance(expr.start, Part) and expr.start.part == "begin" and end.low is not None and end.low == end.high and start.low:
            start = replace(calendar.day_reach(start.low), anchored=start.anchored)  # up to a day, the beginning is one as well
        if isinstance(expr.start, Part) and start.grain == "year" and end.grain != "year" and start.low is not None:
            start = replace(calendar.month_reach(start.low.year, 1), anchored=start.anchored)
        if isinstance(expr.end, Part) and end.grain == "year" and start.grain != "year" and end.high is not None:
            end = replace(calendar.month_reach(end.high.year, 12), anchored=end.anchored)
        if start.low and end.high and start.low > end.high:
            if start.anchored or end.high is None:
                return None
            # the beginning is counted from the end: from Wednesday to Sunday, told on a Monday
            start = _Resolver(end.high, None, False, None).reach(expr.start)
            if start is None or (start.low and start.low > end.high):
                return None
            start = replace(start, anchored=False)
        if start.low is not None and start.low == end.high:
            return replace(calendar.day_reach(start.low), anchored=start.anchored and end.anchored)
        return calendar.between(start, end)

    def _hours_after(self, start: Expr, end: Expr, told: Reach | None) -> Reach | None:
        """From Saturday morning until late in the evening: the same day, or the next where that part of the day is over by then."""
        if told is None or told.low is None or told.low != told.high or not isinstance(start, At) or not isinstance(end, At):
            return None
        if end.of != Anaphor() or start.part not in _PARTS or end.part not in _PARTS:
            return None
        later = _PARTS.index(end.part) <= _PARTS.index(start.part)
        return replace(calendar.day_reach(told.low + _DAY * later), anchored=told.anchored)

    def _told(self, unit: str) -> date | None:
        """The first day of the time told before, where it lies within one such unit."""
        low, high = (self.reference.earliest, self.reference.latest) if self.reference is not None else (None, None)
        if low is None or high is None:
            return None
        if unit in {"year", "decade", "century"}:
            return low if low.year == high.year else None
        return low if low == high or (unit == "month" and low.timetuple()[:2] == high.timetuple()[:2]) else None

    def _then(self) -> Reach | None:
        told = self.reference
        if told is None or told.earliest is None or told.latest is None:
            return None
        grain: Grain = "day" if told.grain == "hour" else told.grain
        return Reach(told.edtf, told.earliest, told.latest, grain, told.approximate, anchored=False)

    def _anaphor(self, expr: Anaphor) -> Reach | None:
        base = self.published if self.future and expr.amount else self._told(expr.unit)
        if base is None or expr.amount is None:
            return None
        found = self._moved(expr, base)
        return replace(found, anchored=False) if found else None

    def _moved(self, expr: Anaphor, base: date) -> Reach | None:
        if expr.amount == 0:
            return shift(Shift(expr.unit, 0), base)
        hour = self.hour if base == self.published else None
        return ago(Ago(abs(expr.amount or 0), expr.unit, ahead=(expr.amount or 0) > 0), base, hour)
