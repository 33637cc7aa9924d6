"""Places in sentences: names that look like other words, directions, nouns that share a name, and the words that name the place."""

from __future__ import annotations

from datetime import date

import pytest

from rasid.knowledge import Knowledge
from rasid.mentions import Reading, read_text
from rasid.phrases import Phrase
from rasid.pipeline import analyse
from rasid.place_spans import belonging, place_span
from rasid.text import Text
from rasid.types import Report


def named(raw: str, knowledge: Knowledge) -> set[str]:
    """The ids of the places that the names of a text may mean."""
    return {n.id for name in read_text(Text(raw), knowledge).names for n in name.of("place")}


def read(raw: str, knowledge: Knowledge) -> tuple[Reading, list[Phrase]]:
    reading = read_text(Text(raw), knowledge)
    return reading, reading.sentences[0].parse.phrases


@pytest.mark.parametrize(
    ("raw", "place"),
    [
        ("أعلنت الإمارات أمس سحب قواتها.", "ae"),  # emirates: also the plural of a noun for a region
        ("زار الوفد بعقوبة أمس.", "iq.baqubah"),  # with a letter cut off: a punishment
        ("انفجرت سيارة في الحلة.", "iq.hillah"),
        ("قتل جنديان في الضالع ولحج.", "ye.dhale"),
        ("وصل الوفد إلى مسقط.", "om.muscat"),
        ("قصفت الطائرات ريف جبلة.", "sy.jableh"),
        ('دخلت القوات مدينة "الباب" أمس.', "sy.bab"),
    ],
)
def test_a_name_stands_though_it_looks_like_another_word(knowledge: Knowledge, raw: str, place: str) -> None:
    assert place in named(raw, knowledge)


@pytest.mark.parametrize(
    ("raw", "place"),
    [
        ("دارت اشتباكات في مركز مدينة كبيرة.", "sa.medina"),
        ("اتهم المدعي الرجل بأنه الضالع في الهجوم.", "ye.dhale"),
        ("أعلن الجيش أنه مسقط الطائرة.", "om.muscat"),
        ("وصلت القوات إلى شمال البلاد.", "ye.bilad"),
        ("تجمعوا عند باب السلسلة.", "ye.ibb"),  # a gate; in Ibb is written with a hamza
    ],
)
def test_a_common_word_is_no_name(knowledge: Knowledge, raw: str, place: str) -> None:
    assert place not in named(raw, knowledge)


@pytest.mark.parametrize(
    ("raw", "wanted", "prep"),
    [
        ("دارت اشتباكات في جنوب غرب درعا", "جنوب غرب درعا", "في"),
        ("دارت اشتباكات غرب اليمن", "غرب اليمن", ""),
        ("دارت اشتباكات بمدينة الحديدة", "مدينة الحديدة", "ب"),
        ("دارت اشتباكات على مشارف مدينة الحديدة", "مشارف مدينة الحديدة", "علي"),
        ("دارت اشتباكات في شوارع العاصمة صنعاء", "شوارع العاصمة صنعاء", "في"),
        ("هز انفجار العاصمة الأفغانية كابول", "العاصمة الأفغانية كابول", ""),
        ("سيطر الجيش على 4 قرى شرقي نهر الفرات من قوات سوريا الديمقراطية", "4 قرى شرقي نهر الفرات", "علي"),
        ("قصفت الطائرات مدينة وميناء الحديدة", "مدينة وميناء الحديدة", ""),
        ("هاجمت القوات شرقي وغربي مديرية التحيتا", "شرقي وغربي مديرية التحيتا", ""),
    ],
)
def test_the_bounds_of_a_place(knowledge: Knowledge, raw: str, wanted: str, prep: str) -> None:
    found = {raw[p.start : p.end]: p.prep for p in read(raw, knowledge)[1]}
    assert found.get(wanted) == prep, found


def test_nouns_with_places_of_their_own_share_nothing(knowledge: Knowledge) -> None:
    raw = "قصفت الطائرات مدنا وبلدات في ريف إدلب ومدينة حلب وريف حماة"
    found = [raw[p.start : p.end] for p in read(raw, knowledge)[1]]
    assert {"ريف إدلب", "مدينة حلب", "ريف حماة"} <= set(found)


def test_a_noun_that_may_be_an_office_is_a_place_before_its_name(knowledge: Knowledge) -> None:
    for raw in ("قصفت الطائرات مركز مدينة عفرين", "قصفت الطائرات مديرية موزع", "اخترقت الطائرات أجواء لبنان"):
        assert read(raw, knowledge)[1][-1].category == "place", raw
    assert read("التقت الأطراف السورية في جنيف", knowledge)[1][0].category == "head"


