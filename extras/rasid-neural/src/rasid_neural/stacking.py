"""What the rules and the network each hold likely in, one choice out: log-linear over how sure each is and whether they agree.

Every decision has the same form, so that one small table a decision says how far either coder is to be trusted: for an option, the
step that the rules' probability reaches (`r=`), that of the network's (`n=`), both together (`rn=`), and these for a kind of option.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
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


def weighed(options: Sequence[str], rules: Opinion, network: Opinion, kinds: Mapping[str, str]) -> Choice:
    """A choice among options that two coders have opinions of. `kinds` groups options that are learned of together."""
    firsts = tuple(max(o, key=lambda k: o[k]) if o else "" for o in (rules, network))
    own = tuple(tuple(_features(o, rules, network, kinds.get(o, ""), firsts)) for o in options)
    return Choice(tuple(options), (), own)


def _features(option: str, rules: Opinion, network: Opinion, kind: str, firsts: tuple[str, ...]) -> Iterator[str]:
    r, n = rules.get(option), network.get(option)
    coarse = f"{step(r, _COARSE)}|{step(n, _COARSE)}"
    said = "".join(letter for letter, first in zip("rn", firsts, strict=True) if first == option) or ABSENT
    yield f"r={step(r)}"
    yield f"n={step(n)}"
    yield f"rn={coarse}"
    yield f"said={said}"
    yield f"k={kind}"
    if "." in option:
        yield f"t={option}"
    yield f"kr={kind}|{step(r, _COARSE)}"
    yield f"kn={kind}|{step(n, _COARSE)}"
    yield f"ksaid={kind}|{said}"


def step(p: float | None, steps: Sequence[float] = _FINE) -> str:
    """The highest step that a probability reaches."""
    if p is None:
        return ABSENT
    return f"{max((s for s in steps if s <= p), default=0.0):g}"
