"""A trigger in its sentence in, the construction that settles its status out: condition, near miss, what was averted or called off.

A guard, not a choice: the words and how they hold an event are data (ar/unreal.yaml), the grammar of holding stands in holds.py. What
is said of the telling of an event (the news of it is false) stands in refuted.py.
"""

from __future__ import annotations

from rasid.guards.holds import HOLDS
from rasid.guards.standing import Standing, grounds_of
from rasid.knowledge import Knowledge
from rasid.knowledge.unreal import Ground, Grounds
from rasid.mentions import Sentence, Trigger
from rasid.morphology import Word

LOSSES = frozenset({"harm.injure", "harm.kill"})


def settled(sentence: Sentence, trigger: Trigger, type_: str, knowledge: Knowledge) -> Ground | None:
    """The construction that holds the event: the last in the order of `HOLDS`, and of the file among those that hold alike."""
    if trigger.form == "participle":
        return None  # says what somebody is
    grounds, found = grounds_of(sentence, knowledge), None
    if not any(grounds.get(how) for how in HOLDS):
        return None
    standing = Standing(sentence, trigger, knowledge)
    for how, holds in HOLDS.items():
        for ground in grounds.get(how, ()):
            if _is_for(ground, sentence.parse.words[trigger.first], type_) and holds(standing, ground):
                found = ground
    return found or _of_its_loss(sentence, trigger, type_, grounds, knowledge)


def _is_for(ground: Ground, word: Word, type_: str) -> bool:
    """The construction holds events of this type, and of such a word."""
    return (not ground.types or not {type_, type_.split(".")[0]}.isdisjoint(ground.types)) and (word.article or not ground.article)


def _of_its_loss(sentence: Sentence, trigger: Trigger, type_: str, grounds: Grounds, knowledge: Knowledge) -> Ground | None:
    """The construction that holds the loss that a fight is told with: rumours of his death IN A RAID are rumours of a raid."""
    parse, word = sentence.parse, sentence.parse.words[trigger.first]
    if (
        not type_.startswith("fight.")
        or trigger.form != "noun"
        or word.article
        or not any(g.means for how in HOLDS for g in grounds[how])
    ):
        return None
    if parse.preposition(trigger.first) not in knowledge.prepositions["suffered_in"]:
        return None
    loss = next((t for t in reversed(sentence.triggers) if t.last < trigger.first and not LOSSES.isdisjoint(t.types)), None)
    if loss is None or set("vsrkc") & {parse.tag(k) for k in range(loss.last, trigger.first)}:
        return None
    ground = settled(sentence, loss, next(t for t in loss.types if t in LOSSES), knowledge)
    return ground if ground is not None and ground.means else None
