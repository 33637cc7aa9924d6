"""How well the words of places are recognised in coded reports: precision, recall and F1 of strings, reading and claims apart.

    python bench/places.py CORPUS [--split train|dev] [--without-weights] [--cross N] [--misses]

A string is a pair (report, words): the words folded, without article, proclitics and prepositions, so that each counts once a
report. Gold are the words of all place roles, and of targets that name a place. `claims` are the places and place targets of the
claims that rasid makes; `phrases` all phrases that it takes for a place in the sentences that hold a gold claim.

The weights were trained on train: `--cross N` trains on all of it but every N-th report (shuffled) and measures these. Never read
the misses of dev.
"""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "tools"))

from gold import GoldReport, read_gold
from rasid import pipeline
from rasid.choice import Model
from rasid.knowledge import Knowledge
from rasid.mentions import Reading, read_text
from rasid.text import Text
from rasid.types import Claim, Report

PROCLITICS = ("وال", "بال", "فال", "كال", "لل", "ال", "ول", "وب", "ل", "ب", "و")
PREPOSITIONS = frozenset({"في", "من", "علي", "الي", "عن", "عند", "داخل", "قرب", "بين", "حتي", "نحو"})


def bare(word: str) -> str:
    """A folded word without what may hang before it, where enough of it is left: as the scorer of the corpus compares words."""
    for clitic in PROCLITICS:
        if word.startswith(clitic) and len(word) - len(clitic) >= 3:
            return word[len(clitic) :]
    return word


def key(words: str) -> str:
    """What of a place string is compared."""
    forms = [token.form for token in Text(words).tokens if token.kind != "punct"]
    while len(forms) > 1 and forms[0] in PREPOSITIONS:
        del forms[0]
    return " ".join(bare(form) for form in forms)


class Matcher:
    """Strings of one report: the same, or, leniently, one in the other or half of the words in common."""

    def __init__(self) -> None:
        self.exact = Counter[str]()
        self.lenient = Counter[str]()
        self.missed = Counter[str]()
        self.spurious = Counter[str]()

    def add(self, gold: set[str], system: set[str]) -> None:
        """Count one report."""
        self.exact.update(gold=len(gold), system=len(system), hit=len(gold & system))
        left, hits = sorted(system), 0
        for words in sorted(gold, key=lambda w: w not in system):
            partner = words if words in left else next((s for s in left if alike(words, s)), None)
            if partner is None:
                self.missed[words] += 1
            else:
                left.remove(partner)
                hits += 1
        self.spurious.update(left)
        self.lenient.update(gold=len(gold), system=len(system), hit=hits)


def alike(a: str, b: str) -> bool:
    """The comparison of the corpus scorer."""
    if a in b or b in a:
        return True
    x, y = a.split(), b.split()
    return 2 * sum((Counter(x) & Counter(y)).values()) >= max(len(x), len(y))


def figures(counts: Counter[str]) -> str:
    """Precision, recall and F1."""
    p, r = counts["hit"] / max(1, counts["system"]), counts["hit"] / max(1, counts["gold"])
    return f"P {p:.3f} R {r:.3f} F1 {2 * p * r / (p + r) if p + r else 0:.3f}"


def is_place(words: str, knowledge: Knowledge) -> bool:
    """Whether the words of a target name a place: a noun that announces one or a name of the gazetteer, and nobody's name."""
    text = Text(words)
    names = knowledge.names.find(text, text.tokens)
    if any(n.of("actor") or n.of("outlet") for n in names):
        return False
    first = text.tokens[0].form if text.tokens else ""
    nouns = knowledge.gazetteer.words.nouns
    announced = first in nouns or bare(first) in nouns
    return any(n.of("place") for n in names) and (announced or names[0].first == 0)


