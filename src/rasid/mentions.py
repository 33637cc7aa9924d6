"""A report's text in, everything that is named and every phrase in it out: words read, names, times, tags, noun phrases, triggers.

The trigger candidates are found before the phrases, because a trigger noun is a phrase of its own and bounds the phrases around it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from rasid.chunker import build_phrases
from rasid.knowledge import Knowledge
from rasid.knowledge.cues import CueHit
from rasid.knowledge.unreal import Grounds
from rasid.morphology import Word
from rasid.names import Name
from rasid.phrases import Parse
from rasid.standing_names import all_standing, scoped
from rasid.tags import tag_numbers, tag_tokens
from rasid.text import Text
from rasid.times import TimeMention, find_times
from rasid.triggers import Trigger, breaks_phrase, find_triggers, is_body

__all__ = ["Reading", "Sentence", "Trigger", "find_triggers", "read_text"]


@dataclass(slots=True)
class Plain:
    """What the company of a sentence's words settles (guards/plain.py)."""

    types: dict[int, str] = field(default_factory=dict)  # by token, the type that it tells of, or that it tells of no event
    taken: dict[int, tuple[str, ...]] = field(default_factory=dict)  # by token, the types that it is no event of for itself


@dataclass(slots=True)
class Sentence:
    """One sentence of a report with all that was found in it."""

    i: int
    parse: Parse
    triggers: tuple[Trigger, ...]
    speech: tuple[CueHit, ...]  # attribution cues
    cues: tuple[CueHit, ...]  # status cues
    times: tuple[TimeMention, ...]
    content: frozenset[str] = frozenset()  # its words as rules ask for them: cores, forms, lemmas
    matter: tuple[str, ...] = ()  # the weapons and the words for casualties in it
    grounds: Grounds | None = None  # the constructions whose words stand in it, once somebody asked
    plain: Plain | None = None  # what the company of its words settles, once somebody asked


@dataclass(slots=True)
class Reading:
    """A whole report read: what the later stages ask about."""

    text: Text
    words: Sequence[Word]
    sentences: Sequence[Sentence]
    names: Sequence[Name]
    theatres: Mapping[str, float]  # country -> share of the unscoped names
    lemmas: Mapping[str, int]  # how often each known lemma stands in the report
    profile: Mapping[str, float]  # type -> its share of the candidates that can bear one type only
    density: int = 0  # candidates that are not weak, in ten sentences


