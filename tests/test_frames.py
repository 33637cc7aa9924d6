"""Positions of phrases relative to a trigger, what is asked of candidates, and the second look at roles."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rasid.arguments import argument_choices, options_of, roles_of
from rasid.frames import candidates, fits, positions
from rasid.knowledge import Knowledge
from rasid.mentions import Reading, Sentence, read_text
from rasid.scene import Event, scenes_of
from rasid.second import Guess, second_choices
from rasid.text import Text


def read(raw: str, knowledge: Knowledge) -> tuple[Reading, Sentence]:
    reading = read_text(Text(raw), knowledge)
    return reading, reading.sentences[0]


def events(sentence: Sentence) -> list[Event]:
    """Every trigger candidate of a sentence as an event of its first type."""
    return [(t, t.types[0]) for t in sentence.triggers]


def places(raw: str, trigger: str, knowledge: Knowledge) -> dict[str, str]:
    """The position of each phrase relative to the trigger that begins with a word."""
    reading, sentence = read(raw, knowledge)
    found = next(t for t in sentence.triggers if reading.words[t.first].form.startswith(trigger))
    asked = candidates(sentence, found)
    where = positions(sentence.parse, found, asked, knowledge)
    return {raw[p.start : p.end]: where[p.i] for p in asked}


@pytest.mark.parametrize(
    ("raw", "trigger", "wanted"),
    [
        ("قصف الجيش مواقع المسلحين في البلدة", "قصف", {"الجيش": "subject", "مواقع المسلحين": "object", "البلدة": "prep:في"}),
        ("الجيش يقصف مواقع المسلحين", "يقصف", {"الجيش": "subject", "مواقع المسلحين": "object"}),
        ("اندلعت اشتباكات بين الجيش والمسلحين", "اشتباكات", {"الجيش": "between", "المسلحين": "between"}),
        ("قُتل الضابط على يد مسلحين", "قتل", {"مسلحين": "by"}),
        ("أسفرت المعركة عن أسر 50 متمردا", "اسر", {"50 متمردا": "genitive"}),
    ],
)
def test_positions(knowledge: Knowledge, raw: str, trigger: str, wanted: dict[str, str]) -> None:
    found = places(raw, trigger, knowledge)
    assert {phrase: found.get(phrase) for phrase in wanted} == wanted


def test_a_compound_preposition_counts_as_the_simple_one() -> None:
    assert fits("prep:من", "prep:من داخل")
    assert not fits("prep:من", "prep:منذ")


def test_people_of_a_place_and_the_place_are_both_candidates(knowledge: Knowledge) -> None:
    reading, sentence = read("نزح سكان الغوطة الشرقية", knowledge)
    parse = sentence.parse
    found = [reading.text.raw[p.start : p.end] for p in candidates(sentence, sentence.triggers[0])]
    assert found[0] == "سكان الغوطة الشرقية"
    assert [p.i for p in parse.nested] == list(range(len(parse.phrases), len(parse.phrases) + len(parse.nested)))
    assert all(parse.phrase(p.i) is p for p in (*parse.phrases, *parse.nested))


def test_the_subject_of_a_carrying_verb_is_known_to_the_event(knowledge: Knowledge) -> None:
    raw = "تمكنت القوات من السيطرة على البلدة"
    reading, sentence = read(raw, knowledge)
    n = next(n for n, t in enumerate(sentence.triggers) if reading.words[t.first].core.startswith("سيطر"))
    scene = scenes_of(reading, sentence, events(sentence), knowledge)[n]
    subject = next(p for p in scene.asked if raw[p.start : p.end] == "القوات")
    assert scene.carried[subject.i] == "bare0"


def test_places_in_a_row_are_a_chain(knowledge: Knowledge) -> None:
    raw = "وقع انفجار في حي السكري في مدينة حلب"
    reading, sentence = read(raw, knowledge)
    scene = scenes_of(reading, sentence, events(sentence), knowledge)[-1]
    quarter, town = [p for p in scene.asked if p.prep == "في"]
    assert scene.chains == {town.i: quarter.i}


def test_a_target_of_a_fight_may_be_its_place_too(knowledge: Knowledge) -> None:
    assert roles_of("target+place") == ("target", "place")
    assert "target+place" in options_of("fight.shelling", knowledge)
    assert "target+place" not in options_of("talks.meet", knowledge)
    assert "goods" in options_of("access.block", knowledge)


def _guesses(reading: Reading, sentence: Sentence, knowledge: Knowledge, sure: float) -> list[list[Guess]]:
    """First guesses that are all alike: an actor with this probability, else nothing."""
    found = []
    for choices in argument_choices(reading, sentence, events(sentence), knowledge):
        found.append([Guess(p, c, (1 - sure, sure, *(0.0 for _ in c.options[2:]))) for p, c in choices])
    return found


def test_who_surely_fills_no_role_is_not_asked_again(knowledge: Knowledge) -> None:
    reading, sentence = read("قصف الجيش مواقع المسلحين في البلدة", knowledge)
    asked = second_choices(reading, events(sentence), _guesses(reading, sentence, knowledge, 0.9))
    silent = second_choices(reading, events(sentence), _guesses(reading, sentence, knowledge, 0.01))
    assert all(asked)
    assert not any(silent)


WORDS = ["قصف", "الجيش", "مواقع", "المسلحين", "في", "حلب", "و", "قتل", "غارات", "التحالف", "التي", "أن", "،", '"', "#", "_", "من",
         "عناصر", "5", "شمال", "الموالية", "للحكومة", "سيطرة", "على", "بين", "سكان", "دمشق", "قال"]  # fmt: skip


@given(words=st.lists(st.sampled_from(WORDS), min_size=1, max_size=22))
def test_any_row_of_words_gives_choices_that_can_be_made(knowledge: Knowledge, words: list[str]) -> None:
    reading = read_text(Text(" ".join(words)), knowledge)
    for sentence in reading.sentences:
        chosen = argument_choices(reading, sentence, events(sentence), knowledge)
        assert len(chosen) == len(sentence.triggers)
        for (trigger, type_), choices in zip(events(sentence), chosen, strict=True):
            assert len({p.i for p, _ in choices}) == len(choices)
            for phrase, choice in choices:
                assert choice.options == options_of(type_, knowledge)
                assert len(choice.own) == len(choice.options)
                assert phrase.last <= trigger.first or phrase.first >= trigger.last
                assert not any("\t" in f or "\n" in f for f in choice.features)
        second = second_choices(reading, events(sentence), _guesses(reading, sentence, knowledge, 0.5))
        assert [set(s) for s in second] == [{p.i for p, _ in choices} for choices in chosen]
