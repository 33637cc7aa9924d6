"""What somebody met with is not done by those whose he is, nor is a word within a name a word of status."""

from __future__ import annotations

from datetime import date

import pytest

from rasid.knowledge import Knowledge
from rasid.pipeline import analyse
from rasid.types import Report


@pytest.mark.parametrize(
    ("raw", "type_", "actors"),
    [
        ("تعرضت شاحنات للصليب الأحمر والهلال الأحمر التركي لإطلاق نار", "fight.attack", []),
        ("تعرض مقر لحزب الاتحاد والحزب الديمقراطي الكردستاني لهجوم", "fight.attack", []),
        ("تعرض الجيش لهجوم من تنظيم الدولة قرب تدمر", "fight.attack", ["تنظيم الدولة"]),
        ("تعرض مكتب الحزب من قبل مسلحين لهجوم بالقنابل", "fight.attack", ["مسلحين"]),
        ("تعرض مستشفى تديره منظمة أطباء بلا حدود لقصف جوي", "fight.airstrike", []),
    ],
)
def test_owners_do_not_strike_what_is_theirs(raw: str, type_: str, actors: list[str], knowledge: Knowledge) -> None:
    [claim] = [c for c in analyse(Report("r", raw, published=date(2025, 8, 13)), knowledge) if c.type == type_]
    assert ([v.text for v in claim.role("actor")], claim.status) == (actors, "happened")


@pytest.mark.parametrize(
    ("raw", "source", "status"),
    [
        ("أعلن الجيش إحكام قواته السيطرة على المدينة", "الجيش", "happened"),
        ("أعلن الجيش السوداني إحكام قواته السيطرة على سنجة", "الجيش السوداني", "happened"),
        ("يسعى الجيش إلى إحكام السيطرة على المدينة", "", "planned"),
    ],
)
def test_tightening_is_no_verdict_and_nobodys_name(raw: str, source: str, status: str, knowledge: Knowledge) -> None:
    [claim] = [c for c in analyse(Report("r", raw, published=date(2025, 8, 13)), knowledge) if c.type == "control.take"]
    assert (claim.source.text or "", claim.status) == (source, status)
