"""A trigger and the phrases of its sentence in, the grammatical position of each phrase out.

Positions are those that rules name: subject, object, genitive, by, between, with, apposed, prep:X. They come from word order,
prepositions and walls; a learned choice weighs them (arguments.py), and without its weights the rule's own order decides.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence

from rasid.knowledge import Knowledge
from rasid.knowledge.rules import Rule
from rasid.mentions import Reading, Sentence, Trigger
from rasid.morphology import VerbReading, Word
from rasid.phrases import Parse, Phrase
from rasid.types import Role

NONE = "none"
FAR = 40  # tokens between a trigger and a phrase beyond which it is not asked


def bucket(n: int, steps: Sequence[int] = (0, 1, 2, 3, 5, 8, 13)) -> str:
    """A count as the largest step it reaches."""
    return str(steps[at - 1]) if (at := bisect_right(steps, n)) else "0"


def kinds_of(phrase: Phrase, knowledge: Knowledge, reading: Reading) -> str:
    """What a phrase is, as one word: the kinds of the names in it, else its head's category with class, else its shape."""
    if not phrase.kind:
        phrase.kind = _kinds_of(phrase, knowledge, reading)
    return phrase.kind


def _kinds_of(phrase: Phrase, knowledge: Knowledge, reading: Reading) -> str:
    if phrase.names:
        kinds = {n.kind for name in phrase.names for n in name.named}
        # a name behind a head that no list knows: the remarks of X are not X
        head = phrase.category or ("of" if phrase.names[0].first > phrase.head else "")
        return "name:" + "+".join(sorted(kinds)) + (":" + head if head else "")
    if phrase.category:
        found = knowledge.lexicon.categories(reading.words[phrase.head])
        category = next((c for c in found if c.kind == phrase.category), None)
        return f"{category.kind}:{category.detail}" if category else phrase.category
    return "definite" if phrase.definite else "bare"


def own_pronoun(word: Word, trigger: Trigger, knowledge: Knowledge) -> str:
    """The pronoun on a trigger, also where its letter could as well be a feminine ending."""
    final = knowledge.morphology.clitics.final
    return word.pronoun or (final if trigger.form == "noun" and word.core == trigger.lemma + final else "")


def candidates(sentence: Sentence, trigger: Trigger, far: int = FAR) -> list[Phrase]:
    """The phrases that may fill a role of this trigger: those of its sentence, not too far off and not the trigger itself."""
    parse, first, last = sentence.parse, trigger.first, trigger.last
    found = [p for p in parse.phrases if (p.last <= first and first - p.last <= far) or (p.first >= last and p.first - last <= far)]
    if not parse.nested:
        return found
    numbers = {p.i for p in found}
    for p in parse.nested:
        # the head of a participle is a candidate of its own, that of a noun would only repeat what the noun names
        beside = p.behind == first and (p.first > first or trigger.form == "participle")
        if beside or (p.behind < 0 and p.inside in numbers):
            found.append(p)
            numbers.add(p.i)
    found.sort(key=lambda p: p.first)
    return found


def positions(parse: Parse, trigger: Trigger, phrases: Sequence[Phrase], knowledge: Knowledge) -> dict[int, str]:
    """Where each phrase stands relative to its trigger, in the words of the rules; "" for nowhere in particular."""
    found: dict[int, str] = {}
    known = knowledge.positions
    after = 0  # bare phrases behind the trigger so far
    before = [p for p in phrases if p.last <= trigger.first and not p.prep and p.conj_of < 0]
    headline = bool(before) and before[-1].last == trigger.first
    held = -2  # the phrase that holds the trigger
    wall = False  # behind the first wall another clause begins
    end = trigger.last
    for p in phrases:
        if p.nested and p.behind < 0:
            found[p.i] = "nested"
            continue
        if p.nested:
            held = p.inside
        if p.conj_of in found:
            found[p.i] = found[p.conj_of]
        elif p.conj_of == held:
            found[p.i] = "genitive"
        elif trigger.form == "participle" and p.last == trigger.first:
            found[p.i] = "apposed"
        elif p.prep:
            place = known.get(p.prep)
            if place is None:
                place = known[p.prep] = prepositional(p.prep, knowledge)
            found[p.i] = place
        elif p.last <= trigger.first:
            found[p.i] = _before(parse, trigger, p, before)
        else:
            wall = wall or _walled(parse, end, p.first)
            found[p.i] = "" if wall else _after(parse, trigger, p, after, headline)
            after += 1
        end = max(end, p.last)
    return found


def verb_of(parse: Parse, trigger: Trigger) -> VerbReading | None:
    """The reading of a trigger verb: reports seldom say we, so a third person of another lemma is likelier than a first."""
    word = parse.words[trigger.first]
    verb = word.verb(trigger.lemma)
    if verb is None or not verb.first_person:
        return verb
    return next((v for v in word.verbs if not v.first_person), verb)


