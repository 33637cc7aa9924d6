"""A claim's words in, ids, dates and points out: whom a phrase names, which place it means, when it was.

What the words do not fix stays open: an unknown name keeps its words and an empty id, a time without a value stays null.
"""

from __future__ import annotations

from dataclasses import replace

from rasid.coder import Coded
from rasid.knowledge import Knowledge
from rasid.mentions import Reading
from rasid.phrases import Phrase
from rasid.places import PlaceReader
from rasid.times import Bound, TimeMention, opened, resolve_time
from rasid.types import Claim, Report, Role, Value, When

_AHEAD = frozenset({"planned", "possible", "demanded"})
BEGIN = "ongoing/begin"  # the group of status.yaml whose words begin something
_NEAR = 8  # tokens between such a word and the time it began


def resolve(
    claim: Claim, coded: Coded, report: Report, reading: Reading, knowledge: Knowledge, places: PlaceReader, bound: Bound | None
) -> Claim:
    """The same claim with ids of actors, goods, places and source, with its day and its points."""
    roles: dict[Role, tuple[Value, ...]] = {}
    for role in ("actor", "target", "goods"):
        phrases = coded.roles.get(role, [])
        find = goods_id if role == "goods" else actor_id
        values = claim.role(role)
        roles[role] = tuple(replace(v, id=find(p, reading, knowledge)) for v, p in zip(values, phrases, strict=True))
    where = tuple(places.where(p, coded.sentence, roles["actor"]) for p in coded.roles.get("place", ()))
    places_ = tuple(replace(v, id=w.place) for v, w in zip(claim.place, where, strict=True))
    source = claim.source
    if coded.speaker is not None and coded.speaker.phrase is not None:
        source = replace(source, id=actor_id(coded.speaker.phrase, reading, knowledge))
    return replace(
        claim,
        actor=roles["actor"],
        target=roles["target"],
        goods=roles["goods"],
        place=places_,
        where=where,
        when=when(coded, report, bound),
        source=source,
    )


def when(coded: Coded, report: Report, bound: Bound | None) -> When | None:
    """The value of the claim's time expression relative to the report's day; what began then and goes on is open."""
    time = coded.time
    if time is None:
        return None
    hour = report.published_at.hour if report.published_at is not None else None
    if time.wide is not None and coded.trigger.last <= time.wide.first:
        time = time.wide  # told of all that happened since
    value = resolve_time(time, report.published, hour, governed_by_future=coded.status in _AHEAD, bound=bound)
    begun = coded.status == "ongoing" and (time is not coded.time or time.wide is not None or _begun(coded, time))
    past = value is not None and report.published is not None and value.latest is not None and value.latest < report.published
    return opened(value) if value is not None and begun and past and time.kind == "point" else value


def _begun(coded: Coded, time: TimeMention) -> bool:
    """The time stands behind a word of beginning."""
    return any(hit.cue.id == BEGIN and 0 <= time.first - hit.last <= _NEAR for hit in coded.sentence.cues)


def actor_id(phrase: Phrase, reading: Reading, knowledge: Knowledge) -> str:
    """The actor that a phrase names: a person before the office, an organisation before the place it acts from, a nationality last."""
    found = [(knowledge.actors[n.id].kind == "person", not n.metonym, name.last - name.first, -k, n.id)
             for k, name in enumerate(phrase.names) for n in name.of("actor")]  # fmt: skip
    if found:
        return max(found)[4]
    outlets = [n.id for name in phrase.names for n in name.of("outlet")]
    if outlets:
        return outlets[0]
    for k in range(phrase.first, phrase.last):
        for category in knowledge.lexicon.categories(reading.words[k]):
            if category.kind == "nationality" and category.detail in knowledge.actors:
                return category.detail
    return ""


def goods_id(phrase: Phrase, reading: Reading, knowledge: Knowledge) -> str:
    """The good that the head of a phrase names."""
    for k in range(phrase.first, phrase.last):
        for category in knowledge.lexicon.categories(reading.words[k]):
            if category.kind == "goods":
                return category.detail
    return ""
