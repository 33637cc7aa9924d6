"""A trigger in its sentence and who speaks in, out who accuses whom of it, where the grammar says so beyond doubt.

A guard, not a choice. `X accused Y of ...`, `the accusation of X against Y of ...`, `X laid the blame for ... on Y`: the deed is Y's by
X's word. Whoever accuses must never become the culprit, nor he who is accused of help, silence or cover only.
"""

from __future__ import annotations

from collections.abc import Sequence

from rasid.addressees import gender
from rasid.frames import can_act
from rasid.guards.accused import antecedent, charge_word, charged_with, is_help, mutual, qualifies, whom_they_accuse
from rasid.guards.charge import Accusation, Charge, able_party, charge_of, speaks
from rasid.guards.rebuffs import rebuffer
from rasid.knowledge import Knowledge
from rasid.knowledge.cues import CueHit
from rasid.mentions import Sentence, Trigger
from rasid.phrases import Parse, Phrase
from rasid.speech import Speaker
from rasid.types import Role

ACCUSING = "word.accuse"
_ASCRIBES = "reports/ascribe"  # the group of words for a saying or a deed that somebody ascribes to somebody
_BRANDS = "word.accuse/brand"  # the rule for calling somebody what only an accuser calls a party
_NAMED = frozenset({"title", "person"})
_ATTRIBUTE = 3  # tokens before a verb within which a relative pronoun makes its clause an attribute
_LIGHT = 2  # a verb of so many words lays, directs or heaps an accusation on somebody
_SUBJECT = 16  # tokens between a verb and the word of accusation that is its object


def accusation(sentence: Sentence, trigger: Trigger, who: Sequence[Speaker], knowledge: Knowledge) -> Accusation | None:
    """The accusation whose content the trigger is: a noun that the preposition of the accusing word governs, nothing else between."""
    if trigger.form != "noun":
        return None
    hits = [h for h in sentence.speech if h.last <= trigger.first and not _denied(sentence, h)]
    whom = (whom_they_accuse(sentence, trigger, h, knowledge) for h in hits)
    each_other = (mutual(sentence, trigger, h, knowledge) for h in hits)
    blames = (_blame(sentence, trigger, h, knowledge) for h in hits if h.cue.hands_over)
    told = (_told(sentence, trigger, s, who, knowledge) for s in who if s.cue in hits)
    ascribed = (_ascribed(sentence, trigger, h, who) for h in hits if h.cue.id == _ASCRIBES)
    resumed = (_resumed(sentence, trigger, h, who) for h in sentence.speech if h.cue.id == _ASCRIBES and h.first >= trigger.last)
    suffered = (_suffered(sentence, trigger, h, knowledge) for h in hits)
    found = next((f for f in (*whom, *each_other, *blames, *suffered, *told, *ascribed, *resumed) if f is not None), None)
    by = rebuffer(sentence, trigger, who, knowledge)
    if by is not None:
        return Accusation(by, found.accused if found is not None else None, rejected=True)
    return found or charged_with(sentence, trigger, knowledge)


def only_accuses(sentence: Sentence, trigger: Trigger, deeds: Sequence[Trigger], who: Sequence[Speaker], knowledge: Knowledge) -> bool:
    """The word of accusing is the event itself: of none of the sentence's events (`deeds`) does it say who is accused of it.

    Of two such sentences in 183 held-out reports coders take both for accusations; more are in what we coded.
    """
    if _brands(sentence, trigger):
        return True
    hit = next((h for h in sentence.speech if h.first == trigger.first and h.form in ("verb", "participle")), None)
    if hit is None or trigger.lemma not in knowledge.lexicon.words["accuses"] or _denied(sentence, hit):
        return False
    word, tag = sentence.parse.words[trigger.first], sentence.parse.tag(trigger.first - 1)
    if tag == "x" or (word.verbs and all(v.passive_only for v in word.verbs)):
        return False
    behind = [p for p in sentence.parse.phrases if p.first >= trigger.last and not p.prep and able_party(p)]
    return bool(behind) and all(accusation(sentence, deed, who, knowledge) is None for deed in deeds)


