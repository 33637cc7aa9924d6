"""Who said it, by his name: whom a text was issued by, whom an agency quotes, who holds the office, who speaks in a headline."""

from __future__ import annotations

from datetime import date

import pytest

from rasid.holders import with_holders
from rasid.knowledge import Knowledge
from rasid.mentions import read_text
from rasid.pipeline import analyse
from rasid.sayers import of_relative, relayed, said_by, titled
from rasid.speech import speakers
from rasid.text import Text
from rasid.types import Report
from rasid.voices import is_mute


def said(raw: str, words: str, knowledge: Knowledge) -> str:
    """Who is meant where the speaker with these words was chosen for the last event."""
    reading = read_text(Text(raw), knowledge)
    who = speakers(reading, knowledge)[0]
    speaker = next(s for s in who if raw[s.start : s.end].startswith(words) and not s.carried)
    found = said_by(speaker, who, reading.sentences[0], reading, knowledge)
    return raw[found.start : found.end]


@pytest.mark.parametrize(
    ("raw", "words", "meant"),
    [
        ("قال بيان صادر عن وزارة الدفاع إن الغارة قتلت ثلاثة مدنيين", "بيان", "وزارة الدفاع"),
        ("وأفاد تقرير أصدرته منظمة العفو الدولية بأن القصف دمر المستشفى", "تقرير", "منظمة العفو الدولية"),
        ("قتل جنديان في الهجوم، وفقا لبيان نشرته وزارة الدفاع", "بيان", "وزارة الدفاع"),
        ("وأضاف البيان الصادر عن قيادة الفرقة أن المسلحين انسحبوا", "البيان", "قيادة الفرقة"),
        ("وكان تقرير حقوقي، صادر عن منظمة العفو الدولية، اتهم الجماعة بقتل عشرين صحافيا", "تقرير", "منظمة العفو الدولية"),
        ("قال بيان لوزارة الصحة إن الغارة قتلت ثلاثة مدنيين", "بيان", "بيان"),
        ("قال بيان صدر أمس إن الغارة قتلت ثلاثة مدنيين", "بيان", "بيان صدر"),
        ("قالت وزارة الدفاع في بيان نشرته وكالة سانا إن الجيش دخل البلدة", "وزارة الدفاع", "وزارة الدفاع"),
    ],
)
def test_a_text_speaks_for_whom_it_was_issued_by(knowledge: Knowledge, raw: str, words: str, meant: str) -> None:
    assert said(raw, words, knowledge) == meant


@pytest.mark.parametrize(
    ("raw", "words", "meant"),
    [
        ("نقل مراسلنا عن مصادر طبية أن القصف أوقع قتلى", "مراسلنا", "مصادر طبية"),
        ("وكان التلفزيون الرسمي، نقل ليل الأحد عن مصدر عسكري أن الدفاعات أسقطت صاروخا", "التلفزيون", "مصدر عسكري"),
        ("ونقل البيان الذي وزعه المكتب الإعلامي عن مصدر ميداني أن المعارك توقفت", "البيان", "مصدر ميداني"),
        ("نقلت الوكالة أن الوزير تحدث عن مصادر تمويل للجماعة", "الوكالة", "الوكالة"),
        ("قال الوزير إن مراسلا نقل عن مصادر خبر الهجوم", "الوزير", "الوزير"),
    ],
)
def test_who_is_quoted(knowledge: Knowledge, raw: str, words: str, meant: str) -> None:
    assert said(raw, words, knowledge).startswith(meant)


@pytest.mark.parametrize(
    ("raw", "words", "name"),
    [
        ("قال رئيس شعبة التدريب بالمنطقة العسكرية الثالثة العميد منير أحمد الجابري إن القوات دخلت البلدة", "رئيس", "منير أحمد الجابري"),
        ("أعلن رئيس لجنة الأمن والدفاع في مجلس الدوما نيكولاي رومانوف أن القوات انسحبت", "رئيس", "نيكولاي رومانوف"),
        ("قال قائد محور الضالع، اللواء هادي العولقي، إن القوات استعادت التلة", "قائد", "هادي العولقي"),
    ],
)
def test_an_office_is_told_with_the_name_of_its_holder(knowledge: Knowledge, raw: str, words: str, name: str) -> None:
    assert said(raw, words, knowledge).endswith(name)


