"""A number behind a noun in, whether it is that noun's own name out: the 16th division, camp 77, resolution 1701.

Such a number counts nobody and belongs to no noun behind it: the commander of DIVISION 16 was killed alone (none of 96 in coded
reports is a count).
"""

from __future__ import annotations

from rasid.phrases import Grammar, Parse

_FEW = range(3, 11)  # numbers that a plural follows: three tanks


def is_own_number(parse: Parse, k: int, grammar: Grammar) -> bool:
    """Does the number at token k name the unit, paper or place right before it, and count nothing behind it?"""
    if k <= parse.first or parse.tokens[k].kind != "number" or not grammar.is_numbered(parse.words[k - 1]):
        return False
    form, word = parse.tokens[k].form, parse.words[k + 1] if k + 1 < parse.last else None
    if not form.isdecimal() or parse.words[k - 1].pronoun:
        return False
    if word is None or parse.tag(k + 1) != "n" or word.article or word.prep or word.conj:
        return True
    if grammar.listed(word, "arms_of_service"):
        return True
    return grammar.listed(parse.words[k - 1], "mostly_numbered") and not (int(form) in _FEW or grammar.is_counted(word))


def is_arm_behind(parse: Parse, k: int, grammar: Grammar) -> bool:
    """The arm of a unit behind its number: division 22 INFANTRY."""
    return grammar.listed(parse.words[k], "arms_of_service") and is_own_number(parse, k - 1, grammar)
