"""A folded word form in, its reading out: clitics, article, core, pronoun, and the lemmas that the lexicon knows it by.

Splits that the lexicon confirms win, the least stripped first; words it does not know are split by frequency
(log f(rest) - log f(whole) against a threshold a clitic). The letters and endings are data (`clitics.yaml`).
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field, replace
from sys import intern

_FIRST = ("1s", "1p")
_SHORT = 3  # letters of a verb that with a letter before it may be another word


@dataclass(frozen=True, slots=True)
class VerbReading:
    """One conjugated reading: the lemma and codes of tense/voice + person (P3ms perfect, Q passive, I imperfect, J passive)."""

    lemma: str
    codes: tuple[str, ...]

    @property
    def passive_only(self) -> bool:
        """No active reading of this form exists."""
        return all(code[0] in "QJ" for code in self.codes)

    @property
    def rare(self) -> bool:
        """A form that the news hardly uses: passive only, or of several women."""
        return self.passive_only or all(code[2:] == "fp" for code in self.codes)

    @property
    def imperfect(self) -> bool:
        """A form of the present or future."""
        return self.codes[0][0] in "IJ"

    @property
    def first_person(self) -> bool:
        """Only I and we."""
        return all(code.endswith(_FIRST) for code in self.codes)

    @property
    def dual(self) -> bool:
        """Only the two of them."""
        return all(code[-1] == "d" for code in self.codes)

    @property
    def plural(self) -> bool:
        """A plural form, which follows its subject or has it inside."""
        return all(code[-1] in "pd" for code in self.codes)


@dataclass(frozen=True, slots=True)
class Word:
    """A word form read: conjunction, preposition, future particle, article, core, pronoun; lemmas where known."""

    form: str
    conj: str = ""
    prep: str = ""
    future: bool = False
    article: bool = False
    core: str = ""
    pronoun: str = ""
    verbs: tuple[VerbReading, ...] = ()
    nouns: tuple[str, ...] = ()
    classes: frozenset[str] = frozenset()
    lemma: str = field(init=False, compare=False)  # one to count by: function word, noun, verb, else the core

    def __post_init__(self) -> None:
        named = self.core if self.classes or not (self.nouns or self.verbs) else (self.nouns or (self.verbs[0].lemma,))[0]
        object.__setattr__(self, "lemma", named)

    def verb(self, lemma: str) -> VerbReading | None:
        """The verb reading of a lemma, or of the first verb where the lemma is not a verb's here."""
        return next((v for v in self.verbs if v.lemma == lemma), self.verbs[0] if self.verbs else None)

    @property
    def reading(self) -> VerbReading:
        """The likeliest of its verbs: news does not speak in the first person where another reading is at hand."""
        return next((v for v in self.verbs if not v.first_person), self.verbs[0])

    @property
    def unjoined(self) -> str:
        """As folded in the text, without its conjunction."""
        return self.form[len(self.conj) :]

    @property
    def dual(self) -> bool:
        """Where it is a verb, it is one of two persons."""
        return all(v.dual for v in self.verbs)

    @property
    def known(self) -> bool:
        """The lexicon knows this word in some reading."""
        return bool(self.verbs or self.nouns or self.classes)


@dataclass(frozen=True, slots=True)
class Clitics:
    """The letters and endings of `clitics.yaml`, folded."""

    conjunctions: tuple[str, ...]
    prepositions: tuple[str, ...]
    future: str
    article: str
    fused: str  # preposition and article written as one: the article's alef is not in the text
    pronouns: tuple[str, ...]
    noun_endings: tuple[tuple[str, str], ...]  # (ending, what stands in the lemma instead)
    construct: str  # the letter a final ha turns into before a pronoun
    final: str
    relation: str  # the ending of a feminine adjective of relation
    accusative: tuple[str, ...]  # the last letter of a participle that accompanies a verb
    hamza: str
    hamza_seats: tuple[str, ...]  # what a final hamza turns into before an ending
    cases: tuple[tuple[str, str], ...]  # (ending, its other case) of names
    purpose: str  # the preposition that may hang on a verb of the present
    closing: tuple[str, ...]  # endings that close a noun against a second term
    weak_final: str  # the last letter of a weak verb
    weak_before_pronoun: str  # and what it turns into before a pronoun
    verb_plural: str  # the silent letter a plural verb drops before a pronoun
    thresholds: Mapping[str, float]
    unseen: float  # what speaks for a conjunction before a form that was never met
    long: tuple[int, float]  # letters of a long rest, and what it gains: it is seldom a word by chance
    whole: frozenset[str]  # forms that are never split
    # raw spellings of words that folding makes equal to another; the twin that must stand in the text, or ""
    spelled: Mapping[str, str]
    split: frozenset[str]  # forms whose conjunction is always cut off, though they could be a word of their own


