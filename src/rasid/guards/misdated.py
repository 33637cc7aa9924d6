"""A coded event and a time of its sentence in, whether the words between them give the time to something else out.

Guards on the choice of times, all of them counted on the coded reports: the date of a report is not that of what it tells (2 of 217
such events bear it), nor the date of an answer that of what it answers (1 of 40), nor `the first since 2016` an event's beginning.
"""

from __future__ import annotations

from rasid.guards.relatives import compared, description
from rasid.knowledge import Knowledge
from rasid.mentions import Sentence, Trigger
from rasid.speech import Speaker
from rasid.times import Last, Since, TimeMention, is_day

_LEAD = 2  # tokens between a time and the reporting word that it stands before: a comma, a particle
_ASIDE = 4  # tokens before an event within which a word sets it aside
_RELATIVE = 2  # tokens between a relative pronoun and the event of its clause: a verb and its preposition
_CLAUSE = 12  # and between that pronoun and the date of its clause
_COMPARED = 6  # tokens before a beginning within which it is told of what it is the first
_SPOKEN = frozenset({"talks.agree"})  # to tell of it is to do it, as with all of word.*


def of_another(
    sentence: Sentence, trigger: Trigger, type_: str, speaker: Speaker | None, time: TimeMention, knowledge: Knowledge
) -> bool:
    """Can this time not be the event's own?"""
    spoken = type_ in _SPOKEN or type_.startswith("word.")
    return (
        _compares(sentence, time, knowledge)
        or (not spoken and (_announces(sentence, trigger, time, knowledge) or _of_source(sentence, trigger, speaker, time)))
        or _set_aside(sentence, trigger, time, knowledge)
        or _in_clause_of_another_time(sentence, trigger, time, knowledge)
        or _in_next_clause(sentence, trigger, time, knowledge)
        or _in_relative(sentence, trigger, time)
        or _of_relative(sentence, trigger, time)
        or compared(sentence, trigger, time.first, knowledge)
        or _of_description(sentence, trigger, time)
        or _of_charge(sentence, trigger, time, knowledge)
        or _of_the_like(sentence, trigger, time, knowledge)
    )


def _compares(sentence: Sentence, time: TimeMention, knowledge: Knowledge) -> bool:
    """The fiercest SINCE 2016, the second of its kind WITHIN a month, for the third time IN TWO WEEKS: what lies in that time are the
    events it is compared with.
    """
    parse, lists = sentence.parse, knowledge.lexicon.words
    words = lists["of_its_kind"] | (lists["foremost"] if isinstance(time.expr, Since) else frozenset())
    if not isinstance(time.expr, Since | Last):
        return False
    bare = isinstance(time.expr, Last) and time.expr.ahead is None
    for k in range(time.first - 1, max(parse.first, time.first - _COMPARED) - 1, -1):
        if parse.tag(k) in "vsrkt":
            return False
        if parse.words[k].form in words or (bare and parse.words[k].core in lists["how_often"]):
            return True
    return False


def _announces(sentence: Sentence, trigger: Trigger, time: TimeMention, knowledge: Knowledge) -> bool:
    """The army said on Friday THAT its forces took the town; on Friday the army said that they took it."""
    parse, that = sentence.parse, knowledge.lexicon.words["complementizers"]
    for hit in sentence.speech:
        if hit.form != "verb" or not hit.first < trigger.first:
            continue
        if hit.last <= time.first:
            behind = time.last + (parse.tag(time.last) == "k")
            if parse.tokens[min(behind, parse.last - 1)].form in that and behind < trigger.first:
                # a stretch may be that of an event named between: in its statement on the operation of the last five days
                return is_day(time.expr) or not any(hit.last <= t.first < time.first for t in sentence.triggers)
        elif 0 <= hit.first - time.last <= _LEAD and parse.tokens[time.last].form != ":":  # the line of a chronology
            return any(parse.tokens[k].form in that for k in range(hit.last, trigger.first))
    return False


def _of_source(sentence: Sentence, trigger: Trigger, speaker: Speaker | None, time: TimeMention) -> bool:
    """The army shelled the town, according to what a reporter said ON WEDNESDAY."""
    cue = speaker.cue if speaker is not None else None
    if cue is None or cue.form != "phrase" or not trigger.first < cue.first < time.first:
        return False
    return all(sentence.parse.tag(k) not in "sr" for k in range(cue.last, time.first))


