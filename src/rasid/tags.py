"""Tokens with their readings in, one tag a token out.

Tags: n nominal, u number, v verb, p preposition, c conjunction, s subordinator or wall, r relative pronoun, f other function
word, x negator, q quotation mark, h mark of a hashtag, b bracket, k other punctuation, t part of a time expression.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set

from rasid.knowledge.counting import CountWords
from rasid.morphology import Word
from rasid.names import Name
from rasid.text import Token

_QUOTES = frozenset('"«»“”„‟')
_BRACKETS = frozenset("()[]")
_HASHTAGS = frozenset("#_")
_PRONOUN = 2  # letters of a pronoun that hangs on a verb


def is_mark(form: str) -> bool:
    """A quotation mark or the mark of a hashtag: it parts no words that belong together."""
    return form in _QUOTES or form in _HASHTAGS


def tag_tokens(
    tokens: Sequence[Token],
    words: Sequence[Word],
    first: int,
    last: int,
    settled: Mapping[int, str],
    named: Mapping[int, Name],
    lists: Mapping[str, Set[str]],
    doings: Set[str] = frozenset(),
) -> str:
    """One tag a token of the sentence [first, last). `settled` maps tokens to tags that stand already, `named` tokens of names.

    `lists`: the words that are particles before verbs, the negators that stand before nouns, the adjectives of nouns. `doings`: the
    nouns of events.
    """
    tags: list[str] = []
    particles, mothers = lists["before_verbs"], lists["mothers"]
    for i in range(first, last):
        if words[i].form in particles and i + 1 < last and _is_past(words[i + 1]):
            tags.append("f")
        elif i not in settled and tags[-1:] == ["n"] and i - 1 not in named and _is_its_clause(words, i, last, lists, doings):
            tags.append("v")
        elif i not in settled and (
            (words[i].nouns and (_is_noun(words, i, last, tags[-1:] == ["x"], lists) or _is_joined(words, i, first, tags, doings)))
            or (tags[-1:] == ["n"] and i - 1 not in named and _is_second_doing(words[i - 1], words[i], doings))
            or (words[i].form in mothers and _is_mother(words, i, last, lists))
            or (tags[-1:] == ["n"] and bears_on(words, i, first, lists))
            or (tags[-1:] == ["n"] and _is_adjective(words, i, last, i - 1 in named, lists))
        ):
            tags.append("n")
        else:
            tags.append(_tag(tokens, words, i, first, tags, settled, named))
    return "".join(tags)


def _is_noun(words: Sequence[Word], i: int, last: int, negated: bool, lists: Mapping[str, Set[str]]) -> bool:
    """The word, which may be a noun, is one: always, behind a negator of nouns, or before an adjective of theirs."""
    if (negated and words[i - 1].core in lists["before_nouns"]) or words[i].core in lists["mostly_nouns"]:
        return True
    return bool(words[i].verbs) and _is_qualified(words[i : min(last, i + 3)], lists["of_nouns"])


def _is_joined(words: Sequence[Word], i: int, first: int, tags: Sequence[str], doings: Set[str]) -> bool:
    """Joined to a noun of doing that a preposition governs: to the pulling out of fighters and (the) opening of roads.

    Of 53 such forms in 700 coded reports six are verbs.
    """
    word = words[i]
    if not word.conj or not word.verbs or word.future or word.pronoun or word.reading.imperfect:
        return False
    for k in range(i - 1, first, -1):
        tag, before = tags[k - first], words[k]
        if tag in "vsrxkc":
            return False
        governed = bool(before.prep) or tags[k - 1 - first] == "p"
        if tag == "n" and governed and not before.article and not doings.isdisjoint(before.nouns):
            return True
    return False


def _is_second_doing(before: Word, word: Word, doings: Set[str]) -> bool:
    """Right behind a bare noun of doing: the delay of AN EXCHANGE; the form of another verb in the present is the same."""
    bare = not (before.article or before.pronoun or word.conj or word.prep or word.future)
    return bare and not doings.isdisjoint(before.nouns) and not doings.isdisjoint(word.nouns) and _may_be_past(word)


def _is_its_clause(words: Sequence[Word], i: int, last: int, lists: Mapping[str, Set[str]], doings: Set[str]) -> bool:
    """Behind an indefinite noun of doing a verb of the past with a pronoun that resumes it, and its subject: an ambush gunmen LAID."""
    before, word = words[i - 1], words[i]
    if before.article or before.pronoun or not (word.nouns and _may_be_past(word)) or word.conj or word.prep or word.article:
        return False
    subject = words[i + 1] if i + 1 < last else None
    if subject is None or subject.prep or subject.conj or subject.classes or subject.verbs or not subject.form.isalpha():
        return False
    resumes = lists["resumed_masculine"] | lists["resumed_feminine"]
    return not doings.isdisjoint(before.nouns) and any(word.form.endswith(p) for p in resumes if len(p) <= _PRONOUN)


def _may_be_past(word: Word) -> bool:
    return any(not v.imperfect for v in word.verbs)


def _is_adjective(words: Sequence[Word], i: int, last: int, named: bool, lists: Mapping[str, Set[str]]) -> bool:
    """A function word that is the adjective of the indefinite noun before it: special forces, not especially; a military site."""
    word, before = words[i], words[i - 1]
    if named or before.article or before.pronoun or word.conj:
        return False
    if word.form not in lists["or_adjectives"]:
        return "adverb" in word.classes and before.core[-1:] == word.core[-1:] and before.core[:-1] in before.nouns
    behind = words[i + 1] if i + 1 < last else None
    return behind is None or behind.form in lists["partitives"] or not (behind.prep or behind.classes)


def _is_mother(words: Sequence[Word], i: int, last: int, lists: Mapping[str, Set[str]]) -> bool:
    """A village called Umm something: behind `village of` the word is not `or`, unless another such noun follows (village or town?)."""
    if not 0 < i < last - 1:
        return False
    before, behind = words[i - 1], words[i + 1]
    return before.core in lists["settlements"] and not before.article and behind.core not in lists["settlements"]


def bears_on(words: Sequence[Word], i: int, first: int, lists: Mapping[str, Set[str]]) -> bool:
    """The word goes on a name of a village that has only begun, whatever else it may be: the village of Dayr X, whose X is a verb."""
    if i - 2 < first or words[i - 1].core not in lists["name_heads"] or words[i - 2].core not in lists["settlements"]:
        return False
    word = words[i]
    if word.verbs and word.reading.imperfect and not word.future:
        return False
    return not (word.conj or word.prep or word.classes) and word.form.isalpha() and not words[i - 2].article


def _is_qualified(words: Sequence[Word], adjectives: Set[str]) -> bool:
    """Verb or noun, with an adjective of nouns behind: a new advance; but the chief OF the negotiators advances."""
    behind = words[1:]
    if not (behind and behind[0].form in adjectives):
        return False
    return len(behind) == 1 or not behind[1].article or bool(behind[1].prep)


def _is_past(word: Word) -> bool:
    return bool(word.verbs) and not word.reading.imperfect and not (word.conj or word.classes - {"auxiliary"})


def _tag(
    tokens: Sequence[Token],
    words: Sequence[Word],
    i: int,
    first: int,
    tags: Sequence[str],
    settled: Mapping[int, str],
    named: Mapping[int, Name],
) -> str:
    token, word = tokens[i], words[i]
    if i in settled:
        return settled[i]
    if token.kind == "number":
        return "u"
    if token.kind == "punct":
        return "q" if token.form in _QUOTES else "b" if token.form in _BRACKETS else "h" if token.form in _HASHTAGS else "k"
    if i in named:
        return "n"
    if word.classes:
        tag = next((tag for name, tag in _CLASS_TAGS if name in word.classes), "f")
        return "n" if tag == "v" and word.nouns and tags[-1:] == ["p"] else tag
    if word.article or (word.prep and not word.verbs):
        return "n"
    if word.verbs and not word.nouns:
        return "v"
    if word.verbs:
        return "v" if _verb_stands_here(words, i, first, tags, i - 1 in named) else "n"
    return "n"


_BOUND = 5  # words that say of a number that it is a bound, and the number


def tag_numbers(words: Sequence[Word], first: int, tags: str, counts: CountWords) -> str:
    """More than, no fewer than, about before a number belong to it: they are neither a phrase nor its preposition."""
    out = list(tags)
    for i, tag in enumerate(tags):
        if tag == "t" or "u" not in tags[i + 1 : i + 1 + _BOUND]:
            continue
        word = words[first + i]
        form = word.form[len(word.conj) + len(word.prep) :]
        rest = tuple(w.form for w in words[first + i + 1 : first + min(len(tags), i + _BOUND)])
        leads = counts.of_teen(form, rest[0]) or counts.of_compound(form, rest[0], words[first + i + 1].conj or " ")
        length = 1 if leads else counts.bound((form, *rest))
        if length and tags[i + length : i + length + 1] == "u":
            out[i : i + length] = "u" * length
    return "".join(out)


# The class of a function word decides its tag; the order settles words of several classes.
_CLASS_TAGS = (
    ("negator", "x"),
    ("relative", "r"),
    ("wall", "s"),
    ("preposition", "p"),
    ("conjunction", "c"),
    ("cardinal", "u"),
    ("quantifier", "n"),
    ("demonstrative", "n"),
    ("direction", "n"),
    ("number", "u"),
    ("auxiliary", "v"),
)


def _verb_stands_here(words: Sequence[Word], i: int, first: int, tags: Sequence[str], named: bool) -> bool:
    """A form that may be verb or noun: a verb where a clause begins, a noun behind a preposition or another noun.

    `named`: behind a name, which is definite as a noun with the article is.
    """
    word = words[i]
    if word.future:
        return True
    if word.dual:
        return False  # an accusative (in advance, in reply); the verb of two persons is rare, and written alike
    before = tags[-1] if tags else ""
    if before in ("p", "u"):
        return False
    if word.reading.imperfect:
        # behind verb and subject stands the noun of doing: the company denied the exposure of the refinery
        object_ = before == "n" and (named or words[i - 1].article) and not word.conj and _has_verb(words, i, first, tags)
        right_behind = before == "v" and not ("auxiliary" in words[i - 1].classes or words[i - 1].pronoun or word.conj)
        return not (object_ or right_behind)
    if before == "v" and "auxiliary" not in words[i - 1].classes:
        return False  # behind a verb stands its subject
    if before in ("r", "x", "s"):
        return True
    if before == "n":
        # behind a definite noun an indefinite word is no adjective and no second term: a verb (headline order), or the noun of
        # doing that is the object of the verb before its subject
        return (named or words[i - 1].article) and not word.pronoun and (bool(word.conj) or not _has_verb(words, i, first, tags))
    return before in ("", "k", "c", "q", "b", "v", "t", "f") and not word.pronoun


def _has_verb(words: Sequence[Word], i: int, first: int, tags: Sequence[str]) -> bool:
    """The clause has its verb already, before token i; the verb right behind a relative pronoun is not its own."""
    k = i - 1
    while k >= first:
        tag = tags[k - first]
        if tag == "v" and k > first and tags[k - 1 - first] == "r":
            k -= 2
            continue
        if tag in "srkc":
            return False
        if tag == "v":
            return "auxiliary" not in words[k].classes
        k -= 1
    return False
