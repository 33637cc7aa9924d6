"""The examples that rules and cues carry in, faults out: what the knowledge promises is tried by the code that reads reports.

A rule's example holds when exactly the quoted trigger is found for this rule and each quoted role stands in a position that
the rule names (by position in the text, not only by words); a `not` example holds when the rule would not be sure of it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from rasid.frames import candidates, licensed, positions
from rasid.knowledge import Knowledge
from rasid.knowledge.rules import Rule
from rasid.mentions import Reading, Sentence, Trigger, read_text
from rasid.text import Text
from rasid.types import ROLES


@dataclass(frozen=True, slots=True)
class Trial:
    """One example tried: the rule, its text, and what is wrong ("" = it holds)."""

    rule: Rule
    text: str
    fault: str

    def __str__(self) -> str:
        return f"frames/{self.rule.file}:{self.rule.line}: {self.rule.id}: {self.fault} in {self.text}"


def try_rules(knowledge: Knowledge, wanted: str = "") -> Iterator[Trial]:
    """Every example of the rules whose id or file begins with `wanted`."""
    for rule in knowledge.rules.rules.values():
        if rule.id.startswith(wanted) or rule.file.startswith(wanted):
            for example in rule.examples:
                yield try_example(rule, example, knowledge)


def try_example(rule: Rule, example: Mapping[str, Any], knowledge: Knowledge) -> Trial:
    """One example of a rule."""
    text = str(example.get("not") or example.get("text") or "")
    reading = read_text(Text(text), knowledge)
    hits = list(_hits(rule, reading))
    if "not" in example:
        return Trial(rule, text, "a counter-example is found" if hits else "")
    quoted = str(example.get("trigger", ""))
    at = [(s, t) for s, t in hits if covers(reading, t, quoted)]
    if not at:
        found = ", ".join(_quote(reading, t) for _, t in hits) or "nothing"
        return Trial(rule, text, f"trigger {quoted!r} is not found (found: {found})")
    return Trial(rule, text, _wrong_role(rule, example, reading, *at[0], knowledge))


def _hits(rule: Rule, reading: Reading) -> Iterator[tuple[Sentence, Trigger]]:
    for sentence in reading.sentences:
        content = sentence.content
        if rule.unless & content or (rule.needs and not rule.needs & content):
            continue
        yield from ((sentence, t) for t in sentence.triggers if rule in t.rules)


def _quote(reading: Reading, trigger: Trigger) -> str:
    tokens = reading.text.tokens
    return reading.text.raw[tokens[trigger.first].start : tokens[trigger.last - 1].end]


def covers(reading: Reading, trigger: Trigger, quoted: str) -> bool:
    """The trigger begins at the quotation, or inside it (the noun of a phrase that a verb carries)."""
    start = reading.text.raw.find(quoted)
    first = reading.text.tokens[trigger.first]
    return start >= 0 and first.start < start + len(quoted) and start < first.end


def _wrong_role(
    rule: Rule, example: Mapping[str, Any], reading: Reading, sentence: Sentence, trigger: Trigger, knowledge: Knowledge
) -> str:
    asked = candidates(sentence, trigger)
    places = positions(sentence.parse, trigger, asked, knowledge)
    for role in ROLES:
        got = [reading.text.raw[p.start : p.end] for p in licensed(rule, role, asked, places)]
        wanted: Sequence[str] = example.get(role) or []
        missing = [w for w in wanted if not any(w in g or g in w for g in got)]
        if missing:
            found, stood = ", ".join(got) or "nothing", sorted(set(places.values()))
            return f"{role} {missing[0]!r} is not found (found: {found}; positions: {stood})"
    return ""
