"""The status of an event in, the same out where its own words leave no choice: whether it still holds, and whether it was at all.

Guards, not choices: what has held SINCE a day holds (31 of 32 such claims of the corpus's coders), what somebody WAS holding he held,
who sponsors talks does so as long as they are held, what was done is no plan, and what was NOT is nobody's demand and no plan either.
"""

from __future__ import annotations

from collections.abc import Sequence

from rasid.guards.continued import continued_status
from rasid.guards.proforms import DENYING, answer_row
from rasid.guards.reach import reached
from rasid.guards.unreal import settled
from rasid.knowledge import Knowledge
from rasid.mentions import Sentence, Trigger
from rasid.scopes import is_masdar
from rasid.surroundings import Told, wall_before
from rasid.times import TimeMention
from rasid.types import Stance, Status

_STATES = frozenset({"control.hold", "access.siege", "access.block"})
_REAL = frozenset({"happened", "ongoing"})
_OWN_NEGATION = frozenset({"talks.meet", "talks.mediate", "talks.breach", "access.block"})
_WANTED, _WISHED = frozenset({"demanded", "planned"}), frozenset({"demands", "threatens", "expects"})
_NEAR, _FAR = 3, 8  # tokens before a trigger within which `was` governs it: close by, and over a subject between


def told_by_negation(trigger: Trigger, type_: str, knowledge: Knowledge) -> bool:
    """The negation may be the event: who did not answer has rejected, who does not let in blocks."""
    return type_ in _OWN_NEGATION or is_own_negation(trigger, type_, knowledge)


def is_own_negation(trigger: Trigger, type_: str, knowledge: Knowledge) -> bool:
    """A negated verb of these words IS the event: who does not let in has blocked, talks that did not lead anywhere failed."""
    lets = type_ == "access.block" and trigger.lemma in knowledge.lexicon.words["letting"]
    return lets or any(rule.negated for rule in trigger.rules if rule.type == type_)


def stands(
    sentence: Sentence,
    trigger: Trigger,
    type_: str,
    said: tuple[Stance, Status],
    time: TimeMention | None,
    told: Sequence[Told],
    knowledge: Knowledge,
) -> tuple[Stance, Status]:
    """Stance and status with all guards of this module; `told` are the claims before this one."""
    stance, status = said
    if status in _WANTED and _was_done(sentence, trigger, type_, knowledge):
        stance, status = "reports" if stance in _WISHED else stance, "happened"
    if status in _WANTED:
        real = continued_status(sentence, trigger, status, told, knowledge)
        stance, status = "reports" if real != status and stance in _WISHED else stance, real
    if status in _WANTED and not_done(sentence, trigger, type_, knowledge):
        stance, status = "reports" if stance in _WISHED else stance, "negated"
    if stance != "denies" or not any(h.cue.value == "denies" and h.first <= trigger.first for h in sentence.speech):
        real = reached(sentence, trigger, type_, status, knowledge)
        stance, status = "reports" if real != status and stance in _WISHED | {"denies"} else stance, real
    if type_ == DENYING and status == "negated" and answer_row(sentence.parse, trigger.first - 1, knowledge) >= 0:
        status = "happened"  # WHICH he denied is written like: he did not
    status = sponsored(sentence, trigger, type_, status, told)
    if status == "possible" and _is_main(sentence, trigger, knowledge):
        stance, status = "reports" if stance == "expects" else stance, "happened"
    return stance, lasting(sentence, trigger, type_, status, time, knowledge)


def _was_done(sentence: Sentence, trigger: Trigger, type_: str, knowledge: Knowledge) -> bool:
    """A verb of the past told it, or carried it out, or it framed what one told."""
    plain = done(sentence, trigger) or in_its_course(sentence, trigger, knowledge)
    return plain or carried_out(sentence, trigger, type_, knowledge)


def lasting(sentence: Sentence, trigger: Trigger, type_: str, status: Status, time: TimeMention | None, knowledge: Knowledge) -> Status:
    """Still so, or once so; other events and statuses stay as they are."""
    if type_ not in _STATES or status not in _REAL:
        return status
    if _was(sentence, trigger, knowledge):
        return "happened" if type_ == "control.hold" else status
    return "ongoing" if time is not None and time.opens else status


def held_since(sentence: Sentence, trigger: Trigger) -> str:
    """The type of a state that a participle tells of, since when right behind it (the road, closed for ten years), or nothing.

    Coders take 75 of 93 such words of blocking and besieging for an event of its own.
    """
    if trigger.form != "participle" or not any(t.opens and 0 <= t.first - trigger.last <= 1 for t in sentence.times):
        return ""
    return next((rule.type for rule in trigger.rules if rule.type in _STATES - {"control.hold"}), "")


def held_once(sentence: Sentence, trigger: Trigger, type_: str, knowledge: Knowledge) -> str:
    """The type: what somebody WAS controlling he held, and did not take (38 of 38 such claims of all coders)."""
    if type_ != "control.take" or "control.hold" not in trigger.types or trigger.form != "verb":
        return type_
    verb = sentence.parse.words[trigger.first].verb(trigger.lemma)
    return "control.hold" if verb is not None and verb.imperfect and _was(sentence, trigger, knowledge) else type_


