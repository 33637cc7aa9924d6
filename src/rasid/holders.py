"""An office in, the name of who holds it out: the minister of information, Nikolai Romanov.

Rules by which two phrases are one party: the name stands right behind the office, or behind what the office is of.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from rasid.knowledge import Knowledge
from rasid.mentions import Reading
from rasid.offices import is_anothers
from rasid.phrases import Parse, Phrase
from rasid.types import Role
from rasid.voices import OFFICE, is_person

_HELD = 9  # tokens of an office and the name of its holder, where both are one party


def holder_of(parse: Parse, office: Phrase, reading: Reading, knowledge: Knowledge) -> Phrase | None:
    """The name of who holds an office, right behind it or behind what it is of."""
    return next(_holders(parse, office, reading, knowledge), None)


def _holders(parse: Parse, office: Phrase, reading: Reading, knowledge: Knowledge) -> Iterator[Phrase]:
    """The name behind an office: one with a rank before it, or a person's; what the office is of may stand between."""
    end = office
    for follow in parse.phrases[office.i + 1 :]:
        gap = parse.tags[end.last - parse.first : follow.first - parse.first]
        ends = all(parse.words[k].article for k in range(end.last, follow.first) if parse.tag(k) == "n")  # the last term of an office
        if (
            follow.first - office.last > OFFICE
            or follow.prep in knowledge.lexicon.words["by"]
            or not all(t in "kpqbn" for t in gap)
            or len(gap) > 2
            or not ends
        ):
            return
        person = any(is_name(follow, reading, knowledge) for is_name in (is_person, _is_given, _is_ranked))
        if person and is_anothers(parse, office, follow, knowledge):
            return
        if person and not follow.prep and follow.conj_of < 0:
            yield follow
        if person or "k" in gap or (follow.conj_of >= 0 and follow.category in ("title", "person", "source")):
            return
        end = follow


def _is_given(phrase: Phrase, reading: Reading, knowledge: Knowledge) -> bool:
    """A given name with another behind it, though the other may be a place's, too."""
    given = reading.words[phrase.first].core in knowledge.morphology.given_names
    return given and phrase.last - phrase.first > 1 and all(n.first > phrase.first for n in phrase.names)


def _is_ranked(phrase: Phrase, reading: Reading, knowledge: Knowledge) -> bool:
    """Colonel A B: ranks with the article, then two words or more that are no office."""
    words = reading.words[phrase.first : phrase.last]
    kinds = [set(knowledge.categories(w)) for w in words]
    rank = next((n for n, w in enumerate(words) if not w.article), len(words))
    if not 0 < rank <= len(words) - 2 or "title" not in kinds[0]:
        return False
    return not any(k & {"title", "head", "source", "place"} for k in kinds[rank:])


def with_holders(roles: dict[Role, list[Phrase]], parse: Parse, reading: Reading, knowledge: Knowledge) -> dict[Role, list[Phrase]]:
    """The roles of an event with an office and the name of its holder as one; a name that follows its office plays no other part."""
    held = [p for phrases in roles.values() for p in phrases if "title" in knowledge.categories(parse.words[p.head])]
    for office in held:
        if office.nested or office.prep or is_person(office, reading, knowledge) or not parse.has(office):
            continue
        name = holder_of(parse, office, reading, knowledge)
        if name is not None and name.last - office.first <= _HELD:
            whole = replace(office, last=name.last, end=name.end, names=(*name.names, *office.names))
            put = {role: [whole if p is office else p for p in phrases] for role, phrases in roles.items()}
            roles = {role: [p for p in phrases if p.i != name.i] for role, phrases in put.items()}
    return roles
