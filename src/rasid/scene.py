"""An accepted event and its sentence in, out what is asked about each of its candidates, computed once.

The way from the trigger to each phrase, the verb that carries the event and whose subject it is, the chain of place phrases that a
phrase belongs to, its rank among its like, who speaks, who is named twice.
"""

from __future__ import annotations

from collections.abc import Sequence, Set
from dataclasses import dataclass, field

from rasid.frames import candidates, kinds_of, positions
from rasid.knowledge import Knowledge
from rasid.mentions import Reading, Sentence, Trigger
from rasid.phrases import Phrase

Event = tuple[Trigger, str]  # an accepted trigger and its type


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
    kinds: dict[int, str]
    paths: dict[int, str] = field(default_factory=dict)
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


def scene_of(reading: Reading, sentence: Sentence, events: Sequence[Event], n: int, knowledge: Knowledge) -> Scene:
    trigger, type_ = events[n]
    asked = candidates(sentence, trigger)
    places = positions(sentence.parse, trigger, asked, knowledge)
    kinds = {p.i: kinds_of(p, knowledge, reading) for p in asked}
    scene = Scene(reading, sentence, trigger, type_, knowledge, asked, places, kinds)
    steps = _steps(sentence, trigger, asked, {t.first for t, _ in events})
    _paths(scene, steps)
    _carrier(scene, steps)
    _chains(scene)
    _ranks(scene)
    _sayers(scene, steps)
    _twins(scene)
    near = [places[p.i] for p in asked if len(scene.paths[p.i]) <= 3 and p.first >= trigger.last]
    scene.slots = "+".join(sorted({p for p in near if p in _SLOTS}))
    return scene


_SLOTS = frozenset({"subject", "object", "genitive", "by", "between", "with"})


@dataclass(slots=True)
class _Step:
    """One thing on the way through a sentence: a phrase, a verb, a wall, a comma."""

    at: int
    mark: str
    phrase: Phrase | None = None


_MARKS = {"v": "V", "s": "s", "r": "r", "x": "x", "k": ",", "c": "c"}


def _steps(sentence: Sentence, trigger: Trigger, asked: Sequence[Phrase], events: Set[int]) -> list[_Step]:
    parse = sentence.parse
    heads = {p.first: p for p in asked if not p.nested or p.behind >= 0}
    spoken = {c.first for c in sentence.speech}
    found: list[_Step] = []
    k = parse.first
    while k < parse.last:
        phrase = heads.get(k)
        if phrase is not None:
            mark = "p" if phrase.prep else "&" if phrase.conj_of >= 0 else "n"
            found.append(_Step(k, mark, phrase))
            k = phrase.last
            continue
        tag = parse.tag(k)
        if k in events and not (trigger.first <= k < trigger.last):
            found.append(_Step(k, "T" if tag == "v" else "t"))
        elif tag in _MARKS and k != trigger.first:
            found.append(_Step(k, "S" if tag == "v" and k in spoken else _MARKS[tag]))
        k += 1
    return found


def _paths(scene: Scene, steps: Sequence[_Step]) -> None:
    """What lies between trigger and phrase, a letter a thing, read from the trigger on."""
    trigger = scene.trigger
    for way in ([s for s in steps if s.at >= trigger.last], [s for s in reversed(steps) if s.at < trigger.first]):
        path = ""
        for step in way:
            if step.phrase is not None:
                scene.paths[step.phrase.i] = path
            path += step.mark
    for p in scene.asked:
        if p.i not in scene.paths:
            scene.paths[p.i] = scene.paths.get(p.inside, "~")


def _carrier(scene: Scene, steps: Sequence[_Step]) -> None:
    """The nearest verb before the trigger and how phrases stand to it: its subject is often the event's actor."""
    before = [s for s in steps if s.at < scene.trigger.first]
    n = next((n for n in range(len(before) - 1, -1, -1) if before[n].mark in "VTS"), -1)
    if n < 0:
        return
    parse = scene.sentence.parse
    word = parse.words[before[n].at]
    scene.carrier = word.verbs[0].lemma if word.verbs else word.core
    scene.carrier_path = "".join(s.mark for s in before[n + 1 :])[-4:]
    bare = 0
    for step in before[n + 1 :]:
        if step.phrase is not None:
            scene.carried[step.phrase.i] = step.phrase.prep or f"bare{bare}"
            bare += not step.phrase.prep
    if not bare:
        path = ""
        for step in reversed(before[:n]):
            if step.phrase is not None and not step.phrase.prep and step.phrase.conj_of < 0:
                scene.carried[step.phrase.i] = f"pre{path[:3]}"
                break
            path += step.mark


def _chains(scene: Scene) -> None:
    last: Phrase | None = None
    for p in scene.asked:
        if p.nested:
            continue
        if not _placelike(scene.kinds[p.i]):
            last = None
            continue
        if last is not None and p.first - last.last <= 1 and (p.first > scene.trigger.first) == (last.first > scene.trigger.first):
            scene.chains[p.i] = scene.chains.get(last.i, last.i)
        last = p


def _placelike(kind: str) -> bool:
    return kind.startswith(("place", "name:place", "name:actor+place"))


def classed(kind: str) -> str:
    return kind.split(":")[0] + ":" + kind.split(":")[1] if kind.startswith("name") else kind.split(":")[0]


def _ranks(scene: Scene) -> None:
    """The how-manieth phrase of its class it is, counted from the trigger to either side."""
    at = scene.trigger.first
    for p in scene.asked:
        class_ = classed(scene.kinds[p.i])
        scene.many[class_] = scene.many.get(class_, 0) + 1
    for way in ([p for p in scene.asked if p.first > at], [p for p in reversed(scene.asked) if p.first < at]):
        seen: dict[str, int] = {}
        for p in way:
            class_ = classed(scene.kinds[p.i])
            scene.ranks[p.i] = f"{class_}{min(seen.get(class_, 0), 3)}"
            seen[class_] = seen.get(class_, 0) + 1


def _sayers(scene: Scene, steps: Sequence[_Step]) -> None:
    """Whoever a reporting word quotes: the bare phrase behind it, else the one before."""
    for n, step in enumerate(steps):
        if step.mark != "S":
            continue
        after = next((s.phrase for s in steps[n + 1 : n + 3] if s.phrase is not None and s.mark == "n"), None)
        before = steps[n - 1].phrase if n and after is None else None
        said = after or before
        if said is not None:
            scene.sayers.add(said.i)
    cues = {k for c in scene.sentence.speech for k in range(c.first, c.last)}
    scene.sayers |= {p.i for p in scene.asked if p.prep_at in cues or (p.prep_at < 0 and p.first - 1 in cues)}


def _key(phrase: Phrase, reading: Reading) -> str:
    return phrase.names[0].key if phrase.names else reading.words[phrase.head].lemma


def _twins(scene: Scene) -> None:
    seen: dict[str, list[Phrase]] = {}
    for p in scene.asked:
        seen.setdefault(_key(p, scene.reading), []).append(p)
    for same in seen.values():
        if len(same) > 1:
            nearest = min(same, key=lambda p: len(scene.paths[p.i]))
            for p in same:
                scene.twins[p.i] = "+" if p is nearest else "-"
