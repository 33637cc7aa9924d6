"""What a report tells about its places, as the resolver asks for it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Context:
    """What a report tells about its places. `places`: ids of other places with their distance in words."""

    theatre: Mapping[str, float] = field(default_factory=dict)  # country id -> weight, 1 for the whole report
    places: Sequence[tuple[str, float]] = ()
    container: str = ""  # id of the place that the text says it lies in
    outside: str = ""  # a container that holds no known place of the name
    beside: str = ""  # id of the place on whose side the text says it lies
    actors: Sequence[str] = ()  # countries of the actors
    behind: Set[str] = frozenset()  # those of `places` that are named behind the words only
    called: Mapping[str, Set[str]] = field(default_factory=dict)  # of `places` the kinds of the nouns before their names, "" for none
    in_row: bool = False  # the words are joined to other places
    here: Sequence[str] = ()  # towns named before the words in their sentence
    aside: Set[str] = frozenset()  # those of `places` that only tell where somebody is who speaks or was spoken with


NOTHING = Context()
