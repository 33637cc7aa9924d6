"""A trigger in its sentence in, where the telling of it begins that is called false out: the news of the death is not so.

The verdict may stand behind the event (what was told of it is baseless), between (false news of it) or before (no truth in it). Only
the event that the telling is about is refuted, not what surrounds it. A guard, not a choice.
"""

from __future__ import annotations

from collections.abc import Sequence

from rasid.guards.standing import Standing, grounds_of
from rasid.knowledge import Knowledge
from rasid.knowledge.unreal import Ground
from rasid.mentions import Sentence, Trigger
from rasid.phrases import Parse, Phrase
from rasid.speech import Speaker
from rasid.types import Role

_REACH = 20  # tokens between an event and the verdict on it
_TOLD = 7  # tokens between an event and the word that tells of it


def refuted(sentence: Sentence, trigger: Trigger, knowledge: Knowledge) -> int | None:
    """The token up to which somebody may speak who calls the telling of the event false; None where nobody does."""
    grounds = grounds_of(sentence, knowledge)
    tellers, verdicts = grounds.get("teller", ()), grounds.get("verdict", ())
    if not (tellers and verdicts):
        return None
    at = Standing(sentence, trigger, knowledge)
    for ground in tellers:
        teller = _teller(at, ground)
        found = [_condemned(at, teller, v) for v in verdicts] if teller >= 0 else []
        verdict = next((k for k in found if k >= 0), -1)
        if verdict >= 0:
            # who spreads false news does not say that it is false
            spread = next((k for k in range(teller, at.parse.first, -1) if at.parse.tag(k) in "sk"), at.parse.first)
            return spread if teller < verdict < trigger.first else teller
    return None


def unproven(sentence: Sentence, trigger: Trigger, knowledge: Knowledge) -> int:
    """The token of the proof that somebody did not find: they found NO EVIDENCE of an attack, nothing THAT PROVES it; -1 for none.

    Of four such events coded none is told as done, nor of anybody.
    """
    parse, lists, at = sentence.parse, knowledge.lexicon.words, Standing(sentence, trigger, knowledge)
    if trigger.form != "noun" or lists["evidence"].isdisjoint(sentence.content):
        return -1
    if at.prep(at.start, frozenset())[0] in knowledge.prepositions["circumstance"]:
        return -1  # the death IN the raid
    for k in range(at.start - 1, max(parse.first, at.start - _TOLD) - 1, -1):
        if lists["evidence"] & {parse.words[k].core, *parse.words[k].nouns} and parse.tag(k) in "nr":
            return k if _nothing_of(parse, k) else -1
        proves = any(v.lemma in lists["proves"] for v in parse.words[k].verbs)
        if parse.tag(k) not in "npu" and not proves:
            return -1
    return -1


def _nothing_of(parse: Parse, k: int) -> bool:
    """A negation stands in the clause before: there is NO proof, they did NOT find proof."""
    verbs = 0
    for j in range(k - 1, max(parse.first, k - _REACH) - 1, -1):
        if parse.tag(j) == "x":
            return True
        verbs += parse.tag(j) == "v"
        if verbs > 1 or parse.tag(j) in "srk":
            return False
    return False


def without_seekers(
    roles: dict[Role, list[Phrase]], sentence: Sentence, trigger: Trigger, knowledge: Knowledge
) -> dict[Role, list[Phrase]]:
    """The roles; who found no proof of a deed did not do it."""
    at = unproven(sentence, trigger, knowledge) if roles.get("actor") else -1
    return roles if at < 0 else {**roles, "actor": [p for p in roles["actor"] if p.first > at]}


def refuter(chosen: Speaker | None, who: Sequence[Speaker], end: int) -> Speaker | None:
    """Who says that it is false: the speaker that was chosen, if he speaks before that token, or the nearest who does."""
    ahead = [s for s in who if s.cue is not None and s.cue.form in ("verb", "participle", "phrase") and s.at < end and s.last <= end]
    head = next((s for s in who if s.side == "headline" and s.last <= end), None)  # X: no truth to the news
    if chosen is None or chosen in ahead:
        return chosen or head
    own = [s for s in ahead if not s.carried and s.side != "noun"] or ahead
    return own[-1] if own else head


def _teller(at: Standing, ground: Ground) -> int:
    """The noun, or the relative pronoun of the clause, by which somebody tells of the event; -1 for none."""
    parse = at.parse
    row = next((k for k in range(at.start - 1, at.trigger.first) if at.is_noun(k, ground.nouns) and not parse.words[k].article), -1)
    if row >= 0:
        return row
    start = at.start
    if at.trigger.form == "verb":
        start = next((k for k in range(start - 1, max(parse.first, start - _TOLD), -1) if parse.tag(k) == "s"), -1)
        if start < 0 or "v" in parse.tags[start - parse.first : at.start - parse.first]:
            return -1
    prep, left = at.prep(start, ground.preps)
    if prep not in ground.preps and at.trigger.form != "verb":
        return -1
    for k in range(left, max(parse.first, left - _TOLD) - 1, -1):
        if at.is_noun(k, ground.nouns) and parse.tag(k) == "n":
            return k
        if parse.tag(k) == "v":
            return _clause(at, k, ground)
        if parse.tag(k) not in "nftqhu":
            return -1
    return -1


def _clause(at: Standing, verb: int, ground: Ground) -> int:
    """What was rumoured, the news that told: the pronoun, or the noun that its clause hangs on."""
    parse, before = at.parse, verb - 1
    if before < parse.first or not any(v.lemma in ground.verbs for v in parse.words[verb].verbs):
        return -1
    noun = next((k for k in range(before - 1, max(parse.first, before - 3) - 1, -1) if at.is_noun(k, ground.nouns)), -1)
    if parse.tag(before) == "r" and noun >= 0:
        return noun
    return before if parse.tag(before) in "rs" and len(parse.words[before].core) <= len(parse.words[before].form) <= 4 else -1


def _condemned(at: Standing, teller: int, ground: Ground) -> int:
    """Where the words of the verdict stand, if they are said of the telling; else -1."""
    parse = at.parse
    if ground.preps:
        prep = parse.words[teller].prep or parse.tokens[teller].form[:1]
        return teller - 1 if prep in ground.preps and any(at.ends(teller - 1, row) for row in ground.words) else -1
    for k in range(teller + 1, min(parse.last, at.trigger.last + _REACH)):
        if at.trigger.first <= k < at.trigger.last:
            continue
        if _said_at(at, k, ground):
            return k
        if k >= at.trigger.last and not _goes_on(at, k, ground):
            return -1
    return -1


def _said_at(at: Standing, k: int, ground: Ground) -> bool:
    """A verdict begins at token k: fixed words, or a noun without article as a predicate has none."""
    parse = at.parse
    if k >= parse.last:
        return False
    word = parse.words[k]
    bare = parse.tag(k) == "n" and not (word.article or word.prep or word.conj or word.pronoun)
    rows = (row for row in ground.words if k + len(row) <= parse.last)
    return any(at.ends(k + len(row) - 1, row) for row in rows) or (bare and at.is_noun(k, ground.nouns))


def _goes_on(at: Standing, k: int, ground: Ground) -> bool:
    """Behind the event its phrase goes on: no verb but that of a relative clause, no other clause, no mark but before the verdict."""
    tag = at.parse.tag(k)
    if tag == "k":
        return _said_at(at, k + 1, ground)
    if tag == "v":
        return at.parse.tag(k - 1) == "r"
    return tag not in "sx"
