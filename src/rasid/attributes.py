"""An accepted frame and the speakers of its report in; source, stance, status and time of the claim out.

Each is a choice among what the grammar proposes: the speakers of the sentence and the outlet, the codebook's stances and statuses,
the time expressions of the sentence.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from rasid.addressees import is_addressed
from rasid.choice import Choice, Weighed, softmax
from rasid.dating import Dating
from rasid.frames import NONE
from rasid.governors import Chain
from rasid.guards.agreed import agreed
from rasid.guards.answered import of_answered
from rasid.guards.denials import announced, claimant, condemner, denier, says_not, spared_of, speaker_of
from rasid.guards.joined import joined_speaker
from rasid.guards.lasting import is_own_negation, told_apart, told_by_negation
from rasid.guards.misdated import of_another
from rasid.guards.refuted import refuted, refuter, unproven
from rasid.guards.unreal import settled
from rasid.knowledge import Knowledge
from rasid.knowledge.unreal import Ground
from rasid.mentions import Reading, Sentence, Trigger
from rasid.sayers import named, of_clause, of_relative, of_that, relayed, said_by, tells_of_himself, titled
from rasid.scopes import Clause
from rasid.sources import OUTLET, Heard, Sources, told_before
from rasid.speech import Speaker
from rasid.standing import stance_choice, status_choice
from rasid.surroundings import Told
from rasid.times import TimeMention
from rasid.types import Stance, Status
from rasid.voices import is_mute

_REAL = frozenset({"happened", "ongoing"})
ATTITUDES = frozenset({"denies", "demands", "threatens", "accuses"})
_UNTOLD = frozenset({"demands", "threatens", "expects"})  # stances toward what is no fact
_EXCEPT = 6  # tokens behind a verb within which an exception takes its negation back
_ENDS = frozenset({"end", "open"})
_UNLIKELY = 0.08  # a status less probable than this is not asked about
# What is no fact weighs so much more than a fact: a planned attack told as done is worse than the reverse (cross-validated on train:
# 23 % fewer false facts, accuracy +0.001)
_CAUTION = 2.0

__all__ = ["OUTLET", "Attributes", "Dating", "Sources", "attributes", "stance_choice", "status_choice"]


@dataclass(slots=True)
class Attributes:
    """Everything about a claim but its type and roles."""

    speaker: Speaker | None
    stance: Stance
    status: Status
    time: TimeMention | None
    times: Mapping[str, float] = field(default_factory=dict)  # by number of the sentence's time, how likely it is the event's


def attributes(
    reading: Reading,
    sentence: Sentence,
    trigger: Trigger,
    type_: str,
    who: Sequence[Speaker],
    told: Sequence[Told],
    knowledge: Knowledge,
    scores: Sequence[float] | None = None,
) -> Attributes:
    """Who says so, how, with which status, and when; `told` are the claims coded before this one, `scores` those of its sources."""
    if scores is None:
        [[scores]] = source_scores(reading, [(sentence, [(trigger, type_)], who)], knowledge)
    fit = [can_say(s, sentence, reading, knowledge) for s in who]
    chosen = _speaker(sentence, trigger, type_, who, fit, told, scores, knowledge)
    able = [s for s, fits in zip(who, fit, strict=True) if fits]
    chosen = heard(chosen, sentence, trigger, type_, who, able, reading, knowledge)
    who = able
    speaker, spared = spared_of(sentence, trigger, chosen, who, knowledge)
    status, stance = _standing(reading, sentence, trigger, type_, speaker, told, knowledge)
    if status == "negated" and not says_not(sentence):
        stance, status = "reports" if stance == "denies" else stance, "possible"
    if spared and (stance == "denies" or status == "negated"):
        stance, status = "reports" if stance == "denies" else stance, spared if status == "negated" else status
    if speaker is None and spared is None:
        heard_here = [s for s in who if of_clause(s, sentence, trigger, who, knowledge) is not None]
        speaker = claimant(sentence, trigger, who) or _not_within(_owner(trigger, stance, heard_here), trigger, who)
        speaker = of_answered(speaker, sentence, trigger, who, knowledge)
    if status in _REAL:
        status = _no_fact(sentence, trigger, type_, knowledge) or _held(sentence, trigger, type_, status, knowledge) or status
        planned = _awaited(sentence, trigger, knowledge) or agreed(sentence, trigger, type_, knowledge)
        status = "planned" if planned else status
        unknown = not type_.startswith("word.") and unproven(sentence, trigger, knowledge) >= 0
        status = "possible" if status in _REAL and unknown else status
    elif status == "negated" and is_own_negation(trigger, type_, knowledge):
        status, stance = "happened", "reports" if stance == "denies" else stance
    speaker, stance, status = under_ground(sentence, trigger, type_, who, (speaker, stance, status), knowledge)
    if status == "possible" and told_apart(sentence, trigger, knowledge):
        speaker, stance, status = None if stance == "expects" else speaker, "reports", "happened"
    by = denier(sentence, trigger, who, knowledge)
    if by is not None and not _is_left_open(sentence, trigger, type_, knowledge):
        speaker, stance, status = by, "denies", "negated"
    said = announced(sentence, trigger) if stance == "denies" or status == "negated" else None
    if said is not None:
        own = speaker_of(said, trigger, who)
        speaker = own if own is not None and own.first >= said.last else speaker
        stance, status = said.cue.value, "happened" if status == "negated" else status  # type: ignore[assignment]  # a cue's value
    if stance in ATTITUDES:
        speaker = of_relative(speaker, stance, sentence, trigger, who)
    speaker = joined_speaker(speaker, stance, sentence, trigger, type_, knowledge)
    if speaker is not None and speaker is not chosen:
        speaker = named(speaker, who, sentence, reading, knowledge)
    time, times = None, dict[str, float]()
    if sentence.times:
        choice = Dating(reading, sentence, trigger, type_, speaker, status, told).choice()
        times = own_times(sentence, trigger, type_, speaker, _times(choice, knowledge), knowledge)
        time = _time(sentence, trigger, times, knowledge)
    return Attributes(speaker, stance, status, time, times)


def heard(
    chosen: Speaker | None,
    sentence: Sentence,
    trigger: Trigger,
    type_: str,
    who: Sequence[Speaker],
    able: Sequence[Speaker],
    reading: Reading,
    knowledge: Knowledge,
) -> Speaker | None:
    """Who speaks, once one of a sentence's speakers was chosen: the one of the headline, of the clause, closest to the fact, by name.

    `able`: those of them who can say something (`can_say`).
    """
    if chosen is not None and tells_of_himself(chosen, sentence, trigger, knowledge):
        return None
    if chosen is None and not type_.startswith("word."):
        chosen = condemner(sentence, trigger, able, knowledge)
    chosen = titled(chosen, sentence, trigger, type_, who, knowledge)
    chosen = of_clause(relayed(chosen, sentence, trigger, able, knowledge), sentence, trigger, able, knowledge)
    chosen = of_answered(of_that(chosen, sentence, trigger, able, knowledge), sentence, trigger, able, knowledge)
    return said_by(chosen, able, sentence, reading, knowledge) if chosen is not None else None


Said = tuple[Speaker | None, Stance, Status]


def under_ground(sentence: Sentence, trigger: Trigger, type_: str, who: Sequence[Speaker], said: Said, knowledge: Knowledge) -> Said:
    """Who says it, how and with which status, where a construction leaves no choice (unreal.yaml)."""
    speaker, stance, status = said
    told = refuted(sentence, trigger, knowledge)
    if told is not None:
        speaker = refuter(speaker, who, told)
        return speaker, "denies" if speaker is not None else "reports", "negated"
    ground = settled(sentence, trigger, type_, knowledge)
    own = told_by_negation(trigger, type_, knowledge)
    if ground is None or (ground.soft and status not in _REAL) or (own and ground.how == "before" and ground.status == "negated"):
        return said
    if ground.silent:
        speaker = refuter(speaker, who, trigger.first) if speaker is not None and speaker.cue is None else None
    speaker, stance = told_before_it(ground, speaker, stance)
    if ground.status == "happened":
        real = status if status in _REAL else ground.status
        return speaker, "reports" if stance == "denies" or stance in _UNTOLD or ground.silent else stance, real
    if ground.how == "over" and status not in _REAL and not ground.preps and not ground.firm:
        return said  # to call for the calling off of the attack
    # who demands something on a condition demands it
    kept = status == "demanded" and ground.status != "negated"
    return (
        speaker,
        "reports" if stance == "denies" or ground.silent or (ground.firm and stance == "demands") else stance,
        status if kept else ground.status,
    )


def _is_left_open(sentence: Sentence, trigger: Trigger, type_: str, knowledge: Knowledge) -> bool:
    """Somebody will neither deny nor confirm it: the verb of denial denies nothing."""
    ground = settled(sentence, trigger, type_, knowledge)
    return ground is not None and ground.silent and ground.status == "possible"


def told_before_it(ground: Ground, speaker: Speaker | None, stance: Stance) -> tuple[Speaker | None, Stance]:
    """Who says so and how: whoever fears or demands something tells what went before as everybody's.

    Who welcomes or condemns a deed does not demand it.
    """
    if ground.status == "happened" and ground.how == "over" and stance == "demands":
        return speaker, "reports"
    return (None, "reports") if ground.how == "after" and stance in _UNTOLD else (speaker, stance)


def _not_within(speaker: Speaker | None, trigger: Trigger, who: Sequence[Speaker]) -> Speaker | None:
    """Behind a fixed phrase (no truth to the loss OF X) X belongs to the event and does not speak; a headline's name before does."""
    cue = speaker.cue if speaker is not None else None
    if speaker is None or cue is None or cue.form != "phrase" or not cue.first < trigger.first < speaker.first:
        return speaker
    return next((s for s in who if s.side == "headline" and s.last <= cue.first), None)


