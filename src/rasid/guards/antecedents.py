"""The roles of what a clause tells of somebody in, the same with him in the part it gives him out.

An indefinite noun takes its clause without a pronoun: the police shot A GUNMAN (WHO) OPENED FIRE; the subject of the verb is he, not
the police. A definite one has a pronoun, which agrees with the last noun of a row as often as with the first (rows.py).
"""

from __future__ import annotations

from rasid.addressees import gender, verb_gender
from rasid.frames import can_act
from rasid.guards.rows import of_row
from rasid.guards.subjects import subject_behind
from rasid.knowledge import Knowledge
from rasid.mentions import Sentence, Trigger
from rasid.phrases import Parse, Phrase, in_order
from rasid.types import Role

Roles = dict[Role, list[Phrase]]
_BETWEEN = frozenset("tfqbhp")  # what may stand between a verb and its object
_GOES = ("move.", "civic.protest", "civic.riot", "civic.strike")  # what needs no object
_THINGS = frozenset({"place", "object", "goods", "weapon"})
_PARTIES = ("talks.", "fight.clash")  # in which all act


def of_antecedent(roles: Roles, sentence: Sentence, trigger: Trigger, type_: str, knowledge: Knowledge) -> Roles:
    """The roles; whom the clause is about acts in what its verb does, and is as many of the words before it as the clause is about."""
    parse, at = sentence.parse, _verb(sentence, trigger, knowledge)
    who = _bare(sentence, at, knowledge) if at >= 0 else None
    if who is None and at >= 0:
        whole = _before_which(parse, at, knowledge)
        if whole is None:
            return roles
        who = of_row(sentence, whole, trigger, type_, knowledge)
        roles = {role: [who if (p.first, p.last) == (whole.first, whole.last) else p for p in ps] for role, ps in roles.items()}
    behind = any(p.first > at and not p.prep and p.conj_of < 0 for p in roles.get("actor", []))
    if who is None or behind or not _acts(sentence, at, who, trigger, type_, knowledge):
        return roles
    kept = {role: [p for p in ps if not p.overlaps(who)] for role, ps in roles.items()}
    row = {who.i, who.conj_of}
    joined = [p for p in kept.get("actor", []) if (p.first > at and p.prep) or p.i in row or p.conj_of in row - {-1}]
    return {**kept, "actor": in_order([who], joined)}


def _verb(sentence: Sentence, trigger: Trigger, knowledge: Knowledge) -> int:
    """The verb that tells the event, or that carries its noun (a man who CARRIED OUT an attack); -1 where none does."""
    parse, at = sentence.parse, trigger.first
    if trigger.form == "participle" or parse.words[at].prep or parse.words[at].conj:
        return -1
    if trigger.form == "verb" or _is_past(parse, at):
        return at if parse.tag(at) in "vn" else -1
    carried = parse.tag(at - 1) == "v" and any(v.lemma in knowledge.lexicon.words["executes"] for v in parse.words[at - 1].verbs)
    own = any(parse.words[k].conj or parse.words[k].pronoun for k in (at - 1, at))  # he met HIS death
    return at - 1 if carried and not own else -1


def _is_past(parse: Parse, k: int) -> bool:
    """What looks like a noun of doing may be a verb of the past."""
    return not parse.words[k].article and any(not v.imperfect and not v.first_person for v in parse.words[k].verbs)


def _opening(parse: Parse, at: int) -> int:
    """The token before the verb with its auxiliary and particles."""
    k = at - 1
    while k >= parse.first and (parse.tag(k) == "x" or "auxiliary" in parse.words[k].classes):
        k -= 1
    return k


def _bare(sentence: Sentence, at: int, knowledge: Knowledge) -> Phrase | None:
    """The indefinite somebody right before the verb, another phrase that says where perhaps between: arrested A MAN (in X) who."""
    parse, end = sentence.parse, _opening(sentence.parse, at) + 1
    for p in reversed([p for p in parse.phrases if p.last <= end]):
        if any(parse.tag(k) not in "ftp" for k in range(p.last, end)):
            return None
        if not _is_indefinite(parse, p, knowledge) and p.prep and p.names_place and p.prep_at > parse.first:
            end = p.prep_at
            continue
        # the killing OF, not one WHO killed
        noun = parse.tag(at) == "n" and not knowledge.is_accusative(parse.words[p.last - 1])
        return p if not noun and _is_free(sentence, p, knowledge) else None
    return None


def _is_free(sentence: Sentence, phrase: Phrase, knowledge: Knowledge) -> bool:
    """Somebody who is not known, and is neither backed BY him, nor without him, nor what is told to be done."""
    parse, lists = sentence.parse, knowledge.lexicon.words
    if not (_is_indefinite(parse, phrase, knowledge) and _is_somebody(phrase)) or _flies(sentence, phrase, knowledge):
        return False
    told = any(phrase.first <= t.first < phrase.last and t.form == "noun" for t in _events(sentence))
    before = parse.words[phrase.first - 1]
    without = parse.tag(phrase.first - 1) == "x" or before.core in lists["without"]
    return not (told or without or before.core in lists["supports"])


