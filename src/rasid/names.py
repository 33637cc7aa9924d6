"""Names of actors, places and outlets in, a tree out that finds them in a row of tokens, whatever clitics stand before.

A name is found as written in the knowledge after folding; before its first word a conjunction and a preposition may hang.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass, field
from typing import Literal

from rasid.text import Text, Token

_ALEF = "\u0627"
_SHORT = 2  # letters of a name that with a preposition before it may be another word
_JOINT = "_"  # joins the words of a hashtag
_SKIPPED = frozenset(f'{_JOINT}"\u201c\u201d\u00ab\u00bb')  # between two words of a name: a hashtag, the channel "X"
NameKind = Literal["actor", "place", "outlet"]


@dataclass(frozen=True, slots=True)
class Named:
    """Whom a name names. `countries`: only in reports about one of these; `metonym`: a place's name that stands for the actor.

    `stand`, of places: alone (anywhere), governed (behind a preposition or a place noun), announced (behind a place noun only).
    """

    kind: NameKind
    id: str
    countries: frozenset[str] = frozenset()
    metonym: bool = False
    stand: str = "alone"
    rivals: frozenset[str] = frozenset()  # of places: other countries that have one of this name and about its weight


@dataclass(frozen=True, slots=True)
class Name:
    """A name found: tokens [first, last), raw [start, end) without clitics, the clitics, and whom it may name."""

    first: int
    last: int
    start: int
    end: int
    conj: str
    prep: str
    key: str
    named: tuple[Named, ...]

    def of(self, kind: NameKind) -> tuple[Named, ...]:
        """The readings of one kind."""
        return tuple([n for n in self.named if n.kind == kind])


@dataclass(slots=True)
class _Node:
    """Made small: there are some thirty thousand, and most end a name and lead nowhere."""

    next: dict[str, _Node] | None = None
    named: tuple[Named, ...] = ()

    def after(self, word: str) -> _Node | None:
        """The node that a further word leads to."""
        return self.next.get(word) if self.next else None

    def grown(self, word: str) -> _Node:
        """The same, made where it is missing."""
        if self.next is None:
            self.next = {}
        return self.next.setdefault(word, _Node())


@dataclass(slots=True)
class NameTree:
    """All names by their folded words; the fields are the clitics that may hang before a name."""

    conjunctions: Sequence[str]
    prepositions: Sequence[str]
    article: str
    fused: str
    heads: Set[str] = frozenset()  # words that name nothing without what stands behind them
    _root: dict[str, _Node] = field(default_factory=dict)
    _cores: dict[str, tuple[tuple[str, str, str, int], ...]] = field(default_factory=dict)

    def add(self, words: Sequence[str], named: Named) -> None:
        """Add one name, given as its folded words."""
        if not words:
            return
        node = self._root.setdefault(words[0], _Node())
        for word in words[1:]:
            node = node.grown(word)
        if named not in node.named:
            node.named = (*node.named, named)

    def known(self, words: Sequence[str]) -> tuple[Named, ...]:
        """Whom exactly these words name."""
        node = self._root.get(words[0]) if words else None
        for word in words[1:]:
            node = node.after(word) if node else None
        return node.named if node else ()

    def find(self, text: Text, tokens: Sequence[Token]) -> Iterator[Name]:
        """Names in a row of tokens, leftmost first, the longest at each place; they never overlap.

        A name that ends with the first word of another one yields to it: the village of TELL X, and no village called Tell.
        """
        i, n = 0, len(tokens)
        while i < n:
            token = tokens[i]
            name = self._longest(text, tokens, i) if token.kind != "punct" else None
            if name is not None and name.last - name.first > 1 and tokens[i + name.last - name.first - 1].form in self.heads:
                name = self._going_on(name, text, tokens, i)
            if name is None:
                i += 1
            else:
                yield name
                i += name.last - token.i

    def _going_on(self, name: Name, text: Text, tokens: Sequence[Token], i: int) -> Name:
        """The name that begins with the last word of this one, where there is one of several words; else this one."""
        other = self._longest(text, tokens, i + name.last - name.first - 1)
        return other if other is not None and other.last > name.last else name

    def _longest(self, text: Text, tokens: Sequence[Token], i: int) -> Name | None:
        best: Name | None = None
        form = tokens[i].form
        for conj, prep, core, cut in self._first_words(form):
            node: _Node | None = self._root.get(core)
            j = i + 1
            while node is not None:
                if node.named and (best is None or j - i > best.last - best.first):
                    start = text.inside(tokens[i], cut) if cut else tokens[i].start
                    if cut and len(core) <= _SHORT and j == i + 1 and text.raw[start] == _ALEF:
                        break  # a gate, which `in Ibb` is with a hamza only
                    key = " ".join([core, *(t.form for t in tokens[i + 1 : j] if t.form not in _SKIPPED)])
                    best = Name(tokens[i].i, tokens[j - 1].i + 1, start, tokens[j - 1].end, conj, prep, key, node.named)
                while j < len(tokens) and tokens[j].form in _SKIPPED:
                    j += 1
                node = node.after(tokens[j].form) if j < len(tokens) else None
                j += 1
        return best

    def _first_words(self, form: str) -> tuple[tuple[str, str, str, int], ...]:
        """What a form may be once clitics are cut off: (conjunction, preposition, word, letters cut); the known ones only."""
        found = self._cores.get(form)
        if found is None:
            if len(self._cores) > 300_000:
                self._cores.clear()
            found = self._cores[form] = tuple(x for x in self._cut(form) if x[2] in self._root)
        return found

    def _cut(self, form: str) -> Iterator[tuple[str, str, str, int]]:
        for conj in ("", *(c for c in self.conjunctions if form.startswith(c))):
            body, cut = form[len(conj) :], len(conj)
            yield conj, "", body, cut
            if body.startswith(self.fused):
                # the article's alef is not in the text: the quotation is the whole word
                yield conj, self.fused[0], self.article + body[len(self.fused) :], cut
                yield conj, self.fused[0], self.article + body[1:], cut
            for prep in self.prepositions:
                if body.startswith(prep) and len(body) > len(prep) + 1:
                    yield conj, prep, body[len(prep) :], cut + len(prep)
