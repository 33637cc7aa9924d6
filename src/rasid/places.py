"""A place phrase and its report in, a point with its reason out: what the words announce, contain and stand next to."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from rasid.gazetteer import Context, PlaceWords, Reach, Resolver
from rasid.gazetteer.apart import is_apart
from rasid.gazetteer.rows import OF_TOWN
from rasid.knowledge import Knowledge
from rasid.mentions import Reading, Sentence
from rasid.phrases import Phrase
from rasid.place_spans import place_span
from rasid.types import Value, Where
from rasid.unnamed import head_noun, is_in_town, same_words, stands_for

_FAR = 5  # tokens between a place and what it is said to lie in


@dataclass(slots=True)
class PlaceReader:
    """Resolves the places of one report: first its names by themselves, then each phrase beside the others."""

    reading: Reading
    knowledge: Knowledge
    _resolver: Resolver = field(init=False)
    _words: PlaceWords = field(init=False)
    _place_at: dict[int, str] = field(init=False, default_factory=dict)  # token where a name begins, place
    _governed: set[int] = field(init=False, default_factory=set)  # those of them with "in" written to the name
    _ends: set[int] = field(init=False, default_factory=set)  # tokens behind names of several words
    _called: dict[str, set[str]] = field(init=False, default_factory=dict)  # place, kinds of the nouns before its names
    _seen: dict[tuple[int, int, tuple[str, ...]], Where] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        self._resolver = self.knowledge.resolver
        self._words = self.knowledge.gazetteer.words
        alone = Context(theatre=self.reading.theatres)
        self._ends = {n.last for n in self.reading.names if n.last - n.first > 1}
        found: dict[tuple[str, str], Where] = {}  # names come again and again
        noun, end = "", -1
        for name in self.reading.names:
            listed = name.first == end and name.conj and noun in self._words.singular  # the villages of X and Y
            noun, end = self._announcing(name.first) or (noun if listed else ""), name.last
            if name.of("place") and not name.of("actor") and not self._is_adjective(name.first):
                said = name.key, noun
                if said not in found:
                    found[said] = self._resolver.resolve(name.key, *self._told(said[1], alone))
                where = found[said]
                if where.place and not where.reason.startswith("ambiguous"):
                    self._place_at[name.first] = where.place
                    self._called.setdefault(where.place, set()).add(self._words.nouns[noun][0] if noun else "")
                    if name.prep in self._words.inside:
                        self._governed.add(name.first)

    def where(self, phrase: Phrase, sentence: Sentence, actors: tuple[Value, ...], whole: Phrase | None = None) -> Where:
        """The place that a phrase means; an empty id where it names none that is known. `whole`: what it is said to be a part of."""
        if phrase.last - phrase.first == 1 and self._is_adjective(phrase.first):
            return Where("", reason="no known name in the words")
        countries = self._countries(actors)
        key = (phrase.first, phrase.last if whole is None else whole.last, countries)
        if key not in self._seen:
            noun, words = self._said(phrase, sentence)
            if whole is not None:
                first = (
                    whole if is_in_town(head_noun(phrase, sentence.parse), self._words) else phrase
                )  # western quarters lie in the town
                words = self.reading.text.raw[first.start : whole.end]
            context = replace(self._context(phrase, sentence), container=self._container(phrase, sentence), actors=countries)
            found = self._resolver.resolve(words, *self._told(noun, context))
            if whole is not None:
                outer = self.where(whole, sentence, actors)
                found = found if found.place in outer.path else outer  # it, or what lies around its side
            self._seen[key] = found if found.place else self._unnamed(phrase, sentence, found, actors)
        return self._seen[key]

    def id_of(self, phrase: Phrase, sentence: Sentence) -> str:
        """The id of the place that a phrase means, or nothing."""
        return self.where(phrase, sentence, ()).place

    def _unnamed(self, phrase: Phrase, sentence: Sentence, found: Where, actors: tuple[Value, ...]) -> Where:
        """Words that name no known place: the place before that they stand for, or what the report puts around them."""
        before = stands_for(phrase, sentence, self.reading, self.knowledge)
        where = self.where(*before, actors) if before is not None else found
        if before is None or (where.place and self._is_elsewhere(where.place, phrase, sentence)):
            return replace(found, path=self._lies_in(phrase, sentence))
        if where.place:
            return replace(where, reason=f"named before: {where.reason}")
        start, end = place_span(before[0], before[1].parse, self.knowledge)
        return replace(found, path=where.path, words=where.words or self.reading.text.raw[start:end])

    def _lies_in(self, phrase: Phrase, sentence: Sentence) -> tuple[str, ...]:
        """What is said to lie around a place here, else where the report has the same words, else the one town that it names."""
        in_town = is_in_town(head_noun(phrase, sentence.parse), self._words)
        told = [(phrase, sentence), *same_words(phrase, sentence, self.reading, self._words)]
        around = next((c for p, s in told if (c := self._container(p, s, in_town))), "")
        towns = {p for p in self._place_at.values() if self._resolver.is_settled(p)}
        return self._resolver.holder(around or (towns.pop() if in_town and len(towns) == 1 else ""), in_town)

    def reach(self, phrase: Phrase, sentence: Sentence, where: Where) -> Reach:
        """How much of the place that a phrase resolved to its words mean, or those before that it stands for."""
        before = stands_for(phrase, sentence, self.reading, self.knowledge)
        phrase, sentence = before or (phrase, sentence)
        return self._resolver.reach(self._said(phrase, sentence)[1], where)

    def as_landmark(self, phrase: Phrase, where: Where) -> Where:
        """A place that stands behind another with a word for nearness (a camp near X) tells where that lies."""
        near = not self._words.near.isdisjoint(phrase.prep.split()) and phrase.conj_of < 0
        return replace(where, landmark=True) if near else where

    def _said(self, phrase: Phrase, sentence: Sentence) -> tuple[str, str]:
        """The noun that announces a phrase, and its words."""
        noun, words = self._noun_of(phrase, sentence), self.reading.text.raw[phrase.start : phrase.end]
        if self._words.singular.get(noun) in self._words.rural:
            return "", f"{noun} {words}"  # the countrysides of X and Y
        return noun, words

    def _told(self, noun: str, context: Context) -> tuple[str, Context, str]:
        """What a noun outside of a phrase tells: the kind, and where it stands for several its singular."""
        return self._words.nouns.get(noun, ("",))[0], context, self._words.singular.get(noun, "")

    def _countries(self, actors: tuple[Value, ...]) -> tuple[str, ...]:
        """The countries of the actors that belong to one only."""
        homes = (self.knowledge.actors[a.id].countries for a in actors if a.id in self.knowledge.actors)
        return tuple(sorted({home[0] for home in homes if len(home) == 1}))

    def _noun_of(self, phrase: Phrase, sentence: Sentence) -> str:
        """The noun that announces a phrase: before it, or at the head of the phrase that it is joined to."""
        noun = self._announcing(phrase.first)
        if noun or phrase.conj_of < 0:
            return noun
        head = sentence.parse.phrase(phrase.conj_of)
        return self._announcing(head.first + 1) if head.last - head.first > 1 else self._noun_of(head, sentence)

    def _container(self, phrase: Phrase, sentence: Sentence, in_town: bool = False) -> str:
        """The place that a phrase, or the list it stands in, is said to lie in: X and Y IN the countryside of Z.

        What lies in towns lies in the town in whose south it is said to lie.
        """
        at = max((p.last for p in sentence.parse.phrases if _joined_to(p, phrase, sentence)), default=phrase.last)
        words, tokens = self._words, self.reading.text.tokens
        within = False
        for k in range(at, min(at + _FAR, sentence.parse.last)):
            if k in self._place_at:
                one = not any(p.conj_of == sentence.parse.phrase_of.get(k, -2) for p in sentence.parse.phrases)
                return self._place_at[k] if one and (within or k in self._governed) else ""
            form = tokens[k].form
            if form in words.near:
                return ""  # by it or on the way to it, not in it
            cut = (base + form[len(clitic) :] for clitic, base in words.clitics.items() if form.startswith(clitic))
            bare = form if form in words.nouns else next(cut, form)
            inside = form in words.inside or (bare != form and form[0] in words.inside) or (in_town and form in words.directions)
            if not inside and not any(f in words.nouns or f in words.rural or f in words.located for f in (form, bare)):
                return ""
            within = within or inside
        return ""

    def _context(self, phrase: Phrase, sentence: Sentence) -> Context:
        """The other places, each where it is nearest: those before it at their distance in words, those behind as if further away."""
        places: dict[str, float] = {}
        for at, place in self._place_at.items():
            if not phrase.first <= at < phrase.last:
                words = float(phrase.first - at if at < phrase.first else 2 * (at - phrase.first))
                places[place] = min(words, places.get(place, words))
        before = {place for at, place in self._place_at.items() if at < phrase.first}
        return Context(
            theatre=self.reading.theatres,
            places=tuple(places.items()),
            behind=frozenset(places.keys() - before),
            called=self._called,
            beside=self._beside(phrase, sentence),
            in_row=phrase.conj_of >= 0 or any(p.conj_of == phrase.i and p.names_place for p in sentence.parse.phrases),
            here=self._here(phrase, sentence),
            aside=frozenset(self._aside(phrase, sentence)),
        )

    def _beside(self, phrase: Phrase, sentence: Sentence) -> str:
        """The place on whose side a phrase is said to lie: Q WEST OF the city C, T IN THE SOUTH of the land L, the east OF C."""
        parse, part, directs = sentence.parse, self.knowledge.prepositions["part"], self.knowledge.is_direction
        tokens, k = self.reading.text.tokens, phrase.last
        if k < parse.last and tokens[k].form in part and directs(parse.words[k - 1]) and k > phrase.first + 1:
            return self._place_at.get(k + 1, "")
        if k >= parse.last or not directs(parse.words[k]):
            return ""
        for j in range(k, min(k + _FAR, parse.last)):
            if j in self._place_at:
                return self._place_at[j]
            form = tokens[j].form
            if j > k and form not in self._words.nouns and form not in part and not directs(parse.words[j]):
                return ""
        return ""

    def _here(self, phrase: Phrase, sentence: Sentence) -> tuple[str, ...]:
        """The towns named before a phrase in its sentence: IN THIS TOWN a shell fell by the airport."""
        first = sentence.parse.first
        found = (place for at, place in self._place_at.items() if first <= at < phrase.first)
        return tuple(place for place in found if self._resolver.is_settled(place))

    def _aside(self, phrase: Phrase, sentence: Sentence) -> Iterator[str]:
        """The places behind the phrase and a reporting word behind it: they left the city, said a diplomat AT THE TALKS OF X."""
        said = next((hit.last for hit in sentence.speech if hit.first >= phrase.last), sentence.parse.last)
        yield from (place for at, place in self._place_at.items() if said <= at < sentence.parse.last)

    def _is_elsewhere(self, place: str, phrase: Phrase, sentence: Sentence) -> bool:
        """A site that lies in none of the towns that its sentence names before it."""
        places = self.knowledge.gazetteer
        return places.get(place).kind in OF_TOWN and is_apart(place, self._here(phrase, sentence), places)

    def _announcing(self, first: int) -> str:
        """The noun before a phrase, if it is one that announces places, and not the end of a name (Mays AL-JABAL and X)."""
        form = self.reading.text.tokens[first - 1].form if first and first not in self._ends else ""
        return next((f for f in (form, form[1:]) if f in self._words.nouns), "")

    def _is_adjective(self, first: int) -> bool:
        """A common word behind a noun for several: new villages, no village called New."""
        return self._announcing(first) in self._words.several and self._words.is_adjective(self.reading.text.tokens[first].form)


def _joined_to(other: Phrase, phrase: Phrase, sentence: Sentence) -> bool:
    """Whether both stand in one list."""
    return other.first >= phrase.first and _root(other, sentence) == _root(phrase, sentence)


def _root(phrase: Phrase, sentence: Sentence) -> int:
    while phrase.conj_of >= 0:
        phrase = sentence.parse.phrase(phrase.conj_of)
    return phrase.i
