"""What must hold of the ledger whatever is reported: order, idempotence, denials, removal, irrealis, no overlaps."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from hypothesis import example, given, settings
from hypothesis import strategies as st

from ledger_samples import make_claim, make_report, noon
from rasid.derive import Derived, derive
from rasid.facts import is_irreal
from rasid.ledger import holds_on
from rasid.records import claim_id
from rasid.store.derived import check_no_overlap
from rasid.types import Claim, Recorded, State
from rasid.world import Membership, PlainWorld
from scenarios_reader import EFFECTS

WORLD = PlainWorld(
    effects=EFFECTS | {"fight.clash": {"activity": "fighting"}, "word.demand": {}},
    parents={"nahr.suq": "nahr", "nahr": "east", "jabal": "east"},
    place_kinds={"nahr.suq": "quarter", "nahr": "town", "jabal": "town", "east": "governorate"},
    members={"fajr.1": (Membership("fajr"),)},
)
PATHS = {p: WORLD.path(p) for p in ("nahr.suq", "nahr", "jabal", "east")}
TYPES = sorted(WORLD.effects)
DAYS = [f"2022-04-{d:02}" for d in range(1, 29)]
whens = st.sampled_from(["", *DAYS, "2022-04", "2022-03", *(f"{d}/.." for d in DAYS[::5]), "2022/.."])
actors = st.sampled_from(["fajr", "fajr.1", "layl", "=مسلحون", "fajr layl", ""])


@st.composite
def one_claim(draw: st.DrawFn, n: int, real: bool = False) -> Claim:
    report = make_report(
        f"r{n}", outlet=draw(st.sampled_from(["sada", "mada", "nida"])), published=draw(st.sampled_from([*DAYS, None]))
    )
    status = draw(st.sampled_from(["happened", "ongoing", *(() if real else ("possible", "planned", "demanded"))]))
    return make_claim(
        draw(st.sampled_from(TYPES)),
        draw(actors),
        draw(st.sampled_from(["nahr", "nahr.suq", "jabal", "east", "=السوق nahr", "nahr jabal", ""])),
        report=report,
        target=draw(st.sampled_from(["", "", "layl", "council"])),
        goods=draw(st.sampled_from(["", "flour", "flour fuel"])),
        when=draw(whens),
        source=draw(st.sampled_from(["", "", "named:council", "named:layl", "anonymous:مصدر"])),
        paths=PATHS,
        stance=draw(st.sampled_from(["reports", "confirms", "denies", "accuses", *(() if real else ("demands", "expects"))])),
        status=status,
        extent=draw(st.sampled_from(["whole", "whole", "part"])),
    )


@st.composite
def many(draw: st.DrawFn, real: bool = False, size: int = 9) -> list[Claim]:
    count = draw(st.integers(1, size))
    return [draw(one_claim(n, real)) for n in range(count)]


def known(claims: Sequence[Claim]) -> list[Recorded]:
    return [Recorded(c, noon(str(c.published or "2022-05-01"))) for c in claims]


def ledger(claims: Sequence[Claim], **more: Any) -> Derived:
    return derive(known(claims), more.pop("judgements", ()), WORLD, **more)


@given(many(), st.randoms(use_true_random=False))
@settings(max_examples=200)
def test_the_order_of_arrival_does_not_matter(claims: list[Claim], rng: random.Random) -> None:
    shuffled = rng.sample(claims, len(claims))
    assert ledger(claims) == ledger(shuffled)


@given(many())
def test_the_same_claims_again_change_nothing(claims: list[Claim]) -> None:
    assert ledger(claims) == ledger([*claims, *claims])


RANK = {"denied": 0, "contested": 1, "reported": 2, "corroborated": 3}


def standing(derived: Derived) -> dict[tuple[Any, ...], int]:
    """The best status of each state, by who and where."""
    best: dict[tuple[Any, ...], int] = {}
    for s in derived.states:
        best[_key(s)] = max(best.get(_key(s), 0), RANK[s.status])
    return best


def _key(s: State) -> tuple[Any, ...]:
    return (s.kind, s.reading == "lost", s.place, tuple(e.id or e.text for e in s.holders), s.goods)


_SADA = {"outlet": "sada", "published": "2022-04-01"}
_HANDED = (
    make_claim("control.handover", "fajr", "nahr", report=make_report("r0", **_SADA), when="2022-04-01", paths=PATHS),
    make_claim(
        "control.handover",
        "fajr",
        "nahr",
        report=make_report("r1", **_SADA),
        target="layl",
        source="named:council",
        paths=PATHS,
        extent="part",
    ),
)


@example(list(_HANDED), 0, "named:layl")  # layl's part is in dispute only while fajr is said to have handed over the whole
@given(many(real=True), st.integers(0, 8), st.sampled_from(["named:layl", "", "anonymous:مصدر"]))
@settings(max_examples=300)
def test_a_denial_never_raises_a_status(claims: list[Claim], at: int, source: str) -> None:
    claim = claims[at % len(claims)]
    report = make_report("denial", outlet="kadhib", published=claim.published and str(claim.published))
    denial = replace(claim, report=report.id, outlet=report.outlet, stance="denies", status="negated")
    denial = replace(denial, source=make_claim("word.deny", report=report, source=source).source)
    denial = replace(denial, id=claim_id(denial))
    before, after = ledger(claims), ledger([*claims, denial])
    votes = {c: RANK[e.status] for e in before.events for c in e.claims}
    for event in after.events:
        real = [c for c in event.claims if c != denial.id]
        assert not real or RANK[event.status] <= max(votes[c] for c in real) or denial.id not in event.claims
    then = standing(before)
    for key, rank in standing(after).items():
        # What only the denial brings up (that somebody held the place whom it names) is at most in dispute.
        assert rank <= then.get(key, RANK["contested"])


@given(many(), st.integers(0, 8))
@settings(max_examples=200)
def test_removing_a_claim_removes_what_rested_on_it_and_nothing_elsewhere(claims: list[Claim], at: int) -> None:
    gone = claims[at % len(claims)]
    before, after = ledger(claims), ledger([c for c in claims if c.id != gone.id])
    cited = {c for s in after.states for c in (*s.because, *s.against)} | {c for e in after.events for c in e.claims}
    assert gone.id not in cited
    touched = _lines([s for s in before.states if gone.id in (*s.because, *s.against)]) | {
        PATHS.get(v.id, ("",))[0] for v in gone.place
    }
    towns = {_town(p) for p in touched}
    if gone.type.startswith("talks."):
        towns.add("talks")
    assert [s for s in before.states if _where(s) not in towns] == [s for s in after.states if _where(s) not in towns]


def _lines(states: Sequence[State]) -> set[str]:
    return {s.place.id for s in states if s.place}


def _town(place: str) -> str:
    return "nahr" if place in ("nahr.suq", "", "nahr") else place


def _where(s: State) -> str:
    return "talks" if s.kind == "talks" else _town(s.place.id if s.place else "")


@given(
    st.lists(st.tuples(st.sampled_from(["control.take", "access.siege", "control.hold"]), whens), min_size=1, max_size=6, unique=True)
)
def test_claims_of_different_places_rest_on_nothing_but_themselves(said: list[tuple[str, str]]) -> None:
    claims = [
        make_claim(type_, "fajr", f"town{n}", report=make_report(f"r{n}"), when=when, status="ongoing")
        for n, (type_, when) in enumerate(said)
    ]
    before, after = ledger(claims), ledger(claims[1:])
    assert [s for s in before.states if claims[0].id not in s.because] == list(after.states)
    assert [e for e in before.events if claims[0].id not in e.claims] == list(after.events)


@given(many())
@settings(max_examples=200)
def test_irrealis_never_makes_an_event_and_reaches_no_state(claims: list[Claim]) -> None:
    real = [c for c in claims if not is_irreal(c)]
    assert ledger(real).events == ledger(claims).events
    # A demand confirms that what holds goes on; it changes nothing else.
    assert [_bare(s) for s in ledger(real).states] == [_bare(s) for s in ledger(claims).states]
    wishes = {c.id for c in claims if is_irreal(c) and c.stance != "demands" and c.status != "demanded"}
    assert not wishes & {c for s in ledger(claims).states for c in (*s.because, *s.against)}


def _bare(state: State) -> State:
    demands = {"because": (), "last_support": None, "demanded": ()}
    return replace(state, **demands)


@given(many(size=14))
@settings(max_examples=300)
def test_no_two_states_of_one_holder_and_place_certainly_overlap(claims: list[Claim]) -> None:
    states = ledger(claims).states
    check_no_overlap(states)
    assert len({s.id for s in states}) == len(states)
    for s in states:
        assert s.because and not set(s.because) & set(s.against)
        assert (s.status == "contested") == bool(s.against)


@given(many(), st.sampled_from(DAYS))
def test_known_by_is_what_was_recorded_by_then(claims: list[Claim], day: str) -> None:
    by = date.fromisoformat(day)
    early = [r.claim for r in known(claims) if r.recorded.date() <= by]
    assert ledger(claims, known_by=by) == ledger(early)


@given(many(), st.sampled_from(DAYS))
def test_every_state_holds_before_its_end_and_not_after(claims: list[Claim], day: str) -> None:
    on = date.fromisoformat(day)
    for s in ledger(claims).states:
        reading = holds_on(s, on)
        if s.until is not None and s.until.latest is not None and on >= s.until.latest:
            assert reading == "no"
        if s.since is not None and s.since.earliest is not None and on < s.since.earliest:
            assert reading == "no"
