"""Attribution and status cues from YAML in, an index from lemmas and words to them out.

One `Cue` is a group of words that work alike: reporting words (attribution.yaml) or words that change a status (status.yaml).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from rasid.knowledge.files import Entry, Faults, entries, unique, words_of
from rasid.morphology import Word
from rasid.text import fold
from rasid.types import STANCES, STATUSES

CueForm = Literal["verb", "participle", "noun", "phrase"]
_ATTRIBUTION_KEYS = (
    "id", "stance", "verb", "participle", "noun", "phrase", "opens", "place", "continues", "hands_over", "nested", "examples",
)  # fmt: skip
_STATUS_KEYS = (
    "id", "status", "scope", "verb", "participle", "noun", "particle", "phrase", "prefix", "tense", "initial", "opens", "unless",
    "firm", "examples",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Cue:
    """One group: `value` is the stance or status it gives; the rest as in the head of its file."""

    id: str
    value: str
    scope: str  # status: verb | noun | complement | clause | own | before; attribution: after | before (where the source stands)
    opens: tuple[str, ...]
    unless: frozenset[str]
    firm: frozenset[str]  # status: the links (governors.py) by which the cue makes sure that the event below it is no fact
    tense: str
    continues: bool
    hands_over: bool
    nested: str
    prefix: str
    examples: tuple[Entry, ...]
    file: str
    line: int
    initial: bool = False  # it counts only where it begins its clause


@dataclass(frozen=True, slots=True)
class CueHit:
    """A cue found: its tokens [first, last), and the form it stands in."""

    cue: Cue
    form: CueForm
    lemma: str
    first: int
    last: int


_Tables = Sequence[tuple[str, Sequence[tuple[tuple[str, ...], Cue, CueForm]]]]
_MOST = 100_000  # word forms whose cues are remembered
_NONE: tuple[_Tables, _Tables, _Tables] = ((), (), ())  # of most words


@dataclass(slots=True)
class CueBook:
    """All cues of a file by the first lemma or word of each."""

    cues: dict[str, Cue] = field(default_factory=dict)
    by_verb: dict[str, list[tuple[tuple[str, ...], Cue, CueForm]]] = field(default_factory=lambda: defaultdict(list))
    by_noun: dict[str, list[tuple[tuple[str, ...], Cue, CueForm]]] = field(default_factory=lambda: defaultdict(list))
    by_word: dict[str, list[tuple[tuple[str, ...], Cue, CueForm]]] = field(default_factory=lambda: defaultdict(list))
    prefixes: dict[str, Cue] = field(default_factory=dict)
    _tables: dict[str, tuple[_Tables, _Tables, _Tables]] = field(default_factory=dict)  # of the forms met before

    def lemmas(self) -> set[str]:
        """Nouns and participles that the reader must know."""
        return set(self.by_noun)

    def find(self, words: Sequence[Word], tags: Sequence[str], first: int, last: int) -> Iterator[CueHit]:
        """The cues of a sentence, the longest at each token; `tags` run from token `first`."""
        known, i = self._tables, first
        while i < last:
            word = words[i]
            if word.future and tags[i - first] == "v":
                yield from (CueHit(cue, "phrase", prefix, i, i + 1) for prefix, cue in self.prefixes.items())
            tables = known.get(word.form) or self._of(word)
            hit = self._at(tables, words, i, last, tags[i - first]) if tables is not _NONE else None
            if hit is None or (hit.cue.initial and _resumes(words, tags, first, i)):
                i += 1
            else:
                yield hit
                i = hit.last

    def _at(self, found: tuple[_Tables, _Tables, _Tables], words: Sequence[Word], i: int, last: int, tag: str) -> CueHit | None:
        word, (by_word, by_verb, by_noun) = words[i], found
        tables = (*by_word, *by_verb, *by_noun) if tag in "vn" or "modal" in word.classes else (*by_word, *by_noun)
        best: CueHit | None = None
        most = 0
        ahead = (words[i + 1].form, words[i + 1].core, words[i + 1].prep) if i + 1 < last else ()
        for lemma, table in tables:
            for rest, cue, form_ in table:
                if rest and rest[0] not in ahead and (form_ != "verb" or len(rest) > 1):
                    continue  # a cheap test before the dear ones
                if form_ == "verb" and ((tag != "v" and "modal" not in word.classes) or not _tense_fits(word, lemma, cue.tense)):
                    continue
                if form_ == "participle" and word.article:
                    continue  # the spokesman is a title, not somebody who just now says
                end = _matched(words, i + 1, last, rest)
                if not end and form_ == "verb" and len(rest) == 1:
                    end = i + 1 if _follows(words, i + 1, min(last, i + _REACH), rest[0]) else 0
                # of those that end alike the one whose preposition is there, too: admitted (b-), not approved
                if end and _not_void(words, end, last, form_, cue) and (best is None or (end, len(rest)) > (best.last, most)):
                    best, most = CueHit(cue, form_, lemma, i, end), len(rest)
        return best

    def _of(self, word: Word) -> tuple[_Tables, _Tables, _Tables]:
        """The cues that a word may begin: by its form, its verbs, its nouns; remembered."""
        if len(self._tables) > _MOST:
            self._tables.clear()
        forms = dict.fromkeys((word.form, word.unjoined, word.core))
        verbs = [v for v in word.verbs if not v.first_person] or word.verbs  # he plundered is not rather: that we urge
        found = (
            [(form, self.by_word[form]) for form in forms if form in self.by_word],
            [(v.lemma, self.by_verb[v.lemma]) for v in verbs if v.lemma in self.by_verb],
            [(n, self.by_noun[n]) for n in word.nouns if n in self.by_noun],
        )
        self._tables[word.form] = found if any(found) else _NONE
        return self._tables[word.form]


def _resumes(words: Sequence[Word], tags: Sequence[str], first: int, i: int) -> bool:
    """The word at i goes on with a clause that has its verb: not `did not`, but `which`.

    Right behind a verb (he said: we did not) and before a first person it begins what somebody says.
    """
    said = any(v.first_person for word in words[i + 1 : i + 2] for v in word.verbs)
    if words[i].conj or said or (i > first and tags[i - 1 - first] == "v"):
        return False
    for k in range(i - 1, first - 1, -1):
        if tags[k - first] in "srq" or words[k].form == ":":
            return False
        if tags[k - first] == "v":
            return True
    return False


_REACH = 6  # tokens between a verb and its preposition: room for the subject


def _follows(words: Sequence[Word], first: int, last: int, preposition: str) -> bool:
    return any(preposition in (words[k].prep, words[k].form) for k in range(first, last))


def _tense_fits(word: Word, lemma: str, tense: str) -> bool:
    return not tense or any(v.lemma == lemma and v.imperfect == (tense == "imperfect") for v in word.verbs)


def _matched(words: Sequence[Word], i: int, last: int, rest: Sequence[str]) -> int:
    """Where the fixed words end that must stand from token i on; 0 if they do not."""
    for word in rest:
        if i < last and len(word) == 1 and words[i].prep == word:
            continue  # a preposition written to the next word
        if i >= last or word not in (words[i].form, words[i].core):
            return 0
        i += 1
    return i


def _not_void(words: Sequence[Word], end: int, last: int, form: CueForm, cue: Cue) -> bool:
    """No word behind it that voids it; a particle of a verb stands before the tense that it asks for (already went: not may go)."""
    if end >= last:
        return True
    verbs = words[end].verbs if form == "phrase" and cue.scope == "verb" and cue.tense else ()
    fits = not verbs or any(v.imperfect == (cue.tense == "imperfect") for v in verbs)
    return fits and not {words[end].form, words[end].core} & cue.unless


def read_attribution(path: Path, faults: Faults) -> CueBook:
    """The reporting words."""
    book = CueBook()
    for entry in entries(path, faults, _ATTRIBUTION_KEYS, ("id", "stance", "opens", "examples")):
        if entry["stance"] not in STANCES:
            faults.add(path, entry.line, f"stance {entry['stance']!r}; allowed: {', '.join(STANCES)}")
        _add(book, entry, str(entry["stance"]), str(entry.get("place", "after")), path)
    unique(((c.id, path, c.line) for c in book.cues.values()), faults)
    return book


def read_status(path: Path, faults: Faults) -> CueBook:
    """The words that change a status."""
    book = CueBook()
    for entry in entries(path, faults, _STATUS_KEYS, ("id", "status", "scope", "examples")):
        if entry["status"] not in STATUSES:
            faults.add(path, entry.line, f"status {entry['status']!r}; allowed: {', '.join(STATUSES)}")
        _add(book, entry, str(entry["status"]), str(entry["scope"]), path)
    return book


def _add(book: CueBook, entry: Entry, value: str, scope: str, path: Path) -> None:
    cue = Cue(
        str(entry["id"]), value, scope, tuple(fold(o) for o in words_of(entry.get("opens"))),
        frozenset(fold(w) for w in words_of(entry.get("unless"))),
        frozenset(fold(w) for w in words_of(entry.get("firm"))), str(entry.get("tense", "")),
        bool(entry.get("continues", False)), bool(entry.get("hands_over", False)), fold(str(entry.get("nested", ""))),
        fold(str(entry.get("prefix", ""))), tuple(e for e in entry["examples"] if isinstance(e, Entry)), path.name, entry.line,
        bool(entry.get("initial", False)),
    )  # fmt: skip
    book.cues[cue.id] = cue
    if cue.prefix:
        book.prefixes[cue.prefix] = cue
    kinds: tuple[tuple[str, CueForm], ...] = (
        ("verb", "verb"), ("participle", "participle"), ("noun", "noun"), ("phrase", "phrase"), ("particle", "phrase"),
    )  # fmt: skip
    for key, form in kinds:
        for value_ in words_of(entry.get(key)):
            first, *rest = fold(value_).split()
            table = book.by_verb if form == "verb" else book.by_word if form == "phrase" else book.by_noun
            table[first].append((tuple(rest), cue, form))
