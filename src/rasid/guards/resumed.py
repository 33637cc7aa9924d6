"""A verb whose pronoun resumes a place before it in, that place out: two quarters in Aleppo that X holds are not Aleppo.

An indefinite noun takes its relative clause without a pronoun between (a town in Y X-holds-it), a definite one with (the town which).
What only says what a place is stands for that place: Idlib, the last stronghold of X; Idlib is the last town that X holds.
"""

from __future__ import annotations

from collections.abc import Sequence

from rasid.knowledge import Knowledge
from rasid.mentions import Trigger
from rasid.morphology import Word
from rasid.phrases import Parse, Phrase
from rasid.types import Role

_TYPES = ("control.", "access.siege", "access.lift")
_LEFT = frozenset({"move.withdraw", "control.take", "control.lose", "harm.displace"})
_REACH = 7  # tokens between a withdrawal and `from it`
_GENDERS = ("masculine", "feminine", "dual")


def with_resumed(
    roles: dict[Role, list[Phrase]], trigger: Trigger, type_: str, parse: Parse, knowledge: Knowledge
) -> dict[Role, list[Phrase]]:
    """The roles; the place that the verb's pronoun resumes comes first among the places, and is nothing else."""
    place = resumed_place(trigger, parse, knowledge) if type_.startswith(_TYPES) else None
    if place is None:
        return roles
    if _is_area(place, parse, knowledge) and any(p.names for p in roles.get("place", [])):
        return {**roles, "place": [p for p in roles["place"] if p is not place]}
    joined = [p for p in parse.phrases if p.conj_of == place.i]
    kept = {role: [p for p in phrases if p is not place] for role, phrases in roles.items()}
    others = [p for p in kept.get("place", []) if p not in joined]
    return {**kept, "place": [place, *joined, *others]}


def with_left(
    roles: dict[Role, list[Phrase]], trigger: Trigger, type_: str, parse: Parse, knowledge: Knowledge
) -> dict[Role, list[Phrase]]:
    """The roles; who withdraws FROM IT leaves the place before, not what is told behind (10 of 11 claims of the corpus's coders).

    Nothing changes where the event has a place of its own before the pronoun.
    """
    at = _out_of_it(trigger, parse, knowledge) if type_ in _LEFT else -1
    places = roles.get("place", [])
    if at < 0 or any(p.first < at for p in places):
        return roles
    place = _place_before(trigger.first, parse, parse.tokens[at].form, knowledge)
    if place is None:
        return roles
    reached = [p for p in places if parse.governed(p).prep in knowledge.prepositions["toward"]]
    return {**roles, "place": [place, *(p for p in parse.phrases if p.conj_of == place.i), *reached]}


def _out_of_it(trigger: Trigger, parse: Parse, knowledge: Knowledge) -> int:
    """The token `from it` behind a trigger, with its subject or object between at most; -1 where there is none."""
    for k in range(trigger.last, min(parse.last, trigger.last + _REACH)):
        if parse.tokens[k].form in knowledge.lexicon.words["out_of_it"]:
            return k
        if parse.tag(k) in "vsrkx":
            return -1
    return -1


def _place_before(end: int, parse: Parse, pronoun: str, knowledge: Knowledge) -> Phrase | None:
    """The nearest place before a token that a pronoun can stand for: a town that only its name names is feminine."""
    gender = next(g for g in _GENDERS if pronoun in knowledge.lexicon.words[f"resumed_{g}"])
    for phrase in reversed([p for p in parse.phrases if p.last <= end]):
        head = parse.words[phrase.head]
        noun = head.core in knowledge.gazetteer.words.nouns or "place" in knowledge.categories(head)
        if not (noun or phrase.names_place) or any(n.of("actor") for n in phrase.names):
            continue
        if _agrees(head, gender, knowledge) if noun else gender != "masculine":
            return parse.governed(phrase)
    return None


def holds_areas(places: Sequence[Phrase], trigger: Trigger, type_: str, parse: Parse, knowledge: Knowledge) -> bool:
    """Only areas in the named places are held (the areas that X holds in Y): part of them."""
    place = resumed_place(trigger, parse, knowledge) if type_.startswith(_TYPES) else None
    return place is not None and place not in places and _is_area(place, parse, knowledge)


