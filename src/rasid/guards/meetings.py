"""The roles of a meeting in, the same out with both who stand behind its verb: an office and the person whom its holder received."""

from __future__ import annotations

from rasid.knowledge import Knowledge
from rasid.mentions import Trigger
from rasid.offices import is_anothers
from rasid.phrases import Parse, Phrase, in_order
from rasid.types import Role

Roles = dict[Role, list[Phrase]]


def with_both(roles: Roles, trigger: Trigger, type_: str, parse: Parse, knowledge: Knowledge) -> Roles:
    """The roles of a meeting that an active verb tells; the office right behind it and the person behind that are its parties."""
    if type_ != "talks.meet" or trigger.form != "verb" or not knowledge.says(parse.words[trigger.first], "receives"):
        return roles
    host = next((p for p in parse.phrases if p.first == trigger.last and not p.prep), None)
    guest = next((p for p in parse.phrases if host is not None and p.first == host.last and not p.prep), None)
    if host is None or guest is None or not is_anothers(parse, host, guest, knowledge):
        return roles
    apart = [p for p in roles.get("actor", []) if not (p.overlaps(host) or p.overlaps(guest))]
    return {**roles, "actor": in_order([host, guest], apart)}
