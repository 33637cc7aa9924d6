"""How many were killed and injured, by the words that say so: sentences of our own, the usual ways of the press."""

from __future__ import annotations

import pytest

from rasid.casualties import casualties, unborne
from rasid.knowledge import Knowledge
from rasid.losses import Losses
from rasid.mentions import read_text
from rasid.text import Text

# the sentence, and the killed and injured that it counts (several numbers of a kind add up; None: it gives none)
SENTENCES: tuple[tuple[str, int | None, int | None], ...] = (
    ("لقي القيادي سالم الحربي مصرعه بغارة للتحالف في مديرية باقم.", 1, None),
    ("وأكدت مصادر محلية مصرعه بغارة لطيران التحالف على موقع في حرض.", 1, None),
    ("قُتل شخص وأصيب آخر بجراح متوسطة جراء قصف مدفعي على شرق خان يونس.", 1, 1),
    ("قالت مصادر طبية إن شخصا قتل وأصيب آخر جراء قصف مدفعي على شرق خان يونس.", 1, 1),
    ("مقتل 45 جنديا و10 ضباط و5 مسعفين في ضربة جوية على معسكر في مأرب.", 60, None),
    ("وأسفر الهجوم عن مقتل 26 من قوات النظام بالإضافة إلى 9 روس.", 35, None),
    ("استهدف الهجوم الصاروخي مقر الحزب في أربيل وراح ضحيته 12 شخصا على الأقل.", 12, None),
    ("خاضت القوات معارك عنيفة في جبهة نهم شرق صنعاء، وسقط 17 قتيلا من الحوثيين وأصيب العشرات.", 17, None),
    ("دارت معركة ليلية بين الجيش والمسلحين قرب التل، وقتل فيها 14 عنصرا.", 14, None),
    ("أدت المعارك في عفرين إلى مقتل العشرات ونزوح عشرين ألف شخص.", None, None),
    ("قتل آلاف المدنيين في غارات على المدينة.", None, None),
    ("أسفرت الغارات على الغوطة عن مئات القتلى.", None, None),
    ("أسفر القصف على حلب عن إصابة الآلاف.", None, None),
    ("قصفت القوات المنطقة أسبوعين، ما أسفر عن مقتل ما يربو على ألف شخص.", 1000, None),
    ("مصرع 4 من المسلحين وإصابة آخرين باستهداف عربتهم في الجوف.", 4, None),
    ("استهدفت الغارة موقعا عسكريا قرب دمشق وأدت إلى مقتل 3 عسكريين وإصابة آخرين.", 3, None),
    ("قال البيان إن ضابطا وثلاثة جنود قتلوا وأصيب ضابطان خلال اشتباكات في سيناء.", 4, 2),
    ("مقتل العميد أحمد ناصر مع ثلاثة من مرافقيه بانفجار عبوة في البيضاء.", 4, None),
    ("قُتل اللواء أحمد ناصر واللواء يوسف سالم خلال اشتباكات في ريف حماة.", 2, None),
    ("ارتفعت حصيلة ضحايا انفجار الألغام إلى عشرة قتلى و81 جريحا.", 10, 81),
    ("القضاء على 13 إرهابيا في اشتباكات بسيناء.", 13, None),
    ("تمكن الجيش من تصفية خمسة مسلحين في هجوم على وكر لهم.", 5, None),
    ("وثق الدفاع المدني 20 حالة اختناق جراء هجوم بغاز الكلور على سراقب.", None, 20),
    ("قال الدفاع المدني إن المدنيين قتلوا بقصف على الأحياء السكنية في دوما.", None, None),
    ("قصف تركي يوقع قتلى أكرادا قرب الحدود.", None, None),
    ("اغتال ثلاثة ملثمين ضابطا في الصنمين.", 1, None),
    ("أصاب أربعة شبان رجلا في السوق.", None, 1),
    ("هاجم ستة مسلحين نقطة أمنية وقتلوا جنديا.", 1, None),
    ("قتل عنصران من اللواء الثامن مدنيا في بصرى.", 1, None),
    ("قتل مسلحون مجهولون ثلاثة مدنيين في درعا.", 3, None),
    ("قتل شاب زوجته في حلب.", 1, None),
    ("قتل ضابط ومرافقاه في كمين.", 3, None),
    ("مقتل امرأة وطفليها بقصف على إدلب.", 3, None),
    ("قتل رجل وزوجته وأطفالهما الثلاثة بغارة على الرقة.", 5, None),
    ("قتلت أم واثنان من أبنائها بقصف على الحي.", 3, None),
    ("قتل خمسة هم أب وأربعة أطفال.", 5, None),
    ("قتل ثلاثة من عائلة، هم رجل وزوجته وابنتهما.", 3, None),
    ("مقتل ضابط وثلاثة جنود وإصابة اثنين آخرين.", 4, 2),
    ("فقد سبعة صيادين قبالة الساحل.", None, None),
    ("فقد الجيش سبعة جنود في المعركة.", 7, None),
    ("قتل عشرون جنديا مصريا في سيناء.", 20, None),
    ("قتل ثلاثة شبان حرقا في السوق.", 3, None),
    ("سحب المسلحون جثث قتلاهم تحت قصف مدفعي.", None, None),
    ("استهدفت طائرات حربية قرية في ريف إدلب، ومن بين الضحايا 11 امرأة و6 أطفال.", None, None),
    ("توفي متظاهر إثر إصابته بالرصاص خلال قمع الاحتجاجات في البصرة.", 1, None),
    ("قتل شاب جراء إصابته برصاص مجهولين في ذي قار.", 1, None),
    ("أعدم التنظيم أحد الرهائن في السويداء.", 1, None),
    ("مقتل وإصابة 37 مسلحا في قصف للتحالف على صرواح.", None, None),
    ("قتل 3 مدنيين وأصيب 7 آخرون في قصف على أريحا.", 3, 7),
    ("أسفر التفجير عن سقوط عشرات الضحايا بين قتيل وجريح.", None, None),
    ("سقط قتيلان وخمسة جرحى في تبادل لإطلاق النار في صيدا.", 2, 5),
    ("استشهاد الطفل محمد العلي برصاص قناص في تعز.", 1, None),
    ("قتلت غارة جوية القيادي في التنظيم أبو بكر السوري شمالي إدلب.", 1, None),
    ("غارة أميركية تقتل قياديا في القاعدة بإدلب.", 1, None),
    ("أودت الهجمات بحياة 62 شخصا العام الماضي.", 62, None),
    ("وفقد التنظيم 103 من عناصره في معارك البادية.", 103, None),
    ("قالت وزارة الدفاع إن أربعة من جنودها قتلوا وجرح ثلاثة في هجوم انتحاري بكابل.", 4, 3),
    ("اغتيل ضابطان برصاص مسلحين مجهولين في عدن.", 2, None),
    ("خسر الجيش 15 جنديا في كمين شرقي تدمر.", 15, None),
    ("أصيب رجل وزوجته بشظايا قذيفة سقطت على منزلهما في تعز.", None, 2),
    ("قتل مدني وزوجته وثلاثة من أطفاله بغارة على منزلهم في صعدة.", 5, None),
    ("مقتل خمسة أشخاص بينهم طفلان وإصابة عشرة بينهم امرأة في قصف على جباليا.", 5, 10),
    ("قتل 12 مدنيا، بينهم 3 أطفال، وأصيب أكثر من 30 آخرين، في قصف روسي على سوق في إدلب.", 12, 30),
    ("انفجار لغم يقتل راعيا في الحسكة.", 1, None),
    ("قضى عشرة مهاجرين في قصف استهدف مركز احتجاز في تاجوراء.", 10, None),
    ("ارتقى ثلاثة شهداء في غارة إسرائيلية على دير البلح.", 3, None),
    ("قتل قائد الفرقة 16 قرب زالنجي.", 1, None),  # a unit's number counts nobody
    ("مقتل قائد اللواء 35 مدرع في انفجار لغم.", 1, None),
    ("قتل أربعة من جنود الفوج 46 قرب الأتارب.", 4, None),
    ("قتلت الفرقة 22 مسلحا في الجبل.", 22, None),  # here it counts
    ("أعدمت الجماعة واحدا وأربعين سجينا.", 41, None),
    ("قتل اثنان وثلاثون متظاهرا في البصرة.", 32, None),
    ("قتل مئة وخمسة وعشرون جنديا قرب الحدود.", 125, None),
    ("راح ضحية القصف على مليط سبعة مدنيين.", 7, None),
    ("راح تسعة مدنيين ضحية القصف على مليط.", 9, None),
    ("ذهبت ضحية الهجوم على القرية اثنتا عشرة امرأة.", 12, None),
    ("راح ضحية التفجير عشرات المصلين.", None, None),
    ("حصدت الغارات أرواح ثمانية مدنيين.", 8, None),
    ("حصد الفريق ثلاث جوائز.", None, None),
    ("قتل وجرح أكثر من ثلاثين مدنيا في الغارة.", None, None),
    ("قتل وأصيب سبعة جنود في الكمين.", None, None),
    ("جنديا قتل وأصيب آخر قرب الحاجز.", 1, 1),
    ("فر القتلة من القرية بعد الهجوم.", None, None),  # who kill
    ("لقي ستة جنود حتفهم في هجوم على نقطة تفتيش في العريش.", 6, None),
)


