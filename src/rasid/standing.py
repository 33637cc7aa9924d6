"""An accepted event and its source in, the choices of status and stance out: did it happen, and how does the source stand to it?"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rasid.choice import Choice
from rasid.frames import bucket
from rasid.governors import Chain
from rasid.knowledge import Knowledge
from rasid.mentions import Reading, Sentence, Trigger
from rasid.scopes import Clause, auxiliary, conjunct, cue_features, cued, joined, predicate
from rasid.sources import opener
from rasid.speech import Speaker
from rasid.surroundings import Told, in_quote, tense
from rasid.types import STANCES, STATUSES


def status_choice(
    reading: Reading,
    sentence: Sentence,
    trigger: Trigger,
    type_: str,
    speaker: Speaker | None,
    told: Sequence[Told],
    knowledge: Knowledge,
) -> Choice:
    """Did it happen, does it go on, is it denied, possible, planned or demanded?"""
    clause = Clause(sentence.parse, trigger)
    features = [
        *_own(reading, sentence, trigger, type_),
        *_speech(reading, sentence, trigger, speaker),
        *_near(sentence, trigger, type_),
        *cue_features(sentence, trigger),
        *clause.features(),
        *_grouped(sentence, trigger, clause, type_, knowledge),
        *predicate(sentence, trigger),
        *conjunct(sentence, trigger),
        *_times(reading, sentence, trigger),
    ]
    aux = auxiliary(sentence.parse, trigger, knowledge.lexicon.words["auxiliaries"])
    if aux:
        features += [f"aux={aux}|{tense(reading, trigger)}", f"auxt={aux}|{type_.split('.')[0]}"]
    chain = Chain(sentence, trigger, knowledge)
    features += chain.features()
    own = cued(sentence, trigger)
    for status, found in chain.by_status():
        own.setdefault(status, []).append(found)
    for status, found in _history(sentence, trigger, type_, told):
        own.setdefault(status, []).append(found)
    return Choice(STATUSES, tuple(dict.fromkeys(features)), tuple(tuple(own.get(s, ())) for s in STATUSES))


def _grouped(sentence: Sentence, trigger: Trigger, clause: Clause, type_: str, knowledge: Knowledge) -> Iterator[str]:
    """The words that govern the event by groups of words that keep the same company, and the type with the verb's tense."""
    parse, groups = sentence.parse, knowledge.clusters
    family = type_.split(".")[0]
    coarse, fine = groups.get(trigger.lemma, ("", ""))
    yield f"gl={fine}|{trigger.form[0]}"
    for name, k in (("v", clause.verb), ("w", clause.above)):
        if k < 0:
            continue
        reading = parse.words[k].reading
        marks = ("+" if parse.words[k].future else "") + ("!" if parse.tag(k - 1) == "x" else "") + reading.codes[0][0]
        coarse, fine = groups.get(reading.lemma, ("", ""))
        yield f"g{name}={fine}|{marks}"
        yield f"gc{name}={coarse}|{marks}|{clause.joint}"
        yield f"gt{name}={type_}|{marks}|{trigger.form[0]}"
        yield f"gf{name}={family}|{marks}|{clause.joint}"
    if clause.noun:
        coarse, fine = groups.get(clause.noun.split("<")[0], ("", ""))
        yield f"gn={fine}"
        yield f"gnf={coarse}|{family}"
    for k in (trigger.last, trigger.last + 1):
        if k < parse.last:
            coarse, fine = groups.get(parse.words[k].lemma, ("", ""))
            yield f"g+={fine}"


def _own(reading: Reading, sentence: Sentence, trigger: Trigger, type_: str) -> Iterator[str]:
    word = reading.words[trigger.first]
    form = f"{trigger.form[0]}{tense(reading, trigger)}"
    yield "b"
    yield f"t={type_}"
    yield f"f={form}"
    yield f"tf={type_}|{form}"
    yield f"ff={type_.split('.')[0]}|{form}"
    yield f"l={trigger.lemma}/{form}"
    yield f"rule={next((r.status for r in trigger.rules if r.type == type_ and r.status), '')}"
    yield f"prep={word.prep}{trigger.form[0]}"
    yield f"s={min(sentence.i, 1)}|{form}"
    yield f"s={min(sentence.i, 1)}|{type_}"
    yield f"art={word.article:d}{bool(word.pronoun):d}|{type_}"
    yield f"shape={word.article:d}{bool(word.pronoun):d}|{form}"
    if word.future:
        yield "future"
    if in_quote(reading, trigger):
        yield f"quoted|{form}"


def _near(sentence: Sentence, trigger: Trigger, type_: str) -> Iterator[str]:
    """The words next to the trigger."""
    parse, first, last = sentence.parse, trigger.first, trigger.last
    before = parse.words[first - 1].lemma if first > parse.first else "<s>"
    yield f"-1={before}"
    yield f"-1t={before}|{type_.split('.')[0]}"
    yield f"tag={parse.tag(first - 2)}{parse.tag(first - 1)}{trigger.form[0]}"
    if first - 2 >= parse.first:
        yield f"-2={parse.words[first - 2].lemma}"
        yield f"-21={parse.words[first - 2].lemma}_{before}"
    for k in range(last, min(last + 3, parse.last)):
        yield f"+{k - last + 1}={parse.words[k].lemma}"


