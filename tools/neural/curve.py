"""What networks of more and more reports reach on dev, each alone: `python tools/neural/curve.py CORPUS --work DIR NAME ...`.

NAME.pt lies in DIR; dev is only measured here, nothing is chosen by it.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

import torch

sys.path.insert(0, str(Path(__file__).parent))
sys.path.insert(0, str(Path(__file__).parents[1]))
from corpus import types_of
from gold import read_gold
from outputs import TorchNet, of_reports
from rasid import knowledge as knowledge_
from rasid.gazetteer import load as load_gazetteer
from rasid_neural.pieces import Pieces
from stack import figures, read_by
from weights import read_weights, wheel_file


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("names", nargs="+")
    parser.add_argument("--work", type=Path, required=True)
    parser.add_argument("--cache", type=Path, default=Path.home() / ".cache" / "rasid")
    args = parser.parse_args()
    torch.set_num_threads(1)
    knowledge = knowledge_.load(gazetteer=load_gazetteer(args.cache, knowledge_.FOLDER))
    types = list(types_of(list(read_gold(args.corpus / "train.docs.jsonl", args.corpus / "train.gold.jsonl"))))
    dev = list(read_gold(args.corpus / "dev.docs.jsonl", args.corpus / "dev.gold.jsonl"))
    pieces = Pieces(read_weights(wheel_file())[1])
    for name in args.names:
        found = dict(of_reports(dev, TorchNet(args.work / f"{name}.pt"), pieces, types))
        print(f"{name:10}{figures({r.id: (r, read_by(r, found[r.id], knowledge, None)) for r in dev})}", flush=True)


if __name__ == "__main__":
    main()
