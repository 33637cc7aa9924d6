"""A reporting word in its sentence in, the phrases that may be its source out, each with the side where it stands."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rasid.knowledge import Knowledge
from rasid.knowledge.cues import CueHit
from rasid.mentions import Reading, Sentence
from rasid.morphology import Word
from rasid.offices import is_anothers
from rasid.phrases import Parse, Phrase

REACH = 9  # tokens between a reporting verb and its source
FAR = 22  # tokens between a reporting verb and a source closer to the fact, or the topic of the sentence
OFFICE = 14  # tokens between an office and the name of its holder

_YEH = "\u064a"
_ALI = 3  # letters of the name

_VERB_AND_PREPOSITION = 2  # more fixed words than these hold a noun of saying, whose genitive speaks

Voice = tuple[Phrase, str]
SPEAKS = frozenset({"source", "title", "head", "group", "person", "nationality"})
_LED = frozenset({"head", "group"})  # nouns that somebody's name behind them makes his
OFFICES = frozenset({"title", "head", "group", "person", "source"})


def voices(sentence: Sentence, hit: CueHit) -> Iterator[Voice]:
    """The phrases that may be the source of a reporting word, none twice."""
    seen: set[int] = set()
    for phrase, side in _voices(sentence, hit):
        if phrase.i not in seen:
            seen.add(phrase.i)
            yield phrase, side


def _voices(sentence: Sentence, hit: CueHit) -> Iterator[Voice]:
    if hit.cue.nested:
        yield from _nested(sentence, hit)
    if hit.form in ("verb", "participle"):
        yield from _of_verb(sentence, hit)
    elif hit.form == "phrase" and hit.cue.scope == "after":
        following = _following(sentence, hit)
        if following is not None:
            yield following, "after"
    elif hit.form == "noun":
        yield from _of_noun(sentence, hit)


def _after(phrases: Sequence[Phrase], hit: CueHit) -> Iterator[Phrase]:
    return (p for p in phrases if p.first >= hit.last)


def _following(sentence: Sentence, hit: CueHit) -> Phrase | None:
    """The phrase right behind the reporting words, or the one that they break into."""
    parse = sentence.parse
    inside = parse.phrase_of.get(hit.last)
    if inside is not None and parse.phrases[inside].first < hit.last:
        return parse.phrases[inside]
    return next((p for p in _after(parse.phrases, hit) if p.first - hit.last <= 2), None)


def _nested(sentence: Sentence, hit: CueHit) -> Iterator[Voice]:
    """Quoted from: the first phrase behind that preposition, before the content opens."""
    parse = sentence.parse
    for phrase in _after(parse.phrases, hit):
        if phrase.first - hit.last > FAR or any(parse.tag(k) == "s" for k in range(hit.last, phrase.first)):
            return
        if phrase.prep.split(" ")[-1:] == [hit.cue.nested]:
            yield phrase, "nested"
            return


def _of_verb(sentence: Sentence, hit: CueHit) -> Iterator[Voice]:
    found = (
        (_following(sentence, hit) if hit.last - hit.first > _VERB_AND_PREPOSITION and not hit.cue.hands_over else None, "of"),
        (_subject_after(sentence, hit), "after"),
        (_antecedent(sentence, hit), "relative"),
        (_subject_before(sentence, hit), "before"),
        (_doer(sentence, hit), "doer"),
        (_topic(sentence, hit), "topic"),
    )
    yield from ((phrase, side) for phrase, side in found if phrase is not None)


def _subject_after(sentence: Sentence, hit: CueHit) -> Phrase | None:
    """The first bare phrase behind a verb, before any wall; the second term of an event noun between is none (denies the death OF)."""
    parse = sentence.parse
    doings = {t.last for t in sentence.triggers if t.form == "noun" and t.first >= hit.last and not parse.words[t.last - 1].article}
    for phrase in _after(parse.phrases, hit):
        between = range(hit.last, phrase.first)
        if phrase.first - hit.last > REACH or any(parse.tag(k) in "sr" or parse.tokens[k].form == ":" for k in between):
            return None
        if not phrase.prep and phrase.conj_of < 0:
            return None if phrase.first in doings and not parse.words[phrase.first - 1].pronoun else phrase
    return None


def _antecedent(sentence: Sentence, hit: CueHit) -> Phrase | None:
    """Who warned: the phrase before a relative pronoun that opens the verb's clause."""
    parse = sentence.parse
    opener = next((k for k in range(hit.first - 1, max(parse.first, hit.first - 4), -1) if parse.tag(k) not in "fxst"), -1)
    if opener < 0 or parse.tag(opener) != "r":
        return None
    before = [p for p in parse.phrases if p.last <= opener and opener - p.last <= 1]
    return before[-1] if before else None


