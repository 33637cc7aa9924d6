"""The accepted events of a sentence in, one scene for each out: what is asked about each of its candidates, computed once.

What a phrase is and what stands beside it is the same for all events of the sentence. For each event there is the way from the trigger
to each phrase, the verb that carries the event and whose subject it is, the chain of place phrases that a phrase belongs to, its rank
among its like, who speaks, who is named twice.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, field
from typing import NamedTuple

from rasid.frames import bucket, candidates, kinds_of, positions
from rasid.knowledge import Knowledge
from rasid.mentions import Reading, Sentence, Trigger
from rasid.phrases import Phrase

Event = tuple[Trigger, str]  # an accepted trigger and its type


class Verb(NamedTuple):
    """The verb that stands right before a phrase: its token, how far before, whether a trigger."""

    at: int
    lemma: str
    back: int
    event: bool


class PhraseValues(NamedTuple):
    """What features say of a phrase whatever the event."""

    kind: str  # as kinds_of has it
    class_: str  # the kind without details
    prep: str
    governed: str  # by a preposition
    head: str  # lemma
    coarse: str  # groups of words that the head belongs to
    fine: str
    last: str | None  # lemma of its last word, if it has several
    length: str | None
    definite: str
    pronoun: str  # on its first word
    quoted: str | None
    joined: str | None
    opens: str | None  # it is the first of its sentence, and that the first of the report
    speaks_before: str | None  # a reporting word right before or behind it
    speaks_behind: str | None
    verb_back: str | None  # how far before it its verb stands
    verb_event: str


@dataclass(slots=True)
class Seen:
    """What a phrase is and what it stands beside, whatever the event."""

    values: PhraseValues
    sort: str  # the first word of its kind
    placelike: bool
    key: str  # whom it names, or what
    feminine: str
    before: int  # the token before it and its preposition
    before_lemma: str
    before_tag: str  # "" where the phrase opens the sentence
    tied: bool  # that token only ties the phrase to what is before: loyal to
    verb: Verb | None
    adjoins: tuple[Trigger, ...]  # the triggers right before and behind it
    distances: list[int]  # to each event
    nearest: list[int]  # the same, sorted


class Way(NamedTuple):
    """What lies between trigger and phrase: a letter a thing, cut to five, and how many phrases, walls, verbs and events."""

    path: str
    short: str
    near: int
    walls: int
    verbs: int
    events: int


_NOWHERE = Way("~", "~", 0, 0, 0, 0)


@dataclass(slots=True)
class Scene:
    """A trigger with what is asked about each candidate computed once."""

    reading: Reading
    sentence: Sentence
    trigger: Trigger
    type: str
    knowledge: Knowledge
    asked: list[Phrase]
    places: dict[int, str]
    seen: Mapping[int, Seen]
    family: str
    form: str  # the first letter of the trigger's
    ways: dict[int, Way] = field(default_factory=dict)
    carried: dict[int, str] = field(default_factory=dict)  # how a phrase stands to the verb that carries the event
    carrier: str = ""  # the lemma of that verb
    carrier_path: str = ""
    chains: dict[int, int] = field(default_factory=dict)  # a place phrase that adjoins another -> the first of the row
    ranks: dict[int, str] = field(default_factory=dict)
    many: dict[str, int] = field(default_factory=dict)  # candidates of each class
    slots: str = ""
    sayers: set[int] = field(default_factory=set)
    twins: dict[int, str] = field(default_factory=dict)  # named again in the sentence, nearer to the trigger or not
    licences: dict[tuple[str, str], tuple[tuple[str, ...], ...]] = field(default_factory=dict)  # what rules say of a position


def scenes_of(reading: Reading, sentence: Sentence, events: Sequence[Event], knowledge: Knowledge) -> list[Scene]:
    """A scene for each event of a sentence."""
    seen = _all_seen(reading, sentence, events, knowledge) if events else {}
    firsts = {t.first for t, _ in events}
    spoken = {c.first for c in sentence.speech}
    cues = {k for c in sentence.speech for k in range(c.first, c.last)}
    found = []
    for trigger, type_ in events:
        asked = candidates(sentence, trigger)
        places = positions(sentence.parse, trigger, asked, knowledge)
        family, form = type_.partition(".")[0], trigger.form[0]
        scene = Scene(reading, sentence, trigger, type_, knowledge, asked, places, seen, family, form)
        steps = _steps(scene, firsts, spoken)
        _ways(scene, steps)
        _carrier(scene, steps)
        _chains(scene)
        _ranks(scene)
        _sayers(scene, steps, cues)
        _twins(scene)
        near = [places[p.i] for p in asked if len(scene.ways[p.i].path) <= 3 and p.first >= trigger.last]
        scene.slots = "+".join(sorted({p for p in near if p in _SLOTS}))
        found.append(scene)
    return found


_SLOTS = frozenset({"subject", "object", "genitive", "by", "between", "with"})


def _all_seen(reading: Reading, sentence: Sentence, events: Sequence[Event], knowledge: Knowledge) -> dict[int, Seen]:
    starts: dict[int, list[Trigger]] = {}
    ends: dict[int, list[Trigger]] = {}
    for trigger in sentence.triggers:
        starts.setdefault(trigger.first, []).append(trigger)
        ends.setdefault(trigger.last, []).append(trigger)
    parse, found = sentence.parse, {}
    for p in (*parse.phrases, *parse.nested):
        adjoins = (*ends.get(p.first, ()), *starts.get(p.last, ()))
        lead = p.prep_at if p.prep_at >= 0 else p.first
        found[p.i] = _seen(reading, sentence, p, lead, _verb_before(reading, sentence, lead, starts), adjoins, events, knowledge)
    return found


def _seen(
    reading: Reading,
    sentence: Sentence,
    phrase: Phrase,
    lead: int,
    verb: Verb | None,
    adjoins: tuple[Trigger, ...],
    events: Sequence[Event],
    knowledge: Knowledge,
) -> Seen:
    words, parse, first, last = reading.words, sentence.parse, phrase.first, phrase.last
    head, before = words[phrase.head], words[lead - 1]
    inside = lead - 1 >= parse.first
    distances = [max(t.first - last, first - t.last) for t, _ in events]
    values = _values(reading, sentence, phrase, verb, knowledge)
    return Seen(
        values=values,
        sort=values.kind.partition(":")[0],
        placelike=values.kind.startswith(_PLACELIKE),
        key=phrase.names[0].key if phrase.names else values.head,
        feminine=str(head.core.endswith(knowledge.morphology.clitics.final)),
        before=lead - 1,
        before_lemma=before.lemma if inside else "",
        before_tag=parse.tag(lead - 1) if inside else "",
        tied=inside and bool(phrase.prep) and knowledge.is_tie(before),
        verb=verb,
        adjoins=adjoins,
        distances=distances,
        nearest=sorted(distances),
    )


def _values(reading: Reading, sentence: Sentence, phrase: Phrase, verb: Verb | None, knowledge: Knowledge) -> PhraseValues:
    words, first, last = reading.words, phrase.first, phrase.last
    kind, head, long = kinds_of(phrase, knowledge, reading), words[phrase.head].lemma, last - first > 1
    sort, _, detail = kind.partition(":")
    coarse, fine = knowledge.clusters.get(head, ("-", "-"))
    speech = sentence.speech
    return PhraseValues(
        kind=kind,
        class_=f"{sort}:{detail.partition(':')[0]}" if sort == "name" else sort,
        prep=phrase.prep,
        governed=str(bool(phrase.prep)),
        head=head,
        coarse=coarse,
        fine=fine,
        last=words[last - 1].lemma if long else None,
        length=bucket(last - first, (1, 2, 3, 5)) if long else None,
        definite=str(phrase.definite),
        pronoun=str(bool(words[first].pronoun)),
        quoted="" if phrase.quoted else None,
        joined="" if phrase.conj_of >= 0 else None,
        opens=str(sentence.i == 0) if first == sentence.parse.first else None,
        speaks_before=next((c.form for c in speech if c.last == first), None) if speech else None,
        speaks_behind=next((c.form for c in speech if c.first == last), None) if speech else None,
        verb_back=str(verb.back) if verb is not None else None,
        verb_event=str(verb.event) if verb is not None else "",
    )


_PLACELIKE = ("place", "name:place", "name:actor+place")
_NEAR_VERB = 4  # tokens before a phrase within which a verb governs it


def _verb_before(reading: Reading, sentence: Sentence, lead: int, starts: Mapping[int, list[Trigger]]) -> Verb | None:
    """The nearest verb before a phrase, if no other phrase and no wall stands between."""
    parse = sentence.parse
    for n, k in enumerate(range(lead - 1, max(parse.first, lead - _NEAR_VERB) - 1, -1)):
        tag = parse.tag(k)
        if tag == "v":
            return Verb(k, reading.words[k].lemma, n, k in starts)
        if k in parse.phrase_of or tag in "sr":
            return None
    return None


class _Step(NamedTuple):
    """One thing on the way through a sentence: a phrase, a verb, a wall, a comma."""

    at: int
    mark: str
    phrase: Phrase | None


_MARKS = {"v": "V", "s": "s", "r": "r", "x": "x", "k": ",", "c": "c"}


def _steps(scene: Scene, events: Set[int], spoken: Set[int]) -> list[_Step]:
    parse, trigger = scene.sentence.parse, scene.trigger
    heads = {p.first: p for p in scene.asked if not p.nested or p.behind >= 0}
    tags, first, last = parse.tags, parse.first, parse.last
    found: list[_Step] = []
    k = first
    while k < last:
        phrase = heads.get(k)
        if phrase is not None:
            found.append(_Step(k, "p" if phrase.prep else "&" if phrase.conj_of >= 0 else "n", phrase))
            k = phrase.last
            continue
        tag = tags[k - first]
        if k in events and not (trigger.first <= k < trigger.last):
            found.append(_Step(k, "T" if tag == "v" else "t", None))
        elif tag in _MARKS and k != trigger.first:
            found.append(_Step(k, "S" if tag == "v" and k in spoken else _MARKS[tag], None))
        k += 1
    return found


def _ways(scene: Scene, steps: Sequence[_Step]) -> None:
    """What lies between trigger and phrase, read from the trigger on."""
    trigger, ways = scene.trigger, scene.ways
    for way in ([s for s in steps if s.at >= trigger.last], [s for s in reversed(steps) if s.at < trigger.first]):
        path, near, walls, verbs, events = "", 0, 0, 0, 0
        for _, mark, phrase in way:
            if phrase is not None:
                short = path if len(path) <= 5 else f"{path[:3]}~{path[-2:]}"
                ways[phrase.i] = Way(path, short, near, walls, verbs, events)
            path += mark
            near += mark in "np&"
            walls += mark in "sr"
            verbs += mark in "VTS"
            events += mark in "Tt"
    for p in scene.asked:
        if p.i not in ways:
            ways[p.i] = ways.get(p.inside, _NOWHERE)


def _carrier(scene: Scene, steps: Sequence[_Step]) -> None:
    """The nearest verb before the trigger and how phrases stand to it: its subject is often the event's actor."""
    before = [s for s in steps if s.at < scene.trigger.first]
    n = next((n for n in range(len(before) - 1, -1, -1) if before[n].mark in "VTS"), -1)
    if n < 0:
        return
    word = scene.reading.words[before[n].at]
    scene.carrier = word.verbs[0].lemma if word.verbs else word.core
    scene.carrier_path = "".join([s.mark for s in before[n + 1 :]])[-4:]
    bare = 0
    for _, _, phrase in before[n + 1 :]:
        if phrase is not None:
            scene.carried[phrase.i] = phrase.prep or f"bare{bare}"
            bare += not phrase.prep
    if not bare:
        path = ""
        for _, mark, phrase in reversed(before[:n]):
            if phrase is not None and not phrase.prep and phrase.conj_of < 0:
                scene.carried[phrase.i] = f"pre{path[:3]}"
                break
            path += mark