@dataclass(slots=True)
class Morphology:
    """Reads word forms; a form is read once and remembered (a cache of a pure function, bounded)."""

    clitics: Clitics
    frequencies: Mapping[str, int]
    verbs: Mapping[str, tuple[VerbReading, ...]]
    nouns: Set[str]
    functions: Mapping[str, frozenset[str]]
    given_names: frozenset[str] = frozenset()
    _cache: dict[str, Word] = field(default_factory=dict)
    _feminine: dict[str, Word] = field(default_factory=dict)

    def read_all(self, forms: Sequence[tuple[str, str, bool]]) -> list[Word]:
        """The readings of the words of a text: each folded, as written, and whether it ends in a ta marbuta."""
        seen = {raw for _, raw, _ in forms}
        own = {raw for raw, twin in self.clitics.spelled.items() if not twin or twin in seen}
        return [self._as_written(form, raw, own) or self.read(form, feminine) for form, raw, feminine in forms]

    def _as_written(self, form: str, raw: str, own: Set[str]) -> Word | None:
        """The reading of a word whose spelling makes it one of its own, perhaps behind a conjunction."""
        for conj in ("", *self.clitics.conjunctions):
            if raw.startswith(conj) and raw[len(conj) :] in own:
                word = self._word(form, conj, "", False, False, form[len(conj) :])
                return replace(word, classes=frozenset(), verbs=())
        return None

    def read(self, form: str, feminine: bool = False) -> Word:
        """The reading of one folded form; `feminine`: its last letter was written as a ta marbuta, and is no pronoun."""
        cache = self._feminine if feminine else self._cache
        word = cache.get(form)
        if word is None:
            if len(cache) > 300_000:
                cache.clear()
            word = cache[form] = self._read(form, feminine)
        return word

    def _read(self, form: str, feminine: bool) -> Word:
        if form in self.clitics.whole or (form in self.functions and not (feminine and "pronoun" in self.functions[form])):
            word = self._word(form, "", "", False, False, form)
            return self._without_pronoun(word) if feminine else word
        apart = form in self.clitics.split
        candidates = [self._word(form, *split) for split in self._splits(form) if split[0] or not apart]
        if feminine:
            candidates = [self._without_pronoun(w) for w in candidates if not w.future]
        known = [w for w in candidates if w.known]
        if known:
            return min(known, key=self._cost)
        return max(candidates, key=lambda w: self._frequency_gain(w, form))

    def _without_pronoun(self, word: Word) -> Word:
        """A reading of a word that ends in a ta marbuta: no verb, and neither noun nor function word with a pronoun."""
        core = word.core if word.core.endswith(self.clitics.final) else word.core + word.pronoun
        classes = frozenset() if "pronoun" in word.classes or core != word.core else word.classes
        return replace(word, core=core, pronoun="", verbs=(), nouns=self._lemmas(core), classes=classes)

    def _splits(self, form: str) -> Iterator[tuple[str, str, bool, bool, str]]:
        """(conjunction, preposition, future, article, rest), least stripped first."""
        c = self.clitics
        for conj in ("", *(x for x in c.conjunctions if form.startswith(x) and len(form) > len(x) + 1)):
            body = form[len(conj) :]
            yield from self._inner(conj, body)

    def _inner(self, conj: str, body: str) -> Iterator[tuple[str, str, bool, bool, str]]:
        c = self.clitics
        yield conj, "", False, False, body
        if body.startswith(c.article) and len(body) > len(c.article) + 1:
            yield conj, "", False, True, body[len(c.article) :]
        if body.startswith(c.fused) and len(body) > len(c.fused) + 1:
            yield conj, c.fused[0], False, True, body[len(c.fused) :]
            yield conj, c.fused[0], False, True, body[1:]
        if body.startswith(c.future) and len(body) > 3:
            yield conj, "", True, False, body[1:]
        for prep in c.prepositions:
            if not body.startswith(prep) or len(body) < len(prep) + 2:
                continue
            rest = body[len(prep) :]
            yield conj, prep, False, False, rest
            if rest.startswith(c.article) and len(rest) > len(c.article) + 1:
                yield conj, prep, False, True, rest[len(c.article) :]

    def _is_answer(self, rest: str, prep: str, verbs: tuple[VerbReading, ...], classes: Set[str]) -> bool:
        """A verb of the past with the letter that answers a condition (if not for X, the town WOULD HAVE fallen), and no noun."""
        past = not any(v.imperfect for v in verbs)
        return past and prep == self.clitics.purpose and len(rest) > _SHORT and not classes and not self._noun(rest, False)[0]

    def _word(self, form: str, conj: str, prep: str, future: bool, article: bool, rest: str) -> Word:
        classes = self.functions.get(rest, frozenset()) if not article else frozenset()
        verbs, pronoun = ((), "") if article or prep not in ("", self.clitics.purpose) else self._verb(rest)
        if prep and not (verbs and self._is_answer(rest, prep, verbs, classes)):
            verbs = tuple(v for v in verbs if v.imperfect)
            pronoun = pronoun if verbs else ""
        if rest in self.given_names:
            verbs = ()
        if pronoun and rest in self.nouns:
            verbs, pronoun = (), ""  # the noun is there letter by letter; a verb with a pronoun is the farther reading
        if future:
            verbs = tuple(v for v in verbs if v.imperfect)
            if not verbs:  # no future without a verb: the letter is the word's own
                return Word(form, conj, prep, False, False, self.clitics.future + rest)
            return Word(form, conj, prep, True, False, rest, pronoun, verbs)
        nouns, noun_pronoun = self._noun(rest, article)
        if article and rest.endswith(self.clitics.relation[:1]) and rest not in self.nouns:
            nouns = tuple(n for n in nouns if n != rest[:-1])  # of labour, of students: no `labourers of`, which has no article
        if nouns and not noun_pronoun and verbs and all(code.endswith(_FIRST) for v in verbs for code in v.codes):
            verbs, pronoun = (), ""  # a noun is nearer than a verb in the first person
        if not classes and not verbs and not nouns:
            bare, pron = self._function_with_pronoun(rest) if not article else ("", "")
            if bare:
                return Word(form, conj, prep, False, False, bare, pron, (), (), self.functions[bare])
        own = "" if classes and "pronoun" not in classes else noun_pronoun if nouns else pronoun
        return Word(form, conj, prep, False, article, rest, own, verbs, nouns, classes)

    def _function_with_pronoun(self, rest: str) -> tuple[str, str]:
        for pronoun in self.clitics.pronouns:
            bare = rest[: -len(pronoun)]
            if rest.endswith(pronoun) and "preposition" in self.functions.get(bare, ()):
                return bare, pronoun
        return "", ""

    def _verb(self, core: str) -> tuple[tuple[VerbReading, ...], str]:
        found = self.verbs.get(core)
        if found:
            return found, ""
        for pronoun in self.clitics.pronouns:
            if core.endswith(pronoun) and len(core) > len(pronoun) + 1:
                stem = core[: -len(pronoun)]
                found = self.verbs.get(stem) or self.verbs.get(stem + self.clitics.verb_plural, ())
                if stem.endswith(self.clitics.weak_before_pronoun):  # he evacuated it, written like: the two of them broke it
                    found = (*self.verbs.get(stem[:-1] + self.clitics.weak_final, ()), *found)
                if found:
                    return found, pronoun
        return (), ""

    def _noun(self, core: str, article: bool) -> tuple[tuple[str, ...], str]:
        found = self._lemmas(core)
        if found or article:
            return found, ""
        c = self.clitics
        for pronoun in c.pronouns:
            if not core.endswith(pronoun) or len(core) < len(pronoun) + 2:
                continue
            stem = core[: -len(pronoun)]
            found = self._lemmas(stem)
            if stem.endswith(c.construct):
                whole = stem[:-1] + c.final  # itself a noun: they transported it is no transport of hers
                found = (whole,) if whole in self.nouns else found
            elif stem[-1] in c.hamza_seats:
                found = self._lemmas(stem[:-1] + c.hamza) or found
            if found:
                return found, pronoun
        return (), ""

    def _lemmas(self, core: str) -> tuple[str, ...]:
        found = [core] if core in self.nouns else []
        if found and core.endswith(self.clitics.final):
            return (core,)
        taken = ""
        for ending, instead in self.clitics.noun_endings:
            if ending != taken and core.endswith(ending) and len(core) > len(ending) + 1:
                lemma = core[: len(core) - len(ending)] + instead
                if not instead and lemma.endswith(self.clitics.final) and lemma[:-1] in self.nouns:
                    continue  # a noun with a pronoun: no ending follows a ta marbuta
                if lemma in self.nouns and lemma not in found:
                    found.append(lemma)
                    taken = ending  # the plural of negotiation, not of negotiator
        return tuple(found)

    def _cost(self, word: Word) -> float:
        """Fewer pieces first; what is rarer (a pronoun, a form that is only passive) costs a little more."""
        cost = bool(word.conj) + bool(word.prep) + word.future + 1.1 * bool(word.pronoun)
        if word.article and not word.nouns:
            cost += 0.5
        article = self.clitics.article
        if not word.article and any(n.startswith(article) and n[len(article) :] in self.nouns for n in word.nouns):
            cost += 0.5  # a noun that some list has with its article: the quarter
        if word.verbs and not word.nouns and all(v.passive_only for v in word.verbs):
            cost += 1.2
        return cost

    def _frequency_gain(self, word: Word, form: str) -> float:
        """How much more usual the rest is than the whole, less the clitics' thresholds; 0 for the unsplit word."""
        c = self.clitics
        if word.core == form:
            return 0.0
        gain = -1.0
        if word.article and not (word.conj or word.prep):
            return 3.0
        if word.article:
            gain = 2.0
        else:
            gain += self._log(word.core, with_article=True) - self._log(form)
            if len(word.core) >= c.long[0] and not word.core.startswith(c.article):
                gain += c.long[1]
            gain -= sum(c.thresholds.get(x, 0.0) for x in (word.conj, word.prep) if x)
            if word.conj and not self.frequencies.get(form) and len(word.core) >= c.long[0]:
                gain += c.unseen  # nine of ten forms that nobody has seen are joined: and Sahnaya
        return gain if len(word.core) > 1 else -9.0

    def _log(self, form: str, with_article: bool = False) -> float:
        """How usual a form is, also with the article where that is asked: nouns are met so."""
        more = self.frequencies.get(self.clitics.article + form, 0) if with_article else 0
        return math.log(self.frequencies.get(form, 0) + more + 0.5)


def readings_table(lines: Sequence[str]) -> dict[str, tuple[VerbReading, ...]]:
    """The rows of lexemes.tsv (form, lemma, codes) as a table by form."""
    table: dict[str, tuple[VerbReading, ...]] = {}
    shared: dict[str, tuple[str, ...]] = {}  # forms of different verbs have the same codes: one of each is kept
    for line in lines:
        form, lemma, codes = line.rstrip("\n").split("\t")
        if codes not in shared:
            shared[codes] = tuple(codes.split(" "))
        table[form] = (*table.get(form, ()), VerbReading(intern(lemma), shared[codes]))
    return table
