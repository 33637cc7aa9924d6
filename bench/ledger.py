"""How fast the ledger folds and how much room it takes: claims made up here, a table out.

    python bench/ledger.py [--claims 100000] [--stored 1000000]

The claims have the types of the coded corpus in its proportions, over ten years, with places and actors as unevenly named as
in the news. `--stored` also fills a store, refreshes it, adds one report and measures file and memory.
"""

from __future__ import annotations

import argparse
import gc
import resource
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from random import Random
from typing import TypeVar

from rasid.corroborate import happenings, in_blocks, no_sentences
from rasid.derive import derive
from rasid.facts import FactReader
from rasid.judging import Rulings
from rasid.ledger import fold
from rasid.records import content_hash
from rasid.refresh import refresh
from rasid.store import open_store
from rasid.types import Claim, Recorded, Report, Source, Span, Value, When, Where, Words
from rasid.world import Membership, PlainWorld

T = TypeVar("T")
START = date(2012, 1, 1)
DAYS = 3650
# Type -> how many of the 6,249 coded claims of the corpus have it.
TYPES = {
    "fight.attack": 670, "fight.airstrike": 588, "control.take": 588, "fight.shelling": 379, "fight.clash": 371,
    "harm.kill": 357, "move.advance": 270, "control.hold": 265, "move.withdraw": 253, "talks.agree": 187, "move.deploy": 185,
    "talks.meet": 179, "harm.displace": 146, "fight.explosion": 144, "word.demand": 139, "access.siege": 137, "fight.foil": 114,
    "harm.detain": 111, "harm.property": 90, "word.accuse": 84, "word.condemn": 81, "access.block": 78, "word.support": 72,
    "access.aid": 53, "talks.mediate": 35, "access.open": 32, "talks.fail": 27, "control.handover": 21, "control.lose": 20,
    "talks.breach": 18, "access.lift": 8,
}  # fmt: skip
EFFECTS = {
    "control.take": {"control": "gain"}, "control.lose": {"control": "loss"}, "control.hold": {"control": "hold"},
    "control.handover": {"control": "transfer"}, "move.withdraw": {"presence": "leave", "control": "may_end"},
    "access.siege": {"siege": "begin"}, "access.lift": {"siege": "end"}, "access.block": {"access": "block"},
    "access.open": {"access": "open"}, "access.aid": {"access": "open"}, "talks.meet": {"talks": "run"},
    "talks.mediate": {"talks": "run"}, "talks.agree": {"talks": "agree"}, "talks.fail": {"talks": "fail"},
    "talks.breach": {"talks": "breach"},
}  # fmt: skip
SENTENCE = "سيطرت قوات الفجر على بلدة النهر في ريف المدينة مساء الأحد بعد اشتباكات عنيفة مع لواء الليل دامت يومين."


