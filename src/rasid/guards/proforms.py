"""A reporting verb of a sentence in, whether its object is only a word for what was told before: that, the matter, these reports."""

from __future__ import annotations

from collections.abc import Sequence

from rasid.knowledge import Knowledge
from rasid.knowledge.cues import CueHit
from rasid.mentions import Sentence, Trigger
from rasid.phrases import Parse

DENYING = "word.deny"
OBJECT = 7  # tokens between the verb of an answer and the word for the event


def only_denies(sentence: Sentence, trigger: Trigger, knowledge: Knowledge) -> bool:
    """The word of denial is the event itself: who denied THAT has denied something, whatever it was.

    Of five such words in train coders take one for the event; by the others somebody denies an event that another sentence tells. Of 12
    that answer what is no event of the codebook (.., WHICH X DENIED) they take 11 for one.
    """
    hit = next((h for h in sentence.speech if h.first == trigger.first and h.form == "verb" and h.cue.value == "denies"), None)
    if hit is None:
        return False
    if answer_row(sentence.parse, hit.first - 1, knowledge) >= 0:
        return True
    return sentence.parse.tag(hit.first - 1) not in ("x", "r") and stands_for_event(sentence, hit, knowledge)


def answer_row(parse: Parse, k: int, knowledge: Knowledge) -> int:
    """Where the words begin that open an answer (which, a charge that) and end with token k; -1 for none."""
    for row in (r.split() for r in knowledge.lexicon.words["answers"]):
        first = k - len(row) + 1
        if first > parse.first and stands(parse, first, row):
            return first
    return -1


def stands_for_event(sentence: Sentence, hit: CueHit, knowledge: Knowledge) -> bool:
    """The object is a word for the event (that, the matter, these reports), and no content follows it."""
    parse, words = sentence.parse, knowledge.lexicon.words["pro_events"]
    rows = sorted([w.split() for w in words], key=len, reverse=True)
    for k in range(hit.last, min(parse.last, hit.last + OBJECT)):
        if parse.tag(k) in "vsr":
            return False
        row = next((r for r in rows if stands(parse, k, r)), None)
        if row is not None:
            inside = parse.phrase_of.get(k)  # the opposite OF that is something else
            of_another = inside is not None and inside == parse.phrase_of.get(k - 1) and k > hit.last
            return not of_another and not _goes_on(sentence, k + len(row))
    return False


def _goes_on(sentence: Sentence, k: int) -> bool:
    """Behind the word for the event a clause or an event follows: its content is told here (denied the reports of a raid)."""
    parse = sentence.parse
    end = min(parse.last, k + OBJECT)
    end = next((j for j in range(k, end) if parse.tag(j) in "kc" or is_joined_verb(parse, j)), end)
    events = any(k <= t.first < end and not all(r.weak for r in t.rules) for t in sentence.triggers)
    return events or (k < parse.last and parse.tag(k) in "sr")


def is_joined_verb(parse: Parse, k: int) -> bool:
    """A verb with `and` written to it: a new clause, in which somebody may say the contrary (denied that AND CONFIRMED that)."""
    return parse.tag(k) == "v" and bool(parse.words[k].conj)


def stands(parse: Parse, first: int, row: Sequence[str]) -> bool:
    """The words of `row` stand at a token, the first of them perhaps behind a conjunction."""
    if first + len(row) > parse.last:
        return False
    head, *rest = [parse.tokens[k].form for k in range(first, first + len(row))]
    return row[0] in (head, head[len(parse.words[first].conj) :]) and tuple(rest) == tuple(row[1:])
