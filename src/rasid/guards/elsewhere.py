"""The places of an event in, those without the ones that the words tell of somebody else out: where a source sits, whence a guest came.

A place belongs to the noun or verb that it stands with. What describes the source, a person or a vehicle says where he or it was, comes
from or goes to, and not where the event is.
"""

from __future__ import annotations

from collections.abc import Iterator

from rasid.frames import can_act
from rasid.gazetteer import PlaceRow
from rasid.gazetteer.apart import apart_km
from rasid.gazetteer.rows import SETTLED
from rasid.guards.relatives import compared, description
from rasid.knowledge import Knowledge
from rasid.mentions import Sentence, Trigger
from rasid.phrases import Parse, Phrase
from rasid.speech import Speaker
from rasid.types import Role

Roles = dict[Role, list[Phrase]]
_WAY = 8  # tokens between a place and the word that says that somebody is on the way to it
_BEHIND = 2  # tokens between a source and the place that it is in: a preposition, a mark
_HIT = ("fight.", "harm.", "civic.")  # what happens to those who are on the way
_WALLS = frozenset("vsrk")
_NEAR_KM = 60.0


def without_others_places(roles: Roles, sentence: Sentence, trigger: Trigger, type_: str, knowledge: Knowledge) -> Roles:
    """The roles with all guards of this module that need no speaker; nobody from what the event is only likened to."""
    roles = {role: [p for p in rows if not compared(sentence, trigger, p.first, knowledge)] for role, rows in roles.items()}
    places = [p for p in roles.get("place", []) if not _is_of_another(p, sentence, trigger, type_, knowledge)]
    if type_.startswith(_HIT) and type_ != "harm.displace":
        places = _off_the_way(places, sentence.parse, knowledge)
    if type_.startswith("control."):
        places = _without_neighbours(places, sentence.parse, knowledge)
    return {**roles, "place": places} if len(places) < len(roles.get("place", [])) else roles


def _is_of_another(place: Phrase, sentence: Sentence, trigger: Trigger, type_: str, knowledge: Knowledge) -> bool:
    first = sentence.parse.governed(place)
    return (
        _of_person(first, sentence, trigger)
        or _of_member(first, sentence.parse, knowledge)
        or (not type_.startswith(("move.", "harm.displace")) and _whence(first, sentence, trigger, knowledge))
        or (type_.startswith("talks.") and _before_talks(first, sentence, trigger, knowledge))
    )


def _of_person(place: Phrase, sentence: Sentence, trigger: Trigger) -> bool:
    """They executed the soldiers WHOM THEY HAD CAPTURED IN X: where that was is not where this is (0 of 34 claims coded)."""
    if trigger.form != "verb" or place.first < trigger.last:
        return False
    told = description(sentence, trigger, place.first)
    return told is not None and told.resumes and can_act(told.of) and told.verb < place.first


def _of_member(place: Phrase, parse: Parse, knowledge: Knowledge) -> bool:
    """They killed a LEADER IN the movement: what he belongs to is nowhere."""
    if place.names_place or place.prep not in knowledge.prepositions["inside"] or not any(n.of("actor") for n in place.names):
        return False
    metonym = any(n.metonym for name in place.names for n in name.of("actor"))
    before = parse.words[place.prep_at - 1] if place.prep_at > parse.first else None
    return not metonym and before is not None and before.core in knowledge.lexicon.words["members"]


def _whence(place: Phrase, sentence: Sentence, trigger: Trigger, knowledge: Knowledge) -> bool:
    """They killed a man WHO HAD RETURNED FROM X; received the envoy WHO ARRIVED FROM it."""
    parse, at = sentence.parse, place.prep_at - 1
    if place.prep not in knowledge.prepositions["from"] or at <= trigger.last or parse.tag(at) != "v" or parse.words[at].conj:
        return False
    if not any(v.lemma in knowledge.lexicon.words["comes"] for v in parse.words[at].verbs):
        return False
    while parse.tag(at - 1) in "vf":
        at -= 1
    bare = parse.tag(at - 1) != "r"
    end = at if bare else at - 1 - (parse.tag(at - 2) == "k")
    of = next((p for p in parse.phrases if p.last == end and p.last > trigger.first), None)
    return of is not None and can_act(of) and not (bare and of.definite)


def _before_talks(place: Phrase, sentence: Sentence, trigger: Trigger, knowledge: Knowledge) -> bool:
    """He returned to X AFTER the failure of the talks: they were elsewhere (8 of 86 claims coded)."""
    parse, k = sentence.parse, trigger.first - 1
    if trigger.form == "verb" or parse.words[k].core not in knowledge.lexicon.words["before_or_after"]:
        return False
    left = next((j for j in range(place.first - 1, parse.first - 1, -1) if parse.tag(j) == "v"), None)
    if left is not None and any(v.lemma in knowledge.lexicon.words["departs"] for v in parse.words[left].verbs):
        return False  # he left X after talks: they were there
    return place.last <= k and not _WALLS & {parse.tag(j) for j in range(place.last, k)}


def _off_the_way(places: list[Phrase], parse: Parse, knowledge: Knowledge) -> list[Phrase]:
    """The places without those that what is hit comes from or goes to, where others are left: a bus ON ITS WAY TO X near Y.

    Without another one coders give where it went as often as not.
    """
    left = [p for p in places if not _is_way(parse.governed(p), parse, knowledge)]
    return left if any(p.names_place for p in left) else places


def _is_way(place: Phrase, parse: Parse, knowledge: Knowledge) -> bool:
    ways = knowledge.prepositions["toward"] | knowledge.prepositions["from"]
    if place.prep not in ways:
        return False
    for k in range(place.first - 1, max(parse.first, place.first - _WAY) - 1, -1):
        if not knowledge.lexicon.words["on_the_way"].isdisjoint((parse.words[k].core, parse.words[k].form)):
            return True
        if parse.tag(k) in _WALLS:
            return False
    return False


