"""A noun of doing joined to a verb in, the deed that it continues out: they TOOK the street, and the REOPENING of its roads.

The press joins a noun to a verb where nothing else governs both: who did the one did the other, and it was done as well. Nothing that
is planned, demanded or feared may stand between, nor another noun of doing, which would rather be what it is joined to. Whose deed is
told to be part of something does that, too.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol, TypeVar

from rasid.guards.standing import Standing
from rasid.knowledge import Knowledge
from rasid.mentions import Sentence, Trigger
from rasid.phrases import Parse, Phrase
from rasid.surroundings import Told
from rasid.types import Role, Status

_REAL = frozenset({"happened", "ongoing"})
_SAYS = frozenset({"reports", "confirms"})  # values of words that make nothing unreal
_SHARED = ("access.", "control.", "move.establish", "harm.detain", "harm.property")  # what is done to something by somebody
_WALLS = frozenset("sxk")  # `that`, a negator, a mark
_COMMAS = frozenset({"\u060c", ",", '"', "\u00ab", "\u00bb"})  # and quotation marks, which stand around names

_PRESSES = "word.press"
_NOUNS = 4  # between the frame of a deed and what it is part of

Roles = dict[Role, list[Phrase]]
T = TypeVar("T", bound=Told)


class Done(Told, Protocol):
    """A claim coded before, and who did it."""

    @property
    def roles(self) -> Roles: ...


def deed_before(sentence: Sentence, trigger: Trigger, told: Sequence[T], knowledge: Knowledge) -> T | None:
    """The fact told by the verb that a joined noun continues, the last event told before it in its sentence; None for none."""
    last = next((t for t in reversed(told) if t.sentence.i == sentence.i), None)
    if trigger.form != "noun" or last is None or last.trigger.form != "verb" or last.status not in _REAL:
        return None
    start, parse = Standing(sentence, trigger, knowledge).start, sentence.parse
    word, deed = parse.words[start], last.trigger
    if not word.conj or word.article or word.prep or deed.last >= start or parse.tag(deed.first - 1) in "rsx":
        return None
    if parse.words[deed.first].verb(deed.lemma) is None or parse.words[deed.first].reading.imperfect:
        return None
    held = any(h.first < start and h.cue.value not in _REAL | _SAYS for h in (*sentence.cues, *sentence.speech))
    between = range(deed.last, start)
    walled = any(parse.tag(k) in _WALLS and parse.tokens[k].form not in _COMMAS for k in between)
    others = any(deed.last <= t.first < start and t.form == "noun" and not _is_thing(parse, t, knowledge) for t in sentence.triggers)
    return None if held or walled or others or _governs(parse, deed.last, start) else last


def _is_thing(parse: Parse, trigger: Trigger, knowledge: Knowledge) -> bool:
    """A noun that names a place or a body as well (a camp, a court), which a noun of doing is not joined to."""
    return bool({"place", "head", "group"} & set(knowledge.categories(parse.words[trigger.first])))


def _governs(parse: Parse, first: int, last: int) -> bool:
    """A verb of another main clause stands between: only clauses that `which` opens may."""
    opened = False
    for k in range(first, last):
        opened = opened or parse.tag(k) == "r"
        if parse.tag(k) == "v" and not opened:
            return True
    return False


def continued_status(sentence: Sentence, trigger: Trigger, status: Status, told: Sequence[Told], knowledge: Knowledge) -> Status:
    """The status; what continues a deed was done as that was."""
    deed = deed_before(sentence, trigger, told, knowledge)
    return status if deed is None else deed.status


def with_continued_doer(
    roles: Roles, sentence: Sentence, trigger: Trigger, type_: str, told: Sequence[Done], knowledge: Knowledge
) -> Roles:
    """The roles; what continues a deed was done by who did that, where nobody else did."""
    if roles.get("actor") or not type_.startswith(_SHARED):
        return roles
    deed = deed_before(sentence, trigger, told, knowledge)
    doers = deed.roles.get("actor", []) if deed is not None else []
    taken = [p for phrases in roles.values() for p in phrases]
    return roles if any(p.overlaps(d) for p in taken for d in doers) else {**roles, "actor": list(doers)}


def with_framing_doer(
    roles: Roles, sentence: Sentence, trigger: Trigger, type_: str, told: Sequence[Done], knowledge: Knowledge
) -> Roles:
    """The roles; whose deed comes in the frame of pressure presses: the advance of X comes IN THE CONTEXT OF PRESSURE on Y."""
    last = next((t for t in reversed(told) if t.sentence.i == sentence.i), None)
    if type_ != _PRESSES or roles.get("actor") or trigger.form != "noun" or last is None or last.trigger.last > trigger.first:
        return roles
    parse, frames = sentence.parse, knowledge.lexicon.words["deed_frames"]
    at = next((k for k in range(trigger.first - 1, trigger.first - _NOUNS, -1) if parse.words[k].core in frames), -1)
    between = {parse.tag(k) for k in range(last.trigger.last, at)}
    if at < 0 or parse.preposition(at) not in knowledge.prepositions["inside"] or between & set("srk"):
        return roles
    return {**roles, "actor": [p for p in last.roles.get("actor", []) if all(p not in ps for ps in roles.values())]}
