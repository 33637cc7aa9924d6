"""An event's word with its object in, the type that it has with it out: nobody is detained where lorries are held, and a patrol that is
stopped on its way is no missile shot down.
"""

from __future__ import annotations

from rasid.knowledge import Knowledge
from rasid.mentions import Sentence, Trigger
from rasid.phrases import Parse, Phrase

_REACH = 6  # tokens between a verb and its object: room for its subject
_BLOCKED = "access.block"
_CIVILIAN = ("object", "civilian")
_TYPES = frozenset({"harm.detain", "harm.abduct", "harm.property", "fight.foil"})


def stopped_things(sentence: Sentence, trigger: Trigger, type_: str, knowledge: Knowledge) -> str:
    """The type: to hold a lorry or a ship, to stop it or a patrol on its way, is to block it.

    Of such claims that were coded 3 of 3 and 5 of 6; who holds a bus or a car holds those in it (2 of 2).
    """
    if type_ not in _TYPES or sentence.parse.words[trigger.first].pronoun:
        return type_
    if type_ == "fight.foil" and trigger.lemma not in knowledge.lexicon.words["intercepts"]:
        return type_
    if type_ != "fight.foil" and trigger.lemma not in knowledge.lexicon.words["detains"]:
        return type_
    object_ = _object(sentence.parse, trigger)
    return _BLOCKED if object_ is not None and _passes(sentence.parse, object_, type_, knowledge) else type_


def _object(parse: Parse, trigger: Trigger) -> Phrase | None:
    """The bare phrase behind a noun; behind a verb the last one before what ends its clause, which its subject precedes."""
    bare = []
    for phrase in parse.phrases:
        if not trigger.last <= phrase.first <= trigger.last + _REACH or phrase.prep or phrase.conj_of >= 0:
            continue
        if any(parse.tag(k) in "vsrx" for k in range(trigger.last, phrase.first)):
            break
        bare.append(phrase)
    if not bare or (trigger.form == "noun" and bare[0].first != trigger.last):
        return None
    return bare[0] if trigger.form == "noun" else bare[-1] if len(bare) < 3 else None


def _passes(parse: Parse, phrase: Phrase, type_: str, knowledge: Knowledge) -> bool:
    """What brings goods; on its way also a patrol, and any vehicle or vessel of civilians. Nothing that explodes."""
    head = parse.words[phrase.head]
    kinds = [(c.kind, c.detail) for c in knowledge.lexicon.categories(head)]
    if any("weapon" in knowledge.categories(parse.words[k]) for k in range(phrase.head + 1, phrase.last)):
        return False
    if type_ != "fight.foil":
        return _CIVILIAN in kinds and "goods" in {kind for kind, _ in kinds}
    on_its_way = bool(knowledge.lexicon.words["passers"] & {head.core, *head.nouns})
    return on_its_way or (_CIVILIAN in kinds and "head" not in {kind for kind, _ in kinds})


def leaves_nothing(sentence: Sentence, trigger: Trigger, type_: str, knowledge: Knowledge) -> bool:
    """Out of a crisis, out of the circle of silence: nobody withdraws from a place."""
    if not type_.startswith("move."):
        return False
    parse, lists = sentence.parse, knowledge.lexicon.words
    end = next((k for k in range(trigger.last, parse.last) if parse.tag(k) in "vsrk"), parse.last)
    left = (p for p in parse.phrases if trigger.last <= p.first < end and p.prep in knowledge.prepositions["part"])
    return any(lists["figures"] & {parse.words[p.first].core, *parse.words[p.first].nouns} for p in left)
