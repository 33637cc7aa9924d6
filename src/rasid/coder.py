"""A reading in, coded frames out: which triggers are events, who fills their roles, who says so, how, and when.

Every step is a choice among proposals of the grammar; with trained weights the model chooses, without them the rules' own order.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from rasid.arguments import argument_choices, roles_of
from rasid.attributes import OUTLET, source_choice, stance_choice, status_choice, time_choice
from rasid.choice import Choice
from rasid.features import Past, sentence_words, trigger_choice
from rasid.frames import NONE, by_grammar, candidates, positions
from rasid.knowledge import Knowledge
from rasid.knowledge.rules import Rule
from rasid.mentions import Reading, Sentence, Trigger
from rasid.phrases import Phrase
from rasid.speech import Speaker, speakers
from rasid.times import TimeMention
from rasid.types import ROLES, Role, Stance, Status


@dataclass(slots=True)
class Coded:
    """One event of a sentence as the coder sees it: phrases and tokens still, not yet words with offsets."""

    sentence: Sentence
    trigger: Trigger
    type: str
    roles: dict[Role, list[Phrase]]
    speaker: Speaker | None
    stance: Stance
    status: Status
    time: TimeMention | None
    why: tuple[str, ...] = ()
    numbers: dict[str, int] = field(default_factory=dict)

    @property
    def rule(self) -> Rule:
        """The rule of this type that the trigger matched with the most words."""
        return next(r for r in self.trigger.rules if r.type == self.type)


def code(reading: Reading, knowledge: Knowledge) -> list[Coded]:
    """All events of a report, in the order of the text."""
    who = speakers(reading, knowledge)
    found: list[Coded] = []
    past = Past()
    for sentence in reading.sentences:
        past.begin()
        for n, trigger in enumerate(sentence.triggers):
            accepted = accept(reading, sentence, n, past, knowledge)
            if accepted is not None:
                past.add(trigger, accepted[0])
                found.append(_code(reading, sentence, trigger, *accepted, who[sentence.i], knowledge))
    return found


def accept(
    reading: Reading, sentence: Sentence, n: int, past: Past, knowledge: Knowledge
) -> tuple[str, tuple[str, ...]] | None:
    """The type of a trigger candidate and what decided, or None if it is no event. `past`: what was accepted before it."""
    model = knowledge.models["trigger"]
    if not model.trained:
        return _accept_by_rules(sentence, sentence.triggers[n], reading)
    choice = trigger_choice(reading, sentence, n, past, knowledge)
    p = model.probabilities(choice)
    if 1 - p[0] < model.threshold:
        return None
    best = max(range(1, len(p)), key=lambda k: p[k])
    return choice.options[best], model.decisive(choice, choice.options[best])


def _accept_by_rules(sentence: Sentence, trigger: Trigger, reading: Reading) -> tuple[str, tuple[str, ...]] | None:
    """Without weights: the first rule that is sure of its word and whose conditions hold."""
    content = sentence_words(reading, sentence)
    for rule in trigger.rules:
        if not rule.weak and not rule.unless & content and (not rule.needs or rule.needs & content):
            return rule.type, ()
    return None


def _code(
    reading: Reading,
    sentence: Sentence,
    trigger: Trigger,
    type_: str,
    why: tuple[str, ...],
    who: Sequence[Speaker],
    knowledge: Knowledge,
) -> Coded:
    roles = fill_roles(reading, sentence, trigger, type_, knowledge)
    speaker = _speaker(reading, sentence, trigger, type_, who, knowledge)
    status_ = status_choice(reading, sentence, trigger, type_, speaker, knowledge)
    status: Status = _pick(status_, "status", knowledge, "happened")  # type: ignore[assignment]  # the options are the statuses
    stance_ = stance_choice(reading, sentence, trigger, type_, speaker, status)
    group = speaker.group if speaker is not None else None
    default = group.value if group is not None else "reports"
    stance: Stance = _pick(stance_, "stance", knowledge, default)  # type: ignore[assignment]  # the options are the stances
    time = _time(reading, sentence, trigger, type_, who, knowledge)
    return Coded(sentence, trigger, type_, roles, speaker, stance, status, time, why)


def _pick(choice: Choice, name: str, knowledge: Knowledge, default: str) -> str:
    """The most probable option; without weights the default."""
    model = knowledge.models[name]
    if not model.trained:
        return default
    scores = model.scores(choice)
    return choice.options[scores.index(max(scores))]


def fill_roles(
    reading: Reading, sentence: Sentence, trigger: Trigger, type_: str, knowledge: Knowledge
) -> dict[Role, list[Phrase]]:
    """The phrases of each role, in the order of the text."""
    model = knowledge.models["argument"]
    found: dict[Role, list[Phrase]] = {role: [] for role in ROLES}
    if not model.trained:
        asked = candidates(sentence, trigger)
        places = positions(sentence.parse, trigger, asked, knowledge)
        for i, role in by_grammar([r for r in trigger.rules if r.type == type_], asked, places).items():
            found[role].append(sentence.parse.phrase(i))
        return {role: sorted(phrases, key=lambda p: p.first) for role, phrases in found.items()}
    for phrase, choice in argument_choices(reading, sentence, trigger, type_, knowledge):
        p = model.probabilities(choice)
        if 1 - p[0] >= model.threshold:
            best = max(range(1, len(p)), key=lambda k: p[k])
            for filled in roles_of(choice.options[best]):
                found[filled].append(phrase)
    return found


def _speaker(
    reading: Reading, sentence: Sentence, trigger: Trigger, type_: str, who: Sequence[Speaker], knowledge: Knowledge
) -> Speaker | None:
    if not who:
        return None
    choice = source_choice(reading, sentence, trigger, type_, who, knowledge)
    model = knowledge.models["source"]
    if not model.trained:
        before = [s for s in who if s.at < trigger.first and not s.carried]
        return None if type_.startswith("word.") else before[-1] if before else None
    picked = _pick(choice, "source", knowledge, OUTLET)
    return None if picked == OUTLET else who[int(picked)]


def _time(
    reading: Reading, sentence: Sentence, trigger: Trigger, type_: str, who: Sequence[Speaker], knowledge: Knowledge
) -> TimeMention | None:
    if not sentence.times:
        return None
    choice = time_choice(reading, sentence, trigger, type_, who)
    if not knowledge.models["time"].trained:
        return min(sentence.times, key=lambda t: abs(t.first - trigger.first))
    picked = _pick(choice, "time", knowledge, NONE)
    return None if picked == NONE else sentence.times[int(picked)]