@pytest.mark.parametrize(("raw", "killed", "injured"), SENTENCES)
def test_losses(knowledge: Knowledge, raw: str, killed: int | None, injured: int | None) -> None:
    reading = read_text(Text(raw), knowledge)
    found: dict[str, list[int | None]] = {"killed": [], "injured": []}
    for loss in Losses(reading, reading.sentences[0], {}, knowledge).losses():
        found[loss.kind].append(loss.number.value)
    assert found == {"killed": [killed] * (killed is not None), "injured": [injured] * (injured is not None)}


@pytest.mark.parametrize(
    ("raw", "least", "most"),
    [
        ("وتحدثت المصادر عن سقوط ما بين 10 و15 قتيلا في غارة على الرقة.", 10, 15),
        ("قتل ما بين عشرين وثلاثين جنديا في الغارة.", 20, 30),
        ("قتل بين مئة ومئة وعشرين مدنيا في الغارة.", 100, 120),
    ],
)
def test_a_range_keeps_its_bounds(knowledge: Knowledge, raw: str, least: int, most: int) -> None:
    reading = read_text(Text(raw), knowledge)
    (loss,) = Losses(reading, reading.sentences[0], {}, knowledge).losses()
    assert (loss.number.value, loss.number.least, loss.number.most) == (None, least, most)