_BETWEEN = frozenset("kfqbxtp")


def _subject_before(sentence: Sentence, hit: CueHit) -> Phrase | None:
    """A bare phrase before a verb with nothing but marks, particles and its own attributes between (headline order, and `was`)."""
    parse = sentence.parse
    for phrase in reversed([p for p in parse.phrases if p.last <= hit.first]):
        if hit.first - phrase.last > REACH:
            return None
        if phrase.prep or phrase.conj_of >= 0:
            continue
        gap = [k for k in range(phrase.last, hit.first) if k not in parse.phrase_of]
        return phrase if all(parse.tag(k) in _BETWEEN for k in gap) else None
    return None


def _doer(sentence: Sentence, hit: CueHit) -> Phrase | None:
    """Of a participle (adding that ...): the subject of the verb that it hangs on."""
    if hit.form != "participle":
        return None
    parse = sentence.parse
    verb = next((k for k in range(hit.first - 1, parse.first - 1, -1) if parse.tag(k) == "v"), -1)
    if verb < 0:
        return None
    return next((p for p in parse.phrases if verb < p.first < hit.first and not p.prep and p.conj_of < 0), None)


def _topic(sentence: Sentence, hit: CueHit) -> Phrase | None:
    """The first bare phrase of the sentence, where the verb follows at a distance: X, which ..., has said."""
    parse = sentence.parse
    first = next((p for p in parse.phrases if not p.prep and p.conj_of < 0), None)
    if first is None or first.first - parse.first > 3 or not 0 <= hit.first - first.last <= FAR:
        return None
    return first if first.names or first.category in SPEAKS else None


def _of_noun(sentence: Sentence, hit: CueHit) -> Iterator[Voice]:
    parse = sentence.parse
    holder = parse.phrase_of.get(hit.first)
    if holder is not None:
        yield parse.phrases[holder], "noun"
    of = next((p for p in _after(parse.phrases, hit) if p.first - hit.last <= 2 and p.i != holder), None)
    if of is not None and holder is not None and not of.prep and of.first == parse.phrases[holder].last:
        return  # in a statement THE FORCES (of it): whom somebody accuses there
    if of is not None and not set("nuv") & {parse.tag(k) for k in range(hit.last, of.first)}:
        yield of, "of"


def holder(sentence: Sentence, phrase: Phrase, reading: Reading, knowledge: Knowledge) -> Phrase:
    """The phrase that ends a source: with an office the name of who holds it, with or without a comma between."""
    parse, end = sentence.parse, phrase
    if is_person(phrase, reading, knowledge):
        return phrase
    for follow in parse.phrases[phrase.i + 1 : phrase.i + 5]:
        gap = parse.tags[end.last - parse.first : follow.first - parse.first]
        if (
            follow.first - phrase.last > OFFICE
            or follow.conj_of >= 0
            or not _continues(gap)
            or is_anothers(parse, phrase, follow, knowledge)
            or (gap == "" and _is_many(phrase, parse, knowledge))
        ):
            break
        if is_person(follow, reading, knowledge) or (phrase.category in OFFICES and _name_like(follow, reading, knowledge)):
            return follow
        if phrase.category in OFFICES and _named_like_a_preposition(follow, end, reading):
            return follow
        if "k" in gap or not (follow.prep or follow.category in ("place", "title", "head") or gap == ""):
            break
        end = follow
    return phrase


