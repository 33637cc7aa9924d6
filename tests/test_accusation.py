"""Who accuses must never become the culprit: the grammar's guard over what the learned choices say."""

from __future__ import annotations

from datetime import date

import pytest

from rasid.guards.accusation import without_ascriber
from rasid.knowledge import Knowledge
from rasid.mentions import read_text
from rasid.pipeline import analyse
from rasid.text import Text
from rasid.types import Claim, Report

CASES = [
    ("جاء ذلك بعد اتهام المجلس المحلي للجيش السوري بقصف سوق مدينة الباب", "قصف", "المجلس المحلي", "الجيش السوري"),
    ("اتهمت واشنطن القوات الروسية بقصف مدرسة في مدينة إدلب", "قصف", "واشنطن", "القوات الروسية"),
    ("اتهمت جماعة الحوثي القوات السعودية بقصف مدرسة في مدينة صعدة", "قصف", "جماعة الحوثي", "القوات السعودية"),
    ("ألقت واشنطن باللوم على فصائل عراقية في الهجوم على قاعدة عين الأسد", "الهجوم", "واشنطن", "فصائل عراقية"),
    ("ألقى محافظ شبوة باللائمة على تنظيم القاعدة في تفجير عتق", "تفجير", "محافظ شبوة", "تنظيم القاعدة"),
    ("وجهت سوريا الاتهامات لإسرائيل بالوقوف وراء هذه الغارة", "الغارة", "سوريا", "إسرائيل"),
    ("حملت الأمم المتحدة قوات الدعم السريع مسؤولية مقتل المدنيين في الخرطوم", "مقتل", "الأمم المتحدة", "قوات الدعم السريع"),
    ("حملت حكومة صنعاء القوات السعودية المسؤولية عن قصف الحديدة", "قصف", "حكومة صنعاء", "القوات السعودية"),
    ("حملت حكومة عدن جماعة الحوثي المسؤولية الكاملة عن قصف مأرب", "قصف", "حكومة عدن", "جماعة الحوثي"),
    ("حركة فتح تحمل إسرائيل المسؤولية الكاملة عن تفجير مقرها في نابلس", "تفجير", "حركة فتح", "إسرائيل"),
    ("اتهم لبنان إسرائيل بالوقوف وراء اغتيال القيادي في الضاحية", "اغتيال", "لبنان", "إسرائيل"),
    ("اتهمت المعارضة حزب الله بالمشاركة في قصف حلب", "قصف", "المعارضة", "حزب الله"),
    ("نسب ناشطون عملية الاغتيال في درعا إلى الأمن العسكري", "الاغتيال", "ناشطون", "الأمن العسكري"),
    ("ونسبت الشرطة الهجوم إلى حزب العمال الكردستاني، الذي يخوض صراعا في البلاد", "الهجوم", "الشرطة", "حزب العمال الكردستاني"),
    ("عزا سكان انفجار السيارة في عتق إلى مسلحي القاعدة", "انفجار", "سكان", "مسلحي القاعدة"),
    ("تعرض المستشفى في تعز لقصف عزاه ناشطون إلى الحوثيين", "قصف", "ناشطون", "الحوثيين"),
    ("أدانت المنظمة الهجوم الذي نسبته الشرطة إلى حزب العمال الكردستاني", "الهجوم", "الشرطة", "حزب العمال الكردستاني"),
    ("اتهمت الأمم المتحدة قوات الدعم السريع باتخاذ السكان دروعا بشرية في الفاشر", "دروعا", "الأمم المتحدة", "قوات الدعم السريع"),
    ("ونفت حركة الشباب قصف المدرسة، متهمة الجيش الصومالي باستخدام النازحين كدروع بشرية", "دروع", "حركة الشباب", "الجيش الصومالي"),
    ("اتهم المتحدث باسم الجيش المقدم محمد النقيب، الأحد، جماعة الحوثي بخرق الهدنة", "خرق", "المتحدث باسم الجيش", "جماعة الحوثي"),
    ("اتهم المتحدث باسم وزارة الدفاع فلول النظام السابق بقتل جنديين في جبلة", "قتل", "وزارة الدفاع", "فلول النظام السابق"),
    ("اتهمت الناطقة باسم وزارة الداخلية قسد بقصف سوق في منبج", "قصف", "وزارة الداخلية", "قسد"),
    ("اتهم المتحدث باسم قسد فصائل أنقرة بقصف دير حافر", "قصف", "المتحدث باسم قسد", "فصائل أنقرة"),
    ("اتهمت لجان الطوارئ في بيان قوات الدعم السريع بقتل ثلاثة شبان", "قتل", "لجان الطوارئ", "قوات الدعم السريع"),
    ("اتهم متحدث باسم الجيش في تصريح صحفي قوات الدعم السريع بقصف مدرسة", "قصف", "متحدث باسم الجيش", "قوات الدعم السريع"),
    ("اتهم زعيم المعارضة في كلمة متلفزة الرئيس باعتقال خصومه", "اعتقال", "زعيم المعارضة", "الرئيس"),
    ("حملت حماس في تصريح إسرائيل مسؤولية قصف المدرسة", "قصف", "حماس", "إسرائيل"),
    ("اتهم الجيش في بيان القيادة العامة الدعم السريع بقصف السوق", "قصف", "الجيش", "الدعم السريع"),
    ("اتهم ناشطون قوات النظام بحرق منازل في درعا", "حرق", "ناشطون", "قوات النظام"),
    ("اتهم نواب عراقيون إيران بقصف أربيل", "قصف", "نواب عراقيون", "إيران"),
    ("اتهم أهالي القرية الحوثيين بقتل شاب", "قتل", "أهالي القرية", "الحوثيين"),
    ("حمل مسؤولون أكراد تركيا مسؤولية قصف المحطة", "قصف", "مسؤولون أكراد", "تركيا"),
    ("اتهم محافظ السويداء فصائل الهجري بالوقوف خلف اغتيال الضابط", "اغتيال", "محافظ السويداء", "فصائل الهجري"),
    ("حمل السكان مسؤولية مقتل الفتى للأسايش", "مقتل", "السكان", "لأسايش"),
    ("حملت العائلة مسؤولية اغتيال ابنها للحشد الشعبي", "اغتيال", "العائلة", "لحشد الشعبي"),
    ("اتهم المرصد السوري قوات سوريا الديمقراطية باعتقال مدنيين في مدينة الرقة", "اعتقال", "المرصد السوري", "قوات سوريا الديمقراطية"),
]


