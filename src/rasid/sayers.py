"""The source chosen for a claim in, the same out as it must be called: the one closest to the fact, by his name.

A statement is told by whom it was issued, an agency by whom it quotes, an office by the name of its holder. Guards, not choices.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from rasid.calling import name_end, name_goes_on
from rasid.holders import holder_of
from rasid.knowledge import Knowledge
from rasid.knowledge.cues import CueHit
from rasid.mentions import Reading, Sentence, Trigger
from rasid.phrases import Parse, Phrase
from rasid.speech import TELLS, Speaker, closest
from rasid.tags import is_mark
from rasid.types import Stance
from rasid.voices import OFFICES, able, is_person

_THAT = 3  # tokens between who speaks and what opens his clause
_QUOTES = "reports/quote"  # the group of words that quote somebody from somebody
_CLAUSE = 12  # tokens between a quoting verb and whom it quotes, a relative clause between
_NEAR = 6  # and without one
_BODIES = frozenset({"head", "title", "source"})  # without a name, who can be the one that a relative clause is about
_ISSUED = 4  # tokens between a statement and the word that tells who issued it


def said_by(speaker: Speaker, who: Sequence[Speaker], sentence: Sentence, reading: Reading, knowledge: Knowledge) -> Speaker:
    """The one closest to the fact, with the name of who holds the office."""
    found = closest(_in_clause(speaker, who, sentence, reading, knowledge), who, sentence, reading, knowledge)
    if (found.start, found.end) == (speaker.start, speaker.end):
        here = next(s for s in reading.sentences if s.parse.first <= found.first < s.parse.last)
        told = _quoted(found, who, sentence, reading, knowledge) or _issuer(found, here.parse, reading, knowledge) or found
        found = told._replace(chosen=found.words)
    return _whole(_called(_named(found, reading, knowledge), reading, knowledge), reading, knowledge)


def _in_clause(speaker: Speaker, who: Sequence[Speaker], sentence: Sentence, reading: Reading, knowledge: Knowledge) -> Speaker:
    """Who speaks in whose clause the reporting word stands: not the topic of the sentence (..., and X said that he had asked for Y).

    Nor whom the content is about (X said in a statement that HIS FORCES ...).
    """
    cue, tag = speaker.cue, sentence.parse.tag
    if cue is None or speaker.side not in ("topic", "of"):
        return speaker
    if speaker.side == "of" and all(tag(k) != "s" for k in range(cue.last, speaker.first)):
        return speaker
    own = [s for s in who if s.cue is not None and s.side == "after" and s.cue.last <= s.first and s.last <= cue.first]
    if speaker.side == "topic":
        own = [s for s in own if speaker.last <= s.first and "s" in (tag(k) for k in range(s.last, cue.first))]
        own = [s for s in own if not set("vk") & {tag(k) for k in range(s.last, cue.first)}]
    told = [s for s in own if able(s.phrase, reading, knowledge) and s.first != speaker.first]
    return told[-1]._replace(cue=cue, chosen=speaker.words) if told else speaker


def named(speaker: Speaker, who: Sequence[Speaker], sentence: Sentence, reading: Reading, knowledge: Knowledge) -> Speaker:
    """A speaker whom the grammar gave, not the choice: who speaks in that clause, with all of his name and nothing behind it."""
    found = _in_clause(speaker, who, sentence, reading, knowledge)
    return _whole(_called(_named(found, reading, knowledge), reading, knowledge), reading, knowledge)


def _whole(speaker: Speaker, reading: Reading, knowledge: Knowledge) -> Speaker:
    """The speaker with the body that he is of, and with the mark that closes a quotation opened in his name."""
    found = _of_body(speaker, reading, knowledge)
    tokens = reading.text.tokens
    shown = next((k for k in range(found.first, len(tokens)) if tokens[k].end >= found.end), found.last - 1)
    opened = sum(is_mark(tokens[k].form) for k in range(found.first, shown + 1)) % 2
    if not opened or shown + 1 >= len(tokens) or not is_mark(tokens[shown + 1].form):
        return found
    return found._replace(end=tokens[shown + 1].end, chosen=speaker.words)


def _of_body(speaker: Speaker, reading: Reading, knowledge: Knowledge) -> Speaker:
    """A source without a name with the body that it is of, or whom it is close to (34 of 71 of the train set; where it is, few)."""
    phrase, words = speaker.phrase, reading.words
    if phrase is None or phrase.category != "source" or phrase.nested or speaker.last != phrase.last:
        return speaker
    parse = next(s.parse for s in reading.sentences if s.parse.first <= phrase.first < s.parse.last)
    close = speaker.last < parse.last and words[speaker.last].core in knowledge.lexicon.words["close_to"]
    start = speaker.last + close
    behind = next((p for p in parse.phrases if p.first >= start), None)
    if not parse.has(phrase) or behind is None or behind.prep not in knowledge.prepositions["of_body"]:
        return speaker
    if behind.first - start > 1 + len(behind.prep.split()) or any(parse.tag(k) not in "pqh" for k in range(start, behind.first)):
        return speaker
    body = any(n.of("actor") and not n.of("place") for n in behind.names) or behind.category in ("head", "group")
    if not body and not (close and (behind.names or behind.category == "title")):
        return speaker
    marked = parse.tag(behind.first - 1) == parse.tag(behind.last) == "q"
    return speaker._replace(end=parse.tokens[behind.last].end if marked else behind.end, last=behind.last, chosen=speaker.words)


def _called(speaker: Speaker, reading: Reading, knowledge: Knowledge) -> Speaker:
    tokens = reading.text.tokens
    shown = next((k for k in range(speaker.first, speaker.last) if tokens[k].end >= speaker.end), speaker.last - 1) + 1
    end = name_end(speaker.first, shown, reading, knowledge)
    end = name_goes_on(speaker.first, shown, reading, knowledge) if end == shown else end
    if end == shown:
        return speaker
    return speaker._replace(end=tokens[end - 1].end, last=end if end < shown else max(end, speaker.last), chosen=speaker.words)


def titled(
    speaker: Speaker | None, sentence: Sentence, trigger: Trigger, type_: str, who: Sequence[Speaker], knowledge: Knowledge
) -> Speaker | None:
    """Who speaks in a headline or in a line of a bulletin: `name: what he says`. His own speech act the outlet tells (45 of 46 of names
    that are no place's).

    `Country: what happens there` names the scene.
    """
    head = next((s for s in who if s.side == "headline" and not s.carried), None)
    phrase = head.phrase if head is not None else None
    if phrase is None or trigger.first <= phrase.last or not _is_body(phrase, knowledge, sentence.parse):
        return speaker
    if any(phrase.last < hit.first < trigger.first for hit in sentence.speech):
        return speaker
    if type_.startswith("word."):
        return None if speaker is not None and head is not None and speaker.start == head.start else speaker
    return head


def relayed(
    speaker: Speaker | None, sentence: Sentence, trigger: Trigger, who: Sequence[Speaker], knowledge: Knowledge
) -> Speaker | None:
    """Who told it to the agency that the sentence ends with: X said that ..., according to the agency (coders name X in 17 of 17)."""
    parse = sentence.parse
    if speaker is None or not _is_media(speaker, parse, knowledge) or speaker.first < trigger.first:
        return speaker
    told = [s for s in who if not s.carried and s.cue is not None and s.cue.form == "verb" and s.last <= trigger.first]
    told = [s for s in told if _opens(parse, s, trigger) and s.side in ("after", "before", "topic")]
    content = [s for s in told if not _is_media(s, parse, knowledge)]
    return content[-1] if content else speaker


def of_clause(
    speaker: Speaker | None, sentence: Sentence, trigger: Trigger, who: Sequence[Speaker], knowledge: Knowledge
) -> Speaker | None:
    """Who speaks behind `while`, where the event is: an expert warned of X, WHILE the residents fear Y."""
    if speaker is None or speaker.cue is None or speaker.carried:
        return speaker
    parse, meanwhile = sentence.parse, knowledge.lexicon.words["meanwhile"]
    if parse.tag(parse.first) == "s" and parse.words[parse.first].core in meanwhile and _main_clause(parse, speaker, trigger):
        return None
    walls = [k for k in range(speaker.cue.last, trigger.first) if parse.tag(k) == "s" and parse.words[k].core in meanwhile]
    if not walls:
        return speaker
    behind = [s for s in who if s.cue is not None and not s.carried and walls[-1] < min(s.first, s.cue.first)]
    own = [s for s in behind if s.cue is not None and max(s.last, s.cue.last) <= trigger.first]
    return own[-1] if own else speaker


def of_that(
    speaker: Speaker | None, sentence: Sentence, trigger: Trigger, who: Sequence[Speaker], knowledge: Knowledge
) -> Speaker | None:
    """Who answers another: X confirmed it, BUT Y SAID that it did not; AND Y ANSWERED that. His verb opens the clause of the event."""
    hit = next((h for h in reversed(sentence.speech) if h.last <= trigger.first), None)
    if speaker is None or speaker.cue is None or hit is None or (speaker.cue.last > hit.first and not speaker.carried):
        return speaker
    own = [s for s in who if s.cue == hit and s.side in ("after", "before") and _at_verb(s, hit)]
    if not own or hit.form != "verb" or hit.cue.value not in TELLS or not _is_answer(sentence.parse, own[0], hit, knowledge):
        return speaker
    last = max(hit.last, own[0].last)
    opener = next((k for k in range(last, min(last + _THAT, trigger.first)) if sentence.parse.tag(k) == "s"), -1)
    parted = set("vsrk") & {sentence.parse.tag(k) for k in range(opener + 1, trigger.first)}
    return speaker if opener < 0 or parted else own[0]


def _at_verb(speaker: Speaker, hit: CueHit) -> bool:
    """Somebody right before the verb, or behind it with a pronoun at most between (and answered HIM)."""
    return speaker.last == hit.first or 0 <= speaker.first - hit.last <= 1


def _is_answer(parse: Parse, speaker: Speaker, hit: CueHit, knowledge: Knowledge) -> bool:
    """His clause is joined to another by `and` written to the verb, by a comma, or by a word that sets it against that."""
    lists, first = knowledge.lexicon.words, min(speaker.first, hit.first)
    if speaker.first > hit.first and (parse.words[hit.first].conj or parse.tag(hit.first - 1) == "k"):
        return True
    walls = lists["although"] | lists["meanwhile"]
    return any(parse.tag(k) == "s" and parse.words[k].core in walls for k in range(max(parse.first, first - 2), first))


def of_relative(
    speaker: Speaker | None, stance: Stance, sentence: Sentence, trigger: Trigger, who: Sequence[Speaker]
) -> Speaker | None:
    """Whose attitude it is where a relative clause tells of it: the bloc WHICH THREATENED with sanctions, whoever spoke before.

    Whom others accuse has no part in it: a verb of accusing that resumes him by a pronoun, or is passive. An indefinite noun takes its
    clause without a pronoun; what qualifies it tells whose it is: does not answer RUSSIAN calls (THAT) DEMAND.
    """
    hits = [h for h in sentence.speech if h.cue.value == stance and h.last <= trigger.first and h.form in ("verb", "participle")]
    if not hits or hits[-1].cue.hands_over or set("vsr") & {sentence.parse.tag(k) for k in range(hits[-1].last, trigger.first)}:
        return speaker
    for s in who:
        if s.cue != hits[-1] or s.carried or s.phrase is None:
            continue
        if s.side == "relative" and (s.phrase.names or s.phrase.category in _BODIES):
            return s
        if s.side == "before" and s.phrase.category == "nationality" and not s.phrase.definite and s.phrase.last == hits[-1].first:
            return s
    return speaker


def _main_clause(parse: Parse, speaker: Speaker, trigger: Trigger) -> bool:
    """Behind the clause that opens the sentence its main verb stands behind a comma: WHILE X called for a truce, convoys were seen."""
    low = max(speaker.last, speaker.cue.last if speaker.cue is not None else 0)
    starts = [k + 1 for k in range(low, trigger.first) if parse.tag(k) == "k" and parse.tag(k + 1) == "v"]
    return bool(starts) and not parse.words[starts[0]].conj


def tells_of_himself(speaker: Speaker, sentence: Sentence, trigger: Trigger, knowledge: Knowledge) -> bool:
    """Behind a quotation and the name of him who spoke the outlet says who he is: "...", says X, WHO IS a teacher and was captured."""
    parse, cue = sentence.parse, speaker.cue
    if cue is None or cue.form != "verb" or speaker.carried or not cue.last <= speaker.first < speaker.last <= trigger.first:
        return False
    k = speaker.last + (parse.tag(speaker.last) == "k")
    is_he = k < trigger.first and bool(parse.words[k].conj) and parse.tokens[k].form in knowledge.lexicon.words["copula_pronouns"]
    quoted = any(parse.tag(j) == "q" for j in range(parse.first, cue.first))
    return is_he and quoted and all(parse.tag(j) != "q" for j in range(k, trigger.first))


def _is_media(speaker: Speaker, parse: Parse, knowledge: Knowledge) -> bool:
    """A news agency, a newspaper: by name or by its noun."""
    phrase = speaker.phrase
    if phrase is None:
        return False
    here = parse.first <= phrase.head < parse.last and parse.words[phrase.head].core in knowledge.lexicon.words["press"]
    return here or any(n.of("outlet") for n in phrase.names)


def _opens(parse: Parse, speaker: Speaker, trigger: Trigger) -> bool:
    """What he says is opened before the event, by `that`, a colon or a quotation mark."""
    last = max(speaker.last, speaker.cue.last if speaker.cue is not None else 0)
    return any(parse.tag(k) in "sq" or parse.tokens[k].form == ":" for k in range(last, trigger.first))


def _is_body(phrase: Phrase, knowledge: Knowledge, parse: Parse) -> bool:
    """Somebody with a name that is no place's or in quotation marks, or an office, or one who tells news."""
    named = phrase.names[0] if phrase.names else None
    if named is not None:
        return bool(named.of("actor") or named.of("outlet")) and not named.of("place")
    if parse.tag(phrase.first - 1) == parse.tag(phrase.last) == "q":
        return True
    return phrase.category in OFFICES or "source" in knowledge.categories(parse.words[phrase.head])


def _quoted(speaker: Speaker, who: Sequence[Speaker], sentence: Sentence, reading: Reading, knowledge: Knowledge) -> Speaker | None:
    """Whom the speaker quotes, also behind a date or a relative clause (the statement that X published quoted from a source)."""
    his = [s.cue for s in who if not s.carried and s.cue is not None and (s.start, s.end) == (speaker.start, speaker.end)]
    parse = sentence.parse
    for cue in his:
        nested = _nested(cue, parse, knowledge)
        start = max(cue.last, speaker.last if speaker.first >= cue.last else 0)
        phrase = next((p for p in parse.phrases if nested and p.first >= start and p.prep == nested), None)
        if phrase is not None and _reaches(parse, start, phrase, cue) and able(phrase, reading, knowledge):
            return _speaks(phrase, sentence, cue, "nested")
    return None


def _nested(cue: CueHit, parse: Parse, knowledge: Knowledge) -> str:
    """The preposition after which a quoting verb names whom it quotes, also where its form could be another verb's (we say)."""
    if cue.form != "verb":
        return ""
    rows = (row for v in parse.words[cue.first].verbs for row in knowledge.attribution.by_verb.get(v.lemma, ()))
    return next((group.nested for rest, group, _ in rows if group.id == _QUOTES and not rest), "")


def _reaches(parse: Parse, start: int, phrase: Phrase, cue: CueHit) -> bool:
    """Nothing stands between but a date, or a relative clause that opens at once and ends in a source."""
    tags = parse.tags[start - parse.first : phrase.first - parse.first]
    if tags[:1] == "r":
        return len(tags) <= _CLAUSE and phrase.category in ("source", "title") and not set("sx") & set(tags)
    return len(tags) <= _NEAR and not set("vsrx") & set(tags)


def _speaks(phrase: Phrase, sentence: Sentence, cue: CueHit | None, side: str) -> Speaker:
    return Speaker(phrase.start, phrase.end, phrase.first, phrase.last, sentence.i, cue, phrase, side)


def _issuer(speaker: Speaker, parse: Parse, reading: Reading, knowledge: Knowledge) -> Speaker | None:
    """Who issued the statement that speaks: a statement ISSUED BY X, that X published (coders of the corpus: 14 of 14)."""
    phrase, lists = speaker.phrase, knowledge.lexicon.words
    if phrase is None or parse.words[phrase.head].core not in lists["documents"]:
        return None
    for k in range(phrase.head + 1, min(parse.last, phrase.head + 1 + _ISSUED)):
        word = parse.words[k]
        if word.core in lists["issued"]:
            found = _behind(parse, k + 1)
            mine = found is not None and found.prep in knowledge.prepositions["from"]
            return _as(speaker, found) if found is not None and mine and able(found, reading, knowledge) else None
        if any(word.form == verb + pronoun for verb in lists["issues"] for pronoun in knowledge.morphology.clitics.pronouns):
            found = _behind(parse, k + 1)
            return _as(speaker, found) if found is not None and not found.prep and able(found, reading, knowledge) else None
        if parse.tag(k) not in "rqnk":
            return None
    return None


def _behind(parse: Parse, k: int) -> Phrase | None:
    """The phrase that begins at token k or behind a preposition there; of one that began before k the rest."""
    inside = parse.phrase_of.get(k)
    if inside is None:
        return next((p for p in parse.phrases if p.first == k + 1 and parse.tag(k) == "p"), None)
    phrase = parse.phrases[inside]
    if phrase.first >= k:
        return phrase
    return replace(phrase, first=k, start=parse.tokens[k].start, head=k, names=tuple(n for n in phrase.names if n.first >= k))


def _as(speaker: Speaker, phrase: Phrase) -> Speaker:
    """The same saying by somebody else."""
    return speaker._replace(start=phrase.start, end=phrase.end, first=phrase.first, last=phrase.last, phrase=phrase)


def _named(speaker: Speaker, reading: Reading, knowledge: Knowledge) -> Speaker:
    """The speaker with the name of who holds the office, over what the office is of (head of the X in Y, colonel A B)."""
    phrase = speaker.phrase
    if phrase is None or phrase.nested or phrase.category not in OFFICES or is_person(phrase, reading, knowledge):
        return speaker
    parse = next(s.parse for s in reading.sentences if s.parse.first <= phrase.first < s.parse.last)
    if not parse.has(phrase):
        return speaker
    name = holder_of(parse, phrase, reading, knowledge)
    if name is None or name.end <= speaker.end:
        return speaker
    return speaker._replace(end=name.end, last=name.last, chosen=speaker.words)
