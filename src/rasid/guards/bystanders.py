"""The roles of an event in, the same without those whom their own verb shows to be no part of it, or another part, out.

Guards, not choices. Whom an attack killed did not fly it, who upholds a sentence is not jailed, whom somebody asks to look into torture
has not tortured, before whom somebody threatens others is not threatened; where people flee to flees nowhere.
"""

from __future__ import annotations

from rasid.frames import can_act
from rasid.guards.standing import Standing
from rasid.knowledge import Knowledge
from rasid.mentions import Sentence, Trigger
from rasid.phrases import Parse, Phrase, in_order
from rasid.types import Role

Roles = dict[Role, list[Phrase]]
_HURT = frozenset({"harm.kill", "harm.injure"})
_OWN = frozenset({"word.support", "word.condemn", "word.reject"})  # who demands or presses may well speak for himself
_THINGS = frozenset({"object", "place"})


def without_bystanders(roles: Roles, sentence: Sentence, trigger: Trigger, type_: str, knowledge: Knowledge) -> Roles:
    """The roles with all guards of this module."""
    roles = _without_victims(roles, sentence, trigger, type_)
    roles = _without_inquirers(roles, sentence, trigger, type_, knowledge)
    roles = _without_sayer_as_victim(roles, sentence, trigger, type_)
    roles = _without_condemner(roles, sentence, trigger, type_, knowledge)
    roles = _with_praiser(roles, sentence, trigger, type_, knowledge)
    roles = _with_sponsor(roles, sentence, trigger, type_, knowledge)
    return _without_refuge(_without_parts(roles, sentence.parse, knowledge), type_, knowledge)


def _without_victims(roles: Roles, sentence: Sentence, trigger: Trigger, type_: str) -> Roles:
    """Who was killed or wounded IN the attack was hit by it: the subject of such a verb that has no object. In a clash he may fight."""
    actors = roles.get("actor", [])
    if not actors or not type_.startswith("fight.") or type_ == "fight.clash" or trigger.form != "noun":
        return roles
    verbs = {t.first for t in sentence.triggers if t.form == "verb" and t.first < trigger.first and _HURT & set(t.types)}
    hit = [p for p in actors if _is_victim(p, verbs, sentence.parse)]
    targets = in_order(roles.get("target", []), hit)
    return {**roles, "actor": [p for p in actors if p not in hit], "target": targets} if hit else roles


def _without_parts(roles: Roles, parse: Parse, knowledge: Knowledge) -> Roles:
    """What some of them are is nobody else: dozens of settlers, SOME OF THEM masked and armed, attacked."""
    lists = knowledge.lexicon.words

    def tells(p: Phrase) -> bool:
        first = parse.governed(p)
        return parse.words[first.first - 1].core in lists["some_of_them"] and parse.tag(first.first - 2) == "k" and not first.prep

    return {role: [p for p in phrases if not tells(p)] for role, phrases in roles.items()}


def _is_victim(phrase: Phrase, verbs: set[int], parse: Parse) -> bool:
    end = phrase.last if phrase.first - 1 in verbs else phrase.last + 1 if phrase.last in verbs else -1
    if end < 0 or phrase.prep or phrase.conj_of >= 0 or end >= parse.last:
        return False
    return parse.tag(end) == "p" or bool(parse.words[end].prep)


def _without_inquirers(roles: Roles, sentence: Sentence, trigger: Trigger, type_: str, knowledge: Knowledge) -> Roles:
    """An inquiry INTO the torture: whoever opens it, or is asked to, stands before it."""
    actors = roles.get("actor", [])
    if not actors or trigger.form != "noun" or not type_.startswith(("harm.", "fight.", "civic.")):
        return roles
    standing = Standing(sentence, trigger, knowledge)
    prep, k = standing.prep(standing.start, frozenset())
    while sentence.parse.tag(k) == "u" or "qualifier" in knowledge.categories(sentence.parse.words[k]):
        k -= 1
    near = range(max(sentence.parse.first, k - 1), k + 1)  # an adjective that no list knows may stand between
    if not prep or not any(standing.is_noun(j, knowledge.lexicon.words["inquiries"]) for j in near):
        return roles
    return {**roles, "actor": [p for p in actors if p.first >= trigger.last]}


def _without_sayer_as_victim(roles: Roles, sentence: Sentence, trigger: Trigger, type_: str) -> Roles:
    """Who upholds, condemns or rejects the harm done to somebody: the subject right behind such a verb."""
    targets = roles.get("target", [])
    if not targets or not type_.startswith("harm."):
        return roles
    verbs = {t.first for t in sentence.triggers if t.form == "verb" and t.first < trigger.first and _OWN & set(t.types)}
    kept = [p for p in targets if p.prep or p.conj_of >= 0 or p.first >= trigger.first or p.first - 1 not in verbs]
    return {**roles, "target": kept} if len(kept) < len(targets) else roles


