"""An accepted event and the phrases of its sentence in, a choice of role for each phrase out, with all that speaks for one or another.

What is said of a phrase: what it is, where it stands by the grammar (frames.py), the way from the trigger to it, which verb carries
the event and whose subject it is, the chain of place phrases it belongs to, and what else stands in the same positions.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import chain
from sys import intern
from typing import NamedTuple

from rasid.choice import Choice
from rasid.frames import NONE, bucket, fits, own_pronoun, verb_of
from rasid.knowledge import Knowledge
from rasid.knowledge.rules import Rule
from rasid.mentions import Reading, Sentence
from rasid.phrases import Phrase
from rasid.scene import Event, PhraseValues, Scene, scenes_of
from rasid.templates import Row, Templates
from rasid.types import ROLES, Role

BOTH = "target+place"  # an airport that is hit is where it happens, too

_COUNTS = tuple(str(n) for n in range(100))
_NEAR = tuple(bucket(n, (0, 1, 2, 3, 4, 6)) for n in range(100))
_GAPS = tuple(bucket(n, (0, 1, 2, 4, 7, 12, 20)) for n in range(100))


class _EventValues(NamedTuple):
    """What is the same for all phrases of an event."""

    type: str
    family: str
    form: str
    slots: str
    carrier: str
    carrier_path: str
    events: str  # of the sentence
    alone_before: str | None
    type_before: str | None  # of the event before
    family_before: str | None
    alone_behind: str | None
    type_behind: str | None
    family_behind: str | None
    word: str  # before the trigger, or its preposition
    own: str | None  # the pronoun on the trigger: its siege
    code: str | None  # of the verb


class _PairValues(NamedTuple):
    """How a phrase stands to an event."""

    side: str
    place: str
    near: str
    gap: str
    way: str
    way3: str
    end: str
    rank: str
    many: str
    walls: str
    verbs: str
    triggers: str
    carried: str | None
    how: str
    not_carried: str | None
    chain: str | None
    chain_place: str | None
    in_place: str | None
    in_kind: str | None
    of_trigger: str | None
    to_trigger: str | None
    before: str | None
    before_tag: str | None
    tie: str | None
    sayer: str | None
    far: str
    twin: str | None
    wall: str | None
    verb: str | None
    mine: str
    feminine: str
    nearer: str
    place_before: str | None
    way_before: str | None
    place_behind: str | None
    way_behind: str | None


ROLE_PIECES = _EventValues._fields, PhraseValues._fields, _PairValues._fields
ROLE_FEATURES = Templates(
    tuple(chain.from_iterable(ROLE_PIECES)),
    """
    b
    t={type}
    k={kind}
    fk={family}|{kind}
    tk={type}|{class_}
    tp={type}|{side}{prep}
    fd={form}{side}{near}|{governed}
    pos={form}|{place}
    tpos={type}|{form}|{place}
    posk={place}|{kind}
    posd={place}|{near}
    gap={side}{gap}
    pk={prep}|{kind}|{side}
    way={form}{side}{way}|{prep}
    wayk={form}{side}{way}|{class_}
    wayf={family}{form}{side}{way}|{prep}
    wayt={type}{side}{way3}|{class_}
    end={side}{end}|{prep}|{class_}
    rank={form}{side}{rank}
    rankf={family}{side}{rank}|{governed}
    many={class_}{many}|{family}
    manyr={rank}{side}{many}
    slots={place}|{slots}
    walls={side}{walls}|{verbs}
    trig={side}{form}{triggers}
    car={form}{carried}|{carrier_path}
    carl={carrier}|{carried}
    carf={family}{form}{carried}
    carno={form}{not_carried}|{place}
    chain={side}{chain}|{prep}
    chainf={family}{side}{chain_place}
    in={in_place}|{side}
    inf={family}|{in_kind}
    h={head}
    hf={head}|{family}
    hp={head}|{place}
    e={last}
    n={length}
    def={definite}{pronoun}|{place}
    quoted{quoted}
    joined{joined}|{place}
    opens|{opens}
    of-trigger={of_trigger}
    to-trigger={to_trigger}
    speaks={speaks_before}
    speaks={speaks_behind}
    own={own}|{place}
    own={own}{side}{rank}|{class_}
    owng={own}{feminine}{side}|{class_}
    ownf={own}{family}{side}|{class_}
    c={coarse}|{class_}
    cf={fine}
    cp={coarse}|{place}
    tb={word}|{place}|{side}
    tbc={word}|{how}
    pb={before}|{side}
    pbt={before_tag}{side}|{place}
    tie={tie}
    sayer={sayer}|{family}
    sayer={sayer}{form}|{far}
    twin{twin}|{place}
    wall={side}{wall}|{class_}
    verb={verb}|{prep}|{verb_back}
    verbm={mine}{verb_event}|{prep}|{verb_back}|{class_}
    code={code}
    agr={code}{feminine}|{place}
    near={side}{nearer}|{class_}
    nearp={place}|{nearer}
    events={events}|{side}{nearer}|{governed}
    alone{alone_before}
    otht-{place_before}|{type_before}>{type}
    oth-{place_before}|{family_before}>{family}
    othk-{place_before}|{class_}|{place}
    othp-{way_before}|{side}{way3}
    alone{alone_behind}
    otht+{place_behind}|{type_behind}>{type}
    oth+{place_behind}|{family_behind}>{family}
    othk+{place_behind}|{class_}|{place}
    othp+{way_behind}|{side}{way3}
    """,
)


def argument_choices(
    reading: Reading, sentence: Sentence, events: Sequence[Event], knowledge: Knowledge
) -> list[list[tuple[Phrase, Choice]]]:
    """For each event of a sentence and each of its candidates: which role does the phrase fill, if any?"""
    scenes = scenes_of(reading, sentence, events, knowledge)
    walls = [(k, sentence.parse.words[k].core) for k, tag in enumerate(sentence.parse.tags, sentence.parse.first) if tag in "sr"]
    found = []
    for n, scene in enumerate(scenes):
        options = options_of(scene.type, knowledge)
        rules = tuple([r for r in scene.trigger.rules if r.type == scene.type])
        before, behind = scenes[n - 1] if n else None, scenes[n + 1] if n + 1 < len(scenes) else None
        of_event = _of_event(scene, len(scenes), before, behind)
        choices = []
        for phrase in scene.asked:
            of_phrase = scene.seen[phrase.i].values
            row = Row(ROLE_FEATURES, (of_event, of_phrase, _of_pair(scene, phrase, n, walls, before, behind)))
            choices.append((phrase, Choice(options, (row,), _licences(scene, phrase, options, rules))))
        found.append(choices)
    return found


def options_of(type_: str, knowledge: Knowledge) -> tuple[str, ...]:
    """The roles that a phrase may fill in an event of this type."""
    known = knowledge.codebook[type_].roles
    roles: tuple[str, ...] = tuple(r for r in ROLES if r != "goods" or r in known)
    return (NONE, *roles, BOTH) if type_.startswith("fight.") else (NONE, *roles)


def roles_of(option: str) -> tuple[Role, ...]:
    """The roles that an option stands for."""
    return tuple(r for r in ROLES if r in option.split("+"))


def _licences(scene: Scene, phrase: Phrase, options: tuple[str, ...], rules: tuple[Rule, ...]) -> tuple[tuple[str, ...], ...]:
    """Does a rule of the type expect each role here, and how high?"""
    stand = scene.places[phrase.i], scene.seen[phrase.i].sort
    found = scene.licences.get(stand)
    if found is None:
        licences = scene.knowledge.rules.licences
        found = licences.get((rules, options, stand))
        if found is None:
            found = licences[rules, options, stand] = ((), *(tuple(_licence(rules, option, *stand)) for option in options[1:]))
        scene.licences[stand] = found
    return found


def _licence(rules: Sequence[Rule], option: str, place: str, kind: str) -> Iterator[str]:
    for role in roles_of(option):
        ranks = [n for r in rules if role in r.roles for n, p in enumerate(r.roles[role]) if fits(p, place)]
        yield intern(f"lic={option}|{min(ranks) if ranks else '-'}")  # few of them, met with many groups of rules
        yield intern(f"lick={option}|{bool(ranks)}|{kind}")


def _of_event(scene: Scene, events: int, before: Scene | None, behind: Scene | None) -> _EventValues:
    trigger, words = scene.trigger, scene.reading.words
    word = words[trigger.first]
    lemma = words[trigger.first - 1].lemma if trigger.first > scene.sentence.parse.first else "<s>"
    verb = verb_of(scene.sentence.parse, trigger) if trigger.form == "verb" else None
    return _EventValues(
        type=scene.type,
        family=scene.family,
        form=scene.form,
        slots=scene.slots,
        carrier=scene.carrier,
        carrier_path=scene.carrier_path,
        events=str(min(events, 4)),
        alone_before="-" if before is None else None,
        type_before=before.type if before is not None else None,
        family_before=before.family if before is not None else None,
        alone_behind="+" if behind is None else None,
        type_behind=behind.type if behind is not None else None,
        family_behind=behind.family if behind is not None else None,
        word=word.prep or lemma,
        own=own_pronoun(word, trigger, scene.knowledge) or None,
        code=verb.codes[0] if verb is not None else None,
    )


Walls = Sequence[tuple[int, str]]  # tokens and words that open another clause
_SAID = ("False", "True")


def _of_pair(scene: Scene, phrase: Phrase, n: int, walls: Walls, before: Scene | None, behind: Scene | None) -> _PairValues:
    i, trigger, places, seen = phrase.i, scene.trigger, scene.places, scene.seen[phrase.i]
    path, short, near, wall_count, verbs, triggers = scene.ways[i]
    left = phrase.last <= trigger.first
    gap = trigger.first - phrase.last if left else phrase.first - trigger.last
    carried, first, verb, adjoins = scene.carried.get(i), scene.chains.get(i), seen.verb, seen.adjoins
    nested = phrase.nested and phrase.behind < 0
    stands = bool(seen.before_tag) and not trigger.first <= seen.before < trigger.last
    mine = verb is not None and verb.at == trigger.first
    return _PairValues(
        side="<" if left else ">",
        place=places[i],
        near=_NEAR[near],
        gap=_GAPS[gap],
        way=short,
        way3=path[:3],
        end=path[-2:],
        rank=scene.ranks[i],
        many=_COUNTS[min(scene.many[seen.values.class_], 5)],
        walls=_COUNTS[min(wall_count, 2)],
        verbs=_COUNTS[min(verbs, 2)],
        triggers=_COUNTS[min(triggers, 3)],
        carried=carried,
        how=carried or "",
        not_carried=_SAID[bool(scene.carried)] if scene.carrier and carried is None else None,
        chain=scene.ways[first].path[:4] if first is not None else None,
        chain_place=places[first] if first is not None else None,
        in_place=places.get(phrase.inside, "") if nested else None,
        in_kind=(scene.seen[phrase.inside].sort if phrase.inside in places else "") if nested else None,
        of_trigger=next((t.form for t in adjoins if t is not trigger and t.last == phrase.first), None) if adjoins else None,
        to_trigger=next((t.form for t in adjoins if t is not trigger and t.first == phrase.last), None) if adjoins else None,
        before=seen.before_lemma if stands else None,
        before_tag=seen.before_tag if stands else None,
        tie=phrase.prep if stands and seen.tied else None,
        sayer=("<" if left else ">") if i in scene.sayers else None,
        far=_SAID[len(path) > 3],
        twin=scene.twins.get(i),
        wall=_wall(walls, phrase, trigger.first, trigger.last) if walls else None,
        verb=None if verb is None else "" if mine else verb.lemma,
        mine=_SAID[mine],
        feminine=seen.feminine,
        nearer=_COUNTS[min(bisect_left(seen.nearest, seen.distances[n]), 2)],
        place_before=before.places.get(i, "out") if before is not None else None,
        way_before=_length(before, i) if before is not None else None,
        place_behind=behind.places.get(i, "out") if behind is not None else None,
        way_behind=_length(behind, i) if behind is not None else None,
    )


def _length(scene: Scene, i: int) -> str:
    return _COUNTS[min(len(scene.ways[i].path), 4)] if i in scene.ways else "4"


def _wall(walls: Walls, phrase: Phrase, first: int, last: int) -> str | None:
    """The wall between phrase and trigger, the nearest to the phrase."""
    if phrase.last <= first:
        return next((core for k, core in walls if phrase.last <= k < first), None)
    return next((core for k, core in reversed(walls) if last <= k < phrase.first), None)
