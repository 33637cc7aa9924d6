"""What a store holds after many small refreshes is what one fold of everything gives, on both databases."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ledger_samples import fresh_store, make_claim, make_report, noon
from rasid.derive import derive
from rasid.errors import StoreError
from rasid.refresh import Refreshed, refresh, sentences_of
from rasid.store import ClaimFilter, Store, open_store
from rasid.types import Claim, Event, Judgement, Report, State
from rasid.world import PlainWorld
from scenarios_reader import read_scenario, scenario_world
from test_ledger_properties import PATHS, WORLD, many

ALL = ClaimFilter(withdrawn=True)


def same_as_from_nothing(store: Store, world: PlainWorld) -> None:
    derived = derive(store.claims(ALL), store.judgements(), world, sentences_of(store))
    assert _sorted(store.events()) == _sorted(derived.events)
    assert _sorted(store.states()) == _sorted(derived.states)


def _sorted(records: object) -> list[Event | State]:
    return sorted(records, key=lambda r: r.id)  # type: ignore[call-overload, no-any-return]


def report_of(claim: Claim) -> Report:
    return make_report(claim.report, outlet=claim.outlet, published=claim.published and str(claim.published))


steps = st.lists(st.tuples(st.sampled_from(["drop", "reject", "retract", "same", "different"]), st.integers(0, 9)), max_size=4)


@given(many(size=10), steps, st.integers(1, 4))
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_small_steps_add_up_to_one_fold(claims: list[Claim], then: Sequence[tuple[str, int]], size: int) -> None:
    with open_store("sqlite://") as store:
        for i in range(0, len(claims), size):
            list(store.add_many((report_of(c), [c], noon(str(c.published or "2022-05-01"))) for c in claims[i : i + size]))
            refresh(store, WORLD)
        for n, (what, at) in enumerate(then):
            _step(store, what, claims[at % len(claims)], claims[(at + 1) % len(claims)], n)
            refresh(store, WORLD)
        same_as_from_nothing(store, WORLD)
        assert refresh(store, WORLD) == Refreshed(False, 0, 0, 0)
        refresh(store, WORLD, full=True)
        same_as_from_nothing(store, WORLD)


def _step(store: Store, what: str, one: Claim, two: Claim, n: int) -> None:
    if what == "drop":  # a newer reading finds nothing in the report any more
        store.add(report_of(one), [], noon("2022-05-01"))
    elif what == "retract":
        for judgement in list(store.judgements()):
            store.retract(judgement.id, noon("2022-05-03"))
    elif what == "reject":
        store.judge(Judgement(f"j{n}", "reject", one.id, "", "lina", noon("2022-05-02")))
    elif one.id != two.id:
        store.judge(Judgement(f"j{n}", what, one.id, two.id, "lina", noon("2022-05-02")))  # type: ignore[arg-type]


@pytest.mark.parametrize("kind", ["sqlite", "postgres"])
@pytest.mark.parametrize("name", ["town", "siege", "talks"])
def test_a_story_told_report_by_report(kind: str, name: str, tmp_path: Path) -> None:
    scenario, world = read_scenario(name), scenario_world()
    with fresh_store(kind, tmp_path) as store:
        for report in reversed(scenario.reports):
            said = [r for r in scenario.claims if r.claim.report == report.id]
            store.add(report, [r.claim for r in said], said[0].recorded)
            refresh(store, world)
        for judgement in scenario.judgements:
            store.judge(judgement)
        refresh(store, world)
        same_as_from_nothing(store, world)
        assert list(store.events()) and list(store.states())


def test_goods_that_a_demand_to_lift_a_siege_names_are_no_part_of_the_siege() -> None:
    """Only a passage has goods; a siege that kept them was not what the store gave back."""
    told = make_claim("access.siege", "fajr", "nahr", report=make_report("r0"))
    asked = make_claim("access.lift", "fajr", "nahr", report=make_report("r1"), goods="flour", status="demanded")
    with open_store("sqlite://") as store:
        for claim in (told, asked):
            store.add(report_of(claim), [claim], noon("2022-04-18"))
            refresh(store, WORLD)
        same_as_from_nothing(store, WORLD)
        assert [(s.kind, s.demanded) for s in store.states()] == [("siege", ())]


def test_a_new_report_folds_only_its_own_blocks(tmp_path: Path) -> None:
    with fresh_store("sqlite", tmp_path) as store:
        items = []
        for n in range(300):
            report = make_report(f"r{n}")
            items.append((report, [make_claim("control.take", "fajr", f"town{n}", report=report)], noon("2022-04-18")))
        list(store.add_many(items))
        assert refresh(store, WORLD) == Refreshed(True, 300, 300, 300)
        report = make_report("new")
        store.add(report, [make_claim("control.take", "layl", "town7", report=report, when="2022-04-18")], noon("2022-04-18"))
        done = refresh(store, WORLD)
        assert not done.full and done.blocks == 1
        same_as_from_nothing(store, WORLD)


def test_another_world_or_two_names_of_one_actor_fold_everything(tmp_path: Path) -> None:
    with fresh_store("sqlite", tmp_path) as store:
        texts = ("سيطرت قوات الفجر على بلدة النهر", "باتت بلدة النهر في قبضة مقاتلي الفجر بعد معركة قصيرة")
        for n, actor in enumerate(("fajr", "dawn")):
            report = make_report(f"r{n}", outlet=f"outlet{n}", body=texts[n])
            claim = make_claim("control.take", actor, "nahr", report=report, when="2022-04-17", paths=PATHS)
            store.add(report, [claim], noon("2022-04-18"))
        refresh(store, WORLD, "one")
        assert len(list(store.events())) == 2
        store.judge(Judgement("j1", "same", "fajr", "dawn", "lina", noon("2022-05-01")))
        assert refresh(store, WORLD, "one").full
        assert [e.status for e in store.events()] == ["corroborated"]
        assert not refresh(store, WORLD, "one").full
        assert refresh(store, replace(WORLD, members={}), "two").full


def test_who_refreshed_meanwhile_is_not_overwritten(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with fresh_store("sqlite", tmp_path) as store:
        report = make_report()
        store.add(report, [make_claim("control.take", "fajr", "nahr", report=report)], noon("2022-04-18"))
        refresh(store, WORLD)
        store.add(make_report("r2"), [make_claim("control.take", "layl", "nahr", report=make_report("r2"))], noon("2022-04-18"))
        assert not store.save_derived({}, {}, (), epoch=store.epoch() - 1)
        monkeypatch.setattr(store, "epoch", lambda: -1)
        with pytest.raises(StoreError, match="again and again"):
            refresh(store, WORLD)
