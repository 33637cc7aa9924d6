"""Drafts and a report's reading in, coded events out: the network's tokens as triggers, phrases, speakers and times of rasid.

Names, places, dates and numbers are then read by rasid's own parts; what the network drew in the text is all that is its own.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from rasid.attributes import ATTITUDES, attributes, under_ground
from rasid.casualties import casualties
from rasid.coder import Coded, extent_of
from rasid.guards.accusation import accusation, accuser
from rasid.guards.denials import announced, says_not, spared_of
from rasid.guards.details import weapon_of
from rasid.guards.lasting import is_own_negation, told_apart
from rasid.guards.unreal import settled
from rasid.knowledge import Knowledge
from rasid.knowledge.cues import CueHit
from rasid.knowledge.rules import Rule
from rasid.mentions import Reading, Sentence, Trigger
from rasid.phrases import Parse, Phrase
from rasid.sayers import of_relative
from rasid.speech import Speaker, speakers
from rasid.times import TimeMention
from rasid.types import ROLES, STANCES, STATUSES, Role, Stance, Status
from rasid_neural.drafts import Draft, Found

SURE = 0.4  # a word at least this likely to be an event is one
FILLED: Mapping[str, float] = dict.fromkeys(("actor", "target", "place", "goods", "time", "source"), 0.55)
UNREAL = frozenset({"planned", "demanded", "negated"})  # nobody was killed
REAL: tuple[Status, ...] = ("happened", "ongoing")
_DENIED = frozenset({"negated", "planned"})
_REACH = 8  # tokens between such a verb and its object
_NUMBER = -1  # of a phrase that the grammar did not draw


@dataclass(slots=True)
class Drafted(Coded):
    """An event that the network found: where no rule has its words, it has none."""

    @property
    def rule(self) -> Rule:
        """The rule of this type that the trigger also matched, or one without words."""
        return rule_of(self.trigger, self.type)


def rule_of(trigger: Trigger, type_: str) -> Rule:
    """The rule of this type that a trigger matched, or one that stands for none."""
    return next((r for r in trigger.rules if r.type == type_), None) or Rule(
        "", type_, {}, False, frozenset(), frozenset(), "", "", (), "", 0
    )  # fmt: skip


@dataclass(slots=True)
class Places:
    """Where things stand in a reading."""

    reading: Reading
    who: Sequence[tuple[Speaker, ...]]

    def sentence(self, token: int) -> Sentence:
        """The sentence of a token."""
        return self.reading.sentences[self.reading.text.tokens[token].sentence]


def places_of(reading: Reading, knowledge: Knowledge) -> Places:
    """The reading with its speakers."""
    return Places(reading, speakers(reading, knowledge))


def code_drafts(found: Iterable[Draft], places: Places, knowledge: Knowledge, sure: float = SURE) -> list[Drafted]:
    """The events of the drafts that are sure enough."""
    coded: list[Drafted] = []
    for draft in found:
        if draft.sure >= sure:
            event = coded_draft(draft, places, knowledge)
            guard(event, coded, places, knowledge)
            coded.append(event)
    count(coded, places.reading, knowledge)
    return coded


def coded_draft(draft: Draft, places: Places, knowledge: Knowledge, type_: str = "") -> Drafted:
    """One draft as an event."""
    type_ = type_ or draft.type
    reading, sentence = places.reading, places.sentence(draft.token)
    trigger = trigger_of(draft, type_, sentence, reading)
    roles: dict[Role, list[Phrase]] = {role: [] for role in ROLES}
    for role in ROLES:
        spans = [f for f in draft.roles.get(role, ()) if f.p >= FILLED[role]]
        roles[role] = [p for p in (phrase_of(f.first, f.last, sentence, reading) for f in spans) if not _overlaps(p, trigger)]
    stance = likely_stance(draft.stances)
    status = stood(stance, likely_status(draft.statuses))
    coded = Drafted(sentence, trigger, type_, roles, speaker_of(draft, places), stance, status, None)
    coded.time = time_of(draft, sentence)
    complete(coded, reading, knowledge)
    coded.why = (f"neural {draft.types[type_]:.2f}",) if type_ in draft.types else ()
    return coded


def guard(coded: Coded, told: Sequence[Coded], places: Places, knowledge: Knowledge) -> None:
    """No fact where the grammar reads none: its status stands then, and who denies. Negated events are rare among coded ones.

    An outlet does not deny, demand, threaten or accuse: whom the grammar hears does.
    """
    sentence = holding(coded.sentence, coded.trigger)
    who = places.who[sentence.i]
    if coded.status == "negated" and not says_not(sentence):
        coded.status, coded.stance = "possible", "reports" if coded.stance == "denies" else coded.stance
    own = is_own_negation(coded.trigger, coded.type, knowledge)
    if own and coded.status == "negated" and coded.stance != "denies":
        coded.status = "happened"
    if coded.stance == "denies" or coded.status == "negated":
        _spare(coded, sentence, who, told, places, knowledge)
    if coded.speaker is None and coded.stance in ATTITUDES:
        coded.speaker = attributes(places.reading, sentence, coded.trigger, coded.type, who, told, knowledge).speaker
        accused = accusation(sentence, coded.trigger, who, knowledge) if coded.stance == "accuses" else None
        coded.speaker = coded.speaker if accused is None else accuser(coded.speaker, accused)
    if coded.stance in ATTITUDES:
        coded.speaker = of_relative(coded.speaker, coded.stance, sentence, coded.trigger, who)
    ground = settled(sentence, coded.trigger, coded.type, knowledge)
    if ground is not None and (coded.stance != "denies" or ground.silent):
        said = coded.speaker, coded.stance, coded.status
        coded.speaker, coded.stance, coded.status = under_ground(sentence, coded.trigger, coded.type, who, said, knowledge)
        if ground.status == "happened" or ground.silent:
            return
    if coded.status == "possible" and told_apart(sentence, coded.trigger, knowledge):
        coded.speaker, coded.stance, coded.status = None if coded.stance == "expects" else coded.speaker, "reports", "happened"
    if coded.status not in REAL:
        return
    held = attributes(places.reading, sentence, coded.trigger, coded.type, who, told, knowledge)
    word = _word_of_no_fact(sentence, coded.trigger)
    if own and word is not None and word.cue.value == "negated" and _is_part_of(word, sentence, coded.trigger):
        word = None
    if held.status == "negated" and accusation(sentence, coded.trigger, who, knowledge) is not None:
        return  # somebody denied something before he accused others of it
    if held.status not in REAL:
        coded.status = held.status
        if held.stance == "denies":
            coded.stance, coded.speaker = held.stance, held.speaker
    elif word is not None:
        coded.status = word.cue.value  # type: ignore[assignment]  # a group of status words bears a status
        denier = next((s for s in who if not s.carried and s.cue is not None and s.cue.first == word.first), None)
        if denier is not None and denier.group is not None and denier.group.value == "denies":
            coded.stance, coded.speaker = "denies", denier


def _is_part_of(word: CueHit, sentence: Sentence, trigger: Trigger) -> bool:
    """The negation belongs to an event that is one: does not LET in, has refused the LETTING in; who denies a word has not done it."""
    denied = any(h.first == word.first and h.cue.value == "denies" for h in sentence.speech)
    return word.last == trigger.first or (trigger.form == "noun" and not denied)


def _spare(
    coded: Coded, sentence: Sentence, who: Sequence[Speaker], told: Sequence[Coded], places: Places, knowledge: Knowledge
) -> None:
    """What only surrounds the object of a denial, or what a later reporting word tells, is not denied."""
    denials = [s for s in who if s.cue is not None and s.cue.cue.value == "denies" and s.cue.last <= coded.trigger.first]
    spared = any(spared_of(sentence, coded.trigger, s, who, knowledge)[1] is not None for s in (*denials, None))
    if spared or announced(sentence, coded.trigger) is not None:
        held = attributes(places.reading, sentence, coded.trigger, coded.type, who, told, knowledge)
        coded.speaker, coded.stance, coded.status = held.speaker, held.stance, held.status


def _word_of_no_fact(sentence: Sentence, trigger: Trigger) -> CueHit | None:
    """A particle right before the verb (did not, may), or a verb of denial, failure or intent whose object the event can only be."""
    parse = sentence.parse
    for hit in sentence.cues:
        if hit.cue.value in REAL or hit.last > trigger.first:
            continue
        if hit.cue.scope == "verb" and hit.last == trigger.first and parse.tag(trigger.first) == "v":
            return hit
        if hit.cue.scope != "complement" or hit.cue.value not in _DENIED or parse.tag(hit.first) != "v" or _is_another(parse, hit):
            continue
        between = {parse.tag(k) for k in range(hit.last, trigger.first)}
        others = [t for t in sentence.triggers if hit.last <= t.first < trigger.first]
        if not others and not between & set("vrsx") and trigger.first - hit.last <= _REACH:
            return hit
    return None


def _is_another(parse: Parse, hit: CueHit) -> bool:
    """The word is rather another verb in the past: it managed to, where the form is also `it enables to`."""
    verbs = parse.words[hit.first].verbs if parse.tag(hit.first - 1) != "x" else ()
    return any(not v.imperfect for v in verbs) and all(v.imperfect for v in verbs if v.lemma == hit.lemma.split()[0])


def complete(coded: Coded, reading: Reading, knowledge: Knowledge) -> None:
    """What rasid reads beside roles: the part that is meant, the weapon."""
    coded.extent = extent_of(coded.sentence, coded.trigger, coded.type, coded.roles["place"], knowledge)
    coded.weapon = weapon_of(reading, coded.sentence, coded.trigger, coded.type, knowledge)


def count(coded: Sequence[Coded], reading: Reading, knowledge: Knowledge) -> None:
    """The numbers of killed and injured, sentence by sentence."""
    by_sentence: dict[int, list[Coded]] = {}
    for c in coded:
        by_sentence.setdefault(c.sentence.i, []).append(c)
    for events in by_sentence.values():
        counts = casualties(reading, events[0].sentence, [(c.trigger, c.type) for c in events], knowledge)
        for c in events:
            if c.status not in UNREAL:
                c.numbers.update(counts.get(c.trigger.first, {}))


def likely_status(odds: Mapping[str, float]) -> Status:
    """The likeliest status; a fact only where fact is likelier than all that is none together."""
    fact = 2 * sum(odds.get(s, 0.0) for s in REAL) >= sum(odds.values())
    return max((s for s in STATUSES if s in odds and (s in REAL) == fact), key=lambda s: odds[s])


_KNOWN: Mapping[str, Status] = {"denies": "negated", "demands": "demanded", "threatens": "planned", "expects": "possible"}


def stood(stance: Stance, status: Status) -> Status:
    """A status beside a stance: who denies, demands, threatens or expects something does not say that it is a fact."""
    return _KNOWN[stance] if status in REAL and stance in _KNOWN else status


def likely_stance(odds: Mapping[str, float]) -> Stance:
    """The likeliest stance."""
    return max((s for s in STANCES if s in odds), key=lambda s: odds[s])


def trigger_of(draft: Draft, type_: str, sentence: Sentence, reading: Reading) -> Trigger:
    """The grammar's candidate at that word, best one of the type; else a trigger of the word alone."""
    here = [t for t in sentence.triggers if t.first <= draft.token < t.last]
    here += [t for t in sentence.triggers if t.fixed >= 0 and t.fixed <= draft.token < t.fixed_end and type_ in t.types]
    if here:
        return max(here, key=lambda t: (type_ in t.types, t.last - t.first))
    form = "verb" if sentence.parse.tag(draft.token) == "v" else "noun"
    return Trigger(draft.token, draft.token + 1, form, reading.words[draft.token].lemma, ())  # type: ignore[arg-type]  # a form


