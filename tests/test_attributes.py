"""What is said of a claim beyond its roles: what governs it, its time, whether a part of a place is meant, and the weapon."""

from __future__ import annotations

from datetime import date

import pytest

from rasid.attributes import attributes
from rasid.coder import Coded
from rasid.dating import Dating
from rasid.governors import Chain
from rasid.guards.details import is_part, weapon_of
from rasid.knowledge import Knowledge
from rasid.mentions import Reading, Sentence, Trigger, read_text
from rasid.scopes import Clause, cued, joined, predicate
from rasid.speech import speakers
from rasid.standing import status_choice
from rasid.text import Text
from rasid.timing import when
from rasid.types import STATUSES, Report

PUBLISHED = date(2022, 4, 18)


def read(raw: str, knowledge: Knowledge) -> tuple[Reading, Sentence]:
    reading = read_text(Text(raw), knowledge)
    return reading, reading.sentences[0]


def trigger(raw: str, word: str, knowledge: Knowledge) -> tuple[Reading, Sentence, Trigger]:
    reading, sentence = read(raw, knowledge)
    tokens = reading.text.tokens
    return reading, sentence, next(t for t in sentence.triggers if raw[tokens[t.first].start : tokens[t.first].end] == word)


@pytest.mark.parametrize(
    ("raw", "word", "feature"),
    [
        ("تهدف العملية للسيطرة على الجسر", "للسيطرة", "j=ل|n"),
        ("قال إنه سيقصف المدينة", "سيقصف", "j=انه|v"),
        ("أعلن القائد بدء اقتحام البلدة", "اقتحام", "n=بدء"),
        ("ترفض القوات الانسحاب من الميناء", "الانسحاب", "gvt=In"),
    ],
)
def test_what_governs_an_event(knowledge: Knowledge, raw: str, word: str, feature: str) -> None:
    _, sentence, found = trigger(raw, word, knowledge)
    assert feature in set(Clause(sentence.parse, found).features())


def test_a_noun_of_doing_behind_a_preposition_is_no_verb(knowledge: Knowledge) -> None:
    _, sentence, found = trigger("لمحت الحكومة إلى شن حملة عسكرية", "شن", knowledge)
    verb = Clause(sentence.parse, found).verb
    assert sentence.parse.words[verb].verbs[0].lemma == "لمح"


def test_the_predicate_of_an_event(knowledge: Knowledge) -> None:
    _, sentence, found = trigger("المعارك في محيط المطار تتواصل", "المعارك", knowledge)
    assert "prt=I" in set(predicate(sentence, found))


@pytest.mark.parametrize(
    ("raw", "word", "status"),
    [
        ("تعتزم الحكومة قصف البلدة", "قصف", "planned"),
        ("لم تدخل القوات البلدة", "تدخل", "negated"),
        ("حذر القائد من هجوم على الميناء", "هجوم", "possible"),
        ("تواصل الطائرات قصف المدينة", "قصف", "ongoing"),
        ("طالب الأهالي بالإفراج عن المعتقلين", "بالإفراج", "demanded"),
    ],
)
def test_a_cue_holds_the_event_in_its_scope(knowledge: Knowledge, raw: str, word: str, status: str) -> None:
    _, sentence, found = trigger(raw, word, knowledge)
    assert status in cued(sentence, found)


