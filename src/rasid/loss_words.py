"""A sentence in, its words of death and injury out: verbs, masdars, nouns of the dead and wounded, words for losing or killing many."""

from __future__ import annotations

from rasid.knowledge import Knowledge
from rasid.mentions import Reading, Sentence
from rasid.morphology import Word
from rasid.numbers import NumberReader


class LossWords:
    """The words of death and injury of a sentence: `kinds` holds killed or injured by token."""

    def __init__(self, reading: Reading, sentence: Sentence, knowledge: Knowledge) -> None:
        self.words, self.parse, self.knowledge, self.counts = reading.words, sentence.parse, knowledge, knowledge.counts
        self.reader = NumberReader(reading.text.tokens, reading.words, knowledge.counts, knowledge.times.conjunction)
        self.first, self.last = sentence.parse.first, sentence.parse.last
        asked = [i for i in range(self.first, self.last) if self._may_tell(self.words[i])]
        self.kinds = {i: kind for i in asked if (kind := self._kind(i))}

    def _may_tell(self, word: Word) -> bool:
        """A cheap test before _kind(): most words tell of no loss wherever they stand."""
        lemmas, rows = self.knowledge.loss_lemmas, self.counts.rows
        told = not lemmas.isdisjoint(word.nouns) or any(v.lemma in lemmas for v in word.verbs)
        return told or word.core in rows["hurt"] or word.unjoined in rows["removing"] or self._is_casualty(word)

    def _kind(self, i: int) -> str:
        """Does the word say killed or injured?"""
        word, rows = self.words[i], self.counts.rows
        if word.core in rows["killers"] and self.parse.tag(i) != "v":
            return ""
        if self.parse.tag(i) == "v":
            lemmas = {v.lemma for v in word.verbs}
        elif self.is_dead(i):
            return "injured" if word.core in rows["hurt"] else "killed" if self._dead_noun(i) else ""
        else:
            lemmas = set(word.nouns)
            if word.pronoun and i > self.first and self.parse.tag(i - 1) == "v" and self._dead_noun(i):
                return "killed"  # whose victims were twelve
        if lemmas & rows["dying"].keys() or self.is_loss(i):
            return "killed"
        return "injured" if lemmas & rows["wounding"].keys() else ""

    def _is_casualty(self, word: Word) -> bool:
        return any(c.kind == "casualty" for c in self.knowledge.lexicon.categories(word))

    def _dead_noun(self, i: int) -> bool:
        details = {c.detail for c in self.knowledge.lexicon.categories(self.words[i]) if c.kind == "casualty"}
        return "dead" in details or "both" in details

    def is_dead(self, i: int) -> bool:
        """A noun of persons, dead or wounded among them, not of dying."""
        core = self.words[i].core
        return self.parse.tag(i) != "v" and (core in self.counts.persons or core in self.counts.rows["bodies"])

    def is_loss(self, i: int) -> bool:
        """A word for losing or doing away with something: with men only where it counts them."""
        lemmas = {v.lemma for v in self.words[i].verbs} | set(self.words[i].nouns)
        rows = self.counts.rows
        removed = self.counts.match("removing", self.reader.forms(i, self.last)) > 0
        return removed or (bool(lemmas & rows["losing"].keys()) and not lemmas & rows["dying"].keys())
