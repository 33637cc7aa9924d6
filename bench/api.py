"""How fast the API answers over a large store: makes synthetic claims, asks for lists, maps and ledgers, prints a table.

    python bench/api.py [--claims 200000] [--store FILE] [--cache FOLDER] [--requests 40]

The store is made once and kept where --store says. Requests go through the whole app (guard, filters, JSON), within the process,
each with other filters, so that no answer is taken from a cache of answers. The aim is 300 ms at the 95th percentile.
"""

from __future__ import annotations

import argparse
import os
import random
import resource
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from fastapi.testclient import TestClient

from rasid.config import read_settings
from rasid.gazetteer import PlaceRow
from rasid.knowledge import Knowledge
from rasid.pipeline import load
from rasid.records import claim_id
from rasid.store import Store, open_store
from rasid.types import Claim, Report, Source, Span, Value, When, Where, Words
from rasid.web import Engine, Services, create_app
from rasid.web.audit import Audit
from rasid.web.tables import open_access

AIM_MS = 300.0
FIRST, DAYS = date(2020, 1, 1), 1000
OUTLETS = tuple(f"outlet-{i}" for i in range(40))
TYPES = ("control.take", "control.lose", "control.hold", "access.siege", "access.block", "access.open", "fight.clash", "fight.attack",
         "harm.kill", "talks.meet", "move.advance", "civic.protest")  # fmt: skip
ACTORS = ("sdf", "asayish", "sy.gov", "sy.army.4th-division", "ru", "tr", "hts", "sna", "is", "us")
DIFFERENCES = ("differs actor: rules القوات (with)", "differs status: neural ongoing 0.58", "differs event: neural 0.11")
TEXT = "سيطرت القوات على البلدة مساء الأحد بعد اشتباكات استمرت ساعات. وقال مصدر محلي إن الطريق أغلق وإن المدنيين غادروا."


