"""An event in its sentence and a word of accusing in, whether the event is what somebody is accused of; shared by the guards that know
who accuses whom (accusation, accused).
"""

from __future__ import annotations

from typing import NamedTuple

from rasid.frames import can_act
from rasid.guards.standing import Standing
from rasid.knowledge import Knowledge
from rasid.knowledge.cues import CueHit
from rasid.mentions import Sentence, Trigger
from rasid.phrases import Parse, Phrase
from rasid.speech import Speaker
from rasid.types import Stance, Status


class Accusation(NamedTuple):
    """Who accuses, None where only the verb tells of him, who is accused, None where only a pronoun does, and whether of help only.

    `charged`: no verb of accusing says so, but what he is called (an officer accused of it). `rejected`: he who stands as the accuser
    rejects the accusation. `guilty`: he was found guilty of it, so that it is told as done by him.
    """

    accuser: Speaker | None
    accused: Phrase | None
    of_help: bool = False
    charged: bool = False
    rejected: bool = False
    guilty: bool = False

    @property
    def stance(self) -> Stance:
        """How the deed is told: what somebody is accused of helping with is reported, not laid on him."""
        return "denies" if self.rejected else "reports" if self.of_help or self.guilty else "accuses"

    def status(self, read: Status) -> Status:
        """Of the deed: a denial that stands before the accusation does not reach it (denied X, accusing Y of Z)."""
        if self.rejected:
            return "negated"
        return "happened" if read == "negated" and not self.of_help else read


class Charge(NamedTuple):
    """The token at which the charge begins, and whether it is one of help, silence or cover."""

    at: int
    of_help: bool


def charge_of(sentence: Sentence, trigger: Trigger, cue: CueHit, knowledge: Knowledge) -> Charge | None:
    """What somebody is accused of: the deed itself, a noun that carries it (carrying out, being behind) or help given to it."""
    standing, parse, words = Standing(sentence, trigger, knowledge), sentence.parse, knowledge.lexicon.words
    accused = {k for p in parse.phrases if p.prep in knowledge.prepositions["onto"] and can_act(p) for k in range(p.first, p.last)}
    first = next((k for k in range(cue.last, trigger.first + 1) if k not in accused and _opened(parse, k, cue)), -1)
    if first >= 0 and parse.words[trigger.first].prep and _opened(parse, trigger.first, cue):
        return Charge(trigger.first, False)
    if first == trigger.first:  # the preposition stands alone: it may hang on any noun before, but not on him who is blamed
        return Charge(first, False) if first - 2 in accused else None
    if first >= 0 and _made_use(standing, first, trigger, words["uses"]):
        return Charge(first, False)
    row = range(standing.start, trigger.first)
    if not row or first != row.start:
        row = _hung(standing, cue)
    if not row or first != row.start:
        return None
    if any(standing.is_noun(k, words["helps"]) for k in row):
        return Charge(first, True)
    carries = words["carriers"] | words["involvement"]
    return Charge(first, False) if all(standing.is_noun(k, carries) for k in row) else None


def _made_use(standing: Standing, first: int, trigger: Trigger, uses: frozenset[str]) -> bool:
    """A noun of using opens the charge, and what is used stands between it and the deed: using CIVILIANS as shields."""
    between = range(first + 1, trigger.first)
    bare = all(standing.parse.tag(k) == "n" and not standing.parse.words[k].prep for k in between)
    return bool(between) and bare and standing.is_noun(first, uses)


def _hung(standing: Standing, cue: CueHit) -> range:
    """The noun that the event hangs on by a preposition of its own: being BEHIND the attack, taking part IN it."""
    parse, k = standing.parse, standing.prep(standing.start, frozenset())[1]
    while k > parse.first and (parse.tag(k) == "p" or (not _opened(parse, k, cue) and _is_attribute(parse, k))):
        k -= 1
    governed = parse.words[standing.start].prep or parse.tag(standing.start - 1) == "p"
    return range(standing.row(k), k + 1) if governed and k >= parse.first and parse.tag(k) == "n" else range(0)


def _is_attribute(parse: Parse, k: int) -> bool:
    """Of two nouns with an article the second describes the first: the responsibility, THE FULL one."""
    word, before = parse.words[k], parse.words[k - 1]
    return parse.tag(k) == parse.tag(k - 1) == "n" and word.article and before.article and not (word.prep or word.conj)


def _opened(parse: Parse, k: int, cue: CueHit) -> bool:
    """Token k opens the content of the accusing word: behind one of its prepositions, or as one of its nouns (the responsibility)."""
    prep = parse.preposition(k)
    return parse.tag(k) in "nx" and (f"prep:{prep}" in cue.cue.opens if prep else parse.tokens[k].form in cue.cue.opens)


def able_party(phrase: Phrase) -> bool:
    """Somebody who can accuse and be accused: a town or country, too, stands for those who rule it."""
    return bool(phrase.names) or can_act(phrase)


def speaks(phrase: Phrase, sentence: Sentence, cue: CueHit) -> Speaker:
    return Speaker(phrase.start, phrase.end, phrase.first, phrase.last, sentence.i, cue, phrase, "before")
