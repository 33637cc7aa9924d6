"""A trigger in its sentence in, the construction that settles its status out: condition, near miss, what was averted or called off.

A guard, not a choice: the words and how they hold an event are data (ar/unreal.yaml), here is only the grammar of holding. What is
said of the telling of an event (the news of it is false) stands in refuted.py.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rasid.knowledge import Knowledge
from rasid.knowledge.unreal import Ground, Grounds
from rasid.mentions import Sentence, Trigger
from rasid.morphology import Word
from rasid.phrases import Phrase
from rasid.scopes import is_masdar

_BACK = 16  # tokens between an event and the verb over it
_ROW = 4  # nouns that an event may be a term of
_SUBJECT = 6  # tokens of a subject between an auxiliary and its verb
_BODIES = frozenset({"head", "group", "person", "title", "object", "place", "goods", "weapon"})
_TOLD = frozenset({"happened", "ongoing", "reports", "confirms"})  # values of words that make nothing unreal
LOSSES = frozenset({"harm.injure", "harm.kill"})
_OPENING = frozenset({":", "|", ".", "..", "/", "-"})  # marks behind which a headline tells anew
_ASKS = "\u061f"  # what is asked is not told
_LATER = "compound_prepositions"  # the words of time among them (the day after) are no prepositions to the chunker


class Standing:
    """Where an event stands: the first noun of its row, the preposition before it, and the verb over it; found once."""

    def __init__(self, sentence: Sentence, trigger: Trigger, knowledge: Knowledge) -> None:
        self.sentence, self.parse, self.trigger, self.knowledge = sentence, sentence.parse, trigger, knowledge
        self.start = trigger.first if trigger.form == "verb" else self.row(trigger.first)

    def row(self, at: int) -> int:
        """The first noun of the row (idafa) that ends with token `at`: the news OF the death, the calling off OF the visit."""
        parse, low = self.parse, max(self.parse.first, at - _ROW)
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
        for k in range(at, max(parse.first, at - _BACK) - 1, -1):
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


def settled(sentence: Sentence, trigger: Trigger, type_: str, knowledge: Knowledge) -> Ground | None:
    """The construction that holds the event: the last in the order of `_HOLDS`, and of the file among those that hold alike."""
    if trigger.form == "participle":
        return None  # says what somebody is
    grounds, found = grounds_of(sentence, knowledge), None
    if not any(grounds.get(how) for how in _HOLDS):
        return None
    standing = Standing(sentence, trigger, knowledge)
    for how, holds in _HOLDS.items():
        for ground in grounds.get(how, ()):
            if _is_for(ground, sentence.parse.words[trigger.first], type_) and holds(standing, ground):
                found = ground
    return found or _of_its_loss(sentence, trigger, type_, grounds, knowledge)


def _is_for(ground: Ground, word: Word, type_: str) -> bool:
    """The construction holds events of this type, and of such a word."""
    return (not ground.types or not {type_, type_.split(".")[0]}.isdisjoint(ground.types)) and (word.article or not ground.article)


def _of_its_loss(sentence: Sentence, trigger: Trigger, type_: str, grounds: Grounds, knowledge: Knowledge) -> Ground | None:
    """The construction that holds the loss that a fight is told with: rumours of his death IN A RAID are rumours of a raid."""
    parse, word = sentence.parse, sentence.parse.words[trigger.first]
    if (
        not type_.startswith("fight.")
        or trigger.form != "noun"
        or word.article
        or not any(g.means for how in _HOLDS for g in grounds[how])
    ):
        return None
    if parse.preposition(trigger.first) not in knowledge.prepositions["suffered_in"]:
        return None
    loss = next((t for t in reversed(sentence.triggers) if t.last < trigger.first and not LOSSES.isdisjoint(t.types)), None)
    if loss is None or set("vsrkc") & {parse.tag(k) for k in range(loss.last, trigger.first)}:
        return None
    ground = settled(sentence, loss, next(t for t in loss.types if t in LOSSES), knowledge)
    return ground if ground is not None and ground.means else None


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
    while k >= parse.first and nouns <= _SUBJECT:
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


def _over(at: Standing, ground: Ground) -> bool:
    """A verb or a noun of the construction governs the event."""
    start = at.start
    if ground.through:
        start = _through(at, ground)
        if start < 0:
            return False
        wanted = frozenset[str]()
    else:
        wanted = ground.preps
    row = range(at.row(start) if at.trigger.form != "verb" else start, at.trigger.first)
    if any(at.is_noun(k, ground.unless) for k in row):
        return False
    own = next((k for k in range(at.trigger.first, at.trigger.last - 1) if at.is_noun(k, ground.nouns)), -1)
    if own >= 0 or any(at.is_noun(k, ground.nouns) for k in (*row, *_before_row(at))):
        return not wanted and not (own >= 0 and _is_voided(at, own, ground))
    left = start - 1
    if at.trigger.form == "verb" and not ground.through:
        core = at.parse.words[left].core if left >= at.parse.first else ""
        bare = bool(wanted & at.knowledge.lexicon.words["subordinators"]) and at.parse.tag(left) in "nv"
        if core not in wanted and not bare:
            return False
        left -= core in wanted
    elif at.parse.words[start].conj:
        return False
    else:
        prep, left = at.prep(start, wanted)
        if ((prep not in wanted) if wanted else prep) or at.is_noun(left, ground.unless):
            return False
        if _is_over(at, left, ground):
            return True
    verb = at.verb(left, ground.verbs)
    if verb < 0 or at.negated(verb) != ground.negated or (ground.tense == "past" and not at.past(verb, ground.verbs)):
        return False
    return not ground.object or _is_object(at, verb, start)


def _before_row(at: Standing) -> Sequence[int]:
    """The token right before the event's row, if the row is a term of it: a noun of the construction may be a thing (the FILE of)."""
    k, word = at.start - 1, at.parse.words[at.start]
    noun = at.trigger.form != "verb" or bool(word.nouns)
    of_it = k >= at.parse.first and not (at.parse.words[k].article or at.parse.words[k].pronoun)
    return (k,) if noun and of_it and not (word.prep or word.conj) else ()


