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
from rasid.voices import able, holder, is_person, voices

TELLS = frozenset({"reports", "confirms"})  # what words say by which somebody tells that something is so
MEMORY = 3  # so many who spoke before may be meant again


class Speaker(NamedTuple):
    """Somebody who may be the source of a claim: where his words stand, and the reporting word that gives him.

    The tokens may go on behind the raw end: what is said of who he is (X the leader in ...) belongs to him, not to his name.
    """

    start: int  # raw
    end: int
    first: int  # tokens
    last: int
    sentence: int
    cue: CueHit | None  # None: a headline's `name:`, or somebody carried over without a word
    phrase: Phrase | None
    side: str  # where he stands: after or before his reporting word, nested, noun, headline, carried
    rank: int = 0  # carried: so many spoke since
    chosen: tuple[int, int] = (-1, -1)  # raw: whose words the choice had, where others tell better who that is (sayers.py)

    @property
    def carried(self) -> bool:
        """Inherited from before."""
        return self.side.startswith("carried")

    @property
    def words(self) -> tuple[int, int]:
        """The raw words that the choice had for him."""
        return self.chosen if self.chosen[0] >= 0 else (self.start, self.end)

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


_RANKS = frozenset({"title", "head", "person"})
_OWN = frozenset({"after", "before", "nested", "headline", "relative", "of"})


def _carry(speaker: Speaker, hit: CueHit | None, sentence: int, side: str, rank: int = 0) -> Speaker:
    return Speaker(speaker.start, speaker.end, speaker.first, speaker.last, sentence, hit, speaker.phrase, side, rank)


def _headline(sentence: Sentence, reading: Reading, knowledge: Knowledge) -> Iterator[Speaker]:
    """`name: what he says` at the beginning of a sentence."""
    parse = sentence.parse
    somebody = [p for p in parse.phrases if any(parse.tag(k) == "n" for k in range(p.first, p.last))]  # no time of day
    for phrase in somebody[:2]:
        end = phrase.last + (parse.tag(phrase.last) == "q")
        if end < parse.last and parse.tokens[end].form == ":" and not phrase.prep:
            yield _speaker(sentence, phrase, None, "headline", reading, knowledge)


def _speaker(sentence: Sentence, phrase: Phrase, hit: CueHit | None, side: str, reading: Reading, knowledge: Knowledge) -> Speaker:
    last = holder(sentence, phrase, reading, knowledge).last
    saying = {c.first for c in sentence.speech if c.form == "noun" and reading.words[c.first].core != c.lemma}
    while last - 1 > phrase.first and last - 1 in saying:
        last -= 1  # his saying: not his name
    # by the mouth of another: that is a source of its own
    until = min([last, *(c.first for c in sentence.speech if c.form == "phrase" and phrase.last <= c.first < last)])
    until = _named_until(sentence, phrase, until, reading, knowledge)
    tokens, first, start = reading.text.tokens, phrase.first, phrase.start
    if hit is not None and hit.first <= first < hit.last < last and not _is_qualified(phrase, hit, reading):
        first, start = hit.last, tokens[hit.last].start  # behind the reporting words that it begins with
    return Speaker(start, tokens[max(until, first + 1) - 1].end, first, last, sentence.i, hit, phrase, side)


def _is_qualified(phrase: Phrase, hit: CueHit, reading: Reading) -> bool:
    """Nothing but an adjective behind the noun of telling, which is nobody who tells: ISRAELI reports of a blast."""
    noun, behind = reading.words[hit.first], reading.words[hit.last]
    bare = not (behind.article or behind.pronoun or noun.article or phrase.names)
    return hit.form == "noun" and phrase.first == hit.first == hit.last - 1 == phrase.last - 2 and bare and bool(behind.nouns)


def _named_until(sentence: Sentence, phrase: Phrase, last: int, reading: Reading, knowledge: Knowledge) -> int:
    """Where a person's name ends and what he is begins (X the leader in ...): a title with article behind two names or more."""
    parse, words = sentence.parse, reading.words
    kinds = {k: set(knowledge.categories(words[k])) for k in range(phrase.first, last)}
    given = words[phrase.first].core in knowledge.morphology.given_names
    if phrase.prep or (not given and (kinds[phrase.first] or words[phrase.first].article)):
        return last
    person = given or is_person(phrase, reading, knowledge)
    for k in range(phrase.first + 2, last):
        # two bare words that no list of nouns knows, before a title with article, are a name whatever else they may mean
        if words[k].article and _RANKS & kinds[k] and not (kinds[k - 1] - {"qualifier"} or words[k - 1].article):
            behind = next((j for j in range(k + 1, parse.last) if not words[j].article), parse.last)
            tied = behind < parse.last and (words[behind].prep or parse.tag(behind) == "p")
            return k if tied or "title" in kinds[k] else last
        if person and "title" in kinds[k] and words[k].core not in knowledge.morphology.given_names:
            return k
    return last


def closest(speaker: Speaker, who: Sequence[Speaker], sentence: Sentence, reading: Reading, knowledge: Knowledge) -> Speaker:
    """Of a chain of speakers the one closest to the fact: whom the agency quotes, by whose mouth the ministry speaks."""
    told = [s.cue for s in who if not s.carried and (s.start, s.end) == (speaker.start, speaker.end)]
    quoting = [hit for hit in told if hit is not None and hit.cue.id in _QUOTES]
    near = [s for s in who if s.side == "nested" and s.cue in quoting and 0 <= s.first - speaker.last <= _NESTED]
    quoted = (s for s in near if not set("vsrx") & {sentence.parse.tag(k) for k in range(speaker.last, s.first)})
    ends = range(speaker.phrase.last if speaker.phrase is not None else speaker.last, speaker.last + 1)
    mouths = (s for s in who if s.side == "after" and s.cue is not None and s.cue.first in ends and _is_mouth(s, sentence, knowledge))
    return next((s for s in quoted if able(s.phrase, reading, knowledge)), None) or next(mouths, None) or speaker


_NESTED = 6  # tokens between who quotes and whom he quotes
_QUOTES = frozenset({"reports/quote", "reports/as-said"})  # groups of words that quote somebody from somebody


def _is_mouth(speaker: Speaker, sentence: Sentence, knowledge: Knowledge) -> bool:
    cue, tokens = speaker.cue, sentence.parse.tokens
    return cue is not None and " ".join(tokens[k].form for k in range(cue.first, cue.last)) in knowledge.lexicon.words["mouths"]
