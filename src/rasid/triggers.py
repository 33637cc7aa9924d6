"""Words and tags of a sentence in, its trigger candidates out, widely: every word that some rule may begin with.

Whether a candidate is an event, and of which type, the learned choice decides (features.py, coder.py).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from rasid.knowledge import Knowledge
from rasid.knowledge.rules import Form, Pattern, Rule
from rasid.morphology import Word
from rasid.names import Name


@dataclass(frozen=True, slots=True)
class Trigger:
    """A trigger candidate: tokens [first, last), the form it stands in, and the rules that its words may belong to."""

    first: int
    last: int
    form: Form
    lemma: str
    rules: tuple[Rule, ...]
    fixed: int = -1  # a verb with fixed words: the token of the first of them
    fixed_end: int = -1  # and where they end
    bound: frozenset[str] = frozenset()  # the types that only the verb with its fixed words proposes
    shape: str = "-"  # of its word: a with the article, + with a pronoun
    types: tuple[str, ...] = field(init=False)  # the codebook types its rules propose to be weighed, in the order of the rules

    def __post_init__(self) -> None:
        weighed = [rule.type for rule in self.rules if not rule.settled] or [rule.type for rule in self.rules]
        object.__setattr__(self, "types", tuple(dict.fromkeys(weighed)))


def find_triggers(
    words: Sequence[Word], tags: str, first: int, last: int, named: Mapping[int, Name], knowledge: Knowledge
) -> tuple[Trigger, ...]:
    """Trigger candidates of a sentence, widely: every word that some rule may begin with, the longest fixed phrase first."""
    found: list[Trigger] = []
    particles = knowledge.lexicon.words["before_verbs"]
    met = _met(words[first:last])
    taken = first
    for i in range(first, last):
        tag = tags[i - first]
        if i < taken or i in named or tag not in "nvf" or (tag == "f" and words[i].form in particles):
            continue
        trigger = _trigger_at(words, tag, i, last, named, met, knowledge)
        if trigger is not None:
            found.append(trigger)
            taken = trigger.last if trigger.form != "verb" else i + 1
    return tuple(_without_light_verbs(found))


def _met(words: Sequence[Word]) -> set[str]:
    """All that a fixed word may be found as, see _is(): a pattern with another fixed word need not be tried."""
    found = {w.unjoined for w in words}
    for word in words:
        found.update((word.form, word.core, word.prep), word.nouns)
    return found


def _trigger_at(
    words: Sequence[Word], tag: str, i: int, last: int, named: Mapping[int, Name], met: set[str], knowledge: Knowledge
) -> Trigger | None:
    word, rules = words[i], knowledge.rules
    if tag == "n" and (_is_office(word, knowledge) or (word.core in knowledge.lexicon.words["name_heads"] and not word.article)):
        return None
    matched: list[tuple[int, Pattern]] = []
    for verb in () if word.classes & _COUNTING and tag != "v" else word.verbs:  # two of them, and no praise by women
        for pattern in rules.verbs.get(verb.lemma, ()):
            if not met.issuperset(pattern.rest):
                continue
            end = _verb_phrase_end(words, i, last, pattern.rest)
            if end:
                matched.append((end, pattern))
    for noun in word.nouns:
        for pattern in rules.nouns.get(noun, ()):
            if not met.issuperset(pattern.rest) or (pattern.form == "participle" and _is_thing(word, noun, knowledge)):
                continue
            end = _noun_phrase_end(words, i, last, pattern.rest)
            if end:
                matched.append((end, pattern))
    if not matched:
        return None
    form: Form = "verb" if tag == "v" else "noun"
    fitting = [m for m in matched if (m[1].form == "verb") == (form == "verb")] or matched
    if all(m[1].form == "participle" for m in fitting):
        form = "participle"
    # what needs more fixed words is the surer reading: it comes first, and its extent is the trigger's
    fitting.sort(key=lambda m: -len(m[1].rest))
    end, best = fitting[0]
    extent = end if form != "verb" and not any(is_body(words, k, named, knowledge) for k in range(i + 1, end)) else i + 1
    fixed = end - len(best.rest) if form == "verb" and best.rest else -1
    rules_ = tuple(dict.fromkeys(m[1].rule for m in fitting))
    bound = frozenset(m[1].rule.type for m in fitting if m[1].rest)
    shape = "a" if word.article else "+" if word.pronoun else "-"
    return Trigger(i, max(extent, i + 1), form, best.lemma, rules_, fixed, end if fixed >= 0 else -1, bound, shape)


_COUNTING = frozenset({"cardinal", "quantifier"})


def _is_office(word: Word, knowledge: Knowledge) -> bool:
    """The ruler of a province: written like ruling, or like the verb of putting on trial, but the name of an office."""
    return not word.article and bool(word.verbs) and set(knowledge.categories(word)) == {"title"}


_THINGS = frozenset({"goods", "weapon", "object", "place"})


def _is_thing(word: Word, lemma: str, knowledge: Knowledge) -> bool:
    """A word of its own for a thing, which only looks like the plural of a participle: fuel is nothing burnt."""
    if lemma == word.core or word.core not in word.nouns:
        return False
    kinds = set(knowledge.categories(word))
    return bool(kinds) and kinds <= _THINGS


def is_body(words: Sequence[Word], k: int, named: Mapping[int, Name], knowledge: Knowledge) -> bool:
    return k in named or is_somebody(words[k], knowledge)


_REACH = 7  # tokens between a verb and the fixed words that belong to it: room for its subject


def _verb_phrase_end(words: Sequence[Word], i: int, last: int, rest: Sequence[str]) -> int:
    """Where a verb's fixed words end, its subject perhaps between; 0 if they are not there."""
    if not rest:
        return i + 1
    for j in range(i + 1, min(last, i + _REACH)):
        end = _noun_phrase_end(words, j - 1, last, rest)
        if end:
            return end
    return 0


