"""An event of a sentence in which somebody denies something in, what the denial reaches out. Guards, not choices.

The object of the verb of denial is denied. What only surrounds that object (no leader died IN the raid) is presupposed, and what stands
in the clause of a later reporting word (denied X, stressing that Y) is told.
"""

from __future__ import annotations

from collections.abc import Sequence

from rasid.knowledge import Knowledge
from rasid.knowledge.cues import CueHit
from rasid.mentions import Sentence, Trigger
from rasid.speech import Speaker

_NEAR = 3  # tokens between a reporting word and the subordinator of its clause


def denier(sentence: Sentence, trigger: Trigger, who: Sequence[Speaker]) -> Speaker | None:
    """Who denies the very event: a verb of denial with its speaker, whose object is the trigger noun.

    Nothing may stand between that could be the object instead (another event, a verb, a wall), so that no denial becomes a fact.
    """
    hit = denial_of(sentence, trigger)
    own = (s for s in who if hit is not None and s.cue == hit and not s.carried and s.last <= trigger.first)
    return next(own, None)


def denial_of(sentence: Sentence, trigger: Trigger) -> CueHit | None:
    """The verb of denial whose object the trigger noun is."""
    if trigger.form != "noun":
        return None
    for hit in sentence.speech:
        if hit.form != "verb" or not _denies(hit) or not hit.last <= trigger.first:
            continue
        tags = {sentence.parse.tag(k) for k in range(hit.last, trigger.first)}
        if not set("vrsx") & tags and not any(hit.last <= t.first < trigger.first for t in sentence.triggers):
            return hit
    return None


def telling(sentence: Sentence, trigger: Trigger, speaker: Speaker | None, who: Sequence[Speaker]) -> Speaker | None:
    """The speaker with the reporting word in whose clause the event stands, where the word chosen for him is an earlier denial."""
    if speaker is None or speaker.cue is None or not _denies(speaker.cue):
        return speaker
    later = [h for h in sentence.speech if speaker.cue.last <= h.first and h.last <= trigger.first and _opens(sentence, h, trigger)]
    if not later or _denies(later[-1]):
        return speaker
    same = [s for s in who if s.cue == later[-1] and (s.start, s.end) == (speaker.start, speaker.end)]
    return same[0] if same else speaker


def surrounds(sentence: Sentence, trigger: Trigger, speaker: Speaker | None, knowledge: Knowledge) -> bool:
    """The event is only the circumstance of another one that the speaker denies."""
    cue = speaker.cue if speaker is not None else None
    if cue is None or cue.form != "verb" or not _denies(cue) or trigger.form != "noun":
        return False
    parse, word = sentence.parse, sentence.parse.words[trigger.first]
    denied = [t for t in sentence.triggers if cue.last <= t.first and t.last < trigger.first and t.form == "noun"]
    if not denied or set("vrsxk") & {parse.tag(k) for k in range(cue.last, trigger.first)}:
        return False
    before = word.prep or (parse.words[trigger.first - 1].core if parse.tag(trigger.first - 1) == "p" else "")
    return before in knowledge.prepositions["circumstance"]


def _denies(hit: CueHit) -> bool:
    return hit.cue.value == "denies"


def _opens(sentence: Sentence, hit: CueHit, trigger: Trigger) -> bool:
    """A reporting word that a subordinator follows: its clause holds what stands behind."""
    return any(sentence.parse.tag(k) == "s" for k in range(hit.last, min(hit.last + _NEAR, trigger.first)))
