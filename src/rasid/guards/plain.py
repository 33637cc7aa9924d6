"""A sentence in, the words of it whose company leaves no choice of what they tell out (ar/senses.yaml).

To LIFT the SANCTIONS is no sanction, the TALKS that FAILED are one event, who DISPERSES the PROTESTERS cracks down on them. A guard,
not a choice: words and company are data, here is only where the company stands - behind the word in its own clause, or as its subject
before it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set

from rasid.knowledge import Knowledge
from rasid.knowledge.senses import NO_EVENT, Row, Rows, Sense
from rasid.mentions import Plain, Sentence, Trigger
from rasid.morphology import VerbReading, Word
from rasid.phrases import Parse
from rasid.scopes import is_masdar

_REACH = {"verb": 9, "noun": 6}  # tokens behind a word within which its company stands: room for its subject
_AHEAD = 8  # tokens of a subject before its verb
_WALLS = "vrs"  # tags of what opens another clause
_LONGEST = 4  # words of a row
_CLAUSE = "vr"  # where the company may stand in a clause of its own: said OF IT THAT it is false
_MARKS = "\u060c,\u061b;:.\u061f?!"  # not the stroke of a double name of a month


def plain_type(sentence: Sentence, trigger: Trigger, knowledge: Knowledge) -> str:
    """The type that the trigger's company settles, NO_EVENT, or "" where it settles nothing."""
    found = plain_of(sentence, knowledge)
    type_ = found.types.get(trigger.first, "")
    if type_ != NO_EVENT and trigger.form != "verb" and _is_purpose(sentence, trigger.first, knowledge):
        return ""
    return type_ if type_ == NO_EVENT or any(rule.type == type_ for rule in trigger.rules) else ""


def _is_purpose(sentence: Sentence, k: int, knowledge: Knowledge) -> bool:
    """What something else is done for (used tear gas TO DISPERSE the protesters), not what somebody met with (was subjected TO)."""
    parse = sentence.parse
    if parse.words[k].prep != knowledge.morphology.clitics.purpose:
        return False
    verb = next((j for j in range(k - 1, parse.first - 1, -1) if parse.tag(j) == "v"), -1)
    return verb < 0 or knowledge.lexicon.words["undergoes"].isdisjoint(v.lemma for v in parse.words[verb].verbs)


def is_taken(sentence: Sentence, trigger: Trigger, type_: str, knowledge: Knowledge) -> bool:
    """The word is the company of another that tells the event: the TALKS that failed, the SANCTIONS that were lifted."""
    return type_ in plain_of(sentence, knowledge).taken.get(trigger.first, ())


def plain_of(sentence: Sentence, knowledge: Knowledge) -> Plain:
    """All that is settled in the sentence, found once."""
    if sentence.plain is None:
        sentence.plain = Plain()
        for k in range(sentence.parse.first, sentence.parse.last):
            for sense, near in _senses_at(sentence, k, knowledge):
                sentence.plain.types[k] = sense.type
                for j in near:
                    sentence.plain.taken[j] = (*sentence.plain.taken.get(j, ()), *sense.takes)
    return sentence.plain


def _senses_at(sentence: Sentence, k: int, knowledge: Knowledge) -> Iterator[tuple[Sense, Sequence[int]]]:
    """The senses that token k has, each with the tokens of its company."""
    parse, senses = sentence.parse, knowledge.senses
    word, tag = parse.words[k], parse.tag(k)
    if tag == "v":
        for verb in word.verbs:
            for sense in senses.verbs.get(verb.lemma, ()):
                if _is_read(verb, sense):
                    yield from _met(sentence, k, sense, "verb", knowledge)
    if tag == "n" or is_masdar(parse, k) or (tag in "vf" and word.nouns and not word.verbs):
        for noun in word.nouns:
            for sense in senses.nouns.get(noun, ()):
                yield from _met(sentence, k, sense, "noun", knowledge)


def _is_read(verb: VerbReading, sense: Sense) -> bool:
    """A report seldom says we: what may also be `we dismiss` is `was moved`."""
    return not verb.first_person and not (sense.past and verb.imperfect)


def _met(sentence: Sentence, k: int, sense: Sense, form: str, knowledge: Knowledge) -> Iterator[tuple[Sense, Sequence[int]]]:
    parse = sentence.parse
    if sense.indefinite and (parse.words[k].article or parse.words[k].pronoun):
        return
    if sense.negated and parse.words[k - 1].core not in knowledge.lexicon.words["past_negators"]:
        return
    if sense.opens and (parse.words[k].article or parse.words[k].pronoun or parse.preposition(k)):
        return
    if (sense.under or sense.below or sense.over) and not (_is_under(sentence, k, sense) or _is_over(sentence, k, sense)):
        return
    where = list(_behind(sentence, k, form, sense, knowledge.lexicon.words["called"]))
    ahead = list(_before(sentence, k, sense)) if sense.ahead or sense.also or sense.subject else []
    end = max(where, default=k) + 1  # a particle may void it that opens the next clause: protested THAT
    voids = (*where, end, *(ahead if sense.ahead else ()))
    if any(_any_at(sentence, j, sense.unless) for j in voids):
        return
    first, last = _room(sentence.parse, k, form, sense)
    near = [j for j in where if first <= j < last and _any_at(sentence, j, sense.near) and _governed(sentence, j, sense)]
    if sense.ahead or sense.subject:
        several = form == "verb" and all(
            v.plural for v in sentence.parse.words[k].verbs
        )  # the court sentenced SEVEN (who were convicted)
        found = (j for j in ahead if _any_at(sentence, j, sense.near) and not sentence.parse.preposition(j))
        near += [j for j in found if not (sense.subject and several) or knowledge.is_sound_plural(sentence.parse.words[j])]
    also = not sense.also or any(_any_at(sentence, j, sense.also) for j in (*where, *ahead))
    if also and (near or not sense.near):
        yield sense, [*where, *ahead] if sense.takes else []