def _chains(scene: Scene) -> None:
    at, last = scene.trigger.first, None
    for p in scene.asked:
        if p.nested:
            continue
        if not scene.seen[p.i].placelike:
            last = None
            continue
        if last is not None and p.first - last.last <= 1 and (p.first > at) == (last.first > at):
            scene.chains[p.i] = scene.chains.get(last.i, last.i)
        last = p


def _ranks(scene: Scene) -> None:
    """The how-manieth phrase of its class it is, counted from the trigger to either side."""
    at, seen, many = scene.trigger.first, scene.seen, scene.many
    for p in scene.asked:
        class_ = seen[p.i].values.class_
        many[class_] = many.get(class_, 0) + 1
    for way in ([p for p in scene.asked if p.first > at], [p for p in reversed(scene.asked) if p.first < at]):
        met: dict[str, int] = {}
        for p in way:
            class_ = seen[p.i].values.class_
            n = met.get(class_, 0)
            scene.ranks[p.i] = f"{class_}{min(n, 3)}"
            met[class_] = n + 1


def _sayers(scene: Scene, steps: Sequence[_Step], cues: Set[int]) -> None:
    """Whoever a reporting word quotes: the bare phrase behind it, else the one before."""
    for n, step in enumerate(steps):
        if step.mark != "S":
            continue
        after = next((s.phrase for s in steps[n + 1 : n + 3] if s.phrase is not None and s.mark == "n"), None)
        before = steps[n - 1].phrase if n and after is None else None
        said = after or before
        if said is not None:
            scene.sayers.add(said.i)
    if cues:
        scene.sayers |= {p.i for p in scene.asked if p.prep_at in cues or (p.prep_at < 0 and p.first - 1 in cues)}


def _twins(scene: Scene) -> None:
    by_key: dict[str, list[Phrase]] = {}
    for p in scene.asked:
        by_key.setdefault(scene.seen[p.i].key, []).append(p)
    if len(by_key) == len(scene.asked):
        return
    for same in by_key.values():
        if len(same) > 1:
            nearest = min(same, key=lambda p: len(scene.ways[p.i].path))
            for p in same:
                scene.twins[p.i] = "+" if p is nearest else "-"
