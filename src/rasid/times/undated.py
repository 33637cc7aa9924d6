"""Values that stay open: of a report without a date, and of what goes on since its day."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta

from rasid.types import WEEKDAYS, When


@dataclass(frozen=True, slots=True)
class Bound:
    """What a report without a date says of its own day: not before `earliest`, and the day of the week if it is named."""

    earliest: date | None
    weekday: int | None = None

    @property
    def first(self) -> date | None:
        """The first day that it allows."""
        if self.earliest is None or self.weekday is None:
            return self.earliest
        return self.earliest + timedelta(days=(self.weekday - self.earliest.weekday()) % 7)

    @property
    def when(self) -> When | None:
        """The publication itself, as an interval."""
        return open_from(self.first, self.weekday is not None) if self.first else None

    def __str__(self) -> str:
        """In words, for people."""
        parts = [f"not before {self.first}"] if self.first else []
        parts += [f"a {WEEKDAYS[self.weekday].title()}"] if self.weekday is not None else []
        return "inferred: " + ", ".join(parts)


def open_from(first: date, weekday: bool) -> When:
    """Some day from then on, perhaps one whose weekday is known."""
    return When(f"{first.isoformat()}/..", first, None, "unknown", "inferred", weekday=WEEKDAYS[first.weekday()] if weekday else "")


def opened(when: When) -> When:
    """The value of what began then and goes on: a state that is said to have begun on a day holds since it."""
    if when.edtf.endswith("/..") or when.edtf.startswith("../"):
        return when
    first = when.edtf.split("/")[0].rstrip("~")
    return replace(when, edtf=f"{first}/..", latest=None)
