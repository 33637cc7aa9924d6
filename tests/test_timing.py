"""The value of an event's time where it hangs on the event and on the text around."""

from __future__ import annotations

from datetime import date

import pytest

from rasid.coder import Coded, code
from rasid.knowledge import Knowledge
from rasid.mentions import Reading, read_text
from rasid.since import with_beginnings
from rasid.text import Text
from rasid.timing import when
from rasid.types import Report, Status

MONDAY = date(2022, 4, 18)


def value(raw: str, type_: str, status: Status, words: str, knowledge: Knowledge) -> str:
    """What the words are worth as the time of the event of that type."""
    reading = read_text(Text(raw), knowledge)
    coded = event(reading, raw, type_, knowledge)
    coded.status, at = status, raw.index(words)
    coded.time = next(t for t in coded.sentence.times if t.span.start <= at < t.span.end)
    found = when(coded, Report("r", raw, published=MONDAY), reading, None)
    return found.edtf if found is not None else ""


def event(reading: Reading, raw: str, type_: str, knowledge: Knowledge) -> Coded:
    return next(c for c in code(reading, knowledge) if c.type == type_)


@pytest.mark.parametrize(
    ("raw", "type_", "status", "words", "edtf"),
    [
        # what is told of the night on the day of publication lies before it
        ("قالت القوات اليوم إن الطائرات قصفت ليلا المعسكر.", "fight.airstrike", "happened", "ليلا", "2022-04-17/2022-04-18"),
        ("ذكر المرصد الاثنين أن الطائرات قصفت المعسكر طوال الليل.", "fight.airstrike", "happened", "طوال", "2022-04-17/2022-04-18"),
        ("دخلت القوات القرية يوم الجمعة. وقصفت الطائرات المعسكر ليلا.", "fight.airstrike", "happened", "ليلا", "2022-04-15"),
        ("قالت القوات اليوم إن الطائرات ستقصف المعسكر ليلا.", "fight.airstrike", "planned", "ليلا", "2022-04-18"),
        # the past governs what stands with its verb, whatever is planned behind it
        ("قد تكون الطائرات قصفت السبت المعسكر.", "fight.airstrike", "possible", "السبت", "2022-04-16"),
        ("ستقصف الطائرات المعسكر السبت.", "fight.airstrike", "planned", "السبت", "2022-04-23"),
        ("إذا قصفت الطائرات السبت المعسكر فسنرد.", "fight.airstrike", "possible", "السبت", "2022-04-23"),
        # now and today, of him who speaks
        ('قال القائد السبت: "قواتنا تحاصر اليوم المدينة".', "access.siege", "ongoing", "اليوم", "2022-04-16"),
        ("قال القائد السبت إن قواته تحاصر المدينة حاليا.", "access.siege", "ongoing", "حاليا", "2022-04-16"),
        ("قال القائد إن قواته تحاصر المدينة حاليا.", "access.siege", "ongoing", "حاليا", "2022-04-18"),
        ("قال القائد السبت إن قواته تحاصر اليوم المدينة.", "access.siege", "ongoing", "اليوم", "2022-04-18"),
        # a stretch of which the words do not say when it was counts from the day told before it
        ("قالت الوزارة الجمعة إن الطيران قصف المعسكر خلال 48 ساعة.", "fight.airstrike", "happened", "خلال", "2022-04-13/2022-04-15"),
        ("قال القائد الجمعة إن قواته ستحاصر المدينة خلال 3 أيام.", "access.siege", "planned", "خلال", "2022-04-15/2022-04-18"),
        ("قالت الوزارة إن الطيران قصف المعسكر خلال 48 ساعة.", "fight.airstrike", "happened", "خلال", "2022-04-16/2022-04-18"),
        ("قالت الجمعة إن الطيران قصف المعسكر خلال اليومين الماضيين.", "fight.airstrike", "happened", "خلال", "2022-04-16/2022-04-18"),
        # two days ago, from a place; two days before what is named
        ("قال يوم الجمعة إن القوات انسحبت قبل يومين من بلدة النور.", "move.withdraw", "happened", "قبل", "2022-04-16"),
        ("انسحبت القوات قبل أسبوع من المدينة.", "move.withdraw", "happened", "قبل", "2022-04-11"),
        ("قال يوم الجمعة إن القوات انسحبت قبل يومين من الهجوم.", "move.withdraw", "happened", "قبل", "2022-04-13"),
        # what has been done lies behind, what is planned may lie close ahead
        ("قصفت الطائرات المعسكر في السادس من مايو.", "fight.airstrike", "happened", "السادس", "2021-05-06"),
        ("ستقصف الطائرات المعسكر في السادس من مايو.", "fight.airstrike", "planned", "السادس", "2022-05-06"),
        ("قصفت الطائرات المعسكر في 19 أبريل.", "fight.airstrike", "happened", "19", "2022-04-19"),  # the report is dated a day early
    ],
)
def test_value(knowledge: Knowledge, raw: str, type_: str, status: Status, words: str, edtf: str) -> None:
    assert value(raw, type_, status, words, knowledge) == edtf


