"""A definite description means the body named before whose name begins with its noun, and nobody where two could be meant."""

from __future__ import annotations

import pytest

from rasid.guards.descriptions import described_id
from rasid.knowledge import Knowledge
from rasid.mentions import read_text
from rasid.text import Text


@pytest.mark.parametrize(
    ("raw", "words", "id_"),
    [
        ("قصفت الفرقة الرابعة البلدة.\nوانسحبت الفرقة من الحي.", "الفرقة", "sy.army.4th-division"),
        ("تبنى تنظيم داعش الهجوم.\nوقال شهود إن مقاتلي التنظيم غادروا.", "مقاتلي التنظيم", "islamic-state"),
        ("هاجمت حركة الشباب مقديشو، وقالت الحركة إنها قتلت جنودا.", "الحركة", "al-shabaab"),
        ("اتفق حزب الله وحزب العمال الكردستاني على ذلك.\nوقال الحزب إنه سينسحب.", "الحزب", ""),  # two could be meant
        ("قال سكان إن التنظيم انسحب.", "التنظيم", ""),  # nobody was named
        ("قصف الجيش السوري تل رفعت.\nوانسحبت الفرقة.", "الفرقة", ""),  # nobody whose name begins so
        ("هاجمت حركة الشباب مقديشو.\nوقال زعيم الحركة إن القتال مستمر.", "زعيم الحركة", "al-shabaab"),
    ],
)
def test_whom_a_description_means(knowledge: Knowledge, raw: str, words: str, id_: str) -> None:
    reading = read_text(Text(raw), knowledge)
    phrases = [p for s in reading.sentences for p in s.parse.phrases]
    phrase = next(p for p in reversed(phrases) if raw[p.start : p.end] == words)
    assert described_id(phrase, reading, knowledge) == id_


@pytest.mark.parametrize(
    ("raw", "words", "id_"),
    [
        ("قال الجيش السوداني إن قواته دخلت سنار.", "قواته", "sd.army"),
        ("أعلنت حركة الشباب أن مقاتليها هاجموا القاعدة.", "مقاتليها", "al-shabaab"),
        ("تقدم الجيش السوداني نحو مدني.\nوقال إن طائراته قصفت الجسر.", "طائراته", "sd.army"),
        ("هاجم الحوثيون الجيش السوداني وقتلوا جنوده.", "جنوده", "sd.army"),  # several people are no `his`
        ("قال حزب الله إن حركة الشباب سحبت مقاتليها.", "مقاتليها", "al-shabaab"),
        ("قالت روسيا إن تركيا سحبت قواتها.", "قواتها", ""),  # two could be meant
        ("قال اللواء إن قواته انسحبت.", "قواته", ""),  # nobody was named
        ("قال الجيش السوداني إن الفرقة دخلت سنار.", "الفرقة", ""),  # no pronoun, though it could be written so
        ("قال حزب الله إن عائلاته نزحت.", "عائلاته", ""),  # who is his is not he
    ],
)
def test_whose_forces_they_are(knowledge: Knowledge, raw: str, words: str, id_: str) -> None:
    reading = read_text(Text(raw), knowledge)
    phrases = [p for s in reading.sentences for p in s.parse.phrases]
    phrase = next(p for p in reversed(phrases) if raw[p.start : p.end] == words)
    assert described_id(phrase, reading, knowledge) == id_


@pytest.mark.parametrize(
    ("raw", "words", "id_"),
    [
        ("تحاصر قوات الدعم السريع بابنوسة.\nوأغلقت القوات الطرق كلها.", "القوات", "sd.rsf"),
        ("سيطرت ألوية العمالقة على المنطقة.\nوانسحبت الألوية من الموقع.", "الألوية", "ye.giants"),
        ("تحاصر قوات الدعم السريع بابنوسة.\nوقال الجيش السوداني إن القوات انسحبت.", "القوات", ""),  # the forces of who speaks
        ("تحاصر قوات الدعم السريع بابنوسة.\nوقال شهود إن القوات أغلقت الطرق.", "القوات", ""),
        ("هاجمت حركة الشباب البلدة.\nوأغلقت القوات الطرق كلها.", "القوات", ""),
    ],
)
def test_the_forces_of_which_the_report_itself_tells(knowledge: Knowledge, raw: str, words: str, id_: str) -> None:
    reading = read_text(Text(raw), knowledge)
    phrases = [p for s in reading.sentences for p in s.parse.phrases]
    phrase = next(p for p in reversed(phrases) if raw[p.start : p.end] == words)
    assert described_id(phrase, reading, knowledge) == id_
