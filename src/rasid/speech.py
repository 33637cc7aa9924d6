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
    cue: CueHit | None  # None: a headline's `name:`, or somebody carried over without a word
    phrase: Phrase | None
    side: str  # where he stands: after or before his reporting word, nested, noun, headline, carried

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
    """For each sentence its possible sources in the order of the text; who spoke last is carried on as one of them."""
    found: list[tuple[Speaker, ...]] = []
    last: Speaker | None = None
    for sentence in reading.sentences:
        here = list(_headline(sentence))
        for hit in sentence.speech:
            own = list(_own(sentence, hit, reading, knowledge))
            here += own
            if hit.form in ("verb", "participle"):
                before = [s for s in here if not s.carried and s.at < hit.first]
                if before:
                    here.append(_carry(before[-1], hit, sentence.i, "carried-here"))
                elif last is not None:
                    here.append(_carry(last, hit, sentence.i, "carried"))
        if last is not None:
            here.append(_carry(last, None, sentence.i, "carried-on"))
        found.append(tuple(here))
        last = _speaks_on(here, knowledge) or last
    return found


def _speaks_on(here: Sequence[Speaker], knowledge: Knowledge) -> Speaker | None:
    """Who is likely meant by a later `and added that`: the last who spoke with a verb of his own, best if he can speak."""
    own = [s for s in here if not s.carried and s.side in ("after", "before", "nested", "headline")]
    able = [s for s in own if s.phrase is not None and (s.phrase.names or s.phrase.category in _SPEAKS)]
    return able[-1] if able else None


_SPEAKS = frozenset({"source", "title", "head", "group", "person", "nationality"})


def _carry(speaker: Speaker, hit: CueHit | None, sentence: int, side: str) -> Speaker:
    return Speaker(speaker.start, speaker.end, speaker.first, speaker.last, sentence, hit, speaker.phrase, side)


def _headline(sentence: Sentence) -> Iterator[Speaker]:
    """`name: what he says` at the beginning of a sentence."""
    parse = sentence.parse
    for phrase in parse.phrases[:2]:
        if phrase.last < parse.last and parse.tokens[phrase.last].form == ":" and not phrase.prep:
            yield _of(sentence, phrase, None, "headline")


def _of(sentence: Sentence, phrase: Phrase, hit: CueHit | None, side: str) -> Speaker:
    end = _apposed(sentence, phrase)
    return Speaker(phrase.start, end.end, phrase.first, end.last, sentence.i, hit, phrase, side)


def _apposed(sentence: Sentence, phrase: Phrase) -> Phrase:
    """The last phrase of a source with its office: the spokesman of X in Y, colonel Z."""
    parse = sentence.parse
    end = phrase
    for follow in parse.phrases[phrase.i + 1 : phrase.i + 4]:
        gap = parse.tags[end.last - parse.first : follow.first - parse.first]
        if follow.first - end.last > 2 or any(t not in "kpqb" for t in gap) or follow.category == "place":
            break
        if (
            "k" in gap
            and (follow.category == "title" or any(name.of("actor") for name in follow.names))
            and phrase.category == "title"
        ):
            return follow
        if "k" in gap:
            break
        end = follow if follow.prep else end
        if not follow.prep:
            break
    return phrase


def _own(sentence: Sentence, hit: CueHit, reading: Reading, knowledge: Knowledge) -> Iterator[Speaker]:
    """The phrases that may be the source of a reporting word."""
    parse = sentence.parse
    if hit.cue.nested:
        for phrase in _after(parse.phrases, hit):
            if phrase.prep.split(" ")[-1:] == [hit.cue.nested] and phrase.first - hit.last < REACH:
                yield _of(sentence, phrase, hit, "nested")
                break
    if hit.form == "verb":
        after, before = _subject_after(sentence, hit), _subject_before(sentence, hit)
        if after is not None:
            yield _of(sentence, after, hit, "after")
        if before is not None:
            yield _of(sentence, before, hit, "before")
    elif hit.form == "phrase" and hit.cue.scope == "after":
        following = next((p for p in _after(parse.phrases, hit) if p.first - hit.last <= 2), None)
        if following is not None:
            yield _of(sentence, following, hit, "after")
    elif hit.form == "noun":
        holder = parse.phrase_of.get(hit.first)
        if holder is not None:
            yield _of(sentence, parse.phrases[holder], hit, "noun")
        of = next((p for p in _after(parse.phrases, hit) if p.first - hit.last <= 2 and p.i != holder), None)
        if of is not None:
            yield _of(sentence, of, hit, "of")


def _after(phrases: Sequence[Phrase], hit: CueHit) -> Iterator[Phrase]:
    return (p for p in phrases if p.first >= hit.last)


def _subject_after(sentence: Sentence, hit: CueHit) -> Phrase | None:
    """The first bare phrase behind a verb, before any wall."""
    parse = sentence.parse
    for phrase in _after(parse.phrases, hit):
        between = range(hit.last, phrase.first)
        if phrase.first - hit.last > REACH or any(parse.tag(k) in "sr" or parse.tokens[k].form == ":" for k in between):
            return None
        if not phrase.prep and phrase.conj_of < 0:
            return phrase
    return None


_BETWEEN = frozenset("kfqbxt")


def _subject_before(sentence: Sentence, hit: CueHit) -> Phrase | None:
    """A bare phrase before a verb with nothing but marks, particles and its own attributes between (headline order, and `was`)."""
    parse = sentence.parse
    for phrase in reversed([p for p in parse.phrases if p.last <= hit.first]):
        if hit.first - phrase.last > REACH:
            return None
        if phrase.prep or phrase.conj_of >= 0:
            continue
        gap = [k for k in range(phrase.last, hit.first) if k not in parse.phrase_of]
        return phrase if all(parse.tag(k) in _BETWEEN or parse.tag(k) == "p" for k in gap) else None
    return None