@pytest.mark.parametrize(
    ("raw", "words", "whole"),
    [
        ("قال رئيس اللجنة في صعدة إن القائد صالح الجابري انسحب", "رئيس", "رئيس اللجنة"),
        ("قال وزير الدفاع والناطق باسم الجيش نيكولاي رومانوف إن القوات انسحبت", "وزير", "وزير الدفاع"),
    ],
)
def test_another_ones_name_adds_nothing(knowledge: Knowledge, raw: str, words: str, whole: str) -> None:
    assert said(raw, words, knowledge) == whole


@pytest.mark.parametrize(
    ("raw", "type_", "meant"),
    [
        ("وزارة الداخلية: مقتل ثلاثة جنود في سيناء", "harm.kill", "وزارة الداخلية"),
        ("التحالف: قتلى من قيادات الحوثيين في صعدة", "harm.kill", "التحالف"),
        ("سوريا: مقتل ثلاثة جنود في درعا", "harm.kill", ""),
        ("حلب: مقتل ثلاثة أطفال", "harm.kill", ""),
        ("البنتاغون: ندين هجوم الحوثيين", "word.condemn", ""),
    ],
)
def test_who_speaks_in_a_headline(knowledge: Knowledge, raw: str, type_: str, meant: str) -> None:
    reading = read_text(Text(raw), knowledge)
    sentence, who = reading.sentences[0], speakers(reading, knowledge)[0]
    trigger = next(t for t in sentence.triggers if type_ in t.types)
    found = titled(None, sentence, trigger, type_, who, knowledge)
    assert (raw[found.start : found.end] if found is not None else "") == meant


@pytest.mark.parametrize(
    ("raw", "words", "mute"),
    [
        ("أعلنت حالة طوارئ في المدينة", "حالة طوارئ", True),
        ("ويشير هذا التطور إلى تقدم جديد", "هذا التطور", True),
        ("أعلنت وسائل إعلام رسمية وقف القتال", "وسائل إعلام رسمية", False),
        ("قال الخولاني إن المعارك توقفت", "الخولاني", False),
        ("أكد الأهالي وقف القصف", "الأهالي", False),
        ("أعلنت حلفاؤها وقف القصف", "حلفاؤها", False),
    ],
)
def test_what_cannot_speak(knowledge: Knowledge, raw: str, words: str, mute: bool) -> None:
    reading = read_text(Text(raw), knowledge)
    phrase = next(p for p in reading.sentences[0].parse.phrases if raw[p.start : p.end].startswith(words))
    assert is_mute(phrase, reading, knowledge) is mute


def test_what_cannot_speak_is_nobodys_source(knowledge: Knowledge) -> None:
    raw = "فرضت قوات الأمن حظر تجول في البصرة وأعلنت حالة طوارئ، قائلة إن مسلحين هاجموا مركز الشرطة."
    claims = analyse(Report("r", raw, published=date(2022, 4, 18)), knowledge)
    assert claims and all("حالة" not in c.source.text for c in claims)


def test_ones_own_speech_act_the_outlet_tells(knowledge: Knowledge) -> None:
    raw = "أكدت الوزارة دعم جهود المبعوث الأممي في ليبيا."
    claims = [c for c in analyse(Report("r", raw, published=date(2022, 4, 18)), knowledge) if c.type == "word.support"]
    assert all(c.source.kind == "outlet" or not c.actor for c in claims)