def test_a_loss_is_not_of_an_event_behind_a_comma(knowledge: Knowledge) -> None:
    raw = "استهدف قصف مدفعي المخيم وأدى إلى مقتل 14 مدنيا، متهمة الفصيل باستهداف المستشفى"
    reading = read_text(Text(raw), knowledge)
    sentence = reading.sentences[0]
    shelling = next((t, "fight.shelling") for t in sentence.triggers if "fight.shelling" in t.types)
    attack = [(t, "fight.attack") for t in sentence.triggers if "fight.attack" in t.types][-1]
    assert attack[0].first > shelling[0].first
    assert casualties(reading, sentence, [shelling, attack], knowledge) == {shelling[0].first: {"killed": 14}}


@pytest.mark.parametrize(
    ("raw", "told"),
    [
        ("حاولت الشرطة فتح الطريق بالقوة ما أسفر عن إصابة أربعة محتجين واعتقال سبعة آخرين", "harm.injure"),
        ("استشهد شابان خلال اقتحام القوات المخيم", "harm.kill"),
        ("نقل الجرحى إلى مستشفى المدينة", ""),
        ("شيع الأهالي القتيل في المدينة", ""),
    ],
)
def test_several_dead_or_injured_are_not_lost(raw: str, told: str, knowledge: Knowledge) -> None:
    reading = read_text(Text(raw), knowledge)
    lost = unborne(reading, reading.sentences[0], [], knowledge)
    assert (lost[1] if lost is not None else "") == told
    fights = [(t, "fight.attack") for t in reading.sentences[0].triggers[:1]]
    assert unborne(reading, reading.sentences[0], fights, knowledge) is None
