"""Trains the learned choices on coded reports and writes their weight tables. Deterministic; the only command needed.

Usage:
    python tools/train.py CORPUS                 train on CORPUS/train.* and our codings (coded.py), write knowledge/ar/weights/*.tsv
    python tools/train.py CORPUS --cross 5       five-fold cross-validation on train, nothing written
    python tools/train.py CORPUS --curve         the learning curve from 60 reports to all, scored on dev

CORPUS holds train.docs.jsonl, train.gold.jsonl, dev.*, raw/other.docs.jsonl.gz (its first half serves as reports without claims).
"""

from __future__ import annotations

import os

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # before numpy is imported: its threads only wait for each other here

import argparse
import gzip
import json
import random
import sys
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
from coded import for_rules
from example_samples import of_examples
from gold import GoldReport, read_gold
from maxent import Labelled, fit
from rasid import knowledge as knowledge_
from rasid.choice import Model, write_model
from rasid.gazetteer import load as load_gazetteer
from rasid.knowledge import Knowledge
from samples import Samples, of_reports, of_uncoded
from scoring import score_reports
from second_samples import second_rows
from sparse import fit_roles
from status_samples import taught

# strength of the prior, least number of choices a feature must occur in, probability at which something is accepted, and the
# weight below which a feature is dropped before the second fit
SETTINGS = {
    "trigger": (1.0, 11, 0.38, 0.18),
    "argument": (3.0, 9, 0.4, 0.16),
    "second": (8.0, 8, 0.4, 0.13),
    "source": (1.5, 9, 0.5, 0.14),
    "stance": (1.0, 5, 0.5, 0.14),
    "status": (2.0, 8, 0.5, 0.2),
    "time": (2.0, 3, 0.36, 0.1),
}
# as good on conflict reports as 0.15 (claims F1 0.757, cross-validated), and 148 claims per 100 others instead of 207
OTHER_WEIGHT = 1.0
WEAKEST = {"argument": 0.16, "second": 0.13}  # the least weight that is kept of the tables of roles
# after the last fit a feature none of whose weights reaches this is left out: the tables together stay below 2 MB
LEAN = {"trigger": 0.2, "argument": 0.16, "source": 0.16}
RARE, RARE_THRESHOLD = 80, 0.2
OTHERS = 400  # reports without claims that serve as counter-examples: the first half of the file, the second measures


def train(samples: Sequence[Samples], others: Sequence[Labelled]) -> dict[str, Model]:
    """One model a choice. `others`: trigger choices besides those of coded reports."""
    whole = Samples()
    for part in samples:
        whole.extend(part)
    models = {}
    for name, (l2, least, threshold, keep) in SETTINGS.items():
        if name in WEAKEST:
            models[name] = _roles(name, samples)
            continue
        rows = [r for r in whole.by_model[name] if len(r.choice.options) > 1]
        if name == "trigger":
            rows += [r for r in others if len(r.choice.options) > 1]
        model = fit(name, rows, l2, least, keep, threshold=threshold)
        models[name] = replace(model, thresholds=_rare(rows)) if name == "trigger" else model
    return {name: lean(model, LEAN.get(name, 0.0)) for name, model in models.items()}


def lean(model: Model, least: float) -> Model:
    """The model without the features that say next to nothing."""
    return replace(model, weights={f: row for f, row in model.weights.items() if max(map(abs, row.values())) >= least})


def _rare(rows: Sequence[Labelled]) -> dict[str, float]:
    """Types that few reports show are judged too shyly: they are accepted earlier (cross-validated: +0.001 over all types)."""
    seen = Counter(r.choice.options[r.gold] for r in rows)
    return {type_: RARE_THRESHOLD for type_, n in sorted(seen.items()) if n < RARE}


def _roles(name: str, samples: Sequence[Samples]) -> Model:
    """The first or the second choice of roles."""
    l2, least, threshold, _ = SETTINGS[name]
    first = [row for part in samples for row in part.by_model["argument"]]
    if name == "second":
        first_l2, first_least, *_ = SETTINGS["argument"]
        first = second_rows(samples, lambda rows: fit_roles("argument", rows, first_l2, first_least))
    return fit_roles(name, first, l2, least, WEAKEST[name], threshold)


def other_reports(path: Path, first: int, last: int) -> list[str]:
    """Texts of reports on sports, economy, culture, technology."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        docs = [json.loads(line) for line in lines]
    return [f"{d['title']}\n{d['text']}" for d in docs[first:last]]


def with_models(knowledge: Knowledge, models: Mapping[str, Model]) -> Knowledge:
    """The same knowledge with other weights."""
    return replace(knowledge, models=dict(models))


def cross(
    reports: Sequence[GoldReport],
    samples: Sequence[Samples],
    others: Sequence[Labelled],
    knowledge: Knowledge,
    folds: int,
    run: int,
) -> None:
    """Train on all folds but one of the train set (and on all of our codings), score on that one; `run` folds of them."""
    order, ours = list(range(len(reports))), samples[len(reports) :]
    random.Random(1).shuffle(order)
    scored: list[tuple[GoldReport, Knowledge]] = []
    for f in range(run):
        held = set(order[f::folds])
        models = train([*(samples[i] for i in order if i not in held), *ours], others)
        scored += [(reports[i], with_models(knowledge, models)) for i in sorted(held)]
    print(score_reports(scored))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--cross", type=int, default=0, help="number of folds")
    parser.add_argument("--run", type=int, default=0, help="how many of the folds to run (default all)")
    parser.add_argument("--curve", action="store_true")
    parser.add_argument("--cache", type=Path, default=Path.home() / ".cache" / "rasid")
    args = parser.parse_args()
    knowledge = knowledge_.load(gazetteer=load_gazetteer(args.cache, knowledge_.FOLDER))
    reports = list(read_gold(args.corpus / "train.docs.jsonl", args.corpus / "train.gold.jsonl"))
    coded = [*reports, *for_rules(args.corpus)]
    samples = [*of_reports(coded, knowledge), taught(knowledge)]
    texts = other_reports(args.corpus / "raw" / "other.docs.jsonl.gz", 0, OTHERS)
    others = [row._replace(weight=OTHER_WEIGHT) for text in texts for row in of_uncoded(text, knowledge)]
    others += of_examples(knowledge)
    if args.cross:
        cross(reports, samples, others, knowledge, args.cross, args.run or args.cross)
        return
    dev = list(read_gold(args.corpus / "dev.docs.jsonl", args.corpus / "dev.gold.jsonl"))
    for size in (60, 120, 240, 491, 900) if args.curve else ():
        models = train(samples[:size], others)
        print(f"-- {size} reports\n{score_reports([(r, with_models(knowledge, models)) for r in dev])}")
    models = train(samples, others)
    print(f"-- {len(coded)} reports\n{score_reports([(r, with_models(knowledge, models)) for r in dev])}")
    if not args.curve:
        folder = knowledge_.FOLDER / "ar" / "weights"
        folder.mkdir(exist_ok=True)
        for name, model in models.items():
            (folder / f"{name}.tsv").write_text(write_model(model), "utf-8")


if __name__ == "__main__":
    main()
