"""Words whose company settles what they tell: the examples of ar/senses.yaml test the grammar, below them whole readings."""

from __future__ import annotations

from datetime import date
from pathlib import Path

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


def coded(raw: str, knowledge: Knowledge) -> list[Claim]:
    return analyse(Report(id="r", outlet="", published=date(2022, 4, 18), text=raw), knowledge)


def told(raw: str, knowledge: Knowledge) -> list[tuple[str, str]]:
    return sorted((c.type, c.status) for c in coded(raw, knowledge))


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        # to lift sanctions is none, to demand it is a demand
        ("خففت كندا عقوباتها على ثلاثة مصارف.", []),
        ("رفعت عن المصارف الثلاثة عقوبات كندية قديمة.", []),
        ("شطب المجلس اسم التاجر من قائمة العقوبات.", []),
        ("فرضت كندا عقوبات على ثلاثة مصارف.", [("power.sanction", "happened")]),
        ("دعت الحكومة إلى رفع العقوبات.", [("word.demand", "happened")]),
        # talks that failed were one event, and what was backed out of was broken
        ("أخفقت محادثات جرت في مسقط بين الوفدين.", [("talks.fail", "happened")]),
        ("انتهت المحادثات في مسقط بلا نتائج.", [("talks.fail", "happened")]),
        ("علق الوفد مشاركته في المحادثات.", [("talks.fail", "happened")]),
        ("لم ينفذ الطرفان اتفاق مارس.", [("talks.breach", "happened")]),
        ("لم يلتق الوفدان.", [("talks.meet", "negated")]),
        # who strikes and who protests, whatever his trade
        ("أضرب سائقو الشاحنات في المدينة.", [("civic.strike", "happened")]),
        ("أضربت نقابة المهندسين في صفاقس.", [("civic.strike", "happened")]),
        ("احتج متقاعدون على تأخر الرواتب.", [("civic.protest", "happened")]),
        ("احتجت مئات العائلات أمام المحكمة.", [("civic.protest", "happened")]),
        # people who are expelled or handed over are no places that change hands
        ("طرد مسلحون موظفي الإغاثة من المدينة.", [("harm.displace", "happened")]),
        ("طرد الجيش المسلحين من البلدة.", [("control.take", "happened")]),
        ("اعتقل رجلان وجرى تسليمهما للشرطة.", [("harm.detain", "happened")]),
        # a sentence was passed, what was tried killed nobody
        ("قضت محكمة بحبس الناشط ثلاث سنوات.", [("harm.detain", "happened")]),
        ("حاول مسلحون اغتيال مدير الأمن.", [("fight.attack", "happened")]),
        ("دخل المسلحون البلدة بعدما أخلاها الجيش.", [("move.advance", "happened"), ("move.withdraw", "happened")]),
    ],
)
def test_what_the_company_settles(raw: str, expected: list[tuple[str, str]], knowledge: Knowledge) -> None:
    assert told(raw, knowledge) == expected


def test_what_was_tried_killed_nobody(knowledge: Knowledge) -> None:
    [claim] = coded("حاول مسلحون اغتيال مدير الأمن في المدينة.", knowledge)
    assert claim.killed is None


def test_a_purpose_is_left_to_the_choice(knowledge: Knowledge) -> None:
    """Who uses tear gas TO DISPERSE protesters has cracked down on them once."""
    claims = coded("استخدمت الشرطة الغاز المسيل للدموع لتفريق المتظاهرين.", knowledge)
    assert [c.type for c in claims].count("civic.crackdown") == 1


def test_an_entry_says_what_is_wrong(tmp_path: Path, knowledge: Knowledge) -> None:
    path, faults = tmp_path / "ar" / "senses.yaml", Faults()
    path.parent.mkdir()
    first = "- {id: talks.fail/x, verb: [كتب], near: [talk], examples: []}"
    second = "- {id: none/y, verbs: [كتب], examples: []}\n- {id: talk.fail/z, verb: [فشل], examples: []}"
    path.write_text(f"families:\n  talks: [محادثات]\nsenses:\n{first}\n{second}\n")
    read_senses(path, knowledge.codebook, knowledge.rules, faults)
    assert len(faults) == 4
    assert "unknown family 'talk'; known: talks" in faults[0]
    assert "no rule of talks.fail has the word" in faults[1]
    assert "unknown key 'verbs'" in faults[2]
    assert "type 'talk.fail' is not in the codebook" in faults[3]
