"""A coded claim and the phrases of its sentence in, the role that the coder gives each phrase out."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

from gold import GoldClaim, GoldReport
from rasid.choice import Choice
from rasid.mentions import Sentence, Trigger
from rasid.phrases import Phrase
from rasid.types import ROLES


def gold_option(roles: Sequence[str], choice: Choice) -> int:
    """The number of the option that stands for these roles, or for the first of them."""
    for option in ("+".join(sorted(roles, reverse=True)), *roles):
        if option in choice.options:
            return choice.options.index(option)
    return 0


def role_labels(
    report: GoldReport, sentence: Sentence, trigger: Trigger, claim: GoldClaim, asked: Sequence[Phrase], lost: Counter[str]
) -> dict[int, list[str]]:
    """The roles of each phrase by number: for each gold phrase the one that fits it best, and what is joined to it."""
    labels: dict[int, list[str]] = defaultdict(list)
    at = sentence.parse.tokens[trigger.first].start
    for role in ROLES:
        for words in claim.data.get(role, []):
            spans = sorted(claim.spans(report.text, words), key=lambda s: abs(s[0] - at))
            best = next((p for p in (_fitting(asked, a, b, labels, role) for a, b in spans) if p), [])
            for phrase in best:
                labels[phrase.i].append(role)
            lost[f"{role} {'found' if best else 'lost'}"] += 1
    return labels


def _fitting(asked: Sequence[Phrase], a: int, b: int, labels: Mapping[int, list[str]], role: str) -> list[Phrase]:
    """The phrases that a gold phrase [a, b) means: the first that shares half of either, with those joined to it inside.

    A name inside a larger phrase is meant where the larger one fills another role (the people of X).
    """
    over = [p for p in asked if 2 * (min(b, p.end) - max(a, p.start)) >= min(b - a, p.end - p.start)]
    over = [p for p in over if role not in labels.get(p.i, ())]
    whole = [p for p in over if not p.nested or p.behind >= 0]
    names = [p for p in over if p.nested and p.behind < 0 and a < p.end and p.start < b]
    if names and (not whole or (labels.get(whole[0].i) and whole[0].start < a - 2)):
        return names[:1]
    return whole[:1] + [p for p in whole[1:] if p.conj_of >= 0 and p.start < b]
