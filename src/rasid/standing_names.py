"""The names found in a report in, those that stand out: a name that is also a common word must be announced or governed, and names
that are scoped to countries hold only where the report is about these.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence, Set

from rasid.adjective_towns import is_town
from rasid.bearers import without_other_bearers
from rasid.knowledge import Knowledge
from rasid.morphology import Word
from rasid.names import Name, Named
from rasid.tags import is_mark
from rasid.times.reader import COMMAS

_LETTERS = 3  # of a name that is longer than a function word with a preposition before it (Bama, no: as for)


def all_standing(found: Sequence[Name], words: Sequence[Word], knowledge: Knowledge) -> list[Name]:
    """The names that stand. What is joined to a place is one too, and a place that stood once in a report is meant each time."""
    stood: dict[int, Name] = {}
    places: set[int] = set()  # tokens behind names of places
    known: set[str] = set()
    actors: set[int] = set()  # tokens behind names of actors
    for name in found:
        if _is_other(name, words, knowledge):
            continue
        town = is_town(name, words, actors, knowledge)
        kept = name if town else _standing(name, words, knowledge, bool(name.conj) and _row_start(name.first, words) in places)
        if kept is not None:
            stood[name.first] = kept
            if kept.of("actor"):
                actors.add(name.last)
            if kept.of("place"):
                closed = name.last < len(words) and is_mark(words[name.last].form)
                places.add(name.last + closed)
                known.add(kept.key)
    for name in _before_others(found, stood, words, knowledge):
        stood[name.first] = name
    for name in found:
        if name.first in stood or _is_other(name, words, knowledge):
            continue
        if name.key in known and not _is_common(words[name.first], knowledge):
            named = tuple(n for n in name.named if n.kind == "place")
            if named:
                stood[name.first] = _with(name, named)
    return without_other_bearers([stood[k] for k in sorted(stood)], words, knowledge)


def _is_other(name: Name, words: Sequence[Word], knowledge: Knowledge) -> bool:
    """The words are no name here."""
    return any(is_other(name, words, knowledge) for is_other in (_is_begun, _is_clock, _is_deed, _is_means))


def _is_means(name: Name, words: Sequence[Word], knowledge: Knowledge) -> bool:
    """A quarter called like a weapon is none behind the preposition of means: shelled the town WITH AIRCRAFT."""
    means = name.prep in knowledge.prepositions["charge"] and name.last == name.first + 1
    return means and "weapon" in knowledge.categories(words[name.first])


def _is_deed(name: Name, words: Sequence[Word], knowledge: Knowledge) -> bool:
    """A town's name written like a verb is one where it is joined and a thing is its object: strikes X AND DESTROYS a tunnel."""
    word, k = words[name.first], name.last
    if not word.conj or not word.verbs or name.last - name.first > 1 or k >= len(words) or not name.of("place"):
        return False
    behind = words[k]
    bare = not (behind.article or behind.prep or behind.conj or behind.pronoun)
    return bare and word.reading.imperfect and "object" in knowledge.categories(behind)


def _is_begun(name: Name, words: Sequence[Word], knowledge: Knowledge) -> bool:
    """A name of a village of which the words have the first part only: it goes on, and is another's (the village of TELL Juma)."""
    heads, k = knowledge.gazetteer.words.heads, name.last
    if name.key.split()[-1] not in heads or not name.of("place") or k >= len(words):
        return False
    word, places = words[k], knowledge.gazetteer.words
    if word.conj or word.prep or word.pronoun or word.classes or not word.form.isalpha() or knowledge.is_known_verb(word):
        return False
    if (
        word.form in places.ornaments | places.fillers
        or knowledge.is_direction(word)
        or (knowledge.is_event_noun(word) and not word.article)
    ):
        return False
    return "nationality" not in knowledge.categories(word)


def _is_clock(name: Name, words: Sequence[Word], knowledge: Knowledge) -> bool:
    """By the clocks of a town: at nine SANAA TIME nothing happened in Sanaa by that."""
    return name.first > 0 and not knowledge.lexicon.words["clocks"].isdisjoint(
        (words[name.first - 1].core, *words[name.first - 1].nouns)
    )


def _row_start(k: int, words: Sequence[Word]) -> int:
    """Where the words joined to one another before token k begin, of which no list knows any: X, (unknown) and Y."""
    while k > 0 and words[k - 1].conj and not (words[k - 1].known or words[k - 1].prep):
        k -= 1
    return k


