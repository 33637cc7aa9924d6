"""Who is no part of an event, or another part of it, as his own verb shows."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from rasid.guards.bystanders import killed_things, left_place, without_bystanders
from rasid.guards.senses import type_with_object
from rasid.knowledge import Knowledge
from rasid.mentions import Sentence, Trigger, read_text
from rasid.phrases import Phrase
from rasid.text import Text, fold
from rasid.types import Role


def _event(raw: str, word: str, knowledge: Knowledge) -> tuple[Sentence, Trigger]:
    [sentence] = read_text(Text(raw), knowledge).sentences
    tokens = sentence.parse.tokens
    return sentence, next(t for t in sentence.triggers if raw[tokens[t.first].start : tokens[t.first].end] == word)


def _words(raw: str, phrases: Sequence[Phrase]) -> list[str]:
    return [raw[p.start : p.end] for p in phrases]


@pytest.mark.parametrize(
    ("raw", "word", "type_", "chosen", "actor", "target"),
    [
        ("ثمانية عمال قتلوا في هجوم على حافلة قرب سيوة", "هجوم", "fight.attack", "ثمانية عمال", 0, 1),
        ("أصيب ثلاثة صحفيين في قصف على مخيم البريج", "قصف", "fight.shelling", "ثلاثة صحفيين", 0, 1),
        ("مسلحون قتلوا ضابطا في هجوم على حاجز", "هجوم", "fight.attack", "مسلحون", 1, 0),  # the verb has an object
        ("ثمانية مسلحين قتلوا في اشتباكات قرب سيوة", "اشتباكات", "fight.clash", "ثمانية مسلحين", 1, 0),
        ("دعت اللجنة الحكومة إلى فتح تحقيق شامل في مقتل المتظاهرين", "مقتل", "harm.kill", "الحكومة", 0, 0),
        ("بدأت النيابة تحقيقا في تعذيب معتقل", "تعذيب", "harm.abuse", "النيابة", 0, 0),
        ("أدان الاتحاد الأفريقي الهجوم على الحافلة", "الهجوم", "fight.attack", "الاتحاد الأفريقي", 0, 0),
        ("أدانت المحكمة الضابط بقصف حي سكني", "بقصف", "fight.shelling", "الضابط", 1, 0),  # condemned FOR it
        ("شن الاتحاد هجوما وأدان القصف", "هجوما", "fight.attack", "الاتحاد", 1, 0),
        ("اتهمت اللجنة الحكومة بالمشاركة في تعذيب معتقل", "تعذيب", "harm.abuse", "الحكومة", 1, 0),
    ],
)
def test_who_did_not_do_it(knowledge: Knowledge, raw: str, word: str, type_: str, chosen: str, actor: int, target: int) -> None:
    sentence, trigger = _event(raw, word, knowledge)
    phrase = next(p for p in sentence.parse.phrases if raw[p.start : p.end] == chosen)
    roles = without_bystanders({"actor": [phrase], "target": [], "place": []}, sentence, trigger, type_, knowledge)
    assert (len(roles["actor"]), len(roles["target"])) == (actor, target)


@pytest.mark.parametrize(
    ("raw", "word", "type_", "chosen", "actor", "target"),
    [
        ("أيد قاض في بيروت سجن الناشط", "سجن", "harm.detain", "قاض", [], []),
        ("رفضت النقابة اعتقال الصحفي", "اعتقال", "harm.detain", "النقابة", [], []),
        ("طالب النازحون بوقف تهجير أهلهم", "تهجير", "harm.displace", "النازحون", [], ["النازحون"]),  # he may speak for himself
        ("أشاد المبعوث الأممي بالهدنة", "أشاد", "word.support", "المبعوث الأممي", ["المبعوث الأممي"], []),
        ("هدد القائد الحكومة بالرد", "هدد", "word.threaten", "القائد", [], ["القائد"]),  # such verbs have an object too
        ("توعد القائد أمام ضباطه بالرد", "توعد", "word.threaten", "ضباطه", [], []),
        ("بدأ نزوح كبير باتجاه عفرين", "نزوح", "harm.displace", "عفرين", [], []),
    ],
)
def test_who_is_not_its_target(
    knowledge: Knowledge, raw: str, word: str, type_: str, chosen: str, actor: list[str], target: list[str]
) -> None:
    sentence, trigger = _event(raw, word, knowledge)
    phrase = next(p for p in sentence.parse.phrases if raw[p.start : p.end] == chosen)
    roles = without_bystanders({"actor": [], "target": [phrase], "place": []}, sentence, trigger, type_, knowledge)
    assert (_words(raw, roles["actor"]), _words(raw, roles["target"])) == (actor, target)


@pytest.mark.parametrize(
    ("raw", "word", "role", "actor", "place"),
    [
        ("بدأت محادثات في جنيف برعاية سلطنة عمان", "برعاية", "place", ["سلطنة عمان"], ["جنيف"]),
        ("انتهت مشاورات الدوحة بوساطة قطر", "بوساطة", "place", ["قطر"], []),
        ("توقفت الوساطة في جنيف", "الوساطة", "place", [], ["جنيف"]),
    ],
)
def test_who_sponsors_talks(knowledge: Knowledge, raw: str, word: str, role: Role, actor: list[str], place: list[str]) -> None:
    sentence, trigger = _event(raw, word, knowledge)
    named = [p for p in sentence.parse.phrases if raw[p.start : p.end] in (*actor, *place)]
    roles = without_bystanders({role: named}, sentence, trigger, "talks.mediate", knowledge)
    assert (_words(raw, roles.get("actor", [])), _words(raw, roles["place"])) == (actor, place)


@pytest.mark.parametrize(
    ("raw", "word", "type_", "meant"),
    [
        ("تنسحب القوات من مدينة الرقة بموجب الاتفاق", "تنسحب", "talks.breach", "move.withdraw"),
        ("انسحب الوفد من المفاوضات في جنيف", "انسحب", "talks.fail", "talks.fail"),
        ("انسحبت الحركة من الاتفاق", "انسحبت", "talks.breach", "talks.breach"),
        ("أحرق مسلحون مقر البلدية", "أحرق", "harm.kill", "harm.kill"),  # the thing does not stand right behind the verb
        ("دخلوا البلدة وأحرقوا مقر البلدية", "وأحرقوا", "harm.kill", "harm.property"),
        ("دخلوا البلدة وأحرقوا شابا", "وأحرقوا", "harm.kill", "harm.kill"),
    ],
)
def test_what_the_verb_means_with_its_object(knowledge: Knowledge, raw: str, word: str, type_: str, meant: str) -> None:
    sentence, trigger = _event(raw, word, knowledge)
    assert killed_things(sentence, trigger, left_place(sentence, trigger, type_, knowledge)) == meant


@pytest.mark.parametrize(
    ("raw", "word", "type_"),
    [
        ("سيطر على المبنى قبل أن يعيده بموجب الاتفاق", "يعيده", "control.handover"),
        ("أعادت الفصائل المعبر إلى الحكومة", "أعادت", "control.handover"),
        ("أعاد الجيش السيطرة على البلدة", "أعاد", "control.take"),
        ("أعاد الجيش انتشاره في البلدة", "أعاد", "control.take"),
    ],
)
def test_who_gives_a_place_back_has_not_taken_it(knowledge: Knowledge, raw: str, word: str, type_: str) -> None:
    [sentence] = read_text(Text(raw), knowledge).sentences
    k = next(k for k in range(sentence.parse.first, sentence.parse.last) if raw[sentence.parse.tokens[k].start :].startswith(word))
    given = Trigger(k, k + 1, "verb", fold("أعاد"), ())
    assert type_with_object(sentence, given, "control.take", knowledge) == type_
