"""An event of a sentence in which somebody denies something in, what the denial reaches out. Guards, not choices.

The object of the verb of denial is denied. What only surrounds that object (no leader died IN the raid) is presupposed, and what stands
in the clause of a later reporting word (denied X, stressing that Y) is told.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from rasid.guards.proforms import is_joined_verb, stands_for_event
from rasid.knowledge import Knowledge
from rasid.knowledge.cues import CueHit
from rasid.mentions import Sentence, Trigger
from rasid.speech import TELLS, Speaker
from rasid.surroundings import wall_before
from rasid.types import Status

_CLAIMS = "reports/claim"  # the group of words for claims that the outlet does not share
_NEAR = 3  # tokens between a reporting word and the subordinator of its clause


def denier(sentence: Sentence, trigger: Trigger, who: Sequence[Speaker], knowledge: Knowledge) -> Speaker | None:
    """Who denies the very event: a verb of denial with its speaker, whose object is the trigger noun.

    Nothing may stand between that could be the object instead (another event, a verb, a wall), so that no denial becomes a fact.
    """
    return speaker_of(denial_of(sentence, trigger) or clause_denied(sentence, trigger, knowledge), trigger, who)


def clause_denied(sentence: Sentence, trigger: Trigger, knowledge: Knowledge) -> CueHit | None:
    """The verb of denial whose clause the event is the verb of, behind the subject: denied THAT a delegation SHOULD HAVE met him.

    A noun is denied with the clause where its verb tells of no event itself: that they should have SET A DATE for the talks.
    """
    parse = sentence.parse
    for hit in sentence.speech:
        if hit.form != "verb" or hit.last > trigger.first or not _denies(sentence, hit):
            continue
        that = next((k for k in range(hit.last, trigger.first) if parse.tag(k) not in "ntqhbup"), -1)
        if that > 0 and parse.tag(that) == "s" and _is_supposed(sentence, that + 1, trigger, knowledge):
            return hit
    return None


def _is_supposed(sentence: Sentence, at: int, trigger: Trigger, knowledge: Knowledge) -> bool:
    """The clause opens with `should be` and goes on to the event with a subject and one verb at most."""
    parse, lists = sentence.parse, knowledge.lexicon.words
    if at >= trigger.first or lists["was"].isdisjoint((parse.words[at].core, *(v.lemma for v in parse.words[at].verbs))):
        return False
    between = range(at + 1, trigger.first)
    verbs = [k for k in between if parse.tag(k) == "v"]
    if any(parse.tag(k) in "srk" for k in between) or is_joined_verb(parse, trigger.first) or any(parse.words[k].conj for k in verbs):
        return False
    if trigger.form == "verb":
        return not verbs
    prep = parse.preposition(trigger.first)
    others = any(at < t.first < trigger.first for t in sentence.triggers)
    return trigger.form == "noun" and len(verbs) == 1 and not others and prep not in knowledge.prepositions["circumstance"]


def claimant(sentence: Sentence, trigger: Trigger, who: Sequence[Speaker]) -> Speaker | None:
    """Who merely claims the event (alleged the capture of ...): what he claims the outlet does not say."""
    return speaker_of(_object_of(sentence, trigger, lambda hit: hit.cue.id == _CLAIMS), trigger, who)


def denial_of(sentence: Sentence, trigger: Trigger) -> CueHit | None:
    """The verb of denial whose object the trigger noun is."""
    return _object_of(sentence, trigger, lambda hit: _denies(sentence, hit))


def told_of(sentence: Sentence, trigger: Trigger) -> CueHit | None:
    """The verb of saying or confirming whose object the trigger noun is."""
    return _object_of(sentence, trigger, lambda hit: hit.cue.value in TELLS)


def condemner(sentence: Sentence, trigger: Trigger, who: Sequence[Speaker], knowledge: Knowledge) -> Speaker | None:
    """Who condemns the very event: the government condemned THE STORMING OF the stores (his by 7 of 13 coders, the outlet's by 3)."""
    hit = told_of(sentence, trigger)
    condemns = hit is not None and hit.form == "verb" and hit.lemma in knowledge.lexicon.words["condemns"]
    return speaker_of(hit, trigger, who) if condemns else None


def announced(sentence: Sentence, trigger: Trigger) -> CueHit | None:
    """The verb of saying whose object the trigger noun is, behind a denial of something else: X denies A and Y announces B."""
    hit = told_of(sentence, trigger)
    if hit is None or sentence.parse.tag(hit.first - 1) in "xr":  # he did not announce it; the news which tell of it
        return None
    before = [h for h in sentence.speech if h.form == "verb" and h.last <= hit.first]
    if not any(_denies(sentence, h) for h in before):
        return None
    # denied that they had announced it: the announcing is denied
    return None if _denies(sentence, before[-1]) and "s" in _tags(sentence, before[-1].last, hit.first) else hit


def says_not(sentence: Sentence) -> bool:
    """A word of the sentence negates or denies something: an event of another is not told as not done, but is none to rely on either
    (96 of 118 coded have one; most others are called staged or made up)."""
    words = (*sentence.cues, *sentence.speech)
    return "x" in sentence.parse.tags or any(h.cue.value in ("negated", "denies") for h in words)


def _tags(sentence: Sentence, low: int, high: int) -> set[str]:
    return {sentence.parse.tag(k) for k in range(low, high)}


def speaker_of(hit: CueHit | None, trigger: Trigger, who: Sequence[Speaker]) -> Speaker | None:
    """Whoever speaks by this word before the event."""
    own = (s for s in who if hit is not None and s.cue == hit and not s.carried and s.last <= trigger.first)
    return next(own, None)


def _object_of(sentence: Sentence, trigger: Trigger, fits: Callable[[CueHit], bool]) -> CueHit | None:
    if trigger.form != "noun":
        return None
    for hit in sentence.speech:
        if hit.form != "verb" or not hit.last <= trigger.first or not fits(hit):
            continue
        between = _without_inserted(sentence, hit.last, trigger.first)
        tags = {sentence.parse.tag(k) for k in between}
        others = any(t.first in between for t in sentence.triggers)
        if not set("vrsx") & tags and not others and not _new_clause(sentence, hit.last, trigger.first):
            return hit
    return None


def _without_inserted(sentence: Sentence, low: int, high: int) -> frozenset[int]:
    """The tokens between two without a relative clause between commas: Chad, WHICH THE ARMY ACCUSES OF IT, denied."""
    tags = sentence.parse.tag
    opened = next((k for k in range(low, high) if tags(k) == "k" and tags(k + 1) == "r"), high)
    closed = next((k for k in range(opened + 1, high) if tags(k) == "k"), -1)
    return frozenset(k for k in range(low, high) if not opened <= k <= closed)


def _new_clause(sentence: Sentence, low: int, high: int) -> bool:
    """A comma and what is joined behind it stand between (denied that, AND a plane fell), or a verb that is joined."""
    parse = sentence.parse
    return any((parse.tag(k) == "k" and parse.words[k + 1].conj) or is_joined_verb(parse, k) for k in range(low, high))


def spared_of(
    sentence: Sentence, trigger: Trigger, chosen: Speaker | None, who: Sequence[Speaker], knowledge: Knowledge
) -> tuple[Speaker | None, Status | None]:
    """Who says so where a denial stands before the event but does not reach it, and the status it then has; else as chosen, None."""
    denies = chosen is not None and chosen.group is not None and chosen.group.value == "denies"
    if _silence(sentence, trigger) is not None:
        return (None if denies else chosen), "possible"
    if _surrounds(sentence, trigger, knowledge) or _denied_that(sentence, trigger, knowledge):
        return (None if denies else chosen), "happened"
    if _behind_wall(sentence, trigger, knowledge):
        return (None if denies else chosen), "planned" if sentence.parse.words[trigger.first].future else "happened"
    speaker = _telling(sentence, trigger, chosen, who)
    return speaker, None if speaker is chosen else "happened"


def _denied_that(sentence: Sentence, trigger: Trigger, knowledge: Knowledge) -> bool:
    """Somebody denied THAT, which was told before him; what a new clause tells behind it is not denied."""
    before = [hit for hit in sentence.speech if hit.last <= trigger.first and hit.form == "verb"]
    if not before or not _denies(sentence, before[-1]) or not stands_for_event(sentence, before[-1], knowledge):
        return False
    return _new_clause(sentence, before[-1].last, trigger.first)


def _behind_wall(sentence: Sentence, trigger: Trigger, knowledge: Knowledge) -> bool:
    """Somebody denied something, WHILE something else happened: what stands behind the wall is no object of the denial."""
    before = [hit for hit in sentence.speech if hit.last <= trigger.first and hit.cue.value == "denies"]
    return bool(before) and wall_before(sentence.parse, trigger.first, knowledge) >= before[-1].last


def _telling(sentence: Sentence, trigger: Trigger, speaker: Speaker | None, who: Sequence[Speaker]) -> Speaker | None:
    """The speaker with the reporting word in whose clause the event stands, where the word chosen for him is an earlier denial."""
    if speaker is None or speaker.cue is None or not _denies(sentence, speaker.cue):
        return speaker
    later = [h for h in sentence.speech if speaker.cue.last <= h.first and h.last <= trigger.first and _opens(sentence, h, trigger)]
    if not later or _denies(sentence, later[-1]):
        return speaker
    theirs = [s for s in who if s.cue == later[-1]]
    same = next((s for s in theirs if (s.start, s.end) == (speaker.start, speaker.end)), None)
    if same is None and is_joined_verb(sentence.parse, later[-1].first) and all(s.side != "after" for s in theirs):
        return speaker._replace(cue=later[-1])  # and confirmed that: he again
    return same or speaker


def _surrounds(sentence: Sentence, trigger: Trigger, knowledge: Knowledge) -> bool:
    """The event is only the circumstance of another one that somebody denies. Who denies a part in it denies the event, too."""
    if trigger.form != "noun":
        return False
    parse = sentence.parse
    if parse.preposition(trigger.first) not in knowledge.prepositions["circumstance"]:
        return False
    before_it = [t for t in sentence.triggers if t.last < trigger.first]
    denied = [t for t in before_it if denial_of(sentence, t) or clause_denied(sentence, t, knowledge)]
    if not denied or denied[-1].lemma in knowledge.lexicon.words["involvement"]:
        return False
    return not set("vrsxk") & {parse.tag(k) for k in range(denied[-1].last, trigger.first)}


def _silence(sentence: Sentence, trigger: Trigger) -> CueHit | None:
    """The denial that is itself negated (he did not deny that ...) and holds the event: nothing is said of it either way."""
    before = [hit for hit in sentence.speech if hit.last <= trigger.first]
    if not before or before[-1].cue.value != "denies" or before[-1].form != "verb" or _denies(sentence, before[-1]):
        return None
    return before[-1]


def _denies(sentence: Sentence, hit: CueHit) -> bool:
    """A word of denial that is not itself negated."""
    return hit.cue.value == "denies" and sentence.parse.tag(hit.first - 1) != "x"


def _opens(sentence: Sentence, hit: CueHit, trigger: Trigger) -> bool:
    """A reporting word that a subordinator follows: its clause holds what stands behind."""
    return any(sentence.parse.tag(k) == "s" for k in range(hit.last, min(hit.last + _NEAR, trigger.first)))
