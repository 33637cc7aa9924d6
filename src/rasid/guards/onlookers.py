"""The roles of an event that somebody judges, fears or answers in, the same without him out: he looks on and has no part in it.

Who condemns the shelling has not shelled, who flies out his people FOR FEAR OF clashes does not clash, who closes the road AFTER an
attack has not made it. Of such a noun whoever acts stands behind it.
"""

from __future__ import annotations

from rasid.guards.standing import Standing
from rasid.knowledge import Knowledge
from rasid.mentions import Sentence, Trigger
from rasid.phrases import Parse, Phrase
from rasid.types import Role

Roles = dict[Role, list[Phrase]]
_DEEDS = ("fight.", "harm.", "civic.", "access.", "power.", "talks.agree")
_AFTER = ("fight.", "harm.", "civic.")  # what makes others act
# Who gains a place or advances AFTER battles or an attack has fought them (about six in seven coded); of others one in ten has.
_FOUGHT = ("control.", "move.advance", "fight.")
_FAR = 14  # tokens between an event and the word that holds it


def without_onlookers(roles: Roles, sentence: Sentence, trigger: Trigger, type_: str, knowledge: Knowledge) -> Roles:
    """The roles without actors before the event who only judge, fear or answer it."""
    actors, parse = roles.get("actor", []), sentence.parse
    early = [p for p in actors if p.first < trigger.first]
    if not early or trigger.form != "noun" or parse.words[trigger.first].pronoun or not type_.startswith(_DEEDS):
        return roles
    wall = _feared_from(sentence, trigger, knowledge)
    if wall < 0:
        wall = _answered_from(sentence, trigger, type_, knowledge)
    away = [p for p in early if p.last <= wall] if wall >= 0 else _judges(early, sentence, trigger, knowledge)
    return {**roles, "actor": [p for p in actors if p not in away]} if away else roles


def _judges(early: list[Phrase], sentence: Sentence, trigger: Trigger, knowledge: Knowledge) -> list[Phrase]:
    """The subject of a verb of judging (welcomed, condemned, objected to), or all before a noun of attitude that holds the event."""
    standing, parse, lists = Standing(sentence, trigger, knowledge), sentence.parse, knowledge.lexicon.words
    prep, before = standing.prep(standing.start, frozenset())
    judged = prep in knowledge.prepositions["judged"]
    if judged and _attitude(parse, before, knowledge):
        return [p for p in early if p.last <= trigger.first]
    if any(p.prep in knowledge.prepositions["with"] and p.first == trigger.last for p in parse.phrases):
        return []  # welcomed an agreement WITH somebody: made it
    at = standing.verb(standing.start - 1, lists["judges"] if judged else lists["undoes"])
    return [p for p in early if _is_subject(parse, p, at)] if at >= 0 else []


def _attitude(parse: Parse, k: int, knowledge: Knowledge) -> bool:
    """A noun of attitude (regret over, knowledge of, comment on) right before token k + 1, or with one phrase between."""
    for j in range(k, max(parse.first - 1, k - 4), -1):
        word = parse.words[j]
        if parse.tag(j) == "n" and {word.core, *word.nouns} & knowledge.lexicon.words["attitudes"]:
            return True
        if parse.tag(j) in "vsrkcx":
            break
    return False


def _is_subject(parse: Parse, phrase: Phrase, at: int) -> bool:
    """Right behind the verb, or right before it; also what is joined to that."""
    head = parse.governed(phrase)
    while head.conj_of >= 0:
        head = parse.phrase(head.conj_of)
    return not head.prep and (head.first == at + 1 or head.last == at)


def _feared_from(sentence: Sentence, trigger: Trigger, knowledge: Knowledge) -> int:
    """The token of a word of fear or precaution in whose phrase the event stands (for fear of, to prevent); -1."""
    parse = sentence.parse
    for k in range(trigger.first - 1, max(parse.first, trigger.first - 5) - 1, -1):
        if parse.words[k].form in knowledge.lexicon.words["for_fear"]:
            return k
        if parse.tag(k) in "vsrkc":
            break
    return -1


def _answered_from(sentence: Sentence, trigger: Trigger, type_: str, knowledge: Knowledge) -> int:
    """The token of `after`, behind which the event is what the clause before answers; -1 where its subject has fought himself."""
    parse = sentence.parse
    if not type_.startswith(_AFTER):
        return -1
    k = trigger.first - 1
    while k > max(parse.first, trigger.first - _FAR) and parse.words[k].form not in knowledge.lexicon.words["after_events"]:
        if parse.tag(k) in "vsrkcq":
            return -1
        k -= 1
    if parse.words[k].form not in knowledge.lexicon.words["after_events"]:
        return -1
    verb = next((j for j in range(k - 1, parse.first - 1, -1) if parse.tag(j) == "v"), -1)
    if verb < 0 or any(h.first == verb for h in sentence.speech):
        return -1
    done = [t for t in sentence.triggers if verb <= t.first < k]
    return -1 if not done or any(t.startswith(_FOUGHT) for d in done for t in d.types) else k