def _brands(sentence: Sentence, trigger: Trigger) -> bool:
    """A main clause that calls somebody a terrorist, a traitor, a murderer: Ankara regards these forces AS TERRORIST.

    What a relative clause says so (the units THAT Ankara regards as terrorist) is an attribute (to coders none of 16 in train accuses).
    """
    parse, rule = sentence.parse, next((r for r in trigger.rules if r.id == _BRANDS), None)
    if rule is None or trigger.form != "verb" or parse.words[trigger.first].pronoun:
        return False
    if any(parse.tag(k) in "rx" for k in range(max(parse.first, trigger.first - _ATTRIBUTE), trigger.first)):
        return False
    end = next((k for k in range(trigger.last, parse.last) if parse.tag(k) in "vsrx"), parse.last)
    called = next((k for k in range(trigger.last, end) if parse.words[k].core in rule.needs), -1)
    sides = [p for p in parse.phrases if trigger.last <= p.first < called and not p.prep and able_party(p)]
    return called > 0 and len(sides) > 1


def _told(sentence: Sentence, trigger: Trigger, speaker: Speaker, who: Sequence[Speaker], knowledge: Knowledge) -> Accusation | None:
    """Somebody accuses somebody: the verb has both behind it, the noun the accused behind a preposition."""
    parse, cue, phrase = sentence.parse, speaker.cue, speaker.phrase
    if cue is None or phrase is None or speaker.carried or not cue.cue.hands_over or not cue.last <= phrase.first < trigger.first:
        return None
    charge = charge_of(sentence, trigger, cue, knowledge)
    if charge is None or phrase.last > charge.at or _is_parted(parse, cue.last, charge.at, knowledge):
        return None
    body = _spoken_for(parse, phrase, knowledge)
    if body is not None:
        speaker = speaker._replace(last=max(speaker.last, body.last), end=max(speaker.end, body.end))
    joined = {phrase.i, *(p.i for p in parse.phrases if p.conj_of == phrase.i)}
    behind = max(phrase.last, speaker.last)  # the name of who holds the office
    others = [p for p in parse.phrases if behind <= p.first and p.last <= charge.at and p.i not in joined]
    # all that stands behind the verb, or behind `accusing`, is its object: who stands before it, or spoke before, accuses
    alone = cue.form in ("verb", "participle") and not parse.words[cue.first].pronoun and not phrase.prep
    onto = _laid_on(sentence, trigger, charge, knowledge) if alone and not others else None
    if onto is not None:
        return Accusation(speaker, onto, charge.of_help)
    if alone and (can_act(phrase) or phrase.category == "source") and all(p.prep for p in others):  # circles in the capital
        return Accusation(_before(cue, who, parse, knowledge), phrase, charge.of_help)
    bare = [p for p in others if not p.prep]
    if len(bare) > 1 and bare[0].first == (body or phrase).last and bare[0].category in _NAMED and bare[0] is others[0]:
        others = others[1:]  # the spokesman COLONEL X accused Y: his rank and name
    # after the verb the accused is its object, whatever stands between (in a speech); after the noun a preposition brings him
    fitting = [p for p in others if bool(p.prep) == (cue.form == "noun")] or others
    accused = next((p for p in fitting if not _inserted(parse, p)), others[0] if others else None)
    if accused is not None and bool(accused.prep) == (cue.form == "noun") and able_party(accused):
        return Accusation(speaker, accused, charge.of_help)
    if cue.form == "noun" and not others and speaker.side != "nested" and able_party(phrase):
        if _is_accusing(parse, cue, phrase, charge, knowledge):
            return Accusation(None, phrase, charge.of_help)
        return Accusation(speaker, None, charge.of_help)  # the accusations of X against it
    return None