@pytest.mark.parametrize(
    ("raw", "status", "taken"),
    [
        ("تسيطر الفصائل على البلدة منذ انسحبت منها القوات عام 2012.", "ongoing", True),
        ("تسيطر الفصائل على البلدة منذ انسحبت منها القوات عام 2012.", "happened", False),
        ("انسحبت القوات عام 2012 وتسيطر الفصائل على البلدة.", "ongoing", False),
    ],
)
def test_a_state_takes_the_date_of_what_it_lasts_since(knowledge: Knowledge, raw: str, status: Status, taken: bool) -> None:
    state = event(read_text(Text(raw), knowledge), raw, "control.hold", knowledge)
    state.status, state.time, state.times = status, None, {"0": 0.1}
    assert (with_beginnings([state], knowledge)[0].time is not None) is taken


@pytest.mark.parametrize(
    ("raw", "status", "taken"),
    [
        ("تحاصر القوات حاليا المدينة.", "ongoing", True),
        ("تحاصر القوات حاليا المدينة.", "planned", False),
        ("حاليا لا تزال القوات تحاصر المدينة.", "ongoing", True),
        ("وصلوا إلى المدينة التي تحاصرها القوات، ولم ترد أنباء حتى اللحظة.", "ongoing", False),
    ],
)
def test_what_goes_on_is_told_of_now(knowledge: Knowledge, raw: str, status: Status, taken: bool) -> None:
    state = event(read_text(Text(raw), knowledge), raw, "access.siege", knowledge)
    state.status, state.time, state.times = status, None, {"0": 0.3}
    assert (with_beginnings([state], knowledge)[0].time is not None) is taken
    state.time, state.times = None, {"0": 0.1}
    assert with_beginnings([state], knowledge)[0].time is None


def test_what_happened_during_an_event_has_its_date(knowledge: Knowledge) -> None:
    raw = "دارت السبت اشتباكات تمكنت خلالها القوات من استعادة البلدة."
    clash, taken = (event(read_text(Text(raw), knowledge), raw, type_, knowledge) for type_ in ("fight.clash", "control.take"))
    taken.sentence = clash.sentence
    clash.time, taken.time = clash.sentence.times[0], None
    assert with_beginnings([clash, taken], knowledge)[1].time is clash.time
    taken.time, taken.status = None, "planned"
    assert with_beginnings([clash, taken], knowledge)[1].time is None


@pytest.mark.parametrize(
    ("raw", "type_", "edtf"),
    [
        ("أسروا تسعة من المسلحين يوم الثلاثاء الذي شهد استعادة المطار.", "control.take", "2022-04-12"),
        ("تتواصل الاحتجاجات منذ 25 آذار الماضي، حين حل الجيش مجلس السيادة واعتقل وزراء.", "power.change", "2022-03-25"),
        ("تتواصل الاحتجاجات منذ 25 آذار الماضي، حين حل الجيش مجلس السيادة واعتقل وزراء.", "harm.detain", "2022-03-25"),
        ("يخشى كثيرون تكرار ما جرى في مايو 2021، حين قصفت إسرائيل قطاع غزة.", "fight.airstrike", "2021-05"),
        ("سيجتمعون الخميس الذي قد يشهد استعادة المطار.", "control.take", ""),
        ("تتواصل الاحتجاجات منذ 25 آذار الماضي، وقال الوزير إن الجيش اعتقل وزراء.", "harm.detain", ""),
    ],
)
def test_what_a_clause_behind_a_date_tells_was_done_then(knowledge: Knowledge, raw: str, type_: str, edtf: str) -> None:
    reading = read_text(Text(raw), knowledge)
    found = code(reading, knowledge)
    for c in found:
        c.time = None  # as if the choice of times had given it to none
    told = next(c for c in with_beginnings(found, knowledge) if c.type == type_)
    value = when(told, Report("r", raw, published=MONDAY), reading, None)
    assert (value.edtf if value is not None else "") == edtf