@pytest.mark.parametrize(
    ("raw", "word", "link", "status"),
    [
        ("حشد القائد جنوده تمهيدا لعملية تمكنه من بسط السيطرة على الميناء", "بسط السيطرة", "من", "planned"),
        ("نفى الناطق أن تكون قواته قد قصفت السوق", "قصفت", "thatان", "negated"),
        ("لم تتمكن القوات من دخول المدينة", "دخول", "من", "negated"),
        ("تضمنت المطالب الروسية خروج المقاتلين من الحي", "خروج", "obj", "demanded"),
        ("شن التحالف هجوما بهدف اقتحام الميناء والسيطرة عليه", "والسيطرة", "and", "planned"),
        ("سيتم نقل الجرحى إلى المشفى", "نقل", "", "planned"),
    ],
)
def test_the_chain_of_governors_meets_the_cue(knowledge: Knowledge, raw: str, word: str, link: str, status: str) -> None:
    reading, sentence = read(raw, knowledge)
    tokens = reading.text.tokens
    found = next(t for t in sentence.triggers if raw[tokens[t.first].start : tokens[t.last - 1].end] == word)
    chain = Chain(sentence, found, knowledge)
    assert (chain.links[0].how if chain.links else "") == link
    assert status in {held.hit.cue.value for held in chain.cues}


def test_joined_events(knowledge: Knowledge) -> None:
    _, sentence, second = trigger("بهدف اقتحام المدينة والسيطرة عليها", "والسيطرة", knowledge)
    first = sentence.triggers[0]
    assert joined(sentence, second, first)
    _, sentence, other = trigger("اقتحام المدينة التي سيطر عليها المسلحون", "سيطر", knowledge)
    assert not joined(sentence, other, sentence.triggers[0])


def test_options_are_the_codebooks(knowledge: Knowledge) -> None:
    reading, sentence, found = trigger("سيطر الجيش على البلدة", "سيطر", knowledge)
    choice = status_choice(reading, sentence, found, "control.take", None, (), knowledge)
    assert choice.options == STATUSES
    assert len(choice.own) == len(STATUSES)


def test_a_time_is_one_of_the_sentences_or_none(knowledge: Knowledge) -> None:
    reading, sentence, found = trigger("قصفت الطائرات البلدة أمس وانسحبت القوات اليوم", "قصفت", knowledge)
    choice = Dating(reading, sentence, found, "fight.airstrike", None, "happened", ()).choice()
    assert choice.options == ("none", "0", "1")


def test_attributes_without_weights_follow_the_grammar(knowledge: Knowledge) -> None:
    untrained = {name: type(model)(name) for name, model in knowledge.models.items()}
    bare = type(knowledge)(**{**{f: getattr(knowledge, f) for f in knowledge.__dataclass_fields__}, "models": untrained})
    raw = "قال مصدر عسكري إن الطائرات قصفت البلدة أمس"
    reading, sentence, found = trigger(raw, "قصفت", bare)
    got = attributes(reading, sentence, found, "fight.airstrike", speakers(reading, bare)[0], (), bare)
    assert got.speaker is not None
    assert raw[got.speaker.start : got.speaker.end] == "مصدر عسكري"
    assert (got.stance, got.status) == ("reports", "happened")
    assert got.time is not None


@pytest.mark.parametrize(
    ("raw", "word", "status", "edtf"),
    [
        ("بدأت القوات في 20 يناير حملة على المدينة", "حملة", "ongoing", "2022-01-20/.."),
        ("بدأت القوات في 20 يناير حملة على المدينة", "حملة", "happened", "2022-01-20"),
        ("قصفت القوات المدينة في 20 يناير", "قصفت", "ongoing", "2022-01-20"),
        ("قتل مئة جندي منذ اندلاع المعارك في مارس", "قتل", "happened", "2022-03/.."),
        ("تنسحب القوات الجمعة", "تنسحب", "planned", "2022-04-22"),
    ],
)
def test_value_of_a_time(knowledge: Knowledge, raw: str, word: str, status: str, edtf: str) -> None:
    reading, sentence, found = trigger(raw, word, knowledge)
    coded = Coded(sentence, found, found.types[0], {}, None, "reports", status, sentence.times[0])  # type: ignore[arg-type]
    value = when(coded, Report("r", raw, published=PUBLISHED), reading, None)
    assert value is not None and value.edtf == edtf