@pytest.mark.parametrize(
    ("raw", "wanted"),
    [
        ("قصفت الطائرات بلدتي الفوعة وكفريا", ["الفوعة", "كفريا"]),
        ('قصفت الطائرات بلدتي "حرستا" ودوما', ["حرستا", "دوما"]),
        ("قصفت الطائرات حقلي شاعر وجزل", ["شاعر", "جزل"]),
        ("قصفت الطائرات ريفي حلب وحماة", ["ريفي حلب", "حماة"]),
        ("قصفت الطائرات جبهات الساحل الغربي", ["الساحل الغربي"]),
        ("قصفت الطائرات كامل الغوطة الشرقية", ["الغوطة الشرقية"]),
        ("سيطر الجيش على أجزاء من محافظة درعا", ["محافظة درعا"]),
        ("قصفت الطائرات مدينة منبج الحدودية", ["مدينة منبج"]),
        ("قصفت الطائرات سكان مدينة دوما", ["مدينة دوما"]),
        ("سيطر الجيش على 4 قرى شرقي نهر الفرات", ["4 قرى شرقي نهر الفرات"]),
        ("سيطر الجيش على مناطق جديدة", ["مناطق جديدة"]),
        ("قصفت الطائرات ريف حلب الشمالي", ["ريف حلب الشمالي"]),
        ("قصفت الطائرات مطار كويرس العسكري", ["مطار كويرس العسكري"]),
    ],
)
def test_the_words_that_name_the_place(knowledge: Knowledge, raw: str, wanted: list[str]) -> None:
    reading, phrases = read(raw, knowledge)
    parse = reading.sentences[0].parse
    spans = [place_span(p, parse, knowledge) for p in phrases if any(n.of("place") for n in p.names)]
    assert [raw[start:end] for start, end in spans] == wanted


@pytest.mark.parametrize(
    ("raw", "word", "whole"),
    [
        ("تقدم الجيش نحو المدخل الرئيسي لمدينة سراقب", "المدخل", "المدخل الرئيسي لمدينة سراقب"),
        ("نشر الجيش تعزيزات على الحدود مع الأردن", "الحدود", "الحدود مع الأردن"),
        ("قصف الجيش البلدة مع إدلب", "البلدة", "البلدة"),
        ("انتشر الجيش في مدينة سراقب لحماية إدلب", "مدينة سراقب", "مدينة سراقب"),
    ],
)
def test_a_part_is_named_with_what_it_is_of(knowledge: Knowledge, raw: str, word: str, whole: str) -> None:
    reading, phrases = read(raw, knowledge)
    place = next(p for p in phrases if raw[p.start : p.end].startswith(word))
    found = belonging(place, reading.sentences[0].parse, knowledge, [place])
    assert raw[place.start : found.end if found is not None else place.end] == whole


def test_what_is_a_place_of_the_event_itself_stays_apart(knowledge: Knowledge) -> None:
    raw = "نشر الجيش تعزيزات على الحدود مع الأردن"
    reading, phrases = read(raw, knowledge)
    border, beyond = phrases[-2:]
    assert belonging(border, reading.sentences[0].parse, knowledge, [border, beyond]) is None


def test_somebody_begins_behind_what_only_tells_that_he_acts(knowledge: Knowledge) -> None:
    raw = "سقطت البلدة بعد تمكن القوات التركية من السيطرة عليها"
    claims = analyse(Report("r", raw), knowledge)
    assert {a.text for c in claims for a in c.actor} == {"القوات التركية"}


def test_a_party_joined_to_a_place_is_none(knowledge: Knowledge) -> None:
    claims = analyse(Report("r", "غارات إسرائيلية على الضاحية الجنوبية وحزب الله يعلن قصف قاعدة"), knowledge)
    assert [v.text for c in claims for v in c.place if "حزب" in v.text] == []


@pytest.mark.parametrize(
    ("raw", "place"),
    [
        ("انفجرت سيارة في صور.", "lb.tyre"),
        ("شن الطيران غارتين على صور وصيدا.", "lb.tyre"),
        ("سقطت قذيفة في محيط صور والبلدات القريبة.", "lb.tyre"),
        ("عاد أهالي صور إلى بيوتهم.", "lb.tyre"),
        ("دخلت دورية إسرائيلية إلى القنيطرة.", "sy.quneitra-town"),
        ("اعتقلت الشرطة المغربية رجلين في القنيطرة.", "ma.kenitra"),
        ("سيطر المتمردون على بلدة في شرق الكونغو.", "cd"),
        ("تظاهر طلاب في برازافيل بالكونغو.", "cg"),
    ],
)
def test_a_place_that_the_news_means(knowledge: Knowledge, raw: str, place: str) -> None:
    claims = analyse(Report("r", raw), knowledge)
    names = {n.id for name in read_text(Text(raw), knowledge).names for n in name.of("place")}
    assert place in names | {w.place for c in claims for w in c.where}


