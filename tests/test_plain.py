"""Words whose company settles what they tell: the examples of ar/senses.yaml are the tests of the grammar, below them whole readings."""

from __future__ import annotations

from datetime import date

import pytest

from rasid.guards.plain import plain_of
from rasid.knowledge import Knowledge
from rasid.knowledge.files import Faults
from rasid.knowledge.senses import NO_EVENT, Sense, read_senses
from rasid.mentions import read_text
from rasid.pipeline import analyse
from rasid.text import Text
from rasid.types import Claim, Report


def all_senses(knowledge: Knowledge) -> list[Sense]:
    found = {s.id: s for table in (knowledge.senses.verbs, knowledge.senses.nouns) for senses in table.values() for s in senses}
    return list(found.values())


def settled(raw: str, word: str, type_: str, knowledge: Knowledge) -> bool:
    """The word of this sentence is settled as of this type, or, where it tells of none, no event at all."""
    [sentence] = read_text(Text(raw), knowledge).sentences
    at = raw.index(word)
    [k] = [k for k in range(sentence.parse.first, sentence.parse.last) if _holds(sentence.parse.tokens[k], at)]
    found = plain_of(sentence, knowledge)
    return found.types.get(k) == type_ or (type_ == NO_EVENT and bool(found.taken.get(k)))


def _holds(token: object, at: int) -> bool:
    return token.start <= at < token.end  # type: ignore[attr-defined]


def test_the_examples_of_the_senses_hold(knowledge: Knowledge) -> None:
    missed = [
        f"{s.file}:{e.line}: {s.id}: {e['trigger']} in {e.get('text', e.get('not'))}"
        for s in all_senses(knowledge)
        for e in s.examples
        if settled(str(e.get("text", e.get("not"))), str(e["trigger"]), s.type, knowledge) != ("text" in e)
    ]
    assert not missed
    assert all(any("text" in e for e in s.examples) for s in all_senses(knowledge))
