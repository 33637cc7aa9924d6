"""What exports ask of the world: who an actor is, where a place lies, which codes a type has; and the knowledge's answer."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from rasid.exports.standards import standard
from rasid.text import fold


@dataclass(frozen=True, slots=True)
class Who:
    """An actor or outlet of the registry."""

    id: str
    kind: str
    ar: str
    en: str
    countries: tuple[str, ...] = ()
    acled: str = ""


@dataclass(frozen=True, slots=True)
class Spot:
    """A place of the gazetteer; `path` begins with its own id and ends with the country."""

    id: str
    kind: str
    ar: str
    en: str
    path: tuple[str, ...] = ()
    lat: float | None = None
    lon: float | None = None


@dataclass(frozen=True, slots=True)
class Codes:
    """An event type and its codes in other standards (None: they cannot say it)."""

    id: str
    ar: str
    acled: Any = None
    plover: Any = None
    cameo: str | None = None


class World(Protocol):
    """The world as exports see it."""

    @property
    def version(self) -> str: ...

    def who(self, id_: str) -> Who | None: ...

    def spot(self, id_: str) -> Spot | None: ...

    def codes(self, type_: str) -> Codes: ...

    def noun_class(self, words: str) -> str: ...

    def generic(self, words: str) -> bool: ...


class PlainWorld:
    """A world of given entries; the words of an unknown entity stand for its name."""

    def __init__(
        self,
        codes: Mapping[str, Codes] | None = None,
        actors: Mapping[str, Who] | None = None,
        places: Mapping[str, Spot] | None = None,
        nouns: Mapping[str, str] | None = None,
        version: str = "",
        common: Collection[str] = (),
        affixes: tuple[Collection[str], Collection[str]] = ((), ()),
    ) -> None:
        """`nouns` are generic nouns with their class, `common` other words that are no names; both folded, without article.

        `affixes` are what may be glued to the front and to the end of a noun.
        """
        self._before, self._after = affixes
        self._codes, self._actors, self._places, self._common = codes or {}, actors or {}, places or {}, frozenset(common)
        self._nouns = {fold(word): klass for word, klass in (nouns or {}).items()}
        self.version = version

    def who(self, id_: str) -> Who | None:
        """The actor or outlet of an id."""
        return self._actors.get(id_)

    def spot(self, id_: str) -> Spot | None:
        """The place of an id."""
        return self._places.get(id_)

    def codes(self, type_: str) -> Codes:
        """The codes of a type."""
        return self._codes.get(type_) or Codes(type_, type_)

    def noun_class(self, words: str) -> str:
        """The class of a generic noun such as civilians or fighters, "" for anything else."""
        found = (self._nouns.get(stem) for word in fold(words).split() for stem in self._stems(word))
        return next(filter(None, found), "")

    def generic(self, words: str) -> bool:
        """Whether the words name nobody: every one of them is a generic noun, another common word or a number."""
        known = fold(words).split()
        return bool(self.noun_class(words)) and all(
            word.isdecimal() or any(stem in self._nouns or stem in self._common for stem in self._stems(word)) for word in known
        )

    def _stems(self, word: str) -> list[str]:
        """The word, without what may be glued to its front, without its ending, and without both."""
        fronts = [word, *(word[len(part) :] for part in self._before if word.startswith(part) and len(word) > len(part) + 2)]
        ends = [stem[: -len(part)] for stem in fronts for part in self._after if stem.endswith(part) and len(stem) > len(part) + 2]
        return [*fronts, *ends]


def knowledge_world(knowledge: Any, gazetteer: Any) -> PlainWorld:
    """The world of the loaded knowledge; places are looked up in the gazetteer as they are asked for."""
    codes = {e.id: Codes(e.id, e.ar, e.acled, e.plover, e.cameo) for e in knowledge.codebook.values()}
    actors = {o.id: Who(o.id, "outlet", o.ar, o.en, (o.country,) if o.country else ()) for o in knowledge.outlets.values()}
    actors |= {a.id: Who(a.id, a.kind, a.ar, a.en, a.countries, _class_of(a, knowledge.actors)) for a in knowledge.actors.values()}
    nouns: dict[str, str] = {}
    common = set(knowledge.lexicon.functions)
    for word, categories in knowledge.lexicon.nouns.items():
        classes = [c.detail for c in categories if c.kind in ("group", "head", "person") and c.detail]
        if classes:
            nouns[word] = next((klass for klass in classes if klass != "neutral"), classes[0])
        elif categories and word not in knowledge.morphology.given_names:
            common.add(word)
    return _GazetteerWorld(codes, actors, nouns, knowledge.version, common, _affixes(knowledge.morphology.clitics), gazetteer)


def _affixes(clitics: Any) -> tuple[list[str], list[str]]:
    """The clitics that may stand before a noun, with the article and without, and the endings of plurals."""
    inner = (clitics.article, clitics.fused, *(p + clitics.article for p in clitics.prepositions), *clitics.prepositions, "")
    before = sorted({c + i for c in ("", *clitics.conjunctions) for i in inner} - {""}, key=lambda part: (-len(part), part))
    return before, [*(ending for ending, _ in clitics.noun_endings if len(ending) > 1), clitics.final]


def _class_of(actor: Any, actors: Mapping[str, Any]) -> str:
    """The actor's class; a person has that of whom he speaks for or belongs to."""
    seen, queue = {actor.id}, [actor]
    for one in queue:
        if one.acled:
            return str(one.acled)
        if one.kind != "person" and one is not actor:
            return str(standard("acled")["kinds"].get(one.kind, ""))
        if actor.kind != "person":
            return ""
        around = [*one.speaks_for, *(link.to for link in one.part_of)]
        queue += [actors[to] for to in around if to in actors and to not in seen]
        seen.update(around)
    return ""


class _GazetteerWorld(PlainWorld):
    def __init__(
        self, codes: Any, actors: Any, nouns: Any, version: str, common: Collection[str], affixes: Any, gazetteer: Any
    ) -> None:
        super().__init__(codes, actors, {}, nouns, version, common, affixes)
        self._gazetteer = gazetteer

    def spot(self, id_: str) -> Spot | None:
        """The place of an id in the gazetteer."""
        if id_ not in self._gazetteer:
            return None
        row = self._gazetteer.get(id_)
        return Spot(row.id, row.kind, row.ar, row.en, row.path, row.lat, row.lon)
