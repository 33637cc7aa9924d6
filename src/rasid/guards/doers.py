"""The roles of an event in, the same without a doer whom the words do not name out.

The closed road, the besieged town, the fall of the base, he died: such words say to whom something was done. Who did it is only whom
the rules' own prepositions name (closed by X, held with X, fell to X); the government that is asked to open the road has not closed it.
"""

from __future__ import annotations

from collections.abc import Sequence

from rasid.frames import can_act, fits, own_pronoun, prepositional
from rasid.guards.denials import denial_of, told_of
from rasid.guards.lifted import LIFTED, LIFTS, lifting
from rasid.guards.unreal import settled
from rasid.knowledge import Knowledge
from rasid.knowledge.rules import Rule
from rasid.mentions import Sentence, Trigger
from rasid.phrases import Parse, Phrase
from rasid.types import Role

Roles = dict[Role, list[Phrase]]
_PATIENTS: tuple[Role, ...] = ("target", "place")
_OF_PREPOSITIONS = ("by", "with", "between", "prep:")


def without_unnamed_doers(
    roles: dict[Role, list[Phrase]], parse: Parse, trigger: Trigger, type_: str, knowledge: Knowledge
) -> dict[Role, list[Phrase]]:
    """The roles; where no rule of the type lets a bare phrase be the actor, with those actors that stand behind its prepositions."""
    rules = [r for r in trigger.rules if r.type == type_]
    if not rules or not _name_by_preposition(rules, trigger):
        return roles
    wanted = {"by"}.union(*(r.roles.get("actor", ()) for r in rules))
    named = [p for p in roles.get("actor", []) if any(fits(w, _position(p, parse, knowledge)) for w in wanted)]
    return {**roles, "actor": named}


def _name_by_preposition(rules: Sequence[Rule], trigger: Trigger) -> bool:
    """Speech acts have speakers whatever their rules list; a participle must qualify its target or place to be a passive one."""
    if rules[0].type.startswith("word.") or any(not p.startswith(_OF_PREPOSITIONS) for r in rules for p in r.roles.get("actor", ())):
        return False
    return trigger.form != "participle" or any("apposed" in r.roles.get(role, ()) for r in rules for role in _PATIENTS)


def of_denied(roles: dict[Role, list[Phrase]], sentence: Sentence, trigger: Trigger, type_: str) -> dict[Role, list[Phrase]]:
    """The roles of what somebody denies: where the noun has its own doer (denied THEIR capture of it), the denier has no part in it."""
    hit = denial_of(sentence, trigger)
    behind = next((p for p in sentence.parse.phrases if p.first == trigger.last), None)
    if hit is None or behind is None or behind.prep or sentence.parse.words[trigger.first].pronoun or not can_act(behind):
        return roles
    rules = [r for r in trigger.rules if r.type == type_]
    acts, suffers = (any("genitive" in r.roles.get(role, ()) for r in rules) for role in ("actor", "target"))
    if behind not in roles.get("actor", ()) and not (acts and not suffers):
        return roles
    mine = [behind, *(p for p in sentence.parse.phrases if p.conj_of == behind.i)] if acts else []
    kept = {role: [p for p in phrases if p.first >= trigger.last and p not in mine] for role, phrases in roles.items()}
    return {**kept, "place": [p for p in roles.get("place", []) if p not in mine], "actor": mine or kept.get("actor", [])}


def of_announced(roles: Roles, sentence: Sentence, trigger: Trigger) -> Roles:
    """The roles of what somebody announces: where the noun has its own doer (the capture BY THE TROOPS), the announcer is no second."""
    actors = roles.get("actor", [])
    own = next((p for p in actors if p.first == trigger.last and not p.prep and (p.names or p.category in ("head", "group"))), None)
    hit = told_of(sentence, trigger) if own is not None and trigger.form == "noun" and len(actors) > 1 else None
    return roles if hit is None else {**roles, "actor": [p for p in actors if p.prep or not hit.first - 1 <= p.first < trigger.first]}


def of_unclaimed(
    roles: dict[Role, list[Phrase]], sentence: Sentence, trigger: Trigger, type_: str, knowledge: Knowledge
) -> dict[Role, list[Phrase]]:
    """The roles of what nobody has claimed, or somebody does not let happen: its doer stands behind it in the clause, or is unknown."""
    ground = settled(sentence, trigger, type_, knowledge)
    if ground is None or not (ground.silent or ground.behind):
        return roles
    parse = sentence.parse
    end = next((k for k in range(trigger.last, parse.last) if parse.tag(k) in "vsrk"), parse.last)
    let = knowledge.prepositions["onto"] if ground.behind else frozenset[str]()  # they do not let HIM enter
    return {**roles, "actor": [p for p in roles.get("actor", []) if trigger.last <= p.first < end or p.prep in let]}


