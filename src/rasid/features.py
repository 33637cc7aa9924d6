"""What the choice of events looks at: the trigger candidates of a report in, for each a choice among the types its words may mean out.

Features are named by the templates below; those made of words hold folded lemmas. What they say of positions is the grammar of
frames.py. All but what was accepted before a candidate is known beforehand, and is gathered and weighed for all of them at once.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from rasid.choice import Choice, Part
from rasid.frames import NONE, bucket, by_grammar, by_position, candidates, kinds_of, positions
from rasid.knowledge import Knowledge
from rasid.knowledge.rules import Rule
from rasid.mentions import Reading, Sentence, Trigger
from rasid.phrases import Phrase
from rasid.templates import Row, Templates

NEAR = 14  # tokens within which the grammar looks for roles before an event is accepted
WINDOW = 6  # tokens either side of a trigger whose words count as its company


@dataclass(slots=True)
class Past:
    """What was accepted before a candidate: types of its sentence, types and lemmas of the report so far."""

    sentence: Counter[str] = field(default_factory=Counter)
    sentence_lemmas: set[tuple[str, str]] = field(default_factory=set)
    types: Counter[str] = field(default_factory=Counter)
    lemmas: Counter[str] = field(default_factory=Counter)
    previous: frozenset[str] = frozenset()
    in_sentence: int = 0

    def begin(self) -> None:
        """A new sentence begins."""
        self.previous = frozenset(self.sentence)
        self.sentence.clear()
        self.sentence_lemmas.clear()
        self.in_sentence = 0

    def add(self, trigger: Trigger, type_: str) -> None:
        """A candidate was accepted."""
        self.sentence[type_] += 1
        self.in_sentence += 1
        self.sentence_lemmas.add((trigger.lemma, type_))
        self.types[type_] += 1
        self.lemmas[trigger.lemma] += 1


_WORD = ("lemma", "form", "form1", "phrase", "shape", "prep", "tense", "future")
_NEIGHBOURS = ("before", "after", "before2", "after2", "tags")
_PHRASES = ("prep0", "kind0", "prep1", "kind1", "prep_", "kind_", "adjacent", "actors", "places")
_SENTENCE = ("said", "quoted", "timed", "sent", "again", "behind", "next", "next_form", "often", "dens")
_GROUPS = ("group", "group2", "coarse-1", "fine-1", "coarse+1", "fine+1", "fine-2", "fine+2")
TRIGGER_FEATURES = Templates(
    (*_WORD, *_NEIGHBOURS, *_PHRASES, *_SENTENCE, *(name.replace("-", "_b").replace("+", "_a") for name in _GROUPS)),
    """
    b
    l={lemma}/{form1}
    f={form}
    p={phrase}
    s={shape}
    ls={lemma}/{form1}{shape}
    cp={prep}
    t={tense}
    fut{future}
    -1={before}
    +1={after}
    -1l={before}_{lemma}/{form1}
    +1l={lemma}/{form1}_{after}
    -2={before2}
    -21={before2}_{before}
    +2={after2}
    +12={after}_{after2}
    tags={tags}
    a0={prep0}|{kind0}
    a0k={kind0}
    a0l={lemma}|{prep0}
    a1={prep1}|{kind1}
    a1k={kind1}
    a1l={lemma}|{prep1}
    b={prep_}|{kind_}|{adjacent}
    na={actors}
    np={places}
    said{said}
    quoted{quoted}
    timed{timed}
    sent={sent}
    again{again}
    behind={behind}
    before={next}
    beforeform={form}{next_form}
    in={often}
    dens={dens}
    g={group}
    g-1={fine_b1}
    gl-1={coarse_b1}|{lemma}
    gg-1={coarse_b1}|{group2}
    g+1={fine_a1}
    gl+1={coarse_a1}|{lemma}
    gg+1={coarse_a1}|{group2}
    g-2={fine_b2}
    g+2={fine_a2}
    """,
)
OTHERS = Templates(("lemma", "side", "near"), "o={lemma}{side}\nol={lemma}{side}{near}")  # the other candidates of the sentence
GROUPS = Templates(("group",), "gw={group}")  # of the words around
NAMED = Templates(("id", "lemma"), "id={id}\nidl={id}|{lemma}")  # an air force strikes from the air whatever the word
MATTER = Templates(("matter",), "m={matter}")  # the weapons of the sentence
TYPE_FEATURES = Templates(
    ("negated", "sure", "only", "first", "share", "family", "family_share", "later", "lemma_later", "roles", "form"),
    """
    not|{negated}
    {sure}
    only{only}
    first{first}
    profile={share}
    profile|{family}={family_share}
    type-later{later}
    type-lemma-later{lemma_later}
    roles={roles}
    roles={roles}|{form}
    """,
)


def trigger_choice(reading: Reading, sentence: Sentence, n: int, past: Past, knowledge: Knowledge) -> Choice:
    """Is this trigger candidate an event, and of which type?"""
    return in_view_of(past, Candidates(reading, sentence, knowledge).choice(n), sentence.triggers[n])


def in_view_of(past: Past, choice: Choice, trigger: Trigger) -> Choice:
    """The choice with what was accepted before."""
    shared, own = _past(past, trigger), [_past_of_type(past, trigger, t) for t in choice.options[1:]]
    return Choice(
        choice.options,
        (*choice.parts, *shared),
        (choice.own_parts[0], *((*parts, *more) for parts, more in zip(choice.own_parts[1:], own, strict=True))),
    )


def past_parts(past: Past, trigger: Trigger, types: Sequence[str]) -> tuple[tuple[str, ...], tuple[tuple[str, ...], ...]]:
    """What was accepted before a candidate, as features of the situation and of each option, "none" first."""
    return _past(past, trigger), ((), *(_past_of_type(past, trigger, type_) for type_ in types))


def _past(past: Past, trigger: Trigger) -> tuple[str, ...]:
    return f"ps={min(past.in_sentence, 4)}", f"pl={min(past.lemmas[trigger.lemma], 3)}|{trigger.form}{trigger.shape}"


def _past_of_type(past: Past, trigger: Trigger, type_: str) -> tuple[str, ...]:
    found = [f"past={min(past.types[type_], 4)}"]
    if past.sentence:
        family = type_.partition(".")[0]
        if type_ in past.sentence:
            found += ("had", f"had|{type_}", f"had|{trigger.form}")
            if (trigger.lemma, type_) in past.sentence_lemmas:
                found.append("had-lemma")
        if any(t.startswith(family) for t in past.sentence):
            found.append(f"had-family|{family}")
    if type_ in past.previous:
        found += ("previous", f"previous|{trigger.form}")
    return tuple(found)


class Candidates:
    """The trigger candidates of one sentence; what they share is found once."""

    def __init__(self, reading: Reading, sentence: Sentence, knowledge: Knowledge) -> None:
        self.reading, self.sentence, self.knowledge, self.parse = reading, sentence, knowledge, sentence.parse
        first, last = self.parse.first, self.parse.last
        self.lemmas = [w.lemma for w in reading.words[first:last]]
        self.groups = [knowledge.clusters.get(lemma) for lemma in self.lemmas]
        self.firsts = [p.first for p in self.parse.phrases]
        self.lasts = [p.last for p in self.parse.phrases]
        self.matter = [Row(MATTER, ((m,),)) for m in sentence.matter]
        self.actors = [(n.first, n.of("actor")) for n in self.parse.names]
        self.places = [n.first for n in self.parse.names if n.of("place")]
        self.spoken = min((c.first for c in sentence.speech), default=last)
        self.shared = "" if sentence.times else None, bucket(sentence.i, (0, 1, 2, 5, 10))
        self.dens = bucket(reading.density, (0, 2, 4, 7, 10, 15, 20, 30))

    def choice(self, n: int) -> Choice:
        """The choice of candidate `n` but for what was accepted before it."""
        trigger = self.sentence.triggers[n]
        own = Row(TRIGGER_FEATURES, (self._word(trigger), self._neighbours(trigger), self._phrases(trigger),
                                     self._around(trigger, n), self._groups(trigger)))  # fmt: skip
        parts = [own, *self.matter, *self._others(trigger), *self._near_groups(trigger), *self._named(trigger), *self._cues(trigger)]
        return Choice((NONE, *trigger.types), tuple(parts), self._types(n, trigger))

    def _word(self, trigger: Trigger) -> tuple[str | None, ...]:
        words, i = self.reading.words, trigger.first
        word = words[i]
        phrase = " ".join([w.core for w in words[i : trigger.last]]) if trigger.last > i + 1 else None
        verb = word.verb(trigger.lemma) if trigger.form == "verb" else None
        tense = verb.codes[0][0] if verb is not None else ""
        return (trigger.lemma, trigger.form, trigger.form[0], phrase, trigger.shape, word.prep or None, tense,
                "" if word.future else None)  # fmt: skip

    def _neighbours(self, trigger: Trigger) -> tuple[str | None, ...]:
        lemmas, i, end, count = self.lemmas, trigger.first - self.parse.first, trigger.last - self.parse.first, len(self.lemmas)
        tags = f"  {self.parse.tags}  "
        return (
            lemmas[i - 1] if i else "<s>",
            lemmas[end] if end < count else "</s>",
            lemmas[i - 2] if i > 1 else None,
            lemmas[end + 1] if end + 1 < count else None,
            f"{tags[i : i + 2]}_{tags[end + 2 : end + 4]}",
        )

    def _phrases(self, trigger: Trigger) -> tuple[str | None, ...]:
        """Phrases around the trigger by what they are, with the preposition that governs them, and how many are named."""
        phrases, found = self.parse.phrases, list[str | None]()
        at = bisect_left(self.firsts, trigger.last)
        for k in (at, at + 1):
            near = k < len(phrases) and phrases[k].first - trigger.last < 2 * WINDOW
            found += (phrases[k].prep, kinds_of(phrases[k], self.knowledge, self.reading)) if near else (None, None)
        before = bisect_right(self.lasts, trigger.first) - 1
        if before >= 0:
            phrase = phrases[before]
            found += (phrase.prep, kinds_of(phrase, self.knowledge, self.reading), "0" if phrase.last == trigger.first else "1")
        else:
            found += (None, None, None)
        reach = 2 * WINDOW
        actors = sum([abs(k - trigger.first) < reach and bool(named) for k, named in self.actors])
        places = sum([abs(k - trigger.first) < reach for k in self.places])
        return *found, str(min(actors, 2)), str(min(places, 2))

    def _around(self, trigger: Trigger, n: int) -> tuple[str | None, ...]:
        """What is said of the sentence, and is the same word a candidate already, in this sentence or the report?"""
        triggers, quotes = self.sentence.triggers, self.reading.text.quotes
        before, behind = triggers[n - 1] if n else None, triggers[n + 1] if n + 1 < len(triggers) else None
        follows = before is not None and trigger.first - before.last <= 1
        if behind is not None and behind.first - trigger.last > 1:
            behind = None
        at = self.parse.tokens[trigger.first].start
        return (
            "" if self.spoken < trigger.first else None,
            "" if quotes and any(q.start <= at < q.end for q in quotes) else None,
            *self.shared,
            "" if n and any(t.lemma == trigger.lemma for t in triggers[:n]) else None,
            before.lemma if before is not None and follows else None,
            behind.lemma if behind is not None else None,
            behind.form if behind is not None else None,
            bucket(self.reading.lemmas.get(trigger.lemma, 0), (0, 1, 2, 4)),
            self.dens,
        )

    def _groups(self, trigger: Trigger) -> tuple[str | None, ...]:
        """The groups of words that the trigger and its neighbours belong to: a rare word is judged like its common neighbours."""
        groups, i, end = self.groups, trigger.first - self.parse.first, trigger.last - self.parse.first
        count = len(groups)
        own, left, right = groups[i], groups[i - 1] if i else None, groups[end] if end < count else None
        left2, right2 = groups[i - 2] if i > 1 else None, groups[end + 1] if end + 1 < count else None
        return (
            *((own[1], own[0]) if own else (None, None)),
            *(left or (None, None)),
            *(right or (None, None)),
            left2[1] if left2 else None,
            right2[1] if right2 else None,
        )

    def _near_groups(self, trigger: Trigger) -> Iterator[Part]:
        groups, i, end = self.groups, trigger.first - self.parse.first, trigger.last - self.parse.first
        near = (*groups[max(0, i - WINDOW) : i], *groups[end : trigger.last - self.parse.first + WINDOW])
        return map(_group, dict.fromkeys([g[0] for g in near if g]))

    def _others(self, trigger: Trigger) -> Iterator[Part]:
        """The other candidates of the sentence, before and behind."""
        found: dict[tuple[str, str], str | None] = {}
        for other in self.sentence.triggers:
            if other is not trigger:
                key = other.lemma, "<" if other.first < trigger.first else ">"
                near = abs(other.first - trigger.first) <= WINDOW
                found[key] = trigger.lemma if near else found.get(key)
        return (Row(OTHERS, ((*key, near),)) for key, near in found.items())

    def _named(self, trigger: Trigger) -> Iterator[Part]:
        near = [named[0].id for k, named in self.actors if named and abs(k - trigger.first) <= NEAR]
        return (Row(NAMED, ((id_, trigger.lemma),)) for id_ in dict.fromkeys(near))

    def _cues(self, trigger: Trigger) -> Iterator[Part]:
        """Reporting words in the trigger, and the words before it that change a status."""
        parse, found = self.parse, list[str]()
        for cue in self.sentence.speech:
            if trigger.first <= cue.first < trigger.last:
                found.append(f"speaks={cue.cue.id}|{parse.tag(cue.last)}")
                found.append(f"speaks={cue.lemma}|{parse.tag(cue.last)}{parse.tag(cue.last + 1)}")
        found += [f"cue={c.cue.id}" for c in self.sentence.cues if c.first < trigger.first <= c.last + 2]
        return iter(dict.fromkeys(found))

    def _types(self, n: int, trigger: Trigger) -> tuple[tuple[Part, ...], ...]:
        """What speaks for each type."""
        near = candidates(self.sentence, trigger, NEAR)
        places = positions(self.parse, trigger, near, self.knowledge)
        stand = by_position(near, places)
        later = self.sentence.triggers[n + 1 :]
        negated = self.parse.tag(trigger.first - 1) == "x"
        return ((), *(self._type(type_, trigger, stand, later, negated) for type_ in trigger.types))

    def _type(
        self,
        type_: str,
        trigger: Trigger,
        stand: Mapping[str, Sequence[Phrase]],
        later: Sequence[Trigger],
        negated: bool,
    ) -> tuple[Part, ...]:
        """Its rules, whether their needs are met, which roles the grammar fills near by: what nobody does is seldom an event."""
        rules = [r for r in trigger.rules if r.type == type_]
        share, family, family_share = _share(type_, round(100 * self.reading.profile.get(type_, 0.0)))
        roles = by_grammar(rules, stand)
        again = [t for t in later if type_ in t.types]
        values = (
            type_ if negated else None,
            "weak" if all(r.weak for r in rules) else "strong",
            "" if len(trigger.types) == 1 else None,
            "" if trigger.rules[0].type == type_ else None,
            share,
            family,
            family_share,
            "" if again else None,
            "" if any(t.lemma == trigger.lemma for t in again) else None,
            "+".join(sorted(set(roles.values()))) if roles else "",
            trigger.form,
        )
        has = dict.fromkeys([f"has={role}:{self._sort(i)}" for i, role in roles.items()])
        return (Row(TYPE_FEATURES, (values,)), *self._rules(rules), *has)

    def _sort(self, i: int) -> str:
        """What phrase number i is, without details."""
        return kinds_of(self.parse.phrase(i), self.knowledge, self.reading).partition(":")[0]

    def _rules(self, rules: Sequence[Rule]) -> Iterator[str]:
        found: dict[str, None] = {}
        content = self.sentence.content
        for rule in rules:
            found[f"r={rule.id}"] = None
            for condition in _conditions(rule, content):
                found[condition] = None
                found[f"r={rule.id}|{condition}"] = None
        return iter(found)


@lru_cache(maxsize=10_000)
def _share(type_: str, share: int) -> tuple[str, str, str]:
    """What the share of a type in the unambiguous words of a report says, of the type and of its family."""
    return bucket(share, (0, 1, 5, 10, 20, 35, 60)), type_.partition(".")[0], bucket(share, (0, 1, 10, 35))


@lru_cache(maxsize=10_000)
def _group(group: str) -> Row:
    """The row of a group of words; there are some hundreds of them."""
    return Row(GROUPS, ((group,),))


def _conditions(rule: Rule, content: frozenset[str]) -> Iterator[str]:
    if rule.needs:
        yield "needs-" if rule.needs.isdisjoint(content) else "needs+"
    if not rule.unless.isdisjoint(content):
        yield "unless"
