"""A trigger in its sentence in, what stands around it out: its tense, quotations, the clause it stands in. Shared by the choices."""

from __future__ import annotations

from typing import Protocol

from rasid.knowledge import Knowledge
from rasid.mentions import Reading, Sentence, Trigger
from rasid.phrases import Parse
from rasid.speech import Speaker
from rasid.times import TimeMention
from rasid.types import Stance, Status


class Told(Protocol):
    """A claim coded before, as far as the claims behind it ask."""

    @property
    def sentence(self) -> Sentence: ...
    @property
    def trigger(self) -> Trigger: ...
    @property
    def type(self) -> str: ...
    @property
    def speaker(self) -> Speaker | None: ...
    @property
    def stance(self) -> Stance: ...
    @property
    def status(self) -> Status: ...
    @property
    def time(self) -> TimeMention | None: ...


def wall_before(parse: Parse, at: int, knowledge: Knowledge) -> int:
    """The last token before `at` that opens a clause told beside the one before it (while, although); -1 where there is none."""
    walls = knowledge.lexicon.words["meanwhile"] | knowledge.lexicon.words["although"]
    return next((k for k in range(at - 1, parse.first - 1, -1) if parse.tag(k) == "s" and parse.words[k].core in walls), -1)


def tense(reading: Reading, trigger: Trigger) -> str:
    """P perfect, I imperfect (Q, J passive) of a verb, + of the future, with a preposition that hangs on it; `-` for others."""
    word = reading.words[trigger.first]
    verb = word.verb(trigger.lemma)
    if verb is None or trigger.form != "verb":
        return "-"
    return verb.codes[0][0] + "+" * word.future + word.prep


def in_quote(reading: Reading, trigger: Trigger) -> bool:
    """The trigger stands between quotation marks."""
    at = reading.text.tokens[trigger.first].start
    return any(q.start <= at < q.end for q in reading.text.quotes)


def open_quote(reading: Reading, sentence: Sentence) -> bool:
    """A quotation of an earlier sentence goes on in this one."""
    start = reading.text.tokens[sentence.parse.first].start
    return any(q.start < start < q.end for q in reading.text.quotes)


def clause(parse: Parse, trigger: Trigger, low: int) -> str:
    """The nearest word that opens the trigger's clause, going back to token `low`: r relative, s subordinator, or nothing."""
    for k in range(trigger.first - 1, low - 1, -1):
        tag = parse.tag(k)
        if tag == "r":
            return "r"
        if tag == "s":
            return parse.words[k].core[:5]
    return "-"
