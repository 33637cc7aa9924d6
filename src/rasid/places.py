"""A place phrase and its report in, a point with its reason out: what the words announce, contain and stand next to."""

from __future__ import annotations

from dataclasses import dataclass

from rasid.knowledge import Knowledge
from rasid.mentions import Reading, Sentence
from rasid.phrases import Phrase
from rasid.types import Value, Where


@dataclass(slots=True)
class PlaceReader:
    """Resolves the places of one report."""

    reading: Reading
    knowledge: Knowledge

    def where(self, phrase: Phrase, sentence: Sentence, actors: tuple[Value, ...]) -> Where:
        """The place that a phrase means; an empty id where it names none that is known."""
        for name in phrase.names:
            for named in name.of("place"):
                row = self.knowledge.gazetteer.get(named.id)
                return Where(row.id, row.lat, row.lon, row.precision, row.radius_km, row.path)
        return Where("")
