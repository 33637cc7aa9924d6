"""Reporting words of a report in, who speaks where out: the sources that a claim may have, sentence by sentence.

A reporting word has a source of its own, or it inherits the speaker before it (and added that ...); a headline has `name: ...`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rasid.knowledge import Knowledge
from rasid.knowledge.cues import Cue, CueHit
from rasid.mentions import Reading, Sentence
from rasid.phrases import Phrase

REACH = 9  # tokens between a reporting verb and its source


@dataclass(frozen=True, slots=True)
class Speaker:
    """Somebody who may be the source of a claim: where his words stand, and the reporting word that gives him."""

    start: int  # raw
    end: int
    first: int  # tokens
    last: int
    sentence: int
    cue: CueHit | None  # None: a headline's `name:`
    phrase: Phrase | None
    carried: bool = False  # inherited from before

    @property
    def at(self) -> int:
        """The token at which he begins to speak."""
        return self.cue.first if self.cue is not None else self.first

    @property
    def group(self) -> Cue | None:
        """The group of the reporting word."""
        return self.cue.cue if self.cue is not None else None


def speakers(reading: Reading, knowledge: Knowledge) -> list[tuple[Speaker, ...]]:
    """For each sentence its possible sources, in the order of the text; the last speaker of a report is carried on."""
    found: list[tuple[Speaker, ...]] = []
    last: Speaker | None = None
    for sentence in reading.sentences:
        here = list(_headline(sentence))
        for hit in sentence.speech:
            speaker = _speaker(sentence, hit, knowledge)
            if speaker is not None:
                here.append(speaker)
            elif hit.form in ("verb", "participle"):
                carried = here[-1] if here else last
                if carried is not None:
                    here.append(_carry(carried, hit, sentence.i))
        if last is not None and not here:
            here.append(_carry(last, None, sentence.i))
        found.append(tuple(here))
        own = [s for s in here if not s.carried]
        last = own[-1] if own else here[-1] if here else last
    return found


def _carry(speaker: Speaker, hit: CueHit | None, sentence: int) -> Speaker:
    return Speaker(speaker.start, speaker.end, speaker.first, speaker.last, sentence, hit, speaker.phrase, True)


def _headline(sentence: Sentence) -> Iterator[Speaker]:
    """`name: what he says` at the beginning of a sentence."""
    parse = sentence.parse
    for phrase in parse.phrases[:2]:
        if phrase.last < parse.last and parse.tokens[phrase.last].form == ":" and not phrase.prep:
            yield _of(phrase, None, sentence.i)


def _of(phrase: Phrase, hit: CueHit | None, sentence: int) -> Speaker:
    return Speaker(phrase.start, phrase.end, phrase.first, phrase.last, sentence, hit, phrase)


def _speaker(sentence: Sentence, hit: CueHit, knowledge: Knowledge) -> Speaker | None:
    """The phrase that is the source of a reporting word."""
    parse = sentence.parse
    if hit.cue.nested:
        for phrase in _after(parse.phrases, hit):
            if phrase.prep.split(" ")[-1:] == [hit.cue.nested] and phrase.first - hit.last < REACH:
                return _of(phrase, hit, sentence.i)
    if hit.form == "verb":
        phrase = _subject(sentence, hit)
        return _of(phrase, hit, sentence.i) if phrase is not None else None
    if hit.form == "phrase":
        following = next((p for p in _after(parse.phrases, hit) if p.first - hit.last <= 2), None)
        if following is not None and hit.cue.scope == "after":
            return _of(following, hit, sentence.i)
        return None
    if hit.form == "noun":
        holder = parse.phrase_of.get(hit.first)
        return _of(parse.phrases[holder], hit, sentence.i) if holder is not None else None
    return None


def _after(phrases: Sequence[Phrase], hit: CueHit) -> Iterator[Phrase]:
    return (p for p in phrases if p.first >= hit.last)


def _subject(sentence: Sentence, hit: CueHit) -> Phrase | None:
    """The first bare phrase behind a verb, before any wall; else the bare phrase right before it (headline order)."""
    parse = sentence.parse
    for phrase in _after(parse.phrases, hit):
        between = parse.tags[hit.last - parse.first : phrase.first - parse.first]
        if (
            phrase.first - hit.last > REACH
            or any(t in "sr" for t in between)
            or ":" in _forms(sentence, hit.last, phrase.first)
        ):
            break
        if not phrase.prep and phrase.conj_of < 0:
            return phrase
    for phrase in reversed([p for p in parse.phrases if p.last <= hit.first]):
        if hit.first - phrase.last <= 1 and not phrase.prep:
            return phrase
        break
    return None


def _forms(sentence: Sentence, first: int, last: int) -> list[str]:
    return [t.form for t in sentence.parse.tokens[first:last]]