def _is_indefinite(parse: Parse, phrase: Phrase, knowledge: Knowledge) -> bool:
    """Without an article or a pronoun, and with no name but his nationality's."""
    clitics, words = knowledge.morphology.clitics, parse.words[phrase.first : phrase.last]
    named = words[0].core in knowledge.morphology.given_names or words[0].core in knowledge.lexicon.words["name_parts"]
    if any(w.article for w in words) or words[-1].pronoun or (named and len(words) > 1):
        return False
    of = [n.first for n in phrase.names]
    endings = tuple(clitics.relation[:1] + e for e in ("", clitics.final, *clitics.accusative))
    return phrase.head not in of and all(parse.words[k].core.endswith(endings) for k in of)


def _is_somebody(phrase: Phrase) -> bool:
    """Somebody who can act, and no thing of his: the schools of an agency."""
    return can_act(phrase) and (phrase.category not in _THINGS) and (bool(phrase.category) or phrase.names[0].first == phrase.head)


def _resumes(parse: Parse, k: int, knowledge: Knowledge) -> bool:
    """The verb has a pronoun for its object, also where its letter could as well be a feminine ending."""
    final = knowledge.morphology.clitics.final
    return bool(parse.words[k].pronoun) or (parse.words[k].core.endswith(final) and not parse.text.is_feminine(parse.tokens[k]))


def _events(sentence: Sentence) -> list[Trigger]:
    return [t for t in sentence.triggers if not all(r.weak for r in t.rules)]


def _flies(sentence: Sentence, phrase: Phrase, knowledge: Knowledge) -> bool:
    """A weapon that somebody sends, not one that is shot down: whoever sends it does what it does."""
    if knowledge.lexicon.words["strikers"].isdisjoint(sentence.parse.words[k].core for k in range(phrase.first, phrase.last)):
        return False
    before = [t for t in sentence.triggers if t.last <= phrase.first]
    return not before or "fight.foil" not in before[-1].types


def _before_which(parse: Parse, at: int, knowledge: Knowledge) -> Phrase | None:
    """The phrase before the pronoun of a relative clause whose first verb this is."""
    k = _opening(parse, at)
    if parse.tag(k) != "r":
        return None
    while parse.tag(k - 1) in "kqh":
        k -= 1
    return next((p for p in parse.phrases if p.last == k), None)


def _acts(sentence: Sentence, at: int, who: Phrase, trigger: Trigger, type_: str, knowledge: Knowledge) -> bool:
    """The verb agrees with him, has an object and neither a subject nor a pronoun that resumes him."""
    parse, word = sentence.parse, sentence.parse.words[at]
    if (
        not _is_somebody(who)
        or type_.startswith(_PARTIES)
        or _resumes(parse, at, knowledge)
        or not word.verbs
        or all(v.passive_only for v in word.verbs)
    ):
        return False
    if trigger.first == at and trigger.form == "verb" and not _has_doer(trigger, type_):
        return False
    own, other = verb_gender(parse, at), gender(parse, who, knowledge)
    if own in ("m", "f") and other and own != other:
        return False
    k = at + 1
    while k < parse.last and parse.tag(k) in _BETWEEN:
        if parse.words[k].pronoun:
            return False  # a house FROM WHICH
        k += 1
    behind = next((p for p in parse.phrases if p.first == k and not p.prep), None)
    if behind is None:
        carried = trigger.first > at or trigger.last > at + 1 or trigger.fixed >= 0
        return type_.startswith(_GOES) or (carried and not type_.startswith("harm."))  # who was taken to prison
    nominative = parse.words[behind.head].core.endswith(knowledge.morphology.clitics.closing[0])
    return not nominative and not _has_subject(parse, at, behind, knowledge)


def _has_subject(parse: Parse, at: int, behind: Phrase, knowledge: Knowledge) -> bool:
    """Who stands behind the verb does it: somebody known without a pronoun that opens the clause, else to what is his."""
    if parse.words[behind.head].pronoun and verb_gender(parse, at) == "m" and not knowledge.is_feminine(parse.words[behind.head]):
        return True  # where HIS MEN hold out
    if subject_behind(parse, at, knowledge) != behind:
        return False
    objects = [p for p in parse.phrases if p.first == behind.last and not p.prep and p.conj_of < 0]
    known = parse.tag(_opening(parse, at)) != "r" and behind.definite
    return known or any(parse.words[p.head].pronoun for p in objects)


def _has_doer(trigger: Trigger, type_: str) -> bool:
    return any("subject" in rule.roles.get("actor", ()) for rule in trigger.rules if rule.type == type_)