@pytest.mark.parametrize(
    "raw",
    ["نشرت الوكالة صورا للهجوم.", "ظهر الوزير في صور حديثة.", "حصلت القناة على صور من الموقع.", "ظهرت ملامحها في صور أطفال المخيم."],
)
def test_pictures_are_no_town(knowledge: Knowledge, raw: str) -> None:
    assert "lb.tyre" not in named(raw, knowledge)


@pytest.mark.parametrize(
    ("raw", "words", "place"),
    [
        ("قتل شاب في قرية تل حميس أمس", "قرية تل حميس", "sy.tal-hamis"),  # a village called Tell lies near Nablus
        ("قصفت الطائرات بلدة بئر عجم", "بلدة بئر عجم", "sy.bir-ajam"),  # and one called Ber in Mali
        ("سقطت قذائف على قرية تل ريمان", "قرية تل ريمان", ""),  # known to nobody
        ("سقطت قذائف على قرية عين لوبان", "قرية عين لوبان", ""),
        ("سقطت قذائف قرب عين دوبان", "عين دوبان", ""),
        ("سقطت قذائف على قرية دير سنبل", "قرية دير سنبل", "sy.deir-sunbul"),  # X is a verb
        ("اقتحمت القوات قرية تل قرب نابلس", "قرية تل", "ps.tell-nablus"),
        ("اقتحمت القوات قرية تل الفلسطينية", "قرية تل الفلسطينية", "ps.tell-nablus"),
        ("اقتحمت القوات قرية تل أمس", "قرية تل", "ps.tell-nablus"),
        ("قصفت الطائرات بلدة عين عيسى", "بلدة عين عيسى", "sy.ain-issa"),
        ("انفجرت عبوة في مدينة الصدر", "مدينة الصدر", "iq.baghdad-city.sadr-city"),
    ],
)
def test_the_first_word_of_a_name_is_no_name(knowledge: Knowledge, raw: str, words: str, place: str) -> None:
    claims = analyse(Report("r", raw, published=date(2022, 4, 18)), knowledge)
    assert {(v.text, v.id) for c in claims for v in c.place} >= {(words, place)}
    assert not {v.id for c in claims for v in c.place} & {"ml.ber", "ps.tell-nablus", "ye.hajab"} - {place}


@pytest.mark.parametrize(
    ("raw", "places"),
    [
        ("غارات على الخيام وكفركلا وعيترون", {"lb.khiam", "lb.kfar-kila", "lb.aitaroun"}),  # tents, too
        ("غارات على القدم، جوبر", {"sy.damascus-city.qadam", "sy.damascus-city.jobar"}),  # the foot
        ("غارات على ميس الجبل وحولا ومركبا", {"lb.mays-al-jabal", "lb.houla", "lb.markaba"}),  # a name's mountain announces nothing
        ("اندلعت اشتباكات شمال سرت", {"ly.sirte-district"}),  # she walked
        ("وقع انفجار شمال الباب", {"sy.aleppo"}),
        ("اندلعت اشتباكات شمال المدينة", set()),
        ("نزح مدنيون من الفاشر إلى طويلة", {"sd.fasher", "sd.tawila"}),  # long
        ("نزح مدنيون من الفاشر في رحلة طويلة", {"sd.fasher"}),
        ("وزعت المنظمة الخيام والأغطية على النازحين في إدلب", {"sy.idlib-city"}),
    ],
)
def test_a_town_called_like_a_common_word_stands_by_its_company(knowledge: Knowledge, raw: str, places: set[str]) -> None:
    claims = analyse(Report("r", raw, published=date(2024, 11, 1)), knowledge)
    assert {v.id for c in claims for v in c.place if v.id} == places


@pytest.mark.parametrize(
    ("raw", "place"),
    [
        ("قصف على كفربطنا", "sy.kafr-batna"),  # written together
        ("سقطت قذائف على ديركيفا", "lb.deir-kifa"),
        ("وقع هجوم في لامو", "ke.lamu"),  # no preposition before another word
        ("قتل جنود في باما", "ng.bama"),
        ("دارت معارك في الفاخر شمال الضالع", "ye.dhale.fakhir"),
        ("غارات على عين قانا", "lb.ain-qana"),
        ("قصف على حي التضامن في دمشق", "sy.damascus-city.tadamon"),
        ("نزح السكان من مخيم الزور في مأرب", "ye.marib.zawr"),
    ],
)
def test_villages_of_the_front(knowledge: Knowledge, raw: str, place: str) -> None:
    assert place in named(raw, knowledge)


def test_what_a_quarter_was_struck_with_is_no_quarter(knowledge: Knowledge) -> None:
    assert "iq.mosul.tayaran" not in named("اتهم المتحدث الجيش بقصف الحي بالطيران.", knowledge)
    assert "iq.mosul.tayaran" in named("سيطرت القوات على حي الطيران في الموصل.", knowledge)
