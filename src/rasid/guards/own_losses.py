"""A loss, and what it was suffered from, in; who only tells of the loss is no doer, and who is not lost no victim.

Who announces the death of HIS soldiers in an ambush has not laid it; who denies that a leader was killed in a raid has not flown it,
and the raid has not killed him. A loss that is denied, or of which nobody is sure, is an event of its own: the raid may be a fact.
"""

from __future__ import annotations

from collections.abc import Iterator

from rasid.guards.denials import denial_of, told_of
from rasid.guards.unreal import LOSSES, settled
from rasid.killers import is_person
from rasid.knowledge import Knowledge
from rasid.knowledge.cues import CueHit
from rasid.mentions import Sentence, Trigger
from rasid.phrases import Parse, Phrase
from rasid.types import Role

Roles = dict[Role, list[Phrase]]
_OPEN = ("negated", "possible")
_WALLS = frozenset("vsr")
_REACH = 14  # tokens between a loss and what it was suffered from


def is_open_loss(sentence: Sentence, trigger: Trigger, knowledge: Knowledge) -> bool:
    """A loss of somebody that is denied, did not occur or of which nobody is sure; what surrounds it may be a fact all the same."""
    type_ = next((t for t in trigger.types if t in LOSSES), "")
    if not type_ or trigger.form == "participle" or not _is_of_somebody(sentence.parse, trigger, knowledge):
        return False
    if trigger.form == "verb":
        return sentence.parse.tag(trigger.first - 1) == "x"
    if denial_of(sentence, trigger) is not None:
        return True
    ground = settled(sentence, trigger, type_, knowledge)
    return ground is not None and ground.status in _OPEN and not ground.means


def _is_of_somebody(parse: Parse, trigger: Trigger, knowledge: Knowledge) -> bool:
    """Those lost stand right behind the word: the death OF A LEADER; not: without dead, nobody fell."""
    lost = next((p for p in parse.phrases if p.first == trigger.last and not p.prep), None)
    return (
        lost is not None
        and lost.category != "casualty"
        and (is_person(parse, lost.head, knowledge) or any(n.of("actor") for n in lost.names))
    )


def of_loss_told(roles: Roles, sentence: Sentence, trigger: Trigger, type_: str, knowledge: Knowledge) -> Roles:
    """The roles of a loss, or of what it was suffered from, without whoever only tells of it and without victims it did not have."""
    if trigger.form != "noun" or type_ == "fight.clash" or not (type_ in LOSSES or type_.startswith("fight.")):
        return roles  # who lost soldiers in clashes has clashed
    for loss in _losses(sentence, trigger, knowledge):
        if loss is not trigger and is_open_loss(sentence, loss, knowledge):
            kept = [p for p in roles.get("target", []) if not loss.last <= p.first < trigger.first]
            roles = {**roles, "target": kept}
        told = _told(sentence, loss, trigger, knowledge)
        if told:
            roles = {**roles, "actor": [p for p in roles.get("actor", []) if p.prep or p.first not in told]}
    return roles


def _losses(sentence: Sentence, trigger: Trigger, knowledge: Knowledge) -> Iterator[Trigger]:
    """The words of loss before an event in its clause, itself among them."""
    parse = sentence.parse
    for t in sentence.triggers:
        apart = trigger.first - t.last > _REACH or (t.form == "noun" and _WALLS & {parse.tag(k) for k in range(t.last, trigger.first)})
        if t.first <= trigger.first and not apart and not LOSSES.isdisjoint(t.types):
            yield t


def _told(sentence: Sentence, loss: Trigger, trigger: Trigger, knowledge: Knowledge) -> range:
    """The tokens from whoever announces a loss of his own side, or denies one, up to the loss.

    Not where his pronoun stands with the raid: who denies deaths in HIS raids has flown them.
    """
    if knowledge.lexicon.words["befalls"].isdisjoint((loss.lemma, sentence.parse.words[loss.first].core)):
        return range(0)
    denial = denial_of(sentence, loss)
    hit = denial or told_of(sentence, loss)
    by = _subject(sentence.parse, hit) if hit is not None else None
    if by is None or sentence.parse.words[trigger.first].pronoun:
        return range(0)
    own = denial is not None or _is_own(sentence.parse, loss, by, knowledge)
    return range(by.first, loss.first) if own else range(0)


def _subject(parse: Parse, hit: CueHit) -> Phrase | None:
    """The phrase right behind the verb, or right before it."""
    behind = next((p for p in parse.phrases if p.first == hit.last and not p.prep), None)
    return behind or next((p for p in parse.phrases if p.last == hit.first and not p.prep), None)


def _is_own(parse: Parse, loss: Trigger, by: Phrase, knowledge: Knowledge) -> bool:
    """Those lost are his: by a pronoun (three of HIS soldiers), by his name, or soldiers of nobody's that an army tells of."""
    lost = next((p for p in parse.phrases if p.first >= loss.last and p.first < loss.last + 2), None)
    if lost is None or not by.last <= lost.first:
        return False
    counted = next((p for p in parse.phrases if p.first == lost.last and p.prep and p.conj_of < 0), None)
    if any(parse.words[k].pronoun for p in (lost, counted) if p is not None for k in range(p.first, p.last)):
        return True
    mine = {n.id.split(".")[0] for name in by.names for n in name.of("actor")}
    theirs = {n.id for name in lost.names for n in name.named}
    lists, head = knowledge.lexicon.words, parse.words[lost.head]
    if lists["own_soldiers"].isdisjoint((head.core, *head.nouns)):
        return False
    army = any(not lists["has_soldiers"].isdisjoint((parse.words[k].core, *parse.words[k].nouns)) for k in range(by.first, by.last))
    return bool(mine & theirs) or (army and not lost.names and counted is None)
