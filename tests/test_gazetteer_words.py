"""The place words of Arabic: the file is in good order, its faults are named, phrases come apart by it."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from gazetteer_built import KNOWLEDGE, gazetteer
from rasid.errors import KnowledgeError
from rasid.gazetteer.phrase import PhraseReader
from rasid.gazetteer.words import load_words
from rasid.text import fold

WORDS = load_words(KNOWLEDGE / "ar")


@pytest.mark.parametrize(
    ("word", "kind"),
    [
        ("مدينة", "city"), ("مدينتي", "city"), ("مدن", "city"), ("بلدة", "town"), ("قرية", "village"), ("قريتي", "village"),
        ("قرى", "village"), ("حي", "quarter"), ("حيي", "quarter"), ("أحياء", "quarter"), ("محافظة", "governorate"),
        ("ناحية", "subdistrict"), ("معبر", "crossing"), ("مطار", "airport"), ("مخيم", "camp"), ("جسر", "bridge"),
        ("طريق", "road"), ("شارع", "street"), ("دوار", "roundabout"), ("سد", "dam"), ("مديرية", "district"), ("قضاء", "district"),
        ("جبل", "mountain"), ("تل", "mountain"), ("وادي", "valley"), ("قاعدة", "base"), ("سجن", "prison"), ("مستشفى", "hospital"),
    ],
)  # fmt: skip
def test_announcing_nouns(word: str, kind: str) -> None:
    assert WORDS.nouns[fold(word)][0] == kind


def test_directions_go_round_the_compass() -> None:
    assert sorted(set(WORDS.directions.values())) == [0, 45, 90, 135, 180, 225, 270, 315]
    assert WORDS.directions[fold("شمال غربي")] == 315
    assert WORDS.adjectives[fold("الجنوبي الشرقي")] == 135


def test_common_words_need_an_announcing_noun() -> None:
    for word in ("الباب", "السلام", "عين", "البر", "الزهراء", "المدينة", "الثورة"):
        assert fold(word) in WORDS.ambiguous
    assert not WORDS.ambiguous & {fold(n) for n in ("حلب", "دوما", "تعز", "الحديدة", "الموصل", "غزة", "طرابلس")}


def test_nationality_adjectives_lead_to_countries() -> None:
    assert WORDS.adjective_country[fold("السورية")] == "sy"
    assert WORDS.adjective_country[fold("يمني")] == "ye"


@pytest.mark.parametrize(
    ("surface", "name", "kinds", "containers"),
    [
        ("مدينة القامشلي", "القامشلي", ("city", "town"), ()),
        ("المربع الأمني في مدينة القامشلي", "المربع الأمني", (), ("القامشلي",)),
        ("بمحافظة إدلب", "إدلب", ("governorate",), ()),
        ("مدينة الباب", "الباب", ("city", "town"), ()),
    ],
)
def test_phrases_come_apart(surface: str, name: str, kinds: tuple[str, ...], containers: tuple[str, ...]) -> None:
    phrase = PhraseReader(gazetteer()).read(surface)
    assert phrase.name == fold(name)
    assert phrase.kinds == kinds
    assert phrase.containers == tuple(fold(c) for c in containers)


def test_names_listed_beside_each_other_contain_nothing() -> None:
    phrase = PhraseReader(gazetteer()).read("حيي الشيخ مقصود والأشرفية")
    assert phrase.containers == ()
    assert phrase.beside == (fold("الأشرفية"),)


def test_direction_distance_and_border() -> None:
    read = PhraseReader(gazetteer()).read
    assert read("ريف حلب الشمالي").bearing == 0
    assert read("ريف حلب الشمالي").rural
    assert (read("على بعد 20 كم شرق منبج").km, read("على بعد 20 كم شرق منبج").bearing) == (20, 90)
    assert read("خمسة كيلومترات جنوب منبج").km == 5
    assert read("الحدود مع الأردن").border


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ("kind: city", "kind: metropolis", "unknown kind 'metropolis'"),
        ("\narticle:", "\narticles:", "keys are exactly"),
        ("nouns:\n", "nouns: [\n", "not readable as YAML"),
    ],
)
def test_faults_name_the_file(tmp_path: Path, old: str, new: str, fault: str) -> None:
    shutil.copy(KNOWLEDGE / "ar" / "people.yaml", tmp_path)
    text = (KNOWLEDGE / "ar" / "placewords.yaml").read_text(encoding="utf-8")
    (tmp_path / "placewords.yaml").write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(KnowledgeError, match="placewords") as caught:
        load_words(tmp_path)
    assert fault in caught.value.faults[0]


def test_a_missing_file_is_a_fault(tmp_path: Path) -> None:
    with pytest.raises(KnowledgeError, match="placewords"):
        load_words(tmp_path)
