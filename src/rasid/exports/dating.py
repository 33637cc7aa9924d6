"""A When in, one day and the precision codes of ACLED and UCDP out, with the reason where that says less than is known."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from rasid.types import Recorded, When

_WEEK, _MONTH, _YEAR = 7, 31, 366
PUBLISHED = "dated by the day of publication"
OPENED = "open interval: dated by the end of it that is known"


@dataclass(frozen=True, slots=True)
class Dating:
    """The first, the middle and the last day, and how sure that is."""

    start: date
    day: date
    end: date
    coarser: str = ""  # why it is filed under a day that nobody states

    @property
    def days(self) -> int:
        """How many days it may be."""
        return (self.end - self.start).days + 1

    @property
    def acled(self) -> int | None:
        """ACLED time_precision: the day, the week, the month; None for anything wider."""
        code = 1 if self.days == 1 else 2 if self.days <= _WEEK else 3 if self.days <= _MONTH else None
        return max(code, 2) if code and self.coarser == PUBLISHED else code

    @property
    def ucdp(self) -> int | None:
        """UCDP date_prec: 1 day, 2-6 days, a week, up to a month, up to a year; None for anything wider."""
        limits = ((1, 1), (2, _WEEK - 1), (3, _WEEK), (4, _MONTH), (5, _YEAR))
        code = next((code for code, days in limits if self.days <= days), None)
        return max(code, 2) if code and self.coarser == PUBLISHED else code


def dating(when: When | None) -> Dating | None:
    """Both ends known, and the day in the middle; one end known, that end; none, no day."""
    if when is None or (when.earliest is None and when.latest is None):
        return None
    if when.earliest is None or when.latest is None:
        day = when.earliest or when.latest
        assert day is not None
        return Dating(day, day, day, PUBLISHED if when.basis == "published" else OPENED)
    middle = when.earliest + timedelta(days=(when.latest - when.earliest).days // 2)
    return Dating(when.earliest, middle, when.latest, PUBLISHED if when.basis == "published" else "")


def dated(when: When | None, claims: Iterable[Recorded]) -> Dating | None:
    """The day of an event; one without any time is filed under the day of its first report."""
    if (found := dating(when)) is not None:
        return found
    days = [recorded.claim.published for recorded in claims if recorded.claim.published]
    return Dating(min(days), min(days), min(days), PUBLISHED) if days else None
