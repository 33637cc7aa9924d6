"""Places that the words tell of somebody else: where a source sits, whence a guest came, between which countries an area lies."""

from __future__ import annotations

import pytest

from rasid.guards.elsewhere import without_others_places, without_source_places
from rasid.knowledge import Knowledge
from rasid.mentions import read_text
from rasid.speech import speakers
from rasid.text import Text


@pytest.mark.parametrize(
    ("raw", "word", "type_", "kept"),
    [
        # whom somebody had captured there
        ("أعدم المسلحون الجنود الذين أسروهم في درعا", "أعدم", "harm.kill", []),
        ("أطلقت الشرطة طالبين احتجزتهما في درعا", "أطلقت", "power.release", []),
        ("أعدم المسلحون الجنود الذين أسروهم في درعا", "أسروهم", "harm.detain", ["درعا"]),
        ("أعدم المسلحون في درعا الجنود الذين أسروهم", "أعدم", "harm.kill", ["درعا"]),
        ("قصفت الطائرات المواقع التي سيطر عليها المسلحون في درعا", "قصفت", "fight.airstrike", ["درعا"]),
        # where that was to which the event is likened
        ("يخشون هجوما شبيها بذلك الذي ضرب درعا", "هجوما", "fight.attack", []),
        ("يخشون هجوما على درعا شبيها بذلك الذي ضرب حمص", "هجوما", "fight.attack", ["درعا"]),
        # whence somebody came
        ("اغتيل صحفي عاد من بيروت", "اغتيل", "harm.kill", []),
        ("استقبل الوزير المبعوثة، التي وصلت من بيروت", "استقبل", "talks.meet", []),
        ("اغتيل صحفي كان قد جاء من بيروت", "اغتيل", "harm.kill", []),
        ("استقبل الوزير المبعوثة التي وصلت إلى بيروت", "استقبل", "talks.meet", ["بيروت"]),
        # where somebody went after talks
        ("عاد الوفد إلى بيروت بعد انهيار المفاوضات", "انهيار", "talks.fail", []),
        ("غادر الوفد بيروت بعد محادثات مع الوزير", "محادثات", "talks.meet", ["بيروت"]),
        ("عاد الوفد بعد انهيار المفاوضات في بيروت", "انهيار", "talks.fail", ["بيروت"]),
        # where who is hit comes from and goes to
        ("هاجم مسلحون شاحنة متجهة إلى درعا قرب حمص", "هاجم", "fight.attack", ["حمص"]),
        ("هاجم مسلحون قافلة كانت في طريقها من درعا إلى دمشق في حمص", "هاجم", "fight.attack", ["حمص"]),
        ("هاجم مسلحون شاحنة متجهة إلى درعا", "هاجم", "fight.attack", ["درعا"]),
        ("نزح آلاف المدنيين متجهين إلى درعا من حمص", "نزح", "harm.displace", ["درعا", "حمص"]),
        # between which countries an area lies
        ("سيطر المسلحون على تلال في درعا بين الأردن وسوريا", "سيطر", "control.take", ["درعا"]),
        ("هاجم المسلحون تلال درعا بين الأردن وسوريا", "هاجم", "fight.attack", ["تلال درعا", "الأردن", "سوريا"]),
        ("سيطر المسلحون على تلال بين درعا وحمص", "سيطر", "control.take", ["درعا", "حمص"]),
    ],
)
def test_what_is_told_of_somebody_else(knowledge: Knowledge, raw: str, word: str, type_: str, kept: list[str]) -> None:
    sentence = read_text(Text(raw), knowledge).sentences[0]
    tokens = sentence.parse.tokens
    trigger = next(t for t in sentence.triggers if tokens[t.first].start <= raw.index(word) < tokens[t.last - 1].end)
    places = [p for p in sentence.parse.phrases if p.names_place]
    roles = without_others_places({"place": places}, sentence, trigger, type_, knowledge)
    assert [raw[p.start : p.end] for p in roles["place"]] == kept


@pytest.mark.parametrize(
    ("raw", "word", "kept"),
    [
        ("وصل النازحون إلى درعا، وفق مسؤول محلي في بيروت", "وصل", ["درعا"]),
        ("قال مسؤول محلي في بيروت إن الطيران قصف درعا", "قصف", ["درعا"]),
        ("قال مسؤول محلي في محافظة درعا إن الطيران قصف بصرى الشام", "قصف", ["محافظة درعا", "بصرى الشام"]),
        ("قال مسؤول محلي في درعا إن الطيران قصف السوق", "قصف", ["درعا"]),
        ("قالت لاجئة في بيروت إن الشرطة اعتقلت شقيقها", "اعتقلت", []),
        # the town that a report begins with, before who speaks there
        ("وفي بيروت، قال المتحدث إن الطيران قصف درعا", "قصف", ["درعا"]),
        ("وفي محافظة درعا أفاد ناشط بأن الطيران قصف بصرى الشام", "قصف", ["محافظة درعا", "بصرى الشام"]),
        ("وفي درعا، قال المتحدث إن الطيران قصف السوق", "قصف", ["درعا"]),
        ("وفي بيروت قتل الجنود مدنيين، وقال المتحدث إن الطيران قصف درعا", "قتل", ["بيروت", "درعا"]),
        ("قال دبلوماسيون في جنيف إن القوات قصفت السوق", "قصفت", []),
    ],
)
def test_where_the_source_is(knowledge: Knowledge, raw: str, word: str, kept: list[str]) -> None:
    reading = read_text(Text(raw), knowledge)
    sentence, who = reading.sentences[0], speakers(reading, knowledge)[0]
    places = [p for p in sentence.parse.phrases if p.names_place]
    assert any(t for t in sentence.triggers if reading.text.tokens[t.first].start == raw.index(word))
    roles = without_source_places({"place": places}, sentence, "fight.shelling", who[0], knowledge)
    assert [raw[p.start : p.end] for p in roles["place"]] == kept
