"""A report's text in, everything that is named and every phrase in it out: words read, names, times, tags, noun phrases, triggers.

The trigger candidates are proposed here, widely, because a trigger noun is a phrase of its own and bounds the phrases around it.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, field, replace

from rasid.chunker import build_phrases
from rasid.knowledge import Knowledge
from rasid.knowledge.cues import CueHit
from rasid.knowledge.rules import Form, Pattern, Rule
from rasid.knowledge.unreal import Grounds
from rasid.morphology import Word
from rasid.names import Name, Named
from rasid.phrases import Parse
from rasid.tags import is_mark, tag_numbers, tag_tokens
from rasid.text import Text
from rasid.times import TimeMention, find_times


@dataclass(frozen=True, slots=True)
class Trigger:
    """A trigger candidate: tokens [first, last), the form it stands in, and the rules that its words may belong to."""

    first: int
    last: int
    form: Form
    lemma: str
    rules: tuple[Rule, ...]
    fixed: int = -1  # a verb with fixed words: the token of the first of them
    fixed_end: int = -1  # and where they end
    bound: frozenset[str] = frozenset()  # the types that only the verb with its fixed words proposes
    shape: str = "-"  # of its word: a with the article, + with a pronoun
    types: tuple[str, ...] = field(init=False)  # the codebook types its rules propose, in the order of the rules

    def __post_init__(self) -> None:
        object.__setattr__(self, "types", tuple(dict.fromkeys([rule.type for rule in self.rules])))


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
    words = [knowledge.morphology.read(t.form, text.is_feminine(t)) for t in tokens]
    times = find_times(text, knowledge.times)
    in_time = {k: "t" for time in times for k in range(time.first, time.last)}
    found = [n for s in text.sentences for n in knowledge.names.find(text, tokens[s.first : s.last])]
    names, theatres = _scoped(_all_standing([n for n in found if n.first not in in_time], words, knowledge), knowledge)
    by_token = {k: n for n in names for k in range(n.first, n.last)}
    sentences = []
    for i, s in enumerate(text.sentences):
        inside = [n for n in names if s.first <= n.first < s.last]
        settled = {**in_time, **_rows(words, s.first, s.last, knowledge, by_token)}
        tags = tag_tokens(tokens, words, s.first, s.last, settled, by_token, knowledge.lexicon.words)
        tags = tag_numbers(words, s.first, tags, knowledge.counts)
        speech = tuple(knowledge.attribution.find(words, tags, s.first, s.last))
        told = _tag_tellers(speech, words, s.first, tags, knowledge)
        if told != tags:
            tags, speech = told, tuple(knowledge.attribution.find(words, told, s.first, s.last))
        triggers = find_triggers(words, tags, s.first, s.last, by_token, knowledge)
        breaks = {t.first: t.last for t in triggers if _breaks(t, words, knowledge)}
        fixed = [t for t in triggers if t.fixed >= 0 and t.fixed not in breaks]
        breaks.update({t.fixed: t.fixed_end for t in fixed if not _is_body(words, t.fixed, by_token, knowledge)})
        held = {t.first: t.last for t in triggers if t.form != "verb" and t.first not in breaks}
        befalls = {t.first for t in triggers if any(type_.startswith("harm.") for type_ in t.types)}
        parse = build_phrases(text, tokens, words, s.first, s.last, tags, inside, knowledge, breaks, held, befalls)
        sentences.append(
            Sentence(
                i,
                parse,
                triggers,
                speech,
                tuple(knowledge.status.find(words, tags, s.first, s.last)),
                tuple(t for t in times if s.first <= t.first < s.last),
                frozenset().union(*[(w.core, w.form, *w.nouns) for w in words[s.first : s.last]]),
                _matter(words[s.first : s.last], knowledge),
            )
        )
    lemmas = Counter(w.lemma for w in words if w.nouns or w.verbs)
    sure = sum(not all(r.weak for r in t.rules) for s in sentences for t in s.triggers)
    return Reading(text, words, sentences, names, theatres, lemmas, _profile(sentences), 10 * sure // max(1, len(sentences)))


_TOLD = ("s", "p", "k", "q", "f")  # what it is followed by: that, to, a colon, a quotation


def _tag_tellers(speech: Sequence[CueHit], words: Sequence[Word], first: int, tags: str, knowledge: Knowledge) -> str:
    """Adding that, pointing out that: a participle that goes on telling is no phrase, though it is written like a noun."""
    out = list(tags)
    for hit in speech:
        k, word = hit.first - first, words[hit.first]
        bare = word.core.endswith(knowledge.morphology.clitics.accusative) and not (word.article or word.prep or word.pronoun)
        adjective = tags[k - 1 : k] in ("p", "x") or (tags[k - 1 : k] == "n" and not words[hit.first - 1].article)
        if hit.form == "participle" and tags[k] == "n" and bare and not adjective and tags[k + 1 : k + 2] in _TOLD:
            out[k] = "f"
    return "".join(out)


def _matter(words: Sequence[Word], knowledge: Knowledge) -> tuple[str, ...]:
    categories = [c for w in words if w.nouns for c in knowledge.lexicon.categories(w)]
    return tuple(dict.fromkeys(f"{c.kind}:{c.detail}" for c in categories if c.kind in ("weapon", "casualty")))


def _profile(sentences: Sequence[Sentence]) -> dict[str, float]:
    """What the report is about by its unambiguous words: an attack in a report of air strikes is likely one."""
    counts = Counter(t.types[0] for s in sentences for t in s.triggers if len(t.types) == 1)
    total = counts.total() or 1
    return {type_: n / total for type_, n in counts.items()}


_BODIES = frozenset({"head", "group", "person", "goods", "object", "place", "weapon"})


def _breaks(trigger: Trigger, words: Sequence[Word], knowledge: Knowledge) -> bool:
    """An event noun is a phrase of its own; a participle that is sure of its event ends the phrase that it qualifies."""
    if trigger.form == "verb" or _is_somebody(words[trigger.first], knowledge):
        return False
    return trigger.form == "noun" or "qualifier" not in knowledge.categories(words[trigger.first])


def _is_somebody(word: Word, knowledge: Knowledge) -> bool:
    """A trigger noun that names persons or things (protesters, the displaced) is a phrase like others, and may fill a role."""
    return any(c.kind in _BODIES for c in knowledge.lexicon.categories(word))


def _all_standing(found: Sequence[Name], words: Sequence[Word], knowledge: Knowledge) -> list[Name]:
    """The names that stand. What is joined to a place is one too, and a place that stood once in a report is meant each time."""
    stood: dict[int, Name] = {}
    places: set[int] = set()  # tokens behind names of places
    known: set[str] = set()
    for name in found:
        kept = _standing(name, words, knowledge, bool(name.conj) and name.first in places)
        if kept is not None:
            stood[name.first] = kept
            if kept.of("place"):
                closed = name.last < len(words) and is_mark(words[name.last].form)
                places.add(name.last + closed)
                known.add(kept.key)
    for name in found:
        if name.first not in stood and name.key in known and not _is_common(words[name.first], knowledge):
            named = tuple(n for n in name.named if n.kind == "place")
            if named:
                stood[name.first] = _with(name, named)
    return [stood[k] for k in sorted(stood)]


def _is_common(word: Word, knowledge: Knowledge) -> bool:
    """A function word, a noun of an event or of places: never a name because it was one elsewhere."""
    return bool(word.classes) or knowledge.is_event_noun(word) or any(c.kind == "place" for c in knowledge.lexicon.categories(word))


def _governs(words: Sequence[Word], k: int) -> bool:
    """A preposition at token k: the event noun before it has a complement, a place would not."""
    return k < len(words) and bool(words[k].prep or "preposition" in words[k].classes)


def _standing(name: Name, words: Sequence[Word], knowledge: Knowledge, joined: bool = False) -> Name | None:
    """A name that is also a common word is a place's only where a noun announces it, or a preposition governs it."""
    single, word = name.last == name.first + 1, words[name.first]
    if single and word.classes:
        return None  # a function word letter by letter: in favour of, not: to Saleh
    event = single and knowledge.is_event_noun(word) and not _is_farther(name, word)
    verb = single and not event and knowledge.is_known_verb(word) and not all(v.rare for v in word.verbs)
    common = single and "place" in knowledge.categories(word) and not _is_farther(name, word)
    if not event and not common and not verb and all(n.stand == "alone" for n in name.named):
        return name
    at = name.first - 1
    while at > 0 and is_mark(words[at].form):
        at -= 1
    before = words[at] if at >= 0 else None
    complement = _governs(words, name.last)
    joined = joined and not (event and complement)
    kinds = {"place"} if joined else set(knowledge.categories(before)) if before is not None else set()
    side = before is not None and knowledge.is_direction(before)
    preposed = bool(name.prep) or (before is not None and "preposition" in before.classes)
    if event or common:
        own = word.core in word.nouns  # the noun itself, not a form of it
        if common and own and (side or not word.article):
            return None  # the north of a city announces no city called City, and the centre of city X none called Medina
        inside = preposed and not complement and (event or not own)  # in Muscat, but not: in dropping OF bombs
        return _among(name, [n for n in name.named if _is_announced(n, kinds) or (inside and _stands(n, "governed"))])
    if verb:
        free = preposed or bool(kinds & {"place", "head"})
        return _among(name, [n for n in name.named if free or knowledge.is_person(n)])
    announced = "place" in kinds and not side  # the north of the country announces nothing
    governed = announced or preposed
    return _among(name, [n for n in name.named if n.stand == "alone" or announced or (n.stand == "governed" and governed)])


