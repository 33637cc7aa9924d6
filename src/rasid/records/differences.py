"""The lines in which an extractor says where its coders differ in, the same as JSON out: about what, who, and what that one held.

`differs status: rules possible 0.61` was written by a machine for machines; a page says it in the reader's language.
"""

from __future__ import annotations

import re

from rasid.records.ids import Json
from rasid.types import ROLES, Claim

_LINE = re.compile(r"differs (\w+): (\w+)(?: (.+))?", re.DOTALL)
_ROLE = re.compile(r"(.+) \((with|without)\)", re.DOTALL)
_SURE = re.compile(r"(?:(.+) )?([01]\.\d\d)", re.DOTALL)


def differences_to_json(claim: Claim) -> list[Json]:
    """One object a line; a line of another form has only its `text`.

    `about` is event, type, source, stance, status or a role. `held` is what `coder` would have said alone: a code, or words of the
    report; "" where the line does not tell, or where the coder saw no event. `taken` is of roles: whether the claim has these words.
    """
    return [{"text": line, **_parts(line)} for line in claim.differences]


def _parts(line: str) -> Json:
    found = _LINE.fullmatch(line)
    if found is None:
        return {}
    about, coder, rest = found[1], found[2], found[3] or ""
    if about in ROLES:
        role = _ROLE.fullmatch(rest)
        return {"about": about, "coder": coder, "held": role[1], "taken": role[2] == "with"} if role else {}
    sure = _SURE.fullmatch(rest)
    held, p = (sure[1] or "", float(sure[2])) if sure else (rest, None)
    return {"about": about, "coder": coder, "held": held, "p": p}
