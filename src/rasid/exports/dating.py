"""A When in, one day and the precision codes of ACLED and UCDP out; what is too wide for one day is None."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from rasid.types import When

_WEEK, _MONTH, _YEAR = 7, 31, 366


@dataclass(frozen=True, slots=True)
class Dating:
    """The first, the middle and the last day, and how sure that is."""

    start: date
    day: date
    end: date

    @property
    def days(self) -> int:
        """How many days it may be."""
        return (self.end - self.start).days + 1

    @property
    def acled(self) -> int | None:
        """ACLED time_precision: the day, the week, the month; None for anything wider."""
        return 1 if self.days == 1 else 2 if self.days <= _WEEK else 3 if self.days <= _MONTH else None

    @property
    def ucdp(self) -> int | None:
        """UCDP date_prec: 1 day, 2-6 days, a week, up to a month, up to a year; None for anything wider."""
        limits = ((1, 1), (2, _WEEK - 1), (3, _WEEK), (4, _MONTH), (5, _YEAR))
        return next((code for code, days in limits if self.days <= days), None)


def dating(when: When | None) -> Dating | None:
    """Both ends known, and the day in the middle; an open interval has no such day."""
    if when is None or when.earliest is None or when.latest is None:
        return None
    middle = when.earliest + timedelta(days=(when.latest - when.earliest).days // 2)
    return Dating(when.earliest, middle, when.latest)
