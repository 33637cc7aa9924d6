"""The status of a state that holds for a while in, the same out where its words leave no choice whether it still holds.

Guards, not choices: what has held SINCE a day holds (31 of 32 such claims of the corpus's coders), what somebody WAS holding he held.
"""

from __future__ import annotations

from rasid.knowledge import Knowledge
from rasid.mentions import Sentence, Trigger
from rasid.times import TimeMention
from rasid.types import Status

_STATES = frozenset({"control.hold", "access.siege", "access.block"})
_REAL = frozenset({"happened", "ongoing"})
_NEAR = 3  # tokens before a trigger within which `was` governs it


def lasting(sentence: Sentence, trigger: Trigger, type_: str, status: Status, time: TimeMention | None, knowledge: Knowledge) -> Status:
    """Still so, or once so; other events and statuses stay as they are."""
    if type_ not in _STATES or status not in _REAL:
        return status
    if _was(sentence, trigger, knowledge):
        return "happened" if type_ == "control.hold" else status
    return "ongoing" if time is not None and time.opens else status


def _was(sentence: Sentence, trigger: Trigger, knowledge: Knowledge) -> bool:
    """A verb of having been before the trigger, nothing between that begins another clause."""
    parse = sentence.parse
    for k in range(trigger.first - 1, max(parse.first, trigger.first - _NEAR) - 1, -1):
        if parse.words[k].core in knowledge.lexicon.words["was"]:
            return True
        if parse.tag(k) in "srk":
            return False
    return False
