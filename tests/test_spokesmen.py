"""Names that a spokesman claims for his side: the armed forces of Saree are not the army of the government."""

from __future__ import annotations

import pytest

from rasid.knowledge import Knowledge
from rasid.mentions import read_text
from rasid.spokesmen import claimed
from rasid.text import Text


@pytest.mark.parametrize(
    ("raw", "side"),
    [
        ("قال المتحدث باسم القوات المسلحة يحيى سريع إن اليمن لن يتراجع", "houthis"),
        ("أكد متحدث القوات المسلحة العميد يحيى سريع في صنعاء استهداف سفينة", "houthis"),
        ("قالت القوات المسلحة في اليمن إن يحيى سريع كاذب", ""),
        ("أعلنت القوات المسلحة في مأرب باليمن صد هجوم", ""),
        ("قال رئيس مجلس السيادة عبد الفتاح البرهان في الخرطوم إن السودان موحد", ""),  # who heads a body is no spokesman of it
        ("قالت القوات المسلحة اليمنية يحيى سريع", ""),  # a name that means one body everywhere
    ],
)
def test_who_speaks_tells_whose_forces_they_are(raw: str, side: str, knowledge: Knowledge) -> None:
    reading = read_text(Text(raw), knowledge)
    forces = next(n for n in reading.names if n.of("actor"))
    assert claimed(forces, reading, knowledge) == side
