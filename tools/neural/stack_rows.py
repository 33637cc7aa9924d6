"""Coded reports with what the network drafts of them in, the labelled decisions out that weigh it against the rules."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence

from attribute_samples import _gold_time, agree
from gold import GoldClaim, GoldReport
from maxent import Labelled
from rasid.attributes import OUTLET
from rasid.coder import Coded
from rasid.features import Past
from rasid.frames import NONE
from rasid.knowledge import Knowledge
from rasid.mentions import Sentence, read_text
from rasid.text import Text
from rasid_neural.coding import Drafted, Places, places_of
from rasid_neural.drafts import Draft
from rasid_neural.opinions import Candidate, Filler, candidates_of, fillers_of, roles_of_type, standing_of, times_of, voices_of
from rasid_neural.questions import NO, YES, event_choice, listed_choice, plain_choice, role_choices
from role_samples import role_labels

NEIGHBOUR = 4  # tokens between a coder's trigger and the candidate that stands for the same event

Rows = dict[str, list[Labelled]]


def rows_of(report: GoldReport, found: Sequence[Draft], knowledge: Knowledge) -> Rows:
    """The labelled decisions of one report."""
    rows: Rows = defaultdict(list)
    reading = read_text(Text(report.text), knowledge)
    places = places_of(reading, knowledge)
    past, told, tokens = Past(), list[Coded](), reading.text.tokens
    for sentence in reading.sentences:
        past.begin()
        start, end = tokens[sentence.parse.first].start, tokens[sentence.parse.last - 1].end
        here = [c for c in report.claims if start <= c.start < end or c.start <= start < c.end]
        candidates = candidates_of(sentence, found, past, places, knowledge)
        tied = _tied(report, sentence, here, candidates)
        for n, candidate in enumerate(candidates):
            choice = event_choice(candidate)
            claim = tied.get(n)
            rows["event"].append(Labelled(choice, choice.options.index(claim.data["type"]) if claim is not None else 0))
        events = [(candidates[n], claim) for n, claim in sorted(tied.items())]
        triggers = [(c.trigger, claim.data["type"]) for c, claim in events]
        fillers = fillers_of(sentence, triggers, [c.draft for c, _ in events], places, knowledge)
        for (candidate, claim), row in zip(events, fillers, strict=True):
            _roles(report, sentence, candidate, claim, row, knowledge, rows)
            _standing(report, sentence, candidate, claim, told, places, knowledge, rows)
    return rows


def _tied(report: GoldReport, sentence: Sentence, claims: Sequence[GoldClaim], candidates: Sequence[Candidate]) -> dict[int, GoldClaim]:
    """Claims by the number of the candidate on their words, else near them, that may be of their type."""
    tied: dict[int, GoldClaim] = {}
    tokens = sentence.parse.tokens
    for reach in (0, NEIGHBOUR):
        for claim in claims:
            if any(claim is c for c in tied.values()):
                continue
            spans = claim.spans(report.text, claim.data["trigger"])
            inside = range(sentence.parse.first, sentence.parse.last)
            starts = [k for k in inside if any(tokens[k].start < b and a < tokens[k].end for a, b in spans)]
            fitting = [
                (min(abs(k - at) for k in starts for at in _words(c)), n)
                for n, c in enumerate(candidates)
                if starts and n not in tied and claim.data["type"] in c.options
            ]
            if fitting and min(fitting)[0] <= reach:
                tied[min(fitting)[1]] = claim
    return tied


def _words(candidate: Candidate) -> list[int]:
    trigger = candidate.trigger
    drawn = [candidate.draft.token] if candidate.draft is not None else []
    return [*range(trigger.first, trigger.last), *drawn]


def _roles(
    report: GoldReport,
    sentence: Sentence,
    candidate: Candidate,
    claim: GoldClaim,
    fillers: Sequence[Filler],
    knowledge: Knowledge,
    rows: Rows,
) -> None:
    type_ = claim.data["type"]
    labels = role_labels(report, sentence, candidate.trigger, claim, [f.phrase for f in fillers], Counter())
    for role in roles_of_type(type_, knowledge):
        for filler, choice in role_choices(fillers, role, type_):
            gold = role in labels.get(filler.phrase.i, ())
            rows["role"].append(Labelled(choice, (NO, YES).index(YES if gold else NO)))


def _standing(
    report: GoldReport,
    sentence: Sentence,
    candidate: Candidate,
    claim: GoldClaim,
    told: list[Coded],
    places: Places,
    knowledge: Knowledge,
    rows: Rows,
) -> None:
    trigger, draft, type_ = candidate.trigger, candidate.draft, claim.data["type"]
    voices = voices_of(sentence, trigger, type_, told, draft, places, knowledge)
    words = claim.data["source"]
    heard = {k: report.text[s.start : s.end] if s is not None else OUTLET for k, s in voices.speakers.items()}
    fitting = [k for k, said in heard.items() if (said == words if OUTLET in (said, words) else agree(words, said))]
    speaker = None
    if fitting:
        key = max(fitting, key=lambda k: voices.rules.get(k, 0.0) + voices.network.get(k, 0.0))
        speaker = voices.speakers[key]
        options = tuple(voices.speakers)
        if len(options) > 1:
            rows["source"].append(Labelled(listed_choice(options, (voices.rules, voices.network), OUTLET), options.index(key)))
    status, stance = claim.data["status"], claim.data["stance"]
    held = standing_of(sentence, trigger, type_, speaker, told, draft, places, knowledge)
    if stance in held.stance[0]:
        rows["stance"].append(Labelled(plain_choice(tuple(held.stance[0]), held.stance), tuple(held.stance[0]).index(stance)))
    if status in held.status[0]:
        rows["status"].append(Labelled(plain_choice(tuple(held.status[0]), held.status), tuple(held.status[0]).index(status)))
    time = None
    if sentence.times:
        times = times_of(sentence, trigger, type_, speaker, status, told, draft, places, knowledge)
        label = _gold_time(report, sentence, claim)
        options = tuple(times.times)
        if label in options:  # a guard may hold that the coder's is another event's
            time = times.times[label]
            rows["time"].append(Labelled(listed_choice(options, (times.rules, times.network), NONE), options.index(label)))
    told.append(Drafted(sentence, trigger, type_, {}, speaker, stance, status, time))
