"""What goes on in one sentence: nouns joined to deeds and deals, verbs joined over a description, sieges to be lifted."""

from __future__ import annotations

from datetime import date

import pytest

from rasid.knowledge import Knowledge
from rasid.pipeline import analyse
from rasid.types import Claim, Report, Role


def told(raw: str, type_: str, knowledge: Knowledge) -> Claim:
    """The last claim of a type."""
    claims = analyse(Report("r", raw, published=date(2023, 5, 10)), knowledge)
    return [c for c in claims if c.type == type_][-1]


def words(claim: Claim, role: Role) -> list[str]:
    return [m.text for m in claim.role(role)]


@pytest.mark.parametrize(
    ("raw", "type_", "status", "actor"),
    [
        (
            "والخميس سيطرت قوات الجيش على الحي الذي يضم متاحف وإعادة فتح الطرق المغلقة فيه.",
            "access.open",
            "happened",
            ["قوات الجيش"],
        ),
        ("وأمس سيطر اللواء على البلدة والتي تضم أسواقا واعتقال عدد من المسلحين.", "harm.detain", "happened", ["اللواء"]),
        ("سيطر الجيش على المعبر بهدف تأمين الحدود وإغلاق الطريق أمام المهربين.", "access.block", "planned", ["الجيش"]),
        ("دعا وزير الخارجية إلى وقف القتال وإعادة فتح الطرق.", "access.open", "demanded", []),
    ],
)
def test_a_noun_joined_to_a_deed(knowledge: Knowledge, raw: str, type_: str, status: str, actor: list[str]) -> None:
    claim = told(raw, type_, knowledge)
    assert (claim.status, words(claim, "actor")) == (status, actor)


@pytest.mark.parametrize(
    ("raw", "type_", "status"),
    [
        ("وقعت الحكومة اتفاقا مع الجماعة لوقف القصف وفتح المعابر.", "access.open", "planned"),
        ("أبرمت قسد اتفاقا مع دمشق لفتح الطريق وانسحاب القوات من الحيين.", "move.withdraw", "planned"),
        ("نفذ الطرفان الاتفاق لوقف القصف وفتحا المعابر.", "access.open", "happened"),
    ],
)
def test_what_a_deal_with_somebody_says_is_not_done(knowledge: Knowledge, raw: str, type_: str, status: str) -> None:
    assert told(raw, type_, knowledge).status == status


@pytest.mark.parametrize(
    ("raw", "actor"),
    [
        ("أرسل الجيش الليبي أمس رتلا برفقة جرافات قامت بفتح الطريق الساحلي وأزالت الحواجز الرملية.", ["الجيش الليبي"]),
        ("دفعت القوة بتعزيزات إلى الحي وأزالت الحواجز.", ["القوة"]),
    ],
)
def test_whoever_sent_them_did_both(knowledge: Knowledge, raw: str, actor: list[str]) -> None:
    assert words(told(raw, "access.open", knowledge), "actor") == actor


@pytest.mark.parametrize(
    ("raw", "type_", "actor"),
    [
        ("تسللت مجموعة من مناطق تسيطر عليها قسد وهاجمت نقطة قرب جرابلس.", "fight.attack", ["مجموعة"]),
        (
            "عبر المهاجمون النهر من جهة مدينة الميادين الخاضعة لسيطرة النظام واشتبكوا مع عناصر الحاجز.",
            "fight.clash",
            ["عناصر الحاجز"],
        ),
        ("هاجم عشرات المستوطنين، بعضهم ملثمون ومسلحون، قرية المغير.", "fight.attack", ["عشرات المستوطنين"]),
    ],
)
def test_over_what_only_describes(knowledge: Knowledge, raw: str, type_: str, actor: list[str]) -> None:
    claim = told(raw, type_, knowledge)
    assert words(claim, "actor") == actor
    assert not words(claim, "target") or "ملثمون" not in words(claim, "target")


@pytest.mark.parametrize(
    ("raw", "type_", "actor"),
    [
        ("قال متحدث عسكري إن القوات التي تقودها السعودية شنت ثماني غارات على مواقع في صعدة.", "fight.airstrike", ["القوات"]),
        ("وذكر السكان أن المجموعة التي يقودها أبو حمزة خطفت ثلاثة تجار.", "harm.abduct", ["المجموعة"]),
        ("لكن حاجزا لفصيل كان يتبع الجيش الوطني منع شاحنات من الدخول إلى الحي.", "access.block", ["فصيل"]),
        ("قالت القيادة إن السعودية شنت ثماني غارات على مواقع في صعدة.", "fight.airstrike", ["السعودية"]),
    ],
)
def test_who_leads_them_has_not_done_it(knowledge: Knowledge, raw: str, type_: str, actor: list[str]) -> None:
    assert words(told(raw, type_, knowledge), "actor") == actor


@pytest.mark.parametrize(
    ("raw", "actor"),
    [
        ("وأضاف المصدر أن انتشار قوات الدعم السريع في الفاشر يأتي في إطار زيادة الضغط على الجيش.", ["قوات الدعم السريع"]),
        ("قال السفير إن بلاده تواصل الضغط على الجيش.", ["بلاده"]),
    ],
)
def test_whose_deed_is_part_of_it_presses(knowledge: Knowledge, raw: str, actor: list[str]) -> None:
    assert words(told(raw, "word.press", knowledge), "actor") == actor