def _owner(trigger: Trigger, stance: Stance, who: Sequence[Speaker]) -> Speaker | None:
    """An outlet does not deny, demand, threaten or accuse: the nearest speaker who does, or goes on to do so."""
    if stance not in ATTITUDES:
        return None
    own = [s for s in who if s.rank == 0 and s.group is not None and s.group.value == stance and s.at < trigger.first]
    named = [s for s in own if not s.carried] or own
    return named[-1] if named else None


def _awaited(sentence: Sentence, trigger: Trigger, knowledge: Knowledge) -> bool:
    """What somebody will not act before has not happened yet: they will not withdraw before the release of the prisoners."""
    parse, k = sentence.parse, trigger.first - 1
    if trigger.form != "noun" or parse.tag(k) != "p" or parse.words[k].core not in knowledge.prepositions["before"]:
        return False
    verb = Clause(parse, trigger).verb
    if verb < 0 or not parse.words[verb].verbs or not parse.words[verb].reading.imperfect:
        return False
    return parse.words[verb].future or parse.tag(verb - 1) == "x"


def _no_fact(sentence: Sentence, trigger: Trigger, type_: str, knowledge: Knowledge) -> Status | None:
    """The status that a particle right before the verb gives (did not, will not, may): a guard, so that no such verb becomes a fact.

    Left out are types whose negation is an event of its own: who does not respond rejects, who does not let in blocks.
    """
    parse, own = sentence.parse, told_by_negation(trigger, type_, knowledge)
    verb = parse.words[trigger.first].verb(trigger.lemma)
    if own or trigger.form != "verb" or verb is None or parse.tag(trigger.first) != "v":
        return None
    behind = (parse.tokens[k].form for k in range(trigger.last, min(parse.last, trigger.last + _EXCEPT)))
    if any(form in knowledge.lexicon.words["exceptions"] for form in behind):
        return None
    for hit in sentence.cues:
        value, before = hit.cue.value, hit.cue.scope == "verb" and hit.last == trigger.first
        # before a perfect the particle of possibility says: already
        if before and value not in _REAL and (value != "possible" or verb.imperfect):
            return value  # type: ignore[return-value]  # a status cue's value is a status
    return None


