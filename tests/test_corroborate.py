"""Which claims are one event, whose voices count, and what people's judgements override."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledger_samples import make_claim, make_report, noon, recorded
from rasid.copies import is_copy
from rasid.corroborate import corroborate
from rasid.facts import FactReader
from rasid.judging import connected, rule
from rasid.types import Claim, Event, Judgement, Source
from rasid.world import Membership, PlainWorld

WORLD = PlainWorld(
    effects={},
    parents={"nahr.suq": "nahr", "nahr": "east", "jabal": "east", "east": "sy"},
    place_kinds={"nahr.suq": "quarter", "nahr": "town", "jabal": "town", "east": "governorate", "sy": "country", "north": "region"},
    members={
        "fajr.1": (Membership("fajr", None, date(2022, 6, 1)),),
        "person.salim": (Membership("council"),),
        "fajr-tv": (Membership("fajr"),),
    },
    actor_kinds={"person.salim": "person"},
)
PATHS = {p: WORLD.path(p) for p in WORLD.parents}


def claim(outlet: str, type_: str, actor: str = "", place: str = "", published: str = "2022-04-18", **more: Any) -> Claim:
    report = make_report(f"{outlet}-{published}-{more.pop('n', 0)}", outlet=outlet, published=published)
    return make_claim(type_, actor, place, report=report, paths=PATHS, **more)


def events(*claims: Claim, judgements: Sequence[Judgement] = (), texts: dict[str, str] | None = None) -> list[Event]:
    said = texts or {}
    return corroborate([recorded(c) for c in claims], judgements, WORLD, lambda c: said.get(c.id, ""))


TAKE = claim("sada", "control.take", "fajr", "nahr", when="2022-04-17")


@pytest.mark.parametrize(
    ("other", "one"),
    [
        (claim("mada", "control.take", "fajr", "nahr", when="2022-04-17"), True),
        (claim("mada", "control.take", "fajr", "nahr"), True),  # undated: some day of the week before its publication
        (claim("mada", "control.take", "fajr", "nahr", published="2022-05-18"), False),
        (claim("mada", "control.take", "fajr", "nahr", when="2022-04-18"), False),
        (claim("mada", "control.take", "fajr", "nahr", when="2022-04"), True),
        (claim("mada", "control.take", "layl", "nahr", when="2022-04-17"), False),
        (claim("mada", "control.take", "fajr.1", "nahr", when="2022-04-17"), True),  # a part of the same actor
        (claim("mada", "control.take", "", "nahr", when="2022-04-17"), True),  # who took it is not said
        (claim("mada", "control.take", "fajr", "jabal", when="2022-04-17"), False),
        (claim("mada", "control.take", "fajr", "nahr.suq", when="2022-04-17"), True),  # inside the town
        (claim("mada", "control.take", "fajr", "east", when="2022-04-17"), False),  # larger than a town
        (claim("mada", "control.lose", "layl", "nahr", when="2022-04-17"), True),
        (claim("mada", "control.handover", "layl", "nahr", target="fajr", when="2022-04-17"), True),
        (claim("mada", "control.hold", "fajr", "nahr", when="2022-04-17"), False),
        (claim("mada", "move.advance", "fajr", "nahr", when="2022-04-17"), False),
    ],
)
def test_what_is_one_event(other: Claim, one: bool) -> None:
    found = events(TAKE, other)
    assert len(found) == (1 if one else 2)
    assert found == events(other, TAKE)
    if one:
        assert found[0].type in ("control.take", "control.handover") and found[0].status == "corroborated"


def test_a_relative_date_has_a_day_of_tolerance() -> None:
    loose = claim("mada", "control.take", "fajr", "nahr", when="2022-04-18")
    assert loose.when is not None
    loose = replace(loose, when=replace(loose.when, basis="relative"))
    assert len(events(TAKE, loose)) == 1


def test_membership_counts_only_in_its_time() -> None:
    one = claim("sada", "control.take", "fajr", "nahr", published="2022-07-02", when="2022-07-01")
    two = claim("mada", "control.take", "fajr.1", "nahr", published="2022-07-02", when="2022-07-01")
    assert len(events(one, two)) == 2


def test_complete_link_not_single_link() -> None:
    vague = claim("mada", "control.take", "", "nahr", when="2022-04-17")
    rival = claim("nida", "control.take", "layl", "nahr", when="2022-04-17")
    found = events(TAKE, vague, rival)
    assert sorted(len(e.claims) for e in found) == [1, 2]  # the vague one joins one of the two, never both


def test_the_loser_is_told_by_the_other_claim() -> None:
    lose = claim("mada", "control.lose", "layl", "nahr", when="2022-04-17")
    (event,) = events(TAKE, lose)
    assert [e.id for e in event.actor] == ["fajr"] and [e.id for e in event.target] == ["layl"]


def test_clash_and_attack_have_the_same_parties() -> None:
    clash = claim("sada", "fight.clash", "fajr layl", "nahr", when="2022-04-17")
    attack = claim("mada", "fight.attack", "fajr", "nahr", target="layl", when="2022-04-17")
    assert [e.type for e in events(clash, attack)] == ["fight.clash"]


def test_two_towns_are_two_events() -> None:
    both = claim("sada", "fight.shelling", "fajr", "nahr jabal", when="2022-04-17")
    found = events(both)
    assert sorted(e.place[0].id for e in found) == ["jabal", "nahr"] and len({e.id for e in found}) == 2


def test_words_that_name_no_known_place_are_one_place_within_their_surroundings() -> None:
    one = claim("sada", "control.take", "fajr", "=المراكز_الخدمية nahr", when="2022-04-17")
    two = claim("mada", "control.take", "fajr", "=مراكز_خدمية nahr", when="2022-04-17")
    elsewhere = claim("nida", "control.take", "fajr", "=مراكز_خدمية jabal", when="2022-04-17")
    assert sorted(len(e.claims) for e in events(one, two, elsewhere)) == [1, 2]


def test_the_part_is_meant_and_not_the_whole_beside_it() -> None:
    one = claim("sada", "control.take", "fajr.1 fajr", "nahr", when="2022-04-17")
    two = claim("mada", "control.take", "layl.1 fajr.1", "nahr", when="2022-04-17")
    reader = FactReader(WORLD)
    assert (reader.fact(one).a, reader.fact(two).a) == ({"fajr.1"}, {"layl.1", "fajr.1"})
    later = claim("sada", "control.take", "fajr.1 fajr", "nahr", published="2022-07-02", when="2022-07-01")
    assert reader.fact(later).a == {"fajr.1", "fajr"}  # by then they are two


def places_of(said: Claim) -> list[str]:
    return sorted(e.id or e.text for event in events(said) for e in event.place)


def test_the_smallest_known_places_count() -> None:
    assert places_of(claim("sada", "control.take", "fajr", "nahr.suq nahr east")) == ["nahr.suq"]
    assert places_of(claim("sada", "control.take", "fajr", "nahr north")) == ["nahr"]  # a region that no tree ties to the town
    assert places_of(claim("sada", "control.take", "fajr", "north")) == ["north"]
    new_areas = claim("sada", "control.take", "fajr", "=مناطق_جديدة nahr.suq nahr", extent="part")
    assert places_of(new_areas) == ["nahr.suq"]
    assert places_of(claim("sada", "control.take", "fajr", "=مناطق_جديدة nahr", extent="whole")) == ["مناطق جديدة"]


@pytest.mark.parametrize(
    ("others", "status"),
    [
        ([], "reported"),
        ([claim("sada", "control.take", "fajr", "nahr", when="2022-04-17", n=1)], "reported"),
        ([claim("mada", "control.take", "fajr", "nahr", when="2022-04-17")], "corroborated"),
        ([claim("mada", "control.take", "fajr", "nahr", when="2022-04-17", stance="denies", status="negated")], "contested"),
        ([claim("sada", "control.take", "fajr", "nahr", when="2022-04-17", source="anonymous:مصدر")], "corroborated"),
        ([claim("mada", "control.take", "fajr", "nahr", when="2022-04-17", status="possible")], "reported"),
        ([claim("mada", "control.take", "fajr", "nahr", when="2022-04-17", stance="expects")], "reported"),
    ],
)
def test_status(others: list[Claim], status: str) -> None:
    assert [e.status for e in events(TAKE, *others)] == [status]


def test_only_denials_are_denied_and_irrealis_is_no_event() -> None:
    assert [e.status for e in events(replace(TAKE, stance="denies"))] == ["denied"]
    assert [e.status for e in events(replace(TAKE, status="negated"))] == ["denied"]
    for status in ("possible", "planned", "demanded"):
        assert events(replace(TAKE, status=status)) == []


def test_all_anonymous_sources_of_one_outlet_are_one_voice() -> None:
    one = claim("sada", "control.take", "fajr", "nahr", source="anonymous:مصدر")
    two = claim("sada", "control.take", "fajr", "nahr", source="anonymous:شهود", n=1)
    (event,) = events(one, two)
    assert [(v.voice, v.kind) for v in event.for_] == [("anonymous:sada", "anonymous")] and event.status == "reported"


def test_a_person_speaks_for_the_organisation() -> None:
    one = claim("sada", "control.take", "fajr", "nahr", source="named:person.salim")
    two = claim("mada", "control.take", "fajr", "nahr", source="named:council")
    (event,) = events(one, two)
    assert [v.voice for v in event.for_] == ["council"] and event.status == "reported"


def test_parties_are_marked_interested() -> None:
    said = [
        claim("sada", "control.take", "fajr", "nahr", source="named:fajr"),
        claim("mada", "control.take", "fajr", "nahr", target="layl", source="named:layl", stance="denies"),
        claim("fajr-tv", "control.take", "fajr", "nahr"),
        claim("nida", "control.take", "fajr", "nahr"),
    ]
    (event,) = events(*said)
    assert {v.voice: v.interested for v in (*event.for_, *event.against)} == {
        "fajr": True,
        "fajr-tv": True,
        "layl": True,
        "nida": False,
    }


SENTENCE = "سيطرت قوات الفجر مساء الأحد على بلدة النهر بعد اشتباكات عنيفة دامت يومين مع قوات الليل"


def test_copies_are_one_voice() -> None:
    one = claim("sada", "control.take", "fajr", "nahr", published="2022-04-18")
    two = claim("mada", "control.take", "fajr", "nahr", published="2022-04-19")
    three = claim("nida", "control.take", "fajr", "nahr", published="2022-04-19")
    texts = {one.id: SENTENCE, two.id: SENTENCE.replace("أ", "ا") + ".", three.id: "باتت بلدة النهر في قبضة قوات الفجر"}
    (event,) = events(one, two, three, texts=texts)
    assert {v.voice: v.claims for v in event.for_} == {"sada": (one.id, two.id), "nida": (three.id,)}


def test_the_credited_agency_is_the_voice() -> None:
    wire = Source("outlet", "", None, None, "wakala", "wakala>sada")
    one = replace(claim("sada", "control.take", "fajr", "nahr"), source=wire)
    two = replace(claim("mada", "control.take", "fajr", "nahr"), source=replace(wire, via="wakala>mada"))
    (event,) = events(one, two)
    assert [v.voice for v in event.for_] == ["wakala"]


@given(st.text("ابتثجحخد ", min_size=30, max_size=90), st.text("سشصضطظعغ ", min_size=30, max_size=90))
def test_copies_are_symmetric_and_exact(one: str, two: str) -> None:
    assert is_copy(one, one) and not is_copy(one, "") and is_copy(one, two) == is_copy(two, one)


def test_the_when_is_what_all_dated_claims_allow() -> None:
    month = claim("mada", "control.take", "fajr", "nahr", when="2022-04")
    (event,) = events(TAKE, month)
    assert event.when == TAKE.when
    (undated,) = events(claim("mada", "control.take", "fajr", "nahr"))
    assert undated.when is not None and (undated.when.edtf, undated.when.basis) == ("../2022-04-18", "published")
    a = claim("mada", "control.take", "fajr", "nahr", when="2022-04-10/2022-04-16")
    b = claim("sada", "control.take", "fajr", "nahr", when="2022-04-14/2022-04-20")
    (both,) = events(a, b)
    assert both.when is not None and (both.when.edtf, both.when.basis) == ("2022-04-14/2022-04-16", "inferred")


def test_claims_without_any_day_meet_only_in_their_report() -> None:
    report = make_report("undated", published=None)
    one = make_claim("control.take", "fajr", "nahr", report=report, paths=PATHS)
    two = make_claim("control.take", "fajr", "nahr", report=report, paths=PATHS, trigger=3)
    other = make_claim("control.take", "fajr", "nahr", report=make_report("r9", published=None), paths=PATHS)
    assert sorted(len(e.claims) for e in events(one, two, other)) == [1, 2]


def said(verdict: Any, left: Claim, right: Claim | None = None, by: str = "lina", day: str = "2022-05-01", **more: Any) -> Judgement:
    right_id = right.id if right else ""
    return Judgement(f"j-{verdict}-{by}-{day}", verdict, left.id, right_id, by, noon(day), **more)


def test_judgements_override() -> None:
    other = claim("mada", "control.take", "fajr", "nahr", when="2022-04-17")
    later = claim("nida", "control.take", "fajr", "nahr", when="2022-04-20")
    assert len(events(TAKE, other, judgements=[said("different", TAKE, other)])) == 2
    assert len(events(TAKE, later, judgements=[said("same", later, TAKE)])) == 1
    assert len(events(TAKE, other, judgements=[said("reject", other)])) == 1
    assert events(TAKE, judgements=[said("reject", TAKE)]) == []
    assert events(TAKE, judgements=[said("correct", TAKE, correction='{"status":"possible"}')]) == []


def test_same_ties_claims_of_two_towns() -> None:
    other = claim("mada", "control.take", "fajr", "jabal", when="2022-04-17")
    (event,) = events(TAKE, other, judgements=[said("same", TAKE, other)])
    assert sorted(e.id for e in event.place) == ["jabal", "nahr"]


def test_who_disagrees_with_another_overrides_nothing() -> None:
    other = claim("mada", "control.take", "fajr", "nahr", when="2022-04-17")
    two = [said("different", TAKE, other), said("same", TAKE, other, by="omar")]
    rulings = rule(two)
    assert rulings.unsure == {tuple(sorted((TAKE.id, other.id)))} and not rulings.same and not rulings.different
    assert len(events(TAKE, other, judgements=two)) == 1
    changed = [*two, said("different", TAKE, other, by="omar", day="2022-05-02")]
    assert len(events(TAKE, other, judgements=changed)) == 2


def test_an_accepted_claim_stands_though_it_is_no_longer_read() -> None:
    gone = replace(recorded(TAKE), withdrawn=noon("2022-05-01"))
    assert corroborate([gone], [], WORLD) == []
    assert len(corroborate([gone], [said("accept", TAKE)], WORLD)) == 1


def test_two_names_of_one_actor() -> None:
    other = claim("mada", "control.take", "dawn", "nahr", when="2022-04-17")
    assert len(events(TAKE, other)) == 2
    same = Judgement("j-1", "same", "dawn", "fajr", "lina", noon("2022-05-01"))
    assert len(events(TAKE, other, judgements=[same])) == 1


@given(st.lists(st.tuples(st.sampled_from("abcdef"), st.sampled_from("abcdef")), max_size=8))
def test_connected_finds_the_smallest_of_each_group(pairs: list[tuple[str, str]]) -> None:
    head = connected(pairs)
    assert all(head[a] == head[b] for a, b in pairs)
    assert all(head[one] <= one and head[head[one]] == head[one] for one in head)
