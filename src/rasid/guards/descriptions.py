"""A phrase that names an actor by a mere noun (the movement, fighters of the division, his forces) in, the actor meant out.

Only an actor one of whose names begins with that noun is meant, or with whom the pronoun agrees, and only where the nearest sentence
before names one such actor and no second: what the text leaves open stays open.
"""

from __future__ import annotations

from collections.abc import Iterator

from rasid.knowledge import Knowledge
from rasid.mentions import Reading
from rasid.morphology import Word
from rasid.phrases import Phrase
from rasid.spokesmen import claimed
from rasid.text import fold

_MEMBERS = frozenset({"head", "group", "person", "casualty"})
FAR = 4  # sentences back within which a body is still meant


def described_id(phrase: Phrase, reading: Reading, knowledge: Knowledge) -> str:
    """The id of the actor that a definite description means; "" where it is none, or open."""
    noun = _noun(phrase, reading, knowledge, "described") or _forces(phrase, reading, knowledge)
    if not noun:
        return _owner_id(phrase, reading, knowledge)
    for named in _before(phrase.first, reading, knowledge):
        found = {id_ for id_ in named if noun in knowledge.bodies_of(id_) and _is_called(id_, noun, reading, knowledge)}
        if found:
            return found.pop() if len(found) == 1 else ""
    return ""


def _is_called(id_: str, noun: str, reading: Reading, knowledge: Knowledge) -> bool:
    """Nouns that only some call a body by (organisation, militia) mean it where its own name begins so, or the report calls it that."""
    if noun not in knowledge.lexicon.words["partisan_bodies"]:
        return True
    own = fold(knowledge.actors[id_].ar).split()[0].removeprefix(knowledge.morphology.clitics.article)
    return own == noun or any(n.key.split()[0].endswith(noun) for n in reading.names if any(a.id == id_ for a in n.of("actor")))


def _owner_id(phrase: Phrase, reading: Reading, knowledge: Knowledge) -> str:
    """The id of the body whose forces, fighters or aircraft these are: the one named before that the pronoun agrees with."""
    pronoun, lists = _pronoun(phrase.head, reading, knowledge), knowledge.lexicon.words
    word = reading.words[phrase.head]
    if phrase.names or not pronoun or not lists["owned"] & {*word.nouns, word.core.removesuffix(pronoun)}:
        return ""
    own = next((g for g in ("masculine", "feminine") if pronoun in lists[f"resumed_{g}"]), "")
    for named in _bodies_before(phrase.first, reading, knowledge):
        found = {id_ for id_, gender in named if not own or gender in ("", own)}
        if found:
            return found.pop() if len(found) == 1 else ""
    return ""


def _pronoun(k: int, reading: Reading, knowledge: Knowledge) -> str:
    """The pronoun on a noun, also where its letter could as well be a feminine ending and is not written as one (his teams)."""
    word, final = reading.words[k], knowledge.morphology.clitics.final
    if word.pronoun or word.article or not word.core.endswith(final) or reading.text.is_feminine(reading.text.tokens[k]):
        return word.pronoun
    bare = word.core[: -len(final)]
    return final if bare in word.nouns or bare in knowledge.lexicon.nouns else ""


def _bodies_before(first: int, reading: Reading, knowledge: Knowledge) -> Iterator[list[tuple[str, str]]]:
    """The bodies named in this sentence before a token, then in the one before: each with the gender of its name."""
    here = next((s.i for s in reading.sentences if s.parse.first <= first < s.parse.last), 0)
    for sentence in reversed(reading.sentences[max(0, here - 1) : here + 1]):
        names = [n for n in sentence.parse.names if n.last <= first]
        bodies = [(a.id, n) for n in names for a in n.of("actor")[:1] if knowledge.actors[a.id].kind != "person"]
        yield [(claimed(n, reading, knowledge) or id_, _gender(reading.words[n.first], knowledge)) for id_, n in bodies]


def _gender(word: Word, knowledge: Knowledge) -> str:
    """That of a body by the first word of its name; several people are neither, and what the form leaves open fits both."""
    if word.core in knowledge.lexicon.words["masculine_bodies"]:
        return "masculine"
    if word.core.endswith(knowledge.morphology.clitics.closing):
        return "several"
    return "feminine" if knowledge.is_feminine(word) else ""


def _forces(phrase: Phrase, reading: Reading, knowledge: Knowledge) -> str:
    """The noun of forces of which a sentence tells that names nobody before them and quotes nobody."""
    here = next(s for s in reading.sentences if s.parse.first <= phrase.first < s.parse.last)
    told = any(n.of("actor") for n in here.parse.names if n.last <= phrase.first) or any(c.first < phrase.first for c in here.speech)
    return "" if told else _noun(phrase, reading, knowledge, "described_forces")


def _noun(phrase: Phrase, reading: Reading, knowledge: Knowledge, list_: str) -> str:
    """The noun with its article at the end of the phrase, its members perhaps before it, an adjective behind."""
    words = reading.words[phrase.first : phrase.last]
    means = knowledge.lexicon.words[list_]
    bodies = [k for k, w in enumerate(words) if w.article and not w.pronoun and w.core in means]
    if phrase.names or not bodies:
        return ""
    at = bodies[0]
    members = all(set(knowledge.categories(w)) & _MEMBERS or w.classes for w in words[:at])
    described = all(w.article and "qualifier" in knowledge.categories(w) for w in words[at + 1 :])
    return words[at].core if members and described else ""


def _before(first: int, reading: Reading, knowledge: Knowledge) -> Iterator[list[str]]:
    """The actors named before a token, sentence by sentence, the nearest first; persons are no bodies."""
    here = next((s.i for s in reading.sentences if s.parse.first <= first < s.parse.last), 0)
    for sentence in reversed(reading.sentences[max(0, here - FAR) : here + 1]):
        names = (n for n in sentence.parse.names if n.last <= first)
        yield [a.id for n in names for a in n.of("actor")[:1] if knowledge.actors[a.id].kind != "person"]