def claims(text: str, knowledge: Knowledge) -> list[Claim]:
    return analyse(Report("r", text, outlet="sana", published=date(2024, 5, 2)), knowledge)


@pytest.mark.parametrize(
    ("text", "trigger", "accused"),
    [
        ("وكان الجيش السوري قد اتهم بقصف سوق مدينة الباب", "قصف", "الجيش السوري"),
        ("جاء ذلك بعد اتهام إيران بقصف الجولان", "قصف", "إيران"),
        ("رفضت موسكو اتهام القوات الروسية بقصف مدرسة في إدلب", "قصف", "القوات الروسية"),
    ],
)
def test_who_is_accused_by_nobody_named(text: str, trigger: str, accused: str, knowledge: Knowledge) -> None:
    (claim,) = [c for c in claims(text, knowledge) if trigger in c.trigger.text]
    assert [v.text for v in claim.actor] == [accused]
    assert accused not in claim.source.text


@pytest.mark.parametrize(("text", "trigger", "accuser", "accused"), CASES)
def test_the_accused_did_it_by_the_accusers_word(text: str, trigger: str, accuser: str, accused: str, knowledge: Knowledge) -> None:
    (claim,) = [c for c in claims(text, knowledge) if trigger in c.trigger.text]
    assert claim.stance == "accuses"
    assert accuser in claim.source.text
    assert accused.removeprefix("ال") in claim.actor[0].text  # behind a preposition the article is written to it
    assert not any(accuser in v.text for v in (*claim.actor, *claim.target))


def test_a_clause_between_is_left_to_the_choices(knowledge: Knowledge) -> None:
    text = "اتهم الوزير الجيش بالتقصير وقال إن طائرات إسرائيلية قصفت مطار دمشق الدولي"
    (claim,) = [c for c in claims(text, knowledge) if c.trigger.text == "قصفت"]
    assert not any("الجيش" in v.text for v in claim.actor)


