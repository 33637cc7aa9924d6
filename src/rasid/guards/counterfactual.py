"""An event in the answer of an unreal condition in, its status out: had they not stepped in, the crowd WOULD HAVE stormed it.

What would have been was not; what would not have been was; what was to be BUT WAS NOT was not. Guards, not choices.
"""

from __future__ import annotations

from rasid.governors import Chain
from rasid.knowledge import Knowledge
from rasid.mentions import Sentence, Trigger
from rasid.types import Status

_REACH = 14  # tokens between a condition and the verb of its answer, or between that and a condition behind it


def answered(sentence: Sentence, trigger: Trigger, knowledge: Knowledge) -> Status | None:
    """negated behind `if not for` and `had they not`, happened where that answer is negated, possible behind a mere `if`."""
    parse, lists = sentence.parse, knowledge.lexicon.words
    if lists["but_for"].isdisjoint(sentence.content) and lists["if_only"].isdisjoint(sentence.content):
        return None
    verb = _verb(sentence, trigger, knowledge)
    if verb < 0:
        return None
    if _is_kept_from(sentence, verb, knowledge):
        return "negated"
    answer = _answer(sentence, verb, knowledge)
    opener = _opener(sentence, answer, knowledge) if answer >= 0 else -1
    if opener < 0:
        return None
    if parse.words[answer].core in lists["would_not"] or parse.tokens[answer].form in lists["would_not"]:
        return "happened"
    unreal = parse.tokens[answer].form in lists["would_have"] or parse.tag(opener + 1) == "x"
    return "negated" if unreal or sentence.parse.words[opener].unjoined in lists["but_for"] else "possible"


def _verb(sentence: Sentence, trigger: Trigger, knowledge: Knowledge) -> int:
    """The event's verb, or the verb that a noun is subject or object of; -1 for none."""
    if trigger.form == "verb":
        return trigger.first
    links = Chain(sentence, trigger, knowledge).links
    return links[0].at if links and links[0].how == "obj" and sentence.parse.tag(links[0].at) == "v" else -1


def _answer(sentence: Sentence, verb: int, knowledge: Knowledge) -> int:
    """The token that opens the answer: the verb itself with its letter, or `would have`, `would not` before it; -1 for none."""
    parse, lists = sentence.parse, knowledge.lexicon.words
    word = parse.words[verb]
    if word.prep and word.verbs and not any(v.imperfect for v in word.verbs):
        return verb
    for k in range(verb - 1, max(parse.first, verb - _REACH) - 1, -1):
        if parse.tokens[k].form in lists["would_have"] | lists["would_not"]:
            return k
        if parse.tag(k) in "srk":
            return -1
    return -1


def _opener(sentence: Sentence, answer: int, knowledge: Knowledge) -> int:
    """The condition before the answer; -1 for none."""
    wanted = knowledge.lexicon.words["but_for"] | knowledge.lexicon.words["if_only"]
    first = max(sentence.parse.first, answer - _REACH)
    return next((k for k in range(answer - 1, first - 1, -1) if sentence.parse.words[k].unjoined in wanted), -1)


def _is_kept_from(sentence: Sentence, verb: int, knowledge: Knowledge) -> bool:
    """The condition stands behind: the army was about to storm it, IF NOT FOR; a verb of the future with `was` before it."""
    parse, lists = sentence.parse, knowledge.lexicon.words
    before = range(max(parse.first, verb - _REACH // 2), verb)
    if not parse.words[verb].future or not any(parse.words[k].core in lists["was"] for k in before):
        return False
    return any(sentence.parse.words[k].unjoined in lists["but_for"] for k in range(verb + 1, min(parse.last, verb + _REACH)))


def fell_through(sentence: Sentence, trigger: Trigger, knowledge: Knowledge) -> bool:
    """What was to happen and, the sentence goes on, did not: the convoy WAS TO arrive, BUT it did NOT arrive, do so, or was put off."""
    parse, lists, at = sentence.parse, knowledge.lexicon.words, trigger.first
    before = range(max(parse.first, at - _REACH), at)
    to_be = [k for k in before if parse.words[k].core in lists["complementizers"]]
    if trigger.form != "verb" or not to_be or not any(parse.words[k].core in lists["was"] for k in range(before.start, to_be[-1])):
        return False
    if any(parse.tag(k) == "v" and "auxiliary" not in parse.words[k].classes for k in range(to_be[-1] + 1, at)):
        return False
    wall = next((k for k in range(trigger.last, parse.last) if sentence.parse.words[k].unjoined in lists["although"]), -1)
    return wall >= 0 and any(_undoes(sentence, trigger, k, knowledge) for k in range(wall + 1, min(parse.last, wall + _REACH // 2)))


def _undoes(sentence: Sentence, trigger: Trigger, k: int, knowledge: Knowledge) -> bool:
    """The verb at token k says that it was not so: did not do so, did not arrive, stayed, was put off."""
    parse, lists = sentence.parse, knowledge.lexicon.words
    lemmas = {v.lemma for v in parse.words[k].verbs} if parse.tag(k) == "v" else set()
    if parse.words[k - 1].core in lists["past_negators"]:
        return trigger.lemma in lemmas or not lemmas.isdisjoint(lists["does_so"])
    return not lemmas.isdisjoint(lists["comes_to_nothing"])