def _room(parse: Parse, k: int, form: str, sense: Sense) -> tuple[int, int]:
    """The tokens behind word k among which its company may stand: right behind a verb its subject, unless that stands before it."""
    first, subject = k + 1, k + 1
    if form != "verb" or not (sense.object or sense.subject):
        return first, parse.last
    while subject + 1 < parse.last and (parse.tag(subject) == "u" or "quantifier" in parse.words[subject].classes):
        subject += 1
    led = any(p.last == k and not p.prep for p in parse.phrases)
    if sense.object:
        return (first if led else subject + 1), parse.last
    return first, subject + 1


def _is_under(sentence: Sentence, k: int, sense: Sense) -> bool:
    """The word stands behind one of these verbs, or its masdar, in one clause: carried out the SENTENCE."""
    parse = sentence.parse
    for j in range(k - 1, max(parse.first, k - _AHEAD) - 1, -1):
        word = parse.words[j]
        if parse.tag(j) == "v" and any(v.lemma in sense.under and _is_read(v, sense) for v in word.verbs):
            return True
        if parse.tag(j) == "n" and not sense.below.isdisjoint(word.nouns):
            return True
        if parse.tag(j) in (_CLAUSE if sense.clause else _WALLS) or _ends(parse, j):
            return False
    return False


def _is_over(sentence: Sentence, k: int, sense: Sense) -> bool:
    """One of these verbs stands behind the word in its clause, or opens one about it: the drones (THAT) STRUCK."""
    parse = sentence.parse
    for j in range(k + 1, min(parse.last, k + 1 + _REACH["verb"])):
        if (parse.tag(j) in "rs" and j > k + 1) or _ends(parse, j) or (parse.tag(j) == "v" and parse.words[j].conj):
            return False
        if parse.tag(j) == "v" and any(v.lemma in sense.over and _is_read(v, sense) for v in parse.words[j].verbs):
            return True
    return False


def _behind(sentence: Sentence, k: int, form: str, sense: Sense, called: Set[str]) -> Iterator[int]:
    """The tokens behind a word in its own clause, up to the next event that is joined to it (lifted these and IMPOSED those).

    Words that give a name (a man CALLED X) open no clause.
    """
    parse, events = sentence.parse, {t.first for t in sentence.triggers}
    for j in range(k + 1, min(parse.last, k + 1 + _REACH[form])):
        if (parse.tag(j) in (_CLAUSE if sense.clause else _WALLS) and parse.words[j].core not in called) or _ends(parse, j):
            return
        joined = bool(parse.words[j].conj) or parse.tag(j - 1) == "c"
        if joined and (j in events or is_masdar(parse, j)) and not _any_at(sentence, j, sense.near):
            return
        yield j


def _ends(parse: Parse, j: int) -> bool:
    initial = j > parse.first and parse.tokens[j].form == "." and len(parse.tokens[j - 1].form) == 1  # of a name cut short
    return parse.tag(j) == "k" and parse.tokens[j].form in _MARKS and not initial


def _before(sentence: Sentence, k: int, sense: Sense) -> Iterator[int]:
    """The tokens before a verb that may be its subject, in one clause with it."""
    parse = sentence.parse
    for j in range(k - 1, max(parse.first, k - _AHEAD) - 1, -1):
        walled = parse.tag(j) in (_CLAUSE if sense.clause else _WALLS) and not (sense.subject and _tells_of_near(sentence, j, sense))
        if walled or _ends(parse, j):
            return
        yield j


def _tells_of_near(sentence: Sentence, j: int, sense: Sense) -> bool:
    """Token j is a verb that only says more of the company right before it: drones THAT TOOK OFF in the north struck."""
    parse = sentence.parse
    own = parse.tag(j) == "v" and not parse.words[j].conj
    starts = range(max(parse.first, j - _LONGEST), j)
    return own and any(k + len(row) == j for k in starts for row in _rows_at(sentence, k, sense.near))


def _any_at(sentence: Sentence, at: int, rows: Rows) -> bool:
    """One of the rows of words stands at token `at`."""
    return next(_rows_at(sentence, at, rows), None) is not None


def _rows_at(sentence: Sentence, at: int, rows: Rows) -> Iterator[Row]:
    """The rows that stand at token `at`; each word as written, without its clitics, or by its lemma."""
    words, last = sentence.parse.words, sentence.parse.last
    if at >= last:
        return
    for first in _spellings(words[at]):
        for row in rows.get(first, ()):
            if at + len(row) <= last and all(row[n] in _spellings(words[at + n]) for n in range(1, len(row))):
                yield row


def _spellings(word: Word) -> tuple[str, ...]:
    return (word.core, word.unjoined, *word.nouns)


def _governed(sentence: Sentence, at: int, sense: Sense) -> bool:
    return not sense.preps or sentence.parse.preposition(at) in sense.preps
