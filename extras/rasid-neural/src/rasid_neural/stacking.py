"""What the rules and the network each hold likely in, one choice out: log-linear over how sure each is and whether they agree.

Every decision has the same form, so that one small table a decision says how far either coder is to be trusted: for an option, all
steps that the rules' probability reaches (`r>`) and the network's (`n>`), the same for a kind of option (`kr>`, `kn>`), and who of the
two would have chosen it (`said=`). What is learned of a step holds for all above it, so that few reports are enough.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path

from rasid.choice import Choice, Model, read_model

FOLDER = Path(__file__).parent / "data" / "both"
DECISIONS = ("event", "role", "source", "stance", "status", "time")
ABSENT = "-"
_FINE = (0.01, 0.02, 0.04, 0.07, 0.12, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.88, 0.94, 0.98)
_COARSE = (0.05, 0.2, 0.4, 0.6, 0.8, 0.95)

Opinion = Mapping[str, float]  # option -> probability; an option that is missing was not thought of


def read_models(folder: Path = FOLDER) -> dict[str, Model]:
    """The learned weights by decision."""
    found = {}
    for name in DECISIONS:
        with (folder / f"{name}.tsv").open(encoding="utf-8") as lines:
            found[name] = read_model(name, lines)
    return found


def weighed(
    options: Sequence[str], rules: Opinion, network: Opinion, kinds: Mapping[str, str], more: Mapping[str, Sequence[str]] | None = None
) -> Choice:
    """A choice among options that two coders have opinions of.

    `kinds` groups options that are learned of together; `more` are further features of an option.
    """
    firsts = tuple(max(o, key=lambda k: o[k]) if o else "" for o in (rules, network))
    own = tuple((*_features(o, rules, network, kinds.get(o, ""), firsts), *(more or {}).get(o, ())) for o in options)
    return Choice(tuple(options), (), own)


def _features(option: str, rules: Opinion, network: Opinion, kind: str, firsts: tuple[str, ...]) -> tuple[str, ...]:
    said = "".join(letter for letter, first in zip("rn", firsts, strict=True) if first == option) or ABSENT
    r, n = rules.get(option), network.get(option)
    reached = _reached("r", kind, level(r, _FINE), level(r, _COARSE)) + _reached("n", kind, level(n, _FINE), level(n, _COARSE))
    typed = (f"t={option}",) if "." in option else ()
    return (*reached, f"said={said}", f"k={kind}", *typed, f"ksaid={kind}|{said}")


@cache  # a few thousand at most: kinds of options, and steps
def _reached(name: str, kind: str, fine: int, coarse: int) -> tuple[str, ...]:
    """What is learned of a step holds for all above it: a feature for each that is reached, or one for no opinion."""
    if fine < 0:
        return f"{name}>{ABSENT}", f"k{name}>{kind}|{ABSENT}"
    return (*(f"{name}>{s:g}" for s in _FINE[:fine]), *(f"k{name}>{kind}|{s:g}" for s in _COARSE[:coarse]))


def level(p: float | None, steps: Sequence[float]) -> int:
    """How many steps a probability reaches; -1 where there is no opinion."""
    return -1 if p is None else bisect_right(steps, p)
