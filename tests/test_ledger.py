"""The reference report's ledger, and one small case for each rule of the states."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

import reference
from gold_claims import gold_claims
from ledger_samples import day_when, make_claim, make_report, recorded
from rasid.derive import derive
from rasid.ledger import holds_on, last_day, states_at, states_of_place
from rasid.records import claim_id
from rasid.types import Claim, Entity, State, When, Where
from rasid.world import Membership, PlainWorld
from scenarios_reader import EFFECTS, read_scenario, short

WORLD = PlainWorld(
    effects=EFFECTS,
    parents={"nahr.suq": "nahr", "nahr": "east", "jabal": "east"},
    place_kinds={"nahr.suq": "quarter", "nahr": "town", "jabal": "town", "east": "governorate"},
    members={"fajr.1": (Membership("fajr"),)},
)
PATHS = {p: WORLD.path(p) for p in ("nahr.suq", "nahr", "jabal", "east")}


def claim(type_: str, actor: str = "", place: str = "nahr", published: str = "2022-04-18", outlet: str = "sada", **more: Any) -> Claim:
    report = make_report(f"{outlet}-{published}-{more.pop('n', 0)}", outlet=outlet, published=published)
    return make_claim(type_, actor, place, report=report, paths=PATHS, **more)


def states(*claims: Claim, world: PlainWorld = WORLD) -> list[State]:
    return list(derive([recorded(c) for c in claims], [], world).states)


def lines(*claims: Claim) -> list[str]:
    return sorted(short(s, "yes") for s in states(*claims))


@pytest.mark.skipif(not reference.CASES.exists(), reason="the shared folder is not here")
def test_the_reference_report() -> None:
    found = states(*reference.claims(), world=reference.world())
    said = sorted(short(s, "yes") for s in found)
    quarters = ("sy.aleppo-city.ashrafiyah", "sy.aleppo-city.sheikh-maqsoud")
    army = "sy.army.4th-division"
    asked = "demanded [الطحين المحروقات مواد غذائية ولوجستية]"
    assert said == sorted(
        [
            "control sy.qamishli.security-square asayish divided part reported since 2022-04-17",
            "control sy.qamishli.security-square sy.gov divided reported since ../2022-04-18",
            "control sy.qamishli.cultural-centre-street asayish held reported since 2022-04-14",
            "control مراكز خدمية sy.gov vacated contested since ../2022-04-18",
            "control sy.qamishli.tayy sy.gov lost reported since 2021-04",
            "control sy.qamishli.tayy sy.ndf held reported since ? until 2021-04",
            *(f"siege {q} {army} besieged corroborated since ../2022-04-18" for q in quarters),
            *(f"access {q} {army} blocked [طحين] {asked} reported since 2022-03-13" for q in quarters),
            "talks sy.qamishli-airport sdf+sy.gov running by ru.forces corroborated since ../2022-04-17",
            # The road of the third sentence: closed for ten years, opened on the 17th.
            "access الطريق - blocked reported since 2012 until 2022-04-17",
            "access الطريق - open reported since 2022-04-17",
        ]
    )
    centres = next(s for s in found if s.status == "contested")
    events = {c: e for e in derive([recorded(c) for c in reference.claims()], [], reference.world()).events for c in e.claims}
    assert [(v.voice, v.interested) for c in centres.against for v in events[c].against] == [("asayish", True)]
    assert [(v.voice, v.interested) for c in centres.because for v in events[c].for_] == [("anonymous:syriatv", False)]
    names = {e.id for s in found for e in (*s.holders, s.place) if e}
    assert "sy.hasakah-city" not in names and "sy.qamishli" not in names  # the feared taking; the demanded opening


SAMPLES = Path(__file__).parents[1] / "src" / "rasid" / "samples" / "reports.jsonl"


@pytest.mark.skipif(not reference.CASES.exists(), reason="the shared folder is not here")
def test_the_reference_report_together_with_the_samples() -> None:
    texts = {r["id"]: r["text"] for r in map(json.loads, SAMPLES.read_text("utf-8").splitlines())}
    samples = read_scenario("samples", reference.world(), texts)
    claims = [*map(recorded, reference.claims()), *samples.claims]
    (at, known_by, expected) = samples.expect[0]
    found = states_at(derive(claims, [], reference.world(), known_by=known_by).states, at)
    past = "control sy.qamishli.tayy sy.ndf held reported since ? until 2021-04"  # ended before that day
    assert sorted(short(s, "yes") for s, r in found) == sorted(expected)
    assert past in [short(s, "yes") for s in derive(claims, [], reference.world()).states]
    feared = {"sy.hasakah-city", "sy.qamishli"}
    assert not feared & {s.place.id for s, _ in found if s.place}


OWN_SENTENCES = [
    "سيطرت قوات الفجر أمس على أجزاء من حي السوق في النهر.",
    "وقالت مصادر إن مناطق الجيش في حي السوق لا تزال تحت سيطرته.",
    "ونفت قوات الفجر السيطرة على المخافر التابعة للجيش في النهر، إلا أن شهوداً أكدوا انسحاب الجيش من المخافر.",
    "وكانت قوات الحرس قد خسرت الجبل في شباط، وكان الجبل معقل كتيبة الحرس الأولى.",
    "ويخشى الأهالي سيطرة الفجر على الجبل.",
]
OWN_ROWS = [
    (0, "control.take", "سيطرت", ["قوات الفجر"], [], ["حي السوق", "النهر"], "أمس", "2022-04-17", "outlet", "reports", "happened"),
    (1, "control.hold", "مناطق", ["الجيش"], [], ["حي السوق"], "", "", "مصادر", "reports", "ongoing"),
    (2, "control.take", "السيطرة", ["قوات الفجر"], ["للجيش"], ["المخافر", "النهر"], "", "", "قوات الفجر", "denies", "negated"),
    (2, "move.withdraw", "انسحاب", ["الجيش"], [], ["المخافر"], "", "", "شهوداً", "confirms", "happened"),
    (3, "control.lose", "خسرت", ["قوات الحرس"], [], ["الجبل"], "شباط", "2022-02", "outlet", "reports", "happened"),
    (3, "control.hold", "معقل", ["كتيبة الحرس الأولى"], [], ["الجبل"], "", "", "outlet", "reports", "happened"),
    (4, "control.take", "سيطرة", ["الفجر"], [], ["الجبل"], "", "", "outlet", "expects", "possible"),
]
OWN_KEYS = ("s", "type", "trigger", "actor", "target", "place", "time", "when", "source", "stance", "status")
OWN_CODED = [dict(zip(OWN_KEYS, row, strict=True)) for row in OWN_ROWS]
OWN_IDS = {
    "قوات الفجر": "fajr",
    "الفجر": "fajr",
    "الجيش": "jaysh",
    "للجيش": "jaysh",
    "قوات الحرس": "haras",
    "كتيبة الحرس الأولى": "haras.1",
    "حي السوق": "nahr.suq",
    "النهر": "nahr",
    "الجبل": "jabal",
}


def test_a_report_of_the_same_shape() -> None:
    world = replace(WORLD, members={"haras.1": (Membership("haras"),)})
    coded = gold_claims("own", "sada", "2022-04-18", OWN_SENTENCES, OWN_CODED, OWN_IDS, PATHS, part=(0,), around={"المخافر": "nahr"})
    assert sorted(short(s, "yes") for s in states(*coded, world=world)) == sorted(
        [
            "control nahr.suq fajr divided part reported since 2022-04-17",
            "control nahr.suq jaysh divided reported since ../2022-04-18",
            "control المخافر jaysh vacated contested since ../2022-04-18",
            "control jabal haras lost reported since 2022-02",
            "control jabal haras.1 held reported since ? until 2022-02",
        ]
    )


TAKE = claim("control.take", "fajr", when="2022-04-10")
ENDED = "control nahr fajr held reported since 2022-04-10 until 2022-04-15"


@pytest.mark.parametrize(
    ("later", "expected"),
    [
        ([], ["control nahr fajr held reported since 2022-04-10"]),
        (  # a later taking closes
            [claim("control.take", "layl", when="2022-04-15", outlet="mada")],
            [ENDED, "control nahr layl held reported since 2022-04-15"],
        ),
        (  # part of the same actor, again: it confirms
            [claim("control.take", "fajr.1", when="2022-04-15", outlet="mada")],
            ["control nahr fajr held corroborated since 2022-04-10"],
        ),
        (  # a standing statement for another holder, by another voice
            [claim("control.hold", "layl", status="ongoing", outlet="mada")],
            ["control nahr fajr held contested since 2022-04-10", "control nahr layl held contested since ../2022-04-18"],
        ),
        (  # the same by the same voice tells of a change in between
            [claim("control.hold", "layl", status="ongoing", n=1)],
            [
                "control nahr fajr held reported since 2022-04-10 until 2022-04-10/2022-04-18",
                "control nahr layl held reported since 2022-04-10/2022-04-18",
            ],
        ),
        (  # two takings on one day by two voices
            [claim("control.take", "layl", when="2022-04-10", outlet="mada")],
            ["control nahr fajr held contested since 2022-04-10", "control nahr layl held contested since 2022-04-10"],
        ),
        (  # an uncertain date is not before and not after
            [claim("control.take", "layl", when="2022-04", outlet="mada")],
            ["control nahr fajr held contested since 2022-04-10", "control nahr layl held contested since 2022-04"],
        ),
        (  # handed over: the target gets it
            [claim("control.handover", "fajr", target="layl", when="2022-04-15")],
            [ENDED, "control nahr layl held reported since 2022-04-15"],
        ),
        (
            [claim("control.lose", "fajr", when="2022-04-15")],
            [ENDED, "control nahr fajr lost reported since 2022-04-15"],
        ),
        (  # the holder leaves
            [claim("move.withdraw", "fajr.1", when="2022-04-15")],
            [ENDED, "control nahr fajr.1 vacated reported since 2022-04-15"],
        ),
        ([claim("move.withdraw", "layl", when="2022-04-15")], ["control nahr fajr held reported since 2022-04-10"]),
        (  # only a part is taken: the earlier holder keeps the rest
            [claim("control.take", "layl", when="2022-04-15", extent="part")],
            ["control nahr fajr divided reported since 2022-04-10", "control nahr layl divided part reported since 2022-04-15"],
        ),
        (  # denied by the accused: contested
            [claim("control.take", "fajr", source="named:fajr", stance="denies", status="negated")],
            ["control nahr fajr held contested since 2022-04-10"],
        ),
        (  # denied weeks later, by an independent voice
            [claim("control.take", "fajr", published="2022-05-30", outlet="mada", stance="denies", status="negated")],
            ["control nahr fajr held contested since 2022-04-10"],
        ),
    ],
)  # fmt: skip
def test_control(later: Sequence[Claim], expected: list[str]) -> None:
    assert lines(TAKE, *later) == sorted(expected)


@pytest.mark.parametrize("status", ["possible", "planned", "demanded"])
def test_irrealis_opens_nothing(status: str) -> None:
    for type_ in EFFECTS:
        assert lines(claim(type_, "fajr layl", target="layl", status=status)) == []


def test_presence_and_a_withdrawal_of_who_never_held_are_no_control() -> None:
    assert lines(claim("move.withdraw", "fajr"), claim("fight.shelling", "fajr")) == []


def test_all_of_a_town_reaches_the_quarter_in_it() -> None:
    quarter = claim("control.take", "layl", "nahr.suq", when="2022-04-05")
    assert lines(quarter, TAKE) == [
        "control nahr fajr held reported since 2022-04-10",
        "control nahr.suq layl held reported since 2022-04-05 until 2022-04-10",
    ]


def test_who_takes_a_part_from_somebody_leaves_him_the_rest() -> None:
    taken = claim("control.take", "fajr", target="layl", when="2022-04-10", extent="part")
    assert lines(taken) == [
        "control nahr fajr divided part reported since 2022-04-10",
        "control nahr layl divided reported since ../2022-04-10",
    ]
    rest = claim("control.take", "fajr", target="layl", when="2022-04-12", published="2022-04-19")
    assert lines(taken, rest) == [
        "control nahr fajr divided part reported since 2022-04-10 until 2022-04-12",
        "control nahr fajr held reported since 2022-04-12",
        "control nahr layl divided reported since ../2022-04-10 until 2022-04-12",
    ]


SIEGE = claim("access.siege", "layl", when="2022-03-01/..", status="ongoing")


@pytest.mark.parametrize(
    ("later", "expected"),
    [
        ([claim("access.lift", stance="demands", status="demanded", published="2022-05-01")], ["besieged reported since 2022-03-01"]),
        ([claim("access.lift", when="2022-05-01", published="2022-05-02", stance="denies")], ["besieged reported since 2022-03-01"]),
        (
            [claim("access.lift", when="2022-05-01", published="2022-05-02")],
            ["besieged reported since 2022-03-01 until 2022-05-01", "lifted reported since 2022-05-01"],
        ),
        (
            [
                claim("access.lift", when="2022-05-01", published="2022-05-02"),
                claim("access.lift", when="2022-05-01", published="2022-05-02", outlet="mada", stance="denies"),
            ],
            ["besieged contested since 2022-03-01"],
        ),
        ([claim("access.lift", when="2022-05-01", published="2022-05-02", extent="part")], ["besieged reported since 2022-03-01"]),
    ],
)  # fmt: skip
def test_siege(later: Sequence[Claim], expected: list[str]) -> None:
    assert lines(SIEGE, *later) == [f"siege nahr layl {e}" for e in expected]


def test_a_demand_confirms_and_is_no_voice() -> None:
    (state,) = states(SIEGE, claim("access.lift", source="named:council", stance="demands", status="demanded", published="2022-05-01"))
    assert (state.last_support, state.status, len(state.because)) == (date(2022, 5, 1), "reported", 2)


BLOCK = claim("access.block", "layl", goods="flour fuel", when="2022-03-01/..", status="ongoing")


@pytest.mark.parametrize(
    ("type_", "goods", "reading"),
    [
        ("access.open", "flour fuel", "open"),
        ("access.open", "flour", "partly open"),
        ("access.open", "", "open"),
        ("access.open", "medicine", None),
        ("access.aid", "flour", "partly open"),
        ("access.aid", "", "partly open"),
    ],
)
def test_access(type_: str, goods: str, reading: str | None) -> None:
    found = states(BLOCK, claim(type_, goods=goods, when="2022-05-01", published="2022-05-02"))
    assert [s.reading for s in found] == (["blocked", reading] if reading else ["blocked"])
    assert all(s.goods == ("flour", "fuel") for s in found)


def test_opening_what_nobody_closed_is_no_state() -> None:
    assert lines(claim("access.open", "fajr", when="2022-04-10")) == []


def test_talks_need_two_parties() -> None:
    assert lines(claim("talks.meet", "fajr", when="2022-04-10")) == []
    assert lines(claim("talks.meet", "fajr layl", "", when="2022-04-10")) == ["talks - fajr+layl running reported since 2022-04-10"]
    assert lines(claim("talks.agree", "fajr layl", "", when="2022-04-10")) == ["talks - fajr+layl agreed reported since 2022-04-10"]


def test_alliances_are_no_party_to_talks() -> None:
    world = replace(
        WORLD,
        members={"turk.army": (Membership("tr"),), "tr": (Membership("nato"),), "fr": (Membership("nato"),)},
        actor_kinds={"tr": "state", "fr": "state", "nato": "alliance"},
    )
    one = claim("talks.meet", "turk.army fr", "", when="2022-04-10")
    two = claim("talks.agree", "tr fr", "", when="2022-04-12")
    assert [s.reading for s in states(one, two, world=world)] == ["running", "agreed"]


def test_dates_stay_intervals() -> None:
    (state,) = states(claim("control.take", "fajr", when="2021-04"))
    on = {d: holds_on(state, date.fromisoformat(d)) for d in ("2021-03-31", "2021-04-01", "2021-04-15", "2021-04-30", "2021-05-01")}
    assert list(on.values()) == ["no", "perhaps", "perhaps", "yes", "yes"]
    ended = replace(state, until=day_when("2021-06"))
    assert [holds_on(ended, date(2021, 6, d)) for d in (1, 15, 30)] == ["perhaps", "perhaps", "no"]
    unknown = replace(state, since=None)
    assert holds_on(unknown, date(1999, 1, 1)) == "perhaps"
    open_end = replace(state, until=When("2021-06/..", date(2021, 6, 1), None, "day", "explicit"))
    assert holds_on(open_end, date(2030, 1, 1)) == "perhaps"


def test_the_reading_is_that_of_the_day() -> None:
    part = claim("control.take", "layl", when="2022-04-15", extent="part")
    found = states(TAKE, part)
    assert last_day(found) == date(2022, 4, 18)
    assert [s.reading for s, _ in states_at(found, date(2022, 4, 12))] == ["held"]
    assert [s.reading for s, _ in states_at(found, date(2022, 4, 15))] == ["divided", "divided"]
    assert last_day([]) is None


def around(state: State) -> tuple[str, ...]:
    return WORLD.path(state.place.id)[1:] if state.place else ()


def test_a_place_inherits_and_a_town_lists_the_parts_that_differ() -> None:
    quarter = claim("control.take", "layl", "nahr.suq", when="2022-04-12")
    found, today = states(TAKE, quarter), date(2022, 4, 18)
    of_town = states_of_place(found, "nahr", WORLD.path, around, today)
    assert [(s.place, s.holders[0].id) for s, _ in of_town] == [
        (Entity("nahr", "nahr"), "fajr"),
        (Entity("nahr.suq", "nahr.suq"), "layl"),
    ]
    (inherited,) = [s for s, _ in states_of_place(states(TAKE), "nahr.suq", WORLD.path, around, today)]
    assert (inherited.place, inherited.inherited_from) == (Entity("nahr.suq", "nahr.suq"), "nahr")
    assert states_of_place(found, "jabal", WORLD.path, around, today) == []


def test_a_state_names_what_it_rests_on() -> None:
    other = claim("control.take", "layl", when="2022-04-15", outlet="mada")
    first, second = sorted(states(TAKE, other), key=lambda s: s.until is None)
    assert (first.because, second.because) == ((TAKE.id, other.id), (other.id,))


def _denied(taken: Claim, by: str = "named:layl") -> Claim:
    """The same taking, denied by another voice."""
    report = make_report("denial", outlet="kadhib", published=str(taken.published))
    denial = replace(taken, report=report.id, outlet=report.outlet, stance="denies", status="negated")
    denial = replace(denial, source=make_claim("word.deny", report=report, source=by).source)
    return replace(denial, id=claim_id(denial))


def test_who_is_said_to_have_lost_a_part_holds_the_rest_also_where_the_loss_is_denied() -> None:
    part = claim("control.take", "fajr", target="layl", when="2022-04-07", extent="part", n=1)
    lost = claim("control.lose", "fajr", when="2022-04-08", n=2)
    found = states(part, lost, _denied(part))
    assert not [s for s in found if s.reading == "lost"]
    assert {(s.holders[0].id, s.status) for s in found} == {("layl", "contested"), ("fajr", "contested")}


def test_a_unit_that_takes_again_what_its_whole_is_denied_stands_under_the_whole() -> None:
    whole, unit = claim("control.take", "fajr", published="2022-04-01"), claim("control.take", "fajr.1", published="2022-04-10", n=2)
    found = states(whole, unit, _denied(whole))
    assert {(s.holders[0].id, s.status) for s in found} == {("fajr", "contested"), ("fajr", "reported")}


# --- who holds, and who only speaks -----------------------------------------------------------------------------------

PEOPLE = replace(WORLD, members={**WORLD.members, "speaker": (Membership("fajr"),)}, actor_kinds={"speaker": "person", "un": "igo"})


def test_a_person_is_no_closer_holder_than_his_forces() -> None:
    (state,) = states(claim("control.take", "fajr speaker", when="2022-04-17"), world=PEOPLE)
    assert [h.id for h in state.holders] == ["fajr"]
    (state,) = states(claim("control.take", "speaker", when="2022-04-17"), world=PEOPLE)
    assert [h.id for h in state.holders] == ["speaker"]


def test_a_place_left_and_handed_over_on_one_day_lay_empty_on_none() -> None:
    told = [
        claim("control.take", "fajr", when="2022-04-10", n=1),
        claim("move.withdraw", "fajr", when="2022-04-17", n=2),
        claim("control.handover", "fajr", target="nahda", when="2022-04-17", n=3),
    ]
    assert [(s.reading, [h.id for h in s.holders]) for s in states(*told)] == [("held", ["fajr"]), ("held", ["nahda"])]
    later = claim("control.handover", "fajr", target="nahda", when="2022-04-18", n=3)
    assert [s.reading for s in states(*told[:2], later)] == ["held", "vacated", "held"]


def test_the_accuser_of_a_breach_is_the_other_party() -> None:
    agreed = claim("talks.agree", "fajr nahda", "", when="2022-04-10")
    breach = claim("talks.breach", "fajr", "", source="named:nahda", stance="accuses", when="2022-04-15", n=1)
    assert [s.reading for s in states(agreed, breach)] == ["agreed", "breached"]
    forces = claim("talks.breach", "nahda", "", source="named:fajr.1", stance="accuses", when="2022-04-15", n=1)
    assert [{h.id for h in s.holders} for s in states(agreed, forces)] == [{"fajr", "nahda"}] * 2


@pytest.mark.parametrize("source", ["named:un", "anonymous:sources", "named:jabha"])
def test_who_is_no_party_to_the_agreement_breaks_none(source: str) -> None:
    agreed = claim("talks.agree", "fajr nahda", "", when="2022-04-10")
    breach = claim("talks.breach", "fajr", "", source=source, stance="accuses", when="2022-04-15", n=1)
    assert [s.reading for s in states(agreed, breach, world=PEOPLE)] == ["agreed"]


def test_a_denial_that_calls_the_taker_by_words_is_against_the_only_taking() -> None:
    taken = claim("control.take", "fajr", when="2022-04-17")
    denied = claim("control.take", "=the_mercenaries", outlet="nida", published="2022-04-19", stance="denies", status="negated")
    assert [s.status for s in states(taken, denied)] == ["contested"]
    other = claim("control.take", "nahda", outlet="nida", published="2022-04-19", stance="denies", status="negated")
    assert [s.status for s in states(taken, other)] == ["reported"]  # that others took it is another thing
    late = claim("control.take", "=the_mercenaries", outlet="nida", published="2022-06-19", stance="denies", status="negated")
    assert [s.status for s in states(taken, late)] == ["reported"]


def test_after_a_dispute_those_who_take_are_those_who_hold() -> None:
    told = [
        claim("control.take", "fajr", when="2022-04-10", n=1),
        claim("control.take", "fajr", when="2022-04-10", outlet="nida", published="2022-04-11", stance="denies", status="negated"),
        claim("control.take", "fajr nahda", when="2022-04-17", n=2),
    ]
    assert [[h.id for h in s.holders] for s in states(*told)] == [["fajr"], ["fajr", "nahda"]]


def with_where(one: Claim, *wheres: Where) -> Claim:
    return replace(one, where=wheres)


def test_words_that_stand_for_others_are_their_place() -> None:
    took = with_where(claim("control.take", "fajr", "=quarter_of_roses", when="2022-04-17"), Where("", path=("nahr", "east")))
    denied = with_where(
        claim("control.take", "fajr", "=the_quarter", outlet="nida", stance="denies", status="negated", when="2022-04-17"),
        Where("", path=("nahr", "east"), words="quarter of roses"),
    )
    (state,) = states(took, denied)
    assert (state.place and state.place.text, state.status) == ("quarter of roses", "contested")
    (alone,) = states(replace(denied, stance="reports", status="happened"))
    assert alone.place and alone.place.text == "quarter of roses"


def test_a_landmark_is_not_held() -> None:
    one = with_where(claim("control.take", "fajr", "nahr jabal", when="2022-04-17"), Where("nahr"), Where("jabal", landmark=True))
    assert [s.place and s.place.id for s in states(one)] == ["nahr"]
