"""What was accepted and what either coder held in, who made the claim and where the two differ out, as the lines kept with it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from rasid.frames import NONE
from rasid.knowledge import Knowledge
from rasid.phrases import Phrase
from rasid.types import ROLES, Role
from rasid_neural.coding import SURE, Places
from rasid_neural.opinions import Candidate, Filler, Voices
from rasid_neural.stacking import Opinion

_HELD = 0.5  # a coder who holds something likelier than this says it


def who_made(candidate: Candidate, type_: str, knowledge: Knowledge) -> tuple[str, ...]:
    """Those who alone would have made the claim; if nobody would, both have."""
    rules, drawn = candidate.rules, candidate.network
    limit = knowledge.models["trigger"].limit(type_)
    sure = (
        ("rules", bool(rules) and 1 - rules[NONE] >= limit and _first(rules) == type_),
        ("neural", bool(drawn) and 1 - drawn[NONE] >= SURE and _first(drawn) == type_),
    )
    return tuple(name for name, yes in sure if yes) or ("rules", "neural")


def _first(odds: Mapping[str, float]) -> str:
    return max((o for o in odds if o != NONE), key=lambda o: odds[o], default="")


def of_event(candidate: Candidate, type_: str, p: float, who: Sequence[str]) -> Iterator[str]:
    """How sure both and either are; a coder who would have had another type, or no event, differs."""
    yield f"both {p:.2f}"
    for name, odds in (("rules", candidate.rules), ("neural", candidate.network)):
        first, held = _first(odds), odds.get(type_, 0.0)
        if first and first != type_ and odds[first] >= held:
            yield f"differs type: {name} {first} {odds[first]:.2f}"
        else:
            yield f"{name} {held:.2f}" if name in who else f"differs event: {name} {held:.2f}"


def of_roles(fillers: Sequence[Filler], roles: Mapping[Role, Sequence[Phrase]], places: Places) -> Iterator[str]:
    """Fillers that one coder alone holds likely."""
    for filler in fillers:
        for role in ROLES:
            sides = (filler.rules.get(role, 0.0) >= _HELD, filler.network.get(role, 0.0) >= _HELD)
            if filler.network and sides[0] != sides[1]:
                words = places.reading.text.raw[filler.phrase.start : filler.phrase.end]
                taken = "with" if filler.phrase in roles[role] else "without"
                yield f"differs {role}: {'rules' if sides[0] else 'neural'} {words} ({taken})"


def of_choice(name: str, taken: str, rules: Opinion, drawn: Opinion) -> Iterator[str]:
    """A coder who would have chosen something else."""
    for who, odds in (("rules", rules), ("neural", drawn)):
        first = max(odds, key=lambda o: odds[o], default=taken)
        if first != taken:
            yield f"differs {name}: {who} {first} {odds[first]:.2f}"


def of_source(taken: str, voices: Voices, places: Places) -> Iterator[str]:
    """The same of the source, in the words that name it; the same words elsewhere are no other source."""
    raw = places.reading.text.raw
    names = {key: raw[s.start : s.end] if s else key for key, s in voices.speakers.items()}
    for who, odds in (("rules", voices.rules), ("neural", voices.network)):
        first = max(odds, key=lambda o: odds[o], default=taken)
        if names[first] != names[taken]:
            yield f"differs source: {who} {names[first]} {odds[first]:.2f}"