def _is_announced(named: Named, kinds: Set[str]) -> bool:
    """A word before a name says of which kind its bearer is."""
    return ("place" if named.kind == "place" else "head") in kinds


def _stands(named: Named, stand: str) -> bool:
    """A place that may stand so, or more freely."""
    return named.kind == "place" and named.stand in ("alone", stand)


def _among(name: Name, named: Sequence[Named]) -> Name | None:
    """The name with the bearers that are left."""
    return None if not named else name if len(named) == len(name.named) else _with(name, tuple(named))


def _is_farther(name: Name, word: Word) -> bool:
    """The common noun is the farther reading of a place: with a letter of the name's own cut off, or inflected."""
    apart = bool(word.prep) and word.prep != name.prep
    return bool(name.of("place")) and (apart or (word.article and word.core not in word.nouns))


def _scoped(names: Sequence[Name], knowledge: Knowledge) -> tuple[list[Name], dict[str, float]]:
    """Names that hold everywhere decide which countries the report is about; names scoped to others are dropped."""
    counts: dict[str, float] = defaultdict(float)
    for name in names:
        countries = {c for n in name.named if not n.countries for c in knowledge.countries_of(n)}
        for country in countries:
            counts[country] += 1 / len(countries)
    total = sum(counts.values()) or 1.0
    theatres = {country: n / total for country, n in sorted(counts.items(), key=lambda item: (-item[1], item[0]))[:6]}
    main = {c for c, share in theatres.items() if share >= 0.12}
    kept = []
    for name in names:
        named = tuple(n for n in name.named if not n.countries or n.countries & main)
        if named:
            kept.append(name if len(named) == len(name.named) else _with(name, named))
    return kept, theatres


