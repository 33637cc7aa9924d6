"""The words of a place as a report has them in; the name in them, what announces it, direction, distance and container out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from rasid.gazetteer.index import Gazetteer
from rasid.text import Text

_LONGEST = 6
_MOST_READ = 20_000
_HOLDERS = ("governorate", "region", "district", "city", "town")  # what holds several places


@dataclass(frozen=True, slots=True)
class Phrase:
    """A place phrase taken apart: the folded name, the names of what it lies in, the names listed beside it."""

    name: str = ""
    containers: tuple[str, ...] = ()
    beside: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()  # what the announcing noun allows, () for none
    noun: str = ""  # the singular of an announcing noun in the dual or plural
    bearing: float | None = None  # degrees, of a direction said of the name
    km: float | None = None  # distance said
    near: bool = False  # around, on the outskirts
    part: bool = False  # inside, some of
    rural: bool = False  # countryside of
    border: bool = False
    countries: tuple[str, ...] = ()  # of nationality adjectives in the phrase
    capital: bool = False
    homeland: bool = False
    definite: bool = False  # the noun alone with its article: "the town", one that was named before
    rest: tuple[str, ...] = field(default=())  # words that said nothing


class PhraseReader:
    """Takes place phrases apart with the words of one language and the names of the gazetteer."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self._gazetteer = gazetteer
        self._read: dict[str, Phrase] = {}  # of a pure function: reports repeat their places

    def read(self, surface: str) -> Phrase:
        """One phrase, raw or folded."""
        phrase = self._read.get(surface)
        if phrase is None:
            if len(self._read) > _MOST_READ:
                self._read.clear()
            phrase = _Walk(self._gazetteer, [t.form for t in Text(surface).tokens if t.kind != "punct"]).run()
            self._read[surface] = phrase
        return phrase


