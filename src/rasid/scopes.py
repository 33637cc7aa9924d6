"""A trigger in its sentence in, what governs it out: its verbs and nouns up the clause, the status cues that hold it, its predicate.

Features are short strings. What governs a noun is found by going left: the noun it is a term of, its preposition, the verb of the
clause with its auxiliary and negation, the subordinator that opens the clause, and the verb above that.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rasid.frames import bucket
from rasid.knowledge.cues import CueHit
from rasid.mentions import Sentence, Trigger
from rasid.phrases import Parse

_BACK = 16  # tokens to the left within which a governor is looked for
_AHEAD = 14  # tokens to the right within which a noun's predicate is looked for
_SCOPE = {"clause": 25, "complement": 18}  # tokens a cue of that scope reaches over
_NEAR = 12


class Clause:
    """What stands to the left of a trigger: connecting words, governing verb, opener and the verb above, found once."""

    def __init__(self, parse: Parse, trigger: Trigger) -> None:
        self.parse, self.trigger = parse, trigger
        self.noun, start = self._term(trigger.first)
        self.joint = self._joint(start)
        self.verb, self.opener = self._up(start)
        self.above, _ = self._up(self.opener) if self.opener >= 0 else (-1, -1)

    def _term(self, first: int) -> tuple[str, int]:
        """The nouns that the trigger is a term of, outwards, and where they begin."""
        parse, at = self.parse, first
        nouns: list[str] = []
        while at - 1 >= parse.first and len(nouns) < 2 and (parse.tag(at - 1) == "n" or is_masdar(parse, at - 1)):
            word, inner = parse.words[at - 1], parse.words[at]
            if inner.prep or inner.conj or word.article:
                break
            nouns.append(word.lemma)
            at -= 1
        return ("<".join(nouns), at) if self.trigger.form != "verb" else ("", first)

    def _joint(self, start: int) -> str:
        """What ties the trigger to what stands before it: conjunction, preposition, particles."""
        parse, word = self.parse, self.parse.words[start]
        if word.prep:
            return word.conj + word.prep
        forms = []
        for k in range(start - 1, max(parse.first, start - 3) - 1, -1):
            if parse.tag(k) not in "psxfrc":
                break
            forms.append(parse.tokens[k].form)
        if forms:
            return " ".join(reversed(forms))
        return word.conj or ("^" if start == parse.first else parse.tag(start - 1))

    def _up(self, start: int) -> tuple[int, int]:
        """The nearest verb to the left and the subordinator or relative that is met before it (-1: none)."""
        parse = self.parse
        for k in range(start - 1, max(parse.first, start - _BACK) - 1, -1):
            tag = parse.tag(k)
            if tag == "v" and parse.words[k].verbs and not is_masdar(parse, k):
                return k, -1
            if tag in "sr":
                return -1, k
        return -1, -1

    def verb_features(self, name: str, k: int) -> Iterator[str]:
        """A verb by lemma and tense, with future, negation and auxiliary."""
        parse, form = self.parse, self.trigger.form[0]
        reading = parse.words[k].reading
        marks = "+" if parse.words[k].future else ""
        marks += "!" if parse.tag(k - 1) == "x" else ""
        tense = marks + reading.codes[0][0]
        before = parse.tokens[k - 1].form if k > parse.first and parse.tag(k - 1) in "fsxc" else ""
        yield f"{name}={marks}{reading.lemma}{reading.codes[0][0]}"
        yield f"{name}t={tense}{form}"
        yield f"{name}j={reading.lemma}|{self.joint}"
        yield f"{name}tj={tense}|{self.joint}"
        yield f"{name}b={before}|{tense}"
        yield f"{name}d={bucket(self.trigger.first - k, (1, 2, 4, 7, 11))}{tense}"

    def features(self) -> Iterator[str]:
        """All of it."""
        parse, form = self.parse, self.trigger.form[0]
        yield f"j={self.joint}|{form}"
        if self.noun:
            yield f"n={self.noun}"
            yield f"nj={self.noun.split('<')[-1]}|{self.joint}"
        if self.opener >= 0:
            token = parse.tokens[self.opener]
            raw = parse.text.raw[token.start : token.end]
            yield f"op={raw}|{form}"
            yield f"opd={raw}|{bucket(self.trigger.first - self.opener, (1, 2, 4, 8))}"
            for k in range(max(parse.first, self.opener - 2), self.opener):
                yield f"op-{self.opener - k}={parse.tokens[k].form}_{token.form}"
        if self.verb >= 0:
            yield from self.verb_features("gv", self.verb)
        else:
            yield f"gv=none|{form}"
        if self.above >= 0:
            yield from self.verb_features("gw", self.above)


def is_masdar(parse: Parse, k: int) -> bool:
    """Read as a verb, but it stands behind a preposition: a noun of doing."""
    return parse.tag(k) == "v" and parse.tag(k - 1) == "p" and not parse.words[k].conj


def conjunct(sentence: Sentence, trigger: Trigger) -> Iterator[str]:
    """What governs the first of two joined nouns governs the second: to storm the town and to cut the road."""
    parse, word = sentence.parse, sentence.parse.words[trigger.first]
    if trigger.form == "verb" or not word.conj:
        return
    for before in reversed([t for t in sentence.triggers if t.last <= trigger.first]):
        tags = parse.tags[before.last - parse.first : trigger.first - parse.first]
        if len(tags) > _BACK or any(t in "rs" for t in tags):
            return
        clause = Clause(parse, before)
        if before.form != "verb" and not (parse.words[before.first].conj and not clause.noun):
            yield f"cj={clause.joint}"
            yield f"cn={clause.noun}"
            if clause.verb >= 0:
                yield f"cv={parse.words[clause.verb].reading.lemma}|{clause.joint}"
            return


def auxiliary(parse: Parse, trigger: Trigger, words: frozenset[str]) -> str:
    """The auxiliary of the clause that makes a present the past: was, had been."""
    for k in range(trigger.first - 1, max(parse.first, trigger.first - 10) - 1, -1):
        form = parse.tokens[k].form
        bare = form[len(parse.words[k].conj) :]
        if bare in words or parse.words[k].core in words:
            return parse.words[k].core
        if parse.tag(k) in "vr":
            return ""
    return ""


def predicate(sentence: Sentence, trigger: Trigger) -> Iterator[str]:
    """What is said of a noun: the next verb of its clause, or that of the relative clause that hangs on it."""
    if trigger.form == "verb":
        return
    parse, name = sentence.parse, "pr"
    for k in range(trigger.last, min(parse.last, trigger.last + _AHEAD)):
        tag = parse.tag(k)
        if tag == "r" and name == "pr" and k - trigger.last <= 6:
            name = "rel"
        elif tag in "sr":
            yield f"{name}={tag}"
            return
        elif tag == "v":
            yield from _said(sentence, name, k)
            if parse.words[k].verbs:
                return
    yield f"{name}=none"


def _said(sentence: Sentence, name: str, k: int) -> Iterator[str]:
    """A verb that is said of a noun, and the cues that change its status: will go on, may fall, is not."""
    parse = sentence.parse
    if parse.words[k].verbs:
        reading = parse.words[k].reading
        marks = ("+" if parse.words[k].future else "") + ("!" if parse.tag(k - 1) == "x" else "")
        yield f"{name}={marks}{reading.lemma}{reading.codes[0][0]}"
        yield f"{name}t={marks}{reading.codes[0][0]}"
    else:
        yield f"{name}a={parse.words[k].core}"
    for hit in sentence.cues:
        if hit.first <= k <= hit.last:
            yield f"{name}c={hit.cue.value}|{hit.cue.scope}"


def cue_features(sentence: Sentence, trigger: Trigger) -> Iterator[str]:
    """The status cues that may hold the trigger in their scope, with how they stand to it."""
    for hit in sentence.cues:
        where = _stands(sentence, hit, trigger)
        if where:
            yield f"{hit.cue.id}|{where}"
            yield f"{hit.cue.id}|{where[0]}|{trigger.form[0]}"
            yield f"cue:{hit.lemma}|{where.split('|')[0]}"


def cued(sentence: Sentence, trigger: Trigger) -> dict[str, list[str]]:
    """By status, how its cues hold the trigger: what is learned of one status serves all."""
    found: dict[str, list[str]] = {}
    for hit in sentence.cues:
        where = _stands(sentence, hit, trigger)
        if where:
            own = found.setdefault(hit.cue.value, [])
            own.append(f"cue|{hit.cue.scope}|{where}")
            own.append(f"cue|{hit.cue.scope}|{where.split('|')[0]}|{trigger.form[0]}")
    return found


def _stands(sentence: Sentence, hit: CueHit, trigger: Trigger) -> str:
    parse = sentence.parse
    if trigger.first <= hit.first < trigger.last:
        return "="
    if hit.last <= trigger.first:
        return _before(sentence, hit, trigger)
    gap = hit.first - trigger.last
    if gap > _NEAR:
        return ""
    tags = parse.tags[trigger.last - parse.first : hit.first - parse.first]
    return f">{bucket(gap, (0, 1, 3, 6))}|{_crossed(tags)}"


def _before(sentence: Sentence, hit: CueHit, trigger: Trigger) -> str:
    """Behind a cue: directly, as the first event, joined to the first, or with verbs and walls between."""
    parse = sentence.parse
    tags = parse.tags[hit.last - parse.first : trigger.first - parse.first]
    if len(tags) > _SCOPE.get(hit.cue.scope, _NEAR):
        return ""
    events = [t for t in sentence.triggers if hit.last <= t.first < trigger.first]
    if not tags:
        depth = "0"
    elif not events:
        depth = "1"
    else:
        depth = "j" if joined(sentence, trigger, events[-1]) else "2"
    return f"<{depth}|{_crossed(tags)}|{bucket(len(tags), (0, 1, 3, 7))}"


def _crossed(tags: str) -> str:
    return f"{min(sum(t in 'rs' for t in tags), 1)}{min(tags.count('v'), 1)}{min(tags.count('k'), 1)}"


def joined(sentence: Sentence, trigger: Trigger, before: Trigger) -> bool:
    """The trigger is joined by `and` to the one before: same form, no wall between, no new verb."""
    parse = sentence.parse
    word = parse.words[trigger.first]
    tied = bool(word.conj) or parse.tag(trigger.first - 1) == "c"
    between = parse.tags[before.last - parse.first : trigger.first - parse.first]
    return tied and (before.form == "verb") == (trigger.form == "verb") and not any(t in "rs" for t in between)


def event_before(sentence: Sentence, trigger: Trigger, triggers: Sequence[Trigger]) -> Trigger | None:
    """The nearest of these triggers before this one that it is joined to."""
    earlier = [t for t in triggers if t.last <= trigger.first]
    return earlier[-1] if earlier and joined(sentence, trigger, earlier[-1]) else None