def _spoken_for(parse: Parse, phrase: Phrase, knowledge: Knowledge) -> Phrase | None:
    """For whom the accuser speaks, in a phrase of its own: the spokesman IN THE NAME OF the ministry is no other party than it."""
    if parse.words[phrase.last - 1].form not in knowledge.lexicon.words["in_name_of"]:
        return None
    return next((p for p in parse.phrases if p.first == phrase.last and not p.prep), None)


def _laid_on(sentence: Sentence, trigger: Trigger, charge: Charge, knowledge: Knowledge) -> Phrase | None:
    """Whom a verb lays the responsibility for a deed ON, behind the deed: they laid the responsibility for his death ON the police."""
    parse = sentence.parse
    if parse.words[charge.at].prep or parse.tag(charge.at) != "n" or parse.tag(charge.at - 1) == "p":
        return None
    end = next((k for k in range(trigger.last, parse.last) if parse.tag(k) in "vrsxk"), parse.last)
    behind = [p for p in parse.phrases if trigger.last <= p.first and p.last <= end]
    return next((p for p in behind if p.prep in knowledge.prepositions["laid_on"] and able_party(p)), None)


def _is_parted(parse: Parse, first: int, last: int, knowledge: Knowledge) -> bool:
    """Another clause stands between; that somebody did not name them is none: accuses parties THAT HE DID NOT NAME of it."""
    unlit = knowledge.lexicon.words["unlit"]
    aside = {
        j
        for k in range(first, last - 1)
        if parse.tag(k) == "x" and any(v.lemma in unlit for v in parse.words[k + 1].verbs)
        for j in (k, k + 1)
    }
    return any(parse.tag(k) in "vrsx" for k in range(first, last) if k not in aside)


def _is_accusing(parse: Parse, cue: CueHit, phrase: Phrase, charge: Charge, knowledge: Knowledge) -> bool:
    """The accusing of X of a deed: behind the masdar stands whom it is about, with the charge right behind him (five of five)."""
    noun = parse.words[cue.first]
    return noun.core in knowledge.lexicon.words["accusing"] and not noun.article and not phrase.prep and charge.at - phrase.last <= 1


def _suffered(sentence: Sentence, trigger: Trigger, cue: CueHit, knowledge: Knowledge) -> Accusation | None:
    """Somebody WAS accused of it: the charge stands right behind a verb that has no object; he stands before it, nobody is named."""
    parse = sentence.parse
    if cue.form != "verb" or not cue.cue.hands_over or parse.words[cue.first].pronoun or cue.last - cue.first >= _LIGHT:
        return None
    charge = charge_of(sentence, trigger, cue, knowledge)
    if charge is None or charge.at != cue.last or parse.words[charge.at].prep not in knowledge.prepositions["charge"]:
        return None
    before = [p for p in parse.phrases if p.last <= cue.first and not p.prep and p.conj_of < 0 and can_act(p)]
    if not before or any(parse.tag(k) in "rs" for k in range(before[-1].last, cue.first)):
        return None
    return Accusation(None, before[-1], charge.of_help)


def _inserted(parse: Parse, phrase: Phrase) -> bool:
    """Between two commas: says who somebody is."""
    before = phrase.first - 1
    while parse.tag(before) in "qh":
        before -= 1
    return parse.tag(before) == "k" and parse.tag(phrase.last) == "k"


def _denied(sentence: Sentence, hit: CueHit) -> bool:
    """An accusation that somebody denies: the object of a verb of denial."""
    verb = _governing(sentence.parse, hit.first) if hit.form == "noun" else -1
    return any(h.first == verb and h.cue.value == "denies" for h in sentence.speech)