def _after(parse: Parse, trigger: Trigger, phrase: Phrase, rank: int, headline: bool) -> str:
    """The position of bare phrase number `rank` behind a trigger."""
    if trigger.form != "verb":
        adjacent = all(parse.tag(k) in "qb" for k in range(trigger.last, phrase.first))
        return "genitive" if rank == 0 and adjacent else "object" if rank <= 1 else ""
    if phrase.first == trigger.fixed_end:
        return "genitive"  # of the fixed noun of a light verb
    verb = verb_of(parse, trigger)
    if verb is not None and (verb.passive_only or verb.plural):
        return "object" if rank == 0 else ""
    if rank == 0:
        return "object" if headline else "subject"
    return "object" if rank == 1 else ""


def _before(parse: Parse, trigger: Trigger, phrase: Phrase, bare: Sequence[Phrase]) -> str:
    if trigger.form == "participle":
        return "apposed" if phrase.last == trigger.first else ""
    if not bare or phrase is not bare[-1] or _walled(parse, phrase.last, trigger.first):
        return ""
    return "subject"


def prepositional(prep: str, knowledge: Knowledge) -> str:
    """The position of a phrase behind this preposition."""
    lexicon = knowledge.lexicon
    if prep in lexicon.words["by"]:
        return "by"
    if prep in knowledge.prepositions["between"]:
        return "between"
    if prep in knowledge.prepositions["with"]:
        return "with"
    return f"prep:{prep}"


def _walled(parse: Parse, first: int, last: int) -> bool:
    """A relative pronoun or subordinator between two tokens: what stands behind it belongs to another clause."""
    between = parse.tags[first - parse.first : last - parse.first] if first < last else ""
    return "r" in between or "s" in between


def fits(wanted: str, place: str) -> bool:
    """A phrase stands where a rule wants it; a compound preposition also counts as the simple one that it begins with."""
    return wanted == place or (place.startswith("prep:") and " " in place and wanted == place.split(" ")[0])


_PLACES = frozenset({"place", "direction"})


def may_fill(phrase: Phrase, role: Role) -> bool:
    """Without weights: a phrase that is only a place is no actor, one that is only an actor no place."""
    if phrase.fits is None:
        phrase.fits = _may_fill(phrase)
    return phrase.fits[role == "place"]


def _may_fill(phrase: Phrase) -> tuple[bool, bool]:
    """Another role, or that of the place."""
    kinds = {n.kind for name in phrase.names for n in name.named}
    metonym = any(n.metonym for name in phrase.names for n in name.named)
    place = phrase.category in _PLACES or ("place" in kinds and "actor" not in kinds)
    actor = bool(kinds & {"actor", "outlet"}) or phrase.category in ("head", "group", "person", "title", "nationality")
    return not place or metonym, place or not actor


def can_act(phrase: Phrase) -> bool:
    """A phrase that can act: it names an actor, or its head is a word for people."""
    kinds = {n.kind for name in phrase.names for n in name.named}
    return "actor" in kinds or phrase.category in ("head", "group", "person", "title", "nationality")


def licensed(rule: Rule, role: Role, phrases: Sequence[Phrase], places: Mapping[int, str]) -> list[Phrase]:
    """The phrases that stand where a rule looks for a role."""
    return [p for p in phrases if any(fits(wanted, places[p.i]) for wanted in rule.roles.get(role, ()))]


def by_position(phrases: Sequence[Phrase], places: Mapping[int, str]) -> dict[str, list[Phrase]]:
    """The phrases that stand in each position, a compound preposition also counted as the simple one it begins with, see fits()."""
    by_number = {p.i: p for p in phrases}
    found: dict[str, list[Phrase]] = {}
    for i, at in places.items():
        found.setdefault(at, []).append(by_number[i])
        if " " in at and at.startswith("prep:"):
            found.setdefault(at.split(" ")[0], []).append(by_number[i])
    return found


def by_grammar(rules: Sequence[Rule], stand: Mapping[str, Sequence[Phrase]]) -> dict[int, Role]:
    """Without weights: for each role the first of its rule's positions that a fitting phrase stands in, with what is joined to it.

    Places add up: a street in a quarter of a town is told by several phrases. `stand`: by_position().
    """
    found: dict[int, Role] = {}
    for rule in rules[:1]:
        for role, wanted_at in rule.roles.items():
            for wanted in wanted_at:
                if wanted not in stand:
                    continue
                hits = [p.i for p in stand[wanted] if p.i not in found and may_fill(p, role)]
                found.update(dict.fromkeys(hits, role))
                if hits and role != "place":
                    break
    return found