@pytest.mark.parametrize(
    ("raw", "chosen", "kept"),
    [
        ("ندد وزير الإعلام، نيكولاي رومانوف، بالهجوم", ("وزير الإعلام", "نيكولاي رومانوف"), ["وزير الإعلام، نيكولاي رومانوف"]),
        ("أعلن قائد الشرطة في عدن العميد الركن منير أحمد الجابري أن السكان غادروا", ("قائد الشرطة",), None),
        ("أكد وزير الدفاع أن نيكولاي رومانوف انسحب", ("وزير الدفاع",), ["وزير الدفاع"]),
        ("خطف الوزير المختطف من قبل الجماعة، نيكولاي رومانوف", ("الوزير",), ["الوزير"]),
    ],
)
def test_an_office_and_its_holder_are_one(knowledge: Knowledge, raw: str, chosen: tuple[str, ...], kept: list[str] | None) -> None:
    reading = read_text(Text(raw), knowledge)
    parse = reading.sentences[0].parse
    phrases = [p for p in parse.phrases if raw[p.start : p.end] in chosen]
    found = [raw[p.start : p.end] for p in with_holders({"actor": phrases}, parse, reading, knowledge)["actor"]]
    assert found == kept if kept is not None else found[0].endswith("منير أحمد الجابري") and len(found) == 1


@pytest.mark.parametrize(
    ("raw", "relay", "meant"),
    [
        ("أعلن وزير الدفاع أن المسلحين قصفوا الجسر، بحسب ما نقلته وكالة سانا", "وكالة سانا", "وزير الدفاع"),
        ("قال المتحدث: المسلحون قصفوا الجسر، وفق وكالة الأنباء الروسية", "وكالة الأنباء الروسية", "المتحدث"),
        ("قصف المسلحون الجسر، بحسب ما نقلته وكالة سانا", "وكالة سانا", "وكالة سانا"),
        ("أعلن وزير الدفاع أن المسلحين قصفوا الجسر، بحسب المرصد السوري", "المرصد السوري", "المرصد السوري"),
    ],
)
def test_an_agency_relays_what_others_say(knowledge: Knowledge, raw: str, relay: str, meant: str) -> None:
    reading = read_text(Text(raw), knowledge)
    sentence, who = reading.sentences[0], speakers(reading, knowledge)[0]
    trigger = next(t for t in sentence.triggers if t.lemma == "قصف")
    speaker = next(s for s in who if raw[s.start : s.end].startswith(relay))
    found = relayed(speaker, sentence, trigger, who, knowledge)
    assert found is not None and raw[found.start : found.end].startswith(meant)


def test_the_subject_of_a_relative_clause_says_nothing(knowledge: Knowledge) -> None:
    raw = "وكان ضابط في التحالف الذي تقوده الرياض قال أمس إن القوات سيطرت على مطار الحديدة."
    claims = [c for c in analyse(Report("r", raw, published=date(2022, 4, 18)), knowledge) if c.type == "control.take"]
    assert claims and all("الرياض" not in c.source.text for c in claims)


@pytest.mark.parametrize(
    ("raw", "trigger", "source"),
    [
        ("خطف مسلحون عشرة عمال في مطروح، وقالت القاهرة إنها طلبت من طرابلس الإفراج عنهم", "الإفراج", "القاهرة"),
        ("أعلنت حركة الفجر في بيان أن عناصرها لم تشن أي هجوم على الحاجز", "هجوم", "حركة الفجر"),
        ("جاء في بيان لحركة الفجر أن مسلحين قصفوا الحاجز", "قصفوا", "حركة الفجر"),
    ],
)
def test_who_speaks_is_who_opens_the_clause(knowledge: Knowledge, raw: str, trigger: str, source: str) -> None:
    claims = [c for c in analyse(Report("r", raw, published=date(2024, 3, 1)), knowledge) if c.trigger.text.endswith(trigger[1:])]
    assert {c.source.text.removeprefix("ل") for c in claims} == {source}


