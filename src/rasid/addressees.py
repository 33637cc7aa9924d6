"""A verb that addresses somebody and the phrase right behind it in, whether it addresses that one out: and called on the parties to.

The subject stands behind its verb, unless the verb goes on with a subject before it, or does not agree with what stands behind it.
"""

from __future__ import annotations

from collections.abc import Sequence

from rasid.knowledge import Knowledge
from rasid.mentions import Sentence, Trigger
from rasid.phrases import Parse, Phrase, in_order
from rasid.types import Role
from rasid.voices import SPEAKS

_BETWEEN = frozenset("tfqbh")  # what may stand between a verb and its first phrase
Roles = dict[Role, list[Phrase]]


def is_addressed(parse: Parse, verb: int, lemma: str, phrase: Phrase, knowledge: Knowledge) -> bool:
    """Whom the verb addresses (and accused Washington, we call on Russia), not who does so.

    Of verbs that go on with one bare phrase behind them eight of eight coded ones address it; a phrase that does not agree is the
    subject of none.
    """
    if lemma not in knowledge.lexicon.words["addresses"] or not _is_first(parse, verb, phrase):
        return False
    own, other = verb_gender(parse, verb), gender(parse, phrase, knowledge)
    if own == "we" or (own and other and own != other):
        return True
    return bool(own) and (_is_called_upon(parse, phrase, knowledge) or _goes_on(parse, verb, phrase, own, knowledge))


def _is_called_upon(parse: Parse, phrase: Phrase, knowledge: Knowledge) -> bool:
    """The international community, the parties, everybody: they are called upon (targets of 17 speech acts coded, actors of none)."""
    return parse.words[phrase.head].core in knowledge.lexicon.words["called_upon"]


def _is_first(parse: Parse, verb: int, phrase: Phrase) -> bool:
    bare = not phrase.prep and phrase.conj_of < 0 and phrase.first > verb
    return bare and all(parse.tag(k) in _BETWEEN for k in range(verb + 1, phrase.first))


def _goes_on(parse: Parse, verb: int, phrase: Phrase, own: str, knowledge: Knowledge) -> bool:
    """Joined to a verb of saying before it that agrees, and with nothing but a preposition behind the only phrase."""
    end = max([phrase.last, *(p.last for p in parse.phrases if p.conj_of == phrase.i)])
    opens = parse.tag(end) in "ps" or (end < parse.last and bool(parse.words[end].prep))
    if not parse.words[verb].conj or not opens:
        return False
    before = [k for k in range(parse.first, verb) if parse.tag(k) == "v" and parse.tag(k - 1) != "r"]
    saying = [k for k in before if any(v.lemma in knowledge.attribution.by_verb for v in parse.words[k].verbs)]
    return any(verb_gender(parse, k) == own for k in saying)


def verb_gender(parse: Parse, k: int) -> str:
    """m or f of a verb in the third person singular, we of one that can only be that; "" where the form leaves it open."""
    word = parse.words[k]
    if parse.tag(k) != "v" or not word.verbs or word.pronoun:
        return ""
    if all(v.first_person for v in word.verbs):
        return "we" if all(code[1:] == "1p" for v in word.verbs for code in v.codes) else ""
    codes = {code[1:] for v in word.verbs if not v.first_person for code in v.codes if code[1] == "3"}
    return "m" if codes == {"3ms"} else "f" if codes == {"3fs"} else ""


def gender(parse: Parse, phrase: Phrase, knowledge: Knowledge) -> str:
    """m or f of a phrase as its verb shows it; "" where its form does not tell, and for the names of persons."""
    word, name = parse.words[phrase.head], phrase.names[0] if phrase.names and phrase.names[0].first == phrase.head else None
    if name is not None and any(knowledge.is_person(n) for n in name.named):
        return ""
    if word.core in knowledge.lexicon.words["masculine_bodies"]:
        return "m"
    if name is not None and name.of("place") and not knowledge.is_feminine(word):
        return "f" if any(n.metonym for n in name.named) else ""  # a capital; of countries some are masculine
    if not word.nouns:
        return ""
    if knowledge.is_feminine(word) or _is_feminine_plural(parse, phrase, knowledge):
        return "f"
    return "m" if word.core.endswith(knowledge.morphology.clitics.closing) else ""


def _is_feminine_plural(parse: Parse, phrase: Phrase, knowledge: Knowledge) -> bool:
    """Militias, authorities: the ending of the plural on a noun that has a feminine singular, or stands for a group."""
    clitics, word = knowledge.morphology.clitics, parse.words[phrase.head]
    endings = [e for e, lemma in clitics.noun_endings if lemma == clitics.final]
    if any(word.core.endswith(e) and word.core[: -len(e)] + clitics.final in word.nouns for e in endings):
        return True
    return word.core.endswith(endings[0]) and bool({"head", "group"} & set(knowledge.categories(word)))