def test_an_accusation_without_a_named_accuser_is_one_too(knowledge: Knowledge) -> None:
    text = "أفادت غرفة الطوارئ بمقتل مدنيين في المدينة، واتهمت قوات الدعم السريع بقصف السوق"
    (claim,) = [c for c in claims(text, knowledge) if c.trigger.text == "قصف"]
    assert claim.stance == "accuses"
    assert [v.text for v in claim.actor] == ["قوات الدعم السريع"]
    assert "الدعم السريع" not in claim.source.text


def test_a_denial_whose_content_is_coded_is_no_claim_of_its_own(knowledge: Knowledge) -> None:
    found = claims("نفت قوات الدعم السريع انسحابها من مدينة الفاشر", knowledge)
    assert [(c.type, c.stance, c.status) for c in found] == [("move.withdraw", "denies", "negated")]


@pytest.mark.parametrize(
    ("text", "trigger", "accuser", "accused"),
    [
        ("اتهمت أنقرة وحدات حماية الشعب بالتحريض على الهجوم على القنصلية", "الهجوم", "أنقرة", "وحدات حماية الشعب"),
        ("اتهمت حكومة الوفاق الإمارات بتمويل هجوم قوات حفتر على طرابلس", "هجوم", "حكومة الوفاق", "الإمارات"),
        ("اتهم ناشطون الشرطة بالتستر على قتل متظاهرين في الناصرية", "قتل", "ناشطون", "الشرطة"),
        ("اتهمت السلطة الحكومة الإسرائيلية بتسهيل اعتداء المستوطنين على حوارة", "اعتداء", "السلطة", "الحكومة الإسرائيلية"),
        ("اتهمت منظمة حقوقية السلطات بعدم التحقيق في مقتل المتظاهرين", "مقتل", "منظمة حقوقية", "السلطات"),
        ("اتهمت واشنطن الحرس الثوري بدعم الهجوم على السفن في البحر الأحمر", "الهجوم", "واشنطن", "الحرس الثوري"),
    ],
)
def test_who_is_accused_of_help_has_not_done_it(text: str, trigger: str, accuser: str, accused: str, knowledge: Knowledge) -> None:
    (claim,) = [c for c in claims(text, knowledge) if trigger == c.trigger.text]
    assert (claim.source.text, claim.stance) == (accuser, "reports")
    assert not any(accused in v.text for v in (*claim.actor, *claim.target))


def test_an_accusation_that_is_denied_is_none(knowledge: Knowledge) -> None:
    found = claims("نفت وزارة الدفاع الاتهامات السورية بالمسؤولية عن الهجوم على القاعدة", knowledge)
    assert not [c for c in found if c.stance == "accuses"]


def test_the_name_between_commas_says_who_accuses(knowledge: Knowledge) -> None:
    found = claims("اتهم رئيس السلطة الفلسطينية، محمود عباس، حركة حماس بالوقوف وراء محاولة الاغتيال", knowledge)
    assert not any("عباس" in v.text for c in found for v in c.actor if not c.type.startswith("word."))


def test_who_ascribes_a_deed_did_not_do_it(knowledge: Knowledge) -> None:
    raw = "قتل تسعة مدنيين في قصف نسبته منظمات حقوقية إلى الدعم السريع"
    sentence = read_text(Text(raw), knowledge).sentences[0]
    people = [p for p in sentence.parse.phrases if raw[p.start : p.end] in ("منظمات حقوقية", "الدعم السريع")]
    assert len(people) == 2
    kept = without_ascriber({"actor": people}, sentence)["actor"]
    assert [raw[p.start : p.end] for p in kept] == ["الدعم السريع"]


def test_the_words_for_the_accused_leave_out_the_word_of_accusation(knowledge: Knowledge) -> None:
    raw = "وقالت اللجان إن القصف أصاب المخيم، متهمة الدعم السريع باستهداف المستشفى"
    found = [c for c in analyse(Report("r", raw), knowledge) if c.trigger.text == "استهداف"]
    assert [[v.text for v in c.actor] for c in found] == [["الدعم السريع"]]


