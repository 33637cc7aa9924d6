"""A reading and its drafts in, what each coder holds of every word that may be an event out, and of all that is said of an event.

Shared by the reader and by the training of the weights, so that both ask the same.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from rasid.arguments import argument_choices, roles_of
from rasid.attributes import OUTLET, Dating, Sources, own_times, stance_choice, status_choice
from rasid.choice import Weighed, softmax
from rasid.coder import Coded
from rasid.features import Candidates, Past, past_parts
from rasid.frames import NONE
from rasid.guards.plain import plain_type
from rasid.knowledge import Knowledge
from rasid.mentions import Sentence, Trigger
from rasid.phrases import Phrase
from rasid.scene import Event
from rasid.second import Guess, second_choices
from rasid.speech import Speaker
from rasid.times import TimeMention
from rasid.types import ROLES, Role
from rasid_neural.coding import Places, as_speaker, holding, phrase_of, trigger_of
from rasid_neural.drafts import Draft, Found
from rasid_neural.stacking import Opinion

UNLIKELY = 0.03  # an option that neither coder holds likelier is not asked about
_FRESH = 10_000  # number of the first phrase that the network drew itself


@dataclass(slots=True)
class Candidate:
    """A word that one coder or both may take for an event."""

    trigger: Trigger
    rules: dict[str, float]
    network: dict[str, float]
    draft: Draft | None = None

    @property
    def options(self) -> tuple[str, ...]:
        """None, then the types that somebody holds likely."""
        likely = [t for o in (self.rules, self.network) for t, p in o.items() if t != NONE and p >= UNLIKELY]
        return (NONE, *dict.fromkeys(likely))


def candidates_of(sentence: Sentence, found: Sequence[Draft], past: Past, places: Places, knowledge: Knowledge) -> list[Candidate]:
    """The candidates of a sentence in the order of the text: those of the grammar, with the drafts on their words, and drafts alone."""
    model, reading = knowledge.models["trigger"], places.reading
    left = {d.token: d for d in found if sentence.parse.first <= d.token < sentence.parse.last}
    rows: list[Candidate] = []
    asked = Candidates(reading, sentence, knowledge)
    weighed = Weighed(model, [asked.choice(n) for n in range(len(sentence.triggers))])
    drawn = [_draft_on(trigger, left) for trigger in sentence.triggers]
    drawn = [d or _draft_before(t, sentence, left) for t, d in zip(sentence.triggers, drawn, strict=True)]
    for n, trigger in enumerate(sentence.triggers):
        options = weighed.choices[n].options
        shares = softmax(model.added(weighed.scores[n], options, *past_parts(past, trigger, options[1:])))
        odds = dict(zip(options, shares, strict=True))
        rows.append(Candidate(trigger, odds, _network(drawn[n]), drawn[n]))
        best = max(odds, key=lambda o: odds[o] if o != NONE else 0.0)
        if 1 - odds[NONE] >= model.limit(best):
            past.add(trigger, best)
    rows += [Candidate(trigger_of(d, d.type, sentence, reading), {}, _network(d), d) for d in left.values()]
    rows.sort(key=lambda c: c.trigger.first)
    return [c for c in rows if len(c.options) > 1 or plain_type(sentence, c.trigger, knowledge) not in ("", NONE)]


def _draft_on(trigger: Trigger, left: dict[int, Draft]) -> Draft | None:
    """The surest draft on the words of a trigger; drafts on its other words mean the same event and go with it."""
    words = [*range(trigger.first, trigger.last), *(range(trigger.fixed, trigger.fixed_end) if trigger.fixed >= 0 else ())]
    here = [left.pop(k) for k in words if k in left and (k < trigger.last or set(left[k].types) & set(trigger.types))]
    return max(here, key=lambda d: d.sure, default=None)


def _draft_before(trigger: Trigger, sentence: Sentence, left: dict[int, Draft]) -> Draft | None:
    """The draft on the particle before a verb that may mean the same: the network marks `did not` of `did not reach a result`."""
    draft = left.get(trigger.first - 1)
    if draft is None or draft.type not in trigger.types or sentence.parse.tag(draft.token) in "nv":
        return None
    return left.pop(draft.token)


def _network(draft: Draft | None) -> dict[str, float]:
    return {NONE: 1 - draft.sure, **draft.types} if draft is not None else {}


@dataclass(slots=True)
class Filler:
    """A phrase that one coder or both may put in a role of an event."""

    phrase: Phrase
    rules: dict[str, float] = field(default_factory=dict)  # by role
    network: dict[str, float] = field(default_factory=dict)


def fillers_of(
    sentence: Sentence, events: Sequence[Event], drafted: Sequence[Draft | None], places: Places, knowledge: Knowledge
) -> list[list[Filler]]:
    """For each event of a sentence, the phrases that may fill its roles."""
    reading, sentence = places.reading, holding(sentence, *(t for t, _ in events))
    first, second = knowledge.models["argument"], knowledge.models["second"]
    choices = argument_choices(reading, sentence, events, knowledge)
    shares = iter(first.all_probabilities([c for row in choices for _, c in row]))
    guesses = [[Guess(p, c, next(shares)) for p, c in row] for row in choices]
    again = second_choices(reading, events, guesses) if second.trained else [{} for _ in events]
    looked = iter(second.all_probabilities([c for later in again for c in later.values()]))
    found: list[list[Filler]] = []
    for row, later, draft in zip(guesses, again, drafted, strict=True):
        odds = {i: next(looked) for i in later}
        fillers = [Filler(g.phrase, _by_role(g.choice.options, odds.get(g.phrase.i, g.odds))) for g in row]
        found.append(_with_spans(fillers, draft, sentence, places))
    return found


def _by_role(options: Sequence[str], odds: Sequence[float]) -> dict[str, float]:
    found: dict[str, float] = defaultdict(float)
    for option, p in zip(options, odds, strict=True):
        for role in roles_of(option):
            found[role] += p
    return dict(found)


def _with_spans(fillers: list[Filler], draft: Draft | None, sentence: Sentence, places: Places) -> list[Filler]:
    """The network's words on the phrases they mean; those that mean none become phrases of their own."""
    if draft is None:
        return fillers
    for filler in fillers:
        filler.network = dict.fromkeys(ROLES, 0.0)
    fresh: dict[tuple[int, int], Filler] = {}
    for role in ROLES:
        for span in draft.roles.get(role, ()):
            fit = max(fillers, key=lambda f: (_fit(f.phrase, span), f.rules.get(role, 0.0)), default=None)
            if fit is not None and _fit(fit.phrase, span) >= 0.5:
                fit.network[role] = max(fit.network[role], span.p)
            elif not span.first <= draft.token < span.last:
                own = fresh.setdefault((span.first, span.last), _fresh(span, len(fresh), sentence, places))
                own.network[role] = span.p
    return sorted([*fillers, *fresh.values()], key=lambda f: (f.phrase.first, f.phrase.last))


