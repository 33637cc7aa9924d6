"""The records that cross a module border: all frozen, names as in the claim contract; imports the standard library only.

Offsets are code points into `Report.text`, half open; `Report.text[start:end]` equals the words that stand beside them.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Literal

Role = Literal["actor", "target", "place", "goods"]
ROLES: tuple[Role, ...] = ("actor", "target", "place", "goods")

Stance = Literal["reports", "confirms", "denies", "accuses", "demands", "threatens", "expects"]
STANCES: tuple[Stance, ...] = ("reports", "confirms", "denies", "accuses", "demands", "threatens", "expects")

Status = Literal["happened", "ongoing", "negated", "possible", "planned", "demanded"]
STATUSES: tuple[Status, ...] = ("happened", "ongoing", "negated", "possible", "planned", "demanded")

Grain = Literal["hour", "day", "week", "month", "year", "unknown"]
Basis = Literal["explicit", "relative", "published", "inferred"]
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
Precision = Literal["exact", "area", "town", "district", "province", "country", "unknown"]
MentionKind = Literal["actor", "place", "time", "goods", "number"]
EventStatus = Literal["reported", "corroborated", "contested", "denied"]
StateKind = Literal["control", "siege", "access", "talks"]


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of the raw text, code points, half open."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Words:
    """A quotation with its place in the raw text: `report.text[start:end] == text`."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Value:
    """One filler of a role: the words, and the id of whom or what they name ("" where the knowledge knows nobody)."""

    start: int
    end: int
    text: str
    id: str = ""


@dataclass(frozen=True, slots=True)
class Report:
    """One news report. `text` is the title, a newline, then the body, where there is a title; it is never altered."""

    id: str
    text: str
    title: str = ""
    outlet: str = ""
    published: date | None = None
    published_at: datetime | None = None
    url: str = ""
    author: str = ""
    origin: str = ""
    lang: str = "ar"
    retrieved: datetime | None = None


@dataclass(frozen=True, slots=True)
class Mention:
    """A name, time, number or good found in the text. `ref` is its id ("": words only), `others` the runners-up."""

    kind: MentionKind
    span: Span
    ref: str = ""
    others: tuple[str, ...] = ()
    by: str = "rules"


@dataclass(frozen=True, slots=True)
class When:
    """A resolved time: an EDTF value with the interval of days it allows (a missing end is open or unknown)."""

    edtf: str
    earliest: date | None
    latest: date | None
    grain: Grain
    basis: Basis
    approximate: bool = False
    weekday: str = ""  # of an inferred day, where the text tells it: one of WEEKDAYS


@dataclass(frozen=True, slots=True)
class Other:
    """A place that was considered and not taken, with the reason."""

    place: str
    reason: str


@dataclass(frozen=True, slots=True)
class Where:
    """A resolved place. No point known: lat and lon are None. `radius_km` is the uncertainty that rasid stands behind.

    Words that name no known place have an empty `place`; `path` then is what lies around it, as far as the report tells, and
    `words` are those named before that a mere noun stands for (the quarter). A `landmark` only tells where another place lies.
    """

    place: str
    lat: float | None = None
    lon: float | None = None
    precision: Precision = "unknown"
    radius_km: float | None = None
    path: tuple[str, ...] = ()
    others: tuple[Other, ...] = ()
    pcode: str = ""
    reason: str = ""
    words: str = ""
    landmark: bool = False


@dataclass(frozen=True, slots=True)
class Source:
    """Who says so: the one closest to the fact. `via` is the chain outward, the outlet last, ids joined by ">"."""

    kind: Literal["outlet", "named", "anonymous"]
    text: str = ""
    start: int | None = None
    end: int | None = None
    id: str = ""
    via: str = ""


@dataclass(frozen=True, slots=True)
class Claim:
    """One codebook type, said to have happened, to hold or to be wanted, according to somebody, with a stance."""

    id: str
    report: str
    outlet: str
    published: date | None
    sentence: Span
    type: str
    trigger: Words
    actor: tuple[Value, ...] = ()
    target: tuple[Value, ...] = ()
    place: tuple[Value, ...] = ()
    goods: tuple[Value, ...] = ()
    time: Words | None = None
    when: When | None = None
    where: tuple[Where, ...] = ()
    source: Source = field(default_factory=lambda: Source("outlet"))
    stance: Stance = "reports"
    status: Status = "happened"
    extent: Literal["whole", "part"] = "whole"
    killed: int | None = None
    injured: int | None = None
    killed_min: int | None = None
    killed_max: int | None = None
    injured_min: int | None = None
    injured_max: int | None = None
    weapon: str = ""
    by: tuple[str, ...] = ()
    rule: str = ""
    features: tuple[str, ...] = ()

    def role(self, role: Role) -> tuple[Value, ...]:
        """The values of one role, in the order of the text."""
        values: tuple[Value, ...] = getattr(self, role)
        return values

    @property
    def coders(self) -> tuple[str, ...]:
        """Who made the claim, whatever their versions: rules, neural, person."""
        return tuple(dict.fromkeys(b.partition("@")[0] for b in self.by))

    @property
    def differences(self) -> tuple[str, ...]:
        """Where the coders that made the claim together would have said something else, each alone."""
        return tuple(f for f in self.features if f.startswith("differs "))


@dataclass(frozen=True, slots=True)
class Recorded:
    """A claim as the store keeps it: when it became known to the user, and since when it no longer arises (or None)."""

    claim: Claim
    recorded: datetime
    withdrawn: datetime | None = None


Verdict = Literal["same", "different", "unsure", "accept", "reject", "correct"]


@dataclass(frozen=True, slots=True)
class Judgement:
    """What a person said about one claim (accept, reject, correct) or two (same, different, unsure). Append only."""

    id: str
    verdict: Verdict
    left: str
    right: str
    by: str
    at: datetime
    note: str = ""
    correction: str = ""  # JSON object: the claim's keys that a correction replaces
    retracted: datetime | None = None


@dataclass(frozen=True, slots=True)
class Voice:
    """An independent source of an event, with the claims it stands on."""

    voice: str
    kind: Literal["outlet", "named", "anonymous"]
    interested: bool
    claims: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Entity:
    """An actor or place in the derived half: its id ("" = words only) and the words it was first seen with."""

    id: str
    text: str


@dataclass(frozen=True, slots=True)
class Event:
    """Claims about one happening."""

    id: str
    type: str
    actor: tuple[Entity, ...]
    target: tuple[Entity, ...]
    place: tuple[Entity, ...]
    goods: tuple[Entity, ...]
    when: When | None
    where: tuple[Where, ...]
    status: EventStatus
    for_: tuple[Voice, ...]
    against: tuple[Voice, ...]
    claims: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class State:
    """What events add up to over time: who holds, besieges, blocks, talks. `since` and `until` are date intervals."""

    id: str
    kind: StateKind
    place: Entity | None
    holders: tuple[Entity, ...]  # control: holder; siege, access: by; talks: parties
    sponsor: tuple[Entity, ...]
    goods: tuple[str, ...]
    reading: str
    since: When | None
    until: When | None
    last_support: date | None
    extent: Literal["whole", "part"]
    status: EventStatus
    inherited_from: str
    because: tuple[str, ...]
    against: tuple[str, ...]
    demanded: tuple[str, ...] = ()  # access: goods that somebody demands while passage is blocked


@dataclass(frozen=True, slots=True)
class Refusal:
    """What another coder (a model) said and the text does not hold, with the reason. Kept and counted, never a claim."""

    draft: str
    reason: str
