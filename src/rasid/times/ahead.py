"""A time in its sentence in; whether the future governs it out: will meet on Sunday, due on Sunday, put off to Sunday.

Only the words near it are asked, the nearest first, so that a verb that reports or a clause of its own between them decides against.
"""

from __future__ import annotations

from rasid.times.expr import Ahead, Anaphor, Date, Expr, Part, Until, leans
from rasid.times.grammar import Grammar
from rasid.times.reader import COMMAS

_REACH = 9  # tokens to the left within which a word of the future is looked for
_SHORTEST = 4  # letters of a verb with its prefix
_AUXILIARY = 4  # tokens before a word within which an auxiliary takes it back into the past
_JOINT = 2  # and within which a conjunction does
_QUOTES = frozenset("\"'\u00ab\u00bb\u201c\u201d")


def lies_ahead(grammar: Grammar, expr: Expr, first: int, last: int) -> Ahead:
    """Does the future govern the time of these tokens?"""
    if not _may_turn(grammar, expr, first):
        return ""
    behind = grammar.form(last) in grammar.words.sets["future.behind"]
    if behind or _leads(grammar, first, last) or _governed(grammar, expr, first):
        return "sure"
    return "close" if _closes(grammar, expr, first) else ""


def _may_turn(grammar: Grammar, expr: Expr, first: int) -> bool:
    """Not what has begun, nor what is counted from another event: only `in two days` is then counted from publication."""
    if grammar.forms[first] in grammar.words.sets["future.never"]:
        return False
    counted = isinstance(expr, Anaphor) and bool(expr.amount) and not expr.event
    return not leans(expr) or (counted and any(lex.cat == "after" for lex in grammar.hits[first].get("after", ())))


def _closes(grammar: Grammar, expr: Expr, first: int) -> bool:
    """Up to a date or by it, without a year: the coming one where it is the nearer, for who names an end looks ahead to it."""
    end = expr.end if isinstance(expr, Until) else expr if grammar.match(first, "by") else None
    return isinstance(end.of if isinstance(end, Part) else end, Date)


def _leads(grammar: Grammar, first: int, last: int) -> bool:
    """`Sunday the schools will open`: the time begins its clause and the verb follows."""
    i = first - 1 if first > 0 and grammar.match(first - 1, "in", conjoined=True) else first
    begins = i == 0 or grammar.sentence[i - 1] != grammar.sentence[first] or not grammar.forms[i - 1][0].isalnum()
    j = last + 1 if grammar.mark(last, COMMAS) else last
    return begins and j < grammar.size and grammar.sentence[j] == grammar.sentence[first] and _is_future(grammar, j)


def _governed(grammar: Grammar, expr: Expr, first: int) -> bool:
    sets, reached = grammar.words.sets, isinstance(expr, Until) or grammar.form(first - 1) in grammar.words.sets["future.up_to"]
    for k in range(first - 1, max(-1, first - 1 - _REACH), -1):
        form = grammar.forms[k]
        if grammar.sentence[k] != grammar.sentence[first] or form in sets["future.stops"] or _parts(grammar, k, first):
            return False
        if _is_future(grammar, k):
            return True
        if reached and form in sets["future.put_off"]:
            return grammar.form(k - 1) not in sets["future.not_behind"]
    return False


def _parts(grammar: Grammar, k: int, first: int) -> bool:
    """A mark between the two, but one right before the time; behind a closed quotation stands the day on which it was said."""
    form = grammar.forms[k]
    if form in _QUOTES:
        return k == first - 2 and grammar.mark(k + 1, COMMAS)
    return not form[0].isalnum() and k != first - 1


def _is_future(grammar: Grammar, k: int) -> bool:
    """A verb with the prefix of the future, or a word that promises."""
    return _is_verb(grammar, k) or _promises(grammar, k)


def _is_verb(grammar: Grammar, k: int) -> bool:
    bare, sets = _bare(grammar, k), grammar.words.sets
    return len(bare) >= _SHORTEST and bare[:2] in sets["future.prefixes"] and not any(map(bare.startswith, sets["future.no_verbs"]))


def _promises(grammar: Grammar, k: int) -> bool:
    """Not what was due on Sunday, nor what was done before they meet: what stands before the word takes it back into the past."""
    sets = grammar.words.sets
    spelled = {grammar.forms[k], _bare(grammar, k)}
    if spelled.isdisjoint(sets["future.words"]) and spelled.isdisjoint(sets["future.scheduled"]):
        return False
    before = [grammar.form(k - n) for n in range(1, _AUXILIARY + 1)]
    back = not sets["future.past"].isdisjoint(before) or not sets["future.joints"].isdisjoint(before[:_JOINT])
    return not back and grammar.form(k + 1) not in sets["future.not_before"]


def _bare(grammar: Grammar, k: int) -> str:
    """A word without the conjunction that is written to it."""
    form = grammar.forms[k]
    return form[1:] if form[0] in grammar.words.sets["future.conjunctions"] else form