def _without_condemner(roles: Roles, sentence: Sentence, trigger: Trigger, type_: str, knowledge: Knowledge) -> Roles:
    """Who condemns the attack has not made it: he stands between that verb and its object. Condemned FOR it is who made it."""
    actors, parse = roles.get("actor", []), sentence.parse
    word, standing = parse.words[trigger.first], Standing(sentence, trigger, knowledge)
    if not actors or trigger.form != "noun" or word.pronoun or not type_.startswith(("harm.", "fight.", "civic.crackdown")):
        return roles
    at = next((k for k in range(standing.start - 1, parse.first - 1, -1) if parse.tag(k) in "vsrk"), -1)
    condemns = at >= 0 and any(v.lemma in knowledge.lexicon.words["condemns"] for v in parse.words[at].verbs)
    if not condemns or standing.prep(standing.start, frozenset())[0]:
        return roles
    return {**roles, "actor": [p for p in actors if not at < p.first < trigger.first]}


def _with_praiser(roles: Roles, sentence: Sentence, trigger: Trigger, type_: str, knowledge: Knowledge) -> Roles:
    """Of a verb that says what it says through a preposition (welcomed, praised): the bare phrase right behind it is its subject.

    Before whom he says it is not spoken of.
    """
    if not type_.startswith("word.") or trigger.form != "verb":
        return roles
    before = knowledge.prepositions["admitted"]
    targets = [p for p in roles.get("target", []) if p.prep not in before]
    subject = next((p for p in targets if p.first == trigger.last and not p.prep and _may_speak(p)), None)
    of = trigger.lemma in knowledge.lexicon.words["says_of"]
    if subject is None or not of or sentence.parse.words[trigger.first].pronoun:
        return {**roles, "target": targets}
    joined = [p for p in targets if p.conj_of == subject.i]
    return {**roles, "actor": [subject, *joined], "target": [p for p in targets if p not in (subject, *joined)]}


def _may_speak(phrase: Phrase) -> bool:
    return bool(phrase.names) or can_act(phrase)


def _with_sponsor(roles: Roles, sentence: Sentence, trigger: Trigger, type_: str, knowledge: Knowledge) -> Roles:
    """Under the sponsorship OF X, by the mediation of X: X mediates and is no place; a town where they talk does not."""
    behind = next((p for p in sentence.parse.phrases if p.first == trigger.last), None)
    if type_ != "talks.mediate" or trigger.form != "noun" or behind is None or behind.prep or not behind.names:
        return roles
    mine = [behind, *(p for p in sentence.parse.phrases if p.conj_of == behind.i and not p.prep)]
    left = [p for p in roles.get("actor", []) if p.prep and p not in mine]
    return {**{role: [p for p in phrases if p not in mine] for role, phrases in roles.items()}, "actor": [*mine, *left]}


def _without_refuge(roles: Roles, type_: str, knowledge: Knowledge) -> Roles:
    """A wave of displacement TOWARD a town: the town flees nowhere."""
    targets = roles.get("target", [])
    if type_ != "harm.displace" or not targets:
        return roles
    mine = [p for p in targets if p.prep in knowledge.prepositions["toward"] and not can_act(p)]
    if not mine:
        return roles
    places = in_order(roles.get("place", []), (m for m in mine if m.names))
    return {**roles, "target": [p for p in targets if p not in mine], "place": places}


def killed_things(sentence: Sentence, trigger: Trigger, type_: str) -> str:
    """The type: what burns or destroys a thing kills nobody."""
    if type_ != "harm.kill" or trigger.form != "verb" or "harm.property" not in trigger.types:
        return type_
    behind = next((p for p in sentence.parse.phrases if p.first == trigger.last and not p.prep), None)
    return "harm.property" if behind is not None and behind.category in _THINGS else type_


def left_place(sentence: Sentence, trigger: Trigger, type_: str, knowledge: Knowledge) -> str:
    """The type: who leaves a PLACE breaks no agreement and no talks."""
    if not type_.startswith("talks.") or "move.withdraw" not in trigger.types:
        return type_
    parse = sentence.parse
    end = next((k for k in range(trigger.last, parse.last) if parse.tag(k) in "vsrk"), parse.last)
    left = (p for p in parse.phrases if trigger.last <= p.first < end and p.prep in knowledge.prepositions["part"])
    return "move.withdraw" if any(p.is_place for p in left) else type_
