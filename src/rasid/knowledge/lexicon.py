"""The Arabic word lists in, one lexicon out: what class, category and lemma a word has, and which words go together."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

from rasid.knowledge.files import Entry, Faults, entries, read_yaml, words_of
from rasid.knowledge.rules import RuleBook
from rasid.morphology import Clitics, Morphology, Word, readings_table
from rasid.text import fold

# Closed classes of grammar.yaml -> the class names that the chunker tells apart; where a word is in several, all hold.
_CLASSES = {
    "prepositions": "preposition",
    "compound_prepositions": "preposition",
    "by": "preposition",
    "conjunctions": "conjunction",
    "walls": "wall",
    "subordinators": "wall",
    "relative": "relative",
    "demonstratives": "demonstrative",
    "pronouns": "pronoun",
    "suffixed_prepositions": "pronoun",
    "particles": "particle",
    "negators": "negator",
    "interrogatives": "particle",
    "auxiliaries": "auxiliary",
    "quantifiers": "quantifier",
    "ordinals": "number",
    "adverbs_time": "adverb",
    "adverbs_manner": "adverb",
    "adverbs_place": "adverb_of_place",
    "modals": "modal",
    "vocatives_and_exclamations": "particle",
    "indefinites": "quantifier",
    "connectives_of_news": "wall",
}
_LISTS = frozenset(  # no classes of their own
    (
        *("accuses", "accusing", "addresses", "adjective_towns", "after_events", "aims", "aircraft", "although", "answers"),
        *("answers_demands", "appoints", "appositions", "areas", "arms_of_service", "arresters", "arrests", "arrives"),
        *("asides", "assemblies", "at_that_time", "attempts", "attitudes", "baseless", "because_of", "befalls", "before_nouns"),
        *("before_or_after", "before_verbs", "belongs", "blame", "borders", "broken_adjectives", "but_for", "by_plan"),
        *("called", "called_upon", "callings_of_women", "carriers", "carries_out", "charged", "charges", "charging"),
        *("clauses_of_time", "clocks", "close_to", "comes", "comes_to_nothing", "complementizers", "condemns", "conditions"),
        *("convicts", "copula_pronouns", "copulas", "counterparts", "deals", "deed_frames", "denies_with_it", "departs"),
        *("described", "described_forces", "detains", "dies_as", "disarmers", "documents", "does_so", "doings", "during_it"),
        *("endures", "entries", "events_tell", "evidence", "exceptions", "exchanges", "executes", "exercises", "far_sources"),
        *("fighting", "figures", "fires", "flows", "foes", "followers", "for_doing", "for_fear", "forces", "forces_to"),
        *("foremost", "given_persons", "gives_back", "grounds", "hamza_beneath", "hands", "hands_over", "happenings"),
        *("has_soldiers", "helps", "hold_on", "holds", "how_often", "if_only", "improper", "in_addition", "in_its_course"),
        *("in_name_of", "in_speeches", "in_state", "informs", "inquiries", "intercepts", "involvement", "is_forced", "issued"),
        *("issues", "judges", "lasts", "latter", "lets_in", "letting", "loses", "loyal", "masculine_bodies", "masculine_lands"),
        *("meanwhile", "meeting_with", "members", "mostly_nouns", "mostly_numbered", "mothers", "mouths", "name_parts"),
        *("needs", "next_clauses", "nobodys", "not_the_state", "noun_towns", "numbered", "of_its_kind", "of_nouns"),
        *("on_the_way", "openers", "operations", "or_adjectives", "out_of_it", "own_nouns", "own_soldiers", "owned", "papers"),
        *("partisan_bodies", "partitives", "passers", "past_negators", "performs", "plan_papers", "positions", "powers"),
        *("press", "pretexts", "private_callings", "pro_events", "proves", "reaching", "rebuffs", "receives", "relations"),
        *("relieves", "remains", "residents", "resumed_dual", "resumed_feminine", "resumed_masculine", "roads", "says_of"),
        *("sets_off", "settlements", "sides_of", "some_of", "some_of_them", "speaking", "spokesmen", "statements"),
        *("states_own", "stresses", "strikers", "strongholds", "superlatives", "supports", "suspects", "tells_that"),
        *("that_they", "the_other", "their", "then", "threatens", "tightened", "tightening", "traffic", "truces"),
        *("under_terms", "undergoes", "undoes", "unlit", "uses", "was", "which_feminine", "which_masculine", "which_several"),
        *("whoever", "without", "would_have", "would_not"),
    )
)
_PEOPLE = {
    "heads": "head",
    "groups": "group",
    "persons": "person",
    "titles": "title",
    "objects": "object",
    "nationality": "nationality",
}
_PEOPLE_KEYS = ("word", "forms", "class", "of", "key")


@dataclass(frozen=True, slots=True)
class Category:
    """What a noun stands for: a kind (head, group, person, title, object, nationality, place, goods, weapon, ...) and its class."""

    kind: str
    detail: str = ""


@dataclass
class Lexicon:
    """All words by their folded form."""

    article: str
    functions: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    sequences: dict[str, list[tuple[tuple[str, ...], str]]] = field(default_factory=lambda: defaultdict(list))
    nouns: dict[str, list[Category]] = field(default_factory=lambda: defaultdict(list))
    phrases: dict[str, list[tuple[tuple[str, ...], Category]]] = field(default_factory=lambda: defaultdict(list))
    given_names: frozenset[str] = frozenset()  # names of persons that look like verbs
    words: dict[str, frozenset[str]] = field(default_factory=dict)  # named sets: negators, modals, ...
    _categories: dict[tuple[str, ...], tuple[Category, ...]] = field(default_factory=dict)  # what was asked before, by lemmas
    _kinds: dict[tuple[str, ...], tuple[str, ...]] = field(default_factory=dict)  # the same, the kinds alone

    @cached_property
    def rows(self) -> Mapping[tuple[str, str], Sequence[tuple[tuple[str, ...], str]]]:
        """The sequences by their first two words, the longest first."""
        found: dict[tuple[str, str], list[tuple[tuple[str, ...], str]]] = {}
        for first, rows in self.sequences.items():
            for rest, name in rows:
                found.setdefault((first, rest[0]), []).append((rest, name))
        return found

    def add_noun(self, word: str, category: Category) -> None:
        """One noun form, or a fixed row of words."""
        first, *rest = fold(word).split()
        if word.startswith(self.article) and len(first) > len(self.article) + 2:
            first = first.removeprefix(self.article)  # as written: a hamza on the alef is no article
        if rest:
            self.phrases[first].append((tuple(rest), category))
        elif category not in self.nouns[first]:
            self.nouns[first].append(category)

    def categories(self, word: Word) -> tuple[Category, ...]:
        """What the noun readings of a word stand for."""
        found = self._categories.get(word.nouns)
        if found is None:
            if len(self._categories) > _MOST:
                self._categories.clear()
            found = tuple(dict.fromkeys([c for lemma in word.nouns for c in self.nouns.get(lemma, ())]))
            self._categories[word.nouns] = found
        return found

    def kinds(self, word: Word) -> tuple[str, ...]:
        """The kinds of its categories."""
        found = self._kinds.get(word.nouns)
        if found is None:
            if len(self._kinds) > _MOST:
                self._kinds.clear()
            found = self._kinds[word.nouns] = tuple(c.kind for c in self.categories(word))
        return found


_MOST = 100_000  # rows of lemmas whose categories are remembered


def read_lexicon(folder: Path, world: Path, rules: RuleBook, article: str, faults: Faults) -> Lexicon:
    """All word lists of a language folder, and the goods of the world."""
    lexicon = Lexicon(article)
    _grammar(folder / "grammar.yaml", lexicon, faults)
    for name, category in _PEOPLE.items():
        for entry in _section(folder / "people.yaml", name, faults):
            for word in (entry["word"], *words_of(entry.get("forms"))):
                lexicon.add_noun(word, Category(category, str(entry.get("class") or entry.get("key") or "")))
    people = read_yaml(folder / "people.yaml", Faults())
    for word in words_of(people.get("offices")):
        lexicon.add_noun(word, Category("title"))
    for word in words_of(people.get("qualifiers")):
        lexicon.add_noun(word, Category("qualifier"))
    _things(folder, world, lexicon, faults)
    common = read_yaml(folder / "nouns.yaml", faults)
    for word in words_of(common.get("nouns")):
        lexicon.nouns.setdefault(fold(word), [])
    for word in words_of(common.get("adjectives")):
        lexicon.add_noun(word, Category("qualifier"))
    lexicon.given_names = frozenset(fold(w) for w in words_of(common.get("names")))
    for lemma in rules.lemmas():
        lexicon.nouns.setdefault(lemma, [])
    return lexicon


def _section(path: Path, name: str, faults: Faults) -> Iterable[Entry]:
    content = read_yaml(path, faults)
    for entry in content.get(name, []) if isinstance(content, Mapping) else []:
        unknown = [k for k in entry if k not in _PEOPLE_KEYS]
        if unknown:
            faults.add(path, entry.line, f"unknown key {unknown[0]!r}; known: {', '.join(_PEOPLE_KEYS)}")
        elif "word" not in entry:
            faults.add(path, entry.line, "key 'word' is missing")
        else:
            yield entry


def _grammar(path: Path, lexicon: Lexicon, faults: Faults) -> None:
    content = read_yaml(path, faults)
    for name, words in content.items() if isinstance(content, Entry) else ():
        if name in _LISTS:
            lexicon.words[name] = frozenset(fold(str(w)) for w in words)
            continue
        if name not in _CLASSES:
            faults.add(path, content.line, f"unknown class {name!r}; known: {', '.join((*_CLASSES, *sorted(_LISTS)))}")
            continue
        lexicon.words[name] = frozenset(fold(str(w)) for w in words)
        for word in words:
            first, *rest = fold(str(word)).split()
            if rest:
                lexicon.sequences[first].append((tuple(rest), _CLASSES[name]))
            else:
                lexicon.functions[first].add(_CLASSES[name])
    for found in lexicon.sequences.values():
        found.sort(key=lambda item: -len(item[0]))


def _things(folder: Path, world: Path, lexicon: Lexicon, faults: Faults) -> None:
    for entry in entries(world / "goods.yaml", faults, ("id", "name", "names"), ("id", "name")):
        for word in (entry["name"]["ar"], *words_of(entry.get("names"))):
            lexicon.add_noun(word, Category("goods", str(entry["id"])))
    for entry in entries(folder / "weapons.yaml", faults, ("name", "en", "means", "names"), ("name", "means")):
        for word in (entry["name"], *words_of(entry.get("names"))):
            lexicon.add_noun(word, Category("weapon", str(entry["means"])))
    casualties = read_yaml(folder / "casualties.yaml", faults)
    for name, words in casualties.items() if isinstance(casualties, Entry) else ():
        for word in words:
            lexicon.add_noun(str(word), Category("person", "neutral") if name == "persons" else Category("casualty", name))
    sources = read_yaml(folder / "sources.yaml", faults)
    for name, words in sources.items() if isinstance(sources, Entry) else ():
        for word in words:
            lexicon.add_noun(str(word), Category("source", name))
    places = read_yaml(folder / "placewords.yaml", faults)
    for kind, words in place_words(places):
        for word in words:
            lexicon.add_noun(word, Category("place", kind))
    _directions({fold(word) for kind, words in place_words(places) if kind == "direction" for word in words}, lexicon)


def _directions(directions: set[str], lexicon: Lexicon) -> None:
    """North of X, north-west of X are place phrases: the words are no prepositions, neither alone nor in a row, and no verbs."""
    for word in directions:
        lexicon.functions[word] = {"direction"}
        rows = lexicon.sequences.get(word, [])
        rows[:] = [row for row in rows if not directions.issuperset(row[0])]


def place_words(content: Any) -> Iterable[tuple[str, Sequence[str]]]:
    """(kind, forms) of the nouns that announce a place, of its surroundings, and of the directions."""
    for entry in content.get("nouns", []) if isinstance(content, Mapping) else []:
        yield str(entry["kind"]), [str(entry["word"]), *words_of(entry.get("forms"))]
    yield "area", words_of(content.get("areas")) if isinstance(content, Mapping) else ()
    for entry in content.get("directions", []) if isinstance(content, Mapping) else []:
        yield "direction", [w for w in words_of(entry.get("words")) if " " not in w]


def read_clitics(path: Path, faults: Faults) -> Clitics:
    """What may hang on a word."""
    content = read_yaml(path, faults)
    return Clitics(
        conjunctions=tuple(fold(w) for w in content["conjunctions"]),
        prepositions=tuple(fold(w) for w in content["prepositions"]),
        future=fold(content["future"]),
        article=fold(content["article"]),
        fused=fold(content["fused"]),
        pronouns=tuple(fold(w) for w in content["pronouns"]),
        noun_endings=tuple((fold(a), fold(b)) for a, b in content["noun_endings"]),
        construct=fold(content["construct"]),
        final=fold(content["final"]),
        hamza=fold(content["hamza"]),
        hamza_seats=tuple(fold(w) for w in content["hamza_seats"]),
        verb_plural=fold(content["verb_plural"]),
        weak_final=fold(content["weak_final"]),
        relation=fold(content["relation"]),
        accusative=tuple(fold(w) for w in content["accusative"]),
        weak_before_pronoun=fold(content["weak_before_pronoun"]),
        purpose=fold(content["purpose"]),
        closing=tuple(fold(w) for w in content["closing"]),
        thresholds={fold(k): float(v) for k, v in content["thresholds"].items()},
        unseen=float(content["unseen"]),
        long=(int(content["long"]["letters"]), float(content["long"]["gain"])),
        whole=frozenset(fold(w) for w in content["whole"]),
        spelled={str(word): str(twin) for word, twin in content["spelled"].items()},
        split=frozenset(fold(w) for w in content["split"]),
        cases=tuple((fold(a), fold(b)) for a, b in content["cases"]),
    )


def build_morphology(folder: Path, clitics: Clitics, lexicon: Lexicon, rules: RuleBook) -> Morphology:
    """The reader of word forms, with clitics, frequencies, conjugations and everything the lexicon knows."""
    verbs = readings_table((folder / "lexemes.tsv").read_text("utf-8").splitlines())
    rows = (line.split("\t") for line in (folder / "frequencies.tsv").read_text("utf-8").splitlines())
    events = {lemma for lemma, patterns in rules.nouns.items() if any(not p.rest and not p.rule.weak for p in patterns)}
    functions = {
        word: frozenset(classes)
        for word, classes in lexicon.functions.items()
        if word not in events or classes & {"negator", "wall", "relative", "pronoun"}
    }
    known = set(lexicon.nouns) | set(lexicon.phrases)
    return Morphology(clitics, {form: int(count) for form, count in rows}, verbs, known, functions, lexicon.given_names)
