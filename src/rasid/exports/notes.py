"""What an export could not say, collected while it is written, and the sidecar file that tells it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any


@dataclass
class Notes:
    """Rows written, and by reason the ids of what was left out or said more coarsely than it is known."""

    redact_persons: bool = False
    since: date | None = None
    until: date | None = None
    rows: int = 0
    left_out: dict[str, list[str]] = field(default_factory=dict)
    coarser: dict[str, list[str]] = field(default_factory=dict)

    def leave_out(self, reason: str, id_: str) -> None:
        """Something that the format cannot say at all."""
        self.left_out.setdefault(reason, []).append(id_)

    def simplify(self, reason: str, id_: str) -> None:
        """Something that the format says, but not as exactly as it is known."""
        self.coarser.setdefault(reason, []).append(id_)

    def sidecar(self, format_: str, versions: Mapping[str, str], query: Mapping[str, str], written: str) -> dict[str, Any]:
        """The JSON object that stands beside the export."""
        return {
            "format": format_,
            "rows": self.rows,
            "written": written,
            **versions,
            "query": dict(query),
            "persons_redacted": self.redact_persons,
            "left_out": _listed(self.left_out),
            "coarser": _listed(self.coarser),
        }


def _listed(reasons: Mapping[str, list[str]]) -> list[dict[str, Any]]:
    return [{"reason": reason, "count": len(ids), "ids": ids} for reason, ids in sorted(reasons.items())]
