"""A reading in, coded frames out: which triggers are events, who fills their roles, who says so, how, and when.

Every step is a choice among proposals of the grammar; with trained weights the model chooses, without them the rules' own order.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from rasid.arguments import argument_choices, roles_of
from rasid.attributes import attributes, source_scores
from rasid.casualties import casualties
from rasid.choice import Choice, Weighed, softmax
from rasid.features import Candidates, Past, past_parts
from rasid.frames import by_grammar, by_position, candidates, positions
from rasid.guards.accusation import ACCUSING, accusation, accuser, charged, only_accuses
from rasid.guards.agreements import BROKEN, did_not_hold
from rasid.guards.compelled import forcing
from rasid.guards.denials import denial_of
from rasid.guards.details import is_part, weapon_of
from rasid.guards.own_losses import is_open_loss
from rasid.guards.parties import has_exception
from rasid.guards.plain import is_taken, plain_type
from rasid.guards.proforms import DENYING, only_denies
from rasid.guards.repeats import brings_aid, contradicts, repeats
from rasid.guards.resumed import holds_areas
from rasid.guards.roles import guarded
from rasid.guards.sayings import only_said
from rasid.guards.senses import only_events, type_with_object
from rasid.guards.shared import with_shared_subject
from rasid.guards.spoken import of_speaker
from rasid.holders import with_holders
from rasid.knowledge import Knowledge
from rasid.knowledge.rules import Rule
from rasid.knowledge.senses import NO_EVENT
from rasid.mentions import Reading, Sentence, Trigger
from rasid.phrases import Phrase
from rasid.scene import Event
from rasid.second import Guess, second_choices
from rasid.speech import Speaker, speakers
from rasid.times import TimeMention
from rasid.types import ROLES, Role, Stance, Status, Words

MORE = 0.5  # the probability that a phrase must have to fill a role beside a surer one (cross-validated: record F1 +0.005)
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
    times: Mapping[str, float] = field(default_factory=dict)  # by number of the sentence's time, that it is the event's

    @property
    def rule(self) -> Rule:
        """The rule of this type that the trigger matched with the most words; of another type where its object gave it this one."""
        return next((r for r in self.trigger.rules if r.type == self.type), self.trigger.rules[0])


def code(reading: Reading, knowledge: Knowledge) -> list[Coded]:
    """All events of a report, in the order of the text."""
    who = speakers(reading, knowledge)
    accepted = _accepted(reading, who, knowledge)
    found: list[Coded] = []
    told = [(sentence, [(trigger, type_) for trigger, type_, *_ in events]) for sentence, events in accepted]
    scores = source_scores(reading, [(sentence, events, who[sentence.i]) for sentence, events in told], knowledge)
    for (sentence, events), roles, sources in zip(accepted, fill_roles(reading, told, knowledge), scores, strict=True):
        counts = casualties(reading, sentence, [(trigger, type_) for trigger, type_, *_ in events], knowledge)
        for (trigger, type_, why, p), (filled, odds), spoken in zip(events, roles, sources, strict=True):
            coded = _code(reading, sentence, trigger, type_, why, filled, who[sentence.i], spoken, found, knowledge)
            put_in = {phrase.i: 1.0 for phrase in coded.roles["place"] if phrase not in filled["place"]}  # guards are sure of them
            coded.surety, coded.odds = p, {**odds, **put_in}
            if coded.status not in _UNREAL:
                coded.numbers.update(counts.get(trigger.first, {}))
            found.append(coded)
    return only_events(found, knowledge)


Accepted = tuple[str, tuple[str, ...], float]  # the type, what decided, the probability of an event
Told = tuple[Trigger, str, tuple[str, ...], float]  # the same with its trigger


def _accepted(reading: Reading, who: Sequence[Sequence[Speaker]], knowledge: Knowledge) -> list[tuple[Sentence, list[Told]]]:
    """The sentences that tell of events, with their events. What does not depend on the events before is weighed for all at once."""
    model = knowledge.models["trigger"]
    weighed = Weighed(model, _asked(reading, knowledge) if model.trained else ())
    found = []
    past = Past()
    number = 0
    for sentence in reading.sentences:
        past.begin()
        events: list[Told] = []
        for trigger in sentence.triggers:
            if model.trained:
                accepted = _accept(weighed, number, past, trigger, _least(sentence, trigger, knowledge))
                number += 1
            else:
                accepted = _accept_by_rules(sentence, trigger, reading)
            accepted = _plainly(sentence, trigger, accepted, knowledge)
            before = events[-1][:2] if events else None
            if accepted is not None and not repeats(sentence, trigger, accepted[0], before, knowledge):
                if brings_aid(sentence, trigger, accepted[0], before, knowledge):
                    events.pop()
                verb = forcing(sentence, trigger, accepted[0], knowledge)
                events = [event for event in events if event[0].first != verb]
                type_ = type_with_object(sentence, trigger, accepted[0], knowledge)
                past.add(trigger, type_)
                events.append((trigger, type_, *accepted[1:]))
        events = _with_words(sentence, events, who[sentence.i], knowledge)
        if events:
            found.append((sentence, events))
    return found


def _with_words(sentence: Sentence, events: list[Told], who: Sequence[Speaker], knowledge: Knowledge) -> list[Told]:
    """Who accuses of what is no event has accused, who denies what was told before has denied, a truce that did not hold was broken.

    What somebody says of such an event that it was not is one, too."""
    taken, told = {trigger.first for trigger, *_ in events}, [(trigger, type_) for trigger, type_, *_ in events]
    asked = [(t, word_itself(sentence, t, told, who, knowledge)) for t in sentence.triggers if t.first not in taken]
    more = [(t, type_, (), 1.0) for t, type_ in asked if type_]
    return sorted([*events, *more], key=lambda e: e[0].first) if more else events


def word_itself(sentence: Sentence, trigger: Trigger, told: Sequence[Event], who: Sequence[Speaker], knowledge: Knowledge) -> str:
    """The type of which the word itself is the event, beside the sentence's events (`told`); else nothing."""
    if ACCUSING in trigger.types and only_accuses(sentence, trigger, [t for t, _ in told], who, knowledge):
        return ACCUSING
    if BROKEN in trigger.types and did_not_hold(sentence, trigger, knowledge):
        return BROKEN
    if DENYING in trigger.types and only_denies(sentence, trigger, knowledge):
        return DENYING
    return only_said(sentence, trigger, [t for t, _ in told], knowledge) or contradicts(sentence, trigger, told, who)


