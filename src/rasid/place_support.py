"""The coded events of a report in, the same events without the places that nothing supports, or that are told twice, out.

One place is named in many claims of a report. Where in none of them both the event and its place are likely, the place is left out.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from rasid.coder import Coded
from rasid.knowledge import Knowledge
from rasid.mentions import Reading, Sentence
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


def told_once(coded: Coded, place_of: Callable[[Phrase, Sentence], str]) -> Coded:
    """The event with each place once: a mere noun (the town) goes where its name stands beside it, and so does the same name again.

    The two quarters are those that are named and joined beside them.

    `place_of` is the id of the place that a phrase means, or nothing.
    """
    phrases = coded.roles.get("place", [])
    if len(phrases) < 2:
        return coded
    ids = [place_of(p, coded.sentence) for p in phrases]
    named = {id_ for p, id_ in zip(phrases, ids, strict=True) if p.names_place}
    joined = any(p.names_place and p.conj_of in {q.i for q in phrases if q.names_place} for p in phrases)
    kept: dict[tuple[str, tuple[str, ...]], Phrase] = {}
    for n, (phrase, id_) in enumerate(zip(phrases, ids, strict=True)):
        if joined and not id_ and _are_several(phrase, coded.sentence):
            continue
        if not id_ or phrase.names_place or id_ not in named:
            kept.setdefault((id_ or str(n), tuple([name.key for name in phrase.names])), phrase)
    return coded if len(kept) == len(phrases) else replace(coded, roles={**coded.roles, "place": list(kept.values())})


def _are_several(phrase: Phrase, sentence: Sentence) -> bool:
    """Nothing but a noun of places with its article, in the dual or plural."""
    word = sentence.parse.words[phrase.first]
    alone = phrase.last == phrase.first + 1 and not phrase.names and phrase.category == "place"
    return alone and word.article and any(word.core != noun and word.core.startswith(noun) for noun in word.nouns)


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
