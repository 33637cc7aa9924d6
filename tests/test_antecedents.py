"""Whom a clause is about: who does what is told of him without a pronoun, and which noun of a row a relative pronoun stands for."""

from __future__ import annotations

from datetime import date

import pytest

from rasid.knowledge import Knowledge
from rasid.pipeline import Extractor
from rasid.types import Claim, Report


def claim(reader: Extractor, text: str, trigger: str, knowledge: Knowledge) -> Claim:
    found = reader(Report("r", text, published=date(2024, 3, 12)), knowledge)
    [one] = [c for c in found if c.trigger.text == trigger]
    return one


@pytest.mark.parametrize(
    ("text", "trigger", "actor", "target"),
    [
        ("قتلت الشرطة مسلحا أطلق النار على كنيسة في طنطا", "أطلق", ["مسلحا"], ["كنيسة"]),
        ("اعتقلت قوات الأمن عصابة خطفت تاجرا في النجف", "خطفت", ["عصابة"], ["تاجرا"]),
        ("اعتقلت المخابرات ضابطا عذب سجناء في حماة", "عذب", ["ضابطا"], ["سجناء"]),
        ("طاردت الشرطة مهاجما قتل أربعة أشخاص", "قتل", ["مهاجما"], ["أربعة أشخاص"]),
        ("أسقط الجيش طائرة مسيرة هاجمت قاعدة حرير", "هاجمت", ["طائرة مسيرة"], ["قاعدة حرير"]),
        ("أوقف الأمن خلية في بغداد اغتالت قاضيا", "اغتالت", ["خلية"], ["قاضيا"]),
        ("قتلت الشرطة مسلحا واعتقلت آخر في سوسة", "اعتقلت", ["الشرطة"], ["آخر"]),
        ("استهدفت إسرائيل مبنى قصفته أمس", "استهدفت", ["إسرائيل"], ["مبنى"]),
        ("هدم الجيش منزل عائلة الأسير الذي قتل جنديين", "قتل", ["الأسير"], ["جنديين"]),
    ],
)
def test_who_does_what_is_told_of_him(
    text: str, trigger: str, actor: list[str], target: list[str], reader: Extractor, knowledge: Knowledge
) -> None:
    found = claim(reader, text, trigger, knowledge)
    assert [v.text for v in found.actor] == actor
    assert [v.text for v in found.target] == target


@pytest.mark.parametrize(
    ("text", "trigger", "target"),
    [
        ("تظاهر أقارب الشاب الذي قتلته الشرطة في بغداد", "قتلته", "الشاب"),
        ("قال محامي الصحفي الذي اعتقلته الشرطة إن موكله بخير", "اعتقلته", "الصحفي"),
        ("تظاهرت عائلات الجنود الذين أسرتهم حماس في تل أبيب", "أسرتهم", "الجنود"),
        ("زار الوفد منزل الناشط الذي اغتاله مسلحون في البصرة", "اغتاله", "الناشط"),
        ("شيعت الحشود جثمان الشاب الذي قتله الجيش في نابلس", "قتله", "الشاب"),
        ("قالت والدة الطفلة التي أصيبت برصاص الجيش إنها تتعافى", "أصيبت", "الطفلة"),
        ("تظاهر سكان القرية التي قصفها الجيش", "قصفها", "القرية"),
        ("قتل عمدة القرية الذي اختطفه مسلحون في النيجر", "اختطفه", "عمدة القرية"),
        ("أفرجت السلطات عن نجل الوزير الذي اعتقلته الشهر الماضي", "اعتقلته", "نجل الوزير"),
    ],
)
def test_whom_a_relative_pronoun_stands_for(text: str, trigger: str, target: str, reader: Extractor, knowledge: Knowledge) -> None:
    assert [v.text for v in claim(reader, text, trigger, knowledge).target] == [target]


@pytest.mark.parametrize(
    ("text", "deed", "convict"),
    [
        ("قضت محكمة في بنغازي بإعدام سبعة أشخاص أدينوا بتفجير مسجد", "تفجير", "سبعة أشخاص"),
        ("حكمت محكمة عراقية بالإعدام على أربعة رجال دينوا بتفجير سوق في الحلة", "تفجير", "أربعة رجال"),
    ],
)
def test_who_is_sentenced_for_a_deed_is_not_its_victim(
    text: str, deed: str, convict: str, reader: Extractor, knowledge: Knowledge
) -> None:
    found = claim(reader, text, deed, knowledge)
    assert [v.text for v in found.actor] == [convict]
    assert (found.killed, found.stance, found.status) == (None, "reports", "happened")
    assert found.source.text != convict
    [sentence] = [c for c in reader(Report("r", text, published=date(2024, 3, 12)), knowledge) if c.type == "harm.kill"]
    assert (sentence.status, sentence.killed) == ("planned", None)


@pytest.mark.parametrize(
    ("text", "target"),
    [
        ("استعاد الجيش الصومالي مدينة عيل بور، المعقل الرئيسي لحركة الشباب", "حركة الشباب"),
        ("سيطر الجيش على مدينة خان شيخون، أكبر معاقل المعارضة في إدلب", "المعارضة"),
        ("سقطت بلدة تادف، المعقل الأخير للتنظيم، بيد المعارضة", "للتنظيم"),
        ("حررت القوات العراقية تلعفر، أحد أبرز معاقل تنظيم الدولة في نينوى", "تنظيم الدولة"),
    ],
)
def test_who_held_a_stronghold_that_is_taken_loses_it(text: str, target: str, reader: Extractor, knowledge: Knowledge) -> None:
    [found] = [c for c in reader(Report("r", text, published=date(2024, 3, 12)), knowledge) if c.type.startswith("control.")]
    assert (found.type, [v.text for v in found.target]) == ("control.take", [target])


def test_a_stronghold_that_is_only_entered_is_still_held(reader: Extractor, knowledge: Knowledge) -> None:
    [held] = [c for c in reader(Report("r", "تقدم الجيش نحو سرت، معقل تنظيم الدولة"), knowledge) if c.type == "control.hold"]
    assert [v.text for v in held.actor] == ["تنظيم الدولة"]


@pytest.mark.parametrize(
    ("text", "trigger", "actor"),
    [
        ("توفي المعتقل سامر رزق بعد أيام من توقيفه على يد الشرطة", "توفي", []),
        ("قتل شاب بعد ساعات من اختطافه على يد ميليشيا", "اختطافه", ["ميليشيا"]),
        ("قتل ثلاثة رعاة على أيدي مسلحين مجهولين", "قتل", ["مسلحين مجهولين"]),
        ("قتل الصحفي بعد خروجه من منزله على يد مسلحين", "قتل", ["مسلحين"]),
    ],
)
def test_who_arrested_him_did_not_kill_him(text: str, trigger: str, actor: list[str], reader: Extractor, knowledge: Knowledge) -> None:
    assert [v.text for v in claim(reader, text, trigger, knowledge).actor] == actor
