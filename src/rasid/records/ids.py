"""Content in, the ids that depend on it alone out; and JSON in one line."""

from __future__ import annotations

import hashlib
import json
from datetime import datetime
from typing import Any

from rasid.types import Claim

Json = dict[str, Any]


def dumps(value: Any) -> str:
    """One line of JSON, Arabic readable, no spaces."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def content_hash(prefix: str, *parts: Any) -> str:
    """`prefix-` and 16 hex digits that depend on the content alone."""
    digest = hashlib.blake2b(dumps(parts).encode(), digest_size=8).hexdigest()
    return f"{prefix}-{digest}"


def names_hash(prefix: str, *names: str) -> str:
    """The same for plain strings, several times faster; for what is derived by the hundred thousand."""
    return f"{prefix}-{hashlib.blake2b(chr(31).join(names).encode(), digest_size=8).hexdigest()}"


def claim_id(claim: Claim) -> str:
    """The id that a claim must bear: a hash of report, type, trigger span, roles and source."""
    roles = [[[v.start, v.end, v.id] for v in values] for values in (claim.actor, claim.target, claim.place, claim.goods)]
    source = [claim.source.kind, claim.source.start, claim.source.end, claim.source.id, claim.source.via]
    return content_hash("c", claim.report, claim.type, claim.trigger.start, claim.trigger.end, roles, source)


def judgement_id(verdict: str, left: str, right: str, by: str, at: datetime, correction: str = "") -> str:
    """The id of a judgement: who said what about which claims, and when."""
    return content_hash("j", verdict, left, right, by, at.isoformat(), correction)
