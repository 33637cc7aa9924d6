"""An event with who says so in, both without what only his speaking put there out: all guards that ask who speaks, in their order."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from rasid.guards.called_upon import not_asked, with_called_upon
from rasid.guards.clauses import of_own_attitude
from rasid.guards.continued import with_continued_doer, with_framing_doer
from rasid.guards.demands import self_told, without_sayer
from rasid.guards.elsewhere import without_source_places
from rasid.guards.headlines import without_dateline
from rasid.guards.lasting import stands
from rasid.guards.struck import struck_place
from rasid.guards.subjects import Acted, of_that_pronoun, with_speaking_subject
from rasid.knowledge import Knowledge
from rasid.mentions import Sentence, Trigger
from rasid.phrases import Phrase
from rasid.speech import Speaker
from rasid.surroundings import Told
from rasid.times import TimeMention
from rasid.types import Role, Stance, Status

Roles = dict[Role, list[Phrase]]
Said = tuple[Speaker | None, Stance, Status]


class Before(Acted, Told, Protocol):
    """A claim coded before this one."""


def of_speaker(
    roles: Roles,
    said: Said,
    sentence: Sentence,
    trigger: Trigger,
    type_: str,
    time: TimeMention | None,
    who: Sequence[Speaker],
    told: Sequence[Before],
    knowledge: Knowledge,
) -> tuple[Roles, Said]:
    """The roles, and who says it, how and with which status; `who` speaks in the sentence, `told` are the claims before."""
    speaker = said[0]
    roles = with_speaking_subject(roles, sentence, trigger, type_, speaker, knowledge)
    roles = with_continued_doer(roles, sentence, trigger, type_, told, knowledge)
    roles = with_framing_doer(roles, sentence, trigger, type_, told, knowledge)
    roles = of_that_pronoun(roles, sentence, trigger, speaker, told, knowledge)
    struck = struck_place(sentence, trigger, type_, knowledge)
    roles = without_source_places(roles, sentence, type_, speaker, knowledge, struck)
    speaker, stance, status = of_own_attitude(said, sentence, trigger, knowledge)
    stance, status = stands(sentence, trigger, type_, (stance, status), time, told, knowledge)
    roles = without_sayer(roles, sentence, trigger, type_, (speaker, stance, status), who, knowledge)
    roles = with_called_upon(roles, sentence, trigger, type_, status, told, knowledge)
    speaker = not_asked(speaker, roles, sentence, trigger) if stance == "demands" else speaker
    speaker = without_dateline(speaker, roles, sentence, trigger, type_, knowledge)
    return roles, (self_told(speaker, roles, type_, stance), stance, status)