def _blame(sentence: Sentence, trigger: Trigger, cue: CueHit, knowledge: Knowledge) -> Accusation | None:
    """To lay blame on somebody for the deed: the subject of the verb accuses, whom the preposition behind it brings is accused."""
    parse = sentence.parse
    if (cue.form == "verb" and cue.last - cue.first < _LIGHT) or cue.form not in ("verb", "noun"):
        return None
    accused = next((p for p in parse.phrases if p.first >= cue.last and p.prep), None)
    charge = charge_of(sentence, trigger, cue, knowledge)
    if accused is None or accused.prep not in knowledge.prepositions["onto"] or charge is None or accused.last > charge.at:
        return None
    if not able_party(accused) or any(parse.tag(k) in "vrsx" for k in range(cue.last, charge.at)):
        return None
    verb = cue.first if cue.form == "verb" else _governing(parse, cue.first)
    bare = [p for p in parse.phrases if not p.prep and p.conj_of < 0 and able_party(p)]
    accuser = next((p for p in bare if cue.form == "noun" and cue.last <= p.first and p.last <= accused.first), None)
    accuser = accuser or next((p for p in bare if 0 <= verb < p.first and p.last <= cue.first), None)
    accuser = accuser or next((p for p in bare if p.last == verb), None)
    return Accusation(speaks(accuser, sentence, cue) if accuser is not None else None, accused, charge.of_help)


def _ascribed(sentence: Sentence, trigger: Trigger, cue: CueHit, who: Sequence[Speaker]) -> Accusation | None:
    """To ascribe a deed to somebody: the deed is the object of the verb, its doer stands behind it."""
    parse = sentence.parse
    own = [s for s in who if s.cue == cue and s.side == "after" and s.phrase is not None and s.last <= trigger.first]
    if cue.form != "verb" or not own:
        return None
    if any(parse.tag(k) in "vrsxk" for k in range(cue.last, trigger.first)) or parse.words[trigger.first].prep:
        return None
    end = next((k for k in range(trigger.last, parse.last) if parse.tag(k) in "vrsk"), parse.last)
    doers = [p for p in parse.phrases if trigger.last <= p.first < end and p.prep == cue.cue.nested and can_act(p)]
    return Accusation(own[0], doers[-1]) if doers else None


def _resumed(sentence: Sentence, trigger: Trigger, cue: CueHit, who: Sequence[Speaker]) -> Accusation | None:
    """The verb of ascribing has a pronoun that resumes the last deed before it: a shelling that X ascribed to Y."""
    parse = sentence.parse
    own = next((s for s in who if s.cue == cue and s.side == "after" and s.phrase is not None), None)
    if cue.form != "verb" or own is None or not parse.words[cue.first].pronoun or cue.first - trigger.last > _SUBJECT:
        return None
    between = {parse.tag(k) for k in range(trigger.last, cue.first)}
    if between & set("vsx") or any(trigger.last <= t.first < cue.first and not all(r.weak for r in t.rules) for t in sentence.triggers):
        return None
    end = next((k for k in range(own.last, parse.last) if parse.tag(k) in "vsrk"), parse.last)
    doers = [p for p in parse.phrases if own.last <= p.first < end and p.prep == cue.cue.nested and can_act(p)]
    return Accusation(own, doers[0]) if doers else None


def _governing(parse: Parse, k: int) -> int:
    """The verb whose object the noun k is, with its subject between at most, and what is said of that between commas; -1 for none."""
    marks = 0
    for j in range(k - 1, max(parse.first, k - _SUBJECT) - 1, -1):
        if parse.tag(j) == "v":
            return j if marks % 2 == 0 else -1
        marks += parse.tag(j) == "k"
        if parse.tag(j) not in "ntqhkbu":
            return -1
    return -1


def _before(cue: CueHit, who: Sequence[Speaker], parse: Parse, knowledge: Knowledge) -> Speaker | None:
    """Whoever stands before the accusing verb; who accuses by a participle agrees with it (he criticised the government, accusing)."""
    own = ("f" if knowledge.is_feminine(parse.words[cue.first]) else "m") if cue.form == "participle" else ""
    for s in who:
        if s.cue == cue and s.last <= cue.first and s.phrase is not None and can_act(s.phrase):
            its = gender(parse, s.phrase, knowledge)
            if not (own and its) or its == own:
                return s
    return None


