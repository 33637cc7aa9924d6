"""A deed with which a word about somebody charges him in, who is accused of it out: X, WHOM Y ACCUSES of it; an officer TRIED for it.

Guards, not choices: what a suspect, a defendant or somebody acquitted is accused of is nowhere told as done by him, and of whom a
relative clause says that Y accuses him does not accuse.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from rasid.addressees import gender
from rasid.frames import can_act
from rasid.guards.charge import Accusation, able_party, charge_of, speaks
from rasid.guards.standing import Standing
from rasid.knowledge import Knowledge
from rasid.knowledge.cues import CueHit
from rasid.mentions import Sentence, Trigger
from rasid.phrases import Parse, Phrase

_STEPS = 6  # words between a deed and the charge it hangs on
_SIDES = 9  # tokens between an exchange and the accusations


def whom_they_accuse(sentence: Sentence, trigger: Trigger, cue: CueHit, knowledge: Knowledge) -> Accusation | None:
    """The verb has a pronoun for the accused: X, WHOM Y accuses of it, an officer Y accuses; or is passive: X, WHO is accused of it."""
    parse = sentence.parse
    if cue.form != "verb" or not cue.cue.hands_over or parse.tag(cue.first - 1) == "x":
        return None
    charge = charge_of(sentence, trigger, cue, knowledge)
    if charge is None or any(parse.tag(k) in "vrsx" for k in range(cue.last, charge.at)):
        return None
    bare = [p for p in parse.phrases if cue.last <= p.first and p.last <= charge.at and not p.prep and p.conj_of < 0]
    accused = antecedent(parse, cue.first, knowledge)
    if parse.words[cue.first].pronoun:
        by = bare[0] if bare and able_party(bare[0]) else None
        return Accusation(speaks(by, sentence, cue) if by is not None else None, accused, charge.of_help) if by or accused else None
    passive = accused is not None and parse.tag(cue.first - 1) == "r" and charge.at == cue.last
    return Accusation(None, accused, charge.of_help) if passive else None


def antecedent(parse: Parse, verb: int, knowledge: Knowledge) -> Phrase | None:
    """Whom the pronoun of a relative clause means: the phrase before `which`, or the indefinite one right before the verb."""
    k = verb - 1
    while k >= parse.first and (parse.tag(k) in "xf" or "auxiliary" in parse.words[k].classes):
        k -= 1
    if parse.tag(k) != "r":
        phrase = next((p for p in parse.phrases if p.last == k + 1), None)
        free = phrase is not None and not phrase.definite and not phrase.names and not parse.words[verb].conj
        return phrase if free and phrase is not None and can_act(phrase) else None
    while parse.tag(k - 1) in "kqh":
        k -= 1
    phrase = next((p for p in parse.phrases if p.last == k), None)
    return _narrowed(parse, phrase, verb, knowledge) if phrase is not None and able_party(phrase) else None


def _narrowed(parse: Parse, phrase: Phrase, verb: int, knowledge: Knowledge) -> Phrase:
    """The last word of the phrase where only that fits the pronoun: the leader of THE BRIGADE whom (f.) they accuse."""
    last, lists = phrase.last - 1, knowledge.lexicon.words
    feminine = parse.words[verb].pronoun in lists["resumed_feminine"]
    own = parse.words[phrase.head]
    if (
        phrase.names
        or last == phrase.head
        or not feminine
        or knowledge.is_feminine(own)
        or not knowledge.is_feminine(parse.words[last])
    ):
        return phrase
    token = parse.tokens[last]
    return replace(phrase, first=last, start=token.start, head=last, prep="", conj_of=-1)


def charged_with(sentence: Sentence, trigger: Trigger, knowledge: Knowledge) -> Accusation | None:
    """What somebody is charged with or suspected of, whoever does so: tried for, acquitted of, suspected of a part in the bombing.

    Of 13 such deeds coded six are told without a doer, five as an accusation with him.
    """
    at = charge_word(sentence, trigger, knowledge)
    if at < 0:
        return _convicted(sentence, trigger, knowledge)
    return Accusation(None, _charged(sentence.parse, at, knowledge), is_help(sentence, trigger, at, knowledge), True)


def _convicted(sentence: Sentence, trigger: Trigger, knowledge: Knowledge) -> Accusation | None:
    """A court found HIM guilty of it, or he was: he stands between the verb and the deed, the court before him, or before the verb."""
    parse, standing = sentence.parse, Standing(sentence, trigger, knowledge)
    prep, left = standing.prep(standing.start, frozenset())
    if trigger.form != "noun" or prep not in knowledge.prepositions["charge"]:
        return None
    verb = standing.verb(left, knowledge.lexicon.words["convicts"])
    if verb < 0 or any(verb < t.first < standing.start and t.form == "noun" for t in sentence.triggers):
        return None  # condemned the attack
    bare = standing.bare(verb + 1, standing.start)
    accused = bare[-1] if bare else antecedent(parse, verb, knowledge)
    return Accusation(None, accused, False, True, guilty=not bare) if accused is not None and can_act(accused) else None


def _charged(parse: Parse, at: int, knowledge: Knowledge) -> Phrase | None:
    """Of whom the word at token `at` says it: the noun it qualifies, himself (THE ACCUSED), or nobody (a charge of)."""
    if parse.tag(at) == "v":
        return antecedent(parse, at, knowledge)
    if not knowledge.lexicon.words["charged"] & {parse.words[at].core, *parse.words[at].nouns}:
        return None
    inside = parse.phrase_of.get(at)
    phrase = parse.phrases[inside] if inside is not None else None
    if phrase is not None and phrase.first < at:
        return phrase if able_party(phrase) and qualifies(parse, at, phrase, knowledge) else None
    before = at - (parse.tag(at - 1) == "k")
    host = next((p for p in parse.phrases if p.last == before), None)
    person = host is not None and (able_party(host) or not host.category)
    if host is not None and person and not parse.words[at].conj and parse.words[at].article == (host.definite or not host.category):
        return host
    return phrase if phrase is not None and parse.words[at].article else None


def qualifies(parse: Parse, at: int, phrase: Phrase, knowledge: Knowledge) -> bool:
    """The participle agrees with the noun before it; else it is the object behind a subject: the police (f.) arrested THE SUSPECTS."""
    word = parse.words[at]
    feminine = knowledge.is_feminine(word) and word.core[:-1] in knowledge.lexicon.words["charged"]  # not a last letter of its own
    return gender(parse, phrase, knowledge) in ("", "f" if feminine else "m")


def is_help(sentence: Sentence, trigger: Trigger, charge: int, knowledge: Knowledge) -> bool:
    """Help, silence or incitement stands between the word of the charge and the deed: a charge of INCITING the killing."""
    standing, helps = Standing(sentence, trigger, knowledge), knowledge.lexicon.words["helps"]
    return any(standing.is_noun(k, helps) for k in range(charge + 1, trigger.first))


def charge_word(sentence: Sentence, trigger: Trigger, knowledge: Knowledge) -> int:
    """The token of the word for a charge or a suspicion that the deed hangs on, with nouns that carry or help it between; -1."""
    if trigger.form != "noun":
        return -1
    standing, parse, lists = Standing(sentence, trigger, knowledge), sentence.parse, knowledge.lexicon.words
    between, carried = lists["carriers"] | lists["involvement"] | lists["helps"], False
    for k, governed in _outwards(standing):
        word = parse.words[k]
        if parse.tag(k) in "nf" and (lists["charging"] | lists["charged"]) & {word.core, *word.nouns}:
            return k if governed or not lists["charged"] & {word.core, *word.nouns} else -1
        if carried and any(v.lemma in lists["suspects"] for v in word.verbs) and parse.tag(k - 1) != "x":
            return k
        if not standing.is_noun(k, between):
            return -1
        carried = True
    return -1


def _outwards(standing: Standing) -> Iterator[tuple[int, bool]]:
    """The words that govern the event one after the other, and whether by a preposition; pronouns of prepositions are left out."""
    parse, k, pronouns = standing.parse, standing.trigger.first, standing.knowledge.lexicon.words["suffixed_prepositions"]
    for _ in range(_STEPS):
        governed = bool(parse.preposition(k))
        k -= 1 if not governed or parse.words[k].prep else 2
        while governed and parse.words[k].form in pronouns and k > parse.first:
            k -= 1  # those suspected OF IT in the raid
        if k < parse.first or parse.tag(k) not in "nvf" or (not governed and parse.words[k].article):
            return
        yield k, governed


def exchanged(sentence: Sentence, trigger: Trigger, cue: CueHit, knowledge: Knowledge) -> list[Phrase] | None:
    """The sides that accuse each other of the deed, none where they are not named; None where nobody exchanges accusations of it.

    Two named sides are two claims (the one such sentence coded).
    """
    parse = sentence.parse
    if cue.form != "noun" or not cue.cue.hands_over or charge_of(sentence, trigger, cue, knowledge) is None:
        return None
    low = max(parse.first, cue.first - _SIDES)
    words = [k for k in range(low, cue.last + 1) if _is_exchange(parse, k, knowledge)]
    if not words or any(parse.tag(k) in "vsrx" for k in range(words[-1] + 1, cue.first)):
        return None
    verb = words[-1]
    behind = [p for p in parse.phrases if verb < p.first and p.last <= cue.first and not p.prep]
    before = [p for p in parse.phrases if p.last <= verb and not p.prep and parse.tag(verb) == "v"]
    row = behind or [p for p in before if p.last == verb or any(q.conj_of == p.i and q.last == verb for q in before)]
    return [p for p in row if able_party(p)]


def _is_exchange(parse: Parse, k: int, knowledge: Knowledge) -> bool:
    word, exchanges = parse.words[k], knowledge.lexicon.words["exchanges"]
    return bool(exchanges & {word.core, *word.nouns}) or any(v.lemma in exchanges for v in word.verbs)


def mutual(sentence: Sentence, trigger: Trigger, cue: CueHit, knowledge: Knowledge) -> Accusation | None:
    """The two sides accuse each other: the one by the word of the other; both, where one word names them or none does."""
    sides = exchanged(sentence, trigger, cue, knowledge)
    if sides is None:
        return None
    if len(sides) == 2:
        return Accusation(speaks(sides[1], sentence, cue), sides[0])
    return Accusation(None, sides[0] if sides else None)
