"""A coded event in, what else its words say out: is only a part of the place meant, which weapon was used; and what none can say."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from rasid.frames import can_act
from rasid.knowledge import Knowledge
from rasid.mentions import Reading, Sentence, Trigger
from rasid.phrases import Parse, Phrase, in_order
from rasid.types import Role, Words

_BEFORE = 5  # tokens before a place within which `parts of` stands
_NEAR = 14  # tokens between a trigger and the weapon used
_HELD = 3  # tokens between an assembly and the word that tells who held it
_PARTED = ("control.", "access.siege", "move.")
_HANDED = ("harm.", "control.", "move.", "power.release")
_WAYS = frozenset({"access.block", "access.open"})


def without_selves(roles: dict[Role, list[Phrase]]) -> dict[Role, list[Phrase]]:
    """Nobody is his own target: a second name of the actor is one of his names."""
    targets = roles.get("target", [])
    own = set[str]().union(*(_ids(p) for p in roles.get("actor", []) if p not in targets))
    others = [p for p in targets if not _ids(p) or not _ids(p) <= own]
    return {**roles, "target": others} if len(others) < len(targets) else roles


def with_shared_owner(roles: dict[Role, list[Phrase]], parse: Parse) -> dict[Role, list[Phrase]]:
    """The roles; things that `and` joins and one genitive owns are one target: positions and gatherings OF the militia."""
    kept: list[Phrase] = []
    for phrase in roles.get("target", []):
        before = kept[-1] if kept else None
        if before is not None and phrase.conj_of == before.i and _is_bare(before, parse) and _is_owned(phrase, parse):
            kept[-1] = replace(before, last=phrase.last, end=phrase.end, names=phrase.names)
        else:
            kept.append(phrase)
    return {**roles, "target": kept}


def with_first_victim(roles: dict[Role, list[Phrase]], parse: Parse, type_: str) -> dict[Role, list[Phrase]]:
    """The roles of harm; where the second of two persons is its target, so is the first: abducted THE MAYOR and his son."""
    targets = roles.get("target", [])
    if not type_.startswith("harm."):
        return roles
    taken = {p.i for phrases in roles.values() for p in phrases}
    heads = [parse.phrase(p.conj_of) for p in targets if parse.has(p) and p.conj_of >= 0 and not p.prep]
    first = [h for h in heads if h.i not in taken and not h.prep and can_act(h)]
    return {**roles, "target": in_order(first, targets)} if first else roles


def without_bare_directions(roles: dict[Role, list[Phrase]], parse: Parse, knowledge: Knowledge) -> dict[Role, list[Phrase]]:
    """The roles; a mere direction (in the south-west) is no place beside another one."""
    places = roles.get("place", [])
    mere = [p for p in places if not p.names and all(knowledge.is_direction(w) for w in parse.words[p.first : p.last])]
    return {**roles, "place": [p for p in places if p not in mere]} if mere and len(mere) < len(places) else roles


def _is_bare(phrase: Phrase, parse: Parse) -> bool:
    """One word without article: it waits for its genitive."""
    return phrase.last - phrase.first == 1 and not phrase.names and not parse.words[phrase.first].article


def _is_owned(phrase: Phrase, parse: Parse) -> bool:
    """A noun without article and the name of whom it is of."""
    named = bool(phrase.names) and phrase.names[0].first > phrase.first
    return named and not parse.words[phrase.first].article


def with_admitted(roles: dict[Role, list[Phrase]], type_: str, knowledge: Knowledge) -> dict[Role, list[Phrase]]:
    """The roles; for whom a way is closed or open is no place of it: things are goods, people the target (21 of 24 coded)."""
    if type_ not in _WAYS:
        return roles
    mine = [p for p in roles.get("place", []) if p.prep in knowledge.prepositions["admitted"] and not p.is_place]
    return {
        **roles,
        "place": [p for p in roles.get("place", []) if p not in mine],
        "goods": in_order(roles.get("goods", []), [p for p in mine if not can_act(p)]),
        "target": in_order(roles.get("target", []), [p for p in mine if can_act(p)]),
    }


def with_let_in(
    roles: dict[Role, list[Phrase]], parse: Parse, trigger: Trigger, type_: str, knowledge: Knowledge
) -> dict[Role, list[Phrase]]:
    """The roles; roads are no goods, and where none are told those whose entry is allowed or barred (let trucks with flour in)."""
    if type_ not in _WAYS:
        return roles
    goods = [p for p in roles.get("goods", []) if not _is_way(parse.words[p.head].core, knowledge)]
    return {**roles, "goods": goods or _entering(parse, trigger, knowledge)}


def _is_way(core: str, knowledge: Knowledge) -> bool:
    words = knowledge.gazetteer.words
    return words.nouns.get(words.singular.get(core, core), ("",))[0] in ("road", "crossing")


def _entering(parse: Parse, trigger: Trigger, knowledge: Knowledge) -> list[Phrase]:
    """The goods right behind a noun of entry that only phrases part from the trigger."""
    k = trigger.last
    while k < parse.last and parse.words[k].core not in knowledge.lexicon.words["entries"]:
        if parse.tag(k) not in "nqhu":
            return []
        k += 1
    behind = (p for p in parse.phrases if p.first == k + 1 and not p.prep)
    return [p for p in behind if not can_act(p) and any("goods" in knowledge.categories(w) for w in parse.words[p.first : p.last])]


def _ids(phrase: Phrase) -> set[str]:
    return {n.id for n in phrase.names[0].named} if phrase.names else set()


def is_part(sentence: Sentence, trigger: Trigger, type_: str, places: Sequence[Phrase], knowledge: Knowledge) -> bool:
    """Parts of a place, most of it, its northern section, new areas in it: the first place of the claim is meant in part."""
    if not type_.startswith(_PARTED) or not places:
        return False
    parse, place = sentence.parse, places[0]
    low = max(parse.first, place.first - _BEFORE, trigger.last if trigger.last <= place.first else parse.first)
    return any(_opens_part(parse, i, place, knowledge) for i in range(low, min(place.head + 1, place.last)))


def _opens_part(parse: Parse, i: int, place: Phrase, knowledge: Knowledge) -> bool:
    word = parse.words[i]
    bare = word.form[len(word.conj) + len(word.prep) :]
    forms = tuple(t.form for t in parse.tokens[i + 1 : min(parse.last, i + 4)])
    length = max(knowledge.counts.match("parts", (form, *forms)) for form in (word.core, bare))
    if not length or i + length > place.last:
        return False
    return all(parse.tag(k) in "npqb" for k in range(i, place.first))


def hands_paper(sentence: Sentence, trigger: Trigger, type_: str, knowledge: Knowledge) -> bool:
    """What is handed over is a letter, a prize or the power: nobody is detained, and no place changes hands."""
    lists, parse = knowledge.lexicon.words, sentence.parse
    if trigger.lemma not in lists["hands_over"] or not type_.startswith(_HANDED):
        return False
    last = parse.last if trigger.form == "verb" else min(parse.last, trigger.last + 1)  # a noun has its object right behind
    end = next((k for k in range(trigger.last, last) if parse.tag(k) in "vsrpk"), last)
    bare = [p for p in parse.phrases if trigger.last <= p.first < end and not p.prep]
    handed = lists["papers"] | lists["powers"]
    return any(handed & {parse.words[p.head].core, *parse.words[p.head].nouns} for p in bare)


def hands_people(sentence: Sentence, trigger: Trigger, type_: str, knowledge: Knowledge) -> bool:
    """Who is handed over is somebody told of before (handed THEM over to the police): no place changes hands.

    Unless a place follows: they asked him to hand them THE HOSPITAL.
    """
    lists, parse = knowledge.lexicon.words, sentence.parse
    if (
        type_ != "control.handover"
        or trigger.lemma not in lists["hands_over"]
        or parse.words[trigger.first].pronoun not in lists["their"]
    ):
        return False
    return not any(p.first == trigger.last and not p.prep for p in parse.phrases)


def holds_assembly(sentence: Sentence, trigger: Trigger, type_: str, knowledge: Knowledge) -> bool:
    """What is held is a press conference or a sitting (that he held near the town): no deal is made."""
    lists, parse = knowledge.lexicon.words, sentence.parse
    if type_ != "talks.agree" or trigger.lemma not in lists["holds"]:
        return False
    near = range(max(parse.first, trigger.first - _HELD), min(parse.last, trigger.last + 1))
    words = (parse.words[k] for k in near if k != trigger.first and parse.tag(k) not in "vs")
    return any(lists["assemblies"] & {w.core, *w.nouns} for w in words)


def weapon_of(reading: Reading, sentence: Sentence, trigger: Trigger, type_: str, knowledge: Knowledge) -> Words | None:
    """The weapon of a fight nearest to its word, in its clause."""
    if not type_.startswith("fight."):
        return None
    parse = sentence.parse
    found = []
    for i in range(max(parse.first, trigger.first - _NEAR), min(parse.last, trigger.last + _NEAR)):
        last = _weapon_end(parse, i, knowledge)
        if last and _same_clause(parse, trigger, i) and not _is_event(sentence, i):
            side = i < trigger.first
            found.append(((abs(i - trigger.first) + 4 * side, i), i, last))
    if not found:
        return None
    _, first, last = min(found)
    token, word = parse.tokens[first], parse.words[first]
    cut = len(word.conj) + (0 if word.article and word.prep else len(word.prep))
    start = reading.text.inside(token, cut) if cut else token.start
    end = parse.tokens[last - 1].end
    return Words(start, end, reading.text.raw[start:end])


def _weapon_end(parse: Parse, i: int, knowledge: Knowledge) -> int:
    """Where the weapon ends that token i begins; 0 if it begins none."""
    if parse.tag(i) != "n":
        return 0
    word, lexicon = parse.words[i], knowledge.lexicon
    for lemma in word.nouns:
        for rest, category in lexicon.phrases.get(lemma, ()):
            cores = [parse.words[k].core for k in range(i + 1, min(parse.last, i + 1 + len(rest)))]
            if category.kind == "weapon" and cores == list(rest):
                return i + 1 + len(rest)
    return i + 1 if any(c.kind == "weapon" for c in lexicon.categories(word)) else 0


def _same_clause(parse: Parse, trigger: Trigger, i: int) -> bool:
    between = range(trigger.last, i) if i >= trigger.last else range(i, trigger.first)
    return not any(parse.tag(k) in "rs" for k in between)


def _is_event(sentence: Sentence, i: int) -> bool:
    """The word names an event (a raid), not what it was done with."""
    return any(t.first == i and any(not r.weak for r in t.rules) for t in sentence.triggers)
