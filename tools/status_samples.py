"""Own sentences with the status of one event in, labelled choices of status out: constructions that few coded reports show.

A denial, a fear or a condition stands in one report of fifty; a sentence of ours shows each of them to the choice of status. What a
sentence says of source and stance is not labelled and not learned.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from maxent import Labelled
from rasid.attributes import status_choice
from rasid.choice import Choice
from rasid.knowledge import Knowledge
from rasid.mentions import Reading, Sentence, Trigger, read_text
from rasid.speech import Speaker, speakers
from rasid.text import Text
from rasid.types import STATUSES
from samples import Samples

SHOWN = Path(__file__).parent / "coded" / "statuses.tsv"
WEIGHT = 2.0  # of a sentence, where a coder's claim weighs 1 (cross-validated)
ALONE = ("s=",)  # features that speak of the report


class Shown(NamedTuple):
    """One sentence: the status of the event whose word is given."""

    status: str
    trigger: str
    text: str


def read_shown(path: Path = SHOWN) -> list[Shown]:
    """The sentences of a file."""
    lines = (line for line in path.read_text("utf-8").splitlines() if line and not line.startswith("#"))
    return [Shown(*line.split("\t")) for line in lines]


def of_statuses(knowledge: Knowledge, shown: list[Shown] | None = None) -> Iterator[Labelled]:
    """The choice of each sentence whose event is found."""
    for example in read_shown() if shown is None else shown:
        reading = read_text(Text(example.text), knowledge)
        found = [(s, t) for s in reading.sentences for t in s.triggers if covers(reading, t, example.trigger)]
        if found and example.status in STATUSES:
            sentence, trigger = found[0]
            speaker = _before(reading, sentence, trigger, knowledge)
            choice = status_choice(reading, sentence, trigger, trigger.types[0], speaker, (), knowledge)
            kept = tuple(f for f in choice.features if not f.startswith(ALONE))
            yield Labelled(Choice(choice.options, kept, choice.own), STATUSES.index(example.status), WEIGHT)


def taught(knowledge: Knowledge) -> Samples:
    """The sentences as the samples of one more report."""
    samples = Samples()
    samples.by_model["status"] += of_statuses(knowledge)
    return samples


def covers(reading: Reading, trigger: Trigger, words: str) -> bool:
    """The trigger holds these words, or they hold it."""
    tokens = reading.text.tokens
    start, end = tokens[trigger.first].start, tokens[trigger.last - 1].end
    at = reading.text.raw.find(words)
    return at >= 0 and start < at + len(words) and at < end


def _before(reading: Reading, sentence: Sentence, trigger: Trigger, knowledge: Knowledge) -> Speaker | None:
    who = [s for s in speakers(reading, knowledge)[sentence.i] if s.at < trigger.first and not s.carried]
    return who[-1] if who else None
