"""A trigger in its sentence and who speaks in, out who accuses whom of it, where the grammar says so beyond doubt.

A guard, not a choice. `X accused Y of ...`, `the accusation of X against Y of ...`: the deed is Y's by X's word. Whoever accuses
must never become the culprit.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from rasid.frames import can_act
from rasid.mentions import Sentence, Trigger
from rasid.phrases import Phrase
from rasid.speech import Speaker
from rasid.types import Role


class Accusation(NamedTuple):
    """Who accuses, None where only the verb tells of him, and who is accused."""

    accuser: Speaker | None
    accused: Phrase


def accusation(sentence: Sentence, trigger: Trigger, who: Sequence[Speaker]) -> Accusation | None:
    """The accusation whose content the trigger is: a noun that the preposition of the accusing word governs, nothing else between."""
    parse = sentence.parse
    prep = parse.words[trigger.first].prep
    if trigger.form != "noun" or not prep:
        return None
    for speaker in who:
        cue, phrase = speaker.cue, speaker.phrase
        if cue is None or phrase is None or speaker.carried or not cue.cue.hands_over or f"prep:{prep}" not in cue.cue.opens:
            continue
        between = range(cue.last, trigger.first)
        if not cue.last <= phrase.first < phrase.last <= trigger.first or any(parse.tag(k) in "vrsx" for k in between):
            continue
        # the only phrase behind the verb is its object: whoever spoke before goes on (it accused Y of ...)
        alone = cue.form == "verb" and not parse.words[cue.first].pronoun and not phrase.prep
        if alone and can_act(phrase) and not any(phrase.last <= p.first < trigger.first for p in parse.phrases):
            return Accusation(None, phrase)
        accused = next((p for p in parse.phrases if phrase.last <= p.first and p.last <= trigger.first and p.i != phrase.i), None)
        # after the verb the accused is its object; after the noun a preposition brings him
        if accused is not None and bool(accused.prep) == (cue.form == "noun") and can_act(accused):
            return Accusation(speaker, accused)
    return None


def charged(roles: dict[Role, list[Phrase]], found: Accusation, sentence: Sentence) -> dict[Role, list[Phrase]]:
    """The roles of a deed that somebody is accused of: the accused did it, and the accuser has no part in it."""
    mine = [found.accused, *(p for p in sentence.parse.phrases if p.conj_of == found.accused.i)]
    by_name = found.accuser.phrase if found.accuser is not None else None
    outside = [found.accused, *([by_name] if by_name is not None else [])]

    def stays(p: Phrase) -> bool:
        return p not in mine and not any(o.first <= p.first < o.last for o in outside)

    kept: dict[Role, list[Phrase]] = {role: [p for p in phrases if stays(p)] for role, phrases in roles.items()}
    kept["actor"] = mine
    return kept
