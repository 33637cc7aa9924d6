"""A place phrase and its report in, a point with its reason out: what the words announce, contain and stand next to."""

from __future__ import annotations

from dataclasses import dataclass, field

from rasid.gazetteer import Context, Resolver
from rasid.knowledge import Knowledge
from rasid.mentions import Reading, Sentence
from rasid.phrases import Phrase
from rasid.types import Value, Where


@dataclass(slots=True)
class PlaceReader:
    """Resolves the places of one report: first its names by themselves, then each phrase beside the others."""

    reading: Reading
    knowledge: Knowledge
    _resolver: Resolver = field(init=False)
    _named: list[tuple[int, str]] = field(init=False, default_factory=list)  # token, place
    _seen: dict[tuple[int, int], Where] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        self._resolver = Resolver(self.knowledge.gazetteer)
        alone = Context(theatre=self.reading.theatres)
        for name in self.reading.names:
            if name.of("place") and not name.of("actor"):
                where = self._resolver.resolve(name.key, self._announced(name.first), alone)
                if where.place and not where.reason.startswith("ambiguous"):
                    self._named.append((name.first, where.place))

    def where(self, phrase: Phrase, sentence: Sentence, actors: tuple[Value, ...]) -> Where:
        """The place that a phrase means; an empty id where it names none that is known."""
        key = (phrase.first, phrase.last)
        if key not in self._seen:
            words = self.reading.text.raw[phrase.start : phrase.end]
            self._seen[key] = self._resolver.resolve(words, self._kind(phrase, sentence), self._context(phrase))
        return self._seen[key]

    def _kind(self, phrase: Phrase, sentence: Sentence) -> str | None:
        """The kind that is announced for a phrase: by the noun before it, or before the phrase that it is joined to."""
        announced = self._announced(phrase.first)
        if announced is not None or phrase.conj_of < 0:
            return announced
        head = sentence.parse.phrases[phrase.conj_of]
        return self._announced(head.first + 1) if head.last - head.first > 1 else self._kind(head, sentence)

    def _context(self, phrase: Phrase) -> Context:
        """The other places of the report: those before it at their distance in words, those behind it as if further away."""
        places = [
            (place, float(phrase.first - at if at < phrase.first else 2 * (at - phrase.first)))
            for at, place in self._named
            if not phrase.first <= at < phrase.last
        ]
        return Context(theatre=self.reading.theatres, places=places)

    def _announced(self, first: int) -> str | None:
        """The kind that the noun before a phrase announces."""
        nouns = self.knowledge.gazetteer.words.nouns
        tokens = self.reading.text.tokens
        if first == 0:
            return None
        form = tokens[first - 1].form
        kinds = nouns.get(form) or nouns.get(form[1:])
        return kinds[0] if kinds else None