def _set_aside(sentence: Sentence, trigger: Trigger, time: TimeMention, knowledge: Knowledge) -> bool:
    """They struck the base on Monday IN RESPONSE TO the shelling of the town."""
    parse = sentence.parse
    for k in range(trigger.first - 1, max(time.last, trigger.first - _ASIDE) - 1, -1):
        if parse.tag(k) in "vsrkt" or parse.words[k + 1].conj:
            return False
        if parse.words[k].form in knowledge.lexicon.words["asides"]:
            return True
    return False


def _in_clause_of_another_time(sentence: Sentence, trigger: Trigger, time: TimeMention, knowledge: Knowledge) -> bool:
    """The talks stopped on Saturday AFTER they had refused: what a clause of before or after tells has its own time (0 of 55)."""
    parse, lists = sentence.parse, knowledge.lexicon.words
    for k in range(time.last, trigger.first):
        form, behind = parse.words[k].form, parse.words[k + 1].form
        if form in lists["clauses_of_time"] or (form in lists["before_or_after"] and behind in lists["complementizers"]):
            return True
    return False


def _in_next_clause(sentence: Sentence, trigger: Trigger, time: TimeMention, knowledge: Knowledge) -> bool:
    """They bombed the town, AS they had shelled the airport last year: the date is of the clause that it stands in (1 of 51)."""
    parse, walls = sentence.parse, knowledge.lexicon.words["next_clauses"]
    for k in range(trigger.last, time.first):
        if parse.tag(k) == "s" and parse.words[k].form in walls:
            return any(parse.tag(j) == "v" and parse.words[j].verbs for j in range(k + 1, time.first))
    return False


def _in_relative(sentence: Sentence, trigger: Trigger, time: TimeMention) -> bool:
    """They met on Friday the men WHO had besieged the town: the date before a relative clause is not of its event (2 of 94)."""
    parse = sentence.parse
    for k in range(trigger.first - 1, max(time.last, trigger.first - 1 - _RELATIVE) - 1, -1):
        if parse.tag(k) == "r" and k > time.last:  # right behind the date it tells of what is dated: the revolution of 1979 that
            return trigger.form == "verb" or any(parse.tag(j) == "v" for j in range(k + 1, trigger.first))
    return False


def _of_relative(sentence: Sentence, trigger: Trigger, time: TimeMention) -> bool:
    """At the base WHICH they took back on Monday clashes broke out: the date is that of the relative clause (3 of 4)."""
    parse, events = sentence.parse, sentence.triggers
    main = next((k for k in range(time.last, trigger.first + 1) if parse.tag(k) == "v" and parse.words[k].verbs), None)
    if main is None or parse.words[main].conj or any(parse.tag(k) in "sr" for k in range(time.last, main)):
        return False
    for k in range(time.first - 1, max(parse.first, time.first - _CLAUSE) - 1, -1):
        if parse.tag(k) == "k":
            return False
        if parse.tag(k) == "r":
            held = parse.phrase_of.get(k - 1)
            antecedent = parse.phrase(held) if held is not None else None
            dated = antecedent is not None and any(antecedent.first <= t.first < antecedent.last for t in events)
            return not dated and any(k < t.first < time.first and t.form == "verb" for t in events)
    return False


def _of_description(sentence: Sentence, trigger: Trigger, time: TimeMention) -> bool:
    """They freed the men WHOM they had arrested IN APRIL, struck a camp IT BUILT in March: the date of what is told of a noun.

    Coders give a verb such a date behind a relative pronoun in 11 of 231 claims, behind an indefinite noun in 4 of 23.
    """
    behind = trigger.form == "verb" and trigger.last <= time.first
    return behind and description(sentence, trigger, time.first) is not None


def _of_charge(sentence: Sentence, trigger: Trigger, time: TimeMention, knowledge: Knowledge) -> bool:
    """They arrested a man CHARGED WITH killing a trader in January: the date of the deed, not of the arrest (0 of 4)."""
    parse, charges = sentence.parse, knowledge.lexicon.words["charges"]
    if trigger.form != "verb":
        return False
    for k in range(time.first - 1, max(trigger.last, time.first - _CLAUSE) - 1, -1):
        if parse.tag(k) in "vsrk":
            return False
        if parse.words[k].core in charges:
            return any(k < t.first < time.first and t.form == "noun" for t in sentence.triggers)
    return False


def _of_the_like(sentence: Sentence, trigger: Trigger, time: TimeMention, knowledge: Knowledge) -> bool:
    """The abduction of two, IN ADDITION TO the abduction of a third last month: the same word again has its own date."""
    parse, besides = sentence.parse, knowledge.lexicon.words["in_addition"]
    opened = next((k for k in range(trigger.last, time.first) if parse.words[k].form in besides), None)
    return opened is not None and any(opened < t.first < time.first and t.lemma == trigger.lemma for t in sentence.triggers)
