"""What rules and network hold of an event in, the choices that weigh them out: one form of question for reading and for training.

Of a phrase that may fill a role it also counts what the two opinions do not hold: how many others are surer, whether one of these has
words of it, and what sort of phrase it is.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rasid.choice import Choice
from rasid.types import Role
from rasid_neural.opinions import Candidate, Filler
from rasid_neural.stacking import Opinion, weighed

YES, NO = "yes", "no"
_LIKELY = 0.4  # on average of the two: a phrase that others of its role must stand beside
_MANY = 3


def event_choice(candidate: Candidate) -> Choice:
    """Is it an event, and of which type?"""
    kinds = {o: o.split(".")[0] for o in candidate.options}
    return weighed(candidate.options, candidate.rules, candidate.network, kinds)


def role_choices(fillers: Sequence[Filler], role: Role, type_: str) -> list[tuple[Filler, Choice]]:
    """Does a phrase fill this role of the event? Asked of each phrase of which somebody thinks so."""
    asked = [f for f in fillers if role in f.rules or role in f.network]
    order = sorted(asked, key=lambda f: -_mean(f, role))
    kinds = {YES: role, NO: f"{role}-{type_.split('.')[0]}"}
    choices = []
    for filler in asked:
        surer = order[: order.index(filler)]
        more = {YES: [f"{role}:{x}" for x in (*_among(filler, role, surer), *_sort(filler))]}
        choices.append(weighed((NO, YES), _yes(filler.rules.get(role)), _yes(filler.network.get(role)), kinds, more))
    return list(zip(asked, choices, strict=True))


def _yes(p: float | None) -> dict[str, float]:
    return {} if p is None else {YES: p, NO: 1 - p}


def _mean(filler: Filler, role: Role) -> float:
    held = [o[role] for o in (filler.rules, filler.network) if role in o]
    return sum(held) / len(held)


def _among(filler: Filler, role: Role, surer: Sequence[Filler]) -> Iterator[str]:
    """Those that are surer in this role."""
    likely = [f.phrase for f in surer if _mean(f, role) >= _LIKELY]
    yield f"rank={min(len(surer), _MANY)}"
    yield f"likely={min(len(likely), _MANY)}"
    yield f"shared={any(p.overlaps(filler.phrase) for p in likely)}"


def _sort(filler: Filler) -> Iterator[str]:
    """What sort of phrase it is."""
    phrase = filler.phrase
    sort = "name" if phrase.names else phrase.category or "word"
    yield f"sort={sort}"
    yield f"definite={phrase.definite}|{sort}"
    yield f"prep={phrase.prep}"
    yield f"nested={phrase.nested}"
    yield f"joined={phrase.conj_of >= 0}"


def plain_choice(options: Sequence[str], opinions: tuple[Opinion, Opinion]) -> Choice:
    """One of a few options that are learned of by name."""
    return weighed(options, *opinions, {o: o for o in options})


def listed_choice(options: Sequence[str], opinions: tuple[Opinion, Opinion], default: str) -> Choice:
    """The default or one of those that the sentence offers."""
    return weighed(options, *opinions, {o: default if o == default else "" for o in options})
