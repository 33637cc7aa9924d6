"""The data folders of rasid in, one immutable Knowledge out; the only code that opens them.

`load()` collects every fault of every file and raises them together, each as file:line with what was expected.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from rasid.choice import Model, read_model
from rasid.errors import KnowledgeError
from rasid.gazetteer import Gazetteer, Resolver
from rasid.gazetteer.words import load_words
from rasid.knowledge.counting import CountWords, read_counts
from rasid.knowledge.cues import CueBook, read_attribution, read_status
from rasid.knowledge.files import Faults, read_yaml
from rasid.knowledge.lexicon import Category, Lexicon, build_morphology, read_clitics, read_lexicon
from rasid.knowledge.rules import RuleBook, read_rules, verbs_without_forms
from rasid.knowledge.senses import Senses, read_senses
from rasid.knowledge.unreal import Grounds, read_unreal
from rasid.knowledge.world import Actor, EventType, Outlet, name_actors, name_places, read_actors, read_codebook, read_outlets
from rasid.morphology import Morphology, Word
from rasid.names import Name, Named, NameTree
from rasid.text import FOLD_VERSION, fold
from rasid.times import TimeWords, load_times

FOLDER = Path(__file__).parent
_SITES = ({"place"}, {"object"}, {"place", "object"})
_PERSONS = frozenset({"head", "group", "person", "nationality"})
MODELS = ("trigger", "argument", "second", "source", "stance", "status", "time")

__all__ = ["FOLDER", "Actor", "Category", "EventType", "Knowledge", "Outlet", "faults", "load"]


@dataclass(frozen=True)
class Knowledge:
    """What rasid knows of Arabic and of the world. Passed to every stage; nothing in it changes."""

    codebook: Mapping[str, EventType]
    actors: Mapping[str, Actor]
    outlets: Mapping[str, Outlet]
    rules: RuleBook
    lexicon: Lexicon
    morphology: Morphology
    attribution: CueBook
    status: CueBook
    unreal: Grounds  # constructions that settle a status, by how they hold an event
    senses: Senses  # words that tell of one event and no other where they stand with another word
    times: TimeWords
    counts: CountWords
    prepositions: Mapping[str, frozenset[str]]  # position -> prepositions that put a phrase there
    gazetteer: Gazetteer
    clusters: Mapping[str, tuple[str, str]]  # lemma -> coarse and fine group of words that keep the same company
    models: Mapping[str, Model]
    names: NameTree
    version: str

    @cached_property
    def positions(self) -> dict[str, str]:
        """The positions of prepositions met before (frames.py): a cache of a pure function, as large as there are prepositions."""
        return {}

    @cached_property
    def resolver(self) -> Resolver:
        """What finds the points of places."""
        return Resolver(self.gazetteer)

    @cached_property
    def loss_lemmas(self) -> frozenset[str]:
        """The words of dying, wounding and losing."""
        rows = self.counts.rows
        return frozenset((*rows["dying"], *rows["wounding"], *rows["losing"]))

    def countries_of(self, named: Named) -> tuple[str, ...]:
        """The countries that a name's bearer belongs to."""
        if named.kind == "actor":
            return self.actors[named.id].countries
        return (named.id.split(".")[0],) if named.kind == "place" else ()

    def outlet_id(self, name: str) -> str:
        """The id of an outlet by id, name or domain; an unknown one keeps its own name."""
        return self.outlet_ids.get(fold(name), name)

    @cached_property
    def given_names(self) -> frozenset[str]:
        """The listed given names, and the first words of the names of known persons that mean nothing else."""
        firsts = {fold(name).split()[0] for a in self.actors.values() if a.kind == "person" for name in (a.ar, *a.names) if " " in name}
        read = {first: self.morphology.read(first) for first in firsts if not first.startswith(self.morphology.clitics.article)}
        alone = {first for first, w in read.items() if w.core == first and not (w.nouns or w.verbs)}
        return self.morphology.given_names | self.lexicon.words["given_persons"] | alone

    def is_event_noun(self, word: Word) -> bool:
        """The word alone may be an event noun."""
        return any(not p.rest for noun in word.nouns for p in self.rules.nouns.get(noun, ()))

    def is_known_verb(self, word: Word) -> bool:
        """The word may be a verb of an event or a reporting verb."""
        return any(v.lemma in self.rules.verbs or v.lemma in self.attribution.by_verb for v in word.verbs)

    def is_person(self, named: Named) -> bool:
        """The name of a person."""
        return named.kind == "actor" and self.actors[named.id].kind == "person"

    def categories(self, word: Word) -> tuple[str, ...]:
        """The kinds of a word, for the chunker."""
        return self.lexicon.kinds(word)

    def closes(self, word: Word) -> bool:
        """A plural noun of persons with an ending that a second term would take away."""
        return word.core.endswith(self.morphology.clitics.closing) and bool(set(self.categories(word)) & _PERSONS)

    def is_sound_plural(self, word: Word) -> bool:
        """A word with the ending of a sound masculine plural, whatever it means."""
        return word.core.endswith(self.morphology.clitics.closing) and not word.pronoun

    def is_oblique(self, word: Word) -> bool:
        """The same with the ending of an object, or of what a preposition or another noun governs."""
        return word.core.endswith(self.morphology.clitics.closing[1:]) and not word.pronoun

    def is_nominative(self, word: Word) -> bool:
        """The same with the ending of a subject: no second term and no name of theirs follows it (THE OPPONENTS accused X)."""
        return self.is_sound_plural(word) and not self.is_oblique(word)

    def is_owned(self, word: Word) -> bool:
        """A noun with a pronoun; behind a feminine plural (his forces) its letter folds to the ending of a feminine."""
        clitics = self.morphology.clitics
        plural = next(ending for ending, lemma in clitics.noun_endings if lemma == clitics.final)
        rest = word.core.removesuffix(clitics.final)
        return bool(word.pronoun) or (rest != word.core and rest in word.nouns and rest.endswith(plural))

    def is_direction(self, word: Word) -> bool:
        """North, eastern: a word that begins a place phrase."""
        return any(c.kind == "place" and c.detail == "direction" for c in self.lexicon.categories(word))

    def is_feminine(self, word: Word) -> bool:
        """A noun or adjective in the feminine singular."""
        return word.core.endswith(self.morphology.clitics.final)

    def is_derived(self, word: Word) -> bool:
        """A feminine that its masculine explains (armed, terrorist, civilian): behind a definite noun it is an adjective."""
        clitics = self.morphology.clitics
        if not word.nouns or not word.core.endswith(clitics.final) or set(self.categories(word)) in _SITES:
            return False  # the village, the faculty
        return word.core not in word.nouns or (word.core.endswith(clitics.relation) and word.core[:-1] in self.lexicon.nouns)

    def is_accusative(self, word: Word) -> bool:
        """An indefinite noun with the ending of the accusative, which is not its own letter."""
        clitics = self.morphology.clitics
        return word.core.endswith(clitics.accusative) and not word.core.endswith(clitics.final) and word.core[:-1] in word.nouns

    def is_tie(self, word: Word) -> bool:
        """Loyal (to), located (in): a participle that only ties a phrase to the preposition behind it."""
        return word.core in self.prepositions["tie"]

    def is_apposition(self, word: Word) -> bool:
        """An office or trade that follows a person's name: the leader, the spokesman, the lawyer."""
        return word.core in self.lexicon.words["appositions"]

    def is_road(self, word: Word) -> bool:
        """A road or line, which the towns at both its ends name."""
        return word.core in self.lexicon.words["roads"]

    def listed(self, word: Word, name: str) -> bool:
        """It stands in this word list of grammar.yaml."""
        return word.core in self.lexicon.words[name]

    def says(self, word: Word, name: str) -> bool:
        """One of the verbs that this word may be stands in this word list of grammar.yaml."""
        return any(v.lemma in self.lexicon.words[name] for v in word.verbs)

    def is_numbered(self, word: Word) -> bool:
        """A unit, a paper or a place that a number may name: division 16, resolution 1701."""
        return self.listed(word, "numbered") or self.listed(word, "mostly_numbered")

    def lands(self, word: Word) -> frozenset[str]:
        """The countries that an adjective of nationality tells of; the United Nations, NATO, the Arabs are none."""
        told = (c.detail for c in self.lexicon.categories(word) if c.kind == "nationality" and c.detail)
        return frozenset(d for d in told if d in self.gazetteer and self.gazetteer.get(d).kind == "country")

    def serves(self, person: Named, offices: Sequence[Name]) -> bool:
        """A person's offices and parties, at any time, are among these names, or one of these is an office of theirs."""
        own = {a.to for a in self.actors[person.id].part_of} | set(self.actors[person.id].speaks_for)
        named = {n.id for name in offices for n in name.of("actor")}
        return bool(own & (named | {a.to for id_ in named for a in self.actors[id_].part_of}))

    def is_meeting(self, prep: str) -> bool:
        """A preposition before whom somebody meets."""
        return prep in self.lexicon.words["meeting_with"]

    def is_counterpart(self, word: Word) -> bool:
        """His counterpart: another person than whose name stands before."""
        return word.form in self.lexicon.words["counterparts"]

    def is_superlative(self, word: Word) -> bool:
        """The largest, the first: behind it stands what it is the largest of."""
        return word.core in self.lexicon.words["foremost"] or word.core in self.lexicon.words["superlatives"]

    def is_ordinal(self, word: Word) -> bool:
        """The second; also the ten that ends the fifteenth."""
        return "number" in word.classes or word.form in self.counts.teen

    def is_counted(self, word: Word) -> bool:
        """One person or thing, in the form that a number above ten takes; what is done by whoever stands before it is none."""
        return self.counts.persons.get(word.core) == 1 or (self.is_accusative(word) and not self.is_event_noun(word))

    def is_inside(self, prep: str) -> bool:
        """A preposition before the paper or the speech in which something is said."""
        return prep in self.lexicon.words["in_speeches"]

    def is_partitive(self, prep: str) -> bool:
        """The preposition between a number and those who are counted."""
        return prep in self.prepositions["part"]

    def bodies_of(self, actor: str) -> frozenset[str]:
        """What an actor is by his names of several words: movement, division, organisation (folded, without the article)."""
        found = self._bodies.get(actor)
        if found is None:
            own = self.actors[actor]
            article = self.morphology.clitics.article
            names = [name for name in (own.ar, *own.names, *(name for name, _ in own.scoped)) if len(name.split()) > 1]
            bare = (name.removeprefix(article) for name in names)  # as written: a hamza on the alef is no article
            found = self._bodies[actor] = frozenset(fold(name).split()[0] for name in bare)
        return found

    @cached_property
    def _bodies(self) -> dict[str, frozenset[str]]:
        """The same of actors asked about before: a cache of a pure function."""
        return {}

    @cached_property
    def outlet_ids(self) -> Mapping[str, str]:
        """Outlet id by anything an outlet may be called, folded."""
        found: dict[str, str] = {}
        for outlet in self.outlets.values():
            for name in (outlet.id, outlet.ar, outlet.en, *outlet.names, *outlet.latin, *outlet.domains):
                found.setdefault(fold(name), outlet.id)
        return found


