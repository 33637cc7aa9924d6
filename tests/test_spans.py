"""The words of who acts and suffers, whole and no more; and who suffers by a passive verb. By the rules alone."""

from __future__ import annotations

from datetime import date

import pytest

from rasid.guards.spans import spanned
from rasid.knowledge import Knowledge
from rasid.mentions import read_text
from rasid.pipeline import analyse
from rasid.text import Text
from rasid.types import Report


@pytest.mark.parametrize(
    ("raw", "type_", "actor", "target"),
    [
        ("نفذت السلطات اعتقالات بحق ناشطين في صنعاء.", "harm.detain", ["السلطات"], ["ناشطين"]),
        ("قطع مناصرون لحزب الله طريق المطار.", "access.block", ["مناصرون"], []),
        ("تظاهر أنصار التيار الصدري في بغداد.", "civic.protest", ["أنصار التيار الصدري"], []),
        ("استدعت الكويت السفير العراقي.", "power.sanction", ["الكويت"], ["السفير العراقي"]),
        ("اعتقل تاجر متعاون مع المليشيا في كوستي.", "harm.detain", [], ["تاجر متعاون"]),
        ("أوقف شخصان يعملان مع المليشيا في كوستي.", "harm.detain", [], ["شخصان"]),
        ("قتل مواطن يدعى آدم في كاس.", "harm.kill", [], ["مواطن"]),
        ("خطف تاجر يدعى موسى في زالنجي.", "harm.abduct", [], ["تاجر"]),
        ("أعفي محافظ حماة من منصبه.", "power.change", [], ["محافظ حماة"]),
        ("كسر الجيش حصار الأبيض.", "access.lift", ["الجيش"], []),
    ],
)
def test_who_acts_and_suffers(knowledge: Knowledge, raw: str, type_: str, actor: list[str], target: list[str]) -> None:
    claim = next(c for c in analyse(Report("r", raw, published=date(2024, 3, 1)), knowledge) if c.type == type_)
    assert ([v.text for v in claim.actor], [v.text for v in claim.target]) == (actor, target)


@pytest.mark.parametrize(
    ("raw", "place"),
    [
        ("هاجمت قوات الدعم السريع الأبيض.", ["الأبيض"]),
        ("حاصرت الدعم السريع الأبيض.", ["الأبيض"]),
        ("قصفت المليشيا الأبيض.", ["الأبيض"]),
        ("كسر الجيش حصار الأبيض.", ["الأبيض"]),
        ("هاجم الجيش الأبيض.", []),  # the White Army
        ("هاجمت القوات البيت الأبيض.", []),
    ],
)
def test_a_town_called_by_an_adjective(knowledge: Knowledge, raw: str, place: list[str]) -> None:
    found = [v for c in analyse(Report("r", raw, published=date(2024, 3, 1)), knowledge)[:1] for v in c.place]
    assert [v.text for v in found if v.id == "sd.obeid"] == place


@pytest.mark.parametrize(
    ("raw", "type_", "actor", "target", "acts", "suffers"),
    [
        ("تظاهر مؤيدون للتيار الصدري", "civic.protest", "للتيار الصدري", "", ["مؤيدون للتيار الصدري"], []),
        ("قطع مناصرون لحزب الله الطريق", "access.block", "مناصرون", "حزب الله", ["مناصرون"], []),
        ("اغتال مجهولون على دراجة نارية عضو لجنة", "harm.kill", "مجهولون", "دراجة نارية", ["مجهولون"], ["عضو لجنة"]),
        ("قتل مسلحون في سيارة ضابطا", "harm.kill", "مسلحون", "ضابطا", ["مسلحون"], ["ضابطا"]),
        ("أعفى الرئيس المحافظ من منصبه", "power.change", "الرئيس", "المحافظ", ["الرئيس"], ["المحافظ"]),
        ("اعتقل الجيش شابا يدعى آدم", "harm.detain", "الجيش", "شابا", ["الجيش"], ["شابا"]),
    ],
)
def test_the_guards_themselves(
    knowledge: Knowledge, raw: str, type_: str, actor: str, target: str, acts: list[str], suffers: list[str]
) -> None:
    [sentence] = read_text(Text(raw), knowledge).sentences
    words = {raw[p.start : p.end]: p for p in sentence.parse.phrases}
    chosen = {"actor": [words[actor]], "target": [words[target]] if target else []}
    roles = spanned(chosen, sentence, sentence.triggers[0], type_, knowledge)  # type: ignore[arg-type]  # roles by literal
    assert [raw[p.start : p.end] for p in roles["actor"]] == acts
    assert [raw[p.start : p.end] for p in roles["target"]] == suffers
