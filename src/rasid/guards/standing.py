"""A trigger in its sentence in, where it stands out: its row of nouns, the preposition before it, the verb over it.

Also the constructions of ar/unreal.yaml that have words in the sentence.
"""

from __future__ import annotations

from collections.abc import Sequence

from rasid.knowledge import Knowledge
from rasid.knowledge.unreal import Ground, Grounds
from rasid.mentions import Sentence, Trigger
from rasid.phrases import Phrase
from rasid.scopes import is_masdar

BACK = 16  # tokens between an event and the verb over it
ROW = 4  # nouns that an event may be a term of
SUBJECT = 6  # tokens of a subject between an auxiliary and its verb
_BODIES = frozenset({"head", "group", "person", "title", "object", "place", "goods", "weapon"})
_LATER = "compound_prepositions"  # the words of time among them (the day after) are no prepositions to the chunker


class Standing:
    """Where an event stands: the first noun of its row, the preposition before it, and the verb over it; found once."""

    def __init__(self, sentence: Sentence, trigger: Trigger, knowledge: Knowledge) -> None:
        self.sentence, self.parse, self.trigger, self.knowledge = sentence, sentence.parse, trigger, knowledge
        self.start = trigger.first if trigger.form == "verb" else self.row(trigger.first)

    def row(self, at: int) -> int:
        """The first noun of the row (idafa) that ends with token `at`: the news OF the death, the calling off OF the visit."""
        parse, low = self.parse, max(self.parse.first, at - ROW)
        while at > low and self._is_term(at - 1):
            word, inner = parse.words[at - 1], parse.words[at]
            if inner.prep or inner.conj or word.article or word.pronoun:
                break
            at -= 1
        return at

    def _is_term(self, k: int) -> bool:
        """A noun that can be the first of a row: of doing, of telling, of lacking; no body, place or thing, and no name."""
        parse, word = self.parse, self.parse.words[k]
        if parse.tag(k) == "x":
            lists = self.knowledge.lexicon.words
            return word.core in lists["before_nouns"] - lists["prepositions"]
        held = parse.phrase_of.get(k)
        if held is not None and any(n.first <= k < n.last for n in parse.phrase(held).names):
            return False
        body = _BODIES & set(self.knowledge.categories(word)) and all(t.first != k for t in self.sentence.triggers)
        return (parse.tag(k) == "n" or is_masdar(parse, k)) and not body

    def prep(self, at: int, wanted: frozenset[str]) -> tuple[str, int]:
        """The preposition of the noun `at`, one of the wanted ones or any, and what stands before it."""
        word, before = self.parse.words[at], self.parse.words[at - 1] if at > self.parse.first else None
        if word.prep:
            return word.prep, at - 1
        later = self.knowledge.lexicon.words[_LATER]
        if before is not None and (self.parse.tag(at - 1) == "p" or before.core in wanted or before.core in later):
            return before.core, at - 2
        return "", at - 1

    def verb(self, at: int, verbs: frozenset[str]) -> int:
        """The verb that token `at` is subject or object of, going left over nouns; -1 where another clause stands between."""
        parse, marks = self.parse, 0
        for k in range(at, max(parse.first, at - BACK) - 1, -1):
            tag, word = parse.tag(k), parse.words[k]
            if any(v.lemma in verbs for v in word.verbs) and (tag == "v" or not word.nouns):
                return k if marks != 1 else -1  # between two commas something may be inserted
            marks += tag == "k"
            if tag == "v" and word.nouns and any(v.lemma in verbs for v in parse.words[k - 1].verbs):
                return k - 1  # a noun that looks like a verb: behind a verb stands its subject
            if tag in "rscxq" or parse.tokens[k].form == ":" or (tag == "v" and not self.helps(k)):
                return -1
        return -1

    def past(self, k: int, verbs: frozenset[str]) -> bool:
        """The word at token k can be one of these verbs in the past."""
        return any(v.lemma in verbs and not v.imperfect for v in self.parse.words[k].verbs)

    def helps(self, k: int) -> bool:
        """An auxiliary, or a noun of doing that looks like a verb."""
        return "auxiliary" in self.parse.words[k].classes or is_masdar(self.parse, k)

    def negated(self, k: int) -> bool:
        """The verb at token k is negated."""
        rows = [r for g in grounds_of(self.sentence, self.knowledge).get("before", ()) if g.status == "negated" for r in g.words]
        particles = (h.last for h in self.sentence.cues if h.cue.value == "negated" and h.cue.scope == "verb")
        return self.parse.tag(k - 1) == "x" or k in particles or any(self.ends(k - 1, row) for row in rows)

    def ends(self, k: int, row: Sequence[str]) -> bool:
        """A row of words ends with token k."""
        parse, first = self.parse, k - len(row) + 1
        if first < parse.first or not row:
            return False
        head, *rest = [parse.tokens[j].form for j in range(first, k + 1)]
        return row[0] in (head, head[len(parse.words[first].conj) :]) and tuple(rest) == tuple(row[1:])

    def bare(self, first: int, last: int) -> list[Phrase]:
        """The phrases between two tokens that no preposition governs."""
        return [p for p in self.parse.phrases if first <= p.first and p.last <= last and not p.prep and p.conj_of < 0]

    def is_noun(self, k: int, nouns: frozenset[str]) -> bool:
        """Token k is one of these nouns."""
        word = self.parse.words[k]
        return k >= self.parse.first and (word.core in nouns or not nouns.isdisjoint(word.nouns))


def grounds_of(sentence: Sentence, knowledge: Knowledge) -> Grounds:
    """The constructions that may hold an event of the sentence, by how: those with words in it, which most sentences lack."""
    if sentence.grounds is None:
        words = sentence.parse.words[sentence.parse.first : sentence.parse.last]
        forms = sentence.content.union([w.unjoined for w in words if w.conj])
        # a noun that looks like a verb may open the sentence: its verb is the word before
        lemmas = {v.lemma for w in (sentence.parse.words[sentence.parse.first - 1], *words) for v in w.verbs}
        sentence.grounds = {how: [g for g in all_ if _is_worded(g, lemmas, forms)] for how, all_ in knowledge.unreal.items()}
    return sentence.grounds


def _is_worded(ground: Ground, lemmas: set[str], forms: frozenset[str]) -> bool:
    found = not ground.verbs.isdisjoint(lemmas) or not ground.nouns.isdisjoint(forms)
    return found or (not ground.heads.isdisjoint(forms) and any(forms.issuperset(row) for row in ground.words))
