"""Units counted from a day in (yesterday, three months ago, the last two weeks); the stretch of days that they name out."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from math import ceil

from rasid.times import calendar
from rasid.times.calendar import Reach
from rasid.times.expr import Ago, Last, Shift, Streak

_LENGTHS = {"day": 1, "week": 7}
_MONTHS = {"month": 1, "year": 12, "decade": 120, "century": 1200}
_HALF = timedelta(days=15)  # half a month


def shift(expr: Shift, day: date) -> Reach | None:
    """A calendar unit counted from the one that holds the day."""
    if expr.unit == "day":
        found = day + timedelta(days=expr.amount)
        if expr.weekday is not None:  # a weekday said with it wins: reports are dated a day late more often than they err
            found += timedelta(days=(expr.weekday - found.weekday() + 3) % 7 - 3)
        return calendar.day_reach(found)
    if expr.unit == "week":
        return calendar.week_reach(day + timedelta(days=7 * expr.amount))
    if expr.unit == "month":
        return calendar.month_reach(*calendar.add_months(day.year, day.month, expr.amount))
    if expr.unit == "year":
        return calendar.year_reach(day.year + expr.amount)
    size = {"decade": 10, "century": 100}.get(expr.unit)
    if size is None:
        return None
    start = (day.year // size + expr.amount) * size
    return calendar.years_reach(start, start + size - 1)


def ago(expr: Ago, day: date, hour: int | None = None) -> Reach | None:
    """So many units before the day, or after it."""
    sign = 1 if expr.ahead else -1
    if expr.unit in {"minute", "hour"}:
        return _hours_ago(expr, day, hour, sign)
    if expr.amount is None:
        return None
    if expr.unit in _LENGTHS:
        found = calendar.day_reach(day + timedelta(days=sign * ceil(expr.amount * _LENGTHS[expr.unit])))
        return calendar.approximate(found) if expr.about else found
    if expr.unit == "month" and expr.amount % 1:
        day, about = day + sign * _HALF, True
        months = sign * int(expr.amount)
    else:
        about = expr.about or expr.unit != "month"
        months = sign * round(expr.amount * _MONTHS[expr.unit])
    if not 1 <= day.year + months // 12 <= 9998:
        return None
    year, month = calendar.add_months(day.year, day.month, months)
    if expr.unit == "month" or months % 12:
        found = calendar.month_reach(year, month)
        return calendar.approximate(found) if about else found
    return calendar.approximate(calendar.year_reach(year))  # years are counted in round numbers


def _hours_ago(expr: Ago, day: date, hour: int | None, sign: int) -> Reach | None:
    hours = expr.amount if expr.amount is not None else 1
    hours = hours / 60 if expr.unit == "minute" else hours
    if hour is not None and expr.amount is not None:
        return calendar.day_reach(day + timedelta(days=(hour + sign * hours) // 24))
    whole = int(hours // 24)
    if hours <= 12 or hours % 24 == 0:
        return calendar.day_reach(day + timedelta(days=sign * whole))
    low, high = sorted((day + timedelta(days=sign * whole), day + timedelta(days=sign * (whole + 1))))
    return calendar.days_reach(low, high)


def last(expr: Last, day: date, future: bool, hour: int | None = None) -> Reach | None:
    """The stretch of so many units up to the day, or from it on."""
    ahead = future if expr.ahead is None else expr.ahead
    if expr.unit in {"minute", "hour"}:
        amount = 24 if expr.amount is None else expr.amount
        short = expr.amount is None or expr.unit == "minute" or expr.amount < 1
        if short and expr.ahead is None:
            return None  # "within hours" of which day, the words do not say, nor whether before or behind
        if hour is not None and expr.amount is not None and expr.unit == "hour":
            return _days(day, int(abs((hour + (amount if ahead else -amount)) // 24)), ahead)
        days = 0 if expr.unit == "minute" or amount < 1 else ceil(amount / 24)
        return _days(day, days, ahead)
    if expr.amount is None:
        return None
    if expr.unit in _LENGTHS:
        return _days(day, ceil(expr.amount * _LENGTHS[expr.unit]), ahead)
    months = round(expr.amount * _MONTHS[expr.unit])
    if months // 12 >= min(day.year, 9999 - day.year):
        return None
    far = calendar.add_months(day.year, day.month, months if ahead else -months)
    here = calendar.month_reach(day.year, day.month)
    if expr.unit == "month" or months % 12:
        there = calendar.month_reach(*far)
        return calendar.between(here, there) if ahead else calendar.between(there, here)
    return calendar.years_reach(*sorted((day.year, far[0])))


def _days(day: date, count: int, ahead: bool) -> Reach:
    if count == 0:
        return calendar.day_reach(day)
    low, high = sorted((day, day + timedelta(days=count if ahead else -count)))
    return calendar.days_reach(low, high)


def streak(expr: Streak, day: date) -> Reach | None:
    """The nth unit running on that day: it began n - 1 before."""
    start = last(Last(expr.n - 1, expr.unit), day, False) if expr.n > 1 else calendar.day_reach(day)
    return replace(start, edtf=f"{start.first}/..", high=None, about=False, anchored=True) if start else None