@pytest.mark.parametrize(
    ("raw", "trigger", "actor", "target"),
    [
        ("ودعا زعيم تيار الحكمة عمار الحكيم أتباعه إلى الحوار", "دعا", ["زعيم تيار الحكمة عمار الحكيم"], []),
        ("وأدان المفوض العام للأونروا فيليب لازاريني القصف", "أدان", ["المفوض العام للأونروا فيليب لازاريني"], []),
        ("وانتقد وزير الدفاع الحكومة العراقية بشدة", "انتقد", ["وزير الدفاع"], ["الحكومة العراقية"]),  # no name of a person
        ("قصف طيران التحالف العربي مواقع في صعدة", "قصف", ["طيران التحالف العربي"], ["مواقع"]),
    ],
)
def test_an_office_and_the_name_of_its_holder_are_one_party(
    knowledge: Knowledge, raw: str, trigger: str, actor: list[str], target: list[str]
) -> None:
    [claim] = [c for c in analyse(Report("r", raw, published=date(2024, 3, 1)), knowledge) if c.trigger.text == trigger]
    assert [v.text for v in claim.actor] == actor
    assert [v.text for v in claim.target] == target


def test_who_calls_news_false_behind_a_colon(knowledge: Knowledge) -> None:
    raw = "مصدر أمني: لا صحة لما يشاع عن دخول قوات تركية إلى مدينة سنجار"
    claims = analyse(Report("r", raw, published=date(2024, 3, 1)), knowledge)
    found = [(c.source.text, c.stance) for c in claims if c.type.startswith("move")]
    assert found == [("مصدر أمني", "denies")]


@pytest.mark.parametrize(
    ("raw", "trigger", "source"),
    [
        ("وحذر خبير من هجوم على البلدات الحدودية، فيما يخشى السكان من القصف على المخيم", "القصف", "السكان"),
        ("وحذر خبير من هجوم على البلدات الحدودية، فيما يخشى السكان من القصف على المخيم", "هجوم", "خبير"),
        ("وقال الوزير إن القوات سيطرت على البلدة فيما قصفت الطائرات الجسر", "قصفت", "الوزير"),  # nobody else speaks
    ],
)
def test_behind_while_somebody_else_speaks(knowledge: Knowledge, raw: str, trigger: str, source: str) -> None:
    claims = analyse(Report("r", raw, published=date(2024, 3, 1)), knowledge)
    assert [c.source.text for c in claims if c.trigger.text == trigger] == [source]


@pytest.mark.parametrize(
    ("raw", "trigger", "source"),
    [
        ("دانت الحكومة اليمنية اقتحام المسلحين مخازن الغذاء في الحديدة", "اقتحام", "الحكومة اليمنية"),
        ('"كبر أولادي هناك"، يقول عبد السلام المقطري، وهو معلم أسر عند حاجز في البيضاء', "أسر", ""),
        ("يقول عبد السلام المقطري، وهو معلم من تعز، إن المسلحين قصفوا الحي", "قصفوا", "عبد السلام المقطري"),
        ("وعلمت الصحيفة من مصدر قضائي أن الشرطة اعتقلت خمسة متظاهرين", "اعتقلت", "مصدر قضائي"),
        ('"الداخلية": ضبط 41 من مثيري الشغب', "ضبط", "الداخلية"),
        ("09:05 | سرايا القدس: قصفنا تجمعا لجنود شرق جباليا", "قصفنا", "سرايا القدس"),
    ],
)
def test_whose_word_an_event_is(knowledge: Knowledge, raw: str, trigger: str, source: str) -> None:
    claims = analyse(Report("r", raw, published=date(2022, 4, 18)), knowledge)
    assert [c.source.text for c in claims if c.trigger.text == trigger] == [source]


@pytest.mark.parametrize(
    ("raw", "words", "meant"),
    [
        ("قال مصدر في قوة الردع إن مسلحين قصفوا المعسكر", "مصدر", "مصدر في قوة الردع"),
        ("أفادت مصادر مقربة من الحوثيين بأن الطيران قصف المعسكر", "مصادر", "مصادر مقربة من الحوثيين"),
        ("قال مصدر نيابي في «حزب الله» إن القصف تجدد", "مصدر", "مصدر نيابي في «حزب الله»"),
        ("أكد مصدر في مدينة عدن أن مسلحين اغتالوا ضابطا", "مصدر", "مصدر"),
        ("ذكرت مصادر في وقت سابق أن الجيش قصف البلدة", "مصادر", "مصادر"),
    ],
)
def test_a_source_without_a_name_is_of_a_body(knowledge: Knowledge, raw: str, words: str, meant: str) -> None:
    assert said(raw, words, knowledge) == meant


