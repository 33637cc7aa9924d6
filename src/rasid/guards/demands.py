"""The roles of what somebody demands, fears or accuses others of in, the same without him out: who asks for a siege to be lifted does
not lift it.

Guards, not choices. Of 150 demands that the corpus's coders wrote the demander has a part in two: in talks, where he is a party.
"""

from __future__ import annotations

from collections.abc import Sequence

from rasid.frames import candidates, positions
from rasid.guards.denials import told_of
from rasid.knowledge import Knowledge
from rasid.mentions import Sentence, Trigger
from rasid.phrases import Phrase
from rasid.speech import Speaker
from rasid.types import Role, Stance, Status

_PRESSES = frozenset({"word.demand", "word.press"})


def without_sayer(
    roles: dict[Role, list[Phrase]],
    sentence: Sentence,
    trigger: Trigger,
    type_: str,
    said: tuple[Speaker | None, Stance, Status],
    who: Sequence[Speaker],
    knowledge: Knowledge,
) -> dict[Role, list[Phrase]]:
    """The roles with both guards; `said` is who says it, how and with which status, `who` speaks in the sentence."""
    speaker, stance, status = said
    roles = _without_pursued(_without_words_of(roles, speaker), sentence, trigger, stance)
    roles = without_announcer(without_speaker(roles, speaker, stance, type_), sentence, trigger, type_)
    return without_demander(roles, sentence, trigger, type_, who, knowledge) if status == "demanded" else roles


def _without_words_of(roles: dict[Role, list[Phrase]], speaker: Speaker | None) -> dict[Role, list[Phrase]]:
    """The roles; the ministry of whose source the words are is no place of the event: a source IN THE MINISTRY said."""
    if speaker is None or speaker.phrase is None:
        return roles
    places = roles.get("place", [])
    kept = [p for p in places if p.names_place or not speaker.phrase.last <= p.first < speaker.last]
    return {**roles, "place": kept} if len(kept) < len(places) else roles


def _without_pursued(roles: dict[Role, list[Phrase]], sentence: Sentence, trigger: Trigger, stance: Stance) -> dict[Role, list[Phrase]]:
    """The roles of what somebody denies; to whom something is done before (the PURSUIT OF X, denying abuses) is no doer."""
    hit = next((h for h in reversed(sentence.speech) if h.cue.value == "denies" and h.last <= trigger.first), None)
    if stance != "denies" or hit is None:
        return roles
    parse, end = sentence.parse, hit.first

    def pursued(p: Phrase) -> bool:
        before = p.first - 1
        bare = parse.tag(before) == "n" and not parse.words[before].article and before not in parse.phrase_of
        return p.last <= end and not p.prep and p.conj_of < 0 and bare

    return {**roles, "actor": [p for p in roles.get("actor", []) if not pursued(p)]}


def without_demander(
    roles: dict[Role, list[Phrase]], sentence: Sentence, trigger: Trigger, type_: str, who: Sequence[Speaker], knowledge: Knowledge
) -> dict[Role, list[Phrase]]:
    """The roles of a demanded event without those who demand it; `who` speaks in the sentence."""
    actors = roles.get("actor", [])
    if not actors or type_.startswith("talks."):
        return roles
    heard = [s for s in who if s.phrase is not None and s.last <= trigger.first and _demands(s, sentence, trigger)]
    # where somebody demands before his verb, who stands behind it is asked: the UN called on Turkey to open
    ahead = {id(s.cue) for s in heard if s.side == "before"}
    asking = {s.phrase.i for s in heard if s.phrase is not None and (s.side != "after" or id(s.cue) not in ahead)}
    asking |= {i for t in sentence.triggers if t.last <= trigger.first for i in _pressing(sentence, t, trigger.first, knowledge)}
    # who will not leave BEFORE or WITHOUT the opening of the road is not who opens it
    before = sentence.parse.words[trigger.first - 1] if trigger.form == "noun" and trigger.first > sentence.parse.first else None
    if before is not None and before.core in knowledge.prepositions["before"] | knowledge.lexicon.words["without"]:
        asking |= {p.i for p in actors if p.last <= trigger.first}
    kept = [p for p in actors if not asking & {p.i, p.conj_of}]
    return {**roles, "actor": kept} if len(kept) < len(actors) else roles


_NOT_HIS = frozenset({"accuses", "expects"})  # of 139 accusations the accuser acts in none, of 147 expectations in four


def without_speaker(roles: dict[Role, list[Phrase]], speaker: Speaker | None, stance: Stance, type_: str) -> dict[Role, list[Phrase]]:
    """The roles of what somebody accuses others of, or fears, without himself; a speech act is his own."""
    if speaker is None or speaker.phrase is None or stance not in _NOT_HIS or type_.startswith(("word.", "talks.")):
        return roles
    own = speaker.phrase
    kept = [p for p in roles.get("actor", []) if not (own.first <= p.first and p.last <= own.last)]
    return {**roles, "actor": kept}


# harm that befalls somebody: who announces a killing is its actor in 4 of 83 such claims of the corpus's coders
_BEFALLS = frozenset({"harm.kill", "harm.injure", "harm.property", "fight.explosion"})


def without_announcer(roles: dict[Role, list[Phrase]], sentence: Sentence, trigger: Trigger, type_: str) -> dict[Role, list[Phrase]]:
    """The roles of harm that somebody only announces or confirms (announced the death of three), without himself."""
    parse = sentence.parse
    if type_ not in _BEFALLS or parse.words[trigger.first].pronoun:
        return roles
    hit = told_of(sentence, trigger)
    opens = parse.last
    if hit is not None:
        opens = next((k for k in range(hit.first - 1, parse.first - 1, -1) if parse.tag(k) in "vsr"), parse.first)
    nouns = {h.first for h in sentence.speech if h.form == "noun"}  # after the announcement BY X of the death

    def announces(p: Phrase) -> bool:
        return p.last <= trigger.first and (p.first in nouns or (not p.prep and p.first >= opens))

    return {**roles, "actor": [p for p in roles.get("actor", []) if not announces(p)]}


def self_told(speaker: Speaker | None, roles: dict[Role, list[Phrase]], type_: str, stance: Stance = "reports") -> Speaker | None:
    """The source: somebody's own speech act the outlet tells, not himself (GUIDE; of 532 such claims coded two have it otherwise).

    That he denies one he tells himself.
    """
    if speaker is None or stance == "denies" or not type_.startswith("word."):
        return speaker
    own = any(p.first < speaker.last and speaker.first < p.last for p in roles.get("actor", []))
    return None if own else speaker


def _demands(speaker: Speaker, sentence: Sentence, trigger: Trigger) -> bool:
    group = speaker.group
    here = speaker.sentence == sentence.i and not speaker.carried
    return here and group is not None and group.value == "demands" and speaker.at < trigger.first


def _pressing(sentence: Sentence, pressing: Trigger, end: int, knowledge: Knowledge) -> set[int]:
    """Who presses or demands by this verb: its grammatical subject, before token `end`."""
    if pressing.form != "verb" or not _PRESSES & set(pressing.types):
        return set()
    places = positions(sentence.parse, pressing, candidates(sentence, pressing), knowledge)
    subjects = [i for i, place in places.items() if place == "subject" and sentence.parse.phrase(i).last <= end]
    return {min(subjects, key=lambda i: abs(sentence.parse.phrase(i).first - pressing.first))} if subjects else set()
