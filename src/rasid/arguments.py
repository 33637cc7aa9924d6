"""An accepted event and the phrases of its sentence in, a choice of role for each phrase out, with all that speaks for one or another.

What is said of a phrase: what it is, where it stands by the grammar (frames.py), the way from the trigger to it, which verb carries
the event and whose subject it is, the chain of place phrases it belongs to, and what else stands in the same positions.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rasid.choice import Choice
from rasid.frames import NONE, bucket, fits, verb_of
from rasid.knowledge import Knowledge
from rasid.knowledge.rules import Rule
from rasid.mentions import Reading, Sentence
from rasid.phrases import Parse, Phrase
from rasid.scene import Event, Scene, classed, scene_of
from rasid.types import ROLES, Role

BOTH = "target+place"  # an airport that is hit is where it happens, too


def argument_choices(
    reading: Reading, sentence: Sentence, events: Sequence[Event], knowledge: Knowledge
) -> list[list[tuple[Phrase, Choice]]]:
    """For each event of a sentence and each of its candidates: which role does the phrase fill, if any?"""
    scenes = [scene_of(reading, sentence, events, n, knowledge) for n in range(len(events))]
    found = []
    for n, scene in enumerate(scenes):
        options = options_of(scene.type, knowledge)
        rules = [r for r in scene.trigger.rules if r.type == scene.type]
        found.append([(p, _choice(scene, p, options, rules, scenes, n)) for p in scene.asked])
    return found


def options_of(type_: str, knowledge: Knowledge) -> tuple[str, ...]:
    """The roles that a phrase may fill in an event of this type."""
    known = knowledge.codebook[type_].roles
    roles: tuple[str, ...] = tuple(r for r in ROLES if r != "goods" or r in known)
    return (NONE, *roles, BOTH) if type_.startswith("fight.") else (NONE, *roles)


def roles_of(option: str) -> tuple[Role, ...]:
    """The roles that an option stands for."""
    return tuple(r for r in ROLES if r in option.split("+"))


def _choice(scene: Scene, phrase: Phrase, options: tuple[str, ...], rules: Sequence[Rule], scenes: Sequence[Scene], n: int) -> Choice:
    stand = scene.places[phrase.i], scene.kinds[phrase.i].split(":")[0]
    own = scene.licences.get(stand)
    if own is None:
        own = scene.licences[stand] = ((), *(tuple(_role_features(rules, option, *stand)) for option in options[1:]))
    return Choice(options, (*_features(scene, phrase), *_events(scenes, n, phrase)), own)


def _role_features(rules: Sequence[Rule], option: str, place: str, kind: str) -> Iterator[str]:
    """Does a rule of the type expect this role here, and how high?"""
    for role in roles_of(option):
        ranks = [n for r in rules if role in r.roles for n, p in enumerate(r.roles[role]) if fits(p, place)]
        yield f"lic={option}|{min(ranks) if ranks else '-'}"
        yield f"lick={option}|{bool(ranks)}|{kind}"


def _features(scene: Scene, phrase: Phrase) -> Iterator[str]:
    parse, trigger, type_ = scene.sentence.parse, scene.trigger, scene.type
    kind, place, path = scene.kinds[phrase.i], scene.places[phrase.i], scene.paths[phrase.i]
    class_ = classed(kind)
    side = "<" if phrase.last <= trigger.first else ">"
    low, high = (phrase.last, trigger.first) if side == "<" else (trigger.last, phrase.first)
    family = type_.split(".")[0]
    form = trigger.form[0]
    way = path if len(path) <= 5 else f"{path[:3]}~{path[-2:]}"
    near = bucket(sum(m in "np&" for m in path), (0, 1, 2, 3, 4, 6))
    yield "b"
    yield f"t={type_}"
    yield f"k={kind}"
    yield f"fk={family}|{kind}"
    yield f"tk={type_}|{class_}"
    yield f"tp={type_}|{side}{phrase.prep}"
    yield f"fd={form}{side}{near}|{bool(phrase.prep)}"
    yield f"pos={form}|{place}"
    yield f"tpos={type_}|{form}|{place}"
    yield f"posk={place}|{kind}"
    yield f"posd={place}|{near}"
    yield f"gap={side}{bucket(high - low, (0, 1, 2, 4, 7, 12, 20))}"
    yield f"pk={phrase.prep}|{kind}|{side}"
    yield f"way={form}{side}{way}|{phrase.prep}"
    yield f"wayk={form}{side}{way}|{class_}"
    yield f"wayf={family}{form}{side}{way}|{phrase.prep}"
    yield f"wayt={type_}{side}{way[:3]}|{class_}"
    yield f"end={side}{path[-2:]}|{phrase.prep}|{class_}"
    yield f"rank={form}{side}{scene.ranks[phrase.i]}"
    yield f"rankf={family}{side}{scene.ranks[phrase.i]}|{bool(phrase.prep)}"
    many = min(scene.many[class_], 5)
    yield f"many={class_}{many}|{family}"
    yield f"manyr={scene.ranks[phrase.i]}{side}{many}"
    yield f"slots={place}|{scene.slots}"
    walls = sum(m in "sr" for m in path)
    yield f"walls={side}{min(walls, 2)}|{min(sum(m in 'VTS' for m in path), 2)}"
    yield f"trig={side}{form}{min(sum(m in 'Tt' for m in path), 3)}"
    yield from _carried(scene, phrase, form, family)
    yield from _chained(scene, phrase, family, side)
    yield from _words(scene.reading, phrase, type_, place)
    yield from _surroundings(scene, parse, phrase)
    yield from _company(scene, phrase, place, side, path, class_)
    yield from _clause(scene, phrase, side, low, high, class_)
    if trigger.form == "verb":
        yield from _agreement(scene, phrase, place)


def _company(scene: Scene, phrase: Phrase, place: str, side: str, path: str, class_: str) -> Iterator[str]:
    """Groups of like words, what governs the trigger, the wall between, the word before the phrase, who speaks."""
    parse, trigger, words = scene.sentence.parse, scene.trigger, scene.reading.words
    coarse, fine = scene.knowledge.clusters.get(words[phrase.head].lemma, ("-", "-"))
    yield f"c={coarse}|{class_}"
    yield f"cf={fine}"
    yield f"cp={coarse}|{place}"
    before = words[trigger.first - 1].lemma if trigger.first > parse.first else "<s>"
    yield f"tb={words[trigger.first].prep or before}|{place}|{side}"
    yield f"tbc={words[trigger.first].prep or before}|{scene.carried.get(phrase.i, '')}"
    k = (phrase.prep_at if phrase.prep_at >= 0 else phrase.first) - 1
    if k >= parse.first and not trigger.first <= k < trigger.last:
        yield f"pb={words[k].lemma}|{side}"
        yield f"pbt={parse.tag(k)}{side}|{place}"
        if phrase.prep and scene.knowledge.is_tie(words[k]):
            yield f"tie={phrase.prep}"
    if phrase.i in scene.sayers:
        yield f"sayer={side}|{scene.type.split('.')[0]}"
        yield f"sayer={side}{trigger.form[0]}|{len(scene.paths[phrase.i]) > 3}"
    twin = scene.twins.get(phrase.i)
    if twin:
        yield f"twin{twin}|{place}"


def _events(scenes: Sequence[Scene], n: int, phrase: Phrase) -> Iterator[str]:
    """How the phrase stands to the other events of the sentence: is one nearer, and does it fill a role there?"""
    scene = scenes[n]
    side = "<" if phrase.last <= scene.trigger.first else ">"
    class_ = classed(scene.kinds[phrase.i])
    family = scene.type.split(".")[0]
    mine = _distance(scene, phrase)
    nearer = sum(_distance(s, phrase) < mine for s in scenes if s is not scene)
    yield f"near={side}{min(nearer, 2)}|{class_}"
    yield f"nearp={scene.places[phrase.i]}|{min(nearer, 2)}"
    yield f"events={min(len(scenes), 4)}|{side}{min(nearer, 2)}|{bool(phrase.prep)}"
    for which, other in (("-", scenes[n - 1] if n else None), ("+", scenes[n + 1] if n + 1 < len(scenes) else None)):
        if other is None:
            yield f"alone{which}"
            continue
        place = other.places.get(phrase.i, "out")
        yield f"otht{which}{place}|{other.type}>{scene.type}"
        yield f"oth{which}{place}|{other.type.split('.')[0]}>{family}"
        yield f"othk{which}{place}|{class_}|{scene.places[phrase.i]}"
        yield f"othp{which}{len(other.paths.get(phrase.i, '~~~~')[:4])}|{side}{scene.paths[phrase.i][:3]}"


def _distance(scene: Scene, phrase: Phrase) -> int:
    trigger = scene.trigger
    return max(trigger.first - phrase.last, phrase.first - trigger.last)


def _carried(scene: Scene, phrase: Phrase, form: str, family: str) -> Iterator[str]:
    how = scene.carried.get(phrase.i)
    if how is not None:
        yield f"car={form}{how}|{scene.carrier_path}"
        yield f"carl={scene.carrier}|{how}"
        yield f"carf={family}{form}{how}"
    elif scene.carrier:
        yield f"carno={form}{bool(scene.carried)}|{scene.places[phrase.i]}"


def _chained(scene: Scene, phrase: Phrase, family: str, side: str) -> Iterator[str]:
    first = scene.chains.get(phrase.i)
    if first is not None:
        path = scene.paths[first]
        yield f"chain={side}{path[:4]}|{phrase.prep}"
        yield f"chainf={family}{side}{scene.places[first]}"
    if phrase.nested and phrase.behind < 0:
        yield f"in={scene.places.get(phrase.inside, '')}|{side}"
        yield f"inf={family}|{scene.kinds.get(phrase.inside, '').split(':')[0]}"


def _words(reading: Reading, phrase: Phrase, type_: str, place: str) -> Iterator[str]:
    words = reading.words
    head = words[phrase.head].lemma
    yield f"h={head}"
    yield f"hf={head}|{type_.split('.')[0]}"
    yield f"hp={head}|{place}"
    if phrase.last - phrase.first > 1:
        yield f"e={words[phrase.last - 1].lemma}"
        yield f"n={bucket(phrase.last - phrase.first, (1, 2, 3, 5))}"
    yield f"def={phrase.definite}{bool(words[phrase.first].pronoun)}|{place}"
    if phrase.quoted:
        yield "quoted"


def _surroundings(scene: Scene, parse: Parse, phrase: Phrase) -> Iterator[str]:
    """The phrase's own place: first of the sentence, joined to another, behind another trigger, subject of a reporting word."""
    trigger, sentence = scene.trigger, scene.sentence
    if phrase.conj_of >= 0:
        yield f"joined|{scene.places[phrase.i]}"
    if phrase.first == parse.first:
        yield f"opens|{sentence.i == 0}"
    for other in sentence.triggers:
        if other is not trigger and other.last == phrase.first:
            yield f"of-trigger={other.form}"
        if other is not trigger and phrase.last == other.first:
            yield f"to-trigger={other.form}"
    for cue in sentence.speech:
        if cue.last == phrase.first or phrase.last == cue.first:
            yield f"speaks={cue.form}"
    word = parse.words[trigger.first]
    if word.pronoun:
        yield f"has-pronoun|{scene.places[phrase.i]}"


