"""What the server keeps in memory says what the store says: filters claim by claim, after every kind of change."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any, cast

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ledger_samples import fresh_store, make_claim, make_report, noon
from rasid.records import event_to_json
from rasid.store import ClaimFilter, Store
from rasid.types import Judgement
from rasid.web import Services, derived, rows
from rasid.web.columns import Columns
from rasid.web.events import Events, row_of, row_of_event
from web_samples import make_services

DAYS = [date(2022, 4, d) for d in range(8, 24, 3)]
PATHS = {
    "sy.nahr": ("sy.nahr", "sy.east", "sy"),
    "sy.suq": ("sy.suq", "sy.nahr", "sy.east", "sy"),
    "sy.jabal": ("sy.jabal", "sy"),
}
FILTERS = st.builds(
    ClaimFilter,
    type=st.sampled_from(["", "control.take", "access.siege", "x.y"]),
    family=st.sampled_from(["", "", "control", "acc"]),
    place=st.sampled_from(["", "", "sy", "sy.nahr", "sy.suq", "بلدة", "sy.none"]),
    actor=st.sampled_from(["", "", "fajr", "layl", "مسلحون"]),
    source=st.sampled_from(["", "", "sada", "layl"]),
    stance=st.sampled_from(["", "", "denies", "reports"]),
    status=st.sampled_from(["", "", "happened", "possible"]),
    outlet=st.sampled_from(["", "", "sada", "nida"]),
    report=st.sampled_from(["", "", "r1", "r3"]),
    at=st.one_of(st.none(), st.sampled_from(DAYS)),
    since=st.one_of(st.none(), st.sampled_from(DAYS)),
    until=st.one_of(st.none(), st.sampled_from(DAYS)),
    known_by=st.one_of(st.none(), st.sampled_from(DAYS)),
    withdrawn=st.booleans(),
    coder=st.sampled_from(["", "", "rules", "neural", "both"]),
    differing=st.booleans(),
    judged=st.sampled_from(["", "", "none", "any", "accept", "reject", "unsure"]),
)


@pytest.fixture(params=["sqlite", "postgres"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    with fresh_store(request.param, tmp_path) as opened:
        yield opened


@pytest.fixture
def served(store: Store) -> Iterator[Services]:
    services = make_services(store)
    yield services
    services.close()


def fill(store: Store) -> None:
    """Reports of every kind; one is read again later and says other things, one thing no longer, one thing new."""
    r1, r2, r3 = make_report("r1"), make_report("r2", "nida", "2022-04-12"), make_report("r3", published=None)
    both: dict[str, Any] = {"by": ("rules@1", "neural@1"), "features": ("differs status: neural possible 0.61",)}
    first = make_claim("control.take", "fajr", "sy.suq", report=r1, when="2022-04-17", paths=PATHS)
    gone = make_claim("access.siege", "layl", "sy.jabal", report=r1, when="2022-04-10", paths=PATHS, trigger=3)
    store.add(r1, [first, gone], noon("2022-04-12"))
    store.add(r2, [make_claim("control.take", "=مسلحون", "=بلدة", report=r2, when="2022-04-08/2022-04-12", **both)], noon("2022-04-12"))
    denial = make_claim(
        "control.take", "fajr", "sy.nahr", report=r3, source="named:layl", paths=PATHS, stance="denies", by=("neural@1",)
    )
    store.add(r3, [denial], noon("2022-04-15"))
    again = replace(first, status="possible", when=None, **both)
    new = make_claim("control.lose", "layl", "sy.nahr", report=r1, when="2022-04-15/", paths=PATHS, trigger=7)
    store.add(r1, [again, new], noon("2022-04-18"))


def judge(store: Store) -> None:
    """Somebody's verdicts, one of them taken back, and two people who disagree."""
    one, two, three, *_ = (r.claim.id for r in store.claims())
    said = (("accept", one, "x", "2022-04-13"), ("reject", two, "x", "2022-04-14"), ("accept", two, "y", "2022-04-15"))
    for n, (verdict, claim, by, day) in enumerate((*said, ("reject", three, "x", "2022-04-16"))):
        store.judge(Judgement(f"j-{n}", cast(Any, verdict), claim, "", by, noon(day)))
    store.retract("j-3", noon("2022-04-19"))


