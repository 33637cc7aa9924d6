"""The status of an event in, the same out where its own words leave no choice: whether it still holds, and whether it was at all.

Guards, not choices: what has held SINCE a day holds (31 of 32 such claims of the corpus's coders), what somebody WAS holding he held,
who sponsors talks does so as long as they are held, and what did NOT happen is nobody's demand and no plan.
"""

from __future__ import annotations

from collections.abc import Sequence

from rasid.knowledge import Knowledge
from rasid.mentions import Sentence, Trigger
from rasid.surroundings import Told
from rasid.times import TimeMention
from rasid.types import Status

_STATES = frozenset({"control.hold", "access.siege", "access.block"})
_REAL = frozenset({"happened", "ongoing"})
# families and types that may be told by a negation: who did not answer has rejected
OWN_NEGATION = frozenset({"word", "talks.meet", "talks.mediate", "talks.fail", "talks.breach", "access.block"})
_NEAR = 3  # tokens before a trigger within which `was` governs it


def lasting(sentence: Sentence, trigger: Trigger, type_: str, status: Status, time: TimeMention | None, knowledge: Knowledge) -> Status:
    """Still so, or once so; other events and statuses stay as they are."""
    if type_ not in _STATES or status not in _REAL:
        return status
    if _was(sentence, trigger, knowledge):
        return "happened" if type_ == "control.hold" else status
    return "ongoing" if time is not None and time.opens else status


def not_done(sentence: Sentence, trigger: Trigger, type_: str, knowledge: Knowledge) -> bool:
    """A negator of the past right before the verb: they did not withdraw. Who did not answer has rejected, and so on."""
    if type_ in OWN_NEGATION or type_.split(".")[0] in OWN_NEGATION:
        return False
    before = sentence.parse.words[trigger.first - 1] if trigger.first > sentence.parse.first else None
    return trigger.form == "verb" and before is not None and before.core in knowledge.lexicon.words["past_negators"]


def sponsored(sentence: Sentence, trigger: Trigger, type_: str, status: Status, told: Sequence[Told]) -> Status:
    """Under the sponsorship OF: the talks before it in the sentence say whether they are held."""
    prep = sentence.parse.words[trigger.first].prep or sentence.parse.tag(trigger.first - 1) == "p"
    if type_ != "talks.mediate" or trigger.form != "noun" or not prep:
        return status
    talks = [c.status for c in told if c.sentence is sentence and c.type.startswith("talks.") and c.trigger.first < trigger.first]
    return talks[-1] if talks and talks[-1] in _REAL else status


def _was(sentence: Sentence, trigger: Trigger, knowledge: Knowledge) -> bool:
    """A verb of having been before the trigger, nothing between that begins another clause."""
    parse = sentence.parse
    for k in range(trigger.first - 1, max(parse.first, trigger.first - _NEAR) - 1, -1):
        if parse.words[k].core in knowledge.lexicon.words["was"]:
            return True
        if parse.tag(k) in "srk":
            return False
    return False
