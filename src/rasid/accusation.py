"""A trigger in its sentence and who speaks in, out who accuses whom of it, where the grammar says so beyond doubt.

A guard, not a choice. `X accused Y of ...`, `the accusation of X against Y of ...`: the deed is Y's by X's word. Whoever accuses
must never become the culprit.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from rasid.frames import can_act
from rasid.knowledge import Knowledge
from rasid.knowledge.cues import CueHit
from rasid.mentions import Sentence, Trigger
from rasid.phrases import Phrase
from rasid.speech import Speaker
from rasid.types import Role


class Accusation(NamedTuple):
    """Who accuses, None where only the verb tells of him, and who is accused, None where only a pronoun does."""

    accuser: Speaker | None
    accused: Phrase | None


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
        joined = {phrase.i, *(p.i for p in parse.phrases if p.conj_of == phrase.i)}
        others = [p for p in parse.phrases if phrase.last <= p.first < trigger.first and p.i not in joined]
        # all that stands behind the verb is its object: who stands before it, or spoke before, accuses
        alone = cue.form == "verb" and not parse.words[cue.first].pronoun and not phrase.prep
        if alone and can_act(phrase) and not others:
            return Accusation(_before(cue, who), phrase)
        accused = next((p for p in others if p.last <= trigger.first), None)
        # after the verb the accused is its object; after the noun a preposition brings him
        if accused is not None and bool(accused.prep) == (cue.form == "noun") and can_act(accused):
            return Accusation(speaker, accused)
        if cue.form == "noun" and not others and speaker.side != "nested":
            return Accusation(speaker, None)  # the accusations of X against it
    return None


def _before(cue: CueHit, who: Sequence[Speaker]) -> Speaker | None:
    """Whoever stands before the accusing verb."""
    return next((s for s in who if s.cue == cue and s.last <= cue.first and s.phrase is not None and can_act(s.phrase)), None)


def charged(roles: dict[Role, list[Phrase]], found: Accusation, sentence: Sentence) -> dict[Role, list[Phrase]]:
    """The roles of a deed that somebody is accused of: the accused did it, and the accuser has no part in it."""
    accused, by_name = found.accused, found.accuser.phrase if found.accuser is not None else None
    mine = [accused, *(p for p in sentence.parse.phrases if p.conj_of == accused.i)] if accused is not None else []
    outside = [p for p in (accused, by_name) if p is not None]

    def stays(p: Phrase) -> bool:
        return p not in mine and not any(o.first <= p.first < o.last for o in outside)

    kept: dict[Role, list[Phrase]] = {role: [p for p in phrases if stays(p)] for role, phrases in roles.items()}
    if accused is not None:
        kept["actor"] = mine
    return kept


def without_court(
    roles: dict[Role, list[Phrase]], sentence: Sentence, trigger: Trigger, knowledge: Knowledge
) -> dict[Role, list[Phrase]]:
    """The roles of a deed that somebody is charged with: the court that tries him, or the police that holds him, did not do it.

    Of the actors only the last before the word of the charge may be he.
    """
    parse, charge = sentence.parse, trigger.first - 1
    if charge < parse.first or parse.words[charge].core not in knowledge.lexicon.words["charges"]:
        return roles
    ahead = [p for p in parse.phrases if p.first < charge]
    near = {p.i for p in ahead[-1:]} | {p.i for p in ahead if ahead and p.i == ahead[-1].conj_of}
    kept = [p for p in roles.get("actor", []) if p.first > charge or p.i in near]
    return {**roles, "actor": kept}
