"""Fits how rules and network are weighed against each other, on what both say of reports that neither has learned from.

Usage:
    python tools/neural/stack.py CORPUS --work DIR            fit -> extras/rasid-neural/src/rasid_neural/data/both/*.tsv
    python tools/neural/stack.py CORPUS --work DIR --cross    cross-validated figures of the combination, nothing written

DIR holds train.drafts.jsonl, the network's out-of-fold drafts (outputs.py): of reports of train, and of those that we wrote for it
(coded.py, the unseen ones: other countries and years). The rules' weights are trained anew for each of three folds with
tools/train.py's own functions: run this again whenever the rules' features or weights change.
"""

from __future__ import annotations

import os

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # before numpy is imported

import argparse
import pickle
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
sys.path.insert(0, str(Path(__file__).parents[1]))
import train as rules_training
from coded import for_rules, read_unseen
from corpus import Elsewhere, fold_of
from example_samples import of_examples
from gold import GoldReport, read_gold
from maxent import Labelled, fit
from outputs import read as read_drafts
from rasid import knowledge as knowledge_
from rasid.choice import Model, write_model
from rasid.gazetteer import load as load_gazetteer
from rasid.knowledge import Knowledge
from rasid.mentions import read_text
from rasid.pipeline import analyse
from rasid.score import coded_form, comparer, score
from rasid.text import Text
from rasid.types import Claim, Report
from rasid_neural.both import code_both
from rasid_neural.coding import code_drafts, places_of
from rasid_neural.drafts import Draft
from rasid_neural.extractor import claims_of
from rasid_neural.stacking import FOLDER
from samples import Samples, of_reports, of_uncoded
from stack_rows import Rows, rows_of
from status_samples import taught

FOLDS = 3
L2, LEAST, KEEP = 4.0, 3, 0.02
# the decisions, and the probability at which something is accepted
SETTINGS = {"event": 0.38, "role": 0.4, "source": 0.5, "stance": 0.5, "status": 0.5, "time": 0.5}
Scored = dict[str, tuple[GoldReport, list[Claim]]]
Material = tuple[list[Samples], Samples, list[Labelled]]


def fitted(rows: Sequence[Rows]) -> dict[str, Model]:
    """One model a decision."""
    models = {}
    for name, threshold in SETTINGS.items():
        models[name] = fit(name, [r for part in rows for r in part[name]], L2, LEAST, KEEP, threshold=threshold)
    return models


def _material(reports: Sequence[GoldReport], ours: Sequence[GoldReport], corpus: Path, knowledge: Knowledge) -> Material:
    """What tools/train.py trains the rules' weights on: the samples of the reports and of our codings, and its counter-examples."""
    samples = list(of_reports([*reports, *ours], knowledge))
    texts = rules_training.other_reports(corpus / "raw" / "other.docs.jsonl.gz", 0, rules_training.OTHERS)
    others = [row._replace(weight=rules_training.OTHER_WEIGHT) for text in texts for row in of_uncoded(text, knowledge)]
    return samples, taught(knowledge), [*others, *of_examples(knowledge)]


def folds(
    reports: Sequence[GoldReport], asked: Sequence[int], corpus: Path, work: Path, knowledge: Knowledge, fresh: bool
) -> dict[int, Knowledge]:
    """What rasid knows with the rules' weights of each fold that is asked for, kept in `work`.

    They are trained on the reports of the other folds and on those of our codings that repeat none of its own.
    """
    known = {r.id for r in reports}
    ours = [r for r in for_rules(corpus) if r.id not in known]
    found = {}
    material = None
    for held in asked:
        path = work / f"rules{held}.pickle"
        if fresh or not path.exists():
            material = material or _material(reports, ours, corpus, knowledge)
            path.write_bytes(pickle.dumps(_trained(material, [*reports, *ours], fold_of(reports, FOLDS, held))))
            print(f"rules of fold {held} trained", flush=True)
        found[held] = rules_training.with_models(knowledge, pickle.loads(path.read_bytes()))
    return found


def _trained(material: Material, reports: Sequence[GoldReport], held: set[str]) -> dict[str, Model]:
    """The rules' weights without these reports and what repeats them."""
    samples, more, others = material
    elsewhere = Elsewhere(r.text for r in reports if r.id in held)
    used = [s for s, r in zip(samples, reports, strict=True) if r.id not in held and not elsewhere.has(r.text)]
    return rules_training.train([*used, more], others)