def _before_others(found: Sequence[Name], stood: Mapping[int, Name], words: Sequence[Word], knowledge: Knowledge) -> list[Name]:
    """Names of places that are common words, too, to which behind a preposition a sure place is joined: on TYRE and Nabatieh."""
    starts = {
        n.first: n for n in found if n.first in stood or (_is_place_only(n, words, knowledge) and not _is_body(n, words, knowledge))
    }
    kept = []
    for name in starts.values():
        governed = bool(name.prep) or (name.first > 0 and "preposition" in words[name.first - 1].classes)
        row, following = [name], _next_of_row(name, starts, words)
        while governed and following is not None and row[-1].first not in stood:
            row.append(following)
            following = _next_of_row(following, starts, words)
        if row[-1].first in stood:
            kept += [_with(n, n.of("place")) for n in row if n.first not in stood]
    return kept


def _is_body(name: Name, words: Sequence[Word], knowledge: Knowledge) -> bool:
    """A noun of a force or of persons: the attack on the POLICE and the castle."""
    return bool({"head", "group"} & set(knowledge.categories(words[name.first])))


def _is_bare_adjective(name: Name, before: Word, words: Sequence[Word], knowledge: Knowledge) -> bool:
    """Nothing but an adjective without a noun behind `in` or `to`: it is the town that it names (they fled TO TAWILA)."""
    word, k = words[name.first], name.last
    if knowledge.categories(word) != ("qualifier",) or word.article or word.prep or word.conj or k - name.first > 1:
        return False
    goes_on = k < len(words) and words[k].form.isalpha() and not (words[k].classes or words[k].prep or words[k].conj)
    return not goes_on and before.core in knowledge.gazetteer.words.inside | knowledge.prepositions["toward"]


def _next_of_row(name: Name, starts: Mapping[int, Name], words: Sequence[Word]) -> Name | None:
    """The name of a place that a conjunction or a comma joins to this one."""
    comma = name.last < len(words) and words[name.last].form in COMMAS
    following = starts.get(name.last + comma)
    return following if following is not None and (comma or following.conj) and not following.prep and following.of("place") else None


def _is_place_only(name: Name, words: Sequence[Word], knowledge: Knowledge) -> bool:
    """May the one word be a place's name, though it is a common word, too? No function word, no event, no noun of places."""
    word = words[name.first]
    return (
        name.last == name.first + 1
        and bool(name.of("place"))
        and not _is_common(word, knowledge)
        and bool(name.conj) >= bool(word.conj)
    )


def _is_common(word: Word, knowledge: Knowledge) -> bool:
    """A function word, a noun of an event or of places: never a name because it was one elsewhere."""
    return bool(word.classes) or knowledge.is_event_noun(word) or any(c.kind == "place" for c in knowledge.lexicon.categories(word))


def _governs(words: Sequence[Word], k: int) -> bool:
    """A preposition at token k: the event noun before it has a complement, a place would not."""
    return k < len(words) and bool(words[k].prep or "preposition" in words[k].classes)


def _standing(name: Name, words: Sequence[Word], knowledge: Knowledge, joined: bool = False) -> Name | None:
    """A name that is also a common word is a place's only where a noun announces it, or a preposition governs it."""
    single, word = name.last == name.first + 1, words[name.first]
    if single and word.classes and not (word.prep and not name.prep and len(name.key) > _LETTERS):
        return None  # a function word letter by letter: in favour of, not: to Saleh
    if single and name.conj and not word.conj and (word.known or word.core in knowledge.given_names):
        return None  # the conjunction is the word's own letter: poor villages, and no town; Fatima, and no town of Atma
    if single and not word.prep and name.prep in knowledge.prepositions["likening"]:
        return None  # the letter is the word's own: the given name Karim is nobody like the town of Rim
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
        if common and before is not None and _is_doer(name, before, knowledge):
            return _among(name, name.of("actor"))
        if before is not None and before.article and not (name.conj or preposed):
            kinds -= {"head"}  # the army (besieged) the base: no term of a row
        inside = preposed and not complement and (event or not own)  # in Muscat, but not: in dropping OF bombs
        return _among(name, [n for n in name.named if _is_announced(n, kinds) or (inside and _stands(n, "governed"))])
    if side and before is not None and not before.article and _is_place_only(name, words, knowledge):
        return _among(name, [n for n in name.named if n.kind == "place"])  # north of Sirte, of al-Bab
    if before is not None and _is_bare_adjective(name, before, words, knowledge):
        return _among(name, [n for n in name.named if n.kind == "place"])
    if verb:
        free = preposed or bool(kinds & {"place", "head"})
        return _among(name, [n for n in name.named if free or knowledge.is_person(n)])
    if before is not None and before.article and knowledge.is_direction(word) and "place" in kinds and not joined:
        return None  # the eastern quarters, and no province called Sharqiya
    announced = "place" in kinds and not side  # the north of the country announces nothing
    governed = announced or preposed
    return _among(name, [n for n in name.named if n.stand == "alone" or announced or (n.stand == "governed" and governed)])