class _Walk:
    def __init__(self, gazetteer: Gazetteer, forms: Sequence[str]) -> None:
        self._gazetteer = gazetteer
        self._words = gazetteer.words
        self._forms = forms
        self._names: list[str] = []
        self._containers: list[str] = []
        self._beside: list[str] = []
        self._joined = False
        self._kinds: tuple[str, ...] = ()
        self._announcing = ""
        self._bearing: float | None = None
        self._km: float | None = None
        self._flags: set[str] = set()
        self._countries: list[str] = []
        self._rest: list[str] = []
        self._number: float | None = None

    def run(self) -> Phrase:
        at = 0
        whole = " ".join(self._forms)
        bare = not whole.startswith(self._words.article)
        generic = self._noun(whole) is not None and (bare or whole in self._words.ambiguous)
        if self._gazetteer.candidates(whole) and not generic:
            self._names.append(whole)
            at = len(self._forms)
        while at < len(self._forms):
            at += self._step(at)
        flags = self._flags
        return Phrase(
            name=self._names[0] if self._names else "",
            containers=tuple(self._containers),
            beside=tuple(self._beside),
            kinds=self._kinds,
            noun=self._announcing if self._kinds else "",
            bearing=self._bearing,
            km=self._km,
            near="near" in flags,
            part="part" in flags,
            rural="rural" in flags,
            border="border" in flags,
            countries=tuple(dict.fromkeys(self._countries)),
            capital="capital" in flags,
            homeland="homeland" in flags,
            definite="definite" in flags,
            rest=tuple(self._rest),
        )

    def _step(self, at: int) -> int:
        """Reads what begins at a word; how many words that took."""
        return self._name(at) or self._direction(at) or self._distance(at) or self._word(at)

    def _name(self, at: int) -> int:
        for length in range(min(_LONGEST, len(self._forms) - at), 0, -1):
            words = self._forms[at : at + length]
            name = " ".join(words)
            if (length == 1 and self._is_plain_word(name, at)) or self._is_begun(at + length):
                continue
            for form in (name, *self._without_clitics(name)):
                if self._gazetteer.candidates(form):
                    self._take(form, joined=self._joined or name[: len(name) - len(form)] in self._words.joints)
                    return length
                if not self._names and self._announcing and self._gazetteer.candidates(f"{self._announcing} {form}"):
                    self._take(f"{self._announcing} {form}", joined=False)  # known with its noun only, which stands in the dual here
                    return length
        if self._is_begun(at + 1) and not self._names and self._is_unknown(*self._forms[at : at + 2]):
            self._rest += self._forms[at : at + 2]
            return 2
        return 0

    def _is_begun(self, at: int) -> bool:
        """A name of a village has only begun before this word, which goes on: the village of Tell X, no village called Tell."""
        if not 0 < at < len(self._forms) or self._forms[at - 1] not in self._words.heads:
            return False
        form, places = self._forms[at], self._words
        plain = places.fillers | places.near | places.parts | places.prepositions | places.ornaments | places.joints
        return not (form in plain or form in places.directions or form in places.adjectives or form in places.adjective_country)

    def _is_unknown(self, head: str, word: str) -> bool:
        """A well, a hill may be that of the village behind it; behind other first words of names no word is a name."""
        return head not in self._words.nouns or not self._gazetteer.candidates(word)

    def _take(self, name: str, joined: bool) -> None:
        if self._names:
            (self._beside if joined else self._containers).append(name)
        self._names.append(name)
        self._joined = False

    def _is_plain_word(self, word: str, at: int) -> bool:
        """A noun or direction that also is a place's name is the noun; a common word is, unless a noun announced it."""
        words = self._words
        last_announced = at > 0 and at == len(self._forms) - 1 and not self._names and bool(self._kinds)
        for form in (word, *self._without_clitics(word)):
            if form in words.directions or form in words.adjectives or form in words.homeland:
                return True
            if self._noun(form) and not self._is_own_name(form):
                return True
            function = form in words.near or form in words.parts or form in words.fillers or form in words.rural
            if (function and not last_announced) or (form in words.ambiguous and not self._announced(at)):
                return True
        return False

    def _is_own_name(self, form: str) -> bool:
        """A noun with its article that is a place's own name all the same."""
        words = self._words
        if not form.startswith(words.article) or form in words.ambiguous or form in words.definite:
            return False
        return any(self._gazetteer.is_own(form, row.id) for row in self._gazetteer.candidates(form))

    def _announced(self, at: int) -> bool:
        """Whether the word before is a noun that announces a place; behind several (new villages) an adjective is none."""
        if at == 0 or self._names:
            return False
        words, before, form = self._words, self._forms[at - 1], self._forms[at]
        forms = (before, *self._without_clitics(before))
        if any(f in words.directions for f in forms) and self._noun(form) is None:
            return True  # north of al-Bab, but not: of the town
        return any(self._noun(f) for f in forms) and not (words.is_adjective(form) and any(f in words.several for f in forms))

    def _noun(self, word: str) -> tuple[str, ...] | None:
        """The kinds that a noun announces, with or without its article."""
        bare = word.removeprefix(self._words.article)
        return self._words.nouns.get(word) or self._words.nouns.get(bare)

    def _of_several(self, word: str) -> tuple[str, ...]:
        """What the name behind a noun for several may be: what holds them, or the first of them; governorates are never held by one."""
        own = self._noun(word) or ()
        return (*own[:1], "country", "region") if own[:1] == ("governorate",) else tuple(dict.fromkeys((*_HOLDERS, *own[:1])))

    def _without_clitics(self, name: str) -> list[str]:
        """The name without a conjunction or preposition hung before its first word."""
        out = []
        for clitic, base in self._words.clitics.items():
            if name.startswith(clitic) and len(name) > len(clitic) + 1:
                out.append(base + name[len(clitic) :])
        return out

    def _direction(self, at: int) -> int:
        for length in (2, 1):
            words = " ".join(self._forms[at : at + length])
            for table in (self._words.adjectives, self._words.directions):
                bare = next((w for w in (words, *self._without_clitics(words)) if w in table), None)
                if bare is not None and at + length <= len(self._forms):
                    self._bearing = table[bare] if self._bearing is None else self._bearing
                    if bare != words and not self._names:
                        self._kinds = ()  # an area IN the north of X
                    return length
        return 0

    def _distance(self, at: int) -> int:
        word = self._forms[at]
        if word.replace(".", "", 1).isdecimal():
            self._number = float(word)
            return 1
        if word in self._words.numbers and at + 1 < len(self._forms):
            self._number = self._words.numbers[word]
            return 1
        if word in self._words.units and self._number is not None:
            self._km = self._number * self._words.units[word]
            return 1
        return 0

    def _word(self, at: int) -> int:
        words = self._words
        forms = (self._forms[at], *self._without_clitics(self._forms[at]))
        if forms[0] in words.prepositions and not self._names:
            self._kinds = ()
        known = False
        for form in forms:
            if form in words.rural and not self._names:
                self._flags.add("rural")
                return 1
            country = words.adjective_country.get(form)
            if country:
                self._countries.append(country)
                return 1
            if form in words.homeland and not self._names:
                self._flags.add("homeland")
                return 1
            if form in words.definite and not self._names:
                self._flags.add("definite")
            if form in words.capital:
                self._flags.add("capital")
            kinds = self._noun(form) if not self._names else None
            if kinds:
                self._announcing = words.singular.get(form, "")
            if form in words.several and not self._names:
                self._kinds, known = self._of_several(form), True
            elif kinds:
                self._kinds = kinds
                if "border" in self._kinds:
                    self._flags.add("border")
                known = True
            if form in words.near and not self._names:
                self._flags.add("near")
                known = True
            if form in words.parts and not self._names:
                self._flags.add("part")
                known = True
            if known:
                return 1
        if self._forms[at] in words.joints:
            self._joined = True
        elif not any(f in words.fillers for f in forms):
            self._rest.append(self._forms[at])
        return 1