def done(sentence: Sentence, trigger: Trigger) -> bool:
    """A verb of the past and nothing else: of 1,190 such events of all coders one is demanded, none is planned."""
    word = sentence.parse.words[trigger.first]
    past = trigger.form == "verb" and sentence.parse.tag(trigger.first) == "v" and not (word.nouns or word.future)
    return past and bool(word.verbs) and not any(v.imperfect for v in word.verbs)


def _is_main(sentence: Sentence, trigger: Trigger, knowledge: Knowledge) -> bool:
    """A verb of the past that no particle, clause or other verb stands before: FOR FEAR of a raid the crew left the base."""
    parse, lists = sentence.parse, knowledge.lexicon.words
    before = range(parse.first, trigger.first)
    plain = all(parse.tag(k) not in "vsrxf" and parse.words[k].core not in lists["conditions"] for k in before)
    return bool(before) and plain and done(sentence, trigger)


def carried_out(sentence: Sentence, trigger: Trigger, type_: str, knowledge: Knowledge) -> bool:
    """The bare object of a verb of the past that carries out what it names: they sent a convoy, launched an attack.

    Of 861 nouns behind a plain verb of the past that were coded eleven are planned or demanded, behind such verbs none.
    """
    parse, word = sentence.parse, sentence.parse.words[trigger.first]
    if trigger.form != "noun" or word.prep or word.conj or settled(sentence, trigger, type_, knowledge) is not None:
        return False
    k = trigger.first - 1
    while k >= parse.first and parse.tag(k) in "nuqth" and not parse.words[k].prep:
        k -= 1
    if parse.tag(k) != "v" or parse.tag(k - 1) == "x" or parse.words[k].future:
        return False
    verbs = parse.words[k].verbs
    return not any(v.imperfect for v in verbs) and any(v.lemma in knowledge.lexicon.words["executes"] for v in verbs)


def in_its_course(sentence: Sentence, trigger: Trigger, knowledge: Knowledge) -> bool:
    """A noun right behind during, in the wake of: the frame of what a verb of the past tells (they agreed during a meeting).

    Of 1,220 such nouns of all coders 39 are planned or demanded, all but two behind no verb of the past.
    """
    parse, lists, k = sentence.parse, knowledge.lexicon.words, trigger.first - 1
    if trigger.form != "noun" or parse.words[k].core not in lists["in_its_course"]:
        return False
    verbs = (j for j in range(k - 1, parse.first - 1, -1) if parse.tag(j) in "vsr" and not is_masdar(parse, j))
    verb = next(verbs, -1)
    behind = range(trigger.last, min(parse.last, trigger.last + _FAR))
    if verb < 0 or parse.tag(verb) != "v" or any(parse.words[j].verbs and parse.words[j].reading.imperfect for j in behind):
        return False
    return not any(v.imperfect for v in parse.words[verb].verbs) and parse.tag(verb - 1) != "x"


def told_apart(sentence: Sentence, trigger: Trigger, knowledge: Knowledge) -> bool:
    """A verb of the past behind a wall: somebody warned of A, WHILE B happened. What is feared before it does not reach it."""
    parse = sentence.parse
    wall = wall_before(parse, trigger.first, knowledge) if done(sentence, trigger) else -1
    if wall < 0 or any(parse.tag(k) in "vrx" for k in range(wall + 1, trigger.first)):
        return False
    if parse.words[wall + 1].core in knowledge.lexicon.words["conditions"]:
        return False  # not unless they withdrew
    return not any(wall < h.first <= trigger.first and h.cue.value == "possible" for h in sentence.cues)


def not_done(sentence: Sentence, trigger: Trigger, type_: str, knowledge: Knowledge) -> bool:
    """A negator of the past right before the verb: they did not withdraw."""
    if told_by_negation(trigger, type_, knowledge):
        return False
    before = sentence.parse.words[trigger.first - 1] if trigger.first > sentence.parse.first else None
    if trigger.form != "verb" or before is None or before.core not in knowledge.lexicon.words["past_negators"]:
        return False
    ground = settled(sentence, trigger, type_, knowledge)
    return ground is None or ground.status != "possible"  # unless they withdraw


def sponsored(sentence: Sentence, trigger: Trigger, type_: str, status: Status, told: Sequence[Told]) -> Status:
    """Under the sponsorship OF: the talks before it in the sentence say whether they are held (96 of 104 such claims of all coders)."""
    prep = sentence.parse.words[trigger.first].prep or sentence.parse.tag(trigger.first - 1) == "p"
    if type_ != "talks.mediate" or trigger.form != "noun" or not prep:
        return status
    talks = [c.status for c in told if c.sentence is sentence and c.type.startswith("talks.") and c.trigger.first < trigger.first]
    if not talks or talks[-1] == "negated" or (status not in _REAL and talks[-1] not in _REAL):
        return status
    return talks[-1]


def _was(sentence: Sentence, trigger: Trigger, knowledge: Knowledge) -> bool:
    """A verb of having been before the trigger, its subject perhaps between, nothing that begins another clause."""
    parse = sentence.parse
    for k in range(trigger.first - 1, max(parse.first, trigger.first - _FAR) - 1, -1):
        if parse.words[k].core in knowledge.lexicon.words["was"]:
            return True
        if parse.tag(k) in "srk" or (trigger.first - k > _NEAR and parse.tag(k) not in "nuqhb"):
            return False
    return False
