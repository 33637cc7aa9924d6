"""A report in, claims out: by the rules and the network together, each claim with who made it and where the two differ.

What is accepted is a learned choice (stacking.py) in every respect: is it an event and of which type, who fills its roles, who says so,
how, when. A claim that either alone would not make, both have made. What one of them would have said otherwise stands with the claim.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from math import prod

from rasid.attributes import OUTLET
from rasid.casualties import unborne
from rasid.choice import Choice, Model
from rasid.coder import MORE, Coded, joined_places, word_itself
from rasid.features import Past
from rasid.frames import NONE
from rasid.guards.accusation import accusation, accuser, charged
from rasid.guards.compelled import forcing
from rasid.guards.doers import goes_himself
from rasid.guards.lasting import held_since
from rasid.guards.lifted import lifting
from rasid.guards.own_losses import is_open_loss
from rasid.guards.plain import is_taken, plain_type
from rasid.guards.repeats import brings_aid, is_its_verb, repeats
from rasid.knowledge import Knowledge
from rasid.knowledge.senses import NO_EVENT
from rasid.mentions import Sentence, Trigger, read_text
from rasid.phrases import Parse, Phrase
from rasid.since import with_beginnings
from rasid.text import Text
from rasid.types import ROLES, Claim, Report, Role, Stance, Status
from rasid_neural import dissent, network, stacking
from rasid_neural.coding import REAL, Drafted, Places, complete, count, guard, likely_status, places_of, stood
from rasid_neural.drafts import Draft, drafts
from rasid_neural.extractor import claims_of
from rasid_neural.opinions import Candidate, Filler, candidates_of, fillers_of, roles_of_type, standing_of, times_of, voices_of
from rasid_neural.questions import event_choice, listed_choice, plain_choice, role_choices
from rasid_neural.stacking import Opinion

_EVEN = 0.5  # rather told than not
_LOSSES, _MEANS = ("harm.injure", "harm.kill"), ("fight.",)
_SURELY = 0.3  # where a person stands right behind a verb of loss
_PERSONS = frozenset({"head", "group", "person", "title"})
_CLAUSE = 12  # tokens between a loss and what it was suffered from, in one clause
_WALLS = frozenset("vrskc")  # tags of what opens another clause, or joins on
_HALVES = 0.6  # of an event on two words: as likely, taken together, that one of them is it


@dataclass(slots=True)
class Accepted:
    """A candidate that was accepted as an event of a type."""

    candidate: Candidate
    type: str
    p: float


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
        candidates = candidates_of(sentence, found, past, places, knowledge)
        rows = [_event(sentence, c, weights["event"], knowledge) for c in candidates]
        rows = _with_means(sentence, candidates, _with_halves(sentence, candidates, rows))
        rows = _with_open(sentence, candidates, rows, knowledge)
        rows = _with_losses(sentence, candidates, _with_words(sentence, candidates, rows, places, knowledge), places, knowledge)
        rows = _with_lifts(sentence, candidates, rows)
        events = _once(sentence, _surest([row for row in rows if row is not None]), knowledge)
        triggers = [(e.candidate.trigger, e.type) for e in events]
        fillers = fillers_of(sentence, triggers, [e.candidate.draft for e in events], places, knowledge)
        for event, row in zip(events, fillers, strict=True):
            who = dissent.who_made(event.candidate, event.type, knowledge)
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


def _plain(sentence: Sentence, candidate: Candidate) -> Accepted | None:
    """What a construction says plainly and the rules rather tell than not: the road, closed for ten years; they do not answer."""
    trigger = candidate.trigger
    undone = next((r.type for r in trigger.rules if r.negated), "") if sentence.parse.tag(trigger.first - 1) == "x" else ""
    type_ = held_since(sentence, trigger) or undone
    p = candidate.rules.get(type_, 0.0)
    return Accepted(candidate, type_, p) if p >= _EVEN else None


def _event(sentence: Sentence, candidate: Candidate, model: Model, knowledge: Knowledge) -> Accepted | None:
    """What is accepted of a candidate, or what its company settles whatever the two make of it (guards/plain.py)."""
    type_ = plain_type(sentence, candidate.trigger, knowledge)
    if type_:
        return Accepted(candidate, type_, candidate.rules.get(type_, 0.0)) if type_ != NO_EVENT else None
    row = accepted(candidate, model) or _plain(sentence, candidate)
    return None if row is not None and is_taken(sentence, candidate.trigger, row.type, knowledge) else row


def _with_halves(sentence: Sentence, candidates: Sequence[Candidate], rows: Sequence[Accepted | None]) -> list[Accepted | None]:
    """One event on two words, a noun and its verb (a device exploded): what each coder holds of it may be spread over both."""
    found = list(rows)
    for n, (a, b) in enumerate(pairwise(candidates)):
        if found[n] is not None or found[n + 1] is not None or not is_its_verb(sentence, a.trigger, b.trigger):
            continue
        shared = [t for t in a.options if t != NONE and t in b.options]
        odds = {t: 1 - (1 - _held(a, t)) * (1 - _held(b, t)) for t in shared}
        best = max(odds, key=lambda t: odds[t], default="")
        if best and odds[best] >= _HALVES:
            found[n + 1] = Accepted(b, best, odds[best])
    return found


def _with_means(sentence: Sentence, candidates: Sequence[Candidate], rows: Sequence[Accepted | None]) -> list[Accepted | None]:
    """One loss on several words, what befell somebody and what with (was INJURED by the BULLETS of a sniper): which of them tells it
    the coders do not agree on, so that no word is sure though all are. Only where the sentence tells of nothing else that has a loss.
    """
    found = list(rows)
    for n, loss in enumerate(candidates):
        told = [n, *(m for m in range(n + 1, len(candidates)) if _is_means(sentence, loss, candidates[m]))]
        if len(told) < 2 or any(row is not None and row.type.startswith((*_LOSSES, *_MEANS)) for row in found):
            continue
        held = [(*_likeliest(candidates[m], _LOSSES if m == n else _MEANS), m) for m in told]
        if _on_any([(candidates[m], type_) for _, type_, m in held]) >= (_SURELY if _has_person(sentence, loss) else _EVEN):
            p, type_, at = max(held)
            found[at] = Accepted(candidates[at], type_, max(p, _EVEN))
    return found


def _on_any(words: Sequence[tuple[Candidate, str]]) -> float:
    """How likely the two hold it on average that one of the words is an event of its type."""
    rules = 1 - prod(1 - c.rules.get(type_, 0.0) for c, type_ in words)
    return (rules + 1 - prod(1 - c.network.get(type_, 0.0) for c, type_ in words)) / 2


def _has_person(sentence: Sentence, loss: Candidate) -> bool:
    """A verb of loss with the person whom it befell right behind it: was killed A DRIVER."""
    phrases, last = sentence.parse.phrases, loss.trigger.last
    return loss.trigger.form == "verb" and any(p.first == last and not p.prep and p.category in _PERSONS for p in phrases)


def _is_means(sentence: Sentence, loss: Candidate, means: Candidate) -> bool:
    """A noun of a weapon or a fight in the clause of a loss that is told before it; what the victim WAS DOING may stand between."""
    parse, first, last = sentence.parse, loss.trigger.last, means.trigger.first
    if means.trigger.form == "verb" or last - first > _CLAUSE or not (_likeliest(loss, _LOSSES)[1] and _likeliest(means, _MEANS)[1]):
        return False
    return not any(parse.tag(k) in _WALLS and not (parse.tag(k) == "v" and _was_doing(parse, k)) for k in range(first, last))


def _was_doing(parse: Parse, k: int) -> bool:
    """An auxiliary, or the verb right behind one."""
    return any("auxiliary" in parse.words[j].classes for j in (k, k - 1))


def _likeliest(candidate: Candidate, families: tuple[str, ...]) -> tuple[float, str]:
    """How likely the two hold it on average that the word is an event of one of these families, and of which type."""
    return max(((_held(candidate, t), t) for t in candidate.options if t.startswith(families)), default=(0.0, ""))


def _held(candidate: Candidate, type_: str) -> float:
    """How likely the two hold it that the word is an event of a type, on average."""
    return (candidate.rules.get(type_, 0.0) + candidate.network.get(type_, 0.0)) / 2


def _with_open(
    sentence: Sentence, candidates: Sequence[Candidate], rows: Sequence[Accepted | None], knowledge: Knowledge
) -> list[Accepted | None]:
    """A loss that is denied, or of which nobody is sure, is told for itself: the raid that it is said to be of is another event."""

    def told(c: Candidate) -> Accepted | None:
        p, type_ = _likeliest(c, _LOSSES)
        return Accepted(c, type_, p) if type_ and is_open_loss(sentence, c.trigger, knowledge) else None

    return [row or told(c) for c, row in zip(candidates, rows, strict=True)]


def _with_losses(
    sentence: Sentence, candidates: Sequence[Candidate], rows: Sequence[Accepted | None], places: Places, knowledge: Knowledge
) -> list[Accepted | None]:
    """Several dead or injured are told, whatever else the sentence tells."""
    told = [(row.candidate.trigger, row.type) for row in rows if row is not None]
    lost = unborne(places.reading, sentence, told, knowledge)
    if lost is None:
        return list(rows)
    trigger, type_ = lost
    return [
        Accepted(c, type_, c.rules.get(type_, 0.0)) if row is None and c.trigger == trigger else row
        for c, row in zip(candidates, rows, strict=True)
    ]


def _with_lifts(sentence: Sentence, candidates: Sequence[Candidate], rows: Sequence[Accepted | None]) -> list[Accepted | None]:
    """Who breaks a siege ends it: the event is that of the verb, not of the noun that belongs to it."""
    found = list(rows)
    for n, row in enumerate(rows):
        told = lifting(sentence, row.candidate.trigger, row.type) if row is not None else None
        m = next((m for m, c in enumerate(candidates) if told is not None and c.trigger == told[0]), -1)
        if row is None or told is None or m < 0 or found[m] is not None:
            continue
        found[m], found[n] = Accepted(candidates[m], told[1], row.p), None
    return found


def _with_words(
    sentence: Sentence, candidates: Sequence[Candidate], rows: Sequence[Accepted | None], places: Places, knowledge: Knowledge
) -> list[Accepted | None]:
    """Who accuses somebody of what is no event of the codebook has accused him; who denies what was told before has denied it."""
    events, who = [(row.candidate.trigger, row.type) for row in rows if row is not None], places.who[sentence.i]

    def told(c: Candidate) -> Accepted | None:
        type_ = word_itself(sentence, c.trigger, events, who, knowledge)
        return Accepted(c, type_, max(c.rules.get(type_, 0.0), c.network.get(type_, 0.0))) if type_ else None

    return [row or told(c) for c, row in zip(candidates, rows, strict=True)]


def _surest(events: Sequence[Accepted]) -> list[Accepted]:
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


def _once(sentence: Sentence, events: Sequence[Accepted], knowledge: Knowledge) -> list[Accepted]:
    """The events without those that only tell the one before again in one breath, as the rules have it."""
    kept: list[Accepted] = []
    for event in events:
        before = (kept[-1].candidate.trigger, kept[-1].type) if kept else None
        if not repeats(sentence, event.candidate.trigger, event.type, before, knowledge):
            if brings_aid(sentence, event.candidate.trigger, event.type, before, knowledge):
                kept.pop()
            verb = forcing(sentence, event.candidate.trigger, event.type, knowledge)
            kept = [k for k in kept if k.candidate.trigger.first != verb]
            kept.append(event)
    return kept


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
    why = list(dissent.of_event(event.candidate, type_, event.p, who))
    fillers = _of_goers(fillers, trigger, type_, knowledge)
    roles = _roles(fillers, type_, knowledge, weights["role"])
    why += dissent.of_roles(fillers, roles, places)
    voices = voices_of(sentence, trigger, type_, told, draft, places, knowledge)
    key = _pick(weights["source"], listed_choice(tuple(voices.speakers), (voices.rules, voices.network), OUTLET))
    speaker = voices.speakers[key]
    why += dissent.of_source(key, voices, places)
    held = standing_of(sentence, trigger, type_, speaker, told, draft, places, knowledge)
    status = _status(held.status, weights["status"])
    stance: Stance = _pick(weights["stance"], plain_choice(tuple(held.stance[0]), held.stance))  # type: ignore[assignment]  # the codebook's
    why += [*dissent.of_choice("status", status, *held.status), *dissent.of_choice("stance", stance, *held.stance)]
    accused = accusation(sentence, trigger, places.who[sentence.i], knowledge)
    if accused is not None:
        stance, status = accused.stance, accused.status(status)
        speaker, roles = accuser(speaker, accused), charged(roles, accused, sentence)
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


def _of_goers(fillers: Sequence[Filler], trigger: Trigger, type_: str, knowledge: Knowledge) -> Sequence[Filler]:
    """Who goes himself acts (GUIDE 16): what a coder holds of him as a target he holds of him as an actor, unless another acts."""
    if not goes_himself(trigger, type_, knowledge):
        return fillers
    acting = [f for f in fillers if _is_rather(f, "actor")]
    if acting and any(_is_rather(f, "target") for f in fillers if f not in acting):
        return fillers
    return [replace(f, rules=_as_actor(f.rules), network=_as_actor(f.network)) for f in fillers]


def _is_rather(filler: Filler, role: Role) -> bool:
    return max(filler.rules.get(role, 0.0), filler.network.get(role, 0.0)) >= _EVEN


def _as_actor(held: dict[str, float]) -> dict[str, float]:
    """What a coder holds of a phrase, by role, with what he holds of it as a target given to it as an actor."""
    if "target" not in held:
        return held
    return {**held, "actor": min(1.0, held.get("actor", 0.0) + held["target"]), "target": 0.0}


def _roles(fillers: Sequence[Filler], type_: str, knowledge: Knowledge, model: Model) -> dict[Role, list[Phrase]]:
    """Who fills the roles: beside a surer one a phrase must be rather in than out, as the rules have it."""
    taken: dict[Role, list[_Taken]] = {role: [] for role in ROLES}
    for role in roles_of_type(type_, knowledge):
        asked = [(model.probabilities(choice)[1], f.phrase) for f, choice in role_choices(fillers, role, type_)]
        least = max(model.threshold, min(MORE, max((p for p, _ in asked), default=0.0)))
        taken[role] = _apart([(p, phrase) for p, phrase in asked if p >= least])
    sides = _apart([*taken["actor"], *taken["target"]])
    for role in ("actor", "target"):
        taken[role] = [row for row in taken[role] if any(row is s for s in sides)]
    found: dict[Role, list[Phrase]] = {role: [phrase for _, phrase in rows] for role, rows in taken.items()}
    found["place"] = joined_places(found, [f.phrase for f in fillers])
    return found


_Taken = tuple[float, Phrase]  # a phrase and how likely it fills the role


def _apart(rows: Sequence[_Taken]) -> list[_Taken]:
    """Of phrases that share words the likelier: nobody is named twice by the same words, or does to himself what is told."""
    kept: list[_Taken] = []
    for row in sorted(rows, key=lambda row: -row[0]):
        if not any(row[1].overlaps(k) for _, k in kept):
            kept.append(row)
    return sorted(kept, key=lambda row: (row[1].first, row[1].last))


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
