"""How fast the gazetteer is built, opened, searched and asked; with files to import, how homonyms fare once they are in.

    python bench/gazetteer.py [FOLDER OF FILES]

The folder holds CC.places.jsonl as flattened from Who's On First; without it the default install is measured.
"""

from __future__ import annotations

import random
import sys
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from pathlib import Path

import rasid
from rasid.gazetteer import Context, Gazetteer, Resolver, build, load
from rasid.gazetteer.imports import import_file
from rasid.gazetteer.rows import SETTLED, PlaceRow

KNOWLEDGE = Path(rasid.__file__).parent / "knowledge"
PHRASES = ("مدينة القامشلي", "ريف حلب الشمالي", "حيي الشيخ مقصود والأشرفية", "على بعد 20 كم شرق منبج", "محافظة الحديدة", "دوما")


def per_second(action: Callable[[str], object], keys: Sequence[str], rounds: int) -> float:
    """Calls a second over all keys, the best of three runs."""
    best = 0.0
    for _ in range(3):
        started = time.perf_counter()
        for _ in range(rounds):
            for key in keys:
                action(key)
        best = max(best, rounds * len(keys) / (time.perf_counter() - started))
    return best


def measure(folder: Path, imports: Path | None) -> Gazetteer:
    """Prints build, size, opening and look-ups of one gazetteer."""
    files = sorted(imports.glob("*.jsonl")) if imports else []
    made = build(folder / "measured.sqlite", KNOWLEDGE, files)
    print(f"  build        {made.seconds:8.2f} s   {made.places} places, {made.names} names, {made.merged} merged")
    print(f"  file         {made.bytes / 1e6:8.2f} MB")
    started = time.perf_counter()
    places = load(folder / "cache", KNOWLEDGE, imports)
    print(f"  first open   {time.perf_counter() - started:8.2f} s   (built into the cache)")
    started = time.perf_counter()
    places = load(folder / "cache", KNOWLEDGE, imports)
    print(f"  open         {time.perf_counter() - started:8.3f} s")
    names = list({n.folded for n in places.names()})
    random.Random(1).shuffle(names)
    started = time.perf_counter()
    for name in names[:20_000]:
        places.candidates(name)
    first = len(names[:20_000]) / (time.perf_counter() - started)
    print(f"  candidates() {first:12,.0f} /s   the first time a name is asked for")
    print(f"  candidates() {per_second(places.candidates, names[:20_000], 5):12,.0f} /s")
    print(f"  get()        {per_second(places.get, list(places.ids())[:20_000], 5):12,.0f} /s")
    resolver, about = Resolver(places), Context(theatre={"sy": 0.6, "ye": 0.4})
    print(f"  resolve()    {per_second(lambda p: resolver.resolve(p, None, about), PHRASES, 200):12,.0f} /s")
    return places


def homonyms(places: Gazetteer, country: str) -> None:
    """Each settlement whose name another one of the country bears: named alone, and with its governorate."""
    shared: dict[str, list[PlaceRow]] = defaultdict(list)
    for name in places.names():
        row = places.get(name.place)
        if row.country == country and row.kind in SETTLED:
            shared[name.folded].append(row)
    groups = {name: rows for name, rows in shared.items() if len(rows) > 1}
    resolver = Resolver(places)
    for title, contained in (("alone", False), ("with its governorate", True)):
        found: Counter[str] = Counter()
        for name, rows in groups.items():
            for row in rows:
                outer = row.path[-2] if contained and len(row.path) > 2 else ""
                where = resolver.resolve(name, row.kind, Context(theatre={country: 1.0}, container=outer))
                found[verdict(where.place, where.reason, {o.place for o in where.others}, row)] += 1
        total = found.total() or 1
        told = ", ".join(f"{what} {100 * n / total:.1f} %" for what, n in found.most_common())
        print(f"  {country} {len(groups)} shared names, {total} places, {title}: {told}")


def verdict(place: str, reason: str, others: set[str], row: PlaceRow) -> str:
    """Right, honest (the common parent, with the place among the runners-up) or wrong."""
    if place == row.id:
        return "right"
    if reason.startswith("ambiguous") and (not place or place in row.path) and row.id in others:
        return "said to be ambiguous"
    return "ambiguous, not among those shown" if reason.startswith("ambiguous") else "another one taken"


def main(folder: Path | None) -> None:
    """The table."""
    with tempfile.TemporaryDirectory() as temporary:
        work = Path(temporary)
        print("default install")
        base = measure(work, None)
        if folder is None:
            return
        for path in sorted(folder.glob("*.places.jsonl")):
            started = time.perf_counter()
            report = import_file(path, "wof", work / "imports", base)
            seconds = time.perf_counter() - started
            print(f"import {path.name}: {report.accepted} taken, {len(report.refused)} refused, {seconds:.1f} s {report.by_reason()}")
        print("with imports")
        whole = measure(work, work / "imports")
        for country in ("sy", "iq", "ye"):
            homonyms(whole, country)


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else None)