def ids(store: Store, columns: Columns, f: ClaimFilter) -> list[str]:
    found = columns.select(f)
    return [r.claim.id for r in rows.claims(store.engine, columns.n[found].tolist(), f.known_by)]


@given(f=FILTERS)
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_every_filter_keeps_the_claims_that_the_store_keeps(served: Services, f: ClaimFilter) -> None:
    store, columns = served.store, served.columns()
    if not store.last_claim():
        fill(store)
        judge(store)
        columns = served.columns()
    read = rows.claims(store.engine, columns.n[served.select(columns, f)].tolist(), f.known_by)
    assert read == list(store.claims(f))
    assert store.claim_page(f).total == len(read)


def test_step_by_step_is_the_same_as_at_once(store: Store) -> None:
    columns = Columns().refreshed(store.engine)
    r1, r2 = make_report("r1"), make_report("r2", "nida", "2022-04-12")
    first = make_claim("control.take", "fajr", "sy.suq", report=r1, when="2022-04-17", paths=PATHS)
    second = make_claim("access.siege", "layl", "sy.jabal", report=r2, paths=PATHS)
    steps: list[tuple[Any, Any, str]] = [
        (r1, [first], "2022-04-12"),
        (r2, [second], "2022-04-13"),
        (r1, [], "2022-04-14"),
        (r1, [replace(first, stance="denies")], "2022-04-15"),
        (r2, [second, replace(second, id="c-2", place=first.place, where=first.where)], "2022-04-16"),
    ]
    for report, claims, day in steps:
        store.add(report, claims, noon(day))
        columns = columns.refreshed(store.engine)
        whole = Columns().refreshed(store.engine)
        for f in (ClaimFilter(), ClaimFilter(place="sy.nahr"), ClaimFilter(withdrawn=True), ClaimFilter(stance="denies")):
            assert ids(store, columns, f) == ids(store, whole, f) == [r.claim.id for r in store.claims(f)]


def shown(table: Events) -> list[Any]:
    """Everything that an events table says."""
    keys = table.keys.words
    links = [sorted((keys[k], int(i)) for k, i in zip(*pair, strict=True)) for pair in (table.places, table.actors)]
    types = [table.types.words[t] for t in table.type.tolist()]
    return [table.rows, links, types, table.first.tolist(), table.last.tolist(), table.n.tolist(), table.voices]


@given(st.lists(st.tuples(st.sampled_from(["add", "reject", "outside", "same"]), st.integers(0, 30)), max_size=6))
@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_what_is_read_again_after_a_change_is_what_the_store_holds(tmp_path_factory: pytest.TempPathFactory, steps: Any) -> None:
    with fresh_store("sqlite", tmp_path_factory.mktemp("s")) as store:
        services = make_services(store)
        fill(store)
        services.derived()
        for step, i in steps:
            change(services, step, i)
            now = services.derived()
            whole = derived.stored(store.engine, store.epoch())
            assert shown(now.events) == shown(whole.events)
            assert now.states.all == whole.states.all
            assert store.news() == []


def test_an_event_and_its_written_form_look_alike(tmp_path: Path) -> None:
    with fresh_store("sqlite", tmp_path) as store:
        fill(store)
        make_services(store).derived()
        events = list(store.events())
        assert len(events) > 2
        assert [row_of_event(1, e) for e in events] == [row_of(1, event_to_json(e)) for e in events]


def change(services: Any, step: str, i: int) -> None:
    store: Store = services.store
    claims = sorted(r.claim.id for r in store.claims())
    if step in ("add", "outside"):
        report = make_report(f"new{i}", "nida", "2022-04-18")
        actor, place = ("fajr", "sy.suq") if i % 2 else ("layl", "sy.jabal")
        store.add(report, [make_claim("control.take", actor, place, report=report, when="2022-04-16", paths=PATHS)], noon("2022-04-19"))
        if step == "outside":  # somebody else folds, the command line for example
            make_services(store).derived()
    elif step == "reject":
        store.judge(Judgement(f"j-{i}", "reject", claims[i % len(claims)], "", "x", noon("2022-04-20")))
    elif len(claims) > 1:
        left, right = claims[i % len(claims)], claims[(i + 1) % len(claims)]
        store.judge(Judgement(f"j-s{i}", "same", left, right, "x", noon("2022-04-20")))