def _without_neighbours(places: list[Phrase], parse: Parse, knowledge: Knowledge) -> list[Phrase]:
    """Who takes the border area BETWEEN two countries has taken neither."""
    between = knowledge.prepositions["between"]
    left = [p for p in places if parse.governed(p).prep not in between or not _is_country(p, knowledge)]
    return left or places


def _is_country(phrase: Phrase, knowledge: Knowledge) -> bool:
    rows = list(_rows(phrase, knowledge))
    return bool(rows) and all(row.kind == "country" for row in rows)


def _rows(phrase: Phrase, knowledge: Knowledge) -> Iterator[PlaceRow]:
    places = knowledge.gazetteer
    return (places.get(n.id) for name in phrase.names for n in name.of("place") if n.id in places)


def without_source_places(
    roles: Roles, sentence: Sentence, type_: str, speaker: Speaker | None, knowledge: Knowledge, struck: Phrase | None = None
) -> Roles:
    """The roles; where the source is, the event is not, if it has a place of its own that does not lie there (2 of 39 claims coded).

    Nor is it where those speak who tell of what is far away: a REFUGEE in X said that his brother had been arrested; nor where the
    source works, if the event's own words tell on which place it was (`struck`): a source of THE HOSPITAL in X told of a raid on Y.
    """
    places = roles.get("place", [])
    if speaker is None or type_.startswith("word.") or speaker.carried or speaker.sentence != sentence.i:
        return roles
    his = [p for p in places if _is_where(p, speaker, sentence.parse, knowledge)]
    own = [p for p in places if p not in his and p.names_place]
    apart = own and (not _hold(his, own, knowledge) or _is_beside(his, struck, sentence.parse, knowledge))
    if not his or not (_speaks_from_afar(speaker, sentence.parse, knowledge) or apart):
        return roles
    return {**roles, "place": [p for p in places if p not in his]}


def _is_beside(his: list[Phrase], struck: Phrase | None, parse: Parse, knowledge: Knowledge) -> bool:
    """A settlement around the house that a source is in, and another one that was hit."""
    return struck is not None and not any(holds(p, struck, parse, knowledge) for p in his)


def holds(around: Phrase, place: Phrase, parse: Parse, knowledge: Knowledge) -> bool:
    """The one place lies in the other; a hospital IN X stands in the town and not in its province."""
    rows = _bearers(around, knowledge)
    if _house_in(around, parse, knowledge) is not None:
        rows = [row for row in rows if row.kind in SETTLED] or rows
    return any(a.id in b.path or b.id in a.path for a in rows for b in _bearers(place, knowledge))


def _house_in(place: Phrase, parse: Parse, knowledge: Knowledge) -> Phrase | None:
    """The building, the site, whatever is no settlement right before a place: `in X` says where that is."""
    behind = (p for p in parse.phrases if 0 <= place.first - p.last <= 1 and p.last > p.first and p.i != place.i)
    return next((p for p in behind if p.category in ("place", "object") and not _is_settled(p, knowledge)), None)


def _is_settled(phrase: Phrase, knowledge: Knowledge) -> bool:
    """The name of a town, a village or a quarter."""
    return any(row.kind in SETTLED or row.kind == "quarter" for row in _rows(phrase, knowledge))


def _is_where(place: Phrase, speaker: Speaker, parse: Parse, knowledge: Knowledge) -> bool:
    """In the words of the source, right behind them with `in`, or right before his reporting word: IN X, he said that."""
    if not place.names_place or place.prep not in knowledge.prepositions["inside"]:
        return False
    if speaker.first < place.first < speaker.last or _opens(place, speaker, parse):
        return True
    house = _house_in(place, parse, knowledge)
    if house is not None and house.prep in knowledge.prepositions["inside"] and 0 <= house.first - speaker.last <= _BEHIND:
        return True
    return 0 <= place.first - speaker.last <= _BEHIND and all(parse.tag(k) in "pq" for k in range(speaker.last, place.first))


def _opens(place: Phrase, speaker: Speaker, parse: Parse) -> bool:
    """At the beginning of the sentence, with nothing but marks up to the reporting word that he stands behind.

    Coders give such a place to what is told only where it holds the event's own, or the event has none (in nearly all of 30 claims).
    """
    cue = speaker.cue
    if cue is None or not place.last <= cue.first <= speaker.first or cue.first - place.last > 1:
        return False
    return all(parse.tag(k) in "pcfqk" for k in (*range(parse.first, place.first), *range(place.last, cue.first)))


def _speaks_from_afar(speaker: Speaker, parse: Parse, knowledge: Knowledge) -> bool:
    words = knowledge.lexicon.words["far_sources"]
    return any(parse.words[k].core in words for k in range(speaker.first, min(speaker.last, speaker.first + 2)))


def _hold(some: list[Phrase], others: list[Phrase], knowledge: Knowledge) -> bool:
    """One of the first may lie around one of the others, in it, in the same province or near it, whichever of its name it is."""
    return any(_together(a, b) for p in some for a in _bearers(p, knowledge) for q in others for b in _bearers(q, knowledge))


def _bearers(phrase: Phrase, knowledge: Knowledge) -> list[PlaceRow]:
    return [row for name in phrase.names for row in knowledge.gazetteer.candidates(name.key)]


def _together(a: PlaceRow, b: PlaceRow) -> bool:
    province = a.path[-2:] if len(a.path) > 1 else None
    return a.id in b.path or b.id in a.path or b.path[-2:] == province or apart_km(a, b) <= _NEAR_KM
