"""An accepted event and the phrases of its sentence in, a choice of role for each phrase out, with all that speaks for one or another.

What is said of a phrase: what it is, where it stands by the grammar (frames.py), the way from the trigger to it, which verb carries
the event and whose subject it is, the chain of place phrases it belongs to, and what else stands in the same positions.

The first half gathers what each phrase is asked (parts of a choice), the second names the features.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from rasid.choice import Choice, Part
from rasid.frames import NONE, bucket, fits, verb_of
from rasid.knowledge import Knowledge
from rasid.knowledge.rules import Rule
from rasid.mentions import Reading, Sentence
from rasid.phrases import Phrase
from rasid.scene import Event, Scene, Seen, Way, scenes_of
from rasid.types import ROLES, Role

BOTH = "target+place"  # an airport that is hit is where it happens, too
KEPT = 4  # the first parts of a choice, what goes with the guesses into the second look


def argument_choices(
    reading: Reading, sentence: Sentence, events: Sequence[Event], knowledge: Knowledge
) -> list[list[tuple[Phrase, Choice]]]:
    """For each event of a sentence and each of its candidates: which role does the phrase fill, if any?"""
    scenes = scenes_of(reading, sentence, events, knowledge)
    walls = _walls(sentence)
    found = []
    for n, scene in enumerate(scenes):
        options = options_of(scene.type, knowledge)
        rules = tuple([r for r in scene.trigger.rules if r.type == scene.type])
        said = (*_of_event(scene), *_agreement(scene))
        around = scenes[n - 1] if n else None, scenes[n + 1] if n + 1 < len(scenes) else None, min(len(scenes), 4)
        choices = []
        for phrase in scene.asked:
            seen = scene.seen[phrase.i]
            nearer = bisect_left(sorted(seen.distances), seen.distances[n])
            at = _At(scene, phrase, seen, scene.places[phrase.i], scene.ways[phrase.i], "<" if phrase.last <= scene.trigger.first else ">")
            parts = (*_kept(at), *said, *_stand(at), *_words(at), *_beside(at), *_clause(at, walls), *_events(at, min(nearer, 2), *around))
            choices.append((phrase, Choice(options, parts, _own(at, options, rules))))
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


class _At(NamedTuple):
    """A phrase as an event sees it: what it is, its position, the way to it, and on which side of the trigger it stands."""

    scene: Scene
    phrase: Phrase
    seen: Seen
    place: str
    way: Way
    side: str


def _own(at: _At, options: tuple[str, ...], rules: tuple[Rule, ...]) -> tuple[tuple[Part, ...], ...]:
    """Does a rule of the type expect each role here, and how high?"""
    stand = at.place, at.seen.sort
    found = at.scene.own.get(stand)
    if found is None:
        found = at.scene.own[stand] = ((), *(((_licence, rules, option, *stand),) for option in options[1:]))
    return found


def _kept(at: _At) -> tuple[Part, ...]:
    scene, phrase, seen, place, way, side = at
    return (
        (_type_and_kind, scene.type, seen.kind, seen.class_),
        (_type_and_position, scene.type, scene.form, place),
        (_preposition, phrase.prep, seen.kind, side),
        (_way_of_family, scene.family, scene.form, side, way.short, phrase.prep),
    )


def _of_event(scene: Scene) -> tuple[Part, ...]:
    return ((_event, scene.type),)


def _stand(at: _At) -> Iterator[Part]:
    """Where the phrase stands, and how many of its kind there are."""
    scene, phrase, seen, place, way, side = at
    form, rank, prep = scene.form, scene.ranks[phrase.i], phrase.prep
    gap = scene.trigger.first - phrase.last if side == "<" else phrase.first - scene.trigger.last
    yield _position, place, seen.kind
    yield _type_and_preposition, scene.type, side, prep
    yield _nearness, form, side, min(way.near, 6), bool(prep), place
    yield _gap, side, min(gap, 20)
    yield _way, form, side, way.short, prep, seen.class_
    yield _way_of_type, scene.type, side, way.path[:3], seen.class_
    yield _rank, form, scene.family, side, rank, seen.class_, min(scene.many[seen.class_], 5), bool(prep)
    yield _between, side, form, min(way.walls, 2), min(way.verbs, 2), min(way.events, 3)
    yield _slots, place, scene.slots
    how = scene.carried.get(phrase.i)
    if how is not None:
        yield _carried, form, scene.family, how, scene.carrier_path
        yield _carrier, scene.carrier, how
    elif scene.carrier:
        yield _not_carried, form, bool(scene.carried), place
    first = scene.chains.get(phrase.i)
    if first is not None:
        yield _chain, scene.family, side, scene.ways[first].path[:4], phrase.prep, scene.places[first]
    if phrase.nested and phrase.behind < 0:
        holder = scene.seen[phrase.inside].sort if phrase.inside in scene.places else ""
        yield _inside, scene.family, side, scene.places.get(phrase.inside, ""), holder
    words = scene.reading.words
    at_trigger = words[scene.trigger.first]
    before = at_trigger.prep or (words[scene.trigger.first - 1].lemma if scene.trigger.first > scene.sentence.parse.first else "<s>")
    yield _before_trigger, before, place, side, scene.carried.get(phrase.i, "")


def _words(at: _At) -> Iterator[Part]:
    """What the phrase is made of."""
    phrase, seen, place, length = at.phrase, at.seen, at.place, at.phrase.last - at.phrase.first
    yield _head, seen.head, at.scene.family
    yield _head_there, seen.head, place
    yield _groups, *seen.groups, seen.class_, place
    if length > 1:
        yield _last_word, seen.last
    yield _shape, place, phrase.definite, seen.pronoun, phrase.quoted, min(length, 5)


def _beside(at: _At) -> Iterator[Part]:
    """What the phrase is joined to, what stands right beside it, and whether it speaks or is named again."""
    scene, phrase, seen, place, way, side = at
    trigger, parse = scene.trigger, scene.sentence.parse
    opens = "" if phrase.first != parse.first else "first" if scene.sentence.i == 0 else "later"
    joined, pronoun = phrase.conj_of >= 0, bool(scene.reading.words[trigger.first].pronoun)
    if joined or opens or pronoun:
        yield _place_in_sentence, place, joined, opens, pronoun
    for other, feature in seen.beside:
        if other is not trigger:
            yield feature
    yield from seen.speaks
    if seen.word and not trigger.first <= seen.before < trigger.last:
        yield _word_before, seen.word, side
        yield _tag_before, seen.tag, side, place, phrase.prep if seen.tied else ""
    if phrase.i in scene.sayers:
        yield _sayer, side, scene.family, scene.form, len(way.path) > 3
    twin = scene.twins.get(phrase.i)
    if twin:
        yield _twin, twin, place


Walls = Sequence[tuple[int, str]]  # tokens and words that open another clause


def _walls(sentence: Sentence) -> Walls:
    parse = sentence.parse
    return [(k, parse.words[k].core) for k, tag in enumerate(parse.tags, parse.first) if tag in "sr"]


def _clause(at: _At, walls: Walls) -> Iterator[Part]:
    """The wall between phrase and trigger, and the verb right before the phrase."""
    phrase, seen, trigger = at.phrase, at.seen, at.scene.trigger
    if at.side == "<":
        wall = next((core for k, core in walls if phrase.last <= k < trigger.first), None)
    else:
        wall = next((core for k, core in reversed(walls) if trigger.last <= k < phrase.first), None)
    if wall is not None:
        yield _wall, at.side, wall, seen.class_
    if seen.verb is not None:
        mine = seen.verb.at == trigger.first
        yield _verb, "" if mine else seen.verb.lemma, phrase.prep, seen.verb.back
        yield _governing_verb, mine, seen.verb.event, phrase.prep, seen.verb.back, seen.class_


def _agreement(scene: Scene) -> tuple[Part, ...]:
    return ()


def _events(at: _At, nearer: int, before: Scene | None, behind: Scene | None, many: int) -> Iterator[Part]:
    """How the phrase stands to the other events of the sentence: is one nearer, and does it fill a role there?"""
    scene, phrase, seen, place, way, side = at
    yield _nearer, side, nearer, seen.class_, place, many, bool(phrase.prep)
    for which, other in (("-", before), ("+", behind)):
        if other is None:
            yield f"alone{which}"
            continue
        there = other.places.get(phrase.i, "out")
        length = min(len(other.ways[phrase.i].path), 4) if phrase.i in other.ways else 4
        yield _other_event, which, there, other.type, scene.type
        yield _other_place, which, there, seen.class_, place
        yield _other_way, which, length, side, way.path[:3]
    if scene.trigger.form == "verb":
        parse = scene.sentence.parse
        verb = verb_of(parse, scene.trigger)
        if verb is not None:
            feminine = parse.words[phrase.head].core.endswith(scene.knowledge.morphology.clitics.final)
            yield _agrees, verb.codes[0], feminine, place


def _licence(rules: Sequence[Rule], option: str, place: str, kind: str) -> Iterator[str]:
    for role in roles_of(option):
        ranks = [n for r in rules if role in r.roles for n, p in enumerate(r.roles[role]) if fits(p, place)]
        yield f"lic={option}|{min(ranks) if ranks else '-'}"
        yield f"lick={option}|{bool(ranks)}|{kind}"


def _event(type_: str) -> Iterator[str]:
    yield "b"
    yield f"t={type_}"


def _type_and_kind(type_: str, kind: str, class_: str) -> Iterator[str]:
    yield f"fk={type_.split('.')[0]}|{kind}"
    yield f"tk={type_}|{class_}"


def _type_and_position(type_: str, form: str, place: str) -> Iterator[str]:
    yield f"pos={form}|{place}"
    yield f"tpos={type_}|{form}|{place}"


def _preposition(prep: str, kind: str, side: str) -> Iterator[str]:
    yield f"pk={prep}|{kind}|{side}"


def _way_of_family(family: str, form: str, side: str, way: str, prep: str) -> Iterator[str]:
    yield f"wayf={family}{form}{side}{way}|{prep}"


def _position(place: str, kind: str) -> Iterator[str]:
    yield f"k={kind}"
    yield f"posk={place}|{kind}"


def _type_and_preposition(type_: str, side: str, prep: str) -> Iterator[str]:
    yield f"tp={type_}|{side}{prep}"


def _nearness(form: str, side: str, phrases: int, governed: bool, place: str) -> Iterator[str]:
    near = bucket(phrases, (0, 1, 2, 3, 4, 6))
    yield f"fd={form}{side}{near}|{governed}"
    yield f"posd={place}|{near}"


def _gap(side: str, gap: int) -> Iterator[str]:
    yield f"gap={side}{bucket(gap, (0, 1, 2, 4, 7, 12, 20))}"


def _way(form: str, side: str, way: str, prep: str, class_: str) -> Iterator[str]:
    yield f"way={form}{side}{way}|{prep}"
    yield f"wayk={form}{side}{way}|{class_}"
    yield f"end={side}{way[-2:]}|{prep}|{class_}"


def _way_of_type(type_: str, side: str, way: str, class_: str) -> Iterator[str]:
    yield f"wayt={type_}{side}{way}|{class_}"


def _rank(form: str, family: str, side: str, rank: str, class_: str, many: int, governed: bool) -> Iterator[str]:
    yield f"rank={form}{side}{rank}"
    yield f"rankf={family}{side}{rank}|{governed}"
    yield f"many={class_}{many}|{family}"
    yield f"manyr={rank}{side}{many}"


def _between(side: str, form: str, walls: int, verbs: int, events: int) -> Iterator[str]:
    yield f"walls={side}{walls}|{verbs}"
    yield f"trig={side}{form}{events}"


def _slots(place: str, slots: str) -> Iterator[str]:
    yield f"slots={place}|{slots}"


def _carried(form: str, family: str, how: str, path: str) -> Iterator[str]:
    yield f"car={form}{how}|{path}"
    yield f"carf={family}{form}{how}"


def _carrier(carrier: str, how: str) -> Iterator[str]:
    yield f"carl={carrier}|{how}"


def _not_carried(form: str, others: bool, place: str) -> Iterator[str]:
    yield f"carno={form}{others}|{place}"


def _chain(family: str, side: str, way: str, prep: str, first: str) -> Iterator[str]:
    yield f"chain={side}{way}|{prep}"
    yield f"chainf={family}{side}{first}"


def _inside(family: str, side: str, place: str, kind: str) -> Iterator[str]:
    yield f"in={place}|{side}"
    yield f"inf={family}|{kind}"


def _before_trigger(word: str, place: str, side: str, how: str) -> Iterator[str]:
    yield f"tb={word}|{place}|{side}"
    yield f"tbc={word}|{how}"


def _head(lemma: str, family: str) -> Iterator[str]:
    yield f"h={lemma}"
    yield f"hf={lemma}|{family}"


def _head_there(lemma: str, place: str) -> Iterator[str]:
    yield f"hp={lemma}|{place}"


def _groups(coarse: str, fine: str, class_: str, place: str) -> Iterator[str]:
    yield f"c={coarse}|{class_}"
    yield f"cf={fine}"
    yield f"cp={coarse}|{place}"


def _last_word(lemma: str) -> Iterator[str]:
    yield f"e={lemma}"


def _shape(place: str, definite: bool, pronoun: bool, quoted: bool, length: int) -> Iterator[str]:
    if length > 1:
        yield f"n={bucket(length, (1, 2, 3, 5))}"
    yield f"def={definite}{pronoun}|{place}"
    if quoted:
        yield "quoted"


def _place_in_sentence(place: str, joined: bool, opens: str, pronoun: bool) -> Iterator[str]:
    if joined:
        yield f"joined|{place}"
    if opens:
        yield f"opens|{opens == 'first'}"
    if pronoun:  # on the trigger
        yield f"has-pronoun|{place}"


def _word_before(lemma: str, side: str) -> Iterator[str]:
    yield f"pb={lemma}|{side}"


def _tag_before(tag: str, side: str, place: str, tied: str) -> Iterator[str]:
    yield f"pbt={tag}{side}|{place}"
    if tied:
        yield f"tie={tied}"


def _sayer(side: str, family: str, form: str, far: bool) -> Iterator[str]:
    yield f"sayer={side}|{family}"
    yield f"sayer={side}{form}|{far}"


def _twin(twin: str, place: str) -> Iterator[str]:
    yield f"twin{twin}|{place}"


def _wall(side: str, wall: str, class_: str) -> Iterator[str]:
    yield f"wall={side}{wall}|{class_}"


def _verb(lemma: str, prep: str, back: int) -> Iterator[str]:
    yield f"verb={lemma}|{prep}|{back}"


def _governing_verb(mine: bool, event: bool, prep: str, back: int, class_: str) -> Iterator[str]:
    yield f"verbm={mine}{event}|{prep}|{back}|{class_}"


def _nearer(side: str, nearer: int, class_: str, place: str, events: int, governed: bool) -> Iterator[str]:
    yield f"near={side}{nearer}|{class_}"
    yield f"nearp={place}|{nearer}"
    yield f"events={events}|{side}{nearer}|{governed}"


def _other_event(which: str, place: str, other: str, type_: str) -> Iterator[str]:
    yield f"otht{which}{place}|{other}>{type_}"
    yield f"oth{which}{place}|{other.split('.')[0]}>{type_.split('.')[0]}"


def _other_place(which: str, there: str, class_: str, place: str) -> Iterator[str]:
    yield f"othk{which}{there}|{class_}|{place}"


def _other_way(which: str, length: int, side: str, way: str) -> Iterator[str]:
    yield f"othp{which}{length}|{side}{way}"


def _agrees(code: str, feminine: bool, place: str) -> Iterator[str]:
    yield f"code={code}"
    yield f"agr={code}{feminine}|{place}"
