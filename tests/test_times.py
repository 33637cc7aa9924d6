"""Dates of news: the table of the design, and each of its rules on other examples."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

import rasid
from rasid.text import Text
from rasid.times import Bound, TimeMention, bound_of, bound_undated, disagreement, find_times, load_times, opened, resolve_time
from rasid.types import When

WORDS = load_times(Path(rasid.__file__).parent / "knowledge" / "ar" / "times.yaml")
MONDAY = date(2022, 4, 11)


def found(text: str) -> list[tuple[str, TimeMention]]:
    mentions = find_times(Text(text), WORDS)
    return [(text[m.span.start : m.span.end], m) for m in mentions]


def one(text: str) -> TimeMention:
    ((_, mention),) = found(text)
    return mention


def value(text: str, published: date | None = MONDAY, *, future: bool = False) -> str:
    when = resolve_time(one(text), published, governed_by_future=future)
    return when.edtf if when else ""


TABLE = [
    ("مساء أمس الأحد", "2022-04-10", False),
    ("الخميس الفائت", "2022-04-07", False),
    ("منذ 13 من آذار الماضي", "2022-03-13/..", False),
    ("في نيسان 2021", "2021-04", False),
    ("قبل عشر سنوات", "2012~", True),
    ("١٢ تشرين الثاني ٢٠٢٢", "2022-11-12", False),
    ("منتصف الشهر الجاري", "2022-04-11/2022-04-20", True),
    ("صباح اليوم", "2022-04-11", False),
    ("في الأول من رمضان 1443", "2022-04-02", False),
    ("أمس", "2022-04-10", False),
    ("أول أمس", "2022-04-09", False),
    ("يوم الجمعة الماضي", "2022-04-08", False),
    ("قبل ثلاثة أيام", "2022-04-08", False),
    ("الأسبوع الماضي", "2022-04-04/2022-04-10", False),
    ("الشهر الماضي", "2022-03", False),
    ("17 يناير 2024", "2024-01-17", False),
    ("3 آب/أغسطس 2014", "2014-08-03", False),
    ("كانون الأول 2021", "2021-12", False),
    ("الثلاثاء 22 آذار 2022", "2022-03-22", False),
    ("منذ عام 2018", "2018/..", False),
    ("غداً الثلاثاء", "2022-04-12", False),
    ("الأحد المقبل", "2022-04-17", False),
    ("5 جويلية 2019", "2019-07-05", False),
    ("5 رجب 1445هـ", "2024-01-17", False),
    ("قبل نحو أسبوعين", "2022-03-28~", True),
    ("13/3/2022", "2022-03-13", False),
    ("شباط الفائت", "2022-02", False),
    ("مطلع العام الحالي", "2022-01/2022-02", True),
]


@pytest.mark.parametrize(("text", "edtf", "approximate"), TABLE)
def test_table(text: str, edtf: str, approximate: bool) -> None:
    when = resolve_time(one(text), MONDAY)
    assert when is not None
    assert (when.edtf, when.approximate) == (edtf, approximate)


CASES = [
    # 1: news looks back; the day's own name is the day itself unless an adjective excludes it
    ("الأحد", "2022-04-10"),
    ("الاثنين", "2022-04-11"),
    ("الاثنين الماضي", "2022-04-04"),
    ("الثلاثاء المنصرم", "2022-04-05"),
    ("السبت السابق", "2022-04-09"),
    ("الجمعة القادمة", "2022-04-15"),
    ("الجمعة قبل الماضية", "2022-04-01"),
    ("فجر يوم الإثنين", "2022-04-11"),
    # 2: the last such date, across the new year too
    ("13 من كانون الأول الماضي", "2021-12-13"),
    ("تشرين الأول الماضي", "2021-10"),
    ("نيسان الماضي", "2021-04"),
    ("في 20 أبريل", "2022-04-20"),
    ("في 20 يونيو", "2021-06-20"),
    ("في أيار المقبل", "2022-05"),
    ("شهر يونيو من العام الماضي", "2021-06"),
    # 3: days told from today, with their part
    ("أمس الأول", "2022-04-09"),
    ("أول من أمس", "2022-04-09"),
    ("بعد غد", "2022-04-13"),
    ("فجر اليوم", "2022-04-11"),
    ("الليلة الماضية", "2022-04-10"),
    ("ليل الأربعاء/الخميس", "2022-04-06/2022-04-07"),
    ("ليلة السبت - الأحد", "2022-04-09/2022-04-10"),
    ("بعد منتصف ليل السبت الأحد", "2022-04-10"),
    ("ساعة متأخرة من مساء السبت", "2022-04-09"),
    ("أمس (الأحد)", "2022-04-10"),
    # 4: months in their habits
    ("في 5 جانفي 2019", "2019-01-05"),
    ("12 أوت 2020", "2020-08-12"),
    ("3 نونبر 2021", "2021-11-03"),
    ("مارس (آذار) الماضي", "2022-03"),
    ("20 يناير/ كانون الثاني", "2022-01-20"),
    ("ابريل 2018", "2018-04"),
    ("الخامس من اغسطس 2016", "2016-08-05"),
    # 5: digits and number words
    ("۱۳/۳/۲۰۲۲", "2022-03-13"),
    ("2022-03-13", "2022-03-13"),
    ("13.3.2022", "2022-03-13"),
    ("قبل أحد عشر يوما", "2022-03-31"),
    ("قبل خمسة وعشرين يوما", "2022-03-17"),
    ("قبل يومين", "2022-04-09"),
    ("قبل شهرين", "2022-02"),
    ("قبل عام ونصف", "2020-10~"),
    ("قبل نحو 3 أشهر", "2022-01~"),
    ("الرابع والعشرين من شباط", "2022-02-24"),
    # 6: what opens, closes and spans
    ("حتى الأحد", "../2022-04-10"),
    ("منذ صباح السبت", "2022-04-09/.."),
    ("منذ بداية العام الحالي", "2022-01-01/.."),
    ("اعتبارا من الغد", "2022-04-12/.."),
    ("بين 3 و6 من أبريل", "2022-04-03/2022-04-06"),
    ("من 12 إلى 15 آذار 2021", "2021-03-12/2021-03-15"),
    ("بين عامي 2011 و2014", "2011/2014"),
    ("بين آذار وأيار 2018", "2018-03/2018-05"),
    ("من الأربعاء إلى السبت", "2022-04-06/2022-04-09"),
    ("خلال الأيام الثلاثة الماضية", "2022-04-08/2022-04-11"),
    ("خلال الساعات الـ24 الماضية", "2022-04-10/2022-04-11"),
    ("خلال الأسبوعين المقبلين", "2022-04-11/2022-04-25"),
    ("منذ الأربعاء حتى الجمعة", "2022-04-06/2022-04-08"),
    # 7: parts of longer stretches
    ("أواخر آذار", "2022-03-21/2022-03-31"),
    ("مطلع أيار 2015", "2015-05-01/2015-05-10"),
    ("نهاية 2017", "2017-12"),
    ("منتصف عام 2014", "2014-06/2014-07"),
    ("صيف 2014", "2014-06/2014-08"),
    ("تسعينيات القرن الماضي", "1990/1999"),
    ("الربع الأخير من عام 2020", "2020-10/2020-12"),
    ("غداة الخامس من أبريل", "2022-04-06"),
    ("عشية 5 أبريل", "2022-04-04"),
    ("ليلة النصف من شعبان", "2022-03-17"),
    # 8: Hijri
    ("3 رمضان 1443", "2022-04-04"),
    ("رمضان الماضي", "2021-04-13/2021-05-12"),
    ("3 رمضان 1443هـ الموافق 4 أبريل 2022م", "2022-04-04"),
]


@pytest.mark.parametrize(("text", "edtf"), CASES)
def test_value(text: str, edtf: str) -> None:
    assert value(text) == edtf


def test_future_turns_a_weekday_and_a_stretch_ahead() -> None:
    assert value("الخميس", future=True) == "2022-04-14"
    assert value("خلال 48 ساعة") == "2022-04-09/2022-04-11"
    assert value("خلال 48 ساعة", future=True) == "2022-04-11/2022-04-13"
    assert value("بعد يومين") == ""
    assert value("بعد يومين", future=True) == "2022-04-13"


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("ستعقد اللجنة اجتماعها الخميس", "2022-04-14"),
        ("وقال الناطق الخميس إن اللجنة ستجتمع", "2022-04-07"),
        ("سياسيون وصلوا الخميس إلى المقر", "2022-04-07"),
        ("ستزور اللجنة القرية التي قصفت الخميس", "2022-04-07"),
        ("الاجتماع المقرر الخميس", "2022-04-14"),
        ("كان الاجتماع مقررا الخميس", "2022-04-07"),
        ("قالت إن ذلك «سيستمر»، الخميس", "2022-04-07"),
        ("أرجئ الاجتماع إلى الخميس", "2022-04-14"),
        ("أرجئ الاجتماع الخميس", "2022-04-07"),
        ("سيبقون هنا منذ الخميس", "2022-04-07/.."),
        ("سيعودون بعد أسبوع", "2022-04-18"),
        ("سيعودون بعد أسبوع من الهدنة", ""),
        ("سيعودون في اليوم التالي", ""),
    ],
)
def test_words_of_the_future_near_a_time_turn_it_ahead(text: str, edtf: str) -> None:
    when = resolve_time(one(text), MONDAY)
    assert (when.edtf if when else "") == edtf


def test_what_is_known_of_the_event_counts_more_than_the_words_near_the_time() -> None:
    mention = one("ستعقد اللجنة اجتماعها الخميس")
    past = resolve_time(mention, MONDAY, governed_by_future=False)
    assert mention.ahead == "sure" and past is not None and past.edtf == "2022-04-07"


def test_anaphors_lean_on_the_event_before_or_stay_open() -> None:
    before = date(2022, 3, 1)
    assert value("اليوم نفسه") == ""
    for text, edtf in [("اليوم نفسه", "2022-03-01"), ("اليوم التالي", "2022-03-02"), ("بعد يومين", "2022-03-03")]:
        when = resolve_time(one(text), MONDAY, past_reference=before)
        assert when is not None
        assert (when.edtf, when.basis) == (edtf, "inferred")
    assert resolve_time(one("لاحقا"), MONDAY, past_reference=before) is None


def test_hours_keep_their_grain_and_the_day_its_value() -> None:
    mention = one("الساعة 3:30 مساء بتوقيت دمشق الأحد")
    when = resolve_time(mention, MONDAY)
    assert when is not None
    assert (when.edtf, when.grain) == ("2022-04-10", "hour")
    assert mention.clock is not None
    assert (mention.clock.part, mention.clock.hour, mention.clock.minute) == ("evening", 15, 30)


def test_hours_before_publication_need_its_hour() -> None:
    mention = one("قبل ثلاث ساعات")
    late, early = resolve_time(mention, MONDAY, 20), resolve_time(mention, MONDAY, 1)
    assert late is not None
    assert early is not None
    assert (late.edtf, early.edtf) == ("2022-04-11", "2022-04-10")


def test_value_holds_the_days_it_allows() -> None:
    when = resolve_time(one("منذ 13 من آذار الماضي"), MONDAY)
    assert when == When("2022-03-13/..", date(2022, 3, 13), None, "day", "relative")
    assert resolve_time(one("نيسان 2021"), None) == When("2021-04", date(2021, 4, 1), date(2021, 4, 30), "month", "explicit")


def test_a_weekday_that_contradicts_yesterday_wins() -> None:
    assert value("أمس السبت") == "2022-04-09"


def test_impossible_dates_have_no_value() -> None:
    assert value("30 شباط 2021") == ""
    assert found("في 45 يناير")[0][0] == "يناير"
    assert value("قبل 9000 سنة") == ""


def test_since_before_an_event_reaches_its_date() -> None:
    text = "وتسيطر عليها منذ انسحاب القوات منها في آذار 2012"
    mention = one(text)
    assert text[mention.span.start : mention.span.end] == "آذار 2012"
    assert mention.wide is not None
    assert text[mention.wide.span.start : mention.wide.span.end] == "منذ انسحاب القوات منها في آذار 2012"
    wide = resolve_time(mention.wide, MONDAY)
    assert wide is not None
    assert wide.edtf == "2012-03/.."


def test_opened_turns_a_beginning_into_what_goes_on() -> None:
    when = resolve_time(one("30 آذار الماضي"), MONDAY)
    assert when is not None
    assert (opened(when).edtf, opened(when).latest) == ("2022-03-30/..", None)
    assert opened(opened(when)) == opened(when)


def test_both_calendars_agree_or_are_reported() -> None:
    assert disagreement(one("3 رمضان 1443هـ الموافق 5 أبريل 2022م")) is None
    apart = disagreement(one("3 رمضان 1443هـ الموافق 14 أبريل 2022م"))
    assert apart is not None
    assert [when.edtf for when in apart] == ["2022-04-14", "2022-04-04"]


UNDATED = "وأمس الأحد أعلن القيادي ذلك. أغلقوا الطريق منذ 13 من آذار الماضي، بعد خسارة الحي في نيسان 2021"


def test_undated_report_bounds_itself() -> None:
    mentions = find_times(Text(UNDATED), WORDS)
    bound = bound_undated(mentions)
    assert bound == Bound(date(2022, 1, 1), weekday=0)
    values = [resolve_time(mention, None, bound=bound) for mention in mentions]
    assert [(when.edtf, when.basis) for when in values if when] == [
        ("2022-01-02/..", "inferred"),
        ("2021-03-13/..", "inferred"),
        ("2021-04", "explicit"),
    ]
    assert all(when.latest is None for when in values[:2] if when)
    assert [when.weekday for when in values if when] == ["sunday", "", ""]
    assert bound.when is not None and (bound.when.edtf, bound.when.weekday) == ("2022-01-03/..", "monday")
    assert str(bound) == "inferred: not before 2022-01-03, a Monday"
    assert bound_of(Text(UNDATED), WORDS) == bound


def test_weekday_of_an_inferred_day() -> None:
    of_weekday = Bound(date(2022, 1, 1), weekday=0)
    for words, monday, unknown in (("اليوم", "monday", ""), ("أمس", "sunday", ""), ("الخميس الفائت", "thursday", "thursday"),
                                   ("الشهر الماضي", "", ""), ("مساء أمس", "sunday", ""), ("قبل عامين", "", "")):  # fmt: skip
        (mention,) = find_times(Text(words), WORDS)
        for bound, expected in ((of_weekday, monday), (Bound(date(2022, 1, 1)), unknown)):
            when = resolve_time(mention, None, bound=bound)
            assert when is not None and when.weekday == expected, (words, bound)
            assert not expected or (when.earliest is not None and when.earliest.strftime("%A").lower() == expected)
    dated = resolve_time(find_times(Text("أمس الأحد"), WORDS)[0], date(2022, 4, 18))
    assert dated is not None and dated.weekday == "", "a day needs no weekday beside it"


def test_undated_report_without_bounds_stays_open() -> None:
    mentions = find_times(Text("انسحبوا أمس من الحي"), WORDS)
    assert bound_undated(mentions) is None
    assert resolve_time(mentions[0], None) is None


def test_spans_leave_out_what_is_written_to_the_first_word() -> None:
    assert [words for words, _ in found("وأمس قصفوها، ثم انسحبوا بالأمس، وفي 5 أيار عادوا")] == ["أمس", "الأمس", "5 أيار"]
    assert [words for words, _ in found("وَأَمْسِ الأَحَدِ قُتل")] == ["أَمْسِ الأَحَدِ"]


LINES = (Path(__file__).parent / "data" / "dates.tsv").read_text("utf-8").splitlines()
CAMPAIGN = [tuple(line.split("\t")) for line in LINES if line and not line.startswith("#")]


@pytest.mark.parametrize(("text", "edtf"), CAMPAIGN)
def test_dates_of_all_regions(text: str, edtf: str) -> None:
    assert value(text, date(2022, 4, 18)) == edtf


@pytest.mark.parametrize(
    ("text", "told", "edtf"),
    [
        ("منذ ذلك الحين", "آذار 2012", "2012-03/.."),
        ("منذ ذلك الوقت", "30 أيلول 2015", "2015-09-30/.."),
        ("في 14 من الشهر نفسه", "آذار 2012", "2012-03-14"),
        ("في 14 منه", "آذار 2012", "2012-03-14"),
        ("30 أيلول من العام نفسه", "2015", "2015-09-30"),
        ("ليلا", "الأحد", "2022-04-10"),
        ("اليوم نفسه", "آذار 2012", ""),
        ("بعد ذلك بيومين", "1 آذار", "2022-03-03"),
        ("قبلها بساعات", "1 آذار", "2022-03-01"),
        ("بعد ذلك", "1 آذار", ""),
    ],
)
def test_what_leans_on_a_time_told_before(text: str, told: str, edtf: str) -> None:
    mention = one(text)
    assert mention.kind == "anaphor" and resolve_time(mention, MONDAY) is None
    when = resolve_time(mention, MONDAY, past_reference=resolve_time(one("في " + told), MONDAY))
    assert (when.edtf if when else "") == edtf
    assert when is None or when.basis == "inferred"


NOTHING = [
    "قال أحد الشهود إن القصف توقف",
    "مارس الوسطاء ضغوطا",
    "قائد المنطقة الأب سمير",
    "فجر انتحاري سيارة ثم ظهر قائده",
    "الأمين العام الحالي للحزب",
    "نقلت وكالة روسيا اليوم",
    "قتل 2014 مدنيا",
    "الفرقة 13 واللواء 17",
    "أهل السنة في العراق",
    "الجولة الثانية من المفاوضات",
    "تيار الغد السوري",
    "متظاهرو ثورة 25 يناير",
    "مقاتلو لواء شهداء 15 آذار",
    "نواب قوى 8 و14 آذار",
    "قصف مطار 22 مايو",
    "جسر السابع عشر من تموز",
    "في حي السبت وسوق الأحد",
    "فاز الفريق 3-1",
]


@pytest.mark.parametrize("text", NOTHING)
def test_words_that_are_no_times(text: str) -> None:
    assert found(text) == []
