"""The roles of what a headline's speaker tells in, the same without him out, where it was done to his side (THE ARMY: an attack).

`name: noun` names who speaks, and often who did it; but of a shot, a bomb or an abduction a force tells as often as its victim.
His it stays where the words name an enemy, or what was struck from a distance lies in no land of his.
"""

from __future__ import annotations

from collections.abc import Iterator, Set

from rasid.knowledge import Knowledge
from rasid.mentions import Sentence, Trigger
from rasid.names import Named
from rasid.phrases import Parse, Phrase
from rasid.speech import Speaker
from rasid.types import Role
from rasid.voices import SPEAKS

Roles = dict[Role, list[Phrase]]
_DONE_TO_HIM = frozenset({"fight.attack", "fight.shelling", "fight.airstrike", "fight.explosion", "harm.abduct"})
_FROM_AFAR = frozenset({"fight.shelling", "fight.airstrike"})
_ARMED = frozenset({"military", "unit", "armed-group", "paramilitary", "alliance", "party"})
_ONLY_TELLS = frozenset({"igo", "ngo", "monitor", "agency", "outlet", "union"})


def without_headliner(roles: Roles, sentence: Sentence, trigger: Trigger, type_: str, knowledge: Knowledge) -> Roles:
    """The roles of such a noun without its speaker, unless he says by the words that it is his own deed."""
    parse, actors = sentence.parse, roles.get("actor", [])
    told = next((p for p in actors if _speaks(p, parse, trigger)), None)
    if told is None or not _opens(parse, trigger) or parse.words[trigger.first].pronoun:
        return roles
    who = [n for name in told.names for n in name.of("actor")]
    tells = bool(who) and all(knowledge.actors[n.id].kind in _ONLY_TELLS for n in who)
    suffers = type_ in _DONE_TO_HIM and not _is_his(who, sentence, trigger, type_, knowledge)
    return {**roles, "actor": [p for p in actors if p is not told]} if suffers or (tells and type_.startswith("access.")) else roles


def with_we(roles: Roles, sentence: Sentence, trigger: Trigger, knowledge: Knowledge) -> Roles:
    """The roles; a body that says in a headline that WE did it did it, and no place does."""
    parse, word = sentence.parse, sentence.parse.words[trigger.first]
    ours = any(v.first_person and not v.imperfect for v in word.verbs)
    actors = roles.get("actor", [])
    verb = trigger.form == "verb" or parse.tokens[trigger.first - 1].form == ":"  # where "our shelling" is "we shelled"
    if not verb or not ours or any(p.names and not p.names_place for p in actors):
        return roles
    told = [p for p in parse.phrases if _speaks(p, parse, trigger)][-1:]  # the last: a time of day may stand before it
    if not told or any(parse.tokens[k].form == ":" for k in range(told[0].last + 2, trigger.first)):
        return roles
    rest = {role: [p for p in phrases if p is not told[0]] for role, phrases in roles.items()}
    body = any(not knowledge.is_person(n) for name in told[0].names for n in name.of("actor"))
    return {**rest, "actor": told} if body else rest


def without_dateline(
    speaker: Speaker | None, roles: Roles, sentence: Sentence, trigger: Trigger, type_: str, knowledge: Knowledge
) -> Speaker | None:
    """The source, unless it is only where a headline's event was (TUNIS: a soldier killed), or how it begins (URGENT: a blast).

    A state speaks where its words are no bare news - of what WE did, of what somebody with the article did -, or tell of another land.
    """
    if speaker is None or speaker.cue is not None or speaker.side != "headline" or speaker.phrase is None or type_.startswith("word."):
        return speaker
    parse, phrase = sentence.parse, speaker.phrase
    head = parse.words[phrase.head]
    flash = not phrase.names and bool(head.nouns) and not head.article and phrase.category not in SPEAKS
    where = bool(phrase.names) and all(n.kind == "place" or n.metonym or _is_state(n, knowledge) for m in phrase.names for n in m.named)
    if flash and phrase.last - phrase.first == 1:
        return None
    lands = {c for m in phrase.names for n in m.named for c in knowledge.countries_of(n)}
    others = set(_countries([p for p in roles.get("place", []) if p is not phrase], knowledge))
    abroad = bool(others) and lands.isdisjoint(others)
    return None if where and not abroad and _is_news(parse, phrase, trigger) else speaker


def _is_state(named: Named, knowledge: Knowledge) -> bool:
    return named.kind == "actor" and knowledge.actors[named.id].kind == "state"


