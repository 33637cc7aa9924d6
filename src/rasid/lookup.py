"""What a person types (an id, or a name in either script) in, the id it means out; several or none is an error that says so."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from rasid.errors import ConfigError, NotFoundError
from rasid.gazetteer import Gazetteer, PlaceRow
from rasid.gazetteer.phrase import PhraseReader
from rasid.knowledge import Actor
from rasid.text import fold

_LISTED = 12


def place_id(typed: str, places: Gazetteer) -> str:
    """The id of the one place that bears this id or name, with or without the noun that says what it is: the quarter of X.

    Raises:
        NotFoundError: no place bears it.
        ConfigError: several do; they are listed.
    """
    rows = places.find(typed) or _announced(typed, places)
    if not rows:
        raise NotFoundError(f"no place is called {typed!r}; `rasid knowledge search` finds names")
    if len({r.id for r in rows}) > 1:
        listed = sorted(rows, key=lambda r: (-r.population, r.id))[:_LISTED]
        raise ConfigError(_several("place", typed, ((r.id, f"{r.kind}, {r.en}") for r in listed), len(rows)))
    return rows[0].id


def _announced(typed: str, places: Gazetteer) -> Sequence[PlaceRow]:
    """The places of a name that are of the kind that the noun before it tells, its first meaning before the others."""
    phrase = PhraseReader(places).read(typed)
    if phrase.containers or phrase.rest or phrase.bearing is not None or phrase.km is not None or phrase.rural:
        return ()
    rows = places.candidates(phrase.name) if phrase.name else ()
    return next((found for kind in phrase.kinds if (found := [r for r in rows if r.kind == kind])), ())


def actor_id(typed: str, actors: Mapping[str, Actor]) -> str:
    """The id of the one actor that bears this id or name.

    Raises:
        NotFoundError: no actor bears it.
        ConfigError: several do; they are listed.
    """
    if typed in actors:
        return typed
    wanted = fold(typed)
    found = [a for a in actors.values() if wanted in {fold(n) for n in (a.ar, a.en, *a.names, *a.latin)}]
    if not found:
        raise NotFoundError(f"no actor is called {typed!r}; `rasid knowledge search` finds names")
    if len(found) > 1:
        raise ConfigError(_several("actor", typed, ((a.id, a.en) for a in found[:_LISTED]), len(found)))
    return found[0].id


def _several(kind: str, typed: str, listed: Iterable[tuple[str, str]], total: int) -> str:
    lines = [f"  {id_:36} {what}" for id_, what in listed]
    more = [f"  and {total - len(lines)} more"] if total > len(lines) else []
    return "\n".join([f"{total} {kind}s are called {typed!r}; name one by its id:", *lines, *more])
