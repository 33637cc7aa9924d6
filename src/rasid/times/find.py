"""A text and the words of dates in; the time expressions of the text out, longest first from the left, none overlapping."""

from __future__ import annotations

from dataclasses import replace

from rasid.text import Text, Token, fold
from rasid.times.ahead import lies_ahead
from rasid.times.expr import Date, Expr, Named, Since, TimeMention
from rasid.times.grammar import STARTERS, Grammar
from rasid.times.words import Readings, TimeWords
from rasid.types import Span

_CLAUSE = 14  # tokens at most between "since" and the date of its event
_CLITICS = 2  # letters of a conjunction and a preposition


def find_times(text: Text, words: TimeWords) -> tuple[TimeMention, ...]:
    """All time expressions of a text, in order."""
    tokens = text.tokens
    grammar = Grammar(tokens, words)
    found: list[TimeMention] = []
    i = 0
    while i < grammar.size:
        if not grammar.may(i, STARTERS):
            i += 1
            continue
        read = grammar.expression(i)
        if read is None or tokens[read[1] - 1].sentence != tokens[i].sentence:
            i += 1
            continue
        expr, end = read
        if isinstance(expr, Named) or _otherwise_spelled(text, tokens[end - 1], expr, words):
            i = end
            continue
        start = _start(text, tokens[i], grammar.hits[i])
        mention = TimeMention(Span(start, _end(text, tokens[end - 1])), i, end, expr)
        ahead = lies_ahead(grammar, expr, i, end)
        found.append(replace(mention, ahead=ahead, wide=_wide(text, grammar, mention, found[-1].last if found else 0)))
        i = end
    return tuple(found)


def _otherwise_spelled(text: Text, token: Token, expr: Expr, words: TimeWords) -> bool:
    """A month without day, year or second name whose letters, folded, are also those of a city."""
    rows = words.exact.items()
    # a preposition written to it makes another word of it, a gate
    spelled = next((raw for form, raw in rows if token.form.endswith(form) and len(token.form) - len(form) <= _CLITICS), None)
    if spelled is None or not isinstance(expr, Date) or expr != Date(month=expr.month):
        return False
    return spelled not in text.raw[token.start : token.end]


def _start(text: Text, token: Token, readings: Readings) -> int:
    """Where the quotation begins: behind a conjunction or preposition that is written to the first word."""
    # a word that can be read with and without a clitic keeps all its letters
    strip = min((lex.strip for cat in STARTERS & readings.keys() for lex in readings[cat]), default=0)
    return token.start + _raw_length(text, token, strip)


def _end(text: Text, token: Token) -> int:
    """Behind the token and the tatweel or marks that hang on it (the letter that stands for the Hijri era bears one)."""
    end = token.end
    while end < len(text.raw) and not fold(text.raw[end]):
        end += 1
    return end


def _raw_length(text: Text, token: Token, letters: int) -> int:
    """The raw length of the first folded letters of a token (marks and tatweel count with the letter before them)."""
    length = 0
    if letters == 0:
        return 0
    while token.start + length < token.end and len(fold(text.raw[token.start : token.start + length + 1])) <= letters:
        length += 1
    return length


def _wide(text: Text, grammar: Grammar, mention: TimeMention, floor: int) -> TimeMention | None:
    """From the "since" before the event of which this is the date, with nothing but words between them."""
    if mention.kind not in {"point", "interval"}:
        return None
    for k in range(mention.first - 1, max(floor, mention.first - _CLAUSE) - 1, -1):
        form = grammar.forms[k]
        if grammar.sentence[k] != grammar.sentence[mention.first] or not (form[0].isalnum() or form in _QUOTES):
            return None
        since = [lex for lex in grammar.hits[k].get("since", ()) if not lex.rest]
        if since:
            token = text.tokens[k]
            start = token.start + _raw_length(text, token, since[0].strip)
            expr, end = grammar.ended(mention.expr, mention.last) or (Since(mention.expr), mention.last)
            return TimeMention(Span(start, _end(text, text.tokens[end - 1])), k, end, expr)
    return None


_QUOTES = frozenset("\"'\u00ab\u00bb\u201c\u201d()")
