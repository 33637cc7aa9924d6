"""A verb's event and a token behind it in; the description of somebody or something that the token stands in out: THE MEN WHOM ...

What a finite verb tells of a noun, behind a relative pronoun or right behind an indefinite noun that it resumes, has its own time and
place. Only events told by verbs are asked about: behind a noun the clause is as often the event's own (the strikes that began on).
"""

from __future__ import annotations

from dataclasses import dataclass

from rasid.knowledge import Knowledge
from rasid.mentions import Sentence, Trigger
from rasid.phrases import Parse, Phrase

_REACH = 12  # tokens from the opening of a description to what is asked about
_WALLS = frozenset("sk")


@dataclass(frozen=True, slots=True)
class Description:
    """Whom or what it is about, its first verb, and whether that bears a pronoun."""

    of: Phrase
    verb: int
    resumes: bool


def description(sentence: Sentence, trigger: Trigger, at: int) -> Description | None:
    """The description behind the trigger that token `at` stands in; none of an event, and none that is told in the present."""
    parse = sentence.parse
    for k in range(at - 1, max(trigger.last, at - _REACH) - 1, -1):
        if _parts(parse, k):
            return None
        first = _opened(parse, k, trigger)
        if first >= 0:
            return _described(sentence, trigger, first, k)
    return None


def compared(sentence: Sentence, trigger: Trigger, at: int, knowledge: Knowledge) -> bool:
    """Token `at` stands in what the event is only likened to: they fear clashes such as THOSE THAT killed four in X a year ago."""
    parse, those = sentence.parse, knowledge.lexicon.words["demonstratives"]
    for k in range(at - 1, max(trigger.last, at - _REACH), -1):
        if parse.tag(k) in _WALLS:
            return False
        if parse.tag(k) == "r" and parse.words[k - 1].core in those:
            return True
    return False


def _parts(parse: Parse, k: int) -> bool:
    """A wall, a mark, or a verb that is joined to another: what follows goes on with the sentence."""
    return parse.tag(k) in _WALLS or (parse.tag(k) == "v" and bool(parse.words[k].conj))


def _opened(parse: Parse, k: int, trigger: Trigger) -> int:
    """Where the description begins that token k opens, or whose verb it is; -1 where it does neither."""
    if parse.tag(k) == "r":
        return k
    if parse.tag(k) != "v" or not parse.words[k].verbs:
        return -1
    first = k
    while first - 1 > trigger.last and parse.tag(first - 1) in "vf":
        first -= 1
    behind = parse.phrase_of.get(first - 1)
    return first if behind is not None and parse.phrases[behind].last == first else -1


def _described(sentence: Sentence, trigger: Trigger, first: int, k: int) -> Description | None:
    parse = sentence.parse
    bare = parse.tag(first) != "r"
    behind = first - (parse.tag(first - 1) == "k")
    of = next((p for p in parse.phrases if trigger.last <= p.first and p.last == behind), None)
    verb = next((j for j in range(first, parse.last) if parse.tag(j) == "v" and parse.words[j].verbs), -1)
    if of is None or verb < 0 or any(_told(parse, j) for j in range(trigger.last, behind)):
        return None
    was = "auxiliary" in parse.words[verb].classes
    resumes = any(parse.words[j].pronoun for j in range(verb, max(k, verb) + 1) if parse.tag(j) == "v")
    if parse.words[verb].reading.imperfect or (bare and (of.definite or not (was or resumes))):
        return None
    dated = any(of.first <= t.first < of.last for t in sentence.triggers)
    return None if dated else Description(of, verb, resumes)


def _told(parse: Parse, k: int) -> bool:
    """Another clause stands between."""
    return parse.tag(k) == "s" or (parse.tag(k) == "v" and bool(parse.words[k].conj))
