"""The filters that command line, API and exports share: one frozen record each, "" or None meaning any."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Generic, TypeVar

from rasid.types import Claim

T = TypeVar("T")
BOTH = "both"  # for `coder`: made by more than one


@dataclass(frozen=True, slots=True)
class ClaimFilter:
    """Which claims (or events, or states): every field narrows, the default narrows nothing.

    `place` means the place and everything inside it. `at` keeps what may hold on that day, `since` and `until` what may
    lie between two days (an interval counts when it overlaps). `known_by` takes what was recorded up to the end of a day.
    `coder` takes what one coder alone made (`rules`, `neural`, `person`), or several together (`both`); `differing` what they
    differ about; `judged` what people's judgements add up to (a verdict, `any`, or `none`).
    `cursor` is what the page before gave as `next`.
    """

    type: str = ""
    family: str = ""
    place: str = ""
    actor: str = ""
    source: str = ""
    stance: str = ""
    status: str = ""
    outlet: str = ""
    report: str = ""
    at: date | None = None
    since: date | None = None
    until: date | None = None
    known_by: date | None = None
    withdrawn: bool = False
    coder: str = ""
    differing: bool = False
    judged: str = ""
    limit: int | None = None
    cursor: str = ""

    def keeps(self, claim: Claim) -> bool:
        """Whether the claim says and is made as is asked for: what a newer reading of it may change."""
        made = BOTH if len(claim.coders) > 1 else " ".join(claim.coders)
        differs = not self.differing or bool(claim.differences)
        return self.stance in ("", claim.stance) and self.status in ("", claim.status) and self.coder in ("", made) and differs

    def keeps_verdict(self, verdict: str | None) -> bool:
        """Whether people have said of a claim what is asked for."""
        return self.judged in ("", verdict or "none") or (self.judged == "any" and verdict is not None)


@dataclass(frozen=True, slots=True)
class ReportFilter:
    """Which reports: `query` is words that must all stand in the text, in any spelling that folds alike."""

    query: str = ""
    outlet: str = ""
    since: date | None = None
    until: date | None = None
    limit: int | None = None
    cursor: str = ""


@dataclass(frozen=True, slots=True)
class Page(Generic[T]):
    """One page of a listing: its items, the cursor of the page after (None at the end), and how many there are in all."""

    items: tuple[T, ...]
    next: str | None
    total: int


ALL_CLAIMS = ClaimFilter()
ALL_REPORTS = ReportFilter()
