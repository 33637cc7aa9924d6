"""What a choice may look at: a trigger or a phrase in its sentence in, named features out.

Features are short strings; those made of words hold folded lemmas. What they say of positions is the grammar of frames.py.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from rasid.choice import Choice
from rasid.frames import NONE, bucket, by_grammar, candidates, kinds_of, positions
from rasid.knowledge import Knowledge
from rasid.knowledge.rules import Rule
from rasid.mentions import Reading, Sentence, Trigger
from rasid.morphology import Word
from rasid.phrases import Phrase

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

    def begin(self) -> None:
        """A new sentence begins."""
        self.previous = frozenset(self.sentence)
        self.sentence.clear()
        self.sentence_lemmas.clear()

    def add(self, trigger: Trigger, type_: str) -> None:
        """A candidate was accepted."""
        self.sentence[type_] += 1
        self.sentence_lemmas.add((trigger.lemma, type_))
        self.types[type_] += 1
        self.lemmas[trigger.lemma] += 1


def trigger_choice(reading: Reading, sentence: Sentence, n: int, past: Past, knowledge: Knowledge) -> Choice:
    """Is this trigger candidate an event, and of which type?"""
    trigger = sentence.triggers[n]
    options = (NONE, *trigger.types)
    shared = tuple(dict.fromkeys(_trigger_features(reading, sentence, n, past, knowledge)))
    near = candidates(sentence, trigger, NEAR)
    places = positions(sentence.parse, trigger, near, knowledge)
    kinds = {p.i: kinds_of(p, knowledge, reading).split(":")[0] for p in near}
    own: list[tuple[str, ...]] = [()]
    for type_ in trigger.types:
        rules = [r for r in trigger.rules if r.type == type_]
        features = [*_type_features(reading, sentence, n, type_, rules, past)]
        features += _filled(rules, near, places, kinds, trigger)
        own.append(tuple(dict.fromkeys(features)))
    return Choice(options, shared, tuple(own))


def _filled(
    rules: Sequence[Rule], near: Sequence[Phrase], places: Mapping[int, str], kinds: Mapping[int, str], trigger: Trigger
) -> Iterator[str]:
    """Which roles the grammar would fill nearby: an event that nobody does and that is nowhere is seldom a claim."""
    roles = by_grammar(rules, near, places)
    for i, role in roles.items():
        yield f"has={role}:{kinds[i]}"
    names = "+".join(sorted(set(roles.values())))
    yield f"roles={names}"
    yield f"roles={names}|{trigger.form}"


def _trigger_features(reading: Reading, sentence: Sentence, n: int, past: Past, knowledge: Knowledge) -> Iterator[str]:
    parse, trigger, words = sentence.parse, sentence.triggers[n], reading.words
    i, word = trigger.first, words[trigger.first]
    lemma = f"{trigger.lemma}/{trigger.form[0]}"
    yield "b"
    yield f"l={lemma}"
    yield f"f={trigger.form}"
    if trigger.last > i + 1:
        phrase = " ".join(w.core for w in words[i : trigger.last])
        yield f"p={phrase}"
    shape = "a" if word.article else "+" if word.pronoun else "-"
    yield f"s={shape}"
    yield f"ls={lemma}{shape}"
    if word.prep:
        yield f"cp={word.prep}"
    verb = word.verb(trigger.lemma)
    tense = verb.codes[0][0] if verb is not None and trigger.form == "verb" else ""
    yield f"t={tense}"
    if word.future:
        yield "fut"
    yield from _neighbours(words, parse.first, parse.last, trigger, lemma)
    yield f"tags={parse.tag(i - 2)}{parse.tag(i - 1)}_{parse.tag(trigger.last)}{parse.tag(trigger.last + 1)}"
    yield from _company(reading, sentence, trigger, knowledge)
    yield f"sent={bucket(sentence.i, (0, 1, 2, 5, 10))}"
    yield from _repeats(reading, sentence, n)
    yield f"dens={bucket(reading.density, (0, 2, 4, 7, 10, 15, 20, 30))}"
    yield from _company_of_triggers(sentence, trigger)
    yield from _groups(words, parse.first, parse.last, trigger, knowledge)
    yield from _named(sentence, trigger)
    yield f"ps={min(past.sentence.total(), 4)}"
    yield f"pl={min(past.lemmas[trigger.lemma], 3)}|{trigger.form}{shape}"


def _groups(words: Sequence[Word], first: int, last: int, trigger: Trigger, knowledge: Knowledge) -> Iterator[str]:
    """The groups of words that the trigger and its neighbours belong to: a rare word is judged like its common neighbours."""
    groups = knowledge.clusters
    own = groups.get(words[trigger.first].lemma)
    if own:
        yield f"g={own[1]}"
    for name, k in (("-1", trigger.first - 1), ("+1", trigger.last), ("-2", trigger.first - 2), ("+2", trigger.last + 1)):
        group = groups.get(words[k].lemma) if first <= k < last else None
        if group:
            yield f"g{name}={group[1]}"
            if name in ("-1", "+1"):
                yield f"gl{name}={group[0]}|{trigger.lemma}"
                if own:
                    yield f"gg{name}={group[0]}|{own[0]}"
    for k in range(max(first, trigger.first - WINDOW), min(last, trigger.last + WINDOW)):
        group = groups.get(words[k].lemma)
        if group and not trigger.first <= k < trigger.last:
            yield f"gw={group[0]}"


def _company_of_triggers(sentence: Sentence, trigger: Trigger) -> Iterator[str]:
    """The other candidates of the sentence, before and behind."""
    for other in sentence.triggers:
        if other is not trigger:
            side = "<" if other.first < trigger.first else ">"
            yield f"o={other.lemma}{side}"
            if abs(other.first - trigger.first) <= WINDOW:
                yield f"ol={other.lemma}{side}{trigger.lemma}"


def _named(sentence: Sentence, trigger: Trigger) -> Iterator[str]:
    """Who is named near by: an air force strikes from the air whatever the word."""
    for name in sentence.parse.names:
        if abs(name.first - trigger.first) <= NEAR:
            for named in name.of("actor")[:1]:
                yield f"id={named.id}"
                yield f"idl={named.id}|{trigger.lemma}"


def _neighbours(words: Sequence[Word], first: int, last: int, trigger: Trigger, lemma: str) -> Iterator[str]:
    i, end = trigger.first, trigger.last
    before = words[i - 1].lemma if i > first else "<s>"
    after = words[end].lemma if end < last else "</s>"
    yield f"-1={before}"
    yield f"+1={after}"
    yield f"-1l={before}_{lemma}"
    yield f"+1l={lemma}_{after}"
    if i - 2 >= first:
        yield f"-2={words[i - 2].lemma}"
        yield f"-21={words[i - 2].lemma}_{before}"
    if end + 1 < last:
        yield f"+2={words[end + 1].lemma}"
        yield f"+12={after}_{words[end + 1].lemma}"


def _company(reading: Reading, sentence: Sentence, trigger: Trigger, knowledge: Knowledge) -> Iterator[str]:
    """Phrases around the trigger by what they are, the preposition that governs them, and the weapons of the sentence."""
    parse = sentence.parse
    after = [p for p in parse.phrases if p.first >= trigger.last][:2]
    before = [p for p in parse.phrases if p.last <= trigger.first][-1:]
    for k, phrase in enumerate(after):
        if phrase.first - trigger.last < 2 * WINDOW:
            yield f"a{k}={phrase.prep}|{kinds_of(phrase, knowledge, reading)}"
            yield f"a{k}k={kinds_of(phrase, knowledge, reading)}"
            yield f"a{k}l={trigger.lemma}|{phrase.prep}"
    for phrase in before:
        adjacent = "0" if phrase.last == trigger.first else "1"
        yield f"b={phrase.prep}|{kinds_of(phrase, knowledge, reading)}|{adjacent}"
    names = [n for n in parse.names if abs(n.first - trigger.first) < 2 * WINDOW]
    yield f"na={bucket(sum(bool(n.of('actor')) for n in names), (0, 1, 2))}"
    yield f"np={bucket(sum(bool(n.of('place')) for n in names), (0, 1, 2))}"
    for matter in sentence.matter:
        yield f"m={matter}"
    for cue in sentence.speech:
        if trigger.first <= cue.first < trigger.last:
            yield f"speaks={cue.cue.id}|{parse.tag(cue.last)}"
            yield f"speaks={cue.lemma}|{parse.tag(cue.last)}{parse.tag(cue.last + 1)}"
    if any(s.first < trigger.first for s in sentence.speech):
        yield "said"
    if any(q.start <= reading.text.tokens[trigger.first].start < q.end for q in reading.text.quotes):
        yield "quoted"
    if sentence.times:
        yield "timed"
    for cue in sentence.cues:
        if cue.first < trigger.first <= cue.last + 2:
            yield f"cue={cue.cue.id}"


def _repeats(reading: Reading, sentence: Sentence, n: int) -> Iterator[str]:
    """Is the same word a candidate already, in this sentence or the report?"""
    trigger = sentence.triggers[n]
    earlier = sentence.triggers[:n]
    if any(t.lemma == trigger.lemma for t in earlier):
        yield "again"
    if earlier and trigger.first - earlier[-1].last <= 1:
        yield f"behind={earlier[-1].lemma}"
    later = sentence.triggers[n + 1 : n + 2]
    if later and later[0].first - trigger.last <= 1:
        yield f"before={later[0].lemma}"
        yield f"beforeform={trigger.form}{later[0].form}"
    yield f"in={bucket(reading.lemmas.get(trigger.lemma, 0), (0, 1, 2, 4))}"


def _type_features(reading: Reading, sentence: Sentence, n: int, type_: str, rules: Sequence[Rule], past: Past) -> Iterator[str]:
    """What speaks for one type: its rules, whether their needs are met, whether the sentence has this type already."""
    trigger = sentence.triggers[n]
    negated = sentence.parse.tag(trigger.first - 1) == "x"
    for rule in rules:
        yield f"r={rule.id}"
        for condition in _conditions(rule, sentence.content):
            yield condition
            yield f"r={rule.id}|{condition}"
    if negated:
        yield f"not|{type_}"
    yield "weak" if all(r.weak for r in rules) else "strong"
    if len(trigger.types) == 1:
        yield "only"
    if trigger.rules[0].type == type_:
        yield "first"
    if past.sentence[type_]:
        yield "had"
        yield f"had|{type_}"
        yield f"had|{trigger.form}"
        if (trigger.lemma, type_) in past.sentence_lemmas:
            yield "had-lemma"
    family = type_.split(".")[0]
    if any(t.startswith(family) for t in past.sentence):
        yield f"had-family|{family}"
    yield f"past={min(past.types[type_], 4)}"
    if type_ in past.previous:
        yield "previous"
        yield f"previous|{trigger.form}"
    share = reading.profile.get(type_, 0.0)
    yield f"profile={bucket(round(100 * share), (0, 1, 5, 10, 20, 35, 60))}"
    yield f"profile|{family}={bucket(round(100 * share), (0, 1, 10, 35))}"
    later = [t for t in sentence.triggers[n + 1 :] if type_ in t.types]
    if later:
        yield "type-later"
        if any(t.lemma == trigger.lemma for t in later):
            yield "type-lemma-later"


def _conditions(rule: Rule, content: frozenset[str]) -> Iterator[str]:
    if rule.needs:
        yield "needs+" if rule.needs & content else "needs-"
    if rule.unless & content:
        yield "unless"