def with_addressee(roles: Roles, sentence: Sentence, trigger: Trigger, type_: str, knowledge: Knowledge) -> Roles:
    """The roles of a speech act; whom it addresses is its target, and who spoke before acts, where nobody else does."""
    parse, actors = sentence.parse, roles.get("actor", [])
    if not type_.startswith("word.") or trigger.form != "verb":
        return roles
    other = _new_subject(parse, trigger.first, trigger.lemma, knowledge)
    if other is not None:
        mine = [other, *(p for p in parse.phrases if p.conj_of == other.i)]
        return {**roles, "actor": mine, "target": [p for p in roles.get("target", []) if p.first > trigger.first and p not in mine]}
    phrase = next((p for p in parse.phrases if is_addressed(parse, trigger.first, trigger.lemma, p, knowledge)), None)
    if phrase is None:
        return _with_caller(roles, parse, trigger, knowledge)
    mine = [phrase, *(p for p in parse.phrases if p.conj_of == phrase.i)]
    own = verb_gender(parse, trigger.first)
    left = [p for p in actors if p not in mine and (p.first > trigger.first or _agrees(parse, p, own, knowledge))]
    target = in_order(roles.get("target", []), mine)
    return {**roles, "actor": left or _subject(parse, trigger, mine, knowledge), "target": target}


def _new_subject(parse: Parse, verb: int, lemma: str, knowledge: Knowledge) -> Phrase | None:
    """Who speaks in a joined clause whose verb cannot go on with the subject before it: men attacked, and DAMASCUS (f.) called.

    Only by agreement: where both agree coders take the phrase behind for the one who is called upon (19 of 27).
    """
    own, word = verb_gender(parse, verb), parse.words[verb]
    if not word.conj or own not in ("m", "f") or lemma not in knowledge.lexicon.words["addresses"]:
        return None
    phrase = next((p for p in parse.phrases if p.first == verb + 1 and not p.prep and p.conj_of < 0), None)
    if phrase is None or _is_called_upon(parse, phrase, knowledge) or gender(parse, phrase, knowledge) not in ("", own):
        return None
    if not (phrase.names or phrase.category in SPEAKS):
        return None
    end = max([phrase.last, *(p.last for p in parse.phrases if p.conj_of == phrase.i)])
    alone = parse.tag(end) == "p" or (end < parse.last and bool(parse.words[end].prep))
    return phrase if alone and _is_after_another(parse, verb, own, knowledge) else None


def _is_after_another(parse: Parse, verb: int, own: str, knowledge: Knowledge) -> bool:
    """All there is before a joined verb is one clause that opens with a verb of the other gender, or whose subject is several men."""
    before = [k for k in range(parse.first, verb) if parse.tag(k) in "vsr"]
    if before != [parse.first]:
        return False
    subject = next((p for p in parse.phrases if p.first == parse.first + 1 and not p.prep), None)
    if subject is None:
        return False
    men = parse.words[subject.head].core.endswith(knowledge.morphology.clitics.closing[0])
    theirs = verb_gender(parse, parse.first)
    return men or (theirs in ("m", "f") and theirs != own and gender(parse, subject, knowledge) in ("", theirs))


def _with_caller(roles: Roles, parse: Parse, trigger: Trigger, knowledge: Knowledge) -> Roles:
    """The only bare phrase behind a verb that opens the sentence is its subject (seven of seven coded): Damascus called FOR a truce.

    In the middle of a sentence it is as often the one who is called upon (65 of 117).
    """
    caller = next((p for p in parse.phrases if _is_first(parse, trigger.first, p)), None)
    opens = trigger.first == parse.first and not parse.words[trigger.first].conj
    if (
        caller is None
        or not opens
        or trigger.lemma not in knowledge.lexicon.words["addresses"]
        or caller not in roles.get("target", [])
    ):
        return roles
    mine = [caller, *(p for p in parse.phrases if p.conj_of == caller.i)]
    end = max(p.last for p in mine)
    alone = parse.tag(end) == "p" or (end < parse.last and bool(parse.words[end].prep))
    if (
        not alone
        or _is_called_upon(parse, caller, knowledge)
        or gender(parse, caller, knowledge) not in ("", verb_gender(parse, trigger.first))
    ):
        return roles
    left = [p for p in roles.get("target", []) if p not in mine]
    return {**roles, "actor": in_order(mine, roles.get("actor", [])), "target": left}


def _subject(parse: Parse, trigger: Trigger, addressed: Sequence[Phrase], knowledge: Knowledge) -> list[Phrase]:
    """Who goes on to speak: the first bare phrase before the verb that can speak and agrees with it, before any relative clause."""
    own = verb_gender(parse, trigger.first)
    end = next((k for k in range(parse.first, trigger.first) if parse.tag(k) == "r"), trigger.first)
    fits = (p for p in parse.phrases if p.last <= end and not p.prep and p.conj_of < 0 and p not in addressed)
    return [p for p in fits if (p.names or p.category in SPEAKS) and _agrees(parse, p, own, knowledge)][:1]


def _agrees(parse: Parse, phrase: Phrase, own: str, knowledge: Knowledge) -> bool:
    """A phrase before a verb in the singular agrees with it in number, too."""
    several = parse.words[phrase.head].core.endswith(knowledge.morphology.clitics.closing)
    return bool(own) and not several and gender(parse, phrase, knowledge) in ("", own)
