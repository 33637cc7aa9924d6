"""An event under a negation in, the status that it has all the same out: negation does not reach what a sentence takes for granted.

They released nobody BUT five: five were released. The army did not answer the RAID: there was one. We forgive nobody WHO shelled:
somebody did. Guards, not choices.
"""

from __future__ import annotations

from rasid.governors import Chain
from rasid.guards.counterfactual import answered, fell_through
from rasid.guards.unreal import settled
from rasid.knowledge import Knowledge
from rasid.mentions import Sentence, Trigger
from rasid.phrases import Parse
from rasid.types import Status

_STATES = frozenset({"control.hold", "access.siege", "access.block"})
_CLAUSES = ("which", "and", "that")  # links from one verb to another
_SUBJECT = 5  # tokens of a subject between a negator, its auxiliary and the verb
_CLAUSE = 12  # tokens behind a verb within which an exception takes its negation back


def reached(sentence: Sentence, trigger: Trigger, type_: str, status: Status, knowledge: Knowledge) -> Status:
    """The status, with what a negation, a plan or a demand does not reach put right, and what would have been."""
    unreal = answered(sentence, trigger, knowledge)
    if unreal is not None:
        return unreal
    if status != "negated" and fell_through(sentence, trigger, knowledge):
        return "negated"
    if status == "negated" and _is_excepted(sentence, trigger, type_, knowledge):
        return "ongoing" if type_ in _STATES else "happened"
    if status == "negated" and _is_granted(sentence, trigger, type_, knowledge):
        return "ongoing" if type_ in _STATES else "happened"
    if status in ("negated", "planned", "demanded", "possible") and _is_whoever(sentence, trigger, knowledge):
        return "happened"
    return status


def _is_excepted(sentence: Sentence, trigger: Trigger, type_: str, knowledge: Knowledge) -> bool:
    """A negated verb, or the noun that it carries out, with an exception behind: they did not release BUT five of them.

    Of a verb of the present only a state is a fact: it holds nothing BUT two quarters.
    """
    parse = sentence.parse
    verb = trigger.first if trigger.form == "verb" else _carrier(sentence, trigger, knowledge)
    if verb < 0 or not parse.words[verb].verbs:
        return False
    negator = _negator(parse, verb)
    if negator < 0 or not (_is_past(parse, negator, verb, knowledge) or type_ in _STATES):
        return False
    behind = range(verb + 1, min(parse.last, verb + _CLAUSE))
    end = next((k for k in behind if parse.tag(k) in "vr"), behind.stop)
    return any(_is_exception(parse, k, knowledge) for k in range(verb + 1, end))


def _is_exception(parse: Parse, k: int, knowledge: Knowledge) -> bool:
    """But, except; not `but that` nor `unless`, which open a clause."""
    if parse.tokens[k].form not in knowledge.lexicon.words["exceptions"] or k + 1 >= parse.last:
        return False
    return parse.tag(k + 1) not in "svx" and parse.words[k + 1].core not in knowledge.lexicon.words["conditions"]


def _carrier(sentence: Sentence, trigger: Trigger, knowledge: Knowledge) -> int:
    """The verb whose object or subject the noun is, perhaps behind the exception: they signed nothing but THE TRUCE."""
    links = Chain(sentence, trigger, knowledge).links
    return links[0].at if links and links[0].how == "obj" and sentence.parse.tag(links[0].at) == "v" else -1


def _negator(parse: Parse, verb: int) -> int:
    """The negator of a verb: right before it, or before its auxiliary and subject; -1 for none."""
    for k in range(verb - 1, max(parse.first, verb - _SUBJECT) - 1, -1):
        if parse.tag(k) == "x":
            return k
        if parse.tag(k) not in "nuhv" or (parse.tag(k) == "v" and "auxiliary" not in parse.words[k].classes):
            return -1
    return -1


def _is_past(parse: Parse, negator: int, verb: int, knowledge: Knowledge) -> bool:
    """What is negated is past: did not; or not a verb of the past."""
    past = knowledge.lexicon.words["past_negators"]
    return parse.words[negator].core in past or not any(v.imperfect for v in parse.words[verb].verbs)


def _is_granted(sentence: Sentence, trigger: Trigger, type_: str, knowledge: Knowledge) -> bool:
    """A definite event under a negated verb that neither does nor brings it about: did not comment on, was not ended by.

    Of 110 definite nouns right under a negated verb coders deny 19, nearly all under verbs that carry it out (list `denies_with_it`).
    """
    parse = sentence.parse
    if trigger.form != "noun" or settled(sentence, trigger, type_, knowledge) is not None:
        return False
    links = Chain(sentence, trigger, knowledge).links
    verb = next((link.at for link in links if parse.tag(link.at) == "v" and not link.how.startswith(_CLAUSES)), -1)
    if verb < 0 or parse.tag(verb - 1) != "x" or not _is_definite(parse, trigger):
        return False
    lemmas, lists = {v.lemma for v in parse.words[verb].verbs}, knowledge.lexicon.words
    if "auxiliary" in parse.words[verb].classes:  # it was not the first; but no longer, and had not been, deny it
        return not lists["was"].isdisjoint((parse.words[verb].core, *lemmas)) and "f" not in parse.tags[trigger.last - parse.first :]
    return lemmas.isdisjoint(lists["denies_with_it"])


def _is_definite(parse: Parse, trigger: Trigger) -> bool:
    """By its article or pronoun, or by what it is of: the shelling OF Nyala."""
    words = [parse.words[k] for k in range(trigger.first, trigger.last)]
    return any(w.article or w.pronoun for w in words) or any(
        p.first == trigger.last and not p.prep and p.definite for p in parse.phrases
    )


def _is_whoever(sentence: Sentence, trigger: Trigger, knowledge: Knowledge) -> bool:
    """A verb of the past right behind `who` without an antecedent: we shall not forgive WHO shelled; no preposition governs a verb."""
    parse, k = sentence.parse, trigger.first - 1
    word = parse.words[trigger.first]
    past = trigger.form == "verb" and bool(word.verbs) and not word.reading.imperfect and not word.nouns
    return past and k > parse.first and parse.tokens[k].form in knowledge.lexicon.words["whoever"]