def figures(scored: Scored) -> str:
    gold = {id_: [c.data for c in r.claims] for id_, (r, _) in scored.items()}
    docs = {id_: {"id": id_, "text": r.text, "sentences": list(r.sentences)} for id_, (r, _) in scored.items()}
    system = {id_: coded_form(claims, docs[id_]) for id_, (_, claims) in scored.items()}
    scores = score(gold, system, comparer(knowledge_.FOLDER / "ar"))
    claims = scores.table["claims"]
    return f"P {claims.precision:.3f} R {claims.recall:.3f} | " + " ".join(f"{n} {v:.3f}" for n, v in scores.figures().items())


def read_by(report: GoldReport, found: Sequence[Draft], knowledge: Knowledge, weights: Mapping[str, Model] | None) -> list[Claim]:
    """The claims of a report by both, or by the network alone where there are no weights."""
    reading = read_text(Text(report.text), knowledge)
    places = places_of(reading, knowledge)
    coded = [c for c, _ in code_both(found, places, knowledge, weights)] if weights else code_drafts(found, places, knowledge)
    whole = Report(report.id, report.text, outlet=report.outlet, published=report.published)
    return claims_of(whole, reading, coded, knowledge, [((), "")] * len(coded))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--work", type=Path, required=True)
    parser.add_argument("--cross", action="store_true")
    parser.add_argument("--fresh", action="store_true", help="train the rules' folds anew")
    parser.add_argument("--cache", type=Path, default=Path.home() / ".cache" / "rasid")
    args = parser.parse_args()
    knowledge = knowledge_.load(gazetteer=load_gazetteer(args.cache, knowledge_.FOLDER))
    reports = list(read_gold(args.corpus / "train.docs.jsonl", args.corpus / "train.gold.jsonl"))
    of = {id_: n for n in range(FOLDS) for id_ in fold_of(reports, FOLDS, n)}
    drafts_ = read_drafts(args.work / "train.drafts.jsonl")
    unseen = list(read_unseen())
    of |= {r.id: min(of[id_] for id_ in drafts_ if id_ in of) for r in unseen}
    used = [r for r in [*reports, *unseen] if r.id in drafts_]
    by_fold = folds(reports, sorted({of[r.id] for r in used}), args.corpus, args.work, knowledge, args.fresh)
    rows = {r.id: rows_of(r, drafts_[r.id], by_fold[of[r.id]]) for r in used}
    print({name: sum(len(part[name]) for part in rows.values()) for name in SETTINGS}, flush=True)
    if args.cross:
        cross(used, rows, drafts_, by_fold, of)
        return
    FOLDER.mkdir(parents=True, exist_ok=True)
    for name, model in fitted(list(rows.values())).items():
        (FOLDER / f"{name}.tsv").write_text(write_model(model), "utf-8")


def cross(
    reports: Sequence[GoldReport],
    rows: Mapping[str, Rows],
    drafts_: Mapping[str, Sequence[Draft]],
    by_fold: Mapping[int, Knowledge],
    of: Mapping[str, int],
) -> None:
    """Figures of rules, network and both on reports that none of them has learned from."""
    order = sorted(rows)
    found: dict[str, Scored] = {"rules": {}, "neural": {}, "both": {}}
    for n in range(FOLDS):
        held = set(order[n::FOLDS])
        weights = fitted([rows[i] for i in order if i not in held])
        for r in reports:
            if r.id in held:
                knowledge = by_fold[of[r.id]]
                found["rules"][r.id] = (r, analyse(Report(r.id, r.text, outlet=r.outlet, published=r.published), knowledge))
                found["neural"][r.id] = (r, read_by(r, drafts_[r.id], knowledge, None))
                found["both"][r.id] = (r, read_by(r, drafts_[r.id], knowledge, weights))
    ours = {r.id for r in read_unseen()}
    for name, scored in found.items():
        for of_whom, wanted in (("train", False), ("unseen", True)):
            print(f"{name:7}{of_whom:7}{figures({i: s for i, s in scored.items() if (i in ours) == wanted})}", flush=True)


if __name__ == "__main__":
    main()