def _held(sentence: Sentence, trigger: Trigger, type_: str, status: Status, knowledge: Knowledge) -> Status | None:
    """The status of a cue that holds the event itself, in a way that the cue's `firm` says leaves no fact; a guard as well."""
    family = type_.split(".")[0]
    if family == "word" or not any(hit.cue.firm for hit in sentence.cues):
        return None  # the speech act is done, whatever it speaks of
    chain = Chain(sentence, trigger, knowledge)
    carried = bool(chain.links) and chain.links[0].word in knowledge.lexicon.words["reaching"]  # without REACHING an agreement
    for how, depth, hit in chain.cues[:1]:
        # who does not talk rejects; and who warns of what goes on does not doubt that it does
        rejects = hit.cue.value == "negated" and told_by_negation(trigger, type_, knowledge)
        goes_on = hit.cue.value == "possible" and status == "ongoing"
        if depth <= carried and how in hit.cue.firm and not rejects and not goes_on:
            return hit.cue.value  # type: ignore[return-value]  # a status cue's value is a status
    return None


def _standing(
    reading: Reading,
    sentence: Sentence,
    trigger: Trigger,
    type_: str,
    speaker: Speaker | None,
    told: Sequence[Told],
    knowledge: Knowledge,
) -> tuple[Status, Stance]:
    """Status and stance that are likeliest together: who demands something does not say that it happened."""
    statuses, stances = knowledge.models["status"], knowledge.models["stance"]
    if not statuses.trained or not stances.trained:
        group = speaker.group if speaker is not None else None
        return "happened", group.value if group is not None else "reports"  # type: ignore[return-value]  # a cue's value is a stance
    choice = status_choice(reading, sentence, trigger, type_, speaker, told, knowledge)
    found: tuple[float, str, str] = (0.0, "", "")
    for p, status in zip(statuses.probabilities(choice), choice.options, strict=True):
        p *= 1 if status in _REAL else _CAUTION
        if p <= max(found[0], _UNLIKELY):
            continue
        held = stance_choice(reading, sentence, trigger, type_, speaker, status)
        q, stance = max(zip(stances.probabilities(held), held.options, strict=True))
        found = max(found, (p * q, status, stance))
    return found[1], found[2]  # type: ignore[return-value]  # the options are the statuses and stances


