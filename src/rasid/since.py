"""The coded events of a report in, the same out, with the beginnings, the `now` and the days that none of them took.

`Since 13 March` tells how long a state has lasted. Where the choice of times gives it to no event of its sentence, it is the
likeliest's among those that make a state (a block, a siege, control), if it is at all likely. So is the date of an event since which a
state lasts: they hold the town since the army left it in 2012. What a clause right behind a date tells was done then: on Tuesday, WHICH
SAW the airport taken; since 25 October, WHEN the army dissolved the council.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise, takewhile

from rasid.coder import Coded
from rasid.knowledge import Knowledge
from rasid.mentions import Sentence
from rasid.times import Now, Since, TimeMention

_PRESENT = 0.2  # 9 of 11 claims of other coders and of the corpus's that are so dated by this alone; 13 of 19 without the limit
_LIKELY = 0.05  # cross-validated: F1 of `when` stays (.695 for .696), and no state loses its beginning


def with_beginnings(found: Sequence[Coded], knowledge: Knowledge) -> Sequence[Coded]:
    """Give each unused `since` of a sentence to the event there that it likeliest belongs to, each `now` to what goes on beside it."""
    for sentence in {id(c.sentence): c.sentence for c in found}.values():
        here = [c for c in found if c.sentence is sentence]
        for n, time in enumerate(sentence.times):
            if isinstance(time.expr, Now) and not any(c.time is time for c in here):
                _tell_now(here, time, str(n))
            elif (time.opens or time.wide is not None) and not any(c.time is time and _outside(c, time) for c in here):
                free = [c for c in here if c.time is None and knowledge.codebook[c.type].effect and (time.opens or _lasts(c, time))]
                best = max(free, key=lambda c: c.times.get(str(n), 0.0), default=None)
                if best is not None and best.times.get(str(n), 0.0) >= _LIKELY:
                    best.time = time
        _tell_during(here, knowledge)
        _tell_when(here, knowledge)
    return found


def _tell_when(here: Sequence[Coded], knowledge: Knowledge) -> None:
    """The first event of a clause that tells of the date before it has that date, with verbs joined to it; of `since` the day alone."""
    sentence = here[0].sentence
    for time in sentence.times:
        clause = _clause_of(sentence, time, knowledge)
        if clause is None:
            continue
        point = replace(time, expr=time.expr.start) if isinstance(time.expr, Since) else time
        events = [c for c in here if clause <= c.trigger.first]
        for event in [*events[:1], *takewhile(_is_joined_verb, events[1:])]:
            if _same_clause(event, clause) and event.status == "happened" and (event.time is None or event.time is time):
                event.time = point


def _is_joined_verb(event: Coded) -> bool:
    return event.trigger.form == "verb" and bool(event.sentence.parse.words[event.trigger.first].conj)


def _same_clause(event: Coded, clause: int) -> bool:
    """No other clause begins between the first word of this one and the event."""
    parse = event.sentence.parse
    return not set(parse.tags[clause + 1 - parse.first : event.trigger.first - parse.first]) & set("sr")


def _clause_of(sentence: Sentence, time: TimeMention, knowledge: Knowledge) -> int | None:
    """Where the clause begins that tells what was done at the time before it: WHO saw, WHEN the army took."""
    parse = sentence.parse
    k = time.last + (parse.tag(time.last) == "k")
    if time.last < parse.last and parse.tag(time.last) == "r" and not parse.words[time.last].conj:  # and which: of what was dated
        return time.last
    return k if k < parse.last and parse.tokens[k].form in knowledge.lexicon.words["at_that_time"] else None


def _tell_during(here: Sequence[Coded], knowledge: Knowledge) -> None:
    """Clashes DURING WHICH they took the town: what happened in a dated event has its date."""
    words = knowledge.lexicon.words["during_it"]
    for before, event in pairwise(here):
        parse, low, high = event.sentence.parse, before.trigger.last, event.trigger.first
        at = next((k for k in range(low, high) if parse.words[k].form in words), high)
        own_clause = at == high or set(parse.tags[at - parse.first : high - parse.first]) & set("rs")
        if not own_clause and event.time is None and event.status == "happened" and before.time is not None and not before.time.opens:
            event.time = before.time


def _tell_now(here: Sequence[Coded], time: TimeMention, option: str) -> None:
    """`Now` is of what goes on nearest to it in its clause, if the choice does not think it unlikely."""
    nearest = min(here, key=lambda c: _distance(c, time))
    low, high = sorted((nearest.trigger.first, time.first))
    between = nearest.sentence.parse.tags[low - nearest.sentence.parse.first : high - nearest.sentence.parse.first]
    walls = "rsk" if nearest.trigger.first < time.first else "rs"  # a comma behind an event ends its clause
    likely = nearest.times.get(option, 0.0) >= _PRESENT
    if likely and nearest.status == "ongoing" and nearest.time is None and not set(between) & set(walls):
        nearest.time = time


def _distance(coded: Coded, time: TimeMention) -> int:
    trigger = coded.trigger
    return time.first - trigger.last if trigger.last <= time.first else trigger.first - time.last


def _outside(coded: Coded, time: TimeMention) -> bool:
    """The event does not stand between `since` and the date: that one has the date alone."""
    return time.wide is None or not time.wide.first <= coded.trigger.first < time.first


def _lasts(coded: Coded, time: TimeMention) -> bool:
    """A state that is told before `since` (of 7 such claims of the corpus's coders that name the date, all have it as a beginning)."""
    return coded.status == "ongoing" and time.wide is not None and coded.trigger.first < time.wide.first
