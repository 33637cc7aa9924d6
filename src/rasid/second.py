"""A first guess at the roles of all events of a sentence in, a second choice for each phrase out, made in view of the others' guesses.

One subject stands for one actor, what is joined shares a role, an event often keeps the actor of the one before: none of this is
seen by a choice that looks at one phrase and one event.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from rasid.arguments import ROLE_PIECES
from rasid.choice import Choice
from rasid.mentions import Reading
from rasid.phrases import Phrase
from rasid.scene import Event
from rasid.templates import Row, Templates

LEAST = 0.03  # a phrase that almost surely fills no role is not asked again
_FINE = (0.02, 0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.96)
_COARSE = (0.1, 0.3, 0.5, 0.7, 0.9)
_ROLES = ("actor", "target", "place")

_KEPT = ("type", "family", "form", "kind", "class_", "prep", "side", "place", "way")  # of the first choice, what goes with the guesses
_KEPT_AT = tuple(next((n, p.index(name)) for n, p in enumerate(ROLE_PIECES) if name in p) for name in _KEPT)  # piece and place
_OF_ROLE = ("fine", "step", "leads", "rival", "rest", "tie", "sides", "alike")
_BESIDE = ("cj", "cf", "in")  # what it is joined to, what is joined to it, what holds it
_AROUND = ("B0", "B1", "A0", "A1")  # the events before and behind
_OF_AROUND = ("guess", "same", "kind", "forms")


def _lines() -> Iterator[str]:
    yield from ("b", "t={type}", "fk={family}|{kind}", "tk={type}|{class_}", "pos={form}|{place}", "tpos={type}|{form}|{place}")
    yield from ("pk={prep}|{kind}|{side}", "wayf={family}{form}{side}{way}|{prep}", "p={fine}")
    for r in _ROLES:
        yield f"{r}{{{r}_fine}}"
        yield f"{r}r{{{r}_leads}}|{{{r}_step}}|{{{r}_rival}}"
        yield f"{r}s|{{{r}_step}}|{{{r}_rest}}"
        yield f"{r}t|{{type}}|{{{r}_step}}|{{{r}_rival}}"
        yield f"{r}rel|{{{r}_tie}}|{{{r}_step}}|{{{r}_rival}}"
        yield f"{r}relf|{{{r}_tie}}|{{family}}|{{{r}_sides}}|{{{r}_rival}}|{{{r}_alike}}"
    for name in _BESIDE:
        yield from (f"{r}{name}|{{{name}_{r}}}|{{{r}_step}}" for r in _ROLES)
    yield from ("nb<{left}|{step}|{prep}", "nb>{right}|{step}|{prep}")
    for a in _AROUND:
        if a.endswith("0"):
            yield f"{a[0]}{{no_{a}}}"
        yield f"{a}{{{a}_guess}}|{{{a}_same}}"
        yield f"{a}{{{a}_guess}}|{{{a}_kind}}>{{family}}"
        yield f"{a}{{{a}_guess}}|{{fine}}"
        yield f"{a}{{{a}_guess}}|{{{a}_forms}}"


SECOND_FEATURES = Templates(
    (
        *_KEPT, "fine", "step", *(f"{r}_{name}" for r in _ROLES for name in _OF_ROLE),
        *(f"{name}_{r}" for name in _BESIDE for r in _ROLES), "left", "right", "no_B0", "no_A0",
        *(f"{a}_{name}" for a in _AROUND for name in _OF_AROUND),
    ),
    "\n".join(_lines()),
)  # fmt: skip


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


Odds = tuple[float, ...]  # the probability of each role


@dataclass(slots=True)
class _Frame:
    """The guesses of one event: the probability of each role by phrase number, and who comes first in it."""

    event: Event
    guesses: Sequence[Guess]
    odds: dict[int, Odds]
    steps: dict[int, tuple[str, ...]]  # the same in steps
    best: dict[int, str]  # the likeliest role and its step
    first: tuple[int, ...]  # by role: the place in `guesses` of the likeliest
    runner: tuple[int, ...]
    totals: tuple[float, ...]
    followers: dict[int, int]  # phrase number -> the first that is joined to it


def second_choices(reading: Reading, events: Sequence[Event], guesses: Sequence[Sequence[Guess]]) -> list[dict[int, Choice]]:
    """For each event: the second choice by phrase number, of the phrases worth asking."""
    frames = [_frame(e, g) for e, g in zip(events, guesses, strict=True)]
    found = []
    for n, frame in enumerate(frames):
        keys = [_key(g.phrase, reading) for g in frame.guesses]
        before, behind = frames[max(0, n - 2) : n][::-1], frames[n + 1 : n + 3]
        choices = {}
        for k, guess in enumerate(frame.guesses):
            if guess.filled >= LEAST:
                pieces = _own(frame, k, keys), _beside(frame, k), _others(frame, guess.phrase.i, before, behind)
                choices[guess.phrase.i] = Choice(guess.choice.options, (Row(SECOND_FEATURES, pieces),))
        found.append(choices)
    return found


def _frame(event: Event, guesses: Sequence[Guess]) -> _Frame:
    rows = [_by_role(g) for g in guesses]
    steps = [tuple([_step(p) for p in row]) for row in rows]
    numbers = [g.phrase.i for g in guesses]
    best = [max((0, 1, 2), key=row.__getitem__) for row in rows]
    orders = [sorted(range(len(rows)), key=lambda k: -rows[k][r]) for r in range(3)]
    followers: dict[int, int] = {}
    for g in guesses:
        followers.setdefault(g.phrase.conj_of, g.phrase.i)
    return _Frame(
        event,
        guesses,
        dict(zip(numbers, rows, strict=True)),
        dict(zip(numbers, steps, strict=True)),
        {i: f"{b}{row[b]}" for i, b, row in zip(numbers, best, steps, strict=True)},
        tuple([o[0] if o else -1 for o in orders]),
        tuple([o[1] if len(o) > 1 else -1 for o in orders]),
        tuple([sum([row[r] for row in rows]) for r in range(3)]),
        followers,
    )


def _by_role(guess: Guess) -> Odds:
    odds = guess.odds
    return tuple([sum([odds[n] for n in numbers]) for numbers in _numbers_of(guess.choice.options)])


@lru_cache(maxsize=100)
def _numbers_of(options: tuple[str, ...]) -> tuple[tuple[int, ...], ...]:
    """By role the numbers of the options that fill it."""
    return tuple(tuple(n for n, option in enumerate(options) if role in option) for role in _ROLES)


def _key(phrase: Phrase, reading: Reading) -> str:
    return phrase.names[0].key if phrase.names else reading.words[phrase.head].lemma


_DIGITS = tuple(str(n) for n in range(20))


def _step(x: float, steps: Sequence[float] = _COARSE) -> str:
    return _DIGITS[bisect_right(steps, x)]


def _own(frame: _Frame, k: int, keys: Sequence[str]) -> list[str | None]:
    """The phrase among the other candidates of its event."""
    guess, trigger = frame.guesses[k], frame.event[0]
    phrase = guess.phrase
    odds, steps = frame.odds[phrase.i], frame.steps[phrase.i]
    kept = guess.choice.parts[0].pieces  # type: ignore[union-attr]  # the first choice's part is a row
    values: list[str | None] = [kept[n][k] for n, k in _KEPT_AT]
    values += (_step(guess.filled, _FINE), _step(guess.filled))
    for r in range(3):
        leads = frame.first[r] == k
        best = frame.runner[r] if leads else frame.first[r]
        rest = _DIGITS[min(int((frame.totals[r] - odds[r]) * 2 + 0.5), 4)]
        if best < 0:
            values += (_step(odds[r], _FINE), steps[r], str(leads), "0", rest, None, None, None)
            continue
        other = frame.guesses[best].phrase
        rival = frame.steps[other.i][r]
        values += (_step(odds[r], _FINE), steps[r], str(leads), rival, rest)
        if leads:
            values += (None, None, None)
        else:
            values.append(_tie(phrase, other, keys[k] == keys[best]))
            values.append(f"{phrase.first > trigger.first}{other.first > trigger.first}")
            values.append(f"{bool(phrase.prep)}{phrase.prep == other.prep}")
    return values


def _tie(phrase: Phrase, other: Phrase, same: bool) -> str:
    if other.i == phrase.conj_of or other.conj_of == phrase.i:
        return "joined"
    if same:
        return "same"
    return "beside" if abs(phrase.first - other.last) <= 1 or abs(other.first - phrase.last) <= 1 else "apart"


_ABSENT = (None, None, None)


def _beside(frame: _Frame, k: int) -> list[str | None]:
    """What is joined to it, what holds it, what stands next to it."""
    phrase, steps, guesses = frame.guesses[k].phrase, frame.steps, frame.guesses
    values: list[str | None] = []
    for i in (phrase.conj_of, frame.followers.get(phrase.i, -1), phrase.inside):
        values += steps.get(i, _ABSENT)
    values.append(frame.best[guesses[k - 1].phrase.i] if k else None)
    values.append(frame.best[guesses[k + 1].phrase.i] if k + 1 < len(guesses) else None)
    return values


def _others(frame: _Frame, i: int, before: Sequence[_Frame], behind: Sequence[_Frame]) -> list[str | None]:
    """What the same phrase is guessed to be in the events before and behind."""
    trigger, type_ = frame.event
    family = type_.partition(".")[0]
    values: list[str | None] = ["0" if not before else None, "0" if not behind else None]
    for around in (before, behind):
        for z in (0, 1):
            guess = around[z].best.get(i) if z < len(around) else None
            if guess is None:
                values += (None, None, None, None)
                continue
            other, kind = around[z].event
            same = "=" if kind == type_ else "~" if kind.startswith(family) else "!"
            values += (guess, same, kind.partition(".")[0], f"{other.form[0]}{trigger.form[0]}")
    return values
