"""A claim's words in, ids, dates and points out: whom a phrase names, which place it means, when it was.

What the words do not fix stays open: an unknown name keeps its words and an empty id, a time without a value stays null.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from rasid.allegiance import belongs_to
from rasid.coder import Coded
from rasid.datelines import of_dateline
from rasid.guards.descriptions import described_id
from rasid.knowledge import Knowledge
from rasid.mentions import Reading
from rasid.nationals import are_people, of_state
from rasid.phrases import Parse, Phrase
from rasid.place_spans import belonging
from rasid.places import PlaceReader
from rasid.spokesmen import claimed
from rasid.times import Bound
from rasid.timing import when
from rasid.types import Claim, Report, Role, Value, Where

# Of what is held or besieged, who holds the outskirts of a town or its prison does not hold the town.
_HELD = ("control.", "access.siege", "access.lift")

_AGAINST = ("control.", "fight.")  # what nobody does to himself
_OPPOSED: tuple[tuple[Role, Role], ...] = (("actor", "target"), ("target", "actor"))

Roles = dict[Role, tuple[Value, ...]]


def resolve(
    claim: Claim, coded: Coded, report: Report, reading: Reading, knowledge: Knowledge, places: PlaceReader, bound: Bound | None
) -> Claim:
    """The same claim with ids of actors, goods, places and source, with its day and its points."""
    roles: Roles = {}
    for role in ("actor", "target", "goods"):
        phrases = coded.roles.get(role, [])
        values = claim.role(role)
        if role == "goods":
            ids = [goods_id(p, reading, knowledge) for p in phrases]
        else:
            ids = [_party_id(p, role, coded, reading, knowledge) for p in phrases]
        roles[role] = tuple(replace(v, id=id_) for v, id_ in zip(values, ids, strict=True))
    if claim.type.startswith(_AGAINST):
        apart = {role: _not_both(role, other, roles, coded, reading) for role, other in _OPPOSED}
        roles = {**roles, **apart}
    phrases = coded.roles.get("place", [])
    wholes = [_whole(p, phrases, coded.sentence.parse, knowledge) for p in phrases]
    where = tuple(places.where(p, coded.sentence, roles["actor"], w) for p, w in zip(phrases, wholes, strict=True))
    where = tuple(places.as_landmark(p, w) if n else w for n, (p, w) in enumerate(zip(phrases, where, strict=True)))
    where = tuple(_as_road(p, w, coded.sentence.parse, knowledge) for p, w in zip(phrases, where, strict=True))
    where = _with_road_ends(phrases, where, coded.sentence.parse, knowledge)
    reach = [
        places.reach(p, coded.sentence, w) if _is_held(claim, phrases, n) else "whole"
        for n, (p, w) in enumerate(zip(phrases, where, strict=True))
    ]
    left = [not _is_reached(claim, coded.sentence.parse.governed(p), knowledge) for p in phrases]
    ids = ["" if r == "beside" or not mine else w.place for r, w, mine in zip(reach, where, left, strict=True)]
    source = claim.source
    if coded.speaker is not None and coded.speaker.phrase is not None:
        said_by = actor_id(coded.speaker.phrase, reading, knowledge)
        people = of_state(said_by, knowledge) and are_people(coded.speaker.phrase, None, coded.type, reading, knowledge)
        source = replace(source, id="" if people else said_by)
    return replace(
        claim,
        actor=roles["actor"],
        target=roles["target"],
        goods=roles["goods"],
        place=tuple(replace(v, id=id_) for v, id_ in zip(claim.place, ids, strict=True)),
        where=where,
        extent="part" if reach[:1] == ["part"] else claim.extent,
        when=when(coded, report, reading, bound),
        source=source,
    )


def _whole(phrase: Phrase, places: Sequence[Phrase], parse: Parse, knowledge: Knowledge) -> Phrase | None:
    """What a place is said to be a part of, and so lies in: the western quarters OF X, but not the border WITH X."""
    whole = belonging(phrase, parse, knowledge, places) if phrase.category == "place" else None
    return whole if whole is not None and whole.prep in knowledge.prepositions["of_place"] else None


def _is_held(claim: Claim, phrases: Sequence[Phrase], n: int) -> bool:
    """Is place number `n` what is held or besieged? The first is, with what is joined to it; others say where it lies."""
    return claim.type.startswith(_HELD) and (n == 0 or phrases[n].conj_of >= 0)


def _as_road(phrase: Phrase, where: Where, parse: Parse, knowledge: Knowledge) -> Where:
    """A road that the towns at both its ends name (the road Damascus - Suwayda) is neither of them: its words name it."""
    ends = [name for name in phrase.names if name.of("place")]
    if len(ends) < 2 or not where.place or not knowledge.is_road(parse.words[phrase.head]):
        return where
    words = parse.text.raw[phrase.start : phrase.end]
    return Where("", reason=f"a road: {where.reason}", path=where.path[-1:], words=words)


def _with_road_ends(phrases: Sequence[Phrase], where: tuple[Where, ...], parse: Parse, knowledge: Knowledge) -> tuple[Where, ...]:
    """Of the road between A and B, the towns tell where the road lies; the road is called by both."""
    roads = {n: road for n, p in enumerate(phrases) if (road := _road_of(parse.governed(p), parse, knowledge)) >= 0}
    ends = list(roads)
    road = next((n for n, p in enumerate(phrases) if not where[n].place and any(p.first <= k < p.last for k in roads.values())), -1)
    if road < 0:
        return where
    words = parse.text.raw[phrases[road].start : max(phrases[n].end for n in ends)]
    shared = tuple(p for p in where[ends[0]].path if all(p in where[n].path for n in ends))
    called = {road: replace(where[road], words=words, path=shared), **{n: replace(where[n], landmark=True) for n in ends}}
    return tuple(called.get(n, w) for n, w in enumerate(where))


def _road_of(phrase: Phrase, parse: Parse, knowledge: Knowledge) -> int:
    """The token of the road whose end a place is; -1 where it is none."""
    k = phrase.prep_at - 1
    is_end = k >= 0 and phrase.prep in knowledge.prepositions["between"] and knowledge.is_road(parse.words[k])
    return k if is_end else -1


def _is_reached(claim: Claim, phrase: Phrase, knowledge: Knowledge) -> bool:
    """Where those who withdraw go: coders write it down, but nobody leaves it, so it is no place that the ledger may call vacated."""
    return claim.type == "move.withdraw" and phrase.prep in knowledge.prepositions["toward"]


def _party_id(phrase: Phrase, role: Role, coded: Coded, reading: Reading, knowledge: Knowledge) -> str:
    """The actor that a party is or belongs to."""
    whole = belongs_to(phrase, coded, knowledge) or phrase
    id_ = actor_id(whole, reading, knowledge)
    return "" if of_state(id_, knowledge) and are_people(whole, role, coded.type, reading, knowledge) else id_


def _not_both(role: Role, other: Role, roles: Roles, coded: Coded, reading: Reading) -> tuple[Value, ...]:
    """Whom only a noun describes is not whom he does something to, by name: HIS FORCES took it back from the army of X.

    What belongs to whoever does it may be his own: the army shelled ITS positions by mistake.
    """
    named = {v.id for v, p in zip(roles[other], coded.roles.get(other, []), strict=True) if v.id and p.names}
    out = []
    for value, phrase in zip(roles[role], coded.roles.get(role, []), strict=True):
        owned = role == "target" and any(w.pronoun for w in reading.words[phrase.first : phrase.last])
        out.append(replace(value, id="") if value.id in named and not phrase.names and not owned else value)
    return tuple(out)


def actor_id(phrase: Phrase, reading: Reading, knowledge: Knowledge) -> str:
    """The actor that a phrase names: a person before the office, an organisation before the place it acts from, a nationality, at last
    one named before whom it describes."""
    found = [
        (
            knowledge.actors[n.id].kind == "person",
            not n.metonym,
            name.last - name.first,
            -k,
            _at_home(n.id, reading, knowledge),
            n.id,
            name,
        )
        for k, name in enumerate(phrase.names)
        for n in name.of("actor")
    ]
    if found:
        *_, best, named = max(found, key=lambda f: f[:-1])
        return claimed(named, reading, knowledge) or of_dateline(named, best, reading, knowledge)
    outlets = [n.id for name in phrase.names for n in name.of("outlet")]
    if outlets:
        return outlets[0]
    for k in range(phrase.first, phrase.last):
        for category in knowledge.lexicon.categories(reading.words[k]):
            known = category.kind == "nationality" and category.detail in knowledge.actors
            if known and not _is_surname(k, phrase, reading, knowledge):
                return category.detail
    return described_id(phrase, reading, knowledge)


def _is_surname(k: int, phrase: Phrase, reading: Reading, knowledge: Knowledge) -> bool:
    """A nationality behind nothing but names is part of one: Talal the Jordanian."""
    given = knowledge.given_names | knowledge.lexicon.words["name_parts"]
    before = [w for w in reading.words[phrase.first : k] if w.form.isalpha()]
    strange = all(w.core in given or not (w.nouns or w.verbs or w.classes) for w in before)
    return bool(before) and (strange or before[-1].core in knowledge.given_names)


def _at_home(actor: str, reading: Reading, knowledge: Knowledge) -> float:
    """How much the report is about the countries of an actor: of two that bear one name, the one at home in it is meant."""
    return max((reading.theatres.get(c, 0.0) for c in knowledge.actors[actor].countries), default=0.0)


_CARRIERS = frozenset({"trucks"})  # what goods come in


def goods_id(phrase: Phrase, reading: Reading, knowledge: Knowledge) -> str:
    """The good that the words of a phrase name first: one of two words, one; of trucks with flour, the flour."""
    found = [good for k in range(phrase.first, phrase.last) for good in _goods_at(k, phrase.last, reading, knowledge)]
    return next((good for good in found if good not in _CARRIERS), found[0] if found else "")


def _goods_at(k: int, last: int, reading: Reading, knowledge: Knowledge) -> list[str]:
    cores = tuple(w.core for w in reading.words[k:last])
    rows = [c for rest, c in knowledge.lexicon.phrases.get(cores[0], ()) if cores[1 : 1 + len(rest)] == rest]
    return [c.detail for c in (*rows, *knowledge.lexicon.categories(reading.words[k])) if c.kind == "goods"]