def accept(reading: Reading, sentence: Sentence, n: int, past: Past, knowledge: Knowledge) -> Accepted | None:
    """The type of a trigger candidate and what decided, or None if it is no event. `past`: what was accepted before it."""
    model, trigger = knowledge.models["trigger"], sentence.triggers[n]
    if not model.trained:
        return _plainly(sentence, trigger, _accept_by_rules(sentence, trigger, reading), knowledge)
    weighed = Weighed(model, [Candidates(reading, sentence, knowledge).choice(n)])
    return _plainly(sentence, trigger, _accept(weighed, 0, past, trigger, _least(sentence, trigger, knowledge)), knowledge)


def _asked(reading: Reading, knowledge: Knowledge) -> list[Choice]:
    """The choices of all candidates of a report."""
    asked = [Candidates(reading, sentence, knowledge) for sentence in reading.sentences]
    return [here.choice(n) for here in asked for n in range(len(here.sentence.triggers))]


def _plainly(sentence: Sentence, trigger: Trigger, accepted: Accepted | None, knowledge: Knowledge) -> Accepted | None:
    """What was accepted of a trigger, or what its company settles (guards/plain.py)."""
    type_ = plain_type(sentence, trigger, knowledge)
    if type_ and type_ != NO_EVENT:
        return accepted if accepted is not None and accepted[0] == type_ else (type_, (), 1.0)
    taken = accepted is not None and is_taken(sentence, trigger, accepted[0], knowledge)
    return None if type_ or taken else accepted


DENIED = 0.1  # a weak word is denied rather than said where it is so likely an event


def _least(sentence: Sentence, trigger: Trigger, knowledge: Knowledge) -> float:
    """How likely an event must be that somebody denies (2: as likely as others): a denial is as much a record as the claim.

    So is a loss of which nobody is sure.
    """
    if denial_of(sentence, trigger) is None and not is_open_loss(sentence, trigger, knowledge):
        return 2.0
    return DENIED if all(r.weak for r in trigger.rules) else 0.0


def _accept(weighed: Weighed, n: int, past: Past, trigger: Trigger, least: float) -> Accepted | None:
    """Choice number `n`, of which all but the past was weighed."""
    model, options = weighed.model, weighed.choices[n].options
    shared, own = past_parts(past, trigger, options[1:])
    p = softmax(model.added(weighed.scores[n], options, shared, own))
    best = max(range(1, len(p)), key=p.__getitem__)
    if 1 - p[0] < min(least, model.limit(options[best])):
        return None
    return options[best], weighed.loudest(n, best, shared, own[best]), 1 - p[0]


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
    spoken: Sequence[float],
    told: Sequence[Coded],
    knowledge: Knowledge,
) -> Coded:
    found = attributes(reading, sentence, trigger, type_, who, told, knowledge, spoken)
    accused = accusation(sentence, trigger, who, knowledge)
    if accused is not None:
        found = replace(found, speaker=accuser(found.speaker, accused), stance=accused.stance, status=accused.status(found.status))
        roles = charged(roles, accused, sentence)
    roles = guarded(with_holders(roles, sentence.parse, reading, knowledge), sentence, trigger, type_, knowledge)
    roles = with_shared_subject(roles, sentence, trigger, type_, told, knowledge)
    said = found.speaker, found.stance, found.status
    roles, (speaker, stance, status) = of_speaker(roles, said, sentence, trigger, type_, found.time, who, told, knowledge)
    if accused is not None and not roles["actor"]:
        roles = charged(roles, accused, sentence)  # somebody names him, though not with the event's own words
    extent = extent_of(sentence, trigger, type_, roles["place"], knowledge)
    weapon = weapon_of(reading, sentence, trigger, type_, knowledge)
    return Coded(
        sentence,
        trigger,
        type_,
        roles,
        speaker,
        stance,
        status,
        found.time,
        why,
        extent=extent,
        weapon=weapon,
        times=found.times,
    )