def _noun_phrase_end(words: Sequence[Word], i: int, last: int, rest: Sequence[str]) -> int:
    """Where a noun's fixed words end, which stand right behind it, or behind a number (the fall of eleven dead); 0 if they do not."""
    j = i + 1
    for fixed in rest:
        if len(fixed) == 1 and j < last and words[j].prep == fixed:
            continue  # a preposition that is written to the next word
        while j < last and (not words[j].core or _is_number(words[j])):
            j += 1
        if j >= last or not _is(words[j], fixed):
            return 0
        j += 1
    return j


def _is_number(word: Word) -> bool:
    return word.form.isdecimal() or "cardinal" in word.classes


def _is(word: Word, fixed: str) -> bool:
    return fixed in (word.form, word.core) or fixed in word.nouns or fixed == word.unjoined


def _without_light_verbs(triggers: Sequence[Trigger]) -> list[Trigger]:
    """A verb whose fixed word is a trigger noun of the same types only carries it: the noun stands for the event, by both rules.

    What else the verb may mean it may still mean (they made no progress: talks that failed). A verb that with its noun means what the
    noun alone does not (spread one's influence: taking, not holding) stands beside it.
    """
    nouns = {t.first: t for t in triggers if t.form != "verb"}
    kept: list[Trigger] = []
    carried: dict[int, tuple[Rule, ...]] = {}
    for trigger in triggers:
        noun = nouns.get(trigger.fixed)
        if noun is not None and set(trigger.types) & set(noun.types) and not trigger.bound - set(noun.types):
            carried[noun.first] = tuple(r for r in trigger.rules if r.type in noun.types)
            own = tuple(r for r in trigger.rules if r.type not in noun.types)
            if own:
                kept.append(replace(trigger, rules=own, fixed=-1, fixed_end=-1))
        else:
            kept.append(trigger)
    return [replace(t, rules=tuple(dict.fromkeys((*t.rules, *carried[t.first])))) if t.first in carried else t for t in kept]


_BODIES = frozenset({"head", "group", "person", "goods", "object", "place", "weapon"})


def breaks_phrase(trigger: Trigger, words: Sequence[Word], knowledge: Knowledge) -> bool:
    """An event noun is a phrase of its own; a participle that is sure of its event ends the phrase that it qualifies."""
    if trigger.form == "verb" or is_somebody(words[trigger.first], knowledge):
        return False
    return trigger.form == "noun" or "qualifier" not in knowledge.categories(words[trigger.first])


def is_somebody(word: Word, knowledge: Knowledge) -> bool:
    """A trigger noun that names persons or things (protesters, the displaced) is a phrase like others, and may fill a role."""
    return any(c.kind in _BODIES for c in knowledge.lexicon.categories(word))