def of_lifted(roles: dict[Role, list[Phrase]], sentence: Sentence, trigger: Trigger, type_: str) -> dict[Role, list[Phrase]]:
    """The roles of a siege or block whose lifting is told: who lifts it, or shall, has not laid it; its own doer stands behind it."""
    lifts = any(t.last == trigger.first and set(LIFTS) & set(t.types) for t in sentence.triggers)
    if trigger.form != "noun" or type_ not in LIFTED or not (lifts or lifting(sentence, trigger, type_)):
        return roles
    return {**roles, "actor": [p for p in roles.get("actor", []) if p.first >= trigger.last]}


def of_this_clause(roles: dict[Role, list[Phrase]], sentence: Sentence, trigger: Trigger) -> dict[Role, list[Phrase]]:
    """The roles without a doer of the clause before whose verb does not agree: the factions left (f.), and closed was (m.) the road."""
    own = _gender(sentence.parse, trigger.first)
    if trigger.form != "verb" or not own or not sentence.parse.words[trigger.first].conj:
        return roles

    def agrees(p: Phrase) -> bool:
        other = _gender(sentence.parse, p.first - 1)
        return p.first > trigger.first or bool(p.prep) or not other or other == own

    return {**roles, "actor": [p for p in roles.get("actor", []) if agrees(p)]}


def of_nearest_noun(roles: Roles, sentence: Sentence, trigger: Trigger, type_: str, knowledge: Knowledge) -> Roles:
    """The roles without whoever a nearer noun of doing names by `by`: died AFTER HIS ARREST BY the police, who did not kill him."""
    parse, lists = sentence.parse, knowledge.lexicon.words

    def theirs(p: Phrase) -> bool:
        end = p.first
        while parse.tag(end - 1) == "p" and end > trigger.last:
            end -= 1
        near = next((t for t in sentence.triggers if t.last == end and t.first >= trigger.last and t.form == "noun"), None)
        if p.prep not in lists["by"] or near is None or not own_pronoun(parse.words[near.first], near, knowledge):
            return False
        if not any("by" in r.roles.get("actor", ()) for r in near.rules):
            return False
        after = {parse.words[k].core for k in range(trigger.last, near.first)}
        return not after.isdisjoint(lists["after_events"])

    actors = roles.get("actor", [])
    return {**roles, "actor": [p for p in actors if not theirs(p)]} if actors and type_.startswith("harm.") else roles


def of_own_pronoun(
    roles: dict[Role, list[Phrase]], sentence: Sentence, trigger: Trigger, type_: str, knowledge: Knowledge
) -> dict[Role, list[Phrase]]:
    """The roles of a noun whose pronoun is its doer (to end HER siege of): a doer before it agrees, else the nearest who does."""
    parse = sentence.parse
    gender = meant_by(own_pronoun(parse.words[trigger.first], trigger, knowledge), knowledge)
    rules = [r for r in trigger.rules if r.type == type_]
    if trigger.form != "noun" or not gender or not any("genitive" in r.roles.get("actor", ()) for r in rules):
        return roles
    actors = roles.get("actor", [])
    kept = [p for p in actors if p.first > trigger.first or may_be(p, gender, parse, knowledge)]
    if len(kept) == len(actors) and (actors or not _has_object(parse, trigger, knowledge)):
        return roles
    near = [p for p in parse.phrases if p.last <= trigger.first and can_act(p) and may_be(p, gender, parse, knowledge)]
    mine = kept or near[-1:]
    return {**{role: [p for p in phrases if p not in mine] for role, phrases in roles.items()}, "actor": mine}


def meant_by(pronoun: str, knowledge: Knowledge) -> str:
    """Whom a pronoun on a noun or verb can mean: masculine, feminine or people; "" without one."""
    lists = knowledge.lexicon.words
    gender = next((g for g in ("masculine", "feminine") if pronoun and pronoun in lists[f"resumed_{g}"]), "")
    return gender or ("people" if pronoun and pronoun in lists["their"] else "")