def _is_many(phrase: Phrase, parse: Parse, knowledge: Knowledge) -> bool:
    """A side that nobody holds as an office: THE OPPOSITION accused | X."""
    kinds = set(knowledge.categories(parse.words[phrase.head]))
    return phrase.category == "group" and not kinds & {"person", "title"}


def _continues(gap: str) -> bool:
    return len(gap) <= 2 and gap.count("k") <= 1 and all(t in "kpqb" for t in gap)


def is_person(phrase: Phrase, reading: Reading, knowledge: Knowledge) -> bool:
    """The phrase names a person: one that the knowledge knows, or two words and more that begin with a given name or are no words."""
    words = reading.words[phrase.first : phrase.last]
    led = phrase.category in _LED and not reading.words[phrase.head].article  # the factions of N are not N
    names = (name for name in phrase.names if not (led and name.first == phrase.head + 1))
    if any(knowledge.is_person(n) for name in names for n in name.named):
        return True
    if phrase.names or len(words) < 2 or words[0].article:
        return False
    return words[0].core in knowledge.morphology.given_names or not any(w.nouns or w.verbs or w.classes for w in words[:2])


def _named_like_a_preposition(follow: Phrase, end: Phrase, reading: Reading) -> bool:
    """Ali, behind an office: the preposition that folds to the same letters ends in another."""
    if follow.prep_at != end.last:
        return False
    token = reading.text.tokens[follow.prep_at]
    raw = reading.text.raw[token.start : token.end]
    return raw.endswith(_YEH) and len(raw) == _ALI


def _name_like(phrase: Phrase, reading: Reading, knowledge: Knowledge) -> bool:
    """Behind an office two words and more that are no noun phrase known otherwise."""
    first = reading.words[phrase.first]
    plain = not (phrase.names or phrase.category or phrase.prep or first.article or first.prep or first.pronoun)
    owned = any(
        w.nouns and knowledge.is_owned(w) for w in reading.words[phrase.first + 1 : phrase.last]
    )  # the tightening of HIS forces' grip
    return (
        plain and not (owned and first.nouns) and phrase.last - phrase.first >= 2 and reading.text.tokens[phrase.first].kind == "word"
    )


def able(phrase: Phrase | None, reading: Reading, knowledge: Knowledge) -> bool:
    """Somebody who can speak: a name, or a noun of persons, groups and sources."""
    if phrase is None:
        return False
    return bool(phrase.names) or phrase.category in SPEAKS or is_person(phrase, reading, knowledge)


def is_mute(phrase: Phrase | None, reading: Reading, knowledge: Knowledge) -> bool:
    """A common noun that no list knows as somebody or as what somebody says: a step, a state of emergency. HIS allies speak."""
    if phrase is None or able(phrase, reading, knowledge) or phrase.category or phrase.quoted:
        return False
    words = reading.words[phrase.first : phrase.last]
    head = reading.words[phrase.head]
    if not head.nouns or head.pronoun or head.core in knowledge.morphology.given_names:
        return False
    begun = ((words[n + 1 :], noun) for n, w in enumerate(words) for noun in w.nouns)
    fixed = any(_goes_on(behind, rest) for behind, noun in begun for rest, _ in knowledge.lexicon.phrases.get(noun, ()))
    return not fixed and not any(SPEAKS & set(knowledge.categories(w)) for w in words)


def _goes_on(words: Sequence[Word], rest: Sequence[str]) -> bool:
    return len(words) >= len(rest) and all(r in (w.form, w.core) for w, r in zip(words, rest, strict=False))