@pytest.mark.parametrize(
    ("raw", "actor", "status"),
    [
        ("طالبت الأمم المتحدة جماعة الحوثي برفع الحصار عن مدينة تعز.", [], "ongoing"),
        ("رفضت إسرائيل إنهاء حصارها لقطاع غزة.", ["إسرائيل"], "ongoing"),
        ("لم ترفع قسد الحصار عن الحيين بعد.", [], "ongoing"),
    ],
)
def test_a_siege_that_is_to_be_lifted_goes_on(knowledge: Knowledge, raw: str, actor: list[str], status: str) -> None:
    claim = told(raw, "access.siege", knowledge)
    assert (words(claim, "actor"), claim.status, claim.stance) == (actor, status, "reports")
    assert [m.text for m in claim.role("place")] == [m.text for m in told(raw, "access.lift", knowledge).role("place")]


@pytest.mark.parametrize("raw", ["رفعت قوات الدعم السريع الحصار عن مدينة الفاشر أمس.", "نفى الجيش رفع الحصار عن البلدة."])
def test_a_siege_that_was_lifted_is_none(knowledge: Knowledge, raw: str) -> None:
    claims = analyse(Report("r", raw, published=date(2023, 5, 10)), knowledge)
    assert [c.type for c in claims] == ["access.lift"]


def test_a_siege_is_told_once(knowledge: Knowledge) -> None:
    raw = "تحاصر القوات المدينة منذ شهر، وطالب المحافظ برفع الحصار عنها."
    claims = analyse(Report("r", raw, published=date(2023, 5, 10)), knowledge)
    assert [c.trigger.text for c in claims if c.type == "access.siege"] == ["تحاصر"]


@pytest.mark.parametrize(
    ("raw", "type_", "actor", "source"),
    [
        (
            "وتمنع قوات الدعم السريع الغذاء رغم قرار لمجلس الأمن يطالبها برفع الحصار.",
            "access.lift",
            ["قوات الدعم السريع"],
            "مجلس الأمن",
        ),
        ("اتصل المبعوث بقادة الجيش وحثهم على وقف القصف وفتح المعبر.", "access.open", ["قادة الجيش"], ""),
    ],
)
def test_whom_a_demand_means_by_its_pronoun(knowledge: Knowledge, raw: str, type_: str, actor: list[str], source: str) -> None:
    claim = told(raw, type_, knowledge)
    assert (words(claim, "actor"), claim.source.text) == (actor, source)


def test_calls_are_those_of_whose_they_are(knowledge: Knowledge) -> None:
    raw = "وقال مصدر مطلع إن الجيش لا يستجيب لدعوات أممية تطالب الحكومة برفع الحصار عن مدينة الفاشر."
    claim = told(raw, "access.lift", knowledge)
    assert (claim.source.text, claim.stance) == ("أممية", "demands")


@pytest.mark.parametrize(
    ("raw", "place"),
    [
        ("طائرات التحالف تقصف مواقع المسلحين وتدمر مخزنا في ريف حمص.", []),
        ("قصف الطيران مواقع التنظيم في السخنة وتدمر أمس.", ["السخنة", "تدمر"]),
    ],
)
def test_a_town_or_to_destroy(knowledge: Knowledge, raw: str, place: list[str]) -> None:
    assert words(told(raw, "fight.airstrike", knowledge), "place") in (place, [*place, "ريف حمص"])


def test_we_behind_a_time_of_day(knowledge: Knowledge) -> None:
    claim = told("09:05 | سرايا القدس: قصفنا بقذائف الهاون تجمعا لجنود العدو شرق جباليا.", "fight.shelling", knowledge)
    assert words(claim, "actor") == ["سرايا القدس"]


@pytest.mark.parametrize(
    ("raw", "type_", "actor"),
    [
        ("وطالبت المنظمة طرفي النزاع بفتح ممرات آمنة.", "access.open", ["طرفي النزاع"]),
        ("قصفت قوات التمرد أحياء المدينة.", "fight.shelling", ["قوات التمرد"]),
    ],
)
def test_what_they_take_part_in_is_part_of_their_name(knowledge: Knowledge, raw: str, type_: str, actor: list[str]) -> None:
    assert words(told(raw, type_, knowledge), "actor") == actor


def test_what_it_was_done_with_is_no_second_event(knowledge: Knowledge) -> None:
    raw = "واتهمت اللجان القوات بقصف مستشفى النو بقذائف المدفعية، ما أدى إلى مقتل ثلاثة مدنيين."
    claims = [c for c in analyse(Report("r", raw, published=date(2023, 5, 10)), knowledge) if c.type == "fight.shelling"]
    assert [(c.trigger.text, c.killed) for c in claims] == [("قصف", 3)]


def test_whom_somebody_pursues_has_not_done_what_he_denies(knowledge: Knowledge) -> None:
    raw = "وأضاف المصدر أن الانتشار يأتي في إطار ملاحقة فلول النظام، نافيا وقوع انتهاكات بحق المدنيين."
    claim = told(raw, "harm.abuse", knowledge)
    assert (claim.stance, words(claim, "actor")) == ("denies", [])
