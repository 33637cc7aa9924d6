"""A trigger in its sentence in, whether it is only agreed on out: what a deal says shall be done nobody has done yet.

A guard, not a choice. Of 76 events of the corpus's coders right behind a deal and a preposition one happened: the deal was carried out.
"""

from __future__ import annotations

from rasid.knowledge import Knowledge
from rasid.mentions import Sentence, Trigger

_TERMS = 20  # tokens behind the words for a deal's terms within which a verb tells what they are
_KEPT = 6  # tokens before a deal within which it is said to be carried out
_ROW = 14  # tokens between a deal and the last noun of what it says shall be done
_JOINED = ("access.", "move.", "control.", "power.release")  # families of what is done to keep a deal
_NO_DEED = ("word.", "talks.")  # families whose events a deal may already be itself


def agreed(sentence: Sentence, trigger: Trigger, type_: str, knowledge: Knowledge) -> bool:
    """Under the terms of a deal they withdraw; a deal on the exchange of prisoners."""
    if trigger.form == "verb" and not sentence.parse.words[trigger.first].prep:
        return not type_.startswith("word.") and _under_terms(sentence, trigger, knowledge)
    if type_.startswith(_JOINED) and _is_joined(sentence, trigger, knowledge):
        return True
    return not type_.startswith(_NO_DEED) and _is_of_deal(sentence, trigger, knowledge)


def _under_terms(sentence: Sentence, trigger: Trigger, knowledge: Knowledge) -> bool:
    """A verb of the present behind the words for a deal's terms."""
    parse, verb = sentence.parse, sentence.parse.words[trigger.first].verb(trigger.lemma)
    if verb is None or not verb.imperfect:
        return False
    for k in range(trigger.first - 1, max(parse.first, trigger.first - _TERMS) - 1, -1):
        word = parse.words[k]
        if word.unjoined in knowledge.lexicon.words["under_terms"] or _by_plan(sentence, k, knowledge):
            return True
        past = parse.tag(k) == "v" and bool(word.verbs) and not word.reading.imperfect
        if past or parse.tag(k) in "src":
            return False
    return False


def _by_plan(sentence: Sentence, k: int, knowledge: Knowledge) -> bool:
    """At token k stands: according to the plan, in the second phase; with its article, for a plan may have any."""
    parse, lists = sentence.parse, knowledge.lexicon.words
    word, paper = parse.words[k], parse.words[k + 1] if k + 1 < parse.last else None
    if paper is None or word.unjoined not in lists["by_plan"] or not (paper.article or paper.prep):
        return False
    return not lists["plan_papers"].isdisjoint((paper.core, *paper.nouns))


def _is_of_deal(sentence: Sentence, trigger: Trigger, knowledge: Knowledge) -> bool:
    """A noun behind a deal and a preposition, or that begins with both; not of a deal that is carried out."""
    parse, lists = sentence.parse, knowledge.lexicon.words
    at = next((k for k in range(trigger.first + 1, trigger.last) if parse.words[k].prep in lists["for_doing"]), trigger.first)
    prep, deal = parse.words[at].prep, at - 1
    if not prep and deal >= parse.first:
        prep, deal = parse.words[deal].core, deal - 1
    if (
        deal < parse.first
        or prep not in lists["for_doing"]
        or lists["deals"].isdisjoint((parse.words[deal].core, *parse.words[deal].nouns))
    ):
        return False
    before = range(max(parse.first, deal - _KEPT), deal)
    return not any(_carries_out(sentence, k, knowledge) for k in before)


def _is_joined(sentence: Sentence, trigger: Trigger, knowledge: Knowledge) -> bool:
    """A noun joined to what a deal is for, over whom it was made with: a deal with X to end the shelling AND OPEN the crossings."""
    parse, lists = sentence.parse, knowledge.lexicon.words
    word, purpose = parse.words[trigger.first], False
    if trigger.form == "verb" or not word.conj or word.article or word.prep:
        return False
    for k in range(trigger.first - 1, max(parse.first, trigger.first - _ROW) - 1, -1):
        word = parse.words[k]
        if purpose and not lists["deals"].isdisjoint((word.core, *word.nouns)):
            return not any(_carries_out(sentence, j, knowledge) for j in range(max(parse.first, k - _KEPT), k))
        if parse.tag(k) in "vrsxk":
            return False
        purpose = purpose or word.prep in lists["for_doing"]
    return False


def _carries_out(sentence: Sentence, k: int, knowledge: Knowledge) -> bool:
    """A verb, or its noun, that says that a deal is kept."""
    word = sentence.parse.words[k]
    return not knowledge.lexicon.words["carries_out"].isdisjoint((word.core, *word.nouns, *(v.lemma for v in word.verbs)))
