"""An event in its sentence and a construction in, whether it holds the event out: one function for each `how` of ar/unreal.yaml."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from rasid.guards.governed import is_over, is_under
from rasid.guards.standing import BACK, SUBJECT, Standing
from rasid.knowledge.unreal import Ground
from rasid.scopes import is_masdar

_TOLD = frozenset({"happened", "ongoing", "reports", "confirms"})  # values of words that make nothing unreal
_OPENING = frozenset({":", "|", ".", "..", "/", "-"})  # marks behind which a headline tells anew
_ASKS = "\u061f"  # what is asked is not told


def _before(at: Standing, ground: Ground) -> bool:
    """Right before the event, or before its auxiliary with or without the subject between."""
    parse = at.parse
    for k in _openers(at):
        row = next((r for r in ground.words if at.ends(k, r)), None)
        if row is not None:
            form_fits = not ground.form or at.trigger.form == ground.form
            return form_fits and (not ground.hamza or _opens_clause(at, k, ground))
        if parse.tag(k) == "s":
            return False
    return False


def _openers(at: Standing) -> Iterator[int]:
    """The tokens that may end the words before an event, from the nearest."""
    parse, k = at.parse, at.start - 1
    if at.trigger.form != "verb":
        yield from range(at.trigger.first - 1, k, -1)  # the nouns of its row: the LACK of
    if at.trigger.form != "verb" and (parse.words[at.start].article or at.prep(at.start, frozenset())[0]):
        yield k  # in case of; but whether THE raid was flown by
        return
    nouns = 0
    while k >= parse.first and nouns <= SUBJECT:
        yield k
        word = parse.words[k]
        if nouns and "auxiliary" in word.classes:
            nouns = 0
        elif parse.tag(k) in "ntu" and at.trigger.form == "verb":
            nouns += 1
        elif not (parse.tag(k) in "xf" or "auxiliary" in word.classes) or nouns:
            return
        k -= 1


def _opens_clause(at: Standing, k: int, ground: Ground) -> bool:
    """Written as a condition is, and neither `that` of a reporting word nor `verily` before a noun: before a verb of the past only."""
    parse, token, word = at.parse, at.parse.tokens[k], at.parse.words[k]
    raw = parse.text.raw[token.start : token.end]
    next_ = parse.words[k + 1]
    past = parse.tag(k + 1) == "v" and bool(next_.verbs) and not next_.reading.imperfect and not next_.nouns
    negated = parse.tag(k + 1) == "x"
    if raw.find(ground.hamza) != len(word.conj) or not (past or negated) or parse.tag(k - 1) == "r":
        return False
    if parse.tag(k - 1) == "v" and not (negated and all(h.first != k - 1 for h in at.sentence.speech)):
        return False
    before = [hit.last for hit in at.sentence.speech if hit.last <= k]
    if word.conj:
        return k == parse.first  # behind something it says: even though
    return parse.tag(k - 1) in "qs" or not before or "s" in parse.tags[before[-1] - parse.first : k - parse.first]


def _after(at: Standing, ground: Ground) -> bool:
    """The event is a verb of the past right behind the words, or the bare object of one (35 of 35 verbs, 26 of 28 nouns)."""
    parse, k = at.parse, at.trigger.first
    if at.trigger.form != "verb":
        if at.prep(at.start, frozenset())[0]:
            return False
        k = next((j for j in range(at.start - 1, parse.first, -1) if parse.tag(j) not in "ntuq"), parse.first)
        cues = {h.first for h in (*at.sentence.cues, *at.sentence.speech) if h.cue.value not in _TOLD}
        if parse.tag(k) != "v" or k in cues:
            return False
    word = parse.words[k]
    past = bool(word.verbs) and not word.reading.imperfect and not word.future
    return past and any(at.ends(k - 1, row) for row in ground.words)


def _upon(at: Standing, ground: Ground) -> bool:
    """The event is the verb behind the words, or stands behind that verb in its clause."""
    parse = at.parse
    if at.trigger.form == "verb":
        return _before(at, ground)
    for k in range(at.start - 1, max(parse.first, at.start - BACK) - 1, -1):
        if parse.tag(k) == "v":
            return any(at.ends(k - 1, row) for row in ground.words)
        if parse.tag(k) in "rscxqk":
            return False
    return False


def _predicate(at: Standing, ground: Ground) -> bool:
    """The event is the subject of the words, or of a verb behind it: the opening of the crossing IS BOUND TO."""
    parse, lists = at.parse, at.knowledge.lexicon.words
    if (at.trigger.form == "verb" and not parse.words[at.start].nouns) or at.prep(at.start, frozenset())[0]:
        return False
    for k in range(at.trigger.last, min(parse.last, at.trigger.last + BACK)):
        if any(at.ends(k + len(row) - 1, row) for row in ground.words if k + len(row) <= parse.last):
            return True
        if any(v.lemma in ground.verbs for v in parse.words[k].verbs) and (parse.tag(k) == "v" or not parse.words[k].nouns):
            return not at.negated(k)
        if parse.tag(k) in "vsrxkc" and not (at.helps(k) or parse.words[k].core in lists["lasts"]):
            return False
    return False


def _opens(at: Standing, ground: Ground) -> bool:
    """The event opens the sentence or what its speaker tells, and nothing behind it says more of it: a headline tells what was done."""
    parse, k = at.parse, at.trigger.first
    before = parse.tokens[k - 1].form if k > parse.first else ":"
    if not at.is_noun(k, ground.nouns) or before not in _OPENING or (ground.preps and at.prep(k, frozenset())[0]):
        return False
    behind = range(at.trigger.last, parse.last)
    if any(parse.tokens[j].form == _ASKS or at.is_noun(j, ground.unless) for j in behind):
        return False
    return not any(parse.tag(j) == "v" and not is_masdar(parse, j) and parse.tag(j - 1) not in "rs" for j in behind)


def _itself(at: Standing, ground: Ground) -> bool:
    """The event's own word holds it: who ORDERED them to leave has not moved them yet."""
    return at.trigger.form == "verb" and at.trigger.lemma in ground.verbs


def _duty(at: Standing, ground: Ground) -> bool:
    """Behind somebody on whom it is, who opens the clause: ON THE RESIDENTS is the leaving of their homes."""
    parse, k = at.parse, at.start - 1
    held = parse.phrase_of.get(k)
    if at.trigger.form == "verb" or parse.words[at.start].prep or parse.words[at.start].conj or held is None:
        return False
    on = parse.phrase(held)
    return on.prep in ground.heads and on.last == at.start and (on.prep_at == parse.first or parse.tag(on.prep_at - 1) in "ks")


def _refused(at: Standing, ground: Ground) -> bool:
    """Without it something else shall not be: NO deal WITHOUT a withdrawal."""
    parse = at.parse
    row = next((r for r in ground.words if at.ends(at.start - 1, r)), None)
    if row is None or at.trigger.form == "verb":
        return False
    for k in range(at.start - 1 - len(row), max(parse.first, at.start - BACK) - 1, -1):
        if parse.tokens[k].form in ground.nouns:
            return True
        if parse.tag(k) in "rs" or parse.tokens[k].form == ":":
            return False
    return False


# what is told as done may still be told to be put off, called off or averted: the later holds
HOLDS: dict[str, Callable[[Standing, Ground], bool]] = {
    "after": _after,
    "before": _before,
    "upon": _upon,
    "over": is_over,
    "predicate": _predicate,
    "opens": _opens,
    "itself": _itself,
    "duty": _duty,
    "under": is_under,
    "refused": _refused,
}