def extent_of(sentence: Sentence, trigger: Trigger, type_: str, places: Sequence[Phrase], knowledge: Knowledge) -> str:
    """`part` where only a part of the place is meant: its areas, all but something, most of it; else nothing."""
    areas = holds_areas(places, trigger, type_, sentence.parse, knowledge) or has_exception(places, trigger, sentence.parse, knowledge)
    return "part" if areas or is_part(sentence, trigger, type_, places, knowledge) else ""


Filled = tuple[dict[Role, list[Phrase]], Mapping[int, float]]  # the phrases of each role; by phrase, how likely it is a place


def fill_roles(reading: Reading, coded: Sequence[tuple[Sentence, Sequence[Event]]], knowledge: Knowledge) -> list[list[Filled]]:
    """For each sentence and each of its events the phrases of each role, in the order of the text. All are weighed at once."""
    model, second = knowledge.models["argument"], knowledge.models["second"]
    if not model.trained:
        return [[(_by_grammar(sentence, trigger, type_, knowledge), {}) for trigger, type_ in events] for sentence, events in coded]
    asked = [argument_choices(reading, sentence, events, knowledge) for sentence, events in coded]
    first = iter(model.all_probabilities([c for here in asked for row in here for _, c in row]))
    guesses = [[[Guess(p, c, next(first)) for p, c in row] for row in here] for here in asked]
    if not second.trained:
        return [[_filled(row, {g.phrase.i: g.odds for g in row}, model.threshold) for row in here] for here in guesses]
    again = [second_choices(reading, events, here) for (_, events), here in zip(coded, guesses, strict=True)]
    odds = iter(second.all_probabilities([c for here in again for row in here for c in row.values()]))
    looked = [[{i: next(odds) for i in row} for row in here] for here in again]
    return [
        [_filled(row, p, second.threshold) for row, p in zip(here, ps, strict=True)] for here, ps in zip(guesses, looked, strict=True)
    ]


def _filled(guesses: Sequence[Guess], odds: Mapping[int, Sequence[float]], threshold: float) -> Filled:
    """The phrases that fill the roles of one event. `odds`: by phrase, of those that were looked at to the end."""
    found: dict[Role, list[Phrase]] = {role: [] for role in ROLES}
    proposed: list[tuple[float, Role, Phrase]] = []
    likely: dict[int, float] = {}
    for guess in guesses:
        p = odds.get(guess.phrase.i)
        if p is None:
            continue
        likely[guess.phrase.i] = sum([q for q, option in zip(p, guess.choice.options, strict=True) if "place" in option])
        if 1 - p[0] >= threshold:
            best = max(range(1, len(p)), key=p.__getitem__)
            proposed += [(1 - p[0], role, guess.phrase) for role in roles_of(guess.choice.options[best])]
    surest: dict[Role, float] = {}
    for sure, role, _ in proposed:
        surest[role] = max(sure, surest.get(role, 0.0))
    for sure, role, phrase in proposed:
        if sure >= min(MORE, surest[role]):
            found[role].append(phrase)
    found["place"] = joined_places(found, [g.phrase for g in guesses])
    return found, likely


def joined_places(found: Mapping[Role, Sequence[Phrase]], asked: Sequence[Phrase]) -> list[Phrase]:
    """Places joined by a conjunction hold together: where one of `the quarters of A and B` is the place, so is the other.

    `asked`: the phrases that may fill a role, in the order of the text.
    """
    taken = {p.i for phrases in found.values() for p in phrases}
    places = {p.i for p in found["place"]}
    pairs = [(p.conj_of, p.i) for p in asked if p.conj_of >= 0 and any(n.of("place") for n in p.names)]
    missing = {b if a in places else a for a, b in pairs if (a in places) != (b in places)} - taken
    return [p for p in asked if p.i in places | missing]


def _by_grammar(sentence: Sentence, trigger: Trigger, type_: str, knowledge: Knowledge) -> dict[Role, list[Phrase]]:
    asked = candidates(sentence, trigger)
    places = positions(sentence.parse, trigger, asked, knowledge)
    found: dict[Role, list[Phrase]] = {role: [] for role in ROLES}
    for i, role in by_grammar([r for r in trigger.rules if r.type == type_], by_position(asked, places)).items():
        found[role].append(sentence.parse.phrase(i))
    return {role: sorted(phrases, key=lambda p: p.first) for role, phrases in found.items()}