@pytest.mark.parametrize(
    ("raw", "accuser", "accused"),
    [
        (
            "ونفى القيادي سالم النعمي أن تكون جماعته أرسلت تعزيزات، متهما الحكومة بمنع ثلاث قوافل من دخول تعز",
            "القيادي سالم النعمي",
            "الحكومة",
        ),
        ("وحذر عضو المجلس سالم العلي من سقوط المدينة، متهما جهات في بغداد بعرقلة وصول السلاح", "عضو المجلس سالم العلي", "جهات"),
    ],
)
def test_who_goes_on_accusing_affirms_the_deed(knowledge: Knowledge, raw: str, accuser: str, accused: str) -> None:
    deed = next(c for c in claims(raw, knowledge) if c.type == "access.block")
    assert (deed.stance, deed.status, deed.source.text) == ("accuses", "happened", accuser)
    assert [span.text for span in deed.role("actor")] == [accused]


def test_who_was_accused_is_not_the_source_of_it(knowledge: Knowledge) -> None:
    deed = claims("يذكر أن النظام السوري كان قد اتهم بشن هجمات كيماوية على عدة مناطق", knowledge)[0]
    assert deed.source.kind == "outlet"
    assert [span.text for span in deed.role("actor")] == ["النظام السوري"]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("وتعتبر أنقرة هذه القوات إرهابية، وتقول إنها مرتبطة بالحزب", True),
        ("ووصف الرئيس المتظاهرين بالإرهابيين في كلمة متلفزة", True),
        ("قصفت الطائرات الوحدات التي تعتبرها أنقرة إرهابية", False),
        ("قصفت الطائرات الوحدات التي تعتبر أنقرة قادتها إرهابيين", False),
        ("وتعتبر أنقرة المعبر بوابة للتجارة", False),
    ],
)
def test_who_is_called_a_terrorist_is_accused(text: str, told: bool, knowledge: Knowledge) -> None:
    assert ("word.accuse" in [c.type for c in claims(text, knowledge)]) is told


@pytest.mark.parametrize(
    ("text", "trigger", "accuser", "accused"),
    [
        ("قال الحاكم إن الجيش، الذي تتهمه الدعم السريع بقصف الكومة، لم ينسحب", "قصف", "الدعم السريع", "الجيش"),
        ("قال شهود إن الجيش، الذي تتهمه منظمات بقصف السوق، انسحب", "قصف", "منظمات", "الجيش"),
        ("وصل إلى نيالا القائد الذي تتهمه منظمة العفو بقتل مدنيين في الجنينة", "قتل", "منظمة العفو", "القائد"),
        ("أصيب قائد الكتيبة التي تتهمها الأمم المتحدة بخطف موظفين", "خطف", "الأمم المتحدة", "الكتيبة"),
        ("اعتقلت السلطات ضابطا تتهمه النيابة بخطف متظاهرين", "خطف", "النيابة", "ضابطا"),
        ("عاد الجيش الذي كانت تتهمه المعارضة بقصف السوق", "قصف", "المعارضة", "الجيش"),
        ("وصل الجيش الذي اتهم بقصف السوق إلى الحي", "قصف", "", "الجيش"),
        ("اتهمته المعارضة بقصف حلب", "قصف", "المعارضة", ""),
    ],
)
def test_whom_they_accuse(text: str, trigger: str, accuser: str, accused: str, knowledge: Knowledge) -> None:
    (claim,) = [c for c in claims(text, knowledge) if c.trigger.text == trigger]
    assert (claim.source.text, claim.stance) == (accuser, "accuses")
    assert [v.text for v in claim.actor] == ([accused] if accused else [])


def test_who_is_accused_in_a_relative_clause_is_its_target(knowledge: Knowledge) -> None:
    found = claims("نددت الدول بالتقارب مع إيران، التي تتهمها الرياض بالتدخل في شؤونها", knowledge)
    (claim,) = [c for c in found if c.type == "word.accuse"]
    assert ([v.text for v in claim.actor], [v.text for v in claim.target]) == (["الرياض"], ["إيران"])


