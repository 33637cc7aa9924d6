"""A row of nouns (idafa) before a relative pronoun in, the part that it stands for out: the brother of THE REPORTER whom.

Of kin, colleagues, lawyers, houses and bodies whose they are is told, unless what was told of them before was done to themselves
(they freed the SON of the minister whom they had held); of other persons where only the last noun agrees: the people of THE VILLAGE.
"""

from __future__ import annotations

from dataclasses import replace

from rasid.knowledge import Knowledge
from rasid.mentions import Sentence, Trigger
from rasid.morphology import Word
from rasid.phrases import Parse, Phrase

_SUFFERED = frozenset({"harm.kill", "harm.injure", "harm.detain", "harm.abduct", "harm.abuse", "power.release"})
_PERSONS = frozenset({"person", "title"})


def of_row(sentence: Sentence, whole: Phrase, trigger: Trigger, type_: str, knowledge: Knowledge) -> Phrase:
    """The phrase, or what is left of it behind those nouns that the pronoun does not stand for."""
    parse, k = sentence.parse, whole.first
    if "p" in parse.tags[whole.first - parse.first : whole.last - parse.first]:
        return whole  # one OF the men who
    while k + 1 < whole.last and _is_term(parse, k) and _is_other(sentence, whole, k, type_, knowledge):
        k += 1
    return whole if k == whole.first else from_token(parse, whole, k, knowledge)


def _is_term(parse: Parse, k: int) -> bool:
    """A noun that another follows whose it is."""
    word, behind = parse.words[k], parse.words[k + 1]
    bare = parse.tag(k) == "n" and not (word.article or word.pronoun)
    return bare and parse.tag(k + 1) in "nu" and not (behind.prep or behind.conj)


def _is_other(sentence: Sentence, whole: Phrase, k: int, type_: str, knowledge: Knowledge) -> bool:
    """The pronoun cannot stand for the noun at token k, or seldom does."""
    parse, lists = sentence.parse, knowledge.lexicon.words
    word, which = parse.words[k], _which(parse, whole, knowledge)
    if not which or not _agrees(parse, parse.words[whole.last - 1], which, knowledge):
        return False
    if word.core in lists["relations"]:
        return not _befell(sentence, whole)
    if word.core in lists["remains"]:
        return type_ in _SUFFERED
    return bool(_PERSONS & set(knowledge.categories(word))) and not _agrees(parse, word, which, knowledge)


def _which(parse: Parse, whole: Phrase, knowledge: Knowledge) -> str:
    """masculine, feminine or several: what the pronoun right behind the phrase can stand for; "" for other pronouns."""
    k = whole.last
    while parse.tag(k) in "kqh":
        k += 1
    kinds = ("masculine", "feminine", "several")
    return next((g for g in kinds if k < parse.last and parse.words[k].core in knowledge.lexicon.words[f"which_{g}"]), "")


def _agrees(parse: Parse, word: Word, which: str, knowledge: Knowledge) -> bool:
    """A noun that the pronoun can stand for; what is neither feminine by its ending nor a plural of men is masculine or a plural."""
    men = word.core.endswith(knowledge.morphology.clitics.closing)
    if which == "feminine":
        return knowledge.is_feminine(word) or not (men or word.article or "person" in knowledge.categories(word))
    return not knowledge.is_feminine(word) and (which == "several" or not men)


def _befell(sentence: Sentence, whole: Phrase) -> bool:
    """What was told right before the row was done to its first noun."""
    start = whole.prep_at if whole.prep_at >= 0 else whole.first
    before = [t for t in sentence.triggers if t.last <= whole.first]
    return (
        bool(before)
        and bool(_SUFFERED & set(before[-1].types))
        and not any(sentence.parse.tag(k) in "sr" for k in range(before[-1].last, start))
    )


def from_token(parse: Parse, whole: Phrase, first: int, knowledge: Knowledge) -> Phrase:
    """What is left of a phrase from a token on."""
    names = tuple(n for n in whole.names if first <= n.first)
    kinds = knowledge.categories(parse.words[first])
    lead = next((n for n in names if n.first == first), None)
    start = lead.start if lead is not None else parse.tokens[first].start
    return replace(whole, first=first, start=start, head=first, prep="", conj_of=-1, names=names, kind="", fits=None,
                   category="" if lead is not None else next(iter(kinds), ""))  # fmt: skip
