"""What exports ask of the world: who an actor is, where a place lies, which codes a type has; and the knowledge's answer."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Protocol

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


class PlainWorld:
    """A world of given entries; the words of an unknown entity stand for its name."""

    def __init__(
        self,
        codes: Mapping[str, Codes] | None = None,
        actors: Mapping[str, Who] | None = None,
        places: Mapping[str, Spot] | None = None,
        nouns: Mapping[str, str] | None = None,
        version: str = "",
    ) -> None:
        self._codes, self._actors, self._places = codes or {}, actors or {}, places or {}
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
        found = (self._nouns.get(word) or self._nouns.get(word.removeprefix("\u0627\u0644")) for word in fold(words).split())
        return next(filter(None, found), "")


def knowledge_world(knowledge: Any, gazetteer: Any) -> PlainWorld:
    """The world of the loaded knowledge; places are looked up in the gazetteer as they are asked for."""
    codes = {e.id: Codes(e.id, e.ar, e.acled, e.plover, e.cameo) for e in knowledge.codebook.values()}
    actors = {o.id: Who(o.id, "outlet", o.ar, o.en, (o.country,) if o.country else ()) for o in knowledge.outlets.values()}
    actors |= {a.id: Who(a.id, a.kind, a.ar, a.en, a.countries, a.acled) for a in knowledge.actors.values()}
    nouns = {
        word: category.detail
        for word, categories in knowledge.lexicon.nouns.items()
        for category in categories
        if category.kind in ("head", "group", "person") and category.detail
    }
    return _GazetteerWorld(codes, actors, nouns, knowledge.version, gazetteer)


class _GazetteerWorld(PlainWorld):
    def __init__(self, codes: Any, actors: Any, nouns: Any, version: str, gazetteer: Any) -> None:
        super().__init__(codes, actors, {}, nouns, version)
        self._gazetteer = gazetteer

    def spot(self, id_: str) -> Spot | None:
        """The place of an id in the gazetteer."""
        if id_ not in self._gazetteer:
            return None
        row = self._gazetteer.get(id_)
        return Spot(row.id, row.kind, row.ar, row.en, row.path, row.lat, row.lon)