def read_text(text: Text, knowledge: Knowledge) -> Reading:
    """Read a text: pure, and the same for the same knowledge."""
    tokens = text.tokens
    words = knowledge.morphology.read_all([(t.form, text.raw[t.start : t.end], text.is_feminine(t)) for t in tokens])
    times = find_times(text, knowledge.times)
    in_time = {k: "t" for time in times for k in range(time.first, time.last)}
    found = [n for s in text.sentences for n in knowledge.names.find(text, tokens[s.first : s.last])]
    names, theatres = scoped(all_standing([n for n in found if n.first not in in_time], words, knowledge), words, knowledge)
    by_token = {k: n for n in names for k in range(n.first, n.last)}
    sentences = []
    for i, s in enumerate(text.sentences):
        inside = [n for n in names if s.first <= n.first < s.last]
        settled = {**in_time, **_rows(words, s.first, s.last, knowledge, by_token), **_spelled(text, words, s.first, s.last, knowledge)}
        tags = tag_tokens(tokens, words, s.first, s.last, settled, by_token, knowledge.lexicon.words, knowledge.rules.nouns.keys())
        tags = tag_numbers(words, s.first, tags, knowledge.counts)
        speech = _sayings(knowledge.attribution.find(words, tags, s.first, s.last), words, s.last, knowledge)
        told = _tag_tellers(speech, words, s.first, tags, knowledge)
        if told != tags:
            tags, speech = told, _sayings(knowledge.attribution.find(words, told, s.first, s.last), words, s.last, knowledge)
        found_cues = knowledge.status.find(words, tags, s.first, s.last)
        cues = tuple(h for h in found_cues if not _is_no_cue(h, words, s.last, by_token, knowledge))
        triggers = _no_particles(find_triggers(words, tags, s.first, s.last, by_token, knowledge), cues, tags, s.first)
        breaks = {t.first: t.last for t in triggers if breaks_phrase(t, words, knowledge) and not _is_fought(t, words, knowledge)}
        breaks.update({h.first: h.last for h in speech if _goes_on(h, words, s.first, tags, knowledge)})
        breaks.update({k: k + 1 for k in range(s.first, s.last) if _carries(words, k, tags[k - s.first], knowledge)})
        fixed = [t for t in triggers if t.fixed >= 0 and t.fixed not in breaks]
        breaks.update({t.fixed: t.fixed_end for t in fixed if not is_body(words, t.fixed, by_token, knowledge)})
        held = {t.first: t.last for t in triggers if t.form != "verb" and t.first not in breaks}
        befalls = {t.first for t in triggers if any(type_.startswith("harm.") for type_ in t.types)}
        parse = build_phrases(text, tokens, words, s.first, s.last, tags, inside, knowledge, breaks, held, befalls)
        sentences.append(
            Sentence(
                i,
                parse,
                triggers,
                speech,
                cues,
                tuple(t for t in times if s.first <= t.first < s.last),
                frozenset().union(*[(w.core, w.form, *w.nouns) for w in words[s.first : s.last]]),
                _matter(words[s.first : s.last], knowledge),
            )
        )
    lemmas = Counter(w.lemma for w in words if w.nouns or w.verbs)
    sure = sum(not all(r.weak for r in t.rules) for s in sentences for t in s.triggers)
    return Reading(text, words, sentences, names, theatres, lemmas, _profile(sentences), 10 * sure // max(1, len(sentences)))


def _no_particles(triggers: Sequence[Trigger], cues: Sequence[CueHit], tags: str, first: int) -> tuple[Trigger, ...]:
    """The triggers without words of a row that only says that it goes on: IS STILL under siege, written like `is not removed`.

    Only those that have found the words they are fixed to (removed a SIEGE): others are weighed as what stands beside an event.
    """
    rows = [hit for hit in cues if hit.form == "phrase" and hit.cue.value == "ongoing" and tags[hit.first - first] in _NEGATORS]
    inside = {k for hit in rows for k in range(hit.first, hit.last)}
    return tuple(t for t in triggers if t.fixed < 0 or t.first not in inside)


_NEGATORS = "xr"  # not, and what is also the relative that


def _sayings(hits: Iterable[CueHit], words: Sequence[Word], last: int, knowledge: Knowledge) -> tuple[CueHit, ...]:
    """The cues without words behind which a given name stands: one of the residents, who IS CALLED Ahmad, written like `demands`."""
    called, given = knowledge.lexicon.words["called"], knowledge.given_names
    return tuple(h for h in hits if h.last == last or words[h.first].unjoined not in called or words[h.last].form not in given)


_HAMZA_BENEATH = "\u0625"
_TOLD = ("s", "p", "k", "q", "f")  # what it is followed by: that, to, a colon, a quotation


def _tag_tellers(speech: Sequence[CueHit], words: Sequence[Word], first: int, tags: str, knowledge: Knowledge) -> str:
    """Adding that, pointing out that: a participle that goes on telling is no phrase, though it is written like a noun."""
    out = list(tags)
    for hit in speech:
        k = hit.first - first
        if _goes_on(hit, words, first, tags, knowledge) and tags[k + 1 : k + 2] in _TOLD:
            out[k] = "f"
    return "".join(out)


def _goes_on(hit: CueHit, words: Sequence[Word], first: int, tags: str, knowledge: Knowledge) -> bool:
    """A participle that goes on telling, asking or accusing (adding; accusing X of): it heads no phrase with what stands behind it."""
    k, word = hit.first - first, words[hit.first]
    bare = word.core.endswith(knowledge.morphology.clitics.accusative) and not (word.article or word.prep or word.pronoun)
    adjective = tags[k - 1 : k] in ("p", "x", "u") or (tags[k - 1 : k] == "n" and not words[hit.first - 1].article)
    return hit.form == "participle" and tags[k] == "n" and bare and not adjective


def _is_fought(trigger: Trigger, words: Sequence[Word], knowledge: Knowledge) -> bool:
    """What a force is there to fight, or takes sides in, is part of its name: the anti-RIOT police, the parties TO THE CONFLICT."""
    before = words[trigger.first - 1] if trigger.first else None
    if before is None or trigger.form != "noun" or words[trigger.first].conj:
        return False
    sides = words[trigger.first].article and not before.article and before.core in knowledge.lexicon.words["sides_of"]
    return sides or (before.core in knowledge.lexicon.words["fighting"] and not before.prep)


_OBJECT = 14  # tokens between a verb of undergoing and what somebody underwent


def _is_no_cue(hit: CueHit, words: Sequence[Word], last: int, named: Mapping[int, Name], knowledge: Knowledge) -> bool:
    """What looks like a word of status: part of a name (doctors WITHOUT borders), tightening, meeting with something."""
    if hit.first in named and hit.last <= named[hit.first].last:
        return True
    return _tightens(hit, words, knowledge) or _undergoes(hit, words, last, knowledge)


def _undergoes(hit: CueHit, words: Sequence[Word], last: int, knowledge: Knowledge) -> bool:
    """The school MET WITH shelling, which is written like: it offers."""
    if hit.form != "verb" or hit.lemma in knowledge.lexicon.words["undergoes"] or not knowledge.says(words[hit.first], "undergoes"):
        return False
    behind = words[hit.last : min(last, hit.last + _OBJECT)]
    return any(w.prep in knowledge.prepositions["undergone"] and knowledge.is_event_noun(w) for w in behind)


def _tightens(hit: CueHit, words: Sequence[Word], knowledge: Knowledge) -> bool:
    """The tightening of control, of a siege, is written like verdicts, which only order something; whose it is may stand between."""
    lists = knowledge.lexicon.words
    if hit.form != "noun" or words[hit.first].core not in lists["tightening"]:
        return False
    owned = hit.last < len(words) and knowledge.is_owned(words[hit.last])
    return any(w.core in lists["tightened"] for w in words[hit.last : hit.last + 1 + owned])


def _carries(words: Sequence[Word], k: int, tag: str, knowledge: Knowledge) -> bool:
    """A noun that with its preposition carries the event behind it (denied THE REACHING of an agreement): part of no phrase before."""
    if tag != "n" or not words[k].article or words[k].core not in knowledge.lexicon.words["arrives"] or k + 1 >= len(words):
        return False
    return "preposition" in words[k + 1].classes or bool(words[k + 1].prep)


def _matter(words: Sequence[Word], knowledge: Knowledge) -> tuple[str, ...]:
    categories = [c for w in words if w.nouns for c in knowledge.lexicon.categories(w)]
    return tuple(dict.fromkeys(f"{c.kind}:{c.detail}" for c in categories if c.kind in ("weapon", "casualty")))


def _profile(sentences: Sequence[Sentence]) -> dict[str, float]:
    """What the report is about by its unambiguous words: an attack in a report of air strikes is likely one."""
    counts = Counter(t.types[0] for s in sentences for t in s.triggers if len(t.types) == 1)
    total = counts.total() or 1
    return {type_: n / total for type_, n in counts.items()}


_SEQUENCE_TAGS = {"preposition": "p", "wall": "s", "negator": "x", "adverb": "f", "conjunction": "c", "relative": "r"}


def _rows(words: Sequence[Word], first: int, last: int, knowledge: Knowledge, named: Mapping[int, Name]) -> dict[int, str]:
    """Fixed rows of function words, token by token: all words of a compound preposition are one preposition."""
    found: dict[int, str] = {}
    rows_of = knowledge.lexicon.rows
    for i in range(first, last - 1):
        word = words[i]
        rows = rows_of.get((word.unjoined, words[i + 1].form))
        if rows is None or i in named:
            continue
        for rest, name in rows:
            tag = _SEQUENCE_TAGS.get(name)
            if not tag or i + len(rest) >= last or any(words[i + 1 + k].form != w for k, w in enumerate(rest)):
                continue
            if not _runs_on(named.get(i + len(rest)), i + 1 + len(rest)):
                found.update(dict.fromkeys(range(i, i + 1 + len(rest)), tag))
                break
    return found


def _spelled(text: Text, words: Sequence[Word], first: int, last: int, knowledge: Knowledge) -> dict[int, str]:
    """Nouns that folding makes one with a preposition, where the hamza beneath their alef is written: an IMAM of a mosque."""
    wanted = knowledge.lexicon.words["hamza_beneath"]
    at = (k for k in range(first, last) if words[k].core in wanted)
    return {k: "n" for k in at if _HAMZA_BENEATH in text.raw[text.tokens[k].start : text.tokens[k].end]}


def _runs_on(name: Name | None, end: int) -> bool:
    """A name that goes on behind the row is read as the name: in Ras al-Ayn, not at the head of al-Ayn."""
    return name is not None and name.last > end
