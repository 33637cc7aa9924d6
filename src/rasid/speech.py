"""Reporting words of a report in, who speaks where out: the sources that a claim may have, sentence by sentence.

A reporting word has a source of its own, or it inherits the speaker before it (and added that ...); a headline has `name: ...`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from rasid.knowledge import Knowledge
from rasid.knowledge.cues import Cue, CueHit
from rasid.mentions import Reading, Sentence
from rasid.phrases import Phrase
from rasid.voices import able, holder, voices

MEMORY = 3  # so many who spoke before may be meant again


class Speaker(NamedTuple):
    """Somebody who may be the source of a claim: where his words stand, and the reporting word that gives him."""

    start: int  # raw
    end: int
    first: int  # tokens
    last: int
    sentence: int
    cue: CueHit | None  # None: a headline's `name:`, or somebody carried over without a word
    phrase: Phrase | None
    side: str  # where he stands: after or before his reporting word, nested, noun, headline, carried
    rank: int = 0  # carried: so many spoke since

    @property
    def carried(self) -> bool:
        """Inherited from before."""
        return self.side.startswith("carried")

    @property
    def at(self) -> int:
        """The token at which he begins to speak."""
        return self.cue.first if self.cue is not None else self.first

    @property
    def group(self) -> Cue | None:
        """The group of the reporting word."""
        return self.cue.cue if self.cue is not None else None


def speakers(reading: Reading, knowledge: Knowledge) -> list[tuple[Speaker, ...]]:
    """For each sentence its possible sources in the order of the text, then those of earlier sentences who may speak on."""
    found: list[tuple[Speaker, ...]] = []
    recent: list[Speaker] = []  # who spoke before, the likeliest first
    for sentence in reading.sentences:
        here = _here(sentence, recent, reading, knowledge)
        here += [_carry(s, None, sentence.i, "carried-on", n) for n, s in enumerate(recent)]
        found.append(tuple(here))
        recent = _remember(here, recent, reading, knowledge)
    return found


def _here(sentence: Sentence, recent: Sequence[Speaker], reading: Reading, knowledge: Knowledge) -> list[Speaker]:
    """The speakers of a sentence; a reporting word without a source of its own may be that of somebody before."""
    here = list(_headline(sentence, reading, knowledge))
    for hit in sentence.speech:
        own = [_speaker(sentence, phrase, hit, side, reading, knowledge) for phrase, side in voices(sentence, hit)]
        before = [s for s in here if not s.carried and s.at < hit.first]
        here += own
        if hit.form not in ("verb", "participle"):
            continue
        if before:
            here.append(_carry(before[-1], hit, sentence.i, "carried-here"))
        elif recent and not any(s.side == "carried" for s in here):
            here += [_carry(s, hit, sentence.i, "carried", n) for n, s in enumerate(recent)]
        elif recent:
            here.append(_carry(recent[0], hit, sentence.i, "carried"))
    return here


def _remember(here: Sequence[Speaker], recent: Sequence[Speaker], reading: Reading, knowledge: Knowledge) -> list[Speaker]:
    """Who is likely meant by a later `and added that`, the likeliest first: who speaks with the first verb, the closest to the fact."""
    own = [s for s in here if s.side in _OWN and able(s.phrase, reading, knowledge)]
    own.sort(key=lambda s: (s.side in ("before", "of"), s.cue is not None and s.cue.form != "verb", s.side != "nested", s.at))
    kept: list[Speaker] = []
    for speaker in (*own, *recent):
        if all((speaker.start, speaker.end) != (k.start, k.end) for k in kept):
            kept.append(speaker)
    return kept[:MEMORY]


_OWN = frozenset({"after", "before", "nested", "headline", "relative", "of"})


def _carry(speaker: Speaker, hit: CueHit | None, sentence: int, side: str, rank: int = 0) -> Speaker:
    return Speaker(speaker.start, speaker.end, speaker.first, speaker.last, sentence, hit, speaker.phrase, side, rank)


def _headline(sentence: Sentence, reading: Reading, knowledge: Knowledge) -> Iterator[Speaker]:
    """`name: what he says` at the beginning of a sentence."""
    parse = sentence.parse
    for phrase in parse.phrases[:2]:
        if phrase.last < parse.last and parse.tokens[phrase.last].form == ":" and not phrase.prep:
            yield _speaker(sentence, phrase, None, "headline", reading, knowledge)


def _speaker(sentence: Sentence, phrase: Phrase, hit: CueHit | None, side: str, reading: Reading, knowledge: Knowledge) -> Speaker:
    last = holder(sentence, phrase, reading, knowledge).last
    saying = {c.first for c in sentence.speech if c.form == "noun" and reading.words[c.first].core != c.lemma}
    while last - 1 > phrase.first and last - 1 in saying:
        last -= 1  # his saying: not his name
    tokens, first, start = reading.text.tokens, phrase.first, phrase.start
    if hit is not None and hit.first <= first < hit.last < last:
        first, start = hit.last, tokens[hit.last].start  # behind the reporting words that it begins with
    return Speaker(start, tokens[last - 1].end, first, last, sentence.i, hit, phrase, side)
