"""The examples of the rules in, labelled choices out: what we wrote to show a word's meaning also teaches it.

A type that few coded reports show (pressure, rejection) is known from its examples at least. An example is one sentence, so features
of the report around it are left out; only the quoted trigger and roles are labelled, what an example does not say is not learned.
"""

from __future__ import annotations

from collections.abc import Iterator

from maxent import Labelled
from rasid.choice import Choice
from rasid.examples import covers
from rasid.features import Past, trigger_choice
from rasid.knowledge import Knowledge
from rasid.mentions import read_text
from rasid.text import Text

AROUND = ("sent=", "dens=", "in=", "ps=", "pl=", "profile", "past=")  # features that speak of the report


def of_examples(knowledge: Knowledge) -> Iterator[Labelled]:
    """The trigger choices of all examples."""
    for rule in knowledge.rules.rules.values():
        for example in rule.examples:
            reading = read_text(Text(str(example.get("not") or example.get("text"))), knowledge)
            quoted = str(example.get("trigger", ""))
            for sentence in reading.sentences:
                for n, trigger in enumerate(sentence.triggers):
                    if rule.type not in trigger.types:
                        continue
                    choice = _alone(trigger_choice(reading, sentence, n, Past(), knowledge))
                    if "not" in example:
                        yield Labelled(choice, 0)
                    elif covers(reading, trigger, quoted):
                        yield Labelled(choice, choice.options.index(rule.type))


def _alone(choice: Choice) -> Choice:
    def kept(features: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(f for f in features if not f.startswith(AROUND))

    return Choice(choice.options, kept(choice.features), tuple(kept(f) for f in choice.own))