def _fresh(span: Found, n: int, sentence: Sentence, places: Places) -> Filler:
    phrase = replace(phrase_of(span.first, span.last, sentence, places.reading), i=_FRESH + n)
    return Filler(phrase, {}, dict.fromkeys(ROLES, 0.0))


def _fit(phrase: Phrase, span: Found) -> float:
    """How well words and phrase cover each other: the share of all their tokens that they have in common.

    A phrase that begins with the words is their head, whatever hangs on it: a patrol of the police.
    """
    if phrase.first == span.first and phrase.last <= span.last:
        return 1.0
    common = min(phrase.last, span.last) - max(phrase.first, span.first)
    return max(0, common) / (max(phrase.last, span.last) - min(phrase.first, span.first))


@dataclass(slots=True)
class Voices:
    """Who may be the source of an event, by option, and what each coder holds of it."""

    speakers: dict[str, Speaker | None]
    rules: dict[str, float]
    network: dict[str, float]


def voices_of(
    sentence: Sentence,
    trigger: Trigger,
    type_: str,
    told: Sequence[Coded],
    draft: Draft | None,
    places: Places,
    knowledge: Knowledge,
) -> Voices:
    """The outlet, the speakers that the grammar heard, and those that the network drew."""
    who, sentence = places.who[sentence.i], holding(sentence, trigger)
    found = Voices({OUTLET: None}, {OUTLET: 1.0}, {})
    if who:
        outlet, *shares = knowledge.models["source"].probabilities(
            Sources(places.reading, sentence, trigger, type_, who, knowledge, told=told).choice()
        )
        found.rules[OUTLET] = outlet
        best: dict[str, float] = {}
        for speaker, p in zip(who, shares, strict=False):
            key = f"{speaker.first}-{speaker.last}"
            found.rules[key] = found.rules.get(key, 0.0) + p
            if p > best.get(key, -1.0):
                best[key], found.speakers[key] = p, speaker
    if draft is not None:
        _drawn(found, draft, places)
    return found


