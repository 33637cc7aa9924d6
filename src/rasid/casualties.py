"""The events of a sentence in, how many were killed and injured by each out.

A number is that event's own where the word that gives it (losses.py) was accepted as an event, else of the event of the sentence that
caused it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from rasid.guards.plain import plain_of
from rasid.guards.relatives import compared
from rasid.guards.unreal import settled
from rasid.knowledge import Knowledge
from rasid.losses import Loss, Losses
from rasid.mentions import Reading, Sentence, Trigger
from rasid.phrases import Parse

Event = tuple[Trigger, str]
Counts = dict[str, int]

_COMMA = 8  # tokens that a comma between a loss and an event behind it counts for
_SAYS = {"killed": "harm.kill", "injured": "harm.injure"}
_BEARERS = ("harm.kill", "harm.injure", "harm.abuse", "civic.crackdown", "civic.riot", "civic.protest")


def casualties(reading: Reading, sentence: Sentence, events: Sequence[Event], knowledge: Knowledge) -> dict[int, Counts]:
    """By the first token of an event's trigger: killed and injured, with their bounds."""
    bearers = [t for t, type_ in events if type_ in _BEARERS or type_.startswith("fight.")]
    if not bearers:
        return {}
    own = {k: t for t, _ in events for k in (*range(t.first, t.last), *([t.fixed] if t.fixed >= 0 else []))}
    found: dict[int, Counts] = {}
    for loss in Losses(reading, sentence, own, knowledge).losses():
        near = [t for t in bearers if not (compared(sentence, t, loss.word, knowledge) or _is_charge(sentence, t, loss, knowledge))]
        event = _bearer(loss, near, own, found, sentence.parse)
        apart = loss.word not in own and _is_no_fact(sentence, loss, knowledge)
        if event is not None and not apart and not _is_attempted(sentence, event, loss, knowledge):
            _note(found.setdefault(event.first, {}), loss)
    return found


def _is_no_fact(sentence: Sentence, loss: Loss, knowledge: Knowledge) -> bool:
    """A construction holds the loss: a court SENTENCED eleven TO DEATH for the bombing, which killed none of them."""
    word = next((t for t in sentence.triggers if t.first == loss.word), None)
    ground = settled(sentence, word, _SAYS[loss.kind], knowledge) if word is not None else None
    return ground is not None and ground.status in ("planned", "negated", "possible")


def _is_charge(sentence: Sentence, event: Trigger, loss: Loss, knowledge: Knowledge) -> bool:
    """What those who are counted are charged with, or were sentenced for: the execution of three CONVICTED OF the bombing."""
    parse, words = sentence.parse, knowledge.lexicon.words["charges"]
    before = parse.words[event.first - 1] if event.first > loss.word else None
    hangs = parse.words[event.first].prep in knowledge.prepositions["charge"] and loss.number.last >= event.first - 1
    return before is not None and hangs and before.core in words


def _is_attempted(sentence: Sentence, event: Trigger, loss: Loss, knowledge: Knowledge) -> bool:
    """The loss is only what was tried: TRIED TO ASSASSINATE the director."""
    return event.lemma in knowledge.lexicon.words["attempts"] and loss.word in plain_of(sentence, knowledge).taken


def unborne(reading: Reading, sentence: Sentence, events: Sequence[Event], knowledge: Knowledge) -> Event | None:
    """The word that gives several dead or injured whom no event of the sentence could bear: an event, so that none is lost."""
    words = {t.first: t for t in sentence.triggers if any(type_ in t.types for type_ in _SAYS.values())}
    if not words or any(type_ in _BEARERS or type_.startswith("fight.") for _, type_ in events):
        return None
    losses = Losses(reading, sentence, words, knowledge)
    for loss in losses.losses():
        type_, trigger = _SAYS[loss.kind], words.get(loss.word)
        if trigger is None or type_ not in trigger.types or losses.told.is_dead(loss.word):
            continue
        if ((loss.number.value or 0) > 1 or losses.has_victim(loss.word)) and all(
            rule.type != type_ or not rule.negated for rule in trigger.rules
        ):
            return trigger, type_
    return None


def _note(counts: Counts, loss: Loss) -> None:
    number, kind = loss.number, loss.kind
    if any(key.startswith(kind) for key in counts):
        return
    if number.value is not None:
        counts[kind] = number.value
    if number.least is not None:
        counts[f"{kind}_min"] = number.least
    if number.most is not None:
        counts[f"{kind}_max"] = number.most


def _bearer(
    loss: Loss, bearers: Sequence[Trigger], own: Mapping[int, Trigger], found: Mapping[int, Counts], parse: Parse
) -> Trigger | None:
    """The event that a loss belongs to: that of its own word, else the nearest event without such a number, best one behind it that
    no comma parts from it."""
    if own.get(loss.word) in bearers:
        return own[loss.word]
    free = [t for t in bearers if not any(key.startswith(loss.kind) for key in found.get(t.first, ()))]
    if loss.kind == "injured":
        free = [t for t in free if "killed" in found.get(t.first, ())] or free

    def far(t: Trigger) -> int:
        behind = t.first > loss.word
        apart = behind and "k" in parse.tags[loss.word - parse.first : t.first - parse.first]
        return abs(t.first - loss.word) + (_COMMA if apart else -2 if behind else 0)

    return min(free, key=far, default=None)