def load(folder: Path = FOLDER, lang: str = "ar", gazetteer: Gazetteer | None = None) -> Knowledge:
    """Read and check all knowledge files below a folder. Without a gazetteer the names of places are not known.

    Raises:
        KnowledgeError: a file is wrong; all faults are listed.
    """
    found, knowledge = _read(folder, lang, gazetteer or empty_gazetteer(folder, lang))
    if found:
        raise KnowledgeError(list(found))
    return knowledge


def faults(folder: Path = FOLDER, lang: str = "ar") -> list[str]:
    """All faults of the knowledge files, as file:line messages."""
    return list(_read(folder, lang, empty_gazetteer(folder, lang))[0])


def empty_gazetteer(folder: Path = FOLDER, lang: str = "ar") -> Gazetteer:
    """A gazetteer without places."""
    return Gazetteer({}, [], load_words(folder / lang / "placewords.yaml"))


def _read(folder: Path, lang: str, gazetteer: Gazetteer) -> tuple[Faults, Knowledge]:
    found = Faults()
    language, world = folder / lang, folder / "world"
    codebook = read_codebook(world / "codebook.yaml", found)
    clitics = read_clitics(language / "clitics.yaml", found)
    rules = read_rules(language / "frames", codebook, found)
    attribution = read_attribution(language / "attribution.yaml", found)
    status = read_status(language / "status.yaml", found)
    unreal = read_unreal(language / "unreal.yaml", found)
    senses = read_senses(language / "senses.yaml", codebook, rules, found)
    lexicon = read_lexicon(language, world, rules, clitics.article, found)
    for lemma in attribution.lemmas() | status.lemmas():
        lexicon.nouns.setdefault(lemma, [])
    counts = read_counts(language, found)
    for word in counts.number_words:
        lexicon.functions[word].add("cardinal")
    morphology = build_morphology(language, clitics, lexicon, rules)
    for lemma in verbs_without_forms(rules, {v.lemma for readings in morphology.verbs.values() for v in readings}):
        for pattern in rules.verbs[lemma][:1]:
            found.append(
                f"frames/{pattern.rule.file}:{pattern.rule.line}: the verb {lemma!r} is not in lexemes.tsv; add it to tools/verbs"
            )
    lexicon.words["name_heads"] = gazetteer.words.heads
    names = NameTree(clitics.conjunctions, clitics.prepositions, clitics.article, clitics.fused, gazetteer.words.heads)
    actors = read_actors(world / "actors", found)
    outlets = read_outlets(world / "outlets.yaml", found)
    name_actors(names, actors, outlets, clitics.cases)
    name_places(names, gazetteer)
    times = load_times(language / "times.yaml")
    positions = read_yaml(language / "positions.yaml", found)
    prepositions = {name: frozenset(fold(str(w)) for w in words) for name, words in positions.items()}
    clusters = _clusters(language / "clusters.tsv")
    models = {name: _model(language / "weights" / f"{name}.tsv", name) for name in MODELS}
    version = _version([language, world])
    return found, Knowledge(
        codebook,
        actors,
        outlets,
        rules,
        lexicon,
        morphology,
        attribution,
        status,
        unreal,
        senses,
        times,
        counts,
        prepositions,
        gazetteer,
        clusters,
        models,
        names,
        version,
    )


def _clusters(path: Path) -> dict[str, tuple[str, str]]:
    rows = (line.split("\t") for line in path.read_text("utf-8").splitlines()) if path.exists() else ()
    return {lemma: (coarse, fine) for lemma, coarse, fine in rows}


def _model(path: Path, name: str) -> Model:
    return read_model(name, path.read_text("utf-8").splitlines()) if path.exists() else Model(name)


def _version(folders: Sequence[Path]) -> str:
    """A hash of every knowledge file: what a claim's `by` names, so that it can be made again."""
    digest = hashlib.sha256(str(FOLD_VERSION).encode())
    for folder in folders:
        for path in sorted(p for p in folder.rglob("*") if p.suffix in (".yaml", ".tsv", ".txt")):
            digest.update(path.relative_to(folder).as_posix().encode())
            digest.update(path.read_bytes())
    return digest.hexdigest()[:12]
