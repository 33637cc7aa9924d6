"""A time of the sentence that is another's: of the report, of what was answered, of the events that something is compared with."""

from __future__ import annotations

import pytest

from rasid.guards.misdated import of_another
from rasid.knowledge import Knowledge
from rasid.mentions import Sentence, Trigger, read_text
from rasid.speech import Speaker, speakers
from rasid.text import Text


def read(raw: str, word: str, knowledge: Knowledge) -> tuple[Sentence, Trigger, list[Speaker]]:
    reading = read_text(Text(raw), knowledge)
    sentence = reading.sentences[0]
    at = raw.index(word)
    trigger = next(t for t in sentence.triggers if reading.text.tokens[t.first].start <= at < reading.text.tokens[t.last - 1].end)
    return sentence, trigger, [s for s in speakers(reading, knowledge)[0] if not s.carried]


@pytest.mark.parametrize(
    ("raw", "word", "another"),
    [
        # what the report tells, and its date
        ("قالت الوزارة، الجمعة، إن قواتها قصفت المعسكر", "قصفت", True),
        ("وأعلن الفصيل في بيان الاثنين أنه سيطر على التل", "سيطر", True),
        ("والأربعاء، ذكرت الوكالة أن الطيران قصف السوق", "قصف", True),
        ("أعلنت الفرقة التي تدعمها أنقرة، الثلاثاء، أنها قصفت المعسكر", "قصفت", True),
        ("قالت الوزارة إن قواتها قصفت الجمعة المعسكر", "قصفت", False),
        ("7 أيلول 2017: أعلنت الوزارة أن الطيران قصف المعسكر", "قصف", False),
        ("قالت الوزارة إن قواتها قصفت المعسكر الجمعة", "قصفت", False),
        ("أعلن الجيش الأحد السيطرة على البلدة", "السيطرة", False),
        ("قصفت القوات المعسكر الجمعة وقالت الوزارة إن المعسكر دمر", "قصفت", False),
        # what it is only likened to
        ("يخشون هجوما شبيها بذلك الذي ضرب درعا قبل عام", "هجوما", True),
        ("يخشون هجوما على تلك القرية قبل يوم السبت", "هجوما", False),
        # the same again, with its own date
        ("أدان الوزير اختطاف مهندسين، بالإضافة إلى اختطاف طبيب الشهر الماضي", "اختطاف", True),
        ("أدان الوزير مقتل مهندسين، بالإضافة إلى اختطاف طبيب الشهر الماضي", "مقتل", False),
        # the fiercest since, the second of its kind within
        ("الغارات هي الأعنف على المدينة منذ نحو شهر", "الغارات", True),
        ("زار الوفد المدينة للمرة الأولى منذ عام 2016", "زار", True),
        ("وقع الهجوم وهو الثاني من نوعه خلال أسبوعين", "الهجوم", True),
        ("قصفت المدفعية القرية للمرة الثانية خلال أسبوع", "قصفت", True),
        ("تحاصر القوات الحي منذ نحو شهر", "تحاصر", False),
        ("قصف الطيران المدينة للمرة الأولى خلال الأسبوع الماضي", "قصف", False),
        # what is answered, talked of or meant to be
        ("شنت الطائرات الاثنين غارات ردا على قصف البلدة", "قصف", True),
        ("أجرى الوزير السبت اتصالا بشأن الهجوم على المخيم", "الهجوم", True),
        ("خرج المئات الخميس احتجاجا على اعتقال الناشط", "اعتقال", True),
        ("وصلت تعزيزات أمس تمهيدا لاقتحام البلدة", "اقتحام", True),
        ("شنت الطائرات غارات ردا على قصف البلدة الاثنين", "قصف", False),
        ("شنت الطائرات الاثنين غارات ردا على قصف البلدة", "غارات", False),
        ("اندلعت الأحد حول المطار معارك وقصف", "قصف", False),
        # what a relative clause tells
        ("التقى الوفد الجمعة المقاتلين الذين حاصروا البلدة", "حاصروا", True),
        ("زار الوزير أمس البلدة التي تعرضت للقصف", "قصف", True),
        ("التقى الوفد المقاتلين الذين حاصروا البلدة الجمعة", "حاصروا", False),
        ("التقى الوفد الجمعة المقاتلين الذين حاصروا البلدة", "التقى", False),
        ("قرب القاعدة التي استعادتها المقاومة الاثنين دارت اشتباكات", "اشتباكات", True),
        ("قرب القاعدة التي استعادتها المقاومة الاثنين دارت اشتباكات", "استعادتها", False),
        ("قرب القاعدة التي استعادتها المقاومة، الاثنين، دارت اشتباكات", "اشتباكات", False),
        ("في الهدنة التي أعلنها الجيش الاثنين قصفت القوات البلدة", "قصفت", False),
        ("أيدوا الثورة عام 1979 التي أطاحت بالحكومة", "أطاحت", False),
        # what a clause of its own tells
        ("توقفت المحادثات السبت بعدما رفض الوفد الشروط", "رفض", True),
        ("انسحبت القوات الأحد بعد أن قصفت البلدة", "قصفت", True),
        ("انسحبت القوات الأحد بعد أن قصفت البلدة", "انسحبت", False),
        ("انسحبت القوات بعد أن قصفت البلدة الأحد", "قصفت", False),
        ("قصفت القوات البلدة كما استهدفت المطار العام الماضي", "قصفت", True),
        ("قصفت القوات البلدة كما استهدفت المطار العام الماضي", "استهدفت", False),
        ("قصفت القوات البلدة الأحد كما استهدفت المطار", "قصفت", False),
        # what is told of somebody or something behind the verb
        ("أطلقت الشرطة طالبين احتجزتهما في مارس", "أطلقت", True),
        ("أطلقت الشرطة طالبين احتجزتهما في مارس", "احتجزتهما", False),
        ("قصفت المدفعية حاجزا كانت قد نصبته الكتيبة في مارس", "قصفت", True),
        ("قتلت الكتيبة النساء اللواتي خطفتهن في مارس", "قتلت", True),
        ("هاجم المسلحون القرية التي حررها الجيش في مارس", "هاجم", True),
        ("استقبل الوزير الوفد الذي وصل من بيروت يوم الخميس", "استقبل", True),
        ("قتل القيادي، الذي كان قد انشق عن الكتيبة في مارس", "قتل", True),
        ("قتل القيادي الذي انشق عن الكتيبة، في مارس", "قتل", False),
        ("قصفت الطائرات التابعة للتحالف الذي تقوده الدولة البلدة الأحد", "قصفت", False),
        ("هاجم المسلحون في مارس القرية التي حررها الجيش", "هاجم", False),
        ("قتل خمسة جنود في هجوم شنه المسلحون في مارس", "قتل", False),
        ("قصفت الطائرات موقعا واستهدفت حاجزا في مارس", "استهدفت", False),
        # what somebody is charged with
        ("أوقفت الشرطة شابا متهما بخطف طبيب في مارس", "أوقفت", True),
        ("أوقفت الشرطة شابا متهما بخطف طبيب في مارس", "خطف", False),
        ("أوقفت الشرطة شابا متهما بالتزوير في مارس", "أوقفت", False),
    ],
)
def test_whose_the_time_is(knowledge: Knowledge, raw: str, word: str, another: bool) -> None:
    sentence, trigger, _ = read(raw, word, knowledge)
    assert of_another(sentence, trigger, trigger.types[0], None, sentence.times[0], knowledge) is another


def test_to_speak_is_to_do_it_on_that_day(knowledge: Knowledge) -> None:
    sentence, trigger, _ = read("قالت الوزارة، الجمعة، إن الطرفين وقعا اتفاقا", "اتفاقا", knowledge)
    assert not of_another(sentence, trigger, "talks.agree", None, sentence.times[0], knowledge)


@pytest.mark.parametrize(
    ("raw", "another"),
    [
        ("قصفت المدفعية القرية، وفق المرصد، الأربعاء", True),
        ("قصفت المدفعية القرية الأربعاء، وفق المرصد", False),
    ],
)
def test_the_date_of_the_source(knowledge: Knowledge, raw: str, another: bool) -> None:
    sentence, trigger, who = read(raw, "قصفت", knowledge)
    speaker = next(s for s in who if s.cue is not None and s.cue.form == "phrase")
    assert of_another(sentence, trigger, "fight.shelling", speaker, sentence.times[0], knowledge) is another