@pytest.mark.parametrize(
    ("raw", "word", "status", "edtf"),
    [
        ("هاجموا البلدة في 3 آذار. وفي اليوم نفسه قصفت الطائرات الحي", "قصفت", "happened", "2022-03-03"),
        ("دخلوا الحي مساء السبت. وقصفت المدفعية البلدة ليلا", "وقصفت", "happened", "2022-04-16"),
        ("سقطت المدينة عام 2012. ومنذ ذلك الحين تحاصر القوات القرى", "تحاصر", "ongoing", "2012/.."),
        ("وجاء البيان السبت بعد يومين من هجوم على المطار", "هجوم", "happened", "2022-04-14"),
        ("وجاء البيان بعد يومين من هجوم على المطار", "هجوم", "happened", "2022-04-16"),
        ("انسحبت القوات بعد يومين من هجوم على المطار", "انسحبت", "happened", ""),
        ("وجاء البيان غداة هجوم على المطار", "هجوم", "happened", "2022-04-17"),
        ("قصفت المدفعية البلدة ليلا", "قصفت", "happened", ""),
        ("بدأت القوات في أواخر آذار الماضي حملة على المدينة", "حملة", "ongoing", "2022-03/.."),
        ("منذ اندلاع المعارك في مارس قتل مئة جندي", "قتل", "happened", "2022-03/.."),
    ],
)
def test_value_of_a_time_from_the_text_around(knowledge: Knowledge, raw: str, word: str, status: str, edtf: str) -> None:
    reading = read_text(Text(raw), knowledge)
    tokens = reading.text.tokens
    sentence, found = next(
        (s, t) for s in reading.sentences for t in s.triggers if raw[tokens[t.first].start : tokens[t.first].end] == word
    )
    coded = Coded(sentence, found, found.types[0], {}, None, "reports", status, sentence.times[-1])  # type: ignore[arg-type]
    value = when(coded, Report("r", raw, published=PUBLISHED), reading, None)
    assert (value.edtf if value else "") == edtf


@pytest.mark.parametrize(
    ("raw", "part"),
    [
        ("سيطر الجيش على أجزاء من مدينة الرقة", True),
        ("سيطر الجيش على معظم مدينة الرقة", True),
        ("سيطر الجيش على مدينة الرقة", False),
        ("سيطر الجيش على مدينة الرقة ومعظم سكانها نازحون", False),
    ],
)
def test_part_of_a_place(knowledge: Knowledge, raw: str, part: bool) -> None:
    _, sentence, found = trigger(raw, "سيطر", knowledge)
    place = next(p for p in sentence.parse.phrases if "الرقة" in raw[p.start : p.end])
    assert is_part(sentence, found, "control.take", [place], knowledge) is part


@pytest.mark.parametrize(
    ("raw", "word", "weapon"),
    [
        ("قصفت القوات البلدة بقذائف الهاون", "قصفت", "قذائف الهاون"),
        ("هاجم مسلحون الحاجز برشاشات ثقيلة", "هاجم", "رشاشات ثقيلة"),
        ("هاجم مسلحون الحاجز ليلا", "هاجم", None),
    ],
)
def test_weapon(knowledge: Knowledge, raw: str, word: str, weapon: str | None) -> None:
    reading, sentence, found = trigger(raw, word, knowledge)
    words = weapon_of(reading, sentence, found, "fight.attack", knowledge)
    assert (words.text if words else None) == weapon
    assert words is None or raw[words.start : words.end] == words.text


def test_the_examples_of_the_status_words_hold(knowledge: Knowledge) -> None:
    missed = []
    for cue in knowledge.status.cues.values():
        for example in cue.examples:
            text, wanted = example["text"], example["status"]
            reading, sentence = read(text, knowledge)
            tokens = reading.text.tokens
            spans = [(t, text[tokens[t.first].start : tokens[t.last - 1].end]) for t in sentence.triggers]
            asked = [t for t, words in spans if example["trigger"] in words or words in example["trigger"]]
            if wanted != "happened" and not any(wanted in cued(sentence, t) for t in asked):
                missed.append(f"{cue.file}:{example.line}: {example['trigger']} is not {wanted}")
    assert not missed