def holding(sentence: Sentence, *triggers: Trigger) -> Sentence:
    """The sentence with these words among its candidates: the grammar asks about no others."""
    new = [t for t in triggers if t not in sentence.triggers]
    return replace(sentence, triggers=tuple(sorted((*sentence.triggers, *new), key=lambda t: t.first))) if new else sentence


def phrase_of(first: int, last: int, sentence: Sentence, reading: Reading) -> Phrase:
    """These tokens as a phrase, without prepositions at its ends: the grammar's own where it drew the same, else one with its names."""
    parse = sentence.parse
    while first < last - 1 and parse.tag(first) == "p":
        first += 1
    while first < last - 1 and parse.tag(last - 1) == "p":
        last -= 1
    same = [p for p in (*parse.phrases, *parse.nested) if (p.first, p.last) == (first, last)]
    if same:
        return same[0]
    over = max(
        (p for p in parse.phrases if p.first < last and first < p.last),
        key=lambda p: min(last, p.last) - max(first, p.first),
        default=None,
    )
    tokens, words = reading.text.tokens, reading.words
    names = tuple(n for n in parse.names if first <= n.first and n.last <= last)
    lead = next((n for n in names if n.first == first), None)
    start = lead.start if lead is not None else _start(first, reading)
    end = tokens[last - 1].end
    head = next((k for k in range(first, last) if parse.tag(k) == "n"), first)
    category = over.category if over is not None and over.head == head else ""
    definite = bool(names) or any(words[k].article for k in range(first, last))
    fresh = Phrase(_NUMBER, first, last, start, end, head, names=names, category=category, definite=definite)
    if over is not None and over.first == first:
        fresh = replace(fresh, prep=over.prep, prep_at=over.prep_at, conj_of=over.conj_of)
    return fresh


