"""An event nobody acts in in, the same with the subject of its verb out, where the words leave no choice who that is.

A noun of doing behind a verb that only carries it (they CARRIED OUT the arrest of X) has the subject of that verb.

Only phrases that no role has are asked: what a choice took for something else stays that.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from rasid.addressees import gender, verb_gender
from rasid.frames import can_act
from rasid.knowledge import Knowledge
from rasid.mentions import Sentence, Trigger
from rasid.phrases import Parse, Phrase
from rasid.speech import Speaker
from rasid.types import Role

_BETWEEN = frozenset("tfqbh")  # what may stand between a verb and its subject
_HELPED = 4  # tokens between `that they` and the verb: a negator, an auxiliary
_SUBJECT = 8  # tokens between a verb and the noun that it carries: room for its subject
Roles = dict[Role, list[Phrase]]


class Acted(Protocol):
    """An event told before, as far as is asked here."""

    @property
    def sentence(self) -> Sentence: ...
    @property
    def trigger(self) -> Trigger: ...
    @property
    def roles(self) -> Roles: ...


def with_subject(roles: Roles, sentence: Sentence, trigger: Trigger, type_: str, knowledge: Knowledge) -> Roles:
    """The roles; of a verb without a doer the bare phrase right behind it acts, or right before it where that opens the clause."""
    if roles.get("actor"):
        return roles
    parse = sentence.parse
    taken = [p for phrases in roles.values() for p in phrases]
    if trigger.form != "verb":
        found = _of_carrier(parse, trigger, type_, knowledge)
    elif has_doer(trigger, type_):
        found = subject_behind(parse, trigger.first, knowledge) or _before(parse, trigger.first, knowledge)
    else:
        return roles
    if found is None or any(p.overlaps(found) for p in taken):
        return roles
    return {**roles, "actor": [found, *(p for p in parse.phrases if p.conj_of == found.i and p not in taken and not p.prep)]}


def of_object_pronoun(roles: Roles, sentence: Sentence, trigger: Trigger, type_: str, knowledge: Knowledge) -> Roles:
    """The roles; of a verb that has its object written to it, who stands between `that` and it acts: said THAT A SNIPER hit HIM."""
    parse, at = sentence.parse, trigger.first
    if roles.get("actor") or trigger.form != "verb" or not parse.words[at].pronoun or not has_doer(trigger, type_):
        return roles
    found = next((p for p in roles.get("target", ()) if p.last == at and not p.prep and p.conj_of < 0 and can_act(p)), None)
    if found is None or parse.tag(found.first - 1) != "s" or subject_behind(parse, at, knowledge) is not None:
        return roles
    return {**roles, "actor": [found], "target": [p for p in roles["target"] if p != found]}


def of_own_subject(roles: Roles, sentence: Sentence, trigger: Trigger, type_: str, knowledge: Knowledge) -> Roles:
    """The roles; where the subject stands behind its verb nobody behind another verb acts: THEY signed, then THE MILITIA broke it."""
    parse, actors = sentence.parse, roles.get("actor", [])
    if trigger.form != "verb" or len(actors) < 2 or not has_doer(trigger, type_):
        return roles
    own = subject_behind(parse, trigger.first, knowledge)
    if own is None or own not in actors:
        return roles
    return {**roles, "actor": [p for p in actors if p.last > trigger.first or not _is_subject_of(parse, p, trigger.first)]}


def without_several(roles: Roles, sentence: Sentence, trigger: Trigger, knowledge: Knowledge) -> Roles:
    """The roles; of several persons right before a verb in the singular it is told, they did not do it: 15 ACTIVISTS were released."""
    parse, actors = sentence.parse, roles.get("actor", [])
    told = next((p for p in actors if p.last == trigger.first and not p.prep and _is_several(parse, p, knowledge)), None)
    if trigger.form != "verb" or told is None or verb_gender(parse, trigger.first) != "m":
        return roles
    return {**roles, "actor": [p for p in actors if p is not told], "target": roles.get("target") or [told]}


def _is_several(parse: Parse, phrase: Phrase, knowledge: Knowledge) -> bool:
    """A plural that its ending shows, or persons behind a number."""
    head = parse.words[phrase.head]
    if head.core.endswith(knowledge.morphology.clitics.closing):
        return True
    counted = any(parse.tag(k) == "u" and k < phrase.head for k in range(phrase.first, phrase.last))
    return counted and bool({"person", "title"} & set(knowledge.categories(head)))


def _is_subject_of(parse: Parse, phrase: Phrase, at: int) -> bool:
    """Right behind another verb than that at token `at`, and nothing makes it the topic of that."""
    k = phrase.first - 1
    return not phrase.prep and parse.tag(k) == "v" and k != at


def has_doer(trigger: Trigger, type_: str) -> bool:
    """The subject of such a verb does it: nobody who dies or falls."""
    return any("subject" in rule.roles.get("actor", ()) for rule in trigger.rules if rule.type == type_)


def _of_carrier(parse: Parse, trigger: Trigger, type_: str, knowledge: Knowledge) -> Phrase | None:
    """Whose is the verb that a noun hangs on by its preposition: (the forces) CARRIED OUT the arrest of."""
    k = carrier_of(parse, trigger, knowledge) if not type_.startswith("word.") else -1
    return None if k < 0 else subject_behind(parse, k, knowledge) or _before(parse, k, knowledge)


def carrier_of(parse: Parse, trigger: Trigger, knowledge: Knowledge) -> int:
    """The token of the verb that a noun hangs on by its preposition; -1 for none."""
    if parse.words[trigger.first].prep not in knowledge.prepositions["charge"]:
        return -1
    for k in range(trigger.first - 1, max(parse.first, trigger.first - _SUBJECT) - 1, -1):
        if any(v.lemma in knowledge.lexicon.words["performs"] for v in parse.words[k].verbs) and parse.tag(k) == "v":
            return k
        if parse.tag(k) not in _BETWEEN | {"n", "u"}:
            return -1
    return -1


def subject_behind(parse: Parse, at: int, knowledge: Knowledge) -> Phrase | None:
    """The phrase right behind the verb at a token, where that may be its subject."""
    verb = parse.words[at]
    if verb.verbs and all(v.passive_only for v in verb.verbs):
        return None
    k = at + 1
    while k < parse.last and parse.tag(k) in _BETWEEN:
        k += 1
    phrase = next((p for p in parse.phrases if p.first == k), None)
    return phrase if phrase is not None and _fits(parse, at, phrase, knowledge) else None


def _before(parse: Parse, at: int, knowledge: Knowledge) -> Phrase | None:
    """Right before the verb, behind `that` or at the beginning: (said) THAT SOME SIXTY FAMILIES left."""
    phrase = next((p for p in parse.phrases if p.last == at), None)
    if phrase is None or parse.words[at].conj or not _fits(parse, at, phrase, knowledge):
        return None
    k = phrase.first - 1
    while k >= parse.first and parse.tag(k) in "uqh":
        k -= 1
    return phrase if k < parse.first or parse.tag(k) in "sk" else None


def _fits(parse: Parse, at: int, phrase: Phrase, knowledge: Knowledge) -> bool:
    """Somebody who can act, not joined and not governed, and not of the other gender."""
    if (
        phrase.prep
        or phrase.conj_of >= 0
        or knowledge.is_accusative(parse.words[phrase.head])
        or not (can_act(phrase) or any(n.of("actor") for n in phrase.names))
    ):
        return False
    own, other = verb_gender(parse, at), gender(parse, phrase, knowledge)
    return not (own in ("m", "f") and other and own != other)


def with_speaking_subject(
    roles: Roles, sentence: Sentence, trigger: Trigger, type_: str, speaker: Speaker | None, knowledge: Knowledge
) -> Roles:
    """The roles; who says that HE, SHE or THEY did it did it: the mission said that it had evacuated six (101 of 125 claims coded)."""
    parse = sentence.parse
    if roles.get("actor") or type_.startswith("word.") or trigger.form != "verb" or not has_doer(trigger, type_):
        return roles
    if speaker is None or speaker.phrase is None or speaker.carried or speaker.sentence != sentence.i or not parse.has(speaker.phrase):
        return roles
    that = parse.words[trigger.first - 1]
    if that.core not in knowledge.lexicon.words["that_they"] or not speaker.last < trigger.first:
        return roles
    taken = [p for phrases in roles.values() for p in phrases]
    own = speaker.phrase
    if not continues(parse, trigger.first, own, knowledge):
        return roles
    return roles if any(p.overlaps(own) for p in taken) else {**roles, "actor": [own]}


def of_that_pronoun(
    roles: Roles, sentence: Sentence, trigger: Trigger, speaker: Speaker | None, told: Sequence[Acted], knowledge: Knowledge
) -> Roles:
    """The roles; who says that THEY did or did not do what was told before means them: but the mayor said that IT had not left.

    Nor does he mean himself by a pronoun of the other gender (the Houthis said that SHE held them).
    """
    that = _that_they(sentence, trigger, knowledge)
    last = next((t for t in reversed(told) if t.sentence is sentence and t.trigger.last <= that), None)
    if that < 0 or last is None or speaker is None or speaker.phrase is None or speaker.phrase.first < last.trigger.last:
        return roles
    parse, own, doers = sentence.parse, speaker.phrase, last.roles.get("actor", [])
    again = parse.tag(that + 1) == "x" and bool(set(last.trigger.types) & set(trigger.types))
    if not again and not (any(p.overlaps(own) for p in roles.get("actor", [])) and _is_other(parse, that, own, knowledge)):
        return roles
    meant = [p for p in doers if not p.overlaps(own) and not _is_other(parse, that, p, knowledge)]
    kept = {role: [p for p in ps if not p.overlaps(own) and p not in meant] for role, ps in roles.items()}
    return {**kept, "actor": meant or kept.get("actor", [])}


def _that_they(sentence: Sentence, trigger: Trigger, knowledge: Knowledge) -> int:
    """The word for `that they` right before the verb and its negator or auxiliary; -1 for none."""
    parse, cued = sentence.parse, {k for h in sentence.cues for k in range(h.first, h.last)}
    for k in range(trigger.first - 1, max(parse.first, trigger.first - _HELPED) - 1, -1):
        if parse.words[k].core in knowledge.lexicon.words["that_they"] and trigger.form == "verb":
            return k
        if parse.tag(k) not in "xf" and k not in cued and "auxiliary" not in parse.words[k].classes:
            return -1
    return -1


def _is_other(parse: Parse, that: int, phrase: Phrase, knowledge: Knowledge) -> bool:
    """The pronoun of `that she` cannot mean a man or men."""
    feminine = parse.words[that].form.endswith(tuple(knowledge.lexicon.words["resumed_feminine"]))
    men = parse.words[phrase.head].core.endswith(knowledge.morphology.clitics.closing[0])
    return feminine and (men or gender(parse, phrase, knowledge) == "m")


def continues(parse: Parse, at: int, subject: Phrase, knowledge: Knowledge) -> bool:
    """The verb agrees with a subject before it, in number too."""
    word = parse.words[at]
    codes = {code[1:] for v in word.verbs if not v.passive_only for code in v.codes if code[1] == "3"}
    sex = gender(parse, subject, knowledge)
    several = _is_several(parse, subject, knowledge)
    if sex == "f":
        return codes == {"3fs"}
    if "3mp" in codes:
        return several or (not sex and subject.category in ("head", "group", "person"))
    return codes == {"3ms"} and not several and (sex == "m" or any(knowledge.is_person(n) for m in subject.names for n in m.named))
