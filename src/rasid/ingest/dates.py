"""A date or moment as a file writes it in, the day and the moment out; what is no date is an error, never a guess."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from email.utils import parsedate_to_datetime
from zoneinfo import ZoneInfo

from rasid.text import fold

_DAY_FIRST = re.compile(r"(\d{1,2})[./-](\d{1,2})[./-](\d{4})(?:[ ,T]+(\d{1,2}):(\d{2})(?::(\d{2}))?)?")
_YEAR_FIRST = re.compile(r"(\d{4})[./](\d{1,2})[./](\d{1,2})(?:[ ,T]+(\d{1,2}):(\d{2})(?::(\d{2}))?)?")
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})")
Published = tuple[date | None, datetime | None]


def _moment(value: str) -> datetime | date:
    """ISO 8601, `18/04/2022` (day first), `2022/04/18`, or an e-mail date."""
    text = fold(value).strip().upper()
    if compact := _COMPACT.fullmatch(text):
        return date(*map(int, compact.groups()))
    if "-" in text and text[:4].isdecimal():
        return date.fromisoformat(text) if len(text) == 10 else datetime.fromisoformat(text.replace(" UTC", "Z"))
    for pattern, order in ((_YEAR_FIRST, (0, 1, 2)), (_DAY_FIRST, (2, 1, 0))):
        if match := pattern.fullmatch(text):
            parts = match.groups()
            day = date(*(int(parts[i]) for i in order))
            if parts[3] is None:
                return day
            return datetime(day.year, day.month, day.day, int(parts[3]), int(parts[4]), int(parts[5] or 0))
    return parsedate_to_datetime(value)


def published(value: object) -> Published:
    """The day and, where it is known, the moment. Raises ValueError for what is no date."""
    if value is None or (isinstance(value, str) and not value.strip()):
        return None, None
    if isinstance(value, datetime):
        moment: datetime | date = value
    elif isinstance(value, date):
        moment = value
    elif isinstance(value, str):
        try:
            moment = _moment(value)
        except (ValueError, TypeError, IndexError):
            raise ValueError(f"{value[:40]!r} is no date (YYYY-MM-DD, or a full timestamp)") from None
    else:
        raise ValueError(f"{str(value)[:40]!r} is no date (YYYY-MM-DD in a string)")
    if isinstance(moment, datetime):
        return moment.date(), moment
    return moment, None


def from_unix(seconds: float, zone: str) -> Published:
    """The day on which a moment fell in `zone`, and the moment in UTC."""
    moment = datetime.fromtimestamp(seconds, UTC)
    return moment.astimezone(ZoneInfo(zone)).date(), moment
