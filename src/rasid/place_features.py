"""A place phrase beside the other places of its sentence and report in, named features of how wide it is among them out.

A town beside its governorate, a country that the whole report is about, a side of a place: whether an event is there depends on what
finer place stands near by.
"""

from __future__ import annotations

from collections.abc import Iterator

from rasid.frames import bucket
from rasid.phrases import Phrase
from rasid.scene import Scene, placelike

_WIDTH = {"country": 4, "sea": 4, "border": 3, "river": 3, "region": 3, "governorate": 3, "direction": 3, "area": 3, "district": 2,
          "subdistrict": 2, "valley": 2, "mountain": 2, "island": 2, "road": 2, "city": 1, "town": 1, "village": 1}  # fmt: skip


def place_features(scene: Scene, phrase: Phrase, side: str) -> Iterator[str]:
    """How wide the place is, which finer or wider ones the sentence has, how often the report names it."""
    level = _level_of(scene, phrase)
    if not level:
        return
    width, place, type_ = level[0], scene.places[phrase.i], scene.type
    family = type_.split(".")[0]
    yield f"lv={level}"
    yield f"lvf={family}|{level}"
    yield f"lvt={type_}|{width}"
    yield f"lvp={place}|{level}"
    yield f"lvr={side}{scene.ranks[phrase.i]}|{width}"
    yield f"lvw={scene.paths[phrase.i][:3]}{side}|{width}"
    yield from _among(scene, phrase, side, width)
    yield from _in_report(scene, phrase, width, side)


def _among(scene: Scene, phrase: Phrase, side: str, width: str) -> Iterator[str]:
    """The other places of the sentence: the next before and behind, and whether a finer one is nearer to the trigger."""
    others = [p for p in scene.asked if not p.nested and p.i != phrase.i and _level_of(scene, p)]
    behind = next((p for p in others if p.first >= phrase.last), None)
    before = next((p for p in reversed(others) if p.last <= phrase.first), None)
    for which, other in (("<", before), (">", behind)):
        if other is None:
            yield f"alone{which}|{side}{width}"
            continue
        gap = max(other.first - phrase.last, phrase.first - other.last)
        step = f"{_level_of(scene, other)[0]}{width}|{bucket(gap, (0, 1, 2, 4, 8))}"
        yield f"nx{which}{step}"
        yield f"nx{which}{step}|{side}{(phrase if which == '<' else other).prep}"
        yield f"nxp{which}{step}|{scene.places[phrase.i]}"
    finer = sum(_level_of(scene, p)[0] < width for p in others)
    wider = sum(_level_of(scene, p)[0] > width for p in others)
    yield f"fin={width}|{min(finer, 2)}{min(wider, 2)}|{side}"
    yield f"finf={scene.type.split('.')[0]}|{width}|{min(finer, 2)}"


def _in_report(scene: Scene, phrase: Phrase, width: str, side: str) -> Iterator[str]:
    """How often the report names the place, whether its first sentence does, whether it is the country that the report is about."""
    if not phrase.names:
        return
    reading, name = scene.reading, phrase.names[0]
    often = bucket(reading.named.get(name.key, 0), (1, 2, 4, 8))
    yield f"rep={often}|{width}|{side}"
    opening = any(n.key == name.key for n in reading.sentences[0].parse.names)
    yield f"open={opening}|{width}|{scene.sentence.i == 0}"
    for named in name.of("place"):
        if "." not in named.id:
            yield f"home={bucket(round(100 * reading.theatres.get(named.id, 0.0)), (0, 10, 30, 60))}|{side}{bool(phrase.prep)}"


def _level_of(scene: Scene, phrase: Phrase) -> str:
    """How wide a place is, from 0 (a street, a base) to 4 (a country), and its kind; empty for what is no place."""
    level = scene.levels.get(phrase.i)
    if level is None:
        kind = _kind(scene, phrase) if placelike(scene.kinds[phrase.i]) else ""
        level = f"{_WIDTH.get(kind, 0)}{kind}{'' if phrase.names else '-'}" if kind else ""
        scene.levels[phrase.i] = level
    return level


def _kind(scene: Scene, phrase: Phrase) -> str:
    """The kind that the head noun announces, else that of the name."""
    if phrase.category == "place":
        for category in scene.knowledge.lexicon.categories(scene.reading.words[phrase.head]):
            if category.kind == "place":
                return category.detail
    for name in phrase.names:
        for named in name.of("place"):
            return scene.knowledge.gazetteer.get(named.id).kind
    return ""
