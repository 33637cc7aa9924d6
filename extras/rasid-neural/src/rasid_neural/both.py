"""A report in, claims out: by the rules and the network together, each claim with who made it and where the two differ.

What is accepted is a learned choice (stacking.py) in every respect: is it an event and of which type, who fills its roles, who says so,
how, when. A claim that either alone would not make, both have made. What one of them would have said otherwise stands with the claim.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from rasid.attributes import OUTLET
from rasid.choice import Choice, Model
from rasid.coder import MORE, Coded
from rasid.features import Past
from rasid.frames import NONE
from rasid.knowledge import Knowledge
from rasid.mentions import Sentence, read_text
from rasid.phrases import Phrase
from rasid.since import with_beginnings
from rasid.text import Text
from rasid.types import ROLES, Claim, Report, Role, Stance, Status
from rasid_neural import network, stacking
from rasid_neural.coding import REAL, SURE, Drafted, Places, complete, count, guard, likely_status, places_of, stood
from rasid_neural.drafts import Draft, drafts
from rasid_neural.extractor import claims_of
from rasid_neural.opinions import (
    Candidate,
    Filler,
    Voices,
    candidates_of,
    fillers_of,
    roles_of_type,
    standing_of,
    times_of,
    voices_of,
)
from rasid_neural.stacking import Opinion, weighed

YES, NO = "yes", "no"
_DISSENT = 0.5  # a coder who holds something likelier than this says it


@dataclass(slots=True)
class Accepted:
    """A candidate that was accepted as an event of a type."""

    candidate: Candidate
    type: str
    p: float


def event_choice(candidate: Candidate) -> Choice:
    """Is it an event, and of which type?"""
    kinds = {o: o.split(".")[0] for o in candidate.options}
    return weighed(candidate.options, candidate.rules, candidate.network, kinds)


def role_choice(filler: Filler, role: Role, type_: str) -> Choice:
    """Does the phrase fill this role of the event?"""
    rules, drawn = filler.rules.get(role), filler.network.get(role)
    return weighed((NO, YES), _yes(rules), _yes(drawn), {YES: role, NO: f"{role}-{type_.split('.')[0]}"})


def _yes(p: float | None) -> dict[str, float]:
    return {} if p is None else {YES: p, NO: 1 - p}


def plain_choice(options: Sequence[str], opinions: tuple[Opinion, Opinion]) -> Choice:
    """One of a few options that are learned of by name."""
    return weighed(options, *opinions, {o: o for o in options})


def listed_choice(options: Sequence[str], opinions: tuple[Opinion, Opinion], default: str) -> Choice:
    """The default or one of those that the sentence offers."""
    return weighed(options, *opinions, {o: default if o == default else "" for o in options})


class BothExtractor:
    """Rules and network, weighed against each other."""

    name = "both"

    def __init__(self, model: network.Model | None = None, weights: Mapping[str, Model] | None = None) -> None:
        self._model, self._weights = model, weights

    @property
    def model(self) -> network.Model:
        """The delivered model, loaded once."""
        if self._model is None:
            self._model = network.load()
        return self._model

    @property
    def weights(self) -> Mapping[str, Model]:
        """The learned weights, loaded once."""
        if self._weights is None:
            self._weights = stacking.read_models()
        return self._weights

    def __call__(self, report: Report, knowledge: Knowledge) -> list[Claim]:
        model = self.model
        reading = read_text(Text(report.text), knowledge)
        found = drafts(reading.text, model.pieces, model.types, model.net)
        places = places_of(reading, knowledge)
        coded = code_both(found, places, knowledge, self.weights)
        names = {"rules": f"rules@{knowledge.version}", "neural": f"neural@{model.version}"}
        said = [(tuple(names[w] for w in who), c.rule.id if "rules" in who else "") for c, who in coded]
        return claims_of(report, reading, [c for c, _ in coded], knowledge, said)


def code_both(
    found: Sequence[Draft], places: Places, knowledge: Knowledge, weights: Mapping[str, Model]
) -> list[tuple[Drafted, tuple[str, ...]]]:
    """The events of a report, each with who made it."""
    past, coded = Past(), list[tuple[Drafted, tuple[str, ...]]]()
    for sentence in places.reading.sentences:
        past.begin()
        rows = [accepted(c, weights["event"]) for c in candidates_of(sentence, found, past, places, knowledge)]
        events = _apart([row for row in rows if row is not None])
        triggers = [(e.candidate.trigger, e.type) for e in events]
        fillers = fillers_of(sentence, triggers, [e.candidate.draft for e in events], places, knowledge)
        for event, row in zip(events, fillers, strict=True):
            who = who_made(event.candidate, event.type, knowledge)
            coded.append((_coded(event, who, row, sentence, [c for c, _ in coded], places, knowledge, weights), who))
    with_beginnings([c for c, _ in coded], knowledge)
    count([c for c, _ in coded], places.reading, knowledge)
    return coded


def accepted(candidate: Candidate, model: Model) -> Accepted | None:
    """The candidate as an event, if the learned choice takes it for one."""
    choice = event_choice(candidate)
    odds = dict(zip(choice.options, model.probabilities(choice), strict=True))
    type_ = max(choice.options[1:], key=lambda o: odds[o])
    return Accepted(candidate, type_, odds[type_]) if 1 - odds[NONE] >= model.limit(type_) else None


def _apart(events: Sequence[Accepted]) -> list[Accepted]:
    """Of events of one type on the same words the likelier."""
    kept: list[Accepted] = []
    for event in events:
        trigger = event.candidate.trigger
        twin = next((k for k, e in enumerate(kept) if e.candidate.trigger.first == trigger.first), None)
        if twin is None:
            kept.append(event)
        elif event.p > kept[twin].p:
            kept[twin] = event
    return kept


def who_made(candidate: Candidate, type_: str, knowledge: Knowledge) -> tuple[str, ...]:
    """Those who alone would have made the claim; if nobody would, both have."""
    rules, drawn = candidate.rules, candidate.network
    limit = knowledge.models["trigger"].limit(type_)
    sure = (
        ("rules", bool(rules) and 1 - rules[NONE] >= limit and _first(rules) == type_),
        ("neural", bool(drawn) and 1 - drawn[NONE] >= SURE and _first(drawn) == type_),
    )
    return tuple(name for name, yes in sure if yes) or ("rules", "neural")


def _first(odds: Mapping[str, float]) -> str:
    return max((o for o in odds if o != NONE), key=lambda o: odds[o], default="")


def _coded(
    event: Accepted,
    who: Sequence[str],
    fillers: Sequence[Filler],
    sentence: Sentence,
    told: Sequence[Coded],
    places: Places,
    knowledge: Knowledge,
    weights: Mapping[str, Model],
) -> Drafted:
    trigger, draft, type_ = event.candidate.trigger, event.candidate.draft, event.type
    why = list(_sure(event, who))
    roles = _roles(fillers, type_, knowledge, weights["role"])
    why += _role_dissent(fillers, roles, places)
    voices = voices_of(sentence, trigger, type_, told, draft, places, knowledge)
    key = _pick(weights["source"], listed_choice(tuple(voices.speakers), (voices.rules, voices.network), OUTLET))
    speaker = voices.speakers[key]
    why += _source_dissent(key, voices, places)
    held = standing_of(sentence, trigger, type_, speaker, told, draft, places, knowledge)
    status = _status(held.status, weights["status"])
    stance: Stance = _pick(weights["stance"], plain_choice(tuple(held.stance[0]), held.stance))  # type: ignore[assignment]  # the codebook's
    why += [*_dissent("status", status, *held.status), *_dissent("stance", stance, *held.stance)]
    status = stood(stance, status)
    coded = Drafted(sentence, trigger, type_, roles, speaker, stance, status, None)
    if sentence.times:
        times = times_of(sentence, trigger, type_, speaker, status, told, draft, places, knowledge)
        asked = listed_choice(tuple(times.times), (times.rules, times.network), NONE)
        odds = dict(zip(asked.options, weights["time"].probabilities(asked), strict=True))
        coded.time = times.times[max(odds, key=lambda o: odds[o])]
        coded.times = {o: p for o, p in odds.items() if o != NONE}
    guard(coded, told, places, knowledge)
    complete(coded, places.reading, knowledge)
    coded.why = tuple(why)
    return coded


def _sure(event: Accepted, who: Sequence[str]) -> Iterator[str]:
    yield f"both {event.p:.2f}"
    for name, odds in (("rules", event.candidate.rules), ("neural", event.candidate.network)):
        first, p = _first(odds), odds.get(event.type, 0.0)
        if first and first != event.type and odds[first] >= p:
            yield f"differs type: {name} {first} {odds[first]:.2f}"
        else:
            yield f"{name} {p:.2f}" if name in who else f"differs event: {name} {p:.2f}"


def _roles(fillers: Sequence[Filler], type_: str, knowledge: Knowledge, model: Model) -> dict[Role, list[Phrase]]:
    """Who fills the roles: beside a surer one a phrase must be rather in than out, as the rules have it."""
    found: dict[Role, list[Phrase]] = {role: [] for role in ROLES}
    for role in roles_of_type(type_, knowledge):
        asked = [f for f in fillers if role in f.rules or role in f.network]
        odds = [model.probabilities(role_choice(f, role, type_))[1] for f in asked]
        least = max(model.threshold, min(MORE, max(odds, default=0.0)))
        found[role] = [f.phrase for f, p in zip(asked, odds, strict=True) if p >= least]
    return found


def _role_dissent(fillers: Sequence[Filler], roles: Mapping[Role, Sequence[Phrase]], places: Places) -> Iterator[str]:
    """Fillers that one coder alone holds likely."""
    for filler in fillers:
        for role in ROLES:
            sides = (filler.rules.get(role, 0.0) >= _DISSENT, filler.network.get(role, 0.0) >= _DISSENT)
            if filler.network and sides[0] != sides[1]:
                words = places.reading.text.raw[filler.phrase.start : filler.phrase.end]
                taken = "with" if filler.phrase in roles[role] else "without"
                yield f"differs {role}: {'rules' if sides[0] else 'neural'} {words} ({taken})"


def _dissent(name: str, taken: str, rules: Opinion, drawn: Opinion) -> Iterator[str]:
    for who, odds in (("rules", rules), ("neural", drawn)):
        first = max(odds, key=lambda o: odds[o], default=taken)
        if first != taken:
            yield f"differs {name}: {who} {first} {odds[first]:.2f}"


def _source_dissent(taken: str, voices: Voices, places: Places) -> Iterator[str]:
    """The same of the source, in the words that name it; the same words elsewhere are no other source."""
    raw = places.reading.text.raw
    names = {key: raw[s.start : s.end] if s else key for key, s in voices.speakers.items()}
    for who, odds in (("rules", voices.rules), ("neural", voices.network)):
        first = max(odds, key=lambda o: odds[o], default=taken)
        if names[first] != names[taken]:
            yield f"differs source: {who} {names[first]} {odds[first]:.2f}"


def _status(held: tuple[Opinion, Opinion], model: Model) -> Status:
    """The likeliest status by both; no fact where the rules read none."""
    asked = plain_choice(tuple(held[0]), held)
    both = likely_status(dict(zip(asked.options, model.probabilities(asked), strict=True)))
    rules = likely_status(held[0])
    return rules if both in REAL and rules not in REAL else both


def _pick(model: Model, choice: Choice) -> str:
    scores = model.scores(choice)
    return choice.options[scores.index(max(scores))]


def both_extractor() -> BothExtractor:
    """Found by its entry point."""
    return BothExtractor()
