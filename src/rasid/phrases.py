"""What a noun phrase is, a sentence with its phrases, and what finding them asks of the lexicon."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from rasid.morphology import Word
from rasid.names import Name, Named
from rasid.text import Text, Token


@dataclass(slots=True)
class Phrase:
    """A noun phrase: tokens [first, last), raw [start, end), its head, what governs it, what it joins on to, what it names."""

    i: int
    first: int
    last: int
    start: int
    end: int
    head: int
    prep: str = ""
    prep_at: int = -1
    conj_of: int = -1  # the phrase this one is joined to by a conjunction
    names: tuple[Name, ...] = ()
    category: str = ""  # what its head is: from the noun lists, or "" for a word they do not know
    definite: bool = False
    nested: bool = False  # part of a larger phrase and a candidate of its own
    quoted: bool = False
    kind: str = ""  # names, category or shape as one word, once somebody asked
    fits: tuple[bool, bool] | None = None  # may it fill another role, or that of a place, once somebody asked
    inside: int = -1  # nested: the phrase that holds it
    behind: int = -1  # nested: the trigger word of that phrase beside which it stands, or -1 for a name

    @property
    def names_place(self) -> bool:
        """A name in it may be a place's."""
        return any(name.of("place") for name in self.names)

    @property
    def is_place(self) -> bool:
        """It names a place, or its head is a word for one."""
        return self.category == "place" or self.names_place

    def overlaps(self, other: Phrase) -> bool:
        """They share a token."""
        return self.first < other.last and other.first < self.last


def in_order(*groups: Iterable[Phrase]) -> list[Phrase]:
    """All phrases of these groups, each once, in the order of the text."""
    return sorted({p.i: p for group in groups for p in group}.values(), key=lambda p: p.first)


@dataclass(slots=True)
class Parse:
    """One sentence read: token range, words, tags, names, phrases; `phrase_of` maps a token to the phrase that holds it."""

    text: Text
    first: int
    last: int
    tokens: Sequence[Token]  # the whole report's
    words: Sequence[Word]  # the whole report's, by token
    tags: str  # of this sentence, by token - first
    names: Sequence[Name]
    phrases: list[Phrase]
    phrase_of: dict[int, int] = field(default_factory=dict)
    nested: list[Phrase] = field(default_factory=list)  # numbered on from the phrases

    def closes(self, k: int) -> bool:
        """Is token k the mark that ends a quotation?"""
        return self.tokens[k].start in self.text.quote_ends

    def preposition(self, k: int) -> str:
        """The preposition of a token, written to it or the word before it; "" for none."""
        return self.words[k].prep or (self.words[k - 1].core if k > self.first and self.tag(k - 1) == "p" else "")

    def tag(self, i: int) -> str:
        """The tag of token i, or a space outside the sentence."""
        return self.tags[i - self.first] if self.first <= i < self.last else " "

    def phrase(self, i: int) -> Phrase:
        """Phrase number i, nested ones included."""
        return self.phrases[i] if i < len(self.phrases) else self.nested[i - len(self.phrases)]

    def has(self, phrase: Phrase) -> bool:
        """The phrase is one of the sentence's own, not nested and not cut otherwise by somebody else."""
        return 0 <= phrase.i < len(self.phrases) and self.phrases[phrase.i].first == phrase.first

    def governed(self, phrase: Phrase) -> Phrase:
        """The phrase, or the one whose preposition governs it, too: the first of its row (from A, B and C)."""
        while phrase.conj_of >= 0 and not phrase.prep:
            phrase = self.phrase(phrase.conj_of)
        return phrase


class Grammar(Protocol):
    """What the chunker asks of the lexicon."""

    def categories(self, word: Word) -> tuple[str, ...]: ...

    def closes(self, word: Word) -> bool: ...  # an indefinite noun whose ending leaves no room for a second term

    def is_sound_plural(self, word: Word) -> bool: ...  # by its ending, whatever it means

    def is_oblique(self, word: Word) -> bool: ...  # by its ending a sound plural that is no subject

    def is_nominative(self, word: Word) -> bool: ...  # the same that is one

    def is_owned(self, word: Word) -> bool: ...  # his, theirs: a pronoun hangs on it

    def is_direction(self, word: Word) -> bool: ...  # north, eastern ...

    def is_person(self, named: Named) -> bool: ...

    def is_feminine(self, word: Word) -> bool: ...

    def is_derived(self, word: Word) -> bool: ...  # the feminine of an adjective: armed, civilian

    def is_accusative(self, word: Word) -> bool: ...  # an indefinite that its ending makes an object, or what somebody is taken for

    def is_tie(self, word: Word) -> bool: ...  # loyal (to), located (in): nothing without what follows

    def is_apposition(self, word: Word) -> bool: ...  # the leader, the spokesman: an office that follows a name

    def is_road(self, word: Word) -> bool: ...  # a road, which both its ends name

    def listed(self, word: Word, name: str) -> bool: ...  # it stands in a word list of the language

    def says(self, word: Word, name: str) -> bool: ...  # one of its verbs stands in a word list

    def is_numbered(self, word: Word) -> bool: ...  # a unit, a paper, a place that a number may name

    def countries_of(self, named: Named) -> tuple[str, ...]: ...

    def lands(self, word: Word) -> frozenset[str]: ...  # the countries whose people or things it tells of: Turkish

    def serves(self, person: Named, offices: Sequence[Name]) -> bool: ...  # he holds one of them, or held it, or speaks for it

    def is_meeting(self, prep: str) -> bool: ...  # whom somebody meets WITH

    def is_counterpart(self, word: Word) -> bool: ...  # his counterpart: another person

    def is_superlative(self, word: Word) -> bool: ...  # the largest: before what it is the largest of

    def is_ordinal(self, word: Word) -> bool: ...  # the second, or the ten of the fifteenth

    def is_counted(self, word: Word) -> bool: ...  # one person or thing, as a large number counts it

    def is_inside(self, prep: str) -> bool: ...  # in, during, by means of

    def is_partitive(self, prep: str) -> bool: ...  # the preposition between a number and those who are counted
