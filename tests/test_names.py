"""Names in running text: the longest wins, clitics stay outside, and nothing overlaps."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rasid.knowledge import Knowledge
from rasid.mentions import read_text
from rasid.names import Named, NameTree
from rasid.text import Text, fold

RIVER, DAM, TOWN = Named("place", "river"), Named("place", "dam"), Named("place", "town")


@pytest.fixture(scope="module")
def tree() -> NameTree:
    names = NameTree(["و", "ف"], ["ب", "ل", "ك"], "ال", "لل")
    names.add(fold("الفرات").split(), RIVER)
    names.add(fold("سد الفرات").split(), DAM)
    names.add(fold("لبدة").split(), TOWN)
    return names


@pytest.mark.parametrize(
    ("raw", "found"),
    [
        ("عبروا الفرات", [("الفرات", "", "", RIVER)]),
        ("وصلوا سد الفرات", [("سد الفرات", "", "", DAM)]),
        ("بالفرات", [("الفرات", "", "ب", RIVER)]),
        ("والفرات", [("الفرات", "و", "", RIVER)]),
        ("وبالفُرات", [("الفُرات", "و", "ب", RIVER)]),
        ("للفرات", [("للفرات", "", "ل", RIVER)]),
        ("لبدة", [("لبدة", "", "", TOWN)]),
        ("سد، الفرات", [("الفرات", "", "", RIVER)]),
        ("فراتي", []),
    ],
)
def test_find(tree: NameTree, raw: str, found: list[tuple[str, str, str, Named]]) -> None:
    text = Text(raw)
    assert [(raw[n.start : n.end], n.conj, n.prep, n.named[0]) for n in tree.find(text, text.tokens)] == found


@given(words=st.lists(st.sampled_from(["الفرات", "سد", "والفرات", "لبدة", "،", "للفرات", "قرب"]), max_size=12))
def test_names_never_overlap(tree: NameTree, words: list[str]) -> None:
    text = Text(" ".join(words))
    found = list(tree.find(text, text.tokens))
    assert all(a.last <= b.first and a.end <= b.start for a, b in pairwise(found))


def test_known(tree: NameTree) -> None:
    assert tree.known(["سد", "الفرات"]) == (DAM,)
    assert tree.known(["سد"]) == ()
    assert tree.known([]) == ()


def test_a_name_scoped_to_a_country_needs_that_country(knowledge: Knowledge) -> None:
    syria = read_text(Text("أعلن النظام انسحابه من مدينة القامشلي شمال شرقي سوريا"), knowledge)
    elsewhere = read_text(Text("اجتمع النظام مع صحفيين في طوكيو عاصمة اليابان"), knowledge)
    assert "sy.gov" in {n.id for name in syria.names for n in name.named}
    assert "sy.gov" not in {n.id for name in elsewhere.names for n in name.named}


def test_both_names_of_one_actor(knowledge: Knowledge) -> None:
    raw = 'سيطرت "الأسايش" على الحي، وقالت قوات سوريا الديمقراطية إنها دعمتها'
    reading = read_text(Text(raw), knowledge)
    assert {raw[n.start : n.end] for n in reading.names} >= {"الأسايش", "قوات سوريا الديمقراطية"}


def test_a_direction_announces_no_place_called_city(knowledge: Knowledge) -> None:
    reading = read_text(Text("شنت الطائرات غارة على بلدة شمال مدينة حلب"), knowledge)
    assert [name.key for name in reading.names] == ["حلب"]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("شنت القاعدة هجوما على نقطة عسكرية", True),
        ("تبنت القاعدة الهجوم", True),
        ("قتل خمسة من عناصر القاعدة", True),
        ("حاصر الجيش القاعدة أياما", False),
        ("تعرضت القاعدة لقصف صاروخي", False),
        ("سيطرت الفصائل على القاعدة", False),
    ],
)
def test_a_name_that_is_a_common_noun_is_announced_or_acts(text: str, names: bool, knowledge: Knowledge) -> None:
    found = [n.id for name in read_text(Text(text), knowledge).names for n in name.of("actor")]
    assert ("al-qaeda" in found) == names


def test_the_clocks_of_a_town_name_no_place(knowledge: Knowledge) -> None:
    reading = read_text(Text("شنت الطائرات غارات عند الثالثة فجرا بتوقيت صنعاء على مدينة الحديدة"), knowledge)
    assert [name.key for name in reading.names if name.of("place")] == ["الحديده"]


def test_a_quotation_mark_between_the_words_of_a_name(knowledge: Knowledge) -> None:
    for raw in ('قالت قناة "العربية" إن الجيش انسحب', "قالت قناة «العربية» إن الجيش انسحب"):
        names = read_text(Text(raw), knowledge).names
        assert "alarabia" in {n.id for name in names for n in name.of("outlet")}
