"""Two events of a sentence in, whether they are one: what is told in one breath is one event, and so is letting aid in.

What one says that it happened and another that it did not are two claims.
"""

from __future__ import annotations

from collections.abc import Sequence

from rasid.knowledge import Knowledge
from rasid.mentions import Sentence, Trigger
from rasid.scene import Event
from rasid.speech import TELLS, Speaker

_ENTRY = {"access.open", "access.aid"}
_OBJECT = 8  # tokens between a verb and its object: room for its subject and a date
_REACH = 3  # tokens between who lets and what is let in
_PARTIES = 14  # tokens between a verb of agreeing and the agreement: room for both parties
_AID, _DEAL = "aid", "talks.agree"


def repeats(sentence: Sentence, trigger: Trigger, type_: str, before: Event | None, knowledge: Knowledge) -> bool:
    """The same event as the one before in one breath: the fall of eleven dead is one killing, and who lifts a siege lays none."""
    if before is None or trigger.form == "verb":
        return before is not None and before[1] == type_ and is_its_verb(sentence, before[0], trigger)
    told, told_type = before
    if told.fixed == trigger.first and told_type in ("access.lift", "access.open"):
        return True
    if {told_type, type_} <= _ENTRY and _lets(sentence, told, trigger, knowledge):
        return not brings_aid(sentence, trigger, type_, before, knowledge)
    if told_type != type_:
        return False
    if _is_its_hold(sentence, told, trigger, type_, knowledge):
        return True
    if _is_reached(sentence, told, trigger, type_, knowledge):
        return True
    if _is_its_means(sentence, told, trigger, knowledge):
        return True
    word, between = sentence.parse.words[trigger.first], range(told.last, trigger.first)
    # brought in reinforcements, the laying by X of a siege: the object of a verb, or of its masdar, that means the same
    does = told.form == "verb" or not sentence.parse.words[told.first].article
    between_tags = "unqh" if does and not word.article else "u"
    return not (word.conj or word.prep) and all(sentence.parse.tag(k) in between_tags for k in between)


def _is_reached(sentence: Sentence, told: Trigger, trigger: Trigger, type_: str, knowledge: Knowledge) -> bool:
    """What the parties come to is the same deal: X and Y CAME TO an agreement."""
    parse = sentence.parse
    onto = parse.preposition(trigger.first) in knowledge.prepositions["onto"] and not parse.words[trigger.first].conj
    between = {parse.tag(k) for k in range(told.last, trigger.first)}
    return type_ == _DEAL and told.form == "verb" and onto and not between & set("vsr") and trigger.first - told.last <= _PARTIES


def _is_its_means(sentence: Sentence, told: Trigger, trigger: Trigger, knowledge: Knowledge) -> bool:
    """What it was done with: the shelling of the hospital WITH SHELLS."""
    parse, word = sentence.parse, sentence.parse.words[trigger.first]
    near = trigger.first - told.last <= _OBJECT and not set("vsrkc") & {parse.tag(k) for k in range(told.last, trigger.first)}
    with_it = word.prep in knowledge.prepositions["charge"] and not word.conj
    return near and with_it and "weapon" in knowledge.categories(word)


def _is_its_hold(sentence: Sentence, told: Trigger, trigger: Trigger, type_: str, knowledge: Knowledge) -> bool:
    """The hold on a place that somebody takes is what he takes: SEIZED in January the CONTROL over the building."""
    parse, word = sentence.parse, sentence.parse.words[trigger.first]
    does = told.form == "verb" or not parse.words[told.first].article
    if not type_.startswith("control.") or not does or word.conj or trigger.first - told.last > _OBJECT:
        return False
    held = not knowledge.lexicon.words["hold_on"].isdisjoint((word.core, *word.nouns))
    return held and not parse.preposition(trigger.first) and not set("vsrkc") & {parse.tag(k) for k in range(told.last, trigger.first)}


def is_its_verb(sentence: Sentence, told: Trigger, trigger: Trigger) -> bool:
    """A verb right behind the noun of the same event, its subject: a device EXPLODED, clashes BROKE OUT."""
    word = sentence.parse.words[trigger.first]
    return told.form == "noun" and trigger.form == "verb" and told.last == trigger.first and not (word.conj or word.pronoun)


def brings_aid(sentence: Sentence, trigger: Trigger, type_: str, before: Event | None, knowledge: Knowledge) -> bool:
    """What is let in is aid: the entry is the event, the letting none of its own (17 of 19 such sentences of the corpus's coders)."""
    if before is None or type_ != "access.aid" or before[1] not in _ENTRY or not _lets(sentence, before[0], trigger, knowledge):
        return False
    near = sentence.parse.words[trigger.last : min(sentence.parse.last, trigger.last + _REACH)]
    return any(c.kind == "goods" and c.detail.startswith(_AID) for w in near if w.nouns for c in knowledge.lexicon.categories(w))


def _lets(sentence: Sentence, told: Trigger, trigger: Trigger, knowledge: Knowledge) -> bool:
    """To let the aid enter is one event: of 59 such sentences coded four tell of two."""
    parse, prep = sentence.parse, sentence.parse.words[trigger.first].prep
    if told.lemma not in knowledge.lexicon.words["lets_in"] or prep not in knowledge.prepositions["charge"]:
        return False
    return trigger.first - told.last <= _REACH and not set("vrskc") & {parse.tag(k) for k in range(told.last, trigger.first)}


def contradicts(sentence: Sentence, trigger: Trigger, told: Sequence[Event], who: Sequence[Speaker]) -> str:
    """The type of an event told before of which somebody else says that it was not: but Y answered that THEY DID NOT LEAVE."""
    parse, k = sentence.parse, trigger.first - 1
    if trigger.form != "verb" or parse.tag(k) != "x" or parse.tag(k - 1) != "s":
        return ""
    hits = [h for h in sentence.speech if h.form == "verb" and h.cue.value in TELLS and h.last <= k]
    if not hits or not any(s.cue == hits[-1] and not s.carried for s in who):
        return ""
    parted = set("vr") & {parse.tag(j) for j in range(hits[-1].last, k - 1)}
    before = [type_ for t, type_ in told if t.last <= hits[-1].first and not type_.startswith("word.")]
    return next((t for t in reversed(before) if t in trigger.types and not parted), "")