Spoken = Sequence[tuple[Sentence, Sequence[tuple[Trigger, str]], Sequence[Speaker]]]


def source_scores(reading: Reading, coded: Spoken, knowledge: Knowledge) -> list[list[Sequence[float]]]:
    """For each sentence and each of its events what speaks for the outlet and for each speaker; nothing where nobody speaks.

    All of a report are weighed at once, without what the claims before have told.
    """
    model = knowledge.models["source"]
    if not model.trained:
        return [[() for _ in events] for _, events, _ in coded]
    choices = []
    for sentence, events, who in coded:
        heard = Heard(reading, sentence, who, knowledge) if who else None
        choices += [Sources(reading, sentence, t, type_, who, knowledge, heard).choice() for t, type_ in events if who]
    scores = iter(Weighed(model, choices).scores)
    return [[next(scores) if who else () for _ in events] for _, events, who in coded]


def _speaker(
    sentence: Sentence,
    trigger: Trigger,
    type_: str,
    who: Sequence[Speaker],
    fit: Sequence[bool],
    told: Sequence[Told],
    scores: Sequence[float],
    knowledge: Knowledge,
) -> Speaker | None:
    """The likeliest source: what speaks for the same words adds up, and of these the likeliest reporting word counts."""
    if not who:
        return None
    if not scores:
        before = [s for s in who if s.at < trigger.first and not s.carried]
        return None if type_.startswith("word.") else before[-1] if before else None
    own = told_before(sentence, trigger, who, told)
    outlet, *shares = softmax(knowledge.models["source"].added(scores, ("",) * len(scores), (), own))
    totals: dict[tuple[int, int], float] = defaultdict(float)
    for speaker, fits, p in zip(who, fit, shares, strict=False):
        if fits:
            totals[speaker.start, speaker.end] += p
    if outlet >= max(totals.values(), default=0.0):
        return None
    best = max(totals, key=lambda words: totals[words])
    return max(((p, -n, s) for n, (s, p) in enumerate(zip(who, shares, strict=False)) if (s.start, s.end) == best))[2]


def can_say(speaker: Speaker, sentence: Sentence, reading: Reading, knowledge: Knowledge) -> bool:
    """No thing, nor somebody whom the reporting word only addresses (and accused Washington of)."""
    cue, phrase = speaker.cue, speaker.phrase
    if is_mute(phrase, reading, knowledge) or _is_of_clause(speaker, sentence):
        return False
    if cue is None or phrase is None or speaker.carried or cue.form != "verb" or speaker.side != "after":
        return True
    return not is_addressed(sentence.parse, cue.first, cue.lemma, phrase, knowledge)


def _is_of_clause(speaker: Speaker, sentence: Sentence) -> bool:
    """Before the reporting verb stands the subject of a relative clause: an officer in the coalition which Riyadh leads said."""
    parse, phrase = sentence.parse, speaker.phrase
    if speaker.side != "before" or speaker.carried or phrase is None:
        return False
    return parse.tag(phrase.first - 1) == "v" and parse.tag(phrase.first - 2) == "r"


def _times(choice: Choice, knowledge: Knowledge) -> dict[str, float]:
    model = knowledge.models["time"]
    p = dict(zip(choice.options, model.probabilities(choice), strict=True)) if model.trained else {}
    return {option: q for option, q in p.items() if option != NONE}


def own_times(
    sentence: Sentence, trigger: Trigger, type_: str, speaker: Speaker | None, p: Mapping[str, float], knowledge: Knowledge
) -> dict[str, float]:
    """The same without the times that cannot be the event's own: since when it was closed is not since when it is open.

    What spoke for those is shared out among the others and none at all, as if they did not stand there.
    """
    ends = bool(_ENDS & set(knowledge.codebook[type_].effect.values()))
    barred = set()
    for option in p:
        time = sentence.times[int(option)]
        if (ends and time.opens) or of_another(sentence, trigger, type_, speaker, time, knowledge):
            barred.add(option)
    left = 1 - sum(p[option] for option in barred)
    return {option: 0.0 if option in barred else q / left for option, q in p.items()} if left > 0 else dict.fromkeys(p, 0.0)


def _time(sentence: Sentence, trigger: Trigger, p: Mapping[str, float], knowledge: Knowledge) -> TimeMention | None:
    if not p:
        return min(sentence.times, key=lambda t: abs(t.first - trigger.first))
    if sum(p.values()) < knowledge.models["time"].threshold:
        return None
    return sentence.times[int(max(p, key=lambda option: p[option]))]
