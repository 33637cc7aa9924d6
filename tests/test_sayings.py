"""Who stresses a need or threatens with something that is no event of the codebook has demanded or threatened."""

from __future__ import annotations

from datetime import date

import pytest

from rasid.knowledge import Knowledge
from rasid.pipeline import analyse
from rasid.types import Report


@pytest.mark.parametrize(
    ("raw", "types"),
    [
        ("شدد الوزير على ضرورة حماية المدنيين.", {"word.demand"}),
        ("شدد الرئيسان على أهمية احترام سيادة لبنان.", {"word.demand"}),
        ("شدد الوزير على ضرورة إدخال المساعدات إلى غزة.", {"access.aid"}),
        ("شدد المبعوث على أن المدينة هادئة.", set()),
        ("هدد الحوثيون بالعودة إلى الخيار العسكري.", {"word.threaten"}),
        ("لوح الحوثيون بالتصعيد ضد الرياض.", {"word.threaten"}),
        ("هددت إيران بإغلاق مضيق هرمز.", {"access.block"}),
        ("لوح الأطفال بالأعلام.", set()),
        ("لم يهدد الحوثيون بالتصعيد.", set()),
    ],
)
def test_the_saying_is_the_event_where_its_content_is_none(raw: str, types: set[str], knowledge: Knowledge) -> None:
    assert {c.type for c in analyse(Report("r", raw, published=date(2024, 10, 15)), knowledge)} == types