def _is_announced(named: Named, kinds: Set[str]) -> bool:
    """A word before a name says of which kind its bearer is."""
    return ("place" if named.kind == "place" else "head") in kinds


def _is_doer(name: Name, before: Word, knowledge: Knowledge) -> bool:
    """Behind a verb of saying or of doing by force, which no base, office or front does: Al-QAEDA (the base) claimed the attack."""
    does = knowledge.lexicon.words["executes"] | knowledge.attribution.by_verb.keys()
    return bool(name.of("actor")) and not (name.prep or name.conj) and any(v.lemma in does for v in before.verbs)


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


def scoped(names: Sequence[Name], words: Sequence[Word], knowledge: Knowledge) -> tuple[list[Name], dict[str, float]]:
    """Names that hold everywhere decide which countries the report is about; names scoped to others are dropped.

    A name that places of several countries bear speaks for the one that the other names tell of, else for the best known.
    """
    counts: dict[str, float] = defaultdict(float)
    told = [[n for n in name.named if not n.countries and not _is_everywhere(name, n, knowledge)] for name in names]
    for named in told:
        countries = {c for n in named if not n.rivals for c in knowledge.countries_of(n)}
        for country in countries:
            counts[country] += 1 / len(countries)
    hints, sure = _hints(names, knowledge) + _adjectives(words, knowledge), dict(counts)
    for named in told:
        for n in named:
            if n.rivals:
                counts[_likeliest(n, sure, hints, knowledge)] += 1 / len(named)
    total = sum(counts.values()) or 1.0
    theatres = {country: n / total for country, n in sorted(counts.items(), key=lambda item: (-item[1], item[0]))[:6]}
    main = {c for c, share in theatres.items() if share >= 0.12}
    kept = []
    for name in names:
        left = tuple(n for n in name.named if not n.countries or n.countries & main)
        if left:
            kept.append(name if len(left) == len(name.named) else _with(name, left))
    return kept, theatres


def _likeliest(named: Named, sure: Mapping[str, float], hints: Mapping[str, int], knowledge: Knowledge) -> str:
    """The country that other names tell of, else that most of them may be of, else the best known one."""
    own = knowledge.countries_of(named)[0]
    return max(sorted((own, *named.rivals)), key=lambda c: (sure.get(c, 0.0), hints[c], c == own))


def _hints(names: Sequence[Name], knowledge: Knowledge) -> Counter[str]:
    """By country how many different names may be of it, each of which leaves that open: Tripoli and Sidon, Tripoli and Dbeibah."""
    return Counter(c for named in {name.named for name in names} for c in {c for n in named for c in _may_be_of(n, knowledge)})


def _adjectives(words: Sequence[Word], knowledge: Knowledge) -> Counter[str]:
    """By country the different adjectives of it: the LIBYAN town of X."""
    found = {c.detail for w in words if w.nouns for c in knowledge.lexicon.categories(w) if c.kind == "nationality"}
    return Counter(found)


def _may_be_of(named: Named, knowledge: Knowledge) -> frozenset[str]:
    return named.countries or (named.rivals | set(knowledge.countries_of(named)))


def _is_everywhere(name: Name, named: Named, knowledge: Knowledge) -> bool:
    """A road, a square, a palace as many a town has one."""
    return named.kind == "place" and name.key in knowledge.gazetteer.words.everywhere


def _with(name: Name, named: tuple[Named, ...]) -> Name:
    return Name(name.first, name.last, name.start, name.end, name.conj, name.prep, name.key, named)