def _with(name: Name, named: tuple[Named, ...]) -> Name:
    return Name(name.first, name.last, name.start, name.end, name.conj, name.prep, name.key, named)


_SEQUENCE_TAGS = {"preposition": "p", "wall": "s", "negator": "x", "adverb": "f", "conjunction": "c", "relative": "r"}


def _rows(words: Sequence[Word], first: int, last: int, knowledge: Knowledge, named: Mapping[int, Name]) -> dict[int, str]:
    """Fixed rows of function words, token by token: all words of a compound preposition are one preposition."""
    found: dict[int, str] = {}
    rows_of = knowledge.lexicon.rows
    for i in range(first, last - 1):
        word = words[i]
        rows = rows_of.get((word.form[len(word.conj) :] if word.conj else word.form, words[i + 1].form))
        if rows is None or i in named:
            continue
        for rest, name in rows:
            tag = _SEQUENCE_TAGS.get(name)
            if tag and i + len(rest) < last and all(words[i + 1 + k].form == w for k, w in enumerate(rest)):
                found.update(dict.fromkeys(range(i, i + 1 + len(rest)), tag))
                break
    return found


def find_triggers(
    words: Sequence[Word], tags: str, first: int, last: int, named: Mapping[int, Name], knowledge: Knowledge
) -> tuple[Trigger, ...]:
    """Trigger candidates of a sentence, widely: every word that some rule may begin with, the longest fixed phrase first."""
    found: list[Trigger] = []
    particles = knowledge.lexicon.words["before_verbs"]
    met = _met(words[first:last])
    taken = first
    for i in range(first, last):
        tag = tags[i - first]
        if i < taken or i in named or tag not in "nvf" or (tag == "f" and words[i].form in particles):
            continue
        trigger = _trigger_at(words, tag, i, last, named, met, knowledge)
        if trigger is not None:
            found.append(trigger)
            taken = trigger.last if trigger.form != "verb" else i + 1
    return tuple(_without_light_verbs(found))


def _met(words: Sequence[Word]) -> set[str]:
    """All that a fixed word may be found as, see _is(): a pattern with another fixed word need not be tried."""
    found = {w.form[len(w.conj) :] for w in words}
    for word in words:
        found.update((word.form, word.core, word.prep), word.nouns)
    return found