def reports(count: int, places: Sequence[PlaceRow], chance: random.Random) -> Iterator[tuple[Report, list[Claim], datetime]]:
    """Reports of five claims each, most of them about few places, as in the news."""
    for i in range(count // 5):
        day = FIRST + timedelta(days=int(chance.random() * DAYS))
        report = Report(f"r-{i}", f"{TEXT} {i}", "", chance.choice(OUTLETS), day)
        claims = [claim(report, day, j, places, chance) for j in range(5)]
        yield report, claims, datetime.combine(day, datetime.min.time(), UTC)


def claim(report: Report, day: date, j: int, places: Sequence[PlaceRow], chance: random.Random) -> Claim:
    """One claim of a random type about a place."""
    row = places[int(len(places) * chance.random() ** 2)]
    on = day - timedelta(days=chance.randrange(3))
    draft = Claim(
        id="",
        report=report.id,
        outlet=report.outlet,
        published=day,
        sentence=Span(0, 60),
        type=chance.choice(TYPES),
        trigger=Words(j, j + 5, TEXT[j : j + 5]),
        actor=(Value(6, 12, TEXT[6:12], chance.choice(ACTORS)),),
        target=(Value(6, 12, TEXT[6:12], chance.choice(ACTORS)),) if chance.random() < 0.4 else (),
        place=(Value(17, 23, TEXT[17:23], row.id),),
        when=When(on.isoformat(), on, on, "day", "relative") if chance.random() < 0.8 else None,
        where=(Where(row.id, row.lat, row.lon, row.precision, row.radius_km, row.path),),
        source=Source("outlet", id=report.outlet, via=report.outlet),
        stance="denies" if chance.random() < 0.05 else "reports",
        by=chance.choice((("rules@bench",), ("neural@bench",), ("rules@bench", "neural@bench"))),
        rule="bench",
        features=DIFFERENCES[: int(chance.random() ** 2 * (len(DIFFERENCES) + 1))],
    )
    return replace(draft, id=claim_id(draft))


def fill(store: Store, count: int, knowledge: Knowledge) -> None:
    """Puts the claims in, once."""
    if store.last_claim():
        return
    gazetteer = knowledge.gazetteer
    ids = sorted({n.place for n in gazetteer.names()})
    places = [r for r in map(gazetteer.get, ids) if r.country == "sy" and r.lat is not None]
    chance = random.Random(7)
    chance.shuffle(places)
    for _ in store.add_many(reports(count, places, chance)):
        pass


def requests(knowledge: Knowledge, chance: random.Random) -> dict[str, Callable[[], str]]:
    """What is asked, each time with other values."""

    def day() -> date:
        return FIRST + timedelta(days=chance.randrange(DAYS))

    def where() -> str:
        return chance.choice(("sy.aleppo", "sy.hasakah", "sy.deir-ez-zor", "sy.idlib", "sy.raqqa", "sy"))

    def window() -> str:
        since = day()
        return f"since={since}&until={since + timedelta(days=chance.randrange(2, 60))}"

    return {
        "claims, first page": lambda: f"/claims?limit={chance.randrange(40, 60)}&order=newest",
        "claims, deep page": lambda: f"/claims?limit=50&cursor={chance.randrange(150_000)}",
        "claims of a type and time": lambda: f"/claims?type={chance.choice(TYPES)}&{window()}",
        "claims in a place": lambda: f"/claims?place={where()}&at={day()}",
        "claims by an actor": lambda: f"/claims?actor={chance.choice(ACTORS)}&known_by={day()}",
        "claims, coders most at odds": lambda: f"/claims?order=disagreement&limit={chance.randrange(40, 60)}&known_by={day()}",
        "claims not yet judged": lambda: f"/claims?judged=none&differing=true&order=disagreement&{window()}",
        "claims of one coder, judged": lambda: (
            f"/claims?coder={chance.choice(('rules', 'both'))}&judged=any&type={chance.choice(TYPES)}"
        ),
        "reports, search": lambda: f"/reports?q={chance.choice(('مصدر', 'اشتباكات', 'الطريق', 'مدنيين'))}&{window()}",
        "events in a place": lambda: f"/events?place={where()}&{window()}",
        "events, contested": lambda: f"/events?status=contested&at={day()}",
        "map of all claims": lambda: f"/geo/claims?since={day()}",
        "map of a day": lambda: f"/geo/claims?at={day()}",
        "map, a claim a point": lambda: f"/geo/claims?by=claim&limit=2000&{window()}",
        "map of events": lambda: f"/geo/events?{window()}",
        "map of states on a day": lambda: f"/geo/states?at={day()}",
        "ledger on a day": lambda: f"/states?at={day()}",
        "ledger of a place": lambda: f"/states?place={where()}&at={day()}",
        "control on a day": lambda: f"/states?kind=control&at={day()}&limit=200",
        "overview": lambda: f"/overview?at={day()}",
        "places": lambda: f"/places?q={chance.choice(('ha', 'al', 'de', 'ra', 'ma'))}&limit={chance.randrange(20, 60)}",
    }


def measured(client: TestClient, make: Callable[[], str], count: int) -> tuple[list[float], list[float], int]:
    """Milliseconds of each request, by the clock and by the processor, and the size of the last answer."""
    times, work, size = [], [], 0
    for _ in range(count):
        path = make()
        begin, busy = time.perf_counter(), time.process_time()
        answer = client.get(f"/api/v1{path}")
        times.append((time.perf_counter() - begin) * 1000)
        work.append((time.process_time() - busy) * 1000)
        assert answer.status_code == 200, f"{path}: {answer.text}"
        size = len(answer.content)
    return sorted(times), sorted(work), size


def p95(values: Sequence[float]) -> float:
    """The 95th percentile of sorted values."""
    return values[min(len(values) - 1, int(0.95 * len(values)))]


def after_writes(client: TestClient, count: int) -> dict[str, list[float]]:
    """Milliseconds of a judgement and of what is asked first after it, when what is kept in memory must follow."""
    times: dict[str, list[float]] = {"a judgement": [], "the list after it": [], "the ledger after it": []}
    for i in range(count):
        item = client.get(f"/api/v1/claims?limit=1&cursor={i * 997}").json()["items"][0]
        said = {"verdict": "accept", "claim": item["id"]}
        steps = (("POST", "/judgements", said), ("GET", "/claims?order=newest", None), ("GET", f"/states?at={FIRST}", None))
        for name, (method, path, body) in zip(times, steps, strict=True):
            begin = time.perf_counter()
            answer = client.request(method, f"/api/v1{path}", json=body)
            times[name].append((time.perf_counter() - begin) * 1000)
            assert answer.status_code < 300, answer.text
    return {name: sorted(found) for name, found in times.items()}


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--claims", type=int, default=200_000)
    arguments.add_argument("--requests", type=int, default=40)
    arguments.add_argument("--store", type=Path, default=None)
    arguments.add_argument("--cache", type=Path, default=None)
    given = arguments.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        run(given.claims, given.requests, given.store or Path(folder) / "bench.sqlite", given.cache or read_settings().cache)


def run(claims: int, count: int, where: Path, cache: Path) -> None:
    knowledge = load(cache)
    store = open_store(str(where))
    begin = time.perf_counter()
    fill(store, claims, knowledge)
    print(f"{claims:,} claims in the store: {time.perf_counter() - begin:.1f} s, {where.stat().st_size / 1e6:.0f} MB")
    engine = Engine(knowledge)
    engine.version = "bench"  # the ledger is folded anew for each version of the knowledge; here once is enough
    services = Services(store, engine, Audit(open_access(store.engine)))
    begin = time.perf_counter()
    services.fold()
    print(f"folded: {time.perf_counter() - begin:.1f} s")
    begin = time.perf_counter()
    services.warm()
    services.located()
    print(f"read into memory at the start of the server: {time.perf_counter() - begin:.1f} s")
    slow = []
    busy = ", ".join(f"{n:.1f}" for n in os.getloadavg())
    print(f"{'request':28}{'median':>9}{'p95':>9}{'max':>9}{'CPU p95':>9}{'kB':>8}   milliseconds, {count} requests each; load {busy}")
    with TestClient(create_app(services), base_url="http://127.0.0.1") as client:
        for name, make in requests(knowledge, random.Random(11)).items():
            times, work, size = measured(client, make, count)
            print(f"{name:28}{times[count // 2]:9.1f}{p95(times):9.1f}{times[-1]:9.1f}{p95(work):9.1f}{size / 1000:8.0f}")
            if p95(times) > AIM_MS:
                slow.append(name)
        for name, times in after_writes(client, max(3, count // 8)).items():
            print(f"{name:28}{times[len(times) // 2]:9.1f}{'':9}{times[-1]:9.1f}")
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"peak memory {peak:.0f} MB; {'all within' if not slow else 'above'} {AIM_MS:.0f} ms at p95 {', '.join(slow)}")


if __name__ == "__main__":
    main()
