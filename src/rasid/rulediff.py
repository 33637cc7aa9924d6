"""One report and two states of the knowledge in; the claims gained, lost and changed between them out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Literal

from rasid.knowledge import Knowledge
from rasid.pipeline import analyse
from rasid.records import claim_to_json, dumps
from rasid.types import Claim, Report

# What differs with every change of the knowledge or is said by the other keys already.
_IGNORED = frozenset({"id", "by", "rule", "features", "report", "outlet", "published", "sentence", "trigger", "type"})


@dataclass(frozen=True, slots=True)
class Change:
    """One claim that only one side makes, or that both make differently; `parts` are then the keys with old and new value."""

    kind: Literal["gained", "lost", "changed"]
    report: str
    claim: Claim
    parts: tuple[tuple[str, str, str], ...] = ()

    def __str__(self) -> str:
        at = f"{self.report}[{self.claim.trigger.start}:{self.claim.trigger.end}]"
        head = f"{self.kind:8} {at} {self.claim.type} {self.claim.rule}  {self.claim.trigger.text}"
        return "\n".join([head, *(f"         {key}: {old}  ->  {new}" for key, old, new in self.parts)])

    def as_json(self) -> str:
        """One line of JSON."""
        parts = [{"key": key, "old": old, "new": new} for key, old, new in self.parts]
        return dumps({"kind": self.kind, "claim": claim_to_json(self.claim), "parts": parts})


def compare(report: Report, old: Knowledge, new: Knowledge) -> Iterator[Change]:
    """What the new knowledge says of a report that the old one did not, and the other way round."""
    before, after = ({_key(c): c for c in analyse(report, k)} for k in (old, new))
    for key in sorted({*before, *after}):
        if key not in before:
            yield Change("gained", report.id, after[key])
        elif key not in after:
            yield Change("lost", report.id, before[key])
        elif parts := tuple(_parts(before[key], after[key])):
            yield Change("changed", report.id, after[key], parts)


def _key(claim: Claim) -> tuple[int, int, str]:
    return claim.trigger.start, claim.trigger.end, claim.type


def _parts(old: Claim, new: Claim) -> Iterator[tuple[str, str, str]]:
    a, b = claim_to_json(old), claim_to_json(new)
    for key in sorted((a.keys() | b.keys()) - _IGNORED):
        if a.get(key) != b.get(key):
            yield key, _short(a.get(key)), _short(b.get(key))


def _short(value: Any) -> str:
    return "-" if value is None else dumps(value)
