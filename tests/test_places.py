"""Places of whole sentences: a noun that stands for several, what a list is said to lie in, whose actors act."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from rasid import gazetteer as gazetteer_
from rasid.errors import ConfigError, NotFoundError
from rasid.gazetteer.imports import import_file
from rasid.knowledge import FOLDER, Knowledge
from rasid.lookup import place_id
from rasid.mentions import read_text
from rasid.pipeline import analyse
from rasid.places import PlaceReader
from rasid.text import Text
from rasid.types import Report, Value, Where


def places(sentence: str, knowledge: Knowledge, *actors: str) -> dict[str, Where]:
    """What each phrase of the sentence means."""
    reading = read_text(Text(sentence), knowledge)
    reader = PlaceReader(reading, knowledge)
    values = tuple(Value(0, 1, "x", actor) for actor in actors)
    return {
        reading.text.raw[phrase.start : phrase.end]: reader.where(phrase, s, values)
        for s in reading.sentences
        for phrase in s.parse.phrases
    }


def ids(sentence: str, knowledge: Knowledge, *actors: str) -> set[str]:
    """The places of the sentence."""
    return {where.place for where in places(sentence, knowledge, *actors).values() if where.place}


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("قصف الطيران محافظات حلب وحمص وإدلب.", {"sy.aleppo", "sy.homs", "sy.idlib"}),
        ("قصف الطيران محافظتي حلب وحمص.", {"sy.aleppo", "sy.homs"}),
        ("دخلت القوات مدينتي حلب وحمص.", {"sy.aleppo-city", "sy.homs-city"}),
        ("دخلت القوات مدينتي الباب والطبقة.", {"sy.bab", "sy.tabqah"}),
        ("دخلت القوات حيي الشيخ مقصود والأشرفية.", {"sy.aleppo-city.sheikh-maqsoud", "sy.aleppo-city.ashrafiyah"}),
        ("دخلت القوات أحياء الزهراء وباب الدريب في حمص.", {"sy.homs-city", "sy.homs-city.zahra", "sy.homs-city.bab-al-dreib"}),
        ("قصف الطيران معبري باب السلامة وباب الهوى.", {"sy.bab-al-salameh-crossing", "sy.bab-al-hawa-crossing"}),
        ("قصف الطيران مطاري كويرس وأبو الظهور.", {"sy.kuweires-air-base", "sy.abu-al-duhur-air-base"}),
        ("قصف الطيران مديريتي حرض وميدي.", {"ye.harad-district", "ye.midi-district"}),
    ],
)
def test_a_noun_for_several_counts_for_each(sentence: str, expected: set[str], knowledge: Knowledge) -> None:
    assert ids(sentence, knowledge) == expected


def test_what_comes_later_was_not_named_before(knowledge: Knowledge) -> None:
    found = places(
        "تحاصر القوات مدينة الفاشر وسط نقص حاد في الغذاء والدواء. ويخشى السكان من هجوم على المدينة. وفي جدة محادثات.", knowledge
    )
    assert found["المدينة"].place == "sd.fasher"


def test_a_village_is_not_the_city(knowledge: Knowledge) -> None:
    raw = "سيطر مسلحون في محافظة السويداء على قريتي المجدل والمزرعة. ويمنع حاجز إدخال الطحين إلى المدينة."
    assert places(raw, knowledge)["المدينة"].place == "sy.suwayda-city"


def test_the_countryside_of_two(knowledge: Knowledge) -> None:
    found = places("قصف الطيران ريفي حلب وإدلب.", knowledge)
    assert {w.place for w in found.values() if w.place} == {"sy.aleppo", "sy.idlib"}
    assert all("countryside" in w.reason for w in found.values() if w.place), "the towns themselves were not named"
    one = places("قصف الطيران ريف حلب ومدينة إدلب.", knowledge)
    assert {w.place for w in one.values() if w.place} == {"sy.aleppo", "sy.idlib-city"}


def test_new_villages_are_no_village_called_new(knowledge: Knowledge) -> None:
    assert not ids("دخلت القوات قرى جديدة وبلدات قديمة.", knowledge)


def names_twice(tmp_path: Path, knowledge: Knowledge) -> Knowledge:
    """The knowledge with a village of one name in two governorates of Syria and one in Iraq."""
    rows = "\n".join(
        f"90{n}\tKafr Zabtana\tKafr Zabtana\tكفرزبطانة\t{lat}\t{lon}\tP\tPPL\t{cc}\t\t{adm}\t\t\t\t0\t\t100\tAsia/Damascus\t2020-01-01"
        for n, (lat, lon, cc, adm) in enumerate(((35.9, 36.7, "SY", "12"), (35.2, 36.9, "SY", "10"), (36.3, 43.1, "IQ", "15")))
    )
    (tmp_path / "all.txt").write_text(rows + "\n", "utf-8")
    done = import_file(tmp_path / "all.txt", "geonames", tmp_path / "places", knowledge.gazetteer)
    assert done.accepted == 3, done.refused
    return replace(knowledge, gazetteer=gazetteer_.load(tmp_path / "cache", FOLDER, tmp_path / "places"))


def test_what_a_list_lies_in_decides(tmp_path: Path, knowledge: Knowledge) -> None:
    known = names_twice(tmp_path, knowledge)

    def governorate(sentence: str) -> str:
        (where,) = (w for words, w in places(sentence, known).items() if "كفرزبطانة" in words)
        return where.path[-2] if where.path and not where.reason.startswith("ambiguous") else ""

    assert governorate("دخلت القوات قرية كفرزبطانة أمس.") == ""
    for outer, expected in (("إدلب", "sy.idlib"), ("حماة", "sy.hama")):
        assert governorate(f"دخلت القوات قرية كفرزبطانة في ريف {outer}.") == expected
        assert governorate(f"دخلت القوات قريتي كفرزبطانة وسراقب في محافظة {outer}.") == expected
        assert governorate(f"دخلت القوات قرية كفرزبطانة التابعة لمحافظة {outer}.") in ("", expected)
        assert governorate(f"دخلت القوات قرية كفرزبطانة بريف {outer} الشرقي.") == expected
    assert governorate("دخلت القوات قرية كفرزبطانة في محافظتي إدلب وحماة.") == "", "which of the two is not said"


def test_actors_of_one_country_speak_for_it(tmp_path: Path, knowledge: Knowledge) -> None:
    known = names_twice(tmp_path, knowledge)
    sentence = "دخلت القوات قرية كفرزبطانة، وفق ما نقلت وسائل إعلام في سوريا والعراق."
    (iraqi,) = (w for words, w in places(sentence, known, "iq.pmf").items() if "كفرزبطانة" in words)
    assert "actors of its country +1" in " ".join([iraqi.reason, *(o.reason for o in iraqi.others)])
    (nobody,) = (w for words, w in places(sentence, known).items() if "كفرزبطانة" in words)
    assert "actors of its country" not in " ".join([nobody.reason, *(o.reason for o in nobody.others)])


def test_people_name_places_with_their_noun(knowledge: Knowledge) -> None:
    places_ = knowledge.gazetteer
    for typed, expected in (
        ("حي الشيخ مقصود", "sy.aleppo-city.sheikh-maqsoud"),
        ("مدينة القامشلي", "sy.qamishli"),
        ("محافظة حلب", "sy.aleppo"),
        ("مدينة حلب", "sy.aleppo-city"),
        ("مطار القامشلي", "sy.qamishli-airport"),
        ("sy.qamishli", "sy.qamishli"),
    ):
        assert place_id(typed, places_) == expected, typed
    with pytest.raises(ConfigError, match="2 places"):
        place_id("حلب", places_)
    for nowhere in ("ريف حلب الشمالي", "مدينة لا وجود لها", "حي حلب", ""):
        with pytest.raises(NotFoundError):
            place_id(nowhere, places_)


def test_where_a_held_place_lies_is_not_held_itself(knowledge: Knowledge) -> None:
    """`The quarter X south of Khartoum`: the direction says where the quarter lies; alone it is a place of its own, not the town."""
    report = Report("r", "سيطر الجيش على حي الأقحوان جنوبي الخرطوم.", published=date(2023, 6, 21))
    (claim,) = [c for c in analyse(report, knowledge) if c.type == "control.take"]
    assert [bool(p.id) for p in claim.place] == [False, True]
    report = Report("r", "سيطرت الفصائل على محيط مدينة إعزاز.", published=date(2023, 6, 21))
    (claim,) = [c for c in analyse(report, knowledge) if c.type == "control.take"]
    assert [(p.id, w.place) for p, w in zip(claim.place, claim.where, strict=True)] == [("", "sy.azaz")]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        # a bare name means the place that the news know by it, or that of the country which other names tell of
        ("قتل شرطي في الناصرية.", {"iq.nasiriyah"}),
        ("أوقفت الشرطة سائقا في سوسة.", {"tn.sousse"}),
        ("انتشرت وحدات من الجيش في درنة وسوسة.", {"ly.derna", "ly.susah"}),
        ("اعتصم معلمون في طرابلس وصيدا.", {"lb.tripoli", "lb.sidon"}),
        ("اشتبكت قوة موالية للدبيبة مع مسلحين في طرابلس.", {"ly.tripoli"}),
        ("أضرب عمال في الحسيمة والقنيطرة.", {"ma.hoceima", "ma.kenitra"}),
        ("قصف الطيران درعا والقنيطرة.", {"sy.daraa-city", "sy.quneitra-town"}),
        # the palace and the airport road of another town
        ("دخل محتجون القصر الرئاسي في عدن.", {"ye.aden-city"}),
        ("دخل محتجون القصر الجمهوري في الخرطوم.", {"sd.khartoum.republican-palace", "sd.khartoum"}),
        ("قطع أنصار حزب الله طريق المطار.", set()),
        ("قطع محتجون طريق المطار في طرابلس.", {"ly.tripoli.airport-road", "ly.tripoli"}),
        # what a country has in another one
        ("تظاهر طلاب أمام السفارة الفرنسية في بيروت.", {"lb.beirut"}),
        ("تظاهر طلاب أمام القنصليات التركية.", set()),
        ("سقط صاروخ قرب السفارة السعودية في الخرطوم.", {"sd.khartoum"}),
        ("سقط صاروخ في الأراضي السعودية.", {"sa"}),
        # a bare noun in its own sentence
        ("سقطت قذائف على مطار نيالا. وفي كسلا سقطت قذيفة قرب المطار.", {"sd.nyala-airport", "sd.kassala"}),
        ("سقطت قذائف على مطار نيالا. وفي نيالا سقطت قذيفة قرب المطار.", {"sd.nyala-airport", "sd.nyala"}),
        ("انسحب المسلحون من المدينة، وفق دبلوماسي شارك في محادثات جنيف.", {"ch.geneva"}),
    ],
)
def test_which_place_of_that_name(knowledge: Knowledge, sentence: str, expected: set[str]) -> None:
    assert ids(sentence, knowledge) == expected


def test_a_bare_noun_is_no_town_of_the_source(knowledge: Knowledge) -> None:
    found = places("انسحب المسلحون من المدينة، وفق دبلوماسي شارك في محادثات جنيف.", knowledge)
    assert found["المدينة"].place == ""
    found = places("سقطت قذائف على مطار نيالا. وفي كسلا سقطت قذيفة قرب المطار.", knowledge)
    assert found["المطار"].place == ""


@pytest.mark.parametrize(
    ("raw", "place"),
    [
        ("قتل أربعة جنود في مدينة زنجبار", "ye.zinjibar"),  # the island is larger
        ("غارات أمريكية على الجوف", "ye.jawf"),
        ("السعودية: حريق في الجوف", "sa.jawf-region"),
        ("احتجاجات في مدينة البيضاء الليبية", "ly.bayda"),
        ("اشتباكات في البيضاء وطبرق", "ly.bayda"),
        ("احتجاجات في عدة مدن في تونس", "tn"),
        ("احتجاجات واسعة في الجزائر", "dz"),
        ("احتجاجات في الجزائر وقسنطينة", "dz.algiers"),
        ("احتجاجات في تونس العاصمة", "tn.tunis"),
        ("احتجاجات في مدينة تونس", "tn.tunis"),
    ],
)
def test_which_place_of_a_name_the_news_means(knowledge: Knowledge, raw: str, place: str) -> None:
    claims = analyse(Report("r", raw, published=date(2022, 4, 18)), knowledge)
    assert place in {v.id for c in claims for v in c.place}


@pytest.mark.parametrize(
    ("raw", "words", "place"),
    [
        ("اندلعت اشتباكات في الأطراف الشمالية لمدينة الأبيض", "الأطراف الشمالية", "sd.obeid"),
        ("وقع انفجار عند المدخل الغربي لمدينة منبج", "المدخل الغربي لمدينة منبج", "sy.aleppo"),
        ("تعذيب سجناء في المناطق الجنوبية لليمن", "المناطق الجنوبية", "ye"),
        ("اعتقلت الشرطة أربعة أشخاص في محافظة الشرقية", "محافظة الشرقية", "eg.sharqia"),
    ],
)
def test_what_is_part_of_a_place_lies_there(knowledge: Knowledge, raw: str, words: str, place: str) -> None:
    claims = analyse(Report("r", raw, published=date(2022, 4, 18)), knowledge)
    assert any(v.text.startswith(words) for c in claims for v in c.place) and place in {v.id for c in claims for v in c.place}