def _is_over(at: Standing, left: int, ground: Ground) -> bool:
    """A noun of the construction stands before the event's preposition, its own subject perhaps between: the group's DELAY in."""
    for k in range(left, max(at.parse.first, left - _SUBJECT) - 1, -1):
        if at.is_noun(k, ground.nouns) and at.parse.tag(k) in "nv":
            return not _is_voided(at, k, ground)
        if at.parse.tag(k) not in "nuh" or at.parse.words[k].prep or at.parse.words[k].conj:
            return False
    return False


def _is_voided(at: Standing, k: int, ground: Ground) -> bool:
    """A noun that voids the construction stands before its noun, a number perhaps between: the carrying out OF 246 sentences."""
    return any(at.is_noun(j, ground.unless) for j in range(max(at.parse.first, k - _ROW), k))


def _through(at: Standing, ground: Ground) -> int:
    """The noun that the event hangs on (the permission OF entry), or -1."""
    for k in range(at.start, max(at.trigger.first, at.trigger.last - 1)):
        if at.is_noun(k, ground.through):
            return at.row(k)
    prep, left = at.prep(at.start, ground.preps)
    for k in range(left, max(at.parse.first, left - 3) - 1, -1):
        if prep not in ground.preps or at.parse.tag(k) != "n":
            return -1
        if at.is_noun(k, ground.through):
            return at.row(k)
    return -1


def _is_object(at: Standing, verb: int, start: int) -> bool:
    """Behind verb and subject; or right behind the verb where nothing follows that could be its object instead."""
    parse = at.parse
    if any(parse.tag(k) == "p" or parse.words[k].prep for k in range(verb + 1, start)):
        return False
    if at.bare(verb + 1, start):
        return True
    end = next((k for k in range(at.trigger.last, parse.last) if parse.tag(k) in "vsrxkc"), parse.last)
    others = at.bare(at.trigger.last, end)
    word = parse.words[at.trigger.first]
    return len(others) <= (0 if word.article or word.pronoun else 1)


def _under(at: Standing, ground: Ground) -> bool:
    """The event brings about what the construction takes back: it stands itself."""
    parse = at.parse
    if ground.words:
        return any(at.ends(at.start - 1, row) for row in ground.words)
    if at.trigger.form == "verb" or at.prep(at.start, frozenset())[0]:
        return False
    before = at.verb(at.start - 1, ground.verbs)
    if ground.preps:
        ahead = (k for k in range(at.trigger.last, parse.last) if parse.tag(k) in "vsrk" or parse.words[k].core in ground.preps)
        k = next(ahead, -1)
        return before >= 0 and not at.negated(before) and k >= 0 and parse.words[k].core in ground.preps
    if before >= 0:
        return at.negated(before) and not at.bare(before + 1, at.start)
    behind = next((k for k in range(at.trigger.last, parse.last) if parse.tag(k) in "vsk"), -1)
    return behind >= 0 and any(v.lemma in ground.verbs for v in parse.words[behind].verbs) and at.negated(behind)


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
    for k in range(at.start - 1, max(parse.first, at.start - _BACK) - 1, -1):
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
    for k in range(at.trigger.last, min(parse.last, at.trigger.last + _BACK)):
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
    for k in range(at.start - 1 - len(row), max(parse.first, at.start - _BACK) - 1, -1):
        if parse.tokens[k].form in ground.nouns:
            return True
        if parse.tag(k) in "rs" or parse.tokens[k].form == ":":
            return False
    return False


# what is told as done may still be told to be put off, called off or averted: the later holds
_HOLDS = {
    "after": _after,
    "before": _before,
    "upon": _upon,
    "over": _over,
    "predicate": _predicate,
    "opens": _opens,
    "itself": _itself,
    "duty": _duty,
    "under": _under,
    "refused": _refused,
}
