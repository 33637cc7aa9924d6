"""The chunker that all rules share: construct chains, adjectives, coordination, clitics, and relative clauses as walls."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rasid.knowledge import Knowledge
from rasid.mentions import Reading, read_text
from rasid.text import Text


def phrases(raw: str, knowledge: Knowledge) -> list[str]:
    reading = read_text(Text(raw), knowledge)
    return [raw[p.start : p.end] for s in reading.sentences for p in s.parse.phrases]


@pytest.mark.parametrize(
    ("raw", "wanted"),
    [
        ("انسحبت القوات من حيي الشيخ مقصود والأشرفية", ["القوات", "حيي الشيخ مقصود", "الأشرفية"]),
        ("سيطر الجيش على مدينة القامشلي التي دخلها أمس", ["الجيش", "مدينة القامشلي"]),
        ("دخلت شاحنات الطحين والوقود إلى الحي", ["شاحنات الطحين", "الوقود", "الحي"]),
        ("قتل ثلاثة مدنيين قرب مبنى البلدية", ["ثلاثة مدنيين", "مبنى البلدية"]),
        ("وصل وزير الخارجية الروسي سيرغي لافروف إلى دمشق", ["وزير الخارجية الروسي سيرغي لافروف", "دمشق"]),
        ("أسر الجيش 35 عنصرا من ميليشيا محلية", ["الجيش", "35 عنصرا من ميليشيا محلية"]),
        ("خرج 400 مقاتل من المدينة", ["400 مقاتل", "المدينة"]),
        ("سيطر الجيش على عدد من القرى", ["الجيش", "عدد من القرى"]),
        ("قصف الجيش قاعدة عسكرية جنوب دمشق", ["الجيش", "قاعدة عسكرية", "جنوب دمشق"]),
        ("قصفت القوات مواقع عسكرية تابعة للمعارضة", ["القوات", "مواقع عسكرية", "للمعارضة"]),
        ("دمر الطيران 5 مركبات", ["الطيران", "5 مركبات"]),
        ("وصل إلى العاصمة دمشق", ["العاصمة دمشق"]),
        ("طالبت نقابة الأطباء الحكومة بدفع الرواتب", ["نقابة الأطباء", "الحكومة", "الرواتب"]),
        ("سيطر الجيش على طريق حلب - دمشق الدولي", ["الجيش", "طريق حلب - دمشق الدولي"]),
        ("قال سيدو العلي القائد الميداني إن القوات تقدمت", ["سيدو العلي", "القائد الميداني", "القوات"]),
        ("أزالت جرافات تابعة لها حواجز إسمنتية", ["جرافات", "حواجز إسمنتية"]),
        ("زار مسؤولون بيت والد القيادي", ["مسؤولون", "بيت والد القيادي"]),
        ('انسحب مقاتلو تنظيم "داعش" من الحي', ['مقاتلو تنظيم "داعش"', "الحي"]),
        ("دعا المبعوث الأمريكي توم بيرييلو الطرفين إلى هدنة", ["المبعوث الأمريكي توم بيرييلو", "الطرفين"]),
        ("واتهم العقيد جميل درمانو القوات المهاجمة بالنهب", ["العقيد جميل درمانو", "القوات"]),
        ("تبنى المتحدث العسكري باسم الجماعة الهجوم", ["المتحدث العسكري باسم الجماعة"]),
        ("انسحبت قوات #الجيش_الوطني من الحي", ["قوات #الجيش_الوطني", "الحي"]),
        ("نزح أكثر من 200 ألف مدني من المدينة", ["أكثر من 200 ألف مدني", "المدينة"]),
        ("سقط ما لا يقل عن مئة وعشرين جنديا في الحي", ["ما لا يقل عن مئة وعشرين جنديا", "الحي"]),
        ("قتل اثنا عشر عنصرا وأصيب تسعة أطفال", ["اثنا عشر عنصرا", "تسعة أطفال"]),
        ("أطلقت الفصائل نحو ستين قذيفة على الحي", ["الفصائل", "نحو ستين قذيفة", "الحي"]),
        ("نقلت الشاحنات المواد الإغاثية والطبية إلى البلدة", ["الشاحنات", "المواد الإغاثية والطبية", "البلدة"]),
        ("العملية العسكرية في الحي", ["الحي"]),
        ("اعتقال صحفي في الحي", ["صحفي", "الحي"]),
        ("عقد الوزير مؤتمرا صحفيا في باريس", ["الوزير", "باريس"]),
        ("تحدث الوزير مشيرا إلى أن الهدنة صامدة", ["الوزير", "صامدة"]),
        ("استهدف القصف المناطق المدنية في الريف", ["المناطق المدنية", "الريف"]),
        ("قال الوزير إننا باقون", ["الوزير", "باقون"]),
        ("حشدت القوات آلاف المقاتلين قرب الحدود", ["القوات", "آلاف المقاتلين", "الحدود"]),
        ("أحرق مستوطنون خمس مركبات في البلدة", ["مستوطنون", "خمس مركبات", "البلدة"]),
        ("طالبت السلطة المحلية الأمم المتحدة بفتح ممر", ["السلطة المحلية", "الأمم المتحدة", "ممر"]),
        ("انتشر الجيش الثاني الميداني في المدينة", ["الجيش الثاني الميداني", "المدينة"]),
        ("هاجم المسلحون القرية", ["المسلحون", "القرية"]),
        ("احتجزت مجموعة محلية ضابطا قرب البلدة", ["مجموعة محلية", "ضابطا", "البلدة"]),
        ("دخل 400 مستوطن باحات المسجد", ["400 مستوطن", "باحات المسجد"]),
        ("وأصاب الرصاص 20 رجل أمن", ["الرصاص", "20 رجل أمن"]),
        ("استعاد الجيش مواقع جنوب غربي البلاد", ["الجيش", "مواقع", "جنوب غربي البلاد"]),
        ("اقتحمت قوة خاصة إسرائيلية المخيم", ["قوة خاصة إسرائيلية", "المخيم"]),
        ("تحدث القائد متهما الحكومة بمنع القافلة", ["القائد", "الحكومة", "القافلة"]),
        ("وصلت شاحنات إلى قرى فقيرة في الريف", ["شاحنات", "قرى فقيرة", "الريف"]),
    ],
)
def test_phrases(knowledge: Knowledge, raw: str, wanted: list[str]) -> None:
    assert phrases(raw, knowledge) == wanted


@pytest.mark.parametrize(
    ("raw", "word", "tag"),
    [
        ("وفي حلب قتل ثلاثة جنود", "وفي", "p"),
        ("وفي حلب قتل ثلاثة جنود", "قتل", "v"),
        ("فقد قتل ثلاثة جنود في حلب", "فقد", "f"),
        ("فقد التنظيم معظم الأراضي", "فقد", "v"),
        ("انفجرت العبوة وفقا للشرطة", "وفقا", "p"),
        ("لم يحرز الوفد تقدما في جولته", "تقدما", "n"),
        ("تعهد الوفد بالعمل من أجل دعم الهدنة", "دعم", "n"),
        ("على وقع الهزائم انسحب الجيش", "وقع", "n"),
        ("أثارت القضية جدلا منذ فترة", "القضية", "n"),
        ("اتفق الجانبان على سحب المسلحين من الشوارع ونشر القوة المشتركة", "ونشر", "n"),
        ("سحب الجيش القوات ونشر بيانا", "ونشر", "v"),
        ("نفت الشركة تعرض المصفاة لأضرار", "تعرض", "n"),
        ("كانت الشركة تعرض خدماتها", "تعرض", "v"),
        ("المؤسسة نفت تعرض المصفاة لأضرار", "تعرض", "n"),
        ("الضغوط جعلتها تقبل المطالب", "تقبل", "v"),
        ("دمر الجيش موقعا عسكريا", "عسكريا", "n"),
        ("تدخلت روسيا عسكريا في سوريا", "عسكريا", "f"),
        ("طال القصف قرى عدة خاصة في الريف", "خاصة", "s"),
    ],
)
def test_tags(knowledge: Knowledge, raw: str, word: str, tag: str) -> None:
    parse = read_text(Text(raw), knowledge).sentences[0].parse
    at = next(i for i in range(parse.first, parse.last) if raw[parse.tokens[i].start : parse.tokens[i].end] == word)
    assert parse.tag(at) == tag


def test_what_governs_a_phrase(knowledge: Knowledge) -> None:
    raw = "عقد ممثلون عن قسد اجتماعا في مطار القامشلي"
    reading = read_text(Text(raw), knowledge)
    preps = {raw[p.start : p.end]: p.prep for p in reading.sentences[0].parse.phrases}
    assert preps["مطار القامشلي"] == "في"
    assert preps["ممثلون"] == ""


def test_joined_phrases_point_to_the_first(knowledge: Knowledge) -> None:
    parse = read_text(Text("انسحبت القوات من حيي الشيخ مقصود والأشرفية"), knowledge).sentences[0].parse
    first, second = parse.phrases[1:]
    assert second.conj_of == first.i


def _check(reading: Reading) -> None:
    for sentence in reading.sentences:
        parse = sentence.parse
        assert len(parse.tags) == parse.last - parse.first
        end = parse.first
        for i, phrase in enumerate(parse.phrases):
            assert phrase.i == i
            assert parse.first <= phrase.first <= phrase.head < phrase.last <= parse.last
            assert phrase.first >= end or phrase.nested
            closing = phrase.last if parse.tag(phrase.last) == "q" else phrase.last - 1
            assert reading.text.tokens[phrase.first].start <= phrase.start < phrase.end <= reading.text.tokens[closing].end
            assert -1 <= phrase.conj_of < i
            end = max(end, phrase.last)
        for trigger in sentence.triggers:
            assert parse.first <= trigger.first < trigger.last <= parse.last
            assert trigger.rules


WORDS = ["سيطرت", "قوات", "قسد", "على", "مدينة", "القامشلي", "و", "والأشرفية", "التي", "في", '"', "،", ".", "(", ")", "لم", "أن",
         "ثلاثة", "13", "آذار", "للنظام", "حصارها", "قتل", "منها", "الحكومة", "السورية", "انسحاب", "بين", "و13"]  # fmt: skip


@given(words=st.lists(st.sampled_from(WORDS), max_size=25))
def test_any_row_of_words_gives_phrases_in_order(knowledge: Knowledge, words: list[str]) -> None:
    _check(read_text(Text(" ".join(words)), knowledge))


@given(raw=st.text(st.sampled_from('ابتسيطرقوات لم،."()123ﻻﷺـ\u064e\u200f\n'), max_size=60))
def test_any_text_gives_phrases_in_order(knowledge: Knowledge, raw: str) -> None:
    _check(read_text(Text(raw), knowledge))


def test_a_name_of_several_words_ends_before_the_next_actors_name(knowledge: Knowledge) -> None:
    reading = read_text(Text("طالبت قوات سوريا الديمقراطية الحكومة السورية برفع الحصار عن حيين"), knowledge)
    found = [reading.text.raw[p.start : p.end] for p in reading.sentences[0].parse.phrases]
    assert found[:2] == ["قوات سوريا الديمقراطية", "الحكومة السورية"]


@pytest.mark.parametrize(
    ("raw", "wanted"),
    [
        ("سيطر الجيش على قرية أم ميال في الريف", ["الجيش", "قرية أم ميال", "الريف"]),
        ("انسحب المسلحون من قريتي أم عامود وتل الضمان", ["المسلحون", "قريتي أم عامود", "تل الضمان"]),
        ("لم يعرف هل دخلوا قرية أم بلدة", ["قرية", "بلدة"]),  # a village or a town
        ("لم يعرف هل غادروا القرية أم المدينة", ["القرية", "المدينة"]),
    ],
)
def test_a_village_may_be_called_like_a_conjunction(knowledge: Knowledge, raw: str, wanted: list[str]) -> None:
    assert phrases(raw, knowledge) == wanted