def _start(first: int, reading: Reading) -> int:
    """Where a word begins once conjunction and preposition are cut off; fused with the article it stays whole."""
    token, word = reading.text.tokens[first], reading.words[first]
    fused = bool(word.prep) and word.article and len(token.form) == len(word.conj) + len(word.core) + 2
    cut = len(word.conj) + (0 if fused else len(word.prep))
    return reading.text.inside(token, cut) if 0 < cut < len(token.form) else token.start


def _overlaps(phrase: Phrase, trigger: Trigger) -> bool:
    return phrase.first < trigger.last and trigger.first < phrase.last


def best(draft: Draft, role: str) -> Found | None:
    """The likeliest words of a role that has one filler only."""
    found = max(draft.roles.get(role, ()), key=lambda f: f.p, default=None)
    return found if found is not None and found.p >= FILLED[role] else None


def speaker_of(draft: Draft, places: Places) -> Speaker | None:
    """The source as a speaker; the outlet where no words name one."""
    found = best(draft, "source")
    return as_speaker(found, draft, places) if found is not None else None


def as_speaker(found: Found, draft: Draft, places: Places) -> Speaker:
    """Words as a speaker: the grammar's own where it heard the same."""
    here = places.sentence(draft.token)
    for speaker in places.who[here.i]:
        if (speaker.first, speaker.last) == (found.first, found.last):
            return speaker
    sentence = places.sentence(found.first)
    phrase = phrase_of(found.first, found.last, sentence, places.reading)
    side = "before" if found.first < draft.token else "after"
    return Speaker(phrase.start, phrase.end, found.first, found.last, sentence.i, None, phrase, side)


def time_of(draft: Draft, sentence: Sentence) -> TimeMention | None:
    """The time expression that the draft's words overlap most."""
    found = best(draft, "time")
    return None if found is None else _timed(found, sentence)


def _timed(found: Found, sentence: Sentence) -> TimeMention | None:
    over = [(min(found.last, t.last) - max(found.first, t.first), -n, t) for n, t in enumerate(sentence.times)]
    return max((o for o in over if o[0] > 0), default=(0, 0, None))[2]
