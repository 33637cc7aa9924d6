"""Coded events of a report in, the same with the sieges that go on, for their lifting is only asked for, planned or refused, out.

Who demands that the siege of a town be lifted tells that it is besieged: of ten such sentences eight coders code the siege, seven
the lifting, five both. Where the lifting is told as done, the siege is over and no claim of its own.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from rasid.attributes import attributes
from rasid.coder import Coded
from rasid.guards.roles import guarded
from rasid.knowledge import Knowledge
from rasid.mentions import Reading, Trigger
from rasid.phrases import Parse
from rasid.speech import Speaker, speakers

LIFT, SIEGE = "access.lift", "access.siege"
_REAL = frozenset({"happened", "ongoing"})
_SAYS = frozenset({"reports", "confirms"})
_SUBJECT = 5  # tokens of a subject between a verb and its object


def with_besieged(found: Sequence[Coded], reading: Reading, knowledge: Knowledge) -> list[Coded]:
    """The events and, behind each lifting that is no fact, the siege that it would end."""
    return [event for lift in found for event in (lift, *_besieged(lift, found, reading, knowledge))]


def _besieged(lift: Coded, found: Sequence[Coded], reading: Reading, knowledge: Knowledge) -> Iterator[Coded]:
    if lift.type != LIFT or lift.status in _REAL or lift.stance == "denies" or _is_told(lift, found):
        return
    sentence = lift.sentence
    siege = next((t for t in sentence.triggers if _is_lifted(t, lift.trigger, sentence.parse)), None)
    if siege is None:
        return
    told = [e for e in found if e.sentence.i == sentence.i and e.trigger.first < siege.first]
    said = attributes(reading, sentence, siege, SIEGE, speakers(reading, knowledge)[sentence.i], told, knowledge)
    roles = {**{role: [] for role in lift.roles}, "place": lift.roles["place"]}
    roles = guarded(roles, sentence, siege, SIEGE, knowledge)
    speaker = said.speaker if said.speaker is not None and _says(said.speaker, lift) else None
    time = said.time if said.time is not None and said.time.opens else None
    yield replace(
        lift,
        trigger=siege,
        type=SIEGE,
        roles=roles,
        speaker=speaker,
        stance="reports",
        status="ongoing",
        time=time,
        times={},
        numbers={},
        why=(),
    )


def _says(speaker: Speaker, lift: Coded) -> bool:
    """Who says it, or demands the lifting; nobody else who demands something."""
    own = lift.speaker is not None and speaker.words == lift.speaker.words
    return own or (speaker.group is not None and speaker.group.value in _SAYS)


def _is_told(lift: Coded, found: Sequence[Coded]) -> bool:
    """The sentence tells of the siege itself."""
    return any(e.type == SIEGE and e.sentence.i == lift.sentence.i for e in found)


def _is_lifted(siege: Trigger, lift: Trigger, parse: Parse) -> bool:
    """The noun of the siege behind the word that lifts it, its subject perhaps between, or inside its fixed words."""
    if siege.form != "noun" or SIEGE not in siege.types or siege.first < lift.first:
        return False
    reach = lift.last + (_SUBJECT if lift.form == "verb" else 0)
    behind = lift.last <= siege.first <= reach and not set("vrsxpk") & {parse.tag(k) for k in range(lift.last, siege.first)}
    return behind or lift.fixed <= siege.first < lift.fixed_end
