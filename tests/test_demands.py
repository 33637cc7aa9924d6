"""Who demands something does not do it: no demander becomes the actor of what is demanded, except as a party to talks."""

from __future__ import annotations

import pytest

from rasid.guards.demands import self_told, without_announcer, without_demander, without_speaker
from rasid.knowledge import Knowledge
from rasid.mentions import read_text
from rasid.speech import speakers
from rasid.text import Text


def kept(raw: str, type_: str, knowledge: Knowledge) -> list[str]:
    """Of all phrases of the sentence, given as actors of the last event of this type, those that stay."""
    reading = read_text(Text(raw), knowledge)
    sentence, who = reading.sentences[0], speakers(reading, knowledge)[0]
    trigger = next(t for t in reversed(sentence.triggers) if type_ in t.types)
    roles = without_demander({"actor": list(sentence.parse.phrases)}, sentence, trigger, type_, who, knowledge)
    return [raw[p.start : p.end] for p in roles["actor"]]


@pytest.mark.parametrize(
    ("raw", "type_", "demander", "asked"),
    [
        ("المجلس المحلي يطالب بفك الحصار عن البلدة", "access.lift", "المجلس المحلي", "البلدة"),
        ("طالبت نقابة الأطباء الحكومة بفتح معبر التنف أمام المرضى", "access.open", "نقابة الأطباء", "الحكومة"),
        ("دعا مجلس الأمن الحوثيين إلى إطلاق سراح الموظفين", "power.release", "مجلس الأمن", "الحوثيين"),
        ("تضغط واشنطن على بغداد لفتح معبر القائم", "access.open", "واشنطن", "بغداد"),
        ("قال إن الأمم المتحدة ناشدت تركيا فتح حدودها", "access.open", "الأمم المتحدة", "تركيا"),
        ("قال الرئيس إنه يريد خروج القوات الأميركية من البلاد", "move.withdraw", "الرئيس", "القوات الأميركية"),
    ],
)
def test_the_demander_is_no_actor(knowledge: Knowledge, raw: str, type_: str, demander: str, asked: str) -> None:
    left = kept(raw, type_, knowledge)
    assert not any(demander in words for words in left)
    assert any(asked in words for words in left)


def test_who_waits_for_a_thing_does_not_do_it(knowledge: Knowledge) -> None:
    left = kept("قال مصدر إن الأسايش لن تنسحب من الشارع قبل فتح الطرق المؤدية إلى الحيين", "access.open", knowledge)
    assert not any("الأسايش" in words for words in left)


def test_in_talks_the_demander_is_a_party(knowledge: Knowledge) -> None:
    assert any("أنقرة" in words for words in kept("طالبت أنقرة باستئناف المحادثات مع أثينا", "talks.meet", knowledge))


def test_who_fears_or_accuses_does_not_do_it(knowledge: Knowledge) -> None:
    raw = "حذر وجهاء درعا من هجوم جديد على البلدة"
    reading = read_text(Text(raw), knowledge)
    sentence, who = reading.sentences[0], speakers(reading, knowledge)[0]
    speaker = next(s for s in who if s.phrase is not None)
    roles = {"actor": list(sentence.parse.phrases)}
    for stance in ("expects", "accuses"):
        left = without_speaker(roles, speaker, stance, "fight.attack")["actor"]  # type: ignore[arg-type]
        assert [raw[p.start : p.end] for p in left] == ["البلدة"]
    assert without_speaker(roles, speaker, "reports", "fight.attack") == roles
    assert without_speaker(roles, speaker, "accuses", "word.accuse") == roles


@pytest.mark.parametrize(
    ("raw", "type_", "announcer", "stays"),
    [
        ("أعلن الجيش مقتل ثلاثة من جنوده في كمين", "harm.kill", "الجيش", False),
        ("وأكدت الوزارة تدمير مستودع للوقود", "harm.property", "الوزارة", False),
        ("جاء ذلك بعد يوم من إعلان الجيش مقتل عشرة من جنوده", "harm.kill", "إعلان الجيش", False),
        ("أعلن الجيش السيطرة على البلدة", "control.take", "الجيش", True),
        ("أعلنت الجماعة قتلها ثلاثة جنود", "harm.kill", "الجماعة", True),
        ("قتل الجيش ثلاثة مسلحين", "harm.kill", "الجيش", True),
    ],
)
def test_who_announces_a_death_is_not_its_actor(knowledge: Knowledge, raw: str, type_: str, announcer: str, stays: bool) -> None:
    sentence = read_text(Text(raw), knowledge).sentences[0]
    trigger = next(t for t in sentence.triggers if type_ in t.types)
    left = without_announcer({"actor": list(sentence.parse.phrases)}, sentence, trigger, type_)["actor"]
    assert (announcer in [raw[p.start : p.end] for p in left]) is stays


def test_ones_own_speech_act_the_outlet_tells(knowledge: Knowledge) -> None:
    raw = "أكد الوزير دعم جهود المبعوث"
    reading = read_text(Text(raw), knowledge)
    sentence, who = reading.sentences[0], speakers(reading, knowledge)[0]
    speaker = next(s for s in who if s.phrase is not None and raw[s.start : s.end] == "الوزير")
    assert speaker.phrase is not None
    own = {"actor": [speaker.phrase]}
    assert self_told(speaker, own, "word.support") is None  # type: ignore[arg-type]
    assert self_told(speaker, own, "control.take") is speaker  # type: ignore[arg-type]
    assert self_told(speaker, {"actor": [sentence.parse.phrases[-1]]}, "word.support") is speaker