def _trigger_at(
    words: Sequence[Word], tag: str, i: int, last: int, named: Mapping[int, Name], met: set[str], knowledge: Knowledge
) -> Trigger | None:
    word, rules = words[i], knowledge.rules
    if tag == "n" and _is_office(word, knowledge):
        return None
    matched: list[tuple[int, Pattern]] = []
    for verb in word.verbs:
        for pattern in rules.verbs.get(verb.lemma, ()):
            if not met.issuperset(pattern.rest):
                continue
            end = _verb_phrase_end(words, i, last, pattern.rest)
            if end:
                matched.append((end, pattern))
    for noun in word.nouns:
        for pattern in rules.nouns.get(noun, ()):
            if not met.issuperset(pattern.rest) or (pattern.form == "participle" and _is_thing(word, noun, knowledge)):
                continue
            end = _noun_phrase_end(words, i, last, pattern.rest)
            if end:
                matched.append((end, pattern))
    if not matched:
        return None
    form: Form = "verb" if tag == "v" else "noun"
    fitting = [m for m in matched if (m[1].form == "verb") == (form == "verb")] or matched
    if all(m[1].form == "participle" for m in fitting):
        form = "participle"
    # what needs more fixed words is the surer reading: it comes first, and its extent is the trigger's
    fitting.sort(key=lambda m: -len(m[1].rest))
    end, best = fitting[0]
    extent = end if form != "verb" and not any(_is_body(words, k, named, knowledge) for k in range(i + 1, end)) else i + 1
    fixed = end - len(best.rest) if form == "verb" and best.rest else -1
    rules_ = tuple(dict.fromkeys(m[1].rule for m in fitting))
    bound = frozenset(m[1].rule.type for m in fitting if m[1].rest)
    shape = "a" if word.article else "+" if word.pronoun else "-"
    return Trigger(i, max(extent, i + 1), form, best.lemma, rules_, fixed, end if fixed >= 0 else -1, bound, shape)


def _is_office(word: Word, knowledge: Knowledge) -> bool:
    """The ruler of a province: written like ruling, or like the verb of putting on trial, but the name of an office."""
    return not word.article and bool(word.verbs) and set(knowledge.categories(word)) == {"title"}


_THINGS = frozenset({"goods", "weapon", "object", "place"})


def _is_thing(word: Word, lemma: str, knowledge: Knowledge) -> bool:
    """A word of its own for a thing, which only looks like the plural of a participle: fuel is nothing burnt."""
    if lemma == word.core or word.core not in word.nouns:
        return False
    kinds = set(knowledge.categories(word))
    return bool(kinds) and kinds <= _THINGS


def _is_body(words: Sequence[Word], k: int, named: Mapping[int, Name], knowledge: Knowledge) -> bool:
    return k in named or _is_somebody(words[k], knowledge)


_REACH = 7  # tokens between a verb and the fixed words that belong to it: room for its subject


def _verb_phrase_end(words: Sequence[Word], i: int, last: int, rest: Sequence[str]) -> int:
    """Where a verb's fixed words end, its subject perhaps between; 0 if they are not there."""
    if not rest:
        return i + 1
    for j in range(i + 1, min(last, i + _REACH)):
        end = _noun_phrase_end(words, j - 1, last, rest)
        if end:
            return end
    return 0


def _noun_phrase_end(words: Sequence[Word], i: int, last: int, rest: Sequence[str]) -> int:
    """Where a noun's fixed words end, which stand right behind it, or behind a number (the fall of eleven dead); 0 if they do not."""
    j = i + 1
    for fixed in rest:
        if len(fixed) == 1 and j < last and words[j].prep == fixed:
            continue  # a preposition that is written to the next word
        while j < last and (not words[j].core or _is_number(words[j])):
            j += 1
        if j >= last or not _is(words[j], fixed):
            return 0
        j += 1
    return j


def _is_number(word: Word) -> bool:
    return word.form.isdigit() or "cardinal" in word.classes


def _is(word: Word, fixed: str) -> bool:
    return fixed in (word.form, word.core) or fixed in word.nouns or fixed == word.form[len(word.conj) :]


def _without_light_verbs(triggers: Sequence[Trigger]) -> list[Trigger]:
    """A verb whose fixed word is a trigger noun of the same types only carries it: the noun stands for the event, by both rules.

    What else the verb may mean it may still mean (they made no progress: talks that failed). A verb that with its noun means what the
    noun alone does not (spread one's influence: taking, not holding) stands beside it.
    """
    nouns = {t.first: t for t in triggers if t.form != "verb"}
    kept: list[Trigger] = []
    carried: dict[int, tuple[Rule, ...]] = {}
    for trigger in triggers:
        noun = nouns.get(trigger.fixed)
        if noun is not None and set(trigger.types) & set(noun.types) and not trigger.bound - set(noun.types):
            carried[noun.first] = tuple(r for r in trigger.rules if r.type in noun.types)
            own = tuple(r for r in trigger.rules if r.type not in noun.types)
            if own:
                kept.append(replace(trigger, rules=own, fixed=-1, fixed_end=-1))
        else:
            kept.append(trigger)
    return [replace(t, rules=tuple(dict.fromkeys((*t.rules, *carried[t.first])))) if t.first in carried else t for t in kept]
