"""Which of several places is meant, and what directions, distances and surroundings make of it."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gazetteer_built import about, gazetteer, resolver
from rasid.gazetteer import Context, resolve_place
from rasid.gazetteer.rows import distance_km, moved
from rasid.types import Where


def where(words: str, kind: str | None = None, context: Context | None = None) -> Where:
    return resolver().resolve(words, kind, context or about("sy"))


@pytest.mark.parametrize(
    ("words", "place"),
    [
        ("حلب", "sy.aleppo-city"),
        ("محافظة حلب", "sy.aleppo"),
        ("ريف حلب", "sy.aleppo"),
        ("بمدينة حلب", "sy.aleppo-city"),
        ("ريف دمشق", "sy.rural-damascus"),
        ("غوطة دمشق الشرقية", "sy.eastern-ghouta"),
        ("مدينة عفرين السورية", "sy.afrin"),
        ("العاصمة السورية", "sy.damascus-city"),
        ("العاصمة السورية دمشق", "sy.damascus-city"),
        ("الأراضي السورية", "sy"),
        ("شمال البلاد", "sy"),
        ("وسط مدينة إدلب", "sy.idlib-city"),
        ("محافظة #إدلب", "sy.idlib"),
        ("مدينة الباب", "sy.bab"),
        ("للغوطة", "sy.ghouta"),
        ("حيي الشيخ مقصود والأشرفية", "sy.aleppo-city.sheikh-maqsoud"),
    ],
)
def test_announcing_words_choose_the_kind(words: str, place: str) -> None:
    assert where(words).place == place


@pytest.mark.parametrize(
    ("words", "context", "place"),
    [
        ("طرابلس", about("ly"), "ly.tripoli"),
        ("طرابلس", about("lb"), "lb.tripoli"),
        ("الجنينة", about("sd"), "sd.geneina"),
        ("الجنينة", about("sy"), "sy.junaynah"),
        ("زنجبار", about("ye"), "ye.zinjibar"),
        ("رفح", about("ps"), "ps.rafah"),
        ("رفح", about("eg"), "eg.rafah"),
        ("صيدا", about("sy"), "sy.sayda-daraa"),
        ("صيدا", about("lb"), "lb.sidon"),
        ("الطيبة", Context(theatre={"sy": 1.0}, places=(("sy.daraa-city", 3),)), "sy.taybah"),
        ("حي الصالحية", Context(theatre={"sy": 1.0}, places=(("sy.hasakah-city.ghwayran", 4),)), "sy.hasakah-city.salihiyah"),
        ("حي الصالحية", Context(theatre={"sy": 1.0}, container="sy.damascus-city"), "sy.damascus-city.salihiyah"),
        ("حي الصالحية في الحسكة", about("sy"), "sy.hasakah-city.salihiyah"),
        ("الشجرة", Context(theatre={"sy": 0.5}, actors=("sy",)), "sy.shajarah"),
    ],
)
def test_the_report_chooses_among_homonyms(words: str, context: Context, place: str) -> None:
    found = where(words, None, context)
    assert found.place == place
    assert found.reason


def test_below_the_margin_the_common_parent_is_given_with_all_that_tie() -> None:
    found = where("حي الصالحية")
    assert found.place == "sy"
    assert found.precision == "country"
    assert found.reason.startswith("ambiguous")
    assert {"sy.damascus-city.salihiyah", "sy.hasakah-city.salihiyah"} <= {o.place for o in found.others}
    assert all(o.reason for o in found.others)


def test_a_quarter_of_a_land_that_is_no_scene_is_none() -> None:
    """Its own name gives its land a small share of the report; towns of another land are told of, and none near it."""
    town = ("ye.zinjibar", 3)
    there = Context(theatre={"ye": 0.9, "sy": 0.1}, places=(town,))
    assert where("حي الصالحية", None, there).place == ""
    both = Context(theatre={"ye": 0.5, "sy": 0.5}, places=(town, ("sy.hasakah-city.ghwayran", 4)))
    assert where("حي الصالحية", None, both).place == "sy.hasakah-city.salihiyah"


def test_homonyms_in_different_countries_have_no_point_without_a_theatre() -> None:
    found = where("طرابلس", None, Context())
    assert (found.place, found.lat, found.precision) == ("", None, "unknown")
    assert {o.place for o in found.others} >= {"ly.tripoli", "lb.tripoli"}


def test_runners_up_keep_their_reason() -> None:
    found = where("الأشرفية")
    assert found.others[0].place == "lb.beirut.achrafieh"
    assert "theatre" in found.others[0].reason


@pytest.mark.parametrize(
    ("words", "place", "precision"),
    [
        ("شمال غربي حلب", "sy.aleppo", "district"),
        ("ريف حلب الشمالي", "sy.aleppo", "district"),
        ("ريف حلب الشمالي الشرقي", "sy.aleppo", "district"),
        ("الريف الجنوبي لإدلب", "sy.idlib", "district"),
        ("جنوب إدلب", "sy.idlib", "district"),
        ("شمال سوريا", "sy", "province"),
        ("ريف درعا الشرقي", "sy.daraa", "district"),
    ],
)
def test_directions_compute_a_point_with_its_uncertainty(words: str, place: str, precision: str) -> None:
    found = where(words)
    assert (found.place, found.precision) == (place, precision)
    assert found.radius_km is not None
    assert found.radius_km >= 10
    assert "computed" in found.reason


def test_north_lies_north_and_east_lies_east() -> None:
    aleppo = gazetteer().get("sy.aleppo-city")
    assert aleppo.lat is not None
    assert aleppo.lon is not None
    north, east = where("ريف حلب الشمالي"), where("شرق حلب")
    assert north.lat is not None
    assert east.lon is not None
    assert north.lat > aleppo.lat + 0.1
    assert east.lon > aleppo.lon + 0.05


@pytest.mark.parametrize(
    ("words", "km", "radius"),
    [("على بعد 20 كم شرق القامشلي", 20, 10), ("20 كيلومتراً جنوب الرقة", 20, 10), ("عشرة كيلومترات غرب منبج", 10, 7.5)],
)
def test_a_distance_is_measured_from_the_place(words: str, km: float, radius: float) -> None:
    found = where(words)
    base = max(gazetteer().find(words.split()[-1]), key=lambda p: p.population)
    assert found.lat is not None
    assert found.lon is not None
    assert distance_km(found.lat, found.lon, base.lat or 0, base.lon or 0) == pytest.approx(km, rel=0.02)
    assert found.radius_km == radius
    assert found.place == base.parent


def test_a_distance_without_direction_widens_the_radius() -> None:
    found = where("على بعد 30 كم من القامشلي")
    assert found.place == "sy.hasakah"
    assert found.radius_km == 35


def test_surroundings_widen_the_radius() -> None:
    inside, around = where("مدينة دوما"), where("محيط مدينة دوما")
    assert inside.place == around.place
    assert (around.radius_km or 0) > (inside.radius_km or 0)


def test_the_place_named_before() -> None:
    context = about("sy", places=(("sy.homs-city", 30), ("sy.afrin", 5), ("sy.idlib", 2)))
    assert where("المدينة", None, context).place == "sy.afrin"
    assert where("وسط المدينة", None, context).place == "sy.afrin"
    assert where("المحافظة", None, context).place == "sy.idlib"
    assert where("المطار", None, context).place == ""
    assert where("مدينة", None, context).place == ""
    behind = replace(context, behind=frozenset({"sy.afrin"}))
    assert where("المدينة", None, behind).place == "sy.homs-city"  # farther, but named before
    only = about("sy", places=(("sy.afrin", 5),))
    assert where("المدينة", None, replace(only, behind=frozenset({"sy.afrin"}))).place == "sy.afrin"  # a headline's


def test_what_the_report_calls_a_place_decides_what_the_city_is() -> None:
    near = (("sy.suwayda", 30), ("sy.mazraah-suwayda", 5))
    called = {"sy.mazraah-suwayda": frozenset({"village"})}
    assert where("المدينة", None, about("sy", places=near, called=called)).place == "sy.suwayda-city"  # the seat of what is named
    assert where("القرية", None, about("sy", places=near, called=called)).place == "sy.mazraah-suwayda"
    only = about("sy", places=near[1:], called=called)
    assert where("المدينة", None, only).place == "", "a village is no city"
    town = about("sy", places=near[1:], called={"sy.mazraah-suwayda": frozenset({"town"})})
    assert where("المدينة", None, town).place == "sy.mazraah-suwayda"
    rural = about("sy", places=(("sy.homs-city", 3), ("sy.qaryatayn", 17)), called={"sy.homs-city": frozenset({"governorate"})})
    assert where("المدينة", None, rural).place == "sy.qaryatayn"  # only the countryside of the other was named


@pytest.mark.parametrize("words", ["", "مناطق واسعة", "مكان غير معروف", "الثورة", "سجون سرية", "123", "؟!"])
def test_words_that_name_nothing_have_no_place(words: str) -> None:
    found = where(words, None, about("eg"))
    assert (found.place, found.lat, found.lon, found.radius_km) == ("", None, None, None)
    assert found.reason


def test_a_common_word_is_a_place_where_a_noun_announces_it() -> None:
    assert where("الباب", "city").place == "sy.bab"
    assert where("السلاسل الجبلية", None, about("ye")).place == ""


def test_a_name_of_the_wrong_kind_elsewhere_is_not_taken() -> None:
    found = where("معسكر الحمزة", None, about("ye"))
    assert found.place == ""
    assert "plausible" in found.reason
    assert found.others


def test_the_function_does_what_the_resolver_does() -> None:
    assert resolve_place(gazetteer(), "حلب", None, about("sy")) == where("حلب")


@given(st.text(max_size=60))
@settings(max_examples=150, deadline=None)
def test_any_text_gets_an_honest_answer(text: str) -> None:
    found = where(text)
    assert (found.lat is None) == (found.lon is None)
    assert found.reason
    if found.lat is not None:
        assert found.place in gazetteer()
        assert found.radius_km is not None
        assert found.path


@pytest.mark.parametrize("digit", ["፩", "²", "①", "௧"])
def test_digits_that_are_no_decimal_number_are_no_distance(digit: str) -> None:
    assert where(f"{digit} كم شمال حلب").reason


@given(
    st.lists(
        st.sampled_from(["حلب", "ريف", "شمال", "مدينة", "في", "على", "بعد", "20", "كم", "شرقي", "المدينة", "و", "دوما"]), max_size=7
    )
)
@settings(max_examples=200, deadline=None)
def test_any_row_of_place_words_gets_an_honest_answer(words: list[str]) -> None:
    found = where(" ".join(words))
    assert found.reason
    assert found.place == "" or found.place in gazetteer()
    assert where(" ".join(words)) == found


@given(st.floats(-60, 60), st.floats(-170, 170), st.floats(0, 360), st.floats(0, 60))
def test_moving_moves_by_the_distance(lat: float, lon: float, bearing: float, km: float) -> None:
    assert distance_km(lat, lon, *moved(lat, lon, bearing, km)) == pytest.approx(km, rel=0.02, abs=0.02)


@pytest.mark.parametrize(
    ("words", "reach"),
    [
        ("مدينة حلب", "whole"),
        ("محافظة حلب", "whole"),
        ("ريف دمشق", "whole"),  # a governorate of that name
        ("ريف حلب الشمالي", "part"),
        ("جنوبي مدينة عفرين", "beside"),  # computed: in the governorate, perhaps outside of the town
        ("محيط مدينة عفرين", "beside"),
        ("مداخل مدينة إدلب", "beside"),
        ("سجن إدلب المركزي", "beside"),  # no prison is known there: the town is not meant
        ("مشفى عفرين", "beside"),
    ],
)
def test_how_much_of_a_place_words_mean(words: str, reach: str) -> None:
    assert resolver().reach(words, where(words)) == reach