class Maker:
    """Makes claims that look like those of the corpus: same types, uneven places and actors, one claim in five contested or vague."""

    def __init__(self, places: int = 4000, actors: int = 300) -> None:
        self.rng = Random(20220418)
        towns = [f"sy.town{n}" for n in range(places)]
        self.parents = {t: f"sy.gov{n % 14}" for n, t in enumerate(towns)} | {f"sy.gov{n}": "sy" for n in range(14)}
        quarters = {f"{t}.q{i}": t for t in towns[: places // 10] for i in range(3)}
        self.parents |= quarters
        self.places = towns + list(quarters)
        self.actors = [f"actor{n}" for n in range(actors)]
        self.place_weights = [1 / (n + 3) ** 0.8 for n in range(len(self.places))]
        self.actor_weights = [1 / (n + 2) for n in range(actors)]
        self.world = PlainWorld(
            EFFECTS,
            self.parents,
            dict.fromkeys(towns, "town") | dict.fromkeys(quarters, "quarter") | {f"sy.gov{n}": "governorate" for n in range(14)},
            {a: (Membership(self.actors[n % 30]),) for n, a in enumerate(self.actors) if n >= 30},
        )
        self.paths = {p: self.world.path(p) for p in self.places}

    def claims(self, count: int) -> Iterator[Claim]:
        rng = self.rng
        types = rng.choices(list(TYPES), list(TYPES.values()), k=count)
        places = rng.choices(self.places, self.place_weights, k=count)
        actors = rng.choices(self.actors, self.actor_weights, k=2 * count)
        for n in range(count):
            yield self._claim(n, types[n], places[n], actors[2 * n], actors[2 * n + 1])

    def _claim(self, n: int, type_: str, place: str, actor: str, other: str) -> Claim:
        rng = self.rng
        published = START + timedelta(days=rng.randrange(DAYS))
        report, outlet = f"r{n // 3}", f"outlet{rng.randrange(30)}"
        day = published - timedelta(days=rng.choice((0, 1, 1, 2, 7)))
        when = When(day.isoformat(), day, day, "day", "relative") if rng.random() < 0.6 else None
        stance = "denies" if rng.random() < 0.03 else "reports"
        status = "possible" if rng.random() < 0.08 else "ongoing" if type_ in ("control.hold", "access.siege") else "happened"
        kind = rng.random()
        source = Source("outlet", "", None, None, outlet, outlet)
        if kind < 0.3:
            source = Source("named", "المتحدث", 70, 77, rng.choice(self.actors), outlet)
        elif kind < 0.45:
            source = Source("anonymous", "مصادر محلية", 70, 81, "", outlet)
        talks = type_.startswith("talks.")
        one, two = Value(6, 16, "قوات الفجر", actor), Value(75, 85, "لواء الليل", other)
        return Claim(
            id=content_hash("c", n),
            report=report,
            outlet=outlet,
            published=published,
            sentence=Span(0, 105),
            type=type_,
            trigger=Words(0, 5, "سيطرت"),
            actor=(one, two) if talks else (one,),
            target=() if talks or rng.random() < 0.6 else (two,),
            place=(Value(20, 30, "بلدة النهر", place),),
            when=when,
            where=(Where(place, 36.2, 37.1, "town", 2.0, self.paths[place]),),
            source=source,
            stance=stance,  # type: ignore[arg-type]
            status=status,  # type: ignore[arg-type]
            extent="part" if rng.random() < 0.1 else "whole",
            by=("rules@0123456789ab",),
            rule=f"{type_}/verb",
        )


def timed(name: str, work: Callable[[], T], count: int) -> T:
    gc.collect()
    began, cpu = time.perf_counter(), time.process_time()
    result = work()
    seconds, busy = time.perf_counter() - began, time.process_time() - cpu
    print(f"{name:44} {busy:8.2f} s of one core {seconds:8.2f} s {count / busy:12,.0f} claims/s")
    return result


def memory() -> float:
    """Peak resident memory of this process, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1024 if sys.platform != "darwin" else 1024**2)


def folding(count: int) -> None:
    maker = Maker()
    recorded = [Recorded(c, datetime.combine(c.published or START, datetime.min.time(), UTC)) for c in maker.claims(count)]
    print(f"{count:,} claims in memory, {memory():.0f} MB")
    gc.freeze()  # what is only read need not be looked at by the collector again
    gc.disable()  # as `derive` and `refresh` do
    _stages(recorded, maker.world)
    gc.enable()
    timed("all of it: claims -> events and states", lambda: derive(recorded, (), maker.world), count)


def _stages(recorded: list[Recorded], world: PlainWorld) -> None:
    count, reader, rulings = len(recorded), FactReader(world), Rulings()
    blocks = timed("claims -> facts in blocks", lambda: in_blocks(reader.facts(recorded), rulings), count)
    happened = timed(
        "facts -> events", lambda: {b: list(happenings(b, f, rulings, reader, no_sentences)) for b, f in blocks.items()}, count
    )
    states = timed("events -> states (the fold)", lambda: [s for b, h in happened.items() for s in fold(h, blocks[b], reader)], count)
    print(f"{sum(map(len, happened.values())):,} events, {len(states):,} states in {len(blocks):,} blocks")


def storing(count: int, folder: Path) -> None:
    maker, path = Maker(), folder / "bench.sqlite"
    began = time.perf_counter()
    with open_store(str(path)) as store:
        store.engine.dispose()
        for _ in store.add_many(_reports(maker.claims(count)), batch=1000):
            pass
        print(f"{'stored':48} {time.perf_counter() - began:8.2f} s {count / (time.perf_counter() - began):12,.0f} claims/s")
        print(f"file with claims and reports {path.stat().st_size / 1e6:,.0f} MB; peak memory so far {memory():,.0f} MB")
        done = timed("refresh from nothing", lambda: refresh(store, maker.world), count)
        print(f"{done.events:,} events, {done.states:,} states in {done.blocks:,} blocks; peak memory {memory():,.0f} MB")
        print(f"file with events and states {path.stat().st_size / 1e6:,.0f} MB")
        last = list(Maker().claims(3))
        new = [_renamed(c, f"new{n}") for n, c in enumerate(last)]
        store.add(Report("new", SENTENCE, outlet="sada", published=START), new, datetime.now(UTC))
        done = timed("refresh after one report of three claims", lambda: refresh(store, maker.world), 3)
        print(f"{done.blocks} blocks folded again")


def _renamed(claim: Claim, name: str) -> Claim:
    from dataclasses import replace

    return replace(claim, id=content_hash("c", name), report="new")


def _reports(claims: Iterator[Claim]) -> Iterator[tuple[Report, list[Claim], datetime]]:
    group: list[Claim] = []
    for claim in claims:
        if group and group[0].report != claim.report:
            yield _report(group)
            group = []
        group.append(claim)
    if group:
        yield _report(group)


def _report(group: list[Claim]) -> tuple[Report, list[Claim], datetime]:
    first = group[0]
    text = f"{SENTENCE} {first.report}"
    return (
        Report(first.report, text, outlet=first.outlet, published=first.published),
        group,
        datetime.combine(first.published or START, datetime.min.time(), UTC),
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--claims", type=int, default=100_000)
    parser.add_argument("--stored", type=int, default=0)
    arguments = parser.parse_args()
    if arguments.claims:
        folding(arguments.claims)
    if arguments.stored:
        with tempfile.TemporaryDirectory() as folder:
            storing(arguments.stored, Path(folder))


if __name__ == "__main__":
    main()
