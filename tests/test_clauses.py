"""A clause of its own that `and` joins is told for itself, whatever the clause before it denies, demands, fears or accuses of."""

from __future__ import annotations

from datetime import date

import pytest

from rasid.knowledge import Knowledge
from rasid.pipeline import analyse
from rasid.types import Claim, Report


def of_type(raw: str, type_: str, knowledge: Knowledge) -> Claim:
    (claim,) = [c for c in analyse(Report("r", raw, published=date(2024, 5, 12)), knowledge) if c.type == type_]
    return claim


@pytest.mark.parametrize(
    ("raw", "type_", "status"),
    [
        ("الوزارة تنفي اعتقال صحفي ومسلحون يقتحمون مقرا أمنيا", "move.advance", "happened"),
        ("طهران تنفي قصف السليمانية وواشنطن تفرض عقوبات على فصيل مسلح", "power.sanction", "happened"),
        ("نفي حكومي لاستقالة المحافظ ومحتجون يغلقون الطريق الدولي", "access.block", "happened"),
        ("نفى الجيش انسحابه من الكفرة واقتحم مسلحون المطار", "move.advance", "happened"),
        ("الحكومة تنفي اعتقال صحفي والجيش لم ينسحب من القرية", "move.withdraw", "negated"),
        ("المعارضة تطالب بالإفراج عن المعتقلين ومسلحون يقتحمون مقرا أمنيا", "move.advance", "happened"),
        ("طالب المحتجون بإقالة المحافظ وأغلقوا الطريق الدولي", "access.block", "happened"),
        ("الحوثيون يهددون بقصف الموانئ وواشنطن ترسل حاملة طائرات", "move.deploy", "happened"),
        ("حذرت الأمم المتحدة من نزوح آلاف السكان وقصفت طائرات حربية مخيما", "fight.airstrike", "happened"),
        ("أنقرة تتهم قسد بقصف قرية ومسلحون يخطفون سائقا", "harm.abduct", "happened"),
    ],
)
def test_a_joined_clause_is_told_for_itself(raw: str, type_: str, status: str, knowledge: Knowledge) -> None:
    claim = of_type(raw, type_, knowledge)
    assert (claim.source.kind, claim.stance, claim.status) == ("outlet", "reports", status)


@pytest.mark.parametrize(
    ("raw", "type_", "stance", "status"),
    [
        ("نفى الجيش قصف القرية واقتحام المخيم", "move.advance", "denies", "negated"),
        ("نفى الجيش أن تكون قواته قصفت القرية واقتحمت المخيم", "move.advance", "denies", "negated"),
        ("طالبت المنظمة بالإفراج عن المعتقلين وفتح المعبر", "access.open", "demands", "demanded"),
        ("اتهم الجيش قوات الدعم السريع بقصف المستشفى وخطف مدنيين", "harm.abduct", "accuses", "happened"),
    ],
)
def test_what_is_joined_without_a_verb_of_its_own_stays_under_the_first(
    raw: str, type_: str, stance: str, status: str, knowledge: Knowledge
) -> None:
    claim = of_type(raw, type_, knowledge)
    assert (claim.stance, claim.status) == (stance, status)


def test_who_denies_another_thing_does_not_tell_it(knowledge: Knowledge) -> None:
    claim = of_type("نفت الحركة خطف جنود وقصفت الطائرات ثلاثة مواقع، حسبما أعلن الجيش اللبناني", "fight.airstrike", knowledge)
    assert claim.source.text != "الحركة"
    assert (claim.stance, claim.status) == ("reports", "happened")


def test_the_subject_of_the_second_clause_is_no_place_of_the_first(knowledge: Knowledge) -> None:
    claim = of_type("بغداد تنفي قصف أربيل وواشنطن تفرض عقوبات على فصيل مسلح", "fight.airstrike", knowledge)
    assert not any("واشنطن" in words.text for role in ("actor", "target", "place") for words in claim.role(role))
