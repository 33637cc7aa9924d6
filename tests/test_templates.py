"""Templates name what a row says, and weigh it without the names."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rasid.choice import ANY, Choice, Model, Weighed, softmax
from rasid.knowledge import Knowledge
from rasid.templates import Row, Table, Templates, Words, hash_of, hashes_of

MADE = Templates(
    ("a", "b", "c"),
    """
    b
    x={a}
    y={a}|{b}z
    {b}{c}
    t={a}{b}{c}
    """,
)
VALUES = st.tuples(*[st.none() | st.text(max_size=6)] * 3)


def test_a_feature_of_a_missing_value_is_none() -> None:
    assert list(MADE.names(("1", None, "2"))) == ["b", "x=1"]
    assert list(MADE.names(("1", "", "2"))) == ["b", "x=1", "y=1|z", "2", "t=12"]


@given(rows=st.lists(VALUES, min_size=1, max_size=8))
def test_the_hash_of_a_joined_name_is_that_of_the_name(rows: list[tuple[str | None, ...]]) -> None:
    hashes = MADE.hashes([Row(MADE, ((a,), (b, c))) for a, b, c in rows], Words())
    for n, row in enumerate(rows):
        assert {hash_of(name) for name in MADE.names(row)} <= set(hashes[:, n].tolist())


def test_many_hashes_are_those_of_each() -> None:
    names = ["b", "x=سيطر", "", "y=قصف|placez"]
    assert hashes_of(names).tolist() == [hash_of(name) for name in names]


def test_a_table_finds_what_it_holds_and_nothing_else() -> None:
    names = [f"h={n}" for n in range(5000)]
    table = Table(names, [(n, 0, float(n)) for n in range(5000)], 1)
    assert table.rows(table.find(hashes_of(names)))[:, 0].tolist() == [float(n) for n in range(5000)]
    assert set(table.find(hashes_of([f"g={n}" for n in range(5000)])).tolist()) == {table.unknown}


MODEL = Model(
    "m",
    {"b": {"no": 0.5, "yes": -0.25}, "x=1": {"yes": 1.5}, "x=2": {"no": 0.75}, "y=1|2z": {"yes": 0.1, ANY: 0.3}, "named": {ANY: -2.0}},
)


@given(rows=st.lists(st.tuples(*[st.sampled_from([None, "1", "2"])] * 3), min_size=1, max_size=6))
def test_many_choices_weigh_what_each_weighs(rows: list[tuple[str | None, ...]]) -> None:
    choices = [Choice(("no", "yes", "other"), (Row(MADE, (row,)),), ((), ("named",), (Row(MADE, (row,)),))) for row in rows]
    weighed = Weighed(MODEL, choices)
    for n, choice in enumerate(choices):
        assert weighed.scores[n] == pytest.approx(MODEL.scores(choice))
        assert set(weighed.features(n)) == {f for f in choice.features if f in MODEL.weights}
        loudest = MODEL.loudest("yes", weighed.features(n), weighed.own(n, 1))
        assert loudest == MODEL.decisive(choice, "yes")
    assert MODEL.all_probabilities(choices)[0] == softmax(weighed.scores[0])
    assert math.isclose(sum(MODEL.all_probabilities(choices)[0]), 1.0)


@pytest.mark.parametrize("name", ["argument", "second", "trigger", "source", "status", "stance", "time"])
def test_no_two_features_with_a_weight_share_a_hash(knowledge: Knowledge, name: str) -> None:
    features = list(knowledge.models[name].weights)
    assert len(set(hashes_of(features).tolist())) == len(features)
