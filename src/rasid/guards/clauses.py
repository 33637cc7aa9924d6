"""An event in its sentence in, the clause of its own out that `and` joins to the one before it: X denies A and B DOES C.

A finite verb with a subject of its own, or one of the past with `and` written to it, is no object of a verb before: what that verb
denies, demands, fears or lays on somebody ends where the clause begins. A noun of doing that is joined to another stays under it.
Guards, not choices.
"""

from __future__ import annotations

from rasid.addressees import gender
from rasid.knowledge import Knowledge
from rasid.knowledge.cues import CueHit
from rasid.mentions import Sentence, Trigger
from rasid.phrases import Parse, Phrase
from rasid.scopes import is_masdar
from rasid.speech import Speaker
from rasid.types import Stance, Status

_BACK = 16  # tokens to the left within which the verb of the clause before stands
_ATTITUDES = frozenset({"denies", "demands", "threatens", "expects", "accuses"})
_REAL = frozenset({"happened", "ongoing"})
Said = tuple[Speaker | None, Stance, Status]


def verb_of_joined(parse: Parse, phrase: Phrase, knowledge: Knowledge) -> int:
    """The token of its own verb; -1 where it is only a further member of a row, or the verb a clause about it (towns that lie)."""
    verb = phrase.last
    negated = parse.tag(verb) == "x" and not parse.words[verb].conj
    verb += negated
    if phrase.conj_of < 0 or phrase.prep or parse.tag(verb) != "v" or parse.words[verb].conj or parse.words[verb].prep:
        return -1
    if not (_may_begin(phrase) or _is_nominative(parse, phrase, knowledge)) or not _agrees(parse, verb, phrase, knowledge):
        return -1
    return verb if _ends_clause(parse, phrase, negated, knowledge) else -1


def verb_of_speaker(sentence: Sentence, phrase: Phrase, knowledge: Knowledge) -> int:
    """The token of the reporting verb of somebody joined to a place in a headline without a verb: a raid on X and TEHRAN CONDEMNS it.

    The raid itself condemns and announces nothing; what it may do, too (threatens, shows), is left out. -1 where there is none.
    """
    parse, verb = sentence.parse, phrase.last
    if phrase.conj_of < 0 or phrase.prep or parse.tag(verb) != "v" or parse.words[verb].conj:
        return -1
    host = parse.phrase(phrase.conj_of)
    if not host.prep or host.conj_of >= 0 or host.prep in knowledge.prepositions["between"]:
        return -1
    if any(parse.tag(k) in "vsrk" for k in range(parse.first, host.first)) or sum(p.conj_of == host.i for p in parse.phrases) > 1:
        return -1
    told: list[Trigger | CueHit] = [*sentence.triggers, *sentence.speech]
    speaks = any(t.first == verb and t.form == "verb" and _only_speaks(t, knowledge) for t in told)
    return verb if speaks and phrase.names and _may_begin(phrase) and _agrees(parse, verb, phrase, knowledge) else -1


def _only_speaks(found: Trigger | CueHit, knowledge: Knowledge) -> bool:
    """A reporting verb, or one all of whose senses are words, that no event bears as its subject."""
    if found.lemma.split(" ")[0] in knowledge.lexicon.words["events_tell"]:
        return False
    return isinstance(found, CueHit) or all(t.startswith("word.") for t in found.types)


def _may_begin(phrase: Phrase) -> bool:
    """Somebody or something known; of places only a capital, which stands for those who rule from it."""
    named = [n for name in phrase.names for n in name.named]
    only_place = bool(named) and not phrase.category and all(n.kind == "place" and not n.metonym for n in named)
    return (phrase.definite or bool(named)) and phrase.category != "place" and not only_place


def _is_nominative(parse: Parse, phrase: Phrase, knowledge: Knowledge) -> bool:
    """A plural with the ending of a subject behind what is none: denies the arrest of a man, and SETTLERS drive out."""
    head, host = parse.words[phrase.head], parse.phrase(phrase.conj_of)
    if phrase.definite or phrase.names or not head.core.endswith(knowledge.morphology.clitics.closing[0]):
        return False
    return bool(host.prep) or parse.tag(host.first - 1) != "v"


def _agrees(parse: Parse, verb: int, phrase: Phrase, knowledge: Knowledge) -> bool:
    """A verb in the third person that can be that of the phrase before it, in number and gender."""
    word, head, clitics = parse.words[verb], parse.words[phrase.head], knowledge.morphology.clitics
    codes = {code[1:] for v in word.verbs if not v.first_person for code in v.codes} if not word.pronoun else set[str]()
    if head.core.endswith(clitics.closing[0]) and "3mp" in codes:
        return True
    own = gender(parse, phrase, knowledge)
    return bool(codes & ({f"3{own}s"} if own else {"3ms", "3fs"}))


