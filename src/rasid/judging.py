"""Judgements in, their effect out: which claims fall, which are corrected, which belong together and which never do.

Each person's latest word on a thing counts; where persons disagree, nothing is overridden (that is what `unsure` means).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from rasid.records import corrected
from rasid.types import Judgement, Recorded, Verdict

_ABOUT_ONE = frozenset(("accept", "reject", "correct"))


@dataclass(frozen=True, slots=True)
class Rulings:
    """What people's judgements add up to. Pairs are ordered, so that each is one key."""

    accepted: frozenset[str] = frozenset()
    rejected: frozenset[str] = frozenset()
    corrections: Mapping[str, str] = field(default_factory=dict)
    same: frozenset[tuple[str, str]] = frozenset()
    different: frozenset[tuple[str, str]] = frozenset()
    unsure: frozenset[tuple[str, str]] = frozenset()

    def apply(self, recorded: Iterable[Recorded]) -> Iterator[Recorded]:
        """The claims that stand: rejected ones gone, corrected ones corrected, accepted ones even if no longer read."""
        for r in recorded:
            id_ = r.claim.id
            if id_ in self.rejected or (r.withdrawn is not None and id_ not in self.accepted):
                continue
            correction = self.corrections.get(id_)
            yield replace(r, claim=corrected(r.claim, correction)) if correction else r

    def verdicts(self) -> dict[str, Verdict]:
        """What each claim that was judged alone is now: accept, reject, correct, or unsure where people disagree."""
        unsure = [left for left, right in self.unsure if not right]
        said: tuple[tuple[Verdict, Iterable[str]], ...] = (
            ("unsure", unsure), ("accept", self.accepted), ("reject", self.rejected), ("correct", self.corrections)
        )  # fmt: skip
        return {id_: verdict for verdict, ids in said for id_ in ids}

    def same_entities(self) -> dict[str, str]:
        """Ids of actors or places that are one, each with the id that stands for all of them."""
        return connected(pair for pair in self.same if not pair[0].startswith("c-"))

    def same_claims(self) -> dict[str, str]:
        return connected(pair for pair in self.same if pair[0].startswith("c-"))


def rule(judgements: Iterable[Judgement]) -> Rulings:
    """The effect of the judgements that count (the caller leaves out what is retracted or too new)."""
    latest: dict[tuple[str, str], dict[str, Judgement]] = {}
    for j in sorted(judgements, key=lambda j: (j.at, j.id)):
        latest.setdefault(_subject(j), {})[j.by] = j
    agreed = {subject: _agreed(list(by.values())) for subject, by in latest.items()}
    said: dict[Verdict, set[tuple[str, str]]] = {}
    for subject, (verdict, _) in agreed.items():
        said.setdefault(verdict, set()).add(subject)
    return Rulings(
        accepted=frozenset(left for left, _ in said.get("accept", ())),
        rejected=frozenset(left for left, _ in said.get("reject", ())),
        corrections={left: agreed[left, ""][1] for left, _ in said.get("correct", ())},
        same=frozenset(said.get("same", ())),
        different=frozenset(said.get("different", ())),
        unsure=frozenset(said.get("unsure", ())),
    )


def _subject(j: Judgement) -> tuple[str, str]:
    if j.verdict in _ABOUT_ONE:
        return j.left, ""
    return (j.left, j.right) if j.left <= j.right else (j.right, j.left)


def _agreed(said: list[Judgement]) -> tuple[Verdict, str]:
    words = {(j.verdict, j.correction) for j in said}
    return words.pop() if len(words) == 1 else ("unsure", "")


def connected(pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Each member of a chain of pairs -> the smallest member, which stands for all."""
    head: dict[str, str] = {}

    def find(one: str) -> str:
        while head.setdefault(one, one) != one:
            one = head[one]
        return one

    for left, right in sorted(pairs):
        first, second = sorted((find(left), find(right)))
        head[second] = first
    return {one: find(one) for one in list(head)}
