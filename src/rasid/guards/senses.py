"""An event's word with the object that it has in, the type that it can mean with it out; and of the events of a report those that are
none of their own: what another undoes, and a denial or an accusation whose content is told as an event.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TypeVar

from rasid.guards.agreements import with_failures
from rasid.guards.bystanders import killed_things, left_place
from rasid.guards.details import hands_paper, hands_people, holds_assembly
from rasid.guards.lasting import held_once
from rasid.guards.lost import Held, without_lost
from rasid.guards.objects import leaves_nothing, stopped_things
from rasid.knowledge import Knowledge
from rasid.mentions import Sentence, Trigger
from rasid.surroundings import Told
from rasid.types import Stance

_UNDOES = {
    "access.lift": frozenset({"access.siege"}),
    "access.block": frozenset({"access.open", "access.aid"}),
    "talks.breach": frozenset({"talks.agree"}),
}
_FOILED = frozenset({"fight.attack", "move.advance"})
_REACH = 7  # tokens between a word of foiling and its object: room for its subject
_ACTS: Mapping[Stance, str] = {"denies": "word.deny", "accuses": "word.accuse"}
_WALLS = frozenset("vrsk")  # tags that part the hands from a fall
T = TypeVar("T", bound=Held)


def type_with_object(sentence: Sentence, trigger: Trigger, type_: str, knowledge: Knowledge) -> str:
    """The type: a place that somebody was controlling he held, a place is left, a thing is not killed, a lorry is stopped."""
    type_ = _set_off(sentence, trigger, type_, knowledge)
    type_ = _given_back(sentence, trigger, type_, knowledge)
    type_ = left_place(sentence, trigger, held_once(sentence, trigger, type_, knowledge), knowledge)
    return stopped_things(sentence, trigger, killed_things(sentence, trigger, type_), knowledge)


def _set_off(sentence: Sentence, trigger: Trigger, type_: str, knowledge: Knowledge) -> str:
    """Who blows up a device has made it safe where he is of those who do (the army's ENGINEERS); others (GUNMEN) have set it off."""
    parse, lists = sentence.parse, knowledge.lexicon.words
    if type_ != "fight.foil" or trigger.form != "verb" or trigger.lemma not in lists["sets_off"]:
        return type_
    subject = next((p for p in parse.phrases if p.first >= trigger.last and not p.prep), None)
    if subject is None or any(parse.tag(k) in "vsrk" for k in range(trigger.last, subject.first)):
        return type_
    words = (parse.words[k] for k in range(subject.first, subject.last))
    return type_ if any(not lists["disarmers"].isdisjoint((w.core, *w.nouns)) for w in words) else "fight.explosion"


def _given_back(sentence: Sentence, trigger: Trigger, type_: str, knowledge: Knowledge) -> str:
    """Who RETURNS a place has not taken it: returned IT, the crossing TO the government; not: restored his CONTROL over it."""
    parse, lists = sentence.parse, knowledge.lexicon.words
    if type_ != "control.take" or trigger.form != "verb" or trigger.lemma not in lists["gives_back"]:
        return type_
    if parse.words[trigger.first].pronoun:
        return "control.handover"
    near = range(trigger.last, min(parse.last, trigger.last + _REACH))
    end = next((k for k in near if parse.tag(k) in _WALLS), near.stop)
    back = any(parse.preposition(k) in knowledge.prepositions["toward"] for k in range(trigger.last, end))
    held = any(not lists["hold_on"].isdisjoint((parse.words[k].core, *parse.words[k].nouns)) for k in range(trigger.last, end))
    return "control.handover" if back and not held else type_


def only_events(found: Sequence[T], knowledge: Knowledge) -> list[T]:
    """The events that are told as such, in the order of the text."""
    meant = with_failures([c for c in found if _is_meant(c.sentence, c.trigger, c.type, knowledge)], knowledge)
    meant = without_lost(_without_undone(meant), knowledge)
    return _without_bare_acts(_without_hands(_without_foiled(meant, knowledge), knowledge))


def _is_meant(sentence: Sentence, trigger: Trigger, type_: str, knowledge: Knowledge) -> bool:
    asked = (hands_paper, hands_people, holds_assembly, leaves_nothing, exchanges_words)
    return not any(ask(sentence, trigger, type_, knowledge) for ask in asked)


def exchanges_words(sentence: Sentence, trigger: Trigger, type_: str, knowledge: Knowledge) -> bool:
    """What is exchanged are accusations: nobody fights with them."""
    if trigger.lemma not in knowledge.lexicon.words["exchanges"] or not type_.startswith("fight."):
        return False
    accusing = next((h for h in sentence.speech if h.first >= trigger.last and h.form == "noun" and h.cue.hands_over), None)
    return accusing is not None and not any(sentence.parse.tag(k) in "vsrkx" for k in range(trigger.last, accusing.first))


def _without_undone(found: Sequence[T]) -> list[T]:
    """A siege that is lifted is not laid, denied or demanded, a truce that is broken not made, an entry that is stopped not open: nouns
    right behind the word that undoes them, or behind one another there (the breach of the agreement on a ceasefire)."""
    kept: list[T] = []
    undone, behind = frozenset[str](), -1  # the types, and the token right behind
    for event in found:
        trigger = event.trigger
        if trigger.form == "noun" and event.type in undone and trigger.first == behind:
            behind = trigger.last
            continue
        kept.append(event)
        undone, behind = _UNDOES.get(event.type, frozenset[str]()), trigger.last
    return kept


def _without_foiled(found: Sequence[T], knowledge: Knowledge) -> list[T]:
    """Who repels an attack, or an attempt to advance, tells of one event (31 of 44 such sentences coded).

    An attack of which a clause of its own tells (an attack THAT X LAUNCHED) is a second one (four of five).
    """
    kept: list[T] = []
    for event in found:
        if not any(_is_foiled(event, foil, knowledge) for foil in kept[-1:]):
            kept.append(event)
    return kept


def _is_foiled(event: Told, foil: Told, knowledge: Knowledge) -> bool:
    """The event is the object of the word before it, with the subject of that or a noun of attempting between at most."""
    trigger, parse = event.trigger, event.sentence.parse
    if foil.type != "fight.foil" or event.type not in _FOILED or foil.sentence is not event.sentence or trigger.form != "noun":
        return False
    k = trigger.first
    while k > foil.trigger.last and knowledge.lexicon.words["attempts"] & set(parse.words[k - 1].nouns):
        k -= 1
    word, between = parse.words[k], range(foil.trigger.last, k)
    own_clause = "v" in parse.tags[trigger.last - parse.first : trigger.last - parse.first + 2]
    bare = not (word.prep or word.conj or own_clause) and parse.tag(k - 1) not in "pc"
    return bare and len(between) <= _REACH and all(parse.tag(j) in "nuqhbt" for j in between)


def _without_hands(found: Sequence[T], knowledge: Knowledge) -> list[T]:
    """The hands into which a place falls are no second capture: the town fell into the HANDS of X."""
    hands = knowledge.lexicon.words["hands"]
    kept: list[T] = []
    for event in found:
        trigger, before = event.trigger, kept[-1] if kept else None
        parse = event.sentence.parse
        if before is not None and before.sentence is event.sentence and before.type == event.type == "control.take":
            between = parse.tags[before.trigger.last - parse.first : trigger.first - parse.first]
            if trigger.form == "noun" and parse.words[trigger.first].core in hands and not set(between) & _WALLS:
                continue
        kept.append(event)
    return kept


def _without_bare_acts(found: Sequence[T]) -> list[T]:
    """A denial or an accusation whose content is coded is no claim of its own (GUIDE: word.* only where the content is no event)."""
    content = {
        (c.sentence.i, _ACTS[c.stance], c.speaker.cue.first)
        for c in found
        if c.stance in _ACTS and c.speaker is not None and c.speaker.cue is not None and not c.type.startswith("word.")
    }
    return [c for c in found if (c.sentence.i, c.type, c.trigger.first) not in content]
