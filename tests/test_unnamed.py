"""Places that only words name: what a mere noun stands for, what lies around it, and which places only tell where another lies."""

from __future__ import annotations

from datetime import date

import pytest

from rasid.facts import FactReader
from rasid.knowledge import Knowledge
from rasid.mentions import read_text
from rasid.pipeline import analyse
from rasid.places import PlaceReader
from rasid.registry import Registry
from rasid.text import Text
from rasid.types import Claim, Report, Where


def last(raw: str, words: str, knowledge: Knowledge) -> Where:
    """What the last phrase of these words means."""
    reading = read_text(Text(raw), knowledge)
    reader = PlaceReader(reading, knowledge)
    found = [(p, s) for s in reading.sentences for p in s.parse.phrases if raw[p.start : p.end] == words]
    return reader.where(*found[-1], ())


def claims(raw: str, knowledge: Knowledge, day: str = "2024-03-10") -> list[Claim]:
    return list(analyse(Report("r", raw, outlet="sada", published=date.fromisoformat(day)), knowledge))


@pytest.mark.parametrize(
    ("raw", "short", "stands_for"),
    [
        ("اقتحم الجنود حي الورود صباحا. ثم انسحبوا من الحي.", "الحي", "حي الورود"),
        ("قصفت الطائرات مقر اللواء الثامن. ودمر القصف مقر اللواء.", "مقر اللواء", "مقر اللواء الثامن"),
        ("سيطر الجيش على تلة السنديان فجرا. ونفى الحزب سيطرة الجيش على التلة.", "التلة", "تلة السنديان"),
        ("سيطر المسلحون على حاجز السنابل. وقال الأهالي إنهم غادروا الحاجز.", "الحاجز", "حاجز السنابل"),
    ],
)
def test_a_mere_noun_stands_for_the_place_before(raw: str, short: str, stands_for: str, knowledge: Knowledge) -> None:
    assert last(raw, short, knowledge).words == stands_for


@pytest.mark.parametrize(
    ("raw", "short"),
    [
        ("اقتحم الجنود حي الورود وحي الياسمين. ثم انسحبوا من الحي.", "الحي"),  # which of them is open
        ("اقتحم الجنود حي الورود صباحا. ثم انسحبوا من الشارع.", "الشارع"),
        ("انسحب الجنود من الحي. ثم اقتحموا حي الورود.", "الحي"),  # what comes later was not named before
    ],
)
def test_what_the_text_leaves_open_stays_open(raw: str, short: str, knowledge: Knowledge) -> None:
    assert last(raw, short, knowledge).words == ""


def test_a_camp_named_before_is_meant_by_the_camp_though_it_is_a_town(knowledge: Knowledge) -> None:
    raw = "دخلت قوات الدعم السريع مخيم زمزم. ونفى الجيش السوداني سيطرة الدعم السريع على المخيم."
    assert {p.id for c in claims(raw, knowledge) if c.type == "control.take" for p in c.place} == {"sd.zamzam"}


@pytest.mark.parametrize(
    ("raw", "words", "around"),
    [
        ("سيطرت القوات على حي الورود شمالي الفاشر.", "حي الورود", "sd.fasher"),
        ("سيطرت القوات على شارع الورود في الفاشر. وقال ناشط إن القتال مستمر في شارع الورود.", "شارع الورود", "sd.fasher"),
        ("وصل الجنود إلى الفاشر فجرا. وسيطرت القوات على شارع الورود.", "شارع الورود", "sd.fasher"),
        ("سيطر الجنود على جبل الورود في تعز.", "جبل الورود", "ye.taiz"),  # a mountain is not in the city
    ],
)
def test_what_lies_around_words(raw: str, words: str, around: str, knowledge: Knowledge) -> None:
    where = last(raw, words, knowledge)
    assert (where.place, where.path[:1]) == ("", (around,))


def test_of_two_towns_none_is_guessed(knowledge: Knowledge) -> None:
    raw = "وصل الجنود من الفاشر إلى نيالا فجرا. وسيطرت القوات على شارع الورود."
    assert last(raw, "شارع الورود", knowledge).path == ()


def test_a_street_of_another_town_is_not_meant(knowledge: Knowledge) -> None:
    raw = "انتشرت قوات الأسايش في الحسكة. وأغلقت الأسايش شارع فلسطين."
    assert last(raw, "شارع فلسطين", knowledge).place == ""
    assert last("انتشر الجيش العراقي في بغداد وأغلق شارع فلسطين.", "شارع فلسطين", knowledge).place == "iq.baghdad-city.palestine-street"


def test_a_place_behind_a_word_for_nearness_is_a_landmark(knowledge: Knowledge) -> None:
    (claim,) = [c for c in claims("سيطرت قوات الدعم السريع على مخيم زمزم قرب الفاشر.", knowledge) if c.type == "control.take"]
    assert [w.landmark for w in claim.where] == [False, True]
    assert FactReader(Registry(knowledge)).fact(claim).places == ("sd.zamzam",)


def test_the_only_place_is_no_landmark(knowledge: Knowledge) -> None:
    found = claims("اندلعت اشتباكات بين الجيش السوداني وقوات الدعم السريع قرب الفاشر.", knowledge)
    assert not any(w.landmark for c in found for w in c.where)


def test_a_name_that_two_bodies_bear_means_the_one_at_home(knowledge: Knowledge) -> None:
    raw = "زار وفد من بغداد مدينة الحسكة. واعتقلت الأسايش ناشطا في الحسكة بعد مظاهرة في القامشلي."
    found = {v.id for c in claims(raw, knowledge) for v in c.actor if v.text == "الأسايش"}
    assert found == {"asayish"}


def test_the_towns_at_its_ends_tell_where_a_road_lies(knowledge: Knowledge) -> None:
    raw = "أغلق الجيش السوداني الطريق بين الفاشر ومليط أمس."
    (claim,) = [c for c in claims(raw, knowledge) if c.type == "access.block"]
    assert [w.landmark for w in claim.where] == [False, True, True]
    (road,) = FactReader(Registry(knowledge)).fact(claim).places
    assert claim.where[0].words == "الطريق بين الفاشر ومليط" and road.endswith("@sd.north-darfur")


def test_clashes_between_two_towns_are_at_no_road(knowledge: Knowledge) -> None:
    found = claims("اندلعت اشتباكات بين الفاشر ومليط أمس.", knowledge)
    assert not any(w.landmark for c in found for w in c.where)


def test_what_lies_toward_a_place_is_not_in_it(knowledge: Knowledge) -> None:
    raw = "انسحب الجنود من حي الورود باتجاه الفاشر. ووصل آخرون إلى نيالا."
    assert last(raw, "حي الورود", knowledge).path == ()
