"""The town, quarter or camp that a fight told by a noun is on: it is there; what stands before is where something followed."""

from __future__ import annotations

import pytest

from rasid.guards.struck import of_struck
from rasid.knowledge import Knowledge
from rasid.mentions import read_text
from rasid.text import Text


@pytest.mark.parametrize(
    ("raw", "word", "given", "kept"),
    [
        ("نقل المسعفون المصابين إلى مستشفى الأقصى في دير البلح بعد غارة على النصيرات", "غارة", ["دير البلح"], ["النصيرات"]),
        ("هربت أسر إلى عفرين إثر قصف الأشرفية", "قصف", ["عفرين"], ["الأشرفية"]),
        ("هربت أسر إلى عفرين إثر غارات عنيفة على بصرى الشام", "غارات", ["عفرين"], ["بصرى الشام"]),
        ("تقدم الجيش في درعا بعد غارات على بصرى الشام", "غارات", ["درعا"], ["درعا", "بصرى الشام"]),  # lies in it
        ("تقدم الجيش في درعا بعد غارات على المسلحين", "غارات", ["درعا"], ["درعا"]),
        ("وصل النازحون إلى عفرين بعد قصف روسيا", "قصف", ["عفرين"], ["عفرين"]),  # may have done it
        ("شهدت بصرى الشام في درعا غارات على المسلحين", "غارات", ["درعا"], ["درعا"]),
    ],
)
def test_what_a_fight_is_on(knowledge: Knowledge, raw: str, word: str, given: list[str], kept: list[str]) -> None:
    sentence = read_text(Text(raw), knowledge).sentences[0]
    tokens, phrases = sentence.parse.tokens, sentence.parse.phrases
    trigger = next(t for t in sentence.triggers if tokens[t.first].start <= raw.index(word) < tokens[t.last - 1].end)
    places = [p for p in phrases if raw[p.start : p.end] in given]
    roles = of_struck({"place": places}, sentence, trigger, "fight.airstrike", knowledge)
    assert [raw[p.start : p.end] for p in roles["place"]] == kept
