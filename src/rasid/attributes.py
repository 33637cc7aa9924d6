"""An accepted frame and the speakers of its report in; source, stance, status and time of the claim out.

Each is a choice among what the grammar proposes: the speakers of the sentence and the outlet, the codebook's stances and statuses,
the time expressions of the sentence.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rasid.choice import Choice
from rasid.frames import NONE, bucket
from rasid.knowledge import Knowledge
from rasid.knowledge.cues import CueHit
from rasid.mentions import Reading, Sentence, Trigger
from rasid.phrases import Parse
from rasid.speech import Speaker
from rasid.times import TimeMention
from rasid.types import STANCES, STATUSES

OUTLET = "outlet"
_SPEAKERS = 14  # no sentence has more speakers worth asking about


def source_choice(
    reading: Reading, sentence: Sentence, trigger: Trigger, type_: str, speakers: Sequence[Speaker], knowledge: Knowledge
) -> Choice:
    """Whose claim is this? Options: the outlet, then the speakers by number."""
    asked = speakers[:_SPEAKERS]
    options = (OUTLET, *(str(n) for n in range(len(asked))))
    family = type_.split(".")[0]
    outlet = (
        "outlet",
        f"outlet|{family}",
        f"outlet|{type_}",
        f"outlet|{len(asked)}",
        f"outlet|{trigger.form}",
        f"outlet|s{min(sentence.i, 2)}",
    )
    if trigger.form == "verb":
        outlet = (*outlet, f"outlet|{_tense(reading, trigger)}")
    own = (outlet, *(tuple(_speaker_features(reading, sentence, trigger, type_, s, asked, knowledge)) for s in asked))
    return Choice(options, (), own)


def _tense(reading: Reading, trigger: Trigger) -> str:
    verb = reading.words[trigger.first].verb(trigger.lemma)
    if verb is None or trigger.form != "verb":
        return "-"
    return verb.codes[0][0] + reading.words[trigger.first].prep


def _speaker_features(
    reading: Reading,
    sentence: Sentence,
    trigger: Trigger,
    type_: str,
    speaker: Speaker,
    all_: Sequence[Speaker],
    knowledge: Knowledge,
) -> Iterator[str]:
    parse, family = sentence.parse, type_.split(".")[0]
    cue, group = speaker.cue, speaker.group
    quoted = _in_quote(reading, trigger)
    tense = f"{trigger.form}{_tense(reading, trigger)}"
    who = _who(speaker, reading, knowledge)
    if speaker.side == "carried-on":
        yield "carried"
        yield f"carried|{family}|{quoted}"
        yield f"carried|{tense}|{len(all_) > 1}"
        yield f"carried|{parse.tag(parse.first)}{parse.tag(parse.first + 1)}"
        yield f"carried|{parse.words[parse.first].core}"
        yield f"carried|q{_open_quote(reading, sentence)}{quoted}"
        yield f"carried|{sentence.i - _sentence_of(reading, speaker) == 1}{quoted}"
        return
    side = "<" if speaker.at <= trigger.first else ">"
    low, high = (
        (max(cue.last if cue else 0, 0 if speaker.carried else speaker.last), trigger.first)
        if side == "<"
        else (trigger.last, speaker.at)
    )
    tags = parse.tags[max(0, low - parse.first) : max(0, high - parse.first)]
    form = f"{cue.form if cue is not None else 'headline'}/{speaker.side}"
    lemma = cue.lemma if cue is not None else ":"
    yield f"c={group.id if group is not None else 'headline'}{side}{speaker.side}"
    yield f"l={lemma}{side}{speaker.side}"
    yield f"f={form}{side}"
    yield f"ff={form}{side}|{family}"
    yield f"who={who}{side}{form}"
    yield f"whol={who}|{lemma}"
    yield f"gap={form}{bucket(abs(speaker.first - (cue.first if cue else speaker.first)), (0, 1, 2, 4, 7))}"
    if cue is not None:
        yield f"opens={parse.tag(cue.last)}{speaker.side}|{parse.tag(cue.first - 1)}"
        yield f"next={speaker.side}{parse.tokens[cue.last].form if cue.last < parse.last and parse.tag(cue.last) in 'skrq' else parse.tag(cue.last)}"
    if cue is not None and trigger.first <= cue.first < trigger.last:
        yield f"self|{family}"
        yield f"self|{type_}|{speaker.side}"
        return
    yield f"ft={form}{side}|{type_}"
    if not speaker.carried and speaker.first <= trigger.first < speaker.last:
        yield "inside-source"
    yield f"d={side}{form}{bucket(len(tags), (0, 1, 2, 4, 8, 15, 25))}"
    opener = _opener(parse, low, high) if side == "<" else "-"
    yield f"o={opener}{side}{form}"
    yield f"ol={lemma}|{opener}"
    yield f"w={side}{opener}{min(sum(t in 'rs' for t in tags), 3)}"
    yield f"k={side}{form}{min(tags.count('k'), 3)}"
    yield f"v={side}{form}{min(tags.count('v'), 2)}"
    yield f"q={side}{quoted}"
    yield f"tr={side}{tense}|{opener}"
    yield from _rivals(speaker, trigger, all_, side, form, low, high, parse, knowledge, opener)


def _rivals(
    speaker: Speaker, trigger: Trigger, all_: Sequence[Speaker], side: str, form: str, low: int, high: int, parse: Parse,
    knowledge: Knowledge, opener: str,
) -> Iterator[str]:  # fmt: skip
    """Who else speaks between the speaker and the trigger, or with the same word, and the walls between."""
    near, far = min(speaker.at, trigger.first), max(speaker.at, trigger.first)
    others = [s for s in all_ if s.cue is not None and s.cue is not speaker.cue and near < s.at < far]
    yield f"nearest={side}{form}{not others}"
    same = [s.side for s in all_ if s.cue is not None and s.cue is speaker.cue and s is not speaker]
    yield f"same={speaker.side}|{'+'.join(sorted(same))}"
    if any(parse.tag(k) == "s" and parse.words[k].core in knowledge.lexicon.words["walls"] for k in range(low, high)):
        yield f"wall{side}{opener}"
    if side == ">" and trigger.form == "verb":
        yield f"after-verb={form}"


def _sentence_of(reading: Reading, speaker: Speaker) -> int:
    return reading.text.tokens[speaker.first].sentence


def _open_quote(reading: Reading, sentence: Sentence) -> bool:
    """A quotation of an earlier sentence goes on in this one."""
    start = reading.text.tokens[sentence.parse.first].start
    return any(q.start < start < q.end for q in reading.text.quotes)


def _who(speaker: Speaker, reading: Reading, knowledge: Knowledge) -> str:
    if speaker.phrase is None:
        return "?"
    if speaker.phrase.names:
        return "name"
    return speaker.phrase.category or "bare"


def _opener(parse: Parse, low: int, high: int) -> str:
    """What opens the content behind a reporting word: `that`, colon, quotation mark, or nothing (a masdar as object)."""
    for k in range(low, min(high, low + 14)):
        tag, form = parse.tag(k), parse.tokens[k].form
        if tag == "q" or form == ":":
            return ":" if form == ":" else "q"
        if tag == "s":
            return parse.words[k].core[:3]
    return "m"


def _in_quote(reading: Reading, trigger: Trigger) -> bool:
    at = reading.text.tokens[trigger.first].start
    return any(q.start <= at < q.end for q in reading.text.quotes)


def stance_choice(
    reading: Reading, sentence: Sentence, trigger: Trigger, type_: str, speaker: Speaker | None, status: str
) -> Choice:
    """How does the source stand to the claim?"""
    group = speaker.group if speaker is not None else None
    features = [
        "b",
        f"t={type_}",
        f"c={group.id if group else 'none'}",
        f"v={group.value if group else 'none'}",
        f"cs={group.id if group else 'none'}|{status}",
        f"vs={group.value if group else 'none'}|{status}",
        f"s={status}",
        f"st={status}|{type_.split('.')[0]}",
        f"ct={group.value if group else 'none'}|{type_.split('.')[0]}",
    ]
    if speaker is not None and speaker.cue is not None:
        features += [f"l={speaker.cue.lemma}", f"lf={speaker.cue.lemma}|{speaker.cue.form}"]
        opener = _opener(sentence.parse, max(speaker.cue.last, 0 if speaker.carried else speaker.last), trigger.first)
        features += [f"lo={speaker.cue.lemma}|{opener}", f"so={group.value if group else ''}|{opener}"]
    for hit in sentence.speech:
        if hit.first < trigger.first:
            features.append(f"near={hit.cue.value}|{bucket(trigger.first - hit.last, (0, 1, 3, 6, 12))}")
    features += [f"q={f}" for f in _status_cues(sentence, trigger)]
    return Choice(STANCES, tuple(dict.fromkeys(features)))


def status_choice(
    reading: Reading, sentence: Sentence, trigger: Trigger, type_: str, speaker: Speaker | None, knowledge: Knowledge
) -> Choice:
    """Did it happen, does it go on, is it denied, possible, planned or demanded?"""
    parse, word = sentence.parse, reading.words[trigger.first]
    group = speaker.group if speaker is not None else None
    tense = _tense(reading, trigger)
    rules = [r for r in trigger.rules if r.type == type_]
    before = parse.words[trigger.first - 1].lemma if trigger.first > parse.first else "<s>"
    features = [
        "b",
        f"t={type_}",
        f"f={trigger.form}{tense}",
        f"tf={type_}|{trigger.form}{tense}",
        f"l={trigger.lemma}/{trigger.form[0]}{tense}",
        f"c={group.id if group else 'none'}",
        f"v={group.value if group else 'none'}|{trigger.form}{tense}",
        f"-1={before}",
        f"-1t={before}|{type_}",
        f"tag={parse.tag(trigger.first - 1)}{trigger.form[0]}",
        f"rule={next((r.status for r in rules if r.status), '')}",
        f"prep={word.prep}{trigger.form[0]}",
        f"s={min(sentence.i, 1)}|{trigger.form}{tense}",
        f"art={word.article}{bool(word.pronoun)}|{type_}",
    ]
    if word.future:
        features.append("future")
    if trigger.first - 2 >= parse.first:
        features.append(f"-2={parse.words[trigger.first - 2].lemma}")
        features.append(f"-21={parse.words[trigger.first - 2].lemma}_{before}")
    if trigger.last < parse.last:
        features.append(f"+1={parse.words[trigger.last].lemma}")
    if speaker is not None and speaker.cue is not None:
        features.append(f"sl={speaker.cue.lemma}|{trigger.form}{tense}")
    features += [f"q={f}" for f in _status_cues(sentence, trigger)]
    features += _governing_verb(parse, trigger)
    features += [f"time={'opens' if t.opens else t.kind}" for t in sentence.times]
    return Choice(STATUSES, tuple(dict.fromkeys(features)))


def _governing_verb(parse: Parse, trigger: Trigger) -> Iterator[str]:
    """The verb before the trigger in its clause, with its tense: will carry out a raid, tries to enter."""
    for k in range(trigger.first - 1, max(parse.first, trigger.first - 9) - 1, -1):
        if parse.tag(k) == "v" and parse.words[k].verbs:
            reading = parse.words[k].verbs[0]
            future = "+" if parse.words[k].future else ""
            negated = "!" if parse.tag(k - 1) == "x" else ""
            yield f"gv={negated}{future}{reading.lemma}{reading.codes[0][0]}"
            yield f"gt={negated}{future}{reading.codes[0][0]}{trigger.form[0]}"
            yield f"gd={bucket(trigger.first - k, (1, 2, 4, 7))}{future}{negated}"
            return
        if parse.tag(k) in "rs" and trigger.form != "verb":
            yield f"gw={parse.words[k].core}"
    yield "gv=none"


def _status_cues(sentence: Sentence, trigger: Trigger) -> Iterator[str]:
    """The status cues that may hold the trigger in their scope, with how they stand to it."""
    parse = sentence.parse
    for hit in sentence.cues:
        where = _stands(parse, hit, trigger)
        if where:
            yield f"{hit.cue.id}|{where}"
            yield f"{hit.cue.value}|{hit.cue.scope}|{where}"


def _stands(parse: Parse, hit: CueHit, trigger: Trigger) -> str:
    if trigger.first <= hit.first < trigger.last:
        return "self"
    if hit.last <= trigger.first:
        tags = parse.tags[hit.last - parse.first : trigger.first - parse.first]
        walls = sum(t in "rs" for t in tags)
        if len(tags) > 12:
            return ""
        return f"<{bucket(len(tags), (0, 1, 2, 4, 7))}|{min(walls, 1)}|{min(tags.count('v'), 1)}"
    gap = hit.first - trigger.last
    return f">{bucket(gap, (0, 1, 3))}" if gap <= 5 else ""


def time_choice(reading: Reading, sentence: Sentence, trigger: Trigger, type_: str, speakers: Sequence[Speaker]) -> Choice:
    """Which time expression of the sentence is the event's, if any?"""
    options = (NONE, *(str(n) for n in range(len(sentence.times))))
    family = type_.split(".")[0]
    none = ("none", f"none|{family}", f"none|{trigger.form}", f"none|{len(sentence.times)}", f"none|{bool(speakers)}")
    own = (none, *(tuple(_time_features(sentence, trigger, type_, n, t)) for n, t in enumerate(sentence.times)))
    return Choice(options, (), own)


