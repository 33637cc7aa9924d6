"""A reading in, coded frames out: which triggers are events, who fills their roles, who says so, how, and when.

Every step is a choice among proposals of the grammar; with trained weights the model chooses, without them the rules' own order.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from rasid.accusation import accusation, charged
from rasid.arguments import argument_choices, roles_of
from rasid.attributes import attributes
from rasid.casualties import casualties
from rasid.choice import Choice, Model
from rasid.details import is_part, weapon_of
from rasid.features import Past, trigger_choice
from rasid.frames import by_grammar, candidates, positions
from rasid.knowledge import Knowledge
from rasid.knowledge.rules import Rule
from rasid.mentions import Reading, Sentence, Trigger
from rasid.phrases import Phrase
from rasid.scene import Event
from rasid.second import Guess, second_choices
from rasid.speech import Speaker, speakers
from rasid.times import TimeMention
from rasid.types import ROLES, Role, Stance, Status, Words

MORE = 0.5  # the probability that a phrase must have to fill a role beside a surer one (cross-validated: record F1 +0.005)
_ACTS: Mapping[Stance, str] = {"denies": "word.deny", "accuses": "word.accuse"}
_UNREAL = frozenset({"planned", "demanded", "negated"})  # nobody was killed


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
    extent: str = ""  # part, or "" where only the rule tells
    weapon: Words | None = None
    surety: float = 1.0  # the probability that the trigger is an event at all
    odds: Mapping[int, float] = field(default_factory=dict)  # by phrase, the probability that it is a place of the event

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
        events: list[Event] = []
        reasons: list[tuple[str, ...]] = []
        sure: list[float] = []
        for n, trigger in enumerate(sentence.triggers):
            accepted = accept(reading, sentence, n, past, knowledge)
            if accepted is not None:
                past.add(trigger, accepted[0])
                events.append((trigger, accepted[0]))
                reasons.append(accepted[1])
                sure.append(accepted[2])
        roles = fill_roles(reading, sentence, events, knowledge)
        counts = casualties(reading, sentence, events, knowledge)
        for (trigger, type_), why, p, (filled, odds) in zip(events, reasons, sure, roles, strict=True):
            coded = _code(reading, sentence, trigger, type_, why, filled, who[sentence.i], found, knowledge)
            coded.surety, coded.odds = p, odds
            if coded.status not in _UNREAL:
                coded.numbers.update(counts.get(trigger.first, {}))
            found.append(coded)
    return _without_bare_acts(found)


def _without_bare_acts(found: Sequence[Coded]) -> list[Coded]:
    """A denial or an accusation whose content is coded is no claim of its own (GUIDE: word.* only where the content is no event)."""
    content = {
        (c.sentence.i, _ACTS[c.stance], c.speaker.cue.first)
        for c in found
        if c.stance in _ACTS and c.speaker is not None and c.speaker.cue is not None and not c.type.startswith("word.")
    }
    return [c for c in found if (c.sentence.i, c.type, c.trigger.first) not in content]


Accepted = tuple[str, tuple[str, ...], float]  # the type, what decided, the probability of an event


def accept(reading: Reading, sentence: Sentence, n: int, past: Past, knowledge: Knowledge) -> Accepted | None:
    """The type of a trigger candidate and what decided, or None if it is no event. `past`: what was accepted before it."""
    model = knowledge.models["trigger"]
    if not model.trained:
        return _accept_by_rules(sentence, sentence.triggers[n], reading)
    choice = trigger_choice(reading, sentence, n, past, knowledge)
    p = model.probabilities(choice)
    best = max(range(1, len(p)), key=lambda k: p[k])
    if 1 - p[0] < model.limit(choice.options[best]):
        return None
    return choice.options[best], model.decisive(choice, choice.options[best]), 1 - p[0]


def _accept_by_rules(sentence: Sentence, trigger: Trigger, reading: Reading) -> Accepted | None:
    """Without weights: the first rule that is sure of its word and whose conditions hold."""
    content = sentence.content
    for rule in trigger.rules:
        if not rule.weak and not rule.unless & content and (not rule.needs or rule.needs & content):
            return rule.type, (), 1.0
    return None


def _code(
    reading: Reading,
    sentence: Sentence,
    trigger: Trigger,
    type_: str,
    why: tuple[str, ...],
    roles: dict[Role, list[Phrase]],
    who: Sequence[Speaker],
    told: Sequence[Coded],
    knowledge: Knowledge,
) -> Coded:
    found = attributes(reading, sentence, trigger, type_, who, told, knowledge)
    accused = accusation(sentence, trigger, who)
    if accused is not None:
        named = found.speaker is not None and found.speaker.phrase is not accused.accused
        found = replace(found, speaker=accused.accuser or (found.speaker if named else None), stance="accuses")
        roles = charged(roles, accused, sentence)
    extent = "part" if is_part(sentence, trigger, type_, roles["place"], knowledge) else ""
    weapon = weapon_of(reading, sentence, trigger, type_, knowledge)
    return Coded(
        sentence, trigger, type_, roles, found.speaker, found.stance, found.status, found.time, why, extent=extent, weapon=weapon
    )  # fmt: skip


Filled = tuple[dict[Role, list[Phrase]], Mapping[int, float]]  # the phrases of each role; by phrase, how likely it is a place


def fill_roles(reading: Reading, sentence: Sentence, events: Sequence[Event], knowledge: Knowledge) -> list[Filled]:
    """The phrases of each role of each event, in the order of the text."""
    model = knowledge.models["argument"]
    if not model.trained:
        return [(_by_grammar(sentence, trigger, type_, knowledge), {}) for trigger, type_ in events]
    first = argument_choices(reading, sentence, events, knowledge)
    guesses = [[Guess(p, choice, model.probabilities(choice)) for p, choice in choices] for choices in first]
    second = knowledge.models["second"]
    again = second_choices(reading, events, guesses) if second.trained else [{}] * len(events)
    return [_filled(event, choices, model, second) for event, choices in zip(guesses, again, strict=True)]


def _filled(guesses: Sequence[Guess], again: Mapping[int, Choice], first: Model, second: Model) -> Filled:
    """The phrases that fill the roles of one event, by the second choice where there is one."""
    found: dict[Role, list[Phrase]] = {role: [] for role in ROLES}
    proposed: list[tuple[float, Role, Phrase]] = []
    odds: dict[int, float] = {}
    for guess in guesses:
        choice = again.get(guess.phrase.i)
        if choice is None and second.trained:
            continue
        p = second.probabilities(choice) if choice is not None else guess.odds
        odds[guess.phrase.i] = sum(q for q, option in zip(p, guess.choice.options, strict=True) if "place" in option)
        if 1 - p[0] >= (second if choice is not None else first).threshold:
            best = max(range(1, len(p)), key=lambda k: p[k])
            proposed += [(1 - p[0], role, guess.phrase) for role in roles_of(guess.choice.options[best])]
    surest = {role: max((p for p, r, _ in proposed if r == role), default=0.0) for role in ROLES}
    for sure, role, phrase in proposed:
        if sure >= min(MORE, surest[role]):
            found[role].append(phrase)
    return _joined_places(found, guesses), odds


def _joined_places(found: dict[Role, list[Phrase]], guesses: Sequence[Guess]) -> dict[Role, list[Phrase]]:
    """Places joined by a conjunction hold together: where one of `the quarters of A and B` is the place, so is the other."""
    taken = {p.i for phrases in found.values() for p in phrases}
    places = {p.i for p in found["place"]}
    pairs = [(g.phrase.conj_of, g.phrase.i) for g in guesses if g.phrase.conj_of >= 0 and g.phrase.names]
    missing = {b if a in places else a for a, b in pairs if (a in places) != (b in places)} - taken
    found["place"] = [g.phrase for g in guesses if g.phrase.i in places | missing]
    return found


def _by_grammar(sentence: Sentence, trigger: Trigger, type_: str, knowledge: Knowledge) -> dict[Role, list[Phrase]]:
    asked = candidates(sentence, trigger)
    places = positions(sentence.parse, trigger, asked, knowledge)
    found: dict[Role, list[Phrase]] = {role: [] for role in ROLES}
    for i, role in by_grammar([r for r in trigger.rules if r.type == type_], asked, places).items():
        found[role].append(sentence.parse.phrase(i))
    return {role: sorted(phrases, key=lambda p: p.first) for role, phrases in found.items()}
