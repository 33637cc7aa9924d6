"""A report with a name before its news in, whose army and whose ministry it means out: JORDAN: THE ARMY shot smugglers from Syria.

What the line stands under says whose the bodies without a nationality are, whatever other country the line goes on to name.
"""

from __future__ import annotations

from rasid.knowledge import Knowledge
from rasid.mentions import Reading, Sentence
from rasid.names import Name
from rasid.times.reader import COMMAS


def of_dateline(name: Name, id_: str, reading: Reading, knowledge: Knowledge) -> str:
    """The id of the same body in the land of the dateline above it, "" where none is known; `id_` where there is no such line.

    The name of a country settles it, that of a town where the report is not more about the other country: agencies sit in towns.
    """
    bodies = {n.id: n.countries for n in name.of("actor") if n.countries}
    line = _dateline(name.first, reading) if id_ in bodies else None
    if line is None:
        return id_
    lands = {c for n in line.of("place") for c in knowledge.countries_of(n)}
    if len(lands) != 1 or lands & bodies[id_]:
        return id_
    land, share = next(iter(lands)), reading.theatres
    if all(n.id != land for n in line.of("place")) and share.get(land, 0.0) < max(share.get(c, 0.0) for c in bodies[id_]):
        return id_
    own = f"{land}.{id_.partition('.')[2]}"
    return next((body for body, at in bodies.items() if land in at), own if own in knowledge.actors else "")


def _dateline(k: int, reading: Reading) -> Name | None:
    """The place's name that stands alone between marks, or from the start to a mark, before token k."""
    at = next((n for n, s in enumerate(reading.sentences) if s.parse.first <= k < s.parse.last), -1)
    if at < 0:
        return None
    own, before = reading.sentences[at], reading.sentences[at - 1 : at] if at else []
    ends = [n for n in reading.names if n.last <= k and n.of("place") and _stands_alone(n, own)]
    above = [n for s in before for n in reading.names if n.of("place") and (n.first, n.last) == (s.parse.first, s.parse.last - 1)]
    found = ends or above
    return found[-1] if found else None


def _stands_alone(name: Name, sentence: Sentence) -> bool:
    parse = sentence.parse
    if name.prep or name.conj or name.first < parse.first or name.last >= parse.last:
        return False
    marks = [parse.tag(k) == "k" and parse.tokens[k].form not in COMMAS for k in (name.first - 1, name.last)]
    return marks[1] and (marks[0] or name.first == parse.first)