def _time_features(sentence: Sentence, trigger: Trigger, type_: str, n: int, time: TimeMention) -> Iterator[str]:
    parse, family = sentence.parse, type_.split(".")[0]
    side = "<" if time.last <= trigger.first else ">"
    low, high = (time.last, trigger.first) if side == "<" else (trigger.last, time.first)
    tags = parse.tags[max(0, low - parse.first) : max(0, high - parse.first)]
    kind = "opens" if time.opens else time.kind
    shape = type(time.expr).__name__
    yield f"k={kind}{side}"
    yield f"sh={shape}{side}{family}"
    yield f"d={side}{bucket(len(tags), (0, 1, 2, 3, 5, 8, 12, 20))}"
    yield f"dk={kind}{side}{bucket(len(tags), (0, 2, 5, 10))}{trigger.form[0]}"
    yield f"w={side}{min(sum(t in 'rs' for t in tags), 2)}|{min(tags.count('v'), 2)}"
    yield f"k2={side}{min(tags.count('k'), 2)}{trigger.form[0]}"
    yield f"trig={side}{min(sum(1 for t in sentence.triggers if low <= t.first < high), 3)}"
    yield f"start={time.first == parse.first}{side}"
    yield f"f={trigger.form}{side}{family}"
    yield f"before={parse.tag(time.first - 1)}{shape}"
    speech = [c for c in sentence.speech if low - 1 <= c.first < high + 1]
    yield f"speech={side}{bool(speech)}{family}"
    # a day that stands next to a reporting word is the day of the announcement
    close = any(
        0 <= time.first - c.last <= 6 and not (c.first <= trigger.first < time.first and trigger.first != c.first)
        for c in sentence.speech
    )
    yield f"announced={close}{side}{shape}"
    yield f"announcedf={close}{family}{trigger.form[0]}"
    if any(c.first == trigger.first for c in sentence.speech):
        yield f"speaks={side}{family}"
