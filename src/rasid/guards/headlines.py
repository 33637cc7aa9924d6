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
from rasid.types import Role

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
    behind = [p for p in parse.phrases if p.first >= trigger.last]
    words = parse.words[trigger.last : parse.last]
    if trigger.lemma in lists["operations"] and not (words and knowledge.is_event_noun(words[0])):
        return True
    if any(not lists["foes"].isdisjoint((w.core, *w.nouns)) for w in words):
        return True
    if any(_is_foe(n, own, lands, knowledge) for p in behind for name in p.names for n in name.of("actor")):
        return True
    aims = type_ in _FROM_AFAR or trigger.lemma in lists["aims"]
    return aims and bool(lands) and _lies_abroad(behind, parse, lands, knowledge)


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
