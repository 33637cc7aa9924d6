"""An event and a construction in, whether a verb or a noun of the construction governs the event, or the event such a verb."""

from __future__ import annotations

from collections.abc import Sequence

from rasid.guards.standing import ROW, SUBJECT, Standing
from rasid.knowledge.unreal import Ground


def is_over(at: Standing, ground: Ground) -> bool:
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
        if _noun_is_over(at, left, ground):
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


def _noun_is_over(at: Standing, left: int, ground: Ground) -> bool:
    """A noun of the construction stands before the event's preposition, its own subject perhaps between: the group's DELAY in."""
    for k in range(left, max(at.parse.first, left - SUBJECT) - 1, -1):
        if at.is_noun(k, ground.nouns) and at.parse.tag(k) in "nv":
            return not _is_voided(at, k, ground)
        if at.parse.tag(k) not in "nuh" or at.parse.words[k].prep or at.parse.words[k].conj:
            return False
    return False


def _is_voided(at: Standing, k: int, ground: Ground) -> bool:
    """A noun that voids the construction stands before its noun, a number perhaps between: the carrying out OF 246 sentences."""
    return any(at.is_noun(j, ground.unless) for j in range(max(at.parse.first, k - ROW), k))


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


def is_under(at: Standing, ground: Ground) -> bool:
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
