"""The coded events of a report in, the same events without the places that nothing supports out.

One place is named in many claims of a report. Where in none of them both the event and its place are likely, the place is left out.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from rasid.coder import Coded
from rasid.knowledge import Knowledge
from rasid.mentions import Reading
from rasid.phrases import Phrase
from rasid.place_spans import place_span

LEAST = 0.3  # of the best claim's event and place together (cross-validated on train: places F1 +0.005, record +0.001)


def supported(found: Sequence[Coded], reading: Reading, knowledge: Knowledge) -> list[Coded]:
    """Each event with those of its places that are likely in some event of the report."""
    keys = [[_key(p, coded, reading, knowledge) for p in coded.roles.get("place", ())] for coded in found]
    best: dict[str, float] = {}
    for coded, own in zip(found, keys, strict=True):
        for phrase, key in zip(coded.roles.get("place", ()), own, strict=True):
            best[key] = max(best.get(key, 0.0), coded.surety * coded.odds.get(phrase.i, 1.0))
    return [_without(coded, [key for key in own if best[key] < LEAST], own) for coded, own in zip(found, keys, strict=True)]


def _without(coded: Coded, weak: Sequence[str], own: Sequence[str]) -> Coded:
    if not weak:
        return coded
    kept = [p for p, key in zip(coded.roles["place"], own, strict=True) if key not in weak]
    return replace(coded, roles={**coded.roles, "place": kept})


def _key(phrase: Phrase, coded: Coded, reading: Reading, knowledge: Knowledge) -> str:
    """The words that name a place, without article and clitics."""
    start, end = place_span(phrase, coded.sentence.parse, knowledge)
    tokens = reading.text.tokens
    inside = (k for k in range(phrase.first, phrase.last) if start <= tokens[k].start < end or tokens[k].start < start < tokens[k].end)
    return " ".join(reading.words[k].core for k in inside if tokens[k].kind != "punct")