def gold_strings(report: GoldReport, knowledge: Knowledge) -> set[str]:
    """The coders' place strings of one report."""
    found = {key(words) for claim in report.claims for words in claim.data.get("place", [])}
    found |= {key(words) for claim in report.claims for words in claim.data.get("target", []) if is_place(words, knowledge)}
    return found - {""}


def claim_strings(claims: Iterable[Claim], knowledge: Knowledge) -> set[str]:
    """The same of rasid's claims."""
    claims = list(claims)
    found = {key(value.text) for claim in claims for value in claim.place}
    found |= {key(value.text) for claim in claims for value in claim.target if not value.id and is_place(value.text, knowledge)}
    return found - {""}


def phrase_strings(reading: Reading, report: GoldReport) -> set[str]:
    """What the reading takes for a place in the sentences that hold a gold claim."""
    found = set()
    for sentence in reading.sentences:
        start = reading.text.tokens[sentence.parse.first].start
        if not any(claim.start <= start < claim.end for claim in report.claims):
            continue
        for phrase in (*sentence.parse.phrases, *sentence.parse.nested):
            if any(name.of("place") for name in phrase.names) or (not phrase.names and phrase.category == "place"):
                found.add(key(report.text[phrase.start : phrase.end]))
    return found - {""}


def held_out(reports: list[GoldReport], knowledge: Knowledge, corpus: Path, parts: int) -> tuple[Knowledge, list[GoldReport]]:
    """Every so-manyth report, and the knowledge with weights that were trained on the others."""
    import train
    from samples import of_reports, of_uncoded

    order = list(range(len(reports)))
    random.Random(1).shuffle(order)
    held = set(order[::parts])
    samples = of_reports([reports[i] for i in order if i not in held], knowledge)
    texts = train.other_reports(corpus / "raw" / "other.docs.jsonl.gz", 0, train.OTHERS)
    others = [row for text in texts for row in of_uncoded(text, knowledge)]
    return train.with_models(knowledge, train.train(samples, others)), [reports[i] for i in sorted(held)]


def main() -> None:
    """Print the figures of one split."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--split", default="train")
    parser.add_argument("--misses", action="store_true")
    parser.add_argument("--without-weights", action="store_true")
    parser.add_argument("--extractor", default="rules", help="rules, neural or both, where they are installed")
    parser.add_argument("--cross", type=int, default=0, metavar="N", help="measure every N-th report with weights from the others")
    flags = parser.parse_args()
    knowledge = pipeline.load(Path(tempfile.gettempdir()) / "rasid-bench")
    if flags.without_weights:
        knowledge = replace(knowledge, models={name: Model(name) for name in knowledge.models})
    reports = list(read_gold(flags.corpus / f"{flags.split}.docs.jsonl", flags.corpus / f"{flags.split}.gold.jsonl"))
    if flags.cross:
        knowledge, reports = held_out(reports, knowledge, flags.corpus, flags.cross)
    claims_, phrases, read = Matcher(), Matcher(), pipeline.extractor(flags.extractor)
    for report in reports:
        gold = gold_strings(report, knowledge)
        claims = read(Report(report.id, report.text, outlet=report.outlet, published=report.published), knowledge)
        claims_.add(gold, claim_strings(claims, knowledge))
        phrases.add(gold, phrase_strings(read_text(Text(report.text), knowledge), report))
    print(f"{flags.split}: {len(reports)} reports, {claims_.exact['gold']} gold strings")
    print(f"claims, same words    {figures(claims_.exact)}")
    print(f"claims, as the scorer {figures(claims_.lenient)}")
    print(f"phrases, same words    {figures(phrases.exact)}")
    print(f"phrases, as the scorer {figures(phrases.lenient)}")
    if flags.misses:
        print("missed by phrases", phrases.missed.most_common(150))
        print("spurious phrases", phrases.spurious.most_common(150))
        print("missed", claims_.missed.most_common(80))
        print("spurious", claims_.spurious.most_common(80))


if __name__ == "__main__":
    main()
