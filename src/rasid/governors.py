"""A trigger in its sentence in, the chain of words that govern it out: noun, preposition, verb, particle, and what governs those.

Who says `in order to win a battle that lets it take the town` reports no taking: what counts for a status is not the nearest cue but
the cues on the way from the event up to the main verb. A link goes from a word to the one that governs it, always to the left.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from rasid.knowledge import Knowledge
from rasid.knowledge.cues import CueHit
from rasid.mentions import Sentence, Trigger
from rasid.phrases import Parse

_LINKS = 5  # links of a chain that are followed
_BACK = 20  # tokens to the left within which a governor is looked for
_HEAD = 6  # tokens between a relative clause and the noun it hangs on


class Link(NamedTuple):
    """One step up: how the word hangs on its governor, the governor's token and lemma."""

    how: str  # a preposition, of (idafa), obj (subject or object), that.., which, and
    at: int
    word: str


class Held(NamedTuple):
    """A status cue on the way: how it holds the word below it, and how many links up."""

    how: str  # as in a link; next right before the word, future its letter, subj beside it under the same verb
    depth: int
    hit: CueHit


class Chain:
    """The governors of an event, from the nearest outwards, found once; `cues` are the status cues met on the way."""

    def __init__(self, sentence: Sentence, trigger: Trigger, knowledge: Knowledge) -> None:
        self.sentence, self.parse, self.trigger, self.knowledge = sentence, sentence.parse, trigger, knowledge
        hits = [h for h in sentence.cues if h.cue.scope != "before" and h.first < trigger.last]
        self._ends = {h.last: h for h in hits}
        self._holds = {k: h for h in hits for k in range(h.first, h.last)}
        self._events = {t.first for t in sentence.triggers}
        self._named = {k for n in self.parse.names for k in range(n.first, n.last)}
        self.links: list[Link] = []
        self.cues: list[Held] = []
        self._climb()

    def _climb(self) -> None:
        at, verb = self.trigger.first, self.trigger.form == "verb"
        for depth in range(_LINKS):
            self._before(at, depth)
            link = self._over_verb(at) if verb else self._over_noun(at)
            if link is None or link.at >= at:
                return
            self.links.append(link)
            self._hold(link.how, depth, self._holds.get(link.at))
            if link.how == "obj" and link.at + 1 < at:
                self._hold("subj", depth, self._holds.get(link.at + 1))
            at = link.at
            verb = self.parse.tag(at) == "v" and not _is_masdar(self.parse, at)

    def _hold(self, how: str, depth: int, hit: CueHit | None) -> None:
        if hit is not None and hit.first <= self.trigger.first and all(hit is not held.hit for held in self.cues):
            self.cues.append(Held(how, depth, hit))

    def _before(self, at: int, depth: int) -> None:
        """A cue right before the word: did not, may, in order to; the future's letter on a verb further up."""
        hit = self._ends.get(at)
        if hit is not None and (hit.cue.scope in ("verb", "clause", "noun") or hit.form == "phrase"):
            self._hold("next", depth, hit)
        if self.parse.words[at].future:
            self._hold("future", depth, next((h for h in self.sentence.cues if h.first == at and h.cue.prefix), None))

    def _wall(self, k: int) -> bool:
        """A word that opens a clause; an auxiliary that looks like one (he was, as if) does not."""
        return self.parse.tag(k) in "rs" and "auxiliary" not in self.parse.words[k].classes

    def _over_verb(self, at: int) -> Link | None:
        """From a verb to what opens its clause and the word above that."""
        parse, word = self.parse, self.parse.words[at]
        if word.prep:
            return self._above(at, word.prep)
        for k in range(at - 1, max(parse.first, at - _BACK) - 1, -1):
            tag = parse.tag(k)
            if tag == "r":
                return self._above(k, "which") if k >= at - 2 else None
            if tag == "s" and self._wall(k):
                self._hold("next", 0, self._ends.get(k + 1))
                return self._above(k, f"that{parse.tokens[k].form[:3]}")
            if tag == "v" and "auxiliary" not in parse.words[k].classes and not _is_masdar(parse, k):
                joined = bool(word.conj) and _imperfect(parse, k) == _imperfect(parse, at)
                return Link("and", k, _lemma(parse, k)) if joined else None
            if tag == "n" and k == at - 1 and _imperfect(parse, at) and not word.conj and not parse.words[k].article:
                head = next((j for j in range(k, max(parse.first, k - _HEAD), -1) if j in self._events or j in self._holds), -1)
                if head >= 0 and parse.tag(head) == "n":
                    return Link("which", head, parse.words[head].lemma)
        return None

    def _over_noun(self, at: int) -> Link | None:
        """From a noun to the noun it is a term of, its preposition's governor, its verb, or the event it is joined to."""
        parse, word, k = self.parse, self.parse.words[at], at - 1
        if word.conj and not word.prep:
            return self._joined(at)
        if word.prep:
            return self._above(at, word.prep)
        if parse.tag(k) == "p":
            while parse.tag(k - 1) == "p":
                k -= 1
            return self._above(k, parse.words[k].core)
        if (parse.tag(k) == "n" or _is_masdar(parse, k)) and not parse.words[k].article and k not in self._named:
            return Link("of", k, parse.words[k].lemma)
        return self._above(at, "obj")

    def _joined(self, at: int) -> Link | None:
        """The event before it in the clause that it is joined to, or else the verb."""
        parse = self.parse
        for k in range(at - 1, max(parse.first, at - _BACK) - 1, -1):
            tag = parse.tag(k)
            if self._wall(k):
                return None
            if k in self._events and tag != "v":
                return Link("and", k, parse.words[k].lemma)
            if tag == "v" and not _is_masdar(parse, k):
                return Link("obj", k, _lemma(parse, k))
        return None

    def _above(self, at: int, how: str) -> Link | None:
        """The nearest word to the left that may govern: a verb, an event noun, a noun that is a cue or names a doing."""
        parse = self.parse
        for k in range(at - 1, max(parse.first, at - _BACK) - 1, -1):
            tag = parse.tag(k)
            if tag == "v" or (tag == "f" and k in self._holds):
                return Link(how, k, _lemma(parse, k))
            if how != "obj" and (k in self._holds or (tag == "n" and (k in self._events or (k == at - 1 and self._is_doing(k))))):
                return Link(how, k, parse.words[k].lemma)
            if self._wall(k):
                return Link(how, k, parse.tokens[k].form) if k in self._holds else None
        return Link("must", at - 1, "") if how == "obj" and self._at_duty(at) else None

    def _is_doing(self, k: int) -> bool:
        """A noun that no list knows as a body, a place, a thing: the carrying out, the causing of an event."""
        return k not in self._named and bool(self.parse.words[k].nouns) and not self.knowledge.categories(self.parse.words[k])

    def _at_duty(self, at: int) -> bool:
        """`On X (is) the lifting of the siege`: X shall lift it."""
        phrase = self.parse.phrase_of.get(at - 1)
        return phrase is not None and self.parse.phrases[phrase].prep in self.knowledge.prepositions["duty"]

    def features(self) -> Iterator[str]:
        """How the event hangs, up to the third link; and the nearest cues on the way."""
        path, form = "", self.trigger.form[0]
        for link in self.links[:3]:
            path += f">{link.how}"
            yield f"up{path}={link.word}"
        yield f"path={path}{form}"
        for n, (how, depth, hit) in enumerate(self.cues[:3]):
            yield f"on{n}={hit.cue.id}|{how}{min(depth, 2)}"
            yield f"on{n}={hit.cue.id}|{form}"
            yield f"onl={hit.lemma}|{how}"
        yield f"ons={'>'.join(held.hit.cue.value for held in self.cues[:3])}|{form}"

    def by_status(self) -> Iterator[tuple[str, str]]:
        """Status and how its cue stands on the chain: what is learned of one status serves all."""
        for n, (how, depth, hit) in enumerate(self.cues[:3]):
            yield hit.cue.value, f"on|{n}{hit.cue.scope}|{min(depth, 2)}"
            yield hit.cue.value, f"on|{hit.cue.scope}|{how}|{hit.form}"


def _imperfect(parse: Parse, k: int) -> bool:
    return bool(parse.words[k].verbs) and parse.words[k].reading.imperfect


def _lemma(parse: Parse, k: int) -> str:
    """The lemma of a word that stands here as a verb."""
    return parse.words[k].reading.lemma if parse.words[k].verbs else parse.words[k].core


def _is_masdar(parse: Parse, k: int) -> bool:
    """Read as a verb, but it stands behind a preposition: a noun of doing."""
    return parse.tag(k) == "v" and parse.tag(k - 1) == "p" and not parse.words[k].conj