def _is_area(place: Phrase, parse: Parse, knowledge: Knowledge) -> bool:
    """Mere areas, lands, parts: beside the place that they lie in they name none (of 16 such claims coders name them in three)."""
    return not place.names and parse.words[place.head].core in knowledge.lexicon.words["areas"]


def resumed_place(trigger: Trigger, parse: Parse, knowledge: Knowledge) -> Phrase | None:
    """The place before a verb that the pronoun behind the verb stands for; or the one of which a relative clause says what it is."""
    gender = _gender(parse, trigger, knowledge)
    if not gender:
        opens = _copula(parse, trigger, knowledge)
        if opens >= 0:
            return _antecedent(parse, opens, True, "", knowledge)
        is_stronghold = trigger.form == "noun" and parse.words[trigger.first].core in knowledge.lexicon.words["strongholds"]
        return described(parse, trigger.first, knowledge) if is_stronghold else None
    relative = parse.tag(trigger.first - 1) == "r"
    place = _antecedent(parse, trigger.first - relative, relative, gender, knowledge)
    named = described(parse, place.head, knowledge) if place is not None and not place.names and place.head > place.first else None
    return named or place


def described(parse: Parse, k: int, knowledge: Knowledge) -> Phrase | None:
    """The named place of which the noun k says what it is: X, the last stronghold of Y; X is the last town."""
    lists = knowledge.lexicon.words
    while (
        parse.tag(k - 1) in "kqh"
        or parse.words[k - 1].core in lists["superlatives"]
        or parse.tokens[k - 1].form in lists["copula_pronouns"]
    ):
        k -= 1
    return next((p for p in parse.phrases if p.last == k and p.names_place), None)


def _antecedent(parse: Parse, end: int, definite: bool, gender: str, knowledge: Knowledge) -> Phrase | None:
    """The place phrase that ends here, or the one that it lies in; dates may stand between."""
    while parse.tag(end - 1) in "tk" or (parse.tag(end - 1) == "p" and parse.tag(end) == "t"):
        end -= 1
    for phrase in reversed([p for p in parse.phrases if p.last <= end]):
        if phrase.last != end:
            return None  # something stands between that belongs to no place
        head = parse.words[phrase.head]
        placed = "place" in knowledge.categories(head) and not any(n.of("actor") for n in phrase.names)
        if placed and phrase.definite == definite and (not gender or _agrees(head, gender, knowledge)):
            return phrase
        end = phrase.prep_at if phrase.prep_at >= 0 else phrase.first
    return None


def _gender(parse: Parse, trigger: Trigger, knowledge: Knowledge) -> str:
    """That of the pronoun on a verb, or on the preposition right behind it; "" without one."""
    if trigger.form != "verb":
        return ""
    forms = {parse.words[trigger.first].pronoun, parse.words[trigger.last].form if trigger.last < parse.last else ""} - {""}
    return next((g for g in _GENDERS if forms & knowledge.lexicon.words[f"resumed_{g}"]), "")


def _copula(parse: Parse, trigger: Trigger, knowledge: Knowledge) -> int:
    """Where the relative clause begins that says of a place that it was a stronghold; -1 where there is none."""
    k = trigger.first - 1
    while parse.tag(k) == "v" and _is_being(parse.words[k], knowledge):
        k -= 1
    return k if trigger.form == "noun" and k < trigger.first - 1 and parse.tag(k) == "r" else -1


def _is_being(word: Word, knowledge: Knowledge) -> bool:
    return "auxiliary" in word.classes or any(v.lemma in knowledge.lexicon.words["copulas"] for v in word.verbs)


def _agrees(head: Word, gender: str, knowledge: Knowledge) -> bool:
    """Several places are feminine to their pronoun, two of them a dual."""
    if gender == "dual":
        return True
    several = head.core in knowledge.gazetteer.words.several
    return (several or knowledge.is_feminine(head)) == (gender == "feminine")