def test_the_body_of_a_source_is_no_place(knowledge: Knowledge) -> None:
    raw = "نقلت الوكالة عن مصادر أمنية في وزارة الداخلية أن مسلحين خطفوا قاضيا"
    places = [v.text for c in analyse(Report("r", raw, published=date(2024, 5, 12)), knowledge) for v in c.place]
    assert "وزارة الداخلية" not in places


def test_whose_attitude_a_relative_clause_tells(knowledge: Knowledge) -> None:
    raw = "أعلن الرئيس تأجيل الانتخابات، مما أثار استياء الاتحاد الأوروبي الذي لوح بفرض عقوبات جديدة"
    reading = read_text(Text(raw), knowledge)
    sentence, who = reading.sentences[0], speakers(reading, knowledge)[0]
    trigger = next(t for t in sentence.triggers if "power.sanction" in t.types)
    president = next(s for s in who if raw[s.start : s.end].startswith("الرئيس"))
    found = of_relative(president, "threatens", sentence, trigger, who)
    assert found is not None and raw[found.start : found.end].startswith("الاتحاد الأوروبي")
    assert of_relative(president, "demands", sentence, trigger, who) == president


@pytest.mark.parametrize(
    ("raw", "first", "second"),
    [
        ("أكد نائب انسحاب الجيش من سنجار، غير أن القائمقام قال إنه لم ينسحب", "نائب", "القائمقام"),
        ("أكد الجيش اعتقال القيادي في جنين، بيد أن عائلته قالت إنه لم يعتقل", "الجيش", "عائلته"),
        ("قال وزير الداخلية إن الشرطة لم تعتقل أحدا، ورد عليه ناشط بأنها اعتقلت خمسة طلاب", "وزير الداخلية", "ناشط"),
        ("قال ناشط إن الشرطة اعتقلت خمسة طلاب، ورد الوزير بأنها لم تعتقل أحدا", "ناشط", "الوزير"),
        ("أكد المحافظ سقوط القاعدة لكن الجيش أعلن أنها لم تسقط", "المحافظ", "الجيش"),
        ("أعلن التحالف انسحاب قواته من الحديدة، لكن الحوثيين قالوا إنها لم تنسحب", "التحالف", "الحوثيين"),
    ],
)
def test_who_contradicts_speaks_for_himself(raw: str, first: str, second: str, knowledge: Knowledge) -> None:
    told = analyse(Report("r", raw, published=date(2024, 5, 12)), knowledge)
    assert [c.source.text for c in told] == [first, second]
    assert sorted(c.status for c in told) == ["happened", "negated"]
    assert not any(second in v.text for v in (*told[1].actor, *told[1].target))


def test_another_pronoun_means_the_other_party(knowledge: Knowledge) -> None:
    raw = "بينما أعلنت الحكومة إفراجها عن الأسرى، قال الحوثيون إنها ما زالت تحتجزهم"
    held = next(c for c in analyse(Report("r", raw, published=date(2024, 5, 12)), knowledge) if c.type == "harm.detain")
    assert ([v.text for v in held.actor], held.source.text) == (["الحكومة"], "الحوثيون")


def test_who_says_that_he_did_it_did_it(knowledge: Knowledge) -> None:
    raw = "أعلنت الحكومة انسحاب المسلحين من القرية، وقال الجيش إنه قصف القرية"
    (shelling,) = [c for c in analyse(Report("r", raw, published=date(2024, 5, 12)), knowledge) if c.type.startswith("fight.")]
    assert [v.text for v in shelling.actor] == ["الجيش"]
