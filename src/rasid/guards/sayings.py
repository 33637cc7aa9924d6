"""A verb of demanding or threatening in, whether it is the event itself out: stressed the need TO PROTECT people.

What somebody demands or threatens that is an event of the codebook is told as that event; where it is none, the demand is what is told.
"""

from __future__ import annotations

from collections.abc import Sequence

from rasid.frames import can_act
from rasid.knowledge import Knowledge
from rasid.mentions import Sentence, Trigger

_DEMAND, _THREAT = "word.demand", "word.threaten"
_REACH = 10  # tokens behind the verb within which its content stands: room for its subject
_WALLS = "vsr"
_THINGS = frozenset({"object", "goods", "weapon", "person", "place"})  # children WAVE flags


def only_said(sentence: Sentence, trigger: Trigger, told: Sequence[Trigger], knowledge: Knowledge) -> str:
    """The type of the saying, where somebody says it and none of the sentence's events (`told`) stands in what he says."""
    parse = sentence.parse
    type_ = next((t for t in (_DEMAND, _THREAT) if t in trigger.types), "")
    if not type_ or trigger.form != "verb" or parse.tag(trigger.first - 1) == "x" or not _has_speaker(sentence, trigger):
        return ""
    at = next(
        (k for k in range(trigger.last, min(parse.last, trigger.last + _REACH)) if _opens(sentence, k, type_, trigger, knowledge)), -1
    )
    if at < 0 or any(parse.tag(k) in _WALLS for k in range(trigger.last, at)):
        return ""
    voided = any(r.type == type_ and r.unless & sentence.content for r in trigger.rules)
    return "" if voided or any(t.last > at for t in told) else type_


def _opens(sentence: Sentence, k: int, type_: str, trigger: Trigger, knowledge: Knowledge) -> bool:
    """Token k opens what is said: the need behind a preposition, what somebody threatens with."""
    lists, word = knowledge.lexicon.words, sentence.parse.words[k]
    if type_ == _DEMAND:
        needed = not lists["needs"].isdisjoint((word.core, *word.nouns))
        return needed and trigger.lemma in lists["stresses"] and bool(sentence.parse.preposition(k))
    doing = sentence.parse.tag(k) == "n" and _THINGS.isdisjoint(knowledge.categories(word))
    return trigger.lemma in lists["threatens"] and word.prep in knowledge.prepositions["charge"] and doing


def _has_speaker(sentence: Sentence, trigger: Trigger) -> bool:
    """Somebody who can speak right behind the verb, or right before it."""
    beside = (p for p in sentence.parse.phrases if not p.prep and trigger.first in (p.last, p.first - 1))
    return any(can_act(p) for p in beside)