def _is_news(parse: Parse, phrase: Phrase, trigger: Trigger) -> bool:
    """Right behind the colon a noun of doing, or somebody without article before his verb; and no word of ours."""
    opens = phrase.last + 1
    if any(v.first_person and not v.imperfect for v in parse.words[trigger.first].verbs[:1]):
        return False
    masdar = parse.tag(opens) == "v" and bool(parse.words[opens].nouns)
    bare = (parse.tag(opens) in "nu" or masdar) and not parse.words[opens].article and not parse.words[opens].pronoun
    noun = trigger.first == opens and (trigger.form != "verb" or masdar) and bare
    subject = next((p for p in parse.phrases if p.first == opens), None)
    somebody = subject is not None and bare and not subject.names and subject.last == trigger.first and trigger.form == "verb"
    return noun or somebody or (bare and trigger.form != "verb" and _of_first(parse, opens, trigger))


def _of_first(parse: Parse, opens: int, trigger: Trigger) -> bool:
    """The event is told in the clause that such a noun opens: the killing of three BY A MINE."""
    return not {"v", "s", "r", "x"} & {parse.tag(k) for k in range(opens, trigger.first)}


def _speaks(phrase: Phrase, parse: Parse, trigger: Trigger) -> bool:
    end = phrase.last + (parse.tag(phrase.last) == "q")
    return end < trigger.first and parse.tokens[end].form == ":" and not phrase.prep and "v" not in parse.tags[: end - parse.first]


def _opens(parse: Parse, trigger: Trigger) -> bool:
    """A noun of doing, also one that may be a verb, where it opens what he says."""
    return trigger.form == "noun" or (bool(parse.words[trigger.first].nouns) and parse.tokens[trigger.first - 1].form == ":")


def _is_his(who: list[Named], sentence: Sentence, trigger: Trigger, type_: str, knowledge: Knowledge) -> bool:
    parse, lists = sentence.parse, knowledge.lexicon.words
    own = {n.id for n in who}
    lands = {c for n in who for c in knowledge.countries_of(n)}
    opens = next((k + 1 for k in range(trigger.first - 1, parse.first, -1) if parse.tokens[k].form == ":"), trigger.last)
    behind = [p for p in parse.phrases if p.first >= opens]
    words = parse.words[opens : parse.last]
    next_ = parse.words[trigger.last] if trigger.last < parse.last else None
    if trigger.lemma in lists["operations"] and not (next_ is not None and knowledge.is_event_noun(next_)):
        return True
    if any(not lists["foes"].isdisjoint((w.core, *w.nouns)) for w in words):
        return True
    if any(_is_foe(n, own, lands, knowledge) for p in behind for name in p.names for n in name.of("actor")):
        return True
    if any(v.first_person and not v.imperfect for k in range(opens, trigger.first) for v in parse.words[k].verbs[:1]):
        return True  # WE struck a gathering with shells
    if lands and any(lands.isdisjoint(c) for p in behind if (c := _nationality(p, parse, knowledge))):
        return True
    aims = type_ in _FROM_AFAR or trigger.lemma in lists["aims"]
    return aims and bool(lands) and _lies_abroad(behind, parse, lands, knowledge)


def _nationality(phrase: Phrase, parse: Parse, knowledge: Knowledge) -> frozenset[str]:
    """The countries that the adjectives of somebody or something that is hit tell of: an Israeli soldier, an American ship."""
    inside = range(phrase.head + 1, phrase.last)
    return frozenset(c for k in inside for c in knowledge.lands(parse.words[k]))


def _is_foe(named: Named, own: Set[str], lands: Set[str], knowledge: Knowledge) -> bool:
    """An armed side that is not his own: no other army of his land, whose men he buries."""
    actor = knowledge.actors[named.id]
    if named.metonym or named.id in own or actor.kind not in _ARMED or any(a.to in own for a in actor.part_of):
        return False
    return actor.kind not in ("military", "unit") or lands.isdisjoint(actor.countries)


def _lies_abroad(behind: list[Phrase], parse: Parse, lands: Set[str], knowledge: Knowledge) -> bool:
    """All places that are told lie outside his land, and none is where it came FROM."""
    places = [p for p in behind if p.names_place]
    if any(parse.governed(p).prep in knowledge.prepositions["from"] for p in places):
        return False
    return bool(places) and lands.isdisjoint(_countries(places, knowledge))


def _countries(places: list[Phrase], knowledge: Knowledge) -> Iterator[str]:
    return (c for p in places for name in p.names for n in name.of("place") for c in knowledge.countries_of(n))
