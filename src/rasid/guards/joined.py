"""A phrase joined to another by `and` in, the verb whose subject it is out: X takes the quarter Q and the movement M denies ...

What stands directly before a verb that agrees with it, behind another verb with objects of its own, begins a clause: it is no second
place, target or party of the clause before, and it is who speaks and acts in its own.
"""

from __future__ import annotations

from rasid.addressees import gender
from rasid.guards.denials import told_of
from rasid.knowledge import Knowledge
from rasid.mentions import Sentence, Trigger
from rasid.phrases import Parse, Phrase
from rasid.speech import Speaker
from rasid.types import Role, Stance

_BACK = 16  # tokens to the left within which the verb of the clause before stands
Roles = dict[Role, list[Phrase]]


def verb_of_joined(parse: Parse, phrase: Phrase, knowledge: Knowledge) -> int:
    """The token of its own verb; -1 where it is only a further member of a row, or the verb a clause about it (towns that lie)."""
    verb = phrase.last
    if phrase.conj_of < 0 or phrase.prep or not _may_begin(phrase) or parse.tag(verb) != "v" or parse.words[verb].conj:
        return -1
    if not _agrees(parse, verb, gender(parse, phrase, knowledge)):
        return -1
    return verb if _ends_clause(parse, phrase, knowledge) else -1


def _may_begin(phrase: Phrase) -> bool:
    """Somebody or something known; of places only a capital, which stands for those who rule from it."""
    named = [n for name in phrase.names for n in name.named]
    only_place = bool(named) and not phrase.category and all(n.kind == "place" and not n.metonym for n in named)
    return (phrase.definite or bool(named)) and phrase.category != "place" and not only_place


def _agrees(parse: Parse, verb: int, gender_: str) -> bool:
    """A verb that can be the third person singular of that gender; of either where the phrase does not tell."""
    word = parse.words[verb]
    codes = {code[1:] for v in word.verbs if not v.first_person for code in v.codes} if not word.pronoun else set[str]()
    return bool(codes & ({f"3{gender_}s"} if gender_ else {"3ms", "3fs"}))


def _ends_clause(parse: Parse, phrase: Phrase, knowledge: Knowledge) -> bool:
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
            return True
    return False


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
    begun = {p.i: verb for p in parse.phrases if (verb := verb_of_joined(parse, p, knowledge)) >= 0}
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
