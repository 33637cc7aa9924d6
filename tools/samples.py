"""Coded reports and what rasid proposes for them in, labelled choices for each model out."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from attribute_samples import attribute_rows
from gold import GoldClaim, GoldReport
from maxent import Labelled
from rasid.arguments import argument_choices
from rasid.coder import Coded
from rasid.features import Past, trigger_choice
from rasid.knowledge import Knowledge
from rasid.mentions import Reading, Sentence, read_text
from rasid.phrases import Phrase
from rasid.scene import Event
from rasid.speech import speakers
from rasid.text import Text
from role_samples import gold_option, role_labels
from tying import tie

# a sentence's reading, its events, and for each of them its candidates with their labelled choices
RoleRows = tuple[Reading, Sequence[Event], list[list[tuple[Phrase, Labelled]]]]


@dataclass
class Samples:
    """Labelled choices by model, and what gold could not be tied to any proposal."""

    by_model: dict[str, list[Labelled]] = field(default_factory=lambda: defaultdict(list))
    lost: Counter[str] = field(default_factory=Counter)
    roles: list[RoleRows] = field(default_factory=list)
    told: list[Coded] = field(default_factory=list)  # the claims of the report so far

    def extend(self, other: Samples) -> None:
        """Add the samples of another report."""
        for name, rows in other.by_model.items():
            self.by_model[name] += rows
        self.lost += other.lost
        self.roles += other.roles


def of_report(report: GoldReport, knowledge: Knowledge) -> Samples:
    """All labelled choices of one coded report."""
    samples = Samples()
    reading = read_text(Text(report.text), knowledge)
    who = speakers(reading, knowledge)
    tokens = reading.text.tokens
    past = Past()
    for sentence in reading.sentences:
        past.begin()
        events: list[Event] = []
        coded: list[GoldClaim] = []
        start, end = tokens[sentence.parse.first].start, tokens[sentence.parse.last - 1].end
        here = [c for c in report.claims if start <= c.start < end or c.start <= start < c.end]
        tied = tie(report, sentence, here, samples.lost)
        for n, trigger in enumerate(sentence.triggers):
            choice = trigger_choice(reading, sentence, n, past, knowledge)
            claims = tied.get(n, [])
            if claims:
                past.add(trigger, claims[0].data["type"])
            gold = choice.options.index(claims[0].data["type"]) if claims else 0
            samples.by_model["trigger"].append(Labelled(choice, gold))
            for claim in claims[:1]:
                events.append((trigger, claim.data["type"]))
                coded.append(claim)
                attribute_rows(report, reading, sentence, trigger, claim, who[sentence.i], knowledge, samples)
        _roles(report, reading, sentence, events, coded, knowledge, samples)
    return samples


def _roles(
    report: GoldReport,
    reading: Reading,
    sentence: Sentence,
    events: Sequence[Event],
    coded: Sequence[GoldClaim],
    knowledge: Knowledge,
    samples: Samples,
) -> None:
    """The labelled roles of the events of a sentence."""
    frames: list[list[tuple[Phrase, Labelled]]] = []
    for (trigger, _), claim, choices in zip(events, coded, argument_choices(reading, sentence, events, knowledge), strict=True):
        labels = role_labels(report, sentence, trigger, claim, [p for p, _ in choices], samples.lost)
        frames.append([(p, Labelled(c, gold_option(labels.get(p.i, ()), c))) for p, c in choices])
        samples.by_model["argument"] += [row for _, row in frames[-1]]
    if frames:
        samples.roles.append((reading, events, frames))


def of_uncoded(text: str, knowledge: Knowledge) -> list[Labelled]:
    """The trigger candidates of a report that holds almost no claim (sports, economy): all are labelled none."""
    reading = read_text(Text(text), knowledge)
    return [Labelled(trigger_choice(reading, s, n, Past(), knowledge), 0) for s in reading.sentences for n in range(len(s.triggers))]


def of_reports(reports: Iterable[GoldReport], knowledge: Knowledge) -> list[Samples]:
    """The samples of each report."""
    return [of_report(report, knowledge) for report in reports]
