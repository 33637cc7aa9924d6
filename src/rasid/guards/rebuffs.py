"""A deed that somebody is accused of in its sentence in, who rejects the accusation out: Tehran REJECTED the accusation of shelling.

A guard, not a choice. Whoever rejects, condemns or mocks an accusation, or calls it false, denies the deed as if he denied it outright;
he accuses nobody.
"""

from __future__ import annotations

from collections.abc import Sequence

from rasid.guards.charge import able_party, charge_of, speaks
from rasid.knowledge import Knowledge
from rasid.knowledge.cues import CueHit
from rasid.mentions import Sentence, Trigger
from rasid.phrases import Parse
from rasid.speech import Speaker

_NEGATED = 3  # tokens between a negator and the ground that an accusation has not
_VERB = 8  # tokens between a verb and the accusation that is its object


def rebuffer(sentence: Sentence, trigger: Trigger, who: Sequence[Speaker], knowledge: Knowledge) -> Speaker | None:
    """Who rejects the accusation whose content the trigger is; None where nobody does, or it is one of help only."""
    for hit in sentence.speech:
        if hit.form != "noun" or not hit.cue.hands_over or hit.last > trigger.first:
            continue
        charge = charge_of(sentence, trigger, hit, knowledge)
        if charge is None or charge.of_help or any(sentence.parse.tag(k) in "vsr" for k in range(hit.last, charge.at)):
            continue
        found = _rejects(sentence, hit, knowledge)
        found = found or (_who_says(sentence, hit, who) if _is_called_false(sentence.parse, trigger.last, knowledge) else None)
        if found is not None:
            return found
    return None


def _rejects(sentence: Sentence, hit: CueHit, knowledge: Knowledge) -> Speaker | None:
    """The subject of a verb of rejecting whose object the accusation is."""
    parse, lemmas = sentence.parse, knowledge.lexicon.words["rebuffs"]
    start = max(parse.first, hit.first - _VERB) - 1
    verb = next((k for k in range(hit.first - 1, start, -1) if parse.tag(k) in "vsrk"), -1)
    if verb < 0 or parse.tag(verb) != "v" or parse.tag(verb - 1) == "x" or not any(v.lemma in lemmas for v in parse.words[verb].verbs):
        return None
    if parse.tag(hit.first - 1) == "p" and parse.words[hit.first - 1].core in knowledge.prepositions["circumstance"]:
        return None
    free = [p for p in parse.phrases if not p.prep and p.conj_of < 0]
    if sum(verb < p.first and p.last <= hit.first for p in free) > 1:
        return None  # something else is rejected
    bare = [p for p in free if able_party(p) or p.first == verb + 1]
    by = next((p for p in bare if verb < p.first and p.last <= hit.first), None) or next((p for p in bare if p.last == verb), None)
    return speaks(by, sentence, hit) if by is not None else None


def _who_says(sentence: Sentence, hit: CueHit, who: Sequence[Speaker]) -> Speaker | None:
    """Who says or holds that it is false: he who speaks by the last verb before the accusation."""
    said = [s for s in who if s.cue is not None and s.phrase is not None and not s.carried and s.cue.form == "verb"]
    near = [s for s in said if s.cue is not None and s.cue.last <= hit.first and s.last <= hit.first and s.side in ("after", "before")]
    return near[-1] if near else None


def _is_called_false(parse: Parse, start: int, knowledge: Knowledge) -> bool:
    """The clause goes on with a predicate that says so: are FALSE, have NO GROUND."""
    lists = knowledge.lexicon.words
    for k in range(start, parse.last):
        word = parse.words[k]
        if parse.tag(k) in "vrk":
            return False
        if word.core in lists["baseless"] and not word.article and not word.conj:
            return True
        if word.core in lists["grounds"] and any(parse.tag(j) == "x" for j in range(max(start, k - _NEGATED), k)):
            return True
    return False
