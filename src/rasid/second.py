"""A first guess at the roles of all events of a sentence in, a second choice for each phrase out, made in view of the others' guesses.

One subject stands for one actor, what is joined shares a role, an event often keeps the actor of the one before: none of this is
seen by a choice that looks at one phrase and one event.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rasid.choice import Choice
from rasid.mentions import Reading
from rasid.phrases import Phrase
from rasid.scene import Event

LEAST = 0.03  # a phrase that almost surely fills no role is not asked again
_FINE = (0.02, 0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.96)
_COARSE = (0.1, 0.3, 0.5, 0.7, 0.9)
_ROLES = ("actor", "target", "place")
_KEPT = ("pos=", "tpos=", "fk=", "tk=", "wayf=", "pk=")  # of the first choice's features, what goes with the guesses


@dataclass(frozen=True, slots=True)
class Guess:
    """A phrase with its first choice and the probability of each option."""

    phrase: Phrase
    choice: Choice
    odds: Sequence[float]

    @property
    def filled(self) -> float:
        """The probability that it fills some role."""
        return 1 - self.odds[0]


@dataclass(slots=True)
class _Frame:
    """The guesses of one event: the probability of each role by phrase number, and who comes first in it."""

    event: Event
    guesses: Sequence[Guess]
    odds: dict[int, tuple[float, ...]]
    first: tuple[int, ...]  # by role: the place in `guesses` of the likeliest
    runner: tuple[int, ...]
    totals: tuple[float, ...]


def second_choices(reading: Reading, events: Sequence[Event], guesses: Sequence[Sequence[Guess]]) -> list[dict[int, Choice]]:
    """For each event: the second choice by phrase number, of the phrases worth asking."""
    frames = [_frame(e, g) for e, g in zip(events, guesses, strict=True)]
    found = []
    for n, frame in enumerate(frames):
        asked = [k for k, g in enumerate(frame.guesses) if g.filled >= LEAST]
        keys = [_key(g.phrase, reading) for g in frame.guesses]
        found.append(
            {
                frame.guesses[k].phrase.i: Choice(
                    frame.guesses[k].choice.options, (*_own(frame, k, keys), *_others(frames, n, frame.guesses[k]))
                )
                for k in asked
            }
        )
    return found


def _frame(event: Event, guesses: Sequence[Guess]) -> _Frame:
    odds = {g.phrase.i: _by_role(g) for g in guesses}
    rows = [odds[g.phrase.i] for g in guesses]
    orders = [sorted(range(len(rows)), key=lambda k: -rows[k][r]) for r in range(3)]
    first = tuple(o[0] if o else -1 for o in orders)
    runner = tuple(o[1] if len(o) > 1 else -1 for o in orders)
    return _Frame(event, guesses, odds, first, runner, tuple(sum(row[r] for row in rows) for r in range(3)))


def _by_role(guess: Guess) -> tuple[float, ...]:
    options = guess.choice.options
    return tuple(sum(p for p, o in zip(guess.odds, options, strict=True) if role in o) for role in _ROLES)


def _key(phrase: Phrase, reading: Reading) -> str:
    return phrase.names[0].key if phrase.names else reading.words[phrase.head].lemma


def _step(x: float, steps: Sequence[float] = _COARSE) -> int:
    return bisect_right(steps, x)


def _own(frame: _Frame, k: int, keys: Sequence[str]) -> Iterator[str]:
    """The phrase among the other candidates of its event."""
    guess, (trigger, type_) = frame.guesses[k], frame.event
    phrase, odds = guess.phrase, frame.odds[guess.phrase.i]
    family = type_.split(".")[0]
    yield "b"
    yield f"t={type_}"
    yield from (f for f in guess.choice.features if f.startswith(_KEPT))
    yield f"p={_step(guess.filled, _FINE)}"
    for r, role in enumerate(_ROLES):
        p = odds[r]
        best = frame.first[r] if frame.first[r] != k else frame.runner[r]
        rival = frame.odds[frame.guesses[best].phrase.i][r] if best >= 0 else 0.0
        leads = frame.first[r] == k
        yield f"{role}{_step(p, _FINE)}"
        yield f"{role}r{leads}|{_step(p)}|{_step(rival)}"
        yield f"{role}s|{_step(p)}|{min(int((frame.totals[r] - p) * 2 + 0.5), 4)}"
        yield f"{role}t|{type_}|{_step(p)}|{_step(rival)}"
        if best >= 0 and not leads:
            other = frame.guesses[best].phrase
            tie = _tie(phrase, other, keys[k] == keys[best])
            sides = f"{phrase.first > trigger.first}{other.first > trigger.first}"
            yield f"{role}rel|{tie}|{_step(p)}|{_step(rival)}"
            yield f"{role}relf|{tie}|{family}|{sides}|{_step(rival)}|{bool(phrase.prep)}{phrase.prep == other.prep}"
    yield from _beside(frame, k, guess)


def _tie(phrase: Phrase, other: Phrase, same: bool) -> str:
    if other.i == phrase.conj_of or other.conj_of == phrase.i:
        return "joined"
    if same:
        return "same"
    return "beside" if abs(phrase.first - other.last) <= 1 or abs(other.first - phrase.last) <= 1 else "apart"


def _beside(frame: _Frame, k: int, guess: Guess) -> Iterator[str]:
    """What is joined to it, what holds it, what stands next to it."""
    phrase, odds = guess.phrase, frame.odds[guess.phrase.i]
    joined = frame.odds.get(phrase.conj_of)
    follower = next((g.phrase.i for g in frame.guesses if g.phrase.conj_of == phrase.i), -1)
    for name, other in (("cj", joined), ("cf", frame.odds.get(follower)), ("in", frame.odds.get(phrase.inside))):
        if other is not None:
            for r, role in enumerate(_ROLES):
                yield f"{role}{name}|{_step(other[r])}|{_step(odds[r])}"
    for n, side in ((k - 1, "<"), (k + 1, ">")):
        if 0 <= n < len(frame.guesses):
            near = frame.odds[frame.guesses[n].phrase.i]
            best = max(range(3), key=lambda r: near[r])
            yield f"nb{side}{best}{_step(near[best])}|{_step(guess.filled)}|{phrase.prep}"


def _others(frames: Sequence[_Frame], n: int, guess: Guess) -> Iterator[str]:
    """What the same phrase is guessed to be in the events before and behind."""
    trigger, type_ = frames[n].event
    family = type_.split(".")[0]
    for which, around in (("B", frames[max(0, n - 2) : n][::-1]), ("A", frames[n + 1 : n + 3])):
        if not around:
            yield f"{which}0"
        for z, frame in enumerate(around):
            odds = frame.odds.get(guess.phrase.i)
            if odds is None:
                continue
            other, kind = frame.event
            best = max(range(3), key=lambda r: odds[r])
            step = f"{which}{z}{best}{_step(odds[best])}"
            same = "=" if kind == type_ else "~" if kind.startswith(family) else "!"
            yield f"{step}|{same}"
            yield f"{step}|{kind.split('.')[0]}>{family}"
            yield f"{step}|{_step(guess.filled, _FINE)}"
            yield f"{step}|{other.form[0]}{trigger.form[0]}"