def _speech(reading: Reading, sentence: Sentence, trigger: Trigger, speaker: Speaker | None) -> Iterator[str]:
    group = speaker.group if speaker is not None else None
    form = f"{trigger.form[0]}{tense(reading, trigger)}"
    yield f"c={group.id if group else 'none'}"
    yield f"v={group.value if group else 'none'}|{form}"
    if speaker is not None and speaker.cue is not None:
        yield f"sl={speaker.cue.lemma}|{form}"
        yield f"so={speaker.cue.lemma}|{opener(sentence.parse, speaker, trigger)}"
    yield from _cues_before(sentence, trigger)


def _cues_before(sentence: Sentence, trigger: Trigger) -> Iterator[str]:
    """The nearest reporting word before the trigger, whoever speaks."""
    before = [hit for hit in sentence.speech if hit.last <= trigger.first]
    if not before:
        yield "near=none"
        return
    hit = before[-1]
    tags = sentence.parse.tags[hit.last - sentence.parse.first : trigger.first - sentence.parse.first]
    crossed = f"{min(tags.count('v'), 1)}{min(sum(t in 'rs' for t in tags), 1)}"
    yield f"near={hit.cue.value}|{bucket(trigger.first - hit.last, (0, 1, 3, 6, 12))}"
    yield f"nearw={hit.cue.value}|{crossed}"
    yield f"nearl={hit.lemma}|{crossed}"


def _history(sentence: Sentence, trigger: Trigger, type_: str, told: Sequence[Told]) -> Iterator[tuple[str, str]]:
    """The status of the claim that this one is joined to."""
    if told and told[-1].sentence.i == sentence.i and told[-1].trigger.last <= trigger.first:
        last = told[-1]
        tied = joined(sentence, trigger, last.trigger)
        near = bucket(trigger.first - last.trigger.last, (0, 1, 3, 7))
        yield last.status, f"last|{tied}|{near}"
        yield last.status, f"last|{tied}|{trigger.form[0]}{last.trigger.form[0]}"
    yield from _again(sentence, trigger, type_, told)


def _again(sentence: Sentence, trigger: Trigger, type_: str, told: Sequence[Told]) -> Iterator[tuple[str, str]]:
    """The status that the report gave the last event of this type, and the last one named with this word."""
    for name, same in (("t", [t for t in told if t.type == type_]), ("l", [t for t in told if t.trigger.lemma == trigger.lemma])):
        if same:
            last = same[-1]
            yield last.status, f"again{name}|{trigger.form[0]}{last.trigger.form[0]}|{min(sentence.i - last.sentence.i, 2)}"


def _times(reading: Reading, sentence: Sentence, trigger: Trigger) -> Iterator[str]:
    """The times of the sentence: where they stand, and their words (next, tomorrow, last)."""
    form = f"{trigger.form[0]}{tense(reading, trigger)}"
    for time in sentence.times:
        side = "<" if time.last <= trigger.first else ">"
        gap = trigger.first - time.last if side == "<" else time.first - trigger.last
        yield f"time={'opens' if time.opens else time.kind}"
        yield f"timed={'opens' if time.opens else time.kind}{side}{bucket(gap, (0, 4, 9))}{trigger.form[0]}"
        for k in {time.first, time.last - 1}:
            yield f"timew={reading.words[k].core}|{form}"


def stance_choice(reading: Reading, sentence: Sentence, trigger: Trigger, type_: str, speaker: Speaker | None, status: str) -> Choice:
    """How does the source stand to the claim?"""
    group = speaker.group if speaker is not None else None
    value, family = group.value if group else "none", type_.split(".")[0]
    features = [
        "b",
        f"t={type_}",
        f"c={group.id if group else 'none'}",
        f"v={value}",
        f"cs={group.id if group else 'none'}|{status}",
        f"vs={value}|{status}",
        f"s={status}",
        f"st={status}|{family}",
        f"ct={value}|{family}",
    ]
    if speaker is not None and speaker.cue is not None:
        features += [f"l={speaker.cue.lemma}", f"lf={speaker.cue.lemma}|{speaker.cue.form}"]
        opens = opener(sentence.parse, speaker, trigger)
        features += [f"lo={speaker.cue.lemma}|{opens}", f"so={value}|{opens}"]
    features += _cues_before(sentence, trigger)
    for hit in sentence.speech:
        if hit.first < trigger.first:
            features.append(f"near={hit.cue.value}|{bucket(trigger.first - hit.last, (0, 1, 3, 6, 12))}")
    features += [f"q={f}" for f in cue_features(sentence, trigger)]
    return Choice(STANCES, tuple(dict.fromkeys(features)))
