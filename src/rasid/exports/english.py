"""An event's fields in, the English sentence that a note says it with out."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date

from rasid.exports.standards import phrases

_SLOT = re.compile(r"\{(\w+)(?:\|([^}]*))?\}")
_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip


def listed(names: Sequence[str]) -> str:
    """`a`, `a and b`, `a, b and c`."""
    names = [name for name in names if name]
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}" if names else ""


def day_in_words(day: date) -> str:
    """`18 April 2022`, in English whatever the machine's language is."""
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def clause(type_: str, roles: Mapping[str, str]) -> str:
    """The pieces of the type's phrase whose roles are filled, joined."""
    pieces = [piece for template in phrases().get(type_, [type_]) if (piece := _piece(template, roles)) is not None]
    return " ".join(pieces)


def _piece(template: str, roles: Mapping[str, str]) -> str | None:
    slot = _SLOT.search(template)
    if slot is None:
        return template
    words = roles.get(slot.group(1)) or slot.group(2)
    return template[: slot.start()] + words + template[slot.end() :] if words else None


def sentence(type_: str, roles: Mapping[str, str], when: str = "", according_to: Sequence[str] = (), more: str = "") -> str:
    """One full sentence with date, sources and numbers."""
    pieces = [clause(type_, roles), more, f"according to {listed(according_to)}" if according_to else ""]
    said = ", ".join(filter(None, [f"On {when}" if when else "", *pieces])) + "."
    return said[0].upper() + said[1:]
