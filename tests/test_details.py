"""What no event can say: somebody as his own target."""

from __future__ import annotations

from rasid.details import without_selves
from rasid.knowledge import Knowledge
from rasid.mentions import read_text
from rasid.phrases import Phrase
from rasid.text import Text

RAW = "هاجمت قسد بلدة عين عيسى، وقالت قوات سوريا الديمقراطية إن الجيش التركي انسحب."


def _phrases(knowledge: Knowledge) -> dict[str, Phrase]:
    parse = read_text(Text(RAW), knowledge).sentences[0].parse
    return {RAW[p.start : p.end]: p for p in (*parse.phrases, *parse.nested)}


def test_a_second_name_of_the_actor_is_no_target(knowledge: Knowledge) -> None:
    found = _phrases(knowledge)
    actor, same = found["قسد"], next(p for words, p in found.items() if words.startswith("قوات سوريا الديمقراطية"))
    assert without_selves({"actor": [actor], "target": [same]})["target"] == []


def test_another_stays_a_target(knowledge: Knowledge) -> None:
    found = _phrases(knowledge)
    actor, other = found["قسد"], next(p for words, p in found.items() if "الجيش التركي" in words)
    assert without_selves({"actor": [actor], "target": [other]})["target"] == [other]


def test_who_is_both_stays(knowledge: Knowledge) -> None:
    one = _phrases(knowledge)["قسد"]
    assert without_selves({"actor": [one], "target": [one]})["target"] == [one]
