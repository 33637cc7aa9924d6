"""The roles of an event in, the same with the words of those who fill them put right out.

AGAINST activists (one preposition, written like a noun), supporters OF a party, the IRAQI AMBASSADOR whom the verb summons, a citizen
CALLED Adam: who is meant is one phrase, and whom he supports or what he is called is no second party.
"""

from __future__ import annotations

from dataclasses import replace

from rasid.frames import can_act
from rasid.knowledge import Knowledge
from rasid.mentions import Sentence, Trigger
from rasid.phrases import Parse, Phrase
from rasid.types import Role

Roles = dict[Role, list[Phrase]]
_SIDES: tuple[Role, Role] = ("actor", "target")


def spanned(roles: Roles, sentence: Sentence, trigger: Trigger, type_: str, knowledge: Knowledge) -> Roles:
    """The roles with all guards of this module."""
    parse = sentence.parse
    roles = _passive(roles, parse, trigger, type_, knowledge)
    roles = _of_followers(roles, parse, trigger, knowledge)
    for side in _SIDES:
        bare = (_without_opener(_before_state(p, parse, knowledge), parse, knowledge) for p in roles.get(side, []))
        roles = {**roles, side: [_of_fixed(p, parse, trigger, knowledge) for p in bare]}
    return roles


def _passive(roles: Roles, parse: Parse, trigger: Trigger, type_: str, knowledge: Knowledge) -> Roles:
    """Whom a passive verb tells of suffers: a trader working WITH a militia, a citizen CALLED Adam, who is relieved of HIS post."""
    if trigger.form != "verb":
        return roles
    if type_.startswith("harm."):
        roles = {**roles, "actor": [p for p in roles.get("actor", []) if p.prep not in knowledge.prepositions["with_place"]]}
        return _called(_not_ridden(roles, parse), parse, trigger, knowledge)
    return _relieved(roles, parse, trigger, knowledge) if type_ == "power.change" else roles


def _not_ridden(roles: Roles, parse: Parse) -> Roles:
    """Gunmen ON A MOTORCYCLE killed an officer: the thing behind a preposition is not hit where somebody stands bare behind it."""
    targets = roles.get("target", [])
    ridden = {p.i: victim for p in targets if p.prep and p.category == "object" and (victim := _behind(p, parse)) is not None}
    return {**roles, "target": list({q.i: q for p in targets for q in [ridden.get(p.i, p)]}.values())} if ridden else roles


def _behind(phrase: Phrase, parse: Parse) -> Phrase | None:
    """The bare phrase of somebody right behind another."""
    found = next((p for p in parse.phrases if p.first == phrase.last), None)
    return found if found is not None and not found.prep and found.conj_of < 0 and can_act(found) else None


def _called(roles: Roles, parse: Parse, trigger: Trigger, knowledge: Knowledge) -> Roles:
    """The phrase right behind the verb suffers where a word of naming and its name follow; the name is no other person."""
    first = next((p for p in parse.phrases if p.first == trigger.last and not p.prep), None)
    if first is None or first.last >= parse.last or parse.words[first.last].form not in knowledge.lexicon.words["called"]:
        return roles
    name = next((p for p in parse.phrases if p.first == first.last + 1), None)
    if name is None or name not in roles.get("target", []):
        return roles
    targets = [p for p in roles["target"] if p not in (name, first)]
    return {**roles, "actor": [p for p in roles.get("actor", []) if p != first], "target": [first, *targets]}


def _relieved(roles: Roles, parse: Parse, trigger: Trigger, knowledge: Knowledge) -> Roles:
    """Of a verb of dismissal with one bare phrase before `from his post`: he is relieved, and nobody says by whom."""
    subject = next((p for p in roles.get("actor", []) if p.first == trigger.last and not p.prep), None)
    if subject is None or roles.get("target") or trigger.lemma not in knowledge.lexicon.words["relieves"]:
        return roles
    post = next((p for p in parse.phrases if p.first >= subject.last), None)
    if post is None or post.prep not in knowledge.prepositions["part"] or post.first != subject.last + 1:
        return roles
    final = knowledge.morphology.clitics.final
    his = parse.words[post.head].pronoun or parse.words[post.head].form.endswith(final)
    return {**roles, "actor": [p for p in roles["actor"] if p != subject], "target": [subject]} if his else roles


def _of_followers(roles: Roles, parse: Parse, trigger: Trigger, knowledge: Knowledge) -> Roles:
    """Supporters of X act, not X: where their word only ties X to the verb, both are one phrase."""
    lists = knowledge.lexicon.words

    def follows(p: Phrase) -> bool:
        return bool(p.prep) and p.first > parse.first and parse.words[p.first - 1].core in lists["followers"]

    def whole(p: Phrase) -> Phrase:
        return replace(p, first=p.first - 1, start=parse.tokens[p.first - 1].start, head=p.first - 1, prep="", prep_at=-1)

    own = {p.last for p in parse.phrases}
    actors = [whole(p) if follows(p) and p.first not in own and p.first - 1 == trigger.last else p for p in roles.get("actor", [])]
    return {**roles, "actor": actors, "target": [p for p in roles.get("target", []) if not (follows(p) and p.first in own)]}


def _before_state(phrase: Phrase, parse: Parse, knowledge: Knowledge) -> Phrase:
    """Persons without the state that something befell them in: a child, SUFFERING FROM his wounds."""
    words = knowledge.lexicon.words["in_state"]
    k = next((k for k in range(phrase.first + 1, phrase.last) if parse.tokens[k].form in words), -1)
    return phrase if k < 0 else replace(phrase, last=k, end=parse.tokens[k - 1].end, head=min(phrase.head, k - 1))


def _without_opener(phrase: Phrase, parse: Parse, knowledge: Knowledge) -> Phrase:
    """Persons without a noun that only leads to them: against (the RIGHT of) activists, the READINESS of his delegation."""
    first, last = phrase.first, phrase.last
    word = parse.words[first]
    if last - first < 2 or word.article or word.pronoun or word.core not in knowledge.lexicon.words["openers"]:
        return phrase
    if parse.words[first + 1].prep or not _is_somebody(phrase, parse, knowledge):
        return phrase
    return replace(phrase, first=first + 1, start=parse.tokens[first + 1].start, head=max(phrase.head, first + 1))


def _is_somebody(phrase: Phrase, parse: Parse, knowledge: Knowledge) -> bool:
    """What stands behind the first word, and a number, is a body or persons."""
    counted = next((k for k in range(phrase.first + 1, phrase.last) if parse.tag(k) != "u"), phrase.first + 1)
    kinds = set(knowledge.categories(parse.words[counted]))
    named = any(n.first == phrase.first + 1 and n.of("actor") for n in phrase.names)
    return named or counted > phrase.first + 1 or bool(kinds & {"head", "group", "person", "title", "nationality"})


def _of_fixed(phrase: Phrase, parse: Parse, trigger: Trigger, knowledge: Knowledge) -> Phrase:
    """An adjective of nationality behind the noun that belongs to the verb (summoned the AMBASSADOR, the Iraqi) with that noun."""
    fixed = trigger.fixed
    if fixed < 0 or phrase.first != trigger.fixed_end or fixed != phrase.first - 1 or phrase.prep or parse.words[fixed].prep:
        return phrase
    adjective = "nationality" in knowledge.categories(parse.words[phrase.first]) and parse.words[phrase.first].article
    person = {"title", "person"} & set(knowledge.categories(parse.words[fixed]))
    if not adjective or not person or not parse.words[fixed].article:
        return phrase
    return replace(phrase, first=fixed, start=parse.tokens[fixed].start, head=fixed)
