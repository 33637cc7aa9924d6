"""Coded events of a report in, the same with what others answered to them in the same sentence out.

`X shelled the market, which the army denied`: one event told by two sources is two claims (GUIDE). The clause of the answer names no
event of its own; its verb, one that denies or confirms, has a pronoun or a word such as `that` for the event before it, or no object.
Two sides that accuse each other of one deed say two things as well.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from rasid.addressees import gender
from rasid.coder import Coded
from rasid.guards.accused import exchanged
from rasid.guards.charge import speaks
from rasid.guards.proforms import DENYING, OBJECT, answer_row, stands_for_event
from rasid.knowledge import Knowledge
from rasid.knowledge.cues import CueHit
from rasid.mentions import Reading, Sentence, Trigger
from rasid.phrases import Parse, Phrase
from rasid.speech import Speaker, speakers
from rasid.types import Stance
from rasid.unsaid import without_unsaid
from rasid.voices import able

_ANSWERS: frozenset[str] = frozenset({"denies", "confirms"})
_OPENER = 12  # tokens between what opens the clause of an answer and its verb: a name with the office
_TOLD = frozenset({"happened", "ongoing", "planned"})


def with_answers(found: Sequence[Coded], reading: Reading, knowledge: Knowledge) -> Sequence[Coded]:
    """The events and, behind each, what somebody else denies or confirms of it; such an answer is no denial of its own."""
    answers = [(s, hit, first) for s in reading.sentences for hit in s.speech if (first := _answers(s, hit, knowledge)) >= 0]
    who = speakers(reading, knowledge)
    kept = list(_both_ways(list(without_unsaid(found, who)), knowledge))
    for sentence, hit, opener in answers:
        if hit.cue.value == "denies":
            kept = [c for c in kept if c.trigger.first != hit.first or c.type == DENYING]  # to deny something is nothing else
        event = _event(kept, sentence, hit, opener, knowledge)
        speaker = _speaker(hit, opener, event, who[sentence.i], sentence, reading, knowledge)
        if event is None or speaker is None or _says_so(event, speaker, reading.text.raw):
            continue
        kept = [c for c in kept if c.trigger.first != hit.first or not c.type.startswith("word.")]
        if not _negated(sentence.parse, hit):
            kept.insert(kept.index(event) + 1, _answer(event, speaker, hit.cue.value))
    return kept


def _both_ways(found: Sequence[Coded], knowledge: Knowledge) -> Iterator[Coded]:
    """The events; of a deed of which two sides accuse each other the accusation of the other as well."""
    for event in found:
        yield event
        hits = [h for h in event.sentence.speech if event.stance == "accuses" and h.last <= event.trigger.first]
        sides = next((s for h in hits if (s := exchanged(event.sentence, event.trigger, h, knowledge)) is not None), [])
        if len(sides) == 2 and event.speaker is not None and event.speaker.cue is not None and event.roles["actor"] == sides[:1]:
            speaker = speaks(sides[0], event.sentence, event.speaker.cue)
            yield replace(event, speaker=speaker, roles={**event.roles, "actor": sides[1:]}, numbers={})


def _answer(event: Coded, speaker: Speaker, value: str) -> Coded:
    stance: Stance = "denies" if value == "denies" else "confirms"
    numbers = {} if stance == "denies" else dict(event.numbers)
    return replace(event, speaker=speaker, stance=stance, status="negated" if stance == "denies" else event.status, numbers=numbers)


def _negated(parse: Parse, hit: CueHit) -> bool:
    return parse.tag(hit.first - 1) == "x"


def _says_so(event: Coded, speaker: Speaker, raw: str) -> bool:
    """He told it himself: he adds nothing."""
    own = event.speaker
    return own is not None and raw[own.start : own.end] == raw[speaker.start : speaker.end]


def _answers(sentence: Sentence, hit: CueHit, knowledge: Knowledge) -> int:
    """Where the clause of an answer begins; -1 where the word has a content of its own."""
    if hit.cue.value not in _ANSWERS or hit.form not in ("verb", "noun"):
        return -1
    if hit.form == "noun":
        return _carried(sentence, hit, knowledge)
    parse = sentence.parse
    refers = hit.cue.value == "denies" or bool(parse.words[hit.first].pronoun)  # which strengthens the power of X answers nothing
    first = answer_row(parse, hit.first - 1 - _negated(parse, hit), knowledge) if refers else -1
    if first >= 0:
        return first
    if hit.cue.value == "denies" and not _negated(parse, hit) and (first := _joined(parse, hit)) >= 0:
        return first
    opener = next((j for j in _subject(parse, hit) if _opens(parse, j, hit)), -1)
    return opener if opener > parse.first and stands_for_event(sentence, hit, knowledge) else -1


def _carried(sentence: Sentence, hit: CueHit, knowledge: Knowledge) -> int:
    """A noun of denial with a pronoun for what was told, which another verb carries: which the ministry WAS QUICK TO deny."""
    parse = sentence.parse
    word, prep = parse.words[hit.first], parse.preposition(hit.first)
    refers = word.pronoun or (word.core != hit.lemma and not word.article)  # the pronoun may be written like the ending of a noun
    if hit.cue.value != "denies" or not refers or prep not in knowledge.prepositions["onto"]:
        return -1
    for k in range(hit.first - 1, max(parse.first, hit.first - _OPENER), -1):
        if parse.tag(k) == "v":
            return answer_row(parse, k - 1, knowledge)
    return -1


def _joined(parse: Parse, hit: CueHit) -> int:
    """Where a clause of only a subject and the verb begins: AND THE MILITIA DENIES; BUT THE MILITIA DENIES; AND DENIES THE MILITIA."""
    if parse.words[hit.first].pronoun:
        return -1
    if parse.words[hit.first].conj:
        behind = next((p for p in parse.phrases if p.first == hit.last and not p.prep), None)
        return hit.first if behind is not None and _ends(parse, behind.last) else -1
    before = _subject_before(parse, hit)
    if before is None or not _ends(parse, hit.last) or before.first == parse.first:
        return -1
    return before.first if parse.words[before.first].conj or parse.tag(before.first - 1) in "sc" else -1


def _subject_before(parse: Parse, hit: CueHit) -> Phrase | None:
    return next((p for p in parse.phrases if p.last == hit.first and not p.prep), None)


def _ends(parse: Parse, k: int) -> bool:
    """The clause ends before token k."""
    return k >= parse.last or parse.tag(k) == "k"


def _subject(parse: Parse, hit: CueHit) -> Iterator[int]:
    """The tokens from the verb of an answer back over its subject: but a source IN THE FORCE OF DETERRENCE denied that."""
    for k in range(hit.first, max(parse.first, hit.first - _OPENER), -1):
        yield k
        if k < hit.first - 1 and parse.tag(k) in "vr":
            return


def _opens(parse: Parse, k: int, hit: CueHit) -> bool:
    """A clause begins: a subordinator, a conjunction, or `and` written to the verb or to its subject before it."""
    if parse.tag(k) in "sc":
        return True
    subject = _subject_before(parse, hit)
    firsts = (hit.first - _negated(parse, hit), subject.first if subject is not None else -1)
    return k in firsts and bool(parse.words[k].conj)


def _speaker(
    hit: CueHit, opener: int, event: Coded | None, who: Sequence[Speaker], sentence: Sentence, reading: Reading, knowledge: Knowledge
) -> Speaker | None:
    """Who answers: the subject behind the verb, or before it; who is called the latter was named last."""
    parse = sentence.parse
    own = [s for s in who if s.cue == hit and not s.carried]
    joined = _subject_before(parse, hit) if hit.form == "verb" else None
    asked = [joined] if joined is not None and joined.conj_of >= 0 else []
    asked += [s.phrase for side in ("after", "before") for s in own if s.side == side and s.phrase is not None]
    if hit.form == "noun":
        asked = [p for p in parse.phrases if opener <= p.first and p.last <= hit.first and not p.prep]
    phrase = next((p for p in asked if able(p, reading, knowledge) or _is_latter(parse, p, knowledge)), None)
    if phrase is not None and _is_latter(parse, phrase, knowledge):
        phrase = _latter(parse, phrase, opener, event, knowledge)
    if phrase is None:
        return None
    return next((s for s in own if s.phrase is phrase), None) or speaks(phrase, sentence, hit)


def _is_latter(parse: Parse, phrase: Phrase, knowledge: Knowledge) -> bool:
    """THE LATTER, alone."""
    word = parse.words[phrase.first]
    return phrase.last - phrase.first == 1 and word.article and bool(knowledge.lexicon.words["latter"] & {word.core, *word.nouns})


def _latter(parse: Parse, phrase: Phrase, opener: int, event: Coded | None, knowledge: Knowledge) -> Phrase | None:
    """Who was named last before the answer, by gender if that tells, and did not tell the event himself."""
    own = "f" if knowledge.is_feminine(parse.words[phrase.head]) else "m"
    teller = event.speaker.phrase if event is not None and event.speaker is not None else None
    ahead = [p for p in parse.phrases if p.last <= opener and _is_party(p) and not (teller is not None and p.overlaps(teller))]
    fitting = [p for p in ahead if gender(parse, p, knowledge) in ("", own)]
    return next(reversed(fitting or ahead), None)


def _is_party(phrase: Phrase) -> bool:
    """Somebody with a name, a body or an office."""
    return any(n.of("actor") for n in phrase.names) or phrase.category in ("head", "title", "nationality")


def _event(found: Sequence[Coded], sentence: Sentence, hit: CueHit, opener: int, knowledge: Knowledge) -> Coded | None:
    """The last event before the answer; not one that only surrounds another (was killed during clashes).

    Who denies the accusations denies a deed that somebody is accused of. What is claimed behind
    the event, and is none, is answered itself.
    """
    told = [c for c in found if c.sentence is sentence and c.trigger.last <= opener and not _is_answer(c, hit)]
    words = sentence.parse.words[opener : min(sentence.parse.last, hit.last + OBJECT)]
    charge = any(cue.value == "accuses" for w in words for n in w.nouns for _, cue, _ in knowledge.attribution.by_noun.get(n, ()))
    events = [c for c in told if not c.type.startswith("word.") and c.status in _TOLD and (not charge or c.stance == "accuses")]
    for n in range(len(events) - 1, -1, -1):
        if n == 0 or not _surrounds(sentence.parse, events[n], events[n - 1], knowledge):
            return None if _claims_more(sentence, events[n].trigger, opener, knowledge) else events[n]
    return None


def _claims_more(sentence: Sentence, trigger: Trigger, opener: int, knowledge: Knowledge) -> bool:
    """Behind the event somebody claims what is no event: he arrested X ON A CHARGE of Y, AND HIS KIN SAID that he was abroad."""
    parse, lists = sentence.parse, knowledge.lexicon.words
    starts = [h.last for h in sentence.speech if trigger.last <= h.first < opener and _opens_claim(parse, h, opener)]
    held = lists["charges"] | lists["pretexts"]
    starts += [k + 1 for k in range(trigger.last, opener) if held & {parse.words[k].form, parse.words[k].core, *parse.words[k].nouns}]
    events = [t.first for t in sentence.triggers if t.last <= opener and not all(r.weak for r in t.rules)]
    return any(all(k < start for k in events) for start in starts)


def _opens_claim(parse: Parse, hit: CueHit, opener: int) -> bool:
    """An accusation, or a saying whose clause follows; not that X said so."""
    if hit.cue.value == "accuses":
        return True
    return hit.form in ("verb", "participle") and any(parse.tag(k) == "s" for k in range(hit.last, min(hit.last + OBJECT, opener)))


def _is_answer(event: Coded, hit: CueHit) -> bool:
    """What somebody denies nobody answers; what he confirms another may deny."""
    return event.stance == "denies" or (event.stance == "confirms" and hit.cue.value != "denies")


def _surrounds(parse: Parse, event: Coded, before: Coded, knowledge: Knowledge) -> bool:
    """The event only tells of the one before it: in what circumstance, or of whom (struck officers WHO WERE MEETING there)."""
    first = event.trigger.first
    prep = parse.preposition(first)
    between = {parse.tag(k) for k in range(before.trigger.last, first)}
    return _is_attribute(parse, event) or (prep in knowledge.prepositions["circumstance"] and not set("vrs") & between)


def _is_attribute(parse: Parse, event: Coded) -> bool:
    """The verb of a relative clause: behind its pronoun, or behind an indefinite noun that another verb governs."""
    first = event.trigger.first
    if event.trigger.form != "verb" or parse.words[first].conj:
        return False
    for k in range(first - 1, parse.first - 1, -1):
        helps = "auxiliary" in parse.words[k].classes and not parse.words[k].conj
        if parse.tag(k) in "rv" and not helps:
            return True
        if parse.tag(k) not in "nutpqh" and not helps:
            return False
    return False