def _drawn(found: Voices, draft: Draft, places: Places) -> None:
    found.network = dict.fromkeys(found.speakers, 0.0)
    spans = draft.roles.get("source", ())
    for span in spans:
        near = {k: _fit_speaker(s, span) for k, s in found.speakers.items() if s is not None}
        key = max(near, key=lambda k: (near[k], found.rules.get(k, 0.0)), default="")
        if not key or near[key] < 0.5:
            key = f"{span.first}-{span.last}"
            found.speakers[key] = as_speaker(span, draft, places)
        found.network[key] = max(found.network.get(key, 0.0), span.p)
    found.network[OUTLET] = 1 - max((s.p for s in spans), default=0.0)


def _fit_speaker(speaker: Speaker, span: Found) -> float:
    common = min(speaker.last, span.last) - max(speaker.first, span.first)
    return max(0, common) / min(speaker.last - speaker.first, span.last - span.first)


@dataclass(frozen=True, slots=True)
class Standing:
    """What each coder holds of an event's status, and of its stance."""

    status: tuple[Opinion, Opinion]
    stance: tuple[Opinion, Opinion]


def standing_of(
    sentence: Sentence,
    trigger: Trigger,
    type_: str,
    speaker: Speaker | None,
    told: Sequence[Coded],
    draft: Draft | None,
    places: Places,
    knowledge: Knowledge,
) -> Standing:
    """Status and stance by the rules, given the speaker, and by the network."""
    sentence = holding(sentence, trigger)
    statuses, stances = knowledge.models["status"], knowledge.models["stance"]
    choice = status_choice(places.reading, sentence, trigger, type_, speaker, told, knowledge)
    status = dict(zip(choice.options, statuses.probabilities(choice), strict=True))
    stance: dict[str, float] = defaultdict(float)
    for option, p in status.items():
        if p >= UNLIKELY:
            held = stance_choice(places.reading, sentence, trigger, type_, speaker, option)
            for name, q in zip(held.options, stances.probabilities(held), strict=True):
                stance[name] += p * q
    drawn: tuple[Mapping[str, float], Mapping[str, float]] = (draft.statuses, draft.stances) if draft is not None else ({}, {})
    return Standing((status, drawn[0]), (dict(stance), drawn[1]))


@dataclass(frozen=True, slots=True)
class Times:
    """The time expressions of a sentence by option, and what each coder holds of them."""

    times: Mapping[str, TimeMention | None]
    rules: Opinion
    network: Opinion


def times_of(
    sentence: Sentence,
    trigger: Trigger,
    type_: str,
    speaker: Speaker | None,
    status: str,
    told: Sequence[Coded],
    draft: Draft | None,
    places: Places,
    knowledge: Knowledge,
) -> Times:
    """No time, or one of the sentence's; none that another event must have."""
    whole = holding(sentence, trigger)
    choice = Dating(places.reading, whole, trigger, type_, speaker, status, told).choice()
    asked = dict(zip(choice.options, knowledge.models["time"].probabilities(choice), strict=True))
    own = own_times(whole, trigger, type_, speaker, {o: p for o, p in asked.items() if o != NONE}, knowledge)
    rules = {NONE: 1 - sum(own.values()), **own}
    times = {NONE: None, **{str(n): t for n, t in enumerate(sentence.times) if own[str(n)] > 0.0}}
    network: dict[str, float] = {}
    if draft is not None:
        network = dict.fromkeys(times, 0.0)
        spans = draft.roles.get("time", ())
        for key, time in times.items():
            if time is not None:
                network[key] = max((s.p for s in spans if s.first < time.last and time.first < s.last), default=0.0)
        network[NONE] = 1 - max(network.values())
    return Times(times, rules, network)


def roles_of_type(type_: str, knowledge: Knowledge) -> tuple[Role, ...]:
    """The roles that an event of this type may have."""
    known = knowledge.codebook[type_].roles
    return tuple(r for r in ROLES if r != "goods" or r in known)
