"""Word forms in, clitics and lemmas out: the forms that the press writes, and what must not be cut."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rasid.knowledge import Knowledge
from rasid.text import fold


@pytest.mark.parametrize(
    ("form", "conj", "prep", "article", "core"),
    [
        ("سيطرت", "", "", False, "سيطرت"),
        ("وسيطرت", "و", "", False, "سيطرت"),
        ("فانسحبوا", "ف", "", False, "انسحبوا"),
        ("المعارك", "", "", True, "معارك"),
        ("للنظام", "", "ل", True, "نظام"),
        ("ولقواتها", "و", "ل", False, "قواتها"),
        ("لقوات", "", "ل", False, "قوات"),
        ("وزير", "", "", False, "وزير"),
        ("وسط", "", "", False, "وسط"),
        ("بلدة", "", "", False, "بلده"),
        ("بالأشرفية", "", "ب", True, "اشرفيه"),
        ("وفي", "و", "", False, "في"),
        ("وإلى", "و", "", False, "الي"),
        ("لإجراء", "", "ل", False, "اجراء"),
        ("واستقرار", "و", "", False, "استقرار"),
        ("والإرهاب", "و", "", True, "ارهاب"),
        ("المسؤولين", "", "", True, "مسوولين"),
        ("سعاد", "", "", False, "سعاد"),
        ("سامراء", "", "", False, "سامراء"),
        ("فيسبوك", "", "", False, "فيسبوك"),
    ],
)
def test_clitics(knowledge: Knowledge, form: str, conj: str, prep: str, article: bool, core: str) -> None:
    word = knowledge.morphology.read(fold(form))
    assert (word.conj, word.prep, word.article, word.core) == (conj, prep, article, core)


@pytest.mark.parametrize("form", ["فترة", "قضية", "تسعة", "ناسفة", "هويات"])
def test_a_noun_is_no_verb_with_a_pronoun(knowledge: Knowledge, form: str) -> None:
    word = knowledge.morphology.read(fold(form))
    assert (word.pronoun, word.verbs if not word.classes else ()) == ("", ())


@pytest.mark.parametrize(
    ("form", "lemma"),
    [("سيطروا", "سيطر"), ("تسيطر", "سيطر"), ("انسحبوا", "انسحب"), ("أعلنوا", "اعلن"), ("سيقصف", "قصف"), ("يقصفون", "قصف")],
)
def test_verb_forms(knowledge: Knowledge, form: str, lemma: str) -> None:
    assert lemma in [v.lemma for v in knowledge.morphology.read(fold(form)).verbs]


@pytest.mark.parametrize(("form", "lemma"), [("سيطرته", "سيطره"), ("استهدافهم", "استهداف"), ("مدينتهم", "مدينه"), ("هجماتها", "هجمه")])
def test_nouns_with_pronouns(knowledge: Knowledge, form: str, lemma: str) -> None:
    word = knowledge.morphology.read(fold(form))
    assert lemma in word.nouns
    assert word.pronoun


def test_future_particle_is_before_present_forms_only(knowledge: Knowledge) -> None:
    assert knowledge.morphology.read(fold("سيقصف")).future
    assert not knowledge.morphology.read(fold("سيطر")).future


@pytest.mark.parametrize(("form", "class_"), [("التي", "relative"), ("في", "preposition"), ("لم", "negator"), ("والتي", "relative")])
def test_function_words(knowledge: Knowledge, form: str, class_: str) -> None:
    assert class_ in knowledge.morphology.read(fold(form)).classes


@given(form=st.text(st.sampled_from("ابتجحدرسعفقكلمنهوي"), min_size=1, max_size=12))
def test_pieces_are_pieces_of_the_form(knowledge: Knowledge, form: str) -> None:
    word = knowledge.morphology.read(form)
    assert form.startswith(word.conj)
    assert form[len(word.conj) :].startswith(word.prep)
    assert form.endswith(word.core) or word.pronoun
    assert word == knowledge.morphology.read(form)


@pytest.mark.parametrize("raw", ["إثارة", "قتلة", "وعثرة", "أهمية", "وحدة", "آلية"])
def test_a_ta_marbuta_is_no_pronoun(knowledge: Knowledge, raw: str) -> None:
    word = knowledge.morphology.read(fold(raw), feminine=True)
    assert not (word.verbs or word.pronoun or word.classes)


def test_the_plural_of_a_feminine_is_not_that_of_its_masculine(knowledge: Knowledge) -> None:
    assert "مفاوض" not in knowledge.morphology.read(fold("المفاوضات")).nouns


@pytest.mark.parametrize(
    ("form", "conj", "prep", "core"),
    [
        ("وبسقلا", "و", "", "بسقلا"),
        ("بشن", "", "ب", "شن"),
        ("بارتكاب", "", "ب", "ارتكاب"),
        ("وتيرة", "", "", "وتيره"),
        ("فقيرة", "", "", "فقيره"),
    ],
)
def test_letters_that_are_the_words_own(knowledge: Knowledge, form: str, conj: str, prep: str, core: str) -> None:
    word = knowledge.morphology.read(fold(form))
    assert (word.conj, word.prep, word.core) == (conj, prep, core)


def test_two_of_a_feminine_participle(knowledge: Knowledge) -> None:
    assert knowledge.morphology.read(fold("الخاضعتين")).nouns == ("خاضع",)
    assert knowledge.morphology.read(fold("المدرستين")).nouns == ("مدرسه",)


def test_the_quarter_has_its_article(knowledge: Knowledge) -> None:
    assert [(w.article, w.core) for w in map(knowledge.morphology.read, map(fold, ("الحي", "الحيين", "آلاف")))] == [
        (True, "حي"),
        (True, "حيين"),
        (False, "الاف"),
    ]
