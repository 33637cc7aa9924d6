"""A phrase joined to another by `and` in, the verb whose subject it is out: X takes the quarter Q and the movement M denies ...

What stands directly before a verb that agrees with it, behind another verb with objects of its own, begins a clause: it is no second
place, target or party of the clause before, and it is who speaks and acts in its own.
"""

from __future__ import annotations

from rasid.guards.clauses import verb_of_joined, verb_of_speaker
from rasid.guards.denials import told_of
from rasid.knowledge import Knowledge
from rasid.mentions import Sentence, Trigger
from rasid.phrases import Parse, Phrase
from rasid.speech import Speaker
from rasid.types import Role, Stance

Roles = dict[Role, list[Phrase]]


def joined_speaker(
    speaker: Speaker | None, stance: Stance, sentence: Sentence, trigger: Trigger, type_: str, knowledge: Knowledge
) -> Speaker | None:
    """Who says it: the subject joined to the clause before, where the last reporting word before the event is its verb."""
    before = [h for h in sentence.speech if h.last <= trigger.first]
    if not before or before[-1].form != "verb" or type_.startswith("word."):
        return speaker
    hit = before[-1]
    phrase = next((p for p in sentence.parse.phrases if p.last == hit.first), None)
    if phrase is None or verb_of_joined(sentence.parse, phrase, knowledge) != hit.first:
        return speaker
    if speaker is None and told_of(sentence, trigger) != hit and (hit.cue.value != stance or stance == "reports"):
        return None
    if speaker is not None and speaker.first >= phrase.first and speaker.cue != hit:
        return speaker
    words = speaker.words if speaker is not None else (phrase.start, phrase.end)
    return Speaker(phrase.start, phrase.end, phrase.first, phrase.last, sentence.i, hit, phrase, "before", 0, words)


def of_own_clause(roles: Roles, sentence: Sentence, trigger: Trigger, type_: str, knowledge: Knowledge) -> Roles:
    """The roles of an event without the subject of the clause behind it; in that clause nobody before that subject acts."""
    parse = sentence.parse
    verbs = {p.i: max(verb_of_joined(parse, p, knowledge), verb_of_speaker(sentence, p, knowledge)) for p in parse.phrases}
    begun = {i: verb for i, verb in verbs.items() if verb >= 0}
    if not begun:
        return roles
    loser = "target" if type_ == "control.take" else ""  # the party that loses may be told of in the clause behind
    kept = {r: [p for p in phrases if p.i not in begun or p.first < trigger.first or r == loser] for r, phrases in roles.items()}
    subject = next((p for p in parse.phrases if p.i in begun and _rules(parse, begun[p.i], trigger)), None)
    if subject is None:
        return kept
    kept = {role: [p for p in phrases if p.first >= subject.first or p.prep] for role, phrases in kept.items()}
    if any(p.first < subject.first for p in roles.get("actor", [])) and not kept["actor"]:
        return {**{role: [p for p in phrases if p != subject] for role, phrases in kept.items()}, "actor": [subject]}
    return kept


def _rules(parse: Parse, verb: int, trigger: Trigger) -> bool:
    """The event is the verb itself, or stands behind it in its clause."""
    return verb == trigger.first or (verb < trigger.first and not set("vsrc") & {parse.tag(k) for k in range(verb + 1, trigger.first)})
