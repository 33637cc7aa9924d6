"""The parts of the neural extractor that need no model: windows, words as the vocabulary writes them, drafts as events, weighing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

pytest.importorskip("tokenizers")
pytest.importorskip("rasid_neural", reason="rasid-neural is not installed")

import numpy as np

from rasid.choice import Model
from rasid.features import Past
from rasid.knowledge import Knowledge
from rasid.mentions import read_text
from rasid.text import Text
from rasid.types import Claim, Report, Role
from rasid_neural.both import code_both
from rasid_neural.coding import Drafted, code_drafts, likely_status, places_of, stood
from rasid_neural.drafts import Draft, Found, drafts
from rasid_neural.extractor import claims_of
from rasid_neural.labels import FAR, FIRST, INSIDE, OUTSIDE, SPAN_ROLES, STANCES, STATUSES, distances
from rasid_neural.opinions import Candidate, Filler, candidates_of, fillers_of
from rasid_neural.pieces import normal, piece_words
from rasid_neural.questions import event_choice, role_choices
from rasid_neural.stacking import DECISIONS, level
from rasid_neural.windows import LONGEST, windows

RAW = "سيطرت قوات الأمن الداخلي مساء الأحد على المربع الأمني في القامشلي بحسب مصدر عسكري.\nونفت الحكومة قصف المدينة."
TAKEN = Draft(
    0,
    {"control.take": 0.9},
    {
        "actor": (Found(1, 4, 0.9),),
        "place": (Found(7, 9, 0.8), Found(10, 11, 0.7)),
        "time": (Found(4, 6, 0.9),),
        "source": (Found(12, 14, 0.8),),
    },
    {"reports": 0.9, "confirms": 0.1},
    {"happened": 0.9, "ongoing": 0.1},
    0.95,
)
SHELLED = Draft(
    17,
    {"fight.shelling": 0.7, "fight.airstrike": 0.2},
    {"place": (Found(18, 19, 0.8),), "source": (Found(16, 17, 0.9),)},
    {"denies": 0.8, "reports": 0.2},
    {"happened": 0.9, "negated": 0.1},
    0.9,
)


def claims(found: Sequence[Draft], knowledge: Knowledge, raw: str = RAW) -> list[Claim]:
    reading = read_text(Text(raw), knowledge)
    coded = code_drafts(found, places_of(reading, knowledge), knowledge)
    report = Report("r", raw, outlet="syriatv", published=date(2022, 4, 18))
    return claims_of(report, reading, coded, knowledge, [(("neural@test",), "")] * len(coded))


@given(st.lists(st.lists(st.integers(1, 30), min_size=1, max_size=60), min_size=1, max_size=25))
def test_every_word_is_asked_about_in_exactly_one_window(sizes: list[list[int]]) -> None:
    words = [tuple(range(n)) for sentence in sizes for n in sentence]
    ends = np.cumsum([len(s) for s in sizes]).tolist()
    sentences = list(zip([0, *ends], ends, strict=False))
    found = windows(words, sentences)
    asked = [k for w in found for k, yes in zip(w.tokens, w.asked, strict=True) if yes]
    assert asked == list(range(len(words)))
    assert all(len(w.pieces) <= 512 for w in found)
    for window in found:
        for token, first, last in zip(window.tokens, window.first, window.last, strict=True):
            assert window.pieces[first : last + 1] == words[token]


def test_a_report_that_fits_is_one_window() -> None:
    words = [(5,)] * (LONGEST - 4)
    assert len(windows(words, [(0, 100), (100, len(words))])) == 1


def test_a_later_window_has_the_title_and_the_sentence_before_for_company() -> None:
    words = [(k,) for k in range(600)]
    later = windows(words, [(k, k + 20) for k in range(0, 600, 20)])[1]
    company = [k for k, yes in zip(later.tokens, later.asked, strict=True) if not yes]
    first = min(k for k, yes in zip(later.tokens, later.asked, strict=True) if yes)
    assert company == [*range(20), *range(first - 20, first)]


@pytest.mark.parametrize(("raw", "word"), [("مُدَرَّس", "مدرس"), ("قصـــف", "قصف"), ("ﻻ", "لا"), ("أ\u200fب", "أب")])
def test_words_are_written_as_the_vocabulary_writes_them(raw: str, word: str) -> None:
    assert normal(raw) == word


def test_a_mark_that_touches_the_word_before_has_no_space_in_front() -> None:
    raw = "قُتل ١٢، ثم"
    assert piece_words(raw, Text(raw).tokens) == ["\u2581قتل", "\u258112", "،", "\u2581ثم"]


def test_distances_are_cut_and_tell_the_sentence_and_the_title() -> None:
    off, apart = distances([40], [0] * 5 + [1] * 5 + [2] * 40 + [3])
    assert off[0, 0] == 0
    assert off[0, 40] == FAR
    assert off[0, 43] == FAR + 3
    assert apart[0, [0, 5, 20, 50]].tolist() == [3, 1, 0, 4]


def test_a_draft_becomes_a_claim_with_ids_day_and_points(knowledge: Knowledge) -> None:
    (claim,) = claims([TAKEN], knowledge)
    assert [v.id for v in claim.actor] == ["asayish"]
    assert [v.id for v in claim.place] == ["sy.qamishli.security-square", "sy.qamishli"]
    assert claim.when is not None
    assert claim.when.edtf == "2022-04-17"
    assert (claim.source.kind, claim.source.text) == ("anonymous", "مصدر عسكري")
    assert claim.by == ("neural@test",)


def test_where_a_source_is_is_not_what_was_struck(knowledge: Knowledge) -> None:
    raw = "قال مصدر في مستشفى ناصر في خان يونس إن ثلاثة قتلوا في غارة على القرارة."
    at = {word: k for k, word in enumerate(raw[:-1].split())}
    places = (Found(at["خان"], at["يونس"] + 1, 0.9), Found(at["القرارة"], at["القرارة"] + 1, 0.9))
    source = (Found(at["مصدر"], at["يونس"] + 1, 0.9),)
    raid = Draft(at["غارة"], {"fight.airstrike": 0.9}, {"place": places, "source": source}, {"reports": 1.0}, {"happened": 1.0}, 0.9)
    (claim,) = claims([raid], knowledge, raw)
    assert [v.text for v in claim.place] == ["القرارة"]


def test_what_is_denied_is_no_fact_whatever_the_network_holds_of_its_status(knowledge: Knowledge) -> None:
    (claim,) = claims([SHELLED], knowledge)
    assert (claim.stance, claim.status, claim.source.id) == ("denies", "negated", "sy.gov")


@pytest.mark.parametrize(
    ("stance", "status"), [("denies", "negated"), ("demands", "demanded"), ("threatens", "planned"), ("expects", "possible")]
)
def test_a_stance_that_knows_no_fact_makes_none(stance: str, status: str) -> None:
    assert stood(stance, "happened") == status  # type: ignore[arg-type]
    assert stood(stance, "planned") == "planned"  # type: ignore[arg-type]
    assert stood("reports", "happened") == "happened"


def test_a_fact_needs_more_than_half_of_the_odds() -> None:
    assert likely_status({"happened": 0.4, "possible": 0.35, "planned": 0.25}) == "possible"
    assert likely_status({"happened": 0.4, "ongoing": 0.15, "possible": 0.45}) == "happened"


def test_words_below_the_threshold_are_no_claims(knowledge: Knowledge) -> None:
    assert claims([replace(TAKEN, sure=0.3)], knowledge) == []


def test_the_trigger_takes_no_role_and_clitics_are_cut(knowledge: Knowledge) -> None:
    raw = "انسحبت القوات من الميناء وللقوات قاعدة هناك"
    draft = replace(TAKEN, types={"move.withdraw": 0.9}, roles={"actor": (Found(0, 2, 0.9),), "place": (Found(3, 4, 0.9),)})
    (claim,) = claims([draft], knowledge, raw)
    assert [v.text for v in claim.actor] == ["القوات"]  # not `the forces withdrew`: the subject behind the verb
    assert [v.text for v in claim.place] == ["الميناء"]


class Fixed:
    """A network that says the same of every word: a trigger at the first, its actor the two behind it."""

    def words(self, window: object) -> tuple[np.ndarray, np.ndarray]:
        count = len(window.tokens)  # type: ignore[attr-defined]
        scores = np.zeros((count, 3))
        scores[:, 0], scores[0, 2] = 4, 9
        return np.zeros((count, 4)), scores

    def frames(self, words: np.ndarray, at: np.ndarray, *_: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        tags = np.zeros((len(at), len(words), len(SPAN_ROLES), 3))
        tags[..., OUTSIDE] = 5
        tags[:, 1, 0, FIRST], tags[:, 2, 0, INSIDE] = 9, 9
        return tags, np.zeros((len(at), len(STANCES))), np.zeros((len(at), len(STATUSES)))


class Letters:
    """Pieces that are letters."""

    def of_word(self, word: str) -> tuple[int, ...]:
        return tuple(map(ord, word))


def test_drafts_are_tokens_of_the_text() -> None:
    text = Text("قصفت القوات التركية، البلدة")
    (draft,) = drafts(text, Letters(), ("none", "a", "b"), Fixed())  # type: ignore[arg-type]
    assert (draft.token, draft.type) == (0, "b")
    (found,) = draft.roles["actor"]
    assert (found.first, found.last) == (1, 3)


def test_steps_and_the_absence_of_an_opinion() -> None:
    assert [level(p, (0.1, 0.5, 0.98)) for p in (None, 0.0, 0.5, 0.999)] == [-1, 0, 2, 3]


def weights(**of: dict[str, dict[str, float]]) -> dict[str, Model]:
    """Weights that only heed what is said; by default the rules are followed."""
    rules = {"said=r": {"*": 5.0}, "said=rn": {"*": 5.0}}
    return {name: Model(name, of.get(name, rules)) for name in DECISIONS}


def test_both_say_who_made_a_claim_and_where_they_differ(knowledge: Knowledge) -> None:
    reading = read_text(Text(RAW), knowledge)
    places = places_of(reading, knowledge)
    odd = replace(TAKEN, roles={"actor": (Found(12, 14, 0.9),)})
    found = code_both([odd, SHELLED], places, knowledge, weights(event={"said=n": {"*": 5.0}, "said=rn": {"*": 5.0}}))
    made = {c.type: (c, who) for c, who in found}
    coded, who = made["control.take"]
    assert who == ("rules", "neural")
    assert "neural" in made["fight.shelling"][1]
    differs = [f for f in coded.why if f.startswith("differs actor")]
    assert differs == ["differs actor: rules قوات الأمن الداخلي (with)", "differs actor: neural مصدر عسكري (without)"]


def test_who_holds_another_source_says_which_in_the_words_of_the_report(knowledge: Knowledge) -> None:
    places = places_of(read_text(Text(RAW), knowledge), knowledge)
    for roles, line in (({"source": (Found(1, 4, 0.9),)}, "neural قوات الأمن الداخلي 0.90"), ({}, "neural outlet 1.00")):
        found = code_both([replace(TAKEN, roles=roles)], places, knowledge, weights())
        lines = [f for c, _ in found if c.type == "control.take" for f in c.why if f.startswith("differs source")]
        assert lines == [f"differs source: {line}"]


def test_a_draft_where_the_grammar_has_no_word_is_a_candidate_too(knowledge: Knowledge) -> None:
    reading = read_text(Text(RAW), knowledge)
    lonely = replace(TAKEN, token=13)
    found = candidates_of(reading.sentences[0], [lonely], Past(), places_of(reading, knowledge), knowledge)
    assert [(c.trigger.first, bool(c.rules), bool(c.network)) for c in found] == [(0, True, False), (13, False, True)]


def test_what_a_choice_is_told(knowledge: Knowledge) -> None:
    reading = read_text(Text(RAW), knowledge)
    trigger = reading.sentences[0].triggers[0]
    choice = event_choice(Candidate(trigger, {"none": 0.3, "control.take": 0.7}, {"none": 0.05, "control.take": 0.95}))
    told = set(choice.own[1])
    assert {"r>0.01", "r>0.7", "n>0.94", "kr>control|0.6", "kn>control|0.95", "said=rn", "k=control", "t=control.take"} <= told
    assert not {"r>0.8", "n>0.98"} & told


def test_of_a_phrase_it_is_told_what_others_there_are(knowledge: Knowledge) -> None:
    phrases = read_text(Text(RAW), knowledge).sentences[0].parse.phrases
    force, place = Filler(phrases[0], {"actor": 0.9}, {}), Filler(phrases[1], {"actor": 0.2}, {"actor": 0.3})
    again = Filler(replace(phrases[0], last=phrases[0].last + 1), {}, {"actor": 0.5})
    told = [set(choice.own[1]) for _, choice in role_choices([force, place, again], "actor", "control.take")]
    assert {"r>0.88", "n>-", "k=actor", "said=r", "actor:rank=0", "actor:likely=0", "actor:shared=False", "actor:sort=name"} <= told[0]
    assert {"actor:rank=2", "actor:likely=2", "actor:shared=False", f"actor:prep={phrases[1].prep}"} <= told[1]
    assert {"r>-", "n>0.5", "actor:rank=1", "actor:likely=1", "actor:shared=True"} <= told[2]
    assert role_choices([place], "goods", "access.block") == []


def test_nobody_is_named_twice_by_the_same_words(knowledge: Knowledge) -> None:
    places = places_of(read_text(Text(RAW), knowledge), knowledge)
    wider = replace(TAKEN, roles={"place": (Found(8, 11, 0.9),)})
    either = {"said=r": {"*": 5.0}, "said=n": {"*": 5.0}, "said=rn": {"*": 5.0}}
    taken = next(c for c, _ in code_both([wider], places, knowledge, weights(role=either)) if c.type == "control.take")
    rows = [(p.first, p.last) for p in taken.roles["place"]]
    assert rows
    assert all(before[1] <= after[0] for before, after in pairwise(rows))


def both_of(raw: str, found: Sequence[Draft], knowledge: Knowledge, **of: dict[str, dict[str, float]]) -> list[Drafted]:
    reading = read_text(Text(raw), knowledge)
    return [c for c, _ in code_both(found, places_of(reading, knowledge), knowledge, weights(**of))]


def words(raw: str, coded: Drafted, role: Role) -> list[str]:
    return [raw[p.start : p.end] for p in coded.roles[role]]


def test_one_killing_in_one_breath_is_told_once(knowledge: Knowledge) -> None:
    raw = "أسفر القصف عن سقوط 11 قتيلا في بلدة سرمين."
    drawn = [Draft(k, {"harm.kill": 0.99}, {}, {"reports": 1.0}, {"happened": 1.0}, 0.99) for k in (3, 5)]
    either = {"said=r": {"*": 1.0}, "said=n": {"*": 5.0}, "said=rn": {"*": 5.0}}
    assert [c.type for c in both_of(raw, drawn, knowledge, event=either)].count("harm.kill") == 1


def test_one_loss_on_two_words_is_told_though_neither_is_sure(knowledge: Knowledge) -> None:
    """Was INJURED by the BULLETS of a sniper: a third for the one word, two thirds for the other, and nobody sure enough alone."""
    raw = "أصيب شاب برصاص قناص قرب الجسر."
    likely = {"event": {"k=harm": {"*": -5.0}, "k=fight": {"*": -5.0}}}
    bullets = Draft(2, {"fight.attack": 0.65}, {}, {"reports": 1.0}, {"happened": 1.0}, 0.65)
    injured = Draft(0, {"harm.injure": 0.12}, {}, {"reports": 1.0}, {"happened": 1.0}, 0.12)
    assert len(both_of(raw, [injured, bullets], knowledge, **likely)) == 1
    assert not both_of(raw, [], knowledge, **likely)


def test_an_outlet_demands_nothing_that_somebody_refuses(knowledge: Knowledge) -> None:
    raw = "رفضت الحركة الإفراج عن الأسرى."
    heed = {name: {"said=n": {"*": 5.0}} for name in ("stance", "status")}
    drawn = Draft(2, {"power.release": 0.95}, {}, {"demands": 0.9}, {"demanded": 0.9}, 0.95)
    found = {c.type: (c.speaker, c.stance, c.status) for c in both_of(raw, [drawn], knowledge, **heed)}
    assert found["power.release"] == (None, "reports", "negated")


def test_who_accuses_did_not_do_it_whatever_was_drawn(knowledge: Knowledge) -> None:
    raw = "اتهم الجيش السوري قوات سوريا الديمقراطية بقصف مدينة حلب."
    shelled = Draft(6, {"fight.shelling": 0.9}, {"actor": (Found(1, 3, 0.9),)}, {"reports": 1.0}, {"happened": 1.0}, 0.9)
    drawn = {"said=n": {"*": 5.0}, "said=rn": {"*": 5.0}}
    event = next(c for c in both_of(raw, [shelled], knowledge, role=drawn, source=drawn, stance=drawn) if c.type == "fight.shelling")
    assert words(raw, event, "actor") == ["قوات سوريا الديمقراطية"]
    assert event.stance == "accuses"
    assert event.speaker is not None
    assert raw[event.speaker.start : event.speaker.end] == "الجيش السوري"


def test_words_that_begin_with_a_phrase_are_that_phrase(knowledge: Knowledge) -> None:
    raw = "اعتقلت دورية للأمن الجنائي شابين في نوى."
    held = Draft(0, {"harm.detain": 0.9}, {"actor": (Found(1, 4, 0.95),)}, {"reports": 1.0}, {"happened": 1.0}, 0.9)
    reading = read_text(Text(raw), knowledge)
    sentence = reading.sentences[0]
    trigger = next(t for t in sentence.triggers if t.first == 0)
    (row,) = fillers_of(sentence, [(trigger, "harm.detain")], [held], places_of(reading, knowledge), knowledge)
    acts = [raw[f.phrase.start : f.phrase.end] for f in row if f.network["actor"] > 0.5]
    assert acts == ["دورية"]


def test_what_is_told_of_who_answers_for_it_happened(knowledge: Knowledge) -> None:
    raw = "ولن ينسحب الفصيل ما لم يحاسب المسؤولون عن مقتل أحد عناصره."
    killed = Draft(8, {"harm.kill": 0.9}, {}, {"reports": 1.0}, {"possible": 1.0}, 0.9)
    drawn = {"said=n": {"*": 5.0}, "said=rn": {"*": 5.0}}
    event = next(c for c in both_of(raw, [killed], knowledge, event=drawn, status=drawn) if c.type == "harm.kill")
    assert event.status == "happened"


def test_what_came_before_they_managed_to_is_not_what_something_enables(knowledge: Knowledge) -> None:
    raw = "قال الوزير إن الجيش تمكن بعد معارك دامت يومين من استعادة البلدة، ولن تمكن الخطة الجيش من معارك أخرى."
    words = [t.form for t in read_text(Text(raw), knowledge).text.tokens]
    first, second = (n for n, word in enumerate(words) if word == "معارك")
    found = [Draft(n, {"fight.clash": 0.9}, {}, {"reports": 0.9}, {"happened": 0.9}, 0.9) for n in (first, second)]
    assert [c.status for c in claims(found, knowledge, raw)] == ["happened", "possible"]


def test_places_that_a_conjunction_joins_hold_together(knowledge: Knowledge) -> None:
    raw = "حاصرت قوات الجيش حيي الشيخ مقصود والأشرفية."
    siege = Draft(0, {"access.siege": 0.95}, {"place": (Found(3, 6, 0.95),)}, {"reports": 1.0}, {"happened": 1.0}, 0.95)
    drawn = {"said=n": {"*": 5.0}, "said=rn": {"*": 5.0}}
    event = next(c for c in both_of(raw, [siege], knowledge, role=drawn) if c.type == "access.siege")
    assert len(event.roles["place"]) == 2


def test_a_draft_on_the_negator_before_a_verb_is_of_the_verb(knowledge: Knowledge) -> None:
    raw = "وقال خليل إن المفاوضات بين الجانبين لم تحقق أي نتائج بعد."
    failed = Draft(6, {"talks.fail": 0.9}, {}, {"reports": 1.0}, {"happened": 1.0}, 0.9)
    reading = read_text(Text(raw), knowledge)
    rows = candidates_of(reading.sentences[0], [failed], Past(), places_of(reading, knowledge), knowledge)
    assert [(c.trigger.first, c.draft) for c in rows if "talks.fail" in c.options] == [(7, failed)]
    drawn = {"said=n": {"*": 5.0}, "said=rn": {"*": 5.0}}
    event = next(c for c in both_of(raw, [failed], knowledge, event=drawn) if c.type == "talks.fail")
    assert event.status == "happened"  # the negation is the failure


def test_the_same_words_do_not_act_and_suffer(knowledge: Knowledge) -> None:
    raw = "نزح آلاف المدنيين من مدينة عفرين."
    flight = Draft(
        0,
        {"harm.displace": 0.95},
        {"actor": (Found(1, 3, 0.9),), "target": (Found(1, 3, 0.6),)},
        {"reports": 1.0},
        {"happened": 1.0},
        0.95,
    )
    drawn = {"said=n": {"*": 5.0}, "said=rn": {"*": 5.0}, "n>0.88": {"*": 1.0}}
    event = next(c for c in both_of(raw, [flight], knowledge, role=drawn) if c.type == "harm.displace")
    assert (words(raw, event, "actor"), words(raw, event, "target")) == (["آلاف المدنيين"], [])


def test_an_outlet_denies_nothing_where_the_grammar_hears_who_does(knowledge: Knowledge) -> None:
    denied = replace(SHELLED, roles={"place": (Found(18, 19, 0.8),)})
    drawn = {"said=n": {"*": 5.0}, "said=rn": {"*": 5.0}}
    event = next(c for c in both_of(RAW, [denied], knowledge, source=drawn, stance=drawn) if c.type == "fight.shelling")
    assert event.stance == "denies"
    assert event.speaker is not None
    assert RAW[event.speaker.start : event.speaker.end] == "الحكومة"