def may_be(phrase: Phrase, gender: str, parse: Parse, knowledge: Knowledge) -> bool:
    """Somebody whom such a pronoun can mean; people are neither a body nor a feminine singular."""
    head, lists = parse.words[phrase.head], knowledge.lexicon.words
    own = "masculine" if head.core in lists["masculine_bodies"] else "feminine" if knowledge.is_feminine(head) else gender
    return own == gender


def _has_object(parse: Parse, trigger: Trigger, knowledge: Knowledge) -> bool:
    """What is done to whom stands behind the noun, so that its pronoun can only be the doer: its siege OF THE TOWN."""
    return any(p.first == trigger.last and parse.governed(p).prep in knowledge.prepositions["held"] for p in parse.phrases)


def _gender(parse: Parse, k: int) -> str:
    """m or f of a verb of the past in the singular; "" for other words."""
    word = parse.words[k] if k >= parse.first else None
    if word is None or parse.tag(k) != "v" or not word.verbs or word.pronoun:
        return ""
    codes = {code[1:] for v in word.verbs if not v.first_person for code in v.codes if code[0] in "PQ"}
    return "m" if codes == {"3ms"} else "f" if codes == {"3fs"} else ""


def _position(phrase: Phrase, parse: Parse, knowledge: Knowledge) -> str:
    """The position that the preposition of a phrase gives it, or that of the phrase it is joined to; "" for a bare one."""
    prep = parse.governed(phrase).prep
    return prepositional(prep, knowledge) if prep else ""


def goes_himself(trigger: Trigger, type_: str, knowledge: Knowledge) -> bool:
    """A word of fleeing or leaving: nobody is moved by somebody else."""
    return type_ == "harm.displace" and trigger.lemma in knowledge.lexicon.words["departs"]


def of_goers(roles: Roles, trigger: Trigger, type_: str, knowledge: Knowledge) -> Roles:
    """The roles; who flees or leaves does so himself (GUIDE 16; 47 of 65 of the corpus's coders)."""
    if roles.get("actor") or not roles.get("target") or not goes_himself(trigger, type_, knowledge):
        return roles
    return {**roles, "actor": roles["target"], "target": []}


def of_seizers(roles: Roles, trigger: Trigger, type_: str, parse: Parse, knowledge: Knowledge) -> Roles:
    """The roles; where no rule of a change of power has a target, whoever stands at its noun made it (the SEIZURE BY X of power)."""
    rules = [r for r in trigger.rules if r.type == type_]
    if type_ != "power.change" or not rules or any("target" in r.roles for r in rules):
        return roles
    powers = knowledge.lexicon.words["powers"]
    mine = {role: [p for p in roles.get(role, []) if powers.isdisjoint(parse.words[p.head].nouns)] for role in _PATIENTS}
    behind = [p for p in parse.phrases if p.first == trigger.last and not p.prep and can_act(p)] if trigger.form == "noun" else []
    own = behind[:1] + [p for p in parse.phrases if behind and p.conj_of == behind[0].i]
    actors = [] if parse.words[trigger.first].pronoun and trigger.form == "noun" else roles.get("actor") or mine["target"]
    return {**roles, "actor": own or actors, "target": [], "place": mine["place"]}


def without_exercise_names(roles: Roles, trigger: Trigger, parse: Parse, knowledge: Knowledge) -> Roles:
    """The roles of manoeuvres without what these are called, right behind their noun: the exercises AFRICAN LION."""
    if trigger.form == "verb" or trigger.lemma not in knowledge.lexicon.words["exercises"]:
        return roles
    called = next((p for p in parse.phrases if p.first == trigger.last and not p.prep), None)
    if called is None or any(not knowledge.is_person(n) for name in called.names for n in name.of("actor")):
        return roles
    return {role: [p for p in phrases if p != called] for role, phrases in roles.items()}


def of_traffic(roles: Roles, trigger: Trigger, type_: str, parse: Parse, knowledge: Knowledge) -> Roles:
    """The roles of ways; traffic that stops or comes back does nothing itself: it is what moves there, or nothing."""
    lists = knowledge.lexicon.words
    if not type_.startswith("access.") or trigger.lemma not in lists["flows"]:
        return roles
    heads = ((p, parse.words[p.head]) for p in roles.get("actor", []))
    return {**roles, "actor": [p for p, head in heads if p.names or lists["traffic"].isdisjoint((head.core, *head.nouns))]}
