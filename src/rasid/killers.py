"""A verb of killing or injuring in its sentence in, its victim out where a subject stands before him: TWO GUARDS killed a civilian.

Unvowelled, killed and was killed are one form, but a passive has no object: a person behind the subject who has the ending of one, or
his pronoun (a man killed HIS WIFE), is the victim, and the subject the killer. A guard, not a choice.
"""

from __future__ import annotations

from dataclasses import replace
from typing import NamedTuple

from rasid.knowledge import Knowledge
from rasid.mentions import Sentence, Trigger
from rasid.phrases import Parse, Phrase
from rasid.types import Role

Roles = dict[Role, list[Phrase]]
_HARMS = ("harm.kill", "harm.injure")
_PEOPLE = frozenset({"person", "group", "head", "title", "nationality"})


class Killing(NamedTuple):
    """The killer and the victim of a verb."""

    killer: Phrase
    victim: Phrase


def killing(parse: Parse, verb: int, knowledge: Knowledge) -> Killing | None:
    """Who killed whom by the verb at a token, where both stand behind it and the victim's ending tells."""
    word = parse.words[verb]
    if parse.tag(verb) != "v" or word.pronoun or not word.verbs or all(v.passive_only for v in word.verbs):
        return None
    subject = next((p for p in parse.phrases if p.first == verb + 1), None)
    if subject is None or subject.prep or subject.conj_of >= 0:
        return None
    spouse = _of_his_own(parse, subject, knowledge)
    if spouse is not None:
        return spouse
    for k in (*range(subject.head + 1, subject.last), subject.last):  # the phrase may have taken the victim in
        if _is_object(parse, k, subject, knowledge):
            killer = subject if k == subject.last else _cut(parse, subject, subject.first, k)
            return Killing(killer, _victim(parse, subject, k))
    return None


def _is_object(parse: Parse, k: int, subject: Phrase, knowledge: Knowledge) -> bool:
    """An indefinite person at token k with the ending of an object; a number or a plural of them behind the ending of a subject."""
    if not subject.first < k < parse.last or parse.words[k].prep or parse.words[k].conj or parse.words[k].article:
        return False
    before, word, clitics = parse.words[k - 1], parse.words[k], knowledge.morphology.clitics
    if parse.tag(k - 1) in "pu" or knowledge.is_accusative(before):
        return False  # twenty civilians: counted
    counted = any(parse.tag(j) == "u" for j in range(subject.first, min(k, subject.last)))
    if parse.tag(k) == "n" and knowledge.is_accusative(word):
        # behind a number from eleven on the counted noun ends so, too, and what qualifies it
        return is_person(parse, k, knowledge) and not (counted and knowledge.is_accusative(parse.words[subject.head]))
    head = parse.words[subject.head]
    plural = bool(head.nouns) and head.core.endswith(clitics.closing[0])
    dual = knowledge.counts.persons.get(head.core) == 2 and not head.core.endswith(clitics.closing[1:])
    if not (plural or dual) or counted or k != subject.last:
        return False
    if parse.tag(k) == "u":
        own = next((p for p in parse.phrases if p.first == k), None)
        return own is not None and own.head > k and is_person(parse, own.head, knowledge)
    oblique = any(word.core.endswith(e) for e in clitics.closing[1:])
    return parse.tag(k) == "n" and oblique and is_person(parse, k, knowledge)


def is_person(parse: Parse, k: int, knowledge: Knowledge) -> bool:
    """A noun of persons; not what the subject may be at his death (a prisoner, a martyr)."""
    word, kinds = parse.words[k], set(knowledge.categories(parse.words[k]))
    if "casualty" in kinds or word.core in knowledge.lexicon.words["dies_as"]:
        return False
    return word.core in knowledge.counts.persons or bool(kinds & _PEOPLE)


def _of_his_own(parse: Parse, subject: Phrase, knowledge: Knowledge) -> Killing | None:
    """A man killed HIS WIFE: behind a bare noun for somebody who is nobody's stands a relative with his pronoun."""
    k = subject.first + 1
    if subject.last != k + 1 or parse.words[subject.first].core not in knowledge.lexicon.words["nobodys"]:
        return None
    if not parse.words[k].pronoun or not any(noun in knowledge.counts.persons for noun in parse.words[k].nouns):
        return None
    return Killing(_cut(parse, subject, subject.first, k), _cut(parse, subject, k, k + 1))


def _victim(parse: Parse, subject: Phrase, k: int) -> Phrase:
    return next((p for p in parse.phrases if p.first == k), None) or _cut(parse, subject, k, max(subject.last, k + 1))


def _cut(parse: Parse, phrase: Phrase, first: int, last: int) -> Phrase:
    """A part of a phrase, or a word behind it, as a phrase of its own."""
    head = phrase.head if first <= phrase.head < last else first
    names = tuple(n for n in phrase.names if first <= n.first and n.last <= last)
    start = phrase.start if first == phrase.first else parse.tokens[first].start
    return replace(
        phrase, first=first, last=last, start=start, end=parse.tokens[last - 1].end, head=head, names=names, prep="", conj_of=-1
    )


def of_killers(roles: Roles, sentence: Sentence, trigger: Trigger, type_: str, knowledge: Knowledge) -> Roles:
    """The roles; whoever the grammar says killed acts, and the victim is the target."""
    if type_ not in _HARMS or trigger.form != "verb":
        return roles
    parse, found = sentence.parse, killing(sentence.parse, trigger.first, knowledge)
    if found is None:
        return roles
    killer, victim = found
    more = [p for p in parse.phrases if p.conj_of == victim.i and p.first >= victim.last and not p.prep]
    taken = [killer, victim, *more]
    kept = {role: [p for p in phrases if not any(p.overlaps(t) for t in taken)] for role, phrases in roles.items()}
    return {**kept, "actor": [killer], "target": [victim, *more]}