def _ends_clause(parse: Parse, phrase: Phrase, negated: bool, knowledge: Knowledge) -> bool:
    """The row before the phrase belongs to a verb before it: a subject of two members has none, nor has what lies between two."""
    host = parse.phrase(phrase.conj_of)
    if host.conj_of >= 0 or sum(p.conj_of == host.i for p in parse.phrases) > 1:
        return False  # a long row is one subject
    if host.prep in knowledge.prepositions["between"]:
        return False
    for k in range(host.first - 1, max(parse.first, host.first - _BACK) - 1, -1):
        if parse.tag(k) in "sr" or parse.tokens[k].form == ":":
            return False
        if parse.tag(k) == "v":
            return not (negated and "auxiliary" in parse.words[k].classes)  # A and B had not
    return False


def clause_of(sentence: Sentence, trigger: Trigger, knowledge: Knowledge) -> int:
    """The token at which the joined clause of the event begins; -1 where its verb is not joined so."""
    parse, verb = sentence.parse, _verb(sentence.parse, trigger)
    if verb < 0:
        return -1
    if parse.words[verb].conj:
        return verb if _is_past(parse, verb) else -1
    begun = (p for p in parse.phrases if p.conj_of >= 0 and p.last <= verb)
    return next((p.first for p in begun if verb_of_joined(parse, p, knowledge) == verb), -1)


def _verb(parse: Parse, trigger: Trigger) -> int:
    """The verb of the event's clause: itself, or the one before it that nothing parts from it."""
    if trigger.form == "verb":
        return trigger.first if parse.tag(trigger.first) == "v" else -1
    for k in range(trigger.first - 1, parse.first - 1, -1):
        if parse.tag(k) == "v" and not is_masdar(parse, k):
            return k
        if parse.tag(k) in "srkc":
            return -1
    return -1


def _is_past(parse: Parse, verb: int) -> bool:
    """A verb of the past that can be no noun of doing (and shelled, the shelling)."""
    word = parse.words[verb]
    return bool(word.verbs) and not word.nouns and not any(v.imperfect for v in word.verbs)


def attitude_before(sentence: Sentence, trigger: Trigger, knowledge: Knowledge) -> CueHit | None:
    """The word of denying, demanding, fearing, accusing whose clause ends before the joined clause of the event."""
    start = clause_of(sentence, trigger, knowledge)
    before = [h for h in sentence.speech if h.last <= start]
    if not before or before[-1].cue.value not in _ATTITUDES or before[-1].form not in ("verb", "noun"):
        return None
    parse, hit = sentence.parse, before[-1]
    if parse.tag(hit.first - 1) == "r":
        return None  # somebody whom he fears, what he demands: an attribute
    parted = {parse.tag(k) for k in range(hit.last, start)} & set("vsr")
    own = any(start <= h.first < trigger.first for h in sentence.speech)  # somebody speaks in this clause, too
    return None if parted or own else hit


def of_own_attitude(said: Said, sentence: Sentence, trigger: Trigger, knowledge: Knowledge) -> Said:
    """Who says it, how and with which status: what a joined clause tells is told, whatever somebody denies or demands before it."""
    hit = attitude_before(sentence, trigger, knowledge)
    if hit is None:
        return said
    speaker, stance, status = said
    if stance in _ATTITUDES or status not in _REAL:
        status = _own_status(sentence, clause_of(sentence, trigger, knowledge), trigger) or (status if status in _REAL else "happened")
    return None if _is_theirs(speaker, hit, sentence, trigger) else speaker, "reports", status


def _is_theirs(speaker: Speaker | None, hit: CueHit, sentence: Sentence, trigger: Trigger) -> bool:
    """Somebody who speaks by that word; who tells of him (said that X denies; according to Y) may tell of the rest, too."""
    if speaker is None or speaker.first < sentence.parse.first:
        return False
    if speaker.cue is None:
        return not speaker.carried
    return hit.first <= speaker.cue.first < trigger.first or speaker.cue.cue.value in _ATTITUDES


def _own_status(sentence: Sentence, start: int, trigger: Trigger) -> Status | None:
    """What the clause itself says that is no fact: it did not happen, it may or shall."""
    words = range(start, trigger.last)
    values = [h.cue.value for h in sentence.cues if h.first in words and h.cue.value not in _REAL]
    return values[0] if values else None  # type: ignore[return-value]  # a status cue's value is a status