def accuser(speaker: Speaker | None, found: Accusation) -> Speaker | None:
    """Who says it: the accuser, else, where the accusing word names nobody, a speaker who is neither the accused nor of that word."""
    if found.accuser is not None:
        return found.accuser
    accused = found.accused
    if speaker is None or (accused is not None and speaker.first < accused.last and accused.first < speaker.last):
        return None
    named = found.charged or speaker.carried or speaker.group is None or not speaker.group.hands_over
    return speaker if named else None


def charged(roles: dict[Role, list[Phrase]], found: Accusation, sentence: Sentence) -> dict[Role, list[Phrase]]:
    """The roles of a deed that somebody is accused of: the accused did it, or only helped, and the accuser has no part in it."""
    accused, by_name = found.accused, found.accuser.phrase if found.accuser is not None else None
    mine = [accused, *(p for p in sentence.parse.phrases if p.conj_of == accused.i and p != by_name)] if accused is not None else []
    outside = [p for p in (accused, by_name) if p is not None]

    def stays(p: Phrase) -> bool:
        return p not in mine and not any(o.first <= p.first < o.last for o in outside)

    kept: dict[Role, list[Phrase]] = {role: [p for p in phrases if stays(p)] for role, phrases in roles.items()}
    if accused is not None and not found.of_help:
        kept["actor"] = mine
    return kept


def without_ascriber(roles: dict[Role, list[Phrase]], sentence: Sentence) -> dict[Role, list[Phrase]]:
    """The roles without whoever only ascribes the deed to somebody: a shelling that activists ascribed to X is not theirs."""
    actors = roles.get("actor", [])
    ascribing = [hit for hit in sentence.speech if hit.form == "verb" and hit.cue.id == _ASCRIBES] if actors else []
    kept = [p for p in actors if p.prep or not any(hit.last == p.first for hit in ascribing)]
    return {**roles, "actor": kept} if len(kept) < len(actors) else roles


def without_court(
    roles: dict[Role, list[Phrase]], sentence: Sentence, trigger: Trigger, knowledge: Knowledge
) -> dict[Role, list[Phrase]]:
    """The roles of a deed that somebody is charged with: the court that tries him, or the police that holds him, did not do it.

    Of the actors only the last before the word of the charge may be he; nobody before it where he is charged with help only.
    """
    parse, charge = sentence.parse, charge_word(sentence, trigger, knowledge)
    if charge < 0 < trigger.first and parse.words[trigger.first - 1].core in knowledge.lexicon.words["charges"]:
        charge = trigger.first - 1
    if charge < parse.first:
        return roles
    if is_help(sentence, trigger, charge, knowledge):
        return {**roles, "actor": [p for p in roles.get("actor", []) if p.first > charge]}
    ahead = [p for p in parse.phrases if p.first < charge]
    near = [p for p in ahead if p.i in (ahead[-1].i, ahead[-1].conj_of)]
    near = [p for p in near if p.last <= charge or qualifies(parse, charge, p, knowledge)]
    kept = [p for p in roles.get("actor", []) if p.first >= charge or any(p.overlaps(n) for n in near)]
    return {**roles, "actor": kept}


def of_accuser(
    roles: dict[Role, list[Phrase]], sentence: Sentence, trigger: Trigger, type_: str, knowledge: Knowledge
) -> dict[Role, list[Phrase]]:
    """The roles of an accusation that a relative clause tells: Chad, WHOM THE ARMY ACCUSES of harbouring them, is its target."""
    parse = sentence.parse
    if type_ != ACCUSING or trigger.form != "verb" or not parse.words[trigger.first].pronoun:
        return roles
    accused = antecedent(parse, trigger.first, knowledge)
    by = next((p for p in parse.phrases if p.first == trigger.last and not p.prep and able_party(p)), None)
    if accused is None or by is None:
        return roles
    kept = {role: [p for p in phrases if not (p.overlaps(accused) or p == by)] for role, phrases in roles.items()}
    return {**kept, "actor": [by], "target": [accused]}