@pytest.mark.parametrize(
    ("text", "trigger", "accused"),
    [
        ("حوكم ضابط متهم بتعذيب معتقلين", "تعذيب", "ضابط متهم"),
        ("فرضت واشنطن عقوبات على قائد متهم بخطف مدنيين", "خطف", "قائد متهم"),
        ("عاقبت واشنطن القائد المتهم بخطف مدنيين في حماة", "خطف", "القائد"),
        ("محاكمة المتهمين بتفجير مسجد في الكويت", "تفجير", "المتهمين"),
        ("أوقفت الشرطة رجلا مشتبها في ضلوعه في اغتيال ناشط", "اغتيال", "رجلا مشتبها"),
        ("أوقفت الشرطة المشتبه بهم في تفجير الكنيسة", "تفجير", ""),
        ("برأ القضاء ضابطا من تهمة خطف متظاهر في النجف", "خطف", ""),
        ("أوقف ثلاثة رجال يشتبه بضلوعهم في تفجير كنيسة في دمشق", "تفجير", "ثلاثة رجال"),
    ],
)
def test_what_somebody_is_charged_with_is_an_accusation(text: str, trigger: str, accused: str, knowledge: Knowledge) -> None:
    (claim,) = [c for c in claims(text, knowledge) if c.trigger.text == trigger]
    assert claim.stance == "accuses"
    assert [v.text for v in claim.actor] == ([accused] if accused else [])


@pytest.mark.parametrize(
    ("text", "trigger"),
    [
        ("أسقط القضاء عن الوزير تهمة التحريض على قتل متظاهرين", "قتل"),
        ("قضت المحكمة بسجن ضابط مدان بخطف متظاهرين", "خطف"),
        ("طالبت المنظمة بإدانة قصف المدينة", "قصف"),
    ],
)
def test_what_is_told_though_somebody_is_charged(text: str, trigger: str, knowledge: Knowledge) -> None:
    (claim,) = [c for c in claims(text, knowledge) if c.trigger.text == trigger]
    assert claim.stance != "accuses"
    assert not any("الوزير" in v.text or "القضاء" in v.text for v in claim.actor)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("تبادل الجيش والدعم السريع الاتهامات بقصف مستشفى في الأبيض", [("الجيش", "الدعم السريع"), ("الدعم السريع", "الجيش")]),
        ("الجيش والدعم السريع يتبادلان الاتهامات بخطف موظفين", [("الجيش", "الدعم السريع"), ("الدعم السريع", "الجيش")]),
        ("وتبادل الطرفان الاتهامات بخرق الهدنة", [("الطرفان", "")]),
    ],
)
def test_each_side_accuses_the_other(text: str, told: list[tuple[str, str]], knowledge: Knowledge) -> None:
    found = claims(text, knowledge)
    assert [(v.text, c.source.text) for c in found for v in c.actor] == told
    assert {c.stance for c in found} == {"accuses"}


@pytest.mark.parametrize(
    ("text", "trigger", "by"),
    [
        ("رفض الهجري اتهام فصائله بقصف المزرعة", "قصف", "الهجري"),
        ("رفضت موسكو اتهام القوات الروسية بقصف مدرسة في إدلب", "قصف", "موسكو"),
        ("استنكرت كتائب حزب الله اتهامها بقصف القاعدة", "قصف", "كتائب حزب الله"),
        ("قال قائد اللواء إن الاتهامات الموجهة إلى قواته بقصف أربيل باطلة", "قصف", "قائد اللواء"),
        ("وصفت طهران اتهامها بقصف أربيل بأنه كاذب", "قصف", "طهران"),
        ("قالت قسد إن اتهامها بقصف الحي لا أساس له", "قصف", "قسد"),
    ],
)
def test_who_rejects_an_accusation_denies_the_deed(text: str, trigger: str, by: str, knowledge: Knowledge) -> None:
    (claim,) = [c for c in claims(text, knowledge) if trigger in c.trigger.text]
    assert (claim.source.text, claim.stance, claim.status) == (by, "denies", "negated")


@pytest.mark.parametrize(
    "text",
    [
        "لم يرفض الهجري اتهام فصائله بقصف المزرعة",
        "قالت قسد إن اتهام الجيش بقصف الحي له أساس",
        "رفضت موسكو الهدنة بعد اتهام القوات الروسية بقصف مدرسة في إدلب",
    ],
)
def test_an_accusation_that_nobody_rejects_stays_one(text: str, knowledge: Knowledge) -> None:
    (claim,) = [c for c in claims(text, knowledge) if "قصف" in c.trigger.text]
    assert claim.stance == "accuses"