_NEAR_VERB = 4  # tokens before a phrase within which a verb governs it


def _clause(scene: Scene, phrase: Phrase, side: str, low: int, high: int, class_: str) -> Iterator[str]:
    """The wall between phrase and trigger, and the verb right before the phrase."""
    parse, words = scene.sentence.parse, scene.reading.words
    walls = [words[k].core for k in range(low, high) if parse.tag(k) in "sr"]
    if walls:
        yield f"wall={side}{walls[-1] if side == '>' else walls[0]}|{class_}"
    last = phrase.prep_at if phrase.prep_at >= 0 else phrase.first
    for n, k in enumerate(range(last - 1, max(parse.first, last - _NEAR_VERB) - 1, -1)):
        if parse.tag(k) == "v":
            mine = k == scene.trigger.first
            event = any(t.first == k for t in scene.sentence.triggers)
            yield f"verb={'' if mine else words[k].lemma}|{phrase.prep}|{n}"
            yield f"verbm={mine}{event}|{phrase.prep}|{n}|{class_}"
            return
        if k in parse.phrase_of or parse.tag(k) in "sr":
            return


def _agreement(scene: Scene, phrase: Phrase, place: str) -> Iterator[str]:
    parse, trigger = scene.sentence.parse, scene.trigger
    verb = verb_of(parse, trigger)
    if verb is not None:
        feminine = parse.words[phrase.head].core.endswith(scene.knowledge.morphology.clitics.final)
        yield f"code={verb.codes[0]}"
        yield f"agr={verb.codes[0]}{feminine}|{place}"
