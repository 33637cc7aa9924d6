"""A small world with a reader that knows one verb, and clients of a server over it: for the tests of the API."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

from fastapi.testclient import TestClient

from ledger_samples import fresh_store
from rasid.exports import PlainWorld
from rasid.exports import World as ExportWorld
from rasid.exports.world import Codes, Spot, Who
from rasid.gazetteer import Gazetteer
from rasid.gazetteer.words import load_words
from rasid.knowledge import FOLDER, Actor, Knowledge, Outlet
from rasid.knowledge.files import Faults
from rasid.knowledge.lexicon import read_clitics
from rasid.knowledge.world import Affiliation, read_codebook
from rasid.records import claim_id
from rasid.store import Store
from rasid.text import Text, fold
from rasid.times import load_times
from rasid.types import Claim, Report, Source, Span, Value, When, Where, Words
from rasid.web import Engine, Services, create_app
from rasid.web.audit import Audit
from rasid.web.sessions import Access
from rasid.web.tables import open_access

NOW = datetime(2022, 5, 1, 12, tzinfo=UTC)
PLACES = {
    "sy": ("country", "سوريا", "Syria", "sy", 35.0, 38.5),
    "sy.east": ("governorate", "محافظة الشرق", "East", "sy.east sy", 36.5, 40.7),
    "sy.nahr": ("town", "النهر", "Nahr", "sy.nahr sy.east sy", 37.05, 41.22),
    "sy.suq": ("quarter", "السوق", "Suq", "sy.suq sy.nahr sy.east sy", 37.06, 41.23),
    "sy.jabal": ("town", "الجبل", "Jabal", "sy.jabal sy", None, None),
}
ACTORS = {"fajr": "قوات الفجر", "layl": "قوات الليل", "hilf": "الحلف"}
# What the sample reader knows: a verb, and what it says.
VERBS = {"سيطرت": ("control.take", "reports"), "نفت": ("control.take", "denies"), "حاصرت": ("access.siege", "reports")}


def _actor(id_: str, ar: str) -> Actor:
    part_of = (Affiliation("hilf"),) if id_ == "fajr" else ()
    return Actor(id_, "armed-group", ar, id_.title(), (), (), (), part_of, (), ("sy",), (), (), "", "")


def knowledge() -> Knowledge:
    faults = Faults()
    raw = {
        id_: (id_, kind, ar, en, path, lat, lon, 2.0, "town", "", 1000, "own", 0)
        for id_, (kind, ar, en, path, lat, lon) in PLACES.items()
    }
    names = [(fold(n), id_, "alone", 1, 1) for id_, (_, ar, en, *_) in PLACES.items() for n in (ar, en)]
    outlets = {"sada": Outlet("sada", "الصدى", "Sada", (), (), (), (), "sy")}
    found = SimpleNamespace(
        codebook=read_codebook(FOLDER / "world" / "codebook.yaml", faults),
        actors={id_: _actor(id_, ar) for id_, ar in ACTORS.items()},
        outlets=outlets,
        outlet_id=lambda name: {"الصدى": "sada"}.get(name, name),
        gazetteer=Gazetteer(cast(Any, raw), cast(Any, names), load_words(FOLDER / "ar")),
        version="test",
        times=load_times(FOLDER / "ar" / "times.yaml"),
        morphology=SimpleNamespace(clitics=read_clitics(FOLDER / "ar" / "clitics.yaml", faults)),
    )
    return cast(Knowledge, found)


def read(report: Report, known: Knowledge) -> list[Claim]:
    """Verb, actors and places of each sentence, wherever they stand."""
    text = Text(report.text)
    return [c for s in text.sentences if (c := _claim(report, Span(s.start, s.end))) is not None]


def _find(text: str, names: dict[str, str], span: Span) -> tuple[Value, ...]:
    found = []
    for id_, name in names.items():
        at = text.find(name, span.start, span.end)
        if at >= 0:
            found.append(Value(at, at + len(name), name, id_))
    return tuple(sorted(found, key=lambda v: v.start))


def _claim(report: Report, span: Span) -> Claim | None:
    verb = next((v for v in VERBS if report.text.find(v, span.start, span.end) >= 0), None)
    if verb is None:
        return None
    at = report.text.index(verb, span.start)
    type_, stance = VERBS[verb]
    actors = _find(report.text, ACTORS, span)
    places = _find(report.text, {i: p[1] for i, p in PLACES.items()}, span)
    speaker, actors = (actors[0], actors[1:]) if stance == "denies" and actors else (None, actors)
    day = report.published - timedelta(days=1) if report.published else None
    draft = Claim(
        id="",
        report=report.id,
        outlet=report.outlet,
        published=report.published,
        sentence=span,
        type=type_,
        trigger=Words(at, at + len(verb), verb),
        actor=actors[:1],
        target=actors[1:2],
        place=places,
        when=When(day.isoformat(), day, day, "day", "relative") if day else None,
        where=tuple(_where(p.id) for p in places),
        source=Source("named", speaker.text, speaker.start, speaker.end, speaker.id, report.outlet)
        if speaker
        else Source("outlet", id=report.outlet, via=report.outlet),
        stance=cast(Any, stance),
        by=("rules@test",),
        rule=f"{type_}/verb",
    )
    return replace(draft, id=claim_id(draft))


def _where(id_: str) -> Where:
    _, _, _, path, lat, lon = PLACES[id_]
    return Where(id_, lat, lon, "town", 2.0, tuple(path.split()))


TAKE = "سيطرت قوات الفجر على السوق في بلدة النهر مساء الأحد. وقال شهود إن الحركة عادت."
DENY = "نفت قوات الليل دخول قوات الفجر إلى السوق في النهر."
SIEGE = "حاصرت قوات الليل الجبل."


class SampleEngine(Engine):
    """The engine over the small world."""

    def export_world(self) -> ExportWorld:
        codes = {t.id: Codes(t.id, t.ar, t.acled, t.plover, t.cameo) for t in self.knowledge.codebook.values()}
        spots = {i: Spot(i, kind, ar, en, tuple(path.split()), lat, lon) for i, (kind, ar, en, path, lat, lon) in PLACES.items()}
        return PlainWorld(codes, {i: Who(i, "armed-group", ar, i.title()) for i, ar in ACTORS.items()}, spots, version="test")


def engine() -> Engine:
    return SampleEngine(knowledge(), read)


class Clock:
    """A time that tests move."""

    def __init__(self) -> None:
        self.at = NOW

    def __call__(self) -> datetime:
        self.at += timedelta(seconds=1)
        return self.at


@contextmanager
def server(folder: Path, kind: str = "sqlite", accounts: bool = False, **more: Any) -> Iterator[tuple[TestClient, Services]]:
    """A client of a server over an empty store."""
    with fresh_store(kind, folder) as store:
        services = make_services(store, accounts, **more)
        with TestClient(create_app(services, folder / "static"), base_url="http://127.0.0.1:8765") as client:
            yield client, services


def make_services(store: Store, accounts: bool = False, **more: Any) -> Services:
    database = open_access(store.engine)
    access = Access(database) if accounts else None
    return Services(store, engine(), Audit(database), access, now=Clock(), **more)


def post(client: TestClient, text: str, published: str = "2022-04-18", outlet: str = "sada", **more: str) -> Any:
    """A stored report: what the server answered."""
    body = {"text": text, "published": published, "outlet": outlet, "recorded": "published", **more}
    answer = client.post("/api/v1/reports", json=body)
    assert answer.status_code == 201, answer.text
    return answer.json()


def get(client: TestClient, path: str, status: int = 200, **query: Any) -> Any:
    """What the API says there."""
    answer = client.get(f"/api/v1{path}", params=query)
    assert answer.status_code == status, answer.text
    return json.loads(answer.text)
