"""The gold claims of a sentence and its trigger candidates in, which claim belongs to which candidate out."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

from gold import GoldClaim, GoldReport
from rasid.mentions import Sentence

Tied = dict[int, list[GoldClaim]]
NEIGHBOUR = 4  # tokens between a gold trigger and the candidate that stands for the same event (he regained control)


def tie(report: GoldReport, sentence: Sentence, claims: Sequence[GoldClaim], lost: Counter[str]) -> Tied:
    """Gold claims by the number of their trigger candidate: one that overlaps their trigger, else a near one of their type."""
    tied: Tied = defaultdict(list)
    loose = [claim for claim in claims if not _overlapping(report, sentence, claim, tied)]
    for claim in loose:
        near = _nearest(report, sentence, claim, tied)
        if near is None:
            lost["trigger"] += 1
        else:
            tied[near].append(claim)
    return tied


def _overlapping(report: GoldReport, sentence: Sentence, claim: GoldClaim, tied: Tied) -> bool:
    tokens = sentence.parse.tokens
    spans = claim.spans(report.text, claim.data["trigger"])
    fitting = [
        (n not in tied, -n)
        for n, t in enumerate(sentence.triggers)
        if claim.data["type"] in t.types and any(tokens[t.first].start < b and a < tokens[t.last - 1].end for a, b in spans)
    ]
    if fitting:
        tied[-max(fitting)[1]].append(claim)
    return bool(fitting)


def _nearest(report: GoldReport, sentence: Sentence, claim: GoldClaim, tied: Mapping[int, list[GoldClaim]]) -> int | None:
    """An untied candidate of the claim's type next to its trigger."""
    tokens, parse = sentence.parse.tokens, sentence.parse
    starts = [a for a, _ in claim.spans(report.text, claim.data["trigger"])]
    at = [i for i in range(parse.first, parse.last) if any(tokens[i].start <= a < tokens[i].end for a in starts)]
    found = [
        (abs(t.first - i), n)
        for n, t in enumerate(sentence.triggers)
        for i in at
        if n not in tied and claim.data["type"] in t.types and abs(t.first - i) <= NEIGHBOUR
    ]
    return min(found)[1] if found else None
