"""What the ids of a claim's places say: nobody leaves the place that he withdraws to."""

from __future__ import annotations

from datetime import date

import pytest

from rasid.knowledge import Knowledge
from rasid.pipeline import analyse
from rasid.types import Report


@pytest.mark.parametrize(
    ("raw", "left", "reached"),
    [
        ("انسحبت هيئة تحرير الشام من سراقب إلى إدلب", {"sy.saraqib"}, {"إدلب"}),
        ("انسحبت الفصائل من مدينة سراقب باتجاه مدينة إدلب", {"sy.saraqib"}, {"مدينة إدلب"}),
        ("انسحبت الفصائل من سراقب في ريف إدلب", {"sy.saraqib", "sy.idlib"}, set()),
    ],
)
def test_where_those_who_withdraw_go_is_not_left(knowledge: Knowledge, raw: str, left: set[str], reached: set[str]) -> None:
    (claim,) = [c for c in analyse(Report("r", raw, published=date(2022, 4, 18)), knowledge) if c.type == "move.withdraw"]
    assert {p.id for p in claim.place if p.id} <= left and claim.place[0].id in left
    assert {p.text for p in claim.place if not p.id} == reached
    assert all(w.place for w in claim.where)  # and still has a point
